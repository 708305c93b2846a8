"""init, add, log, set, tie: what is written, what is refused, and that a page typed in vim is one like any other."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

BY_HAND = """---
name: Ana Silva
city: Porto
circle: close
asks:
  - {what: a bookkeeper, heard: 2026-11-01}
---

## Log

- 2026-09-01 coffee: she is opening a studio
"""


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True)
    return done.stdout


def test_init_makes_a_repository_with_a_first_commit(run: Run, tmp_path: Path) -> None:
    done = run("init", "mine")
    assert done.status == 0, done.err
    assert git(tmp_path / "mine", "log", "--format=%s") == "init: a journal\n"
    assert git(tmp_path / "mine", "status", "--porcelain") == ""
    assert git(tmp_path / "mine", "branch", "--show-current") == "main\n"


def test_init_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", "mine")
    before = git(tmp_path / "mine", "rev-parse", "HEAD")
    done = run("init", "mine")
    assert done.status == 0
    assert "nothing was missing" in done.out
    assert git(tmp_path / "mine", "rev-parse", "HEAD") == before


def test_init_in_a_vault_adds_only_what_is_missing(run: Run, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "Note.md").write_text("a note")
    assert run("init", "vault", "--no-git").status == 0
    assert (vault / "Note.md").read_text() == "a note"
    assert sorted(path.name for path in vault.iterdir()) == [".obsidian", "Note.md", "netjournal.yaml", "people"]


def test_the_owners_page_shows_an_example_that_is_nobody(run: Run, tmp_path: Path) -> None:
    run("init", "mine", "--no-git")
    told = json.loads(run("list", "--json", cwd=tmp_path / "mine").out)
    assert [person["id"] for person in told["people"]] == ["me"]
    assert run("check", cwd=tmp_path / "mine").status == 0


def test_each_writing_command_makes_one_commit_of_what_it_wrote(run: Run, tmp_path: Path) -> None:
    run("init", "mine")
    mine = tmp_path / "mine"
    run("add", "Ana", "Silva", cwd=mine)
    (mine / "people" / "ana-silva.md").write_text(BY_HAND)
    (mine / "notes.txt").write_text("left alone")
    run("log", "ana", "-m", "hello", cwd=mine)
    subjects = git(mine, "log", "--format=%s").split("\n")
    assert subjects[:4] == ["log: met Ana Silva", "by hand", "add: Ana Silva", "init: a journal"]
    assert git(mine, "show", "HEAD~1:people/ana-silva.md") == BY_HAND
    assert git(mine, "status", "--porcelain") == "?? notes.txt\n"
    assert "Netjournal: log" in git(mine, "log", "-1", "--format=%B")


def test_a_commit_that_fails_leaves_the_write_standing(run: Run, journal: Path) -> None:
    (journal / "netjournal.yaml").write_text("commit: true\n")
    done = run("add", "Ana", cwd=journal, PATH="/nonexistent")
    assert done.status == 0
    assert "not committed" in done.err
    assert (journal / "people" / "ana.md").exists()


def test_a_page_typed_in_an_editor_answers_like_one_made_by_commands(run: Run, journal: Path) -> None:
    (journal / "people" / "ana-silva.md").write_text(BY_HAND)
    other = journal.parent / "other"
    run("init", "other", "--no-git")
    run(
        "add",
        "Ana Silva",
        "--city",
        "Porto",
        "--circle",
        "close",
        "--ask",
        "a bookkeeper",
        cwd=other,
        NETJOURNAL_TODAY="2026-11-01",
    )
    run("log", "ana", "--as", "coffee", "--on", "2026-09-01", "-m", "she is opening a studio", cwd=other)
    for words in (("due", "--json"), ("who", "bookkeeper", "--json"), ("due",)):
        assert run(*words, cwd=journal).out == run(*words, cwd=other).out
    by_command = json.loads(run("show", "ana", "--json", cwd=other).out)
    assert json.loads(run("show", "ana", "--json", cwd=journal).out) == by_command


def test_a_log_entry_goes_to_the_head_where_dates_descend(run: Run, journal: Path) -> None:
    page = journal / "people" / "bo.md"
    page.write_text("---\nname: Bo\n---\n\n## Log\n\n- 2026-03-02 call: b\n- 2026-03-01 call: a\n\nThe end.\n")
    run("log", "bo", "--as", "call", "-m", "c", cwd=journal)
    assert page.read_text().split("## Log\n\n")[1] == (
        "- 2026-11-22 call: c\n- 2026-03-02 call: b\n- 2026-03-01 call: a\n\nThe end.\n"
    )


def test_who_is_named_by_id_is_written_on_without_an_index(run: Run, journal: Path, home: Path) -> None:
    (journal / "people" / "ada.md").write_text("---\nname: Ada Abara\n---\n")
    assert run("log", "ada", "-m", "called", cwd=journal).status == 0
    assert not (home / ".cache").exists()
    assert run("log", "Ada Abara", "-m", "called again", cwd=journal).status == 0
    assert (home / ".cache").exists()


def test_several_people_become_a_gathering(run: Run, journal: Path) -> None:
    for name in ("Ana", "Bo"):
        run("add", name, cwd=journal)
    done = run("log", "ana", "bo", "--as", "dinner", "-m", "they got on", cwd=journal)
    assert done.status == 0, done.err
    (page,) = (journal / "gatherings").glob("*.md")
    assert page.read_text() == (
        "---\ndate: 2026-11-22\nname: Dinner with Ana and Bo\nkind: dinner\ncame: [ana, bo]\n---\n\nthey got on\n"
    )
    due = json.loads(run("due", "--all", "--json", cwd=journal).out)
    assert [(each["id"], each["last"]["kind"]) for each in due["people"]] == [("ana", "dinner"), ("bo", "dinner")]


@pytest.mark.parametrize("words", [("ana", "bo", "--as", "dinner", "-m", "again"), ("dinner with Ana and Bo: again",)])
def test_a_gathering_takes_the_place_of_no_page_even_of_one_that_cant_be_read(
    words: tuple[str, ...], run: Run, journal: Path
) -> None:
    for name in ("Ana", "Bo"):
        run("add", name, cwd=journal)
    broken = journal / "orgs" / "2026-11-22-dinner-with-ana-and-bo.md"
    broken.parent.mkdir(exist_ok=True)
    broken.write_text("---\nname: [\n---\n")
    assert run("log", *words, cwd=journal).status == 0
    (page,) = (journal / "gatherings").glob("*.md")
    assert page.name == "2026-11-22-dinner-with-ana-and-bo-2.md"


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        (("city", "Lisbon"), "- 2026-11-22 change city: Porto → Lisbon\n"),
        (("name", "Ana Costa"), "- 2026-11-22 change name: Ana Silva → Ana Costa\n"),
        (("partner", "Bo"), ""),
        (("tags", "clay"), ""),
    ],
)
def test_what_moves_is_remembered_in_the_log(run: Run, journal: Path, words: tuple[str, ...], changed: str) -> None:
    page = journal / "people" / "ana-silva.md"
    page.write_text(BY_HAND)
    done = run("set", "ana-silva", *words, cwd=journal)
    assert done.status == 0, done.err
    assert page.read_text().endswith(changed or BY_HAND[-20:])
    assert run("show", "Ana Silva", cwd=journal).status == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("add", ""), 2),
        (("add", "Ana Silva"), 4),
        (("add", "New", "--circle", "nearest"), 2),
        (("add", "New", "--met", "3/4/2024"), 2),
        (("add", "New", "--through", "nobody"), 3),
        (("log", "nobody", "-m", "x"), 3),
        (("log", "ana", "-m", "x", "--as", "nokind"), 2),
        (("log", "ana", "-m", "x", "--on", "tomorrow"), 2),
        (("log", "ilv", "-m", "a mere part of the name"), 3),
        (("set", "ana", "birthday", "someday"), 2),
        (("set", "ana", "every", "often"), 2),
        (("set", "ana", "city"), 2),
        (("set", "ana", "ties", "bo"), 2),
        (("tie", "ana", "ana"), 2),
        (("frobnicate",), 2),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    run: Run, journal: Path, words: tuple[str, ...], status: int
) -> None:
    page = journal / "people" / "ana-silva.md"
    page.write_text(BY_HAND)
    done = run(*words, cwd=journal)
    assert (done.status, bool(done.err)) == (status, True)
    assert page.read_text() == BY_HAND
    assert [path.name for path in (journal / "people").iterdir()] == ["ana-silva.md"]


def test_without_a_journal_every_command_says_so(run: Run) -> None:
    done = run("due")
    assert done.status == 3
    assert "netjournal init" in done.err


@pytest.mark.parametrize(
    "words", [("add", "Bo", "-n"), ("log", "ana", "-m", "x", "-n"), ("set", "ana", "city", "X", "-n")]
)
def test_a_dry_run_shows_the_change_and_writes_nothing(run: Run, journal: Path, words: tuple[str, ...]) -> None:
    page = journal / "people" / "ana-silva.md"
    page.write_text(BY_HAND)
    done = run(*words, cwd=journal)
    assert done.status == 0
    assert any(line.startswith("+") and not line.startswith("+++") for line in done.out.split("\n"))
    assert page.read_text() == BY_HAND
    assert len(list((journal / "people").iterdir())) == 1
