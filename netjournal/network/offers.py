"""What everybody offers, in their own words."""

from collections.abc import Callable, Iterable

from netjournal.network.network import Network

Offered = tuple[tuple[str, str], ...]  # what somebody offers, and for whom it is offered instead, as written


def all_offers(network: Network) -> list[tuple[str, str]]:
    """The giver's id and what they offer, of the owner and everybody present, in the order of the pages."""
    people = ((person.id, tuple([(need.what, need.whom) for need in person.offers])) for person in network.people)
    absent = {person.id for person in network.people if not (person.is_present or person.is_self)}
    return offers_of(people, network.directory.meant, absent)


def offers_of(
    people: Iterable[tuple[str, Offered]], meant: Callable[[str], str | None], absent: set[str]
) -> list[tuple[str, str]]:
    """The same of people by their ids, of whom these are absent."""
    found = []
    for id, offered in people:
        for what, whom in offered:
            giver = meant(whom) if whom else id
            if giver and giver not in absent and what.strip():
                found.append((giver, what))
    return found
