"""How answers are shown: every character visible, columns aligned, and a real terminal looked at."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.views.document import Table, line, visible
from netjournal.views.human import human
from netjournal.views.machine import machine
from netjournal.views.plain import plain, width
from tests.replay import TODAY

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@given(st.text())
def test_no_control_character_reaches_a_screen(text: str) -> None:
    assert not CONTROL.search(visible(text))
    assert "\n" not in visible(text)
    assert not CONTROL.search(plain((line(text), Table(("a",), ((text,),)))).replace("\n", ""))
    assert not CONTROL.search(human((line(text), Table(("a",), ((text,),))), 80, False).replace("\n", ""))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_json_carries_every_text_and_no_raw_control_character(text: str) -> None:
    said = machine({"name": text})
    assert json.loads(said) == {"schema": 1, "name": text}
    assert not CONTROL.search(said)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[bold]x[/]", "[bold]x[/]"),
        (":smile:", ":smile:"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\tb\nc", "a\\tb\\nc"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_what_stands_in_files_is_shown_as_typed_or_escaped(text: str, shown: str) -> None:
    assert plain((line(text),)) == f"{shown}\n"
    assert human((line(text),), 80, False) == f"{shown}\n"


def test_columns_stand_below_one_another_whatever_the_script() -> None:
    table = Table(("name", "id"), (("佐藤 優希", "a"), ("Zoe\u0301", "b"), ("محمد", "c"), ("Ann", "d")))
    rows = plain((table,)).splitlines()
    assert {width(row[: row.rindex(" ") + 1]) for row in rows} == {11}


def test_a_wrapped_reason_goes_on_below_its_words() -> None:
    shown = human((line("- ", "word " * 12, indent=2),), 30, False).splitlines()
    assert shown[0].startswith("  - word")
    assert all(row.startswith("    word") for row in shown[1:])
    assert all(len(row.rstrip()) <= 30 for row in shown)


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
def test_a_real_terminal_shows_people_in_colour_within_its_width(examples: Path, tmp_path: Path) -> None:
    server = ["tmux", "-S", str(tmp_path / "socket")]
    command = f"{sys.executable} -m netjournal --today {TODAY} due --limit 2; sleep 20"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TERM": "screen", "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [*server, "new-session", "-d", "-x", "60", "-y", "30", command], cwd=examples, env=environment, check=True
    )
    try:
        seen = looked_at(server)
    finally:
        subprocess.run([*server, "kill-server"], check=False)
    assert "\x1b[1m" in seen
    assert all(len(row) <= 60 for row in re.sub(r"\x1b\[[0-9;]*m", "", seen).splitlines())


def looked_at(server: list[str]) -> str:
    """What the terminal shows once the answer is there."""
    for _ in range(100):
        done = subprocess.run([*server, "capture-pane", "-p", "-e"], capture_output=True, text=True, check=True)
        if "--limit N" in done.stdout:
            return done.stdout
        time.sleep(0.1)
    raise AssertionError(f"no answer: {done.stdout}")


def test_an_id_in_a_narrow_table_is_whole() -> None:
    row = ("Alasdair Finch", "alasdair-finch", "owner at Finch Books; tenor at Towpath Choir", "5 days ago")
    shown = human((Table(("name", "id", "does", "last"), (row,)),), 50, False)
    assert "alasdair-finch" in shown
    assert max(map(len, shown.split("\n"))) <= 50
