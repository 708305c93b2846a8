"""An answer as a file of the user's own choice: whole or not at all, and never instead of something else."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from netjournal.errors import WrongUsage
from netjournal.files.folder import laid_beside, refusals, synced, umask

IN_MEMORY = 32_000_000  # characters
CHUNK = 1_000_000


def deliver(path: Path, parts: Iterable[bytes], suffixes: tuple[str, ...]) -> None:
    """Write a file in one step; one that is there keeps its mode, and is replaced if it's empty or ends in a suffix.

    A symbolic link stays, and the file it leads to is replaced. Raises WrongUsage, CannotWrite.
    """
    target = Path(os.path.realpath(path.expanduser()))
    with refusals(str(path)):
        mode = _mode(target, path, suffixes)
        temporary = laid_beside(target.parent, parts, mode)
        try:
            os.rename(temporary, target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
        synced(target.parent)


def whole(parts: Iterable[str]) -> Iterator[str]:
    """The same text, of which nothing comes before all of it is made; what is long waits in a file without a name."""
    import tempfile  # here, for it takes long to load

    with tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="") as stream:
        stream.writelines(parts)
        stream.seek(0)
        while chunk := stream.read(CHUNK):
            yield chunk


def _mode(target: Path, path: Path, suffixes: tuple[str, ...]) -> int:
    """The mode the file is to have."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return 0o666 & ~umask()
    if not stat.S_ISREG(status.st_mode):
        raise WrongUsage(f"{path} is no plain file; name a new one")
    if status.st_size and target.suffix.casefold() not in suffixes:
        raise WrongUsage(f"{path} is there already and does not end in {' or '.join(suffixes)}; name a new file")
    mode = stat.S_IMODE(status.st_mode)
    if not mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only")
    return mode
