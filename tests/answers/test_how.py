from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.how import HowAnswer, Step, how
from netjournal.network.acquaintance import acquaintance
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Evidence, Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.person import Met, Person, Role, Tie

TODAY = date(2026, 11, 22)


def person(id: str, name: str = "", *ties: tuple[str, str], self: bool = False) -> Person:
    said = tuple(Tie(other, word, line) for line, (other, word) in enumerate(ties, 10))
    return Person(id, f"people/{id}.md", name or id.title(), ties=said, is_self=self)


ADA, BO, CY, DEE = person("ada", "Ada Lovelace"), person("bo", "Bo Yu"), person("cy"), person("dee")
ME = person("me", self=True)


def gathering(name: str, ago: int, *came: str) -> Gathering:
    day = TODAY - timedelta(ago)
    return Gathering(name, f"gatherings/{name}.md", name.title(), day, came=tuple(Said(id, 5) for id in came), line=2)


def connected(a: str, b: str, *people: Person, gatherings: tuple[Gathering, ...] = ()) -> HowAnswer:
    network = Network(tuple(sorted(people, key=lambda each: each.id)), gatherings=gatherings)
    columns = acquaintance(network, TODAY)
    rows = {id: row for row, id in enumerate(columns.ids)}
    return how(network, columns, rows[a], rows[b], TODAY)


def told(answer: HowAnswer) -> list[str]:
    return [step.tie for step in answer.path]


def ways(answer: HowAnswer) -> list[str]:
    return [answer.path[0].from_id, *(step.to_id for step in answer.path)] if answer.path else []


def test_two_who_have_nothing_to_do_with_one_another_are_not_connected() -> None:
    assert connected("ada", "bo", ADA, BO) == HowAnswer((), ())


def test_nobody_is_connected_with_themselves() -> None:
    assert connected("ada", "ada", replace(ADA, tags=(Said("music", 3),)), BO) == HowAnswer((), ())


@pytest.mark.parametrize(("a", "b"), [("ada", "bo"), ("bo", "ada")])
def test_the_word_of_a_tie_is_never_turned_round(a: str, b: str) -> None:
    [step] = connected(a, b, person("ada", "Ada Lovelace", ("bo", "husband")), BO).path
    assert step == Step(a, b, "Bo Yu is Ada Lovelace's husband", Evidence("ties: bo: husband", "people/ada.md", 10))


def test_where_both_pages_have_a_word_that_of_the_one_we_come_from_is_told() -> None:
    ada, bo = person("ada", "Ada", ("bo", "husband")), person("bo", "Bo", ("ada", "wife"))
    assert told(connected("ada", "bo", ada, bo)) == ["Bo is Ada's husband"]
    assert told(connected("bo", "ada", ada, bo)) == ["Ada is Bo's wife"]


def test_the_owner_is_called_you() -> None:
    me, ada = person("me", "", ("bo", "boss"), self=True), person("ada", "Ada", ("me", "sister"))
    assert told(connected("me", "bo", me, ada, BO)) == ["Bo Yu is your boss"]
    assert told(connected("me", "ada", me, ada, BO)) == ["you are Ada's sister"]
    assert told(connected("me", "ada", me, person("ada", "Ada", ("me", "knows")))) == ["Ada knows you"]


def test_the_shortest_path_is_found() -> None:
    ada = person("ada", "Ada", ("cy", "friend"))
    cy = person("cy", "Cy", ("dee", "friend"))
    assert ways(connected("ada", "bo", ada, cy, DEE, person("bo", "", ("dee", "aunt")))) == ["ada", "cy", "dee", "bo"]
    assert ways(connected("ada", "bo", ada, cy, DEE, person("bo", "", ("cy", "aunt")))) == ["ada", "cy", "bo"]


