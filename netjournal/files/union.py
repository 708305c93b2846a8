"""Two pages about one person made into one: what either says is kept, and nothing stands twice."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from netjournal.errors import UnreadablePage
from netjournal.files.log import add_entry
from netjournal.files.notation.body import Body, Span, read_body
from netjournal.files.notation.tree import LIST, MAP, TEXT, Node, fences
from netjournal.files.page import Page, Value, in_brackets
from netjournal.files.splice import add_to_list, set_in_map, set_key
from netjournal.network.entry import Entry
from netjournal.network.names import fold
from netjournal.network.person import APART

Kinds = Mapping[str, str]
Pair = tuple[Node, Node]

CALLOUT = "> [!merged] "
LISTS = frozenset(("alias", "nickname", "email", "emails", "phone", "phones", "url", "urls")).union(
    ("roles", "tags", "tag", "offers", "asks", "private", APART)
)
ARCHIVED = "archived"
COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.M)
NO_LEVEL = 2


def united(page: Page, other: Page, called: Sequence[str], kinds: Kinds) -> Page:
    """The page with all that the other says: its own values win, lists and logs are one, entries once.

    What differs stands below a heading of the first name in `called`, all of which become aliases. Uniting again
    changes nothing. Raises UnreadablePage where it cannot be done safely, Unreadable as `read_page` does.
    """
    front, aside = _united_front(page, other, called)
    mine, theirs = _body(front, kinds), _body(other, kinds)
    rest = _rest(other, theirs).replace("\r\n", "\n")
    is_told = any(_filled(rest) in _filled(text) for text in (_rest(front, mine), front.text[front.body_start :]))
    missing = _missing(mine, other, theirs)
    logged = front
    for entry, lines in missing:
        logged = _with_entry(logged, entry, lines, kinds)
    aside = [line for line in aside if line not in logged.text.splitlines()]
    parts = ["\n".join(aside), "" if is_told else rest]
    whole = _with_text(logged, called[0] if called else "", [part for part in parts if part], kinds)
    added = [entry for entry, _ in missing] + ([] if is_told else _left(other, theirs))
    if Counter(map(_told, _body(whole, kinds).entries)) != Counter(map(_told, [*mine.entries, *added])):
        raise UnreadablePage("the entries would not read back; close any open code block or comment")
    return whole


# Front matter


def _united_front(page: Page, other: Page, called: Sequence[str]) -> tuple[Page, list[str]]:
    """The page with the other's values, and the lines that say what had to be set aside."""
    known = frozenset(_comments(page))
    aside = [f"{CALLOUT}{text}" for text in _comments(other) if text not in known]
    for key, value in other.front.pairs if other.front else ():
        if key.shape != TEXT:
            aside.append(CALLOUT + " ".join(other.text[key.start : value.end].split()))
        elif not value.is_empty and key.text.casefold() != "name":
            page, more = _with_value(page, key.text, value)
            aside += more
    for text in called:
        page = _with_alias(page, text)
    return page, list(dict.fromkeys(aside))


def _with_value(page: Page, key: str, value: Node) -> tuple[Page, list[str]]:
    word, pair = key.casefold(), _pair(page, key)
    if word == "aliases":
        for item in _items(value):
            page = _with_alias(page, item.text)
        return page, []
    if word == ARCHIVED or (word == "status" and value.text.casefold() == ARCHIVED):
        return page, [] if pair and _value(pair[1]) == _value(value) else _aside(key, value)
    if pair is None:
        return set_key(page, key, _value(value)), []
    if pair[1].is_empty:
        return set_key(page, pair[0].text, _value(value)), []
    if word in LISTS or (LIST in (pair[1].shape, value.shape) and MAP not in (pair[1].shape, value.shape)):
        return _with_items(page, pair, value), []
    if pair[1].shape == value.shape == MAP:
        return _with_names(page, pair, value)
    return page, [] if _value(pair[1]) == _value(value) else _aside(key, value)


def _aside(key: str, value: Node) -> list[str]:
    return [f"{CALLOUT}{key}: {in_brackets(_value(value), flow=False)}"]


