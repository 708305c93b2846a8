"""Everybody at once: what is held of all pages while they are gone through, and what is worked out from it."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from netjournal.files.index.lookup import Lookup
from netjournal.files.index.packed import packed_lapses, packed_rows
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import BUCKET, LAPSES, LAST
from netjournal.files.index.rows import is_written, row_of, written
from netjournal.files.index.words import (
    PERSON_ID,
    PERSON_NAME,
    bucket_of,
    buckets_in_all,
    mentions,
    order,
    own_words,
)
from netjournal.network.features import Lapses, Ranked, Tally, lapses_of, rank
from netjournal.network.network import Directory
from netjournal.network.offers import Offered, offers_of
from netjournal.network.settings import PERSON, Settings
from netjournal.network.skim import Skim, skim_of


class Everybody:
    """The skims of all pages, added one by one; of each no more is held than what answers about others rest on."""

    def __init__(self, settings: Settings, today: datetime.date) -> None:
        self._settings = settings
        self.tally = Tally(today.toordinal())
        self.selves: list[tuple[int, str]] = []
        self._slots: dict[str, int] = {}  # by file
        self._ranked: list[Ranked] = []
        self._offers: list[tuple[str, Offered]] = []
        self._absent: set[str] = set()
        self._words: dict[str, list[Any]] = {}  # what is found by each
        self._mentioned: dict[str, list[int]] = {}  # the slots of pages by each name on them

    def add(self, slot: int, skim: Skim) -> None:
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
        elif is_another and (row := rank(skim.id, self._settings.rhythm(skim.every, skim.circle))):
            self._ranked.append(row)

    def columns(self) -> Iterator[tuple[int, bytes]]:
        """The columns that `due` ranks, as it mostly does, and where everybody's last contact is told."""
        yield LAPSES["any"], packed_lapses(self.lapses("any"))
        yield LAST, packed_rows(dict(placed(self.tally.last, self._slots.__getitem__)))

    def lapses(self, contact: str) -> Lapses:
        """The columns that `due` ranks; call it once all are added."""
        self.tally.settle(self._directory.meant, {id for _, id in self.selves})
        self._ranked.sort(key=lambda row: order(row[0]))
        return lapses_of(self._ranked, self.tally.days, contact)

    @property
    def _directory(self) -> Directory:
        return Lookup(lambda word: self._words.get(word, []), PERSON_ID, PERSON_NAME)

    def offers(self) -> list[tuple[str, str]]:
        """What everybody offers, as `all_offers` says it."""
        self._offers.sort(key=lambda each: order(each[0]))
        return offers_of(self._offers, self._directory.meant, self._absent)

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


def everybody(pages: Pages, today: datetime.date) -> Everybody:
    """Everybody that an index knows, each page let go of after its turn. Raises Doubt."""
    from netjournal.files.notation.skim import Skimmer  # here, for most edits of a page need none

    found, skimmer = Everybody(pages.settings, today), Skimmer(pages.settings)
    for slot, value in pages.rows():
        skim = skimmer.skims([written(value)])[0] if is_written(value) else None
        record = None if skim else row_of(value, pages.settings).record
        skim = skim_of(record) if record else skim
        if skim:
            found.add(slot, skim)
    return found


def placed(
    pages: Mapping[str, tuple[str, int, int]], slot_in: Callable[[str], int]
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Where each person's last contact is told, by slot instead of file."""
    return ((id, (slot_in(file), day, line)) for id, (file, day, line) in pages.items())


def found_by(slot: int, skim: Skim) -> Iterator[tuple[str, Any]]:
    """The words a page is found by, each with what stands under it."""
    for word in own_words(skim):
        yield word, [slot, skim.id]
    for word in mentions(skim.named):
        yield word, slot


def as_json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
