"""Front matter three ways, key by key, in the very lines in which the sides wrote it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from netjournal.files.notation.tree import LIST, MAP, Node, read_map
from netjournal.history.lines import Passage, merged, three
from netjournal.history.spelling import Lines, Speller, Spelt, anew, comments, read_spelt
from netjournal.history.values import MANY, identity, labels, meaning, merged_value

TABLE = (
    "date", "name", "aliases", "email", "phone", "url", "roles", "kind", "place", "city", "birthday", "tags", "circle",
    "every", "offers", "asks", "ask_at_most", "met", "why", "ties", "uid", "self", "died", "archived", "private",
    "invited", "came",
)  # fmt: skip
RANK = {key: number for number, key in enumerate(TABLE)}


@dataclass(frozen=True, slots=True)
class Chunk:
    """One key, or one item of a list: the comments and blank lines above it, and its own lines."""

    lead: Lines
    own: Lines


@dataclass(frozen=True, slots=True)
class Block:
    """A map or list with a key or item a line: `head` opens it, `tail` are the comments below; `indent` in columns."""

    chunks: dict[str, Chunk] = field(default_factory=dict)
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
    return _block(text, node, 0, lines, str.casefold)


def _block(text: str, node: Node, first: int, lines: Lines, folded: Callable[[str], str] = str) -> Block:
    """The chunks of a map or list; `first` is the line after those that open it."""
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


@dataclass
class Front:
    """Merges front matter; `conflicts` are the values that had to give way."""

    conflicts: list[str] = field(default_factory=list)

    def merged(self, base: str, left: str, right: str) -> str:
        """The front matter of three versions in one. Raises NoBlock, Unreadable."""
        if left == base or right in (base, left):
            return right if left == base else left
        blocks = [read_block(text) for text in (base, left, right)]
        lines = self._lines("", blocks[0], blocks[1], blocks[2], _by_table)
        return "".join(f"{line}\n" for line in lines)

    def _lines(self, path: str, base: Block, left: Block, right: Block, ranked: Callable[[str], object]) -> Lines:
        """The lines of a map's or list's merged chunks; `ranked` orders what both sides added in one place."""
        found: list[tuple[Lines, Lines]] = []
        orphans: Lines = ()
        for name in _order(base, left, right, ranked):
            chunks = [block.chunks.get(name) for block in (base, left, right)]
            extra, own = self._own(f"{path}{name}", *(chunk and chunk.own for chunk in chunks))
            lead = merged_lines(*(chunk.lead if chunk else () for chunk in chunks))
            if own is None:
                orphans += tuple(line for line in lead if line.strip() and not (chunks[0] and line in chunks[0].lead))
                continue
            found.append((orphans + lead + extra, own))
            orphans = ()
        tail = orphans + merged_lines(base.tail, left.tail, right.tail)
        return _without_doubles([*found, (tail, ())], (base, left, right))

    def _own(self, path: str, base: Lines | None, left: Lines | None, right: Lines | None) -> tuple[Lines, Lines | None]:
        """A key's own lines, None where it goes, and comments that found no place in them."""
        if left == base or right in (base, left):
            return (), right if left == base else left
        spelt = [side and read_spelt(side) for side in (base, left, right)]
        if any(side and not each for side, each in zip((base, left, right), spelt, strict=True)):
            raise NoBlock
        wanted = merged_value(path, *(each and each.meaning for each in spelt), self.conflicts)
        if wanted is None:
            return (), None
        speller = Speller([each for each in spelt if each])
        sides = [each for each in (spelt[0], *sorted(spelt[1:], key=_by_text)) if each]
        tries = [side.lines for side in sides if side.meaning == wanted]
        tries += [
            lines for lines in (self._nested(path, *spelt), *(speller.spliced(side, wanted) for side in sides)) if lines
        ]
        good = [lines for lines in tries if (side := read_spelt(lines)) and side.meaning == wanted]
        due = _due_comments(base, left, right)
        indent = re.match(" *", sides[0].lines[0]).group()  # type: ignore[union-attr]
        good = good or [anew(sides[0], wanted, speller, indent)]
        own = min(good, key=lambda lines: _difference(due, comments(lines)))
        return tuple(f"{indent}{comment}" for comment in (due - comments(own)).elements()), own

    def _nested(self, path: str, base: Spelt | None, left: Spelt | None, right: Spelt | None) -> Lines | None:
        """A key whose value all sides wrote with a line for each part, merged part by part."""
        given = [each for each in (base, left, right) if each]
        try:
            blocks = [each and _block(each.text, each.value, _opening(each), each.lines) for each in (base, left, right)]
        except NoBlock:
            return None
        if len({each.value.shape for each in given}) > 1:
            return None
        model = blocks[0] or min((block for block in blocks if block), key=lambda block: (block.head, block.indent))
        shifted = [_shifted(block, model.indent) if block else Block(indent=model.indent) for block in blocks]
        head = three(blocks[0] and blocks[0].head, *(block and block.head for block in blocks[1:]), min) or ()
        if given[0].value.shape == MAP:
            return head + Front()._lines(f"{path}.", shifted[0], shifted[1], shifted[2], str)
        return head + _Items()._lines("", shifted[0], shifted[1], shifted[2], str)


