"""What becomes of the index when pages change: the values to put in place of others."""

import json
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from netjournal.files.folder import Folder, Found, Listing
from netjournal.files.index.codec import plain_of, plain_problem
from netjournal.files.index.packed import lapses_of, packed_lapses, packed_texts, texts_of
from netjournal.files.index.pages import (
    BUCKET,
    CALLED,
    CALLED_IN_ONE,
    ERRORS,
    FACTS,
    IDS,
    LAPSES,
    LISTING,
    MEMORY,
    PAGE,
    SIGNS,
    SLOTS,
    STAMP,
    TEXT,
    TEXTS_IN_ONE,
    TWINS,
    Pages,
    bucket_of,
    order,
)
from netjournal.files.index.words import MENTION, haystack, mentions, own_words
from netjournal.network.contacts import CLOSENESS, guests
from netjournal.network.evidence import Problem
from netjournal.network.features import Lapses, contact_days, lapses, span
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold, id_key
from netjournal.network.network import Network, Record
from netjournal.network.person import Person

RACY = 2_000_000_000  # nanoseconds; a page that changed so shortly before it was read is read again next time
IN_A_BUCKET = 8  # pages, about
Values = dict[int, bytes | None]


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
        """What `find` looks through."""
        return fold(f"{self.record.id}\n{self.record.name}\n{self.text}") if self.record else ""

    @property
    def called(self) -> str:
        return haystack(self.record) if isinstance(self.record, Person) else ""


def read_pages(folder: Folder, wanted: Iterable[tuple[int, Found, Sequence[int]]]) -> Iterator[Read]:
    """The pages as they now stand."""
    for slot, found, sign in wanted:
        started = time.time_ns()
        reading, text = folder.read_with_text(found)
        is_settled = max(sign[0], sign[1]) + RACY < started and sign[3]
        kept = tuple(sign) if is_settled else (0, 0, 0, 0)
        if isinstance(reading, Problem):
            yield Read(slot, None, text, (reading,), kept)
        else:
            yield Read(slot, reading.record, text, reading.problems, kept)


def named(listing: Listing) -> bytes:
    """The listing's files as one value."""
    head = [[kind, folder, len(names)] for kind, folder, names in listing.folders]
    return json.dumps(head).encode() + b"\n" + packed_texts([name for _, _, names in listing.folders for name in names])


def files_in(value: bytes) -> list[str]:
    """The files of such a value, in its order."""
    head, _, packed = value.partition(b"\n")
    names = iter(texts_of(packed))
    return [f"{folder}/{next(names)}" for _, folder, count in json.loads(head) for _ in range(count)]


def in_listing_order(listing: Listing) -> list[Found]:
    """The notes, each with an id of its own, in the order of the listing."""
    by_file = {each.file: each for each in listing.found()}
    return [by_file[f"{folder}/{name}"] for _, folder, names in listing.folders for name in names]


def twins(found: Iterable[Found]) -> list[Problem]:
    """Ids that are one on another system, or stand in two folders."""
    stems = sorted((id_key(each.file.rpartition("/")[2].removesuffix(".md")), each.file) for each in found)
    problems = []
    for _, group in groupby(stems, key=lambda pair: pair[0]):
        files = [file for _, file in group]
        for file in files if len(files) > 1 else ():
            others = " and ".join(other for other in files if other != file)
            says = f"has the same id as {others}, and will be one file with it on macOS or Windows"
            problems.append(Problem(file, 1, 1, "twin", "warning", says, "rename one of them"))
    return problems


# A new index


def anew(folder: Folder, listing: Listing, today: "Day", stamp: bytes) -> Values:
    """The values of an index made from nothing but the files."""
    found = in_listing_order(listing)
    signs = listing.signs
    reads = list(read_pages(folder, ((at, each, signs[4 * at : 4 * at + 4]) for at, each in enumerate(found))))
    values: Values = {STAMP: stamp, LISTING: named(listing)}
    values[SIGNS] = array("q", [number for read in reads for number in read.sign]).tobytes()
    values[SLOTS] = array("q", range(len(found))).tobytes()
    values[IDS] = packed_texts([each.id for each in found])
    values[TWINS] = _problems(twins(found))
    values[ERRORS] = _problems(problem for read in reads for problem in read.problems if problem.severity == "error")
    _put_pages(values, reads)
    buckets = max(1, len(found) // IN_A_BUCKET)
    _put_buckets(values, reads, buckets)
    network = _network(folder, reads)
    days = contact_days(network, today)
    for contact, key in LAPSES.items():
        values[key] = packed_lapses(lapses(network, today, contact, days))
    facts = {
        "pages": len(found),
        "size": len(found),
        "buckets": buckets,
        "selves": [[read.slot, read.record.id] for read in reads if _is_self(read.record)],
        "span": span(network, today),
    }
    values[FACTS] = json.dumps(facts).encode()
    return values
