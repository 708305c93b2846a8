"""Edits of front matter change what was asked and no other byte, however people wrote the page."""

import datetime
from collections.abc import Callable

import frontmatter
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from netjournal.errors import CannotBeWritten, UnreadablePage
from netjournal.files.notation.tree import LIST, MAP, TEXT, Node, Unreadable
from netjournal.files.page import Page, Value, new_page, read_page
from netjournal.files.splice import (
    add_to_list,
    remove_from_list,
    remove_from_map,
    remove_key,
    replace_item,
    set_in_map,
    set_key,
)

Edit = Callable[[Page], Page]


def plain(node: Node | None) -> Value:
    """A tree as texts, tuples and mappings."""
    if node is None:
        return {}
    if node.shape == TEXT:
        return node.text
    if node.shape == LIST:
        return tuple(map(plain, node.items))
    return {name.text: plain(value) for name, value in node.pairs}


def fields(page: Page) -> dict[str, Value]:
    found = plain(page.front)
    assert isinstance(found, dict)
    return found


def body(page: Page) -> str:
    return page.text[page.body_start :]


# Pages as people write them: each field is (key, lines); the same page with LF and CRLF, with and without a BOM.

WORDS = st.sampled_from(
    ["a", "Rome", "é", "佐藤", "x y", "a, b", "a: b", "#t", "null", "no", "007", "[[bo]]", "it's", 'q"q']
)
COMMENT = st.sampled_from(["", "  # kept", " # é: [x]"])


def double(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


SCALAR = st.one_of(
    WORDS.map(double),
    WORDS.map(single),
    st.sampled_from(["plain", "plain words", "a:b", "x#y", "--12-10", "2026-01-01", "~", "null", "[[bo]]", "!!str a"]),
)
FLOW_ITEM = st.one_of(WORDS.map(double), st.sampled_from(["plain", "b", "{what: a, heard: 2026-01-01}", "~", "[[c]]"]))


@st.composite
def written_values(draw: st.DrawFn) -> list[str]:
    """What stands after a key's colon, as lines."""
    comment = draw(COMMENT)
    style = draw(
        st.sampled_from(["text", "empty", "flow", "flow lines", "block", "map", "flow map", "literal", "folded"])
    )
    items, words = draw(st.lists(FLOW_ITEM, max_size=3)), draw(st.lists(SCALAR, min_size=1, max_size=3))
    indent = draw(st.sampled_from(["  ", "    "]))
    if style == "text":
        return [f" {words[0]}{comment}"]
    if style == "empty":
        return [comment]
    if style == "flow":
        return [f" [{', '.join(items)}]{comment}"]
    if style == "flow lines":
        return [" [", *(f"  {item},{comment}" for item in items), "  ]"]
    if style == "block":
        indent = draw(st.sampled_from(["", indent]))
        between = draw(st.sampled_from([[], [f"{indent}# between"]]))
        rows = [f"{indent}- {word}{draw(COMMENT)}" for word in words]
        if draw(st.booleans()):
            rows.append(f"{indent}-")
        return [comment, rows[0], *between, *rows[1:]]
    if style == "map":
        return [comment, *(f"{indent}{name}: {word}{draw(COMMENT)}" for name, word in zip("xyz", words, strict=False))]
    if style == "flow map":
        return [f" {{{', '.join(f'{name}: {item}' for name, item in zip('xyz', items, strict=False))}}}{comment}"]
    sign = {"literal": "|", "folded": ">"}[style] + draw(st.sampled_from(["", "-", "+"]))
    return [f" {sign}{comment}", f"{indent}one: # not a comment", *draw(st.sampled_from([[], ["", f"{indent}---"]]))]


KEYS = ["name", "Name", "tags", "ties", "b c", "'q'", '"x: y"', "é", "1", "no"]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    lines = ["---"]
    for name in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5)):
        lines += draw(st.sampled_from([[], ["# comment"], [""]]))
        first, *rest = draw(written_values())
        lines += [f"{name}:{first}", *rest]
    lines += [*draw(st.sampled_from([[], ["# last"], [""]])), draw(st.sampled_from(["---", "..."]))]
    lines += draw(st.sampled_from([[], ["", "# Heading", "---", "name: not me"], ["text"]]))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = newline.join(lines) + draw(st.sampled_from(["", newline]))
    page = Page(text, draw(st.booleans()))
    try:
        fields(page)
    except Unreadable:  # what the pieces happened to make is no front matter
        assume(False)
    return page


