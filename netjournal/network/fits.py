"""Which offers meet which asks, in columns: there may be millions."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat

from netjournal.network.lists import Lists, ends_of, places_of

Fit = tuple[int, int, float]  # the places of an ask and of an offer in their columns, and how near they are


class Fits(Sequence[Fit]):
    """Fits by ask, of an ask the nearest first; how near they are is from 0 to 1."""

    def __init__(
        self,
        ends: "array[int]",
        offers: "array[int]",
        scores: "array[float]",
        asks: "array[int] | None" = None,
        by_offer: Lists | None = None,
    ) -> None:
        """`ends` starts with 0 and tells where the fits of each ask end; what else is told needn't be worked out."""
        self.ends, self.offers, self.scores = ends, offers, scores
        ready = {"asks": asks, "by_offer": by_offer}
        self.__dict__.update({name: each for name, each in ready.items() if each is not None})

    @cached_property
    def by_offer(self) -> Lists:
        """The places of the fits of each offer, by ask."""
        return places_of(self.offers, max(self.offers, default=-1) + 1)

    @cached_property
    def asks(self) -> "array[int]":
        """The ask of each fit."""
        lengths = map(int.__sub__, self.ends[1:], self.ends)
        return array("i", chain.from_iterable(map(repeat, range(len(self.ends) - 1), lengths)))

    def of_ask(self, ask: int) -> range:
        """The places of the fits of an ask."""
        return range(self.ends[ask], self.ends[ask + 1]) if ask < len(self.ends) - 1 else range(0)

    def of_offer(self, offer: int) -> Sequence[int]:
        """The places of the fits of an offer."""
        return self.by_offer[offer] if offer < len(self.by_offer) else ()

    def __len__(self) -> int:
        return len(self.offers)

    def __getitem__(self, at: int) -> Fit:  # type: ignore[override]
        return self.asks[at], self.offers[at], self.scores[at]

    def __iter__(self) -> Iterator[Fit]:
        return zip(self.asks, self.offers, self.scores, strict=True)


class FewFits(Fits):
    """Fits of a few asks and offers, to be asked for by these: no column is as long as all asks or offers are many."""

    def __init__(self, found: Sequence[Fit]) -> None:
        """`found` are by ask, of an ask the nearest first."""
        asks, offers = array("i", [fit[0] for fit in found]), array("i", [fit[1] for fit in found])
        super().__init__(array("i", [0]), offers, array("d", [fit[2] for fit in found]), asks)

    def of_ask(self, ask: int) -> range:
        return range(bisect_left(self.asks, ask), bisect_right(self.asks, ask))

    def of_offer(self, offer: int) -> Sequence[int]:
        return self._of_offers.get(offer, ())

    @cached_property
    def _of_offers(self) -> Mapping[int, Sequence[int]]:
        found: dict[int, list[int]] = {}
        for place, offer in enumerate(self.offers):
            found.setdefault(offer, []).append(place)
        return found


def fits_of(found: Iterable[Fit]) -> Fits:
    """Fits in columns, in whatever order they come."""
    if isinstance(found, Fits):
        return found
    by_ask = sorted(found, key=lambda fit: (fit[0], -fit[2]))
    lengths = [0] * (by_ask[-1][0] + 1 if by_ask else 0)
    for ask, _, _ in by_ask:
        lengths[ask] += 1
    return Fits(
        ends_of(lengths), array("i", (offer for _, offer, _ in by_ask)), array("d", (score for *_, score in by_ask))
    )
