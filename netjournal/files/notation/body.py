"""What stands below the front matter: entries, promises and links, each with its place."""

import datetime
import re
from collections.abc import Iterator, Mapping

from netjournal.network.dataclass import dataclass, field
from netjournal.network.day import iso_day
from netjournal.network.entry import LINK, NOTE, Entry, Link, Promise
from netjournal.network.evidence import Problem, Said

DATE = (
    r"(?:\*\*|__)?(?:\[\[(?:[^\[\]|\n]*/)?|\[)?(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?!\d)"
    r"(?:[|#][^\]\n]*)?(?:\]\]|\](?:\([^()\n]*\))?)?(?::?\*\*|:?__)?"
)
BULLET = re.compile(rf"[-*+][ \t]+{DATE}")
HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
DATED_HEADING = re.compile(rf"#{{1,6}}[ \t]+{DATE}")
LEAD = re.compile(r"[ \t]*[:,]?[ \t]*(?:[Tt]?\d{1,2}:\d{2}(?::\d{2})?Z?)?[ \t]*[\u2013\u2014-]?[ \t]*")
WORD = re.compile(r"(\w[\w-]*)(:?)[ \t]*")
COLON = re.compile(r":(?=\s|$)")
COMPANY = re.compile(rf"(?:(?:with|and|,|&|\+)[ \t]*|{LINK.pattern}[ \t]*)*", re.I)
PROMISE = re.compile(r"[ \t]*[-*+][ \t]+\[([ xX])\][ \t]+(.*)")
DUE = re.compile(r"\(due:?[ \t]+([^()]*)\)|\U0001f4c5[ \t]*(\d{4}-\d{1,2}-\d{1,2})", re.I)
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
TICKS = re.compile("`+")
CONFLICT_CALLOUT = re.compile(r"> ?\[!conflict\][ \t]*(.*)", re.I)
MARKER = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")  # a heading may be underlined with seven =
LOOKS_DATED = re.compile(
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


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    start: int
    text: str
    end: int


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


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
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
        self.text, self.file, self.kinds = text, file, kinds
        self.body = Body()
        self.lines = list(_lines(text, start))
        self.fence = ""
        self.comment = ""
        self.last = {
            sign: max((line.number for line in self.lines if sign in line.text), default=0) for sign in ("-->", "%%")
        }
        self.log_level = 0
        self.is_torn = False
        self.sections: list[tuple[int, int, _Line, datetime.date]] = []
        self.bullets: list[tuple[int, int]] = []  # from and to which line, those under dated headings

    def read(self) -> Body:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if self._is_plain(line.text):
                index += 1
                continue
            if self._is_hidden(line):
                index += 1
                continue
            index = self._take(index, line)
        self._close_sections(0, len(self.text), len(self.lines))
        if self.body.log and self.body.log[1] < 0:
            self.body.log = (self.body.log[0], len(self.text))
        if self.sections or any(a.start > b.start for a, b in zip(self.body.spans, self.body.spans[1:], strict=False)):
            ranked = sorted(zip(self.body.spans, self.body.entries, strict=True), key=lambda pair: pair[0].start)
            self.body.spans, self.body.entries = [span for span, _ in ranked], [entry for _, entry in ranked]
        return self.body

    def _is_plain(self, text: str) -> bool:
        """Whether a line says nothing for sure: most lines of most pages, so it is found out first."""
        if self.fence or self.comment:
            return False
        return not text or (not self.log_level and text[0].isalpha() and "[[" not in text)

    def _is_hidden(self, line: _Line) -> bool:
        """Whether a line is code, a comment or a quote; keeps track of which is open."""
        text = line.text
        if self.fence:
            if text.lstrip(" ").startswith(self.fence) and not text.strip().strip(self.fence[0]):
                self.fence = ""
            return True
        if self.comment:
            if self.comment in text:
                self.comment = ""
            return True
        fence = FENCE.match(text)
        if fence and not (fence.group(1)[0] == "`" and "`" in text[fence.end() :]):
            self.fence = fence.group(1)
            return True
        return self._opens_comment(line) or self._is_quote(line)

    def _opens_comment(self, line: _Line) -> bool:
        """Whether a comment begins here; one that is never closed hides nothing but its own line."""
        text = _dedented(line.text)
        for opening, closing in (("<!--", "-->"), ("%%", "%%")):
            if text.startswith(opening):
                if closing not in text[len(opening) :] and self.last[closing] > line.number:
                    self.comment = closing
                return True
        return False

    def _is_quote(self, line: _Line) -> bool:
        text = _dedented(line.text)
        if not text.startswith(">") or MARKER.match(text):
            return False
        if callout := CONFLICT_CALLOUT.match(line.text):
            self.body.conflicts.append(Said(callout.group(1).strip(), line.number))
        return True

    def _take(self, index: int, line: _Line) -> int:
        text = line.text
        if MARKER.match(text) and (self.is_torn or text[0] != "="):
            self.is_torn = True
            self._problem(
                line, 1, "conflict", "unresolved git conflict", "keep what is right and remove the marker lines"
            )
            return index + 1
        if text[:1] in "-*+" and (bullet := BULLET.match(text)):
            return self._bullet(index, line, bullet)
        if text[:1] == "#" and (heading := HEADING.match(text)):
            self._heading(index, line, heading)
        elif self.log_level and LOOKS_DATED.match(text):
            self._problem(
                line, 1, "undated", "this line's date is not understood", "write it as `- 2026-11-02 call: ...`"
            )
        self._promise(line)
        self._links(line)
        return index + 1

    def _bullet(self, index: int, line: _Line, bullet: re.Match[str]) -> int:
        end = self._continuation(index + 1)
        more = tuple(later.text for later in self.lines[index + 1 : end])
        for later in self._visible(index + 1, end):
            self._promise(later)
            self._links(later)
        self._links(line)
        day = iso_day(bullet.group(1))
        if day is None:
            self._problem(line, bullet.start(1) + 1, "date", f"{bullet.group(1)} is no day", "write it as 2026-11-02")
            return end
        self._add(line.text[bullet.end() :], line, more, day)
        self.body.spans.append(Span(line.start, self.lines[end - 1].end, line.number))
        if self.sections:
            self.bullets.append((index, end))
        return end

    def _add(self, head: str, line: _Line, more: tuple[str, ...], day: datetime.date) -> None:
        entry = contents(head, line.number, more, day, self.kinds)
        self.body.entries.append(entry)
        if entry.counts == NOTE and not self._says_kind(head):
            self._problem(line, 1, "kind", "this entry names no known kind, so it counts as a note", KINDS_HINT)

    def _says_kind(self, head: str) -> bool:
        word = WORD.match(head, _end(LEAD, head))
        return bool(word) and word.group(1).casefold() in self.kinds  # type: ignore[union-attr]

    def _visible(self, start: int, end: int) -> Iterator[_Line]:
        fence = ""
        for line in self.lines[start:end]:
            marker = re.match(r"[ \t]*(`{3,}|~{3,})", line.text)
            if marker:
                fence = "" if fence and marker.group(1).startswith(fence) else fence or marker.group(1)
            elif not fence:
                yield line

    def _continuation(self, index: int) -> int:
        """The index after the last indented line that goes on from here."""
        end = index
        while index < len(self.lines):
            text = self.lines[index].text
            if text.strip():
                if text[0] not in " \t":
                    break
                end = index + 1
            index += 1
        return end

    def _heading(self, index: int, line: _Line, heading: re.Match[str]) -> None:
        level, title = len(heading.group(1)), heading.group(2).strip().rstrip("#").strip()
        self._close_sections(level, line.start, index)
        if self.log_level and level <= self.log_level:
            self.log_level = 0
            if self.body.log and self.body.log[1] < 0:
                self.body.log = (self.body.log[0], line.start)
        if title.casefold() == "log" and not self.log_level:
            self.log_level = level
            self.body.log = self.body.log or (line.end, -1)
        dated = DATED_HEADING.match(line.text)
        day = iso_day(dated.group(1)) if dated else None
        if dated and day:
            self.sections.append((level, index, line, day))
        elif dated:
            self._problem(line, dated.start(1) + 1, "date", f"{dated.group(1)} is no day", "write it as 2026-11-02")
        elif level == 1 and self.body.heading is None and title and title.casefold() != "log":
            self.body.heading = Said(title, line.number)

    def _close_sections(self, level: int, end: int, index: int) -> None:
        """End the dated headings that a heading of this level ends; level 0 ends them all."""
        while self.sections and (level <= self.sections[-1][0] or level == 0):
            _, first, line, day = self.sections.pop()
            dated = DATED_HEADING.match(line.text)
            more = tuple(self._own(first + 1, index))
            head = line.text[dated.end() :] if dated else ""
            self._add(head, line, more, day)
            self.body.spans.append(Span(line.start, end, line.number))

    def _own(self, first: int, index: int) -> Iterator[str]:
        """The lines under a dated heading, but for the dated bullets there: those are entries of their own."""
        bullets = [(start, end) for start, end in self.bullets if start >= first]
        for start, end in bullets:
            yield from (later.text for later in self.lines[first:start])
            first = end
        yield from (later.text for later in self.lines[first:index])

    def _promise(self, line: _Line) -> None:
        match = PROMISE.match(line.text)
        if not match:
            return
        said, due = match.group(2).strip(), None
        if when := DUE.search(said):
            written = (when.group(1) or when.group(2) or "").strip()
            due = iso_day(written)
            if due is None:
                self._problem(
                    line, match.start(2) + when.start() + 1, "date", f"{written} is no day", "write (due 2026-12-01)"
                )
            else:
                said = (said[: when.start()].rstrip() + said[when.end() :]).strip()
        by = ""
        if link := LINK.match(said):
            by, said = link.group(1).strip(), said[link.end() :].lstrip(" :")
        self.body.promises.append(Promise(said, due, match.group(1) != " ", by, line.number))

    def _links(self, line: _Line) -> None:
        if "[[" not in line.text:
            return
        for match in LINK.finditer(code_masked(line.text)):
            name = match.group(1).strip()
            if name and line.text[max(0, match.start() - 1) : match.start()] != "!":
                self.body.links.append(Link(name, line.number, match.start() + 1))

    def _problem(self, line: _Line, column: int, code: str, says: str, do: str) -> None:
        severity = "error" if code in ("conflict", "date") else "warning"
        self.body.problems.append(Problem(self.file, line.number, column, code, severity, says, do))


def _dedented(text: str) -> str:
    """A line without the three blanks that Markdown allows before a block."""
    return text[:3].lstrip(" ") + text[3:]


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines of a body, cut at line feeds only, without their line ends; places count from the page's start."""
    number = text.count("\n", 0, start) + 1
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end].rstrip("\n")
        yield _Line(number, start, line[:-1] if line.endswith("\r") else line, end)
        start, number = end, number + 1