VALUES: st.SearchStrategy[Value] = st.one_of(
    WORDS,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.lists(WORDS, max_size=4).map(tuple),
    st.dictionaries(WORDS, WORDS, max_size=3),
    st.lists(st.one_of(WORDS, st.dictionaries(WORDS, WORDS, min_size=1, max_size=2)), min_size=1, max_size=3).map(
        tuple
    ),
)
NAMES = st.sampled_from(["name", "Name", "tags", "ties", "b c", "q", "x: y", "é", "1", "no", "new", "", "<<", "# c"])


def edited(edit: Edit, page: Page) -> Page:
    """The page after an edit that is not refused; twice is once."""
    try:
        after = edit(page)
    except UnreadablePage:
        assume(False)
    assert edit(after) == after
    return after


def only_one_piece_changed(before: Page, after: Page, key: str) -> None:
    """Every line that went or came belongs to the key; the rest stands in its order, with its line ends."""
    assert after.bom == before.bom
    assert body(after) == body(before)
    assert {name: said for name, said in fields(after).items() if name != key} == {
        name: said for name, said in fields(before).items() if name != key
    }
    for comment in ("# comment", "# last"):
        assert after.text.count(comment) == before.text.count(comment)
    if "\r\n" in before.text:
        assert "\n" not in after.text.replace("\r\n", "")
    else:
        assert "\r\n" not in after.text


def second_opinion(page: Page, key: str, value: Value) -> None:
    """python-frontmatter reads the same value, where it reads the page at all."""
    try:
        found = frontmatter.loads(page.text).metadata
    except (yaml.YAMLError, ValueError, TypeError):
        return
    if page.text[: page.body_start].rstrip().endswith("...") or key not in found:
        return
    assert untyped(found[key]) == value


def untyped(found: object) -> object:
    if isinstance(found, datetime.date):
        return found.isoformat()
    if isinstance(found, list):
        return tuple(map(untyped, found))
    return {untyped(k): untyped(v) for k, v in found.items()} if isinstance(found, dict) else found


@given(page=pages(), key=NAMES, value=VALUES)
def test_a_key_that_was_set_reads_back_and_nothing_else_changed(page: Page, key: str, value: Value) -> None:
    after = edited(lambda before: set_key(before, key, value), page)
    assert fields(after)[key] == value
    only_one_piece_changed(page, after, key)
    if key not in fields(page):
        second_opinion(after, key, value)


@given(page=pages(), key=NAMES, value=VALUES)
def test_setting_a_text_list_or_map_is_never_refused_on_an_ordinary_page(page: Page, key: str, value: Value) -> None:
    assert fields(set_key(page, key, value))[key] == value


@given(page=pages(), key=NAMES)
def test_a_key_that_was_removed_is_gone_and_nothing_else_changed(page: Page, key: str) -> None:
    after = edited(lambda before: remove_key(before, key), page)
    assert key not in fields(after)
    only_one_piece_changed(page, after, key)


@given(page=pages(), key=NAMES, value=VALUES)
def test_a_new_key_that_is_removed_again_leaves_the_page_as_it_was(page: Page, key: str, value: Value) -> None:
    assume(key not in fields(page))
    assert remove_key(edited(lambda before: set_key(before, key, value), page), key) == page


@given(page=pages(), key=NAMES, item=st.one_of(WORDS, st.dictionaries(WORDS, WORDS, min_size=1, max_size=2)))
def test_an_item_that_was_added_stands_in_the_list_and_removing_it_restores_the_meaning(
    page: Page, key: str, item: str | dict[str, str]
) -> None:
    before = fields(page).get(key)
    after = edited(lambda old: add_to_list(old, key, item), page)
    found = fields(after)[key]
    assert item in found if isinstance(found, tuple) else item == found
    only_one_piece_changed(page, after, key)
    says_more = isinstance(before, tuple) and any(said not in ("", "~", "null") for said in before)
    if isinstance(item, str) and isinstance(before, tuple) and says_more and not says(before, item):
        assert fields(remove_from_list(after, key, item))[key] == before


def says(items: tuple[Value, ...], text: str) -> bool:
    return any(item == text or (isinstance(item, dict) and text in item.values()) for item in items)


@given(page=pages(), key=NAMES, item=WORDS)
def test_an_item_that_was_removed_is_nowhere_in_the_list(page: Page, key: str, item: str) -> None:
    before = fields(page).get(key)
    after = edited(lambda old: remove_from_list(old, key, item), page)
    only_one_piece_changed(page, after, key)
    found = fields(after).get(key, ())
    assert not isinstance(found, tuple) or not says(found, item)
    if isinstance(before, tuple) and not says(before, item):
        assert after == page


