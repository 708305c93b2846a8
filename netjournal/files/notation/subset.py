"""Front matter as nearly every page has it, read without a YAML parser; whatever is doubtful is left to one.

Fields at the margin, with a text, a list or a map in one line, or below them a list or map of such values. The
nodes are those that the parser's would become, place for place, which tests/files/test_subset.py holds. Declined
are: what isn't printable (tabs, CR and the other line ends among it), escapes, anchors, tags, texts over several
lines, brackets in brackets, compact maps, odd indentation, and signs that begin or end something else.
"""

import re

from netjournal.files.notation.tree import LIST, MAP, TEXT, Node
from netjournal.network.pattern import pattern

LONGEST = 100_000
KEY = r"\w[\w-]{0,99}"
QUOTED = r""""[^"\\]*"|'[^']*'"""
IN_FLOW = rf"{QUOTED}|[\w+(][^,\[\]{{}}:#?\"]*"
ROW = pattern(rf"( *)(?:(-) +(?! )|({KEY}):(?: +|$))(.*)")
ITEM = pattern(rf" *({IN_FLOW}) *([,\]])")
PAIR = pattern(rf" *({KEY}): +({IN_FLOW}) *([,}}])")
IN_QUOTES = pattern(QUOTED)
NEVER_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")

Pair = tuple[Node, Node]


class _Doubt(Exception):
    """Something here is for the parser to judge."""


def plain_map(text: str, start: int, end: int, line: int) -> Node | None:
    """The map that `text[start:end]`, which begins on that line, holds; None where a parser must say.

    Places count from the start of `text`, lines and columns from 1.
    """
    source = text[start:end]
    if len(source) > LONGEST or not source.replace("\n", "").isprintable():
        return None
    try:
        return _map(source, start, line)
    except _Doubt:
        return None


def _map(source: str, place: int, line: int) -> Node:
    """The whole map: each field, and the block below those that stand empty."""
    pairs: list[Pair] = []
    block = _Block()
    first = finish = -1
    first_line = line
    for number, row in enumerate(source.split("\n"), line):
        start, place = place, place + len(row) + 1
        found = ROW.match(row)
        if found is None:
            _pass(row)
            continue
        indent, dash, name, rest = found.groups()
        if indent or dash:
            block.add(found, start, number, len(row))
        else:
            block.close(pairs)
            if first < 0:
                first, first_line = start, number
            colon = start + len(name) + 1
            key = Node(TEXT, name, True, False, number, 1, start, colon - 1)
            value = _value(rest, start + found.start(4), number, found.start(4) + 1)
            if value is None:
                block.open(key, number, colon)
            else:
                pairs.append((key, value))
        finish = start + len(row)
    block.close(pairs)
    if first < 0:
        raise _Doubt
    return Node(MAP, "", False, False, first_line, 1, first, finish, (), tuple(pairs))


def _pass(row: str) -> None:
    """Pass over a blank line or a comment."""
    if row and (said := row.lstrip(" ")) and said[0] != "#":
        raise _Doubt


class _Block:
    """The rows below a field that stands empty: all of one indentation, all items or all pairs."""

    def __init__(self) -> None:
        self.key: Node | None = None

    def open(self, key: Node, line: int, colon: int) -> None:
        self.key, self.line, self.colon = key, line, colon
        self.first = self.finish = self.first_line = -1
        self.indent, self.is_list = "", False
        self.items: list[Node] = []
        self.pairs: list[Pair] = []

    def add(self, found: re.Match[str], start: int, line: int, width: int) -> None:
        """Take a row; a row where none is open goes on with something else."""
        indent, dash, name, rest = found.groups()
        if self.key is None:
            raise _Doubt
        if self.first < 0:
            self.first, self.first_line, self.indent, self.is_list = start + len(indent), line, indent, bool(dash)
        elif indent != self.indent or bool(dash) != self.is_list:
            raise _Doubt
        self.finish, at = start + width, found.start(4)
        value = _value(rest, start + at, line, at + 1)
        if dash:
            if value is None:
                raise _Doubt
            self.items.append(value)
            return
        begin = start + len(indent)
        end, column = begin + len(name), len(indent) + 1
        if value is None:
            value = Node(TEXT, "", True, False, line, column + len(name) + 1, end + 1, end + 1)
        self.pairs.append((Node(TEXT, name, True, False, line, column, begin, end), value))

    def close(self, pairs: list[Pair]) -> None:
        """Add the field with what stood below it."""
        if self.key is None:
            return
        if self.first < 0:
            column = len(self.key.text) + 2
            value = Node(TEXT, "", True, False, self.line, column, self.colon, self.colon)
        else:
            shape = LIST if self.is_list else MAP
            place = (self.first_line, len(self.indent) + 1, self.first, self.finish)
            value = Node(shape, "", False, False, *place, tuple(self.items), tuple(self.pairs))
        pairs.append((self.key, value))
        self.key = None


def _value(rest: str, start: int, line: int, column: int) -> Node | None:
    """The value that a row ends with; None where nothing stands there but a comment."""
    if not rest or rest[0] == "#":
        return None
    sign = rest[0]
    if sign not in NEVER_FIRST:
        if " #" in rest:
            rest = rest[: rest.index(" #")]
        said = rest.rstrip(" ")
        if ":" in said and (said[-1] == ":" or ": " in said):
            raise _Doubt
        return Node(TEXT, said, True, False, line, column, start, start + len(said))
    if sign == "[":
        return _list(rest, start, line, column)
    if sign == "{":
        return _flow_map(rest, start, line, column)
    quoted = IN_QUOTES.match(rest)
    if quoted is None:
        raise _Doubt
    end = quoted.end()
    _nothing_more(rest, end)
    return Node(TEXT, rest[1 : end - 1], False, False, line, column, start, start + end)


def _list(rest: str, start: int, line: int, column: int) -> Node:
    """A list in brackets."""
    items: list[Node] = []
    at, more = 1, not rest.startswith("[]")
    while more:
        found = ITEM.match(rest, at)
        if found is None:
            raise _Doubt
        items.append(_in_flow(found[1], found.start(1), start, line, column))
        at, more = found.end(), found[2] == ","
    end = at if items else 2
    _nothing_more(rest, end)
    return Node(LIST, "", False, True, line, column, start, start + end, tuple(items))


def _flow_map(rest: str, start: int, line: int, column: int) -> Node:
    """A map in brackets."""
    pairs: list[Pair] = []
    at, more = 1, True
    while more:
        found = PAIR.match(rest, at)
        if found is None:
            raise _Doubt
        begin, end = found.span(1)
        key = Node(TEXT, found[1], True, False, line, column + begin, start + begin, start + end)
        pairs.append((key, _in_flow(found[2], found.start(2), start, line, column)))
        at, more = found.end(), found[3] == ","
    _nothing_more(rest, at)
    return Node(MAP, "", False, True, line, column, start, start + at, (), tuple(pairs))


def _in_flow(said: str, at: int, start: int, line: int, column: int) -> Node:
    """A text inside brackets."""
    place = start + at
    if said[0] in "\"'":
        return Node(TEXT, said[1:-1], False, False, line, column + at, place, place + len(said))
    said = said.rstrip(" ")
    return Node(TEXT, said, True, False, line, column + at, place, place + len(said))


def _nothing_more(rest: str, end: int) -> None:
    """Pass where only blanks or a comment follow."""
    more = rest[end:]
    if more and (more[0] != " " or (more.lstrip(" ")[:1] not in ("", "#"))):
        raise _Doubt
