"""The index as a command reads it: records by id, words to records, columns, each looked up when it is asked for."""

import datetime
import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netjournal.files.index.codec import Plain, bare, problem_of, record_of
from netjournal.files.index.listed import files_in
from netjournal.files.index.lookup import ById, Loaded, Lookup, Part
from netjournal.files.index.packed import rows_among, rows_of, second_of, texts_of
from netjournal.files.index.places import (
    BUCKET,
    ERRORS,
    FACTS,
    IDS,
    LAST,
    LISTING,
    PAGE,
    SLOTS,
    TWINS,
)
from netjournal.files.index.rows import is_written, plain_rows, with_record
from netjournal.files.index.store import Doubt, Store, Values
from netjournal.files.index.words import (
    MENTION,
    ORGANISATION_ID,
    ORGANISATION_NAME,
    PERSON_ID,
    PERSON_NAME,
    bucket_of,
    order,
    words_of,
)
from netjournal.network.contacts import Contact, contact_at
from netjournal.network.evidence import Problem
from netjournal.network.gathering import Gathering
from netjournal.network.names import id_key
from netjournal.network.network import Directory, Network, Record, by_kind
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.settings import Settings

if TYPE_CHECKING:
    from netjournal.files.index.search import Search

FEW = 50  # people, up to which it is quicker to look for each in all rows than to make them all


