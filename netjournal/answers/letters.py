"""Words alike letter by letter: cosine of their grams of three to five letters, within the bounds of the word."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

LEAST_ALIKE = 0.2  # a smaller cosine says nothing
_COMMON = 0.05  # grams in more of the words than this share say nothing either
_FEW = 50


class Letters:
    """A vocabulary of words, and how alike each of them is to another word."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        grams = [_grams(word) for word in self._words]
        counts = Counter(gram for found in grams for gram in found)
        most = max(_FEW, len(self._words) * _COMMON)
        self._unseen = math.log(2 * (len(self._words) + 1)) ** 2
        total = len(self._words) + 1
        self._weights = {g: math.log(total / (n + 0.5)) ** 2 if n <= most else 0.0 for g, n in counts.items()}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(grams):
            for gram in found:
                if counts[gram] <= most:
                    self._holders[gram].append(number)
        self._norms = [self._norm(found) for found in grams]

    def alike(self, word: str) -> dict[str, float]:
        """The words of the vocabulary that are alike, with their cosine, 0 to 1."""
        grams = _grams(word)
        norm = self._norm(grams)
        met: dict[int, float] = defaultdict(float)
        for gram in sorted(grams):
            weight = self._weights.get(gram, 0.0)
            for number in self._holders.get(gram, ()):
                met[number] += weight
        cosines = ((self._words[n], min(1.0, m / (norm * self._norms[n]))) for n, m in met.items())
        return {other: cosine for other, cosine in cosines if cosine >= LEAST_ALIKE}

    def _norm(self, grams: set[str]) -> float:
        return math.sqrt(math.fsum(self._weights.get(gram, self._unseen) for gram in grams)) or 1.0


def _grams(word: str) -> set[str]:
    bounded = f"^{word}$"
    return {bounded[i : i + size] for size in (3, 4, 5) for i in range(len(bounded) - size + 1)}
