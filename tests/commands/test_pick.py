"""pick: a person chosen in a real terminal, with a real fzf or by number."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import written
from tests.conftest import Run
from tests.terminal import terminal

FILES = {
    "people/ada.md": "---\nname: Ada Bell\nroles: Treasurer at Food Bank\ncity: Leeds\ntags: music\n---\n",
    "people/adam.md": '---\nname: "Adam\\e[31m $(touch harm)"\ncity: York\n---\n',
    "people/bo.md": "---\nname: Bo\ntags: music\n---\n",
    "people/old.md": "---\nname: Ada Old\narchived: 2020-01-01\n---\n",
}
needs_tmux = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
needs_fzf = pytest.mark.skipif(not shutil.which("fzf"), reason="fzf is not here")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES)


@pytest.mark.parametrize(
    ("words", "out"),
    [(("bo",), "bo\n"), (("ada", "bell"), "ada\n"), (("city:york",), "adam\n"), (("a", "tag:music"), "ada\n")],
)
def test_one_who_is_meant_is_picked_at_once(words: tuple[str, ...], out: str, run: Run, root: Path) -> None:
    ran = run("pick", *words, cwd=root)
    assert (ran.status, ran.out, ran.err) == (0, out, "")


@pytest.mark.parametrize("words", [("nobody",), ("old",), ("tag:nothing",)])
def test_nobody_to_pick_is_said_with_status_1(words: tuple[str, ...], run: Run, root: Path) -> None:
    ran = run("pick", *words, cwd=root)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("Nobody there to pick; see `netjournal list`")


def test_without_a_terminal_several_are_listed_with_status_4(run: Run, root: Path) -> None:
    ran = run("pick", cwd=root)
    assert (ran.status, ran.out) == (4, "")
    assert "ada  Ada Bell (Treasurer at Food Bank, Leeds)" in ran.err
    assert "\x1b" not in ran.err


COMMAND = f'got=$({sys.executable} -m netjournal pick WORDS); echo "left with $? [$got]"; read wait'


@needs_tmux
@needs_fzf
@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (("bo", "Enter"), "left with 0 [bo]"),
        (("Escape",), "left with 130 []"),
        (("C-c",), "left with 130 []"),
        (("nobodyhere", "Enter"), "left with 1 []"),
    ],
)
def test_fzf_chooses(
    keys: tuple[str, ...], left: str, root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    with terminal(COMMAND.replace("WORDS", ""), root, tmp_path / "socket", environment) as screen:
        assert "ada  Ada Bell (Treasurer at Food Bank, Leeds)" in screen.seen("who>")
        if keys[0] not in ("Escape", "C-c"):
            screen.type(keys[0])
            screen.seen(f"who> {keys[0]}")
        screen.type(keys[-1])
        assert left in screen.seen("left with")
    assert not (root / "harm").exists()


@needs_tmux
@pytest.mark.parametrize(
    ("keys", "left"),
    [(("2", "Enter"), "left with 0 [bo]"), (("9", "Enter"), "left with 1 []"), (("C-c",), "left with 130 []")],
)
def test_without_fzf_a_number_chooses(
    keys: tuple[str, ...], left: str, root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    command = f"trap : INT; PATH=/nowhere; {COMMAND.replace('WORDS', 'tag:music')}"
    with terminal(command, root, tmp_path / "socket", environment) as screen:
        asked = screen.seen("Which one")
        assert "1 ada  Ada Bell" in asked
        screen.type(*keys)
        assert left in screen.seen("left with")