def _with_items(page: Page, pair: Pair, value: Node) -> Page:
    key, mine = pair[0].text, [_value(item) for item in _items(pair[1])]
    for item in map(_value, _items(value)):
        if item in mine or _is_address_of(key, item, mine):
            continue
        mine.append(item)
        parts = item.items() if isinstance(item, Mapping) else ()
        texts = {name: each for name, each in parts if isinstance(each, str)}
        if pair[1].shape != MAP and (isinstance(item, str) or item == texts):
            page = add_to_list(page, key, item if isinstance(item, str) else texts)
        else:
            page = set_key(page, key, tuple(mine))
    return page


def _is_address_of(key: str, item: Value, mine: Sequence[Value]) -> bool:
    """Whether an e-mail address stands there already, in other case."""
    if not isinstance(item, str) or key.casefold() not in ("email", "emails"):
        return False
    return item.casefold() in {each.casefold() for each in mine if isinstance(each, str)}


def _with_names(page: Page, pair: Pair, value: Node) -> tuple[Page, list[str]]:
    """The page with the names of a mapping that it lacks, and what other names say otherwise."""
    key, aside = pair[0].text, []
    mine = {name.text: each for name, each in pair[1].pairs}
    for name, each in value.pairs:
        if each.is_empty and name.text in mine:
            continue
        if name.text in mine and _value(mine[name.text]) == _value(each):
            continue
        added = None if name.text in mine or each.shape != TEXT else _with_name(page, key, name.text, each.text)
        page, more = (added, []) if added else (page, _aside(f"{key}.{name.text}", each))
        aside += more
    return page, aside


def _with_name(page: Page, key: str, name: str, text: str) -> Page | None:
    """The page with one more name in a mapping, None where it can't be written there."""
    try:
        return set_in_map(page, key, name, text)
    except UnreadablePage:
        return None


def _with_alias(page: Page, text: str) -> Page:
    """The page with one more alias, unless its person is called so."""
    names = [item.text for key in ("name", "aliases") if (pair := _pair(page, key)) for item in _items(pair[1])]
    pair = _pair(page, "aliases")
    if not fold(text) or fold(text) in {fold(name) for name in names}:
        return page
    return add_to_list(page, pair[0].text if pair else "aliases", text)


def _pair(page: Page, key: str) -> Pair | None:
    """The key as the page spells it, whatever its case, and its value."""
    pairs = [pair for pair in (page.front.pairs if page.front else ()) if pair[0].text.casefold() == key.casefold()]
    return next((pair for pair in pairs if pair[0].text == key), pairs[0] if pairs else None)


def _items(node: Node) -> tuple[Node, ...]:
    return tuple(item for item in (node.items if node.shape == LIST else (node,)) if not item.is_empty)


def _value(node: Node) -> Value:
    if node.shape == TEXT:
        return "" if node.is_empty else node.text
    if node.shape == LIST:
        return tuple(map(_value, node.items))
    return {key.text: _value(value) for key, value in node.pairs}


def _comments(page: Page) -> Iterator[str]:
    """The comments of the front matter: what begins with # outside every value."""
    place = fences(page.text)
    if place is None or page.front is None:
        return
    text = page.text[: place.end]
    for start, end in _leaves(page.front):
        text = text[:start] + "." * (end - start) + text[end:]
    yield from (match.group().rstrip() for match in COMMENT.finditer(text, place.start))


def _leaves(node: Node) -> Iterator[tuple[int, int]]:
    if node.shape == TEXT:
        yield node.start, node.end
    for each in (*node.items, *(each for pair in node.pairs for each in pair)):
        yield from _leaves(each)


# Body


def _body(page: Page, kinds: Kinds) -> Body:
    return read_body(page.text, page.body_start, "", kinds)


def _told(entry: Entry) -> tuple[object, ...]:
    return entry.date, entry.kind, entry.head, entry.text


def _bullets(page: Page, body: Body) -> list[tuple[Span, Entry]]:
    """The entries that are bullets by themselves, outside a dated heading's text."""
    found, end = [], 0
    for span, entry in zip(body.spans, body.entries, strict=True):
        if span.start >= end and page.text[span.start] != "#":
            found.append((span, entry))
        end = max(end, span.end)
    return found


