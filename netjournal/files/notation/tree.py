"""Front matter as a tree of nodes that know where they stand; every scalar is the text that was typed."""

import bisect
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Problem
from netjournal.network.pattern import pattern

if TYPE_CHECKING:
    import yaml

TEXT, LIST, MAP = "text", "list", "map"

MOST_NESTING = 40
MOST_FRONT_MATTER = 1_000_000
PLAIN_TAGS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map", "int", "float", "bool", "null", "timestamp", "omap")
)
CONFLICT = pattern(r"^(?:<{7}|>{7}|\|{7})(?: |\r?$)|^={7}\r?$", re.M)
OPENING = pattern(r"---[ \t]*\r?(?:\n|\Z)")
CLOSING = pattern(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.M)


@dataclass(slots=True)  # nothing changes one, but a page has forty, and refusing it took two thirds of making them
class Node:
    """One value: `shape` is text, list or map; `start` and `end` count code points from the start of the page.

    `plain` is whether a text stands without quotes or block indicator; `flow` whether a list or map stands in
    brackets. `pairs` holds a map's keys and values in order, doubles included.
    """

    shape: str
    text: str
    plain: bool
    flow: bool
    line: int
    column: int
    start: int
    end: int
    items: tuple["Node", ...] = ()
    pairs: tuple[tuple["Node", "Node"], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written here: no value, `~`, or an unquoted `null`."""
        return self.shape == TEXT and (not self.text.strip() or (self.plain and self.text in ("~", "null")))


@dataclass(frozen=True, slots=True)
class Fences:
    """Where front matter stands on a page: its own text is `[start:end]`, the body begins at `body`."""

    start: int
    end: int
    body: int


class Unreadable(ValueError):
    """Front matter that cannot be read; carries the finding that says why."""

    severity = "error"

    def __init__(self, line: int, column: int, code: str, says: str, do: str) -> None:
        super().__init__(says)
        self.line, self.column, self.code, self.says, self.do = line, column, code, says, do

    def problem(self, file: str) -> Problem:
        return Problem(file, self.line, self.column, self.code, self.severity, self.says, self.do)


class AnotherKind(Unreadable):
    """A page that says it tells of something else than what its folder is for."""

    severity = "warning"
    code = "another-kind"


def fences(text: str) -> Fences | None:
    """Where the front matter of a page (without BOM) stands, None where the page has none.

    Raises Unreadable where it is opened and never closed.
    """
    opening = OPENING.match(text)
    if not opening:
        return None
    closing = CLOSING.search(text, opening.end())
    if not closing:
        raise Unreadable(1, 1, "unclosed", "front matter opens here and is never closed", "add a line --- after it")
    return Fences(opening.end(), closing.start(), closing.end())


class Lines:
    """Line and column of any place on a page."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, index: int) -> tuple[int, int]:
        line = bisect.bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1


def front_matter(text: str) -> tuple[Node | None, int]:
    """The front matter of a page's text (without BOM) as a map, None where there is none, and where the body begins.

    Raises Unreadable with the place and what to do.
    """
    place = fences(text)
    if place is None:
        return None, 0
    return read_map(text, place.start, place.end), place.body


def read_map(text: str, start: int, end: int) -> Node:
    """The map that `text[start:end]` holds, with places counted from the start of `text`."""
    from netjournal.files.notation.subset import plain_map  # here, for it makes nodes of this module's

    line = text.count("\n", 0, start) + 1
    return plain_map(text, start, end, line) or parsed_map(text, start, end)


def parsed_map(text: str, start: int, end: int) -> Node:
    """The map that `text[start:end]` holds, always as the YAML parser says."""
    source, lines = text[start:end], Lines(text)
    line = lines.at(start)[0]
    _refuse_hostile(source, start, lines)
    import yaml  # here and below: most commands read no page, and this costs more than they do

    try:
        composed = yaml.compose(source, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        raise _explained(source, error, start, lines) from None
    except yaml.reader.ReaderError as error:
        place = min(max(int(error.position), 0), len(source))
        control = re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|[\x80-\x84\x86-\x9f]", source)
        raise Unreadable(
            *lines.at(start + (control.start() if control else place)),
            "control",
            "a control character stands in the front matter",
            "remove it, or write it as an escape in double quotes",
        ) from None
    if composed is None:
        return Node(MAP, "", False, False, line, 1, start, start)
    node = _node(composed, source, start, lines, 0)
    if node.shape == TEXT:
        hint = "put a space after the colon" if ":" in node.text else "write fields such as `name: Ada`"
        raise Unreadable(node.line, node.column, "no-fields", "fields wanted, found one text", hint)
    if node.shape == LIST:
        raise Unreadable(
            node.line, node.column, "no-fields", "fields wanted, found a list", "write fields such as `name: Ada`"
        )
    return node


def _refuse_hostile(source: str, start: int, lines: Lines) -> None:
    """Refuse what would cost more than a page is worth, or run code, before anything is composed."""
    if len(source) > MOST_FRONT_MATTER:
        raise Unreadable(*lines.at(start), "too-long", "the front matter is over a megabyte", "move text into the body")
    conflict = CONFLICT.search(source)
    if conflict:
        raise Unreadable(
            *lines.at(start + conflict.start()),
            "conflict",
            "unresolved git conflict",
            "keep what is right of both sides and remove the marker lines",
        )
    if source.count("[") + source.count("{") <= MOST_NESTING and not re.search(
        r"[&*!]|[-?:] +[-?:] |^ {60}", source, re.M
    ):
        return
    _refuse_events(source, start, lines)


def _refuse_events(source: str, start: int, lines: Lines) -> None:
    import yaml

    depth, anchor = 0, None
    for event in _events(source):
        place = lines.at(start + (event.start_mark.index if event.start_mark else 0))
        anchor = anchor or (place if getattr(event, "anchor", None) else None)
        if isinstance(event, yaml.AliasEvent):
            says = "YAML aliases (*name) are not read"
            raise Unreadable(*(anchor or place), "alias", says, "write the value out, or quote it")
        tag = getattr(event, "tag", None)
        if tag and tag not in PLAIN_TAGS and tag != "!":
            raise Unreadable(*place, "tag", "YAML tags (!name) are not read", "remove the tag, or quote the value")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_NESTING:
            raise _deep(place)


def _too_deep(source: str, index: int) -> int:
    """Where brackets in front of that place are first nested too deep; the place itself where other signs nest."""
    depth = 1  # the front matter is a map itself
    for at, sign in enumerate(source[:index]):
        depth += (sign in "[{") - (sign in "]}")
        if depth > MOST_NESTING:
            return at
    return index


def _deep(place: tuple[int, int]) -> Unreadable:
    return Unreadable(*place, "deep", f"nested more than {MOST_NESTING} levels deep", "write it flatter")


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # PyYAML may be built without libyaml


def _events(source: str) -> Iterator["yaml.Event"]:
    """The events up to the first error, which composing will meet again and explain."""
    import yaml

    try:
        yield from yaml.parse(source, Loader=_loader())
    except yaml.YAMLError:
        return


def _explained(source: str, error: "yaml.MarkedYAMLError", start: int, lines: Lines) -> Unreadable:
    """A parser's complaint in a user's words, at the place to mend."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(source)) if mark else 0  # where neither is there, the front matter's start
    place, said = lines.at(start + index), (error.problem or "").casefold()
    if "nesting depth" in said:  # libyaml 0.2.6 and newer meets its own limit before it can tell of ours
        return _deep(lines.at(start + _too_deep(source, index)))
    tab = re.match(r" *\t", source[source.rfind("\n", 0, index) + 1 :])
    if tab and ("token" in said or "tab" in said):
        line_start = source.rfind("\n", 0, index) + 1
        return Unreadable(*lines.at(start + line_start), "tab", "YAML forbids tabs in front of a line", "use spaces")
    if "cannot start any token" in said and index < len(source):
        sign = source[index]
        return Unreadable(*place, "quote", f"a value cannot begin with {sign}", f'quote it: "{_rest(source, index)}"')
    if "mapping values are not allowed" in said:
        return Unreadable(*place, "colon", "a second colon stands in an unquoted value", "quote the whole value")
    if error.context_mark and ("unexpected end of stream" in said or "',' or '" in said):
        opened = min(error.context_mark.index, len(source))
        what = "bracket" if source[opened : opened + 1] in ("[", "{") else "quote"
        return Unreadable(
            *lines.at(start + opened), "unclosed", f"a {what} opens here and is never closed", "close it, or quote it"
        )
    if "could not find expected ':'" in said:
        context = error.context_mark.index if error.context_mark else index
        return Unreadable(
            *lines.at(start + min(context, len(source))),
            "no-colon",
            "this line is no `key: value`",
            "add a colon and a space",
        )
    return Unreadable(*place, "yaml", f"not readable as YAML: {said or 'broken'}", "mend it, or quote the value")


def _rest(source: str, index: int) -> str:
    """The word at a place, for a hint."""
    return re.match(r"[^\n\r#,\]}]{0,40}", source[index:]).group().strip()  # type: ignore[union-attr]


def _node(composed: "yaml.Node", source: str, start: int, lines: Lines, depth: int) -> Node:
    import yaml

    begin, end = composed.start_mark.index, composed.end_mark.index
    line, column = lines.at(start + begin)
    if isinstance(composed, yaml.ScalarNode):
        plain = composed.style is None or composed.style == ""
        if composed.style in ("|", ">"):
            end = _trimmed(source, begin, end, "")
        return Node(TEXT, composed.value, plain, False, line, column, start + begin, start + end)
    flow = isinstance(composed, yaml.CollectionNode) and bool(composed.flow_style)
    if not flow:
        end = _trimmed(source, begin, end)
    elif source.startswith("[[", begin) and (link := _wiki(source[begin:end])):
        return Node(TEXT, link, True, False, line, column, start + begin, start + end)
    if isinstance(composed, yaml.SequenceNode):
        items = tuple(_node(item, source, start, lines, depth + 1) for item in composed.value)
        return Node(LIST, "", False, flow, line, column, start + begin, start + end, items)
    pairs = tuple(
        (_node(key, source, start, lines, depth + 1), _node(value, source, start, lines, depth + 1))
        for key, value in composed.value
    )
    return Node(MAP, "", False, flow, line, column, start + begin, start + end, (), pairs)


def _wiki(written: str) -> str:
    """A wiki link that YAML takes for a list in a list, else nothing."""
    return written if re.fullmatch(r"\[\[[^\[\]\n]+\]\]", written) else ""


def _trimmed(source: str, begin: int, end: int, comment: str = "#") -> int:
    """The end of a block value without the blank and comment lines that the parser's mark runs over.

    An empty `comment` keeps lines that begin with #, which are text in a block scalar.
    """
    while end > begin:
        last = source.rfind("\n", begin, end - 1) + 1
        line = source[max(last, begin) : end].strip()
        if last <= begin or (line and not (comment and line.startswith(comment))):
            break
        end = last
    while end > begin and source[end - 1] in "\r\n":
        end -= 1
    return end
