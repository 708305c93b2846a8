"""Who knows whom and shares what, packed part by part, and read as far as it is asked for."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from netjournal.files.index.places import COLUMN
from netjournal.files.index.store import Doubt
from netjournal.network.acquaintance import Acquaintance, NeedRow, Room, Stay
from netjournal.network.lists import Lists, lists
from netjournal.network.made import Made

K = TypeVar("K")
T = TypeVar("T")
Part = Sequence[str] | Sequence[int] | Sequence[float]
LISTED = (  # parts that are lists of numbers for each row, room or name, with where each ends
    *("ties", "places", "tags", "stays", "members", "asks_of", "offers_of", "rooms_of"),
    *("at", "living_in", "holding"),
)
PARTS = {
    name: number
    for number, name in enumerate(
        (
            *("ids", "orgs", "cities", "all tags", "rooms.file", "needs.what", "needs.file"),
            *("present", "through", "met", "asking", "closed"),
            *(f"stays.{what}" for what in ("since", "until", "line")),
            *(f"rooms.{what}" for what in ("day", "size", "line")),
            *(f"needs.{what}" for what in ("row", "heard", "line")),
            *(part for name in LISTED for part in (name, f"{name}.ends")),
        )
    )
}


def packed_columns(columns: Acquaintance) -> Iterator[tuple[int, bytes]]:
    """All columns but the days of last contact, each part under a key of its own."""
    orgs, places, tags = sorted(columns.at), sorted(columns.living_in), sorted(columns.holding)
    org, place, tag = numbered(orgs), numbered(places), numbered(tags)
    stays = [stay for row in columns.stays for stay in row]
    rooms, needs = columns.rooms, (*columns.asks, *columns.offers)
    rows: dict[str, Iterable[Iterable[int]]] = {
        "ties": columns.ties,
        "places": ([place[name] for name in names] for names in columns.places),
        "tags": ([tag[name] for name in names] for names in columns.tags),
        "stays": ([org[stay.org] for stay in row] for row in columns.stays),
        "members": (room.rows for room in rooms),
        "asks_of": columns.asks_of,
        "offers_of": columns.offers_of,
        "rooms_of": (columns.rooms_of.get(row, ()) for row in range(len(columns.ids))),
        "at": (columns.at[name] for name in orgs),
        "living_in": (columns.living_in[name] for name in places),
        "holding": (columns.holding[name] for name in tags),
    }
    numbers: dict[str, Iterable[int]] = {
        **{"present": columns.present, "through": columns.through, "met": columns.met},
        **{f"stays.{what}": map(attrgetter(what), stays) for what in ("since", "until", "line")},
        **{f"rooms.{what}": map(attrgetter(what), rooms) for what in ("day", "size", "line")},
        **{f"needs.{what}": map(attrgetter(what), needs) for what in ("row", "heard", "line")},
        "asking": [len(columns.asks)],
        "closed": [row for pair in sorted(columns.closed) for row in pair],
    }
    for name, each in rows.items():
        numbers[f"{name}.ends"], numbers[name] = lists(each).parts
    texts = {"ids": columns.ids, "orgs": orgs, "cities": places, "all tags": tags}
    texts |= {"rooms.file": [room.file for room in rooms]}
    texts |= {"needs.what": [need.what for need in needs], "needs.file": [need.file for need in needs]}
    for name, number in PARTS.items():
        yield COLUMN + number, _text(texts[name]) if name in texts else array("i", numbers[name]).tobytes()


def _text(texts: Sequence[str]) -> bytes:
    return json.dumps(list(texts)).encode()


def joined_parts(parts: Iterable[Part]) -> bytes:
    """Parts as a line of lengths and one after another: texts as JSON, arrays as they are."""
    written = [each.tobytes() if isinstance(each, array) else json.dumps(list(each)).encode() for each in parts]
    return b"".join((json.dumps([len(part) for part in written]).encode(), b"\n", *written))


def numbered(names: Iterable[K]) -> dict[K, int]:
    """The place of each name."""
    return {name: at for at, name in enumerate(names)}


class KeptColumns(Acquaintance):
    """The columns as they are kept, each part read when it is asked for: what is about one person rests on few."""

    def __init__(self, value: Callable[[int], bytes], last: Callable[[], Mapping[str, int]]) -> None:
        """`value` gives what is kept under a key, `last` each person's last day of contact."""
        self.__dict__.update(_value=value, _last=last, _numbers=Made(self._read), _texts=Made(self._said))

    def _read(self, name: str) -> "array[int]":
        found = array("i")
        try:
            found.frombytes(self._part(name))
        except ValueError:
            raise Doubt("numbers of another size") from None
        return found

    def _said(self, name: str) -> list[str]:
        found: list[str] = json.loads(self._part(name))
        return found

    def _part(self, name: str) -> bytes:
        found: bytes = self.__dict__["_value"](COLUMN + PARTS[name])
        return found

    def _lists(self, name: str) -> Lists:
        return Lists(self._number(f"{name}.ends"), self._number(name))

    def _number(self, name: str) -> "array[int]":
        found: array[int] = self.__dict__["_numbers"][name]
        return found

    def _text(self, name: str) -> list[str]:
        found: list[str] = self.__dict__["_texts"][name]
        return found

    # What there is one of for each row

    @cached_property
    def ids(self) -> Sequence[str]:
        return self._text("ids")

    @cached_property
    def present(self) -> Sequence[bool]:
        return list(map(bool, self._number("present")))

    @cached_property
    def ties(self) -> Lists:
        return self._lists("ties")

    @cached_property
    def last(self) -> Sequence[int]:
        last: Mapping[str, int] = self.__dict__["_last"]()
        return array("l", [last.get(id, 0) for id in self.ids])

    @cached_property
    def stays(self) -> Sequence[tuple[Stay, ...]]:
        at_org, orgs = self._lists("stays"), self._text("orgs")
        since, until, line = (self._number(f"stays.{what}") for what in ("since", "until", "line"))

        def made(at: int) -> tuple[Stay, ...]:
            places = zip(at_org[at], at_org.span(at), strict=True)
            return tuple(Stay(orgs[org], since[place], until[place], line[place]) for org, place in places)

        return Each(len(at_org), made)

    @cached_property
    def places(self) -> Sequence[tuple[str, ...]]:
        return _names(self._text("cities"), self._lists("places"))

    @cached_property
    def tags(self) -> Sequence[tuple[str, ...]]:
        return _names(self._text("all tags"), self._lists("tags"))

    @cached_property
    def through(self) -> Sequence[int]:
        return self._number("through")

    @cached_property
    def met(self) -> Sequence[bool]:
        return list(map(bool, self._number("met")))

    # Rooms, needs, pairs

    @cached_property
    def rooms(self) -> Sequence[Room]:
        day, size, line = (self._number(f"rooms.{what}") for what in ("day", "size", "line"))
        files, members = self._text("rooms.file"), self._lists("members")
        return Each(len(files), lambda at: Room(day[at], size[at], members[at], files[at], line[at]))

    @cached_property
    def asks(self) -> Sequence[NeedRow]:
        return Each(len(self.asking), self._need)

    @cached_property
    def offers(self) -> Sequence[NeedRow]:
        return Each(len(self.giving), lambda at: self._need(len(self.asking) + at))

    def _need(self, at: int) -> NeedRow:
        row, heard, line = (self._number(f"needs.{what}")[at] for what in ("row", "heard", "line"))
        return NeedRow(row, self._text("needs.what")[at], heard, self._text("needs.file")[at], line)

    @cached_property
    def closed(self) -> frozenset[tuple[int, int]]:
        pairs = iter(self._number("closed"))
        return frozenset(zip(pairs, pairs, strict=True))

    # What would be worked out of that, ready

    @cached_property
    def asking(self) -> Sequence[int]:
        return self._number("needs.row")[: self._number("asking")[0]]

    @cached_property
    def giving(self) -> Sequence[int]:
        return self._number("needs.row")[self._number("asking")[0] :]

    @cached_property
    def asks_of(self) -> Lists:
        return self._lists("asks_of")

    @cached_property
    def offers_of(self) -> Lists:
        return self._lists("offers_of")

    @cached_property
    def rooms_of(self) -> Mapping[int, Sequence[int]]:
        return ByRow(self._lists("rooms_of"))

    @cached_property
    def at(self) -> Mapping[str, Sequence[int]]:
        return ByName(numbered(self._text("orgs")), self._lists("at"))

    @cached_property
    def living_in(self) -> Mapping[str, Sequence[int]]:
        return ByName(numbered(self._text("cities")), self._lists("living_in"))

    @cached_property
    def holding(self) -> Mapping[str, Sequence[int]]:
        return ByName(numbered(self._text("all tags")), self._lists("holding"))


def _names(names: Sequence[str], lists: Lists) -> "Each[tuple[str, ...]]":
    return Each(len(lists), lambda at: tuple(names[each] for each in lists[at]))


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


class ByRow(Mapping[int, T]):
    """Items of a sequence by place."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = items

    def __getitem__(self, row: int) -> T:
        return self._items[row]

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._items)))

    def __len__(self) -> int:
        return len(self._items)
