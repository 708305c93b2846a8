"""Whom else an offer would help, after the answer that quotes it."""

from collections.abc import Sequence
from datetime import date

from netjournal.answers.also import Also, also_helped, by_offer, helped_by
from netjournal.answers.board import also_met, board
from netjournal.answers.meet import suggestions
from netjournal.answers.reasons import favours_between, reasons
from netjournal.answers.wording import all_fits
from netjournal.network.acquaintance import Acquaintance, acquaintance
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Evidence, Said
from netjournal.network.fits import Fits
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person, Role

TODAY = date(2026, 11, 22)
HEARD = date(2026, 10, 1)


def needs(*whats: str) -> tuple[Need, ...]:
    return tuple(Need(what, HEARD, "", line) for line, what in enumerate(whats, 5))


def person(id: str, asks: Sequence[str] = (), offers: Sequence[str] = ()) -> Person:
    return Person(id, f"people/{id}.md", id.title(), asks=needs(*asks), offers=needs(*offers))


ADA = person("ada", ["somebody to mend a sewing machine"])
BO = person("bo", (), ["repairing sewing machines"])
CY = person("cy", ["sewing machine repairs"])
CLUB = Organisation("club", "orgs/club.md", "The Club", asks=needs("repair of two sewing machines"))


def fits_of(network: Network) -> tuple[Acquaintance, Fits]:
    columns = acquaintance(network, TODAY)
    return columns, all_fits([need.what for need in columns.asks], [need.what for need in columns.offers])[0]


def also(*people: Person, around: str = "ada") -> list[Also]:
    network = Network(tuple(sorted(people, key=lambda one: one.id)), (CLUB,))
    columns, fits = fits_of(network)
    pairs = suggestions(columns, TODAY, fits, columns.rows[around], None).pairs
    pair = next(each for each in pairs if {columns.ids[each.a], columns.ids[each.b]} == {around, "bo"})
    return list(also_helped(network, columns, pair, by_offer([pair], fits)))


def test_a_suggestion_names_whom_else_the_same_offer_would_help_with_their_line() -> None:
    assert also(ADA, BO) == [
        Also("bo", "club", "The Club", Evidence("asks: repair of two sewing machines", "orgs/club.md", 5, HEARD))
    ]
    assert [each.id for each in also(ADA, BO, CY)] == ["cy"]


def test_nobody_is_named_who_is_gone_was_introduced_or_is_there_already() -> None:
    gone = replace(CY, died=Said("2026-01-01", 3))
    assert [each.id for each in also(ADA, BO, gone)] == ["club"]
    told = Entry(HEARD, "intro", "intro", "", (), "declined [[bo]]", 20)
    assert [each.id for each in also(ADA, BO, replace(CY, entries=(told,)))] == ["club"]
    there = replace(BO, roles=(Role("member", "The Club", None, None, 4),))
    assert also(ADA, there) == []


def test_show_names_whose_asks_somebodys_offers_meet() -> None:
    network = Network((ADA, BO, CY), (CLUB,))
    columns, fits = fits_of(network)
    assert {each.id for each in helped_by(network, columns, columns.rows["bo"], fits)} == {"ada", "cy", "club"}
    assert helped_by(network, columns, columns.rows["ada"], fits) == ()


def test_two_who_are_connected_are_told_what_one_can_do_for_the_other() -> None:
    network = Network((ADA, BO))
    assert [said.says for said in favours_between(network, acquaintance(network, TODAY), BO, ADA)] == [
        "Ada asks: somebody to mend a sewing machine",
        "Bo offers: repairing sewing machines",
    ]


def test_the_board_names_a_helper_of_several_with_all_of_them() -> None:
    asks = board(Network((ADA, BO, CY), (CLUB,)), TODAY).asks
    assert {id: [ask.id for ask in each] for id, each in also_met(asks, asks).items()} == {"bo": ["club", "ada", "cy"]}
    alone = board(Network((ADA, BO)), TODAY).asks
    assert also_met(alone, alone) == {}


def test_a_pair_says_when_i_was_last_in_touch_with_either() -> None:
    met = Entry(date(2026, 11, 2), "met", "seen", "", (), "", 20)
    network = Network((ADA, replace(BO, entries=(met,))))
    columns, fits = fits_of(network)
    [pair] = suggestions(columns, TODAY, fits).pairs
    assert reasons(network, columns, pair, TODAY).last == (None, date(2026, 11, 2))
