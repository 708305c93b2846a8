"""A bar for long work: on a terminal, and nothing elsewhere."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TYPE_CHECKING, TypeVar

from netjournal.views.document import visible

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
SELDOM = 0.05  # seconds between two drawings
PATIENCE = 0.5  # seconds of work of which nobody needs to be told


def progress(work: Iterable[T], what: str, is_terminal: bool) -> Iterator[T]:
    """The same items; on stderr a bar tells how far they are, of how many where that is known, if they take a while."""
    if not is_terminal or not _has_screen():
        yield from work
        return
    items, done, start = iter(work), 0, time.monotonic()
    while time.monotonic() - start < PATIENCE:
        try:
            yield next(items)
        except StopIteration:
            return
        done += 1
    with _bar("{task.completed} {task.description}") as bar:
        task = bar.add_task(what, total=len(work) if isinstance(work, Sized) else None, completed=done)
        for item in items:
            yield item
            bar.advance(task)


@contextlib.contextmanager
def steps(is_terminal: bool) -> Iterator[Callable[[str, int, int], None]]:
    """What tells how far a work of several steps is: what is done, how much of it, and of how much (0: unknown)."""
    if not is_terminal or not _has_screen():
        yield lambda what, done, of: None
        return
    shown, drawn = "", 0.0
    with _bar("{task.description}") as bar:
        task = bar.add_task("", total=None)

        def step(what: str, done: int, of: int) -> None:
            nonlocal shown, drawn
            if what != shown or time.monotonic() - drawn > SELDOM:
                shown, drawn = what, time.monotonic()
                bar.update(task, description=visible(what), completed=done, total=of or None)

        yield step


def _has_screen() -> bool:
    return sys.__stderr__ is not None and sys.__stderr__.isatty()


def _bar(words: str) -> "Progress":
    """A bar behind these words; it draws on the terminal itself, for what else goes to stderr has its signs escaped."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(words, markup=False), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(file=sys.__stderr__), transient=True)
