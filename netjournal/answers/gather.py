"""Whom to bring together: the overdue first, each with someone they know and someone worth meeting."""

from collections.abc import Container, Mapping, Sequence

from netjournal.answers.acquainted import ENOUGH
from netjournal.answers.due import Ranking
from netjournal.answers.meet import Suggestion
from netjournal.answers.refusals import Pair, pair_of
from netjournal.network.acquaintance import Acquaintance, Room
from netjournal.network.contacts import MOST_AT_A_TABLE
from netjournal.network.dataclass import dataclass
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Person

USUAL = 6  # guests at a table, the owner aside
OVERDUE = 40  # people due first, of whom guests are chosen
SUGGESTED = 200  # pairs, the best first, of whom guests are chosen
FACES = 4  # of those somebody knows, the most recently seen
STARTS = 8  # guests from whom a table is begun; the best of these tables is bettered
ROUNDS = 4  # times that every guest is held against everybody who isn't there

DUE, FIRST, FAMILIAR, NEW = 1.0, 1.0, 2.5, 1.5  # for being due, for how much, for a known face, a new one
TINY = 1e-9  # what a rounding may do
PAIR = 0.5  # times a suggestion's score


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone to bring: those at the table they know, the closest first, and the suggestions that come true there."""

    row: int
    knows: tuple[int, ...]
    should_meet: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Guests in order: the one it is around, those due, as `due` has them, then the others by row."""

    guests: tuple[Guest, ...]


def gather(
    columns: Acquaintance,
    ranking: Ranking,
    pairs: Sequence[Suggestion],
    may_come: Container[int],
    apart: Container[Pair],
    size: int = USUAL,
    around: int | None = None,
) -> Table:
    """A table of at most that many guests who may come, chosen greedily and then bettered guest by guest.

    A table is worth what its guests are: each for being due, the more the earlier in the ranking, for someone
    there they know, and for the best pair of `pairs` that would come true. Nobody sits with whom they are kept apart.
    """
    rows = {id: row for row, id in enumerate(columns.ids)}
    late = {rows[lapse.id]: place for place, lapse in enumerate(ranking.people[: ranking.due])}
    people = _Candidates(columns, late, pairs, may_come, apart, around)
    tables = [_filled(people, start, size) for start in people.starts(around)]
    first = min(tables, key=lambda table: (-people.worth(table), sorted(table)), default=())
    best = _bettered(people, first, around)
    ordered = sorted(best, key=lambda row: (row != around, late.get(row, len(rows)), row))
    return Table(tuple(people.guest(row, ordered) for row in ordered))


class _Candidates:
    """Everyone who may be a guest, what their coming is worth, whom they know and should meet."""

    def __init__(
        self,
        columns: Acquaintance,
        late: Mapping[int, int],
        pairs: Sequence[Suggestion],
        may_come: Container[int],
        apart: Container[Pair],
        around: int | None,
    ) -> None:
        self._ids, self._last, self._apart = columns.ids, columns.last, apart
        self._sat: dict[int, dict[int, float]] = {}
        self._columns, self._rooms = columns, _rooms(columns)
        self._may_come = may_come
        self._due = {row: DUE + FIRST * (1 - place / max(1, len(late))) for row, place in late.items()}
        self._pairs = {(p.a, p.b): p for p in pairs if p.a in may_come and p.b in may_come}
        self.rows = self._chosen(late, around)
        allowed = set(self.rows)
        self._known = {row: allowed.intersection(self._knows(row)) for row in self.rows}
        self._new: dict[int, dict[int, Suggestion]] = {row: {} for row in self.rows}
        for (a, b), pair in self._pairs.items():
            if a in allowed and b in allowed:
                self._new[a][b] = self._new[b][a] = pair

    def _chosen(self, late: Mapping[int, int], around: int | None) -> tuple[int, ...]:
        """The due, those of suggested pairs, and whom each of them knows."""
        found = dict.fromkeys([] if around is None else [around])
        found.update(dict.fromkeys([row for row in late if row in self._may_come][:OVERDUE]))
        for a, b in list(self._pairs)[:SUGGESTED]:
            found.update({a: None, b: None})
        for row in list(found):
            faces = sorted(self._knows(row), key=lambda other: (-self._last[other], other))
            found.update(dict.fromkeys([other for other in faces if other in self._may_come][:FACES]))
        return tuple(found)

    def _knows(self, row: int) -> set[int]:
        if row not in self._sat:
            self._sat[row] = _sat(row, self._rooms.get(row, ()))
        sat = {other for other, share in self._sat[row].items() if share >= ENOUGH}
        return {other for other in sat.union(self._columns.ties[row]) if self._columns.present[other]}

    def starts(self, around: int | None) -> tuple[int, ...]:
        return self.rows[:STARTS] if around is None else (around,)

    def may_join(self, row: int, table: Sequence[int]) -> bool:
        return row not in table and all(pair_of(self._ids[row], self._ids[other]) not in self._apart for other in table)

    def worth(self, table: Sequence[int]) -> float:
        """What a table is worth, the sum over its guests in order."""
        return sum((self._worth(row, table) for row in table), 0.0)

    def _worth(self, row: int, table: Sequence[int]) -> float:
        has_face = not self._known[row].isdisjoint(table)
        return self._due.get(row, 0.0) + FAMILIAR * has_face + self._most_new(row, table)

    def _most_new(self, row: int, table: Sequence[int]) -> float:
        new = self._new[row]
        return max((NEW + PAIR * new[other].score for other in table if other in new), default=0.0)

    def joining(self, table: Sequence[int]) -> int | None:
        """Who adds most to a table, the first by row where several do; None where nobody may join or adds anything."""
        alone = [row for row in table if self._known[row].isdisjoint(table)]
        have = {row: self._most_new(row, table) for row in table}
        best, most = None, 0.0
        for row in self.rows:
            known, new = self._known[row], self._new[row]
            gain = self._worth(row, table) + sum(FAMILIAR for other in alone if other in known)
            for other in table:
                if other in new:
                    gain += max(0.0, NEW + PAIR * new[other].score - have[other])
            is_more = gain > most or (gain == most and best is not None and row < best)
            if is_more and self.may_join(row, table):
                best, most = row, gain
        return best

    def guest(self, row: int, table: Sequence[int]) -> Guest:
        """Ties come before those they sat with, the most often and closely first."""
        ties, sat = self._columns.ties[row], self._sat[row]
        knows = sorted(
            self._known[row].intersection(table), key=lambda other: (other not in ties, -sat.get(other, 0.0), other)
        )
        new = [self._new[row][other] for other in table if other in self._new[row]]
        return Guest(row, tuple(knows), tuple(sorted(new, key=lambda pair: (-pair.score, pair.a, pair.b))))


