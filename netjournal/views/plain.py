"""An answer as plain text: for pipes and files, never wrapped, never coloured."""

import unicodedata
from collections.abc import Iterable

from netjournal.views.document import Document, Table, visible


def plain(document: Document) -> str:
    """The document as text, each line ended."""
    return "".join(f"{text}\n" for text in _texts(document))


def _texts(document: Document) -> Iterable[str]:
    for part in document:
        if isinstance(part, Table):
            yield from _table(part)
        else:
            yield str(part).rstrip()


def _table(table: Table) -> Iterable[str]:
    rows = [tuple(visible(cell) for cell in row) for row in table.rows]
    widths = [max(map(width, column), default=0) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (widest - width(cell)) for cell, widest in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def wrapped(text: str, most: int) -> str:
    """The text with lines of at most that many cells, broken at blanks; a longer word is left to the terminal."""
    return "\n".join("\n".join(_broken(each, most)) for each in text.split("\n"))


def _broken(text: str, most: int) -> Iterable[str]:
    taken = ""
    for word in text.split(" "):
        longer = f"{taken} {word}" if taken else word
        if taken.strip() and width(longer) > most:
            yield taken
            longer = word
        taken = longer
    yield taken


def width(text: str) -> int:
    """How many cells a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
