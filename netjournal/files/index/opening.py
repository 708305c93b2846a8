"""The index of a journal opened: made where there is none, brought up to date where pages changed."""

import datetime
import json
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from netjournal import __version__
from netjournal.files.folder import Folder, Listing
from netjournal.files.index.changes import anew, changed, named
from netjournal.files.index.packed import lapses_of
from netjournal.files.index.pages import LAPSES, LISTING, MEMORY, SIGNS, STAMP, Pages
from netjournal.files.index.store import Doubt, Overlay, Store, Values, create, locked, make_folder
from netjournal.network.features import Lapses

T = TypeVar("T", bound=tuple[object, ...])

SCHEMA = 1
QUESTIONS = 4096  # remembered at most; a new one takes the place of an old one
HOUSE = Path(__file__).parent.parent.parent
READING = ("files/notation", "network", "files/index")  # what decides how a page is read


def opened(folder: Folder, cache: Path, listing: Listing, today: datetime.date) -> "Index":
    """The index of the files as listed, out of the user's cache. Raises Doubt where there can be none."""
    place = cache / "netjournal" / f"{_sum(str(folder.real_root)):08x}{_sum(str(folder.real_root)[::-1]):08x}"
    stamp = _stamp(folder)
    try:
        return _as_kept(folder, place, listing, today, stamp)
    except Doubt:
        pass
    make_folder(place)
    with locked(place):
        try:
            return _as_kept(folder, place, listing, today, stamp)  # another command may just have made it
        except Doubt:
            create(place, anew(folder, listing, today, stamp))
    return Index(Store(place), folder, {})


def _as_kept(folder: Folder, place: Path, listing: Listing, today: datetime.date, stamp: bytes) -> "Index":
    store = Store(place)
    try:
        if store.value(STAMP) != stamp:
            raise Doubt("of another version or journal")
        values: Values = {}
        if store.value(SIGNS) != listing.signs.tobytes() or store.value(LISTING) != named(listing):
            values = changed(folder, listing, Pages(store, folder.settings), today)
        return Index(store, folder, values)
    except Doubt:
        store.close()
        raise
    except (ValueError, KeyError, TypeError, IndexError) as error:
        store.close()
        raise Doubt(str(error)) from None


def _stamp(folder: Folder) -> bytes:
    """What an index must have been made by and for."""
    program = [(each.name, each.stat().st_mtime_ns) for room in READING for each in os.scandir(HOUSE / room)]
    said = (__version__, SCHEMA, sys.version, sys.byteorder, unicodedata.unidata_version, str(folder.real_root))
    return repr((said, sorted(program), folder.settings)).encode("utf-8", "backslashreplace")


def _sum(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogateescape"))


class Index:
    """The index as of the files listed, with what changed since it was kept laid over it."""

    def __init__(self, store: Store, folder: Folder, values: Values) -> None:
        self._store, self._values = store, values
        self.pages = Pages(Overlay(store, values) if values else store, folder.settings)

    def lapses(self, today: datetime.date, contact: str) -> Lapses | None:
        """The columns that `due` ranks, None where they are those of another day."""
        first, last = self.pages.facts["span"]
        if not first <= today.toordinal() <= last:
            return None
        return lapses_of(self.pages.store.value(LAPSES[contact]))

    def recalled(self, ask: Callable[[str, str], T | None]) -> Callable[[str, str], T | None]:
        """What was asked before of the same offers is answered as then."""

        def recall(what: str, id: str) -> T | None:
            question = [what, id, self.pages.facts["offers"]]
            key = MEMORY + _sum(f"{id} {what}") % QUESTIONS
            kept = self.pages.store.get(key)
            asked, answer = json.loads(kept) if kept else (None, None)
            if asked != question:
                answer = ask(what, id)
                self._values[key] = json.dumps([question, answer]).encode()
            return tuple(answer) if answer else None  # type: ignore[return-value]

        return recall

    def keep(self) -> None:
        """Keep what changed for the next command, and let go of the file."""
        try:
            if self._values:
                self._store.put(self._values.items())
                self._store.commit()
        except Doubt:
            pass  # the next command finds it out again
        finally:
            self._store.close()
