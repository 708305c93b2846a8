"""An answer as a file of the user's own choice: whole or not at all, and never instead of something else."""

import contextlib
import errno
import os
import stat
from pathlib import Path

from netjournal.errors import WrongUsage
from netjournal.files.folder import laid_beside, refusals, synced, umask


def deliver(path: Path, data: bytes, suffixes: tuple[str, ...]) -> None:
    """Write a file in one step; one that is there already keeps its mode, and is replaced if it ends in a suffix.

    A symbolic link stays, and the file it leads to is replaced. Raises WrongUsage, CannotWrite.
    """
    target = Path(os.path.realpath(path.expanduser()))
    with refusals(str(path)):
        mode = _mode(target, path, suffixes)
        temporary = laid_beside(target.parent, data, mode)
        try:
            os.rename(temporary, target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
        synced(target.parent)


def _mode(target: Path, path: Path, suffixes: tuple[str, ...]) -> int:
    """The mode the file is to have."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return 0o666 & ~umask()
    if not stat.S_ISREG(status.st_mode):
        raise WrongUsage(f"{path} is no plain file; name a new one")
    if target.suffix.casefold() not in suffixes:
        raise WrongUsage(f"{path} is there already and does not end in {' or '.join(suffixes)}; name a new file")
    mode = stat.S_IMODE(status.st_mode)
    if not mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only")
    return mode
