"""Asks and offers that are near in meaning though their words differ: how such nearness and words are put together."""

from collections.abc import Iterable, Sequence
from typing import Protocol

MEANT = 0.52  # from here on nearness in meaning, words helping, is a reason to suggest an introduction
TELLING = 0.35  # from here on it is worth showing to somebody who asks who can help
FAINTLY = 0.2  # from here on it has a place in the whole ranking
WORDS = 0.3  # times what words score is added to the cosine
BY_MEANING = "near in meaning"

_AFTER = 0.6  # times that nearness is a fit's score, so that it comes after every fit of words


class Meaning(Protocol):
    """Texts compared by what they mean."""

    def near(
        self, asks: Sequence[str], offers: Sequence[str], least: float, most: int | None = None
    ) -> Iterable[tuple[int, int, float]]:
        """(ask, offer, cosine) of those at least that near, by ask and offer; for each ask so many, the nearest."""
        ...


def together(cosine: float, words: float) -> float:
    """How near two texts are by meaning and by words, 0 to 1."""
    return max(0.0, min(1.0, cosine + WORDS * words))


def after_words(nearness: float, fit: float) -> float:
    """The score of a fit by meaning alone: always below that from which words fit, which tells the two apart."""
    return min(_AFTER * nearness, fit - 0.01)
