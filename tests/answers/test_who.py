from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.telling import telling
from netjournal.answers.who import Helper, to_ask, who
from netjournal.answers.wording import Wording
from netjournal.network.dataclass import replace
from netjournal.network.entry import KINDS, Entry
from netjournal.network.evidence import Evidence, Said
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Extra, Met, Need, Person, Role, Tie
from netjournal.network.rhythm import read_allowance
from netjournal.network.settings import Settings

TODAY = date(2026, 11, 22)
ADA = Person("ada", "people/ada.md", "Ada Lovelace")
BO = Person("bo", "people/bo.md", "Bo Yu")
CY = Person("cy", "people/cy.md", "Cy Twombly")
ME = Person("me", "people/me.md", "Me", is_self=True)


def entry(day: date, kind: str, text: str = "spoke", line: int = 20) -> Entry:
    return Entry(day, kind, KINDS[kind], "", (), text, line)


def offering(person: Person, *offers: str, heard: date | None = None) -> Person:
    return replace(person, offers=tuple(Need(what, heard, "", line) for line, what in enumerate(offers, 5)))


def helpers(need: str, *people: Person, limit: int | None = 10) -> tuple[Helper, ...]:
    return who(Network(tuple(sorted(people, key=lambda each: each.id))), need, TODAY, limit=limit).people


def ids(need: str, *people: Person, limit: int | None = 10) -> list[str]:
    return [helper.person.id for helper in helpers(need, *people, limit=limit)]


def says(need: str, person: Person) -> list[str]:
    return [evidence.says for helper in helpers(need, person) for evidence in helper.evidence]


def test_nobody_helps_where_nothing_is_known() -> None:
    assert helpers("a bookkeeper", ADA, BO) == ()
    assert helpers("", offering(ADA, "bookkeeping")) == ()


def test_an_offer_is_quoted_with_its_place_and_the_day_it_was_heard() -> None:
    [helper] = helpers("a bookkeeper", offering(ADA, "bookkeeping for small charities", heard=date(2026, 8, 10)))
    assert helper.person.id == "ada"
    said = Evidence("offers: bookkeeping for small charities", "people/ada.md", 5, date(2026, 8, 10))
    assert helper.evidence == (said,)


@pytest.mark.parametrize(
    ("person", "evidence"),
    [
        (
            replace(ADA, roles=(Role("Treasurer", "Choir", date(2019, 1, 1), None, 4),)),
            Evidence("Treasurer at Choir since 2019", "people/ada.md", 4, date(2019, 1, 1)),
        ),
        (
            replace(ADA, roles=(Role("Treasurer", "Choir", None, date(2024, 12, 31), 4),)),
            Evidence("was Treasurer at Choir until 2024", "people/ada.md", 4, date(2024, 12, 31)),
        ),
        (replace(ADA, tags=(Said("treasurer", 6),)), Evidence("tag: treasurer", "people/ada.md", 6)),
        (
            replace(ADA, why=Said("a treasurer of great patience", 8)),
            Evidence("why: a treasurer of great patience", "people/ada.md", 8),
        ),
        (
            replace(ADA, extras=(Extra("skill", "treasurer", 9),)),
            Evidence("skill: treasurer", "people/ada.md", 9),
        ),
        (
            replace(ADA, entries=(entry(date(2026, 8, 1), "coffee", "was a treasurer once"),)),
            Evidence("coffee: was a treasurer once", "people/ada.md", 20, date(2026, 8, 1)),
        ),
    ],
)
def test_whatever_a_page_tells_is_evidence_with_its_line(person: Person, evidence: Evidence) -> None:
    [helper] = helpers("a treasurer", person)
    assert helper.evidence == (evidence,)


def test_offers_that_fit_come_before_all_other_evidence_and_the_present_before_the_past() -> None:
    people = (
        replace(ADA, roles=(Role("Treasurer", "", None, None, 4),)),
        replace(BO, roles=(Role("Treasurer", "", None, date(2024, 12, 31), 4),)),
        offering(CY, "treasurer for clubs, and a good listener", heard=date(2010, 1, 1)),
        replace(BO, id="dee", entries=(entry(TODAY, "coffee", "treasurer"),)),
    )
    assert ids("treasurer", *people) == ["cy", "ada", "bo", "dee"]


def test_evidence_of_one_person_is_listed_best_first_and_at_most_three_lines() -> None:
    ada = replace(
        offering(ADA, "gardening", "treasurer of any club", "cakes"),
        tags=(Said("treasurer", 3),),
        roles=(Role("Treasurer", "", None, None, 4),),
        why=Said("treasurer", 9),
    )
    assert says("a treasurer", ada) == ["offers: treasurer of any club", "Treasurer", "tag: treasurer"]


