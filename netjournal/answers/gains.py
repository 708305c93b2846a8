"""What the two of a pair would gain of one another, by what they ask for and offer, and which pairs would the most."""

import heapq
import math
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
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
        placed: Mapping[int, float] | Sequence[float] = (),
        around: int | None = None,
        among: Collection[int] | None = None,
    ) -> None:
        self._columns, self._fits, self._placed = columns, fits, placed
        self._among = None if around is None else among
        self._of = None if around is None and among is None else frozenset(among or () if around is None else (around,))
        self.counts = _fading(columns, today)

    def best(self, most: int | None) -> list[Scored]:
        """So many pairs, or all, the best first: those who would help one another before favours."""
        kept = Foremost(most)
        everybody = range(len(self._columns.ids)) if self._fits else range(0)
        rows = everybody if self._of is None else sorted(self._of.intersection(everybody))
        for row in rows:
            self._add_mutual(kept, row)
        if kept.floor < MUTUAL:  # else no favour comes up to them
            for row in rows:
                self._add_favours(kept, row)
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

    def _add_mutual(self, kept: Foremost, row: int) -> None:
        """Add the pairs of a row and those who would help one another, each pair at one of its rows."""
        if not (self._columns.asks_of[row] and self._columns.offers_of[row]):
            return
        others = self._wanted(row, set(self._givers(row)).intersection(self._takers(row)))
        found: dict[int, list[float]] = {}
        for at, other, is_asking in self.fits_of(row) if others else ():
            if other in others:
                sides = found.setdefault(other, [0.0, 0.0])
                sides[not is_asking] = max(self._gain(at), sides[not is_asking])
        for other, (mine, theirs) in found.items():
            kept.add(_mutual(self._placed[row] * self._placed[other], mine, theirs), *_in_order(row, other))

    def _add_favours(self, kept: Foremost, row: int) -> None:
        """Add the pairs of a row and those who would help it, or whom it would help, without help in return.

        Each pair is added at who would be helped, and at the helper where it isn't gone through there.
        """
        helped = self._helped(row, (kept.floor - FAVOUR - (1 - GAIN) * self._placed[row]) / GAIN - ROUNDING)
        for taker in self._takers(row) if helped else ():
            helped.pop(taker, None)
        if self._of is not None:
            helped.update(self._helping(row, self._of))
        for other in self._among_wanted(row, helped):
            kept.add(_favour(self._placed[row] * self._placed[other], helped[other]), *_in_order(row, other))

    def _helped(self, row: int, least: float) -> dict[int, float]:
        """Whose offers meet an ask of a row, and what it would gain; what is less than the least may be left out."""
        found: dict[int, float] = {}
        fits, giving = self._fits, self._columns.giving
        for ask in self._columns.asks_of[row]:
            for at in fits.of_ask(ask):
                gain = self._gain(at)
                if gain < least:
                    break  # the rest is no nearer
                other = giving[fits.offers[at]]
                found[other] = max(gain, found.get(other, 0.0))
        found.pop(-1, None)
        found.pop(row, None)
        return found

    def _helping(self, row: int, without: Container[int]) -> dict[int, float]:
        """What those would gain whom a row would help without help in return, without those who are gone through."""
        found: dict[int, float] = {}
        givers = set(self._givers(row))
        for at, other, is_asking in self.fits_of(row):
            if not is_asking and other >= 0 and other not in givers and other not in without:
                found[other] = max(self._gain(at), found.get(other, 0.0))
        return found

    def _gain(self, at: int) -> float:
        return self._fits.scores[at] * self.counts(self._fits.asks[at])

    def _wanted(self, row: int, others: set[int]) -> set[int]:
        """Those with whom the row is a pair that is wanted, each pair at one of its rows only."""
        mine = self._of
        others.discard(row)
        if mine is None:
            return {other for other in others if other > row}
        return {other for other in self._among_wanted(row, others) if other > row or other not in mine}

    def _among_wanted(self, row: int, others: Collection[int]) -> Collection[int]:
        """Those others with whom the row is a pair that is wanted."""
        if self._among is None or row in self._among:
            return [other for other in others if other >= 0]
        return [other for other in others if other in self._among]

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


def _mutual(placed: float, one: float, other: float) -> float:
    """The harmonic mean of both gains, so that the smaller decides, and how well placed I am."""
    return MUTUAL + GAIN * 2 * one * other / (one + other) + (1 - GAIN) * placed


def _favour(placed: float, gain: float) -> float:
    """What the one side gains, and how well placed I am."""
    return FAVOUR + GAIN * gain + (1 - GAIN) * placed


def _in_order(row: int, other: int) -> tuple[int, int]:
    return (row, other) if row < other else (other, row)


def _fading(columns: Acquaintance, today: date) -> Callable[[int], float]:
    """What a need counts, from 0.5 to 1: one heard long ago counts less."""

    def counts(ask: int) -> float:
        heard = columns.asks[ask].heard
        age = max(0, today.toordinal() - heard) if heard else UNDATED
        return 0.5 + 0.5 * math.exp2(-age / UNDATED)

    return Made(counts).__getitem__
