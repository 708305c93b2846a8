"""Who knows whom and shares what, packed into one value, and read from it row by row."""

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

from netjournal.files.index.store import Doubt
from netjournal.network.acquaintance import Acquaintance, NeedRow, Room, Stay
from netjournal.network.made import Made

K = TypeVar("K")
T = TypeVar("T")
Fit = tuple[int, int, float]
Part = Sequence[str] | Sequence[int] | Sequence[float]
Fits = tuple[Sequence[Fit], int]  # and how many more there were


def packed_columns(columns: Acquaintance) -> bytes:
    """All columns but the days of last contact, as a line of lengths and one part after another."""
    orgs, places, tags = sorted(columns.at), sorted(columns.living_in), sorted(columns.holding)
    org, place, tag = ({name: at for at, name in enumerate(names)} for names in (orgs, places, tags))
    stays = [stay for row in columns.stays for stay in row]
    rooms, needs = columns.rooms, (*columns.asks, *columns.offers)
    texts = (
        *(columns.ids, orgs, places, tags, [room.file for room in rooms]),
        *([need.what for need in needs], [need.file for need in needs]),
    )
    numbers = (
        *(columns.present, columns.through, columns.met),
        *lists(columns.ties),
        *lists([[place[name] for name in names] for names in columns.places]),
        *lists([[tag[name] for name in names] for names in columns.tags]),
        *lists([[org[stay.org] for stay in row] for row in columns.stays]),
        *([stay.since for stay in stays], [stay.until for stay in stays], [stay.line for stay in stays]),
        *([room.day for room in rooms], [room.size for room in rooms], [room.line for room in rooms]),
        *lists([room.rows for room in rooms]),
        *lists([columns.rooms_of.get(row, ()) for row in range(len(columns.ids))]),
        *lists([columns.at[name] for name in orgs]),
        *lists([columns.living_in[name] for name in places]),
        *lists([columns.holding[name] for name in tags]),
        *([need.row for need in needs], [need.heard for need in needs], [need.line for need in needs]),
        [len(columns.asks)],
        [row for pair in sorted(columns.closed) for row in pair],
    )
    return joined_parts([*texts, *(array("i", part) for part in numbers)])


def joined_parts(parts: Iterable[Part]) -> bytes:
    """Parts as a line of lengths and one after another: texts as JSON, arrays as they are."""
    written = [each.tobytes() if isinstance(each, array) else json.dumps(list(each)).encode() for each in parts]
    return b"".join((json.dumps([len(part) for part in written]).encode(), b"\n", *written))


def numbered(names: Iterable[K]) -> dict[K, int]:
    """The place of each name."""
    return {name: at for at, name in enumerate(names)}


def lists(rows: Iterable[Iterable[int]]) -> "tuple[array[int], array[int]]":
    """Lists of numbers as where each one ends, and all of them in a row."""
    found = [list(row) for row in rows]
    return array("i", [0, *accumulate(map(len, found))]), array("i", [each for row in found for each in row])


def columns_of(value: bytes, last: Mapping[str, Sequence[int]]) -> Acquaintance:
    """The columns that were packed, with the last days of contact, each person's second number. Raises Doubt."""
    try:
        return _columns(Parts(value), last)
    except (ValueError, IndexError, StopIteration):
        raise Doubt("columns of other lengths") from None


def _columns(parts: "Parts", last: Mapping[str, Sequence[int]]) -> Acquaintance:
    ids, orgs, places, tags, files, what, need_files = (parts.texts() for _ in range(7))
    present, through, met = (parts.numbers() for _ in range(3))
    ties, in_place, with_tag, at_org = (parts.lists() for _ in range(4))
    stays = _stays(orgs, at_org, *(parts.numbers() for _ in range(3)))
    day, size, room_line = (parts.numbers() for _ in range(3))
    members, rooms_of, at, living_in, holding = (parts.lists() for _ in range(5))
    giver, heard, line = (parts.numbers() for _ in range(3))
    (asks,) = parts.numbers()
    closed = iter(parts.numbers())
    needs = Each(len(what), lambda at: NeedRow(giver[at], what[at], heard[at], need_files[at], line[at]))
    found = Acquaintance(
        ids=ids,
        present=list(map(bool, present)),
        ties=ties,
        last=array("l", [last[id][1] if id in last else 0 for id in ids]),
        rooms=Each(len(files), lambda at: Room(day[at], size[at], members[at], files[at], room_line[at])),
        stays=stays,
        places=_names(places, in_place),
        tags=_names(tags, with_tag),
        asks=Each(asks, needs.__getitem__),
        offers=Each(len(what) - asks, lambda at: needs[asks + at]),
        closed=frozenset(zip(closed, closed, strict=True)),
        through=through,
        met=list(map(bool, met)),
    )
    by_name = (_by(orgs, at), _by(places, living_in), _by(tags, holding))
    found.__dict__.update(zip(("at", "living_in", "holding"), by_name, strict=True))  # what would be worked out, ready
    found.__dict__.update(rooms_of=_by(range(len(ids)), rooms_of), asking=giver[:asks], giving=giver[asks:])
    return found


