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


def in_one_terminal(told: list[Step]) -> list[Step]:
    """The steps as they run one after the other: each behind the folders and settings that those before it chose."""
    choices = [step.command if step.command.startswith(("cd ", "export ")) else "true" for step in told]
    before = [" && ".join(choices[:number]) or "true" for number in range(len(told))]
    return [Step(f"{chosen} && {step.command}", step.printed) for chosen, step in zip(before, told, strict=True)]


SECTIONS = [text for text in re.split(r"^## (?!Log$)", README.read_text("utf-8"), flags=re.M) if "```console" in text]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda text: text.partition("\n")[0])
def test_the_examples_of_the_readme_print_what_it_says(section: str, tmp_path: Path, replayed: Replayed) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    told = in_one_terminal(consoles(section))
    assert replayed(told, tmp_path) == told


def test_the_readme_has_a_tour() -> None:
    assert len(consoles(README.read_text("utf-8"))) > 20


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
