"""Words alike letter by letter: cosine of their grams of three to five letters, within the bounds of the word."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from netjournal.network.corpus import Grams

LEAST_ALIKE = 0.2  # a smaller cosine says nothing
_COMMON = 0.05  # grams in more of the words than this share say nothing either
_FEW = 50


def grams_of(words: Iterable[str]) -> Grams:
    """The grams of a vocabulary."""
    ordered = sorted(set(words))
    held = [_grams(word) for word in ordered]
    counts = Counter(gram for grams in held for gram in grams)
    most = _most(len(ordered))
    holders: dict[str, list[int]] = defaultdict(list)
    for number, grams in enumerate(held):
        for gram in grams:
            if counts[gram] <= most:
                holders[gram].append(number)
    weigh = _Weights(len(ordered), counts)
    return Grams(ordered, counts, holders, [weigh.norm(grams) for grams in held])


class Letters:
    """A vocabulary of words, and how alike each of them is to another word."""

    def __init__(self, grams: Grams) -> None:
        self._grams = grams
        self._weights = _Weights(len(grams.words), grams.counts)

    def alike(self, word: str) -> dict[str, float]:
        """The words of the vocabulary that are alike, with their cosine, 0 to 1."""
        grams = _grams(word)
        norm = self._weights.norm(grams)
        met: dict[int, float] = defaultdict(float)
        for gram in sorted(grams):
            weight = self._weights.of(gram)
            for number in self._grams.holders.get(gram, ()):
                met[number] += weight
        words, norms = self._grams.words, self._grams.norms
        cosines = ((number, min(1.0, weight / (norm * norms[number]))) for number, weight in met.items())
        return {words[number]: cosine for number, cosine in cosines if cosine >= LEAST_ALIKE}


class _Weights:
    """What a gram tells: the more, the fewer words hold it; nothing where very many do."""

    def __init__(self, words: int, counts: Mapping[str, int]) -> None:
        self._counts, self._most, self._total = counts, _most(words), words + 1
        self._unseen = math.log(2 * self._total) ** 2

    def of(self, gram: str) -> float:
        count = self._counts.get(gram, 0)
        if not count:
            return self._unseen
        return math.log(self._total / (count + 0.5)) ** 2 if count <= self._most else 0.0

    def norm(self, grams: Iterable[str]) -> float:
        return math.sqrt(math.fsum(map(self.of, grams))) or 1.0


def _most(words: int) -> float:
    return max(_FEW, words * _COMMON)


def _grams(word: str) -> set[str]:
    bounded = f"^{word}$"
    return {bounded[i : i + size] for size in (3, 4, 5) for i in range(len(bounded) - size + 1)}
