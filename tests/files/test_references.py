"""References exchanged in their places: whose they are, and that no other byte changes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netjournal.errors import UnreadablePage
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page
from netjournal.files.references import forgotten, renamed, untied
from netjournal.network.entry import KINDS

PIECES = st.sampled_from(
    (
        *("---\n", "ties:\n", "  bo: x\n", "came: [bo, cy]\n", "met: {through: bo}\n", "why: '[[bo]]''s'\n"),
        *("é: [[cy]]\n", "- [[bo]]\n", "`[[bo]]`", "```\n", "  ```\n", "[[bo|B]]", "![[bo]]", "> [[bo]]\r\n", "\n"),
        "- 2026-01-01 intro: idea [[bo]]\n",
    )
)


def is_bo(written: str) -> bool:
    return written in ("bo", "Bo Lee")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[bo]] [[bo|B]] [[bo#h]] [[bob]]", "[[new]] [[new|B]] [[new#h]] [[bob]]"),
        ("[[bo#h|B]] [[ bo ]] ![[bo]]", "[[new#h|B]] [[ new ]] ![[new]]"),
        ("`[[bo]]` ``[[bo]]`` [[bo]]", "`[[bo]]` ``[[bo]]`` [[new]]"),
        ("~~~\n[[bo]]\n~~~\n[[bo]]", "~~~\n[[bo]]\n~~~\n[[new]]"),
        ("- 2026-01-01 call\n\n  ```\n  [[bo]]\n- [[bo]]", "- 2026-01-01 call\n\n  ```\n  [[bo]]\n- [[new]]"),
        ("---\nties: {bo: x, 'Bo Lee': y, cy: bo}\n---\n", '---\nties: {new: "x, y", cy: bo}\n---\n'),
        ("---\nties: bo\n---\n", "---\nties: new\n---\n"),
        ("---\ninvited: [[bo]]\n---\n", "---\ninvited: [[new]]\n---\n"),
        ("---\ncame:\n- bo # here\n- '[[bo|B]]'\n---\n", "---\ncame:\n- new # here\n---\n"),
        ("---\nMet: {Through: bo, at: bo}\n---\n", "---\nMet: {Through: new, at: bo}\n---\n"),
        ("---\noffers:\n- {what: bo, for: bo}\n- bo\n---\n", "---\noffers:\n- {what: bo, for: new}\n- bo\n---\n"),
        ("---\nintroduced_by: Bo Lee\nname: bo\n---\n", "---\nintroduced_by: new\nname: bo\n---\n"),
        ('---\nown: "\\u00e9 [[bo]]"\n---\n', '---\nown: "é [[new]]"\n---\n'),
        ("---\nown: |\n  [[bo]]\n  x\n---\n", "---\nown: |\n  [[new]]\n  x\n---\n"),
    ],
)
def test_references_move_and_everything_else_stays(before: str, after: str) -> None:
    assert renamed(Page(before), is_bo, "new").text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nties: {bo: x, new: y}\ncame: [bo, new]\n---\n", "---\nties: {new: \"y, x\"}\ncame: [new]\n---\n"),
        ("---\nties: {bo: knows, new: y}\n---\n", "---\nties: {new: y}\n---\n"),
        ("---\nties: {bo: x, new: knows}\n---\n", "---\nties: {new: x}\n---\n"),
        ("---\nties: [bo, new]\n---\n", "---\nties: [new]\n---\n"),
        ("---\nties: {bo: x}\ncame: [bo]\n---\n", "---\nties: {new: x}\ncame: [new]\n---\n"),
    ],
)
def test_two_who_become_one_stand_once(before: str, after: str) -> None:
    assert renamed(Page(before), is_bo, "new", lambda written: written == "new").text == after


@given(st.lists(PIECES, max_size=12).map("".join))
def test_who_is_not_named_changes_nothing(text: str) -> None:
    try:
        assert renamed(Page(text), lambda _: False, "new").text == text
        assert forgotten(Page(text), lambda _: False, KINDS).text == text
        assert untied(Page(text), lambda _: False).text == text
    except (Unreadable, UnreadablePage):
        assert "---\n" in text


@given(st.lists(PIECES, max_size=12).map("".join))
def test_moving_back_gives_the_page_back_and_moving_twice_is_once(text: str) -> None:
    assume(text.count("  bo: x") < 2)
    try:
        there = renamed(Page(text), is_bo, "zed")
        assert renamed(there, is_bo, "zed") == there
        back = renamed(there, lambda written: written == "zed", "bo").text
        assert back.replace("\"[[bo]]'s\"", "'[[bo]]''s'") == text
    except (Unreadable, UnreadablePage):
        assert "---\n" in text
