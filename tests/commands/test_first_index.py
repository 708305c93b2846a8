"""Long work on a big journal, its first reading above all: a bar on a terminal, and nothing elsewhere."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import written
from tests.terminal import patient, printed

BAR = "parts of the journal read for the first time"
DUE = ("due", "--limit", "1")
WITHOUT_INDEX = {"NETJOURNAL_NO_INDEX": "1"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    page = "---\nname: Pat {0}\n---\n\n- 2026-01-02 coffee: talked of {0}\n"
    return written(tmp_path / "journal", {f"people/p{number}.md": page.format(number) for number in range(40)})


def test_somebody_who_waits_for_the_first_index_sees_how_far_it_is(
    environment: Mapping[str, str], root: Path
) -> None:
    first = printed(patient(0, *DUE), root, environment)
    assert BAR in first
    assert first.rindex(BAR) < first.index("You last saw Pat")


@pytest.mark.parametrize(
    ("words", "settings", "told"),
    [
        (DUE, WITHOUT_INDEX, "pages read"),
        (("rename", "p7", "Somebody Else"), {}, "pages looked through for references"),
    ],
)
def test_somebody_who_waits_for_long_work_sees_how_far_it_is(
    words: tuple[str, ...], settings: Mapping[str, str], told: str, environment: Mapping[str, str], root: Path
) -> None:
    shown = printed(patient(0, *words), root, {**environment, **settings})
    assert told in shown
    assert "\u2501" in shown


@pytest.mark.parametrize("settings", [{}, WITHOUT_INDEX])
def test_nobody_is_told_of_what_is_read_in_a_moment(
    settings: Mapping[str, str], environment: Mapping[str, str], root: Path
) -> None:
    shown = printed(patient(3600, *DUE), root, {**environment, **settings})
    assert "You last saw Pat" in shown
    assert "\u2501" not in shown


@pytest.mark.parametrize("settings", [{}, WITHOUT_INDEX])
def test_a_pipe_is_told_nothing_of_long_work(
    settings: Mapping[str, str], environment: Mapping[str, str], root: Path
) -> None:
    told = {**environment, **settings}
    done = subprocess.run(patient(0, *DUE), cwd=root, env=told, capture_output=True, text=True, check=True, timeout=120)
    assert "You last saw Pat" in done.stdout
    assert done.stderr == ""