@given(page=pages(), texts=st.lists(WORDS, min_size=1, max_size=4, unique=True), place=st.integers(0, 3), new=WORDS)
def test_an_item_that_was_exchanged_stands_once_in_the_place_of_the_old_one(
    page: Page, texts: list[str], place: int, new: str
) -> None:
    before = edited(lambda was: set_key(was, "tags", tuple(texts)), page)
    old = texts[place % len(texts)]
    after = edited(lambda was: replace_item(was, "tags", old, new), before)
    only_one_piece_changed(before, after, "tags")
    exchanged = tuple(new if text == old else text for text in texts)
    once = exchanged if new == old or new not in texts else tuple(text for text in texts if text != old)
    assert fields(after)["tags"] == once


@given(page=pages(), key=NAMES, name=st.sampled_from(["x", "y", "bo", "a: b", ""]), value=WORDS)
def test_a_name_that_was_set_in_a_map_reads_back_and_its_removal_leaves_the_others(
    page: Page, key: str, name: str, value: str
) -> None:
    before = fields(page).get(key, {})
    after = edited(lambda old: set_in_map(old, key, name, value), page)
    only_one_piece_changed(page, after, key)
    found = fields(after)[key]
    assert isinstance(found, dict)
    assert found[name] == value
    rest = {other: said for other, said in found.items() if other != name}
    assert rest == {
        other: said for other, said in (before.items() if isinstance(before, dict) else ()) if other != name
    }
    assert fields(edited(lambda old: remove_from_map(old, key, name), after)).get(key, {}) == rest


@given(
    written=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), VALUES, max_size=4),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30),
)
def test_a_new_page_holds_its_fields_in_order_and_its_body(written: dict[str, Value], text: str) -> None:
    page = new_page(list(written.items()), text)
    kept = [(name, value) for name, value in written.items() if value]
    assert list(fields(page).items()) == kept
    assert page.text.endswith("\n")
    assert text.strip("\n") in body(page)
    assert read_page(page.data) == page


# The ways people really write, before and after.

