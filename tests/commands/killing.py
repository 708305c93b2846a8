"""A command killed with SIGKILL right before its k-th change to the disk, by an audit hook in its own process."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

KILLED = -9
CODE = """
import os, signal, sys
left = [int(sys.argv.pop(1))]
def hook(event, arguments):
    if event in ("os.rename", "os.link", "os.remove", "subprocess.Popen"):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
from netjournal.__main__ import main
sys.argv[0] = "netjournal"
sys.addaudithook(hook)
main()
"""


def run_until(at: int, root: Path, environment: Mapping[str, str], *words: str) -> int:
    """The exit status of a command that is killed before its change number `at`, if it makes so many."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(at), *words],
        cwd=root,
        env=dict(environment),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode


def kills(environment: Mapping[str, str], fresh: Iterator[Path], *words: str) -> Iterator[Path]:
    """Journals in which the command was killed, one for each place it can be killed at."""
    for at, root in enumerate(fresh, 1):
        if run_until(at, root, environment, *words) != KILLED:
            return
        yield root


def pages(root: Path) -> dict[str, str]:
    """Every note of a journal, by path."""
    found = (path for path in root.rglob("*.md") if ".git" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes().decode() for path in sorted(found)}


def copies(folder: Path, files: Mapping[str, str], commit: bool = False) -> Iterator[Path]:
    """New journals that hold these files, without end."""
    number = 0
    while True:
        number += 1
        yield written(folder / f"journal-{number}", files, commit)


def written(root: Path, files: Mapping[str, str], commit: bool = False) -> Path:
    """A journal that holds these files; with `commit`, in a repository of its own."""
    for file, text in {"netjournal.yaml": f"commit: {str(commit).lower()}\n", **files}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(text.encode())
    if commit:
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "-c", "user.name=Nell", "-c", "user.email=nell@example.org", "commit", "-qm", "start")
    return root


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True).stdout
