"""References to someone on a page: moved to another id, or taken out, and no other byte changed."""

import re
from collections.abc import Callable, Iterator, Mapping

from netjournal.errors import UnreadablePage
from netjournal.files.notation.body import FENCE, code_masked, read_body
from netjournal.files.notation.scalar import plain_or_quoted
from netjournal.files.notation.schema import unlinked
from netjournal.files.notation.tree import LIST, MAP, TEXT, Node
from netjournal.files.page import Page
from netjournal.files.splice import remove_from_list, remove_from_map, remove_key, set_in_map
from netjournal.network.dataclass import dataclass
from netjournal.network.entry import LINK, introduction
from netjournal.network.person import APART

Meant = Callable[[str], bool]

SOMEONE = "someone"
GUESTS = ("invited", "came")
LISTED = (*GUESTS, APART)  # keys that list people by name
NEEDS = ("asks", "offers")
SAYS_LITTLE = ("", "knows")
DEEP_FENCE = re.compile(r"[ \t]+(`{3,}|~{3,})")
SHOWN_LINK = re.compile(rf"!?{LINK.pattern}")


def renamed(page: Page, is_meant: Meant, new_id: str, is_there: Meant | None = None) -> Page:
    """The page with every reference to someone pointing to the new id; label and heading of a link stay.

    `is_there` says which names mean the new id already. Ties and guests stand once. Links in code stay.
    Raises UnreadablePage where it cannot be done safely, Unreadable where the front matter can't be read.
    """
    return _replaced(_once(page, is_meant, is_there or _nobody), _Moving(is_meant, new_id))


def forgotten(page: Page, is_meant: Meant, kinds: Mapping[str, str]) -> Page:
    """The page without someone: ties, guests, who was between, needs for them and introductions to them are gone.

    A link to them in a text is the word `someone`. Raises as `renamed` does.
    """
    bare = untied(page, is_meant)
    for key in LISTED:
        bare = _without_items(bare, key, is_meant)
    bare = _without_between(_without_needs(bare, is_meant), is_meant)
    return _replaced(_without_introductions(bare, is_meant, kinds), _Forgetting(is_meant))


def untied(page: Page, is_meant: Meant) -> Page:
    """The page without its ties to someone, and their words. Raises as `renamed` does."""
    return _without_items(page, "ties", is_meant)


def made_one(page: Page, is_meant: Meant) -> Page:
    """The page without what it says of someone who turns out to be the same: ties, and that they are another."""
    return _without_items(untied(page, is_meant), APART, is_meant)


# Links and names exchanged in their places


@dataclass(frozen=True, slots=True)
class _Moving:
    """References become references to another id."""

    is_meant: Meant
    new_id: str

    def link(self, match: re.Match[str]) -> str:
        if not self.is_meant(match[1].strip()):
            return match[0]
        return match[0].replace(match[1].strip(), self.new_id, 1)

    def name(self, text: str) -> str:
        return self.new_id if self.is_meant(text.strip()) else text


@dataclass(frozen=True, slots=True)
class _Forgetting:
    """References become a word that says nobody's name."""

    is_meant: Meant

    def link(self, match: re.Match[str]) -> str:
        return SOMEONE if self.is_meant(match[1].strip()) else match[0]

    def name(self, text: str) -> str:
        return SOMEONE if self.is_meant(text.strip()) else text


Exchange = _Moving | _Forgetting


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def _replaced(page: Page, exchange: Exchange) -> Page:
    edits = [*_front_edits(page, exchange), *_body_edits(page, exchange)]
    text = page.text
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    changed = Page(text, page.bom)
    wanted = [wanted for _, wanted in _wanted(page, exchange)]
    if [node.text for node in _texts(changed.front)] != wanted:
        raise UnreadablePage("a reference would not read back as meant; edit it by hand")
    return changed


def _front_edits(page: Page, exchange: Exchange) -> Iterator[_Edit]:
    for node, wanted in _wanted(page, exchange):
        if wanted == node.text:
            continue
        typed = page.text[node.start : node.end]
        spliced = SHOWN_LINK.sub(exchange.link, typed)
        is_escaped = typed[:1] in "\"'" and ("\\" in typed or "''" in typed)
        is_in_place = spliced != typed and not is_escaped
        yield _Edit(node.start, node.end, spliced if is_in_place else plain_or_quoted(wanted, True))


def _wanted(page: Page, exchange: Exchange) -> Iterator[tuple[Node, str]]:
    """Every text of the front matter, and what it should become."""
    named = {node.start for node in _named(page.front)}
    for node in _texts(page.front):
        linked = SHOWN_LINK.sub(exchange.link, node.text)
        is_bare = linked == node.text and node.start in named and not node.is_empty
        yield node, exchange.name(node.text) if is_bare else linked


def _body_edits(page: Page, exchange: Exchange) -> Iterator[_Edit]:
    for start, line in _visible_lines(page.text, page.body_start):
        for match in SHOWN_LINK.finditer(code_masked(line)) if "[[" in line else ():
            yield _Edit(start + match.start(), start + match.end(), exchange.link(match))


