"""Columns packed into one value, and back."""

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from netjournal.files.index.store import Doubt
from netjournal.network.features import Lapses

BREAK = "\0"  # no file name holds one
_ROW = 24  # bytes of three numbers
_CODES = "ldldlb"


def packed_texts(texts: Sequence[str]) -> bytes:
    return BREAK.join(texts).encode("utf-8", "surrogatepass")


def texts_of(packed: bytes) -> list[str]:
    return packed.decode("utf-8", "surrogatepass").split(BREAK) if packed else []


def packed_rows(rows: Mapping[str, Sequence[int]]) -> bytes:
    """Three numbers for each text."""
    numbers = array("q", [number for row in rows.values() for number in row])
    return json.dumps(len(rows)).encode() + b"\n" + numbers.tobytes() + packed_texts(list(rows))


def rows_of(packed: bytes) -> dict[str, tuple[int, int, int]]:
    """The numbers that were packed, by text. Raises Doubt."""
    texts, numbers = _columns(packed)
    each = iter(numbers)
    return dict(zip(texts, zip(each, each, each, strict=True), strict=True))


def second_of(packed: bytes) -> dict[str, int]:
    """The second numbers of the rows that were packed, by text. Raises Doubt."""
    texts, numbers = _columns(packed)
    return dict(zip(texts, numbers[1::3], strict=True))


def _columns(packed: bytes) -> "tuple[list[str], array[int]]":
    """The texts of packed rows, and the numbers of all. Raises Doubt."""
    start = packed.index(b"\n")
    numbers = array("q")
    end = start + 1 + 3 * int(packed[:start]) * numbers.itemsize
    numbers.frombytes(packed[start + 1 : end])
    texts = texts_of(packed[end:])
    if 3 * len(texts) != len(numbers):
        raise Doubt("rows of other lengths")
    return texts, numbers


def rows_among(packed: bytes, wanted: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """The numbers of these few texts as far as they are there, found with no other row unpacked. Raises Doubt."""
    numbers, texts = _apart(packed)
    found, row, counted = {}, 0, 0
    for place, text in sorted((texts.find(_between(text)), text) for text in wanted):
        if place >= 0:
            row, counted = row + texts.count(b"\0", counted, place), place
            one, two, three = array("q", numbers[_ROW * row : _ROW * (row + 1)])
            found[text] = (one, two, three)
    return found


def with_rows(packed: bytes, rows: Mapping[str, Sequence[int] | None]) -> bytes:
    """The packed rows with these few put in place of the same texts' or added; None takes one away. Raises Doubt."""
    told, texts = _apart(packed)
    numbers = bytearray(told)
    for text, row in rows.items():
        place = texts.find(_between(text))
        at = _ROW * texts.count(b"\0", 0, place) if place >= 0 else len(numbers)
        numbers[at : at + _ROW] = array("q", row or ()).tobytes()
        if place < 0 and row is not None:
            texts += _between(text)[1:]
        elif place >= 0 and row is None:
            texts = texts[:place] + texts[place + len(_between(text)) - 1 :]
    return json.dumps(len(numbers) // _ROW).encode() + b"\n" + bytes(numbers) + texts[1:-1]


def _apart(packed: bytes) -> tuple[bytes, bytes]:
    """The numbers of packed rows, and the texts with a break before and after each. Raises Doubt."""
    start = packed.index(b"\n") + 1
    count = int(packed[: start - 1])
    end = start + _ROW * count
    texts = b"\0" + packed[end:] + b"\0" if count else b"\0"
    if texts.count(b"\0") != count + 1:
        raise Doubt("rows of other lengths")
    return packed[start:end], texts


def _between(text: str) -> bytes:
    return b"\0" + packed_texts((text,)) + b"\0"


def packed_offers(made: int, offers: Sequence[tuple[str, str]]) -> bytes:
    """Givers and texts, with the number that tells these offers from others of the index."""
    return json.dumps([made, [giver for giver, _ in offers], [what for _, what in offers]]).encode()


def packed_lapses(lapses: Lapses) -> bytes:
    """The columns as a line of lengths and counts, the ids, then one array after another."""
    ids = packed_texts(lapses.ids)
    columns: tuple[Any, ...]
    columns = (lapses.last, lapses.warmth, lapses.gaps, lapses.log_gaps, lapses.rhythm, lapses.is_circle)
    arrays = [_array(code, column).tobytes() for code, column in zip(_CODES, columns, strict=True)]
    head = [len(lapses.ids), len(ids), sorted(lapses.all_gaps.items())]
    return b"".join((json.dumps(head).encode(), b"\n", ids, *arrays))


def _array(code: str, values: Any) -> "array[Any]":
    found: array[Any] = array(code)
    found.extend(values)
    return found


def lapses_of(packed: bytes) -> Lapses:
    """The columns that were packed. Raises Doubt."""
    start = packed.index(b"\n")
    count, length, gaps = json.loads(packed[:start])
    at = start + 1 + length
    ids = texts_of(packed[start + 1 : at])
    columns: list[array[int] | array[float]] = []
    for code in _CODES:
        column: array[int] | array[float] = array(code)
        end = at + count * column.itemsize
        column.frombytes(packed[at:end])
        columns.append(column)
        at = end
    if len(ids) != count or at != len(packed):
        raise Doubt("columns of other lengths")
    last, warmth, between, log_gaps, rhythm, is_circle = columns
    return Lapses(ids, last, warmth, between, log_gaps, rhythm, is_circle, Counter(dict(gaps)))  # type: ignore[arg-type]
