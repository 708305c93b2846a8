"""What `meet` ranks: who knows whom and shares what, as plain columns, one row a person, rows in id order."""

import datetime
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from netjournal.network.contacts import guests, size
from netjournal.network.dataclass import dataclass
from netjournal.network.day import iso_day
from netjournal.network.entry import SEEN, TALKED, Introduction, introduction
from netjournal.network.features import last_days
from netjournal.network.lists import places_of
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Need

TOGETHER = (SEEN, TALKED)  # what people come together for: a mail to several introduces nobody


@dataclass(frozen=True)
class Room:
    """One gathering: its day as an ordinal, how many were there (the owner included), the rows of those with a page."""

    day: int
    size: int
    rows: tuple[int, ...]
    file: str
    line: int


@dataclass(frozen=True)
class NeedRow:
    """An ask or an offer of a row (-1 for an organisation's); `heard` as an ordinal, 0 where undated."""

    row: int
    what: str
    heard: int
    file: str
    line: int


@dataclass(frozen=True)
class Stay:
    """A role at an organisation: its folded name, from and to as ordinals (0 where open)."""

    org: str
    since: int
    until: int
    line: int


@dataclass(frozen=True)
class Acquaintance:
    """What `meet` needs; every sequence has one item a row, `ties` sorted rows known both ways.

    `through` is the row by whom I met someone (-1 where nobody is told), `met` whether the page says how we met.
    `closed` holds pairs (lower row, higher row) with an introduction made, refused, marked never or under way.
    """

    ids: Sequence[str]
    present: Sequence[bool]
    ties: Sequence[Sequence[int]]
    last: Sequence[int]
    rooms: Sequence[Room]
    stays: Sequence[Sequence[Stay]]
    places: Sequence[Sequence[str]]
    tags: Sequence[Sequence[str]]
    asks: Sequence[NeedRow]
    offers: Sequence[NeedRow]
    closed: frozenset[tuple[int, int]]
    through: Sequence[int] = ()
    met: Sequence[bool] = ()

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each id."""
        return {id: row for row, id in enumerate(self.ids)}

    @cached_property
    def asking(self) -> Sequence[int]:
        """The row of each ask."""
        return [need.row for need in self.asks]

    @cached_property
    def giving(self) -> Sequence[int]:
        """The row of each offer."""
        return [need.row for need in self.offers]

    @cached_property
    def asks_of(self) -> Sequence[Sequence[int]]:
        """The places of each row's asks."""
        return places_of(self.asking, len(self.ids))

    @cached_property
    def offers_of(self) -> Sequence[Sequence[int]]:
        """The places of each row's offers."""
        return places_of(self.giving, len(self.ids))

    @cached_property
    def rooms_of(self) -> Mapping[int, Sequence[int]]:
        """The places of the rooms that each row was in, in their order; nothing for a row that was in none."""
        found: dict[int, list[int]] = {}
        for at, room in enumerate(self.rooms):
            for row in room.rows:
                found.setdefault(row, []).append(at)
        return found

    @cached_property
    def at(self) -> Mapping[str, Sequence[int]]:
        """The rows of those ever at an organisation, by its folded name."""
        return _rows([[stay.org for stay in stays] for stays in self.stays])

    @cached_property
    def living_in(self) -> Mapping[str, Sequence[int]]:
        """The rows of those who live at a place, by its folded name."""
        return _rows(self.places)

    @cached_property
    def holding(self) -> Mapping[str, Sequence[int]]:
        """The rows of those with a tag, by the folded tag."""
        return _rows(self.tags)


def acquaintance(network: Network, today: datetime.date, last: Mapping[str, int] | None = None) -> Acquaintance:
    """The columns of everyone, the owner and the absent included (`present` tells).

    `last` are the days of last contact as ordinals, if they need not be drawn from the network.
    """
    rows = {person.id: row for row, person in enumerate(network.people)}
    met = last_days(network, today) if last is None else last
    through = array("l", (_through(network, row, rows) for row in range(len(rows))))
    return Acquaintance(
        ids=tuple(rows),
        present=[person.is_present for person in network.people],
        ties=_ties(network, rows, through),
        last=array("l", (met.get(id, 0) for id in rows)),
        rooms=_rooms(network, rows, today),
        stays=[_stays(network, row) for row in range(len(rows))],
        places=[tuple(dict.fromkeys(fold(said.text) for said in person.city)) for person in network.people],
        tags=[tuple(dict.fromkeys(fold(said.text) for said in person.tags)) for person in network.people],
        asks=_needs(network, rows, "asks"),
        offers=_needs(network, rows, "offers"),
        closed=_closed(network, rows, today),
        through=through,
        met=[person.met is not None for person in network.people],
    )


