"""Pages sought by what they say: the folded words of each, many to a value."""

from collections.abc import Iterator, Sequence

from netjournal.files.index.pages import Pages
from netjournal.files.index.places import (
    ABOUT,
    BREAK,
    CALLED,
    IN_ONE,
    TEXT,
)
from netjournal.files.index.store import Doubt
from netjournal.files.index.words import (
    needles,
    order,
)
from netjournal.network.names import answering, fold
from netjournal.network.network import answers_to
from netjournal.network.pattern import pattern

_BREAK = BREAK.encode()
_SAME_FOLDED = pattern("[a-z0-9\u0370-\u06ff\u4e00-\u9fff]+")  # letters that are compared as names are, as words too


class Search:
    """The pages of an index by what is written on them."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def answering(self, text: str, part: bool = True) -> tuple[str, ...]:
        """The ids of those who answer to a text on the command line."""
        slots = [slot for needle in needles(text) for slot in self._holding(CALLED, needle)]
        people = [self._pages.person(slot) for slot in dict.fromkeys(slots)]
        return answering(text, map(answers_to, people), part)

    def about(self, texts: Sequence[str]) -> list[str]:
        """The ids of people whose tags, cities or circle hold all the texts."""
        return [record.id for record in self._pages.records(self.slots_about(texts))]

    def slots_about(self, texts: Sequence[str]) -> set[int]:
        """Where they are kept."""
        return set.intersection(*(set(self._holding(ABOUT, text)) for text in texts))

    def _holding(self, space: int, needle: str) -> Iterator[int]:
        """The slots of people whose line in that space holds a text."""
        size = IN_ONE[space]
        for number in range(-(-self._pages.facts["top"] // size)):
            chunk = self._pages.store.value(space + number).decode("utf-8", "surrogatepass")
            at, slot, counted = chunk.find(needle), number * size, 0
            while at >= 0:
                slot, counted = slot + chunk.count("\n", counted, at), at
                yield slot
                end = chunk.find("\n", at)
                at = chunk.find(needle, end) if end >= 0 else -1

    def holding(self, words: Sequence[str]) -> list[int]:
        """The slots of pages that hold all these folded words: those that hold them in name or id first.

        Then people, organisations, gatherings, each by id.
        """
        found = dict(self._with_all([word.encode("utf-8", "surrogatepass") for word in words]))
        if not found:
            return []
        ids = dict(zip(self._pages.slots, self._pages.ids, strict=True))
        kinds = dict(zip(self._pages.slots, self._pages.kinds, strict=True))
        return sorted(found, key=lambda slot: (not found[slot], kinds[slot], order(ids[slot])))

    def _texts(self) -> Iterator[tuple[int, bytes]]:
        """The words of all pages, many to a value. Raises Doubt where some are missing."""
        from netjournal.files.index.whole import texts

        self._pages.make_whole()
        if not self._pages.facts["whole"]:
            yield from texts(self._pages)
            return
        missing = {slot // IN_ONE[TEXT] for slot in self._pages.slots}
        for key, chunk in self._pages.store.between(TEXT, TEXT + (1 << 40)):
            missing.discard(key - TEXT)
            yield key, chunk
        if missing:
            raise Doubt("words are missing")

    def _with_all(self, words: Sequence[bytes]) -> Iterator[tuple[int, bool]]:
        """Slots of pages that hold all the words, and whether their name and id do."""
        for key, chunk in self._texts():
            if all(word in chunk for word in words):
                texts = chunk.split(b"\n")
                hits: Sequence[int] = range(len(texts))
                for word in words:
                    hits = [at for at in hits if word in texts[at]]
                for at in hits:
                    named = texts[at][: texts[at].index(_BREAK)]
                    yield (key - TEXT) * IN_ONE[TEXT] + at, all(word in named for word in words)

    def saying(self, starts: Sequence[str], enough: int) -> list[str] | None:
        """The ids of people whose pages hold so many of these beginnings of words; None where that can't be told."""
        plain = [fold(start).encode() for start in starts if _SAME_FOLDED.fullmatch(start)]
        least = enough - (len(starts) - len(plain))
        if least <= 0:
            return None
        slots = set(self._with_some(plain, least))
        rows = zip(self._pages.slots, self._pages.kinds, self._pages.ids, strict=True)
        return [id for slot, kind, id in rows if kind == 0 and slot in slots]

    def _with_some(self, words: Sequence[bytes], least: int) -> Iterator[int]:
        """Slots of pages that hold so many of the words."""
        for key, chunk in self._texts():
            here = [word for word in words if word in chunk]
            if len(here) >= least:
                for at, text in enumerate(chunk.split(b"\n")):
                    if sum(word in text for word in here) >= least:
                        yield (key - TEXT) * IN_ONE[TEXT] + at
