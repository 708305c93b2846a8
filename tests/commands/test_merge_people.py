"""merge: two pages about one person become one, nothing lost, nothing doubled, whatever is killed."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import copies, git, kills, pages, written
from tests.conftest import Run

ANA = """---
name: Ana Silva
city: Porto   # since the wedding
email: ana@example.org
tags: [clay]
ties:
  bo: friend
  ana-2: double
asks:
  - {what: a gallery, heard: 2026-05-03}
met: {on: 2025-05-17}
---

Builds a kiln, see [[ana-2]].

## Log

- 2025-08-02 visit: four days
- 2026-05-03 video: half built
  and more
"""
DOUBLE = """---
name: Aninha
aliases: [Ana S.]
city: Lisbon  # for now
email: [ANA@example.org, ana@work.example]
phone: "012 345"
tags:
  - clay
  - singing
ties: {cleo: sister, bo: neighbour, ana-silva: myself}
asks:
  - {what: a gallery, heard: 2026-05-03}
  - a car
met: {on: 2024-01-01, at: a bus stop}
archived: 2026-06-01
own key: {deep: [1, two]}
---

Prefers tea.

## Log

- 2026-08-01 call: about [[ana-2]] herself
- 2025-12-09 card: a tile

  with a second paragraph
- 2026-05-03 video: half built
  and more
- [ ] send her the book (due 2026-12-24)

## 2026-01-01 dinner
A long evening.
"""
BO = """---
name: Bo
ties: {ana-silva: friend, "Aninha": choir}
---
- 2026-02-01 coffee with [[Aninha]] and [[Ana S.]]: [[ana-2|A.]]
"""
DINNER = "---\ndate: 2026-05-01\ncame: [ana-silva, ana-2, bo]\ninvited: [Aninha]\n---\n"
FILES = {
    "people/ana-silva.md": ANA,
    "people/ana-2.md": DOUBLE,
    "people/bo.md": BO,
    "people/cleo.md": "---\nname: Cleo\nties: [ana-2, ana-silva]\n---\n",
    "gatherings/dinner.md": DINNER,
}
AFTER = {
    "people/ana-silva.md": """---
name: Ana Silva
city: Porto   # since the wedding
email: [ana@example.org, ana@work.example]
tags: [clay, singing]
ties:
  bo: friend
  cleo: sister
asks:
  - {what: a gallery, heard: 2026-05-03}
  - a car
met: {on: 2025-05-17, at: a bus stop}
aliases: [Ana S., Aninha, ana-2]
phone: 012 345
own key:
  deep: ["1", two]
---

Builds a kiln, see [[ana-silva]].

## Log

- 2025-08-02 visit: four days
- 2025-12-09 card: a tile

  with a second paragraph
- 2026-05-03 video: half built
  and more
- 2026-08-01 call: about [[ana-silva]] herself

## Aninha

> [!merged] # for now
> [!merged] city: Lisbon
> [!merged] ties.bo: neighbour
> [!merged] met.on: 2024-01-01
> [!merged] archived: 2026-06-01

Prefers tea.

- [ ] send her the book (due 2026-12-24)

## 2026-01-01 dinner
A long evening.
""",
    "people/bo.md": """---
