"""timeline: entries, introductions and gatherings in order of date."""

import json
from pathlib import Path

import pytest

from tests.commands.killing import pages, written
from tests.conftest import Run

FILES = {
    "people/ada.md": (
        "---\nname: Ada\ntags: [music]\n---\n"
        "- 2026-01-01 coffee with [[bo]]: about a hall\n- 2026-03-01 intro: idea [[cleo]] both sing\n"
        "- 2026-04-01 note: likes tea, says [[bo]]\n"
    ),
    "people/bo.md": "---\nname: Bo\n---\n- 2026-02-01 call\n",
    "people/cleo.md": "---\nname: Cleo\narchived: 2026-01-01\n---\n- 2025-01-01 dinner: soup\n",
    "orgs/club.md": "---\nname: Club\n---\n- 2026-05-01 event with [[cleo]]: opening\n",
    "gatherings/feast.md": (
        "---\ndate: 2026-06-01\nname: Feast\nkind: dinner\nplace: Rome\ncame: [ada, cleo, Zed]\n---\n"
    ),
    "gatherings/undated.md": "---\nname: Undated\ncame: [ada]\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES)


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ((), ["06-01", "05-01", "04-01", "03-01", "02-01", "01-01", "01-01"]),
        (("bo",), ["02-01", "01-01"]),
        (("cleo",), ["06-01", "05-01", "03-01", "01-01"]),
        (("kind:dinner",), ["06-01", "01-01"]),
        (("-kind:dinner", "cleo"), ["05-01", "03-01"]),
        (("text:hall",), ["01-01"]),
        (("tag:music",), ["06-01", "04-01", "03-01", "01-01"]),
        (("cleo", "tag:music"), ["06-01", "03-01"]),
        (("--limit", "2"), ["06-01", "05-01"]),
    ],
)
def test_the_latest_come_first_and_filters_hold(
    words: tuple[str, ...], dates: list[str], run: Run, root: Path
) -> None:
    told = json.loads(run("timeline", *words, "--json", cwd=root).out)
    assert [event["date"][5:] for event in told["entries"]] == dates
    assert told["found"] >= len(dates)


def test_each_event_says_who_and_where_it_stands(run: Run, root: Path) -> None:
    told = json.loads(run("timeline", "bo", "--json", cwd=root).out)
    assert told["entries"][1] == {
        "date": "2026-01-01",
        "kind": "coffee",
        "says": "with [[bo]]: about a hall",
        "file": "people/ada.md",
        "line": 5,
        "people": [{"id": "ada", "name": "Ada"}, {"id": "bo", "name": "Bo"}],
    }


def test_a_line_names_the_people_and_the_place(run: Run, root: Path) -> None:
    assert run("timeline", "--limit", "2", cwd=root).out == (
        "2026-06-01 Ada, Cleo dinner: Feast, Rome  gatherings/feast.md:2\n"
        "2026-05-01 Cleo event: with [[cleo]]: opening  orgs/club.md:4\n"
        "5 earlier; see --limit\n"
    )


def test_no_event_is_an_answer_and_reading_changes_nothing(run: Run, root: Path) -> None:
    done = run("timeline", "kind:walk", cwd=root)
    assert (done.status, done.out.split(".")[0]) == (0, "Nothing has happened there yet")
    assert run("timeline", "nobody", cwd=root).status == 3
    assert pages(root) == FILES


def test_the_examples_have_fifty_events_on_the_first_page(run: Run, examples: Path) -> None:
    told = json.loads(run("timeline", "--json", cwd=examples).out)
    dates = [event["date"] for event in told["entries"]]
    assert len(dates) == 50
    assert dates == sorted(dates, reverse=True)
