"""What stands below the front matter: entries, promises and links, each with its place."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, islice, pairwise

from netjournal.network.dataclass import dataclass, field
from netjournal.network.day import iso_day
from netjournal.network.entry import LINK, NOTE, Entry, Link, Promise
from netjournal.network.evidence import Problem, Said
from netjournal.network.pattern import pattern

DATE = (
    r"(?:\*\*|__)?(?:\[\[(?:[^\[\]|\n]*/)?|\[)?(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?!\d)"
    r"(?:[|#][^\]\n]*)?(?:\]\]|\](?:\([^()\n]*\))?)?(?::?\*\*|:?__)?"
)
SIMPLE = pattern(r"- ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([a-z]+):(.*)")
BULLET = pattern(rf"[-*+][ \t]+{DATE}")
HEADING = pattern(r"(#{1,6})[ \t]+(.*)")
DATED_HEADING = pattern(rf"#{{1,6}}[ \t]+{DATE}")
LEAD = pattern(r"[ \t]*[:,]?[ \t]*(?:[Tt]?\d{1,2}:\d{2}(?::\d{2})?Z?)?[ \t]*[\u2013\u2014-]?[ \t]*")
WORD = pattern(r"(\w[\w-]*)(:?)[ \t]*")
COLON = pattern(r":(?=\s|$)")
COMPANY = pattern(rf"(?:(?:with|and|,|&|\+)[ \t]*|{LINK.pattern}[ \t]*)*", re.I)
PROMISE = pattern(r"[ \t]*[-*+][ \t]+\[([ xX])\][ \t]+(.*)")
DUE = pattern(r"\(due:?[ \t]+([^()]*)\)|\U0001f4c5[ \t]*(\d{4}-\d{1,2}-\d{1,2})", re.I)
FENCE = pattern(r" {0,3}(`{3,}|~{3,})")
DEEP_FENCE = pattern(r"[ \t]*(`{3,}|~{3,})")
HIDING, MARKING = " `~<%>", "<>|="  # what lines begin with that hide something, and those that git leaves in a conflict
TICKS = pattern("`+")
CONFLICT_CALLOUT = pattern(r"> ?\[!conflict\][ \t]*(.*)", re.I)
MARKER = pattern(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")  # a heading may be underlined with seven =
LOOKS_DATED = pattern(
    r"[ \t]*(?:[-*+][ \t]+)?"
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])|[A-Z][a-z]{2,8} \d{1,2},? \d{4})\b"
)

KINDS_HINT = "begin it with call, coffee, email, met or another kind, or with note"


@dataclass(frozen=True, slots=True)
class Span:
    """Where an entry stands: code points `[start:end]` of the page, its line ends included."""

    start: int
    end: int
    line: int


@dataclass(slots=True)
class Body:
    """What a body says; `spans` runs parallel to `entries`, `log` is where the text under `## Log` begins and ends."""

    entries: list[Entry] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    conflicts: list[Said] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    heading: Said | None = None
    log: tuple[int, int] | None = None


def read_body(text: str, start: int, file: str, kinds: Mapping[str, str]) -> Body:
    """What the body of a page says, `text[start:]`; never raises, every doubt is a finding."""
    return _Reader(text, start, file, kinds).read()


def contents(head: str, first_line: int, lines: tuple[str, ...], day: datetime.date, kinds: Mapping[str, str]) -> Entry:
    """The entry that the words after a date make, with the lines that go on with it."""
    rest = head[_end(LEAD, head) :]
    word = WORD.match(rest)
    kind = word.group(1).casefold() if word else ""
    if not word or kind not in kinds:
        return Entry(day, NOTE, NOTE, "", (), _joined(rest, lines), first_line)
    rest = rest[word.end() :]
    if word.group(2):
        return Entry(day, kind, kinds[kind], "", (), _joined(rest, lines), first_line)
    company, said = _parted(rest)
    people = tuple(name.strip() for name in LINK.findall(company))
    return Entry(day, kind, kinds[kind], company.strip(), people, _joined(said, lines), first_line)


def read_promise(box: re.Match[str], line: int) -> tuple[Promise, tuple[int, str] | None]:
    """The promise of a line that PROMISE matches; the column and the words of its due date where these are no day."""
    said, due, doubt = box.group(2).strip(), None, None
    if when := DUE.search(said):
        written = (when.group(1) or when.group(2) or "").strip()
        due = iso_day(written)
        if due is None:
            doubt = box.start(2) + when.start() + 1, written
        else:
            said = (said[: when.start()].rstrip() + said[when.end() :]).strip()
    by = ""
    if link := LINK.match(said):
        by, said = link.group(1).strip(), said[link.end() :].lstrip(" :")
    return Promise(said, due, box.group(1) != " ", by, line), doubt


def _parted(rest: str) -> tuple[str, str]:
    """What stands before and after the colon; without one, the people named first and the rest."""
    opened, last = 0, 0
    for colon in COLON.finditer(rest):
        opened += rest.count("[[", last, colon.start()) - rest.count("]]", last, colon.start())
        last = colon.start()
        if opened == 0:
            return rest[: colon.start()], rest[colon.end() :]
    company = COMPANY.match(rest)
    end = company.end() if company and LINK.search(company.group()) else 0
    return rest[:end], rest[end:]


def _joined(first: str, lines: tuple[str, ...]) -> str:
    return "\n".join((first.strip(), *(line.strip() for line in lines))).strip("\n")


def _end(wanted: re.Pattern[str], text: str) -> int:
    match = wanted.match(text)
    return match.end() if match else 0


def code_masked(line: str) -> str:
    """A line with its code spans blanked out, of the same length."""
    if "`" not in line:
        return line
    runs = [match.span() for match in TICKS.finditer(line)]
    closing = {end - start: at for at, (start, end) in enumerate(runs)}  # the last run of each length
    parts, place, at = [], 0, 0
    while at < len(runs):
        start, length = runs[at][0], runs[at][1] - runs[at][0]
        at += 1
        if closing[length] < at:
            continue
        while runs[at][1] - runs[at][0] != length:
            at += 1
        parts += [line[place:start], " " * (runs[at][1] - start)]
        place, at = runs[at][1], at + 1
    return "".join((*parts, line[place:]))


class _Reader:
    """One pass over the lines of a body."""

    def __init__(self, text: str, start: int, file: str, kinds: Mapping[str, str]) -> None:
        self.text, self.start, self.file, self.kinds = text, start, file, kinds
        self.body = Body()
        self.lines = _lines(text, start)
        self.number = text.count("\n", 0, start) + 1  # of the first line
        self.has_indented = text.find("\n ", start) >= 0 or text.find("\n\t", start) >= 0
        self.fence = ""
        self.comment = ""
        self.log_level = 0
        self.is_torn = False
        self.sections: list[tuple[int, int, datetime.date]] = []  # level, line and day of open dated headings
        self.bullets: list[tuple[int, int]] = []  # from and to which line, those under dated headings
        self.places: list[tuple[int, int]] = []  # the same of each entry

    def read(self) -> Body:
        index, lines = 0, self.lines
        while index < len(lines):
            text = lines[index]
            if not text:
                index += 1
            elif self.fence or self.comment:
                self._hide(text)
                index += 1
            elif self._is_prose(text) or self._is_taken(index, text) or self._is_hidden(index, text):
                index += 1
            else:
                index = self._take(index, text)
        self._close_sections(0, len(lines))
        self._settle()
        return self.body

    def _settle(self) -> None:
        """Put the entries in the order of the page, and tell where they and the log stand."""
        body, places = self.body, self.places
        if any(one > other for one, other in pairwise(places)):
            ranked = sorted(zip(places, body.entries, strict=True), key=lambda pair: pair[0])
            places, body.entries = [place for place, _ in ranked], [entry for _, entry in ranked]
        if places or body.log:
            starts = _starts(self.text, self.start, len(self.lines))
            body.spans = [Span(starts[first], starts[end], self.number + first) for first, end in places]
            first, end = body.log or (0, 0)
            body.log = (starts[first], starts[end]) if body.log else None

    def _is_taken(self, index: int, text: str) -> bool:
        """Whether a line is an entry in the plainest words, with nothing below that goes on with it: most are."""
        simple = SIMPLE.match(text) if text[0] == "-" else None
        if simple is None:
            return False
        day, kind, said = simple.groups()
        counts = self.kinds.get(kind)
        if counts is None or (self.has_indented and self._continuation(index + 1) > index + 1):
            return False
        try:
            date = datetime.date.fromisoformat(day)
        except ValueError:
            return False
        if "[[" in said:
            self._links(index, text)
        self._enter(Entry(date, kind, counts, "", (), said.strip(), self.number + index), index, index + 1)
        return True

    def _is_prose(self, text: str) -> bool:
        """Whether a line outside a log says nothing for sure: it begins with a letter and holds no link."""
        return not self.log_level and text[0].isalpha() and "[[" not in text

    def _hide(self, text: str) -> None:
        """Pass over a line of the code or comment that is open, which may close it."""
        if self.fence:
            if text.lstrip(" ").startswith(self.fence) and not text.strip().strip(self.fence[0]):
                self.fence = ""
        elif self.comment in text:
            self.comment = ""

    def _is_hidden(self, index: int, text: str) -> bool:
        """Whether a line begins code or a comment, or is a quote."""
        if text[0] not in HIDING:
            return False
        fence = FENCE.match(text)
        if fence and not (fence.group(1)[0] == "`" and "`" in text[fence.end() :]):
            self.fence = fence.group(1)
            return True
        return self._opens_comment(index, text) or self._is_quote(index, text)

    def _opens_comment(self, index: int, line: str) -> bool:
        """Whether a comment begins here; one that is never closed hides nothing but its own line."""
        text = _dedented(line)
        for opening, closing in (("<!--", "-->"), ("%%", "%%")):
            if text.startswith(opening):
                if closing not in text[len(opening) :] and self._last[closing] > index:
                    self.comment = closing
                return True
        return False

    @cached_property
    def _last(self) -> Mapping[str, int]:
        """The last line that may close a comment, by what closes it."""
        found = {"-->": -1, "%%": -1}
        for index, text in enumerate(self.lines):
            found.update((sign, index) for sign in found if sign in text)
        return found

    def _is_quote(self, index: int, line: str) -> bool:
        text = _dedented(line)
        if not text.startswith(">") or MARKER.match(text):
            return False
        if callout := CONFLICT_CALLOUT.match(line):
            self.body.conflicts.append(Said(callout.group(1).strip(), self.number + index))
        return True

    def _take(self, index: int, text: str) -> int:
        if text[0] in MARKING and MARKER.match(text) and (self.is_torn or text[0] != "="):
            self.is_torn = True
            self._problem(
                index, 1, "conflict", "unresolved git conflict", "keep what is right and remove the marker lines"
            )
            return index + 1
        if text[0] in "-*+" and (bullet := BULLET.match(text)):
            return self._bullet(index, text, bullet)
        if text[0] == "#" and (heading := HEADING.match(text)):
            self._heading(index, text, heading)
        elif self.log_level and LOOKS_DATED.match(text):
            self._problem(
                index, 1, "undated", "this line's date is not understood", "write it as `- 2026-11-02 call: ...`"
            )
        self._promise(index, text)
        self._links(index, text)
        return index + 1

    def _bullet(self, index: int, text: str, bullet: re.Match[str]) -> int:
        end = self._continuation(index + 1)
        for later in self._visible(index + 1, end):
            self._promise(later, self.lines[later])
            self._links(later, self.lines[later])
        self._links(index, text)
        day = iso_day(bullet.group(1))
        if day is None:
            self._problem(index, bullet.start(1) + 1, "date", f"{bullet.group(1)} is no day", "write it as 2026-11-02")
            return end
        self._enter(self._told(text[bullet.end() :], index, self.lines[index + 1 : end], day), index, end)
        return end

    def _enter(self, entry: Entry, index: int, end: int) -> None:
        """Enter the entry of a bullet, which stands on these lines."""
        self.body.entries.append(entry)
        self.places.append((index, end))
        if self.sections:
            self.bullets.append((index, end))

    def _told(self, head: str, index: int, more: Iterable[str], day: datetime.date) -> Entry:
        """The entry that the words after a date and the lines below tell of; a doubt about its kind is a finding."""
        entry = contents(head, self.number + index, tuple(more), day, self.kinds)
        if entry.counts == NOTE and not self._says_kind(head):
            self._problem(index, 1, "kind", "this entry names no known kind, so it counts as a note", KINDS_HINT)
        return entry

    def _says_kind(self, head: str) -> bool:
        word = WORD.match(head, _end(LEAD, head))
        return bool(word) and word.group(1).casefold() in self.kinds  # type: ignore[union-attr]

    def _visible(self, start: int, end: int) -> Iterator[int]:
        """Which of these lines, indented ones, are no code."""
        fence = ""
        for index in range(start, end):
            marker = DEEP_FENCE.match(self.lines[index])
            if marker:
                fence = "" if fence and marker.group(1).startswith(fence) else fence or marker.group(1)
            elif not fence:
                yield index

    def _continuation(self, index: int) -> int:
        """The index after the last indented line that goes on from here."""
        end = index
        while index < len(self.lines):
            text = self.lines[index]
            if text.strip():
                if text[0] not in " \t":
                    break
                end = index + 1
            index += 1
        return end

    def _heading(self, index: int, text: str, heading: re.Match[str]) -> None:
        level, title = len(heading.group(1)), heading.group(2).strip().rstrip("#").strip()
        self._close_sections(level, index)
        if self.log_level and level <= self.log_level:
            self.log_level = 0
            if self.body.log and self.body.log[1] < 0:
                self.body.log = (self.body.log[0], index)
        if title.casefold() == "log" and not self.log_level:
            self.log_level = level
            self.body.log = self.body.log or (index + 1, -1)
        dated = DATED_HEADING.match(text)
        day = iso_day(dated.group(1)) if dated else None
        if dated and day:
            self.sections.append((level, index, day))
        elif dated:
            self._problem(index, dated.start(1) + 1, "date", f"{dated.group(1)} is no day", "write it as 2026-11-02")
        elif level == 1 and self.body.heading is None and title and title.casefold() != "log":
            self.body.heading = Said(title, self.number + index)

    def _close_sections(self, level: int, index: int) -> None:
        """End the dated headings that a heading of this level ends; level 0 ends them all."""
        while self.sections and (level <= self.sections[-1][0] or level == 0):
            _, first, day = self.sections.pop()
            dated = DATED_HEADING.match(self.lines[first])
            head = self.lines[first][dated.end() :] if dated else ""
            self.body.entries.append(self._told(head, first, self._own(first + 1, index), day))
            self.places.append((first, index))

    def _own(self, first: int, index: int) -> Iterator[str]:
        """The lines under a dated heading, but for the dated bullets there: those are entries of their own."""
        bullets = [(start, end) for start, end in self.bullets if start >= first]
        for start, end in bullets:
            yield from self.lines[first:start]
            first = end
        yield from self.lines[first:index]

    def _promise(self, index: int, text: str) -> None:
        match = PROMISE.match(text) if "[" in text else None
        if not match:
            return
        promise, doubt = read_promise(match, self.number + index)
        if doubt:
            column, written = doubt
            self._problem(index, column, "date", f"{written} is no day", "write (due 2026-12-01)")
        self.body.promises.append(promise)

    def _links(self, index: int, text: str) -> None:
        if "[[" not in text:
            return
        for match in LINK.finditer(code_masked(text)):
            name = match.group(1).strip()
            if name and text[max(0, match.start() - 1) : match.start()] != "!":
                self.body.links.append(Link(name, self.number + index, match.start() + 1))

    def _problem(self, index: int, column: int, code: str, says: str, do: str) -> None:
        severity = "error" if code in ("conflict", "date") else "warning"
        self.body.problems.append(Problem(self.file, self.number + index, column, code, severity, says, do))


def _dedented(text: str) -> str:
    """A line without the three blanks that Markdown allows before a block."""
    return text[:3].lstrip(" ") + text[3:]


def _lines(text: str, start: int) -> list[str]:
    """The lines of a body, cut at line feeds only, without their line ends."""
    lines = text[start:].split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines] if "\r" in text else lines


def _starts(text: str, start: int, count: int) -> list[int]:
    """Where each of so many lines from `start` on begins, and where the last ends."""
    ends = accumulate(map(len, text[start:].split("\n")))
    return [start, *(start + at + end for at, end in enumerate(islice(ends, count - 1), 1)), len(text)]
