"""What becomes of the index when files change: which of them are read again, and what is put in place."""

import datetime
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from netjournal.files.folder import Folder, Found, Listing
from netjournal.files.index.edit import MOST_AT_ONCE, Edit, is_other
from netjournal.files.index.listed import files_in, in_listing_order, listed, named
from netjournal.files.index.packed import texts_of
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import (
    IDS,
    LISTING,
    SIGNS,
    SLOTS,
)
from netjournal.files.index.reading import Read, read_pages
from netjournal.files.index.store import Doubt, Values
from netjournal.files.signs import NUMBERS, row
from netjournal.network.dataclass import replace


def changed(folder: Folder, listing: Listing, pages: Pages, today: datetime.date) -> Values:
    """The values to put in place of others for the index to be of the files as listed. Raises Doubt."""
    if pages.store.value(LISTING) == named(listing):
        return _edited(folder, listing, pages, today)
    was, found = Kept(pages), in_listing_order(listing)
    slots, stale = was.compared(found, listing.signs)
    if len(found) > 2 * pages.facts["first"] + 1000:
        raise Doubt("so much has changed that a new index is quicker")
    reads, signs = _read_again(folder, listing, {at: (slots[at], found[at]) for at in stale}, len(was.gone))
    others = {read.found.file: read for read in reads if is_other(pages, read)}
    edit = Edit(pages, [*others.values()], was.gone)
    edit.values.update(listed(listing, found, slots, signs))
    return edit.made(today, len(found), others.keys() | was.gone_files)


def _edited(folder: Folder, listing: Listing, pages: Pages, today: datetime.date) -> Values:
    """The same where the same files are there, which is what most changes leave."""
    old, new = pages.store.value(SIGNS), listing.signs.tobytes()
    if len(old) != len(new) or len(old) != SIGN * len(pages.ids):
        raise Doubt("lists of other lengths")
    at = {place: pages.slots[place] for place in _differing(old, new)}
    files = listing.at(at)
    stale = {place: (slot, replace(files[place], id=pages.ids[place])) for place, slot in at.items()}
    reads, signs = _read_again(folder, listing, stale, 0)
    others = {read.found.file: read for read in reads if is_other(pages, read)}
    if not others:
        return {SIGNS: signs.tobytes()}
    edit = Edit(pages, [*others.values()], ())
    edit.values[SIGNS] = signs.tobytes()
    return edit.made(today, len(pages.ids), {*others})


SIGN = 8 * NUMBERS  # bytes of one file's sign
_STEP = 256 * SIGN


def _differing(old: bytes, new: bytes) -> Iterator[int]:
    """The places at which two rows of signs differ."""
    for start in range(0, len(old), _STEP):
        if old[start : start + _STEP] != new[start : start + _STEP]:
            for at in range(start, min(start + _STEP, len(old)), SIGN):
                if old[at : at + SIGN] != new[at : at + SIGN]:
                    yield at // SIGN


def _read_again(
    folder: Folder, listing: Listing, stale: Mapping[int, tuple[int, Found]], gone: int
) -> tuple[list[Read], "array[int]"]:
    """The pages at these places of a listing, each with its slot, as they stand now, and the signs to keep of all."""
    if len(stale) + gone > max(MOST_AT_ONCE, len(listing.signs) // (4 * NUMBERS)):
        raise Doubt("so much has changed that a new index is quicker")
    signs = array("q", listing.signs)
    wanted = ((slot, found, row(listing.signs, at)) for at, (slot, found) in stale.items())
    reads = list(read_pages(folder, wanted))
    for at, read in zip(stale, reads, strict=True):
        signs[NUMBERS * at : NUMBERS * (at + 1)] = array("q", read.sign)
    return reads, signs


class Kept:
    """Which files an index knows, and as of which change."""

    def __init__(self, pages: Pages) -> None:
        store = pages.store
        files, ids = files_in(store.value(LISTING)), texts_of(store.value(IDS))
        self._slots, self._signs = array("q"), array("q")
        self._slots.frombytes(store.value(SLOTS))
        self._signs.frombytes(store.value(SIGNS))
        if not len(files) == len(ids) == len(self._slots) == len(self._signs) // NUMBERS:
            raise Doubt("lists of other lengths")
        self._known = {file: (id, at) for at, (file, id) in enumerate(zip(files, ids, strict=True))}
        self._files = files
        self.gone: list[int] = []
        self.gone_files: set[str] = set()

    def compared(self, found: Sequence[Found], signs: "array[int]") -> tuple["array[int]", list[int]]:
        """Where each file of a listing is kept from now on, and the places of those to be read again."""
        if len({each.file for each in found}) != len(found):
            raise Doubt("a file stands in two folders")
        here = {each.file for each in found}
        self.gone_files = {file for file in self._files if file not in here}
        self.gone = sorted(self._slots[self._known[file][1]] for file in self.gone_files)
        taken = set(self._slots) - set(self.gone)
        free = (slot for slot in count() if slot not in taken)
        slots, stale = array("q"), []
        old, new = memoryview(self._signs), memoryview(signs)
        for place, each in enumerate(found):
            id, at = self._known.get(each.file, ("", -1))
            slots.append(self._slots[at] if at >= 0 else next(free))
            if at < 0 or id != each.id or row(old, at) != row(new, place):
                stale.append(place)
        again = set(slots)
        self.gone = [slot for slot in self.gone if slot not in again]
        return slots, stale
