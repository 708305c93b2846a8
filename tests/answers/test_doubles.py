"""Likely doubles: who shares what one person has, unless something tells them apart."""

import pytest

from netjournal.answers.doubles import doubles, phone_key
from netjournal.files.notation.records import read_gathering, read_person
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.settings import Settings


def found(*pages: str, gathering: str = "") -> list[tuple[str, str, str]]:
    """Who may be whom among people called a, b, c ..., by their front matter."""
    people = []
    for id, text in zip("abcdefghij", pages, strict=False):
        read = read_person(f"---\n{text}\n---\n", f"people/{id}.md", id, Settings()).record
        assert isinstance(read, Person)
        people.append(read)
    dinner = read_gathering(gathering, "gatherings/dinner.md", "dinner", Settings()).record
    assert isinstance(dinner, Gathering)
    return [(each.one.id, each.other.id, each.shares) for each in doubles(Network(tuple(people), (), (dinner,)))]


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [
        ("name: Ana\nuid: 7", "name: Bo\nuid: 7", "the same card"),
        ("name: Ana\nemail: A@x.org", "name: Bo\nemail: [b@x.org, a@X.org]", "the same e-mail address"),
        ("name: Ana\nurl: https://github.com/A/", "name: Bo\nurl: github.com/a", "the same page on the web"),
        ("name: Ana Sá\nphone: '+351 221 234 567'", "name: A. Sa\nphone: '221234567'", "the same telephone number"),
        ("name: Ana", "name: ANA", "the same name"),
        ("name: Анна Петрова", "name: Anna Petrova", "a name that is said alike"),
        ("name: Bo Lee\naliases: [Lee Po]", "name: Po Lee", "a name that is said alike"),
        ("name: Sylvia Lindley\nphone: '0113 496 0142'", "name: Arthur Lindley\nphone: '0113 496 0142'", ""),
        ("name: Ana\nurl: https://example.org", "name: Bo\nurl: https://example.org", ""),
        ("name: Ana Silva\ncity: Porto", "name: Silva Ana\ncity: Leeds", ""),
        ("name: Ana Silva\nbirthday: 1990-01-01", "name: Silva Ana\nbirthday: 1991-01-01", ""),
        ("name: Ana Silva\nurl: github.com/ana", "name: Ana Silva\nurl: github.com/anasilva", ""),
    ],
)
def test_who_shares_what_one_person_has_is_a_likely_double(one: str, other: str, shares: str) -> None:
    assert found(one, other) == ([("a", "b", shares)] if shares else [])


def test_a_pair_is_told_once_by_the_strongest_thing() -> None:
    same = "name: Ana Silva\nemail: a@x.org\nphone: '+44 113 496 0142'\nuid: 7"
    assert found(same, same) == [("a", "b", "the same card")]
    assert found(*["name: Ana"] * 3) == [(*pair, "the same name") for pair in (("a", "b"), ("a", "c"), ("b", "c"))]
    assert len(found(*["name: Ana"] * 10)) == 9


@pytest.mark.parametrize(
    "told",
    ["not_the_same_as: b", "not_the_same_as: ['[[b]]', c]", "ties: {b: twin}", "ties: [b]"],
)
def test_a_page_says_who_is_somebody_else(told: str) -> None:
    assert found(f"name: Ana\nemail: x@x.org\n{told}", "name: Ana\nemail: x@x.org") == []
    assert found("name: Ana\nemail: x@x.org", f"name: Ana\nemail: x@x.org\n{told.replace('b', 'a')}") == []


def test_two_who_were_at_one_gathering_are_two() -> None:
    dinner = "---\ndate: 2026-01-01\ncame: [a, b]\n---\n"
    assert found("name: Ana", "name: Ana", gathering=dinner) == []
    assert found("name: Ana", "name: Ana", gathering=dinner.replace(", b", "")) != []


@pytest.mark.parametrize(
    ("number", "key"),
    [("+44 20 7946 0018", "079460018"), ("020 7946 0018", "079460018"), ("12 34 56", ""), ("none", "")],
)
def test_numbers_are_compared_by_their_last_digits(number: str, key: str) -> None:
    assert phone_key(number) == key
