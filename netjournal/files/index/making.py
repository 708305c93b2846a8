"""A new index, made of nothing but the files: what names and contacts rest on, and the pages as they are written."""

import datetime
from array import array
from collections.abc import Iterable, Iterator, Sequence

from netjournal.files.folder import Folder, Listing
from netjournal.files.index.codec import plain_problem, plain_settings
from netjournal.files.index.everybody import Everybody, as_json
from netjournal.files.index.listed import in_listing_order, listed
from netjournal.files.index.packed import packed_offers
from netjournal.files.index.places import (
    ABOUT,
    CALLED,
    ERRORS,
    FACTS,
    IN_ONE,
    OFFERS,
    PAGE,
    SETTINGS,
    STAMP,
)
from netjournal.files.index.reading import skimmed_pages
from netjournal.files.signs import row
from netjournal.network.evidence import Problem

IN_A_BUCKET = 8  # pages, about


def anew(folder: Folder, listing: Listing, today: datetime.date, stamp: bytes) -> Iterator[tuple[int, bytes]]:
    """The values of an index made from nothing but the files."""
    from netjournal.files.notation.skim import Skimmer  # here, for an edit of a page needs none

    found, signs = in_listing_order(listing), listing.signs
    wanted = ((at, each, row(signs, at)) for at, each in enumerate(found))
    kept, everybody = array("q"), Everybody(folder.settings, today)
    called, about, errors = Chunks(CALLED), Chunks(ABOUT), list[Problem]()
    for some in skimmed_pages(folder, wanted, Skimmer(folder.settings)):
        for read in some:
            kept.extend(read.sign)
            errors += [problem for problem in read.problems if problem.severity == "error"]
            if read.skim:
                everybody.add(read.slot, read.skim)
        yield from [(PAGE + read.slot, read.row(with_text=True)) for read in some]
        yield from called.add([read.called for read in some])
        yield from about.add([read.about for read in some])
    yield from called.rest()
    yield from about.rest()
    count = len(found)
    buckets = max(1, count // IN_A_BUCKET)
    yield from everybody.columns()
    yield OFFERS, packed_offers(0, everybody.offers())
    yield from everybody.buckets(buckets)
    yield ERRORS, as_json(list(map(plain_problem, errors)))
    yield from listed(listing, found, array("q", range(count)), kept)
    facts = {"pages": count, "top": count, "first": count, "buckets": buckets, "selves": everybody.selves}
    facts |= {"offers": 0, "meeting": 0, "telling": 0, "span": everybody.tally.span, "whole": False}
    yield FACTS, as_json(facts)
    yield SETTINGS, plain_settings(folder)
    yield STAMP, stamp


class Chunks:
    """Texts kept many to a value, in the order of their slots."""

    def __init__(self, key: int) -> None:
        self._key, self._at, self._texts = key, 0, list[str]()

    def add(self, texts: Sequence[str]) -> Iterator[tuple[int, bytes]]:
        """Add texts, no more than share a value; the value comes when it is full."""
        self._texts += texts
        size = IN_ONE[self._key]
        if len(self._texts) >= size:
            yield self._key + self._at, joined(self._texts[:size])
            self._at, self._texts = self._at + 1, self._texts[size:]

    def rest(self) -> Iterator[tuple[int, bytes]]:
        if self._texts:
            yield self._key + self._at, joined(self._texts)


def joined(texts: Iterable[str]) -> bytes:
    """Folded texts, which hold no line break, as one value."""
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def split(value: bytes) -> list[str]:
    return value.decode("utf-8", "surrogatepass").split("\n")
