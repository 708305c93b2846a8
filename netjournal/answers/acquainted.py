"""Who knows whom already: by a tie, or by having sat together often or closely enough."""

import math

from netjournal.network.acquaintance import Acquaintance, Room
from netjournal.network.contacts import MOST_AT_A_TABLE

ENOUGH = 0.2  # once at a table of six, five times in a room of twenty-five


def tables(columns: Acquaintance, a: int, b: int) -> tuple[Room, ...]:
    """Gatherings of up to 60 that both came to; the smallest, then the latest first."""
    shared = shared_rooms(columns, a, b)
    seated = (room for room in shared if 2 <= room.size <= MOST_AT_A_TABLE)
    return tuple(sorted(seated, key=lambda room: (room.size, -room.day, room.file)))


def shared_rooms(columns: Acquaintance, a: int, b: int) -> list[Room]:
    """Gatherings of any size that both came to, in the order of the columns."""
    theirs = set(columns.rooms_of.get(b, ()))
    return [columns.rooms[at] for at in columns.rooms_of.get(a, ()) if at in theirs]


def sat_enough(columns: Acquaintance, a: int, b: int) -> bool:
    """Whether the gatherings they shared add up to enough, each counting 1 / (people there - 1)."""
    return math.fsum(1.0 / (room.size - 1) for room in tables(columns, a, b)) >= ENOUGH


def know_one_another(columns: Acquaintance, a: int, b: int) -> bool:
    """Whether the people of two rows know one another."""
    return b in columns.ties[a] or sat_enough(columns, a, b)