def _visible_lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The lines of a body that are not in a code block, each with its place; quotes and comments among them."""
    fence, is_deep = "", False
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end].rstrip("\r\n")
        if fence and is_deep and line[:1].strip():
            fence = ""
        opening = FENCE.match(line) or DEEP_FENCE.match(line)
        if fence:
            fence = "" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else fence
        elif opening and not (opening[1][0] == "`" and "`" in line[opening.end() :]):
            fence, is_deep = opening[1], line[0] in " \t"
        else:
            yield start, line
        start = end


def _texts(node: Node | None) -> Iterator[Node]:
    """Every text in a tree, keys among them, in order."""
    if node is None:
        return
    if node.shape == TEXT:
        yield node
    for item in node.items:
        yield from _texts(item)
    for key, value in node.pairs:
        yield from _texts(key)
        yield from _texts(value)


def _named(front: Node | None) -> Iterator[Node]:
    """The texts that stand where a person is named."""
    for key, value in front.pairs if front else ():
        word = key.text.casefold()
        if word == "ties" or word in LISTED:
            yield from _names(value)
        elif word == "introduced_by":
            yield value
        elif word == "met":
            yield from _parts(value, "through")
        elif word in NEEDS:
            for item in value.items:
                yield from _parts(item, "for")


def _names(node: Node) -> tuple[Node, ...]:
    """The names of a mapping, the items of a list, or the one text."""
    if node.shape == MAP:
        return tuple(key for key, _ in node.pairs)
    return node.items if node.shape == LIST else (node,)


def _parts(node: Node, name: str) -> Iterator[Node]:
    yield from (value for key, value in node.pairs if key.text.casefold() == name)


# Taken out


def _values(page: Page, word: str) -> Iterator[tuple[str, Node]]:
    """A key as it is spelt here, whatever its case, with its value."""
    for key, value in page.front.pairs if page.front else ():
        if key.shape == TEXT and key.text.casefold() == word:
            yield key.text, value


def _without_items(page: Page, word: str, is_meant: Meant) -> Page:
    """The page without the names in one mapping or list that mean someone."""
    for key, value in _values(page, word):
        remove = remove_from_map if value.shape == MAP else remove_from_list
        for name in _names(value):
            if not name.is_empty and is_meant(unlinked(name.text)):
                page = remove(page, key, name.text)
    return page


def _without_needs(page: Page, is_meant: Meant) -> Page:
    for word in NEEDS:
        for key, value in _values(page, word):
            whom = {node.text for item in value.items for node in _parts(item, "for") if is_meant(unlinked(node.text))}
            for each in sorted(whom):
                page = remove_from_list(page, key, each)
    return page


def _without_between(page: Page, is_meant: Meant) -> Page:
    for key, value in _values(page, "met"):
        for name, through in value.pairs:
            if name.text.casefold() == "through" and is_meant(unlinked(through.text)):
                page = remove_from_map(page, key, name.text)
    for key, value in _values(page, "introduced_by"):
        page = remove_key(page, key) if is_meant(unlinked(value.text)) else page
    return page


def _without_introductions(page: Page, is_meant: Meant, kinds: Mapping[str, str]) -> Page:
    """The page without the entries that tell of an introduction to someone."""
    body = read_body(page.text, page.body_start, "", kinds)
    kept, done = "", 0
    for span, entry in zip(body.spans, body.entries, strict=True):
        told = introduction(entry)
        if told and is_meant(told.other) and span.start >= done:
            kept, done = kept + page.text[done : span.start], span.end
    return Page(kept + page.text[done:], page.bom)


def _nobody(_: str) -> bool:
    return False


def _once(page: Page, is_meant: Meant, is_there: Meant) -> Page:
    """The page without the ties and guests who would stand twice under the new id."""
    for word in (*LISTED, "ties"):
        for key, value in _values(page, word):
            names = [name for name in _names(value) if not name.is_empty]
            kept = [name for name in names if is_there(unlinked(name.text))]
            meant = [name for name in names if is_meant(unlinked(name.text))]
            one = [*kept[:1], *meant]
            if value.shape == MAP and len(one) > 1:
                page = _one_tie(page, key, one[0], one[1:], value)
            elif len(one) > 1:
                page = _without_texts(page, key, {name.text for name in one} - {one[0].text})
    return page


def _without_texts(page: Page, key: str, texts: set[str]) -> Page:
    for text in sorted(texts):
        page = remove_from_list(page, key, text)
    return page


def _one_tie(page: Page, key: str, kept: Node, others: list[Node], ties: Node) -> Page:
    """The page with one tie in the place of several, which says what they said."""
    words = {name.start: word.text for name, word in ties.pairs}
    said = (words[name.start] for name in (kept, *others))
    telling = ", ".join(dict.fromkeys(word for word in said if word.strip() not in SAYS_LITTLE))
    for name in others:
        page = remove_from_map(page, key, name.text)
    return set_in_map(page, key, kept.text, telling) if telling not in ("", words[kept.start]) else page
