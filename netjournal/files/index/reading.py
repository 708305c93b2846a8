"""Pages read from their files for the index: what is kept of each."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from netjournal.files.folder import Folder, Found
from netjournal.files.index.rows import as_read, as_written
from netjournal.files.index.words import facts_of, haystack
from netjournal.files.signs import CHANGED, FRESH, INODE, WRITTEN
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Problem
from netjournal.network.network import Record
from netjournal.network.skim import PERSON, Skim, skim_of

if TYPE_CHECKING:
    from netjournal.files.notation.skim import Skimmer

RACY = 2_000_000_000  # nanoseconds; a page that changed so shortly before it was read is read again next time


@dataclass(frozen=True, slots=True)
class Read:
    """A page read: its skim where it can be used, its record where one was made, its text, its problems.

    `sign` is of zeros where the page is too fresh.
    """

    slot: int
    found: Found
    skim: Skim | None
    record: Record | None
    text: str
    problems: tuple[Problem, ...]
    sign: tuple[int, ...]

    def row(self, with_text: bool) -> bytes:
        if self.skim and not self.record:
            return as_written(self.found.kind, self.found.file, self.found.id, self.text)
        return as_read(self.record, self.problems, self.text if with_text else None)

    @property
    def called(self) -> str:
        return haystack(self.skim) if self.skim and self.skim.kind == PERSON else ""

    @property
    def about(self) -> str:
        return facts_of(self.skim) if self.skim and self.skim.kind == PERSON else ""


def read_pages(
    folder: Folder, wanted: Iterable[tuple[int, Found, Sequence[int]]], skimmer: "Skimmer | None" = None
) -> Iterator[Read]:
    """The pages as they now stand; no record is made of those that can be skimmed, where there is a skimmer."""
    for slot, found, sign in wanted:
        started = time.time_ns()
        text = folder.text(found.file) if skimmer else ""
        skim = skimmer.skim(found.kind, text, found.file, found.id) if skimmer else None
        latest = max(sign[CHANGED], sign[WRITTEN]) + 1
        is_settled = latest * 10**9 + RACY < started and sign[INODE]
        kept = tuple(sign) if is_settled else FRESH
        yield Read(slot, found, skim, None, text, (), kept) if skim else _with_care(folder, slot, found, kept)


def _with_care(folder: Folder, slot: int, found: Found, sign: tuple[int, ...]) -> Read:
    reading, text = folder.read_with_text(found)
    if isinstance(reading, Problem):
        return Read(slot, found, None, None, text, (reading,), sign)
    return Read(slot, found, skim_of(reading.record), reading.record, text, reading.problems, sign)
