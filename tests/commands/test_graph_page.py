"""The page of `graph --format html`, opened from a file in a real browser."""

import json
import re
import select
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Page, browsing
from tests.commands.test_graph import HIDDEN, HOSTILE, hostile
from tests.conftest import Run

__all__ = ["hostile"]

SHOWN = "document.getElementById('count').textContent"
WHO = "document.getElementById('panel').hidden ? null : document.getElementById('who').textContent"
LINES = "[...document.querySelectorAll('#tells > p')].map((line) => line.textContent.trim())"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with browsing(tmp_path / "profile") as page:
        yield page


def drawn(run: Run, journal: Path, *words: str) -> Path:
    """The page, in a folder of its own."""
    folder = journal.parent / "picture"
    folder.mkdir()
    assert run("graph", "-o", str(folder / "net.html"), *words, cwd=journal).status == 0
    return folder / "net.html"


def pick(page: Page, text: str) -> None:
    """Find somebody by typing, and choose the first found."""
    page.asked("document.getElementById('search').focus()")
    page.type(text)
    page.press("Enter")


def choose(page: Page, id: str, value: str) -> None:
    page.asked(
        f"(() => {{ const s = document.getElementById({json.dumps(id)}); s.value = {json.dumps(value)};"
        " s.dispatchEvent(new Event('change')); })()"
    )


def test_the_page_finds_shows_filters_and_goes_by_keys(run: Run, examples: Path, page: Page) -> None:
    path = drawn(run, examples)
    page.open(path)
    assert page.asked(SHOWN) == "62 people, 176 connections"

    pick(page, "lukasz")  # without regard to case or accents
    assert page.asked(WHO) == "Łukasz Zieliński"
    page.press("Escape")
    assert page.asked(WHO) is None
    pick(page, "dorothy")
    told = run("show", "dorothy", cwd=examples).out
    lines = [line.strip() for line in re.sub(r"Could meet\n(  - .*\n)*", "", told).splitlines()]
    assert ["  ".join((page.asked(WHO), "dorothy-akande", "people/dorothy-akande.md")), *page.asked(LINES)] == lines
    page.press("Escape")

    choose(page, "tag", "singing")
    singing = len(json.loads(run("list", "tag:singing", "--json", cwd=examples).out)["people"])
    assert page.asked(SHOWN) == f"{singing - 1} of 62 people"  # the owner sings too
    choose(page, "circle", "close")
    both = len(json.loads(run("list", "tag:singing", "circle:close", "--json", cwd=examples).out)["people"])
    assert page.asked(SHOWN) == f"{both} of 62 people"
    page.click("#clear")
    assert page.asked(SHOWN) == "62 people, 176 connections"
    page.click("#steps label")
    assert page.asked(SHOWN).endswith(" of 62 people")
    page.click("#clear")

    page.asked("document.getElementById('map').focus()")
    page.press("ArrowRight")
    first = page.asked("document.getElementById('said').textContent")
    page.press("ArrowRight")
    assert page.asked("document.getElementById('said').textContent") != first
    page.press("Enter")
    assert page.asked(WHO) in page.asked("document.getElementById('said').textContent")
    assert page.asked("document.activeElement.id") == "panel"
    page.press("Escape")
    assert page.asked("document.activeElement.id") == "map"
    page.press("/")
    assert page.asked("document.activeElement.id") == "search"

    assert (page.console, page.requests) == ([], [path.as_uri()])


def test_whatever_stands_in_the_files_is_only_text(run: Run, hostile: Path, page: Page) -> None:
    path = drawn(run, hostile)
    page.open(path)
    before = page.asked("document.querySelectorAll('script, img, a').length")
    data = json.loads(page.asked("document.getElementById('data').textContent"))
    names = [each["name"] for each in data["people"]]
    assert set(names) == {*HOSTILE, "\\u202egnitrever", "esc \\x1b[31mred", "\\x9b1m", "two lines"}
    assert len(names) == len(HOSTILE) + len(HIDDEN)
    for number in range(len(names)):
        pick(page, f"h{number}")
        assert page.asked(WHO) in names
        assert "javascript:window.hacked=1" in page.asked("document.getElementById('tells').textContent")
        page.press("Escape")
    assert page.asked("document.querySelectorAll('script, img, a').length") == before == 2
    assert page.asked("window.hacked === undefined")
    assert (page.console, page.requests) == ([], [path.as_uri()])


def test_the_page_could_reach_nobody_if_it_tried(run: Run, journal: Path, page: Page) -> None:
    page.open(drawn(run, journal))
    assert page.asked("document.getElementById('empty').textContent") == "Nobody is drawn here yet."
    with socket.create_server(("127.0.0.1", 0)) as server:
        there = json.dumps(f"http://127.0.0.1:{server.getsockname()[1]}/")
        assert page.asked(f"fetch({there}).then(() => 'sent', () => 'refused')") == "refused"
        for tries in (f"new Image().src = {there}", f"navigator.sendBeacon({there})", f"new WebSocket({there})"):
            page.asked(f"(() => {{ try {{ {tries}; }} catch {{ }} }})()")
        page.asked("fetch('data:,').catch(() => 0)")
        assert select.select([server], [], [], 0)[0] == []
    page.asked("document.body.append(Object.assign(document.createElement('script'), { text: 'window.hacked = 1' }))")
    assert page.asked("window.hacked === undefined")


def test_on_a_phone_the_panel_rises_from_below_and_a_tap_opens_it(run: Run, examples: Path, tmp_path: Path) -> None:
    path = drawn(run, examples, "dorothy")
    with browsing(tmp_path / "profile", width=390, height=844, dark=True, phone=True) as page:
        page.open(path)
        assert page.asked(WHO) == "Dorothy Akande"
        box = page.asked("document.getElementById('panel').getBoundingClientRect().toJSON()")
        assert (box["left"], box["right"], box["bottom"]) == (0, 390, 844)
        assert page.asked("document.documentElement.scrollWidth") == 390
        page.tap("#close")
        assert page.asked(WHO) is None
        before = page.asked("d3.zoomTransform(document.getElementById('map')).x")
        page.drag((100, 500), (120, 510), (180, 520))
        assert page.asked("d3.zoomTransform(document.getElementById('map')).x") == before + 80
        page.tap("#more")
        assert page.asked("getComputedStyle(document.getElementById('choices')).display") == "flex"
        page.press("Escape")
        assert page.asked("getComputedStyle(document.body).backgroundColor") == "rgb(16, 23, 22)"
        assert page.console == []
