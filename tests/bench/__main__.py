"""Measure netjournal by hand: `python -m tests.bench speed`, `years`, `quality` or `picture`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

DATA = "NETJOURNAL_DATA"


def main(words: Sequence[str] | None = None) -> None:
    """Run what the words ask for."""
    asked = _parser().parse_args(words)
    if asked.task == "speed":
        from tests.bench.speed import report as speed

        speed(asked.people, asked.rows, asked.runs, asked.json)
        return
    if asked.task == "years":
        from tests.bench.years import report as years

        years(asked.people, asked.refreshes, asked.json)
        return
    if asked.task == "picture":
        from tests.bench.picture import report as picture

        picture(asked.people)
        return
    if asked.data is None or not asked.data.is_dir():
        sys.exit(f"say where the data is: --data DIR, or ${DATA}")
    from tests.bench.quality import report as quality

    quality(asked.data, asked.only, asked.sample, asked.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    speed = tasks.add_parser("speed", help="every row of PERFORMANCE.md's table, as whole processes")
    speed.add_argument("--people", type=_counts, metavar="N,...", default=(1_000, 10_000, 100_000))
    speed.add_argument("--rows", type=_names, metavar="NAME,...", default=(), help="only these rows")
    speed.add_argument("--runs", type=int, metavar="N", default=7, help="at most so many runs a row")
    speed.add_argument("--json", action="store_true", help="one JSON object")
    years = tasks.add_parser("years", help="what ten years of daily edits leave of the index, beside a fresh one")
    years.add_argument("--people", type=int, metavar="N", default=1_000)
    years.add_argument("--refreshes", type=int, metavar="N", default=3_650)
    years.add_argument("--json", action="store_true", help="one JSON object")
    picture = tasks.add_parser("picture", help="frames of graph's page in a real browser")
    picture.add_argument("--people", type=int, metavar="N", default=2_000)
    quality = tasks.add_parser("quality", help="MATCHING.md's figures beside the baselines, in process")
    quality.add_argument("--only", choices=("meet", "due", "text"))
    quality.add_argument("--sample", type=int, metavar="N", help="only so many egos or queries a set")
    default = Path(os.environ[DATA]) if os.environ.get(DATA) else None
    quality.add_argument("--data", type=Path, metavar="DIR", default=default, help=f"default ${DATA}")
    quality.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _counts(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(count.replace("_", "")) for count in text.split(",")}))


if __name__ == "__main__":
    main()
