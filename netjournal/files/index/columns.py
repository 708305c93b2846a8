"""Who knows whom and shares what, packed into one value, and read from it row by row."""

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from netjournal.files.index.packed import packed_texts, texts_of
from netjournal.files.index.store import Doubt
from netjournal.network.acquaintance import Acquaintance, NeedRow, Room, Stay

T = TypeVar("T")
Fit = tuple[int, int, float]
Row = Sequence[int]


def packed_columns(columns: Acquaintance) -> bytes:
    """All columns but the days of last contact, as a line of lengths and one part after another."""
    orgs, places, tags = sorted(columns.at), sorted(columns.living_in), sorted(columns.holding)
    org, place, tag = ({name: at for at, name in enumerate(names)} for names in (orgs, places, tags))
    stays = [stay for row in columns.stays for stay in row]
    rooms, needs = columns.rooms, (*columns.asks, *columns.offers)
    count = range(len(columns.ids))
    parts: list[Sequence[str] | Row] = [
        *(list(columns.ids), orgs, places, tags, [room.file for room in rooms]),
        *([need.what for need in needs], [need.file for need in needs]),
        *([int(each) for each in columns.present], columns.through, [int(each) for each in columns.met]),
        *_lists(columns.ties),
        *_lists([[place[name] for name in names] for names in columns.places]),
        *_lists([[tag[name] for name in names] for names in columns.tags]),
        *_lists([[org[stay.org] for stay in row] for row in columns.stays]),
        *([stay.since for stay in stays], [stay.until for stay in stays], [stay.line for stay in stays]),
        *([room.day for room in rooms], [room.size for room in rooms], [room.line for room in rooms]),
        *_lists([room.rows for room in rooms]),
        *_lists([columns.rooms_of.get(row, ()) for row in count]),
        *_lists([columns.at[name] for name in orgs]),
        *_lists([columns.living_in[name] for name in places]),
        *_lists([columns.holding[name] for name in tags]),
        *([need.row for need in needs], [need.heard for need in needs], [need.line for need in needs]),
        [len(columns.asks)],
        [row for pair in sorted(columns.closed) for row in pair],
    ]
    packed = [_packed(part) for part in parts]
    return b"".join((json.dumps([len(part) for part in packed]).encode(), b"\n", *packed))


def _packed(part: Sequence[str] | Row) -> bytes:
    texts = [each for each in part if isinstance(each, str)]
    return b"t" + packed_texts(texts) if texts else b"n" + array("i", [int(each) for each in part]).tobytes()


def _lists(rows: Iterable[Iterable[int]]) -> tuple[list[int], list[int]]:
    """Lists of numbers as where each one ends, and all of them in a row."""
    lists = [list(row) for row in rows]
    return [0, *accumulate(map(len, lists))], [each for row in lists for each in row]


def columns_of(value: bytes, last: Mapping[str, Sequence[int]]) -> Acquaintance:
    """The columns that were packed, with the last days of contact, each person's second number. Raises Doubt."""
    try:
        parts = _Parts(value)
        return Packed.of(parts, last)
    except (ValueError, IndexError, StopIteration):
        raise Doubt("columns of other lengths") from None


class _Parts:
    """The parts of a packed value, one after another."""

    def __init__(self, value: bytes) -> None:
        self._value, start = memoryview(value), value.index(b"\n")
        self._lengths: Iterator[int] = iter(json.loads(value[:start]))
        self._at = start + 1

    def _next(self) -> memoryview:
        start, self._at = self._at, self._at + next(self._lengths)
        return self._value[start : self._at]

    def texts(self) -> list[str]:
        part = self._next()
        return texts_of(bytes(part[1:])) if bytes(part[:1]) == b"t" else []

    def numbers(self) -> "array[int]":
        found = array("i")
        found.frombytes(self._next()[1:])
        return found

    def lists(self) -> "Lists":
        return Lists(self.numbers(), self.numbers())


class Lists(Sequence[Row]):
    """Lists of numbers, each cut out when it is asked for."""

    def __init__(self, ends: "array[int]", numbers: "array[int]") -> None:
        self._ends, self._numbers = ends, numbers

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> tuple[int, ...]:  # type: ignore[override]
        if at < 0 or at >= len(self._ends) - 1:
            raise IndexError(at)
        return tuple(self._numbers[self._ends[at] : self._ends[at + 1]])

    def span(self, at: int) -> range:
        """Where the numbers of a list stand among all of them."""
        return range(self._ends[at], self._ends[at + 1])


