"""Conflict markers that git left in a page, and the two sides they stand between."""

import re
from typing import NamedTuple

_MARK = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?:[ \t][^\n]*)?\r?$")


class Sides(NamedTuple):
    """The two versions of a file that a conflict was made of."""

    left: bytes
    right: bytes


def has_markers(data: bytes) -> bool:
    """Whether a whole conflict, or what looks like one, stands in a file."""
    return b"<<<<<<<" in data and re.search(rb"^<{7}(?: |\r?$)", data, re.M) is not None


def sides(data: bytes) -> Sides | None:
    """The two sides of a file with markers; None where they do not pair up."""
    left: list[bytes] = []
    right: list[bytes] = []
    state = b""
    for line in _lines(data):
        found = _MARK.match(line.rstrip(b"\n"))
        mark = found[1][:1] if found else b""
        following = _next(state, mark)
        if following is None:
            return None
        if following != state:
            state = following
            continue
        if state in (b"", b"<"):
            left.append(line)
        if state in (b"", b"="):
            right.append(line)
    return Sides(b"".join(left), b"".join(right)) if not state else None


def _lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _next(state: bytes, mark: bytes) -> bytes | None:
    """The part of a conflict that a line leads to: none, ours (<), base (|), theirs (=); None where it can't."""
    if not mark or (mark == b"=" and not state):
        return state
    steps = {(b"", b"<"): b"<", (b"<", b"|"): b"|", (b"<", b"="): b"=", (b"|", b"="): b"=", (b"=", b">"): b""}
    return steps.get((state, mark))
