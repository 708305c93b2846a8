"""Who knows whom already: by a tie, or by having sat together often or closely enough."""

import math

from netjournal.network.contacts import MOST_AT_A_TABLE
from netjournal.network.features import Acquaintance, Room

ENOUGH = 0.2  # once at a table of six, five times in a room of twenty-five


def tables(columns: Acquaintance, a: int, b: int) -> tuple[Room, ...]:
    """Gatherings of up to 60 that both came to; the smallest, then the latest first."""
    shared = (room for room in columns.rooms if 2 <= room.size <= MOST_AT_A_TABLE and a in room.rows and b in room.rows)
    return tuple(sorted(shared, key=lambda room: (room.size, -room.day, room.file)))


def sat_enough(columns: Acquaintance, a: int, b: int) -> bool:
    """Whether the gatherings they shared add up to enough, each counting 1 / (people there - 1)."""
    return math.fsum(1.0 / (room.size - 1) for room in tables(columns, a, b)) >= ENOUGH


def know_one_another(columns: Acquaintance, a: int, b: int) -> bool:
    """Whether the people of two rows know one another."""
    return b in columns.ties[a] or sat_enough(columns, a, b)
