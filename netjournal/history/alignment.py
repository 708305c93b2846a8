"""Which places of two sequences hold the same."""

import bisect
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

MOST_CELLS = 250_000  # beyond this a stretch of repeated lines counts as rewritten


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places that hold the same in both, ascending: what stands once in each is matched first (patience)."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        start, end, first, last = waiting.pop()
        while start < end and first < last and old[start] == new[first]:
            found.append((start, first))
            start, first = start + 1, first + 1
        while start < end and first < last and old[end - 1] == new[last - 1]:
            end, last = end - 1, last - 1
            found.append((end, last))
        if start == end or first == last:
            continue
        anchors = _anchors(old, new, start, end, first, last)
        if not anchors:
            found.extend(_common(old, new, start, end, first, last))
            continue
        found.extend(anchors)
        edges = [(start - 1, first - 1), *anchors, (end, last)]
        waiting.extend((a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges))
    return sorted(found)


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], start: int, end: int, first: int, last: int
) -> list[tuple[int, int]]:
    """The longest ascending run of what stands exactly once on either side."""
    olds, news = Counter(old[start:end]), Counter(new[first:last])
    place = {each: at for at, each in enumerate(new[first:last], first) if news[each] == 1}
    pairs = [(at, place[old[at]]) for at in range(start, end) if olds[old[at]] == 1 and old[at] in place]
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for at, (_, to) in enumerate(pairs):
        pile = bisect.bisect_left(tops, to)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [to]
        piles[pile : pile + 1] = [at]
    run, at = [], piles[-1] if piles else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _common(
    old: Sequence[Hashable], new: Sequence[Hashable], start: int, end: int, first: int, last: int
) -> Iterator[tuple[int, int]]:
    """A longest common subsequence of a stretch in which everything repeats."""
    rows, columns = end - start, last - first
    if rows * columns > MOST_CELLS:
        return
    longest = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            longest[row][column] = (
                longest[row + 1][column + 1] + 1
                if old[start + row] == new[first + column]
                else max(longest[row + 1][column], longest[row][column + 1])
            )
    row = column = 0
    while row < rows and column < columns:
        if old[start + row] == new[first + column]:
            yield start + row, first + column
            row, column = row + 1, column + 1
        elif longest[row + 1][column] >= longest[row][column + 1]:
            row += 1
        else:
            column += 1
