"""A new index, made of nothing but the files: what names and contacts rest on, and the pages as they are written."""

import datetime
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from netjournal.files.folder import Folder, Listing
from netjournal.files.index.codec import plain_problem, plain_settings
from netjournal.files.index.listed import in_listing_order, listed
from netjournal.files.index.lookup import Lookup
from netjournal.files.index.packed import packed_lapses, packed_offers, packed_rows
from netjournal.files.index.places import (
    ABOUT,
    BUCKET,
    CALLED,
    ERRORS,
    FACTS,
    IN_ONE,
    LAPSES,
    LAST,
    OFFERS,
    PAGE,
    SETTINGS,
    STAMP,
)
from netjournal.files.index.reading import Read, read_pages
from netjournal.files.index.words import (
    PERSON_ID,
    PERSON_NAME,
    bucket_of,
    buckets_in_all,
    mentions,
    order,
    own_words,
)
from netjournal.files.signs import row
from netjournal.network.evidence import Problem
from netjournal.network.features import Days, Ranked, Tally, lapses_of, rank
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network, Record
from netjournal.network.offers import Offered, offers_of
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.settings import Settings
from netjournal.network.skim import PERSON, Skim

IN_A_BUCKET = 8  # pages, about


def anew(folder: Folder, listing: Listing, today: datetime.date, stamp: bytes) -> Iterator[tuple[int, bytes]]:
    """The values of an index made from nothing but the files."""
    from netjournal.files.notation.skim import Skimmer  # here, for an edit of a page needs none

    found, signs = in_listing_order(listing), listing.signs
    wanted = ((at, each, row(signs, at)) for at, each in enumerate(found))
    kept, everybody = array("q"), _Everybody(folder.settings, today)
    called, about = Chunks(CALLED), Chunks(ABOUT)
    for read in read_pages(folder, wanted, Skimmer(folder.settings)):
        kept.extend(read.sign)
        everybody.add(read)
        yield PAGE + read.slot, read.row(with_text=True)
        yield from called.add(read.called)
        yield from about.add(read.about)
    yield from called.rest()
    yield from about.rest()
    count = len(found)
    buckets = max(1, count // IN_A_BUCKET)
    yield from everybody.columns()
    yield from everybody.buckets(buckets)
    yield from listed(listing, found, array("q", range(count)), kept)
    facts = {"pages": count, "top": count, "first": count, "buckets": buckets, "selves": everybody.selves}
    facts |= {"offers": 0, "meeting": 0, "telling": 0, "span": everybody.tally.span, "whole": False}
    yield FACTS, as_json(facts)
    yield SETTINGS, plain_settings(folder)
    yield STAMP, stamp


class _Everybody:
    """What is held of all pages while they are read."""

    def __init__(self, settings: Settings, today: datetime.date) -> None:
        self._settings = settings
        self.tally = Tally(today.toordinal())
        self.selves: list[tuple[int, str]] = []
        self._errors: list[Problem] = []
        self._slots: dict[str, int] = {}
        self._ranked: list[Ranked] = []
        self._offers: list[tuple[str, Offered]] = []
        self._absent: set[str] = set()
        self._words: dict[str, list[Any]] = {}  # what is found by each
        self._mentioned: dict[str, list[int]] = {}  # the slots of pages by each name on them

    def add(self, read: Read) -> None:
        self._errors += [problem for problem in read.problems if problem.severity == "error"]
        if read.skim is None:
            return
        skim, slot = read.skim, read.slot
        self._slots[skim.file] = slot
        for word in own_words(skim):
            self._words.setdefault(word, []).append((slot, skim.id))
        for name in skim.named:
            self._mentioned.setdefault(name, []).append(slot)
        if skim.offers:
            self._offers.append((skim.id, skim.offers))
        is_another = skim.kind == PERSON and not skim.is_self
        self.tally.add(skim.id if is_another else "", skim.file, skim.touches)
        if skim.is_self:
            self.selves.append((slot, skim.id))
        elif not skim.is_present:
            self._absent.add(skim.id)
        elif is_another and (row := self._rank(skim)):
            self._ranked.append(row)

    def _rank(self, skim: Skim) -> Ranked | None:
        return rank(skim.id, self._settings.rhythm(skim.every, skim.circle))

    def columns(self) -> Iterator[tuple[int, bytes]]:
        """The columns that `due` ranks, where everybody's last contact is told, and what no page can be used for."""
        directory = Lookup(lambda word: self._words.get(word, []), PERSON_ID, PERSON_NAME)
        self.tally.settle(directory.meant, {id for _, id in self.selves})
        self._ranked.sort(key=lambda row: order(row[0]))
        yield from all_lapses(self._ranked, self.tally.days)
        self._offers.sort(key=lambda each: order(each[0]))
        yield OFFERS, packed_offers(0, offers_of(self._offers, directory.meant, self._absent))
        yield LAST, packed_rows(dict(placed(self.tally.last, self._slots.__getitem__)))
        yield ERRORS, as_json(list(map(plain_problem, self._errors)))

    def buckets(self, count: int) -> Iterator[tuple[int, bytes]]:
        """What is found by each word, in so many buckets and those for organisations."""
        for name, slots in self._mentioned.items():
            for word in mentions((name,)):
                known = self._words.get(word)
                self._words[word] = sorted({*known, *slots}) if known else slots
        filled: list[dict[str, list[Any]]] = [{} for _ in range(buckets_in_all(count))]
        for word, found in self._words.items():
            filled[bucket_of(word, count)][word] = found
        for number, bucket in enumerate(filled):
            yield BUCKET + number, as_json(bucket)


def all_lapses(people: Iterable[Ranked], days: Days) -> Iterator[tuple[int, bytes]]:
    """The columns that `due` ranks, for each thing that may count as contact."""
    columns = lapses_of(people, days)
    return ((key, packed_lapses(columns[contact])) for contact, key in LAPSES.items())


def placed(
    pages: Mapping[str, tuple[str, int, int]], slot_in: Callable[[str], int]
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Where each person's last contact is told, by slot instead of file."""
    return ((id, (slot_in(file), day, line)) for id, (file, day, line) in pages.items())


class Chunks:
    """Texts kept many to a value, in the order of their slots."""

    def __init__(self, key: int) -> None:
        self._key, self._at, self._texts = key, 0, list[str]()

    def add(self, text: str) -> Iterator[tuple[int, bytes]]:
        self._texts.append(text)
        if len(self._texts) == IN_ONE[self._key]:
            yield from self.rest()

    def rest(self) -> Iterator[tuple[int, bytes]]:
        if self._texts:
            yield self._key + self._at, joined(self._texts)
            self._at, self._texts = self._at + 1, []


def found_by(slot: int, skim: Skim) -> Iterator[tuple[str, Any]]:
    """The words a page is found by, each with what stands under it."""
    for word in own_words(skim):
        yield word, [slot, skim.id]
    for word in mentions(skim.named):
        yield word, slot


def joined(texts: Iterable[str]) -> bytes:
    """Folded texts, which hold no line break, as one value."""
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def split(value: bytes) -> list[str]:
    return value.decode("utf-8", "surrogatepass").split("\n")


def network_of(records: Iterable[Record], settings: Settings) -> Network:
    ordered = sorted(records, key=lambda record: order(record.id))
    return Network(
        people=tuple(record for record in ordered if isinstance(record, Person)),
        organisations=tuple(record for record in ordered if isinstance(record, Organisation)),
        gatherings=tuple(record for record in ordered if isinstance(record, Gathering)),
        settings=settings,
    )


def as_json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
