"""Sequences three ways: what both sides kept stays in its place, what either added goes where it was put."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence, Set
from itertools import pairwise
from typing import NamedTuple, TypeVar

from netjournal.history.alignment import matches

T = TypeVar("T")
Blanks = tuple[str, ...]

FEW_LETTERS = 8
OPEN, KEPT = "[ ] ", "[x] "


def three(*versions: T | None, both: Callable[[T, T], T]) -> T | None:
    """What one side changed, else what `both` makes of two changes, of base, left and right; None doesn't say."""
    base, left, right = versions
    if left is None or right is None:
        return right if left is None and right is not None else left if left is not None else base
    if left == right or right == base:
        return left
    return right if left == base else both(left, right)


class Passage(NamedTuple):  # a named tuple, as the merge driver must open at once
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
    def is_entry(self) -> bool:
        return self.once and self.day is not None

    @property
    def is_indented(self) -> bool:
        return not self.is_entry and self.key[:1] in " \t"


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
    return _without_doubles(_kept_apart(found), base, left, right)


def _kept_apart(found: list[Passage]) -> list[Passage]:
    """The passages with no indented line behind an entry, which would take it for its own."""
    apart: list[Passage] = []
    for passage in found:
        at = len(apart)
        while passage.is_indented and at and apart[at - 1].is_entry:
            at -= 1
        apart.insert(at, passage)
    return apart


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
    return base._replace(lines=lines, before=before, after=after, glued=glued)


def wider(one: Blanks, other: Blanks) -> Blanks:
    return max(one, other, key=lambda blanks: (len(blanks), blanks))


def woven(left: Sequence[Passage], right: Sequence[Passage], newest_first: bool) -> list[Passage]:
    """What two sides put in the same place: what both wrote once, dated passages by date, others lower first."""
    if not left or not right:
        return [*left, *right]
    lower, higher = sorted((left, right), key=lambda side: [(each.key, each.lines, each.before or ()) for each in side])
    if [each.key for each in lower] == [each.key for each in higher]:
        return [_joined(one, other) for one, other in zip(lower, higher, strict=True)]
    lowers, highers = (Counter(each.key for each in side) for side in (lower, higher))
    if not lowers - highers:
        return list(higher)
    if not highers - lowers:
        return list(lower)
    units = _woven(_units(lower), _units(higher), newest_first)
    return [passage for unit in units for passage in unit]


Unit = tuple[Passage, ...]


def _units(passages: Sequence[Passage]) -> list[Unit]:
    """Passages that stay together: a paragraph, a block of code, an entry, a heading with what is under it."""
    units: list[list[Passage]] = []
    level = 0
    for passage in passages:
        inside = level and not (passage.level and passage.level <= level)
        if units and (inside or _clings(passage, units[-1][-1])):
            units[-1].append(passage)
            continue
        level = passage.level
        units.append([passage])
    return [tuple(unit) for unit in units]


def _clings(passage: Passage, above: Passage) -> bool:
    """Whether a passage belongs to the one above; to an entry or a promise only what is indented."""
    return passage.glued and (not above.once or passage.is_indented)


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
            found.append(_one_unit(left[one], right[other], newest_first))
        at, to = one + 1, other + 1
    kept: list[Unit] = []
    for unit in found:
        if most[_name(unit)] > 0:
            most[_name(unit)] -= 1
            kept.append(unit)
    return kept


def _joined(left: Passage, right: Passage) -> Passage:
    """One passage of two that are the same but for blanks."""
    return left._replace(
        lines=min(left.lines, right.lines),
        before=three(None, left.before, right.before, both=wider),
        after=three(None, left.after, right.after, both=wider),
        glued=left.glued and right.glued,
    )


def _one_unit(left: Unit, right: Unit, newest_first: bool) -> Unit:
    """One unit of two that say the same, or stand under the same heading."""
    if left[0].level:
        return (_joined(left[0], right[0]), *woven(left[1:], right[1:], newest_first))
    if len(left) != len(right):
        return min(left, right, key=len)
    return tuple(_joined(one, other) for one, other in zip(left, right, strict=True))


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
    lines = [Counter(each.key for each in side) for side in (base, left, right)]
    room = {}
    for unit in units:
        found_in = lines if unit[0].once else counts
        room[said(unit)] = _meant(unit, *(each[said(unit)] for each in found_in))
    room.update(dict.fromkeys(_kept_since([name for name in room if OPEN in name], *lines), 0))
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
        if units and not units[-1][0].once and _clings(passage, units[-1][-1]) and not units[-1][0].level:
            units[-1].append(passage)
        else:
            units.append([passage])
    return [tuple(unit) for unit in units]


def _meant(unit: Unit, base: int, left: int, right: int) -> int:
    """How often a unit may stand: an entry or a promise as counted three ways, what both sides added once.

    What has few letters (a rule, a table's edge, "Yes.") may be meant in two places.
    """
    if (unit[0].once and left + right > 0) or base == left == right > 0:
        return three(base, left, right, both=max) or 0
    is_wordy = not unit[0].level and sum(map(str.isalnum, said(unit))) >= FEW_LETTERS
    return max(left, right) if is_wordy and base < min(left, right) else left + right + base + 1
