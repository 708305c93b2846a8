"""A real terminal: tmux with one program in it, typed into and looked at."""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

WAIT = 60.0  # seconds, after which what should be seen never will be
PATIENT = """
import sys
from netjournal.views import progress
progress.PATIENCE = float(sys.argv.pop(1))
from netjournal.__main__ import main
sys.argv[0] = "netjournal"
main()
"""


class Terminal:
    """A running terminal; `seen` waits for what it should show."""

    def __init__(self, server: list[str]) -> None:
        self._server = server

    def type(self, *keys: str) -> None:
        """Press keys: names such as Enter, Tab and C-c, any other text letter by letter."""
        subprocess.run([*self._server, "send-keys", "--", *keys], check=True)

    def seen(self, wanted: str, styled: bool = False) -> str:
        """What it shows once the wanted text stands there, or never will; styled, with the signs for colours."""
        until, look = time.monotonic() + WAIT, ["capture-pane", "-p", *(["-e"] if styled else [])]
        shown = ""
        while wanted not in shown and time.monotonic() < until:
            time.sleep(0.05)
            shown = subprocess.run([*self._server, *look], capture_output=True, text=True, check=False).stdout
        return shown


@contextmanager
def terminal(
    command: str, cwd: Path, socket: Path, environment: Mapping[str, str], columns: int = 90
) -> Iterator[Terminal]:
    """A terminal in which that command line runs."""
    server = ["tmux", "-S", str(socket)]
    words = [*server, "-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", "30", command]
    subprocess.run(words, cwd=cwd, env={**environment, "TERM": "screen"}, check=True)
    try:
        yield Terminal(server)
    finally:
        subprocess.run([*server, "kill-server"], check=False)


def printed(words: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> str:
    """All that a program prints on a terminal until it ends, what it wipes out again as well."""
    person, terminal = pty.openpty()
    told, bounded = {**environment, "TERM": "screen"}, ["timeout", "--foreground", "120", *words]
    with subprocess.Popen(bounded, cwd=cwd, env=told, stdin=terminal, stdout=terminal, stderr=terminal) as program:
        os.close(terminal)
        shown = b"".join(iter(lambda: _read(person), b""))
        os.close(person)
    assert program.returncode == 0, shown
    return shown.decode()


def patient(seconds: float, *words: str) -> list[str]:
    """A command line of netjournal that tells nobody of work that takes no longer, on however quick a machine."""
    return [sys.executable, "-c", PATIENT, str(seconds), *words]


def _read(person: int) -> bytes:
    try:
        return os.read(person, 1 << 16)
    except OSError:  # on Linux, how the far end of a terminal says that it is closed
        return b""
