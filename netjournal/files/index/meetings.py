"""What `meet` ranks, kept in the index: made at the first question after the pages it rests on changed."""

import datetime
import json
from array import array
from collections.abc import Callable, Sequence
from functools import cached_property
from zlib import crc32

from netjournal.files.index.columns import KeptColumns, packed_columns
from netjournal.files.index.fitted import fits_by_row, fits_of, fits_of_row, packed_fits
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import COLUMNS, COMMON, FITS, FITTED, FITTED_BY, IN_ONE
from netjournal.files.index.store import Values
from netjournal.network.acquaintance import Acquaintance, acquaintance, turning_days
from netjournal.network.fits import Fits
from netjournal.network.network import Network


class Meetings:
    """The columns as of a day, and what was worked out from them."""

    def __init__(self, pages: Pages, values: Values, today: datetime.date, network: Callable[[], Network]) -> None:
        """What has to be made is made of the network, and put among the values to be kept."""
        self._pages, self._values, self._today, self._network = pages, values, today, network

    @cached_property
    def columns(self) -> Acquaintance:
        _ = self._made  # where they aren't kept, they are made now
        return KeptColumns(lambda key: self._pages.store.value(key), lambda: self._pages.last_days)

    @cached_property
    def _made(self) -> tuple[str, str, str]:
        """What tells the columns that are kept, or made now, from others; the texts of needs; whose these are.

        They change with the pages, and by themselves where a day turns them: how many of these days are past tells.
        """
        made = self._pages.facts["meeting"]
        kept = self._pages.store.get(COLUMNS)
        was, days, past, texts, rows = json.loads(kept) if kept else (None, (), 0, "", "")
        if (was, past) != (made, self._past(days)):
            days, columns = self._drawn()
            past = self._past(days)
            self._values.update(packed_columns(columns))
            texts = _sum([len(columns.asking)], [need.what for need in (*columns.asks, *columns.offers)])
            rows = _sum([len(columns.ids)], [*columns.asking, *columns.giving])
            self._values[COLUMNS] = json.dumps([made, days, past, texts, rows]).encode()
        return f"{made} {past}", texts, rows

    def _drawn(self) -> tuple[tuple[int, ...], Acquaintance]:
        """The days that turn the columns, and these without days of last contact, which are kept by themselves.

        The network is let go of before they are packed.
        """
        network = self._network()
        return turning_days(network), acquaintance(network, self._today, {})

    def _past(self, days: Sequence[int]) -> int:
        return sum(day <= self._today.toordinal() for day in days)

    def fits(self, find: Callable[[], tuple[Fits, int]], found_by: str = "") -> tuple[Fits, int]:
        """The fits between asks and offers, found where they are not kept as `found_by` that, and how many more.

        They stay the same while the texts do, whatever else is on the pages.
        """
        made = f"{self._made[1]} {found_by}\n".encode()
        kept = self._pages.store.get(FITS)
        if kept and kept.startswith(made):
            return fits_of(memoryview(kept)[len(made) :])
        fits, left_out = find()
        self._values[FITS] = made + packed_fits(fits, left_out)
        return fits, left_out

    def fits_of_row(self, row: int, find: Callable[[], tuple[Fits, int]], found_by: str = "") -> Fits:
        """Those of them that are of an ask or an offer of a row; they are kept once more, parted by row."""
        _, texts, rows = self._made
        made = f"{texts} {rows} {found_by}".encode()
        if self._pages.store.get(FITTED_BY) != made:
            self._values.update(fits_by_row(self.fits(find, found_by)[0], self.columns))
            self._values[FITTED_BY] = made
        return fits_of_row(self._pages.store.value(FITTED + row // IN_ONE[FITTED]), row, self.columns)

    def usual(self, find: Callable[[], float]) -> float:
        """The usual sum over common contacts, found where it is not kept; last days of contact bear on it too."""
        asked = [self._made[0], crc32(array("l", self.columns.last).tobytes())]
        kept = self._pages.store.get(COMMON)
        question, answer = json.loads(kept) if kept else (None, 0.0)
        if question != asked:
            answer = find()
            self._values[COMMON] = json.dumps([asked, answer]).encode()
        return float(answer)


def _sum(*said: Sequence[object]) -> str:
    """Two checksums that tell lists from any other ones."""
    text = json.dumps(said).encode()
    return f"{len(text)} {crc32(text)} {crc32(text[::-1])}"