def _names(names: Sequence[str], lists: "Lists") -> "Each[tuple[str, ...]]":
    return Each(len(lists), lambda at: tuple(names[each] for each in lists[at]))


def _stays(
    orgs: Sequence[str], lists: "Lists", since: Sequence[int], until: Sequence[int], line: Sequence[int]
) -> "Each[tuple[Stay, ...]]":
    def made(at: int) -> tuple[Stay, ...]:
        places = zip(lists[at], lists.span(at), strict=True)
        return tuple(Stay(orgs[org], since[place], until[place], line[place]) for org, place in places)

    return Each(len(lists), made)


def _by(names: Iterable[K], lists: "Lists") -> "ByName[K, Sequence[int]]":
    return ByName(numbered(names), lists)


class Parts:
    """The parts of a packed value, one after another."""

    def __init__(self, value: bytes) -> None:
        start = value.index(b"\n")
        self._value = memoryview(value)
        self._lengths: Iterator[int] = iter(json.loads(value[:start]))
        self._at = start + 1

    def _next(self) -> bytes:
        start, self._at = self._at, self._at + next(self._lengths)
        return bytes(self._value[start : self._at])

    def texts(self) -> list[str]:
        found: list[str] = json.loads(self._next())
        return found

    def numbers(self) -> "array[int]":
        found = array("i")
        found.frombytes(self._next())
        return found

    def floats(self) -> "array[float]":
        found = array("d")
        found.frombytes(self._next())
        return found

    def lists(self) -> "Lists":
        return Lists(self.numbers(), self.numbers())


class Lists(Sequence[Sequence[int]]):
    """Lists of numbers, each cut out when it is asked for."""

    def __init__(self, ends: "array[int]", numbers: "array[int]") -> None:
        self._ends, self._numbers = ends, numbers

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> tuple[int, ...]:  # type: ignore[override]
        span = self.span(at)
        return tuple(self._numbers[span.start : span.stop])

    def span(self, at: int) -> range:
        """Where the numbers of a list stand among all of them."""
        if at < 0:
            raise IndexError(at)
        return range(self._ends[at], self._ends[at + 1])


class Each(Sequence[T]):
    """So many things, each made when it is asked for."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count, self._made = count, Made(make)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> T:  # type: ignore[override]
        if not 0 <= at < self._count:
            raise IndexError(at)
        return self._made[at]


class ByName(Mapping[K, T]):
    """Items of a sequence by name; `at` tells the place of each."""

    def __init__(self, at: Mapping[K, int], items: Sequence[T]) -> None:
        self._at, self._items = at, items

    def __getitem__(self, name: K) -> T:
        return self._items[self._at[name]]

    def __iter__(self) -> Iterator[K]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


def packed_fits(fits: Sequence[Fit], left_out: int) -> bytes:
    """Fits of words by ask, as a line of counts, three columns, and their places in the order of offers."""
    asks, offers = array("i", [fit[0] for fit in fits]), array("i", [fit[1] for fit in fits])
    by_offer = array("i", sorted(range(len(fits)), key=offers.__getitem__))
    scores = array("d", [fit[2] for fit in fits])
    head = json.dumps([len(fits), left_out]).encode()
    return b"".join((head, b"\n", *(column.tobytes() for column in (asks, offers, by_offer, scores))))


def fits_of(value: bytes, columns: Acquaintance, row: int | None) -> Fits:
    """The fits that were packed, those of a row or all, by ask. Raises Doubt."""
    start = value.index(b"\n")
    count, left_out = json.loads(value[:start])
    asks, offers, by_offer, scores = array("i"), array("i"), array("i"), array("d")
    at = start + 1
    for column in (asks, offers, by_offer, scores):
        end = at + count * column.itemsize
        column.frombytes(value[at:end])
        at = end
    if at != len(value):
        raise Doubt("fits of other lengths")
    if row is None:
        return _Rows(asks, offers, scores), left_out
    places: set[int] = set()
    for ask in _held_by(columns.asking, row):
        places.update(range(bisect_left(asks, ask), bisect_right(asks, ask)))
    for offer in _held_by(columns.giving, row):
        first = bisect_left(by_offer, offer, key=offers.__getitem__)
        places.update(by_offer[first : bisect_right(by_offer, offer, key=offers.__getitem__)])
    return [(asks[at], offers[at], scores[at]) for at in sorted(places)], left_out


class _Rows(Sequence[Fit]):
    """Fits, each made of three columns when it is come to."""

    def __init__(self, asks: "array[int]", offers: "array[int]", scores: "array[float]") -> None:
        self._columns = asks, offers, scores

    def __len__(self) -> int:
        return len(self._columns[0])

    def __getitem__(self, at: int) -> Fit:  # type: ignore[override]
        asks, offers, scores = self._columns
        return asks[at], offers[at], scores[at]

    def __iter__(self) -> Iterator[Fit]:
        return zip(*self._columns, strict=True)


def _held_by(rows: Sequence[int], row: int) -> Iterator[int]:
    return (at for at, holder in enumerate(rows) if holder == row)
