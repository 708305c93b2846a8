"""How much work something is, counted in the lines that run: the same number however busy the machine is."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python it runs, of our own and of libraries."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return counted

    kept = sys.gettrace()
    sys.settrace(counted)
    try:
        work()
    finally:
        sys.settrace(kept)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times the work it is for twice the size: 2 where each part costs the same, 4 where each meets each."""
    work(1)  # what is made but once is not counted
    return steps(lambda: work(2 * size)) / steps(lambda: work(size))
