"""Edits of front matter: the lines that must change, and no other byte; read back before they are given."""

import re
from collections.abc import Mapping

from netjournal.errors import UnreadablePage
from netjournal.files.notation.scalar import key as written_key
from netjournal.files.notation.scalar import plain_or_quoted
from netjournal.files.notation.tree import LIST, MAP, TEXT, Node, Unreadable, fences, front_matter
from netjournal.files.page import Page, Value, field, in_brackets, in_rows

Item = str | Mapping[str, str]
Pair = tuple[Node, Node]

BLOCK_TEXT = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+\d]*(?P<comment>[ \t]+#[^\r\n]*)?")


def set_key(page: Page, key: str, value: Value) -> Page:
    """The page with a key set, in its place or as the last line of the front matter.

    Raises UnreadablePage where it cannot be done safely, Unreadable where the front matter can't be read.
    """
    pair = _pair(page, key)
    if pair and _meaning(pair[1]) == _meant(value):
        return page
    if pair is None:
        return _checked(page, key, _appended(page, field(key, value, page.newline)), _meant(value))
    edited = _as_list(page, key, pair[1], value) if isinstance(value, tuple) else None
    return edited or _checked(page, key, _replaced(page, pair, value), _meant(value))


def remove_key(page: Page, key: str) -> Page:
    """The page without a key: its own lines and only these."""
    pair = _pair(page, key)
    if pair is None:
        return page
    start, end = _line_start(page.text, pair[0].start), _line_end(page.text, max(pair[0].end, pair[1].end))
    return _checked(page, key, _spliced(page, start, end, ""), None)


def add_to_list(page: Page, key: str, item: Item) -> Page:
    """The page with one more item in a list, in the style that stands there; a text becomes a list."""
    pair = _pair(page, key)
    if pair is None or pair[1].is_empty:
        return set_key(page, key, (item,))
    node, before = pair[1], _items(pair[1])
    if node.shape == MAP:
        raise _unsafe(f"{key} is no list")
    if _meant(item) in before:
        return page
    wanted = (*before, _meant(item))
    if node.shape == TEXT:
        return _checked(page, key, _replaced(page, pair, (node.text, item)), wanted)
    if not node.items:
        return _checked(page, key, _replaced(page, pair, (item,)), wanted)
    last = node.items[-1]
    if node.flow:
        return _checked(page, key, _spliced(page, last.end, last.end, f", {in_brackets(item)}"), wanted)
    end, indent = _line_end(page.text, last.end), page.text[_line_start(page.text, node.start) : node.start]
    line = f"{indent}- {in_brackets(item, flow=False)}{page.newline}"
    return _checked(page, key, _spliced(page, end, end, line), wanted)


def remove_from_list(page: Page, key: str, item: str) -> Page:
    """The page without an item: a text, or a mapping that has the text as a value; the last one takes the key along."""
    pair = _pair(page, key)
    if pair is None or pair[1].is_empty:
        return page
    node = pair[1]
    if node.shape == MAP:
        raise _unsafe(f"{key} is no list")
    gone = [each for each in (node.items if node.shape == LIST else (node,)) if _is_item(each, item)]
    if not gone:
        return page
    if node.shape == TEXT or len([each for each in node.items if not each.is_empty]) == len(gone):
        return remove_key(page, key)
    index = node.items.index(gone[0])
    wanted = tuple(_meaning(each) for number, each in enumerate(node.items) if number != index)
    edited = _checked(page, key, _without(page, node, index), wanted)
    return remove_from_list(edited, key, item) if len(gone) > 1 else edited


def replace_item(page: Page, key: str, old: str, new: Item) -> Page:
    """The page with one item of a list exchanged in its place."""
    pair = _pair(page, key)
    if pair is None or pair[1].is_empty:
        return page
    node, items = pair[1], pair[1].items if pair[1].shape == LIST else (pair[1],)
    if node.shape == MAP:
        raise _unsafe(f"{key} is no list")
    index = next((number for number, each in enumerate(items) if _is_item(each, old)), None)
    if index is None or _meaning(items[index]) == _meant(new):
        return page
    if _meant(new) in _items(node):
        return remove_from_list(page, key, old)
    if node.shape == TEXT:
        return set_key(page, key, new if isinstance(new, str) else (new,))
    written = in_brackets(new, node.flow)
    wanted = tuple(_meant(new) if number == index else _meaning(each) for number, each in enumerate(items))
    return _checked(page, key, _spliced(page, items[index].start, items[index].end, written), wanted)


def set_in_map(page: Page, key: str, name: str, value: str) -> Page:
    """The page with one name of a mapping set, in the style that stands there; the mapping is made where missing."""
    pair = _pair(page, key)
    if pair is None or pair[1].is_empty:
        row = f"  {written_key(name)}: {plain_or_quoted(value)}"
        block = f"{written_key(key)}:{page.newline}{row}"
        made = _on_lines(page, pair, _indent(page, pair[0]) + row) if pair else _appended(page, block)
        return _checked(page, key, made, [(name, value)])
    node = pair[1]
    if node.shape != MAP:
        raise _unsafe(f"{key} is no mapping of names")
    inner = _only(node, name)
    wanted = [(_meaning(k), value if inner and k is inner[0] else _meaning(v)) for k, v in node.pairs]
    if inner:
        return _checked(page, key, _filled(page, inner, plain_or_quoted(value, node.flow)), wanted)
    row = f"{written_key(name)}: {plain_or_quoted(value, node.flow)}"
    if not node.pairs:
        return _checked(page, key, _replaced(page, pair, {name: value}), [(name, value)])
    last = _pair_end(page, node.pairs[-1])
    if node.flow:
        return _checked(page, key, _spliced(page, last, last, f", {row}"), [*wanted, (name, value)])
    end, indent = _line_end(page.text, last), page.text[_line_start(page.text, node.start) : node.start]
    return _checked(page, key, _spliced(page, end, end, f"{indent}{row}{page.newline}"), [*wanted, (name, value)])


def remove_from_map(page: Page, key: str, name: str) -> Page:
    """The page without one name of a mapping; the last one takes the key along."""
    pair = _pair(page, key)
    if pair is None or pair[1].is_empty:
        return page
    node = pair[1]
    if node.shape != MAP:
        raise _unsafe(f"{key} is no mapping of names")
    inner = _only(node, name)
    if inner is None:
        return page
    index = node.pairs.index(inner)
    if len(node.pairs) == 1:
        return remove_key(page, key)
    wanted = [(_meaning(k), _meaning(v)) for number, (k, v) in enumerate(node.pairs) if number != index]
    first, last = node.pairs[index][0].start, _pair_end(page, node.pairs[index])
    if not node.flow:
        start, end = _line_start(page.text, first), _line_end(page.text, last)
    elif index + 1 < len(node.pairs):
        start, end = first, node.pairs[index + 1][0].start
    else:
        start, end = _pair_end(page, node.pairs[index - 1]), last
    return _checked(page, key, _spliced(page, start, end, ""), wanted)


# Finding


def _pair(page: Page, key: str) -> Pair | None:
    """The one key and its value. Raises UnreadablePage where it stands twice, or the front matter is in braces."""
    front = front_matter(page.text)[0]
    if front is None:
        return None
    if front.flow:
        raise _unsafe("its front matter is written in braces")
    return _only(front, key)


def _only(node: Node, name: str) -> Pair | None:
    """The pair of this very name. Raises UnreadablePage where it stands twice."""
    found = [pair for pair in node.pairs if pair[0].shape == TEXT and pair[0].text == name]
    if len(found) > 1:
        lines = f"{found[0][0].line} and {found[1][0].line}"
        raise UnreadablePage(f"{name} stands twice, on lines {lines}; keep one of them")
    return found[0] if found else None


def _unsafe(why: str) -> UnreadablePage:
    return UnreadablePage(f"this page cannot be changed safely: {why}; edit it by hand")


def _items(node: Node) -> tuple[object, ...]:
    if node.shape != LIST:
        return () if node.is_empty else (_meaning(node),)
    return tuple(_meaning(each) for each in node.items)


def _is_item(node: Node, text: str) -> bool:
    if node.shape == MAP:
        return any(value.shape == TEXT and value.text == text for _, value in node.pairs)
    return node.shape == TEXT and node.text == text and not node.is_empty


def _meaning(node: Node) -> object:
    """What a node says, whatever its style: a text, None for a bare null, a tuple for a list, pairs for a map."""
    if node.shape == TEXT:
        return None if node.plain and node.text in ("~", "null") else node.text
    if node.shape == LIST:
        return tuple(_meaning(each) for each in node.items)
    return [(_meaning(key), _meaning(value)) for key, value in node.pairs]


def _meant(value: Value) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return [(name, _meant(each)) for name, each in value.items()]
    return tuple(map(_meant, value))


# Splicing


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, index: int) -> int:
    """The place after the line end that follows."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _spliced(page: Page, start: int, end: int, written: str) -> Page:
    return Page(page.text[:start] + written + page.text[end:], page.bom)


def _appended(page: Page, lines: str) -> Page:
    """The page with lines below the last key; front matter is made where there is none."""
    place, newline = fences(page.text), page.newline
    if place:
        front = front_matter(page.text)[0]
        indent = _indent(page, front.pairs[0][0]) if front and front.pairs else ""
        rows = "".join(f"{indent}{line}{newline}" for line in lines.split(newline))
        return _spliced(page, place.end, place.end, rows)
    return Page(f"---{newline}{lines}{newline}---{newline}{newline}{page.text}", page.bom)


def _indent(page: Page, node: Node) -> str:
    """The white space before a key or a list that stands on lines of its own."""
    indent = page.text[_line_start(page.text, node.start) : node.start]
    if indent.strip():
        raise _unsafe(f"line {node.line} is no plain `key: value`")
    return indent


def _pair_end(page: Page, pair: Pair) -> int:
    """Where a name of a mapping ends with its value; in brackets a name may stand without a colon."""
    key, value = pair
    return max(key.end + (page.text[key.end : key.end + 1] == ":"), value.end)


def _colon(page: Page, key: Node) -> int:
    """The place after a key's colon."""
    at = key.end
    while page.text[at : at + 1] in (" ", "\t"):
        at += 1
    if page.text[at : at + 1] != ":":
        raise _unsafe(f"line {key.line} is no plain `key: value`")
    return at + 1


