"""Who should meet whom: pairs of people I know who don't know one another, ranked by what they would gain."""

import heapq
import math
from array import array
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from netjournal.answers.proximity import MOST, Proximity, Usual
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.dataclass import dataclass
from netjournal.network.made import Made

UNDATED = 365  # days: what has no date ranks as a year old
MUTUAL, FAVOUR = 2.0, 1.0  # mutual fits come first, then favours, then what the network alone speaks for
GAIN = 0.9  # of a fit's place is what is gained, the rest how well placed I am
POOL = 8  # times as many pairs are kept as are asked for, since nobody is named more than a few times

Fits = Collection[tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class Fit:
    """An ask that an offer meets: their places in the columns, and how near the words are (0 to 1)."""

    ask: int
    offer: int
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two rows, a < b; `for_a` are a's asks that b's offers meet, `for_b` the other way."""

    a: int
    b: int
    score: float
    for_a: tuple[Fit, ...] = ()
    for_b: tuple[Fit, ...] = ()

    @property
    def is_mutual(self) -> bool:
        return bool(self.for_a and self.for_b)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Suggestions, the best first, and what was left out by what it is."""

    pairs: tuple[Suggestion, ...]
    left_out: Mapping[str, int]


def suggestions(
    columns: Acquaintance,
    today: date,
    fits: Fits = (),
    around: int | None = None,
    most_a_person: int | None = 3,
    limit: int | None = 10,
    among: Container[int] | None = None,
    usual: Usual | None = None,
) -> Ranking:
    """The ranking by MATCHING.md's 'Who should meet whom': fits of words, then what the network speaks for.

    `fits` are (ask, offer, score) by place in the columns. With `around` only pairs that hold that row, with `among`
    only those that hold one of these. Pairs of the same score are in order of row, which is the order of ids.
    """
    proximity = Proximity(columns, today, usual)
    gains = _gains(columns, fits, today, around, among)
    gains.placed = _placed(proximity, len(columns.ids) if gains else 0)
    chosen, crowded = _filled(proximity, gains, around, most_a_person, limit, among)
    met = _by_pair(columns, fits, {(a, b) for _, a, b in chosen}, today)
    pairs = tuple(Suggestion(a, b, -less, *met.get((a, b), ((), ()))) for less, a, b in chosen)
    left_out = {
        "pairs whose people are suggested three times already": crowded,
        **proximity.left_out(_ranks(proximity, around)),
    }
    return Ranking(pairs, {what: count for what, count in left_out.items() if count})


_Scored = tuple[float, int, int]
_Sides = tuple[tuple[Fit, ...], tuple[Fit, ...]]


def _is_wanted(pair: tuple[int, int], around: int | None, among: Container[int] | None) -> bool:
    return (around is None or around in pair) and (among is None or pair[0] in among or pair[1] in among)


def _may_meet(proximity: Proximity, pair: tuple[int, int]) -> bool:
    one, other = proximity.rank(pair[0]), proximity.rank(pair[1])
    if one is None or other is None:
        return False
    return proximity.is_open(one, other) and not proximity.know_one_another(one, other)


def _ranks(proximity: Proximity, around: int | None) -> Sequence[int]:
    if around is None:
        return range(len(proximity.rows))
    rank = proximity.rank(around)
    return () if rank is None else (rank,)


def _filled(
    proximity: Proximity,
    fitting: "_Gains",
    around: int | None,
    most_a_person: int | None,
    limit: int | None,
    among: Container[int] | None,
) -> tuple[list[_Scored], int]:
    """The chosen pairs; as many of the nearest are looked at as it takes to fill the limit."""

    def choose(best: Sequence[_Scored]) -> tuple[list[_Scored], int]:
        return _chosen(proximity, best, most_a_person, limit, around)

    kept = None if limit is None else limit * (1 if most_a_person is None else POOL)
    best = sorted(fitting) if kept is None else heapq.nsmallest(kept * POOL, fitting)
    chosen, crowded = choose(best)
    if limit is not None and len(chosen) < limit and len(best) < len(fitting):
        best = sorted(fitting)
        chosen, crowded = choose(best)
    is_whole = False
    while not is_whole and (limit is None or len(chosen) < limit):
        nearest = _nearest(proximity, fitting, around, kept, among)
        chosen, crowded = choose([*best, *nearest])
        is_whole = kept is None or len(nearest) < kept
        kept = None if kept is None else kept * 10
    return chosen, crowded


def _nearest(
    proximity: Proximity,
    fitting: "_Gains",
    around: int | None,
    kept: int | None,
    among: Container[int] | None,
) -> list[_Scored]:
    """The nearest pairs that no fit of words speaks for, the first foremost; so many, or all of them."""
    best: list[tuple[float, int, int]] = []
    for nearness, a, b in _candidates(proximity, around, best, kept):
        if (a, b) in fitting or not _is_wanted((a, b), around, among):
            continue
        if kept is None or len(best) < kept:
            best.append((nearness, -a, -b))
            if len(best) == kept:
                heapq.heapify(best)
        else:
            heapq.heappushpop(best, (nearness, -a, -b))
    return sorted((-nearness / MOST, -a, -b) for nearness, a, b in best)


def _candidates(
    proximity: Proximity, around: int | None, best: Sequence[tuple[float, int, int]], kept: int | None
) -> Iterator[tuple[float, int, int]]:
    """Pairs by the network, each once, without those that are sure to be behind the `best` once these are so many."""
    for rank in _ranks(proximity, around):
        floor = best[0][0] if kept is not None and len(best) >= kept else 0.0
        if around is None and proximity.most(rank) < floor:
            return
        yield from proximity.near(rank, floor, later=around is None)


def _placed(proximity: Proximity, rows: int) -> list[float]:
    """How well placed I am towards each row's person; 1 where they are absent."""
    ranks = map(proximity.rank, range(rows))
    return [1.0 if rank is None else proximity.placed(rank) for rank in ranks]


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


class _Gains:
    """Pairs of rows with what the two of them would gain, from 0 to 1; gone through, they are scored, in no order.

    There may be millions: a pair is one number, and what it would gain stands in two columns.
    """

    def __init__(self, rows: int) -> None:
        self._rows, self._at = rows, dict[int, int]()
        self._sides = array("d"), array("d")
        self.placed: Sequence[float] = ()  # how well placed I am towards each row's person

    def add(self, fits: Iterable[tuple[int, int, float]]) -> None:
        """Fits, each as who would gain, who would give, how much is gained; of a pair's the best counts."""
        places, rows, (low, high) = self._at, self._rows, self._sides
        for a, b, gain in fits:
            number, column = (a * rows + b, low) if a < b else (b * rows + a, high)
            at = places.get(number)
            if at is None:
                at = places[number] = len(low)
                low.append(0.0)
                high.append(0.0)
            if gain > column[at]:
                column[at] = gain

    def __contains__(self, pair: tuple[int, int]) -> bool:
        return pair[0] * self._rows + pair[1] in self._at

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[_Scored]:
        for number, one, other in zip(self._at, *self._sides, strict=True):
            a, b = divmod(number, self._rows)
            yield -_worth(self.placed[a] * self.placed[b], one, other), a, b


def _gains(columns: Acquaintance, fits: Fits, today: date, around: int | None, among: Container[int] | None) -> _Gains:
    """What the two of each pair that is wanted would gain by the best fit."""
    asking, giving, counts = columns.asking, columns.giving, _fading(columns, today)

    def wanted() -> Iterator[tuple[int, int, float]]:
        for ask, offer, score in fits:
            a, b = asking[ask], giving[offer]
            if a < 0 or b < 0 or a == b or (around is not None and around not in (a, b)):
                continue
            if among is None or a in among or b in among:
                yield a, b, score * counts(ask)

    found = _Gains(len(columns.ids))
    found.add(wanted())
    return found


def _by_pair(
    columns: Acquaintance, fits: Fits, wanted: Container[tuple[int, int]], today: date
) -> dict[tuple[int, int], _Sides]:
    """The fits of the pairs wanted, each side's best first."""
    asking, giving, counts = columns.asking, columns.giving, _fading(columns, today)
    found: dict[tuple[int, int], tuple[list[Fit], list[Fit]]] = {}
    for ask, offer, score in fits:
        a, b = asking[ask], giving[offer]
        pair = (a, b) if a < b else (b, a)
        if pair in wanted and a != b:
            found.setdefault(pair, ([], []))[a > b].append(Fit(ask, offer, score))

    def best(side: Sequence[Fit]) -> tuple[Fit, ...]:
        return tuple(sorted(side, key=lambda fit: (-fit.score * counts(fit.ask), fit.ask, fit.offer)))

    return {pair: (best(one), best(other)) for pair, (one, other) in found.items()}


def _chosen(
    proximity: Proximity, best: Sequence[_Scored], most_a_person: int | None, limit: int | None, around: int | None
) -> tuple[list[_Scored], int]:
    """The best who may meet with at most so many a person, and how many that left out."""
    chosen: list[_Scored] = []
    named: dict[int, int] = {}
    crowded = 0
    for each in best:
        if limit is not None and len(chosen) >= limit:
            break
        if not _may_meet(proximity, each[1:]):
            continue
        others = [row for row in each[1:] if row != around]
        if most_a_person is not None and any(named.get(row, 0) >= most_a_person for row in others):
            crowded += 1
            continue
        for row in others:
            named[row] = named.get(row, 0) + 1
        chosen.append(each)
    return chosen, crowded
