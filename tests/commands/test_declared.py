"""A plain line is read as Typer reads it, or left to Typer."""

import contextlib
import importlib
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.cli import VERBS
from netjournal.commands.declared import Called, Option, plainly_read
from netjournal.usage import typed

NAMES = ("--limit", "--all", "--json", "-n", "-m", "--message", "--on", "--tag", "--as", "--nonsense", "-x", "--why")
WORDS = (
    "ada",
    "tag:music",
    "10",
    "0",
    "-5",
    "",
    "--",
    "-",
    "a b",
    "--limit=3",
    "--all=1",
    "-mtext",
    "--on=",
    "--jso",
    "--help",
)


def registered(verb: str) -> Called:
    called = Called()
    importlib.import_module(f"netjournal.commands.{VERBS[verb]}").register(called, verb)
    assert called.call
    return called


def by_typer(call: Callable[..., None], words: Sequence[str]) -> dict[str, Any] | None:
    """The values Typer gives, None where it refuses the line or shows help."""
    seen: list[dict[str, Any]] = []

    def keep(**values: Any) -> None:
        seen.append(values)

    keep.__signature__ = inspect.signature(call)  # type: ignore[attr-defined]
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(typed(keep))
    with contextlib.suppress(SystemExit):
        app(list(words), standalone_mode=True)
    return {key: value for key, value in seen[0].items() if key != "context"} if seen else None


def options_of(call: Callable[..., None]) -> list[str]:
    found: list[str] = []
    for name, annotation in call.__annotations__.items():
        said = getattr(annotation, "__metadata__", (None,))[0]
        if isinstance(said, Option):
            found += said.names or ("--" + name.replace("_", "-"),)
    return found


@pytest.mark.parametrize("verb", VERBS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_line_read_at_once_says_what_it_says_to_typer(verb: str, data: st.DataObject) -> None:
    call = registered(verb).call
    assert call
    words = data.draw(st.lists(st.sampled_from([*options_of(call), *options_of(call), *NAMES, *WORDS]), max_size=6))
    plain = plainly_read(call, words)
    if plain is not None:
        assert plain == by_typer(call, words)


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("due", ["--json"]),
        ("due", ["tag:music", "--limit", "5", "--seen"]),
        ("meet", ["ada", "--all"]),
        ("who", ["a", "treasurer", "--for", "choir"]),
        ("log", ["ada", "-m", "coffee and cake", "--on", "yesterday"]),
        ("show", ["ada"]),
        ("find", ["tea"]),
        ("set", ["ada", "city", "London", "Paris"]),
        ("add", ["Ana", "--tag", "a", "--tag", "b"]),
    ],
)
def test_everyday_lines_are_plain(verb: str, words: list[str]) -> None:
    call = registered(verb).call
    assert call
    plain = plainly_read(call, words)
    assert plain is not None
    assert plain == by_typer(call, words)


@pytest.mark.parametrize(
    "words", [["--limit", "x"], ["--limit", "0"], ["--nope"], ["--help"], ["--limit"], ["--all=1"], ["--limit", "-3"]]
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    call = registered("due").call
    assert call
    assert plainly_read(call, words) is None
