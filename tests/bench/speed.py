"""How fast the installed netjournal is: whole processes in turn with their unit, medians of processor time.

T is `python -c "import typer"`, pass is `python -c pass`, parse is the same front matter with CSafeLoader alone.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.journals import Made, kept_in, made
from tests.bench.processes import Failed, Pairs, in_turn
from tests.bench.rows import PARSE, ROWS, Row, Setting, Skipped, unit_of

SECONDS_A_ROW = 40.0
GROWN = (10_000, 100_000)  # the sizes between which growth has a target
ANY = 1_000  # people, where a row needs no journal

_INSTALLED = """
import importlib.metadata, json, netjournal
told = importlib.metadata.distribution("netjournal").read_text("direct_url.json") or "{}"
print(json.dumps([json.loads(told).get("dir_info", {}).get("editable", False), netjournal.__version__]))
"""


@dataclass(frozen=True, slots=True)
class Result:
    """One row at one size; milliseconds and MiB. Where it couldn't be measured, `note` says why."""

    row: str
    says: str
    people: int
    unit: str
    target: float | None
    times: float | None = None
    hit: bool | None = None
    unit_ms: float | None = None
    cpu_ms: float | None = None
    wall_ms: float | None = None
    peak_mib: float | None = None
    peak_target: float | None = None
    runs: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """How a row grows from one size to the next: the exponent of its processor time, in units."""

    row: str
    smaller: int
    larger: int
    exponent: float
    target: float | None
    hit: bool | None


def report(people: Sequence[int], rows: Sequence[str], runs: int, as_json: bool) -> None:
    """Measure the rows at each size and print what was found, each row as soon as it is known."""
    unknown = {*rows} - {row.name for row in ROWS}
    if unknown:
        sys.exit(f"no row is called {', '.join(sorted(unknown))}; there are {', '.join(row.name for row in ROWS)}")
    wanted = [row for row in ROWS if not rows or row.name in rows]
    version = installed()
    if not as_json:
        sys.stdout.write(f"netjournal {version}, Python {sys.version.split()[0]}; journals in {kept_in()}\n{_HEAD}\n")
    found = []
    for result in measured(people, wanted, runs):
        found.append(result)
        if not as_json:
            sys.stdout.write(_line(result) + "\n")
            sys.stdout.flush()
    growing = list(growths(found))
    if as_json:
        answer = {"schema": 1, "netjournal": version, "python": sys.version.split()[0]}
        told = {"rows": [asdict(result) for result in found], "growth": [asdict(each) for each in growing]}
        sys.stdout.write(json.dumps({**answer, **told}, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _grown(growing)))


def installed() -> str:
    """The version that is installed beside the running interpreter; a remark where it will run slower than it would."""
    with tempfile.TemporaryDirectory() as elsewhere:
        words = [sys.executable, "-c", _INSTALLED]
        done = subprocess.run(words, cwd=elsewhere, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"netjournal isn't installed for {sys.executable}: pip install it there, and not with -e")
    is_editable, version = json.loads(done.stdout)
    if is_editable:
        sys.stderr.write("bench: an editable install is slower to start; make a venv with a normal one\n")
    if "PYTHONDONTWRITEBYTECODE" in os.environ:
        sys.stderr.write(
            "bench: PYTHONDONTWRITEBYTECODE is set; it is not passed on, but nothing may be compiled yet\n"
        )
    return str(version)


def measured(people: Iterable[int], rows: Sequence[Row], runs: int) -> Iterator[Result]:
    """Each row's result: first of those without a journal, then size by size."""
    with tempfile.TemporaryDirectory(prefix="netjournal-bench-") as scratch:
        yield from _at(0, made(ANY), [row for row in rows if not row.has_journal], runs, Path(scratch))
        for count in people:
            yield from _at(count, made(count), [row for row in rows if row.has_journal], runs, Path(scratch))


def _at(people: int, journal: Made, rows: Iterable[Row], runs: int, scratch: Path) -> Iterator[Result]:
    for row in rows:
        asked = made(people, git=True) if row.with_git else journal
        yield _result(row, people, Setting(sys.executable, program(), asked, scratch), runs)


