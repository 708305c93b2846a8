"""Who is not to be brought together: introductions that were declined, or are never to be made."""

import datetime

from netjournal.network.entry import introduction
from netjournal.network.network import Network

DECLINED, NEVER = "declined", "never"

Pair = tuple[str, str]


def refused(network: Network, today: datetime.date) -> frozenset[Pair]:
    """Pairs of ids, the lower first: one page says never, or the last it says of the two up to today is a no."""
    said: dict[tuple[Pair, str], tuple[datetime.date, int, str]] = {}
    never: set[Pair] = set()
    for person in network.people:
        for entry in person.entries:
            told = introduction(entry) if entry.date <= today else None
            other = network.directory.meant(told.other) if told else None
            if told is None or other is None or other == person.id:
                continue
            pair = pair_of(person.id, other)
            if told.state == NEVER:
                never.add(pair)
            latest = (entry.date, entry.line, told.state)
            said[pair, person.id] = max(latest, said.get((pair, person.id), latest))
    return frozenset(never | {pair for (pair, _), (_, _, state) in said.items() if state == DECLINED})


def pair_of(one: str, other: str) -> Pair:
    """Two ids in the order in which pairs are kept."""
    return (one, other) if one < other else (other, one)