def _filled(page: Page, pair: Pair, written: str) -> Page:
    """The page with a key's value exchanged for text on the key's own line; a comment there stays."""
    key, value = pair
    colon = _colon(page, key)
    if value.start == value.end or not page.text[value.start : value.end].strip():
        return _spliced(page, colon, colon, f" {written}")
    first = _line_start(page.text, value.start)
    if first > colon and value.shape != TEXT and not value.flow:
        above = page.text[colon:first]  # a comment on the key's line, and those above the list or map
        return _spliced(page, colon, _line_end(page.text, value.end), f" {written}{above}")
    return _spliced(page, value.start, value.end, written + _comment_behind_sign(page, value))


def _replaced(page: Page, pair: Pair, value: Value) -> Page:
    """The page with a key's value exchanged whole."""
    key, node = pair
    if isinstance(value, str):
        return _filled(page, pair, plain_or_quoted(value))
    kept = node.shape == (MAP if isinstance(value, Mapping) else LIST)
    block = kept and not node.flow and bool(value)
    if not block and ((kept and node.flow) or "\n" not in field(key.text, value, page.newline)):
        return _filled(page, pair, in_brackets(value))
    indent = _indent(page, node) if block else f"{_indent(page, key)}  "
    return _on_lines(page, pair, page.newline.join(indent + row for row in in_rows(value)))


