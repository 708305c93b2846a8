"""The pager: an answer longer than a real terminal is read in the user's own, and never lost."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import written
from tests.terminal import terminal

pytestmark = pytest.mark.skipif(not (shutil.which("tmux") and shutil.which("less")), reason="tmux or less is not here")
NETJOURNAL = f"{sys.executable} -m netjournal"
LEFT = 'echo "left with $?"; read wait'
QUIET = {"LESSHISTFILE": "-"}  # less remembers nothing in the home folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """More people than a terminal of 30 rows shows."""
    names = [*(f"Pat {number}" for number in range(10, 60)), "Zed\\e[31m 佐藤"]
    pages = {f"people/p{at}.md": f'---\nname: "{name}"\n---\n' for at, name in enumerate(names)}
    return written(tmp_path / "journal", pages)


def test_a_long_list_is_paged_and_left(root: Path, tmp_path: Path, environment: Mapping[str, str]) -> None:
    with terminal(f"{NETJOURNAL} list; {LEFT}", root, tmp_path / "socket", {**environment, **QUIET}) as screen:
        first = screen.seen("\n:")
        assert "name" in first.partition("\n")[0]
        assert "Zed" not in first
        screen.type("C-c")
        screen.type("G")
        assert "Zed\\x1b[31m 佐藤" in screen.seen("Zed")
        screen.type("q")
        assert "left with 0" in screen.seen("left with")


def test_a_pagers_own_words_reach_it_and_its_colours_pass(
    root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    told = {**environment, "PAGER": "less '-Pgo on; or not'", "LESS": "-i", **QUIET}
    with terminal(f"{NETJOURNAL} list; {LEFT}", root, tmp_path / "socket", told) as screen:
        assert "ESC[" not in screen.seen("go on; or not")
        screen.type("q")
        assert "left with 0" in screen.seen("left with")


def test_nothing_is_paged_where_nobody_wants_it(root: Path, tmp_path: Path, environment: Mapping[str, str]) -> None:
    lines = (
        f"{NETJOURNAL} list --no-pager",
        f"{NETJOURNAL} list --json",
        f"{NETJOURNAL} list tag:nothing",
        f"{NETJOURNAL} list </dev/null",
        f"{NETJOURNAL} list | tail -n 40",
        f"PAGER=cat {NETJOURNAL} list",
        f"NETJOURNAL_PAGER= {NETJOURNAL} list",
        f"TERM=dumb {NETJOURNAL} list",
    )
    command = " && ".join((*lines, LEFT))
    with terminal(command, root, tmp_path / "socket", {**environment, "PAGER": "less"}) as screen:
        assert "left with 0" in screen.seen("left with")


@pytest.mark.parametrize(
    ("pager", "why"),
    [
        ("nowhere/less", "'nowhere/less' cannot be started: no such file or directory; see $PAGER"),
        ("false", "'false' ended with status 1; see $PAGER"),
        ("less | cat", "$PAGER holds '|'"),
        ("less '", "$PAGER cannot be understood"),
    ],
)
def test_a_pager_that_fails_loses_no_answer(
    pager: str, why: str, root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    told = {**environment, "PAGER": pager}
    with terminal(f"{NETJOURNAL} list; {LEFT}", root, tmp_path / "socket", told) as screen:
        shown = screen.seen("left with")
    assert "left with 0" in shown
    assert "Zed" in shown
    assert why in " ".join(shown.split())
