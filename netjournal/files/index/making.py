"""A new index, made of nothing but the files."""

import datetime
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from netjournal.files.folder import Folder, Listing
from netjournal.files.index.codec import plain_problem, plain_settings
from netjournal.files.index.listed import in_listing_order, listed
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
    TEXT,
)
from netjournal.files.index.reading import read_pages
from netjournal.files.index.words import (
    bucket_of,
    buckets_in_all,
    mentions,
    order,
    own_words,
)
from netjournal.files.signs import row
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Problem
from netjournal.network.features import contact_days, lapses, last_pages, span
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network, Record
from netjournal.network.offers import all_offers
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.settings import Settings

IN_A_BUCKET = 8  # pages, about


def anew(folder: Folder, listing: Listing, today: datetime.date, stamp: bytes) -> Iterator[tuple[int, bytes]]:
    """The values of an index made from nothing but the files."""
    found, signs = in_listing_order(listing), listing.signs
    buckets = max(1, len(found) // IN_A_BUCKET)
    filled: dict[int, dict[str, list[Any]]] = {number: {} for number in range(buckets_in_all(buckets))}
    records: list[Record] = []
    errors: list[Problem] = []
    kept, sought, called, about, selves = array("q"), Chunks(TEXT), Chunks(CALLED), Chunks(ABOUT), []
    slots: dict[str, int] = {}
    for read in read_pages(folder, ((at, each, row(signs, at)) for at, each in enumerate(found))):
        kept.extend(read.sign)
        errors += (problem for problem in read.problems if problem.severity == "error")
        yield PAGE + read.slot, read.row
        yield from sought.add(read.sought)
        yield from called.add(read.called)
        yield from about.add(read.about)
        if read.record:
            slots[read.record.file] = read.slot
            records.append(without_words(read.record))
            for word, entry in found_by(read.slot, read.record):
                filled[bucket_of(word, buckets)].setdefault(word, []).append(entry)
            if isinstance(read.record, Person) and read.record.is_self:
                selves.append([read.slot, read.record.id])
    yield from sought.rest()
    yield from called.rest()
    yield from about.rest()
    for number, bucket in filled.items():
        yield BUCKET + number, as_json(bucket)
    network = network_of(records, folder.settings)
    yield from all_lapses(network, today)
    yield LAST, packed_rows(dict(placed(last_pages(network, today), slots.__getitem__)))
    yield OFFERS, packed_offers(0, all_offers(network))
    yield from listed(listing, found, array("q", range(len(found))), kept)
    yield ERRORS, as_json(list(map(plain_problem, errors)))
    count = len(found)
    facts = {"pages": count, "top": count, "first": count, "buckets": buckets, "selves": selves}
    yield FACTS, as_json({**facts, "offers": 0, "meeting": 0, "telling": 0, "span": span(network, today)})
    yield SETTINGS, plain_settings(folder)
    yield STAMP, stamp


def without_words(record: Record) -> Record:
    """The record with no more on it than the columns are drawn from: everybody's words at once fill the memory."""
    if isinstance(record, Gathering):
        return replace(record, prose="", links=(), promises=())
    entries = tuple([Entry(each.date, "", each.counts, "", each.people, "", each.line) for each in record.entries])
    if isinstance(record, Organisation):
        return Organisation(record.id, record.file, record.name, aliases=record.aliases, entries=entries)
    return Person(
        record.id,
        record.file,
        record.name,
        aliases=record.aliases,
        circle=record.circle,
        every=record.every,
        offers=record.offers,
        is_self=record.is_self,
        died=record.died,
        archived=record.archived,
        entries=entries,
    )


def all_lapses(network: Network, today: datetime.date) -> Iterator[tuple[int, bytes]]:
    """The columns that `due` ranks, for each thing that may count as contact."""
    days = contact_days(network, today)
    for contact, key in LAPSES.items():
        yield key, packed_lapses(lapses(network, today, contact, days))


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


def found_by(slot: int, record: Record) -> Iterator[tuple[str, Any]]:
    """The words a page's record is found by, each with what stands under it."""
    for word in sorted(own_words(record)):
        yield word, [slot, record.id]
    for word in sorted(mentions(record)):
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
