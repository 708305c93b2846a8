"""Short texts as matching reads them, and which of them say a word: plain columns, worked out once and kept."""

from collections.abc import Mapping, Sequence

from netjournal.network.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as its matching reads it: stems in order, each once, and the stems it says no to.

    `aside` are those of its terms that only tell for what or whom: 'a website for the allotment society'.
    """

    text: str
    terms: tuple[str, ...]
    denied: tuple[str, ...]
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grams:
    """The runs of letters of words: which of the `words` hold each, by place, and how many do.

    Those in very many words have no holders. `norms` tell how much the runs of each word weigh together.
    """

    words: Sequence[str]
    counts: Mapping[str, int]
    holders: Mapping[str, Sequence[int]]
    norms: Sequence[float]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Phrases by place, and for each stem the places that say and that deny it, in order.

    `known` tells how often each stem is said in the whole journal, `total` how many phrases there are in it.
    """

    phrases: Sequence[Phrase]
    said_in: Mapping[str, Sequence[int]]
    denied_in: Mapping[str, Sequence[int]]
    known: Mapping[str, int]
    total: int
    grams: Grams | None = None  # of the stems that are said, where that was worked out
