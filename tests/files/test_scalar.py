"""Any text, written on one line of YAML, is read back as that text by every reader."""

import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import CannotBeWritten
from netjournal.files.notation.scalar import PLAIN_KEYS, key, plain_or_quoted

INDICATORS = st.text(alphabet="ab1 -:?,[]{}#&*!|>'\"%@`=~<.\t\n/\\_+eé", max_size=8)
TEXTS = st.one_of(INDICATORS, st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20))
READERS = (getattr(yaml, "CBaseLoader", yaml.BaseLoader), yaml.SafeLoader)


def leaf(value: object) -> object:
    """The one value of a list or map, a day as its text."""
    inner = next(iter(value.values())) if isinstance(value, dict) else value[-1] if isinstance(value, list) else value
    return inner.isoformat() if isinstance(inner, datetime.date) else inner


@given(text=TEXTS)
def test_a_text_is_read_back_outside_brackets(text: str) -> None:
    written = plain_or_quoted(text)
    for reader in READERS:
        for page in (f"k: {written}\n", f"- {written}\n", f"k: {written}  # comment\n"):
            assert leaf(yaml.load(page, reader)) == text


@given(text=TEXTS)
def test_a_text_is_read_back_inside_brackets(text: str) -> None:
    written = plain_or_quoted(text, flow=True)
    for reader in READERS:
        for page in (f"[{written}]\n", f"[a, {written}]\n", f"{{k: {written}}}\n"):
            assert leaf(yaml.load(page, reader)) == text


@given(text=TEXTS)
def test_a_key_is_read_back(text: str) -> None:
    written = key(text)
    for reader in READERS[: 1 if text in PLAIN_KEYS else 2]:
        for page in (f"{written}: v\n", f"{{{written}: v}}\n", f"a:\n  {written}: v\n"):
            found = yaml.load(page, reader)
            assert (found["a"] if page.startswith("a:\n") else found) == {text: "v"}


@given(text=TEXTS)
def test_what_is_written_is_one_line_that_a_terminal_may_show(text: str) -> None:
    for written in (plain_or_quoted(text), plain_or_quoted(text, flow=True), key(text)):
        assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029\ufeff\u202e" for c in written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rome", "Rome"),
        ("O'Brien", "O'Brien"),
        ("", '""'),
        ("~", '"~"'),
        ("null", '"null"'),
        ("NO", '"NO"'),
        ("y", '"y"'),
        ("007", '"007"'),
        ("1e3", '"1e3"'),
        ("12:30", '"12:30"'),
        ("2026-01-01", "2026-01-01"),
        ("2026-02-30", '"2026-02-30"'),
        ("--12-10", "--12-10"),
        ("+49 30 123", "+49 30 123"),
        ("+41791234567", '"+41791234567"'),
        ("[[ada]]", '"[[ada]]"'),
        ("a: b", '"a: b"'),
        ("x #y", '"x #y"'),
        ("x#y", "x#y"),
        ("http://a.example/b", "http://a.example/b"),
        ('say "hi"', 'say "hi"'),
        ("two\nlines", '"two\\nlines"'),
        ("\x1b[31m", '"\\e[31m"'),
        ("\0", '"\\0"'),
        ("\x85", '"\\x85"'),
        ("\u2028", '"\\u2028"'),
        ("\ufeff", '"\\uFEFF"'),
        ("\u202eevil", '"\\u202Eevil"'),
        ("佐藤\u3000優希", "佐藤\u3000優希"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_a_text_is_plain_where_every_reader_agrees_else_quoted(text: str, written: str) -> None:
    assert plain_or_quoted(text) == written


@pytest.mark.parametrize("text", ["<<", "?", "-", "=", "", "null", "yes", "1", "2026-01-01", "# c", "[x]", "a: b"])
def test_a_key_that_could_be_taken_for_something_else_is_quoted(text: str) -> None:
    assert key(text).startswith('"')


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(CannotBeWritten):
        plain_or_quoted("a\ud800")


def test_a_key_as_long_as_a_parser_gives_up_on_is_refused() -> None:
    assert key("k" * 1000) == "k" * 1000
    with pytest.raises(CannotBeWritten):
        key("k" * 1001)
    with pytest.raises(CannotBeWritten):
        key("\x1b" * 501)
