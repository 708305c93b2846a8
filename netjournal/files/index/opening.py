"""The index of a journal opened: made where there is none, brought up to date where pages changed."""

import datetime
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from netjournal import __version__
from netjournal.files.folder import Folder, Listing
from netjournal.files.index.codec import settings_of
from netjournal.files.index.listed import named
from netjournal.files.index.packed import lapses_of, packed_lapses, packed_offers
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import (
    LAPSES,
    LISTING,
    MEMORY,
    OFFERS,
    SCHEMA,
    SETTINGS,
    SIGNS,
    STAMP,
    place,
    sum_of_text,
)
from netjournal.files.index.store import Doubt, Overlay, Store, Values, create, locked, make_folder
from netjournal.network.contacts import Contact
from netjournal.network.evidence import Problem
from netjournal.network.features import Lapses
from netjournal.network.network import Network
from netjournal.network.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.files.index.meetings import Meetings
    from netjournal.files.index.roll import Roll
    from netjournal.network.telling import Telling

T = TypeVar("T", bound=tuple[object, ...])

Watched = Callable[[Iterable[tuple[int, bytes]]], Iterator[tuple[int, bytes]]]

VECTOR = 1 << 62  # before the number of a text: what it means
QUESTIONS = 4096  # remembered at most; a new one takes the place of an old one
HOUSE = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
READING = ("files/notation", "network", "files/index", "answers")  # what decides how a page is read, and what fits


class Shelf:
    """Where a journal's index is kept, and what is kept there."""

    def __init__(self, cache: "str | Path", root: "str | Path") -> None:
        real = os.path.realpath(root)
        self.place = place(os.fspath(cache), real)
        self.stamp = _stamp(real)
        self.watched: Watched = iter  # the values of an index in the making, while somebody is told how far they are
        self._store: Store | None = None

    def store(self) -> Store:
        """The store as it is kept, opened once. Raises Doubt where there is none of this program and journal."""
        if self._store is None:
            store = Store(self.place)
            try:
                if store.value(STAMP) != self.stamp:
                    raise Doubt("of another version or journal")
            except Doubt:
                store.close()
                raise
            self._store = store
        return self._store

    def drop(self) -> None:
        """Let go of the store, to open it anew."""
        if self._store:
            self._store.close()
        self._store = None

    def settings(self, data: bytes) -> tuple[Settings, tuple[Problem, ...]] | None:
        """What these bytes of netjournal.yaml settle, where that is kept."""
        try:
            return settings_of(self.store().value(SETTINGS), data)
        except Doubt:
            return None


def opened(folder: Folder, shelf: Shelf, listing: Listing, today: datetime.date) -> "Index":
    """The index of the files as listed, out of the user's cache. Raises Doubt where there can be none."""
    try:
        return _as_kept(folder, shelf, listing, today)
    except Doubt:
        shelf.drop()
    make_folder(shelf.place)
    with locked(shelf.place):
        try:
            return _as_kept(folder, shelf, listing, today)  # another command may just have made it
        except Doubt:
            shelf.drop()
            from netjournal.files.index.making import anew

            create(shelf.place, shelf.watched(anew(folder, listing, today, shelf.stamp)))
    return Index(shelf, folder, {})


def _as_kept(folder: Folder, shelf: Shelf, listing: Listing, today: datetime.date) -> "Index":
    store = shelf.store()
    if settings_of(store.value(SETTINGS), folder.settings_data) is None:
        raise Doubt("of other settings")
    values: Values = {}
    if store.value(SIGNS) != listing.signs.tobytes() or store.value(LISTING) != named(listing):
        from netjournal.files.index.changes import changed

        learnt: Values = {}
        values = changed(folder, listing, Pages(store, folder.settings, learnt), today)
        values = {**learnt, **values}
    return Index(shelf, folder, values)


