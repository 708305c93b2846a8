"""The index as a command reads it: records by id, words to records, columns, each looked up when it is asked for."""

import datetime
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar
from zlib import crc32

from netjournal.files.folder import Listing
from netjournal.files.index.codec import Plain, bare, problem_of, record_of
from netjournal.files.index.packed import packed_texts, rows_of, texts_of
from netjournal.files.index.places import (
    ABOUT,
    BREAK,
    BUCKET,
    CALLED,
    ERRORS,
    FACTS,
    IDS,
    IN_ONE,
    LAST,
    LISTING,
    PAGE,
    SLOTS,
    TEXT,
    TWINS,
)
from netjournal.files.index.store import Doubt, Store
from netjournal.files.index.words import (
    MENTION,
    ORGANISATION_ID,
    ORGANISATION_NAME,
    PERSON_ID,
    PERSON_NAME,
    needles,
    words_of,
)
from netjournal.network.contacts import Contact, contact_at
from netjournal.network.evidence import Problem
from netjournal.network.gathering import Gathering
from netjournal.network.names import Called, answering, fold, id_key
from netjournal.network.network import Directory, Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.pattern import pattern
from netjournal.network.person import Person
from netjournal.network.settings import Settings

T = TypeVar("T")


_BREAK = BREAK.encode()
FEWER = 128
ORGANISATIONS = (ORGANISATION_ID, ORGANISATION_NAME)
_SAME_FOLDED = pattern("[a-z0-9\u0370-\u06ff\u4e00-\u9fff]+")  # letters that are compared as names are, as words too


def order(id: str) -> tuple[str, str]:
    """What records of a kind are ordered by."""
    return id_key(id), id


class Pages:
    """The records of a store; those asked for once are kept."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
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
        return self._records.get(slot) or self._read(slot, json.loads(self.store.value(PAGE + slot))[0])

    def records(self, slots: Iterable[int]) -> list[Record]:
        """The records of these pages, those not read before all at once. Raises Doubt."""
        wanted = list(slots)
        new = [slot for slot in wanted if slot not in self._records]
        values = self.store.values([PAGE + slot for slot in new])
        for slot, (plain, _) in zip(new, json.loads(b"[" + b",".join(values) + b"]"), strict=True):
            self._read(slot, plain)
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

    def bare(self) -> Iterator[Record]:
        """All records, in no order, without promises, links and all entries but introductions."""
        count = 0
        for _, value in self.store.between(PAGE, BUCKET):
            count += 1
            plain = json.loads(value)[0]
            if plain is not None:
                yield record_of(bare(plain))
        if count != self.facts["pages"]:
            raise Doubt("pages are missing")

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

    def in_turn(self, kind: int) -> Iterator[Record]:
        """The records of a kind (0 people, 1 organisations, 2 gatherings) by id, each let go of after its turn."""
        kept = zip(self.ids, self._kinds, self.slots, strict=True)
        for _, slot in sorted((order(id), slot) for id, each, slot in kept if each == kind):
            plain = json.loads(self.store.value(PAGE + slot))[0]
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

    def network_of(self, records: Iterable[Record], problems: Sequence[Problem] = ()) -> "Part":
        ordered = sorted(records, key=lambda record: order(record.id))
        return Part(
            people=tuple(record for record in ordered if isinstance(record, Person)),
            organisations=tuple(record for record in ordered if isinstance(record, Organisation)),
            gatherings=tuple(record for record in ordered if isinstance(record, Gathering)),
            settings=self.settings,
            problems=tuple(sorted((*self.errors, *problems))),
        ).backed_by(self)

    @cached_property
    def people(self) -> "ById[Person]":
        return ById(self, PERSON_ID, self.person)

    @cached_property
    def organisations(self) -> "ById[Organisation]":
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

    def whole(self, ids: Sequence[str], problems: Sequence[Problem] = ()) -> Network:
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

    def answering(self, text: str, part: bool = True) -> tuple[str, ...]:
        """The ids of those who answer to a text on the command line."""
        slots = [slot for needle in needles(text) for slot in self._holding(CALLED, needle)]
        people = [self.person(slot) for slot in dict.fromkeys(slots)]
        return answering(text, map(called, people), part)

    def about(self, texts: Sequence[str]) -> list[str]:
        """The ids of people whose tags, cities or circle hold all the texts."""
        slots = set.intersection(*(set(self._holding(ABOUT, text)) for text in texts))
        return [record.id for record in self.records(slots)]

    def _holding(self, space: int, needle: str) -> Iterator[int]:
        """The slots of people whose line in that space holds a text."""
        size = IN_ONE[space]
        for number in range(-(-self.facts["top"] // size)):
            chunk = self.store.value(space + number).decode("utf-8", "surrogatepass")
            at, slot, counted = chunk.find(needle), number * size, 0
            while at >= 0:
                slot, counted = slot + chunk.count("\n", counted, at), at
                yield slot
                end = chunk.find("\n", at)
                at = chunk.find(needle, end) if end >= 0 else -1

    def holding(self, words: Sequence[str]) -> list[int]:
        """The slots of pages that hold all these folded words: those that hold them in name or id first.

        Then people, organisations, gatherings, each by id.
        """
        found = dict(self._with_all([word.encode("utf-8", "surrogatepass") for word in words]))
        if not found:
            return []
        ids = dict(zip(self.slots, self.ids, strict=True))
        kinds = dict(zip(self.slots, self._kinds, strict=True))
        return sorted(found, key=lambda slot: (not found[slot], kinds[slot], order(ids[slot])))

    def _with_all(self, words: Sequence[bytes]) -> Iterator[tuple[int, bool]]:
        """Slots of pages that hold all the words, and whether their name and id do."""
        for key, chunk in self.store.between(TEXT, TEXT + (1 << 40)):
            if all(word in chunk for word in words):
                texts = chunk.split(b"\n")
                hits: Sequence[int] = range(len(texts))
                for word in words:
                    hits = [at for at in hits if word in texts[at]]
                for at in hits:
                    named = texts[at][: texts[at].index(_BREAK)]
                    yield (key - TEXT) * IN_ONE[TEXT] + at, all(word in named for word in words)

    def saying(self, starts: Sequence[str], enough: int) -> list[str] | None:
        """The ids of people whose pages hold so many of these beginnings of words; None where that can't be told."""
        plain = [fold(start).encode() for start in starts if _SAME_FOLDED.fullmatch(start)]
        least = enough - (len(starts) - len(plain))
        if least <= 0:
            return None
        slots = set(self._with_some(plain, least))
        rows = zip(self.slots, self._kinds, self.ids, strict=True)
        return [id for slot, kind, id in rows if kind == 0 and slot in slots]

    def _with_some(self, words: Sequence[bytes], least: int) -> Iterator[int]:
        """Slots of pages that hold so many of the words."""
        for key, chunk in self.store.between(TEXT, TEXT + (1 << 40)):
            here = [word for word in words if word in chunk]
            if len(here) >= least:
                for at, text in enumerate(chunk.split(b"\n")):
                    if sum(word in text for word in here) >= least:
                        yield (key - TEXT) * IN_ONE[TEXT] + at

    @cached_property
    def slots(self) -> "array[int]":
        """Where each file of the listing is kept, in its order."""
        slots = array("q")
        slots.frombytes(self.store.value(SLOTS))
        return slots

    @cached_property
    def _kinds(self) -> list[int]:
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

    def latest(self, ids: Iterable[str]) -> dict[str, Contact]:
        """The last contact with each of these people, on the days that the index is of. Raises Doubt."""
        found = {}
        for id in ids:
            if id in self.last:
                slot, _, line = self.last[id]
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