def test_of_paths_of_one_length_the_owner_is_the_last_resort_and_ties_come_before_gatherings() -> None:
    me = person("me", "", ("ada", "friend"), ("bo", "friend"), self=True)
    ada, bo = person("ada", "", ("dee", "friend")), person("bo", "", ("dee", "friend"))
    parties = (gathering("one", 9, "ada", "cy"), gathering("two", 9, "bo", "cy"))
    assert ways(connected("ada", "bo", ada, bo, CY, DEE, me, gatherings=parties)) == ["ada", "dee", "bo"]
    assert ways(connected("ada", "bo", ADA, BO, CY, DEE, me, gatherings=parties)) == ["ada", "cy", "bo"]
    assert ways(connected("ada", "bo", ADA, BO, CY, DEE, me)) == ["ada", "me", "bo"]


def test_of_gatherings_the_smaller_then_the_later_connects() -> None:
    parties = (
        gathering("small-old", 900, "ada", "bo"),
        gathering("small-new", 90, "ada", "bo"),
        gathering("large", 9, "ada", "bo", "cy", "dee"),
    )
    [step] = connected("ada", "bo", ADA, BO, CY, DEE, ME, gatherings=parties).path
    assert step.tie == "Ada Lovelace and Bo Yu both came to Small-New on Mon 24 Aug 2026"
    assert step.evidence == Evidence(
        "both came to Small-New on Mon 24 Aug 2026", "gatherings/small-new.md", 2, date(2026, 8, 24)
    )


@pytest.mark.parametrize(("guests", "is_way"), [(57, True), (58, False)])
def test_more_than_sixty_people_connect_nobody(guests: int, is_way: bool) -> None:
    crowd = gathering("fair", 9, "ada", "bo", *(f"guest {at}" for at in range(guests)))
    answer = connected("ada", "bo", ADA, BO, ME, gatherings=(crowd,))
    assert ways(answer) == (["ada", "bo"] if is_way else ["ada", "me", "bo"])


def test_whom_we_met_through_somebody_is_reached_through_them() -> None:
    cy = replace(CY, met=Met(date(2019, 6, 5), "the fair", "", 6))
    bo = replace(BO, met=Met(date(2020, 1, 2), "", "cy", 7), ties=(Tie("cy", "uncle", 9),))
    first, second = connected("me", "bo", ME, bo, cy).path
    said = Evidence("met at the fair on Wed 5 Jun 2019", "people/cy.md", 6, date(2019, 6, 5))
    assert first == Step("me", "cy", "you met Cy at the fair on Wed 5 Jun 2019", said)
    said = Evidence("met: through cy", "people/bo.md", 7, date(2020, 1, 2))
    assert second == Step("cy", "bo", "you met Bo Yu through Cy", said)
    assert ways(connected("bo", "me", ME, bo, cy)) == ["bo", "cy", "me"]
    assert told(connected("bo", "cy", ME, bo, cy)) == ["Cy is Bo Yu's uncle"]


def test_through_somebody_without_a_page_is_said_in_one_step() -> None:
    bo = replace(BO, met=Met(None, "", "[[Old Tom]]", 7))
    assert told(connected("me", "bo", ME, bo)) == ["you met Bo Yu through Old Tom"]


def test_where_how_we_met_is_unknown_the_first_contact_is_told() -> None:
    log = tuple(Entry(day, "coffee", "seen", "", (), "cake", day.day) for day in (date(2026, 5, 7), date(2025, 5, 8)))
    [step] = connected("me", "bo", ME, replace(BO, entries=log)).path
    said = Evidence("coffee: cake", "people/bo.md", 8, date(2025, 5, 8))
    assert step == Step("me", "bo", "you have been in touch with Bo Yu since Thu 8 May 2025", said)


def test_the_owner_reaches_those_they_never_met_through_others() -> None:
    cy = replace(person("cy", "Cy", ("bo", "friend")), met=Met(None, "", "", 3))
    assert told(connected("me", "bo", ME, BO, cy)) == ["you met Cy", "Bo Yu is Cy's friend"]