TABLE: list[tuple[str, str, Edit, str]] = [
    ("a text is exchanged", "city: Rome\n", lambda p: set_key(p, "city", "Turin"), "city: Turin\n"),
    (
        "the comment of its line stays",
        "city: Rome  # since May\n",
        lambda p: set_key(p, "city", "Turin"),
        "city: Turin  # since May\n",
    ),
    ("an empty value is filled on its line", "city:\n", lambda p: set_key(p, "city", "Turin"), "city: Turin\n"),
    (
        "an empty value is filled before its comment",
        "city:  # where?\n",
        lambda p: set_key(p, "city", "Turin"),
        "city: Turin  # where?\n",
    ),
    ("a tilde is filled", "city: ~\n", lambda p: set_key(p, "city", "Turin"), "city: Turin\n"),
    ("a new key goes last", "a: 1\n# end\n", lambda p: set_key(p, "b", "x"), "a: 1\n# end\nb: x\n"),
    ("another case is another key", "Name: x\n", lambda p: set_key(p, "name", "z"), "Name: x\nname: z\n"),
    ("what stands there already stays", "a: '007'  # id\n", lambda p: set_key(p, "a", "007"), "a: '007'  # id\n"),
    ("a bare null is not the word", "a: null\n", lambda p: set_key(p, "a", "null"), 'a: "null"\n'),
    ("a link is quoted", "a: x\n", lambda p: set_key(p, "a", "[[bo]]"), 'a: "[[bo]]"\n'),
    ("a literal text is exchanged", "a: |\n  x\n\n  y\n\nb: 1\n", lambda p: set_key(p, "a", "z"), "a: z\n\nb: 1\n"),
    (
        "the comment after a literal text stays",
        "a: |\n  x\n# c\nb: 1\n",
        lambda p: set_key(p, "a", "z"),
        "a: z\n# c\nb: 1\n",
    ),
    ("the comment behind | stays", "a: |  # c\n  x\nb: 1\n", lambda p: set_key(p, "a", "z"), "a: z  # c\nb: 1\n"),
    ("a text over two lines goes whole", 'a: "x\n  y"  # c\n', lambda p: set_key(p, "a", "z"), "a: z  # c\n"),
    ("a list becomes a text", "t:  # c\n- a\n- b\n# d\n", lambda p: set_key(p, "t", "x"), "t: x  # c\n# d\n"),
    ("comments above a list stay", "t:\n# mine\n- a\nb: 1\n", lambda p: set_key(p, "t", "x"), "t: x\n# mine\nb: 1\n"),
    ("a text below its key stays below", "a:\n  x  # c\n", lambda p: set_key(p, "a", "z"), "a:\n  z  # c\n"),
    ("a list in brackets keeps them", "t: [a]  # c\n", lambda p: set_key(p, "t", ("b", "c")), "t: [b, c]  # c\n"),
    ("a block list keeps its indent", "t:\n    - a\n", lambda p: set_key(p, "t", ("b", "c")), "t:\n    - b\n    - c\n"),
    (
        "what stays of a list keeps its comment",
        "t:\n- a  # first\n- b\n",
        lambda p: set_key(p, "t", ("a", "c")),
        "t:\n- a  # first\n- c\n",
    ),
    ("an item may be meant twice", "t: [a]\n", lambda p: set_key(p, "t", ("a", "a")), "t: [a, a]\n"),
    ("a bare null is no item", "t: [a, ~]\n", lambda p: set_key(p, "t", ("a",)), "t: [a]\n"),
    ("a short list is new in brackets", "a: 1\n", lambda p: set_key(p, "t", ("b", "c d")), "a: 1\nt: [b, c d]\n"),
    ("a map is removed with its lines", "m:\n  a: 1\n\n# c\nb: 2\n", lambda p: remove_key(p, "m"), "\n# c\nb: 2\n"),
    ("an empty key is removed", "a:  # c\nb: 2\n", lambda p: remove_key(p, "a"), "b: 2\n"),
    ("a quoted key is removed", "'a b': 1\nb: 2\n", lambda p: remove_key(p, "a b"), "b: 2\n"),
    ("an absent key stays absent", "a: 1\n", lambda p: remove_key(p, "A"), "a: 1\n"),
    (
        "an item goes to the end",
        "t:\n  - a  # x\nb: 1\n",
        lambda p: add_to_list(p, "t", "c"),
        "t:\n  - a  # x\n  - c\nb: 1\n",
    ),
    (
        "an item goes before a comment",
        "t:\n- a\n# - b\nc: 1\n",
        lambda p: add_to_list(p, "t", "d"),
        "t:\n- a\n- d\n# - b\nc: 1\n",
    ),
    (
        "an item follows a literal text with a hash in it",
        "t:\n- |\n  x\n  # y\nb: 1\n",
        lambda p: add_to_list(p, "t", "d"),
        "t:\n- |\n  x\n  # y\n- d\nb: 1\n",
    ),
    ("an item goes into brackets", "t: [a, b]  # c\n", lambda p: add_to_list(p, "t", "d"), "t: [a, b, d]  # c\n"),
    ("an item goes into empty brackets", "t: []\n", lambda p: add_to_list(p, "t", "d"), "t: [d]\n"),
    ("a comma needs quotes in brackets", "t: [a]\n", lambda p: add_to_list(p, "t", "b, c"), 't: [a, "b, c"]\n'),
    ("a text becomes a list", "t: a  # c\n", lambda p: add_to_list(p, "t", "b"), "t: [a, b]  # c\n"),
    ("a link becomes a list", "t: [[a]]\n", lambda p: add_to_list(p, "t", "b"), 't: ["[[a]]", b]\n'),
    ("an empty key becomes a list", "t:\n", lambda p: add_to_list(p, "t", "b"), "t: [b]\n"),
    ("an item is there once", "t: [a]\n", lambda p: add_to_list(p, "t", "a"), "t: [a]\n"),
    (
        "a dated item is added",
        "t:\n  - a\n",
        lambda p: add_to_list(p, "t", {"what": "b", "heard": "2026-10-01"}),
        "t:\n  - a\n  - {what: b, heard: 2026-10-01}\n",
    ),
    (
        "an item goes with its line",
        "t:\n  - a\n  - b  # x\n  - c\n",
        lambda p: remove_from_list(p, "t", "b"),
        "t:\n  - a\n  - c\n",
    ),
    ("an item goes out of brackets", "t: [a, b, c]\n", lambda p: remove_from_list(p, "t", "b"), "t: [a, c]\n"),
    ("the last in brackets goes", "t: [a, b]\n", lambda p: remove_from_list(p, "t", "b"), "t: [a]\n"),
    ("the only item takes the key along", "t:\n  - a\nb: 1\n", lambda p: remove_from_list(p, "t", "a"), "b: 1\n"),
    (
        "a dated item is known by its words",
        "t:\n- {what: a, heard: 2026-10-01}\n- b\n",
        lambda p: remove_from_list(p, "t", "a"),
        "t:\n- b\n",
    ),
    (
        "a dash in the item before is no dash of the list",
        "t:\n  - a-b  # c-d\n  - e\n",
        lambda p: remove_from_list(p, "t", "e"),
        "t:\n  - a-b  # c-d\n",
    ),
    (
        "an item over several lines goes whole",
        "t:\n  - what: a\n    heard: 2026-10-01\n  - b\n",
        lambda p: remove_from_list(p, "t", "a"),
        "t:\n  - b\n",
    ),
    ("an item is exchanged", "t:\n- a  # x\n- b\n", lambda p: replace_item(p, "t", "a", "c"), "t:\n- c  # x\n- b\n"),
    ("a name is set", "m:\n  bo: friend  # x\n", lambda p: set_in_map(p, "m", "bo", "wife"), "m:\n  bo: wife  # x\n"),
    (
        "a name is added",
        "m:\n    bo: friend\nb: 1\n",
        lambda p: set_in_map(p, "m", "di", "x"),
        "m:\n    bo: friend\n    di: x\nb: 1\n",
    ),
    (
        "a name is added in braces",
        "m: {bo: friend}\n",
        lambda p: set_in_map(p, "m", "di", "x"),
        "m: {bo: friend, di: x}\n",
    ),
    ("a map is made in block style", "a: 1\n", lambda p: set_in_map(p, "m", "bo", "x"), "a: 1\nm:\n  bo: x\n"),
    (
        "an empty map is filled in its place",
        "m:  # c\na: 1\n",
        lambda p: set_in_map(p, "m", "bo", "x"),
        "m:  # c\n  bo: x\na: 1\n",
    ),
    ("a name goes", "m:\n  a: 1\n  b: 2\n", lambda p: remove_from_map(p, "m", "a"), "m:\n  b: 2\n"),
    ("a name goes out of braces", "m: {a: 1, b: 2}\n", lambda p: remove_from_map(p, "m", "b"), "m: {a: 1}\n"),
    ("the only name takes the key along", "m: {a: 1}\nb: 2\n", lambda p: remove_from_map(p, "m", "a"), "b: 2\n"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "edit", "after"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_an_edit_changes_the_lines_it_must(before: str, edit: Edit, after: str, newline: str) -> None:
    page = Page(f"---\n{before}---\n\nbody\n".replace("\n", newline), False)
    wanted = f"---\n{after}---\n\nbody\n".replace("\n", newline)
    assert edit(page).text == wanted
    assert edit(edit(page)).text == wanted


def test_front_matter_is_made_where_there_is_none() -> None:
    assert set_key(Page("# Ada\r\n", True), "city", "Rome") == Page("---\r\ncity: Rome\r\n---\r\n\r\n# Ada\r\n", True)


def test_empty_front_matter_takes_its_first_key() -> None:
    assert set_key(Page("---\n---\nx", False), "city", "Rome").text == "---\ncity: Rome\n---\nx"


def test_an_indented_front_matter_takes_a_key_at_its_indent() -> None:
    assert set_key(Page("---\n  a: 1\n---\n", False), "b", "2 x").text == "---\n  a: 1\n  b: 2 x\n---\n"


def test_a_page_without_a_newline_at_its_end_keeps_having_none() -> None:
    assert set_key(Page("---\na: 1\n---\nx", False), "a", "b").text == "---\na: b\n---\nx"


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: set_key(p, "a", "x"),
        lambda p: remove_key(p, "a"),
        lambda p: add_to_list(p, "a", "x"),
        lambda p: remove_from_list(p, "a", "1"),
        lambda p: set_in_map(p, "a", "x", "y"),
        lambda p: remove_from_map(p, "a", "x"),
        lambda p: replace_item(p, "a", "1", "2"),
    ],
)
def test_a_key_that_stands_twice_is_refused_with_both_lines(edit: Edit) -> None:
    with pytest.raises(UnreadablePage) as refused:
        edit(Page("---\na: 1\nb: 2\na: 3\n---\n", False))
    assert "2" in str(refused.value)
    assert "4" in str(refused.value)


