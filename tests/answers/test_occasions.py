from datetime import date, timedelta

import pytest

from netjournal.answers.occasions import Occasions, occasions
from netjournal.network.dataclass import replace
from netjournal.network.day import Birthday
from netjournal.network.entry import KINDS, Entry, Promise
from netjournal.network.evidence import Evidence, Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person, Role

TODAY = date(2026, 11, 22)
LAST = date(2026, 9, 1)
ADA = Person("ada", "people/ada.md", "Ada Lovelace")
BO = Person("bo", "people/bo.md", "Bo Yu")
ME = Person("me", "people/me.md", "Me", is_self=True)


def entry(day: date, kind: str, text: str = "", line: int = 20) -> Entry:
    return Entry(day, kind, KINDS[kind], "", (), text, line)


def promise(text: str, due: date | None = None, by: str = "", done: bool = False, line: int = 30) -> Promise:
    return Promise(text, due, done, by, line)


def reasons(
    ada: Person, *others: Person, last: date | None = LAST, gatherings: tuple[Gathering, ...] = ()
) -> list[str]:
    network = Network(tuple(sorted((ada, *others), key=lambda each: each.id)), gatherings=gatherings)
    return [evidence.says for evidence in occasions(network, ada, TODAY, last)]


def test_nothing_known_is_no_reason() -> None:
    assert reasons(ADA) == []


@pytest.mark.parametrize(
    ("born", "says"),
    [
        (Birthday(11, 18, 1815), None),
        (Birthday(11, 19, 1815), "birthday was on Thu 19 Nov"),
        (Birthday(11, 22), "birthday today"),
        (Birthday(11, 26), "birthday on Thu 26 Nov"),
        (Birthday(12, 6), "birthday on Sun 6 Dec"),
        (Birthday(12, 7), None),
    ],
)
def test_a_birthday_is_a_reason_two_weeks_ahead_and_three_days_after(born: Birthday, says: str | None) -> None:
    assert reasons(replace(ADA, birthday=born)) == ([says] if says else [])


def test_a_birthday_at_the_turn_of_the_year_is_found_from_both_sides() -> None:
    network = Network((ADA,))
    ada = replace(ADA, birthday=Birthday(12, 31), birthday_line=7)
    for today, day in ((date(2026, 12, 25), date(2026, 12, 31)), (date(2027, 1, 2), date(2026, 12, 31))):
        assert [each.date for each in occasions(network, ada, today, None)] == [day]


def test_every_reason_says_where_it_stands() -> None:
    ada = replace(ADA, birthday=Birthday(11, 26), birthday_line=7, promises=(promise("send the paper"),))
    assert occasions(Network((ada,)), ada, TODAY, LAST) == (
        Evidence("you promised: send the paper", "people/ada.md", 30, None),
        Evidence("birthday on Thu 26 Nov", "people/ada.md", 7, date(2026, 11, 26)),
    )


def test_my_open_promises_come_first_those_overdue_before_the_undated_and_those_to_come() -> None:
    ada = replace(
        ADA,
        promises=(
            promise("later", TODAY + timedelta(9), line=1),
            promise("some day", line=2),
            promise("over", date(2026, 11, 2), line=3),
            promise("done", done=True, line=4),
        ),
    )
    assert reasons(ada) == [
        "you promised: over (due Mon 2 Nov 2026)",
        "you promised: some day",
        "you promised: later (due Tue 1 Dec 2026)",
    ]


def test_their_promise_is_a_reason_once_it_is_due() -> None:
    due = promise("a name", TODAY, by="ada", line=1)
    ada = replace(ADA, promises=(due, promise("another", TODAY + timedelta(1), by="ada", line=2)))
    assert reasons(ada) == ["Ada Lovelace promised: a name (due Sun 22 Nov 2026)"]


def test_a_promise_of_somebody_else_on_their_page_is_not_theirs() -> None:
    assert reasons(replace(ADA, promises=(promise("a name", TODAY, by="bo"),)), BO) == []


def test_promises_on_other_pages_count_for_those_they_name() -> None:
    party = Gathering("party", "gatherings/party.md", "Party", LAST, promises=(promise("send [[ada]] the photos"),))
    assert reasons(ADA, gatherings=(party,)) == ["you promised: send [[ada]] the photos"]
    theirs = replace(party, promises=(promise("the recipe", TODAY, by="ada"),))
    assert reasons(ADA, gatherings=(theirs,)) == ["Ada Lovelace promised: the recipe (due Sun 22 Nov 2026)"]
    mine = replace(ME, promises=(promise("write to [[Ada Lovelace|Ada]]", by=""),))
    assert reasons(ADA, mine) == ["you promised: write to [[Ada Lovelace|Ada]]"]


