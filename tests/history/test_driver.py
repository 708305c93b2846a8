"""The merge driver as git runs it: pull, rebase, cherry-pick, stash pop; and git's own merge where it is gone."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from netjournal.history.driver import drive
from netjournal.history.git import Repository
from netjournal.history.registration import attributes, register, with_attributes
from netjournal.network.settings import Folders

ADA = "people/ada.md"
PAGE = "---\nname: Ada\ncity: London\n---\n\n## Log\n\n- 2026-01-01 met: first\n"
PROGRAM = (sys.executable, "-m", "netjournal")
Env = Mapping[str, str]


def git(root: Path, environment: Env, *words: str, fails: bool = False) -> str:
    named = ("-c", "user.name=Nell", "-c", "user.email=nell@example.org")
    done = subprocess.run(
        ["git", *named, *words], cwd=root, env=dict(environment), capture_output=True, text=True, check=False
    )
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    return done.stdout


def add_entry(root: Path, text: str, city: str = "") -> None:
    page = (root / ADA).read_text()
    (root / ADA).write_text((page.replace("London", city) if city else page) + f"- 2026-01-02 call: {text}\n")


@pytest.fixture
def clone(tmp_path: Path, environment: Env) -> Path:
    """A journal with branch `other`, on which Ada has another entry and city than on `main`."""
    root = tmp_path / "clone"
    (root / "people").mkdir(parents=True)
    (root / "netjournal.yaml").write_text("commit: false\n")
    (root / ".gitattributes").write_text(with_attributes("", Folders()))
    (root / ADA).write_text(PAGE)
    git(root, environment, "init", "-q", "-b", "main")
    register(Repository(root), PROGRAM)
    for name, text, city in (("main", "", ""), ("other", "from the other", "Turin"), ("main", "from here", "")):
        git(root, environment, "switch", "-q", *(["-c"] if name == "other" else []), name) if text else None
        add_entry(root, text, city) if text else None
        git(root, environment, "add", "-A")
        git(root, environment, "commit", "-qm", f"{name} {text}")
    return root


def both(root: Path) -> None:
    page = (root / ADA).read_text()
    assert "<<<<" not in page
    assert "city: Turin\n" in page
    assert page.count("- 2026-01-02 call: from here\n") == page.count("- 2026-01-02 call: from the other\n") == 1


@pytest.mark.parametrize(
    "words",
    [("merge", "-q", "--no-edit", "other"), ("rebase", "-q", "other"), ("cherry-pick", "other")],
    ids=["merge", "rebase", "cherry-pick"],
)
def test_git_merges_pages_by_meaning(clone: Path, environment: Env, words: tuple[str, ...]) -> None:
    git(clone, environment, *words)
    both(clone)


def test_plain_pull_merges_pages_by_meaning(clone: Path, environment: Env, tmp_path: Path) -> None:
    git(clone, environment, "pull", "-q", "--no-rebase", "--no-edit", ".", "other")
    both(clone)


def test_stash_pop_merges_pages_by_meaning(clone: Path, environment: Env) -> None:
    git(clone, environment, "switch", "-q", "other")
    git(clone, environment, "reset", "-q", "--soft", "HEAD~1")
    git(clone, environment, "stash", "-q")
    git(clone, environment, "switch", "-q", "main")
    git(clone, environment, "stash", "pop", "-q")
    both(clone)


def test_git_merges_by_line_where_the_program_is_gone(clone: Path, environment: Env) -> None:
    register(Repository(clone), ("/nowhere/net journal",))
    git(clone, environment, "merge", "-q", "--no-edit", "other", fails=True)
    page = (clone / ADA).read_text()
    assert "<<<<<<< left\n" in page
    assert "from here" in page
    assert "from the other" in page


def test_a_program_with_odd_signs_in_its_path_is_found(clone: Path, environment: Env, tmp_path: Path) -> None:
    odd = tmp_path / "100% o'clock $HOME"
    odd.mkdir()
    (odd / "netjournal").write_text(f'#!/bin/sh\nexec {sys.executable} -m netjournal "$@"\n')
    (odd / "netjournal").chmod(0o755)
    register(Repository(clone), (str(odd / "netjournal"),))
    git(clone, environment, "merge", "-q", "--no-edit", "other")
    both(clone)


def test_registering_twice_changes_nothing(clone: Path) -> None:
    before = (clone / ".git/config").read_bytes()
    register(Repository(clone), PROGRAM)
    assert (clone / ".git/config").read_bytes() == before


def driven(folder: Path, path: str, *versions: str) -> tuple[int, str]:
    for name, text in zip(("base", "ours", "theirs"), versions, strict=True):
        (folder / name).write_text(text)
    status = drive([*(str(folder / name) for name in ("base", "ours", "theirs")), path])
    return status, (folder / "ours").read_text()


@pytest.mark.parametrize(
    ("path", "versions", "expected"),
    [
        ("inbox.md", ("a\n", "a\nb\n", "a\nc\n"), "a\nb\nc\n"),
        ("netjournal.yaml", ("commit: true\n", "commit: true\nkinds: {padel: seen}\n", "commit: false\n"), None),
        (ADA, ("", "---\nname: Ada\n---\n", "---\nname: Ada\ncity: Rome\n---\n"), "---\nname: Ada\ncity: Rome\n---\n"),
        (ADA, ("---\nname: A\n---\n", "---\nname: A\n---\n", "---\nname: B\n---\n"), "---\nname: B\n---\n"),
    ],
)
def test_the_path_decides_how_a_file_is_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, versions: tuple[str, ...], expected: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    status, text = driven(tmp_path, path, *versions)
    assert status == 0
    assert text == (expected or "commit: false\nkinds: {padel: seen}\n")


@pytest.mark.parametrize(
    "versions",
    [
        ("---\nname: A\n---\n", "---\nname: [\n---\n", "---\nname: B\n---\n"),
        ("---\nname: A\n---\n", "", "---\nname: B\n---\n"),
        ("", "---\nname: Ada\nemail: a@x.org\n---\n", "---\nname: Ada\nemail: b@x.org\n---\n"),
        ("x\n", "<<<<<<< left\ny\n=======\nz\n>>>>>>> right\n", "w\n"),
    ],
    ids=["unreadable", "emptied", "two people", "markers"],
)
def test_what_cannot_be_merged_is_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], versions: tuple[str, ...]
) -> None:
    status, text = driven(tmp_path, ADA, *versions)
    assert (status, text) == (1, versions[1])
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("words", [(), ("a", "b", "c"), ("no", "such", "file", "x.md")])
def test_wrong_words_are_refused_in_one_line(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert drive(words) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_door_opens_without_typer(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['merge-driver', 'b', 'o', 't', 'people/ada.md']\n"
        "from netjournal.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as done: print(done.code, sorted({'typer', 'rich', 'rapidfuzz'} & set(sys.modules)))"
    )
    for name, text in (("b", PAGE), ("o", PAGE + "- 2026-01-02 call: x\n"), ("t", PAGE + "- 2026-01-03 call: y\n")):
        (tmp_path / name).write_text(text)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"
    assert (tmp_path / "o").read_text() == PAGE + "- 2026-01-02 call: x\n- 2026-01-03 call: y\n"


def test_attributes_name_the_folders_as_the_settings_do() -> None:
    lines = attributes(Folders(people="My People", orgs="orgs", gatherings="orgs"))
    assert lines[:2] == ('"My People/**" -text merge=netjournal', "orgs/** -text merge=netjournal")
    assert len(lines) == 4


def test_attributes_that_a_repository_has_are_kept() -> None:
    text = with_attributes("*.png binary", Folders())
    assert text.startswith("*.png binary\npeople/** -text merge=netjournal\n")
    assert with_attributes(text, Folders()) == text
