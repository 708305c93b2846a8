"""How `inbox` words what became of its lines."""

import datetime
from collections.abc import Sequence

from netjournal.network.dataclass import dataclass
from netjournal.views.document import Document, Line, line, quiet
from netjournal.views.machine import Object, iso, person
from netjournal.views.telling import short


@dataclass(frozen=True, slots=True)
class Taken:
    """A line that was written: its place and words, what was made of it, the file, the people as (id, name)."""

    number: int
    line: str
    says: str
    file: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A line that stays, and why."""

    number: int
    line: str
    why: str


def captured_document(taken: Sequence[Taken], left: Sequence[Left], any_taken: bool) -> Document:
    parts: list[Line] = [line(each.says, quiet(f"  {each.file}")) for each in taken]
    if left:
        parts.append(line("1 line stays in inbox.md:" if len(left) == 1 else f"{len(left)} lines stay in inbox.md:"))
    for each in left:
        why, *choices = each.why.split("\n")
        parts.append(line(short(each.line), quiet(f"  inbox.md:{each.number}"), indent=2))
        parts += [line(why, indent=4), *(line(choice.strip(), indent=6) for choice in choices)]
    if not left and not any_taken:
        parts.append(line("The inbox is empty. Any app may append lines to inbox.md, such as: coffee with Ana"))
    return tuple(parts)


def captured_object(taken: Sequence[Taken], left: Sequence[Left], today: datetime.date) -> Object:
    return {
        "today": iso(today),
        "taken": [
            {
                "line": each.number,
                "text": each.line,
                "says": each.says,
                "file": each.file,
                "people": [person(id, name) for id, name in each.people],
            }
            for each in taken
        ],
        "left": [{"line": each.number, "text": each.line, "why": each.why} for each in left],
    }
