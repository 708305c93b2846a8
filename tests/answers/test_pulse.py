"""pulse and favours: a year of a network in words, without a balance and without a count of anybody."""

import datetime

import pytest

from netjournal.answers.favours import favours
from netjournal.answers.pulse import Kept, Pulse, pulse
from netjournal.files.notation.records import read_gathering, read_organisation, read_person
from netjournal.network.acquaintance import acquaintance
from netjournal.network.network import Network
from netjournal.network.settings import Settings

TODAY = datetime.date(2026, 11, 22)
ME = "---\nname: Nell\nself: true\n---\n"


def network(pages: dict[str, str], gatherings: dict[str, str] | None = None) -> Network:
    """The network of pages by id; those of organisations begin with `org-`."""
    people, orgs = [], []
    for id, text in sorted(pages.items()):
        if id.startswith("org-"):
            orgs.append(read_organisation(text, f"orgs/{id}.md", id, Settings()).record)
        else:
            people.append(read_person(text, f"people/{id}.md", id, Settings()).record)
    told = (gatherings or {}).items()
    met = [read_gathering(text, f"gatherings/{id}.md", id, Settings()).record for id, text in told]
    return Network(tuple(people), tuple(orgs), tuple(met))  # type: ignore[arg-type]


def page(name: str, keys: str = "", *entries: str) -> str:
    log = "".join(f"- {entry}\n" for entry in entries)
    return f"---\nname: {name}\n{keys}---\n\n## Log\n\n{log}"


def felt(pages: dict[str, str], gatherings: dict[str, str] | None = None, today: datetime.date = TODAY) -> Pulse:
    made = network(pages, gatherings)
    return pulse(made, acquaintance(made, today), today)


@pytest.mark.parametrize(
    ("id", "entry", "direction", "says"),
    [
        ("ana", "2026-11-02 gave: a lift to Leeds", "mine", "you for Ana: a lift to Leeds"),
        ("ana", "2026-11-02 got: her old desk", "to me", "Ana for you: her old desk"),
        ("ana", "2026-11-02 note: ask met by [[bo]]: a desk", "theirs", "Bo for Ana: a desk"),
        ("ana", "2026-11-02 note: ask for [[bo]] met by [[org-cafe]]: a desk", "theirs", "The Café for Bo: a desk"),
        ("ana", "2026-11-02 note: ask met by [[me]]: a desk", "mine", "you for Ana: a desk"),
        ("me", "2026-11-02 note: ask met by [[bo]]: a desk", "to me", "Bo for you: a desk"),
        ("ana", "2026-11-02 note: offer taken up by [[bo]]: a desk", "theirs", "Ana for Bo: a desk"),
        ("org-cafe", "2026-11-02 note: ask met by [[bo]]: a desk", "theirs", "Bo for The Café: a desk"),
        (
            "ana",
            "2026-11-02 intro: outcome [[bo]] they share a desk",
            "theirs",
            "Ana and Bo, whom you introduced: they share a desk",
        ),
    ],
)
def test_a_favour_is_told_in_words_and_by_its_direction(id: str, entry: str, direction: str, says: str) -> None:
    pages = {"me": ME, "ana": page("Ana"), "bo": page("Bo"), "org-cafe": page("The Café")}
    pages[id] = page({"me": "Nell\nself: true", "ana": "Ana", "org-cafe": "The Café"}[id], "", entry)
    (told,) = favours(network(pages), TODAY)
    assert (told.direction, told.said.says, told.said.date) == (direction, says, datetime.date(2026, 11, 2))


@pytest.mark.parametrize(
    "entry",
    [
        "2026-11-02 note: ask dropped: a desk",
        "2026-11-02 note: ask met: a desk",
        "2026-11-02 note: ask met by [[ana]]: a desk",
        "2026-11-23 got: her old desk",
        "2026-11-02 intro: made [[bo]]",
        "2026-11-02 coffee: I gave her a desk",
    ],
)
def test_what_is_no_favour_yet_is_not_told_as_one(entry: str) -> None:
    assert favours(network({"me": ME, "ana": page("Ana", "", entry), "bo": page("Bo")}), TODAY) == ()


