"""Folders of notes that are no journal: what lies there, read and never written to."""

import os
import stat
from collections.abc import Container, Iterator
from pathlib import Path

from netjournal.files.folder import LARGEST

ENDINGS = (".md", ".markdown")


def notes_in(folder: Path, apart: Container[Path] = ()) -> Iterator[tuple[str, bytes | str]]:
    """Every note below a folder by its path there, in order, with its bytes or why they can't be had.

    What is hidden is no note; links are not followed; folders that stand `apart` (by their real paths) are left out.
    """
    for top, below, files in os.walk(folder):
        kept = (name for name in below if not name.startswith(".") and Path(top, name).resolve() not in apart)
        below[:] = sorted(kept)
        for name in sorted(files):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                path = os.path.join(top, name)
                shown = os.fsencode(os.path.relpath(path, folder)).decode("utf-8", "replace")
                yield shown, _data(path) if "\ufffd" not in shown else "the file's name is not UTF-8"


def _data(path: str) -> bytes | str:
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            return "a link, not followed" if stat.S_ISLNK(status.st_mode) else "not a plain file"
        if status.st_size > LARGEST:
            return f"over {LARGEST // 1_000_000} MB, too long for a note"
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        return f"cannot be read: {(error.strerror or str(error)).casefold()}"
