from datetime import date, timedelta

import pytest

from netjournal.answers.benefit import who_else
from netjournal.answers.board import board, question
from netjournal.answers.open_needs import MINE, ORGANISATIONS, PEOPLES, Ask
from netjournal.answers.refusals import refused
from netjournal.answers.telling import telling
from netjournal.answers.who import who
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Evidence, Said
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person, Role, Tie
from netjournal.network.rhythm import read_allowance

TODAY = date(2026, 11, 22)
ME = Person("me", "people/me.md", "Me", is_self=True)
ADA = Person("ada", "people/ada.md", "Ada Lovelace")
BO = Person("bo", "people/bo.md", "Bo Yu")
CY = Person("cy", "people/cy.md", "Cy Twombly")
CLUB = Organisation("club", "orgs/club.md", "The Club")


def needs(*whats: str, heard: date | None = None, whom: str = "") -> tuple[Need, ...]:
    return tuple(Need(what, heard, whom, line) for line, what in enumerate(whats, 5))


def network(*records: Person | Organisation) -> Network:
    people = [record for record in records if isinstance(record, Person)]
    organisations = [record for record in records if isinstance(record, Organisation)]
    return Network(tuple(sorted(people, key=lambda one: one.id)), tuple(organisations))


def asks(*records: Person | Organisation) -> tuple[Ask, ...]:
    return board(network(*records), TODAY).asks


def intro(state: str, other: str, day: date = TODAY) -> Entry:
    return Entry(day, "intro", "intro", "", (), f"{state} [[{other}]]", 20)


def test_an_empty_journal_has_an_empty_board() -> None:
    assert asks() == ()


def test_mine_come_first_then_organisations_then_peoples() -> None:
    found = asks(
        replace(ADA, asks=needs("a boat")), replace(ME, asks=needs("a hall")), replace(CLUB, asks=needs("tea"))
    )
    assert [(ask.id, ask.whose) for ask in found] == [("me", MINE), ("club", ORGANISATIONS), ("ada", PEOPLES)]


def test_within_each_those_that_can_be_met_come_first_then_the_oldest_the_undated_being_a_year_old() -> None:
    old, new = TODAY - timedelta(400), TODAY - timedelta(10)
    people = (
        replace(ADA, asks=(*needs("a boat", heard=new), Need("an anvil", None, "", 6), Need("a zither", old, "", 7))),
        replace(BO, asks=(Need("bookkeeping", new, "", 5),)),
        replace(CY, offers=needs("bookkeeping")),
    )
    assert [ask.what for ask in asks(*people)] == ["bookkeeping", "a zither", "an anvil", "a boat"]


def test_who_could_meet_an_ask_is_quoted_with_file_line_and_day() -> None:
    heard = date(2026, 8, 1)
    [ask] = asks(replace(ADA, asks=needs("a bookkeeper")), replace(BO, offers=needs("bookkeeping", heard=heard)))
    assert [(each.id, each.name) for each in ask.helpers] == [("bo", "Bo Yu")]
    assert ask.helpers[0].evidence == (Evidence("Bo Yu offers: bookkeeping", "people/bo.md", 5, heard),)


def test_my_own_offers_meet_the_asks_of_others_and_never_mine() -> None:
    me = replace(ME, offers=needs("bookkeeping"), asks=(Need("a bookkeeper", None, "", 9),))
    mine, theirs = asks(me, replace(ADA, asks=needs("a bookkeeper")))
    assert mine.helpers == ()
    assert [said.says for each in theirs.helpers for said in each.evidence] == ["you offer: bookkeeping"]


@pytest.mark.parametrize(
    "giver",
    [
        replace(BO, offers=needs("anything but bookkeeping")),
        replace(BO, offers=needs("bookkeeping"), archived=Said("2026-01-01", 3)),
        replace(BO, offers=needs("bookkeeping"), entries=(intro("declined", "ada"),)),
        replace(BO, offers=needs("bookkeeping"), entries=(intro("never", "ada"), intro("idea", "ada"))),
    ],
)
def test_who_denies_it_is_absent_or_said_no_to_the_asker_meets_nothing(giver: Person) -> None:
    [ask] = asks(replace(ADA, asks=needs("a bookkeeper")), giver)
    assert ask.helpers == ()


def test_the_asks_of_the_absent_are_not_open() -> None:
    assert asks(replace(ADA, asks=needs("a boat"), died=Said("2026-01-01", 3))) == ()


def test_an_ask_held_for_another_is_theirs_and_stands_once() -> None:
    ada = replace(ADA, asks=(*needs("a treasurer", whom="club"), Need("a boat", None, "bo", 6)))
    found = asks(ada, BO, replace(CLUB, asks=needs("A treasurer")))
    assert [(ask.id, ask.what, ask.file) for ask in found] == [
        ("club", "A treasurer", "orgs/club.md"),
        ("bo", "a boat", "people/ada.md"),
    ]


