"""Front matter as people type it, and what can't be read as it."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.files.notation.tree import LIST, MAP, TEXT, Node, Unreadable, fences, front_matter, read_map
from tests.steps import steps

Plain = str | tuple["Plain", ...] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    if node.shape == TEXT:
        return node.text
    if node.shape == LIST:
        return tuple(map(plain, node.items))
    return {key.text: plain(value) for key, value in node.pairs}


def read(front: str) -> Plain:
    node, _ = front_matter(f"---\n{front}---\nbody\n")
    assert node is not None
    assert node.shape == MAP
    return plain(node)


def refused(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        front_matter(text)
    return caught.value


@pytest.mark.parametrize(
    "typed",
    [
        "no", "NO", "on", "off", "yes", "y", "true", "null", "Null", "NULL", "~", "0170123456", "+49301234567", "0012",
        "08", "12:30", "1:2:3", "2026-2-3", "2026-02-30", "2026-01-15 10:00:00 +02:00", "1e3", "0x1F", "1_000", ".inf",
        "=", "<<", "1815-12-10", "--12-10", "007", "佐藤 優希", "O'Brien", "a:b", "http://x.org/a#b", "AC/DC", "C#",
        "-- x", "100%", "a & b", "Straße", "👩‍👩‍👧",
    ],
)  # fmt: skip
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert read(f"key: {typed}\n") == {"key": typed}
    assert read(f"key:\n  - {typed}\n  - x\n") == {"key": (typed, "x")}
    assert read(f"'{typed}'".replace("O'B", "O''B") + ": x\n") == {typed: "x"}


@pytest.mark.parametrize(
    ("front", "meant"),
    [
        ("a: 'it''s'\n", {"a": "it's"}),
        ('a: "x \\e[31m \\u00e9"\n', {"a": "x \x1b[31m é"}),
        ("a: |-\n  one\n    two\n\n  ---\n  three\n", {"a": "one\n  two\n\n---\nthree"}),
        ("a: >\n  folded\n  text\n", {"a": "folded text\n"}),
        ("a: one\n  two\n", {"a": "one two"}),
        ("a: x # comment\n# comment\nb: y\n", {"a": "x", "b": "y"}),
        ("a: [[Acme Corp]]\n", {"a": "[[Acme Corp]]"}),
        ("a: [[x|Y]]\n", {"a": "[[x|Y]]"}),
        ("a:\n- [[x]]\n- [[y#z]]\n", {"a": ("[[x]]", "[[y#z]]")}),
        ("a: {b: [[x]], c: d}\n", {"a": {"b": "[[x]]", "c": "d"}}),
        ("a:\n  [[x|Y]]: z\n", {"a": {"[[x|Y]]": "z"}}),
        ("a: [[x], [y]]\n", {"a": (("x",), ("y",))}),
        ("a: [x, y,]\n", {"a": ("x", "y")}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("{a: b, c: [d]}\n", {"a": "b", "c": ("d",)}),
        ("1: one\nnull: two\n~: three\n", {"1": "one", "null": "two", "~": "three"}),
        ("a: !!str 5\nb: &x y\n", {"a": "5", "b": "y"}),
        ("# only a comment\n", {}),
        ("", {}),
    ],
)
def test_every_style_of_yaml_is_read(front: str, meant: Plain) -> None:
    assert read(front) == meant
    assert read(front.replace("\n", "\r\n")) == meant


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: b\n---\nbody", "body"),
        ("---\na: b\n...\nbody", "body"),
        ("---  \na: b\n---\t\nbody", "body"),
        ("---\r\na: b\r\n---\r\nbody", "body"),
        ("---\na: b\n---", ""),
        ("---\n---\n", ""),
        ("---\na: b\n---\nx\n---\ny: z\n---\n", "x\n---\ny: z\n---\n"),
        ("---\na: |\n  ---\n---\nbody", "body"),
    ],
)
def test_front_matter_ends_at_the_first_line_that_closes_it(text: str, body: str) -> None:
    place = fences(text)
    assert place is not None
    assert text[place.body :] == body
    assert front_matter(text)[0] is not None


@pytest.mark.parametrize(
    "text", ["", "# Ada\n", "a: b\n---\n", " ---\na: b\n---\n", "----\na: b\n----\n", "+++\n+++\n"]
)
def test_a_page_may_have_none(text: str) -> None:
    assert front_matter(text) == (None, 0)


@pytest.mark.parametrize(
    ("front", "line", "column", "code"),
    [
        ("name: x\ntags:\n\t- friend\n", 4, 1, "tab"),
        ("a: |\n  x\n  \ty\nb: @x\n", 5, 4, "quote"),
        ("aliases:\n- @sunny\n", 3, 3, "quote"),
        ("a: `b`\n", 2, 4, "quote"),
        ("a: b\nnote: met at: PyCon\n", 3, 13, "colon"),
        ("name:Bo\nphone:1\n", 2, 1, "no-fields"),
        ("just text\n", 2, 1, "no-fields"),
        ("- name: Lister\n- phone: 1\n", 2, 1, "no-fields"),
        ("a: b\nno colon here\nc: d\n", 3, 1, "no-colon"),
        ("a: b\nc: 'd\ne: f\n", 3, 4, "unclosed"),
        ('a: b\nc: "d\n', 3, 4, "unclosed"),
        ("a: b\nc: [d, e\nf: g\n", 3, 4, "unclosed"),
        ("a: {b: c\n", 2, 4, "unclosed"),
        ("company: [[Acme]] and more\n", 2, 19, "yaml"),
        ("a: b\n- c\n", 3, 1, "yaml"),
        ("a: b\n--- c\n", 3, 1, "yaml"),
        ("a: x\x1b[31m\n", 2, 5, "control"),
        ("a: b\nc: x\x7f\n", 3, 5, "control"),
        ("a: x\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> main\n", 3, 1, "conflict"),
        ("a: b\nc: !!python/object/apply:os.system ['true']\n", 3, 4, "tag"),
        ("a: !local b\n", 2, 4, "tag"),
        ("a: !!binary aGk=\n", 2, 4, "tag"),
        ("x: y\na: &b [c]\nd: *b\n", 3, 4, "alias"),
        ("a: *x\n", 2, 4, "alias"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(front: str, line: int, column: int, code: str) -> None:
    for newline in ("\n", "\r\n"):
        error = refused(f"---\n{front}---\n".replace("\n", newline))
        assert (error.line, error.column, error.code) == (line, column, code)
        assert str(error.problem("people/x.md")).startswith(f"people/x.md:{line}:{column}: ")
        assert error.says
        assert error.do


@pytest.mark.parametrize("text", ["---\nname: Una\n\n# Una\n", "---", "---\r\n", "---\n"])
def test_front_matter_that_is_never_closed_is_refused_where_it_opens(text: str) -> None:
    error = refused(text)
    assert (error.line, error.column, error.code) == (1, 1, "unclosed")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("front", "code"),
    [
        (BOMB, "alias"),
        (f"name: {'[' * 6000}{']' * 6000}\n", "deep"),
        (f"name: {'{a: ' * 6000}{'}' * 6000}\n", "deep"),
        ("name: " + "[" * 900_000 + "\n", "deep"),
        ("name:\n " + "- " * 6000 + "\n", "deep"),
        ("? " * 6000 + "\n", "deep"),
        ("".join(" " * n + "a:\n" for n in range(1300)), "deep"),
        ("a: [" * 41 + "]" * 41 + "\n", "deep"),
        ("a: " + "x" * 1_000_001 + "\n", "too-long"),
    ],
    ids=["bomb", "lists", "maps", "open", "dashes", "questions", "indents", "mixed", "long"],
)
@pytest.mark.timeout(60)
def test_what_would_cost_too_much_is_refused_at_once(front: str, code: str) -> None:
    tracemalloc.start()
    try:
        assert refused(f"---\n{front}---\n").code == code
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()
    assert steps(lambda: refused(f"---\n{front}---\n")) < 10_000


def test_long_numbers_and_plain_nesting_are_no_attack() -> None:
    assert read("a: " + "9" * 5000 + "\n") == {"a": "9" * 5000}
    assert read("a: " + "[" * 39 + "]" * 39 + "\n") != {}


def spans(node: Node, text: str) -> None:
    """Whatever stands at a node's place reads back as that node."""
    assert 0 <= node.start <= node.end <= len(text)
    line = text.count("\n", 0, node.start) + 1
    assert (node.line, node.column) == (line, node.start - text.rfind("\n", 0, node.start))
    for item in node.items:
        spans(item, text)
    for key, value in node.pairs:
        spans(key, text)
        spans(value, text)