def _rooms(columns: Acquaintance) -> dict[int, list[Room]]:
    """The gatherings of each row that can introduce people."""
    found: dict[int, list[Room]] = {}
    for room in columns.rooms:
        for row in room.rows if 2 <= room.size <= MOST_AT_A_TABLE else ():
            found.setdefault(row, []).append(room)
    return found


def _sat(row: int, rooms: Sequence[Room]) -> dict[int, float]:
    """How closely each other sat with them: the sum over shared gatherings of 1 / (people there - 1)."""
    found: dict[int, float] = {}
    for room in rooms:
        for other in room.rows:
            found[other] = found.get(other, 0.0) + 1.0 / (room.size - 1)
    found.pop(row, None)
    return found


def _filled(people: _Candidates, start: int, size: int) -> tuple[int, ...]:
    """A table begun with one guest, to which whoever adds most is added until it is full."""
    table: tuple[int, ...] = (start,)
    while len(table) < size and (row := people.joining(table)) is not None:
        table = (*table, row)
    return table


def _bettered(people: _Candidates, table: tuple[int, ...], around: int | None) -> tuple[int, ...]:
    """The table once no exchange of one guest for another makes it worth more, or after a few rounds."""
    for _ in range(ROUNDS):
        before = table
        for row in before:
            rest = tuple(other for other in table if other != row)
            other = people.joining(rest) if row != around else None
            if other is not None and people.worth((*rest, other)) > people.worth(table) + TINY:
                table = (*rest, other)
        if table == before:
            break
    return table


def welcome(network: Network, around: Person | None, is_placed: bool) -> tuple[frozenset[int], str]:
    """The rows of those who may be guests, and the cities they were chosen by, in words; empty where by none.

    Present, of no rhythm `never` unless it is around them; and unless a filter `is_placed`, of the owner's city, of
    that of whom it is around, or of none that is known, where that leaves at least two.
    """
    here = [person for person in network.people if person.is_present and _is_wanted(network, person, around)]
    row = {person.id: at for at, person in enumerate(network.people)}
    hosts = [host for host in (network.owner, around) if host and not is_placed]
    cities = {fold(said.text): said.text for host in hosts for said in host.city}
    near = [p for p in here if p == around or not p.city or not cities.keys().isdisjoint(_cities(p))]
    if not cities or len(near) < 2 or len(near) == len(here):
        return frozenset(row[person.id] for person in here), ""
    return frozenset(row[person.id] for person in near), " or ".join(cities.values())


def _cities(person: Person) -> list[str]:
    return [fold(said.text) for said in person.city]


def _is_wanted(network: Network, person: Person, around: Person | None) -> bool:
    rhythm = network.rhythm(person)
    return person == around or not (rhythm and rhythm[0].is_never)
