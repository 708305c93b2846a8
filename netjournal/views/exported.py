"""Records as `export json` gives them: every key of a page; its log and prose only to oneself."""

from collections.abc import Sequence

from netjournal.network.entry import Entry, Promise
from netjournal.network.evidence import Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person
from netjournal.network.privacy import private_keys
from netjournal.views.machine import Object, Value, iso


def person_record(network: Network, person: Person, everything: bool) -> Object:
    """A person, with what stays at home where `everything` is asked for."""
    roles = network.roles(person)
    return {
        "id": person.id,
        "name": person.name,
        "aliases": _texts(person.aliases),
        "email": _texts(person.email),
        "phone": _texts(person.phone),
        "url": _texts(person.url),
        "roles": [str(role) for role in roles],
        "places": [
            {"role": role.role or None, "org": role.org or None, "since": iso(role.since), "until": iso(role.until)}
            for role in roles
        ],
        "city": _texts(person.city),
        "birthday": str(person.birthday) if person.birthday else None,
        "tags": _texts(person.tags),
        "circle": person.circle.text if person.circle else None,
        "every": person.every.words if person.every else None,
        "offers": _needs(network, person.offers, everything),
        "asks": _needs(network, person.asks, everything),
        "ask_at_most": person.ask_at_most.words if person.ask_at_most else None,
        "met": _met(network, person, everything),
        "why": person.why.text if person.why else None,
        "ties": [
            {"person": who, "tie": tie.word or None}
            for tie in person.ties
            if (who := _named(network, tie.person, everything))
        ],
        "uid": person.uid or None,
        "self": person.is_self,
        "died": person.died.text if person.died else None,
        "archived": person.archived.text if person.archived else None,
        **_kept(network, person, everything),
        "private": list(person.private) if everything else None,
        "entries": _entries(person.entries) if everything else None,
    }


def organisation_record(network: Network, organisation: Organisation, everything: bool) -> Object:
    """An organisation, as a person."""
    return {
        "id": organisation.id,
        "name": organisation.name,
        "aliases": _texts(organisation.aliases),
        "url": _texts(organisation.url),
        "city": _texts(organisation.city),
        "tags": _texts(organisation.tags),
        "asks": _needs(network, organisation.asks, everything),
        "offers": _needs(network, organisation.offers, everything),
        "why": organisation.why.text if organisation.why else None,
        **_kept(network, organisation, everything),
        "entries": _entries(organisation.entries) if everything else None,
    }


def gathering_record(network: Network, gathering: Gathering, everything: bool) -> Object:
    """A gathering; a guest without a page has a name and no id."""
    return {
        "id": gathering.id,
        "name": gathering.name,
        "date": iso(gathering.date),
        "kind": gathering.kind,
        "place": gathering.place or None,
        "invited": _guests(network, gathering.invited, everything),
        "came": _guests(network, gathering.came, everything),
        **_kept(network, gathering, everything),
    }


def _kept(network: Network, record: Record, everything: bool) -> Object:
    """What every kind of page has: the user's own keys, its file, and what only oneself is told."""
    return {
        "others": {extra.key: extra.text for extra in record.extras},
        "file": record.file,
        "promises": _promises(network, record.promises) if everything else None,
        "prose": record.prose if everything else None,
    }


def _texts(said: Sequence[Said]) -> list[str]:
    return [each.text for each in said]


def _needs(network: Network, needs: Sequence[Need], everything: bool) -> list[Value]:
    return [
        {"what": need.what, "heard": iso(need.heard), "for": _named(network, need.whom, everything)} for need in needs
    ]


def _met(network: Network, person: Person, everything: bool) -> Value:
    met = person.met
    if met is None:
        return None
    return {"on": iso(met.on), "at": met.at or None, "through": _named(network, met.through, everything)}


def _named(network: Network, written: str, everything: bool) -> Value:
    """Somebody named on a page; nobody where that is empty, or their name is private."""
    other = network.person(written) if written else None
    if other is None:
        return {"id": None, "name": written} if written else None
    return {"id": other.id, "name": other.name} if everything or "name" not in private_keys(other) else None


def _guests(network: Network, guests: Sequence[Said], everything: bool) -> list[Value]:
    found = (_named(network, said.text, everything) for said in guests)
    return [guest for guest in found if guest]


def _promises(network: Network, promises: Sequence[Promise]) -> list[Value]:
    return [
        {
            "says": promise.text,
            "due": iso(promise.due),
            "done": promise.done,
            "by": _named(network, promise.by, True),
            "line": promise.line,
        }
        for promise in promises
    ]


def _entries(entries: Sequence[Entry]) -> list[Value]:
    return [
        {
            "date": iso(entry.date),
            "kind": entry.kind,
            "counts": entry.counts,
            "head": entry.head or None,
            "people": list(entry.people),
            "text": entry.text,
            "line": entry.line,
        }
        for entry in entries
    ]
