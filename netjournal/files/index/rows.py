"""What is kept of each page: its record, or the page as it is written where nobody asked for more than its skim yet.

A new index skims most pages, and keeps these as they are written; a question to everybody makes all of them records.
Until then each record is kept with its page, of which `find` will want the words.
"""

import json
from collections.abc import Sequence

from netjournal.files.folder import reader
from netjournal.files.index.codec import Plain, plain_of, plain_problem, problem_of, record_of
from netjournal.files.index.places import BREAK
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Problem
from netjournal.network.names import fold, folded_words
from netjournal.network.network import Record
from netjournal.network.settings import Settings

_AS_WRITTEN = b"\0"  # between the parts of a row of a page that no record was made of; no page holds one, no JSON
_encoded = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(slots=True)
class Row:
    """A page as it is kept: its record where it has one, problems, and its text where that is kept."""

    record: Record | None
    problems: Sequence[Problem]
    text: str


def as_written(kind: str, file: str, id: str, text: str) -> bytes:
    """The row of a page that was skimmed."""
    return "\0".join((kind, file, id, text)).encode()


def as_read(record: Record | None, problems: Sequence[Problem], text: str | None) -> bytes:
    """The row of a page that was read, with its text where that is to be kept."""
    row = _encoded([plain_of(record) if record else None, list(map(plain_problem, problems))])
    return (row if text is None else f"{row}\n{text}").encode()


def is_written(row: bytes) -> bool:
    return row[:1] != b"["


def written(row: bytes) -> tuple[str, str, str, str]:
    """The kind, file, id and text of a page as it is written."""
    kind, file, id, text = row.decode().split("\0", 3)
    return kind, file, id, text


def row_of(value: bytes, settings: Settings) -> Row:
    """The page that a row is of."""
    if is_written(value):
        kind, file, id, text = written(value)
        read = reader(kind)(text, file, id, settings)
        return Row(read.record, read.problems, text)
    head, _, text_kept = value.partition(b"\n")
    plain, said = json.loads(head)
    return Row(record_of(plain) if plain is not None else None, list(map(problem_of, said)), text_kept.decode())


def plain_rows(values: Sequence[bytes], settings: Settings) -> list[tuple[Plain | None, Plain]]:
    """The records and problems of rows as they are kept, all read at once."""
    heads = [_head(value, settings) for value in values]
    found: list[tuple[Plain | None, Plain]] = json.loads(b"[" + b",".join(heads) + b"]")
    return found


def with_record(row: bytes, plain: Plain | None, problems: Plain) -> bytes:
    """The row of a page as it was written, now with the record that was made of it."""
    return _encoded([plain, problems]).encode() + b"\n" + row.split(_AS_WRITTEN, 3)[3]


def _head(value: bytes, settings: Settings) -> bytes:
    if is_written(value):
        row = row_of(value, settings)
        return as_read(row.record, row.problems, None)
    return value.partition(b"\n")[0]


def sought(record: Record | None, text: str) -> str:
    """What `find` looks through: its words hold no blank, so each of the page's is kept once."""
    if record is None:
        return ""
    words = " ".join(folded_words(f"{record.id}\n{record.name}\n{text}"))
    return BREAK.join((fold(f"{record.id} {record.name}"), words))
