"""Who else could benefit: open asks that the very offer of a helper meets too."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import merge
from itertools import islice

from netjournal.answers.board import belongs
from netjournal.answers.open_needs import ORGANISATIONS, PEOPLES, Ask
from netjournal.answers.refusals import Pair, pair_of
from netjournal.answers.who import Helper
from netjournal.answers.wording import Wording
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Evidence
from netjournal.network.made import Made
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.telling import Telling

MOST = 2  # named for one helper
LOOKED_AT = 1000  # asks, the latest heard: more would cost more than the answer itself


_Met = tuple[float, str, int]  # less than 0: how near; who asks; the place of the ask


@dataclass(frozen=True, slots=True)
class Benefit:
    """Someone else, an organisation perhaps, whose ask a helper's offer meets."""

    id: str
    name: str
    evidence: tuple[Evidence, ...]


def who_else(
    network: Network, told: Telling, helpers: Sequence[Helper], without: Collection[str], apart: Collection[Pair]
) -> Mapping[str, tuple[Benefit, ...]]:
    """For each helper, by id, at most 2 others whom the offers quoted of theirs would help, the nearest words first.

    None of those `without` whom it shall be, nobody kept `apart` from that helper, not the owner. Of the network, whose
    pages tell what is `told`, only those named are read.
    """
    met = _met(told, sorted({what for helper in helpers for what in helper.offers}), network.settings.synonyms)

    def open_to(giver: Person, offers: Iterable[str]) -> Iterator[Benefit]:
        seen = {giver.id, *without}
        for _, id, at in merge(*(met[what] for what in offers)):
            if id not in seen and pair_of(giver.id, id) not in apart:
                seen.add(id)
                ask = _asked(network, told, at)
                if not belongs(network, giver, ask):
                    yield Benefit(ask.id, ask.name, (Evidence(f"asks: {ask.what}", ask.file, ask.line, ask.heard),))

    found = {each.person.id: tuple(islice(open_to(each.person, each.offers), MOST)) for each in helpers}
    return {id: benefits for id, benefits in found.items() if benefits}


def _met(told: Telling, offers: Sequence[str], synonyms: Sequence[Sequence[str]]) -> dict[str, list[_Met]]:
    """The asks that each offer meets, the nearest words first."""
    wording = Wording(offers, synonyms)
    phrases, texts = told.asks.corpus.phrases, told.asks.texts[:LOOKED_AT] if offers else ()
    fits: Made[int, Sequence[tuple[int, float]]]
    fits = Made(lambda text: wording.fits(phrases[text])[0] if wording.may_fit(phrases[text]) else ())
    met: dict[str, list[_Met]] = {what: [] for what in offers}
    for at, text in enumerate(texts):
        for offer, score in fits[text]:
            met[offers[offer]].append((-score, _whose(told, at), at))
    return {what: sorted(found) for what, found in met.items()}


def _whose(told: Telling, at: int) -> str:
    row = told.asks.rows[at]
    return told.ids[row] if row >= 0 else told.organisations[-1 - row]


def _asked(network: Network, told: Telling, at: int) -> Ask:
    """The ask at that place, as its page tells of it."""
    asks = told.asks
    whose, page = _record(network, told, asks.rows[at]), _record(network, told, asks.pages[at])
    what = asks.corpus.phrases[asks.texts[at]].text
    kind = PEOPLES if asks.rows[at] >= 0 else ORGANISATIONS
    heard = date.fromordinal(asks.heard[at]) if asks.heard[at] else None
    return Ask(whose.id, whose.name, kind, what, heard, page.file, asks.lines[at])


def _record(network: Network, told: Telling, row: int) -> Person | Organisation:
    return network.people[row] if row >= 0 else network.organisations_by_id[told.organisations[-1 - row]]