def _stamp(root: str) -> bytes:
    """What an index must have been made by and for."""
    program = [(each.name, each.stat().st_mtime_ns) for room in READING for each in os.scandir(f"{HOUSE}/{room}")]
    said = (__version__, SCHEMA, sys.version, sys.byteorder, unicodedata.unidata_version, root)
    return repr((said, sorted(program))).encode("utf-8", "backslashreplace")


class Index:
    """The index as of the files listed, with what changed since it was kept laid over it."""

    def __init__(self, shelf: Shelf, folder: Folder, values: Values) -> None:
        self._shelf, self._store, self._values = shelf, shelf.store(), values
        self.pages = Pages(Overlay(self._store, values), folder.settings, values, self._whole)

    def _whole(self) -> Store | None:
        """The store made whole, with all that was laid over it; None where it can't be kept. Raises Doubt."""
        from netjournal.files.index.whole import made_whole

        try:
            with locked(self._shelf.place):
                create(self._shelf.place, self._shelf.watched(made_whole(self.pages)))
        except Doubt:
            return None
        self._shelf.drop()
        self._store = self._shelf.store()
        self._values.clear()
        return Overlay(self._store, self._values)

    def lapses(self, today: datetime.date, contact: str) -> Lapses | None:
        """The columns that `due` ranks, made where nobody asked for these; None where they are those of another day."""
        if not self.pages.spans(today):
            return None
        value = self.pages.store.get(LAPSES[contact])
        if value is not None:
            return lapses_of(value)
        from netjournal.files.index.everybody import everybody

        found = everybody(self.pages, today).lapses(contact)
        self._values[LAPSES[contact]] = packed_lapses(found)
        return found

    def meetings(self, today: datetime.date, network: Callable[[], Network]) -> "Meetings | None":
        """What `meet` ranks, made of the network where it is not kept; None on a day its last contacts are not of."""
        if not self.pages.spans(today):
            return None
        from netjournal.files.index.meetings import Meetings

        return Meetings(self.pages, self._values, today, network)

    def offers(self, find: Callable[[], Sequence[tuple[str, str]]]) -> Sequence[tuple[str, str]]:
        """The offers of all, found where they are not kept as they are now."""
        kept = self.pages.store.get(OFFERS)
        made, givers, texts = json.loads(kept) if kept else (None, (), ())
        if made == self.pages.facts["offers"]:
            return list(zip(givers, texts, strict=True))
        found = find()
        self._values[OFFERS] = packed_offers(self.pages.facts["offers"], found)
        return found

    def recalled(self, ask: Callable[[str, str], T | None]) -> Callable[[str, str], T | None]:
        """What was asked before of the same offers is answered as then."""

        def recall(what: str, id: str) -> T | None:
            question = [what, id, self.pages.facts["offers"]]
            key = MEMORY + sum_of_text(f"{id} {what}") % QUESTIONS
            kept = self.pages.store.get(key)
            asked, answer = json.loads(kept) if kept else (None, None)
            if asked != question:
                answer = ask(what, id)
                self._values[key] = json.dumps([question, answer]).encode()
            return tuple(answer) if answer else None  # type: ignore[return-value]

        return recall

    def telling(self, find: Callable[[], "Telling"]) -> "Telling":
        """What `who` goes by, found where it is not kept."""
        from netjournal.files.index.tellings import kept_telling

        return kept_telling(self.pages, self._values, find)

    @cached_property
    def roll(self) -> "Roll":
        """Everybody as lists show them."""
        from netjournal.files.index.roll import Roll

        return Roll(self.pages, self._values)

    def latest(self, ids: Collection[str]) -> Mapping[str, Contact]:
        """The last contact with each of these people, on the days that the index is of. Raises Doubt."""
        return (self.roll if "roll" in self.__dict__ else self.pages).latest(ids)

    def vector(self, number: int) -> bytes | None:
        """The vector of a text, remembered under a number of 60 bits."""
        return self.pages.store.get(VECTOR + number)

    def keep_vector(self, number: int, vector: bytes) -> None:
        self._values[VECTOR + number] = vector

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
