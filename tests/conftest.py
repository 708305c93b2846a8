"""What tests share: a home that must stay empty, a journal of one's own, commands run as a user runs them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from tests.replay import EXAMPLES, TODAY, Ran, Step, elided

Run = Callable[..., Ran]

# The gate tries the same inputs every time, so that what passed once passes again; at a desk each run tries new ones.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "desk")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home folder that no command may write to, but for its cache and what was looked at last."""
    folder = tmp_path / "home"
    folder.mkdir()
    yield folder
    left = sorted(path.name for path in folder.iterdir() if path.name not in (".cache", ".local"))
    left += sorted(str(path) for path in folder.glob(".local/**/*") if path.is_file() and path.parent.name != "looks")
    assert left == [], f"a command wrote {left} into the home folder"


@pytest.fixture
def environment(home: Path) -> Mapping[str, str]:
    """The environment that commands run in: nothing of the developer's own."""
    return {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "NETJOURNAL_TODAY": TODAY,
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": "100",
        "TERM": "dumb",
    }


@pytest.fixture
def run(tmp_path: Path, environment: Mapping[str, str]) -> Run:
    """Run netjournal on words, in a folder, as a process of its own."""

    def running(*words: str, cwd: Path | None = None, stdin: str = "", **extra: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "netjournal", *words],
            cwd=cwd or tmp_path,
            env={**environment, **extra},
            input=stdin.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return running


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """An empty journal without git."""
    root = tmp_path / "journal"
    (root / "people").mkdir(parents=True)
    (root / "netjournal.yaml").write_text("commit: false\n")
    return root


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A copy of the example journal."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "examples"))


@pytest.fixture
def replayed(environment: Mapping[str, str]) -> Callable[[list[Step], Path], list[Step]]:
    """Run a transcript's commands in a folder with a real shell; a line `...` stands for whatever stood there."""

    def replaying(told: list[Step], cwd: Path) -> list[Step]:
        return [Step(step.command, elided(step.printed, shell(step.command, cwd))) for step in told]

    def shell(command: str, cwd: Path) -> str:
        done = subprocess.run(
            ["bash", "-c", f"{command} 2>&1"], cwd=cwd, env=environment, capture_output=True, check=False, timeout=120
        )
        status = f"[exit {done.returncode}]\n" if done.returncode else ""
        return done.stdout.decode() + status

    return replaying
