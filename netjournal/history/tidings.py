"""What a sync brought, person by person: entries counted, keys named, pages that are new, renamed or gone."""

from collections import Counter
from collections.abc import Mapping

from netjournal.files.notation.body import read_body
from netjournal.files.notation.tree import Node, Unreadable, front_matter
from netjournal.files.page import BOM, read_page
from netjournal.history.git_store import Change, Store
from netjournal.history.layout import PAGES, Layout, stem
from netjournal.history.moves import person
from netjournal.network.dataclass import dataclass

NEW, CHANGED, RENAMED, DELETED = "new", "changed", "renamed", "deleted"


@dataclass(frozen=True, slots=True)
class Tiding:
    """What happened to one page; `file` is relative to the journal, `entries` counts those that are new to it."""

    file: str
    id: str
    name: str
    what: str
    entries: int = 0
    keys: tuple[str, ...] = ()
    was: str = ""


def tidings(store: Store, layout: Layout, before: str, after: str) -> list[Tiding]:
    """What changed between two commits, ordered by name."""
    changes = [each for each in store.changes(before, after) if layout.kind(each.to) in PAGES]
    store.fetch([held.blob for each in changes for held in (each.before, each.after) if held])
    found = [_tiding(store, layout, change) for change in changes]
    return sorted(found, key=lambda each: (each.name.casefold(), each.file))


def departed(store: Store, layout: Layout, before: str | None, after: str) -> list[Tiding]:
    """The pages that are gone between two commits, ordered by name."""
    if before is None or before == after:
        return []
    gone = [each for each in store.changes(before, after) if each.after is None and layout.kind(each.to) in PAGES]
    found = [_tiding(store, layout, change) for change in gone]
    return sorted(found, key=lambda each: (each.name.casefold(), each.file))


def _tiding(store: Store, layout: Layout, change: Change) -> Tiding:
    before, after = (store.data(held.blob) if held else None for held in (change.before, change.after))
    file, id = change.to[len(layout.prefix) :], stem(change.to)
    name = _name(after or before or b"", id)
    if after is None:
        return Tiding(file, id, name, DELETED)
    entries = len(list((_entries(after, layout) - _entries(before, layout)).elements()))
    if before is None:
        return Tiding(file, id, name, NEW, entries)
    keys, old = _keys(after), _keys(before)
    changed = tuple(sorted(key for key in {*keys, *old} if keys.get(key) != old.get(key)))
    what = RENAMED if change.path != change.to else CHANGED
    return Tiding(file, id, name, what, entries, changed, stem(change.path) if what == RENAMED else "")


def _name(data: bytes, id: str) -> str:
    """The name a page gives, else its heading or its id."""
    said = _pairs(data).get("name")
    if said is not None and said.text:
        return said.text
    one = person(data, id)
    return one.name if one else id


def _entries(data: bytes | None, layout: Layout) -> Counter[str]:
    """The dated entries of a page, by their whole text."""
    try:
        page = read_page(data or b"")
        body = read_body(page.text, page.body_start, "", layout.settings.kinds)
    except Unreadable:
        return Counter()
    return Counter(page.text[span.start : span.end].strip() for span in body.spans)


def _keys(data: bytes) -> Mapping[str, str]:
    """The keys of a page's front matter, each with its value as it is written."""
    text = data.decode("utf-8", "replace").removeprefix(BOM)
    return {key: text[value.start : value.end].strip() for key, value in _pairs(data).items()}


def _pairs(data: bytes) -> Mapping[str, Node]:
    try:
        front, _ = front_matter(read_page(data).text)
    except Unreadable:
        return {}
    return {key.text: value for key, value in (front.pairs if front else ())}
