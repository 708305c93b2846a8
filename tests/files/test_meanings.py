"""The model of meaning that may be installed: read without what its package asks for, remembered, never in the way."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from netjournal.files.meanings import MODEL, NUMBERS, Meanings, meanings
from tests.conftest import Run

IS_INSTALLED = find_spec(MODEL) is not None and find_spec(NUMBERS) is not None
needs_model = pytest.mark.skipif(not IS_INSTALLED, reason="the extra `semantic` is not installed")
ASKS = ["a solicitor", "somebody to watch the dog"]
OFFERS = ["legal advice", "plumbing in a hurry", "having spaniels to stay"]


class Memory:
    """What is remembered of vectors, and how many were kept."""

    def __init__(self) -> None:
        self.held: dict[int, bytes] = {}
        self.kept = 0

    def keep(self, number: int, vector: bytes) -> None:
        self.held[number] = vector
        self.kept += 1

    def meanings(self) -> Meanings:
        found = meanings(self.held.get, self.keep, lambda work: work)
        assert found
        return found


def test_there_is_a_model_just_where_the_extra_is_installed() -> None:
    found = meanings(lambda number: None, lambda number, vector: None, lambda work: work)
    assert (found is not None) == IS_INSTALLED


BROKEN = (b"", b"\x04\0\0\0\0\0\0\0null", b"not a model at all" * 100, b'\x08\0\0\0\0\0\0\0{"a": 1}')


@pytest.mark.parametrize("weights", BROKEN)
def test_a_model_that_cannot_be_read_is_told_and_nothing_is_near(tmp_path: Path, weights: bytes) -> None:
    (tmp_path / "vocab.txt").write_text("[CLS]\n[SEP]\n[UNK]\na\n")
    (tmp_path / "model.safetensors").write_bytes(weights)
    broken = Meanings(str(tmp_path), lambda number: None, lambda number, vector: None, lambda work: work)
    assert list(broken.near(["a"], ["a"], 0.0)) == []
    assert broken.problem


def test_a_command_answers_whether_or_not_the_model_is_there(run: Run, examples: Path) -> None:
    told = run("board", "--all", cwd=examples)
    assert (told.status, told.err) == (0, "")
    assert ("near in meaning" in told.out) == IS_INSTALLED


@needs_model
def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    near = {(ask, offer): cosine for ask, offer, cosine in Memory().meanings().near(ASKS, OFFERS, -1.0)}
    assert len(near) == 6
    assert near[0, 0] > 0.4 > near[0, 1]
    assert near[1, 2] > 0.3 > 0.2 > near[1, 0]
    assert all(-1.001 <= cosine <= 1.001 for cosine in near.values())


@needs_model
def test_a_text_is_as_near_itself_as_can_be_in_any_company() -> None:
    texts = ["", "a", "田辺 由紀", "Zoë’s café – “naïve”", "x" * 300, "word " * 300, "[[link]]\x00\u202e"]
    near = {(ask, offer): cosine for ask, offer, cosine in Memory().meanings().near(texts, texts, -1.0)}
    assert [round(near[at, at], 2) for at in range(len(texts))] == [1.0] * len(texts)


@needs_model
def test_vectors_are_remembered_and_give_the_same_answer() -> None:
    memory = Memory()
    first = list(memory.meanings().near(ASKS, OFFERS, 0.2))
    assert memory.kept == len(ASKS) + len(OFFERS)
    assert list(memory.meanings().near(ASKS, OFFERS, 0.2)) == first
    assert memory.kept == len(ASKS) + len(OFFERS)


@needs_model
def test_words_are_cut_as_the_model_was_taught() -> None:
    from netjournal.files.encoder import MOST_PIECES, Pieces, words_of

    assert words_of("Zoë's  C++ café\u200b\n東京") == ["zoe", "'", "s", "c", "+", "+", "cafe", "東", "京"]
    pieces = Pieces(["[UNK]", "[CLS]", "[SEP]", "sing", "##ing", "##er", "s"])
    assert pieces.numbers("singing singer singx") == [1, 3, 4, 3, 5, 0, 2]
    assert len(pieces.numbers("sing " * 200)) == MOST_PIECES


@needs_model
def test_the_second_question_is_answered_from_the_index_without_the_model(run: Run, examples: Path) -> None:
    for page in examples.rglob("*.*"):
        os.utime(page, (1e9, 1e9))  # what was written just now is looked at again
    first = run("meet", "--limit", "20", cwd=examples)
    assert "near in meaning" in first.out
    again = run("meet", "--limit", "20", cwd=examples, PYTHONVERBOSE="1")
    assert again.out == first.out
    assert "import 'netjournal.answers.meet'" in again.err
    assert "import 'numpy'" not in again.err
