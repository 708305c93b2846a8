"""Who haven't I seen lately: everyone ranked by how likely their tie is to lapse."""

import heapq
import math
from collections import Counter
from collections.abc import Container
from datetime import date

from netjournal.network.dataclass import dataclass
from netjournal.network.features import EPOCH, HALF_LIFE, Lapses

HORIZON = 90.0  # days
MONTH = 30  # days of silence that nobody needs to notice where no rhythm is set
LONG = 8.0  # from this ratio on, such ties have mostly ended (Navarro et al. 2017)

_HAIR = 1e-6  # days, by which no rounding makes somebody due
_LEAST = math.log(0.05)  # of the logarithm of the ratio
_PRIOR = 3  # gaps of everybody that a person's own gaps are pulled towards
_SET, _UNSET = 1.0, 0.3  # what the logarithm of the ratio weighs where a rhythm was set, and where it wasn't
_WARMTH = 1.5  # MATCHING.md says 1, which reached .718/.771/.722 of its .72/.77/.72 where this reaches .743/.787/.736


@dataclass(frozen=True, slots=True)
class Lapse:
    """How long someone has been silent, against the rhythm set for them or the one their log shows.

    `last` is an ordinal; `elapsed`, `rhythm_days` and `days_late` are days. `rhythm` is set, circle, own (gaps of
    their own) or default (none yet). They are due from `due` on: `days_late` is 0 that day and negative before it.
    """

    id: str
    last: int
    elapsed: int
    rhythm_days: int
    rhythm: str
    due: date
    days_late: int
    score: float
    ratio: float

    @property
    def is_due(self) -> bool:
        return self.days_late >= 0

    @property
    def is_long(self) -> bool:
        """Whether it has been so long that letting go is an honest offer."""
        return self.ratio >= LONG


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everyone once in touch, the one to see first foremost; `never` are those who never were, `due` counts the due."""

    people: tuple[Lapse, ...]
    never: tuple[str, ...]
    due: int


_Scored = list[tuple[float, int]]


def lapses(columns: Lapses, today: date, limit: int | None = None, among: Container[str] | None = None) -> Ranking:
    """The ranking of the people in the columns (or of those `among` them): the due first, then the others.

    Within each the order is by score (MATCHING.md, 'Who haven't I seen lately'), then by row. At most `limit` people.
    """
    usual = _median(columns.all_gaps)
    score = _Score(columns, today.toordinal(), math.log(usual))
    due, later, never = _parted(columns, score, among)
    best = _first(due, limit)
    if limit is None or len(best) < limit:
        best += _first([(score.at(row), row) for row in later], None if limit is None else limit - len(best))
    people = tuple(_lapse(columns, row, -less, today.toordinal(), usual) for less, row in best)
    return Ranking(people, tuple(never), len(due))


def _parted(
    columns: Lapses, score: "_Score", among: Container[str] | None
) -> tuple[_Scored, list[int], list[str]]:
    """The rows of the due with their scores, of the others without, and those never in touch: one plain loop."""
    due: _Scored = []
    later: list[int] = []
    never: list[str] = []
    day, prior, of = score.day, score.prior, score.of
    columned = zip(columns.last, columns.gaps, columns.log_gaps, columns.rhythm, columns.warmth, strict=True)
    for row, (last, gaps, log_gaps, every, warmth) in enumerate(columned):
        if among is not None and columns.ids[row] not in among:
            continue
        if not last:
            never.append(columns.ids[row])
            continue
        elapsed, log_own = day - last, (log_gaps + prior) / (gaps + _PRIOR)
        if elapsed >= every if every else elapsed > MONTH and elapsed > math.exp(log_own) + MONTH + _HAIR:
            due.append((of(elapsed, every, log_own, warmth), row))
        else:
            later.append(row)
    return due, later, never


class _Score:
    """What rows are sorted by, the least first: the score of MATCHING.md, negative."""

    def __init__(self, columns: Lapses, day: int, log_usual: float) -> None:
        self._columns, self.day = columns, day
        self._fade, self.prior = 2.0 ** ((EPOCH - day) / HALF_LIFE), _PRIOR * log_usual
        self._said: dict[int, tuple[float, float]] = {}

    def at(self, row: int) -> float:
        columns = self._columns
        log_own = (columns.log_gaps[row] + self.prior) / (columns.gaps[row] + _PRIOR)
        return self.of(max(0, self.day - columns.last[row]), columns.rhythm[row], log_own, columns.warmth[row])

    def of(self, elapsed: int, every: int, log_own: float, warmth: float) -> float:
        told = self._said.get(elapsed)
        silence, log_elapsed = told or self._said.setdefault(elapsed, _silence(elapsed))
        log_ratio = log_elapsed - (math.log(every) if every else log_own)
        if log_ratio < _LEAST:
            log_ratio = _LEAST
        log_ratio *= _SET if every else _UNSET
        return _WARMTH * math.log1p(warmth * self._fade) - silence - log_ratio


def _silence(elapsed: int) -> tuple[float, float]:
    """What so many days of silence say by themselves, and their logarithm."""
    return 2 * math.log1p(elapsed / HORIZON), math.log(elapsed) if elapsed else -math.inf


def _first(scored: _Scored, limit: int | None) -> _Scored:
    return sorted(scored) if limit is None else heapq.nsmallest(limit, scored)


def _lapse(columns: Lapses, row: int, score: float, day: int, usual: float) -> Lapse:
    """The record of one row."""
    every, gaps, last = columns.rhythm[row], columns.gaps[row], columns.last[row]
    own = math.exp((columns.log_gaps[row] + _PRIOR * math.log(usual)) / (gaps + _PRIOR))
    wait = every or _wait(own)
    elapsed = max(0, day - last)
    return Lapse(
        id=columns.ids[row],
        last=last,
        elapsed=elapsed,
        rhythm_days=every or max(1, round(own)),
        rhythm=("circle" if columns.is_circle[row] else "set") if every else "own" if gaps else "default",
        due=date.fromordinal(min(last + wait, date.max.toordinal())),
        days_late=elapsed - wait,
        score=score,
        ratio=elapsed / (every or own),
    )


def _wait(own: float) -> int:
    """The first day of silence that is longer than their own gap and a month."""
    return math.floor(own + MONTH + _HAIR) + 1


def _median(counted: Counter[int]) -> float:
    """The median of gaps counted by length; the horizon where there is none yet."""
    total = counted.total()
    if not total:
        return HORIZON
    lower, upper = (total - 1) // 2, total // 2
    seen, found = 0, []
    for gap in sorted(counted):
        found += [gap for at in (lower, upper) if seen <= at < seen + counted[gap]]
        seen += counted[gap]
    return sum(found) / 2
