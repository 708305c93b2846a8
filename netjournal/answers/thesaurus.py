"""Which stems, or rows of stems, mean the same or nearly the same."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from netjournal.answers.phrase import spoken
from netjournal.answers.stems import stem
from netjournal.answers.synonyms import NEARLY_THE_SAME, THE_SAME

SAME = 0.8  # what a word that means the same counts, where the same word counts 1
NEARLY = 0.45  # what a word that means nearly the same counts


class Thesaurus:
    """Groups of phrases that mean the same, or nearly, looked up by stems."""

    def __init__(self, same: Sequence[Sequence[str]], nearly: Sequence[Sequence[str]]) -> None:
        self.terms: set[str] = set()
        self._groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._singles: dict[int, list[str]] = defaultdict(list)
        self._rows: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        self._firsts: set[str] = set()
        self._count_of_same = len(same)
        for number, group in enumerate((*same, *nearly)):
            for member in group:
                self._add(number, [member] if member.isalpha() and member.islower() else spoken(member)[0])

    def _add(self, number: int, words: list[str]) -> None:
        terms = tuple(map(stem, words))
        self.terms.update(terms)
        if not terms or number in self._groups[terms]:
            return
        self._groups[terms].append(number)
        if len(terms) == 1:
            self._singles[number].append(terms[0])
        else:
            self._rows[number].append(terms)
            self._firsts.add(terms[0])

    def groups(self, *terms: str) -> Sequence[int]:
        """The groups that have exactly these stems, in this order, as one member."""
        return self._groups.get(terms, ())

    def nearness(self, group: int) -> float:
        """What a synonym out of this group counts."""
        return SAME if group < self._count_of_same else NEARLY

    def members(self, group: int) -> Sequence[str]:
        """The stems that are members of a group by themselves."""
        return self._singles.get(group, ())

    def rows(self, group: int) -> Sequence[tuple[str, ...]]:
        """The members of a group that are of several stems."""
        return self._rows.get(group, ())

    def compounds(self, terms: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each (group, its stems) whose member of two or three words stands in these stems."""
        for at, term in enumerate(terms):
            if term in self._firsts:
                for size in (2, 3):
                    row = tuple(terms[at : at + size])
                    yield from ((group, row) for group in (self._groups.get(row, ()) if len(row) == size else ()))


@lru_cache(maxsize=8)
def thesaurus(groups: tuple[tuple[str, ...], ...] = ()) -> Thesaurus:
    """The common synonyms together with these groups of words that mean the same."""
    return Thesaurus((*groups, *THE_SAME), NEARLY_THE_SAME)
