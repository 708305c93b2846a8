"""pulse: the bars suit the terminal, the words are kind, and reading alters nothing."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("locale", "is_utf8"),
    [
        ({"LC_ALL": "C"}, False),
        ({"LC_ALL": "", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "", "LANG": "en_GB.ISO-8859-1"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": ""}, True),
    ],
)
def test_the_bars_are_letters_that_the_terminal_has(
    run: Run, examples: Path, locale: dict[str, str], is_utf8: bool
) -> None:
    done = run("pulse", cwd=examples, **locale)
    bars = done.out.split("\n")[1:5]
    assert done.status == 0
    assert all(bar.isascii() for bar in bars) == (not is_utf8)


@pytest.mark.parametrize("width", ["40", "60", "120"])
def test_it_fits_the_terminal(run: Run, examples: Path, width: str) -> None:
    done = run("pulse", "--color", "always", cwd=examples, COLUMNS=width, TERM="xterm")
    assert max(len(re.sub("\x1b[^m]*m", "", row)) for row in done.out.split("\n")) <= int(width)
    assert "DJFMAMJJASON" in done.out


def test_an_empty_journal_has_no_pulse_and_says_how_it_begins(run: Run, journal: Path) -> None:
    done = run("pulse", cwd=journal)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("There is no pulse to feel yet.")


def test_the_answer_for_programs_has_stable_keys(run: Run, examples: Path) -> None:
    answer = json.loads(run("pulse", "--json", cwd=examples).out)
    assert list(answer) == [
        *("schema", "today", "months", "rhythm", "introductions", "asks", "bridges", "old_ties", "favours")
    ]
    assert len(answer["months"]) == len(answer["rhythm"]["over_time"]) == len(answer["asks"]["met"]) == 12
    assert set(answer["favours"]) == {"mine", "to_me", "theirs"}


def test_favours_stand_on_the_screen_before_you_meet_them(run: Run, examples: Path) -> None:
    run("ask", "priya", "four quiet carols", cwd=examples)
    run("ask", "priya", "four quiet carols", "--done", "--by", "alasdair", cwd=examples)
    for who in ("priya", "alasdair"):
        assert "  - Alasdair Finch for Priya Raman: four quiet carols" in run("show", who, cwd=examples).out
        told = json.loads(run("show", who, "--json", cwd=examples).out)["favours"]["theirs"]
        assert [each["says"] for each in told] == ["Alasdair Finch for Priya Raman: four quiet carols"]
