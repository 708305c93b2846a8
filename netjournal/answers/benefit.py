"""Who else could benefit: open asks that the very offer of a helper meets too."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from netjournal.answers.board import belongs
from netjournal.answers.open_needs import MINE, Ask, Offer, open_asks, open_offers
from netjournal.answers.refusals import Pair, pair_of
from netjournal.answers.who import Helper
from netjournal.answers.wording import Wording
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network

MOST = 2  # named for one helper
LOOKED_AT = 1000  # asks, the latest heard: more would cost more than the answer itself


@dataclass(frozen=True, slots=True)
class Benefit:
    """Someone else, an organisation perhaps, whose ask a helper's offer meets."""

    id: str
    name: str
    evidence: tuple[Evidence, ...]


def who_else(
    network: Network, helpers: Sequence[Helper], without: Collection[str], apart: Collection[Pair]
) -> Mapping[str, tuple[Benefit, ...]]:
    """For each helper, by id, at most 2 others whom the offers quoted of theirs would help, the nearest words first.

    None of those `without` whom it shall be, nobody kept `apart` from that helper, not the owner.
    """
    offers = list(_quoted(network, helpers))
    wording = Wording([offer.what for offer in offers], network.settings.synonyms)
    best: dict[str, dict[str, tuple[float, Benefit]]] = {}
    for ask in _latest(network, without) if offers else ():
        for at, score in wording.fits(ask.what)[0]:
            giver = offers[at].id
            found = best.setdefault(giver, {})
            is_open = not _is_their_own(network, ask, giver) and pair_of(giver, ask.id) not in apart
            if is_open and (ask.id not in found or found[ask.id][0] < score):
                found[ask.id] = score, _benefit(ask)
    return {giver: _nearest(found) for giver, found in best.items()}


def _is_their_own(network: Network, ask: Ask, id: str) -> bool:
    """Whether somebody asks this themselves, or the organisation they belong to."""
    person = network.by_id.get(id)
    return id == ask.id or bool(person and belongs(network, person, ask))


def _quoted(network: Network, helpers: Sequence[Helper]) -> Iterator[Offer]:
    """The offers that were quoted of these helpers."""
    quoted = {(helper.person.id, said.file, said.line) for helper in helpers for said in helper.evidence}
    for offer in open_offers(network, {file for _, file, _ in quoted}):
        if (offer.id, offer.said.file, offer.said.line) in quoted:
            yield offer


def _latest(network: Network, without: Collection[str]) -> list[Ask]:
    asks = (ask for ask in open_asks(network) if ask.whose != MINE and ask.id not in without)
    return sorted(asks, key=lambda ask: (-(ask.heard or date.min).toordinal(), ask.file, ask.line))[:LOOKED_AT]


def _benefit(ask: Ask) -> Benefit:
    return Benefit(ask.id, ask.name, (Evidence(f"asks: {ask.what}", ask.file, ask.line, ask.heard),))


def _nearest(found: Mapping[str, tuple[float, Benefit]]) -> tuple[Benefit, ...]:
    ranked = sorted(found.values(), key=lambda each: (-each[0], each[1].id))
    return tuple(benefit for _, benefit in ranked[:MOST])