name: Bo
ties: {ana-silva: "friend, choir"}
---
- 2026-02-01 coffee with [[ana-silva]] and [[Ana S.]]: [[ana-silva|A.]]
""",
    "people/cleo.md": "---\nname: Cleo\nties: [ana-silva]\n---\n",
    "gatherings/dinner.md": "---\ndate: 2026-05-01\ncame: [ana-silva, bo]\ninvited: [ana-silva]\n---\n",
}


def filled(files: Mapping[str, str]) -> dict[str, list[str]]:
    """The lines of each page that are not blank."""
    return {file: [line for line in text.split("\n") if line.strip()] for file, text in files.items()}


def test_both_histories_survive_and_nothing_stands_twice(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    done = run("merge", "ana-silva", "ana-2", cwd=root)
    assert done.status == 0, done.err
    assert filled(pages(root)) == filled(AFTER)
    assert done.out.startswith("Aninha (ana-2) is now one with Ana Silva; references on 3 other pages follow.")


def test_the_old_names_still_find_them_and_the_other_is_gone_from_the_lists(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    run("merge", "ana-silva", "ana-2", cwd=root)
    for called in ("ana-2", "Aninha", "Ana S.", "Ana Silva"):
        assert run("show", called, cwd=root).out.startswith("Ana Silva")
    assert "Aninha" not in run("list", cwd=root).out


def test_a_kill_anywhere_is_finished_by_running_it_again(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    whole = written(tmp_path / "whole", FILES)
    run("merge", "Ana Silva", "Aninha", cwd=whole)
    count = 0
    for root in kills(environment, copies(tmp_path, FILES), "merge", "Ana Silva", "Aninha"):
        count += 1
        assert run("merge", "Ana Silva", "Aninha", cwd=root).status == 0, count
        assert pages(root) == pages(whole), count
    assert count > 8
    assert run("merge", "Ana Silva", "Aninha", cwd=whole).out.startswith("Ana Silva is one page")


def test_of_two_with_one_name_the_second_is_the_other_one(run: Run, tmp_path: Path) -> None:
    files = {
        "people/bo-lee.md": "---\nname: Bo Lee\n---\n",
        "people/bo-2.md": "---\nname: Bo Lee\ncity: Rome\n---\n\n- 2026-01-01 call: hello\n",
    }
    root = written(tmp_path / "journal", files)
    assert run("merge", "bo-lee", "Bo Lee", cwd=root).status == 0
    assert pages(root) == {
        "people/bo-lee.md": (
            "---\nname: Bo Lee\ncity: Rome\naliases: [bo-2]\n---\n\n## Log\n\n- 2026-01-01 call: hello\n"
        )
    }


def test_entries_go_in_where_the_dates_descend(run: Run, tmp_path: Path) -> None:
    files = {
        "people/bo.md": "# Bo\n\n## Log\n\n* 2026-03-01 call: c\n* 2026-01-01 call: a\n",
        "people/bob.md": "- 2026-02-01 call: b\n- 2026-04-01 call: d\n- 2025-01-01 call: z\n",
    }
    root = written(tmp_path / "journal", files)
    assert run("merge", "bo", "bob", cwd=root).status == 0
    dates = [line[2:12] for line in pages(root)["people/bo.md"].split("\n") if "call:" in line]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 5


def test_line_ends_of_the_page_that_stays_are_kept(run: Run, tmp_path: Path) -> None:
    one = "---\r\nname: Bo\r\n---\r\n\r\nTea.\r\n\r\n## Log\r\n\r\n- 2026-01-01 call: a\r\n"
    other = "---\nname: Bob\n---\n\nCoffee.\n\n- 2026-01-02 call: b\n  more\n"
    root = written(tmp_path / "journal", {"people/bo.md": one, "people/bob.md": other})
    assert run("merge", "bo", "bob", cwd=root).status == 0
    text = pages(root)["people/bo.md"]
    assert text.count("\n") == text.count("\r\n")
    assert "- 2026-01-02 call: b\r\n  more\r\n" in text
    assert text.endswith("## Bob\r\n\r\nCoffee.\r\n")


def test_an_unclosed_code_block_is_refused_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    files = {
        "people/bo.md": "---\nname: Bo\n---\n\n```\nnever closed\n",
        "people/bob.md": "---\nname: Bob\n---\n\n## 2026-01-02 call\nText\n",
    }
    root = written(tmp_path / "journal", files)
    done = run("merge", "bo", "bob", cwd=root)
    assert done.status == 6
    assert "code block" in done.err
    assert pages(root) == files


def test_a_dry_run_writes_nothing_and_git_gets_one_commit(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES, commit=True)
    assert "+  cleo: sister" in run("merge", "ana-silva", "ana-2", "-n", cwd=root).out
    assert pages(root) == FILES
    assert run("merge", "ana-silva", "ana-2", cwd=root).status == 0
    assert git(root, "log", "--format=%s") == "merge: Aninha into Ana Silva\nstart\n"
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(("words", "status"), [(("ana-silva", "nobody"), 3), (("ana-silva", "ana-silva"), 0)])
def test_what_cannot_be_meant_changes_nothing(words: tuple[str, str], status: int, run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    assert run("merge", *words, cwd=root).status == status
    assert pages(root) == FILES
