"""Long work on a big journal, its first reading above all: a bar on a terminal, and nothing elsewhere."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import written
from tests.conftest import Run
from tests.terminal import terminal

MANY = 6_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(
        tmp_path / "journal",
        {
            f"people/p{number}.md": f"---\nname: Pat {number}\n---\n\n- 2026-01-02 coffee: talked of {number}\n"
            for number in range(MANY)
        },
    )


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
def test_somebody_who_waits_for_the_first_index_sees_how_far_it_is(
    environment: Mapping[str, str], root: Path, tmp_path: Path
) -> None:
    command = f"{sys.executable} -m netjournal due --limit 1; read wait"
    with terminal(command, root, tmp_path / "socket", environment) as screen:
        assert "read for the first time" in screen.seen("read for the first time")
        assert "more wait" in screen.seen("more wait")


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("NETJOURNAL_NO_INDEX=1 {} due --limit 1", "pages read"),
        ("{} rename p7 Somebody Else", "pages looked through for references"),
    ],
)
def test_somebody_who_waits_for_long_work_sees_how_far_it_is(
    command: str, told: str, environment: Mapping[str, str], root: Path, tmp_path: Path
) -> None:
    line = f"{command.format(f'{sys.executable} -m netjournal')}; read wait"
    with terminal(line, root, tmp_path / "socket", environment) as screen:
        assert "\u2501" in screen.seen(told)


def test_a_pipe_is_told_nothing_of_the_first_index(run: Run, root: Path) -> None:
    assert run("due", cwd=root).err == ""
    assert run("due", cwd=root, NETJOURNAL_NO_INDEX="1").err == ""
