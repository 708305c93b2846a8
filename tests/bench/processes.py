"""Whole processes and what they cost: processor time, wall time, peak memory, those they waited for included.

A child's peak counts from its fork, so none can be seen that is lower than the measuring process's own: keep it small.
"""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took: user and system seconds, wall seconds, peak MiB."""

    processor: float
    wall: float
    peak: float


class Failed(Exception):  # not a finding about netjournal's speed, but the end of a row
    """A process that ended otherwise than it should."""

    def __init__(self, words: Sequence[str], status: int, said: str) -> None:
        last = said.strip().rpartition("\n")[2]
        super().__init__(f"{' '.join(words)[-60:]}: exit {status}: {last[:120]}")


@dataclass(frozen=True, slots=True)
class Command:
    """A command line with the environment and folder it runs in."""

    words: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path

    def run(self) -> Spent:
        """What one run took; its output goes nowhere. Raises Failed."""
        with tempfile.TemporaryFile() as errors:
            started = time.perf_counter()
            child = subprocess.Popen(
                self.words,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - started
            child.returncode = os.waitstatus_to_exitcode(status)
            if status:
                errors.seek(0)
                raise Failed(self.words, child.returncode, errors.read().decode(errors="replace"))
        return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Runs of something in turn with its unit; figures are medians."""

    spent: tuple[Spent, ...]
    units: tuple[float, ...]

    @property
    def multiple(self) -> float:
        """How many units of processor time a run takes: the median over the pairs, each of two neighbours in time."""
        pairs = zip(self.spent, self.units, strict=True)
        return statistics.median(spent.processor / unit for spent, unit in pairs)

    @property
    def unit(self) -> float:
        return statistics.median(self.units)

    @property
    def processor(self) -> float:
        return statistics.median(each.processor for each in self.spent)

    @property
    def wall(self) -> float:
        return statistics.median(each.wall for each in self.spent)

    @property
    def peak(self) -> float:
        """The most memory that any run took, in MiB."""
        return max(each.peak for each in self.spent)


def in_turn(
    measured: Callable[[], Spent], unit: Callable[[], float], runs: int, seconds: float, before: Callable[[], object]
) -> Pairs:
    """At most so many runs, fewer where the seconds are over; `before` each comes what isn't measured."""
    spent: list[Spent] = []
    units: list[float] = []
    ends = time.perf_counter() + seconds
    while len(spent) < runs and (not spent or time.perf_counter() < ends):
        before()
        units.append(unit())
        spent.append(measured())
    return Pairs(tuple(spent), tuple(units))