def test_what_two_have_in_common_is_told_tags_first_the_rarest_foremost() -> None:
    ada = replace(
        person("ada", "Ada", ("cy", "friend"), ("me", "friend")),
        tags=(Said("Music", 3), Said("chess", 4)),
        city=(Said("Rome", 5), Said("Łódź", 6)),
        roles=(Role("Editor", "Gazette", date(2015, 1, 1), date(2019, 12, 31), 7), Role("", "Choir", None, None, 8)),
    )
    bo = replace(
        person("bo", "Bo", ("cy", "aunt"), ("me", "friend")),
        tags=(Said("chess", 3), Said("music", 4), Said("tea", 4)),
        city=(Said("lodz", 5),),
        roles=(Role("", "gazette", date(2018, 1, 1), None, 7), Role("", "Choir", None, None, 8)),
    )
    cy = replace(CY, tags=(Said("music", 3),))
    party = gathering("party", 9, "ada", "bo")
    file = "people/ada.md"
    assert connected("ada", "bo", ada, bo, cy, ME, gatherings=(party,)).common == (
        Evidence("both have the tag chess", file, 4),
        Evidence("both have the tag Music", file, 3),
        Evidence("both in Łódź", file, 6),
        Evidence("both at Gazette from 2018 to 2019", file, 7),
        Evidence("both at Choir", file, 8),
        Evidence("both know Cy", file, 10),
        Evidence("both came to Party on Fri 13 Nov 2026", "gatherings/party.md", 2, date(2026, 11, 13)),
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "says"),
    [
        ((2015, 2017), (2018, 2020), None),
        ((2015, 2017), (2017, 2020), "both at Acme in 2017"),
        ((2015, None), (2018, None), "both at Acme since 2018"),
        ((None, 2017), (None, 2019), "both at Acme until 2017"),
        ((None, None), (2018, 2019), "both at Acme from 2018 to 2019"),
        ((2019, None), (None, 2018), None),
    ],
)
def test_an_organisation_is_shared_only_in_the_same_years(
    mine: tuple[int | None, int | None], theirs: tuple[int | None, int | None], says: str | None
) -> None:
    def at_acme(one: Person, years: tuple[int | None, int | None]) -> Person:
        since, until = years[0] and date(years[0], 1, 1), years[1] and date(years[1], 12, 31)
        return replace(one, roles=(Role("", "Acme", since or None, until or None, 4),))

    found = connected("ada", "bo", at_acme(ADA, mine), at_acme(BO, theirs)).common
    assert [each.says for each in found] == ([says] if says else [])


def test_what_somebody_shares_with_the_owner_is_quoted_from_their_own_page() -> None:
    me, bo = replace(ME, tags=(Said("tea", 3),)), replace(BO, tags=(Said("tea", 8),))
    party = gathering("party", 9, "bo", "ada")
    for a, b in (("me", "bo"), ("bo", "me")):
        assert connected(a, b, ADA, me, bo, gatherings=(party,)).common == (
            Evidence("both have the tag tea", "people/bo.md", 8),
            Evidence("both came to Party on Fri 13 Nov 2026", "gatherings/party.md", 2, date(2026, 11, 13)),
        )


names = [f"p{at}" for at in range(7)]
graphs = st.sets(st.sampled_from(list(combinations(names, 2))), max_size=12)


@given(graphs, st.sampled_from(names), st.sampled_from(names))
def test_a_path_is_as_short_as_can_be_and_as_long_the_other_way(
    ties: set[tuple[str, str]], a: str, b: str
) -> None:
    people = [person(id, "", *((other, "friend") for one, other in sorted(ties) if one == id)) for id in names]
    there, back = connected(a, b, *people), connected(b, a, *people)
    reached, steps = {a}, 0
    while b not in reached and steps < len(names):
        reached |= {id for tie in ties if reached.intersection(tie) for id in tie}
        steps += 1
    assert len(there.path) == len(back.path) == (steps if b in reached else 0)
    assert all(tuple(sorted((step.from_id, step.to_id))) in ties for step in there.path)
