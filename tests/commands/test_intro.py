"""intro: the course of an introduction as it is written on both pages, what waits for whom, and the letters."""

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.conftest import Run

ANA = """---
name: Ana Silva
email: ana@example.org
city: Porto
asks:
  - {what: "cello lessons for beginners", heard: 2026-11-01}
---
"""
BO = """---
name: Bo Lee
email: [bo@example.org, old@example.org]
city: Porto
roles: [cellist at Porto Strings]
offers: [cello lessons]
---
"""


@pytest.fixture
def two(journal: Path) -> Path:
    (journal / "people/ana-silva.md").write_text(ANA)
    (journal / "people/bo-lee.md").write_text(BO)
    return journal


def log(journal: Path, id: str) -> list[str]:
    text = (journal / f"people/{id}.md").read_text()
    return re.findall(r"^- (.*)$", text.partition("## Log")[2], re.M)


def pages(journal: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in journal.rglob("*.md")}


def test_the_whole_course_is_written_on_the_page_where_each_step_belongs(run: Run, two: Path) -> None:
    for words in (
        ["--idea", "she wants what he gives", "--on", "2026-11-09"],
        ["--ask", "ana", "--on", "2026-11-10", "-m", "by the river"],
        ["--yes", "ana", "--on", "2026-11-11"],
        ["--ask", "bo", "--on", "2026-11-11"],
        ["--later", "bo", "2026-12-01", "-m", "after the tour", "--on", "2026-11-12"],
        ["--yes", "bo"],
        ["--made"],
        ["--met"],
        ["--outcome", "a lesson a week"],
        ["--thank", "-m", "a jar of plums"],
    ):
        done = run("intro", "bo", "ana", *words, cwd=two)
        assert done.status == 0, (words, done.err)
    assert log(two, "ana-silva") == [
        "2026-11-09 intro: idea [[bo-lee]] she wants what he gives",
        "2026-11-10 intro: asked [[bo-lee]] by the river",
        "2026-11-11 intro: agreed [[bo-lee]]",
        "2026-11-22 intro: made [[bo-lee]]",
        "2026-11-22 intro: met [[bo-lee]]",
        "2026-11-22 intro: outcome [[bo-lee]] a lesson a week",
        "2026-11-22 intro: thanked [[bo-lee]] a jar of plums",
    ]
    assert log(two, "bo-lee") == [
        "2026-11-11 intro: asked [[ana-silva]]",
        "2026-11-12 intro: later [[ana-silva]] 2026-12-01, after the tour",
        "2026-11-22 intro: agreed [[ana-silva]]",
    ]
    assert run("intro", cwd=two).out.startswith("No introduction is under way.\n")
    assert run("check", cwd=two).out == "Nothing to mend.\n"


def test_a_move_says_what_comes_next(run: Run, two: Path) -> None:
    done = run("intro", "ana", "bo", "--ask", "ana", cwd=two)
    assert done.out == (
        "Noted for Sun 22 Nov 2026: asked Ana Silva  people/ana-silva.md\n"
        "Next: wait for Ana Silva: netjournal intro ana-silva bo-lee --yes ana-silva, --no ana-silva"
        " or --later ana-silva DATE\n"
    )


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["ana", "bo", "--made"], 2, "has not been asked yet"),
        (["ana", "bo", "--met"], 2, "have not been introduced yet"),
        (["ana", "bo", "--made", "--met"], 2, "one move at a time"),
        (["ana", "bo", "--ask", "cy"], 2, "'cy' is neither Ana Silva nor Bo Lee"),
        (["ana", "bo", "--later", "ana", "2026-11-22"], 2, "give a day to come"),
        (["ana", "bo", "--later", "ana", "soonish"], 2, "cannot be read as a date"),
        (["ana", "bo", "--ask", "ana", "--on", "2026-11-23"], 2, "still to come"),
        (["ana", "bo", "--outcome", " "], 2, "takes a few words"),
        (["ana", "bo", "-m", "words"], 2, "go with a move"),
        (["ana", "ana", "--ask", "ana"], 2, "Ana Silva is one person"),
        (["ana"], 2, "name two people"),
        (["--made"], 2, "say whom"),
        (["ana", "nobody", "--made"], 3, "nobody is called 'nobody'"),
        (["ana", "me", "--ask", "ana"], 2, "you are the one who introduces"),
        (["ana", "old", "--ask", "ana"], 2, "Old Friend is archived"),
        (["ana", "old", "--draft"], 2, "Old Friend is archived"),
    ],
)
def test_a_refused_move_says_why_and_writes_nothing(
    run: Run, two: Path, words: list[str], status: int, says: str
) -> None:
    (two / "people/me.md").write_text("---\nname: Me\nself: true\n---\n")
    (two / "people/old.md").write_text("---\nname: Old Friend\narchived: 2026-01-01\n---\n")
    before = pages(two)
    done = run("intro", *words, cwd=two)
    assert (done.status, done.out) == (status, "")
    assert says in done.err
    assert pages(two) == before


