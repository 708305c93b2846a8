"""Who should meet whom: pairs of people I know who don't know one another, ranked by what they would gain."""

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from netjournal.answers.acquainted import ENOUGH, rooms_of, sat_together
from netjournal.network.features import Acquaintance, NeedRow, Room, Stay

HALF_LIFE = 270.0  # days
MOST_CONTACTS = 120  # of one common contact, the most recently seen
MOST_COLLEAGUES = 60  # of one organisation: a larger one introduces nobody
SAMPLE = 400  # rows by which the 95th percentile is judged in a large journal
COMMON, TOGETHER, PLACED, COLLEAGUES, NEIGHBOURS = 1.5, 3.0, 1.0, 0.5, 0.25
FULL_TOGETHER = 0.1
UNDATED = 365  # days: what has no date ranks as a year old
MUTUAL, FAVOUR = 2.0, 1.0  # mutual fits come first, then favours, then what the network alone speaks for

Fits = Sequence[tuple[int, int, float]]


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
) -> Ranking:
    """The ranking by MATCHING.md's 'Who should meet whom'; with `around` only pairs that hold that row.

    `fits` are (ask, offer, score) by place in the columns. Ties of score are broken by row, which is the order of ids.
    """
    network = _Network(columns, today)
    met = _by_pair(columns, fits, network)
    scored = _scored(network, met, range(len(columns.ids)) if around is None else (around,), around is not None)
    if limit is not None and most_a_person is not None:
        best = heapq.nsmallest(limit * 50 + 1000, scored)
    else:
        best = sorted(scored)
    chosen, crowded = _chosen(best, most_a_person, limit, around)
    pairs = tuple(Suggestion(a, b, -less, *met.get((a, b), ((), ()))) for less, a, b in chosen)
    left_out = {"pairs whose people are suggested three times already": crowded, **network.left_out}
    return Ranking(pairs, {what: count for what, count in left_out.items() if count})


_Scored = tuple[float, int, int]
_Met = dict[tuple[int, int], tuple[tuple[Fit, ...], tuple[Fit, ...]]]


