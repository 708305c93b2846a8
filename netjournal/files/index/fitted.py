"""Which offers meet which asks, packed: all of them, and those of one row."""

import json
from array import array
from collections.abc import Iterator

from netjournal.files.index.places import FITTED, IN_ONE
from netjournal.files.index.store import Doubt
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.fits import FewFits, Fits
from netjournal.network.lists import Lists

MOST_IN_A_HEAD = 200  # bytes that tell the lengths of fits


def packed_fits(fits: Fits, left_out: int) -> bytes:
    """Fits of words as a line of lengths, their numbers, and how near they are."""
    numbers = (fits.ends, fits.asks, fits.offers, *fits.by_offer.parts)
    head = json.dumps([left_out, *map(len, numbers)]).encode()
    return b"".join((head, b"\n", *(column.tobytes() for column in numbers), fits.scores.tobytes()))


def fits_of(value: bytes | memoryview) -> tuple[Fits, int]:
    """The fits that were packed, and how many more there were. Raises Doubt."""
    start = bytes(value[:MOST_IN_A_HEAD]).index(b"\n")
    left_out, *lengths = json.loads(bytes(value[:start]))
    at, columns = start + 1, [array("i") for _ in lengths]
    for column, length in zip(columns, lengths, strict=True):
        column.frombytes(value[at : at + length * column.itemsize])
        at += length * column.itemsize
    ends, asks, offers, *by_offer = columns
    scores = array("d")
    scores.frombytes(value[at:])
    if not len(asks) == len(offers) == len(scores):
        raise Doubt("fits of other lengths")
    return Fits(ends, offers, scores, asks, Lists(*by_offer)), left_out


def fits_by_row(fits: Fits, columns: Acquaintance) -> Iterator[tuple[int, bytes]]:
    """The fits of some rows each under a key: as three columns, by ask, of an ask the nearest first."""
    asking, giving = columns.asking, columns.giving
    found: dict[int, tuple[array[int], array[int], array[float]]] = {}
    for ask, offer, score in fits:
        for number in {asking[ask] // IN_ONE[FITTED], giving[offer] // IN_ONE[FITTED]}:
            if number not in found:
                found[number] = array("i"), array("i"), array("d")
            asks, offers, scores = found[number]
            asks.append(ask)
            offers.append(offer)
            scores.append(score)
    for number in range(-(-len(columns.ids) // IN_ONE[FITTED])):
        yield FITTED + number, b"".join(column.tobytes() for column in found.get(number, ()))


def fits_of_row(value: bytes, row: int, columns: Acquaintance) -> FewFits:
    """A row's own among the fits of some rows. Raises Doubt."""
    asks, offers = frozenset(columns.asks_of[row]), frozenset(columns.offers_of[row])
    parts: tuple[array[int], array[int], array[float]] = array("i"), array("i"), array("d")
    at, count = 0, len(value) // sum(column.itemsize for column in parts)
    for column in parts:
        column.frombytes(value[at : at + count * column.itemsize])
        at += count * column.itemsize
    if at != len(value):
        raise Doubt("fits of other lengths")
    return FewFits([fit for fit in zip(*parts, strict=True) if fit[0] in asks or fit[1] in offers])
