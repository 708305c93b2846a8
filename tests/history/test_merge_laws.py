"""What holds of any three versions of a page, over generated pages and edits."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.files.notation.body import MARKER, read_body
from netjournal.files.notation.tree import front_matter
from netjournal.history.merge import merge_lines, merge_pages, merge_settings
from netjournal.history.values import meaning
from netjournal.network.entry import KINDS

TOKEN = re.compile(r"t[a-z]{2}\d+")
LAWS = settings(max_examples=150, deadline=None)


@dataclass
class Draft:
    """A page before it is written down."""

    scalars: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    flow: bool = True
    ties: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    paragraphs: list[list[str]] = field(default_factory=list)
    entries: list[tuple[str, str]] = field(default_factory=list)
    promises: list[tuple[str, bool]] = field(default_factory=list)
    has_log: bool = True
    newest_first: bool = False

    def text(self) -> str:
        lines = [*self._front(), *self._body()]
        return "\n".join(lines) + "\n"

    def _front(self) -> Iterator[str]:
        rows: dict[str, list[str]] = {key: [f"{key}: {value}"] for key, value in self.scalars.items()}
        for key, items in self.lists.items():
            inline = [f"{key}: [{', '.join(items)}]"]
            rows[key] = inline if self.flow else [f"{key}:", *(f"  - {item}" for item in items)]
        if self.ties:
            rows["ties"] = ["ties:", *(f"  {who}: {word}" for who, word in self.ties.items())]
        yield "---"
        for key, lines in rows.items():
            if key in self.comments:
                yield f"# {self.comments[key]}"
            yield from lines
        yield "---"

    def _body(self) -> Iterator[str]:
        for paragraph in self.paragraphs:
            yield ""
            yield from paragraph
        yield from (f"- [{'x' if done else ' '}] {text}" for text, done in self.promises)
        if self.has_log:
            yield from ("", "## Log", "")
        elif self.entries:
            yield ""
        yield from (f"- {day} {text}" for day, text in self.entries)


Edit = Callable[[Draft, Callable[[], str], st.DataObject], None]


def a_day(data: st.DataObject) -> str:
    return f"2026-{data.draw(st.integers(1, 12)):02d}-{data.draw(st.integers(1, 28)):02d}"


def set_scalar(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    draft.scalars[data.draw(st.sampled_from(("name", "city", "why", "nick")))] = new()


def remove_scalar(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    draft.scalars.pop(data.draw(st.sampled_from(("city", "why", "nick"))), None)


def add_item(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    items = draft.lists.setdefault(data.draw(st.sampled_from(("tags", "roles", "extra"))), [])
    items.insert(data.draw(st.integers(0, len(items))), new())


def remove_item(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(("tags", "roles")))
    if draft.lists.get(key):
        draft.lists[key].pop(data.draw(st.integers(0, len(draft.lists[key]) - 1)))
        if not draft.lists[key]:
            del draft.lists[key]


def set_tie(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    draft.ties[data.draw(st.sampled_from(("bo", "cy", "di")))] = new()


def remove_tie(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    draft.ties.pop(data.draw(st.sampled_from(("bo", "cy", "di"))), None)


def add_comment(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(("name", "tags")))
    if key in draft.scalars or key in draft.lists:
        draft.comments[key] = new()


def add_entry(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    draft.entries.append((a_day(data), f"call: {new()}"))
    draft.entries.sort(reverse=draft.newest_first)


def edit_entry(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    if draft.entries:
        at = data.draw(st.integers(0, len(draft.entries) - 1))
        draft.entries[at] = draft.entries[at][0], f"email: {new()}"


def remove_entry(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    if draft.entries:
        draft.entries.pop(data.draw(st.integers(0, len(draft.entries) - 1)))


def tick(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    draft.promises = [(text, True) for text, _ in draft.promises]


def add_promise(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    draft.promises.append((new(), False))


def add_paragraph(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(draft.paragraphs)))
    draft.paragraphs.insert(at, [f"Likes {new()} a lot.", f"Says {new()}."])


def edit_line(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    if draft.paragraphs:
        paragraph = data.draw(st.sampled_from(draft.paragraphs))
        paragraph[data.draw(st.integers(0, len(paragraph) - 1))] = f"Now {new()}."


def remove_paragraph(draft: Draft, new: Callable[[], str], data: st.DataObject) -> None:
    if draft.paragraphs:
        draft.paragraphs.pop(data.draw(st.integers(0, len(draft.paragraphs) - 1)))


EDITS: tuple[Edit, ...] = (
    set_scalar, remove_scalar, add_item, remove_item, set_tie, remove_tie, add_comment, add_entry, edit_entry,
    remove_entry, tick, add_promise, add_paragraph, edit_line, remove_paragraph,
)  # fmt: skip
ADDITIONS: tuple[Edit, ...] = (set_scalar, add_item, set_tie, add_entry, add_promise, add_paragraph)


def tokens(side: str) -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"t{side}{next(numbers)}"


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    data, new = draw(st.data()), tokens("bb")
    draft = Draft({"name": "Ada"}, flow=draw(st.booleans()), has_log=draw(st.booleans()))
    draft.newest_first = draw(st.booleans())
    for edit in draw(st.lists(st.sampled_from(ADDITIONS), max_size=8)):
        edit(draft, new, data)
    return draft


def edited(draft: Draft, side: str, data: st.DataObject) -> Draft:
    changed, new = deepcopy(draft), tokens(side)
    for edit in data.draw(st.lists(st.sampled_from(EDITS), max_size=4)):
        edit(changed, new, data)
    return changed


@dataclass(frozen=True)
class Triple:
    base: str
    left: str
    right: str

    def __iter__(self) -> Iterator[bytes]:
        return iter((self.base.encode(), self.left.encode(), self.right.encode()))


@st.composite
def triples(draw: st.DrawFn) -> Triple:
    data, base = draw(st.data()), draw(drafts())
    return Triple(base.text(), edited(base, "ll", data).text(), edited(base, "rr", data).text())


def said(text: str) -> Counter[str]:
    return Counter(TOKEN.findall(text))


@LAWS
@given(triples())
def test_what_either_side_added_is_there_once_and_what_neither_removed_is_there(triple: Triple) -> None:
    merged = said(merge_pages(*triple).data.decode())
    base, left, right = (said(text) for text in (triple.base, triple.left, triple.right))
    assert {token: merged[token] for token in (left | right) - base} == dict.fromkeys((left | right) - base, 1)
    assert not {token for token in base & left & right if not merged[token]}
    assert not set(merged) - set(left) - set(right)


@LAWS
@given(triples())
def test_it_does_not_matter_which_side_is_ours(triple: Triple) -> None:
    base, left, right = triple
    assert merge_pages(base, left, right) == merge_pages(base, right, left)
    assert merge_pages(None, left, right) == merge_pages(None, right, left)


@LAWS
@given(triples(), st.booleans())
def test_merging_again_changes_nothing(triple: Triple, with_base: bool) -> None:
    base, left, right = triple
    start = base if with_base else None
    merged = merge_pages(start, left, right).data
    for side in (left, right, merged):
        assert merge_pages(start, merged, side).data.decode() == merged.decode()
        assert merge_pages(side, merged, side).data == merged
    assert merge_pages(base, base, right).data == right
    assert merge_pages(left, left, right).data == right
    assert merge_pages(start, left, left).data == left


@LAWS
@given(triples())
def test_lines_that_nobody_touched_stay(triple: Triple) -> None:
    merged = Counter(merge_pages(*triple).data.decode().split("\n"))
    base, left, right = (Counter(text.split("\n")) for text in (triple.base, triple.left, triple.right))
    kept = {line for line in base & left & right if line.strip() and not line.startswith("- [")}
    assert not {line for line in kept if not merged[line] and not re.match(r"\w+: \[|\w+:$", line)}


@LAWS
@given(triples(), st.booleans(), st.booleans())
def test_line_ends_are_no_difference_and_the_base_keeps_its_own(triple: Triple, windows: bool, mark: bool) -> None:
    base, left, right = triple
    plain = merge_pages(base, left, right).data
    moved = (b"\xef\xbb\xbf" if mark else b"") + left.replace(b"\n", b"\r\n")
    if len({base, left, right}) == 3:
        assert merge_pages(base, moved, right).data == plain
    old = base.replace(b"\n", b"\r\n") if windows else base
    if old not in (left, right) and left != right:
        assert merge_pages(old, left, right).data == (plain.replace(b"\n", b"\r\n") if windows else plain)


@LAWS
@given(triples(), st.booleans())
def test_the_result_is_read_as_what_the_sides_say(triple: Triple, with_base: bool) -> None:
    base, left, right = triple
    text = merge_pages(base if with_base else None, left, right).data.decode()
    node, start = front_matter(text)
    assert node is not None
    keys = [key.text for key, _ in node.pairs]
    assert len(keys) == len(set(keys))
    body = read_body(text, start, "page.md", KINDS)
    assert not [line for line in text.split("\n") if MARKER.match(line)]
    entries = Counter((entry.date, str(entry)) for entry in body.entries)
    assert max(entries.values(), default=1) == 1
    assert not [problem for problem in body.problems if problem.code != "kind"]


def paragraphs(text: str) -> tuple[object, ...]:
    """What must not depend on the order of merging: keys and values, entries, promises, callouts, lines of prose."""
    node, start = front_matter(text)
    said = meaning(node) if node else {}
    assert isinstance(said, dict)
    values = {key: sorted(map(str, each)) if isinstance(each, tuple) else each for key, each in said.items()}
    return values, Counter(line for line in text[start:].split("\n") if line.strip())


@LAWS
@given(drafts(), st.data())
def test_three_machines_come_to_the_same_in_any_order(base: Draft, data: st.DataObject) -> None:
    start = base.text().encode()
    sides = [edited(base, side, data).text().encode() for side in ("xx", "yy", "zz")]
    ends = []
    for one, other, last in itertools.permutations(sides):
        first = merge_pages(start, one, other).data
        ends.append(merge_pages(start, first, last).data)  # the last machine has seen only the start
        second = merge_pages(start, other, last).data
        ends.append(merge_pages(other, first, second).data)  # two machines that both have merged with the other
    said = [paragraphs(end.decode()) for end in ends]
    for each, end in zip(said, ends, strict=True):
        assert each == said[0], "\n\n".join(side.decode() for side in (start, *sides, ends[0], end))


@settings(max_examples=60, deadline=None)
@given(drafts(), st.data())
def test_clones_that_sync_through_a_hub_lose_and_double_nothing(base: Draft, data: st.DataObject) -> None:
    hub = base.text().encode()
    clones, seen = [hub] * 3, [hub] * 3
    added: set[str] = set()
    for number in range(data.draw(st.integers(2, 6))):
        at = data.draw(st.integers(0, 2))
        token = f"tcc{number}"
        clones[at] += f"- 2026-03-{number + 1:02d} call: {token}\n".encode()
        added.add(token)
        for who in data.draw(st.lists(st.integers(0, 2), max_size=2)):
            hub = merge_pages(seen[who], clones[who], hub).data
            clones[who] = seen[who] = hub
    for who in (0, 1, 2, 0, 1, 2):
        hub = merge_pages(seen[who], clones[who], hub).data
        clones[who] = seen[who] = hub
    assert len(set(clones)) == 1
    counts = said(hub.decode())
    assert {token: counts[token] for token in added} == dict.fromkeys(added, 1)


LINES = st.lists(st.sampled_from(("call Bo", "tea", "", "- x", "café")), max_size=6).map(
    lambda lines: "".join(f"{line}\n" for line in lines).encode()
)


@LAWS
@given(LINES, LINES, LINES)
def test_lists_of_lines_keep_what_either_side_added(base: bytes, left: bytes, right: bytes) -> None:
    merged = merge_lines(base, left, right)
    assert merged == merge_lines(base, right, left)
    old, new = Counter(base.split(b"\n")), Counter(merged.split(b"\n"))
    for side in (left, right):
        assert not set(Counter(side.split(b"\n")) - old) - set(new)
    assert merge_lines(base, base, right) == right


MAPS = st.dictionaries(st.sampled_from(("commit", "circles", "kinds", "mine")), st.sampled_from(("a", "b", "c")))


@LAWS
@given(MAPS, MAPS, MAPS)
def test_settings_keep_every_key_and_every_value_a_side_set(
    base: dict[str, str], left: dict[str, str], right: dict[str, str]
) -> None:
    texts = ["".join(f"{key}: {value}\n" for key, value in each.items()).encode() for each in (base, left, right)]
    merged = merge_settings(*texts)
    assert merged == merge_settings(texts[0], texts[2], texts[1])
    for side in (left, right):
        assert all(f"{key}: {value}\n" in merged.decode() for key, value in side.items() if base.get(key) != value)


if __name__ == "__main__":
    pytest.main([__file__])
