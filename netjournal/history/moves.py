"""Where each file of a common version went on one side: kept, changed, renamed, removed; and what came new."""

import re
from collections import Counter
from collections.abc import Iterable

from netjournal.files.notation.records import read_person
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import read_page
from netjournal.history.git_store import Change, Held, Store
from netjournal.history.layout import PAGES, Layout, stem
from netjournal.network.dataclass import dataclass, field
from netjournal.network.names import fold, id_key
from netjournal.network.person import Person
from netjournal.network.settings import Settings

MOST_PAIRS = 40_000
FEWEST_LETTERS = 8
_TEMPLATE = re.compile(r"^\s*(?:#|---|$)")


@dataclass(slots=True)
class Moves:
    """One side: base path → (path, what is there) or None where it was removed; and what it added."""

    old: dict[str, Held] = field(default_factory=dict)
    kept: dict[str, tuple[str, Held] | None] = field(default_factory=dict)
    added: dict[str, Held] = field(default_factory=dict)


def moves(changes: Iterable[Change], store: Store, layout: Layout) -> Moves:
    """The side that these changes make; a rename of a page counts where it still tells of the same."""
    found = Moves()
    for change in changes:
        if change.before is None:
            if change.after is not None:
                found.added[change.to] = change.after
            continue
        found.old[change.path] = change.before
        found.kept[change.path] = (change.to, change.after) if change.after else None
        is_note = layout.kind(change.path) in PAGES
        if change.to != change.path and change.after and is_note and not _is_moved(change, store, layout):
            found.kept[change.path] = None
            found.added[change.to] = change.after
    _pair_up(found, store, layout)
    return found


def _is_moved(change: Change, store: Store, layout: Layout) -> bool:
    if change.before is None or change.after is None or layout.kind(change.path) != layout.kind(change.to):
        return False
    same = change.before.blob == change.after.blob
    return same or is_same_page(change.path, store.data(change.before.blob), store.data(change.after.blob))


def _pair_up(found: Moves, store: Store, layout: Layout) -> None:
    """Find the renames that git's measure missed, as a short page may change more than half."""
    gone = [path for path in sorted(found.kept) if found.kept[path] is None and layout.kind(path) in PAGES]
    came = [path for path in sorted(found.added) if layout.kind(path) in PAGES]
    if not gone or not came or len(gone) * len(came) > MOST_PAIRS:
        return
    store.fetch([found.old[path].blob for path in gone] + [found.added[path].blob for path in came])
    for path in gone:
        before = store.data(found.old[path].blob)
        for to in came:
            if layout.kind(to) == layout.kind(path) and is_same_page(path, before, store.data(found.added[to].blob)):
                found.kept[path] = (to, found.added.pop(to))
                came.remove(to)
                break


def is_same_page(path: str, before: bytes, after: bytes) -> bool:
    """Whether a page is what became of another: it goes by its id or name, or says at least half of what it said."""
    one, other = person(before, stem(path)), person(after, "")
    if one is None or other is None:
        return False
    called = {fold(other.name), *(fold(said.text) for said in other.aliases)} - {""}
    if fold(one.name) in called or id_key(one.id) in {id_key(name) for name in called}:
        return True
    said, still = _said(before), _said(after)
    return bool(said) and 2 * sum((said & still).values()) >= sum(said.values())


def person(data: bytes, id: str) -> Person | None:
    """The person a page tells of, read as far as it can be."""
    try:
        record = read_person(read_page(data).text, "", id, Settings()).record
    except Unreadable:
        return None
    return record if isinstance(record, Person) else None


def _said(data: bytes) -> Counter[str]:
    """The lines of a page's body that say something of its own."""
    try:
        page = read_page(data)
        lines = page.text[page.body_start :].split("\n")
    except Unreadable:
        return Counter()
    return Counter(
        line.strip()
        for line in lines
        if not _TEMPLATE.match(line) and sum(map(str.isalpha, line)) >= FEWEST_LETTERS
    )
