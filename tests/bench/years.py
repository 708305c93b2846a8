"""What ten years of daily edits leave of the index: how large and how quick it is beside a fresh one.

The days go by in one process, which makes no difference to the index; the questions are whole processes in turn.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tests.bench.journals import Made, made
from tests.bench.network import TODAY
from tests.bench.processes import Command
from tests.bench.rows import Setting
from tests.bench.speed import installed, program

YEAR = 365  # days, after which all questions are asked again: what they had the index keep ages with it
MOST = 1.5  # times the size of a fresh index
RUNS = 9
SETTLED = 4.0  # seconds after which no page is too fresh for an index to believe that it stays as it was read
QUESTIONS = {
    "due": ("due",),
    "list": ("list", "tag:singing"),
    "find": ("find", "choir"),
    "show": ("show", "WHO"),
    "who": ("who", "a piano teacher"),
    "meet NAME": ("meet", "WHO"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked of both indexes: milliseconds of processor time, and whether the answers are the same bytes."""

    question: str
    old_ms: float
    fresh_ms: float
    times: float
    same: bool


@dataclass(frozen=True, slots=True)
class Years:
    """The edits that were made, how often they had the index made anew, its bytes, and the questions."""

    people: int
    edits: Mapping[str, int]
    anew: int
    old_bytes: int
    fresh_bytes: int
    asked: tuple[Asked, ...]


def report(people: int, refreshes: int, as_json: bool) -> None:
    """Let the days go by, ask both indexes, and print what was found."""
    version = installed()
    with tempfile.TemporaryDirectory(prefix="netjournal-years-") as scratch:
        found = measured(people, refreshes, Path(scratch))
    if as_json:
        answer = {"schema": 1, "netjournal": version, **asdict(found), "size": found.old_bytes / found.fresh_bytes}
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(found)))


def measured(people: int, refreshes: int, scratch: Path) -> Years:
    """What so many refreshes of the index of a copy of that journal come to."""
    root, old, fresh = scratch / "journal", scratch / "old", scratch / "fresh"
    shutil.copytree(made(people).root, root, symlinks=True)
    setting = Setting(sys.executable, program(), Made(root, made(people).ids), scratch)
    day, edits, anew = TODAY.isoformat(), Counter[str](), 0
    for seed, first in enumerate(range(0, refreshes, YEAR), 1):
        for words in _questions(setting):
            _answer(_command(setting, day, old, words))
        index = _index(old).stat().st_ino
        told = _lived(root, old, day, min(YEAR, refreshes - first), seed)
        setting, day = replace(setting, made=Made(root, tuple(told["ids"]))), told["day"]
        edits.update(told["edits"])
        anew += told["anew"] + (told["was"] != index)
    time.sleep(SETTLED)
    asked = tuple(_asked(setting, day, old, fresh))
    anew += _index(old).stat().st_ino != told["inode"]
    return Years(people, dict(sorted(edits.items())), anew, _size(old), _size(fresh), asked)


def _lived(root: Path, cache: Path, day: str, days: int, seed: int) -> Any:
    """What daily.py told of so many days after that one."""
    words = [str(root), str(cache), day, str(days), str(seed)]
    alone = [sys.executable, "-P", str(Path(__file__).parent / "daily.py"), *words]
    return json.loads(subprocess.run(alone, check=True, capture_output=True, text=True, cwd=root.parent).stdout)


def _index(cache: Path) -> Path:
    return next(cache.rglob("index.sqlite"))


def _size(cache: Path) -> int:
    return sum(file.stat().st_size for file in cache.rglob("index.sqlite*"))


def _questions(setting: Setting) -> Iterator[tuple[str, ...]]:
    for words in QUESTIONS.values():
        yield tuple(setting.made.ids[0] if word == "WHO" else word for word in words)


def _asked(setting: Setting, day: str, old: Path, fresh: Path) -> Iterator[Asked]:
    """Each question of both indexes in turn, after each was asked it once."""
    for question, words in zip(QUESTIONS, _questions(setting), strict=True):
        commands = [_command(setting, day, cache, words) for cache in (old, fresh)]
        answers = [_answer(command) for command in commands]
        spent = [[command.run().processor * 1000 for command in commands] for _ in range(RUNS)]
        first, second = (statistics.median(each) for each in zip(*spent, strict=True))
        times = statistics.median(one / other for one, other in spent)
        yield Asked(question, first, second, times, answers[0] == answers[1])


def _command(setting: Setting, day: str, cache: Path, words: tuple[str, ...]) -> Command:
    environment = {**setting.environment, "XDG_CACHE_HOME": str(cache), "NETJOURNAL_TODAY": day}
    return Command((*setting.program, *words), environment, setting.scratch)


def _answer(command: Command) -> bytes:
    return subprocess.run(
        command.words, env=dict(command.environment), cwd=command.folder, check=True, capture_output=True
    ).stdout


def _lines(found: Years) -> Iterator[str]:
    edits = ", ".join(f"{count} {kind}" for kind, count in found.edits.items())
    yield f"{found.people} people; {sum(found.edits.values())} refreshes: {edits}"
    yield f"made anew on the way: {found.anew} times"
    size = found.old_bytes / found.fresh_bytes
    yield f"{'':12}{'old':>12}{'fresh':>12}{'times':>8}"
    yield f"{'bytes':12}{found.old_bytes:12,}{found.fresh_bytes:12,}{size:8.2f} {'hit' if size <= MOST else 'miss'}"
    for each in found.asked:
        same = "the same answer" if each.same else "ANOTHER ANSWER"
        yield f"{each.question:12}{each.old_ms:9.1f} ms{each.fresh_ms:9.1f} ms{each.times:8.2f} {same}"
