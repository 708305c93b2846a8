"""Sequences three ways: what both sides kept stays in its place, what either added goes where it was put."""

import bisect
import datetime
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")
Blanks = tuple[str, ...]

OPEN, KEPT = "[ ] ", "[x] "
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


def three(*versions: T | None, both: Callable[[T, T], T]) -> T | None:
    """What one side changed, else what `both` makes of two changes, of base, left and right; None doesn't say."""
    base, left, right = versions
    if left is None or right is None:
        return right if left is None and right is not None else left if left is not None else base
    if left == right or right == base:
        return left
    return right if left == base else both(left, right)


@dataclass(frozen=True, slots=True)
class Passage:
    """A line, or an entry with the lines that go on with it; `key` is what makes it the same passage elsewhere.

    `before` are the blank lines above, None where it follows a heading or begins the text; `after` the blank lines
    below a heading (`level` 1 to 6). `glued` is whether it belongs to the passage above, `once` whether it is an
    entry or a promise.
    """

    key: str
    lines: tuple[str, ...]
    before: Blanks | None = ()
    after: Blanks | None = None
    level: int = 0
    day: datetime.date | None = None
    glued: bool = False
    once: bool = False

    @property
    def is_prose(self) -> bool:
        return not self.level and not self.once and self.key[:1] not in "-*+>|0123456789"


def merged(
    base: Sequence[Passage], left: Sequence[Passage], right: Sequence[Passage], newest_first: bool = False
) -> list[Passage]:
    """The passages of three versions in one, the same whichever side is left."""
    kept_left, new_left = _changes(base, left)
    kept_right, new_right = _changes(base, right)
    kept = kept_left.keys() & kept_right.keys()
    _bring_together(len(base), kept, new_left, new_right)
    found: list[Passage] = []
    for at in range(len(base) + 1):
        found += woven(new_left.get(at, []), new_right.get(at, []), newest_first)
        if at in kept:
            found.append(_settled(base[at], left[kept_left[at]], right[kept_right[at]]))
    return _without_doubles(found, base, left, right)


def _changes(base: Sequence[Passage], side: Sequence[Passage]) -> tuple[dict[int, int], dict[int, list[Passage]]]:
    """Where a side kept each passage of the base, and what it put in front of each (at the end: of none).

    A stretch rewritten line for line counts as so many changed lines.
    """
    kept = dict(matches([each.key for each in base], [each.key for each in side]))
    new: dict[int, list[Passage]] = {}
    edges = [(-1, -1), *sorted(kept.items()), (len(base), len(side))]
    for (start, first), (end, last) in pairwise(edges):
        added = side[first + 1 : last]
        for number, passage in enumerate(added):
            to = start + 1 + (number if len(added) == end - start - 1 else 0)
            new.setdefault(to, []).append(passage)
    return kept, new


New = dict[int, list[Passage]]


def _bring_together(length: int, kept: Set[int], left: New, right: New) -> None:
    """Put what both sides added in one place where only passages that went stand between the two."""
    start = 0
    for end in [*sorted(kept), length]:
        places: list[dict[str, int]] = []
        for side in (left, right):
            places.append({each.key: at for at in range(end, start - 1, -1) for each in side.get(at, ())})
        for key in sorted(places[0].keys() & places[1].keys()):
            first = min(places[0][key], places[1][key])
            for side, own in ((left, places[0]), (right, places[1])):
                if own[key] != first:
                    moved = [each for each in side[own[key]] if each.key == key]
                    side[own[key]] = [each for each in side[own[key]] if each.key != key]
                    side.setdefault(first, []).extend(moved)
        start = end + 1


def _settled(base: Passage, left: Passage, right: Passage) -> Passage:
    lines = three(base.lines, left.lines, right.lines, both=min) or base.lines
    before = three(base.before, left.before, right.before, both=wider)
    after, glued = three(base.after, left.after, right.after, both=wider), left.glued and right.glued
    return replace(left, lines=lines, before=before, after=after, glued=glued)


def wider(one: Blanks, other: Blanks) -> Blanks:
    return max(one, other, key=lambda blanks: (len(blanks), blanks))


def woven(left: Sequence[Passage], right: Sequence[Passage], newest_first: bool) -> list[Passage]:
    """What two sides put in the same place: what both wrote once, dated passages by date, others lower first."""
    if not left or not right:
        return [*left, *right]
    lower, higher = sorted((left, right), key=lambda side: ([each.key for each in side], [each.lines for each in side]))
    lowers, highers = (Counter(each.key for each in side) for side in (lower, higher))
    if not lowers - highers or not highers - lowers:
        return list(higher if not lowers - highers and lowers != highers else lower)
    units = _woven(_units(lower), _units(higher), newest_first)
    return [passage for unit in units for passage in unit]


Unit = tuple[Passage, ...]


def _units(passages: Sequence[Passage]) -> list[Unit]:
    """Passages that stay together: a paragraph, a block of code, an entry, a heading with what is under it."""
    units: list[list[Passage]] = []
    level = 0
    for passage in passages:
        inside = level and not (passage.level and passage.level <= level)
        if units and (inside or (passage.glued and not passage.level)):
            units[-1].append(passage)
            continue
        level = passage.level
        units.append([passage])
    return [tuple(unit) for unit in units]


def _name(unit: Unit) -> str:
    """What makes two units one: the heading, else all that is said."""
    return unit[0].key if unit[0].level else said(unit)