def test_members_of_an_organisation_are_no_news_to_it() -> None:
    bo = replace(BO, roles=(Role("Chair", "The Club", None, None, 4),), offers=needs("bookkeeping"))
    [ask] = asks(bo, replace(CY, offers=needs("bookkeeping")), replace(CLUB, asks=needs("a bookkeeper")))
    assert [each.id for each in ask.helpers] == ["cy"]


def test_whom_it_is_kinder_not_to_ask_now_comes_last_and_it_says_why() -> None:
    bo = replace(BO, offers=needs("bookkeeping"), ask_at_most=read_allowance("never"))
    [ask] = asks(replace(ADA, asks=needs("bookkeeping")), bo, replace(CY, offers=needs("bookkeeping and tea")))
    assert [each.id for each in ask.helpers] == ["cy", "bo"]
    assert [said.says for said in ask.helpers[1].evidence] == [
        "Bo Yu offers: bookkeeping",
        "Bo Yu would rather not be asked",
    ]


def asked(ask: Person | Organisation, *others: Person) -> tuple[str, str]:
    net = network(ask, *others)
    last = {person.id: TODAY - timedelta(at) for at, person in enumerate(net.people, 1)}
    found = question(net, board(net, TODAY).asks[0], TODAY, last)
    assert found
    return found.id, found.says


@pytest.mark.parametrize(
    ("asking", "others", "expected"),
    [
        (
            replace(ADA, asks=needs("a zither", heard=date(2024, 1, 1))),
            (replace(BO, tags=(Said("zither", 3),)),),
            ("ada", "Ask Ada Lovelace whether it is still wanted."),
        ),
        (
            replace(ADA, asks=needs("a zither", heard=TODAY)),
            (BO, replace(CY, tags=(Said("zither", 3),))),
            ("cy", "Ask Cy Twombly whether they could help, or know who could."),
        ),
        (
            replace(ADA, asks=needs("a zither", heard=TODAY), ties=(Tie("cy", "friend", 3),)),
            (BO, CY),
            ("cy", "Ask Cy Twombly, who knows Ada Lovelace, whom they would think of."),
        ),
        (
            replace(ADA, asks=needs("a zither", heard=TODAY)),
            (BO,),
            ("ada", "Ask Ada Lovelace to say more: other words for it may find somebody."),
        ),
        (
            replace(CLUB, asks=needs("a zither", heard=TODAY)),
            (ADA, replace(BO, roles=(Role("Chair", "The Club", None, None, 4),))),
            ("bo", "Ask Bo Yu, who is at The Club, whom they would think of."),
        ),
        (
            replace(ME, asks=needs("a zither", heard=TODAY)),
            (replace(ADA, offers=needs("tea")), BO),
            ("bo", "Ask Bo Yu what they like to help with: no page says so yet."),
        ),
    ],
)
def test_for_an_unmet_ask_there_is_one_question(
    asking: Person | Organisation, others: tuple[Person, ...], expected: tuple[str, str]
) -> None:
    assert asked(asking, *others) == expected


def test_who_else_could_benefit_are_at_most_two_whose_asks_the_same_offer_meets() -> None:
    net = network(
        replace(ADA, offers=needs("bookkeeping")),
        replace(BO, asks=needs("a bookkeeper for the choir")),
        replace(CY, asks=needs("a bookkeeper")),
        replace(CLUB, asks=needs("bookkeeping for the bar")),
        replace(ME, asks=needs("a bookkeeper")),
    )
    helpers = who(net, "a bookkeeper", TODAY, limit=5).people
    found = who_else(net, telling(net), helpers, (), frozenset())
    assert [each.id for each in found["ada"]] == ["cy", found["ada"][1].id]
    without = who_else(net, telling(net), helpers, ("cy",), frozenset({("ada", "bo")}))
    assert [(each.id, each.evidence[0].says) for each in without["ada"]] == [("club", "asks: bookkeeping for the bar")]


def test_a_no_that_became_a_yes_keeps_nobody_apart_and_a_never_does() -> None:
    earlier = TODAY - timedelta(9)
    again = replace(ADA, entries=(intro("declined", "bo", earlier), intro("agreed", "bo")))
    assert refused(network(again, BO), TODAY) == frozenset()
    never = replace(ADA, entries=(intro("never", "bo", earlier), intro("idea", "bo")))
    assert refused(network(never, BO), TODAY) == {("ada", "bo")}
    assert (
        refused(network(replace(ADA, entries=(intro("never", "bo", TODAY + timedelta(1)),)), BO), TODAY) == frozenset()
    )
