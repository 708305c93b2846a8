"""The roll: everybody as lists show them, with their last contact; many to a value, made at the first list."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from netjournal.files.index.codec import (
    Plain,
    contact_of,
    listed_of,
    plain_contact,
    plain_listed,
    record_of,
    with_lines,
)
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import HAS_ROLL, IN_ONE, ROLL
from netjournal.files.index.store import Doubt, Values
from netjournal.network.contacts import Contact, contact_at
from netjournal.network.network import Record
from netjournal.network.person import Person

SIZE = IN_ONE[ROLL]


class Roll:
    """Everybody, each with the last contact as of the days that the index is of."""

    def __init__(self, pages: Pages, values: Values) -> None:
        """Where it is not kept it is made, and put among the values to be kept."""
        if pages.store.get(HAS_ROLL) is None:
            values.update(_chunks(_lines(pages), pages.facts["top"]))
            values[HAS_ROLL] = b"1"
        self._pages = pages
        self._last: dict[str, Plain | None] = {}

    def people(self, slots: Iterable[int] | None = None) -> list[Person]:
        """Whoever is kept at these slots, or everybody, in no order."""
        found = []
        for person, last in self._plain(range(self._pages.facts["top"]) if slots is None else sorted(slots)):
            found.append(listed_of(person))
            self._last[found[-1].id] = last
        return found

    def _plain(self, slots: Iterable[int]) -> Iterator[Plain]:
        for number, some in groupby(slots, lambda slot: slot // SIZE):
            chunk = self._pages.store.value(ROLL + number).split(b"\n")
            lines = [line for slot in some if (line := chunk[slot % SIZE])]
            yield from json.loads(b"[" + b",".join(lines) + b"]")

    def latest(self, ids: Collection[str]) -> dict[str, Contact]:
        """The last contact with each of these people."""
        others = [id for id in ids if id not in self._last]
        found = self._pages.latest(others) if others else {}
        return found | {id: contact_of(last) for id in ids if (last := self._last.get(id))}


def _lines(pages: Pages) -> Mapping[int, bytes]:
    """The line of everybody, by slot."""
    told_at: dict[int, list[tuple[str, int]]] = {}
    for id, (slot, _, line) in pages.last.items():
        told_at.setdefault(slot, []).append((id, line))
    last: dict[str, bytes] = {}
    people: dict[int, tuple[str, bytes]] = {}
    for slot, plain in pages.plain():
        told = told_at.get(slot, ())
        record = record_of(with_lines(plain, {line for _, line in told}))
        last.update((id, _written(plain_contact(_contact(record, line, id)))) for id, line in told)
        if isinstance(record, Person):
            people[slot] = record.id, _written(plain_listed(record))
    return {slot: _line(person, last.get(id, b"null")) for slot, (id, person) in people.items()}


def _contact(record: Record, line: int, id: str) -> Contact:
    told = contact_at(record, line, id)
    if told is None:
        raise Doubt(f"no contact with {id} where one was")
    return told


def _line(person: bytes, last: bytes) -> bytes:
    return b"[" + person + b"," + last + b"]"


def _written(plain: Plain) -> bytes:
    return json.dumps(plain, separators=(",", ":")).encode()


def _chunks(lines: Mapping[int, bytes], top: int) -> Iterator[tuple[int, bytes]]:
    for first in range(0, top, SIZE):
        yield ROLL + first // SIZE, b"\n".join(lines.get(slot, b"") for slot in range(first, first + SIZE))


def again(pages: Pages, slots: Collection[int], gone: Iterable[int]) -> Values:
    """The values in which these people stand as they now are, and nobody at the slots that are gone."""
    chunks: dict[int, list[bytes]] = {}
    people = {slot: record for slot in slots if isinstance(record := pages.record(slot), Person)}
    last = pages.latest([person.id for person in people.values()])
    lines = {**dict.fromkeys(gone, b""), **dict.fromkeys(slots, b"")}
    lines.update((slot, _line_now(person, last.get(person.id))) for slot, person in people.items())
    for slot, line in lines.items():
        number = slot // SIZE
        if number not in chunks:
            kept = pages.store.get(ROLL + number)
            if kept is None and any(each // SIZE == number for each in pages.slots if each not in lines):
                raise Doubt("people are missing")
            chunks[number] = kept.split(b"\n") if kept else [b""] * SIZE
        chunks[number][slot % SIZE] = line
    return {ROLL + number: b"\n".join(chunk) for number, chunk in chunks.items()}


def _line_now(person: Person, last: Contact | None) -> bytes:
    return _line(_written(plain_listed(person)), _written(plain_contact(last)) if last else b"null")
