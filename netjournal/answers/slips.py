"""Stems misspelt by one slip: a letter left out, put in, swapped with its neighbour, or a vowel for another."""

from collections import defaultdict
from collections.abc import Iterable

SHORTEST = 5  # letters; between shorter stems one letter is too often all the difference

_VOWELS = frozenset("aeiouy")


class Slips:
    """Words known to be spelt right, looked up by what one slip makes of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_hole: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= SHORTEST:
                for hole in _holes(word):
                    self._by_hole[hole].append(word)

    def meant(self, word: str) -> str | None:
        """The known word one slip away; None if there is none, or more than one, or the word is too short."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        near = {known for hole in _holes(word) for known in self._by_hole.get(hole, ()) if one_slip(word, known)}
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


def _holes(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}
