"""How smooth the page of `graph` is: milliseconds between frames in a real browser, while it is laid out and moved."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.journals import made
from tests.bench.network import TODAY
from tests.browser import Page, browsing

LEFT, TOP = 700, 400  # where the pointer begins
MOST_SECONDS = 300.0

_GAPS = """
new Promise((done) => {
  const gaps = [];
  let last = performance.now();
  const frame = (now) => {
    gaps.push(now - last);
    last = now;
    if (gaps.length < COUNT) requestAnimationFrame(frame);
    else done(gaps.slice(1).sort((a, b) => a - b));
  };
  requestAnimationFrame(frame);
})
"""


def report(people: int) -> None:
    """Draw a journal of so many people and print what its page takes."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "network.html"
        words = [sys.executable, "-m", "netjournal", "--today", TODAY.isoformat(), "graph", "-o", str(page)]
        started = time.perf_counter()
        subprocess.run(words, cwd=made(people).root, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
        sys.stdout.write(f"{people} people: made in {seconds:.1f} s, {page.stat().st_size / 1e6:.1f} MB\n")
        with browsing(Path(folder) / "profile", patience=MOST_SECONDS) as browser:
            for line in _measured(browser, page):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()


def _measured(page: Page, path: Path) -> Iterator[str]:
    page.send("Page.navigate", {"url": path.as_uri()})
    page.until("Boolean(document.getElementById('count')?.textContent)")
    yield _frames(page, "while laid out", 40, lambda: None)
    page.until("document.documentElement.dataset.laidOut !== undefined")
    yield f"laid out after {page.asked('document.documentElement.dataset.laidOut')} ms"
    yield _frames(page, "zooming", 90, lambda: _wheel(page))
    yield _frames(page, "panning", 90, lambda: _drag(page))
    yield _frames(page, "hovering", 90, lambda: _glide(page, 0))


def _frames(page: Page, doing: str, count: int, do: Callable[[], None]) -> str:
    page.asked(f"window.gaps = {_GAPS.replace('COUNT', str(count))}, 0")
    do()
    gaps = page.asked("window.gaps")
    median, most = gaps[len(gaps) // 2], gaps[int(len(gaps) * 0.99)]
    return f"{doing}: a frame every {median:.0f} ms, 99 of 100 within {most:.0f} ms"


def _wheel(page: Page) -> None:
    for turn in range(60):
        told = {"x": LEFT, "y": TOP, "deltaX": 0, "deltaY": -40 if turn % 20 < 10 else 40}
        page.send("Input.dispatchMouseEvent", {"type": "mouseWheel", **told})


def _drag(page: Page) -> None:
    _move(page, "mousePressed", 0, 1)
    _glide(page, 1)
    _move(page, "mouseReleased", 60, 0)


def _glide(page: Page, buttons: int) -> None:
    for step in range(60):
        _move(page, "mouseMoved", step, buttons)


def _move(page: Page, what: str, step: int, buttons: int) -> None:
    held = {"button": "none" if what == "mouseMoved" else "left", "buttons": buttons, "clickCount": 1}
    place = {"x": LEFT + 4 * (step % 30), "y": TOP + 2 * step}
    page.send("Input.dispatchMouseEvent", {"type": what, **place, **held})
