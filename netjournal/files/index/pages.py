"""The index as a command reads it: records by id, words to records, columns, each looked up when it is asked for."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar
from zlib import crc32

from netjournal.files.index.codec import problem_of, record_of
from netjournal.files.index.packed import texts_of
from netjournal.files.index.store import Doubt, Store
from netjournal.files.index.words import (
    MENTION,
    ORGANISATION_ID,
    ORGANISATION_NAME,
    PERSON_ID,
    PERSON_NAME,
    meanings,
    needles,
    words_of,
)
from netjournal.network.evidence import Problem
from netjournal.network.gathering import Gathering
from netjournal.network.names import Called, answering, id_key
from netjournal.network.network import Directory, Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.settings import Settings

T = TypeVar("T", Person, Organisation)

# Keys of the store: few small ones, and spaces for what there is one of for each page, word, chunk or question.
STAMP, LISTING, SIGNS, SLOTS, IDS, FACTS, ERRORS, TWINS = range(1, 9)
LAPSES = {"any": 16, "talked": 17, "seen": 18}
PAGE, BUCKET, TEXT, CALLED, MEMORY = (number << 40 for number in range(1, 6))
CALLED_IN_ONE, TEXTS_IN_ONE = 512, 32


def order(id: str) -> tuple[str, str]:
    """What records of a kind are ordered by."""
    return id_key(id), id


class Pages:
    """The records of a store; those asked for once are kept."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self._records: dict[int, Record] = {}
        self._buckets: dict[int, Mapping[str, list[Any]]] = {}

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = json.loads(self.store.value(FACTS))
        return found

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps a page from being used, of every page."""
        return tuple(map(problem_of, json.loads(self.store.value(ERRORS))))

    def found_by(self, word: str) -> list[Any]:
        """What is found by a word: [slot, id] of people and organisations, slots of pages that mention."""
        number = bucket_of(word, self.facts["buckets"])
        bucket = self._buckets.get(number)
        if bucket is None:
            bucket = self._buckets[number] = json.loads(self.store.value(BUCKET + number))
        return bucket.get(word, [])

    def record(self, slot: int) -> Record:
        """The record of a page that could be read. Raises Doubt where there is none."""
        found = self._records.get(slot)
        if found is None:
            plain = json.loads(self.store.value(PAGE + slot))[0]
            if plain is None:
                raise Doubt(f"page {slot} has no record")
            found = self._records[slot] = record_of(plain)
        return found

    def slot_of(self, id: str, kind: str = PERSON_ID) -> int | None:
        """Where the person (or organisation) of that id is kept."""
        return next((slot for slot, other in self.found_by(kind + id_key(id)) if other == id), None)

    def everything(self) -> tuple[list[Record], list[Problem]]:
        """All records, in no order, and all problems of pages."""
        records: list[Record] = []
        problems: list[Problem] = []
        count = 0
        for key, value in self.store.between(PAGE, BUCKET):
            plain, said = json.loads(value)
            count += 1
            if plain is not None:
                record = self._records.get(key - PAGE) or record_of(plain)
                records.append(record)
            problems += map(problem_of, said)
        if count != self.facts["pages"]:
            raise Doubt("pages are missing")
        return records, problems

    def touching(self, ids: Iterable[str]) -> Network:
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
        return self.network_of(map(self.record, slots))

    def network_of(self, records: Iterable[Record]) -> "Part":
        ordered = sorted(records, key=lambda record: order(record.id))
        return Part(
            people=tuple(record for record in ordered if isinstance(record, Person)),
            organisations=tuple(record for record in ordered if isinstance(record, Organisation)),
            gatherings=tuple(record for record in ordered if isinstance(record, Gathering)),
            settings=self.settings,
            problems=self.errors,
        ).backed_by(self)

    @cached_property
    def people(self) -> "ById[Person]":
        return ById(self, PERSON_ID, Person)

    @cached_property
    def organisations(self) -> "ById[Organisation]":
        return ById(self, ORGANISATION_ID, Organisation)

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
        return self._person(first[0]) if first else None

    def _person(self, slot: int) -> Person:
        found = self.record(slot)
        if not isinstance(found, Person):
            raise Doubt(f"page {slot} is no person's")
        return found

    @cached_property
    def ids(self) -> list[str]:
        """The id of each file, in the order of the listing."""
        return texts_of(self.store.value(IDS))

    def answering(self, text: str, part: bool = True) -> tuple[str, ...]:
        """The ids of those who answer to a text on the command line."""
        slots = [slot for needle in needles(text) for slot in self._holding(needle)]
        people = [self._person(slot) for slot in dict.fromkeys(slots)]
        return answering(text, map(called, people), part)

    def _holding(self, needle: str) -> Iterator[int]:
        """The slots of people whose line of names holds a text."""
        for number in range(self.facts["called"]):
            chunk = self.store.value(CALLED + number).decode("utf-8", "surrogatepass")
            at = chunk.find(needle)
            while at >= 0:
                end = chunk.find("\n", at)
                yield number * CALLED_IN_ONE + chunk.count("\n", 0, at)
                at = chunk.find(needle, end)


def called(person: Person) -> Called:
    """What a person answers to."""
    return Called(
        person.id,
        person.name,
        tuple(said.text for said in person.aliases),
        tuple(said.text for said in person.email),
    )


def bucket_of(word: str, buckets: int) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % buckets


class Lookup(Directory):
    """Who is meant by a name, looked up word by word."""

    def __init__(self, found_by: Callable[[str], list[Any]], by_id: str, by_name: str) -> None:
        self._found_by, self._by_id, self._by_name = found_by, by_id, by_name
        self._known: dict[str, tuple[str, ...]] = {}

    def all_meant(self, written: str) -> tuple[str, ...]:
        if written not in self._known:
            self._known[written] = self._looked_up(written)
        return self._known[written]

    def _looked_up(self, written: str) -> tuple[str, ...]:
        as_id, as_name = meanings(written)
        exact = self._found_by(self._by_id + as_id)
        if exact:
            return (min(id for _, id in exact),)
        return tuple(sorted((id for _, id in self._found_by(self._by_name + as_name)), key=order))


class ById(Mapping[str, T]):
    """Records of a kind by id, each read when it is asked for."""

    def __init__(self, pages: Pages, kind: str, wanted: type[T]) -> None:
        self._pages, self._kind, self._wanted = pages, kind, wanted

    def __getitem__(self, id: str) -> T:
        slot = self._pages.slot_of(id, self._kind)
        if slot is None:
            raise KeyError(id)
        found = self._pages.record(slot)
        if not isinstance(found, self._wanted):
            raise Doubt(f"page {slot} is of another kind")
        return found

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._pages.slot_of(id, self._kind) is not None

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._pages.ids if id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Part(Network):
    """A network of some pages of a journal, in which every other page can be looked up."""

    def backed_by(self, pages: Pages) -> "Part":
        self.__dict__["pages"] = pages
        return self

    @property
    def _pages(self) -> Pages:
        found: Pages = self.__dict__["pages"]
        return found

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        return self._pages.people

    @cached_property
    def directory(self) -> Directory:
        return self._pages.directory

    @cached_property
    def organisation_directory(self) -> Directory:
        return self._pages.organisation_directory

    @cached_property
    def organisations_by_id(self) -> Mapping[str, Organisation]:
        return self._pages.organisations

    @cached_property
    def owner(self) -> Person | None:
        return self._pages.owner

    @cached_property
    def selves(self) -> frozenset[str]:
        return self._pages.selves
