"""rename: name, file and every reference move together, and a kill anywhere is finished by running it again."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import copies, git, kills, pages, written
from tests.conftest import Run

ADA = """---
name: Ada Byron   # as her mother calls her
aliases: [The Countess]
city: London
ties:
  charles: friend
---

Writes to herself as [[ada-byron]].

## Log

- 2026-01-05 coffee: first
- [ ] ask her again (due 2026-12-01)
- 2026-02-05 call: second
"""
CHARLES = """---
name: Charles
ties: {ada-byron: friend, "[[bo|Bo]]": cousin}
met: {on: 2020-01-01, through: "[[Ada Byron]]"}
asks:
  - {what: a house, heard: 2026-01-01, for: Ada Byron}   # she asked twice
---

> quoted [[ada-byron|her]]

See [[ada-byron#Log|Ada]], [[ Ada Byron ]], ![[ada-byron]] and [[The Countess]]; `[[ada-byron]]` is code.

```
[[ada-byron]]
```

- 2026-03-01 coffee with [[ada-byron]] and [[bo]]: talked of [[ada-byron]]
- 2026-03-02 intro: idea [[ada-byron]] they should meet
"""
CHARLES_AFTER = """---
name: Charles
ties: {ada-lovelace: friend, "[[bo|Bo]]": cousin}
met: {on: 2020-01-01, through: "[[ada-lovelace]]"}
asks:
  - {what: a house, heard: 2026-01-01, for: ada-lovelace}   # she asked twice
---

> quoted [[ada-lovelace|her]]

See [[ada-lovelace#Log|Ada]], [[ ada-lovelace ]], ![[ada-lovelace]] and [[The Countess]]; `[[ada-byron]]` is code.

```
[[ada-byron]]
```

- 2026-03-01 coffee with [[ada-lovelace]] and [[bo]]: talked of [[ada-lovelace]]
- 2026-03-02 intro: idea [[ada-lovelace]] they should meet
"""
ADA_AFTER = """---
name: Ada Lovelace   # as her mother calls her
aliases: [The Countess, Ada Byron, ada-byron]
city: London
ties:
  charles: friend
---

Writes to herself as [[ada-lovelace]].

## Log

- 2026-01-05 coffee: first
- [ ] ask her again (due 2026-12-01)
- 2026-02-05 call: second
"""
DINNER = "---\r\ndate: 2026-05-01\r\ninvited: [charles, Ada Byron]\r\ncame:\r\n  - ada-byron\r\n  - Adam\r\n---\r\n"
ORG = "---\nname: Engine Club\nwhy: '[[ada-byron]]''s idea'\nowner: [[ada-byron]]\n---\nRun by [[Ada Byron]]\n"
FILES = {
    "people/ada-byron.md": ADA,
    "people/charles.md": CHARLES,
    "people/bo.md": "---\nname: Bo\n---\n",
    "gatherings/2026-05-01-dinner.md": DINNER,
    "orgs/engine-club.md": ORG,
    "inbox.md": "coffee with [[ada-byron]]\n",
}
AFTER = {
    "people/ada-lovelace.md": ADA_AFTER,
    "people/charles.md": CHARLES_AFTER,
    "people/bo.md": "---\nname: Bo\n---\n",
    "gatherings/2026-05-01-dinner.md": DINNER.replace("ada-byron", "ada-lovelace").replace("Ada Byron", "ada-lovelace"),
    "orgs/engine-club.md": (
        '---\nname: Engine Club\nwhy: "[[ada-lovelace]]\'s idea"\nowner: [[ada-lovelace]]\n---\n'
        "Run by [[ada-lovelace]]\n"
    ),
    "inbox.md": "coffee with [[ada-byron]]\n",
}
WORDS = ("rename", "ada-byron", "Ada", "Lovelace")


def test_every_reference_follows_and_no_other_byte_changes(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    done = run(*WORDS, cwd=root)
    assert done.status == 0, done.err
    assert pages(root) == AFTER
    assert done.out == (
        "Ada Byron is now called Ada Lovelace; references on 3 other pages follow.  people/ada-lovelace.md\n"
    )


def test_a_second_run_finds_nothing_to_do(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    run(*WORDS, cwd=root)
    done = run(*WORDS, cwd=root)
    assert (done.status, done.out) == (0, "Ada Lovelace is called so already.  people/ada-lovelace.md\n")
    assert pages(root) == AFTER


def test_a_kill_anywhere_is_finished_by_running_it_again(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    count = 0
    for root in kills(environment, copies(tmp_path, FILES), *WORDS):
        count += 1
        assert "- 2026-02-05 call: second" in "".join(pages(root).values())
        again = run(*WORDS, cwd=root)
        assert again.status == 0, (count, again.err)
        assert pages(root) == AFTER, count
    assert count > 10


@pytest.mark.parametrize("called", ["Ada Byron", "ada lovelace", "the countess"])
def test_whichever_name_was_typed_finds_the_page_that_is_half_renamed(
    called: str, run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    for root in kills(environment, copies(tmp_path, FILES), *WORDS):
        if (root / "people/ada-lovelace.md").exists():
            assert run("rename", called, "Ada Lovelace", cwd=root).status == 0
            assert pages(root) == AFTER
            break


def test_what_was_told_to_the_old_page_after_a_kill_is_kept(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    halves = 0
    for root in kills(environment, copies(tmp_path, FILES), *WORDS):
        if not ((root / "people/ada-byron.md").exists() and (root / "people/ada-lovelace.md").exists()):
            continue
        halves += 1
        if halves > 2:
            break
        assert run("log", "ada-byron", "-m", "told in between", "--as", "call", cwd=root).status == 0
        assert run(*WORDS, cwd=root).status == 0
        assert pages(root)["people/ada-lovelace.md"] == ADA_AFTER + "- 2026-11-22 call: told in between\n"
        assert not (root / "people/ada-byron.md").exists()
    assert halves > 2


def test_with_git_a_killed_and_finished_rename_leaves_the_new_page_committed(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    small = {"people/ada.md": "---\nname: Ada\n---\n", "people/bo.md": "---\nname: Bo\nties: {ada: friend}\n---\n"}
    for root in kills(environment, copies(tmp_path, small, commit=True), "rename", "ada", "Eve"):
        if not (root / "people/ada.md").exists():
            break
        assert run("rename", "ada", "Eve", cwd=root).status == 0
        assert git(root, "log", "-1", "--format=%s", "--", "people/eve.md") == "rename: Ada to Eve\n"
        assert sorted(pages(root)) == ["people/bo.md", "people/eve.md"]
        assert "eve: friend" in pages(root)["people/bo.md"]
        assert git(root, "status", "--porcelain", "people/eve.md", "people/ada.md") == ""


def test_the_same_id_stays_and_references_by_name_become_the_id(run: Run, tmp_path: Path) -> None:
    files = {
        "people/ada.md": "---\nname: Ada L.\n---\n[[Ada L.]]\n",
        "people/bo.md": "---\nname: Bo\n---\n[[Ada L.|x]]\n",
    }
    root = written(tmp_path / "journal", files)
    assert run("rename", "ada", "ADA", cwd=root).status == 0
    assert pages(root) == {
        "people/ada.md": "---\nname: ADA\naliases: [Ada L.]\n---\n[[ada]]\n",
        "people/bo.md": "---\nname: Bo\n---\n[[ada|x]]\n",
    }


def test_back_to_the_old_name_drops_the_alias_that_says_it(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", {"people/ada.md": "---\nname: Ada\n---\n"})
    run("rename", "ada", "Eve", cwd=root)
    assert run("rename", "ada", "Ada", cwd=root).status == 0
    assert pages(root) == {"people/ada.md": "---\nname: Ada\naliases: [Eve]\n---\n"}


def test_an_id_that_somebody_has_is_not_taken(run: Run, tmp_path: Path) -> None:
    files = {"people/ada.md": "---\nname: Ada\n---\n", "people/bo.md": "---\nname: Bo\n---\n"}
    root = written(tmp_path / "journal", files)
    assert run("rename", "bo", "Ada", cwd=root).status == 0
    assert pages(root)["people/ada.md"] == "---\nname: Ada\n---\n"
    assert pages(root)["people/ada-2.md"] == "---\nname: Ada\naliases: [Bo]\n---\n"


def test_a_name_that_two_people_have_is_left_as_it_stands(run: Run, tmp_path: Path) -> None:
    one, two = "---\nname: Ana Silva\ncity: Porto\n---\n", "---\nname: Ana Silva\ncity: Leeds\n---\n"
    bo = "---\nname: Bo\n---\n[[Ana Silva]] and [[ana-silva]]\n"
    root = written(tmp_path / "journal", {"people/ana-silva.md": one, "people/ana-2.md": two, "people/bo.md": bo})
    assert run("rename", "ana-silva", "Ana Costa", cwd=root).status == 0
    assert pages(root)["people/bo.md"] == "---\nname: Bo\n---\n[[Ana Silva]] and [[ana-costa]]\n"


def test_a_broken_page_that_may_refer_to_them_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    broken = {"people/x.md": "---\nname: [X\n---\n[[ada-byron]]\n", "people/y.md": "---\nname: [Y\n---\n"}
    root = written(tmp_path / "journal", {**FILES, **broken})
    done = run(*WORDS, cwd=root)
    assert done.status == 0
    assert done.err.startswith("people/x.md: could not be read, so a reference in it may remain")
    assert "people/y.md" not in done.err
    assert pages(root) == {**AFTER, **broken}


def test_a_dry_run_shows_all_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    done = run(*WORDS, "-n", cwd=root)
    assert done.status == 0
    assert "+name: Ada Lovelace" in done.out
    assert "-name: Ada Byron" in done.out
    assert "+++ people/ada-lovelace.md" in done.out
    assert pages(root) == FILES


@pytest.mark.parametrize("called", ["../../evil", "CON", "a\nkey: x", "x" * 4000, "-rf", "🦊"])
def test_a_hostile_name_is_one_page_with_that_very_name(called: str, run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", {"people/ada.md": "---\nname: Ada\n---\n"})
    assert run("rename", "--", "ada", called, cwd=root).status == 0
    assert len(pages(root)) == 1
    assert [path.parent for path in root.rglob("*.md")] == [root / "people"]
    assert run("rename", "--", "ada", called, cwd=root).out.endswith(f"already.  {next(iter(pages(root)))}\n")


@pytest.mark.parametrize("words", [("nobody", "Eve"), ("../outside", "Eve"), ("ada", " ")])
def test_what_cannot_be_meant_changes_nothing(words: tuple[str, str], run: Run, tmp_path: Path) -> None:
    files = {"people/ada.md": "---\nname: Ada\n---\n"}
    root = written(tmp_path / "journal", files)
    assert run("rename", *words, cwd=root).status in (2, 3)
    assert pages(root) == files