def test_already_writes_an_introduction_that_asked_nobody_and_the_pair_is_suggested_no_more(
    run: Run, two: Path
) -> None:
    assert "Ana Silva and Bo Lee" in run("meet", cwd=two).out
    assert run("intro", "ana", "bo", "--already", cwd=two).status == 0
    assert log(two, "ana-silva") == ["2026-11-22 intro: made [[bo-lee]]"]
    assert "Ana Silva and Bo Lee" not in run("meet", cwd=two).out


def test_a_dry_run_shows_the_line_and_writes_nothing(run: Run, two: Path) -> None:
    before = pages(two)
    done = run("intro", "ana", "bo", "--yes", "bo", "-n", cwd=two)
    assert "+- 2026-11-22 intro: agreed [[ana-silva]]" in done.out
    assert pages(two) == before


def test_a_text_of_several_lines_is_one_entry_and_forges_none(run: Run, two: Path) -> None:
    run("intro", "ana", "bo", "--idea", "one\n- 2026-01-01 intro: made [[bo-lee]]\n## Log\n---", cwd=two)
    told = json.loads(run("intro", "ana", "bo", "--json", cwd=two).out)["introduction"]
    assert told["state"] == "idea"
    assert len(told["steps"]) == 1


def test_a_day_without_a_year_is_the_next_there_is(run: Run, two: Path) -> None:
    run("intro", "ana", "bo", "--later", "bo", "1 feb", cwd=two)
    assert log(two, "bo-lee") == ["2026-11-22 intro: later [[ana-silva]] 2027-02-01"]


def test_the_examples_under_way_are_listed_by_what_they_wait_for(run: Run, examples: Path) -> None:
    told = json.loads(run("intro", "--json", cwd=examples).out)
    assert told["schema"] == 1
    found = told["introductions"]
    assert [(each["a"]["id"], each["b"]["id"], each["state"], each["next"]["do"]) for each in found] == [
        ("femi-adeyemi-clarke", "noor-van-den-berghe", "agreed", "make"),
        ("hannah-lindqvist", "ελένη-παπαδάκη", "asked", "answer"),
        ("ana-souza", "signe-ostergaard", "asked", "answer"),
        ("gus-whitaker", "owen-gallagher", "made", "met"),
        ("clemence-aubry", "田辺-由紀", "met", "outcome"),
        ("clemence-aubry", "femi-adeyemi-clarke", "idea", "ask"),
        ("lotte-brandt", "mirela-stefanescu", "later", "wait"),
    ]
    assert found[5]["another_look"]["date"] == "2026-11-05"
    headings = [line for line in run("intro", cwd=examples).out.splitlines() if not line.startswith(" ")]
    assert headings == [
        "Both said yes",
        "Waiting for an answer",
        "Introduced: have they met?",
        "They met: what came of it?",
        "Parked, and worth another look",
        "Put off",
    ]


def test_where_one_stands_is_told_with_its_lines(run: Run, examples: Path) -> None:
    assert run("intro", "henrietta", "rupert", cwd=examples).out == (
        "Henrietta Vos and Rupert Lascelles: Henrietta Vos said no 9 months ago.  henrietta-vos rupert-lascelles\n"
        "  - 2026-02-10 idea: money and somebody who knows where it should go  people/henrietta-vos.md:20\n"
        "  - 2026-02-16 asked Henrietta Vos  people/henrietta-vos.md:21\n"
        "  - 2026-02-18 Henrietta Vos said no: nicely, but firmly  people/henrietta-vos.md:22\n"
        "Let it rest.\n"
    )


# Letters


def test_the_notes_leave_the_other_unnamed_and_the_introduction_names_both(run: Run, two: Path) -> None:
    done = run("intro", "ana", "bo", "--draft", cwd=two)
    to_ana, to_bo, both = done.out.split("--- ")[1:]
    assert "Hello Ana Silva" in to_ana
    assert "somebody in Porto (cellist)" in to_ana
    assert "You are looking for: cello lessons for beginners. They offer: cello lessons." in to_ana
    assert not {"bo", "lee", "strings"} & set(re.findall(r"\w+", to_ana.lower()))
    assert "They are looking for: cello lessons for beginners. You offer: cello lessons." in to_bo
    assert not {"ana", "silva"} & set(re.findall(r"\w+", to_bo.lower()))
    assert "Subject: Ana Silva, meet Bo Lee" in both
    assert "Bo Lee: Cellist at Porto Strings, in Porto. Offering cello lessons." in both
    assert "not both have said yes yet" in done.err


def test_mailto_is_the_same_letters_as_addresses(run: Run, two: Path) -> None:
    letters = json.loads(run("intro", "ana", "bo", "--draft", "--json", cwd=two).out)["drafts"]
    addresses = run("intro", "ana", "bo", "--draft", "--mailto", cwd=two).out.splitlines()
    assert addresses == [letter["mailto"] for letter in letters]
    for address, letter in zip(addresses, letters, strict=True):
        assert re.fullmatch(r"mailto:[\w.@,%-]*\?[\w.~%=&-]*", address, re.ASCII)
        parts = urlsplit(address)
        assert unquote(parts.path) == ",".join(letter["addresses"])
        said = parse_qs(parts.query)
        assert said == {"subject": [letter["subject"]], "body": [letter["text"].replace("\n", "\r\n")]}
    assert letters[2]["addresses"] == ["ana@example.org", "bo@example.org"]


def test_the_letters_can_be_looked_over_in_an_editor_first(run: Run, two: Path, tmp_path: Path) -> None:
    seen, editor = tmp_path / "seen", tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\ncat "$1" > {seen}; sed -i "s/Hello Ana Silva/Dear Ana/" "$1"\n')
    editor.chmod(0o755)
    done = run("intro", "ana", "bo", "--draft", "--edit", cwd=two, VISUAL=str(editor))
    assert done.status == 0
    assert "Dear Ana," in done.out
    assert "Look the letters over" in seen.read_text()
    assert "Look the letters over" not in done.out
    assert run("intro", "ana", "bo", "--edit", "--mailto", cwd=two, VISUAL=str(editor)).status == 2
    assert run("intro", "ana", "bo", "--edit", cwd=two, VISUAL="/bin/false").status == 9


def test_an_address_cannot_add_headers_to_a_letter(run: Run, two: Path) -> None:
    (two / "people/ana-silva.md").write_text("---\nname: Ana\nemail: 'a@x.org?bcc=eve@x.org&body=x'\n---\n")
    first = run("intro", "ana", "bo", "--mailto", cwd=two).out.splitlines()[0]
    assert set(parse_qs(urlsplit(first).query)) == {"subject", "body"}


def test_templates_of_the_user_s_own_are_filled_and_never_run(run: Run, two: Path, tmp_path: Path) -> None:
    own = tmp_path / "config/netjournal/templates"
    own.mkdir(parents=True)
    odd = "{name.__class__} {0} {} {{other}} ${name} $(id) {unknown} 100% {why!r}"
    (own / "note.md").write_bytes(f"Subject: for {{name}}\r\n\r\n{odd}\r\n{{other}}\n".encode())
    (two / "people/bo-lee.md").write_text("---\nname: '{why} {name}'\nroles: ['{0} {other}']\n---\n")
    letters = json.loads(
        run("intro", "ana", "bo-lee", "--draft", "--json", cwd=two, XDG_CONFIG_HOME=str(tmp_path / "config")).out
    )["drafts"]
    assert letters[0]["subject"] == "for Ana Silva"
    same = odd.replace("{{other}}", "{somebody ({0} {other})}").replace("${name}", "$Ana Silva")
    assert letters[0]["text"] == f"{same}\nsomebody ({{0}} {{other}})"
    assert letters[1]["subject"] == "for {why} {name}"
    assert letters[2]["subject"] == "Ana Silva, meet {why} {name}"


@pytest.mark.parametrize(
    ("data", "says"), [(b"\xff\xfe", "not UTF-8"), (b"x" * 100_001, "larger than")], ids=["bytes", "size"]
)
def test_a_template_that_cannot_be_read_is_named(run: Run, two: Path, tmp_path: Path, data: bytes, says: str) -> None:
    own = tmp_path / "config/netjournal/templates"
    own.mkdir(parents=True)
    (own / "introduction.md").write_bytes(data)
    done = run("intro", "ana", "bo", "--draft", cwd=two, XDG_CONFIG_HOME=str(tmp_path / "config"))
    assert (done.status, done.out) == (6, "")
    assert "introduction.md" in done.err
    assert says in done.err


@pytest.mark.parametrize("state", ["declined", "never"])
def test_nothing_is_drafted_for_those_who_said_no(run: Run, two: Path, state: str) -> None:
    (two / "people/bo-lee.md").write_text(BO + f"\n## Log\n\n- 2026-11-01 intro: {state} [[ana-silva]]\n")
    done = run("intro", "ana", "bo", "--draft", cwd=two)
    assert (done.status, done.out) == (2, "")


def test_each_move_is_one_commit_that_can_be_taken_back(run: Run, two: Path) -> None:
    (two / "netjournal.yaml").write_text("commit: true\n")
    run("init", ".", "--git", cwd=two)
    before = pages(two)
    done = run("intro", "ana", "bo", "--idea", "a secret hunch", cwd=two)
    assert done.err == ""
    said = subprocess.run(["git", "log", "-1", "--format=%B"], cwd=two, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("intro: Ana Silva and Bo Lee: idea\n")
    assert run("undo", cwd=two).status == 0
    assert pages(two) == before
