"""How answers are shown: every character visible, columns aligned, and a real terminal looked at."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.views.document import Table, line, name, quiet, visible
from netjournal.views.human import human
from netjournal.views.machine import machine
from netjournal.views.plain import plain, width, wrapped
from tests.replay import TODAY
from tests.terminal import terminal

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


def test_what_goes_on_with_an_entry_stands_beside_its_day() -> None:
    shown = human((line("2026-11-02  " + "word " * 12, indent=2),), 40, False).splitlines()
    assert shown[0].startswith("  2026-11-02  word")
    assert len(shown) > 1
    assert all(row.startswith(" " * 14 + "word") for row in shown[1:])


def test_no_hue_is_used_that_a_light_or_a_dark_terminal_hides() -> None:
    document = (line(name("Ada"), quiet("  ada"), " there"), line(quiet("10 more wait.")), Table(("name",), (("Bo",),)))
    shown = human(document, 80, True)
    assert set(re.findall("\x1b\\[([0-9;]*)m", shown)) == {"0", "1", "2"}
    assert "\n10 more wait.\n" in shown  # faint beside other words alone


@given(st.text(st.sampled_from("ab 佐\n"), max_size=60), st.integers(4, 20))
def test_a_remark_is_wrapped_between_words(text: str, most: int) -> None:
    shown = wrapped(text, most)
    assert shown.replace("\n", " ").split() == text.replace("\n", " ").split()
    assert all(width(row) <= most or " " not in row.strip() for row in shown.split("\n"))


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
def test_a_real_terminal_shows_people_in_colour_within_its_width(examples: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m netjournal --today {TODAY} due --limit 2; cat"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    with terminal(command, examples, tmp_path / "socket", environment, columns=60) as screen:
        seen = screen.seen("--limit N", styled=True)
    assert "--limit N" in seen
    assert "\x1b[1m" in seen
    assert all(len(row) <= 60 for row in re.sub(r"\x1b\[[0-9;]*m", "", seen).splitlines())


PEOPLE = (
    ("Alasdair Finch", "alasdair-finch", "owner at Finch Books; tenor at Towpath Choir", "Leeds", "5 days ago"),
    ("María del Carmen Iturralde Goñi", "maria-del-carmen-iturralde-goni", "conductor", "Bilbao", "9 months ago"),
    ("佐藤 優希", "佐藤-優希", "", "Kyoto", "last year"),
)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_person_takes_a_line_and_what_they_do_gives_way(columns: int) -> None:
    table = Table(("name", "id", "does", "in", "last"), PEOPLE, cut=2, spared=1)
    shown = human((table,), columns, False).splitlines()
    finch = shown[1]
    assert finch.startswith("Alasdair Finch")
    assert finch.rstrip().endswith("5 days ago")
    assert "owner at" in finch
    assert "…" in finch
    assert max(map(width, shown)) <= columns


def test_a_wide_terminal_shows_every_column_whole() -> None:
    shown = human((Table(("name", "id", "does", "in", "last"), PEOPLE, cut=2, spared=1),), 160, False)
    assert all(cell in shown for row in PEOPLE for cell in row)


def test_an_id_in_a_narrow_table_is_whole() -> None:
    row = ("Alasdair Finch", "alasdair-finch", "owner at Finch Books; tenor at Towpath Choir", "5 days ago")
    shown = human((Table(("name", "id", "does", "last"), (row,)),), 50, False)
    assert "alasdair-finch" in shown
    assert max(map(len, shown.split("\n"))) <= 50