def program() -> tuple[str, ...]:
    """netjournal as its users call it, by path."""
    script = Path(sys.executable).parent / "netjournal"
    return (str(script),) if script.exists() else (sys.executable, "-m", "netjournal")


def _result(row: Row, people: int, setting: Setting, runs: int) -> Result:
    target, peak = row.targets.get(people), row.peak.get(people)
    found = Result(row.name, row.says, people, row.unit, target, peak_target=peak)
    try:
        pairs = _pairs(row, setting, runs)
    except (Failed, Skipped) as reason:
        return Result(row.name, row.says, people, row.unit, target, peak_target=peak, note=str(reason))
    return Result(
        found.row,
        found.says,
        people,
        row.unit,
        target,
        times=round(pairs.multiple, 3),
        hit=None if target is None else pairs.multiple <= target,
        unit_ms=round(pairs.unit * 1000, 1),
        cpu_ms=round(pairs.processor * 1000, 1),
        wall_ms=round(pairs.wall * 1000, 1),
        peak_mib=round(pairs.peak, 1),
        peak_target=peak,
        runs=len(pairs.spent),
    )


def _pairs(row: Row, setting: Setting, runs: int) -> Pairs:
    """The runs, of a journal whose index is as it should be; what they changed is put back."""
    measure = row.measure(setting)
    if row.has_journal:
        setting.netjournal("due", "--json").run()
    measure.first()
    try:
        return in_turn(measure.run, lambda: unit_of(row.unit, setting), runs, SECONDS_A_ROW, measure.before)
    finally:
        measure.after()


def growths(results: Sequence[Result]) -> Iterator[Growth]:
    """The exponent of each row between each size measured and the next."""
    allowed = {row.name: row.growth for row in ROWS}
    for name in dict.fromkeys(result.row for result in results):
        sizes = {result.people: cost for result in results if result.row == name and (cost := _cost(result))}
        for smaller, larger in zip(sorted(sizes), sorted(sizes)[1:], strict=False):
            exponent = math.log(sizes[larger] / sizes[smaller]) / math.log(larger / smaller)
            target = allowed.get(name) if (smaller, larger) == GROWN else None
            hit = None if target is None else exponent <= target
            yield Growth(name, smaller, larger, round(exponent, 3), target, hit)


def _cost(result: Result) -> float | None:
    """What a row costs in units; in milliseconds where the unit grows with the journal too."""
    return result.cpu_ms if result.unit == PARSE else result.times


# Printing

_HEAD = (
    f"{'':28}{'people':>8}{'times':>9} {'unit':6}{'target':>7} {'':5}"
    f"{'cpu ms':>10}{'wall ms':>10}{'peak MiB':>10}{'runs':>5}"
)


def _line(result: Result) -> str:
    """A row as it is printed; a peak that has a target says whether it is met."""
    start = f"{result.says:28}{result.people or '':>8}"
    if result.times is None:
        return f"{start}  {result.note}"
    target = "" if result.target is None else f"{result.target:.2f}"
    line = (
        f"{start}{result.times:9.2f} {result.unit:6}{target:>7} {_verdict(result.hit):5}"
        f"{result.cpu_ms:10.1f}{result.wall_ms:10.1f}{result.peak_mib:10.1f}{result.runs:5}"
    )
    if result.peak_target is None or result.peak_mib is None:
        return line
    return f"{line}  peak of {result.peak_target:.0f} MiB: {_verdict(result.peak_mib <= result.peak_target)}"


def _verdict(hit: bool | None) -> str:
    return "" if hit is None else "hit" if hit else "miss"


def _grown(growing: Iterable[Growth]) -> Iterator[str]:
    for at, each in enumerate(growing):
        if not at:
            yield "\ngrowth, as an exponent of the number of people"
        target = "" if each.target is None else f"{each.target:7.2f} {_verdict(each.hit)}"
        yield f"{each.row:28}{each.smaller:>8} to {each.larger:>7}{each.exponent:8.2f}{target}"