def test_a_promise_that_names_the_owner_is_mine() -> None:
    assert reasons(replace(ADA, promises=(promise("a cake", by="me"),)), ME) == ["you promised: a cake"]


def test_a_change_is_a_reason_when_it_came_after_the_last_contact() -> None:
    log = (
        entry(LAST, "change", "city: Rome → Turin", 1),
        entry(LAST + timedelta(1), "change", "city: Turin → London", 2),
        entry(TODAY + timedelta(1), "change", "city: London → Oslo", 3),
    )
    assert reasons(replace(ADA, entries=log)) == ["change: city: Turin → London"]


def test_a_role_that_began_since_the_last_contact_is_a_reason() -> None:
    roles = (
        Role("Chair", "Choir", LAST - timedelta(9), None, 4),
        Role("Editor", "Gazette", LAST + timedelta(9), None, 5),
        Role("Guest", "Abbey", LAST + timedelta(9), LAST + timedelta(10), 6),
    )
    assert reasons(replace(ADA, roles=roles)) == ["new role: Editor at Gazette"]


def test_of_someone_never_contacted_what_moved_within_a_year_is_news() -> None:
    log = (entry(date(2026, 3, 1), "change", "b", 1), entry(date(2025, 3, 1), "change", "a", 2))
    assert reasons(replace(ADA, entries=log), last=None) == ["change: b"]


def test_an_ask_that_somebody_could_meet_quotes_both() -> None:
    ada = replace(ADA, asks=(Need("a bookkeeper for the choir", LAST, "", 9),))
    bo = replace(BO, offers=(Need("bookkeeper for small choirs", None, "", 5),))
    assert reasons(ada, bo) == ["asks: a bookkeeper for the choir; Bo Yu offers: bookkeeper for small choirs"]


def test_my_own_offer_comes_before_that_of_another() -> None:
    ada = replace(ADA, asks=(Need("a bookkeeper for the choir", LAST, "", 9),))
    bo = replace(BO, offers=(Need("bookkeeper for the choir", None, "", 5),))
    mine = replace(ME, offers=(Need("a bookkeeper for choirs", None, "", 5),))
    assert reasons(ada, bo, mine) == ["asks: a bookkeeper for the choir; you offer: a bookkeeper for choirs"]


@pytest.mark.parametrize(
    "giver",
    [
        replace(BO, archived=Said("2026-01-01", 3), offers=(Need("bookkeeper", None, "", 5),)),
        replace(BO, died=Said("2026-01-01", 3), offers=(Need("bookkeeper", None, "", 5),)),
        replace(BO, offers=(Need("a bookkeeper", None, "ada", 5),)),
        replace(BO, offers=(Need("ladders", None, "", 5),)),
    ],
)
def test_an_ask_nobody_else_present_could_meet_is_still_a_reason(giver: Person) -> None:
    assert reasons(replace(ADA, asks=(Need("a bookkeeper", None, "", 9),)), giver) == ["asks: a bookkeeper"]


def test_an_ask_heard_for_another_is_not_theirs() -> None:
    assert reasons(replace(ADA, asks=(Need("a bookkeeper", None, "bo", 9),)), BO) == []


def test_a_favour_is_a_reason_until_it_is_thanked_for() -> None:
    got = entry(date(2026, 8, 1), "got", "her notes")
    assert reasons(replace(ADA, entries=(got,))) == ["to thank for: got: her notes"]
    assert reasons(replace(ADA, entries=(got, entry(date(2026, 7, 1), "thanked")))) == ["to thank for: got: her notes"]
    assert reasons(replace(ADA, entries=(got, entry(date(2026, 8, 1), "thanked")))) == []


def test_one_of_every_sort_comes_before_a_second_of_any_and_no_more_than_three() -> None:
    ada = replace(
        ADA,
        promises=(promise("one", line=1), promise("two", line=2)),
        entries=(entry(date(2026, 8, 1), "got", "her notes"),),
        asks=(Need("ladders", LAST, "", 9), Need("a tent", TODAY, "", 10)),
    )
    assert reasons(ada) == ["you promised: one", "to thank for: got: her notes", "asks: a tent"]
    assert reasons(replace(ada, asks=())) == ["you promised: one", "to thank for: got: her notes", "you promised: two"]


def test_reasons_of_several_people_are_those_of_each_alone() -> None:
    club = Organisation("club", "orgs/club.md", "Club", promises=(promise("call [[bo]] and [[ada]]"),))
    ada, bo = replace(ADA, birthday=Birthday(11, 22)), replace(BO, asks=(Need("a tent", None, "", 4),))
    network = Network((ada, bo), (club,))
    together = Occasions(network, TODAY)
    for person in (ada, bo, ada):
        alone = occasions(network, person, TODAY, LAST)
        assert together.of(person, LAST) == alone
        assert len(alone) == 2
