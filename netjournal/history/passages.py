"""A body as a sequence of passages: entries, promises and lines, with the blank lines between them; and back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netjournal.files.notation.body import CONFLICT_CALLOUT, FENCE, HEADING, Body, read_body
from netjournal.history.lines import Blanks, Passage, merged, three, wider

BULLET = re.compile(r"[-*+][ \t]+")
ALIKE = re.compile(r"[ \t]+$", re.M)
CALLOUT = "> [!conflict] "
LISTED = re.compile(r"[ \t]*(?:[-*+>|]|\d+[.)])")


class Prose(NamedTuple):
    """The passages of a body: `lead` and `tail` the blank lines above and below, `callouts` its conflicts."""

    passages: tuple[Passage, ...] = ()
    lead: Blanks | None = None
    tail: Blanks = ()
    callouts: frozenset[str] = frozenset()

    def with_callouts(self, more: frozenset[str]) -> "Prose":
        return self._replace(callouts=self.callouts | more)


def read_prose(text: str, start: int, kinds: Mapping[str, str]) -> Prose:
    """The passages of `text[start:]`, whose lines end in line feeds alone."""
    return _Cutter(text, start, read_body(text, start, "", kinds)).cut()


def lines_of(text: str) -> list[str]:
    """Lines without their ends; a line feed at the very end begins no further line."""
    return text.removesuffix("\n").split("\n") if text else []


class _Cutter:
    """One pass over the lines of a body."""

    def __init__(self, text: str, start: int, body: Body) -> None:
        self.lines = lines_of(text[start:])
        first = text.count("\n", 0, start) + 1
        self.days: dict[int, date] = {}
        self.lengths: dict[int, int] = {}
        for span, entry in zip(body.spans, body.entries, strict=True):
            at = span.line - first
            self.days[at] = entry.date
            if text[span.start] != "#":
                self.lengths[at] = len(lines_of(text[span.start : span.end]))
        self.promises = {promise.line - first for promise in body.promises}
        self.callouts = {said.line - first for said in body.conflicts if self._is_ours(said.line - first)}
        self.fence = ""

    def _is_ours(self, at: int) -> bool:
        """Whether a callout is one line, as a merge writes it."""
        below = self.lines[at + 1 : at + 2]
        return not below or not below[0].startswith(">") or bool(CONFLICT_CALLOUT.match(below[0]))

    def cut(self) -> Prose:
        found: list[Passage] = []
        callouts: set[str] = set()
        lead, blanks, at = None, [], 0
        is_after_callout = False
        while at < len(self.lines):
            line = self.lines[at]
            if at in self.callouts:
                callouts.add(_said(line))
                is_after_callout, at = True, at + 1
                continue
            if not line.strip():
                if not is_after_callout:
                    blanks.append(line)
                at += 1
                continue
            length, is_after_callout = self.lengths.get(at, 1), False
            if not found:
                lead = tuple(blanks)
            elif found[-1].level:
                found[-1] = _with_after(found[-1], tuple(blanks))
            found.append(self._passage(at, length, found[-1] if found else None, tuple(blanks)))
            blanks, at = [], at + length
        tail = tuple(blanks)
        return Prose(tuple(found), lead if found else tail, tail if found else (), frozenset(callouts))

    def _passage(self, at: int, length: int, above: Passage | None, blanks: Blanks) -> Passage:
        lines, was_open = tuple(self.lines[at : at + length]), bool(self.fence)
        before = None if above is None or above.level else blanks
        if at in self.lengths:
            return Passage(_entry_key(lines), lines, before, day=self.days[at], once=True)
        glued = self._follow_fence(lines[0], was_open) or self._goes_on(lines[0], above, blanks)
        heading = None if self.fence or was_open else HEADING.match(lines[0])
        level = len(heading.group(1)) if heading else 0
        is_promise = at in self.promises and not glued
        return Passage(
            lines[0].rstrip().replace("[X]", "[x]", 1) if is_promise else lines[0],
            lines,
            before,
            level=level,
            day=self.days.get(at),
            glued=glued and not level,
            once=is_promise,
        )

    def _follow_fence(self, line: str, was_open: bool) -> bool:
        """Whether a line goes on with a block of code."""
        if was_open:
            if line.lstrip(" ").startswith(self.fence) and not line.strip().strip(self.fence[0]):
                self.fence = ""
            return True
        opening = FENCE.match(line)
        self.fence = opening.group(1) if opening else ""
        return False

    def _goes_on(self, line: str, above: Passage | None, blanks: Blanks) -> bool:
        """Whether a line belongs to what is above: an indented one, a table's or a quote's row, a paragraph's line."""
        if above is None or above.level:
            return False
        if line[:1] in " \t":
            return True
        if blanks or self.fence:
            return False
        if line[:1] in ">|":
            return above.key.startswith(line[0])
        return not LISTED.match(line) and not above.once and not HEADING.match(line)


def _with_after(heading: Passage, blanks: Blanks) -> Passage:
    return Passage(heading.key, heading.lines, heading.before, blanks, heading.level, heading.day)


def _entry_key(lines: Sequence[str]) -> str:
    """What makes two entries one: all but the bullet's shape and blanks at the ends of lines."""
    return "- " + ALIKE.sub("", "\n".join((BULLET.sub("", lines[0], count=1), *lines[1:])))


def _said(line: str) -> str:
    callout = CONFLICT_CALLOUT.match(line)
    return callout.group(1).strip() if callout else ""


def merged_prose(base: Prose, left: Prose, right: Prose) -> Prose:
    """The passages of three bodies in one."""
    passages = merged(base.passages, left.passages, right.passages, _is_newest_first(base, left, right))
    callouts = (left.callouts & right.callouts) | (left.callouts ^ right.callouts) - base.callouts
    lead = three(base.lead, left.lead, right.lead, both=wider)
    tail = three(base.tail, left.tail, right.tail, both=min) or ()
    return Prose(tuple(passages), lead, tail, frozenset(callouts))


def _is_newest_first(*versions: Prose) -> bool:
    """Whether the dates descend: in the base where it has two, else in a side while the other's don't ascend."""
    ways = [_way([passage.day for passage in prose.passages if passage.day]) for prose in versions]
    return ways[0] < 0 or (ways[0] == 0 and min(ways[1:]) < 0 and max(ways[1:]) <= 0)


def _way(days: Sequence[date]) -> int:
    return (days[-1] > days[0]) - (days[-1] < days[0]) if days else 0


def written(prose: Prose, is_under_front: bool) -> list[str]:
    """The lines of a body: its callouts first, sorted, between blank lines; then its passages as they were set."""
    lines = list(prose.lead or ())
    if prose.callouts:
        lines = lines or [""] * is_under_front
        lines += [f"{CALLOUT}{said}".rstrip() for said in sorted(prose.callouts)]
        lines += [""] * bool(prose.passages)
    above: Passage | None = None
    for passage in prose.passages:
        lines += _between(above, passage)
        lines += passage.lines
        above = passage
    return [*lines, *prose.tail]


def _between(above: Passage | None, passage: Passage) -> Iterator[str] | Blanks:
    """The blank lines between two passages; where neither side knows, words are kept apart and lists together."""
    if above is None:
        return ()
    if above.level:
        return ("",) if above.after is None else above.after
    if passage.before is not None:
        return passage.before
    return () if LISTED.match(passage.lines[0]) and LISTED.match(above.lines[0]) else ("",)
