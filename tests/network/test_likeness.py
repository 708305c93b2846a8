"""Names are one where they are said alike, whatever the script, the spelling and the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.network.likeness import are_alike, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Бо Ли", "Bo Li"), ("Bo Li", "Li Bo"), ("Silva, Ana", "Ana Silva"), ("Юлия Иванова", "Yulia Ivanova"),
        ("Julia Iwanowa", "Юлия Иванова"), ("Владимир Петров", "Wladimir Petrow"), ("Ελένη Παπαδάκη", "Eleni Papadaki"),
        ("Катерина Бондаренко", "Kateryna Bondarenko"), ("Jörg Müller", "Joerg Mueller"),
        ("Jorg Muller", "Jörg Müller"),
        ("Søren Kjær", "Soren Kjaer"), ("\u0410n\u0430 Silva", "Ana Silva"), ("Stefan Karlsson", "Stephan Carlson"),
        ("Dr. Ada B. Lovelace, PhD", "Ada Lovelace"),
        ("Zoe\u0308 Nu\u0301n\u0303ez", "Zoë Núñez"), ("O'Brien Pat", "Pat O’Brien"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Silva", "Ana Souza"), ("Maria Silva", "Marie Silva"), ("Bo Li", "Bo Le"),
        ("David Hughes Jr", "David Hughes"),
        ("田辺 由紀", "田中 由紀"), ("Сара Ли", "Kara Li"), ("Lina Haddad", "Lena Haddad"),
    ],
)  # fmt: skip
def test_other_names_are_others(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("A. Lovelace", "Ada Lovelace", True), ("Ada", "Ada Lovelace", True),
        ("Arthur Lindley", "Sylvia Lindley", False),
        ("Ada Byron Lovelace", "Lovelace, Ada", True), ("", "Ada", False),
    ],
)  # fmt: skip
def test_names_can_be_one_person_s_where_one_says_no_other_word(one: str, other: str, alike: bool) -> None:
    assert are_alike(likeness(one), likeness(other)) == alike


@given(st.text())
def test_any_text_has_a_likeness_that_case_does_not_change(text: str) -> None:
    assert likeness(text) == likeness(text.lower()) or not text.isascii()
    assert are_alike(likeness(text), likeness(text)) == bool(likeness(text))
