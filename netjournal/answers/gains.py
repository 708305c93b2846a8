"""What the two of a pair would gain of one another, by what they ask for and offer, and which pairs would the most."""

import heapq
import math
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from itertools import chain

from netjournal.network.acquaintance import Acquaintance
from netjournal.network.fits import Fits
from netjournal.network.made import Made

UNDATED = 365  # days: what has no date ranks as a year old
MUTUAL, FAVOUR = 2.0, 1.0  # mutual fits come first, then favours, then what the network alone speaks for
GAIN = 0.9  # of a fit's place is what is gained, the rest how well placed I am
ROUNDING = 1e-9

Scored = tuple[float, int, int]  # less than nothing by the score, then the rows: in order, the best comes first


class Foremost:
    """The foremost pairs of rows of those added, so many or all of them; of one score those of the lower rows."""

    def __init__(self, most: int | None) -> None:
        self._most, self._kept = most, list[tuple[float, int, int]]()

    @property
    def is_full(self) -> bool:
        return self._most is not None and len(self._kept) >= self._most

    @property
    def floor(self) -> float:
        """Whatever scores less is not among them."""
        return self._kept[0][0] if self.is_full and self._kept else 0.0

    def add(self, score: float, a: int, b: int) -> None:
        each = (score, -a, -b)
        if self.is_full:
            heapq.heappushpop(self._kept, each)
        elif self._most is None:
            self._kept.append(each)
        else:
            heapq.heappush(self._kept, each)

    def __len__(self) -> int:
        return len(self._kept)

    def in_order(self) -> list[Scored]:
        return sorted((-score, -a, -b) for score, a, b in self._kept)


class Gains:
    """Pairs of which one asks for what the other offers.

    With `around` only those of that row, with `among` only those that hold one of these. `placed` tells how well
    placed I am towards each row's person, from 0 to 1.
    """

    def __init__(
        self,
        columns: Acquaintance,
        fits: Fits,
        today: date,
        placed: Sequence[float] = (),
        around: int | None = None,
        among: Collection[int] | None = None,
    ) -> None:
        self._columns, self._fits, self._placed = columns, fits, placed
        self._among = among if around is not None else None
        self._of = None if around is None and among is None else frozenset(among or () if around is None else (around,))
        self.counts = _fading(columns, today)

    def best(self, most: int | None) -> list[Scored]:
        """So many pairs, or all, the best first: those who would help one another before favours."""
        kept = Foremost(most)
        rows = range(len(self._columns.ids)) if self._of is None else sorted(self._of)
        for row in rows:
            self._add(kept, row, self._mutual(row))
        if kept.floor < MUTUAL:  # else no favour comes up to them
            for row in rows:
                one_sided = self._within(kept.floor, row)
                self._add(kept, row, one_sided - self._mutual(row) if one_sided else one_sided)
        return kept.in_order()

    def partners(self, row: int) -> set[int]:
        """Everyone whose offers or asks fit those of a row; -1 stands for organisations."""
        return {*self._givers(row), *self._takers(row)}

    def fits_of(self, row: int) -> Iterator[tuple[int, int, bool]]:
        """The place of each fit of a row, the row of the other, and whether it is the row that asks."""
        asks, offers = self._fits.asks, self._fits.offers
        asking, giving = self._columns.asking, self._columns.giving
        for at in chain.from_iterable(map(self._fits.of_ask, self._columns.asks_of[row])):
            yield at, giving[offers[at]], True
        for at in chain.from_iterable(map(self._fits.of_offer, self._columns.offers_of[row])):
            yield at, asking[asks[at]], False

    def _add(self, kept: Foremost, row: int, others: set[int]) -> None:
        """Add the pairs of a row with these others."""
        for other, (mine, theirs) in self._gained(row, others).items() if others else ():
            placed = self._placed[row] * self._placed[other]
            a, b = (row, other) if row < other else (other, row)
            kept.add(_worth(placed, mine, theirs), a, b)

    def _gained(self, row: int, others: set[int]) -> dict[int, list[float]]:
        """What a row and each of these others would gain by the best fit."""
        found: dict[int, list[float]] = {}
        for at, other, asks in self.fits_of(row):
            if other in others:
                sides = found.setdefault(other, [0.0, 0.0])
                gain = self._fits.scores[at] * self.counts(self._fits.asks[at])
                sides[not asks] = max(gain, sides[not asks])
        return found

    def _mutual(self, row: int) -> set[int]:
        """Those wanted with a row who would help one another."""
        givers = set(self._givers(row))
        return self._wanted(row, givers.intersection(self._takers(row))) if givers else givers

    def _within(self, floor: float, row: int) -> set[int]:
        """Those wanted with a row of whom one fit at least may come up to the floor."""
        if floor <= FAVOUR:
            return self._wanted(row, self.partners(row))
        least = (floor - FAVOUR - (1 - GAIN) * self._placed[row]) / GAIN - ROUNDING
        scores = self._fits.scores
        return self._wanted(row, {other for at, other, _ in self.fits_of(row) if scores[at] >= least})

    def _wanted(self, row: int, others: set[int]) -> set[int]:
        """Those with whom the row is a pair that is wanted, each pair at one of its rows only."""
        mine, among = self._of, self._among
        if mine is None:
            return {other for other in others if other > row}
        if among is not None and row not in among:
            others = others.intersection(among)
        return {other for other in others if other >= 0 and (other > row or (other not in mine and other != row))}

    def _givers(self, row: int) -> Iterator[int]:
        """Whose offers meet an ask of a row."""
        fits, giving = self._fits, self._columns.giving
        for ask in self._columns.asks_of[row]:
            span = fits.of_ask(ask)
            yield from map(giving.__getitem__, fits.offers[span.start : span.stop])

    def _takers(self, row: int) -> Iterator[int]:
        """Whose asks an offer of a row meets."""
        fits, asking = self._fits, self._columns.asking
        for offer in self._columns.offers_of[row]:
            yield from map(asking.__getitem__, map(fits.asks.__getitem__, fits.of_offer(offer)))


def _worth(placed: float, one: float, other: float) -> float:
    """The harmonic mean of both gains, so that the smaller decides; where one side gains nothing, a favour."""
    if one and other:
        return MUTUAL + GAIN * 2 * one * other / (one + other) + (1 - GAIN) * placed
    return FAVOUR + GAIN * max(one, other) + (1 - GAIN) * placed


def _fading(columns: Acquaintance, today: date) -> Callable[[int], float]:
    """What a need counts, from 0.5 to 1: one heard long ago counts less."""

    def counts(ask: int) -> float:
        heard = columns.asks[ask].heard
        age = max(0, today.toordinal() - heard) if heard else UNDATED
        return 0.5 + 0.5 * math.exp2(-age / UNDATED)

    return Made(counts).__getitem__
