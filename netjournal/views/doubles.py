"""How likely doubles are told where people come in: named, with what to do, and never merged unasked."""

from collections.abc import Iterator, Sequence

from netjournal.answers.doubles import Double
from netjournal.views.document import Line, line, name, quiet
from netjournal.views.machine import Object

MOST = 20


def doubles_lines(found: Sequence[Double]) -> Iterator[Line]:
    for double in found[:MOST]:
        one, other = double.one, double.other
        merge = f"netjournal merge {one.id} {other.id}"
        yield line(name(other.name), f" ({other.id}) has {double.shares} as ", name(one.name), f" ({one.id})", indent=2)
        yield line(quiet(f"if they are one person: {merge}; if two: {merge} --apart"), indent=4)
    if len(found) > MOST:
        yield line(quiet(f"and {len(found) - MOST} more likely doubles; see `netjournal check`"), indent=2)


def doubles_objects(found: Sequence[Double]) -> list[Object]:
    return [
        {
            "a": {"id": double.one.id, "name": double.one.name},
            "b": {"id": double.other.id, "name": double.other.name},
            "says": f"has {double.shares}",
        }
        for double in found
    ]
