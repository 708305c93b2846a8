"""Which of another program's people may be in the journal twice, once their pages are made."""

from collections.abc import Iterable, Mapping

from netjournal.answers.doubles import Double, doubles
from netjournal.exchange.card import Card
from netjournal.network.dataclass import replace
from netjournal.network.day import read_birthday
from netjournal.network.evidence import Said
from netjournal.network.network import Network
from netjournal.network.person import Person


def likely_doubles(network: Network, new: Mapping[str, Card]) -> list[Double]:
    """Pairs of somebody new, by the ids of their pages to be, and of whom they may be: new too, or here before."""
    if not new:
        return []
    people = (*network.people, *(_person(id, card) for id, card in new.items()))
    found = doubles(replace(network, people=people))
    return [double for double in found if double.one.id in new or double.other.id in new]


def _person(id: str, card: Card) -> Person:
    """What tells somebody from others, as the page that is made of a record will tell it."""
    return Person(
        id,
        f"{id}.md",
        card.name,
        aliases=_said(card.aliases),
        email=_said(card.emails),
        phone=_said(card.phones),
        url=_said(card.urls),
        city=_said(card.cities),
        birthday=read_birthday(card.birthday) if card.birthday else None,
        uid=card.uid,
    )


def _said(texts: Iterable[str]) -> tuple[Said, ...]:
    return tuple(Said(text, 1) for text in texts)
