"""The invented journals on disk, made once and kept: in $NETJOURNAL_BENCH, or in a temporary folder."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench.network import VERSION

ROOT = Path(__file__).parent.parent.parent
KEPT = "NETJOURNAL_BENCH"


@dataclass(frozen=True, slots=True)
class Made:
    """A journal made for measuring, with the ids of some people all over it."""

    root: Path
    ids: tuple[str, ...]


def kept_in() -> Path:
    """The folder of the journals."""
    return Path(os.environ.get(KEPT) or Path(tempfile.gettempdir()) / "netjournal-bench")


def made(people: int, git: bool = False) -> Made:
    """The journal of that many people, made anew where the one kept is of another version or not whole.

    With git it is a repository, everything committed, in which netjournal commits.
    """
    folder = kept_in()
    name = f"people-{people}-git" if git else f"people-{people}"
    stamp, root = folder / f"{name}.json", folder / name
    ids = _ids(stamp)
    if not ids or not root.is_dir():
        shutil.rmtree(root, ignore_errors=True)
        stamp.unlink(missing_ok=True)
        ids = _make(root, people, git)
        stamp.write_text(json.dumps({"version": VERSION, "ids": ids}), "utf-8")
    return Made(root, tuple(ids))


def _ids(stamp: Path) -> list[str]:
    try:
        told = json.loads(stamp.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return list(told["ids"]) if told["version"] == VERSION else []


def _make(root: Path, people: int, git: bool) -> list[str]:
    words = [sys.executable, "-m", "tests.bench.network", str(root), str(people), "git" if git else "plain"]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    if git:
        run_git(root, "init", "--quiet", "--initial-branch=main")
        for key, value in (("user.name", "Bench"), ("user.email", "bench@example.org"), ("gc.auto", "0")):
            run_git(root, "config", key, value)
        run_git(root, "add", "--all")
        run_git(root, "commit", "--quiet", "--message=made for measuring")
        run_git(root, "gc", "--quiet")
    return done.stdout.split()


def run_git(root: Path, *words: str) -> str:
    """What git said."""
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout
