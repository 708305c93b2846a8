"""How near two people are who don't know one another: whom both know, where both came, how well placed I am."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from netjournal.answers.acquainted import ENOUGH
from netjournal.answers.groups import MOST_SHARED_GROUND, Groups
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.contacts import MOST_AT_A_TABLE
from netjournal.network.made import Made

HALF_LIFE = 270.0  # days
MOST_CONTACTS = 120  # of one common contact, the most recently seen
SAMPLE = 400  # people by whom the usual sum over common contacts is judged in a large journal
COMMON, TOGETHER, PLACED, ATTENDING = 2.0, 3.5, 1.0, 0.5
FULL_COMMON = 1.25  # times the usual sum
FULL_TOGETHER = 0.12
OFTEN = 4.0  # gatherings of late: someone who came to that many is halfway to the most that attending counts
MOST = COMMON + TOGETHER + PLACED + ATTENDING + MOST_SHARED_GROUND  # no pair is nearer

Near = tuple[float, int, int]
Usual = Callable[[Callable[[], float]], float]


class Proximity:
    """The nearness of pairs by MATCHING.md's 'Who should meet whom'.

    People are numbered by rank: those present, the most recently seen first, of one day by row.
    A contact is a tie; who sat at a table with one of somebody's contacts is reached by that contact
    too, as far as the table was close. `usual` may know the usual sum over common contacts, given how to find it.
    """

    def __init__(self, columns: Acquaintance, today: date, usual: Usual | None = None) -> None:
        self._today = today.toordinal()
        present = [row for row, is_present in enumerate(columns.present) if is_present]
        self.rows: Sequence[int] = sorted(present, key=columns.last.__getitem__, reverse=True)  # of one day by row
        self._ranks = [-1] * len(columns.present)
        for rank, row in enumerate(self.rows):
            self._ranks[row] = rank
        self._columns = columns
        self._closed = columns.closed
        recency = Made(self._recency)  # there are few days for many people
        self._placed = [recency[columns.last[row]] for row in self.rows]
        self._contacts: Made[int, list[int]] = Made(lambda rank: self._ranked(columns.ties[self.rows[rank]]))
        self._weights: Made[int, float] = Made(lambda rank: 1.0 / math.log(max(2, len(columns.ties[self.rows[rank]]))))
        self._members: Made[int, list[int]] = Made(lambda room: self._ranked(columns.rooms[room].rows))
        self._lately: Made[int, float] = Made(
            lambda room: math.exp2(-max(0, self._today - columns.rooms[room].day) / HALF_LIFE)
        )
        self._shares: Made[int, float] = Made(lambda room: 1.0 / (columns.rooms[room].size - 1))
        self._rooms: Made[int, list[int]] = Made(self._tables)
        self._attending: Made[int, float] = Made(
            lambda rank: math.sqrt(math.fsum(map(self._lately.__getitem__, self._attended(rank))))
        )
        self._groups = Groups(columns, self.rows, self._ranks, self._today)
        self._company = lru_cache(maxsize=10_000)(self._together)
        self._full = (usual(self._usual) if usual else self._usual()) * FULL_COMMON

    def rank(self, row: int) -> int | None:
        """The number of a row's person here, None where they are absent."""
        rank = self._ranks[row]
        return None if rank < 0 else rank

    def placed(self, rank: int) -> float:
        """How well placed I am towards someone, from 0 to 1: halved with every 540 days since I last saw them."""
        return self._placed[rank]

    def most(self, rank: int) -> float:
        """No pair of this person and one of a later rank is nearer than that."""
        placed = self._placed[rank] ** 2
        return (MOST - PLACED + PLACED * placed) * (0.25 + 0.75 * placed)

    def left_out(self, ranks: Sequence[int] | None = None) -> Mapping[str, int]:
        """What was not looked at for these people, or for anybody, by what it is."""
        everybody, ties = range(len(self.rows)), self._columns.ties
        reached = everybody if ranks is None else [*ranks, *(z for rank in ranks for z in self._contacts[rank])]
        many = [rank for rank in reached if len(ties[self.rows[rank]]) > MOST_CONTACTS]
        return {
            "contacts of people with over 120, seen longest ago": sum(
                max(0, len(self._contacts[rank]) - MOST_CONTACTS) for rank in many
            ),
            "gatherings of over 60 people": self._crowds(ranks),
            "organisations, cities and tags of over 60 people": self._groups.large(ranks),
        }

    def know_one_another(self, one: int, other: int) -> bool:
        """Whether two ranks are tied or sat together closely enough."""
        return other in self._contacts[one] or self._sat(one, other) >= ENOUGH

    def is_open(self, one: int, other: int) -> bool:
        """Whether nothing was begun, refused or ruled out between two ranks."""
        a, b = self.rows[one], self.rows[other]
        return ((a, b) if a < b else (b, a)) not in self._closed

    def near(self, rank: int, floor: float = 0.0, later: bool = True) -> Iterator[Near]:
        """Those worth meeting for someone, as (nearness, lower row, higher row), in no order.

        Nobody known to them, nobody with whom it is closed, none less near than the floor; only later ranks if asked.
        """
        after = rank if later else -1
        together = self._together(rank, after)
        common = self._common(rank, after) if self._most_apart(rank, later) >= floor else None
        candidates = set(together) if common is None else {*together, *common, *self._groups.companions(rank, after)}
        candidates.difference_update(self._contacts[rank], (rank,))
        for other, least, factor in self._promising(rank, candidates, together, floor):
            common = self._common(rank, after) if common is None else common
            nearness = (least + self._shared(rank, other, common.get(other, 0.0))) * factor
            if nearness >= floor and self.is_open(rank, other) and self._sat(rank, other) < ENOUGH:
                a, b = self.rows[rank], self.rows[other]
                yield (nearness, a, b) if a < b else (nearness, b, a)

    def _promising(
        self, rank: int, candidates: Iterable[int], together: Mapping[int, float], floor: float
    ) -> Iterator[tuple[int, float, float]]:
        """Those who may reach the floor, with what is sure of their nearness and what that and the rest is times."""
        placed, attending, here, often = self._placed, self._attending, self._placed[rank], self._attending[rank]
        most = COMMON + MOST_SHARED_GROUND
        for other in candidates:
            by, both = here * placed[other], often * attending[other]
            sat = together.get(other, 0.0)
            least = TOGETHER * (sat / FULL_TOGETHER if sat < FULL_TOGETHER else 1.0)
            least += PLACED * by + ATTENDING * both / (both + OFTEN)
            factor = 0.25 + 0.75 * by
            if (least + most) * factor >= floor:
                yield other, least, factor

    def _recency(self, last: int) -> float:
        return math.exp2(-max(0, self._today - last) / HALF_LIFE / 2) if last else 0.0

    def _ranked(self, rows: Iterable[int]) -> list[int]:
        ranks = self._ranks
        return sorted([rank for row in rows if (rank := ranks[row]) >= 0])

    def _attended(self, rank: int) -> Sequence[int]:
        """The gatherings that someone came to."""
        return self._columns.rooms_of.get(self.rows[rank], ())

    def _tables(self, rank: int) -> list[int]:
        """Those of them where people could talk."""
        rooms = self._columns.rooms
        return [room for room in self._attended(rank) if 1 < rooms[room].size <= MOST_AT_A_TABLE]

    def _crowds(self, ranks: Sequence[int] | None) -> int:
        rooms = self._columns.rooms
        attended = range(len(rooms)) if ranks is None else (at for rank in ranks for at in self._attended(rank))
        return sum(rooms[at].size > MOST_AT_A_TABLE for at in attended)

    def _common(self, rank: int, after: int = -1) -> dict[int, float]:
        """The sum over common contacts z of 1 / ln(contacts of z), by rank (Adamic & Adar 2003)."""
        found: dict[int, float] = {}
        for between in self._contacts[rank]:
            others, weight = self._contacts[between], self._weights[between]
            if len(others) > MOST_CONTACTS:
                if rank > others[MOST_CONTACTS - 1]:
                    continue
                others = others[:MOST_CONTACTS]
            for other in others[bisect_right(others, after) :]:
                found[other] = found.get(other, 0.0) + weight
        found.pop(rank, None)
        return found

    def _together(self, rank: int, after: int = -1) -> dict[int, float]:
        """The sum over shared gatherings of 2^(-age / h) / (people there - 1), by rank (Newman 2001)."""
        found: dict[int, float] = {}
        for room in self._rooms[rank]:
            members, weight = self._members[room], self._shares[room] * self._lately[room]
            for other in members[bisect_right(members, after) :]:
                found[other] = found.get(other, 0.0) + weight
        found.pop(rank, None)
        return found

    def _sat(self, one: int, other: int) -> float:
        shared = set(self._rooms[one]).intersection(self._rooms[other])
        return math.fsum(self._shares[room] for room in shared) if shared else 0.0

    def _usual(self) -> float:
        """The 95th percentile of the sums over common contacts of pairs that aren't tied."""
        step = max(1, len(self.rows) // SAMPLE)
        sums: list[float] = []
        for rank in range(0, len(self.rows), step):
            found = self._common(rank)
            sums += (found[other] for other in found.keys() - self._contacts[rank])
        sums.sort()
        return sums[min(len(sums) - 1, int(len(sums) * 0.95))] if sums else 1.0

    def _shared(self, rank: int, other: int, common: float) -> float:
        low, high = (rank, other) if rank < other else (other, rank)
        reached = common + self._reach(low, high) + self._reach(high, low)
        return COMMON * min(1.0, reached / self._full) + self._groups.shared_ground(low, high)

    def _reach(self, rank: int, other: int) -> float:
        """The sum over the contacts of one, with whom the other sat, as far as they sat together."""
        company = self._company(other)
        between = company.keys() & self._contacts[rank] if company else ()
        return math.fsum(self._weights[z] * min(1.0, company[z] / FULL_TOGETHER) for z in between)

    def _most_apart(self, rank: int, later: bool) -> float:
        """No pair that never sat together is nearer than that."""
        by = self._placed[rank] ** (2 if later else 1)
        return (COMMON + PLACED * by + ATTENDING + MOST_SHARED_GROUND) * (0.25 + 0.75 * by)