@pytest.mark.parametrize(
    ("front", "edit"),
    [
        ("m: [a]\n", lambda p: set_in_map(p, "m", "bo", "x")),
        ("m: a text\n", lambda p: set_in_map(p, "m", "bo", "x")),
        ("m: [a]\n", lambda p: remove_from_map(p, "m", "a")),
        ("m: {a: 1}\n", lambda p: add_to_list(p, "m", "x")),
        ("m: {a: 1}\n", lambda p: remove_from_list(p, "m", "1")),
        ("m: {a: 1, a: 2}\n", lambda p: set_in_map(p, "m", "a", "x")),
        ("m: {a: 1, a: 2}\n", lambda p: remove_from_map(p, "m", "a")),
        ("? m\n: a\n", lambda p: set_key(p, "m", "x")),
    ],
)
def test_what_has_another_shape_than_the_edit_can_keep_is_refused(front: str, edit: Edit) -> None:
    with pytest.raises(UnreadablePage):
        edit(Page(f"---\n{front}---\n", False))


@pytest.mark.parametrize(
    "text",
    ["---\na: *x\n---\n", "---\na: [\n---\n", "---\na: 1\n", "---\n- a\n---\n", "---\n<<<<<<< HEAD\na: 1\n---\n"],
)
def test_a_page_that_cannot_be_read_is_never_edited(text: str) -> None:
    with pytest.raises(Unreadable):
        set_key(Page(text, False), "b", "x")


