"""forget: someone who asks to be forgotten is taken out of every file."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import copies, git, kills, pages, written
from tests.conftest import Run

ADA = "---\nname: Ada Lovelace\naliases: [The Countess]\nemail: ada@example.org\n---\n\nSecrets.\n"
BO = """---
name: Bo   # kept
ties:
  ada-lovelace: friend
  cleo: cousin
met: {on: 2020-01-01, through: ada-lovelace}
asks:
  - {what: a house, heard: 2026-01-01, for: The Countess}
  - a car
friend: "[[ada-lovelace|Ada]] of old"
---

With [[Ada Lovelace|the one]] again, and ![[ada-lovelace]].

- 2026-02-01 coffee with [[ada-lovelace]] and [[cleo]]: long talk
- 2026-02-02 intro: idea [[ada-lovelace]] they should meet
  and more of it
- 2026-02-03 intro: asked [[cleo]] about [[ada-lovelace]]
- 2026-02-04 call: Ada asked me to
"""
BO_AFTER = """---
name: Bo   # kept
ties:
  cleo: cousin
met: {on: 2020-01-01}
asks:
  - a car
friend: "someone of old"
---

With someone again, and someone.

- 2026-02-01 coffee with someone and [[cleo]]: long talk
- 2026-02-03 intro: asked [[cleo]] about someone
- 2026-02-04 call: Ada asked me to
"""
FILES = {
    "people/ada-lovelace.md": ADA,
    "people/bo.md": BO,
    "people/cleo.md": "---\nname: Cleo\nties: [ada-lovelace]\nintroduced_by: Ada Lovelace\n---\n",
    "gatherings/dinner.md": "---\ndate: 2026-05-01\ncame: [bo, ada-lovelace, Zed]\ninvited: ada-lovelace\n---\n",
    "inbox.md": "coffee with Ada Lovelace\n",
}
AFTER = {
    "people/bo.md": BO_AFTER,
    "people/cleo.md": "---\nname: Cleo\n---\n",
    "gatherings/dinner.md": "---\ndate: 2026-05-01\ncame: [bo, Zed]\n---\n",
    "inbox.md": "coffee with Ada Lovelace\n",
}
WORDS = ("forget", "ada-lovelace", "--yes")


def test_their_page_and_every_reference_go_and_nothing_else(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    done = run(*WORDS, cwd=root)
    assert done.status == 0, done.err
    assert pages(root) == AFTER
    assert done.out.startswith("Ada Lovelace is gone from people/ada-lovelace.md and 3 other pages.\n")


def test_where_plain_words_still_name_them_is_said(run: Run, tmp_path: Path) -> None:
    said = run(*WORDS, cwd=written(tmp_path / "journal", FILES)).out
    assert "people/bo.md:15" in said
    assert "inbox.md:1" in said


def test_without_a_terminal_it_needs_a_yes(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    done = run("forget", "ada-lovelace", cwd=root)
    assert done.status == 2
    assert "--yes" in done.err
    assert pages(root) == FILES


def test_a_kill_anywhere_is_finished_by_running_it_again(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    count = 0
    for root in kills(environment, copies(tmp_path, FILES), *WORDS):
        count += 1
        gone = not (root / "people/ada-lovelace.md").exists()
        assert run(*WORDS, cwd=root).status == (3 if gone else 0)
        assert pages(root) == AFTER
    assert count > 5


def test_what_git_still_holds_is_said_and_their_name_is_in_no_new_message(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES, commit=True)
    said = run(*WORDS, cwd=root).out
    assert "2 commits hold people/ada-lovelace.md" in said
    assert "git filter-repo --invert-paths --path people/ada-lovelace.md" in said
    assert git(root, "log", "-1", "--format=%s") == "forget: one person\n"
    assert run("undo", cwd=root).status == 0
    assert pages(root) == FILES


def test_a_dry_run_asks_nothing_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    done = run("forget", "ada-lovelace", "-n", cwd=root)
    assert done.status == 0
    assert "-Secrets." in done.out
    assert "-  ada-lovelace: friend" in done.out
    assert pages(root) == FILES


@pytest.mark.parametrize("who", ["nobody", "../people/bo", "ov"])
def test_nobody_is_forgotten_by_mistake(who: str, run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    assert run("forget", who, "--yes", cwd=root).status == 3
    assert pages(root) == FILES