def test_a_node_is_where_its_text_stands() -> None:
    text = "---\nname: Zoë 👩‍👩‍👧  # x\nlist:\n  - a\n\n  # c\nblock: |\n  b\n\nmap: {k: 'v'}\nlast:\n---\n"
    node, _ = front_matter(text)
    assert node is not None
    spans(node, text)
    values = {key.text: text[value.start : value.end] for key, value in node.pairs}
    assert values == {"name": "Zoë 👩‍👩‍👧", "list": "- a", "block": "|\n  b", "map": "{k: 'v'}", "last": ""}


PIECES = st.sampled_from(
    ["a: b", "c:", "- d", "  - e", "f: [g, h]", "i: {j: k}", "l: |", "  m", "n: 'o", '"', "p: [[q]]", "# r", "\t", ": ",
     "? s", "&t", "*t", "!u", "%", "@", "[", "]", "{", "}", ",", ">", "---", "...", "<<: x", "\u2028", "\x85", "\x1b"]
)  # fmt: skip
FRONTS = st.lists(PIECES | st.text(max_size=8), max_size=10).flatmap(
    lambda pieces: st.sampled_from(["\n", "\r\n", " "]).map(lambda between: between.join(pieces))
)


@given(FRONTS)
def test_any_front_matter_is_read_or_refused_at_a_place_on_the_page(front: str) -> None:
    text = f"---\n{front}\n---\nbody\n"
    lines = text.split("\n")
    try:
        node, body = front_matter(text)
    except Unreadable as error:
        line, column = error.line, error.column
    else:
        assert node is not None
        spans(node, text)
        line, column = text.count("\n", 0, body) + 1, 1
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


@given(FRONTS | st.text())
def test_any_settings_are_read_or_refused(text: str) -> None:
    try:
        node = read_map(text, 0, len(text))
    except Unreadable as error:
        line = error.line
    else:
        spans(node, text)
        line = node.line
    assert 1 <= line <= text.count("\n") + 1
