"""Filters: which people match which words."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import WrongUsage
from netjournal.network.entry import KINDS, Entry
from netjournal.network.evidence import Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Extra, Met, Need, Person, Role
from netjournal.network.query import KEYS, Query, Term, matching, parted, read_query

TODAY = datetime.date(2026, 11, 22)


def entry(ago: int, kind: str, *people: str) -> Entry:
    return Entry(TODAY - datetime.timedelta(ago), kind, KINDS[kind], "", people, "", 9)


def texts(*words: str) -> tuple[Said, ...]:
    return tuple(Said(word, 2) for word in words)


ADA = Person(
    "ada", "people/ada.md", "Ada Lovelace", aliases=texts("Byron"), email=texts("ada@x.org"), phone=texts("0170 12"),
    city=texts("London", "Turin"), tags=texts("music", "Big Data"), circle=Said("Close", 3),
    why=Said("both like engines", 4),
    roles=(Role("Programmer", "Analytical Engines", None, None, 5), Role("treasurer", "Food Bank", None, None, 6)),
    asks=(Need("a publisher", None, "", 7),), offers=(Need("piano lessons", None, "", 8),),
    met=Met(datetime.date(2025, 6, 5), "Babbage's soirée", "", 9), extras=(Extra("instrument", "Piano", 10),),
    entries=(entry(100, "coffee"), entry(20, "call"), entry(400, "dinner", "bo")),
    prose="\nPrefers tea. Zoë's cousin.\n",
)  # fmt: skip
BO = Person(
    "bo", "people/bo.md", "Bo Brandt", city=texts("New London"), tags=texts("musical", "vendor"),
    roles=(Role("", "", None, None, 5, "Acme"), Role("baker", "acme", None, None, 6)),
    met=Met(datetime.date(2019, 1, 1), "", "", 3), entries=(entry(10, "walk", "chi"), entry(3, "note", "dee")),
)  # fmt: skip
CHI = Person("chi", "people/chi.md", "Chí", entries=(entry(-5, "lunch", "ada"), entry(700, "email")))
DEE = Person("dee", "people/dee.md", "Dee")
ACME = Organisation("acme", "orgs/acme.md", "Acme Incorporated", aliases=texts("Acme"))
PARTY = Gathering(
    "party",
    "gatherings/party.md",
    "Party",
    TODAY - datetime.timedelta(50),
    "party",
    came=texts("ada", "dee", "a cousin"),
)
PLAN = Gathering("plan", "gatherings/plan.md", "Plan", TODAY + datetime.timedelta(9), "party", came=texts("bo", "dee"))
NETWORK = Network((ADA, BO, CHI, DEE), (ACME,), (PARTY, PLAN))


def who(*words: str) -> str:
    """The first letters of those who match."""
    return "".join(sorted(id[0] for id in matching(NETWORK, read_query(words), TODAY)))


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("tag:music", "a"), ("tag:MUSIC", "a"), ("tag:#music", "a"), ('tag:"big data"', "a"), ("tag:big", ""),
        ("tag:big-data", "a"), ("city:new-london", "b"), ("org:food-bank", "a"), ("role:Treas-urer", ""),
        ("Tag:music", "a"), ("city:london", "ab"), ("city:turin", "a"), ('city:"new london"', "b"), ("city:rome", ""),
        ("org:acme", "b"), ("org:incorporated", "b"), ("org:food", "a"), ("role:treasurer", "a"), ("role:bak", "b"),
        ("role:acme", ""), ("circle:close", "a"), ("circle:CLOSE", "a"), ("circle:clo", ""), ("kind:coffee", "a"),
        ("kind:party", "ad"), ("kind:note", "b"), ("kind:Walk", "bc"), ("kind:lunch", "c"), ("with:ada", "bd"),
        ("with:lovelace", "bd"), ("with:byron", "bd"), ("with:ada@x.org", "bd"), ("with:bo", "ac"), ("with:chi", "b"),
        ("with:dee", "a"), ("with:nobody", ""), ('with:"ada lovelace"', "bd"), ('text:"prefers tea"', "a"),
        ("text:zoe", "a"),
        ("text:publisher", "a"), ("text:piano", "a"), ("text:babbage", "a"), ("text:0170", "a"), ("text:byron", "a"),
        ("text:engines", "a"), ("text:brandt", "b"), ("tea", "a"), ("TEA", "a"), ("prefers tea", "a"), ("chi", "c"),
        ('"prefers tea"', "a"), ("", "abcd"),
    ],
)  # fmt: skip
def test_each_filter_matches_whom_it_says_and_its_negation_the_others(word: str, ids: str) -> None:
    assert who(word) == ids
    if ":" in word:
        others = "".join(letter for letter in "abcd" if letter not in ids)
        assert who(f"-{word}") == who(f"!{word}") == others


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        # last seen: Ada 50 days ago, Bo and Chí 10, Dee 50; Ada also 100 and 400 days ago
        ("seen:>30d", "ad"), ("seen:>=50d", "ad"), ("seen:>50d", ""), ("seen:<50d", "bc"), ("seen:<=50d", "abcd"),
        ("seen:50d", "abcd"), ("seen:49", "bc"), ("seen:>6w", "ad"), ("seen:<2m", "abcd"), ("seen:>1y", ""),
        ("seen:> 30 days", "ad"), ('seen:">1 month"', "ad"), ("seen:2026", "abcd"), ("seen:2025", "ab"),
        ("seen:2024", ""),
        ("seen:2026-11", "bc"), ("seen:2026-10", "ad"), ("seen:2026-11-12", "bc"), ("seen:>2026-10", "bc"),
        ("seen:>=2026-10", "abcd"), ("seen:<2026-11", "ad"), ("seen:<=2026-11", "abcd"), ("seen:>2026-10-03", "bc"),
        ("seen:>=2026-10-03", "abcd"), ("seen:<2025", ""), ("seen:never", ""), ("seen:<0001", ""), ("seen:>9999", ""),
        ("seen:9999", ""), ("seen:<=100y", "abcd"),
        ("met:2025", "a"), ("met:2019", "b"), ("met:2019-01", "b"), ("met:2019-01-01", "b"), ("met:2019-1-1", "b"),
        ("met:2018", ""), ("met:>2y", "b"), ("met:<2y", "a"), ("met:>2019", "a"), ("met:>=2019", "ab"),
        ("met:<2025", "b"),
        ("met:never", "cd"), ("met:<0001", ""),
    ],
)  # fmt: skip
def test_days_are_ages_years_months_or_days(word: str, ids: str) -> None:
    assert who(word) == ids
    assert who(f"-{word}") == "".join(letter for letter in "abcd" if letter not in ids)


def test_the_never_seen_are_past_every_age_and_in_no_year() -> None:
    network = Network((Person("eve", "people/eve.md", "Eve", entries=(entry(3, "email"), entry(-9, "met"))),))
    for word, matches in (("seen:>10y", True), ("seen:never", True), ("seen:<9d", False), ("seen:2026", False),
                          ("seen:<2026", False), ("-seen:never", False), ("seen:>2020", False)):  # fmt: skip
        assert bool(matching(network, read_query([word]), TODAY)) is matches


def test_all_filters_must_hold() -> None:
    assert who("city:london", "tag:music") == "a"
    assert who("city:london", "-tag:vendor") == "a"
    assert who("-tag:vendor", "-tag:music") == "cd"
    assert who() == "abcd"


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        (["tag:music", "tea"], [Term("tag", "music"), Term("text", "tea")]),
        (["-tag:vendor"], [Term("tag", "vendor", True)]),
        (['text:"likes tea" city:rome'], [Term("text", "likes tea"), Term("city", "rome")]),
        (["text:likes tea"], [Term("text", "likes tea")]),
        (["text:a:b"], [Term("text", "a:b")]),
        (['say "hi'], [Term("text", "say"), Term("text", "hi")]),
        (["-tea"], [Term("text", "-tea")]),
        (["10:30"], [Term("text", "10:30")]),
        ([], []),
    ],
)
def test_words_become_filters_and_quotes_hold_them_together(words: list[str], terms: list[Term]) -> None:
    assert read_query(words) == Query(tuple(terms))
    assert bool(Query(tuple(terms))) is bool(terms)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("colour:red", "no filter is called colour"),
        ("https://x.org", "no filter is called https"),
        ("tag:", "tag: needs a value"),
        ('tag:""', "tag: needs a value"),
        ("-city: ", "city: needs a value"),
        ("seen:soon", "seen:soon cannot be read"),
        ("seen:>", "seen:> cannot be read"),
        ("seen:=2025", "cannot be read"),
        ("seen:2025-13", "cannot be read"),
        ("seen:>2025-02-30", "cannot be read"),
        ("seen:3/4/2024", "cannot be read"),
        ("seen:>999y", "cannot be read"),
        ("met:someday", "met:someday cannot be read"),
        ("seen:٢٠٢٥", "cannot be read"),
    ],
)
def test_what_cannot_be_a_filter_is_refused_with_what_can(word: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        read_query([word])


@given(st.lists(st.tuples(st.sampled_from([*KEYS, "-tag", "!seen", ""]), st.text(max_size=8)), max_size=3))
def test_any_words_are_a_query_that_can_be_asked_or_wrong_usage(words: list[tuple[str, str]]) -> None:
    try:
        query = read_query([f"{key}:{value}" if key else value for key, value in words])
    except WrongUsage:
        return
    assert matching(NETWORK, query, TODAY) <= set(NETWORK.by_id)


def test_a_word_that_is_also_a_filters_name_is_a_bare_word_without_its_colon() -> None:
    said = ["help", "with", "a", "text", "city:leeds", "-tag:vendor", "re:union"]
    assert parted(said) == ("help with a text re:union", ["city:leeds", "-tag:vendor"])
