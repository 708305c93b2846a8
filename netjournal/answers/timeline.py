"""What happened in order: entries, introductions among them, and gatherings."""

import datetime
from collections.abc import Collection, Iterator

from netjournal.network.contacts import guests
from netjournal.network.dataclass import dataclass
from netjournal.network.entry import Entry, introduction
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.query import Query, Term, matching

OF_THE_EVENT = ("kind", "text")


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact: `says` in the words of the page without its kind, `people` the ids of those it is about."""

    date: datetime.date
    kind: str
    says: str
    file: str
    line: int
    people: tuple[str, ...]


def timeline(network: Network, query: Query, today: datetime.date, who: str | None = None) -> tuple[Event, ...]:
    """Every event that is about `who`, if given, and that the filters leave, the latest first.

    `kind:` and `text:` ask something of the event, every other filter of one of its people.
    """
    own = [term for term in query.terms if term.key in OF_THE_EVENT]
    others = Query(tuple(term for term in query.terms if term.key not in OF_THE_EVENT))
    among = matching(network, others, today) if others else None
    kept = [
        event
        for event in _events(network)
        if (who is None or who in event.people)
        and (among is None or not among.isdisjoint(event.people))
        and all(_holds(term, event) for term in own)
    ]
    return tuple(sorted(kept, key=lambda event: (-event.date.toordinal(), event.file, event.line)))


def _holds(term: Term, event: Event) -> bool:
    wanted = fold(term.value)
    said = fold(event.kind) == wanted if term.key == "kind" else wanted in fold(f"{event.kind} {event.says}")
    return said != term.negated


def _events(network: Network) -> Iterator[Event]:
    for person in network.people:
        for entry in person.entries:
            yield _entry(network, entry, person.file, person.id)
    for organisation in network.organisations:
        for entry in organisation.entries:
            yield _entry(network, entry, organisation.file, None)
    for gathering in network.gatherings:
        if gathering.date:
            says = f"{gathering.name}, {gathering.place}" if gathering.place else gathering.name
            people = guests(network, gathering) or _meant(network, [said.text for said in gathering.invited])
            yield Event(gathering.date, gathering.kind, says, gathering.file, gathering.line, people)


def _entry(network: Network, entry: Entry, file: str, owner: str | None) -> Event:
    told = introduction(entry)
    company = _meant(network, (*entry.people, *((told.other,) if told else ())))
    people = tuple(dict.fromkeys((*((owner,) if owner else ()), *company)))
    says = ": ".join(part for part in (entry.head, entry.text) if part)
    return Event(entry.date, entry.kind, says, file, entry.line, people)


def _meant(network: Network, names: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for text in names if (id := network.directory.meant(text))))
