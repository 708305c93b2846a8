"""Lists of numbers, kept as one row of numbers and where each list ends."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate


class Lists(Sequence[Sequence[int]]):
    """Lists of numbers, each cut out when it is asked for."""

    def __init__(self, ends: "array[int]", numbers: "array[int]") -> None:
        """`ends` starts with 0: a list goes from one to the next."""
        self.ends, self.numbers = ends, numbers

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, at: int) -> tuple[int, ...]:  # type: ignore[override]
        span = self.span(at)
        return tuple(self.numbers[span.start : span.stop])

    @property
    def parts(self) -> "tuple[array[int], array[int]]":
        """What they are made of."""
        return self.ends, self.numbers

    def span(self, at: int) -> range:
        """Where the numbers of a list stand among all of them."""
        if at < 0:
            raise IndexError(at)
        return range(self.ends[at], self.ends[at + 1])


def lists(rows: Iterable[Iterable[int]]) -> Lists:
    """Lists of numbers as one."""
    ends, numbers = array("i", (0,)), array("i")
    for row in rows:
        numbers.extend(row)
        ends.append(len(numbers))
    return Lists(ends, numbers)


def ends_of(lengths: Iterable[int]) -> "array[int]":
    """Where lists of these lengths end, one after another."""
    return array("i", accumulate(lengths, initial=0))


def places_of(numbers: Iterable[int], count: int) -> Lists:
    """The places at which each number below `count` stands, in order; a number below 0 stands nowhere."""
    found = array("i", numbers)
    lengths = [0] * count
    for number in found:
        if number >= 0:
            lengths[number] += 1
    ends = ends_of(lengths)
    free, places = ends[:], array("i", bytes(ends[-1] * ends.itemsize))
    for place, number in enumerate(found):
        if number >= 0:
            places[free[number]] = place
            free[number] += 1
    return Lists(ends, places)
