"""Transcripts: commands and what they printed, as a user sees them."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
TODAY = "2026-11-22"


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit status and what it printed."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Step:
    """A command of a transcript and what it printed."""

    command: str
    printed: str


def steps(block: str) -> list[Step]:
    """The steps of a transcript: lines that begin with `$ `, each with what stands below it."""
    found = (step.partition("\n") for step in re.split(r"^\$ ", block, flags=re.M)[1:])
    return [Step(command, printed.strip("\n")) for command, _, printed in found]


def elided(told: str, printed: str) -> str:
    """What was printed; where the transcript leaves lines out as `...` and the rest is so, the transcript itself."""
    printed = printed.strip("\n")
    if "..." not in told.split("\n"):
        return printed
    parts = (re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", told, flags=re.M))
    return told if re.fullmatch("(?:.*\n)*?.*?".join(parts), printed) else printed
