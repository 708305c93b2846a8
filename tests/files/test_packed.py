"""Rows packed into one value: looking for a few and putting a few in place is as unpacking and packing them all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.files.index.packed import packed_rows, rows_among, rows_of, with_rows
from netjournal.files.index.store import Doubt

numbers = st.integers(-(2**63), 2**63 - 1)
letters = st.characters(exclude_characters="\0", codec=None)
texts = st.text(letters, min_size=1, max_size=3) | st.sampled_from("aä\udcff")
rows = st.dictionaries(texts, st.tuples(numbers, numbers, numbers), max_size=6)
edits = st.dictionaries(texts, st.none() | st.tuples(numbers, numbers, numbers), max_size=6)


@given(rows, st.lists(texts, max_size=6))
@settings(max_examples=300)
def test_rows_looked_for_are_those_that_are_there(held: dict[str, tuple[int, int, int]], wanted: list[str]) -> None:
    assert rows_among(packed_rows(held), wanted) == {text: held[text] for text in wanted if text in held}


@given(rows, edits)
@settings(max_examples=300)
def test_rows_put_in_place_are_as_if_all_were_packed_anew(
    held: dict[str, tuple[int, int, int]], edit: dict[str, tuple[int, int, int] | None]
) -> None:
    now = {text: row for text, row in {**held, **edit}.items() if row is not None}
    assert rows_of(with_rows(packed_rows(held), edit)) == now


def test_rows_that_are_cut_short_are_doubted() -> None:
    packed = packed_rows({"a": (1, 2, 3), "b": (4, 5, 6)})
    for damaged in (packed[:-2], packed + b"\0c", packed.replace(b"2\n", b"1\n", 1)):
        with pytest.raises(Doubt):
            rows_among(damaged, ["a"])
