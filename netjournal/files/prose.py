"""Prose and promises written below what a page says already."""

import re

from netjournal.errors import CannotBeWritten, UnreadablePage
from netjournal.files.notation.body import read_body
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page

_PROMISE = re.compile(r"- \[[ xX]\] ")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def add_prose(page: Page, text: str, promises: tuple[str, ...], file: str) -> Page:
    """The page with a paragraph and open promises at its end, each once: what stands there already is left out.

    Raises CannotBeWritten for what no page can hold, UnreadablePage where the page can't be read, holds a git
    conflict, or would not read the promises back.
    """
    try:
        page.front  # noqa: B018  (nothing is written to a page that can't be read)
    except Unreadable as error:
        raise UnreadablePage(f"{error.problem(file)}") from None
    if bad := _NO_TEXT.search("\n".join((text, *promises))):
        raise CannotBeWritten(f"a text with {bad[0]!r}", "no page can hold that character")
    before = read_body(page.text, page.body_start, file, {})
    for problem in before.problems:
        if problem.code == "conflict":
            raise UnreadablePage(f"{problem}")
    said = "\n".join(line.rstrip() for line in re.split("\r\n?|\n", text.strip()))
    there = _lines(page.text[page.body_start :])
    said = "" if f"\n{said}\n" in there else said
    made = [line for line in dict.fromkeys(map(_promise, promises)) if f"\n{line}\n" not in there]
    changed = _below(_below(page, said), "\n".join(made))
    after = read_body(changed.text, changed.body_start, file, {})
    wanted = read_body("\n\n".join((said, "\n".join(made))), 0, file, {}).promises
    if [each.text for each in after.promises] != [each.text for each in (*before.promises, *wanted)]:
        raise UnreadablePage(f"{file}: a promise would not be read back there; close any open code block or comment")
    return changed


def _lines(text: str) -> str:
    """The lines of a text, kept and unkept promises alike, each between line ends."""
    plain = text.replace("\r\n", "\n")
    return re.sub(r"(?m)^- \[[xX]\] ", "- [ ] ", f"\n{plain}\n")


def _promise(text: str) -> str:
    return f"- [ ] {' '.join(text.split())}"


def _below(page: Page, text: str) -> Page:
    """The page with a text below all else, after a blank line; a list of promises goes on without one."""
    if not text:
        return page
    newline, body = page.newline, page.text[page.body_start :]
    last = body.rstrip().rpartition("\n")[2]
    gap = newline if last and not (_PROMISE.match(last) and _PROMISE.match(text)) else ""
    opening = "" if page.text.endswith("\n") else newline
    blank = "" if page.text.endswith((newline * 2, "\n\n")) else gap or (newline if not last else "")
    written = opening + blank + text.replace("\n", newline) + newline
    return Page(page.text + written, page.bom)