# Values, names and tags that were made to hurt.

HOSTILE = """a: b|a:|#x|x #y|@x|*x|&x|!x|!!python/object:x|[x|{x|x]|'|"|\\|---|...|yes|NO|null|~|007|0x1F|1e3|1_0|12:30
2026-01-01|.inf| lead|trail ||>|%x|`x`|? x|- x|=|<<|𝐀|👩\u200d👩\u200d👧|[[wiki]]|{{tpl}}|+49 30|=1+1""".replace(
    "\n", "|"
).split("|")
HOSTILE += [
    "|",
    "x\ny: z",
    "x\r\ny: z",
    "\t",
    "a\tb",
    "\x85",
    "\u2028",
    "\ufeff",
    "\x1b[31m",
    "\x7f",
    "x" * 100_000,
    "a, b",
    "a]",
    "[a",
    "é",
    "a\nb",
    "../x",
    "a/b",
    "x\n---\ny",
    "-",
    "?",
    "# c",
    "name ",
]
BESIDE = "---\nname: Bo  # friend\nzz: old\ntags: [a]\n---\n\nbody\n"


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_value_comes_back_exactly_as_text_item_and_part(value: str) -> None:
    page = Page(BESIDE, False)
    assert fields(set_key(page, "zz", value))["zz"] == value
    assert fields(set_key(page, "new", value))["new"] == value
    assert fields(add_to_list(page, "tags", value))["tags"] == ("a", value)
    assert fields(set_in_map(page, "ties", "bo", value))["ties"] == {"bo": value}
    assert fields(new_page([("zz", (value, "x")), ("m", {"k": value})])).get("zz") == (value, "x")


@pytest.mark.parametrize("name", [value for value in HOSTILE if len(value) < 1000])
def test_a_hostile_name_comes_back_exactly_as_key_and_part(name: str) -> None:
    page = set_key(Page(BESIDE, False), name, "v1")
    assert fields(page)[name] == "v1"
    assert fields(page)["name"] == "Bo"
    assert fields(set_in_map(page, "ties", name, "v1"))["ties"] == {name: "v1"}


def test_a_name_too_long_for_a_parser_is_refused() -> None:
    with pytest.raises(CannotBeWritten):
        set_key(Page(BESIDE, False), "x" * 1001, "v1")


# What a file's bytes can be.


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "empty file"),
        (b"\xef\xbb\xbf", 1, "empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0", 1, "not a text file"),
        ("---\nname: Jürgen\n".encode("latin-1"), 2, "not UTF-8 (byte 0xFC)"),
    ],
)
def test_bytes_that_are_no_page_are_named_with_their_line(data: bytes, line: int, says: str) -> None:
    with pytest.raises(Unreadable) as found:
        read_page(data)
    assert (found.value.line, found.value.says) == (line, says)


@given(data=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).map(str.encode))
def test_a_page_gives_back_the_bytes_it_was_read_from(data: bytes) -> None:
    assume(data != b"\xef\xbb\xbf")
    assert read_page(data).data == data


def test_the_second_opinion_is_asked_about_real_pages() -> None:
    page = set_key(Page(BESIDE, False), "due", "2026-01-01")
    assert frontmatter.loads(page.text).metadata["due"] == datetime.date(2026, 1, 1)
    assert page.front is not None
    assert page.front.shape == MAP
