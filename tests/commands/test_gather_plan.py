"""gather, board: what a user sees on the examples, and the plan that is written."""

import json
from pathlib import Path

import pytest

from tests.commands.killing import git, pages, written
from tests.conftest import Run

FILES = {
    "people/me.md": "---\nname: Me\nself: true\n---\n",
    "people/ada.md": "---\nname: Ada\nevery: 6 weeks\nasks: [cello lessons]\nties: {bo: friend}\n---\n\n"
    "- 2026-08-01 coffee: rain\n",
    "people/bo.md": "---\nname: Bo\n---\n\n- 2026-11-01 coffee: sun\n",
    "people/cy.md": "---\nname: Cy\noffers: [cello lessons]\n---\n\n- 2026-11-02 coffee: wind\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES)


def test_on_the_examples_every_guest_has_a_reason_a_familiar_face_and_somebody_new(run: Run, examples: Path) -> None:
    told = json.loads(run("gather", "--json", cwd=examples).out)
    assert (told["schema"], told["today"], len(told["guests"])) == (1, "2026-11-22", 6)
    here = {guest["id"] for guest in told["guests"]}
    for guest in told["guests"]:
        assert guest["reasons"]
        assert guest["knows"]
        assert guest["should_meet"]
        assert {each["id"] for each in guest["knows"] + guest["should_meet"]} <= here - {guest["id"]}
        for said in guest["reasons"]:
            assert (examples / said["file"]).read_text("utf-8").count("\n") >= said["line"]


def test_a_plan_is_a_gathering_with_those_invited_and_its_day_is_said_back(run: Run, root: Path) -> None:
    done = run("gather", "--plan", "12 dec", "Soup & songs", cwd=root)
    assert done.status == 0, done.err
    assert pages(root)["gatherings/2026-12-12-soup-songs.md"] == (
        "---\ndate: 2026-12-12\nname: Soup & songs\nkind: dinner\ninvited: [ada, bo, cy]\n---\n"
    )
    assert done.out.endswith(
        "Planned for Sat 12 Dec 2026: Soup & songs, with Ada, Bo and Cy.  gatherings/2026-12-12-soup-songs.md\n"
    )


@pytest.mark.parametrize(
    ("day", "file"),
    [
        ("today", "2026-11-22-x"),
        ("fri", "2026-11-27-x"),
        ("in 2 weeks", "2026-12-06-x"),
        ("3 nov", "2027-11-03-x"),
        ("2026-12-24", "2026-12-24-x"),
    ],
)
def test_a_day_of_a_plan_is_one_to_come(run: Run, root: Path, day: str, file: str) -> None:
    done = run("gather", "--plan", day, "x", "--json", cwd=root)
    assert json.loads(done.out)["planned"] == f"gatherings/{file}.md"
    assert f"gatherings/{file}.md" in pages(root)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--plan", "yesterday", "x"), 2),
        (("--plan", "2026-11-02", "x"), 2),
        (("--plan", "3/4/2027", "x"), 2),
        (("--plan", "2026-12-12", "  "), 2),
        (("tag:nobody", "--plan", "2026-12-12", "x"), 2),
        (("--around", "nobody"), 3),
        (("--size", "0"), 2),
    ],
)
def test_a_plan_that_cannot_be_meant_writes_nothing(run: Run, root: Path, words: tuple[str, ...], status: int) -> None:
    done = run("gather", *words, cwd=root)
    assert (done.status, bool(done.err)) == (status, True)
    assert pages(root) == FILES


def test_a_dry_run_of_a_plan_shows_the_page_and_writes_none(run: Run, root: Path) -> None:
    done = run("gather", "--plan", "2026-12-12", "x", "-n", cwd=root)
    assert "+invited: [ada, bo, cy]" in done.out
    assert pages(root) == FILES


def test_a_plan_is_one_commit(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "with-git", FILES, commit=True)
    run("gather", "--plan", "2026-12-12", "x", cwd=root)
    assert git(root, "log", "--format=%s") == "gather: x\nstart\n"


def test_an_empty_table_says_what_would_fill_it(run: Run, journal: Path) -> None:
    done = run("gather", cwd=journal)
    assert done.status == 0
    assert "Ask two people" in done.out


def test_the_board_of_the_examples_names_who_could_meet_each_with_file_and_line(run: Run, examples: Path) -> None:
    told = json.loads(run("board", "--all", "--json", cwd=examples).out)
    helped = {(ask["who"]["id"], ask["what"]): [each["id"] for each in ask["helpers"]] for ask in told["asks"]}
    assert helped["kwame-osei", "singing lessons, he was told at school to mime"] == ["nell-hartley"]
    assert helped["towpath-choir", "tenors"] == ["callum-reid"]
    assert all(ask["helpers"] or ask["next"]["says"] for ask in told["asks"])
    for ask in told["asks"]:
        line = (examples / ask["file"]).read_text("utf-8").split("\n")[ask["line"] - 1]
        assert ask["what"] in line


def test_the_board_is_filtered_by_who_asks_and_cut_with_a_word(run: Run, examples: Path) -> None:
    told = run("board", "org:choir", cwd=examples).out
    assert "Towpath Choir looks for: tenors" in told
    assert "Second Rise" not in told
    assert "see --all" in run("board", "--limit", "1", cwd=examples).out


def test_an_empty_board_is_an_answer(run: Run, journal: Path) -> None:
    done = run("board", cwd=journal)
    assert (done.status, done.out.split("\n")[0]) == (0, "Nobody is known to look for anything.")


def test_who_says_whom_else_the_same_offer_would_help(run: Run, examples: Path) -> None:
    told = json.loads(run("who", "a bookkeeper", "--limit", "1", "--json", cwd=examples).out)
    [helper] = told["people"]
    assert {each["id"] for each in helper["else"]} == {"wharf-street-food-bank", "owen-gallagher"}
    assert (
        "Could also help Owen Gallagher (asks: a bookkeeper"
        in run("who", "a bookkeeper", "--limit", "1", cwd=examples).out
    )
