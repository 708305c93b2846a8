"""Pages read from their files for the index: what is kept of each."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence

from netjournal.files.folder import Folder, Found
from netjournal.files.index.codec import plain_of, plain_problem
from netjournal.files.index.places import (
    BREAK,
)
from netjournal.files.index.words import facts_of, haystack
from netjournal.files.signs import CHANGED, FRESH, INODE, WRITTEN
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Problem
from netjournal.network.names import fold, folded_words
from netjournal.network.network import Record
from netjournal.network.person import Person

RACY = 2_000_000_000  # nanoseconds; a page that changed so shortly before it was read is read again next time


@dataclass(frozen=True, slots=True)
class Read:
    """A page read: its record where it has one, its text, its problems; `sign` is of zeros where it is too fresh."""

    slot: int
    record: Record | None
    text: str
    problems: tuple[Problem, ...]
    sign: tuple[int, ...]

    @property
    def row(self) -> bytes:
        plain = plain_of(self.record) if self.record else None
        return json.dumps([plain, [plain_problem(each) for each in self.problems]], separators=(",", ":")).encode()

    @property
    def sought(self) -> str:
        """What `find` looks through: its words hold no blank, so each of the page's is kept once."""
        if self.record is None:
            return ""
        id, name = self.record.id, self.record.name
        words = " ".join(folded_words(f"{id}\n{name}\n{self.text}"))
        return BREAK.join((fold(f"{id} {name}"), words))

    @property
    def called(self) -> str:
        return haystack(self.record) if isinstance(self.record, Person) else ""

    @property
    def about(self) -> str:
        return facts_of(self.record) if isinstance(self.record, Person) else ""


def read_pages(folder: Folder, wanted: Iterable[tuple[int, Found, Sequence[int]]]) -> Iterator[Read]:
    """The pages as they now stand."""
    for slot, found, sign in wanted:
        started = time.time_ns()
        reading, text = folder.read_with_text(found)
        latest = max(sign[CHANGED], sign[WRITTEN]) + 1
        is_settled = latest * 10**9 + RACY < started and sign[INODE]
        kept = tuple(sign) if is_settled else FRESH
        if isinstance(reading, Problem):
            yield Read(slot, None, text, (reading,), kept)
        else:
            yield Read(slot, reading.record, text, reading.problems, kept)
