"""Who counts as having been in touch, with whom, when."""

import datetime

import pytest

from netjournal.network.contacts import Contact, by_person, contacts, guests, size
from netjournal.network.entry import KINDS, Entry
from netjournal.network.evidence import Evidence, Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

TODAY = datetime.date(2026, 11, 22)
DAY = datetime.date(2026, 11, 2)


def entry(kind: str, *people: str, text: str = "", day: datetime.date = DAY, line: int = 9) -> Entry:
    head = f"with {' and '.join(f'[[{name}]]' for name in people)}" if people else ""
    return Entry(day, kind, KINDS[kind], head, people, text, line)


def person(id: str, *entries: Entry, name: str = "", is_self: bool = False, alias: str = "") -> Person:
    return Person(
        id=id,
        file=f"people/{id}.md",
        name=name or id.title(),
        aliases=(Said(alias, 2),) if alias else (),
        is_self=is_self,
        entries=entries,
    )


def dinner(*came: str, day: datetime.date | None = DAY, counts: str = "seen", place: str = "") -> Gathering:
    said = tuple(Said(name, 5) for name in came)
    return Gathering("dinner", "gatherings/dinner.md", "Dinner", day, "dinner", counts, place, came=said, line=2)


def network(*records: Person | Gathering | Organisation) -> Network:
    return Network(
        people=tuple(each for each in records if isinstance(each, Person)),
        organisations=tuple(each for each in records if isinstance(each, Organisation)),
        gatherings=tuple(each for each in records if isinstance(each, Gathering)),
    )


def who(*records: Person | Gathering | Organisation) -> set[str]:
    return {contact.id for contact in contacts(network(*records), TODAY)}


OTHERS = (person("bo"), person("chi", alias="Chichi"), person("me", is_self=True))


@pytest.mark.parametrize(("kind", "counts"), KINDS.items())
def test_what_each_kind_counts_for(kind: str, counts: str) -> None:
    found = list(contacts(network(person("ada", entry(kind))), TODAY))
    assert [contact.counts for contact in found] == ([counts] if counts in ("seen", "talked", "touched") else [])


@pytest.mark.parametrize(
    ("told", "ids"),
    [
        (entry("coffee"), {"ada"}),
        (entry("coffee", "bo"), {"ada", "bo"}),
        (entry("coffee", "bo", "chi"), {"ada", "bo", "chi"}),
        (entry("coffee", "Bo", "Chichi"), {"ada", "bo", "chi"}),
        (entry("coffee", "people/bo"), {"ada", "bo"}),
        (entry("coffee", "ada", "ADA"), {"ada"}),
        (entry("coffee", "me"), {"ada"}),
        (entry("coffee", "nobody"), {"ada"}),
        (entry("coffee", text="we spoke of [[bo]]"), {"ada"}),
        (entry("note", "bo"), set()),
        (entry("change", "bo"), set()),
        (entry("intro", text="made [[bo]]"), set()),
        (entry("coffee", "bo", day=TODAY), {"ada", "bo"}),
        (entry("coffee", "bo", day=TODAY + datetime.timedelta(1)), set()),
    ],
)
def test_contact_is_with_the_pages_person_and_those_linked_before_the_colon(told: Entry, ids: set[str]) -> None:
    assert who(person("ada", told), *OTHERS) == ids


def test_a_name_that_two_people_have_is_nobodys_contact() -> None:
    twins = (person("bo-1", name="Bo"), person("bo-2", name="Bo"))
    assert who(person("ada", entry("coffee", "Bo")), *twins) == {"ada"}
    assert who(person("ada", entry("coffee", "bo-2")), *twins) == {"ada", "bo-2"}


def test_ids_that_differ_in_case_alone_are_told_apart_by_it_and_never_guessed() -> None:
    twins = (person("Bo", name="Bo Upper"), person("bo", name="Bo Lower"))
    assert who(person("ada", entry("coffee", "bo")), *twins) == {"ada", "bo"}
    assert who(person("ada", entry("coffee", "BO")), *twins) == {"ada"}


def test_on_the_owners_page_and_an_organisations_contact_is_with_those_who_are_linked() -> None:
    owner = person("me", entry("lunch", "bo"), entry("call"), is_self=True)
    acme = Organisation("acme", "orgs/acme.md", "Acme", entries=(entry("meeting", "chi", "acme"),))
    assert who(owner, *OTHERS[:2], acme) == {"bo", "chi"}


@pytest.mark.parametrize(
    ("gathering", "ids"),
    [
        (dinner("ada", "bo", "a cousin of hers", "me"), {"ada", "bo"}),
        (dinner("[[ada|Ada]]", "Chichi", "ada"), {"ada", "chi"}),
        (dinner("ada", day=TODAY), {"ada"}),
        (dinner("ada", day=TODAY + datetime.timedelta(1)), set()),
        (dinner("ada", day=None), set()),
        (dinner("ada", counts="note"), set()),
        (dinner("ada", counts="talked"), {"ada"}),
        (dinner(), set()),
    ],
)
def test_a_gathering_is_contact_with_everyone_who_came(gathering: Gathering, ids: set[str]) -> None:
    assert who(person("ada"), *OTHERS, gathering) == ids


def test_the_invited_who_did_not_come_are_no_contact() -> None:
    invited = Gathering("x", "gatherings/x.md", "X", DAY, invited=(Said("ada", 4),))
    assert who(person("ada"), invited) == set()


def test_a_contact_tells_in_the_words_of_the_page_where_it_stands() -> None:
    found = by_person(
        network(person("ada", entry("coffee", "bo", text="tea")), *OTHERS, dinner("ada", place="Rome")), TODAY
    )
    assert found["ada"] == [
        Contact("ada", DAY, "dinner", "seen", "dinner: Dinner in Rome", "gatherings/dinner.md", 2),
        Contact("ada", DAY, "coffee", "seen", "coffee with [[bo]]: tea", "people/ada.md", 9),
    ]
    assert found["bo"][0].evidence == Evidence("coffee with [[bo]]: tea", "people/ada.md", 9, DAY)


def test_the_latest_comes_first_and_of_one_day_the_closest() -> None:
    days = [DAY - datetime.timedelta(ago) for ago in (0, 0, 0, 5, 1)]
    kinds = ("email", "coffee", "call", "met", "text")
    entries = [entry(kind, day=day, line=line) for line, (kind, day) in enumerate(zip(kinds, days, strict=True), 5)]
    found = by_person(network(person("ada", *entries)), TODAY)["ada"]
    assert [contact.kind for contact in found] == ["coffee", "call", "email", "text", "met"]


def test_guests_are_those_with_a_page_and_the_size_counts_everyone_and_the_owner() -> None:
    known = network(person("ada"), *OTHERS)
    for came, ids, count in (
        (("ada", "a cousin", "[[bo]]", "Ada"), ("ada", "bo"), 4),
        (("ada", "me"), ("ada", "me"), 2),
        ((), (), 1),
    ):
        assert guests(known, dinner(*came)) == ids
        assert size(known, dinner(*came)) == count
