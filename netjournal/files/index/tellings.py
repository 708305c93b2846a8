"""What `who` goes by, packed into one value and read from it as far as it is asked for."""

from array import array
from collections.abc import Callable, Sequence

from netjournal.files.index.columns import ByName, Each, Part, Parts, joined_parts, numbered
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import TELLING
from netjournal.files.index.store import Doubt, Values
from netjournal.network.corpus import Corpus, Grams, Phrase
from netjournal.network.lists import lists
from netjournal.network.telling import Lines, OpenAsks, Telling


def kept_telling(pages: Pages, values: Values, find: Callable[[], Telling]) -> Telling:
    """What the pages tell as it is kept, found where it isn't, or of other pages."""
    made = str(pages.facts["telling"]).encode()
    kept = pages.store.get(TELLING)
    of, _, packed = kept.partition(b"\n") if kept else (b"", b"", b"")
    if of != made:
        packed = packed_telling(find())
        values[TELLING] = made + b"\n" + packed
    return telling_of(packed)


def packed_telling(told: Telling) -> bytes:
    """All of it, as a line of lengths and one part after another."""
    cities = sorted(told.living_in)
    asks = told.asks
    parts = (
        *(told.ids, told.organisations, cities),
        *_arrays(told.present, told.sparing, told.silent),
        *lists(told.ties).parts,
        *lists(told.living_in[city] for city in cities).parts,
        *_lines(told.offers),
        *_lines(told.told),
        *_corpus(asks.corpus),
        *_arrays(asks.texts, asks.rows, asks.pages, asks.heard, asks.lines),
    )
    return joined_parts(parts)


def _arrays(*columns: Sequence[int]) -> "list[array[int]]":
    return [array("i", column) for column in columns]


def _lines(lines: Lines) -> list[Part]:
    columns = (lines.starts, lines.rows, lines.kinds, lines.pages, lines.at, lines.heard, lines.until)
    return [*_corpus(lines.corpus), *_arrays(*columns)]


def _corpus(corpus: Corpus) -> list[Part]:
    said, denied = sorted(corpus.said_in), sorted(corpus.denied_in)
    by_said, by_denied = numbered(said), numbered(denied)
    phrases = corpus.phrases
    grams = corpus.grams or Grams((), {}, {}, ())
    runs = sorted(grams.counts)
    return [
        *([phrase.text for phrase in phrases], said, denied, runs),
        *lists([by_said[term] for term in phrase.terms] for phrase in phrases).parts,
        *lists([by_said[term] for term in phrase.aside] for phrase in phrases).parts,
        *lists([by_denied[term] for term in phrase.denied] for phrase in phrases).parts,
        *lists(corpus.said_in[term] for term in said).parts,
        *lists(corpus.denied_in[term] for term in denied).parts,
        *_arrays([*(corpus.known[term] for term in said), corpus.total, bool(corpus.grams)]),
        *_arrays([grams.counts[run] for run in runs]),
        *lists(grams.holders.get(run, ()) for run in runs).parts,
        array("d", grams.norms),
    ]


def telling_of(packed: bytes) -> Telling:
    """What was packed. Raises Doubt."""
    try:
        return _telling(Parts(packed))
    except (ValueError, IndexError, StopIteration):
        raise Doubt("columns of other lengths") from None


def _telling(parts: Parts) -> Telling:
    ids, organisations, cities = (parts.texts() for _ in range(3))
    present, sparing, silent = (parts.numbers() for _ in range(3))
    return Telling(
        ids=ids,
        organisations=organisations,
        present=list(map(bool, present)),
        sparing=list(map(bool, sparing)),
        silent=list(map(bool, silent)),
        ties=parts.lists(),
        living_in=ByName(numbered(cities), parts.lists()),
        offers=_lines_of(parts),
        told=_lines_of(parts),
        asks=OpenAsks(_corpus_of(parts), *(parts.numbers() for _ in range(5))),
    )


def _lines_of(parts: Parts) -> Lines:
    return Lines(_corpus_of(parts), *(parts.numbers() for _ in range(7)))


def _corpus_of(parts: Parts) -> Corpus:
    texts, said, denied, runs = (parts.texts() for _ in range(4))
    terms, aside, denials = (parts.lists() for _ in range(3))
    by_said = numbered(said)
    said_in, denied_in = ByName(by_said, parts.lists()), ByName(numbered(denied), parts.lists())
    *known, total, has_grams = parts.numbers()
    counts, holders, norms = parts.numbers(), parts.lists(), parts.floats()

    def phrase(at: int) -> Phrase:
        stems, others, beside = _named(said, terms[at]), _named(denied, denials[at]), _named(said, aside[at])
        return Phrase(texts[at], stems, others, beside)

    by_run = numbered(runs)
    of_grams = Grams(said, ByName(by_run, counts), ByName(by_run, holders), norms) if has_grams else None
    return Corpus(Each(len(texts), phrase), said_in, denied_in, ByName(by_said, known), total, of_grams)


def _named(names: Sequence[str], numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(names[number] for number in numbers)
