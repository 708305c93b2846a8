"""The contents of one file three ways, by what kind of file it is; where they can't be one, both are kept."""

from collections.abc import Mapping

from netjournal.errors import UnreadablePage
from netjournal.files.notation.tree import Unreadable, front_matter
from netjournal.files.page import Page, read_page
from netjournal.files.splice import add_to_list
from netjournal.history.layout import KEYS, LINES, PAGES
from netjournal.history.markers import has_markers
from netjournal.history.merge import CannotMerge, merge_lines, merge_pages, merge_settings
from netjournal.network.dataclass import dataclass
from netjournal.network.names import fold
from netjournal.network.settings import PERSON

LONGEST_TEXT = 5_000_000


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file becomes; `other` is the side that had to be put beside it, `conflicts` the values that gave way."""

    data: bytes
    other: bytes | None = None
    conflicts: tuple[str, ...] = ()
    why: str = ""


def united(kind: str, base: bytes | None, left: bytes, right: bytes, kinds: Mapping[str, str]) -> Contents:
    """Three versions in one, the same whichever side is left."""
    if left == right or right == base:
        return Contents(left)
    if left == base:
        return Contents(right)
    if kind in PAGES:
        return _page(base, left, right, kinds)
    if kind == LINES:
        return Contents(merge_lines(base or b"", left, right))
    if kind == KEYS:
        try:
            return Contents(merge_settings(base or b"", left, right))
        except CannotMerge as error:
            return _both(left, right, str(error))
    return _both(left, right, "changed on both sides")


def _page(base: bytes | None, left: bytes, right: bytes, kinds: Mapping[str, str]) -> Contents:
    try:
        made = merge_pages(base, left, right, kinds)
        return Contents(made.data, conflicts=made.conflicts)
    except CannotMerge as error:
        return _both(left, right, str(error))


def _both(left: bytes, right: bytes, why: str) -> Contents:
    """The side that can be read, else the lower one, with the other beside it."""
    first, second = sorted((left, right), key=lambda side: (not is_readable(side), side))
    return Contents(first, second, why=why)


def spoilt(base: bytes | None, left: bytes, right: bytes) -> bytes | None:
    """The page of one side, where that side alone changed it, into what can't be read any more."""
    if base is None or left == right or base not in (left, right):
        return None
    changed = right if left == base else left
    return changed if is_readable(base) and not is_readable(changed) else None


def is_readable(data: bytes) -> bool:
    """Whether a page is text with front matter that can be read, or with none, and isn't empty."""
    return not unreadable(data)


def unreadable(data: bytes) -> str:
    """Why a page can't be read, as `LINE:COLUMN: what is wrong`; nothing where it can."""
    try:
        front_matter(read_page(data).text)
    except Unreadable as error:
        return f"{error.line}:{error.column}: {error.says}"
    if has_markers(data):
        return "1:1: unresolved git conflict"
    return "" if data.strip() else "1:1: empty file"


def with_alias(data: bytes, alias: str, kind: str) -> bytes:
    """The page with one more alias, where it can have one."""
    if kind != PERSON:
        return data
    try:
        page = read_page(data)
        return data if fold(alias) in _aliases(page) else add_to_list(page, "aliases", alias).data
    except (Unreadable, UnreadablePage):
        return data


def _aliases(page: Page) -> set[str]:
    pairs = page.front.pairs if page.front else ()
    values = [value for key, value in pairs if key.text == "aliases"]
    return {fold(item.text) for value in values for item in (value.items or (value,))}
