"""A question that is left unanswered, in a real terminal: the command is cancelled, and nothing is done."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.killing import pages, written

FILES = {"people/ann-one.md": "---\nname: Ann One\n---\n", "people/ann-two.md": "---\nname: Ann Two\n---\n"}
WAIT = 20.0


def seen(server: list[str], wanted: str) -> str:
    """What the terminal shows once the wanted text stands there, or after a while."""
    until = time.monotonic() + WAIT
    shown = ""
    while wanted not in shown and time.monotonic() < until:
        time.sleep(0.05)
        shown = subprocess.run([*server, "capture-pane", "-p"], capture_output=True, text=True, check=False).stdout
    return shown


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
@pytest.mark.parametrize(
    ("words", "question"), [("show ann", "Which one"), ("show -- ann", "Which one"), ("forget ann-one", "Forget Ann")]
)
@pytest.mark.parametrize("key", ["C-c", "C-d"])
def test_leaving_a_question_cancels_the_command(words: str, question: str, key: str, tmp_path: Path) -> None:
    root, server = written(tmp_path / "journal", FILES), ["tmux", "-S", str(tmp_path / "socket")]
    command = f"trap : INT; {sys.executable} -m netjournal {words}; echo left with $?; sleep 30"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TERM": "screen", "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [*server, "new-session", "-d", "-x", "90", "-y", "30", command], cwd=root, env=environment, check=True
    )
    try:
        asked = seen(server, question)
        subprocess.run([*server, "send-keys", key], check=True)
        left = seen(server, "left with")
    finally:
        subprocess.run([*server, "kill-server"], check=False)
    assert question in asked
    assert "left with 130" in left
    assert "Traceback" not in left
    assert pages(root) == FILES
