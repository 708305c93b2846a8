"""How far a long work is, told to whoever watches."""

from collections.abc import Callable

Step = Callable[[str, int, int], None]  # what is being done, how much of it is, and of how much (0: unknown)


def unwatched(what: str, done: int, of: int) -> None:
    """Tell nobody."""
