"""People as other programs are told of them: what may leave the journal, and no more."""

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from netjournal.exchange.card import KNOWS, Card, addresses, is_link
from netjournal.network.names import fold, link_target
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.privacy import private_keys, shared

_NAMESPACE = uuid.UUID("7d0c1f4e-9a53-4c1b-8b7e-6e65746a6f75")
RELATED = "related"  # the key an import keeps them under
_NAMED = re.compile(r"\s*([^(),]+?)\s*(?:\(([^()]*)\)\s*)?(?:,|\Z)")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")  # they reorder what stands around them


def cards(network: Network, people: Iterable[Person], today: date) -> Iterator[Card]:
    """A card of everyone whose name isn't private, in their order."""
    for person in people:
        told = shared(person)
        if told:
            yield _card(network, told, today)


def by_name(cards: Iterable[Card], written: Callable[[Card], str]) -> Iterator[str]:
    """Each card as it is written, ordered by name as people are listed, which another journal orders alike."""
    for _, _, text in sorted((fold(card.name), card.uid, written(card)) for card in cards):
        yield text


def made_uid(what: str, id: str) -> str:
    """A UID that stays the same for as long as the id does: that of a person's card, or of a day in a calendar."""
    return str(uuid.uuid5(_NAMESPACE, f"{what}:{id}"))


def card_uid(person: Person) -> str:
    """The UID of the card they were imported from, else one made of their id."""
    return person.uid or f"urn:uuid:{made_uid('person', person.id)}"


def undirected(text: str) -> str:
    """The text without the marks that turn the direction of whatever stands around them."""
    return text if text.isascii() else _DIRECTIONS.sub("", text)


def name_to_share(network: Network, written: str) -> str:
    """The name of somebody whom a page names, as it leads back to them; empty where it is private."""
    person = network.person(written)
    if person is None:
        return link_target(written)
    if "name" in private_keys(person):
        return ""
    return person.name if network.directory.meant(person.name) == person.id else person.id


def _card(network: Network, person: Person, today: date) -> Card:
    """What address books have a place for; an address or a number that can't be one stays at home."""
    met = person.met
    return Card(
        name=undirected(person.name),
        record=person.id,
        emails=tuple(found for said in person.email for found in addresses(undirected(said.text))),
        phones=tuple(undirected(said.text) for said in person.phone if any(map(str.isdigit, said.text))),
        urls=tuple(said.text.strip() for said in person.url if is_link(said.text)),
        aliases=tuple(undirected(said.text) for said in person.aliases),
        tags=tuple(undirected(said.text) for said in person.tags),
        cities=tuple(undirected(said.text) for said in person.city),
        roles=tuple((undirected(each.role), undirected(each.org)) for each in network.current_roles(person, today)),
        birthday=str(person.birthday) if person.birthday else "",
        met_on=met.on if met else None,
        met_at=undirected(met.at) if met else "",
        through=undirected(name_to_share(network, met.through)) if met and met.through else "",
        why=undirected(person.why.text) if person.why else "",
        uid=card_uid(person),
        related=tuple(sorted(_related(network, person))),
    )


def _related(network: Network, person: Person) -> Iterator[tuple[str, str]]:
    """Whom they are tied to, and whom an import found named on their card without a page here."""
    for tie in person.ties:
        if name := undirected(name_to_share(network, tie.person)):
            yield name, undirected(tie.word) if tie.word != KNOWS else ""
    for extra in person.extras:
        if extra.key == RELATED:
            yield from ((undirected(name), undirected(word)) for name, word in _NAMED.findall(extra.text))
