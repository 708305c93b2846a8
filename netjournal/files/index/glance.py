"""The journal seen at a glance, at the TAB key: its index as it lies and the names of its files; no page is opened.

What is seen offers words to type and answers nothing, so an index that can't be believed is passed over.
"""

import os
import sqlite3

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


class Glance:
    """What lies in the index of one journal, and in its folders."""

    def __init__(self, root: str, cache: str | None) -> None:
        self._root = root
        self._kept = _kept(root, cache) if cache else {}

    def people(self, typed: str) -> list[tuple[str, str]]:
        """Ids that begin with what is typed, each with other names and cities; else of those with a word that does."""
        found = [_described(*pair) for pair in self._lines if pair[0].startswith(typed)]
        known = {id for id, _ in found}
        found += [(id, "") for id in self.files(PEOPLE) if id.lower().startswith(typed) and id.lower() not in known]
        return found or [_described(*pair) for pair in self._lines if _has_word(pair[0], typed)]

    @property
    def _lines(self) -> list[tuple[str, str]]:
        """What people answer to, each beside their tags, cities and circle."""
        called, about = (self._texts(space) for space in (CALLED, ABOUT))
        return [pair for pair in zip(called, about, strict=False) if pair[0]]

    def _texts(self, space: int) -> list[str]:
        return [
            line
            for key in sorted(self._kept)
            if space <= key < space + ONE_SPACE
            for line in self._kept[key].decode("utf-8", "replace").split("\n")
        ]

    def values(self, group: int) -> list[str]:
        """The tags, cities or circles that people have."""
        lines = (line.split(GROUP) for line in self._texts(ABOUT) if line)
        return sorted({text for groups in lines if group < len(groups) for text in groups[group].split(BREAK)})

    def settled(self) -> tuple[list[str], list[str]]:
        """The circles and the kinds of entry that the journal's settings name, its own among them."""
        import json

        try:
            circles, kinds = (list(json.loads(self._kept[SETTINGS])[1][at]) for at in (1, 3))
        except (KeyError, ValueError, IndexError, TypeError):
            return [], []
        return circles, kinds

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
    others = [name for name in names if "@" not in name and name.replace(" ", "-") != id]
    cities = about.split(GROUP)[CITIES].split(BREAK) if about.count(GROUP) >= CITIES else []
    return id, ", ".join(text for text in (*others, *cities) if text)


def _has_word(called: str, typed: str) -> bool:
    return called.startswith(typed.replace("-", " ")) or any(before + typed in called for before in (BREAK, "-", " "))


def _kept(root: str, cache: str) -> dict[int, bytes]:
    """The values that tell who is here, each as it was kept; none of an index that isn't this program's or ours."""
    path = f"{place(cache, os.path.realpath(root))}/{NAME}"
    try:
        is_at = os.lstat(path)
        if is_at.st_mode & 0o170000 != 0o100000 or is_at.st_uid != os.geteuid() or is_at.st_nlink != 1:
            return {}
        base = sqlite3.connect(f"file:{_in_uri(path)}?mode=ro", uri=True, timeout=0.05)
        try:
            return _believed(base)
        finally:
            base.close()
    except (OSError, sqlite3.Error, ValueError):
        return {}


def _believed(base: sqlite3.Connection) -> dict[int, bytes]:
    if base.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
        return {}
    rows = base.execute(
        "SELECT key, sum, value FROM kept WHERE key IN (?, ?) OR key BETWEEN ? AND ?",
        (STAMP, SETTINGS, CALLED, ABOUT + ONE_SPACE),
    )
    kept = {key: value for key, total, value in rows if isinstance(value, bytes) and sum_of(key, value) == total}
    made_by = repr((__version__, SCHEMA, ""))[:-3].encode()
    return kept if kept.get(STAMP, b"")[1:].startswith(made_by) else {}


def _in_uri(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
