"""Maps and lists that are written with a line for each part, as chunks of lines."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from netjournal.files.notation.tree import LIST, MAP, Node, read_map
from netjournal.history.spelling import Lines
from netjournal.history.values import identity, labels, meaning


class Chunk(NamedTuple):
    """One key, or one item of a list: the comments and blank lines above it, and its own lines."""

    lead: Lines
    own: Lines


class Block(NamedTuple):
    """A map or list with a key or item a line: `head` opens it, `tail` are the comments below; `indent` in columns."""

    chunks: Mapping[str, Chunk] = MappingProxyType({})
    tail: Lines = ()
    head: Lines = ()
    indent: int = 0


class NoBlock(ValueError):
    """A map that isn't written with one key a line."""


def read_block(text: str) -> Block:
    """The keys that front matter holds, from its first line to its last. Raises NoBlock, Unreadable."""
    lines = tuple(text.removesuffix("\n").split("\n")) if text else ()
    node = read_map(text, 0, len(text))
    if not node.pairs:
        return Block(tail=lines)
    return block_of(text, node, 0, lines, str.casefold)


def block_of(text: str, node: Node, first: int, lines: Lines, folded: Callable[[str], str] = str) -> Block:
    """The chunks of a map or list; `first` is the line after those that open it. Raises NoBlock."""
    if node.flow or node.shape not in (MAP, LIST):
        raise NoBlock
    places = _places(text, node, first, lines)
    if node.shape == MAP:
        names = labels([folded(identity(meaning(key))) for key, _ in node.pairs])
    else:
        names = labels([identity(meaning(item)) for item in node.items])
    chunks, above = {}, first
    for name, (start, end) in zip(names, places, strict=True):
        if start < above:
            raise NoBlock
        chunks[name] = Chunk(lines[above:start], lines[start:end])
        above = end
    return Block(chunks, lines[above:], lines[:first], node.column - 1)


def _places(text: str, node: Node, first: int, lines: Lines) -> list[tuple[int, int]]:
    """The lines of each key or item, the first and the one after the last."""
    indent = node.column - 1
    places = []
    if node.shape == MAP:
        for key, value in node.pairs:
            start = text.count("\n", 0, key.start)
            if key.column != node.column or lines[start][:indent].strip() or key.shape != "text":
                raise NoBlock
            places.append((start, _line_after(text, value if value.end > value.start else key)))
        return places
    for item in node.items:
        start = text.count("\n", 0, item.start)
        lowest = places[-1][1] if places else first
        while start >= lowest and not re.match(rf" {{{indent}}}-(?: |$)", lines[start]):
            start -= 1
        places.append((start, max(start + 1, _line_after(text, item))))
    return places


def _line_after(text: str, node: Node) -> int:
    return text.count("\n", 0, max(node.end - 1, node.start)) + 1


def shifted(block: Block, indent: int) -> Block:
    """The block with so many columns before each key or item."""
    step = indent - block.indent

    def moved(lines: Lines) -> Lines:
        if step < 0:
            return tuple(line[-step:] if not line[:-step].strip() else line for line in lines)
        return tuple(" " * step + line if line.strip() else line for line in lines)

    chunks = {name: Chunk(moved(chunk.lead), moved(chunk.own)) for name, chunk in block.chunks.items()}
    return Block(chunks, moved(block.tail), block.head, indent)
