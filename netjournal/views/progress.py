"""A bar for long work: on a terminal, and nothing elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def progress(work: Iterable[T], what: str, is_terminal: bool) -> Iterator[T]:
    """The same items, with a bar on stderr that tells how far they are."""
    screen = sys.__stderr__  # and not sys.stderr, on which escape sequences are shown for what they are
    if not is_terminal or screen is None or not screen.isatty():
        yield from work
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.completed} {task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=screen), transient=True) as bar:
        task = bar.add_task(what, total=None)
        for item in work:
            yield item
            bar.advance(task)
