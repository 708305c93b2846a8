"""How good a ranking is, in one figure: average precision, area under the curve, reciprocal rank."""

from collections.abc import Collection, Iterable, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


def mean(figures: Iterable[float]) -> float:
    """The arithmetic mean. Raises ValueError where there is nothing to take it of."""
    known = list(figures)
    if not known:
        raise ValueError("a mean of nothing")
    return sum(known) / len(known)


def average_precision(hits: Iterable[bool], relevant: int) -> float:
    """The mean, over all that is relevant, of the precision at its place; what was never listed counts 0."""
    found, total = 0, 0.0
    for place, hit in enumerate(hits, 1):
        if hit:
            found += 1
            total += found / place
    return total / relevant


def area_under_curve(positive: Collection[float], negative: Collection[float]) -> float:
    """How often a positive scores above a negative, a tie counting half (the Mann-Whitney statistic)."""
    together = sorted([(score, True) for score in positive] + [(score, False) for score in negative])
    ranks, start = 0.0, 0
    while start < len(together):
        end = start
        while end < len(together) and together[end][0] == together[start][0]:
            end += 1
        ranks += (start + 1 + end) / 2 * sum(is_positive for _, is_positive in together[start:end])
        start = end
    most = len(positive) * len(negative)
    return (ranks - len(positive) * (len(positive) + 1) / 2) / most


def reciprocal_rank(listed: Sequence[str], relevant: Collection[str], among: int) -> float:
    """One over the first relevant place; where none is listed, its expected place among all there are is taken."""
    for place, each in enumerate(listed, 1):
        if each in relevant:
            return 1 / place
    return 1 / max(1, (among + len(listed)) // 2)


def completed(listed: Iterable[Item], everything: Iterable[Item], seed: int = 1) -> list[Item]:
    """What was listed and exists, each once, in that order; then all the rest, shuffled from the seed."""
    rest = dict.fromkeys(everything)
    first = [item for item in dict.fromkeys(listed) if item in rest]
    for item in first:
        del rest[item]
    others = list(rest)
    Random(seed).shuffle(others)
    return first + others
