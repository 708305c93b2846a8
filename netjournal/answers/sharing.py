"""A network to be looked at by others: without what pages call private, and without what is only the owner's."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from netjournal.network import privacy
from netjournal.network.network import Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Met, Person

R = TypeVar("R", bound=Record)


def is_open(person: Person, key: str) -> bool:
    """Whether a key's value may be told: no spelling of it is private."""
    return key not in privacy.private_keys(person)


def shared(network: Network) -> Network:
    """The network as others may see it: who there is, what they do and where, their tags, and who knows whom.

    Without the values of private keys and those whose name is private; without ways to reach anybody, asks, offers,
    prose and everything of the owner's own (log, days, why, circles).
    """
    return Network(
        people=tuple(_seen(whole, told) for whole, told in _told(network.people)),
        organisations=tuple(
            Organisation(told.id, "", told.name, told.aliases) for _, told in _told(network.organisations)
        ),
        gatherings=tuple(told for _, told in _told(network.gatherings)),
        settings=network.settings,
    )


def _told(records: Iterable[R]) -> Iterator[tuple[R, R]]:
    """The records that may be told of, each with what may be told of it."""
    return ((record, told) for record in records if (told := privacy.shared(record)))


def _seen(whole: Person, told: Person) -> Person:
    """Somebody as others see them; who is gone stays so, even where that is private."""
    met = told.met
    return Person(
        told.id,
        "",
        told.name,
        aliases=told.aliases,
        roles=told.roles,
        city=told.city,
        tags=told.tags,
        ties=told.ties,
        met=Met(None, "", met.through, met.line) if met and met.through else None,
        is_self=told.is_self,
        died=whole.died,
        archived=whole.archived,
    )
