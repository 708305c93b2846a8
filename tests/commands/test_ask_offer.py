"""ask and offer: heard on a day, open in the list, then met or dropped and told in the log."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

ANA = """---
name: Ana Silva
asks:
  - a publisher            # said twice
  - {what: a bookkeeper for the studio, heard: 2026-11-01}
  - {what: a bookcase, heard: 2026-11-02}
---

Prefers tea.

## Log

- 2026-09-01 coffee: she is opening a studio
"""


@pytest.fixture
def ana(journal: Path) -> Path:
    (journal / "people/ana-silva.md").write_text(ANA)
    (journal / "people/bo-lee.md").write_text("---\nname: Bo Lee\n---\n")
    (journal / "orgs").mkdir()
    (journal / "orgs/food-bank.md").write_text("---\nname: Food Bank\naliases: [the bank]\n---\n")
    return journal / "people/ana-silva.md"


@pytest.mark.parametrize(
    ("words", "item"),
    [
        (["ask", "ana", "a", "hall"], "  - {what: a hall, heard: 2026-11-22}\n"),
        (["ask", "ana", "a hall", "--on", "yesterday"], "  - {what: a hall, heard: 2026-11-21}\n"),
        (["ask", "ana", "a hall", "--for", "bo"], "  - {what: a hall, heard: 2026-11-22, for: bo-lee}\n"),
        (["ask", "ana", "a hall", "--for", "ana"], "  - {what: a hall, heard: 2026-11-22}\n"),
        (["ask", "ana", "a hall: warm, #big\n- x"], '  - {what: "a hall: warm, #big - x", heard: 2026-11-22}\n'),
    ],
)
def test_an_ask_is_added_to_the_list_with_the_day_it_was_heard(
    run: Run, ana: Path, words: list[str], item: str
) -> None:
    done = run(*words, cwd=ana.parent)
    assert done.status == 0, done.err
    last = "  - {what: a bookcase, heard: 2026-11-02}\n"
    assert ana.read_text() == ANA.replace(last, last + item)


def test_an_offer_makes_the_list_where_there_is_none(run: Run, ana: Path) -> None:
    bo = ana.with_name("bo-lee.md")
    assert run("offer", "bo", "cello lessons", cwd=ana.parent).out == "Bo Lee offers: cello lessons  people/bo-lee.md\n"
    assert bo.read_text() == "---\nname: Bo Lee\noffers:\n  - {what: cello lessons, heard: 2026-11-22}\n---\n"


def test_an_organisation_asks_as_a_person_does_and_is_on_the_board(run: Run, ana: Path) -> None:
    run("ask", "the bank", "a van driver", cwd=ana.parent)
    asks = json.loads(run("board", "--json", cwd=ana.parent).out)["asks"]
    found = [(each["who"]["id"], each["what"], each["heard"]) for each in asks]
    assert ("food-bank", "a van driver", "2026-11-22") in found
    assert run("ask", "food-bank", "a van", "--done", "--by", "bo", cwd=ana.parent).status == 0
    text = (ana.parent.parent / "orgs/food-bank.md").read_text()
    assert "asks" not in text
    assert "- 2026-11-22 note: ask met by [[bo-lee]]: a van driver\n" in text


def test_what_is_open_already_is_not_doubled(run: Run, ana: Path) -> None:
    done = run("ask", "ana", "A  Bookcase", cwd=ana.parent)
    assert done.status == 0
    assert "that is on the list since Mon 2 Nov 2026" in done.out
    assert ana.read_text() == ANA


@pytest.mark.parametrize(
    ("words", "gone", "entry"),
    [
        (["a bookcase", "--done"], "  - {what: a bookcase, heard: 2026-11-02}\n", "ask met: a bookcase"),
        (["a bookk", "--drop"], "  - {what: a bookkeeper for the studio, heard: 2026-11-01}\n",
         "ask dropped: a bookkeeper for the studio"),
        (["publisher", "--done", "--by", "Bo Lee"], "  - a publisher            # said twice\n",
         "ask met by [[bo-lee]]: a publisher"),
        (["a pubisher", "--done", "--by", "food-bank"], "  - a publisher            # said twice\n",
         "ask met by [[food-bank]]: a publisher"),
    ],
)  # fmt: skip
def test_what_is_done_leaves_the_list_and_stays_in_the_log(
    run: Run, ana: Path, words: list[str], gone: str, entry: str
) -> None:
    done = run("ask", "ana", *words, cwd=ana.parent)
    assert done.status == 0, done.err
    assert ana.read_text() == ANA.replace(gone, "") + f"- 2026-11-22 note: {entry}\n"
    assert run("check", cwd=ana.parent).out == "Nothing to mend.\n"


def test_an_ask_that_was_met_is_no_contact_with_anybody(run: Run, ana: Path) -> None:
    run("ask", "ana", "a bookcase", "--done", "--by", "bo", cwd=ana.parent)
    people = json.loads(run("list", "--json", cwd=ana.parent).out)["people"]
    assert [each["last"] and each["last"]["date"] for each in people] == ["2026-09-01", None]


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["ask", "ana", "a book", "--done"], 4, "a bookkeeper for the studio, heard 2026-11-01\n  a bookcase, heard"),
        (
            ["ask", "ana", "a submarine", "--done"],
            3,
            "Ana Silva has no ask 'a submarine'; what stands there is:\n  a pub",
        ),
        (["ask", "bo", "x", "--drop"], 3, "no ask of theirs is open"),
        (["offer", "ana", "a bookcase", "--done"], 3, "no offer of theirs is open"),
        (["ask", "ana", "x", "--by", "bo"], 2, "--by goes with --done"),
        (["ask", "ana", "x", "--done", "--drop"], 2, "either"),
        (["ask", "ana", " "], 2, "say what"),
        (["ask", "ana", "x", "--on", "2026-11-23"], 2, "still to come"),
        (["ask", "nobody", "x"], 3, "nobody is called 'nobody'"),
        (["ask", "ana", "a bookcase", "--done", "--by", "nobody"], 3, "nobody is called 'nobody'"),
        (["ask", "ilva", "x"], 3, "nobody is called 'ilva'"),
    ],
)
def test_a_refusal_says_why_and_writes_nothing(run: Run, ana: Path, words: list[str], status: int, says: str) -> None:
    done = run(*words, cwd=ana.parent)
    assert (done.status, done.out) == (status, "")
    assert says in done.err
    assert ana.read_text() == ANA


def test_a_person_and_an_organisation_of_one_name_are_told_apart(run: Run, ana: Path) -> None:
    (ana.parent / "food-bank-2.md").write_text("---\nname: Food Bank\n---\n")
    done = run("ask", "Food Bank", "x", cwd=ana.parent)
    assert done.status == 4
    assert "food-bank  Food Bank (organisation)\n  food-bank-2  Food Bank" in done.err
    assert run("ask", "food-bank-2", "x", cwd=ana.parent).status == 0


def test_the_same_ask_for_two_people_is_never_taken_out_for_both(run: Run, ana: Path) -> None:
    for whom in ([], ["--for", "bo"]):
        assert run("ask", "ana", "a sofa", *whom, cwd=ana.parent).status == 0
    before = ana.read_text()
    assert before.count("a sofa") == 2
    for whom in ([], ["--for", "bo"]):
        done = run("ask", "ana", "a sofa", "--done", *whom, cwd=ana.parent)
        assert done.status == 4
    assert ana.read_text() == before


def test_an_ask_on_somebody_s_behalf_is_told_so_in_the_log(run: Run, ana: Path) -> None:
    run("ask", "ana", "a sofa", "--for", "bo", cwd=ana.parent)
    run("ask", "ana", "a sofa", "--done", "--for", "bo", cwd=ana.parent)
    assert ana.read_text() == ANA + "- 2026-11-22 note: ask for [[bo-lee]] met: a sofa\n"


def test_a_dry_run_shows_both_changes_and_writes_nothing(run: Run, ana: Path) -> None:
    done = run("ask", "ana", "a bookcase", "--done", "-n", cwd=ana.parent)
    assert "-  - {what: a bookcase, heard: 2026-11-02}" in done.out
    assert "+- 2026-11-22 note: ask met: a bookcase" in done.out
    assert ana.read_text() == ANA
