"""edit: the user's own editor, their text kept, and what can't be read said at once."""

from pathlib import Path

import pytest

from tests.commands.killing import git, pages, written
from tests.conftest import Run

ADA = "---\nname: Ada\ncity: Rome\n---\n\n- 2026-01-01 call: hello\n"
FILES = {
    "people/ada.md": ADA,
    "people/-rf.md": "---\nname: Dash\n---\n",
    "orgs/club.md": "---\nname: The Club\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES)


def test_what_was_saved_is_kept_and_its_findings_are_said(run: Run, root: Path) -> None:
    done = run("edit", "ada", cwd=root, EDITOR="sed -i s/city:.*/birthday:nope/")
    assert pages(root)["people/ada.md"] == ADA.replace("city: Rome", "birthday:nope")
    assert done.status == 6
    assert done.err.startswith("people/ada.md:3:")


def test_a_page_that_is_readable_but_odd_is_saved_with_its_findings(run: Run, root: Path) -> None:
    done = run("edit", "ada", cwd=root, EDITOR="sed -i 's/call/phoned/'")
    assert (done.status, done.out) == (0, "Saved.  people/ada.md\n")
    assert "people/ada.md:6:1: this entry names no known kind" in done.err


def test_a_broken_page_can_be_edited_and_mended(run: Run, root: Path) -> None:
    run("edit", "ada", cwd=root, EDITOR="sed -i 's/name: Ada/name: [Ada/'")
    assert "[Ada" in pages(root)["people/ada.md"]
    done = run("edit", "ada", cwd=root, EDITOR="sed -i 's/name: .Ada/name: Ada/'")
    assert (done.status, done.err) == (0, "")
    assert pages(root) == FILES


@pytest.mark.parametrize(
    ("editor", "said"), [("rm", "the editor deleted the file"), ("truncate -s 0", "the editor left the file empty")]
)
def test_a_text_that_the_editor_lost_is_put_back(editor: str, said: str, run: Run, root: Path) -> None:
    done = run("edit", "ada", cwd=root, EDITOR=editor)
    assert done.status == 6
    assert said in done.err
    assert pages(root) == FILES


@pytest.mark.parametrize("editor", ["/nonexistent/editor", "false", "sh -c 'rm \"$0\"; exit 1'"])
def test_an_editor_that_fails_changes_nothing(editor: str, run: Run, root: Path) -> None:
    done = run("edit", "ada", cwd=root, EDITOR=editor)
    assert done.status in (6, 9)
    assert done.err.startswith("netjournal: ")
    assert pages(root) == FILES


def test_the_editors_words_are_split_without_a_shell(run: Run, root: Path, tmp_path: Path) -> None:
    mark = tmp_path / "pwned"
    assert run("edit", "ada", cwd=root, EDITOR=f"echo $(touch {mark}); touch").status == 0
    done = run("edit", "ada", cwd=root, EDITOR=f"touch {mark} ; true")
    assert (done.status, "only a shell understands" in done.err) == (2, True)
    assert not mark.exists()


def test_visual_comes_before_editor_and_a_name_is_no_option(run: Run, root: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\" > " + f"{tmp_path}/arguments\n")
    told.chmod(0o755)
    assert run("edit", "--", "-rf", cwd=root, VISUAL=f"{told} --wait", EDITOR="false").status == 0
    assert (tmp_path / "arguments").read_text() == f"--wait\n{root.resolve()}/people/-rf.md\n"


@pytest.mark.parametrize(
    "who", ["../outside", "/etc/passwd", "a/../../x", "../.git/hooks/x", "people/ada", "x" * 5000, "a\nb", ""]
)
def test_an_id_is_looked_up_in_the_list_and_never_made_a_path(who: str, run: Run, root: Path) -> None:
    done = run("edit", "--", who, cwd=root, EDITOR="rm")
    assert done.status == 3
    assert pages(root) == FILES


def test_organisations_can_be_edited_by_name_and_the_folder_without_one(run: Run, root: Path, tmp_path: Path) -> None:
    assert run("edit", "the club", cwd=root, EDITOR="sed -i s/Club/Pub/").status == 0
    assert pages(root)["orgs/club.md"] == "---\nname: The Pub\n---\n"
    (tmp_path / "copy").mkdir()
    assert run("edit", cwd=root, EDITOR=f"cp -t {tmp_path / 'copy'} -r").status == 0
    assert (tmp_path / "copy/journal/people").is_dir()


def test_an_edit_is_one_commit_that_undo_takes_back(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "with-git", FILES, commit=True)
    assert run("edit", "ada", cwd=root, EDITOR="sed -i s/Rome/Paris/").status == 0
    assert git(root, "log", "--format=%s") == "edit: Ada\nstart\n"
    assert run("undo", cwd=root).status == 0
    assert pages(root) == FILES


def test_a_page_that_cannot_be_read_is_not_committed(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "with-git", FILES, commit=True)
    assert run("edit", "ada", cwd=root, EDITOR="sed -i 's/name: Ada/name: [Ada/'").status == 6
    assert git(root, "log", "--format=%s") == "start\n"