def called(person: Person) -> Called:
    """What a person answers to."""
    return Called(
        person.id,
        person.name,
        tuple(said.text for said in person.aliases),
        tuple(said.text for said in person.email),
    )


def named(listing: Listing) -> bytes:
    """The listing's files as one value."""
    head = [[kind, folder, len(names)] for kind, folder, names in listing.folders]
    return json.dumps(head).encode() + b"\n" + packed_texts([name for _, _, names in listing.folders for name in names])


def files_in(value: bytes) -> list[str]:
    """The files that a kept listing names, in its order."""
    head, _, packed = value.partition(b"\n")
    names = iter(texts_of(packed))
    return [f"{folder}/{next(names)}" for _, folder, count in json.loads(head) for _ in range(count)]


def bucket_of(word: str, buckets: int) -> int:
    """The bucket that tells what a word finds; the few for organisations, of whom many are asked for, come last."""
    number = crc32(word.encode("utf-8", "surrogatepass"))
    return buckets + number % _more(buckets) if word[0] in ORGANISATIONS else number % buckets


def buckets_in_all(buckets: int) -> int:
    return buckets + _more(buckets)


def _more(buckets: int) -> int:
    return buckets // FEWER + 1


class Lookup(Directory):
    """Who is meant by a name, looked up word by word."""

    def __init__(self, found_by: Callable[[str], list[Any]], by_id: str, by_name: str) -> None:
        super().__init__(())
        self._found_by, self._by_id, self._by_name = found_by, by_id, by_name

    def _with_id(self, key: str) -> Sequence[str]:
        return _ordered(self._found_by(self._by_id + key))

    def _with_name(self, folded: str) -> Sequence[str]:
        return _ordered(self._found_by(self._by_name + folded))


def _ordered(found: Sequence[tuple[int, str]]) -> Sequence[str]:
    """The ids of what is found by a word, in order; mostly it is nobody or one."""
    return sorted((id for _, id in found), key=order) if found else ()


class ById(Mapping[str, T]):
    """Records of a kind by id, each read when it is asked for."""

    def __init__(self, pages: Pages, kind: str, read: Callable[[int], T]) -> None:
        self._pages, self._kind, self._read = pages, kind, read

    def __getitem__(self, id: str) -> T:
        slot = self._pages.slot_of(id, self._kind)
        if slot is None:
            raise KeyError(id)
        return self._read(slot)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._pages.slot_of(id, self._kind) is not None

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._pages.ids if id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Loaded(Sequence[T]):
    """Records in order, all of them read when one goes through them; where `at` can tell, one alone."""

    def __init__(self, load: Callable[[], Sequence[T]], at: Callable[[int], T] | None = None, count: int = -1) -> None:
        self._load, self._one, self._count = load, at, count

    @cached_property
    def _all(self) -> Sequence[T]:
        return self._load()

    def __len__(self) -> int:
        return self._count if self._count >= 0 else len(self._all)

    def __getitem__(self, at: int) -> T:  # type: ignore[override]
        return self._one(at) if self._one and "_all" not in self.__dict__ else self._all[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._all)


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

    def gathering_in(self, file: str) -> Gathering:
        return self._pages.gathering_in(file)

    @cached_property
    def selves(self) -> frozenset[str]:
        return self._pages.selves
