"""Who else somebody's offer would help: other open asks that it meets, by the fits between asks and offers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from netjournal.answers.meet import Suggestion
from netjournal.network.acquaintance import Acquaintance, NeedRow
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Evidence
from netjournal.network.fits import Fits
from netjournal.network.names import fold
from netjournal.network.network import Network

MOST = 3


@dataclass(frozen=True, slots=True)
class Also:
    """Somebody else, an organisation perhaps, whose ask an offer of the `giver` meets: with the line of the ask."""

    giver: str
    id: str
    name: str
    said: Evidence


def also_helped(
    network: Network, columns: Acquaintance, suggestion: Suggestion, others: Mapping[int, Sequence[tuple[int, float]]]
) -> tuple[Also, ...]:
    """For each of the two whose offer helps the other: who else it would help the most, where there is anybody.

    `others` are the (ask, score) that each offer fits, as `by_offer` finds them.
    """
    found: list[Also] = []
    a, b = suggestion.a, suggestion.b
    for giver, taker, side in ((b, a, suggestion.for_a), (a, b, suggestion.for_b)):
        met = [each for offer in dict.fromkeys(fit.offer for fit in side) for each in others.get(offer, ())]
        found += _best(network, columns, giver, met, {taker, giver}, 1)
    return tuple(found)


def by_offer(suggestions: Iterable[Suggestion], fits: Fits) -> Mapping[int, Sequence[tuple[int, float]]]:
    """The (ask, score) that each offer of these suggestions fits."""
    offers = {fit.offer for each in suggestions for fit in (*each.for_a, *each.for_b)}
    return {offer: list(_asked(fits, (offer,))) for offer in offers}


def helped_by(network: Network, columns: Acquaintance, row: int, fits: Fits) -> tuple[Also, ...]:
    """At most 3 others whose asks somebody's offers meet, the best first."""
    return tuple(_best(network, columns, row, _asked(fits, columns.offers_of[row]), {row}, MOST))


def _asked(fits: Fits, offers: Iterable[int]) -> Iterator[tuple[int, float]]:
    """The asks that offers fit, and how well."""
    return ((fits.asks[at], fits.scores[at]) for offer in offers for at in fits.of_offer(offer))


def _best(
    network: Network,
    columns: Acquaintance,
    giver: int,
    met: Iterable[tuple[int, float]],
    without: set[int],
    most: int,
) -> list[Also]:
    """Who asks, at most so many, each once, the best met first.

    Nobody absent, introduced or kept apart, nowhere that one is already.
    """
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for ask, score in met:
        need = columns.asks[ask]
        key = (need.row, need.file if need.row < 0 else "")
        if need.row not in without and _may_be_helped(network, columns, giver, without, need):
            best[key] = max((score, -ask), best.get(key, (score, -ask)))
    ranked = sorted(best.values(), key=lambda each: (-each[0], -each[1]))
    return [_also(network, columns, giver, -ask) for _, ask in ranked[:most]]


def _may_be_helped(network: Network, columns: Acquaintance, giver: int, without: Iterable[int], need: NeedRow) -> bool:
    if need.row < 0:
        name = fold(_organisation(network, need)[1])
        return all(stay.org != name or stay.until for row in without for stay in columns.stays[row])
    is_here = columns.present[need.row] or columns.ids[need.row] in network.selves
    return is_here and (min(giver, need.row), max(giver, need.row)) not in columns.closed


def _also(network: Network, columns: Acquaintance, giver: int, ask: int) -> Also:
    need = columns.asks[ask]
    id, name = _organisation(network, need) if need.row < 0 else (columns.ids[need.row], "")
    heard = date.fromordinal(need.heard) if need.heard else None
    said = Evidence(f"asks: {need.what}", need.file, need.line, heard)
    return Also(columns.ids[giver], id, name or network.name_of(id), said)


def _organisation(network: Network, need: NeedRow) -> tuple[str, str]:
    """The id and the name of the organisation on whose page a need stands."""
    id = need.file.rpartition("/")[2].removesuffix(".md")
    known = network.organisations_by_id.get(id)
    return id, known.name if known else id
