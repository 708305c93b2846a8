"""What in the whole journal cannot be meant."""

import datetime
from collections.abc import Callable

import pytest

from netjournal.answers.findings import findings
from netjournal.network.day import Birthday
from netjournal.network.entry import KINDS, Entry, Link
from netjournal.network.evidence import Problem, Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Met, Need, Person, Tie

TODAY = datetime.date(2026, 11, 22)


def person(id: str, name: str = "", **keys: object) -> Person:
    return Person(id, f"people/{id}.md", name or id.title(), **keys)  # type: ignore[arg-type]


def entry(kind: str, text: str = "", ago: int = 3, line: int = 9) -> Entry:
    return Entry(TODAY - datetime.timedelta(ago), kind, KINDS[kind], "", (), text, line)


def texts(*words: str) -> tuple[Said, ...]:
    return tuple(Said(word, 4) for word in words)


ACME = Organisation("acme", "orgs/acme.md", "Acme Incorporated", aliases=texts("AI"))
DINNER = Gathering("2026-dinner", "gatherings/2026-dinner.md", "The Dinner", TODAY)
TWINS = (person("kim-1", "Kim"), person("kim-2", "Kim"))
BROKEN = Problem("people/zed.md", 1, 1, "unclosed", "error", "front matter is never closed", "close it")


def network(*people: Person, gatherings: tuple[Gathering, ...] = (DINNER,)) -> Network:
    return Network(
        (*people, *TWINS), (ACME,), gatherings, problems=(BROKEN,), notes=frozenset({"2026-11-02", "plan.pdf"})
    )


def found(*people: Person, gatherings: tuple[Gathering, ...] = (DINNER,)) -> list[tuple[str, int, int, str]]:
    """What is found but for the twins' common name and the broken page."""
    told = findings(network(*people, gatherings=gatherings), TODAY)
    return [
        (each.file, each.line, each.column, each.code)
        for each in told
        if each != BROKEN and not each.file.startswith("people/kim")
    ]


def test_the_findings_of_pages_are_kept_and_all_are_in_order() -> None:
    told = findings(network(person("ada", links=(Link("b", 9, 3), Link("a", 2, 5)))), TODAY)
    assert BROKEN in told
    assert list(told) == sorted(told)
    assert [(each.file, each.line, each.column) for each in told][:2] == [
        ("people/ada.md", 2, 5),
        ("people/ada.md", 9, 3),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "bo", "BO", "Bo Brandt", "bo brandt", "Bobby", "[[bo]]", "people/bo", "people/bo.md", "acme",
        "Acme Incorporated",
        "AI", "2026-dinner", "The Dinner", "2026-11-02", "daily/2026-11-02", "plan.pdf", "zed", "ada", "kim-1",
    ],
)  # fmt: skip
def test_a_link_may_name_whatever_has_a_page(name: str) -> None:
    bo = person("bo", "Bo Brandt", aliases=texts("Bobby"))
    assert found(person("ada", links=(Link(name, 5, 3),)), bo) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("missing-person", "unknown"), ("Kim", "unclear"), ("b", "unknown"), ("people/missing", "unknown")],
)
def test_a_link_to_nobody_or_to_several_is_named_where_it_stands(name: str, code: str) -> None:
    bo = person("bo")
    assert found(person("ada", links=(Link(name, 5, 3),)), bo) == [("people/ada.md", 5, 3, code)]
    acme = Organisation("x", "orgs/x.md", "X", links=(Link(name, 5, 3),))
    told = findings(Network((bo, *TWINS), (acme,)), TODAY)
    assert [(each.line, each.code) for each in told if each.file == "orgs/x.md"] == [(5, code)]


@pytest.mark.parametrize(
    ("naming", "key"),
    [
        (lambda name: person("ada", ties=(Tie(name, "friend", 5),)), "ties"),
        (lambda name: person("ada", met=Met(None, "", name, 5)), "met.through"),
        (lambda name: person("ada", asks=(Need("a room", None, name, 5),)), "for"),
        (lambda name: person("ada", offers=(Need("a room", None, f"[[{name}]]", 5),)), "for"),
    ],
)
@pytest.mark.parametrize(("name", "code"), [("nobody", "unknown"), ("Kim", "unclear"), ("bo", ""), ("AI", "")])
def test_people_named_in_front_matter_have_a_page(
    naming: Callable[[str], Person], key: str, name: str, code: str
) -> None:
    told = [each for each in findings(network(naming(name), person("bo")), TODAY) if each.file == "people/ada.md"]
    assert [(each.line, each.code) for each in told] == ([(5, code)] if code else [])
    assert all(key in each.says for each in told)


