"""What tells that a file changed: a row of numbers for each file of a folder."""

import os
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

INODE, SIZE, CHANGED, CHANGED_NS, WRITTEN, WRITTEN_NS = range(6)  # a row; of the times whole seconds, and what is over
NUMBERS = 6
UNKNOWN = (0, 1, 0, 0, 0, 0)  # of a file whose sign can't be told: it is read every time
FRESH = (0, 0, 0, 0, 0, 0)  # kept of a file that may change again within the same tick of its clock

MANY = 2000  # files, from which on loading ctypes (3 ms) costs less than an object for each of them
AT_ONCE = 256

# Of the 256 bytes of Linux's struct statx, the same on all machines: a row's numbers in words of 8, the mode of 2.
_STATX = 256
_ROW = (4, 5, 12, 13, 14, 15)
_MODE = 14
_NO_FOLLOW, _BASIC = 0x100, 0x7FF
_KIND, _PLAIN = 0o170000, 0o100000

Signed = tuple[list[str], "array[int]", list[tuple[str, int]]]


def signs_of(folder: int, names: list[str]) -> Signed:
    """The plain files among these names of an open folder, their rows one after another, others with their modes.

    What is gone by now is left out. Raises OSError.
    """
    statx = _statx() if len(names) >= MANY else None
    if statx is None:
        return _one_by_one(folder, names)
    plain, signs, others = list[str](), array("q"), list[tuple[str, int]]()
    for some, rows in _some_at_once(statx, folder, names):
        found = (some, rows, []) if rows else _one_by_one(folder, some)
        plain += found[0]
        signs += found[1]
        others += found[2]
    return plain, signs, others


def row(signs: Sequence[int], at: int) -> Sequence[int]:
    """The numbers of the file at that place."""
    return signs[NUMBERS * at : NUMBERS * (at + 1)]


def changed_at(numbers: Sequence[int]) -> int:
    """When a file was changed last, in ns: by what is written in it, or otherwise."""
    changed, written = numbers[CHANGED] * 10**9 + numbers[CHANGED_NS], numbers[WRITTEN] * 10**9 + numbers[WRITTEN_NS]
    return max(changed, written)


def _one_by_one(folder: int, names: list[str]) -> Signed:
    plain, signs, others = list[str](), array("q"), list[tuple[str, int]]()
    for name in names:
        try:
            at = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            continue
        if at.st_mode & _KIND != _PLAIN:
            others.append((name, at.st_mode))
            continue
        plain.append(name)
        inode = (at.st_ino ^ 1 << 63) - (1 << 63)  # some file systems use all 64 bits: as those of a signed number
        signs.extend((inode, at.st_size, *divmod(at.st_ctime_ns, 10**9), *divmod(at.st_mtime_ns, 10**9)))
    return plain, signs, others


def _statx() -> Callable[..., int] | None:
    """The call that tells of a file without making an object of it, where the system has it."""
    if sys.platform != "linux" or sys.byteorder != "little":
        return None
    try:
        import ctypes

        found: Callable[..., int] = ctypes.PyDLL(None).statx
        return found
    except (ImportError, OSError, AttributeError, MemoryError):  # the last where a system forbids what ctypes does
        return None


def _some_at_once(
    statx: Callable[..., int], folder: int, names: list[str]
) -> "Iterator[tuple[list[str], array[int]]]":
    """The names, a few at a time, with their rows; without where one of the few is gone, or no plain file."""
    from ctypes import c_void_p

    told = array("H", bytes(AT_ONCE * _STATX))
    start = told.buffer_info()[0]
    places = [c_void_p(start + at * _STATX) for at in range(AT_ONCE)]
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        paths = os.fsencode("\0".join(some)).split(b"\0")
        failed = any(map(statx, repeat(folder), paths, repeat(_NO_FOLLOW), repeat(_BASIC), places))
        modes = set(told[_MODE : len(some) * _STATX // 2 : _STATX // 2])
        are_plain = not failed and all(mode & _KIND == _PLAIN for mode in modes)
        yield some, _rows(told, len(some)) if are_plain else array("q")


def _rows(told: "array[int]", count: int) -> "array[int]":
    words = array("q", told[: count * _STATX // 2].tobytes())
    rows = array("q", bytes(8 * NUMBERS * count))
    for number, word in enumerate(_ROW):
        rows[number::NUMBERS] = words[word :: _STATX // 8]
    return rows