def _through(network: Network, row: int, rows: Mapping[str, int]) -> int:
    person = network.people[row]
    id = network.directory.meant(person.met.through) if person.met and person.met.through else None
    return rows[id] if id and id != person.id else -1


def _rows(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, each in enumerate(names):
        for name in dict.fromkeys(each):
            found.setdefault(name, []).append(row)
    return found


def tied_rows(network: Network) -> list[tuple[int, ...]]:
    """The rows that each row is tied to, by a tie on either page or because I met the one through the other."""
    rows = {person.id: row for row, person in enumerate(network.people)}
    return _ties(network, rows, [_through(network, row, rows) for row in range(len(rows))])


def _ties(network: Network, rows: Mapping[str, int], through: Sequence[int]) -> list[tuple[int, ...]]:
    """Who is tied to whom, by a tie on either page or because I met the one through the other."""
    ties: list[set[int]] = [set() for _ in rows]
    for row, person in enumerate(network.people):
        meant = (network.directory.meant(tie.person) for tie in person.ties)
        for other in (through[row], *(rows[id] for id in meant if id)):
            if other >= 0 and other != row:
                ties[row].add(other)
                ties[other].add(row)
    return [tuple(sorted(each)) for each in ties]


def _rooms(network: Network, rows: dict[str, int], today: datetime.date) -> list[Room]:
    return [
        Room(
            gathering.date.toordinal(),
            size(network, gathering),
            tuple(sorted(rows[id] for id in came)),
            gathering.file,
            gathering.line,
        )
        for gathering in network.gatherings
        if gathering.date and gathering.date <= today and gathering.counts in TOGETHER
        if len(came := guests(network, gathering)) > 0
    ]


def _stays(network: Network, row: int) -> tuple[Stay, ...]:
    return tuple(
        Stay(
            fold(role.org),
            role.since.toordinal() if role.since else 0,
            role.until.toordinal() if role.until else 0,
            role.line,
        )
        for role in network.roles(network.people[row])
        if role.org
    )


def _needs(network: Network, rows: dict[str, int], which: str) -> list[NeedRow]:
    """Asks or offers of everyone; one heard `for` another counts as theirs where they have a page."""
    found = []
    for person in network.people:
        for need in _of(person.asks if which == "asks" else person.offers):
            whom = network.directory.meant(need.whom) if need.whom else None
            found.append(
                NeedRow(
                    rows[whom or person.id],
                    need.what,
                    need.heard.toordinal() if need.heard else 0,
                    person.file,
                    need.line,
                )
            )
    for organisation in network.organisations:
        for need in _of(organisation.asks if which == "asks" else organisation.offers):
            found.append(
                NeedRow(-1, need.what, need.heard.toordinal() if need.heard else 0, organisation.file, need.line)
            )
    return found


def _of(needs: Iterable[Need]) -> Iterable[Need]:
    return (need for need in needs if need.what.strip())


def turning_days(network: Network) -> tuple[int, ...]:
    """The ordinals of days from which on the columns of the same pages may be others.

    A gathering has been, or a pair whose introduction was put off is open again.
    """
    told = (introduction(entry) for person in network.people for entry in person.entries)
    days = {_until(each) for each in told if each} | {gathering.date for gathering in network.gatherings}
    return tuple(sorted(day.toordinal() for day in days if day))


def _until(told: Introduction) -> datetime.date | None:
    """The day to which an introduction was put off."""
    return iso_day(told.text.split(" ")[0]) if told.state == "later" else None


def _closed(network: Network, rows: dict[str, int], today: datetime.date) -> frozenset[tuple[int, int]]:
    """Pairs not to be suggested (again); one put off till a day that has come is open again."""
    latest: dict[tuple[int, int, int], tuple[datetime.date, int, bool]] = {}
    for person in network.people:
        for entry in person.entries:
            told = introduction(entry)
            other = network.directory.meant(told.other) if told else None
            if told and other and other != person.id:
                one, two = sorted((rows[person.id], rows[other]))
                until = _until(told)
                key, said = (one, two, rows[person.id]), (entry.date, entry.line, not (until and until <= today))
                latest[key] = max(said, latest.get(key, said))
    return frozenset((one, two) for (one, two, _), (_, _, is_closed) in latest.items() if is_closed)
