"""How two people are connected, and what they have in common."""

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from netjournal.network.contacts import MOST_AT_A_TABLE, by_person
from netjournal.network.day import say_day
from netjournal.network.evidence import Evidence
from netjournal.network.features import Acquaintance, Room, Stay
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Person, Tie

_Cost = tuple[int, int, int, int, int]  # steps; those by the owner; by met through; at gatherings: people, days ago
_TIED: _Cost = (1, 0, 0, 0, 0)
_THROUGH: _Cost = (1, 0, 1, 0, 0)
_OWNED: _Cost = (1, 1, 0, 0, 0)
_KNOWS = ("", "know", "knows", "knows well", "acquaintance")


@dataclass(frozen=True, slots=True)
class Step:
    """How the one is connected with the next: `tie` is a whole clause, worded as the page has it."""

    from_id: str
    to_id: str
    tie: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class HowAnswer:
    """The shortest path from one to the other, empty where there is none, and what both have in common."""

    path: tuple[Step, ...]
    common: tuple[Evidence, ...]


def how(network: Network, columns: Acquaintance, a_row: int, b_row: int, today: date) -> HowAnswer:
    """How the people of two rows are connected.

    Of paths with as few steps the one that needs the owner least comes first, then ties before people met through
    and gatherings (up to 60 people; smaller, then more recent ones first), then the lower rows. From or to the owner
    the path is direct, or leads through whom we met by.
    """
    ways = _Ways(network, columns, today)
    return HowAnswer(ways.steps(ways.path(a_row, b_row)), common(network, columns, a_row, b_row))


class _Ways:
    """What connects the people of a network."""

    def __init__(self, network: Network, columns: Acquaintance, today: date) -> None:
        self._people, self._network, self._columns, self._today = network.people, network, columns, today
        self._row = {id: row for row, id in enumerate(columns.ids)}
        self._owner = self._row[network.owner.id] if network.owner else -1
        self._through: dict[int, list[int]] = {}
        for row in range(len(self._people)):
            if (other := self._met_through(row)) is not None:
                self._through.setdefault(row, []).append(other)
                self._through.setdefault(other, []).append(row)
        self._rooms: dict[int, list[Room]] = {}
        for room in columns.rooms:
            for row in room.rows if room.size <= MOST_AT_A_TABLE else ():
                self._rooms.setdefault(row, []).append(room)

    def path(self, start: int, end: int) -> tuple[int, ...]:
        """The rows from one to the other; empty where nothing connects them, or they are the same."""
        if self._owner in (start, end) and start != end:
            known = self._to_owner(end if start == self._owner else start)
            if known:
                return known if start == self._owner else known[::-1]
        return self._shortest(start, end)

    def _to_owner(self, row: int) -> tuple[int, ...]:
        through = self._met_through(row)
        if through is not None and through != self._owner and self._is_known(through):
            return (self._owner, through, row)
        return (self._owner, row) if self._is_known(row) else ()

    def _met_through(self, row: int) -> int | None:
        met = self._people[row].met
        id = self._network.directory.meant(met.through) if met and met.through else None
        return self._row[id] if id and id != self._people[row].id else None

    def _is_known(self, row: int) -> bool:
        """Whether the owner knows them by contact, by having met, or by a tie."""
        return bool(self._columns.last[row] or self._people[row].met) or self._owner in self._columns.ties[row]

    def _shortest(self, start: int, end: int) -> tuple[int, ...]:
        waiting: list[tuple[_Cost, tuple[int, ...]]] = [((0, 0, 0, 0, 0), (start,))]
        best: dict[int, tuple[_Cost, tuple[int, ...]]] = {start: waiting[0]}
        while waiting:
            cost, path = heapq.heappop(waiting)
            if path[-1] == end:
                return path if len(path) > 1 else ()
            if best[path[-1]] < (cost, path):
                continue
            for other, step in self._from(path[-1]):
                way = (_sum(cost, step), (*path, other))
                if other not in best or way < best[other]:
                    best[other] = way
                    heapq.heappush(waiting, way)
        return ()

    def _from(self, row: int) -> Iterator[tuple[int, _Cost]]:
        for other in self._columns.ties[row]:
            yield other, _OWNED if self._owner in (row, other) else _TIED
        for other in self._through.get(row, ()):
            yield other, _OWNED if self._owner in (row, other) else _THROUGH
        for room in self._rooms.get(row, ()):
            cost = (1, 0, 0, room.size, self._today.toordinal() - room.day)
            yield from ((other, cost) for other in room.rows if self._owner not in (row, other))
        if row == self._owner:
            yield from ((other, _OWNED) for other in range(len(self._people)) if other != row and self._is_known(other))
        elif self._owner >= 0 and self._is_known(row):
            yield self._owner, _OWNED

    def steps(self, path: Sequence[int]) -> tuple[Step, ...]:
        return tuple(self._step(one, other) for one, other in zip(path, path[1:], strict=False))

    def _step(self, one: int, other: int) -> Step:
        a, b = self._people[one], self._people[other]
        tie, said = self._tied(a, b) or self._tied(b, a) or self._introduced(one, other) or self._together(one, other)
        return Step(a.id, b.id, tie, said)

    def _tied(self, a: Person, b: Person) -> tuple[str, Evidence] | None:
        """What a's page says that b is to a."""
        tie = _tie(self._network, a, b.id)
        return (_clause(a, b, tie.word), _quoted(a, tie)) if tie else None

    def _introduced(self, one: int, other: int) -> tuple[str, Evidence] | None:
        for row, through in ((one, other), (other, one)):
            person, met = self._people[row], self._people[row].met
            if met and through != self._owner and self._met_through(row) == through:
                says = f"you met {person.name} through {self._people[through].name}"
                return says, Evidence(f"met through {met.through}", person.file, met.line, met.on)
        return None

    def _together(self, one: int, other: int) -> tuple[str, Evidence]:
        if self._owner in (one, other):
            return self._known(other if one == self._owner else one)
        rooms = [room for room in self._rooms[one] if other in room.rows]
        room = min(rooms, key=lambda room: (room.size, -room.day, room.file))
        said = _at(self._network, room)
        return f"{self._people[one].name} and {self._people[other].name} both {said.says}", said

    def _known(self, row: int) -> tuple[str, Evidence]:
        """How the owner met someone: by `met`, else the first contact there was."""
        person, met = self._people[row], self._people[row].met
        if met:
            when = f"{f' at {met.at}' if met.at else ''}{f' on {say_day(met.on)}' if met.on else ''}"
            says = f"met{when}" if when else "met"
            return f"you met {person.name}{when}", Evidence(says, person.file, met.line, met.on)
        first = by_person(self._network, self._today)[person.id][-1].evidence
        since = say_day(first.date) if first.date else ""
        return f"you have been in touch with {person.name} since {since}", first


def _sum(one: _Cost, other: _Cost) -> _Cost:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4])