class _Items(Front):
    """Merges the items of a list, each of which is there or not."""

    def _own(self, path: str, base: Lines | None, left: Lines | None, right: Lines | None) -> tuple[Lines, Lines | None]:
        if base is not None and (left is None or right is None):
            return (), None
        return (), three(base, left, right, min)


def _opening(side: Spelt) -> int:
    """The number of lines before the first that may belong to a part of the value."""
    return side.text.count("\n", 0, side.key.end) + 1


def _shifted(block: Block, indent: int) -> Block:
    step = indent - block.indent

    def moved(lines: Lines) -> Lines:
        if step < 0:
            return tuple(line[-step:] if not line[:-step].strip() else line for line in lines)
        return tuple(" " * step + line if line.strip() else line for line in lines)

    chunks = {name: Chunk(moved(chunk.lead), moved(chunk.own)) for name, chunk in block.chunks.items()}
    return Block(chunks, moved(block.tail), block.head, indent)


def _by_text(side: Spelt | None) -> str:
    return side.text if side else ""


def _by_table(key: str) -> tuple[int, str]:
    return RANK.get(key, len(TABLE)), key


def _order(base: Block, left: Block, right: Block, ranked: Callable[[str], object]) -> list[str]:
    """The names in the base's order; what was added behind a name stands behind it, ranked where both sides did."""
    anchors = [_anchors(base, side) for side in (left, right)]
    places = {name: min(each[name] for each in anchors if name in each) for name in {**anchors[0], **anchors[1]}}
    found: list[str] = []
    for at, name in enumerate([None, *base.chunks]):
        found += [name] if name is not None else []
        lefts, rights = ([each for each in side if places[each] == at] for side in anchors)
        found += _joined(lefts, rights, ranked)
    return found


def _anchors(base: Block, side: Block) -> dict[str, int]:
    """What a side added: each name with the number of the base's last name above it."""
    number = {name: at for at, name in enumerate(base.chunks, 1)}
    found, last = {}, 0
    for name in side.chunks:
        last = number.get(name, last)
        if name not in number:
            found[name] = last
    return found


def _joined(left: list[str], right: list[str], ranked: Callable[[str], object]) -> list[str]:
    for side, other in ((left, right), (right, left)):
        rest = iter(side)
        if all(name in rest for name in other):
            return side
    return sorted({*left, *right}, key=ranked)  # type: ignore[arg-type]


def merged_lines(base: Lines, left: Lines, right: Lines) -> Lines:
    """Lines three ways; where both sides put some in one place, the lower stand first."""
    if left == base or right in (base, left):
        return right if left == base else left
    sides = [[Passage(line, (line,), level=0) for line in side] for side in (base, left, right)]
    return tuple(passage.key for passage in merged(*sides))


def _due_comments(base: Lines | None, left: Lines | None, right: Lines | None) -> Counter[str]:
    """The comments that a key should have: what neither side removed, and what either added."""
    bases, lefts, rights = (comments(side) if side else Counter[str]() for side in (base, left, right))
    return (bases & lefts & rights) + ((lefts - bases) | (rights - bases))


def _difference(due: Counter[str], there: Counter[str]) -> int:
    return sum((due - there).values()) + sum((there - due).values())


def _without_doubles(found: Sequence[tuple[Lines, Lines]], blocks: Sequence[Block]) -> Lines:
    """The lines, without a comment that stands above keys more often than on any side."""
    room: Counter[str] = Counter()
    for block in blocks:
        leads = [*(chunk.lead for chunk in block.chunks.values()), block.tail]
        room |= Counter(line for lead in leads for line in lead)
    lines: list[str] = []
    for lead, own in found:
        for line in lead:
            if line.strip() and line in room:
                room[line] -= 1
                if room[line] < 0:
                    continue
            lines.append(line)
        lines.extend(own)
    return tuple(lines)


__all__ = ["MANY", "Front", "NoBlock", "merged_lines"]
