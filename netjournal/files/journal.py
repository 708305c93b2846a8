"""The whole journal, read from its files or, where nothing changed since, from its index: the answers are the same."""

import datetime
import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from netjournal.files.folder import Folder, Found, Listing
from netjournal.files.index.opening import Index, Shelf, opened
from netjournal.files.index.store import Doubt
from netjournal.files.notation.tree import Unreadable, fences
from netjournal.network.contacts import Contact, latest
from netjournal.network.dataclass import replace
from netjournal.network.evidence import Problem
from netjournal.network.features import Lapses, lapses, last_days
from netjournal.network.gathering import Gathering
from netjournal.network.names import answering
from netjournal.network.network import Network, Record, by_kind
from netjournal.network.offers import all_offers
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.query import Query, narrowed

if TYPE_CHECKING:
    from netjournal.files.index.meetings import Meetings
    from netjournal.files.meanings import Meanings, Watched
    from netjournal.files.notation.records import Reading
    from netjournal.network.acquaintance import Acquaintance
    from netjournal.network.fits import Fits
    from netjournal.network.telling import Telling

T = TypeVar("T", bound=tuple[object, ...])
R = TypeVar("R", Person, Organisation, Gathering)

LISTED = frozenset(("tag", "city", "org", "role", "circle"))  # filters that ask for no more than lists show
KINDS = (Person, Organisation, Gathering)  # as an index numbers them

__all__ = ["Doubt", "Journal", "Shelf", "network_of", "read_journal"]


def read_journal(folder: Folder) -> Network:
    """The network a folder tells of; a page that can't be read is a problem and hides no other."""
    return _read(folder, folder.listing())


def _read(folder: Folder, listing: Listing) -> Network:
    from netjournal.files.index.listed import twins

    found: list[Found] = listing.found()
    problems = [*listing.problems, *folder.setting_problems]
    readings: list[Reading] = []
    with _NotCollecting():
        for each in folder.watched(found):
            reading = folder.read(each)
            if isinstance(reading, Problem):
                problems.append(reading)
            else:
                readings.append(reading)
                problems += reading.problems
    return network_of(folder, readings, [*problems, *twins(found)])


def network_of(folder: Folder, readings: "Iterable[Reading]", problems: Iterable[Problem]) -> Network:
    """The network that readings make, each kind of record ordered by id."""
    return _network(folder, (reading.record for reading in readings), problems)


def _network(folder: Folder, records: Iterable[Record], problems: Iterable[Problem]) -> Network:
    return Network(*by_kind(records), settings=folder.settings, problems=tuple(sorted(problems)))


