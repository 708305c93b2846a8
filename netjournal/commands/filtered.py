"""Whom the filters leave where organisations take part too."""

from collections.abc import Sequence

from netjournal.commands.session import Session
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person, Role
from netjournal.network.query import Matcher, read_query


def left_by(given: Session, words: Sequence[str]) -> frozenset[str] | None:
    """The ids of the people and organisations whom the filters leave; None where nothing is filtered."""
    query = read_query(words)
    if not query:
        return None
    network = given.journal.everyone
    matches = Matcher(network, query, given.today)
    return given.matching(words).union(one.id for one in network.organisations if matches(_as_one(one)))


def _as_one(organisation: Organisation) -> Person:
    """An organisation as the filters see somebody: `org:` is its own name."""
    return Person(
        id=organisation.id,
        file=organisation.file,
        name=organisation.name,
        aliases=organisation.aliases,
        roles=(Role("", organisation.name, None, None, 1),),
        city=organisation.city,
        tags=organisation.tags,
        asks=organisation.asks,
        offers=organisation.offers,
        why=organisation.why,
        extras=organisation.extras,
        prose=organisation.prose,
    )
