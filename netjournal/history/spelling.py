"""How a merged value is spelt: as one of the sides spelt it, spliced into one side's text, or anew."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from netjournal.files.notation.tree import LIST, TEXT, Node, read_map
from netjournal.files.page import Value, field, in_brackets
from netjournal.history.values import TWICE, identity, meaning

COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.M)
Lines = tuple[str, ...]


class Spelt(NamedTuple):
    """One key as a side wrote it: its lines, and what the last of the map's values says there."""

    lines: Lines
    text: str
    key: Node
    value: Node

    @property
    def meaning(self) -> Value:
        return meaning(self.value)


def read_spelt(lines: Lines) -> Spelt | None:
    """The one key that lines hold, None where they hold more or less. Raises Unreadable."""
    text = "\n".join(lines) + "\n"
    node = read_map(text, 0, len(text))
    return Spelt(lines, text, *node.pairs[0]) if len(node.pairs) == 1 else None


def comments(lines: Lines) -> Counter[str]:
    """The comments of a key, or of lines between keys."""
    text = "\n".join(lines) + "\n"
    for leaf in _leaves(read_map(text, 0, len(text))):
        blank = re.sub(r"[^\n]", "x", text[leaf.start : leaf.end])
        text = text[: leaf.start] + blank + text[leaf.end :]
    return Counter(found.rstrip() for found in COMMENT.findall(text))


def _leaves(node: Node) -> Iterator[Node]:
    if node.shape == TEXT:
        yield node
    for item in node.items:
        yield from _leaves(item)
    for key, value in node.pairs:
        yield from _leaves(key)
        yield from _leaves(value)


class Speller:
    """Writes values with the very words in which the sides wrote them."""

    def __init__(self, sides: Sequence[Spelt]) -> None:
        self.raw: dict[tuple[str, bool], str] = {}
        for side in sides:
            self._learn(side.text, side.value, False)

    def _learn(self, text: str, node: Node, flow: bool) -> None:
        raw = text[node.start : node.end]
        is_inline = node.flow or (node.shape == TEXT and not (raw[:1] in "|>" and not node.plain))
        if raw and "\n" not in raw and is_inline:
            is_closed = flow or node.flow or not node.plain
            for inside in (False, True) if is_closed else (False,):
                name = identity(meaning(node)), inside
                self.raw[name] = min(raw, self.raw.get(name, raw))
        for item in node.items:
            self._learn(text, item, flow or node.flow)
        for _, value in node.pairs:
            self._learn(text, value, flow or node.flow)

    def spell(self, value: Value, flow: bool) -> str:
        """A value on one line, inside brackets or not."""
        known = self.raw.get((identity(value), flow))
        if known is not None or isinstance(value, str):
            return known if known is not None else in_brackets(value, flow)
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{_key(key)}: {self.spell(each, True)}" for key, each in value.items()) + "}"
        return "[" + ", ".join(self.spell(each, True) for each in value) + "]"

    def spliced(self, side: Spelt, wanted: Value) -> Lines | None:
        """A side's lines with the wanted value in them, None where it has no place there for it."""
        written = self._respelt(side.text, side.value, wanted, False)
        if written is None:
            return None
        start, end = side.value.start, side.value.end
        gap = " " if side.text[start - 1 : start] == ":" and written else ""
        text = side.text[:start] + gap + written + side.text[end:]
        return tuple(text.removesuffix("\n").split("\n"))

    def _respelt(self, text: str, node: Node, wanted: Value, flow: bool) -> str | None:
        raw = text[node.start : node.end]
        if meaning(node) == wanted:
            return raw
        if node.shape == TEXT:
            return None if raw[:1] in ("|", ">") and not node.plain else self.spell(wanted, flow)
        if not node.flow or isinstance(wanted, str):
            return None
        if node.shape == LIST:
            return None if isinstance(wanted, Mapping) else self._respelt_list(text, node, tuple(wanted))
        return self._respelt_map(text, node, wanted) if isinstance(wanted, Mapping) else None

    def _respelt_list(self, text: str, node: Node, wanted: tuple[Value, ...]) -> str | None:
        names = {identity(each) for each in wanted}
        kept = [(item.start, item.end) for item in node.items if identity(meaning(item)) in names]
        new = [self.spell(each, True) for each in wanted[len(kept) :]]
        parts = [text[start:end] for start, end in kept]
        return _bracketed(text, node, [(item.start, item.end) for item in node.items], kept, [*parts, *new])

    def _respelt_map(self, text: str, node: Node, wanted: Mapping[str, Value]) -> str | None:
        places, kept, parts = [], [], []
        names = {key.text for key, _ in node.pairs}
        for key, value in node.pairs:
            place = key.start, max(key.end, value.end)
            places.append(place)
            if key.text in wanted:
                spelt = self._respelt(text, value, wanted[key.text], True)
                if spelt is None or value.start < key.end:
                    return None
                kept.append(place)
                parts.append(text[key.start : value.start] + spelt)
        parts += [f"{_key(key)}: {self.spell(each, True)}" for key, each in wanted.items() if key not in names]
        return _bracketed(text, node, places, kept, parts)


Place = tuple[int, int]


def _bracketed(text: str, node: Node, places: list[Place], kept: list[Place], parts: list[str]) -> str:
    """Brackets around parts, with what stood between those that are kept."""
    inner, outer = node.start + 1, node.end - 1
    if not places:
        return text[node.start : inner] + ", ".join(parts) + text[outer : node.end]
    lead, tail = text[inner : places[0][0]], text[places[-1][1] : outer]
    written = text[node.start : inner] + lead
    for number, part in enumerate(parts):
        at = places.index(kept[number]) if number < len(kept) else len(places)
        between = text[places[at][1] : places[at + 1][0]] if at + 1 < len(places) else ", "
        written += part + (between if number + 1 < len(parts) else "")
    return written + tail + text[outer : node.end]


def _key(key: str) -> str:
    return in_brackets({key.partition(TWICE)[0]: ""})[1:].removesuffix(': ""}')


def anew(side: Spelt, wanted: Value, speller: Speller, indent: str) -> Lines:
    """A key with its value written from nothing: lists in brackets where they fit, maps a line each."""
    name = side.text[side.key.start : side.key.end]
    if isinstance(wanted, str):
        return (f"{indent}{name}: {speller.spell(wanted, False)}",)
    flow = f"{indent}{name}: {speller.spell(wanted, True)}"
    if not isinstance(wanted, Mapping):
        if len(flow) <= 100 or side.value.flow:
            return (flow,)
        return (f"{indent}{name}:", *(f"{indent}  - {speller.spell(each, False)}" for each in wanted))
    if side.value.flow:
        return (flow,)
    rows = (f"{indent}  {line}" for key, each in wanted.items() for line in _row(key, each, speller).split("\n"))
    return (f"{indent}{name}:", *rows)


def _row(key: str, value: Value, speller: Speller) -> str:
    if isinstance(value, Mapping) and speller.raw.get((identity(value), True)) is None:
        return field(key.partition(TWICE)[0], value, "\n")
    return f"{_key(key)}: {speller.spell(value, False)}"

