"""Values kept under keys in one file of the user's cache, each with a checksum; whatever is odd about it is a Doubt."""

import contextlib
import fcntl
import os
import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator, Sequence

from netjournal.files.index.places import APPLICATION, NAME, sum_of

LOCK = "lock"
WAIT = 2.0  # seconds that one command waits for another one's refresh
AT_ONCE = 500  # keys in a question
PATIENCE = 100  # milliseconds that it waits for others to end their reading; what isn't kept is found out again


Values = dict[int, bytes | None]  # None stands for a key that is taken away


class Doubt(Exception):
    """What is kept cannot be believed, or not be reached: the answer must come from the files."""


class Store:
    """An open index: reads see one moment, however long they take; nothing is kept before `commit`."""

    def __init__(self, folder: str) -> None:
        """Raises Doubt where there is none that can be believed."""
        self._folder = folder
        self._path = f"{folder}/{NAME}"
        _check_file(self._path)
        with _doubts():
            self._base = sqlite3.connect(self._path, timeout=WAIT, isolation_level=None, cached_statements=16)
            if self._base.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
                raise Doubt("not an index")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.execute("BEGIN")

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._base.close()

    def get(self, key: int) -> bytes | None:
        """The value under a key, None where there is none. Raises Doubt where it isn't what was put there."""
        with _doubts():
            row = self._base.execute("SELECT sum, value FROM kept WHERE key = ?", (key,)).fetchone()
        return None if row is None else _checked(key, *row)

    def value(self, key: int) -> bytes:
        """The value under a key that must be there. Raises Doubt."""
        value = self.get(key)
        if value is None:
            raise Doubt(f"{key} is missing")
        return value

    def values(self, keys: Sequence[int]) -> list[bytes]:
        """The values under keys that must all be there, read together. Raises Doubt."""
        found: dict[int, bytes] = {}
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            said = f"SELECT key, sum, value FROM kept WHERE key IN ({','.join('?' * len(some))})"
            with _doubts():
                found.update((key, _checked(key, total, value)) for key, total, value in self._base.execute(said, some))
        if len(found) != len(set(keys)):
            raise Doubt("values are missing")
        return [found[key] for key in keys]

    def between(self, first: int, last: int) -> Iterator[tuple[int, bytes]]:
        """Keys from the first to before the last, with their values. Raises Doubt."""
        with _doubts():
            for key, total, value in self._base.execute(
                "SELECT key, sum, value FROM kept WHERE key >= ? AND key < ? ORDER BY key", (first, last)
            ):
                yield key, _checked(key, total, value)

    def put(self, values: Iterable[tuple[int, bytes | None]]) -> None:
        """Keep values under their keys; None takes what was there away. Raises Doubt."""
        with _doubts():
            for key, value in values:
                if value is None:
                    self._base.execute("DELETE FROM kept WHERE key = ?", (key,))
                else:
                    self._base.execute(
                        "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (key, sum_of(key, value), value)
                    )

    def commit(self) -> None:
        """Keep what was put, and go on reading. Raises Doubt, and then keeps nothing of it."""
        with _doubts():
            self._base.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            self._base.execute("COMMIT")
            self._base.execute("BEGIN")


class Overlay(Store):
    """A store with values put over it that are not kept yet."""

    def __init__(self, below: Store, values: Values) -> None:
        self._below, self._values = below, values

    def get(self, key: int) -> bytes | None:
        return self._values[key] if key in self._values else self._below.get(key)

    def values(self, keys: Sequence[int]) -> list[bytes]:
        below = [key for key in keys if key not in self._values]
        found = {**self._values, **dict(zip(below, self._below.values(below), strict=True))}
        values = [value for key in keys if (value := found[key]) is not None]
        if len(values) != len(keys):
            raise Doubt("values are missing")
        return values

    def between(self, first: int, last: int) -> Iterator[tuple[int, bytes]]:
        for key, value in self._below.between(first, last):
            if key not in self._values:
                yield key, value
        yield from ((k, value) for k, value in self._values.items() if first <= k < last and value is not None)

    def close(self) -> None:
        self._below.close()


def create(folder: str, values: Iterable[tuple[int, bytes]]) -> None:
    """Replace whatever index there is by a new one with these values; call under the lock. Raises Doubt."""
    temporary = f"{folder}/{NAME}.{os.getpid()}.tmp"
    with _doubts():
        for left in os.listdir(folder):
            if left.startswith(f"{NAME}."):
                _remove(f"{folder}/{left}")
        os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
        base = sqlite3.connect(temporary, isolation_level=None)
        try:
            base.execute("PRAGMA page_size = 8192")
            base.execute("PRAGMA journal_mode = OFF")
            base.execute("PRAGMA synchronous = OFF")
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute("BEGIN")
            base.execute("CREATE TABLE kept (key INTEGER PRIMARY KEY, sum INTEGER, value BLOB)")
            base.executemany(
                "INSERT INTO kept VALUES (?, ?, ?)", ((key, sum_of(key, value), value) for key, value in values)
            )
            base.execute("COMMIT")
        finally:
            base.close()
        _remove(f"{folder}/{NAME}")
        _remove(f"{folder}/{NAME}-journal")
        os.rename(temporary, f"{folder}/{NAME}")


def make_folder(folder: str) -> None:
    """Make the folder, for the user alone. Raises Doubt where it can't be, or is somebody else's."""
    with _doubts():
        os.makedirs(os.path.dirname(folder), 0o700, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        is_at = os.lstat(folder)
        if not stat.S_ISDIR(is_at.st_mode) or is_at.st_uid != os.geteuid():
            raise Doubt("the folder is not ours")
        if is_at.st_mode & 0o077:
            os.chmod(folder, 0o700)


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """A span in which no other command changes the index. Raises Doubt where one does so for long."""
    with _doubts():
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(f"{folder}/{LOCK}", flags, 0o600)
    try:
        _wait_for(descriptor)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int) -> None:
    give_up = time.monotonic() + WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            if time.monotonic() > give_up:
                raise Doubt("another command is at it") from None
            time.sleep(0.005)


def _checked(key: object, total: object, value: object) -> bytes:
    if not isinstance(key, int) or not isinstance(value, bytes) or sum_of(key, value) != total:
        raise Doubt(f"{key} is not as it was kept")
    return value


def _check_file(path: str) -> None:
    """Refuse what is no plain file of this user's own with one name."""
    with _doubts():
        is_at = os.lstat(path)
    if not stat.S_ISREG(is_at.st_mode) or is_at.st_uid != os.geteuid() or is_at.st_nlink != 1:
        raise Doubt("not a plain file of ours")


def _remove(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        try:
            os.unlink(path)
        except (IsADirectoryError, PermissionError):
            os.rmdir(path)


class _doubts:  # noqa: N801 - reads as the statement it stands in
    """Whatever the disk or SQLite says against it is a doubt."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind and issubclass(kind, (sqlite3.Error, OSError, OverflowError, ValueError)):
            raise Doubt(str(error)) from None
