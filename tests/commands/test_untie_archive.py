"""untie and archive: a tie goes from both pages; someone leaves the lists and stays in the files."""

from pathlib import Path

import pytest

from tests.commands.killing import git, pages, written
from tests.conftest import Run

ADA = "---\nname: Ada\nties:\n  bo: friend   # since school\n  cleo: aunt\n---\n"


@pytest.mark.parametrize(
    ("ada", "bo", "ada_after", "bo_after"),
    [
        (ADA, "---\nname: Bo\n---\n", "---\nname: Ada\nties:\n  cleo: aunt\n---\n", "---\nname: Bo\n---\n"),
        (
            "---\nname: Ada\n---\n",
            "---\nname: Bo\nties: {Ada: x}\n---\n",
            "---\nname: Ada\n---\n",
            "---\nname: Bo\n---\n",
        ),
        (
            '---\nname: Ada\nties: ["[[bo|B]]", cleo]\n---\n',
            "---\nname: Bo\nties: {cleo: x, ada: y}\nmet: {through: ada}\n---\n",
            "---\nname: Ada\nties: [cleo]\n---\n",
            "---\nname: Bo\nties: {cleo: x}\nmet: {through: ada}\n---\n",
        ),
    ],
)
def test_a_tie_goes_from_whichever_page_has_it(
    ada: str, bo: str, ada_after: str, bo_after: str, run: Run, tmp_path: Path
) -> None:
    root = written(tmp_path / "journal", {"people/ada.md": ada, "people/bo.md": bo})
    done = run("untie", "bo", "ada", cwd=root)
    assert (done.status, done.out) == (0, "Bo and Ada are no longer tied.\n")
    assert pages(root) == {"people/ada.md": ada_after, "people/bo.md": bo_after}
    assert run("untie", "ada", "bo", cwd=root).out == "Ada and Bo were not tied.\n"


def test_a_dry_run_of_untie_shows_the_line_that_would_go(run: Run, tmp_path: Path) -> None:
    files = {"people/ada.md": ADA, "people/bo.md": "---\nname: Bo\n---\n"}
    root = written(tmp_path / "journal", files)
    done = run("untie", "ada", "bo", "--dry-run", cwd=root)
    assert "-  bo: friend   # since school" in done.out
    assert pages(root) == files
    assert run("untie", "ada", "ada", cwd=root).status == 2


def test_the_archived_leave_the_lists_and_come_back(run: Run, tmp_path: Path) -> None:
    text = "---\nname: Ada   # she\ndied: 2020-01-01\ncity: Rome\n---\nText"
    root = written(tmp_path / "journal", {"people/ada.md": text, "people/bo.md": "---\nname: Bo\n---\n"}, commit=True)
    assert run("archive", "ada", cwd=root).status == 0
    assert pages(root)["people/ada.md"] == text.replace("city: Rome\n", "city: Rome\narchived: 2026-11-22\n")
    assert run("archive", "ada", cwd=root, NETJOURNAL_TODAY="2026-12-01").status == 0
    assert "archived: 2026-11-22" in pages(root)["people/ada.md"]
    assert run("archive", "ada", "--undo", cwd=root).status == 0
    assert pages(root)["people/ada.md"] == text
    assert git(root, "log", "--format=%s") == "archive: Ada is back\narchive: Ada\nstart\n"


def test_another_tools_word_for_it_goes_too(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", {"people/ada.md": "---\nname: Ada\nstatus: archived\ncity: Rome\n---\n"})
    assert "Ada" not in run("list", cwd=root).out
    assert run("archive", "ada", "--undo", cwd=root).status == 0
    assert pages(root) == {"people/ada.md": "---\nname: Ada\ncity: Rome\n---\n"}
    assert "Ada" in run("list", cwd=root).out
