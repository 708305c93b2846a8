"""Entries written into a page: one line at its place in the log, nothing else touched."""

import datetime
from collections.abc import Mapping, Sequence

from netjournal.errors import CannotBeWritten, UnreadablePage
from netjournal.files.notation.body import Body, Span, read_body
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page


def entry_words(day: datetime.date, kind: str, people: Sequence[str], text: str) -> str:
    """An entry as it is written, without its bullet; `people` are the ids of those who were there too.

    Raises CannotBeWritten for what would make the page unreadable.
    """
    if bad := next((char for char in text if char == "\0" or "\ud800" <= char <= "\udfff"), ""):
        raise CannotBeWritten(f"a text with {bad!r}", "no page can hold that character")
    company = " with " + ", ".join(f"[[{id}]]" for id in people) if people else ""
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"{day.isoformat()} {kind}{company}: {said}" if said else f"{day.isoformat()} {kind}{company}"


def add_entry(page: Page, words: str, file: str, kinds: Mapping[str, str]) -> Page:
    """The page with one more entry: at the end of its log, or at its head where the dates there descend.

    A log whose entries are headings gets another heading. Raises UnreadablePage where the page can't be read or holds
    a git conflict, and where the entry would not read back, for example inside an unclosed code block.
    """
    try:
        page.front  # noqa: B018  (nothing is written to a page that can't be read)
    except Unreadable as error:
        raise UnreadablePage(f"{error.problem(file)}") from None
    before = read_body(page.text, page.body_start, file, kinds)
    for problem in before.problems:
        if problem.code == "conflict":
            raise UnreadablePage(f"{problem}")
    heads = _heads(page.text, before)
    place, opening, closing = _place(page, before, heads)
    mark, indent = (_mark(page.text, before.spans[heads[-1]]), "    ") if heads else (_bullet(page.text, before), "  ")
    first, *more = words.split("\n")
    lines = [f"{mark} {first}", *(f"{indent}{line}".rstrip(" ") for line in more)]
    written = opening + page.newline.join(lines) + closing
    changed = Page(page.text[:place] + written + page.text[place:], page.bom)
    after = read_body(changed.text, changed.body_start, file, kinds)
    if _texts(after) != sorted([*_texts(before), *_said(lines, kinds)]):
        raise UnreadablePage(f"{file}: an entry would not be read back there; close any open code block or comment")
    return changed


def _texts(body: Body) -> list[tuple[datetime.date, str, str]]:
    return sorted((entry.date, entry.kind, entry.text) for entry in body.entries)


def _said(lines: Sequence[str], kinds: Mapping[str, str]) -> list[tuple[datetime.date, str, str]]:
    return _texts(read_body("\n".join(lines), 0, "", kinds))[:1]


def _heads(text: str, body: Body) -> list[int]:
    """The places in `body.spans` of the headings that are entries of the log."""
    start, end = body.log or (0, 0)
    return [at for at, span in enumerate(body.spans) if start <= span.start < end and text[span.start] == "#"]


def _mark(text: str, span: Span) -> str:
    return "#" * _level(text, span.start)


def _place(page: Page, body: Body, heads: list[int]) -> tuple[int, str, str]:
    """Where the entry goes, what stands before it and what after it."""
    newline = page.newline
    if body.log is None:
        level = min((_level(page.text, span.start) for span in body.spans), default=2)
        return _at_end(page, f"{newline}{'#' * min(level or 2, 2)} Log{newline}{newline}")
    start, end = body.log
    inside = [
        (span, entry)
        for span, entry in zip(body.spans, body.entries, strict=True)
        if start <= span.start < end and page.text[span.start] != "#"
    ]
    if heads and body.entries[heads[0]].date > body.entries[heads[-1]].date:
        return body.spans[heads[0]].start, "", newline * 2
    if not heads and len(inside) > 1 and inside[0][1].date > inside[-1][1].date:
        return inside[0][0].start, "", newline
    last = start + len(page.text[start:end].rstrip())
    if last <= start:
        return _after_heading(page, start)
    following = page.text.find("\n", last)
    blank = newline if heads else ""
    if following < 0:
        return len(page.text), newline + blank, ""
    return following + 1, blank, newline


def _after_heading(page: Page, start: int) -> tuple[int, str, str]:
    """The place in a log that is still empty: below a blank line, and with one before what follows."""
    rest, newline = page.text[start:], page.newline
    opening = "" if page.text[:start].endswith("\n") else newline
    if rest.startswith(newline):
        following = rest[len(newline) :].strip(" \t")
        blank = newline if following and not following.startswith(newline) else ""
        return start + len(newline), "", newline + blank
    return start, f"{opening}{newline}", f"{newline}{newline}" if rest else ("" if opening else newline)


def _at_end(page: Page, heading: str) -> tuple[int, str, str]:
    """The end of the page, below a blank line; a page that ends without a line end goes on doing so."""
    newline, text = page.newline, page.text
    if not text.endswith("\n"):
        return len(text), newline + heading if text else heading.removeprefix(newline), "" if text else newline
    if text.endswith(newline * 2) or text.endswith("\n\n"):
        heading = heading.removeprefix(newline)
    return len(text), heading, newline


def _level(text: str, start: int) -> int:
    """The level of the heading that stands here, 6 for a bullet."""
    return len(text[start : start + 6]) - len(text[start : start + 6].lstrip("#")) or 6


def _bullet(text: str, body: Body) -> str:
    marks = [text[span.start] for span in body.spans if text[span.start] in "-*+"]
    return marks[-1] if marks else "-"