def test_favours_are_told_one_by_one_the_latest_first() -> None:
    done = felt({"me": ME, "ana": page("Ana", "", *(f"2026-11-0{n} gave: thing {n}" for n in range(1, 9)))})
    assert [each.said.says for each in done.favours][:2] == ["you for Ana: thing 8", "you for Ana: thing 7"]


def test_people_are_kept_within_the_rhythm_set_for_them_month_by_month() -> None:
    done = felt(
        {
            "me": ME,
            "ana": page("Ana", "every: 6 weeks\n", "2026-08-20 coffee", "2026-11-20 coffee"),
            "bo": page("Bo", "every: 6 weeks\n", "2026-10-25 coffee"),
            "cy": page("Cy", "", "2026-11-20 coffee"),
            "di": page("Di", "every: never\n", "2026-11-20 coffee"),
            "ed": page("Ed", "every: 6 weeks\ndied: 2026-01-01\n", "2025-12-20 coffee"),
            "flo": page("Flo", "every: 6 weeks\n"),
        }
    )
    assert done.months[0] == (2025, 12)
    assert done.months[-1] == (2026, 11)
    assert done.rhythm == (*(Kept(0, 0),) * 8, Kept(1, 1), Kept(1, 1), Kept(1, 2), Kept(2, 2))


def test_introductions_and_asks_met_are_counted_in_their_month() -> None:
    done = felt(
        {
            "me": ME,
            "ana": page(
                "Ana",
                "asks: [a desk]\n",
                *("2026-09-02 intro: made [[bo]]", "2026-09-20 intro: met [[bo]]"),
                "2026-10-02 intro: outcome [[bo]] a duo",
                *("2020-01-01 intro: made [[cy]]", "2026-11-02 note: ask met by [[bo]]: a lamp"),
            ),
            "bo": page("Bo", "", "2026-11-20 intro: asked [[cy]]"),
            "cy": page("Cy"),
        }
    )
    assert (done.made, done.met) == ((*(0,) * 9, 1, 0, 0), (*(0,) * 11, 1))
    assert [(each.a, each.b, each.state) for each in done.introduced] == [("ana", "bo", "outcome")]
    assert (done.under_way, done.open_asks) == (1, 1)


def test_bridges_that_only_i_hold_are_people_and_groups_that_know_nobody_else() -> None:
    pages = {id: page(id.title()) for id in ("ana", "bo", "cy", "di", "ed", "flo", "gus", "hal")}
    pages["ana"] = page("Ana", "ties: {bo: friend, me: friend}\n")
    pages["di"] = page("Di", "ties: {ed: sister}\n")
    pages["hal"] = page("Hal", "archived: 2026-01-01\nties: {gus: friend, flo: friend}\n")
    table = "---\ndate: 2026-11-02\nname: Dinner\ncame: [bo, cy]\n---\n"
    room = f"---\ndate: 2026-11-03\nname: Fair\ncame: [{', '.join(['cy', 'flo', *map(str, range(40))])}]\n---\n"
    done = felt({"me": ME, **pages}, {"dinner": table, "fair": room})
    assert done.groups == (("di", "ed"),)
    assert done.alone == ("flo", "gus")


def test_old_ties_are_those_once_often_in_touch() -> None:
    often = [f"202{year}-03-0{day} coffee" for year in (3, 4) for day in (1, 2, 3)]
    done = felt(
        {
            "me": ME,
            "ana": page("Ana", "", *often),
            "bo": page("Bo", "", *often[:2]),
            "cy": page("Cy", "", *often, "2026-03-01 call"),
            "di": page("Di", "every: never\n", *often),
            "ed": page("Ed", "died: 2026-01-01\n", *often),
        }
    )
    assert done.old == ("ana",)


@pytest.mark.parametrize("today", [datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.date(2024, 2, 29)])
def test_a_year_can_be_told_on_any_day(today: datetime.date) -> None:
    assert felt({"me": ME, "ana": page("Ana", "", "2024-02-29 coffee")}, today=today).months[-1] == (
        today.year,
        today.month,
    )
