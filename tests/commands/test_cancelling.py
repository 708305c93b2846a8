"""A question that is left unanswered, in a real terminal: the command is cancelled, and nothing is done."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.commands.killing import pages, written
from tests.terminal import terminal

FILES = {"people/ann-one.md": "---\nname: Ann One\n---\n", "people/ann-two.md": "---\nname: Ann Two\n---\n"}


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
@pytest.mark.parametrize(
    ("words", "question"), [("show ann", "Which one"), ("show -- ann", "Which one"), ("forget ann-one", "Forget Ann")]
)
@pytest.mark.parametrize("key", ["C-c", "C-d"])
def test_leaving_a_question_cancels_the_command(words: str, question: str, key: str, tmp_path: Path) -> None:
    root = written(tmp_path / "journal", FILES)
    command = f"trap : INT; {sys.executable} -m netjournal {words}; echo left with $?; cat"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    with terminal(command, root, tmp_path / "socket", environment) as screen:
        asked = screen.seen(question)
        screen.type(key)
        left = screen.seen("left with")
    assert question in asked
    assert "\nleft with 130" in left
    assert "Traceback" not in left
    assert pages(root) == FILES
