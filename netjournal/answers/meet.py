"""Who should meet whom: pairs of people I know who don't know one another, ranked by what they would gain."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from datetime import date

from netjournal.answers.gains import Foremost, Gains, Scored
from netjournal.answers.proximity import MOST, Proximity, Usual
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.dataclass import dataclass
from netjournal.network.fits import Fits, fits_of
from netjournal.network.made import Made

POOL = 8  # times as many pairs are kept as are asked for, since nobody is named more than a few times


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
    fits: Iterable[tuple[int, int, float]] = (),
    around: int | None = None,
    most_a_person: int | None = 3,
    limit: int | None = 10,
    among: Collection[int] | None = None,
    usual: Usual | None = None,
) -> Ranking:
    """The ranking by MATCHING.md's 'Who should meet whom': fits of words, then what the network speaks for.

    `fits` are (ask, offer, score) by place in the columns. With `around` only pairs that hold that row, with `among`
    only those that hold one of these. Pairs of the same score are in order of row, which is the order of ids.
    """
    proximity, found = Proximity(columns, today, usual), fits_of(fits)
    gains = Gains(columns, found, today, _placed(proximity, columns, around), around, among)
    chosen, crowded = _filled(proximity, gains, around, most_a_person, limit, among)
    met = _by_pair(gains, found, ((a, b) for _, a, b in chosen))
    pairs = tuple(Suggestion(a, b, -less, *met.get((a, b), ((), ()))) for less, a, b in chosen)
    left_out = {
        "pairs whose people are suggested three times already": crowded,
        **proximity.left_out(None if around is None else _ranks(proximity, around)),
    }
    return Ranking(pairs, {what: count for what, count in left_out.items() if count})


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
    gains: Gains,
    around: int | None,
    most_a_person: int | None,
    limit: int | None,
    among: Collection[int] | None,
) -> tuple[list[Scored], int]:
    """The chosen pairs; as many of the foremost are looked at as it takes to fill the limit."""

    def choose(best: Sequence[Scored]) -> tuple[list[Scored], int]:
        return _chosen(proximity, best, most_a_person, limit, around)

    def is_short() -> bool:
        return limit is None or len(chosen) < limit

    kept = None if limit is None else limit * (1 if most_a_person is None else POOL)
    most = None if kept is None else kept * POOL
    best = gains.best(most)
    chosen, crowded = choose(best)
    while is_short() and most is not None and len(best) >= most:
        most *= 10
        best = gains.best(most)
        chosen, crowded = choose(best)
    is_whole = False
    while not is_whole and is_short():
        nearest = _nearest(proximity, gains, around, kept, among)
        chosen, crowded = choose([*best, *nearest])
        is_whole = kept is None or len(nearest) < kept
        kept = None if kept is None else kept * 10
    return chosen, crowded


def _nearest(
    proximity: Proximity, gains: Gains, around: int | None, most: int | None, among: Container[int] | None
) -> list[Scored]:
    """The nearest pairs that no fit of words speaks for, the first foremost; so many, or all of them."""
    kept = Foremost(most)
    for rank in _ranks(proximity, around):
        floor = kept.floor
        if around is None and proximity.most(rank) < floor:
            break
        near = list(proximity.near(rank, floor, later=around is None))
        helped = gains.partners(proximity.rows[rank]) if near else ()
        for nearness, a, b in near:
            other = b if a == proximity.rows[rank] else a
            if other not in helped and _is_wanted((a, b), around, among):
                kept.add(nearness, a, b)
    return [(less / MOST, a, b) for less, a, b in kept.in_order()]


def _placed(proximity: Proximity, columns: Acquaintance, around: int | None) -> Mapping[int, float] | Sequence[float]:
    """How well placed I am towards each row's person; 1 where they are absent."""

    def placed(row: int) -> float:
        rank = proximity.rank(row)
        return 1.0 if rank is None else proximity.placed(rank)

    return list(map(placed, range(len(columns.ids)))) if around is None else Made(placed)


def _by_pair(gains: Gains, fits: Fits, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], _Sides]:
    """The fits of the pairs wanted, each side's best first."""
    others: dict[int, set[int]] = {}
    for a, b in wanted:
        others.setdefault(a, set()).add(b)
    found: dict[tuple[int, int], tuple[list[Fit], list[Fit]]] = {}
    for a, theirs in others.items():
        for at, other, is_asking in gains.fits_of(a):
            if other in theirs:
                fit = Fit(*fits[at])
                found.setdefault((a, other), ([], []))[not is_asking].append(fit)

    def best(side: Sequence[Fit]) -> tuple[Fit, ...]:
        return tuple(sorted(side, key=lambda fit: (-fit.score * gains.counts(fit.ask), fit.ask, fit.offer)))

    return {pair: (best(one), best(other)) for pair, (one, other) in found.items()}


def _chosen(
    proximity: Proximity, best: Sequence[Scored], most_a_person: int | None, limit: int | None, around: int | None
) -> tuple[list[Scored], int]:
    """The best who may meet with at most so many a person, and how many that left out."""
    chosen: list[Scored] = []
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