class Pages:
    """The records of a store; those asked for once are kept."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        learnt: Values | None = None,
        whole_store: Callable[[], Store | None] = lambda: None,
    ) -> None:
        """Pages that are made records are put among what was learnt; `whole_store` may make the store whole."""
        self.store, self.settings, self.whole_store = store, settings, whole_store
        self.learnt: Values = {} if learnt is None else learnt
        self._records: dict[int, Record] = {}
        self._known: dict[str, int] = {}  # where people whose page was read are kept
        self._read_in: dict[str, int] = {}  # and by file
        self._buckets: dict[int, Mapping[str, list[Any]]] = {}

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = json.loads(self.store.value(FACTS))
        return found

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps a page from being used, of every page."""
        return tuple(map(problem_of, json.loads(self.store.value(ERRORS))))

    @cached_property
    def twins(self) -> tuple[Problem, ...]:
        """Ids that two files share."""
        return tuple(map(problem_of, json.loads(self.store.value(TWINS))))

    def found_by(self, word: str) -> list[Any]:
        """What is found by a word: [slot, id] of people and organisations, slots of pages that mention."""
        number = bucket_of(word, self.facts["buckets"])
        bucket = self._buckets.get(number)
        if bucket is None:
            bucket = self._buckets[number] = json.loads(self.store.value(BUCKET + number))
        return bucket.get(word, [])

    def record(self, slot: int) -> Record:
        """The record of a page that could be read. Raises Doubt where there is none."""
        return self._records.get(slot) or self.records((slot,))[0]

    def records(self, slots: Iterable[int]) -> list[Record]:
        """The records of these pages, those not read before all at once. Raises Doubt."""
        wanted = list(slots)
        new = [slot for slot in wanted if slot not in self._records]
        values = self.store.values([PAGE + slot for slot in new])
        for slot, value, (plain, problems) in zip(new, values, plain_rows(values, self.settings), strict=True):
            self._read(slot, plain)
            if is_written(value):
                self.learnt[PAGE + slot] = with_record(value, plain, problems)
        return [self._records[slot] for slot in wanted]

    def _read(self, slot: int, plain: Plain | None) -> Record:
        if plain is None:
            raise Doubt(f"page {slot} has no record")
        found = self._records[slot] = record_of(plain)
        self._read_in[found.file] = slot
        if isinstance(found, Person):
            self._known[found.id] = slot
        return found

    def slot_of(self, id: str, kind: str = PERSON_ID) -> int | None:
        """Where the person (or organisation) of that id is kept."""
        if kind == PERSON_ID and id in self._known:
            return self._known[id]
        return next((slot for slot, other in self.found_by(kind + id_key(id)) if other == id), None)

    def plain(self) -> Iterator[tuple[int, Plain]]:
        """All records as they are kept, in no order, each with its slot."""
        self.make_whole()
        for slot, value in self.rows():
            plain = plain_rows((value,), self.settings)[0][0]
            if plain is not None:
                yield slot, plain

    def rows(self) -> Iterator[tuple[int, bytes]]:
        """The rows of all pages as they are kept now, in no order, each with its slot. Raises Doubt."""
        count = 0
        for key, value in self.store.between(PAGE, BUCKET):
            count += 1
            yield key - PAGE, value
        if count != self.facts["pages"]:
            raise Doubt("pages are missing")

    def make_whole(self) -> None:
        """Have all pages made records, before a question to everybody goes through them, where that can be kept."""
        if not self.facts["whole"] and (whole := self.whole_store()):
            self.store = whole
            del self.__dict__["facts"]

    def bare(self) -> Iterator[Record]:
        """All records, in no order, without promises, links and all entries but introductions."""
        return (record_of(bare(plain)) for _, plain in self.plain())

    def everything(self) -> tuple[list[Record], list[Problem]]:
        """All records, in no order, and all problems of pages."""
        records: list[Record] = []
        problems: list[Problem] = []
        self.make_whole()
        for slot, value in self.rows():
            plain, said = plain_rows((value,), self.settings)[0]
            if plain is not None:
                records.append(self._records.get(slot) or record_of(plain))
            problems += map(problem_of, said)
        return records, problems

    def in_turn(self, kind: int) -> Iterator[Record]:
        """The records of a kind (0 people, 1 organisations, 2 gatherings) by id, each let go of after its turn."""
        self.make_whole()
        kept = zip(self.ids, self.kinds, self.slots, strict=True)
        for _, slot in sorted((order(id), slot) for id, each, slot in kept if each == kind):
            plain = plain_rows((self.store.value(PAGE + slot),), self.settings)[0][0]
            if plain is not None:
                yield record_of(plain)

    def touching(self, ids: Iterable[str], problems: Sequence[Problem] = ()) -> Network:
        """The network of these people and of every page that names one of them; others are there when asked for.

        Answers that go through all people see only those; whoever is looked up by id or name is found as ever.
        """
        slots: set[int] = set()
        for id in ids:
            slot = self.slot_of(id)
            if slot is not None:
                slots.add(slot)
                for word in words_of(self.record(slot)):
                    slots.update(self.found_by(MENTION + word))
        return self.network_of(self.records(slots), problems)

    def only(self, ids: Iterable[str]) -> Network:
        """The network of these people alone; others are there when asked for."""
        slots = (self.slot_of(id) for id in ids)
        return self.network_of(self.records(slot for slot in slots if slot is not None))

    def network_of(self, records: Iterable[Record], problems: Sequence[Problem] = ()) -> Part:
        found = tuple(sorted((*self.errors, *problems)))
        return Part(*by_kind(records), settings=self.settings, problems=found).backed_by(self)

    @cached_property
    def people(self) -> ById[Person]:
        return ById(self, PERSON_ID, self.person)

    @cached_property
    def organisations(self) -> ById[Organisation]:
        return ById(self, ORGANISATION_ID, self.organisation)

    @cached_property
    def directory(self) -> Directory:
        return Lookup(self.found_by, PERSON_ID, PERSON_NAME)

    @cached_property
    def organisation_directory(self) -> Directory:
        return Lookup(self.found_by, ORGANISATION_ID, ORGANISATION_NAME)

    @cached_property
    def selves(self) -> frozenset[str]:
        return frozenset(id for _, id in self.facts["selves"])

    @cached_property
    def owner(self) -> Person | None:
        first = min(self.facts["selves"], key=lambda each: order(each[1]), default=None)
        return self.person(first[0]) if first else None

    def person(self, slot: int) -> Person:
        found = self.record(slot)
        if not isinstance(found, Person):
            raise Doubt(f"page {slot} is no person's")
        return found

    def organisation(self, slot: int) -> Organisation:
        found = self.record(slot)
        if not isinstance(found, Organisation):
            raise Doubt(f"page {slot} is no organisation's")
        return found

    def gathering_in(self, file: str) -> Gathering:
        """The gathering whose page that file is. Raises Doubt."""
        found = self.record(self.slot_in(file))
        if not isinstance(found, Gathering):
            raise Doubt(f"{file} is no gathering's")
        return found

    def slot_in(self, file: str) -> int:
        """Where the page of that file is kept. Raises Doubt."""
        slot = self._read_in.get(file)
        slot = self._slot_by_file.get(file) if slot is None else slot
        if slot is None:
            raise Doubt(f"{file} is not known")
        return slot

    @cached_property
    def _slot_by_file(self) -> Mapping[str, int]:
        return dict(zip(files_in(self.store.value(LISTING)), self.slots, strict=True))

    def by_rows(self, ids: Sequence[str], problems: Sequence[Problem] = ()) -> Network:
        """The whole network, people by these ids, each page read when it is come to."""
        people = Loaded(lambda: self._all.people, lambda row: self.people[ids[row]], len(ids))
        return Part(
            people=people,  # type: ignore[arg-type]
            organisations=Loaded(lambda: self._all.organisations),  # type: ignore[arg-type]
            gatherings=Loaded(lambda: self._all.gatherings),  # type: ignore[arg-type]
            settings=self.settings,
            problems=tuple(sorted((*self.errors, *problems))),
        ).backed_by(self)

    @cached_property
    def _all(self) -> Network:
        return self.network_of(self.everything()[0])

    @cached_property
    def ids(self) -> list[str]:
        """The id of each file, in the order of the listing."""
        return texts_of(self.store.value(IDS))

    @cached_property
    def slots(self) -> "array[int]":
        """Where each file of the listing is kept, in its order."""
        slots = array("q")
        slots.frombytes(self.store.value(SLOTS))
        return slots

    @cached_property
    def kinds(self) -> list[int]:
        """0 for each person's file, 1 for an organisation's, 2 for a gathering's, in the order of the listing."""
        head = json.loads(self.store.value(LISTING).partition(b"\n")[0])
        rank = {"person": 0, "organisation": 1, "gathering": 2}
        return [rank[kind] for kind, _, count in head for _ in range(count)]

    def with_last(self, ids: Iterable[str], today: datetime.date, problems: Sequence[Problem] = ()) -> Network:
        """The network of these people and of the pages that tell of each one's last contact."""
        if not self.spans(today):
            return self.touching(ids, problems)
        slots = {slot for id in ids for slot in (self.slot_of(id), *self.last.get(id, ())[:1]) if slot is not None}
        return self.network_of(self.records(slots), problems)

    def latest(self, ids: Collection[str]) -> dict[str, Contact]:
        """The last contact with each of these people, on the days that the index is of. Raises Doubt."""
        is_few = len(ids) <= FEW and "last" not in self.__dict__
        rows = rows_among(self.store.value(LAST), ids) if is_few else self.last
        found = {}
        for id in ids:
            if id in rows:
                slot, _, line = rows[id]
                told = contact_at(self.record(slot), line, id)
                if told is None:
                    raise Doubt(f"no contact with {id} where one was")
                found[id] = told
        return found

    def spans(self, today: datetime.date) -> bool:
        """Whether the same contacts are past today as on the day the index is of."""
        first, last = self.facts["span"]
        return bool(first <= today.toordinal() <= last)

    @cached_property
    def last(self) -> Mapping[str, tuple[int, int, int]]:
        """Where each person's last contact is told: the page's slot, the day, the line."""
        return rows_of(self.store.value(LAST))

    @cached_property
    def last_days(self) -> Mapping[str, int]:
        """The ordinal of the day of each person's last contact."""
        return second_of(self.store.value(LAST))

    @cached_property
    def search(self) -> "Search":
        """The pages by what is written on them."""
        from netjournal.files.index.search import Search  # most answers search for nothing

        return Search(self)
