"""How near two short phrases are: shared word families first, then synonyms, then words alike letter by letter."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from netjournal.answers.phrase import Phrase, read_phrase, spoken
from netjournal.answers.stems import stem
from netjournal.answers.synonyms import SYNONYMS

__all__ = ["FIT", "LEAST", "Phrase", "Wording", "all_fits", "fits", "read_phrase"]

FIT = 0.5  # from here on, a fit of words is by itself a reason to suggest an introduction
LEAST = 0.2  # from here on, a phrase is worth showing to somebody who asks who can help

_SYNONYM = 0.6  # how much a synonym counts, where the same word counts 1
_REPAIRED = 0.85  # a misspelt word
_ALIKE = 0.6  # times the cosine of two words' letter grams
_LEAST_ALIKE = 0.25  # cosines below say nothing
_ASK_SIDE = 0.7  # how much of the ask is met weighs more than how much of the offer is used
_GENERIC_IN = 20  # phrases a generic word is taken to be in, beside those it is in
_GENERIC = frozenset(
    stem(word)
    for word in """activity assistant associate chief equipment expert group head information junior man manage manager
    material member officer operate operator people perform person process professional program project provide
    public senior service specialist staff support system team technician type use woman work worker""".split()
)
_MOST_ALIKE = 60
_OPENED = 400


class Wording:
    """A corpus of phrases, and how near each of them is to another phrase."""

    def __init__(self, phrases: Sequence[str], synonyms: Sequence[Sequence[str]] = ()) -> None:
        self._phrases = [read_phrase(text) for text in phrases]
        self._thesaurus = _thesaurus(tuple(tuple(group) for group in synonyms))
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._denials: dict[str, list[int]] = defaultdict(list)
        for index, phrase in enumerate(self._phrases):
            for term in phrase.terms:
                self._postings[term].append(index)
            for term in phrase.denied:
                self._denials[term].append(index)
        self._weights = {term: self._weigh(len(found), term) for term, found in self._postings.items()}
        self._lengths = [sum(map(self._weights.__getitem__, phrase.terms)) for phrase in self._phrases]

    def nearest(self, text: str, least: float = LEAST) -> list[tuple[int, float]]:
        """The phrases at least that near (0 to 1), the nearest first; those that deny what is asked are not among them."""
        ask = read_phrase(text)
        found = self._scores(ask, {})
        return sorted(((i, s) for i, s in found.items() if s >= least), key=lambda near: (-near[1], near[0]))

    def _weigh(self, count: int, term: str) -> float:
        known = count + (_GENERIC_IN if term in _GENERIC else 0)
        return math.log(1 + (len(self._phrases) + 0.5) / (known + 0.5))

    def _scores(self, ask: Phrase, _: dict[str, float]) -> dict[int, float]:
        whole = sum(self._weigh(len(self._postings.get(t, ())), t) for t in ask.terms)
        met: dict[int, float] = defaultdict(float)
        for term in ask.terms:
            for index in self._postings.get(term, ()):
                met[index] += self._weights[term]
        return {i: _ASK_SIDE * m / whole + (1 - _ASK_SIDE) * m / self._lengths[i] for i, m in met.items()}

    def shared(self, text: str, index: int) -> tuple[str, ...]:
        """The words of the phrase at that index that made it near."""
        terms = set(read_phrase(text).terms)
        return tuple(word for word in spoken(self._phrases[index].text)[0] if stem(word) in terms)


@lru_cache(maxsize=8)
def _thesaurus(groups: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], tuple[int, ...]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, group in enumerate((*SYNONYMS, *groups)):
        for member in group:
            places[read_phrase(member).terms].append(number)
    return {terms: tuple(numbers) for terms, numbers in places.items() if terms}


def fits(
    asks: Sequence[str], offers: Sequence[str], synonyms: Sequence[Sequence[str]] = ()
) -> list[tuple[int, int, float]]:
    """Every (ask, offer, score) whose score is at least FIT, in order of ask, then the nearest first."""
    return all_fits(asks, offers, synonyms)[0]


def all_fits(
    asks: Sequence[str], offers: Sequence[str], synonyms: Sequence[Sequence[str]] = ()
) -> tuple[list[tuple[int, int, float]], int]:
    """The fits, and how many offers were left unread because too many share an ask's words."""
    wording = Wording(offers, synonyms)
    found = [(number, index, score) for number, ask in enumerate(asks) for index, score in wording.nearest(ask, FIT)]
    return found, 0