def _on_lines(page: Page, pair: Pair, rows: str) -> Page:
    """The page with a key's value exchanged for whole lines below it; a comment on the key's line stays."""
    key, node = pair
    colon, first = _colon(page, key), _line_start(page.text, node.start)
    if node.start < node.end and first > key.start:
        return _spliced(page, first, node.end, rows)
    end = page.text.find("\n", node.end)
    end -= page.text[end - 1] == "\r"
    rest = _comment_behind_sign(page, node) or page.text[node.end : end].rstrip()
    return _spliced(page, colon, end, rest + page.newline + rows)


def _comment_behind_sign(page: Page, node: Node) -> str:
    """The comment behind | or >, which stands inside the value."""
    sign = None if node.plain else BLOCK_TEXT.match(page.text, node.start, node.end)
    return (sign and sign["comment"]) or ""


def _without(page: Page, node: Node, index: int) -> Page:
    """The page without one item of a list of several."""
    item = node.items[index]
    if not node.flow:
        before = node.items[index - 1].end if index else node.start
        dash = page.text.rfind("-", before, item.start) if index else node.start
        return _spliced(page, _line_start(page.text, dash), _line_end(page.text, item.end), "")
    if index + 1 < len(node.items):
        return _spliced(page, item.start, node.items[index + 1].start, "")
    return _spliced(page, node.items[index - 1].end, item.end, "")


def _as_list(page: Page, key: str, node: Node, value: tuple[Value, ...]) -> Page | None:
    """A list edited item by item, so that comments between its items stay; None where that can't give the order."""
    if node.shape != LIST or not node.items or any(not isinstance(each, str) for each in value):
        return None
    texts = [each.text for each in node.items if each.shape == TEXT]
    kept = [text for text in texts if text in value]
    if len(texts) != len(node.items) or not kept or tuple(value[: len(kept)]) != tuple(kept):
        return None
    edited = page
    for text in texts:
        edited = edited if text in value else remove_from_list(edited, key, text)
    for added in value[len(kept) :]:
        edited = add_to_list(edited, key, str(added))
    pair = _pair(edited, key)
    return edited if pair and _meaning(pair[1]) == _meant(value) else None


# Reading back


def _checked(before: Page, key: str, after: Page, wanted: object) -> Page:
    """The edited page, once it reads back: the key as meant (None: gone), every other key and the body as before."""
    try:
        old, new = _others(before, key), _others(after, key)
        found = [_meaning(pair[1]) for pair in _pairs(after) if pair[0].text == key]
    except Unreadable:
        raise _unsafe(f"{key} would not read back") from None
    if old != new or found != ([] if wanted is None else [wanted]) or not _same_body(before, after):
        raise _unsafe(f"{key} would not read back as meant")
    return after


def _pairs(page: Page) -> tuple[Pair, ...]:
    front = front_matter(page.text)[0]
    return front.pairs if front else ()


def _others(page: Page, key: str) -> list[tuple[object, object]]:
    return [(_meaning(name), _meaning(value)) for name, value in _pairs(page) if name.text != key]


def _same_body(before: Page, after: Page) -> bool:
    was, now = before.text[before.body_start :], after.text[after.body_start :]
    return was == now or (not fences(before.text) and now.endswith(was))
