"""undo: the last command's commit is taken back, then the one before it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.commands.killing import copies, git, kills, pages, written
from tests.conftest import Run

FILES = {
    "people/ada.md": "---\nname: Ada\r\ncity: Rome\n---\n\nText without an end",
    "people/bo.md": "---\nname: Bo\nties: {ada: friend}\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES, commit=True)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Cleo Clay"),
        ("log", "ada", "-m", "hello", "--as", "call"),
        ("log", "ada", "bo", "-m", "hello"),
        ("set", "ada", "city", "Paris"),
        ("tie", "ada", "bo"),
        ("untie", "ada", "bo"),
        ("rename", "ada", "Eve"),
        ("merge", "bo", "ada"),
        ("archive", "ada"),
        ("forget", "ada", "--yes"),
    ],
)
def test_whatever_a_command_wrote_is_back_byte_for_byte(words: tuple[str, ...], run: Run, root: Path) -> None:
    assert run(*words, cwd=root).status == 0
    assert pages(root) != FILES
    done = run("undo", cwd=root)
    assert done.status == 0, done.err
    assert done.out.startswith(f"Undone: {words[0]}: ")
    assert pages(root) == FILES
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "diff", "HEAD", "HEAD~2") == ""


def test_undoing_again_takes_back_the_one_before_and_never_the_undo(run: Run, root: Path) -> None:
    states = [pages(root)]
    for city in ("Paris", "Porto", "Leeds"):
        run("set", "ada", "city", city, cwd=root)
        states.append(pages(root))
    for state in reversed(states[:-1]):
        assert run("undo", cwd=root).status == 0
        assert pages(root) == state
    assert run("undo", cwd=root).status == 3
    run("set", "ada", "city", "Turin", cwd=root)
    assert run("undo", cwd=root).out.startswith("Undone: set: city of Ada")
    assert pages(root) == FILES


def test_text_written_by_hand_before_the_command_stays(run: Run, root: Path) -> None:
    (root / "people/ada.md").write_text("---\nname: Ada\n---\nby hand\n")
    run("set", "ada", "city", "Paris", cwd=root)
    assert run("undo", cwd=root).status == 0
    assert pages(root)["people/ada.md"] == "---\nname: Ada\n---\nby hand\n"


def test_a_file_that_changed_since_is_named_and_nothing_is_undone(run: Run, root: Path) -> None:
    run("rename", "ada", "Eve", cwd=root)
    (root / "people/eve.md").write_text("---\nname: Eve\n---\nnew words\n")
    before, head = pages(root), git(root, "rev-parse", "HEAD")
    done = run("undo", cwd=root)
    assert done.status == 6
    assert done.err.startswith("netjournal: people/eve.md has changed since 'rename: Ada to Eve'")
    assert (pages(root), git(root, "rev-parse", "HEAD")) == (before, head)


def test_a_kill_anywhere_is_finished_by_running_it_again(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    for root in kills(environment, _renamed(run, tmp_path), "undo"):
        is_begun = (root / "people/ada.md").exists()
        again = run("undo", cwd=root)
        assert again.status in (0, 3), again.err
        assert pages(root) == FILES
        if is_begun:
            break


def _renamed(run: Run, tmp_path: Path) -> Iterator[Path]:
    for root in copies(tmp_path, FILES, commit=True):
        assert run("rename", "ada", "Eve", cwd=root).status == 0
        yield root


def test_a_dry_run_shows_the_way_back_and_writes_nothing(run: Run, root: Path) -> None:
    run("set", "ada", "city", "Paris", cwd=root)
    before, head = pages(root), git(root, "rev-parse", "HEAD")
    done = run("undo", "-n", cwd=root)
    assert "+city: Rome" in done.out
    assert (pages(root), git(root, "rev-parse", "HEAD")) == (before, head)


def test_a_journal_in_a_folder_of_a_repository_undoes_its_own_commits_only(run: Run, tmp_path: Path) -> None:
    outer = written(tmp_path / "outer", {"notes.md": "mine\n", **{f"one/{file}": FILES[file] for file in FILES}}, True)
    (outer / "one/netjournal.yaml").write_text("commit: true\n")
    run("set", "ada", "city", "Paris", cwd=outer / "one")
    (outer / "notes.md").write_text("yours\n")
    git(outer, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qam", "x\n\nNetjournal: set")
    assert run("undo", cwd=outer / "one").status == 0
    assert (outer / "one/people/ada.md").read_bytes().decode() == FILES["people/ada.md"]
    assert (outer / "notes.md").read_text() == "yours\n"


def test_the_first_commit_of_a_journal_is_never_undone(run: Run, tmp_path: Path) -> None:
    run("init", "mine")
    before = pages(tmp_path / "mine")
    assert run("undo", cwd=tmp_path / "mine").status == 3
    assert pages(tmp_path / "mine") == before


def test_without_git_it_says_so(run: Run, journal: Path) -> None:
    done = run("undo", cwd=journal)
    assert done.status == 3
    assert "no git repository" in done.err