class _Network:
    """What scores pairs: everything that is worked out once for all of them."""

    def __init__(self, columns: Acquaintance, today: date) -> None:
        self.columns, self.today = columns, today.toordinal()
        self.left_out: dict[str, int] = {}
        self.rooms = rooms_of(columns)
        self.nearness = [self._nearness(day) for day in columns.last]
        self.known_by = [len(each) for each in columns.ties]
        self.circles = self._circles()
        self.colleagues = self._colleagues()
        self.usual = self._usual()

    def _nearness(self, last: int) -> float:
        """How well placed I am towards someone, from 0 to 1: halved with every 540 days since I last saw them."""
        return math.exp2(-max(0, self.today - last) / HALF_LIFE / 2) if last else 0.0

    def _circles(self) -> dict[int, tuple[int, ...]]:
        """The contacts of those who have more than can be looked at, the most recently seen of them."""
        found = {}
        for row, ties in enumerate(self.columns.ties):
            if len(ties) > MOST_CONTACTS:
                last = self.columns.last
                found[row] = tuple(sorted(ties, key=lambda other: (-last[other], other))[:MOST_CONTACTS])
                self._leave_out("contacts of people with over 120, seen longest ago", len(ties) - MOST_CONTACTS)
        return found

    def _colleagues(self) -> dict[str, list[tuple[int, Stay]]]:
        found: dict[str, list[tuple[int, Stay]]] = {}
        for row, stays in enumerate(self.columns.stays):
            for stay in stays:
                found.setdefault(stay.org, []).append((row, stay))
        large = [org for org, each in found.items() if len(each) > MOST_COLLEAGUES]
        self._leave_out("organisations with over 60 people", len(large))
        return {org: each for org, each in found.items() if 1 < len(each) <= MOST_COLLEAGUES}

    def _leave_out(self, what: str, count: int) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + count

    def common(self, row: int) -> dict[int, float]:
        """The sum over common contacts z of 1 / ln(contacts of z), for every row that shares any (Adamic & Adar 2003)."""
        found: dict[int, float] = {}
        for between in self.columns.ties[row]:
            if not self.columns.present[between]:
                continue
            weight = 1.0 / math.log(max(2, self.known_by[between]))
            for other in self.circles.get(between, self.columns.ties[between]):
                found[other] = found.get(other, 0.0) + weight
        found.pop(row, None)
        return found

    def together(self, row: int) -> dict[int, float]:
        """The sum over shared gatherings of 2^(-age / h) / (people there - 1), by row that shares any (Newman 2001)."""
        found: dict[int, float] = {}
        for room in self.rooms.get(row, ()):
            weight = self._weight(room)
            for other in room.rows:
                found[other] = found.get(other, 0.0) + weight
        found.pop(row, None)
        return found

    def _weight(self, room: Room) -> float:
        return math.exp2(-max(0, self.today - room.day) / HALF_LIFE) / (room.size - 1)

    def _usual(self) -> float:
        """The 95th percentile of the sums over common contacts; of a fixed sample of rows in a large journal."""
        count = len(self.columns.ids)
        step = max(1, count // SAMPLE)
        sums = sorted(value for row in range(0, count, step) for value in self.common(row).values())
        return sums[min(len(sums) - 1, int(len(sums) * 0.95))] if sums else 1.0

    def may_meet(self, row: int) -> bool:
        return self.columns.present[row]

    def worked_together(self, row: int) -> set[int]:
        """The rows that were at a small organisation at the same time."""
        found = {
            other
            for stay in self.columns.stays[row]
            for other, theirs in self.colleagues.get(stay.org, ())
            if overlap(stay, theirs)
        }
        return found - {row}

    def placed(self, a: int, b: int) -> float:
        """How well placed I am to introduce two people, from 0 to 1."""
        return self.nearness[a] * self.nearness[b]


def overlap(one: Stay, other: Stay) -> bool:
    """Whether two stays at one organisation overlap; an open end is open."""
    last = 10**7
    return max(one.since, other.since) <= min(one.until or last, other.until or last)


def _scored(network: _Network, met: _Met, rows: Iterable[int], both_ways: bool) -> Iterator[_Scored]:
    """Every candidate pair as (minus its score, lower row, higher row), each once."""
    partners: dict[int, set[int]] = {}
    for a, b in met:
        partners.setdefault(a, set()).add(b)
        partners.setdefault(b, set()).add(a)
    for row in rows:
        if network.may_meet(row):
            yield from _of_row(network, met, row, partners.get(row, set()), both_ways)


def _of_row(network: _Network, met: _Met, row: int, partners: set[int], both_ways: bool) -> Iterator[_Scored]:
    columns, nearness = network.columns, network.nearness
    common, together = network.common(row), network.together(row)
    colleagues = network.worked_together(row)
    sat = sat_together(row, network.rooms.get(row, ()))
    known = {*columns.ties[row], row}
    here, places = nearness[row], set(columns.places[row])
    for other in {*common, *together, *colleagues, *partners} - known:
        if (other < row and not both_ways) or not columns.present[other] or sat.get(other, 0.0) >= ENOUGH:
            continue
        a, b = (row, other) if row < other else (other, row)
        if (a, b) in columns.closed:
            continue
        placed = here * nearness[other]
        score = (
            COMMON * min(1.0, common.get(other, 0.0) / network.usual)
            + TOGETHER * min(1.0, together.get(other, 0.0) / FULL_TOGETHER)
            + PLACED * placed
            + COLLEAGUES * (other in colleagues)
            + NEIGHBOURS * bool(places and places.intersection(columns.places[other]))
        ) * (0.25 + 0.75 * placed)
        yield -(_worth(network, met, a, b) + score / 7.0), a, b


def _worth(network: _Network, met: _Met, a: int, b: int) -> float:
    """What asks and offers add: the harmonic mean of both gains where both gain, else the one side's, as a favour."""
    found = met.get((a, b))
    if not found:
        return 0.0
    gains = [max((_gain(network, fit) for fit in side), default=0.0) for side in found]
    if all(gains):
        return MUTUAL + 2 * gains[0] * gains[1] / sum(gains)
    return FAVOUR + max(gains) * 0.999


def _gain(network: _Network, fit: Fit) -> float:
    """What a fit is worth, from 0 to 1: a need heard long ago counts less."""
    heard = network.columns.asks[fit.ask].heard
    age = max(0, network.today - heard) if heard else UNDATED
    return fit.score * (0.5 + 0.5 * math.exp2(-age / UNDATED))


def _by_pair(columns: Acquaintance, fits: Fits, network: _Network) -> _Met:
    """The fits by the pair they are between, each side's best first."""
    found: dict[tuple[int, int], tuple[list[Fit], list[Fit]]] = {}
    for ask, offer, score in fits:
        asking, giving = columns.asks[ask], columns.offers[offer]
        if _between_two(asking, giving):
            pair = min(asking.row, giving.row), max(asking.row, giving.row)
            side = 0 if asking.row == pair[0] else 1
            found.setdefault(pair, ([], []))[side].append(Fit(ask, offer, score))
    return {pair: (_best(network, sides[0]), _best(network, sides[1])) for pair, sides in found.items()}


def _between_two(asking: NeedRow, giving: NeedRow) -> bool:
    return asking.row >= 0 and giving.row >= 0 and asking.row != giving.row


def _best(network: _Network, fits: Sequence[Fit]) -> tuple[Fit, ...]:
    return tuple(sorted(fits, key=lambda fit: (-_gain(network, fit), fit.ask, fit.offer)))


def _chosen(
    best: Sequence[_Scored], most_a_person: int | None, limit: int | None, around: int | None
) -> tuple[list[_Scored], int]:
    """The best with at most so many a person, and how many that left out."""
    chosen: list[_Scored] = []
    named: dict[int, int] = {}
    crowded = 0
    for each in best:
        if limit is not None and len(chosen) >= limit:
            break
        others = [row for row in each[1:] if row != around]
        if most_a_person is not None and any(named.get(row, 0) >= most_a_person for row in others):
            crowded += 1
            continue
        for row in others:
            named[row] = named.get(row, 0) + 1
        chosen.append(each)
    return chosen, crowded
