"""What `who` goes by: the lines of all pages that may tell of help, and what is asked for, as plain columns."""

from collections.abc import Mapping, Sequence

from netjournal.network.corpus import Corpus
from netjournal.network.dataclass import dataclass

OFFER, THEIRS, ROLE, TAG, WHY, EXTRA = range(6)  # what a line is; THEIRS is an offer of the organisation they are at


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in the order of their texts: one item each in the columns, but `starts`.

    The lines that say the text at a place of the `corpus` are those from `starts` there to before the next one.
    `rows` are whom it speaks for; it stands on the page of a row of `pages` (an organisation's as -1 - its place), the
    `at`th of its `kind` there. `heard` and `until` are ordinals, 0 where there is no day.
    """

    corpus: Corpus
    starts: Sequence[int]
    rows: Sequence[int]
    kinds: Sequence[int]
    pages: Sequence[int]
    at: Sequence[int]
    heard: Sequence[int]
    until: Sequence[int]

    def saying(self, text: int) -> range:
        """The places of the lines that say the text at that place."""
        return range(self.starts[text], self.starts[text + 1])


@dataclass(frozen=True, slots=True)
class OpenAsks:
    """What others ask for, once each, the latest first: its place in the corpus, who asks, where it stands.

    An organisation is told as -1 - its place, in `rows` and in `pages`.
    """

    corpus: Corpus
    texts: Sequence[int]
    rows: Sequence[int]
    pages: Sequence[int]
    heard: Sequence[int]
    lines: Sequence[int]


@dataclass(frozen=True, slots=True)
class Telling:
    """Rows are people, in id order; `organisations` the ids of those with a page.

    `present` tells who may be named, `sparing` who set how often they like to be asked, `silent` who is present and
    offers nothing. `ties` are sorted rows, known both ways. `living_in` has the rows by folded city.
    """

    ids: Sequence[str]
    organisations: Sequence[str]
    present: Sequence[bool]
    sparing: Sequence[bool]
    silent: Sequence[bool]
    ties: Sequence[Sequence[int]]
    living_in: Mapping[str, Sequence[int]]
    offers: Lines
    told: Lines
    asks: OpenAsks