class Journal:
    """A journal as answers ask it: for what they need and no more, where it has an index.

    Any method may raise Doubt while there is an index: then a Journal without one answers.
    """

    def __init__(self, folder: Folder, today: datetime.date, shelf: Shelf | None) -> None:
        self._folder, self._today, self._shelf = folder, today, shelf

    @cached_property
    def _listing(self) -> Listing:
        return self._folder.listing()

    @cached_property
    def _index(self) -> Index | None:
        if self._shelf is None:
            return None
        with _NotCollecting():
            try:
                return opened(self._folder, self._shelf, self._listing, self._today)
            except Doubt:
                return None

    def close(self) -> None:
        """Keep what the index learnt, and let go of it."""
        index = self.__dict__.pop("_index", None)
        if index:
            index.keep()

    @cached_property
    def everyone(self) -> Network:
        """The whole network, but for the prose of its pages where it comes from the index."""
        if self._index is None:
            return _read(self._folder, self._listing)
        with _NotCollecting():
            records, problems = self._index.pages.everything()
            return _network(self._folder, records, [*problems, *self._index.pages.twins, *self._around_files])

    @cached_property
    def with_prose(self) -> Network:
        """The whole network, its people with the prose of their pages."""
        if self._index is None:
            return self.everyone
        people = tuple(replace(person, prose=self._prose(person.file)) for person in self.everyone.people)
        return replace(self.everyone, people=people)

    def in_turn(self, kind: type[R], prose: bool = False) -> Iterator[R]:
        """The records of a kind by id, with their pages' prose where asked; an index keeps none after its turn."""
        found = self._index.pages.in_turn(KINDS.index(kind)) if self._index else self.everyone.records
        for record in found:
            if isinstance(record, kind):
                yield replace(record, prose=self._prose(record.file)) if prose else record

    @cached_property
    def named(self) -> Network:
        """A network that tells of everybody's names and of no more, to look up whom pages name."""
        if self._index is None:
            return self.everyone
        with _NotCollecting():
            return _network(self._folder, [*map(_named, self.in_turn(Person)), *self.in_turn(Organisation)], ())

    def _prose(self, file: str) -> str:
        text = self._folder.text(file)
        try:
            place = fences(text)
        except Unreadable:
            return ""
        return text[place.body :] if place else text

    def told_of(self, query: Query) -> Network:
        """A network that goes through everyone who may match a query, told of as far as lists show them and it asks."""
        keys, texts = {term.key for term in query.terms}, narrowed(query)
        if "text" in keys:
            return self.with_prose
        if self._index and keys <= LISTED and self._index.pages.spans(self._today):
            slots = self._index.pages.search.slots_about(texts) if texts else None
            with _NotCollecting():
                return self._index.pages.network_of(self._index.roll.people(slots), self._around_files)
        if self._index is None or not texts or "with" in keys:
            return self.everyone
        ids = self._index.pages.search.about(texts)
        return self.around(ids) if keys & {"seen", "kind"} else self.alone(ids)

    def alone(self, ids: Iterable[str]) -> Network:
        """The network as far as the pages of these people and their last contacts' pages tell of it."""
        if self._index is None:
            return self.everyone
        return self._index.pages.with_last(ids, self._today, self._around_files)

    def latest(self, ids: Collection[str]) -> Mapping[str, Contact]:
        """The last contact up to today with each of these people."""
        if self._index and self._index.pages.spans(self._today):
            return self._index.latest(ids)
        return latest(self.around(ids), self._today, ids)

    @cached_property
    def last_days(self) -> Mapping[str, datetime.date]:
        """The day of the last contact up to today with each person once in touch."""
        if self._index and self._index.pages.spans(self._today):
            return _Days(self._index.pages.last_days)
        days = last_days(self.everyone, self._today)
        return {id: datetime.date.fromordinal(day) for id, day in days.items()}

    @property
    def _around_files(self) -> Sequence[Problem]:
        return [*self._listing.problems, *self._folder.setting_problems]

    @property
    def files(self) -> Iterator[str]:
        """Every file that may hold a note, and those that can't; none of them is read."""
        yield from (f"{folder}/{name}" for _, folder, names in self._listing.folders for name in names)
        yield from (problem.file for problem in self._listing.problems)

    @cached_property
    def names(self) -> Network:
        """A network in which everybody can be looked up; going through its people may find nobody."""
        return self.around(())

    def around(self, ids: Iterable[str]) -> Network:
        """The network as far as it tells of these people: whoever it goes through, they are told of in full."""
        if self._index is None:
            return self.everyone
        return self._index.pages.touching(ids, self._around_files)

    def answering(self, text: str, part: bool = True) -> tuple[str, ...]:
        """The ids of those who answer to a text on the command line."""
        if self._index is None:
            return answering(text, self.everyone.called, part)
        return self._index.pages.search.answering(text, part)

    def holding(self, words: Sequence[str], most: int) -> tuple[Sequence[Record], int] | None:
        """The first so many records whose pages hold all these folded words, and how many there are.

        None where there is no index to tell. Their order is names first, then by kind and id.
        """
        if self._index is None or not words:
            return None
        slots = self._index.pages.search.holding(words)
        return [self._index.pages.record(slot) for slot in slots[:most]], len(slots)

    def recalled(self, ask: Callable[[str, str], T | None]) -> Callable[[str, str], T | None]:
        """The same answers about offers, remembered for as long as no page offers anything else."""
        index = self._index
        return index.recalled(ask) if index else ask

    @cached_property
    def offers(self) -> Sequence[tuple[str, str]]:
        """The giver's id and what they offer, of the owner and everybody present."""
        return self._index.offers(lambda: all_offers(self._bare())) if self._index else all_offers(self.everyone)

    @cached_property
    def _meetings(self) -> "Meetings | None":
        return self._index.meetings(self._today, self._bare) if self._index else None

    def _bare(self) -> Network:
        """The whole network as columns are drawn from it: no more of it is in memory, and no longer than that."""
        if self._index is None or "everyone" in self.__dict__:
            return self.everyone
        with _NotCollecting():
            return _network(self._folder, self._index.pages.bare(), ())

    @cached_property
    def acquaintance(self) -> "Acquaintance":
        """The columns that `meet` ranks."""
        if self._meetings:
            return self._meetings.columns
        from netjournal.network.acquaintance import acquaintance

        return acquaintance(self.everyone, self._today)

    @cached_property
    def whole(self) -> Network:
        """The whole network, its people in the rows of the columns; a page of an index is read when it is come to."""
        if self._index is None or self._meetings is None:
            return self.everyone
        return self.by_rows(self.acquaintance.ids)

    def fits(self, find: "Callable[[], tuple[Fits, int]]", found_by: str = "") -> "tuple[Fits, int]":
        """What fits between the asks and offers of the columns, and how many more; remembered as these are."""
        return self._meetings.fits(find, found_by) if self._meetings else find()

    def fits_of_row(self, row: int, find: "Callable[[], tuple[Fits, int]]", found_by: str = "") -> "Fits":
        """What fits between the asks and offers of a row and all others; more may be told where there is no index."""
        return self._meetings.fits_of_row(row, find, found_by) if self._meetings else find()[0]

    def usual(self, find: Callable[[], float]) -> float:
        """The usual sum over common contacts, remembered while the columns are the same."""
        return self._meetings.usual(find) if self._meetings else find()

    def telling(self, find: Callable[[Network], "Telling"]) -> "Telling":
        """What `who` goes by, which `find` draws from the whole network; remembered while the pages tell it."""
        return self._index.telling(lambda: find(self._bare())) if self._index else find(self.everyone)

    def by_rows(self, ids: Sequence[str]) -> Network:
        """The whole network, its people those ids by row; a page of an index is read when it is come to."""
        return self._index.pages.by_rows(ids, self._around_files) if self._index else self.everyone

    def saying(self, starts: Sequence[str], enough: int) -> Sequence[str] | None:
        """The ids of those whose pages may hold so many of these beginnings of words; None where it can't be told."""
        return self._index.pages.search.saying(starts, enough) if self._index else None

    def meanings(self, watched: "Watched") -> "Meanings | None":
        """Texts compared by meaning, where a model for it is installed; what was read once is remembered."""
        from netjournal.files.meanings import meanings  # here, for its checksums cost every start more than all of json

        index = self._index
        if index is None:
            return meanings(lambda number: None, lambda number, vector: None, watched)
        return meanings(index.vector, index.keep_vector, watched)

    def lapses(self, contact: str) -> Lapses:
        """The columns that `due` ranks; `contact` is any, talked or seen."""
        kept = self._index.lapses(self._today, contact) if self._index else None
        return lapses(self.everyone, self._today, contact) if kept is None else kept


def _named(person: Person) -> Person:
    return Person(
        person.id, person.file, person.name, aliases=person.aliases, private=person.private, is_self=person.is_self
    )


class _Days(Mapping[str, datetime.date]):
    """Ordinals as days, each made when it is asked for."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._rows = rows

    def __getitem__(self, id: str) -> datetime.date:
        return datetime.date.fromordinal(self._rows[id])

    def __contains__(self, id: object) -> bool:
        return id in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _NotCollecting:
    """Garbage collection off while many records are made: none of them is garbage."""

    def __enter__(self) -> None:
        self.was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self.was_on:
            gc.enable()
