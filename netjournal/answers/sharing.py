"""What may leave the journal: a network without the values that are private, and without what is only the owner's."""

from netjournal.network.dataclass import replace
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Met, Person
from netjournal.network.privacy import private_keys


def is_open(person: Person, key: str) -> bool:
    """Whether a key's value may be told: no spelling of it is private."""
    return key not in private_keys(person)


def shared(network: Network) -> Network:
    """The network as others may see it: who there is, what they do and where, their tags, and who knows whom.

    Without the values of private keys and those whose name is private; without ways to reach anybody, asks, offers,
    prose and everything of the owner's own (log, days, why, circles).
    """
    return Network(
        people=tuple(_shared(person) for person in network.people if is_open(person, "name")),
        organisations=tuple(Organisation(each.id, "", each.name, each.aliases) for each in network.organisations),
        gatherings=tuple(replace(each, extras=(), promises=(), links=(), prose="") for each in network.gatherings),
        settings=network.settings,
    )


def _shared(person: Person) -> Person:
    met = person.met if is_open(person, "met") else None
    return Person(
        person.id,
        "",
        person.name,
        aliases=person.aliases if is_open(person, "aliases") else (),
        roles=person.roles if is_open(person, "roles") else (),
        city=person.city if is_open(person, "city") else (),
        tags=person.tags if is_open(person, "tags") else (),
        ties=person.ties if is_open(person, "ties") else (),
        met=Met(None, "", met.through, met.line) if met and met.through else None,
        is_self=person.is_self,
        died=person.died,
        archived=person.archived,
    )
