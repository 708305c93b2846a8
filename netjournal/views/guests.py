"""How `gather` words its answer: each guest with a reason, a familiar face, and somebody new."""

import datetime
from collections.abc import Sequence

from netjournal.answers.invitations import Invitation
from netjournal.network.day import say_day
from netjournal.network.network import Network
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.machine import Object, Value, iso
from netjournal.views.telling import all_objects, listed, person_object, reason

MOST_NAMED = 3


def gather_document(network: Network, guests: Sequence[Invitation], size: int, city: str) -> Document:
    parts: list[Line] = []
    for guest in guests:
        parts.append(line(name(guest.person.name), quiet(f"  {guest.person.id}")))
        parts += [reason(said) for said in guest.reasons]
        parts.append(line(_company(network, guest), indent=2))
    if not guests:
        parts.append(line("Nobody is overdue, and no two people here are known to be worth bringing together."))
        parts.append(line(quiet("Ask two people you see often what they look for: netjournal ask WHO ...")))
    elif len(guests) < size:
        parts.append(line(quiet(f"{len(guests)} of {size}: nobody else is overdue, or would meet somebody new here.")))
    if city:
        parts.append(line(quiet(f"Of those in {city} or of no known city; city:york, say, looks elsewhere.")))
    return tuple(parts)


def _company(network: Network, guest: Invitation) -> str:
    knows, new = _named(network, guest.knows), _named(network, guest.should_meet)
    known = f"Knows {knows}" if knows else "Knows nobody here yet"
    return f"{known}; should meet {new}." if new else f"{known}; nobody here is known to be new and worth meeting."


def _named(network: Network, ids: Sequence[str]) -> str:
    names = [network.name_of(id) for id in ids]
    more = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], f"{more} more"] if more > 0 else names)


def planned_document(network: Network, day: datetime.date, called: str, ids: Sequence[str], file: str) -> Document:
    who = listed([network.name_of(id) for id in ids])
    return (line(f"Planned for {say_day(day)}: ", name(called), f", with {who}.", quiet(f"  {file}")),)


def gather_object(network: Network, guests: Sequence[Invitation], planned: str | None, today: datetime.date) -> Object:
    return {"today": iso(today), "guests": [_object(network, guest) for guest in guests], "planned": planned}


def _object(network: Network, guest: Invitation) -> Object:
    def people(ids: Sequence[str]) -> list[Value]:
        return [person_object(network, id) for id in ids]

    return {
        **person_object(network, guest.person.id),
        "reasons": all_objects(guest.reasons),
        "knows": people(guest.knows),
        "should_meet": people(guest.should_meet),
    }