def said(unit: Sequence[Passage]) -> str:
    return "\n".join(passage.key for passage in unit)


def _woven(left: list[Unit], right: list[Unit], newest_first: bool) -> list[Unit]:
    lefts, rights = [_name(unit) for unit in left], [_name(unit) for unit in right]
    if all(unit[0].day and not unit[0].level for unit in (*left, *right)):
        alone = [unit for unit, name in zip(right, rights, strict=True) if name not in lefts]
        return _by_date([*left, *alone], newest_first)
    most = Counter(lefts) | Counter(rights)
    found: list[Unit] = []
    at, to = 0, 0
    for one, other in [*matches(lefts, rights), (len(left), len(right))]:
        found += _either(left[at:one], right[to:other], newest_first)
        if one < len(left) and other < len(right):
            found.append(_joined(left[one], right[other], newest_first))
        at, to = one + 1, other + 1
    kept: list[Unit] = []
    for unit in found:
        if most[_name(unit)] > 0:
            most[_name(unit)] -= 1
            kept.append(unit)
    return kept


def _joined(left: Unit, right: Unit, newest_first: bool) -> Unit:
    """One unit of two that are the same but for blank lines, or for what is under their heading."""
    first = replace(
        left[0],
        lines=min(left[0].lines, right[0].lines),
        before=three(None, left[0].before, right[0].before, both=wider),
        after=three(None, left[0].after, right[0].after, both=wider),
    )
    if not first.level:
        return min((first, *left[1:]), (first, *right[1:]), key=lambda unit: [passage.lines for passage in unit])
    return (first, *woven(left[1:], right[1:], newest_first))


def _either(left: list[Unit], right: list[Unit], newest_first: bool) -> list[Unit]:
    """Units of which none is shared: those above headings, then those with headings."""
    heads = [next((at for at, unit in enumerate(side) if unit[0].level), len(side)) for side in (left, right)]
    above = _mixed(left[: heads[0]], right[: heads[1]], newest_first)
    return above + _mixed(left[heads[0] :], right[heads[1] :], newest_first)


def _mixed(left: list[Unit], right: list[Unit], newest_first: bool) -> list[Unit]:
    """Dated stretches of both are sorted into one, undated stretches follow one another, the lower first."""
    found: list[Unit] = []
    while left and right:
        lefts, rights = _stretch(left), _stretch(right)
        dated = bool(left[0][0].day), bool(right[0][0].day)
        if dated == (True, True):
            found += _by_date(left[:lefts] + right[:rights], newest_first)
        elif dated == (False, False):
            lower, higher = sorted((left[:lefts], right[:rights]), key=_spoken)
            found += lower + higher
        elif dated[0] != any(unit[0].day for unit in (right if dated[0] else left)):
            found, rights = found + left[:lefts], 0  # words go first only where they lead to dated ones
        else:
            found, lefts = found + right[:rights], 0
        left, right = left[lefts:], right[rights:]
    return found + left + right


def _stretch(units: list[Unit]) -> int:
    is_dated = bool(units[0][0].day)
    return next((at for at, unit in enumerate(units) if bool(unit[0].day) != is_dated), len(units))


def _by_date(units: list[Unit], newest_first: bool) -> list[Unit]:
    sign = -1 if newest_first else 1
    return sorted(units, key=lambda unit: (sign * unit[0].day.toordinal() if unit[0].day else 0, said(unit)))


def _spoken(units: list[Unit]) -> list[str]:
    return [said(unit) for unit in units]


def _without_doubles(
    found: list[Passage], base: Sequence[Passage], left: Sequence[Passage], right: Sequence[Passage]
) -> list[Passage]:
    """The passages without those that are there more often than the two sides together mean."""
    units = _paragraphs(found)
    counts = [Counter(map(said, _paragraphs(side))) for side in (base, left, right)]
    room = {said(unit): _meant(unit, *(count[said(unit)] for count in counts)) for unit in units}
    room.update(dict.fromkeys(_kept_since([name for name in room if OPEN in name], *counts), 0))
    kept: list[Passage] = []
    for unit in units:
        room[said(unit)] -= 1
        if room[said(unit)] >= 0:
            kept.extend(unit)
    return kept


def _kept_since(names: list[str], base: Counter[str], left: Counter[str], right: Counter[str]) -> list[str]:
    """The promises that stand open on one side and kept on the other, where no base says which was first."""
    found = []
    for name in names:
        kept = name.replace(OPEN, KEPT, 1)
        sides = [(bool(count[name]), bool(count[kept])) for count in (base, left, right)]
        if sides[0] == (False, False) and sorted(sides[1:]) == [(False, True), (True, False)]:
            found.append(name)
    return found


def _paragraphs(passages: Sequence[Passage]) -> list[Unit]:
    units: list[list[Passage]] = []
    for passage in passages:
        if units and passage.glued and not passage.level and not units[-1][0].level:
            units[-1].append(passage)
        else:
            units.append([passage])
    return [tuple(unit) for unit in units]


def _meant(unit: Unit, base: int, left: int, right: int) -> int:
    """How often a unit may stand: an entry or a promise as counted three ways, what both sides added once.

    A few bare words (a rule, a table's edge, "yes") may be meant in two places.
    """
    if unit[0].once or base == left == right > 0:
        return three(base, left, right, both=max) or 0
    is_wordy = not unit[0].level and len(said(unit).split()) > 2
    return max(left, right) if is_wordy and base < min(left, right) else left + right + base + 1
