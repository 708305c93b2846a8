"""Three versions of a file become one by what they mean, the same whichever machine merges."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from netjournal.errors import JournalError
from netjournal.files.notation.tree import OPENING, Unreadable, fences, front_matter, read_map
from netjournal.files.page import Page, read_page
from netjournal.history.alignment import matches
from netjournal.history.keys import merged_front
from netjournal.history.lines import Passage, merged, three
from netjournal.history.passages import lines_of, merged_prose, read_prose, written
from netjournal.network.entry import KINDS

MARKER = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.M)
GAVE_WAY = "# conflict: "


class CannotMerge(JournalError):
    """A page that can't be read on one side, so no merge of it can be trusted."""

    status = 6

    def __init__(self, why: str) -> None:
        super().__init__(f"cannot be merged: {why}")


class Merged(NamedTuple):
    """A page of which both sides' changes are part; `conflicts` are the values that it names as given way."""

    data: bytes
    conflicts: tuple[str, ...] = ()


class _Version(NamedTuple):
    """A file with its line ends set aside; without front matter `fence` is None."""

    text: str
    page: Page
    fence: tuple[str, str] | None
    front: str
    body: int

    @property
    def rest(self) -> list[str]:
        return lines_of(self.text[self.body :])

    @property
    def ends(self) -> bool:
        """Whether the last line has an end."""
        return self.text.endswith("\n")


NOTHING = _Version("", Page(""), None, "", 0)


def merge_pages(base: bytes | None, left: bytes, right: bytes, kinds: Mapping[str, str] = KINDS) -> Merged:
    """The page that two changes of one base make; without a base, that two pages of one person make.

    Raises CannotMerge where a page can't be read on either side.
    """
    if left == base or right in (base, left):
        return Merged(right if left == base else left)
    try:
        return _merged(_base(base), _version(left), _version(right), kinds)
    except Unreadable as error:
        raise CannotMerge(f"line {error.line}: {error.says}") from None


def _base(data: bytes | None) -> _Version | None:
    """The common version; one that can't be read counts as none."""
    try:
        return _version(data) if data else None
    except (Unreadable, CannotMerge):
        return None


def _version(data: bytes) -> _Version:
    page = read_page(data if data.strip() else b"")  # blank lines alone say as little as nothing
    text = page.text.replace("\r\n", "\n")
    marker = MARKER.search(text)
    if marker:
        line = text.count("\n", 0, marker.start()) + 1
        raise Unreadable(line, 1, "conflict", "unresolved git conflict", "remove the marker lines")
    front_matter(text)
    place = fences(text)
    if place is None:
        return _Version(text, page, None, "", 0)
    fence = text[: place.start].rstrip("\n"), text[place.end : place.body].rstrip("\n")
    return _Version(text, page, fence, text[place.start : place.end], place.body)


def _merged(base: _Version | None, left: _Version, right: _Version, kinds: Mapping[str, str]) -> Merged:
    conflicts: list[str] = []
    start = base or NOTHING
    front = merged_front(start.front, left.front, right.front, conflicts)
    lines = _fenced(front, base, left, right)
    below = _body(start, left, right, kinds, frozenset(conflicts), bool(lines))
    is_mistakable = not lines and below and OPENING.match(below[0])  # a rule that now comes first would open a fence
    lines += ["", *below] if is_mistakable else below
    ends = three(base.ends if base else None, left.ends, right.ends, both=_either)
    text = "\n".join(lines) + "\n" * bool(ends)
    front_matter(text)
    return Merged(_page(text, base, left, right).data, tuple(sorted(conflicts)))


def _fenced(front: str, base: _Version | None, left: _Version, right: _Version) -> list[str]:
    """The lines of the front matter with its fences, none where the page keeps no front matter."""
    if not front and not three(bool(base.fence) if base else None, bool(left.fence), bool(right.fence), both=_either):
        return []
    opening, closing = three(base.fence if base else None, left.fence, right.fence, both=_lower) or ("---", "---")
    return [opening, *lines_of(front), closing]


def _lower(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    return min(one, other)


def _either(one: bool, other: bool) -> bool:
    return one or other


def _body(
    base: _Version, left: _Version, right: _Version, kinds: Mapping[str, str], conflicts: frozenset[str], is_under: bool
) -> list[str]:
    """The lines of the body, with one callout for each value that gave way."""
    same = right if left.rest == base.rest else left if right.rest in (base.rest, left.rest) else None
    versions = [read_prose(each.text, each.body, kinds) for each in ((same,) if same else (base, left, right))]
    if same and conflicts <= versions[0].callouts:
        return same.rest
    prose = versions[0] if same else merged_prose(versions[0], versions[1], versions[2])
    return written(prose.with_callouts(conflicts), is_under)


def _page(text: str, base: _Version | None, left: _Version, right: _Version) -> Page:
    """The text with the base's line ends and BOM, or the lower side's."""
    bom = (base or min(left, right, key=lambda side: (side.text, side.page.bom))).page.bom
    return Page(_with_ends(text, base.page.text if base else "", left.page.text, right.page.text), bom)


def _with_ends(text: str, base: str, left: str, right: str) -> str:
    """The text with the line ends of the base, each line of it keeping its own; else the lower side's."""
    model = base if "\n" in base else min(left, right)
    newline = "\r\n" if model.partition("\n")[0].endswith("\r") else "\n"
    if "\r\n" not in base or not re.search(r"(?<!\r)\n", base):
        return text.replace("\n", newline)
    olds, lines = base.split("\n"), text.split("\n")
    kept = {new: old for old, new in matches([old.removesuffix("\r") for old in olds], lines)}
    last = len(olds) - 1
    for at in range(len(lines) - 1):
        old = kept.get(at, last)
        lines[at] = olds[old] if old < last else lines[at] + newline.removesuffix("\n")
    return "\n".join(lines)


def merge_lines(base: bytes, left: bytes, right: bytes) -> bytes:
    """A list of lines merged line by line: what either side added stays, once where it is the same."""
    if left == base or right in (base, left):
        return right if left == base else left
    versions = [data.decode(errors="surrogateescape") for data in (base, left, right)]
    sides = [[Passage(line, (line,)) for line in lines_of(text.replace("\r\n", "\n"))] for text in versions]
    lines = "\n".join(passage.key for passage in merged(sides[0], sides[1], sides[2]))
    ends = three(*(text.endswith("\n") if text else None for text in versions), both=_either)
    text = lines + "\n" * bool(ends and lines)
    return _with_ends(text, versions[0], versions[1], versions[2]).encode(errors="surrogateescape")


def merge_settings(base: bytes, left: bytes, right: bytes) -> bytes:
    """Settings merged key by key; a value that gave way stands in a comment on top.

    Raises CannotMerge where a side can't be read.
    """
    if left == base or right in (base, left):
        return right if left == base else left
    try:
        pages = [read_page(data) if data else Page("") for data in (base, left, right)]
        texts = [page.text.replace("\r\n", "\n") for page in pages]
        conflicts: list[str] = []
        whole = [text if text.endswith("\n") or not text else f"{text}\n" for text in texts]
        front = merged_front(whole[0], whole[1], whole[2], conflicts)
    except Unreadable as error:
        raise CannotMerge(f"line {error.line}: {error.says}") from None
    notes = [f"{GAVE_WAY}{said}\n" for said in sorted(conflicts) if f"{GAVE_WAY}{said}\n" not in front]
    text = "".join(notes) + front
    read_map(text, 0, len(text))
    versions = [_Version(text, page, None, "", 0) for text, page in zip(texts, pages, strict=True)]
    return _page(text, versions[0] if base else None, versions[1], versions[2]).data
