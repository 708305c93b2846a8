"""The journal seen at a glance, at the TAB key: its index as it lies and the names of its files; no page is opened.

What is seen offers words to type and answers nothing, so an index that can't be believed is passed over.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator

from netjournal import __version__
from netjournal.files.index.places import (
    ABOUT,
    APPLICATION,
    BREAK,
    CALLED,
    GROUP,
    NAME,
    SCHEMA,
    SETTINGS,
    STAMP,
    place,
    sum_of,
)

PEOPLE, ORGS, GATHERINGS = "people", "orgs", "gatherings"
TAGS, CITIES, CIRCLES = range(3)
ONE_SPACE = 1 << 40
BEFORE_WORDS = (BREAK, "-", " ")


class Glance:
    """What lies in the index of one journal, and in its folders."""

    def __init__(self, root: str, cache: str | None) -> None:
        self._root = root
        self._path = f"{place(cache, os.path.realpath(root))}/{NAME}" if cache else ""
        self._base = _opened(self._path) if cache else None

    def people(self, typed: str) -> list[tuple[str, str]]:
        """Ids that begin with what is typed, each with other names and cities; else of those with a word that does."""
        begins = "\n" + typed
        found = self._described(lambda chunk: begins in chunk, lambda called: called.startswith(typed))
        known = {id for id, _ in found}
        came = [] if found and self._is_newer_than(PEOPLE) else self.files(PEOPLE)
        found += [(id, "") for each in came if (id := each.lower()).startswith(typed) and id not in known]
        spaced = typed.replace("-", " ")
        return found or self._described(
            lambda chunk: spaced in chunk or typed in chunk,
            lambda called: called.startswith(spaced) or any(f"{sign}{typed}" in called for sign in BEFORE_WORDS),
        )

    def _is_newer_than(self, folder: str) -> bool:
        """Whether the index was kept after the last file came into the folder."""
        try:
            return os.stat(self._path).st_mtime_ns > os.stat(f"{self._root}/{folder}").st_mtime_ns
        except OSError:
            return False

    def _described(self, may: Callable[[str], bool], is_meant: Callable[[str], bool]) -> list[tuple[str, str]]:
        """Whoever is meant by the line of what they answer to; `may` tells where a text of such lines holds any."""
        found = []
        for key, chunk in self._texts(CALLED):
            if not may(f"\n{chunk}"):
                continue
            about: list[str] | None = None
            for at, called in enumerate(chunk.split("\n")):
                if called and is_meant(called):
                    about = self._text(ABOUT - CALLED + key).split("\n") if about is None else about
                    found.append(_described(called, about[at] if at < len(about) else ""))
        return found

    def values(self, group: int) -> list[str]:
        """The tags, cities or circles that people have."""
        lines = (line.split(GROUP) for _, chunk in self._texts(ABOUT) for line in chunk.split("\n") if line)
        return sorted({text for groups in lines if group < len(groups) for text in groups[group].split(BREAK)})

    def settled(self) -> tuple[list[str], list[str]]:
        """The circles and the kinds of entry that the journal's settings name, its own among them."""
        import json

        try:
            said = json.loads(self._text(SETTINGS))[1]
            return list(said[1]), list(said[3])
        except (ValueError, IndexError, TypeError):
            return [], []

    def _texts(self, space: int) -> Iterator[tuple[int, str]]:
        """The texts of a space with their keys, each as it was kept."""
        return self._between(space, space + ONE_SPACE)

    def _text(self, key: int) -> str:
        return next((text for _, text in self._between(key, key + 1)), "")

    def _between(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        if self._base is None:
            return
        try:
            for key, total, value in self._base.execute(
                "SELECT key, sum, value FROM kept WHERE key >= ? AND key < ? ORDER BY key", (first, last)
            ):
                if isinstance(value, bytes) and sum_of(key, value) == total:
                    yield key, value.decode("utf-8", "replace")
        except sqlite3.Error:
            return

    def files(self, folder: str) -> list[str]:
        """The ids that the names of the files in a folder give."""
        try:
            names = os.listdir(f"{self._root}/{folder}")
        except OSError:
            return []
        return [name[:-3] for name in names if name.endswith(".md") and name[0] != "."]


def _described(called: str, about: str) -> tuple[str, str]:
    """Somebody's id, or their name where the id is none that can be typed; then other names, and cities."""
    id, *names = called.split(BREAK)
    others = [name for name in dict.fromkeys(names) if "@" not in name and name.replace(" ", "-") != id]
    cities = about.split(GROUP)[CITIES].split(BREAK) if about.count(GROUP) >= CITIES else []
    return id, ", ".join(text for text in (*others, *cities) if text)


def _opened(path: str) -> sqlite3.Connection | None:
    """The index there, to be read and never changed; None where there is none of this program's and this user's."""
    try:
        is_at = os.lstat(path)
        if is_at.st_mode & 0o170000 != 0o100000 or is_at.st_uid != os.geteuid() or is_at.st_nlink != 1:
            return None
        base = sqlite3.connect(f"file:{_in_uri(path)}?mode=ro", uri=True, timeout=0.05)
        is_one = base.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        stamp = base.execute("SELECT value FROM kept WHERE key = ?", (STAMP,)).fetchone() if is_one else None
    except (OSError, sqlite3.Error, ValueError):
        return None
    made_by = repr((__version__, SCHEMA, ""))[:-3].encode()
    return base if stamp and isinstance(stamp[0], bytes) and stamp[0][1:].startswith(made_by) else None


def _in_uri(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
