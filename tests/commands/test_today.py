"""today: every section once, what is not said, and that a thing leaves only when it is done."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.killing import pages, written
from tests.conftest import Run

ME = """---
name: Nell
self: true
birthday: 1979-11-23
offers: [singing lessons for beginners]
asks: [singing lessons for beginners]
---

- [ ] write the programme (due 2026-11-20)
- [ ] renew the insurance (due 2026-12-20)
- [ ] send [[bo-yu]] the recipe (due 2026-11-22)
"""
BO = """---
name: Bo Yu
birthday: 1990-11-29
every: 6 weeks
asks: [singing lessons]
why: we both mend bicycles
---

## Log

- 2026-01-05 coffee: he likes hats
- 2026-02-01 got: a bike
- [ ] post the hat (due 2026-11-15)
- [ ] lend him the drill
- [ ] [[bo-yu]]: the pump (due 2026-11-21)
- [x] call him (due 2026-11-01)
"""
CY = "---\nname: Cy\nbirthday: --11-22\n---\n\n- 2026-10-01 got: jam\n- 2026-10-02 thanked: for it\n"
DEAD = """---
name: Di
birthday: 1950-11-24
died: 2025-01-01
---

- [ ] write to her (due 2026-11-01)
- 2024-01-01 got: tea
"""
GONE = "---\nname: Ed\nbirthday: 1950-11-24\narchived: 2025-01-01\n---\n"
FAR = "---\nname: Flo\nbirthday: 1950-11-30\n---\n"
FILES = {
    "people/me.md": ME,
    "people/bo-yu.md": BO,
    "people/cy.md": CY,
    "people/di.md": DEAD,
    "people/ed.md": GONE,
    "people/flo.md": FAR,
    "gatherings/past.md": "---\ndate: 2026-11-14\nname: Open day\ninvited: [cy]\n---\n",
    "gatherings/told.md": "---\ndate: 2026-11-15\nname: Told\ncame: [cy]\n---\n",
    "gatherings/soon.md": "---\ndate: 2026-11-29\nname: Soup\nplace: Leeds\ninvited: [cy, bo-yu]\n---\n",
    "gatherings/later.md": "---\ndate: 2026-11-30\nname: Later\n---\n",
}
KEYS = ["schema", "today", "promises", "birthdays", "gatherings", "due", "introductions", "thanks", "asks"]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return written(tmp_path / "mine", FILES)


def asked(run: Run, root: Path, **extra: str) -> dict[str, list[dict[str, Any]]]:
    done = run("today", "--json", cwd=root, **extra)
    assert done.status == 0, done.err
    told: dict[str, list[dict[str, Any]]] = json.loads(done.out)
    assert list(told) == KEYS
    return told


def said(tasks: list[dict[str, Any]]) -> list[tuple[str | None, str, str, int]]:
    return [(task["person"] and task["person"]["id"], task["says"], task["file"], task["line"]) for task in tasks]


def test_promises_are_mine_and_theirs_once_due(run: Run, mine: Path) -> None:
    assert said(asked(run, mine)["promises"]) == [
        ("bo-yu", "you promised Bo Yu: post the hat (due Sun 15 Nov 2026, 7 days ago)", "people/bo-yu.md", 13),
        (None, "you promised: write the programme (due Fri 20 Nov 2026, 2 days ago)", "people/me.md", 9),
        ("bo-yu", "Bo Yu promised you: the pump (due Sat 21 Nov 2026, yesterday)", "people/bo-yu.md", 15),
        ("bo-yu", "you promised Bo Yu: send [[bo-yu]] the recipe (due Sun 22 Nov 2026, today)", "people/me.md", 11),
    ]


def test_birthdays_are_those_of_a_week_but_of_nobody_gone(run: Run, mine: Path) -> None:
    assert said(asked(run, mine)["birthdays"]) == [
        ("cy", "Cy has a birthday today", "people/cy.md", 3),
        ("bo-yu", "Bo Yu turns 36 in 7 days, Sun 29 Nov 2026", "people/bo-yu.md", 3),
    ]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-02-28", ["Leo turns 34 today"]),
        ("2026-02-22", ["Leo turns 34 in 6 days, Sat 28 Feb 2026"]),
        ("2026-03-01", []),
        ("2028-02-28", ["Leo turns 36 tomorrow, Tue 29 Feb 2028"]),
        ("2028-02-29", ["Leo turns 36 today"]),
    ],
)
def test_a_birthday_on_29_february_comes_every_year(run: Run, tmp_path: Path, day: str, says: list[str]) -> None:
    root = written(tmp_path / "leap", {"people/leo.md": "---\nname: Leo\nbirthday: 1992-02-29\n---\n"})
    assert [task["says"] for task in asked(run, root, NETJOURNAL_TODAY=day)["birthdays"]] == says


def test_gatherings_are_those_to_come_soon_and_those_nobody_told_of(run: Run, mine: Path) -> None:
    told = asked(run, mine)["gatherings"]
    assert [(task["says"], [person["id"] for person in task["people"]], task["do"]) for task in told] == [
        ("Open day, 8 days ago, Sat 14 Nov 2026: who came?", ["cy"], "netjournal debrief past"),
        ("Soup in Leeds, in 7 days, Sun 29 Nov 2026", ["cy", "bo-yu"], None),
    ]


def test_thanks_are_owed_until_they_are_said(run: Run, mine: Path) -> None:
    assert said(asked(run, mine)["thanks"]) == [("bo-yu", "thank Bo Yu for: a bike", "people/bo-yu.md", 12)]
    run("log", "thanked Bo for the bike", cwd=mine)
    assert asked(run, mine)["thanks"] == []


def test_who_met_an_ask_of_mine_is_to_be_thanked_too(run: Run, mine: Path) -> None:
    for words in (["ask", "me", "a van"], ["ask", "me", "a van", "--done", "--by", "cy", "--on", "2026-11-20"]):
        assert run(*words, cwd=mine).status == 0
    assert [task["says"] for task in asked(run, mine)["thanks"]] == ["thank Bo Yu for: a bike", "thank Cy for: a van"]
    assert run("log", "cy", "--as", "thanked", "-m", "the van", cwd=mine).status == 0
    assert [task["says"] for task in asked(run, mine)["thanks"]] == ["thank Bo Yu for: a bike"]


def test_filters_leave_what_is_about_those_who_match(run: Run, mine: Path) -> None:
    (mine / "people/bo-yu.md").write_text(BO.replace("name: Bo Yu", "name: Bo Yu\ntags: [hats]"))
    done = run("today", "tag:hats", "--json", cwd=mine)
    told = json.loads(done.out)
    people = {person["id"] for sort in KEYS[2:] for task in told[sort] for person in task["people"]}
    assert people == {"bo-yu", "cy"}  # Cy is asked to the same gathering
    assert [task["says"] for task in told["gatherings"]] == ["Soup in Leeds, in 7 days, Sun 29 Nov 2026"]
    assert run("today", "tag:nothing", cwd=mine).out.startswith("Nothing waits for you today.")


def test_asks_are_those_that_my_offers_meet(run: Run, mine: Path) -> None:
    says = "Bo Yu asks: singing lessons; you offer: singing lessons for beginners"
    assert said(asked(run, mine)["asks"]) == [("bo-yu", says, "people/bo-yu.md", 5)]


def test_the_most_overdue_come_with_when_and_why(run: Run, mine: Path) -> None:
    (first, *more) = asked(run, mine)["due"]
    assert first["person"] == {"id": "bo-yu", "name": "Bo Yu"}
    assert first["says"].startswith("You were last in touch with Bo 10 months ago, ")
    assert len(first["reasons"]) == 1
    assert "di" not in {task["person"]["id"] for task in more}


@pytest.mark.parametrize(
    ("ana", "bo", "says"),
    [
        (["idea"], [], []),
        (["asked"], [], ["Ana has not answered yet about meeting Bo, asked Sun 1 Nov 2026"]),
        (["asked", "agreed"], [], ["ask Bo about meeting Ana, last word Sun 1 Nov 2026"]),
        (["asked", "agreed"], ["asked"], ["Bo has not answered yet about meeting Ana, asked Sun 1 Nov 2026"]),
        (["agreed"], ["agreed"], ["Ana and Bo both said yes: introduce them"]),
        (["agreed", "made"], ["agreed"], ["you introduced Ana and Bo on Sun 1 Nov 2026: have they met?"]),
        (["made", "met"], [], ["Ana and Bo met on Sun 1 Nov 2026: what came of it?"]),
        (["made", "met", "outcome"], [], ["something came of Ana and Bo. Are thanks said?"]),
        (["made", "met", "outcome", "thanked"], [], []),
        (["agreed"], ["declined"], []),
        (["asked", "never"], [], []),
    ],
)
def test_introductions_wait_for_an_answer_or_for_what_came_of_them(
    run: Run, tmp_path: Path, ana: list[str], bo: list[str], says: list[str]
) -> None:
    def page(name: str, other: str, states: list[str]) -> str:
        return f"---\nname: {name}\n---\n\n" + "".join(f"- 2026-11-01 intro: {state} [[{other}]]\n" for state in states)

    root = written(tmp_path / "two", {"people/ana.md": page("Ana", "bo", ana), "people/bo.md": page("Bo", "ana", bo)})
    told = asked(run, root)["introductions"]
    assert [task["says"] for task in told] == says
    assert {task["do"] for task in told} <= {"netjournal intro ana bo"}
    assert all({person["id"] for person in task["people"]} == {"ana", "bo"} for task in told)


def test_an_empty_day_says_so_kindly(run: Run, journal: Path) -> None:
    done = run("today", cwd=journal)
    assert (done.status, done.out) == (0, "Nothing waits for you today. Enjoy it, or ring somebody you like.\n")


def test_a_person_sees_every_section_once_and_nothing_is_written(run: Run, examples: Path) -> None:
    before = pages(examples)
    done = run("today", cwd=examples)
    headings = [line for line in done.out.split("\n") if line and not line.startswith(" ")]
    assert headings[:4] == ["Promises due", "Birthdays", "Gatherings", "To see again"]
    assert headings[4:] == ["Introductions", "Thanks owed", "Asks you could meet"]
    assert "  - you promised Priya Raman: send her the Tallis score" in done.out
    assert "    netjournal debrief 2026-11-14-repair-cafe-open-day\n" in done.out
    assert pages(examples) == before
    assert run("today", cwd=examples, NETJOURNAL_NO_INDEX="1").out == done.out


def test_a_long_section_is_cut_and_says_so(run: Run, tmp_path: Path) -> None:
    text = "".join(f"- [ ] thing {number} (due 2026-11-{number:02})\n" for number in range(1, 9))
    root = written(tmp_path / "long", {"people/bo.md": f"---\nname: Bo\n---\n\n{text}"})
    assert "  and 3 more; see --json for all of them.\n" in run("today", cwd=root).out
    assert len(asked(run, root)["promises"]) == 8