@pytest.mark.parametrize(
    ("need", "role"),
    [
        ("a treasurer", "Accountant"),
        ("a donor", "Philanthropist"),
        ("a board member", "Trustee"),
        ("volunteers", "volunteer"),
        ("a lawyer", "Solicitor"),
    ],
)
def test_roles_are_found_by_other_words_for_them(need: str, role: str) -> None:
    ada = replace(ADA, roles=(Role(role, "Food Bank", None, None, 4),))
    assert ids(need, ada, replace(BO, roles=(Role("Plumber", "Pipes", None, None, 4),))) == ["ada"]


def test_the_journals_own_synonyms_count() -> None:
    people = (replace(ADA, tags=(Said("zither", 3),)),)
    assert who(Network(people), "a cimbalom", TODAY, limit=10).people == ()
    settings = Settings(synonyms=(("zither", "cimbalom"),))
    found = who(Network(people, settings=settings), "a cimbalom", TODAY, limit=10).people
    assert [helper.person.id for helper in found] == ["ada"]


def test_of_equal_offers_the_lately_heard_comes_first_and_the_undated_rank_as_a_year_old() -> None:
    people = (
        offering(ADA, "bookkeeping", heard=TODAY - timedelta(900)),
        offering(BO, "bookkeeping"),
        offering(CY, "bookkeeping", heard=TODAY - timedelta(30)),
    )
    assert ids("bookkeeping", *people) == ["cy", "bo", "ada"]
    yearling = offering(ADA, "bookkeeping", heard=TODAY - timedelta(365))
    assert helpers("bookkeeping", yearling)[0].score == helpers("bookkeeping", offering(BO, "bookkeeping"))[0].score


def test_the_owner_the_dead_the_archived_and_those_who_want_it_never_help() -> None:
    people = (
        offering(ME, "bookkeeping"),
        offering(replace(ADA, died=Said("2026-01-01", 3)), "bookkeeping"),
        offering(replace(BO, archived=Said("2026-01-01", 3)), "bookkeeping"),
        offering(CY, "bookkeeping"),
    )
    assert ids("bookkeeping", *people) == ["cy"]
    assert who(Network(people), "bookkeeping", TODAY, ("cy",)).people == ()


def test_an_offer_heard_for_another_is_theirs_and_says_from_whom() -> None:
    ada = replace(ADA, offers=(Need("bookkeeping", None, "bo", 5),))
    [helper] = helpers("bookkeeping", ada, BO)
    assert helper.person.id == "bo"
    assert helper.evidence == (Evidence("offers: bookkeeping (heard from Ada Lovelace)", "people/ada.md", 5),)


def test_what_somebody_says_no_to_is_no_evidence() -> None:
    ada = replace(ADA, entries=(entry(TODAY, "coffee", "she would never do bookkeeping"),))
    assert helpers("bookkeeping", offering(BO, "anything but bookkeeping"), ada) == ()


def test_an_entry_that_tells_of_my_own_asking_is_no_evidence() -> None:
    log = (entry(TODAY, "asked", "bookkeeping"), entry(TODAY, "change", "bookkeeping"))
    assert helpers("bookkeeping", replace(ADA, entries=log)) == ()


def test_a_favour_received_says_more_than_a_word_in_passing() -> None:
    ada = replace(ADA, entries=(entry(TODAY, "coffee", "bookkeeping"),))
    bo = replace(BO, entries=(entry(TODAY, "got", "bookkeeping"),))
    assert ids("bookkeeping", ada, bo) == ["bo", "ada"]


def test_who_was_asked_as_often_as_they_like_comes_last_and_the_evidence_says_so() -> None:
    ada = replace(
        offering(ADA, "bookkeeping", heard=TODAY),
        ask_at_most=read_allowance("1 per 3 months"),
        entries=(entry(date(2026, 11, 1), "asked", "a lift"),),
    )
    bo = replace(BO, tags=(Said("bookkeeping", 3),))
    spared, free = helpers("bookkeeping", ada, bo)[::-1]
    assert (spared.person.id, free.person.id) == ("ada", "bo")
    assert spared.last_asked == date(2026, 11, 1)
    assert spared.evidence[-1] == Evidence(
        "you asked 3 weeks ago, and Ada Lovelace likes to be asked 1 per 3 months at most: better from Sun 31 Jan 2027",
        "people/ada.md",
        20,
        date(2026, 11, 1),
    )


@pytest.mark.parametrize(
    ("allowed", "asked", "is_spared"),
    [
        ("1 per 3 months", (91,), False),
        ("1 per 3 months", (90,), True),
        ("2 per month", (3,), False),
        ("2 per month", (3, 29), True),
        ("2 per month", (3, 29, 40), True),
        ("2 per month", (3, 40), False),
        ("never", (), True),
    ],
)
def test_the_allowance_is_used_up_by_asking_within_its_period(
    allowed: str, asked: tuple[int, ...], is_spared: bool
) -> None:
    log = tuple(entry(TODAY - timedelta(ago), "asked", "a lift") for ago in asked)
    ada = replace(offering(ADA, "bookkeeping"), ask_at_most=read_allowance(allowed), entries=log)
    order = ids("bookkeeping", ada, offering(BO, "bookkeeping"))
    assert order == (["bo", "ada"] if is_spared else ["ada", "bo"])


