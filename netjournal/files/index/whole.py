"""An index made whole: every page a record, and the words of each where `find` looks for them."""

from collections.abc import Iterator
from itertools import groupby

from netjournal.files.index.everybody import as_json
from netjournal.files.index.making import joined
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import BUCKET, FACTS, IN_ONE, PAGE, TEXT
from netjournal.files.index.rows import as_read, row_of, sought

SIZE = IN_ONE[TEXT]
LAST_KEY = (1 << 63) - 1


def made_whole(pages: Pages) -> Iterator[tuple[int, bytes]]:
    """The values of the same index, whole."""
    yield from pages.store.between(0, FACTS)
    yield FACTS, as_json({**pages.facts, "whole": True})
    yield from pages.store.between(FACTS + 1, PAGE)
    for number, slots in _together(pages):
        texts = [""] * SIZE
        for slot, value in zip(slots, pages.store.values([PAGE + slot for slot in slots]), strict=True):
            row = row_of(value, pages.settings)
            texts[slot % SIZE] = sought(row.record, row.text)
            yield PAGE + slot, as_read(row.record, row.problems, None)
        yield TEXT + number, joined(texts)
    yield from pages.store.between(BUCKET, TEXT)
    yield from pages.store.between(TEXT + (1 << 40), LAST_KEY)


def texts(pages: Pages) -> Iterator[tuple[int, bytes]]:
    """The words of all pages, so many to a value, in an index that couldn't be made whole."""
    for number, slots in _together(pages):
        said = [""] * SIZE
        for slot, value in zip(slots, pages.store.values([PAGE + slot for slot in slots]), strict=True):
            row = row_of(value, pages.settings)
            said[slot % SIZE] = sought(row.record, row.text)
        yield TEXT + number, joined(said)


def _together(pages: Pages) -> Iterator[tuple[int, list[int]]]:
    """The slots of pages whose words share a value."""
    return ((number, list(slots)) for number, slots in groupby(sorted(pages.slots), lambda slot: slot // SIZE))
