"""A real browser without a window, spoken to over a pipe as its developer tools do."""

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"),
    *("--disable-background-networking", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe"),
)
PATIENCE = 60.0  # seconds


@dataclass
class Page:
    """One page: what its console said, what it asked the network for, and its script, run by `asked`."""

    send: Callable[[str, Mapping[str, Any]], Any]
    wait: Callable[[Callable[[], bool]], None]
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: Path) -> None:
        """Open a page from a file, and wait until its picture is laid out."""
        self.send("Page.navigate", {"url": path.as_uri()})
        self.until("document.documentElement?.dataset.laidOut !== undefined")

    def asked(self, expression: str) -> Any:
        """What an expression of the page's language says."""
        words = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        said = self.send("Runtime.evaluate", words)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        self.wait(lambda: self.asked(expression) is True)

    def press(self, *keys: str) -> None:
        for key in keys:
            text = {"Enter": "\r", " ": " "}.get(key, key if len(key) == 1 else "")
            told = {"key": key, "code": key, "windowsVirtualKeyCode": _CODES.get(key, 0), "text": text}
            self.send("Input.dispatchKeyEvent", {"type": "keyDown", **told})
            self.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})

    def type(self, text: str) -> None:
        self.send("Input.insertText", {"text": text})

    def middle(self, selector: str) -> tuple[float, float]:
        """Where the middle of an element is."""
        box = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        x, y = self.asked(f"(() => {{ const b = {box}; return [b.left + b.width / 2, b.top + b.height / 2]; }})()")
        return x, y

    def drag(self, *points: tuple[float, float]) -> None:
        """A finger put down on the first point and moved over the others."""
        for number, (x, y) in enumerate(points):
            kind = "touchMove" if number else "touchStart"
            self.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        self.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def click(self, selector: str) -> None:
        x, y = self.middle(selector)
        for what in ("mousePressed", "mouseReleased"):
            self.send(
                "Input.dispatchMouseEvent", {"type": what, "x": x, "y": y, "button": "left", "clickCount": 1}
            )

    def tap(self, selector: str) -> None:
        self.drag(self.middle(selector))

    def photograph(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", {"format": "png"})["data"]))


_CODES = {
    **{"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, " ": 32},
}


class _Pipe:
    """Messages to and from the browser, each ended by a zero byte."""

    def __init__(self, reads: int, writes: int, patience: float) -> None:
        self._patience = patience
        self._reads, self._writes, self._kept, self._number = reads, writes, b"", 0
        self.heard: Callable[[str, Any], None] = lambda method, said: None

    def send(self, method: str, words: Mapping[str, Any], session: str | None = None) -> Any:
        self._number += 1
        told = {"id": self._number, "method": method, "params": words, **({"sessionId": session} if session else {})}
        os.write(self._writes, json.dumps(told).encode() + b"\0")
        give_up = time.monotonic() + self._patience
        while True:
            said = self.next(give_up)
            if said.get("id") == self._number:
                assert "error" not in said, (method, said)
                return said["result"]
            self.heard(said.get("method", ""), said.get("params", {}))

    def next(self, give_up: float) -> Any:
        while b"\0" not in self._kept:
            ready, _, _ = select.select([self._reads], [], [], max(0.0, give_up - time.monotonic()))
            assert ready, "the browser says nothing"
            part = os.read(self._reads, 1 << 20)
            assert part, "the browser has ended"
            self._kept += part
        said, _, self._kept = self._kept.partition(b"\0")
        return json.loads(said)


@contextmanager
def browsing(
    profile: Path,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
    phone: bool = False,
    patience: float = PATIENCE,
) -> Iterator[Page]:
    """A page in a browser of its own, which ends with it; `patience` is how many seconds anything may take."""
    assert CHROMIUM, "install chromium"
    to_browser, from_browser = os.pipe(), os.pipe()
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank"]
    script = f"exec 3<&{to_browser[0]} 4>&{from_browser[1]}; exec \"$@\""
    with subprocess.Popen(
        ["bash", "-c", script, "bash", *command],
        pass_fds=(to_browser[0], from_browser[1]),
        env={"HOME": str(profile), "PATH": os.environ["PATH"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as browser:
        os.close(to_browser[0])
        os.close(from_browser[1])
        pipe = _Pipe(from_browser[0], to_browser[1], patience)
        try:
            yield _page(pipe, width, height, dark, phone, patience)
        finally:
            pipe.send("Browser.close", {})
            browser.wait(PATIENCE)
            os.close(to_browser[1])
            os.close(from_browser[0])


def _page(pipe: _Pipe, width: int, height: int, dark: bool, phone: bool, patience: float) -> Page:
    target = pipe.send("Target.createTarget", {"url": "about:blank"})["targetId"]
    session = pipe.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]

    def send(method: str, words: Mapping[str, Any]) -> Any:
        return pipe.send(method, words, session)

    def wait(is_so: Callable[[], bool]) -> None:
        give_up = time.monotonic() + patience
        while not is_so():
            assert time.monotonic() < give_up, "waited in vain"

    page = Page(send, wait)

    def heard(method: str, said: Any) -> None:
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            page.console.append(json.dumps(said))
        elif method == "Network.requestWillBeSent":
            page.requests.append(said["request"]["url"])

    pipe.heard = heard
    for domain in ("Page", "Runtime", "Log", "Network"):
        send(f"{domain}.enable", {})
    scale = {"width": width, "height": height, "deviceScaleFactor": 2 if phone else 1, "mobile": phone}
    send("Emulation.setDeviceMetricsOverride", scale)
    send("Emulation.setTouchEmulationEnabled", {"enabled": phone})
    likes = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
    send("Emulation.setEmulatedMedia", {"features": [{"name": name, "value": likes[name]} for name in likes]})
    return page
