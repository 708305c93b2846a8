"""What everybody offers, in their own words."""

from netjournal.network.network import Network


def all_offers(network: Network) -> list[tuple[str, str]]:
    """The giver's id and what they offer, of the owner and everybody present, in the order of the pages."""
    found = []
    for person in network.people:
        for need in person.offers:
            giver = network.person(need.whom) if need.whom else person
            if giver and (giver.is_present or giver.is_self) and need.what.strip():
                found.append((giver.id, need.what))
    return found
