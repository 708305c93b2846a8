"""What two people share without having met: organisations at the same time, cities, tags by rarity."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from netjournal.network.acquaintance import Acquaintance, Stay
from netjournal.network.made import Made

MOST_IN_A_GROUP = 60  # as at a table: a larger group introduces nobody by itself
HALF_LIFE = 5 * 365.25  # days since two were colleagues
COLLEAGUES, NEIGHBOURS, ALIKE = 0.5, 0.25, 0.25
MOST_SHARED_GROUND = COLLEAGUES + NEIGHBOURS + ALIKE


class Groups:
    """The organisations, cities and tags of people numbered by rank."""

    def __init__(self, columns: Acquaintance, rows: Sequence[int], ranks: Sequence[int], today: int) -> None:
        """`rows` are those of the ranks, `ranks` those of the rows, -1 for whoever is absent."""
        self._today = today
        self._ranks = ranks
        self._stays: Made[int, Sequence[Stay]] = Made(lambda rank: columns.stays[rows[rank]])
        self._places: Made[int, Sequence[str]] = Made(lambda rank: columns.places[rows[rank]])
        self._tags: Made[int, Sequence[str]] = Made(lambda rank: columns.tags[rows[rank]])
        self._at: Made[str, list[int]] = Made(lambda org: self._ranked(columns.at.get(org, ())))
        self._in: Made[str, list[int]] = Made(lambda place: self._ranked(columns.living_in.get(place, ())))
        self._into: Made[str, list[int]] = Made(lambda tag: self._ranked(columns.holding.get(tag, ())))
        self._all = columns.at, columns.living_in, columns.holding
        self._rarity: Made[str, float] = Made(lambda tag: rarity(len(self._into[tag]), len(rows)))

    def _ranked(self, rows: Iterable[int]) -> list[int]:
        return sorted(rank for row in rows if (rank := self._ranks[row]) >= 0)

    def companions(self, rank: int, after: int = -1) -> set[int]:
        """Those of later ranks than `after` who share a group of at most 60; an organisation at the same time."""
        found: set[int] = set()
        for stay in self._stays[rank]:
            found.update(z for z in _small(self._at[stay.org], after) if self._colleagues(rank, z))
        for place in self._places[rank]:
            found.update(_small(self._in[place], after))
        for tag in self._tags[rank]:
            if self._rarity[tag]:
                found.update(_small(self._into[tag], after))
        return found

    def large(self, ranks: Iterable[int] | None = None) -> int:
        """How many groups of these people, or of anybody, are of over 60."""
        found: set[tuple[int, str]] = set()
        for rank in ranks or ():
            found.update((0, stay.org) for stay in self._stays[rank])
            found.update((1, place) for place in self._places[rank])
            found.update((2, tag) for tag in self._tags[rank])
        kinds = (self._at, self._in, self._into)
        if ranks is None:
            found.update((kind, name) for kind, names in enumerate(self._all) for name in names)
        return sum(len(kinds[kind][name]) > MOST_IN_A_GROUP for kind, name in found)

    def shared_ground(self, one: int, other: int) -> float:
        """What shared groups of any size count, at most MOST_SHARED_GROUND."""
        found = COLLEAGUES * self._colleagues(one, other) if self._stays[one] and self._stays[other] else 0.0
        if self._places[one] and not set(self._places[one]).isdisjoint(self._places[other]):
            found += NEIGHBOURS
        if self._tags[one] and self._tags[other]:
            found += ALIKE * min(1.0, sum(self._rarity[tag] for tag in self._tags[one] if tag in self._tags[other]))
        return found

    def _colleagues(self, one: int, other: int) -> float:
        """1 for those at one organisation now, halved with every five years since, 0 for those never there together."""
        ends = (
            min(mine.until or self._today, theirs.until or self._today)
            for mine in self._stays[one]
            for theirs in self._stays[other]
            if mine.org == theirs.org and overlap(mine, theirs)
        )
        return max((math.exp2(-max(0, self._today - end) / HALF_LIFE) for end in ends), default=0.0)


def overlap(one: Stay, other: Stay) -> bool:
    """Whether two stays at one organisation overlap; an open end is open."""
    last = 10**7
    return max(one.since, other.since) <= min(one.until or last, other.until or last)


def rarity(holders: int, everybody: int) -> float:
    """How telling a tag is: 0 where three or more, and a third of everybody, hold it; nearly 1 for a rare one."""
    if holders > 2 and 3 * holders >= everybody:
        return 0.0
    return math.log(max(1.0, everybody / max(1, holders))) / math.log(max(2, everybody))


def _small(members: Sequence[int], after: int) -> Sequence[int]:
    return members[bisect_right(members, after) :] if len(members) <= MOST_IN_A_GROUP else ()
