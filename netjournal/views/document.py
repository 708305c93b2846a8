"""An answer laid out: lines of styled words and tables, before anybody knows where they are shown."""

import re
from collections.abc import Iterable

from netjournal.network.dataclass import dataclass
from netjournal.network.pattern import pattern

PLAIN, NAME, QUIET, STRONG = "plain", "name", "quiet", "strong"

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
_HIDDEN = pattern(f"[{_CONTROLS}]")
_HIDDEN_IN_LINE = pattern(f"[{_CONTROLS}\t\n]")


def visible(text: str, in_line: bool = True) -> str:
    """The text with every control character, line break and direction mark shown as an escape.

    Without `in_line`, tabs and line breaks stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return (_HIDDEN_IN_LINE if in_line else _HIDDEN).sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    named = {9: "\\t", 10: "\\n", 13: "\\r"}.get(code)
    return named or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in one style."""

    text: str
    style: str = PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line, indented by `indent` blanks, continued with the same indent where it is too long to show."""

    spans: tuple[Span, ...] = ()
    indent: int = 0

    def __str__(self) -> str:
        return " " * self.indent + "".join(visible(span.text) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under headings; where a terminal is narrow, `cut` gives way, and `spared` is left out for it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cut: int | None = None
    spared: int | None = None


Document = tuple[Line | Table, ...]


def line(*parts: str | Span, indent: int = 0) -> Line:
    """A line of plain and styled words."""
    return Line(tuple(Span(part) if isinstance(part, str) else part for part in parts if part), indent)


def lines(text: str, indent: int = 0, style: str = PLAIN) -> Iterable[Line]:
    """One line for each of a text's own."""
    return (Line((Span(each, style),), indent) for each in text.split("\n"))


def name(text: str) -> Span:
    return Span(text, NAME)


def quiet(text: str) -> Span:
    return Span(text, QUIET)