def test_a_guest_needs_no_page_and_a_name_that_several_have_is_named_once() -> None:
    dinner = Gathering("x", "gatherings/x.md", "X", TODAY, invited=texts("Kim", "a cousin"), came=texts("Kim", "kim-1"))
    assert found(gatherings=(dinner,)) == [("gatherings/x.md", 4, 1, "unclear")]


@pytest.mark.parametrize(("ago", "codes"), [(0, []), (1, []), (-1, ["future"]), (-3000, ["future"])])
def test_an_entry_of_a_day_to_come_is_named(ago: int, codes: list[str]) -> None:
    assert [code for _, _, _, code in found(person("ada", entries=(entry("call", ago=ago),)))] == codes


def test_a_gathering_to_come_is_a_plan() -> None:
    assert found(gatherings=(Gathering("x", "gatherings/x.md", "X", TODAY + datetime.timedelta(9)),)) == []


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (entry("intro", "made [[kim-1]] text"), []),
        (entry("intro", "Made [[kim-1]]"), []),
        (entry("intro", "made kim-1"), ["intro"]),
        (entry("intro", "[[kim-1]]"), ["intro"]),
        (entry("intro"), ["intro"]),
        (entry("call", "made kim-1"), []),
    ],
)
def test_an_introduction_that_tells_none_is_named(told: Entry, codes: list[str]) -> None:
    assert [code for _, _, _, code in found(person("ada", entries=(told,)))] == codes


@pytest.mark.parametrize(
    ("one", "other", "is_double"),
    [
        ({}, {}, True),
        ({"email": texts("a@x.org")}, {"email": texts("A@X.org")}, True),
        ({"email": texts("a@x.org")}, {"email": texts("b@x.org")}, False),
        ({"phone": texts("1")}, {"phone": texts("2")}, False),
        ({"city": texts("Rome")}, {"city": texts("Turin", "ROME")}, True),
        ({"city": texts("Rome")}, {"city": texts("Turin")}, False),
        ({"birthday": Birthday(1, 2)}, {"birthday": Birthday(1, 3)}, False),
        ({"email": texts("a@x.org")}, {"city": texts("Rome")}, True),
        ({"url": texts("https://www.linkedin.com/in/zoe")}, {"url": texts("http://LinkedIn.com/in/zoe/?x=1")}, True),
        ({"url": texts("https://www.linkedin.com/in/zoe")}, {"url": texts("https://www.linkedin.com/in/zoe-2")}, False),
        ({"url": texts("https://www.linkedin.com/in/zoe")}, {"url": texts("https://zoe.example.org/about")}, True),
        ({"uid": "u", "city": texts("Rome")}, {"uid": "u", "city": texts("Turin")}, True),
        ({"email": texts("a@x.org"), "city": texts("Rome")}, {"email": texts("a@x.org"), "city": texts("Turin")}, True),
    ],
)
def test_two_pages_of_one_person_are_named_unless_something_speaks_against_it(
    one: dict[str, object], other: dict[str, object], is_double: bool
) -> None:
    told = findings(Network((person("zoe", "Zoë", **one), person("zoe-2", "ZOE", **other))), TODAY)
    doubles = [(each.file, each.code) for each in told if each.code == "double"]
    assert set(doubles) == ({("people/zoe-2.md", "double")} if is_double else set())
    assert all("people/zoe.md" in each.says and "merge zoe zoe-2" in each.do for each in told)


def test_people_of_different_names_who_share_an_address_are_named() -> None:
    pair = (person("ada", email=texts("x@x.org")), person("bo", email=texts("x@x.org")))
    assert [each.code for each in findings(Network(pair), TODAY)] == ["double"]