def test_those_i_hardly_see_are_reached_through_people_tied_to_them_the_latest_seen_first() -> None:
    far = replace(
        offering(ADA, "bookkeeping"),
        entries=(entry(date(2020, 1, 1), "met"),),
        ties=(Tie("cy", "friend", 8), Tie("gone", "friend", 9), Tie("never seen", "friend", 9)),
        met=Met(None, "", "dee", 3),
    )
    people = (
        far,
        replace(BO, ties=(Tie("ada", "sister", 7),), entries=(entry(date(2026, 11, 1), "met"),)),
        replace(CY, entries=(entry(date(2026, 3, 1), "met"),)),
        Person("dee", "people/dee.md", "Dee", entries=(entry(date(2026, 5, 1), "met"),)),
        Person("gone", "people/gone.md", "Gone", died=Said("2026", 2), entries=(entry(date(2026, 6, 1), "met"),)),
        Person("never-seen", "people/never-seen.md", "Never Seen"),
    )
    assert helpers("bookkeeping", *people)[0].through == ("bo", "dee", "cy")
    near = replace(far, entries=(entry(date(2025, 1, 1), "met"),))
    assert helpers("bookkeeping", near, *people[1:])[0].through == ()


def test_the_days_of_last_contact_may_be_given() -> None:
    network = Network((offering(ADA, "bookkeeping"), replace(BO, ties=(Tie("ada", "friend", 3),))))
    given = who(network, "bookkeeping", TODAY, last={"bo": TODAY})
    assert given.people[0].through == ("bo",)
    assert who(network, "bookkeeping", TODAY).people[0].through == ()


words = ["bookkeeping", "garden", "piano", "tax", "law", "music", "teaching", "repair", "bicycles", "for", "the", "old"]
phrases = st.lists(st.sampled_from(words), min_size=1, max_size=5).map(" ".join)


@given(st.lists(phrases, max_size=12), phrases)
def test_where_only_offers_are_known_the_order_is_that_of_their_wording(offers: list[str], need: str) -> None:
    people = tuple(offering(replace(ADA, id=f"p{at:02}"), what) for at, what in enumerate(offers))
    found = [helper.person.id for helper in who(Network(people), need, TODAY).people]
    assert found == [f"p{at:02}" for at, _ in Wording(offers).nearest(need, 0.0)]


@given(st.lists(phrases, max_size=12), phrases, st.integers(0, 5))
def test_a_limit_keeps_the_first(offers: list[str], need: str, limit: int) -> None:
    people = tuple(offering(replace(ADA, id=f"p{at:02}"), what) for at, what in enumerate(offers))
    whole = who(Network(people), need, TODAY).people
    cut = who(Network(people), need, TODAY, limit=limit).people
    assert cut == whole[: len(cut)]
    assert len(cut) <= limit


def test_where_nobody_is_known_to_help_those_last_in_touch_are_asked_what_they_can_give() -> None:
    lately = replace(BO, entries=(entry(TODAY - timedelta(3), "met"),))
    people = (ADA, lately, replace(offering(CY, "latin"), entries=(entry(TODAY, "met"),)), ME)
    assert to_ask(telling(Network(people)), {"bo": TODAY - timedelta(3), "cy": TODAY}) == ("bo", "ada")


def test_an_offer_of_an_organisation_is_quoted_for_whoever_is_there() -> None:
    press = Organisation("press", "orgs/press.md", "The Press", offers=(Need("publishing novels", None, "", 9),))
    here = replace(ADA, roles=(Role("editor", "The Press", None, None, 4),))
    gone = replace(BO, roles=(Role("editor", "The Press", None, date(2020, 1, 1), 4),))
    found = who(Network((here, gone), (press,)), "a publisher for a novel", TODAY, limit=10).people
    said = Evidence("The Press offers: publishing novels", "orgs/press.md", 9)
    assert [(helper.person.id, said in helper.evidence) for helper in found] == [("ada", True), ("bo", False)]


@pytest.mark.parametrize("need", ["a lawyer in Leeds", "a lawyer near Leeds, please"])
def test_who_lives_where_the_help_is_wanted_comes_first_and_it_says_so(need: str) -> None:
    lawyer = (Role("lawyer", "", None, None, 4),)
    far = replace(ADA, roles=lawyer, city=(Said("York", 5),))
    here = replace(BO, roles=lawyer, city=(Said("Leeds", 5),))
    found = helpers(need, far, here)
    assert [helper.person.id for helper in found] == ["bo", "ada"]
    assert found[0].evidence[-1] == Evidence("in Leeds", "people/bo.md", 5)


def test_a_place_that_nobody_lives_in_is_a_word_like_any_other() -> None:
    assert ids("a lawyer in Leeds", offering(ADA, "Leeds for beginners")) == ["ada"]
