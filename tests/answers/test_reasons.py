from datetime import date, timedelta

import pytest

from netjournal.answers.meet import suggestions
from netjournal.answers.reasons import Pair, reasons, why
from netjournal.answers.wording import fits
from netjournal.network.acquaintance import acquaintance
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Evidence, Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.person import Met, Need, Person, Tie

TODAY = date(2026, 11, 22)
HEARD = date(2026, 10, 1)


def person(id: str) -> Person:
    return Person(id, f"people/{id}.md", id.title())


ADA = replace(
    person("ada"), asks=(Need("a treasurer for the food bank", HEARD, "", 4),), offers=(Need("Latin", None, "", 7),)
)
BO = replace(person("bo"), offers=(Need("happy to be treasurer", None, "", 5),))
CY, DEE = person("cy"), person("dee")


def dinner(name: str, ago: int, *came: str) -> Gathering:
    guests = tuple(Said(each, 5) for each in came)
    return Gathering(
        name, f"gatherings/{name}.md", name.title(), TODAY - timedelta(ago), kind="dinner", came=guests, line=2
    )


def network(*people: Person, gatherings: tuple[Gathering, ...] = ()) -> Network:
    return Network(tuple(sorted(people, key=lambda each: each.id)), gatherings=gatherings)


def explained(given: Network, a: str = "ada", b: str = "bo") -> Pair:
    columns = acquaintance(given, TODAY)
    rows = {id: row for row, id in enumerate(columns.ids)}
    return why(given, columns, rows[a], rows[b], TODAY)


def against(given: Network) -> list[str]:
    return [said.says for said in explained(given).not_suggested]


def intro(state: str, text: str = "") -> Entry:
    return Entry(date(2026, 5, 1), "intro", "intro", "", (), f"{state} [[bo]] {text}".strip(), 12)


def test_an_ask_and_the_offer_that_meets_it_are_quoted_with_line_and_day() -> None:
    assert explained(network(ADA, BO)).for_a == (
        Evidence("Ada asks: a treasurer for the food bank", "people/ada.md", 4, HEARD),
        Evidence("Bo offers: happy to be treasurer", "people/bo.md", 5, None),
    )


def test_who_gains_nothing_is_told_nothing_and_it_is_not_mutual() -> None:
    pair = explained(network(ADA, BO))
    assert (pair.for_b, pair.mutual) == ((), False)


def test_where_each_meets_an_ask_of_the_other_it_is_mutual() -> None:
    both = explained(network(ADA, replace(BO, asks=(Need("someone to teach me Latin", None, "", 6),))))
    assert both.mutual
    assert [said.line for said in both.for_b] == [6, 7]


def test_a_pair_is_explained_as_it_was_suggested() -> None:
    given = network(ADA, BO, CY)
    columns = acquaintance(given, TODAY)
    met = fits([need.what for need in columns.asks], [need.what for need in columns.offers])
    [suggestion] = suggestions(columns, TODAY, met).pairs
    assert reasons(given, columns, suggestion, TODAY) == explained(given)


def test_whichever_is_named_first_the_explanation_is_the_same() -> None:
    given = network(ADA, BO)
    assert explained(given, "bo", "ada") == explained(given, "ada", "bo")


def test_who_knows_both_is_named_the_most_recently_seen_first_and_the_absent_not_at_all() -> None:
    knows_both = tuple(Tie(other, "friend", 8) for other in ("ada", "bo"))
    seen = Entry(date(2026, 11, 1), "coffee", "seen", "", (), "", 20)
    people = [replace(person(id), ties=knows_both) for id in ("cy", "dee", "eve")]
    people[1] = replace(people[1], entries=(seen,))
    people[2] = replace(people[2], died=Said("2026-01-01", 9))
    assert explained(network(ADA, BO, *people)).through == ("dee", "cy")


def test_what_was_together_of_late_is_told_before_and_what_was_long_ago_after_the_rest() -> None:
    tagged = [replace(each, tags=(Said("bees", 9),)) for each in (ADA, BO)]
    given = network(*tagged, CY, gatherings=(dinner("lately", 30, "ada", "bo"), dinner("once", 4000, "ada", "bo")))
    says = [said.says for said in explained(given).common]
    assert [words.split(" on ")[0] for words in says] == [
        "both came to Lately",
        "both have the tag bees",
        "both came to Once",
    ]


def test_a_tag_that_a_third_of_everybody_has_is_no_reason() -> None:
    tagged = [replace(each, tags=(Said("music", 9),)) for each in (ADA, BO, CY)]
    assert explained(network(*tagged, DEE)).common == ()


@pytest.mark.parametrize(
    ("ada", "bo", "says", "line"),
    [
        (replace(ADA, ties=(Tie("bo", "cousin", 8),)), BO, "Bo is Ada's cousin", 8),
        (ADA, replace(BO, ties=(Tie("ada", "knows", 8),)), "Ada is tied to Bo", 8),
        (replace(ADA, met=Met(None, "", "bo", 9)), BO, "you met Ada through Bo", 9),
        (replace(ADA, entries=(intro("declined"),)), BO, "intro: declined [[bo]]", 12),
        (replace(ADA, entries=(intro("never", "old quarrel"),)), BO, "intro: never [[bo]] old quarrel", 12),
        (replace(ADA, archived=Said("2026-02-01", 3)), BO, "Ada: archived 2026-02-01", 3),
    ],
)
def test_what_speaks_against_a_pair_is_quoted(ada: Person, bo: Person, says: str, line: int) -> None:
    pair = explained(network(ada, bo))
    assert [(said.says, said.line) for said in pair.not_suggested] == [(says, line)]
    assert pair.score == 0


def test_two_who_sat_at_a_small_table_know_one_another_and_the_table_is_named() -> None:
    pair = explained(network(ADA, BO, gatherings=(dinner("small", 3, "ada", "bo"),)))
    assert [(said.file, said.date) for said in pair.not_suggested] == [("gatherings/small.md", TODAY - timedelta(3))]


def test_an_introduction_put_off_till_a_day_that_has_come_speaks_no_longer_against() -> None:
    assert against(network(replace(ADA, entries=(intro("later", "2026-11-01"),)), BO)) == []
    assert against(network(replace(ADA, entries=(intro("later", "2027-11-01"),)), BO)) == [
        "intro: later [[bo]] 2027-11-01"
    ]


def test_nothing_is_made_up_about_two_who_share_nothing() -> None:
    pair = explained(network(CY, DEE), "cy", "dee")
    assert (pair.for_a, pair.for_b, pair.common, pair.through, pair.not_suggested) == ((), (), (), (), ())
    assert pair.score == 0