class _Made(Sequence[T]):
    """Things of one kind, each made when it is asked for."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._known: dict[int, T] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> T:  # type: ignore[override]
        found = self._known.get(at)
        if found is None:
            if at < 0 or at >= self._count:
                raise IndexError(at)
            found = self._known[at] = self._make(at)
        return found

    def _make(self, at: int) -> T:
        raise NotImplementedError


class _Names(_Made[tuple[str, ...]]):
    def __init__(self, names: Sequence[str], lists: Lists) -> None:
        super().__init__(len(lists))
        self._names, self._lists = names, lists

    def _make(self, at: int) -> tuple[str, ...]:
        return tuple(self._names[each] for each in self._lists[at])


class _Stays(_Made[tuple[Stay, ...]]):
    def __init__(self, names: Sequence[str], lists: Lists, since: Row, until: Row, line: Row) -> None:
        super().__init__(len(lists))
        self._names, self._lists, self._rest = names, lists, (since, until, line)

    def _make(self, at: int) -> tuple[Stay, ...]:
        since, until, line = self._rest
        places = zip(self._lists[at], self._lists.span(at), strict=True)
        return tuple(Stay(self._names[org], since[place], until[place], line[place]) for org, place in places)


class _Rooms(_Made[Room]):
    def __init__(self, files: Sequence[str], day: Row, size: Row, line: Row, rows: Lists) -> None:
        super().__init__(len(files))
        self._files, self._day, self._size, self._line, self._rows = files, day, size, line, rows

    def _make(self, at: int) -> Room:
        return Room(self._day[at], self._size[at], self._rows[at], self._files[at], self._line[at])


class _Needs(_Made[NeedRow]):
    def __init__(self, texts: Sequence[str], files: Sequence[str], row: Row, heard: Row, line: Row) -> None:
        super().__init__(len(texts))
        self._texts, self._files, self._row, self._heard, self._line = texts, files, row, heard, line

    def _make(self, at: int) -> NeedRow:
        return NeedRow(self._row[at], self._texts[at], self._heard[at], self._files[at], self._line[at])


class _Inverse(Mapping[str, Sequence[int]]):
    """Rows by name."""

    def __init__(self, names: Sequence[str], lists: Lists) -> None:
        self._at, self._lists = {name: at for at, name in enumerate(names)}, lists

    def __getitem__(self, name: str) -> Sequence[int]:
        return self._lists[self._at[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


class _ByRow(Mapping[int, Sequence[int]]):
    """Lists by row, as far as they hold anything."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def __getitem__(self, row: int) -> Sequence[int]:
        return self._lists[row]

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._lists)))

    def __len__(self) -> int:
        return len(self._lists)


class Packed(Acquaintance):
    """Columns out of a packed value."""

    @classmethod
    def of(cls, parts: _Parts, last: Mapping[str, Sequence[int]]) -> "Packed":
        ids, orgs, places, tags, files = (parts.texts() for _ in range(5))
        what, need_files = parts.texts(), parts.texts()
        present, through, met = parts.numbers(), parts.numbers(), parts.numbers()
        ties, in_place, with_tag, at_org = (parts.lists() for _ in range(4))
        stays = _Stays(orgs, at_org, parts.numbers(), parts.numbers(), parts.numbers())
        rooms = _Rooms(files, parts.numbers(), parts.numbers(), parts.numbers(), parts.lists())
        rooms_of, at, living_in, holding = (parts.lists() for _ in range(4))
        row, heard, line = (parts.numbers() for _ in range(3))
        (asks,) = parts.numbers()
        closed = iter(parts.numbers())
        nobody = (0, 0)
        found = cls(
            ids=ids,
            present=list(map(bool, present)),
            ties=ties,
            last=array("l", [last.get(id, nobody)[1] for id in ids]),
            rooms=rooms,
            stays=stays,
            places=_Names(places, in_place),
            tags=_Names(tags, with_tag),
            asks=_Needs(what[:asks], need_files[:asks], row[:asks], heard[:asks], line[:asks]),
            offers=_Needs(what[asks:], need_files[asks:], row[asks:], heard[asks:], line[asks:]),
            closed=frozenset(zip(closed, closed, strict=True)),
            through=through,
            met=list(map(bool, met)),
        )
        found.__dict__["inverse"] = (_ByRow(rooms_of), _Inverse(orgs, at), _Inverse(places, living_in))
        found.__dict__.update(asking=row[:asks].tolist(), giving=row[asks:].tolist())
        found.__dict__["holding"] = _Inverse(tags, holding)
        return found

    @property
    def _inverse(self) -> tuple[Mapping[int, Sequence[int]], Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]]:
        found: tuple[_ByRow, _Inverse, _Inverse] = self.__dict__["inverse"]
        return found

    @cached_property
    def rooms_of(self) -> Mapping[int, Sequence[int]]:
        return self._inverse[0]

    @cached_property
    def at(self) -> Mapping[str, Sequence[int]]:
        return self._inverse[1]

    @cached_property
    def living_in(self) -> Mapping[str, Sequence[int]]:
        return self._inverse[2]


def packed_fits(fits: Sequence[Fit], left_out: int) -> bytes:
    """Fits of words by ask, as a line of counts, three columns, and their places in the order of offers."""
    asks, offers = array("i", [fit[0] for fit in fits]), array("i", [fit[1] for fit in fits])
    by_offer = array("i", sorted(range(len(fits)), key=offers.__getitem__))
    scores = array("d", [fit[2] for fit in fits])
    head = json.dumps([len(fits), left_out]).encode()
    return b"".join((head, b"\n", *(column.tobytes() for column in (asks, offers, by_offer, scores))))


def fits_of(value: bytes, asks: Iterable[int] | None, offers: Iterable[int]) -> tuple[list[Fit], int]:
    """The fits that were packed, all of them or those of some asks and offers, as ordered. Raises Doubt."""
    start = value.index(b"\n")
    count, left_out = json.loads(value[:start])
    asked, offered, by_offer, scores = array("i"), array("i"), array("i"), array("d")
    at = start + 1
    for column in (asked, offered, by_offer, scores):
        end = at + count * column.itemsize
        column.frombytes(value[at:end])
        at = end
    if at != len(value):
        raise Doubt("fits of other lengths")
    if asks is None:
        return list(zip(asked, offered, scores, strict=True)), left_out
    places: set[int] = set()
    for ask in asks:
        places.update(range(bisect_left(asked, ask), bisect_right(asked, ask)))
    for offer in offers:
        first = bisect_left(by_offer, offer, key=offered.__getitem__)
        last = bisect_right(by_offer, offer, key=offered.__getitem__)
        places.update(by_offer[first:last])
    return [(asked[at], offered[at], scores[at]) for at in sorted(places)], left_out
