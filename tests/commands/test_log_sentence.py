"""log with a whole sentence: what is written, what is read back, and that nothing is guessed."""

import json
from pathlib import Path

import pytest

from tests.commands.killing import pages
from tests.conftest import Run

PEOPLE = {
    "ana-silva": "---\nname: Ana Silva\ncity: Porto\n---\n",
    "ana-souza": "---\nname: Ana Souza\ncity: Leeds\n---\n",
    "bo-yu": "---\nname: Bo Yu\n---\n",
    "me": "---\nname: Nell\nself: true\n---\n",
}


@pytest.fixture
def friends(journal: Path) -> Path:
    """A journal with two Anas, Bo and the owner."""
    for id, text in PEOPLE.items():
        (journal / "people" / f"{id}.md").write_text(text)
    return journal


def test_a_sentence_about_several_becomes_a_gathering_with_its_place(run: Run, friends: Path) -> None:
    done = run("log", "yesterday lunch with Ana Silva and Bo in Porto: the choir needs a hall #choir", cwd=friends)
    file = "gatherings/2026-11-21-lunch-with-ana-silva-and-bo-yu.md"
    told = "lunch with Ana Silva and Bo Yu in Porto: the choir needs a hall #choir"
    assert (done.status, done.err, done.out) == (0, "", f"Logged for Sat 21 Nov 2026: {told}  {file}\n")
    assert (friends / file).read_text() == (
        "---\ndate: 2026-11-21\nname: Lunch with Ana Silva and Bo Yu\nkind: lunch\nplace: Porto\n"
        "came: [ana-silva, bo-yu]\n---\n\nthe choir needs a hall #choir\n"
    )


def test_a_sentence_about_one_goes_to_their_page_with_the_place_in_it(run: Run, friends: Path) -> None:
    done = run("log", "coffee with bo at the fair: he found a flat", cwd=friends)
    assert "Logged for Sun 22 Nov 2026: coffee with Bo Yu at the fair: he found a flat" in done.out
    assert (friends / "people" / "bo-yu.md").read_text().endswith("- 2026-11-22 coffee at the fair: he found a flat\n")
    assert run("check", cwd=friends).out == "Nothing to mend.\n"


def test_where_no_kind_is_said_it_says_which_it_took(run: Run, friends: Path) -> None:
    done = run("log", "bumped into Bo this morning", cwd=friends)
    assert done.out.startswith("Logged for Sun 22 Nov 2026 as met, seen in person (--as call, email ... if not): Bo Yu")


def test_nothing_is_guessed_between_two_anas(run: Run, friends: Path) -> None:
    before = pages(friends)
    done = run("log", "yesterday lunch with Ana and Bo: hello", cwd=friends)
    assert (done.status, done.out) == (4, "")
    assert "ana-silva  Ana Silva (Porto)" in done.err
    assert "ana-souza  Ana Souza (Leeds)" in done.err
    assert pages(friends) == before


def test_unknown_names_are_named_and_made_only_when_asked_for(run: Run, friends: Path) -> None:
    before = pages(friends)
    sentence = "met Xanthe Prior at the tram stop on tuesday, plays the viola"
    refused = run("log", sentence, cwd=friends)
    assert refused.status == 3
    assert "'Xanthe Prior'" in refused.err
    assert "--add" in refused.err
    assert pages(friends) == before
    done = run("log", sentence, "--add", cwd=friends)
    assert done.status == 0, done.err
    assert "Added Xanthe Prior  people/xanthe-prior.md" in done.out
    assert (friends / "people" / "xanthe-prior.md").read_text() == (
        "---\nname: Xanthe Prior\nmet: {on: 2026-11-17, at: the tram stop}\n---\n\n## Log\n\n"
        "- 2026-11-17 met at the tram stop: plays the viola\n"
    )


def test_new_people_can_be_among_several(run: Run, friends: Path) -> None:
    done = run("log", "dinner with Bo, Xanthe and Yves: they sang", "--add", cwd=friends)
    assert done.status == 0, done.err
    listed = json.loads(run("list", "--json", cwd=friends).out)["people"]
    assert {"xanthe", "yves"} <= {person["id"] for person in listed}
    (page,) = (friends / "gatherings").glob("*.md")
    assert "came: [bo-yu, xanthe, yves]" in page.read_text()


def test_a_near_miss_is_offered_and_not_taken(run: Run, friends: Path) -> None:
    done = run("log", "coffee with Anna Silva: hello", cwd=friends)
    assert done.status == 3
    assert "did you mean Ana Silva?" in done.err


def test_the_owner_is_no_company(run: Run, friends: Path) -> None:
    assert run("log", "coffee with Bo and Nell", cwd=friends).status == 0
    assert not (friends / "gatherings").exists()


def test_options_hold_against_the_sentence(run: Run, friends: Path) -> None:
    run("log", "yesterday lunch with Bo: soup", "--on", "2026-11-03", "--as", "walk", cwd=friends)
    assert "- 2026-11-03 walk: soup\n" in (friends / "people" / "bo-yu.md").read_text()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("tomorrow lunch with Bo", 2),
        ("next friday dinner with Bo and Ana Silva", 2),
        ("3/4/2026 lunch with Bo", 2),
        ("cancelled lunch with Bo", 2),
        ("didn't see Bo", 2),
        ("nothing happened at all", 3),
        ("coffee with myself", 3),
        ("Ana Sylva", 3),
    ],
)
def test_what_cannot_be_meant_writes_nothing(run: Run, friends: Path, sentence: str, status: int) -> None:
    before = pages(friends)
    done = run("log", sentence, cwd=friends)
    assert (done.status, bool(done.err), done.out) == (status, True, "")
    assert pages(friends) == before


def test_a_whole_name_stays_a_name(run: Run, friends: Path) -> None:
    assert run("log", "Bo Yu", "-m", "hello", cwd=friends).status == 0
    assert run("log", "no body", "-m", "lunch with Bo", cwd=friends).status == 3
    assert (friends / "people" / "bo-yu.md").read_text().endswith("- 2026-11-22 met: hello\n")


def test_a_dry_run_shows_new_people_and_writes_nothing(run: Run, friends: Path) -> None:
    before = pages(friends)
    done = run("log", "met Xanthe: hello", "--add", "-n", cwd=friends)
    assert "+name: Xanthe" in done.out
    assert "+- 2026-11-22 met: hello" in done.out
    assert pages(friends) == before


def test_a_mail_to_several_introduces_nobody(run: Run, friends: Path) -> None:
    assert run("log", "emailed Ana Silva and Bo: the minutes", cwd=friends).status == 0
    assert json.loads(run("how", "ana-silva", "bo", "--json", cwd=friends).out)["common"] == []
    assert run("log", "lunch with Ana Silva and Bo", cwd=friends).status == 0
    assert "came to Lunch" in run("how", "ana-silva", "bo", cwd=friends).out
