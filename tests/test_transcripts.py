"""What a user sees, word for word: README's examples and the transcripts, replayed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.replay import EXAMPLES, HERE, Step, steps

README = HERE.parent / "README.md"
TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))
Replayed = Callable[[list[Step], Path], list[Step]]


def consoles(text: str) -> list[Step]:
    return [step for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S) for step in steps(block)]


def test_the_examples_of_the_readme_print_what_it_says(tmp_path: Path, replayed: Replayed) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    told = consoles(README.read_text("utf-8"))
    assert len(told) > 5
    assert replayed(told, tmp_path) == told


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_prints_what_it_says(path: Path, tmp_path: Path, replayed: Replayed) -> None:
    text = path.read_text("utf-8")
    if text.startswith("# examples\n"):
        shutil.copytree(EXAMPLES, tmp_path / "work")
    else:
        (tmp_path / "work").mkdir()
    told = steps(text)
    assert told
    assert replayed(told, tmp_path / "work") == told
