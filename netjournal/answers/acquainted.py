"""Who knows whom already: by a tie, or by having sat together often or closely enough."""

from collections.abc import Iterable, Mapping, Sequence

from netjournal.network.contacts import MOST_AT_A_TABLE
from netjournal.network.features import Acquaintance, Room

ENOUGH = 0.2  # once at a table of six, five times in a room of twenty-five


def rooms_of(columns: Acquaintance) -> Mapping[int, Sequence[Room]]:
    """The gatherings of each row that can introduce people: up to 60 there."""
    found: dict[int, list[Room]] = {}
    for room in columns.rooms:
        if 2 <= room.size <= MOST_AT_A_TABLE:
            for row in room.rows:
                found.setdefault(row, []).append(room)
    return found


def sat_together(row: int, rooms: Iterable[Room]) -> dict[int, float]:
    """How closely each other row sat with this one: the sum over shared gatherings of 1 / (people there - 1)."""
    shared: dict[int, float] = {}
    for room in rooms:
        share = 1.0 / (room.size - 1)
        for other in room.rows:
            shared[other] = shared.get(other, 0.0) + share
    shared.pop(row, None)
    return shared


def know_one_another(columns: Acquaintance, a: int, b: int) -> bool:
    """Whether the people of two rows know one another."""
    if b in columns.ties[a]:
        return True
    shared = (room for room in columns.rooms if 2 <= room.size <= MOST_AT_A_TABLE and a in room.rows and b in room.rows)
    return sat_together(a, shared).get(b, 0.0) >= ENOUGH