def _left(page: Page, body: Body) -> list[Entry]:
    """The entries that stay in the text around the bullets."""
    moved = {span.start for span, _ in _bullets(page, body)}
    return [entry for span, entry in zip(body.spans, body.entries, strict=True) if span.start not in moved]


def _missing(mine: Body, other: Page, theirs: Body) -> list[tuple[Entry, list[str]]]:
    """The other's bullets that aren't here yet, each with its lines as written."""
    here = Counter(map(_told, mine.entries))
    missing = []
    for span, entry in _bullets(other, theirs):
        if here[_told(entry)]:
            here[_told(entry)] -= 1
        else:
            text = other.text[span.start : span.end].rstrip("\r\n")
            missing.append((entry, [line.rstrip("\r") for line in text.split("\n")]))
    return missing


def _rest(page: Page, body: Body) -> str:
    """What a body says besides its bullets and the heading of its log."""
    cuts = [(span.start, span.end) for span, _ in _bullets(page, body)]
    heading = page.text.rfind("\n", 0, body.log[0] - 1) + 1 if body.log else 0
    if body.log and not any(span.end == heading and page.text[span.start] == "#" for span in body.spans):
        cuts.append((heading, body.log[0]))  # where it ends a dated heading's text, it must go on doing so
    text, end = page.text, len(page.text)
    for start, stop in sorted(cuts, reverse=True):
        text = text[:start] + text[stop:]
        end -= stop - start
    return text[page.body_start : end].strip("\r\n")


def _filled(text: str) -> str:
    """The lines that are not blank, each between line feeds."""
    return "".join(f"\n{line.rstrip()}\n" for line in text.split("\n") if line.strip())


def _with_entry(page: Page, entry: Entry, lines: Sequence[str], kinds: Kinds) -> Page:
    """The page with an entry's own lines at their day's place in its log."""
    body = _body(page, kinds)
    start, end = body.log or (0, 0)
    inside = [(span, each) for span, each in _bullets(page, body) if start <= span.start < end]
    if not inside:
        more = [re.sub(r"^(?:  |\t)", "", line) for line in lines[1:]]
        return add_entry(page, "\n".join([re.sub(r"^[-*+][ \t]+", "", lines[0]), *more]), "", kinds)
    place = _place(inside, entry)
    opening = page.newline if place and page.text[place - 1] != "\n" else ""
    closing = "" if place == len(page.text) and opening else page.newline
    written = opening + page.newline.join(lines) + closing
    return Page(page.text[:place] + written + page.text[place:], page.bom)


def _place(inside: Sequence[tuple[Span, Entry]], entry: Entry) -> int:
    """Where an entry of that day goes: below the earlier ones, or above them where the days descend."""
    if len(inside) > 1 and inside[0][1].date > inside[-1][1].date:
        return next((span.start for span, each in inside if each.date <= entry.date), inside[-1][0].end)
    return next((span.end for span, each in reversed(inside) if each.date <= entry.date), inside[0][0].start)


def _with_text(page: Page, title: str, parts: Sequence[str], kinds: Kinds) -> Page:
    """The page with texts at its end, below a heading that ends whatever stands open there."""
    if not parts:
        return page
    heading = f"{'#' * _level(page, _body(page, kinds))} {' '.join(title.split())}".rstrip()
    start = page.text.rstrip("\r\n")
    block = "\n\n".join([*([heading] if title else []), *parts])
    text = (f"{start}\n\n" if start else "") + block + "\n"
    return Page(page.text[: len(start)] + text[len(start) :].replace("\n", page.newline), page.bom)


def _level(page: Page, body: Body) -> int:
    places = [span.start for span in body.spans if page.text[span.start] == "#"]
    places += [page.text.rfind("\n", 0, body.log[0] - 1) + 1] if body.log else []
    levels = [len(head) - len(head.lstrip("#")) for head in (page.text[place : place + 6] for place in places)]
    return min([NO_LEVEL, *levels])
