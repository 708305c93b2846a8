"""A real terminal: tmux with one program in it, typed into and looked at."""

import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

WAIT = 20.0


class Terminal:
    """A running terminal; `seen` waits for what it should show."""

    def __init__(self, server: list[str]) -> None:
        self._server = server

    def type(self, *keys: str) -> None:
        """Press keys: names such as Enter, Tab and C-c, any other text letter by letter."""
        subprocess.run([*self._server, "send-keys", "--", *keys], check=True)

    def seen(self, wanted: str) -> str:
        """What it shows once the wanted text stands there, or after a while."""
        until = time.monotonic() + WAIT
        shown = ""
        while wanted not in shown and time.monotonic() < until:
            time.sleep(0.05)
            shown = subprocess.run(
                [*self._server, "capture-pane", "-p"], capture_output=True, text=True, check=False
            ).stdout
        return shown


@contextmanager
def terminal(command: str, cwd: Path, socket: Path, environment: Mapping[str, str]) -> Iterator[Terminal]:
    """A terminal of 90 columns in which that command line runs."""
    server = ["tmux", "-S", str(socket)]
    words = [*server, "-f", "/dev/null", "new-session", "-d", "-x", "90", "-y", "30", command]
    subprocess.run(words, cwd=cwd, env={**environment, "TERM": "screen"}, check=True)
    try:
        yield Terminal(server)
    finally:
        subprocess.run([*server, "kill-server"], check=False)
