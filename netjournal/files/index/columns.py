"""Who knows whom and shares what, packed into one value, and read from it row by row."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from netjournal.files.index.store import Doubt
from netjournal.network.acquaintance import Acquaintance, NeedRow, Room, Stay
from netjournal.network.fits import Fits
from netjournal.network.lists import Lists, lists
from netjournal.network.made import Made

K = TypeVar("K")
T = TypeVar("T")
Part = Sequence[str] | Sequence[int] | Sequence[float]
MOST_IN_A_HEAD = 200  # bytes that tell the lengths of fits


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
        *lists(columns.ties).parts,
        *lists([place[name] for name in names] for names in columns.places).parts,
        *lists([tag[name] for name in names] for names in columns.tags).parts,
        *lists([org[stay.org] for stay in row] for row in columns.stays).parts,
        *([stay.since for stay in stays], [stay.until for stay in stays], [stay.line for stay in stays]),
        *([room.day for room in rooms], [room.size for room in rooms], [room.line for room in rooms]),
        *lists(room.rows for room in rooms).parts,
        *lists(columns.asks_of).parts,
        *lists(columns.offers_of).parts,
        *lists(columns.rooms_of.get(row, ()) for row in range(len(columns.ids))).parts,
        *lists(columns.at[name] for name in orgs).parts,
        *lists(columns.living_in[name] for name in places).parts,
        *lists(columns.holding[name] for name in tags).parts,
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
    members, asks_of, offers_of, rooms_of, at, living_in, holding = (parts.lists() for _ in range(7))
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
    found.__dict__.update(rooms_of=_by(range(len(ids)), rooms_of))
    found.__dict__.update(asking=giver[:asks], giving=giver[asks:], asks_of=asks_of, offers_of=offers_of)
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
