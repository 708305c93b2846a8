"""Pages read from their files for the index: what is kept of each."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from netjournal.files.folder import Folder, Found
from netjournal.files.index.rows import as_read, as_written
from netjournal.files.index.words import facts_of, haystack
from netjournal.files.signs import FRESH, INODE, changed_at
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Problem
from netjournal.network.network import Record
from netjournal.network.settings import PERSON
from netjournal.network.skim import Skim, skim_of

if TYPE_CHECKING:
    from netjournal.files.notation.skim import Skimmer

Wanted = tuple[int, Found, Sequence[int]]  # a slot, its file, the file's sign

AT_ONCE = 64  # pages
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


def read_pages(folder: Folder, wanted: Iterable[Wanted]) -> Iterator[Read]:
    """The pages as they now stand."""
    for slot, found, sign in wanted:
        started = time.time_ns()
        yield _with_care(folder, slot, found, _settled(sign, started))


def skimmed_pages(folder: Folder, wanted: Iterable[Wanted], skimmer: "Skimmer") -> Iterator[list[Read]]:
    """The pages as they now stand, some at a time; no record is made of those that can be skimmed.

    Each thing is done for all of them before the next: what does it is at the processor's hand, which takes a quarter
    less time.
    """
    left = iter(wanted)
    while some := list(islice(left, AT_ONCE)):
        started = time.time_ns()
        texts = [folder.text(found.file) for _, found, _ in some]
        written = [(f.kind, f.file, f.id, text) for (_, f, _), text in zip(some, texts, strict=True)]
        skims = skimmer.skims(written)
        yield [
            Read(slot, found, skim, None, text, (), _settled(sign, started))
            if skim
            else _with_care(folder, slot, found, _settled(sign, started))
            for (slot, found, sign), text, skim in zip(some, texts, skims, strict=True)
        ]


def _settled(sign: Sequence[int], started: int) -> tuple[int, ...]:
    """The sign to keep of a page that was read then."""
    return tuple(sign) if changed_at(sign) + RACY < started and sign[INODE] else FRESH


def _with_care(folder: Folder, slot: int, found: Found, sign: tuple[int, ...]) -> Read:
    reading, text = folder.read_with_text(found)
    if isinstance(reading, Problem):
        return Read(slot, found, None, None, text, (reading,), sign)
    return Read(slot, found, skim_of(reading.record), reading.record, text, reading.problems, sign)
