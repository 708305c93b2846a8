"""An answer as one JSON object with stable keys."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from netjournal.network.evidence import Evidence
from netjournal.network.pattern import pattern

SCHEMA = 1

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
Object = Mapping[str, Value]

_RAW = pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def machine(answer: Object) -> str:
    """The object as JSON text, `schema` first; control characters and direction marks are escaped.

    Each key has a line, and each item of a list under one: to be read, compared and cut by line.
    """
    return "{\n" + _rows({"schema": SCHEMA, **answer}) + "\n}\n"


def machine_in_turn(head: Object, lists: Sequence[tuple[str, Iterable[Object]]]) -> Iterator[str]:
    """The same text piece by piece, of an object that ends with these lists, whose items are asked for one by one."""
    yield "{\n" + _rows({"schema": SCHEMA, **head})
    for key, items in lists:
        yield f",\n  {_said(key)}: ["
        between, end = "\n    ", "]"
        for item in items:
            yield between + _visible(_said(item))
            between, end = ",\n    ", "\n  ]"
        yield end
    yield "\n}\n"


def _rows(answer: Object) -> str:
    return _visible(",\n".join(f"  {_said(key)}: {_laid_out(value)}" for key, value in answer.items()))


def _visible(text: str) -> str:
    return _RAW.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _laid_out(value: Value) -> str:
    if isinstance(value, (list, tuple)) and value:
        return "[\n    " + ",\n    ".join(map(_said, value)) + "\n  ]"
    return _said(value)


_said = json.JSONEncoder(ensure_ascii=False).encode  # without indentation it is the quick one


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def evidence(said: Evidence) -> Object:
    return {"says": said.says, "file": said.file, "line": said.line, "date": iso(said.date)}


def person(id: str, name: str) -> Object:
    return {"id": id, "name": name}
