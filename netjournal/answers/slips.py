"""Stems misspelt by one slip: a letter left out, put in, swapped with its neighbour, or a vowel for another."""

from collections import defaultdict
from collections.abc import Iterable

SHORTEST = 5  # letters; between shorter stems one letter is too often all the difference

_VOWELS = frozenset("aeiouy")


class Slips:
    """Words looked up by those that one slip makes of them, or that one slip makes them of."""

    def __init__(self, words: Iterable[str]) -> None:
        self._alike: dict[tuple[str, str, int], list[str]] = defaultdict(list)  # by first and last letter and length
        for word in words:
            if len(word) >= SHORTEST:
                self._alike[word[0], word[-1], len(word)].append(word)

    def near(self, word: str) -> set[str]:
        """The words one slip away; none where the word is too short."""
        if len(word) < SHORTEST or not word.isalpha():
            return set()
        sizes = range(len(word) - 1, len(word) + 2)
        alike = (known for size in sizes for known in self._alike.get((word[0], word[-1], size), ()))
        return {known for known in alike if one_slip(word, known)}

    def meant(self, word: str) -> str | None:
        """The one word that is a slip away; None if there is none, or more than one, or the word is too short."""
        near = self.near(word)
        return near.pop() if len(near) == 1 else None


def one_slip(one: str, other: str) -> bool:
    """Whether a single slip turns one word into the other, their first and last letters being the same."""
    short, long = sorted((one, other), key=len)
    ends_differ = short[:1] != long[:1] or short[-1:] != long[-1:]
    if short == long or ends_differ or len(short) < SHORTEST or len(long) == SHORTEST:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or (short[at + 1 :] == long[at + 1 :] and {short[at], long[at]} <= _VOWELS)
