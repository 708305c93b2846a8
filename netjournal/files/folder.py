"""The journal's folder: the only place where its files are listed, read, locked and replaced."""

import contextlib
import errno
import fcntl
import os
import re
import stat
import sys
import time
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from netjournal.errors import Busy, CannotWrite, ChangedMeanwhile, NoJournal, UnreadablePage
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page, read_page
from netjournal.files.signs import UNKNOWN, Signed, row, signs_of
from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Problem
from netjournal.network.pattern import pattern
from netjournal.network.settings import GATHERING, ORGANISATION, PERSON, Folders, Settings

if TYPE_CHECKING:
    from pathlib import Path  # costs a start as much as all of json, and most commands only read

    from netjournal.files.notation.records import Reading

SETTINGS = "netjournal.yaml"
INBOX = "inbox.md"
LARGEST = 50_000_000
LOCK_SECONDS = 10.0
TRIES = 5
MOST_ALONE = 32  # so many new files are flushed one by one; more of them with all of their disk
TEMPORARY = pattern(r"\.nj-[0-9a-f]{16}\.tmp")
CONFLICT_COPY = pattern(r"\.sync-conflict-|\(.*conflicted copy.*\)|\(case conflict|_conflict-\d", re.I)

Recall = Callable[[bytes], tuple[Settings, tuple[Problem, ...]] | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold a note: its path relative to the journal, the id it gives, what kind of note it is."""

    file: str
    id: str
    kind: str


def find_root(named: str | None, start: str, default: str | None) -> str:
    """The journal's root: the folder named outright, else the nearest above `start`, else the default.

    Raises NoJournal.
    """
    if named:
        root = os.path.expanduser(named)
        if not os.path.isdir(root):
            raise NoJournal(root, named=True)
        return root
    for folder in _upwards(start):
        if os.path.isfile(f"{folder}/{SETTINGS}"):
            return folder
    root = os.path.expanduser(default or "")
    if root and os.path.isfile(f"{root}/{SETTINGS}"):
        return root
    raise NoJournal(start)


def _upwards(folder: str) -> Iterator[str]:
    """The folder and all above it."""
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        yield (folder := above)


def default_journal(config: str | None) -> str | None:
    """The journal that the user's own settings file names, if there is one that can be read."""
    if config is None or not os.path.exists(config):
        return None
    from netjournal.files.notation.records import read_default

    try:
        with open(config, "rb") as file:
            return read_default(read_page(file.read()).text)
    except (OSError, Unreadable):
        return None


@dataclass(slots=True)
class Listing:
    """Files that may hold a note, by folder as (kind, folder, names), and what stands there that can hold none.

    `signs` holds a row of numbers for each file, in the same order. Where a file changed, one of them did.
    """

    folders: list[tuple[str, str, list[str]]]
    signs: "array[int]"
    problems: list[Problem]

    def at(self, places: Iterable[int]) -> dict[int, Found]:
        """The files at these places of the listing, each by the id its name gives."""
        found = {}
        starts = list(accumulate((len(names) for _, _, names in self.folders), initial=0))
        for place in places:
            folder = bisect_right(starts, place) - 1
            kind, path, names = self.folders[folder]
            name = names[place - starts[folder]]
            found[place] = Found(f"{path}/{name}", name.removesuffix(".md"), kind)
        return found

    def found(self) -> list[Found]:
        """The files, ordered by path, each with an id of its own."""
        found = [
            Found(f"{folder}/{name}", name.removesuffix(".md"), kind)
            for kind, folder, names in self.folders
            for name in names
        ]
        found.sort(key=lambda each: each.file)
        return _distinct(found)


class Folder:
    """One journal on disk. Reading never changes a byte; writing happens under the lock, in one step a file."""

    def __init__(self, root: "str | Path", recall: Recall | None = None) -> None:
        """`recall` may know what the bytes of the settings say."""
        self._root, self._real_root = os.fspath(root) or ".", os.path.realpath(root)
        self.watched: Callable[[Iterable[Found]], Iterable[Found]] = iter  # pages: somebody is told how far they are
        self._cleared: set[str] = set()
        self.settings_data = b""
        self.settings, self.setting_problems = self._settings(recall)

    @cached_property
    def root(self) -> "Path":
        from pathlib import Path

        return Path(self._root)

    @cached_property
    def real_root(self) -> "Path":
        from pathlib import Path

        return Path(self._real_root)

    def _is_within(self, path: str) -> bool:
        """Whether a path without symbolic links lies in the journal."""
        return f"{path}/".startswith(f"{self._real_root.rstrip('/')}/")

    def _settings(self, recall: Recall | None) -> tuple[Settings, tuple[Problem, ...]]:
        try:
            data = self.settings_data = self.data(SETTINGS)
            if recall and (known := recall(data)):
                return known
            from netjournal.files.notation.records import read_settings

            return read_settings(read_page(data).text if data.strip() else "", SETTINGS)
        except FileNotFoundError:
            return Settings(), ()
        except OSError as error:
            return Settings(), (_unusable(SETTINGS, error),)
        except Unreadable as error:
            return Settings(), (error.problem(SETTINGS),)
        except UnreadablePage:
            return Settings(), (Problem(SETTINGS, 1, 1, "no-file", "error", "not a plain file", "rename it"),)

    # Listing

    def found(self) -> tuple[list[Found], list[Problem]]:
        """Every file that may hold a note, ordered by path, and what stands there that can hold none."""
        listing = self.listing()
        return listing.found(), listing.problems

    def listing(self) -> "Listing":
        """Every file that may hold a note, as the disk lists them; hidden, backup and conflict files are none."""
        listing = Listing([], array("q"), [])
        for folder, kind in self._kinds.items():
            if self._is_within(os.path.realpath(f"{self._root}/{folder}")):
                self._list(folder, kind, listing)
            else:
                says = "points outside the journal, so it is not read"
                listing.problems.append(Problem(folder, 1, 1, "link", "error", says, "move the folder here"))
        return listing

    @property
    def _kinds(self) -> dict[str, str]:
        """The kind of note each folder holds; one that is named twice holds the first kind."""
        folders: Folders = self.settings.folders
        return {folders.gatherings: GATHERING, folders.orgs: ORGANISATION, folders.people: PERSON}

    def notes(self) -> frozenset[str]:
        """The names of all files in the journal that aren't hidden, those of notes without .md: what links may name."""
        walk = os.walk(self._root)
        names: set[str] = set()
        for _, folders, files in walk:
            folders[:] = [name for name in folders if not name.startswith(".")]
            names.update(name.removesuffix(".md") for name in files if not name.startswith("."))
        return frozenset(names)

    def _list(self, folder: str, kind: str, listing: "Listing") -> None:
        try:
            descriptor = os.open(f"{self._root}/{folder}", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except FileNotFoundError:
            return
        except OSError as error:
            listing.problems.append(_unusable(folder, error))
            return
        try:
            names, others, below = self._names(folder, descriptor, listing)
        finally:
            os.close(descriptor)
        for name, mode in others:
            problem = self._obstacle(f"{folder}/{name}", name, mode)
            if problem:
                listing.problems.append(problem)
            else:
                names.append(name)
                listing.signs.extend(UNKNOWN)  # what lies behind a symbolic link
        listing.folders.append((kind, folder, names))
        for name in sorted(below):
            if f"{folder}/{name}" not in self._kinds:
                self._list(f"{folder}/{name}", kind, listing)

    def _names(
        self, folder: str, descriptor: int, listing: "Listing"
    ) -> tuple[list[str], list[tuple[str, int]], list[str]]:
        """The plain notes of a folder (their signs are added to the listing), other files called so, the folders."""
        notes: list[str] = []
        below: list[str] = []
        with os.scandir(descriptor) as scan:
            for entry in scan:
                name = entry.name
                if name.endswith(".md") and name[0] != ".":
                    notes.append(name)
                elif name[0] != "." and entry.is_dir(follow_symlinks=False):
                    below.append(name)
                elif name[0] != "." and (doubt := _overlooked(f"{folder}/{name}", entry)):
                    listing.problems.append(doubt)
        try:
            names, signs, others = signs_of(descriptor, notes)  # most of what a command costs in a large journal
        except OSError as error:
            raise OSError(error.errno, error.strerror, f"{self._root}/{folder}/{error.filename}") from None
        if _is_strange("\0".join((folder, *names))):
            names, signs, strange = _sifted(folder, names, signs)
            others += strange
        listing.signs += signs
        return names, others, below

    def _obstacle(self, file: str, name: str, mode: int) -> Problem | None:
        """Why a file that is called like a note can't be one."""
        if not _is_text(file):
            return Problem(file, 1, 1, "file-name", "error", "the file's name is not UTF-8", "rename it")
        if CONFLICT_COPY.search(name):
            says = "a copy that a sync program left of another note"
            return Problem(
                file, 1, 1, "conflict-copy", "warning", says, "move what is new in it to that note, then delete it"
            )
        if stat.S_ISLNK(mode):
            return self._bad_link(file)
        if stat.S_ISREG(mode):
            return None
        what = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}.get(
            stat.S_IFMT(mode), "a device"
        )
        return Problem(file, 1, 1, "no-file", "error", f"this is {what}, not a file", "rename it")

    def _bad_link(self, file: str) -> Problem | None:
        try:
            target = os.path.realpath(f"{self._root}/{file}", strict=True)
            mode = os.lstat(target).st_mode
        except OSError as error:
            says = "a symbolic link that leads nowhere" if error.errno != errno.ELOOP else "a symbolic link to itself"
            return Problem(file, 1, 1, "link", "error", says, "remove it")
        if not self._is_within(target):
            return Problem(
                file, 1, 1, "link", "error", "points outside the journal, so it is not read", "copy the file here"
            )
        if not stat.S_ISREG(mode):
            return Problem(file, 1, 1, "link", "error", "points to something that is no file", "remove it")
        return None

    # Reading

    def data(self, file: str) -> bytes:
        """The bytes of a file of the journal. Raises OSError, or UnreadablePage for what is no plain file of it."""
        descriptor = os.open(f"{self._root}/{file}", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadablePage(f"{file}:1:1: not a plain file; rename it")
            if status.st_size > LARGEST:
                raise UnreadablePage(
                    f"{file}:1:1: over {LARGEST // 1_000_000} MB, too long for a note; move text out of it"
                )
            parts = [os.read(descriptor, status.st_size + 1)]
            if len(parts[0]) == status.st_size:
                return parts[0]  # all there was, and nothing behind it
            while part := os.read(descriptor, status.st_size + 1):
                parts.append(part)
            return b"".join(parts)
        finally:
            os.close(descriptor)

    def text(self, file: str) -> str:
        """The text of a page, empty where it cannot be read."""
        try:
            return read_page(self.data(file)).text
        except (OSError, Unreadable, UnreadablePage):
            return ""

    def read(self, found: Found) -> "Reading | Problem":
        """What a file says, or the one problem that keeps it from being read."""
        return self.read_with_text(found)[0]

    def read_with_text(self, found: Found) -> "tuple[Reading | Problem, str]":
        """What a file says, or the one problem that keeps it from being read; and its text, where that can be read."""
        text = ""
        try:
            text = read_page(self.data(found.file)).text
            return reader(found.kind)(text, found.file, found.id, self.settings), text
        except Unreadable as error:
            return error.problem(found.file), text
        except UnreadablePage as error:
            says = str(error).partition(": ")[2].partition("; ")[0]
            return Problem(found.file, 1, 1, "no-file", "error", says, "see to it"), text
        except OSError as error:
            return _unusable(found.file, error), text

    # Writing

    def real_file(self, file: str) -> str:
        """The file that a path leads to, relative to the journal: itself, unless it is a symbolic link."""
        path = f"{self._root}/{file}"
        return os.path.relpath(os.path.realpath(path), self._real_root) if os.path.islink(path) else file

    @contextlib.contextmanager
    def locked(self, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """The journal's lock, which spans read, change and write. Raises Busy after so many seconds."""
        descriptor = os.open(self._root, os.O_RDONLY | os.O_CLOEXEC)
        try:
            _wait_for(descriptor, seconds)
            yield
        finally:
            os.close(descriptor)

    def change(self, file: str, edit: Callable[[Page], Page]) -> tuple[bytes, bytes]:
        """Replace a page by what `edit` makes of it, and give the bytes before and after; call under the lock.

        A page that an editor saves meanwhile is read again and edited again. Raises what `edit` raises, UnreadablePage,
        ChangedMeanwhile, CannotWrite.
        """
        for _ in range(TRIES):
            before = self._page(file)
            after = edit(read_page(before)).data
            if after == before or self._replace(file, before, after):
                return before, after
        raise ChangedMeanwhile(file)

    def _page(self, file: str) -> bytes:
        try:
            data = self.data(file)
            read_page(data)
            return data
        except Unreadable as error:
            raise UnreadablePage(f"{error.problem(file)}") from None
        except OSError as error:
            raise UnreadablePage(f"{_unusable(file, error)}") from None

    def restore(self, file: str, before: bytes, after: bytes, lasting: bool = True) -> None:
        """Replace a file that still holds these bytes, whatever they are. Raises ChangedMeanwhile, CannotWrite.

        Where it isn't `lasting`, a power cut may bring the bytes before back until `settle` was called.
        """
        if before != after and not self._replace(file, before, after, lasting):
            raise ChangedMeanwhile(file)

    def settle(self, files: Iterable[str]) -> None:
        """Make what these files have become last, once for each folder. Raises CannotWrite."""
        for folder in sorted({file.rpartition("/")[0] for file in files}):
            path = f"{self._root}/{folder}"
            if os.path.isdir(path):
                with refusals(folder):
                    synced(path)

    def create(self, file: str, data: bytes) -> None:
        """Write a file that isn't there yet, whole or not at all. Raises FileExistsError, CannotWrite."""
        self.create_all([(file, data)])

    def create_all(self, pages: Iterable[tuple[str, bytes]]) -> None:
        """Write files that aren't there yet, each whole or not at all, and none of them where one can't be written.

        All lie beside their places before the first gets its name, and are safely on the disk at the end. Raises
        FileExistsError, CannotWrite, UnreadablePage for a folder outside the journal.
        """
        folders: dict[str, str] = {}
        laid: list[tuple[str, str]] = []
        named: list[str] = []
        mode = 0o666 & ~umask()
        try:
            for file, data in pages:
                with refusals(file):
                    below = file.rpartition("/")[0]
                    folder = folders[below] if below in folders else folders.setdefault(below, self._made(file))
                    laid.append((file, self._temporary(folder, data, mode, flushed=False)))
            with refusals(*[file for file, _ in laid[:1]]):
                _flush([temporary for _, temporary in laid], folders.values())
            for file, temporary in laid:
                with refusals(file):
                    _publish(temporary, f"{self._root}/{file}")
                named.append(f"{self._root}/{file}")
            for below, folder in folders.items():
                with refusals(below):
                    synced(folder)
        except BaseException:
            _unlink(named)
            raise
        finally:
            _unlink(temporary for _, temporary in laid)

    def _made(self, file: str) -> str:
        """The folder that a new file is to lie in, made where it is missing."""
        folder = os.path.dirname(f"{self._root}/{file}")
        os.makedirs(folder, exist_ok=True)
        if not self._is_within(os.path.realpath(folder)):
            raise UnreadablePage(f"{file}:1:1: its folder lies outside the journal; move the folder here")
        return folder

    def remove(self, file: str) -> None:
        """Delete a file for good. Raises CannotWrite."""
        with refusals(file):
            os.unlink(f"{self._root}/{file}")
            synced(os.path.dirname(f"{self._root}/{file}"))

    def _replace(self, file: str, before: bytes, after: bytes, lasting: bool = True) -> bool:
        """Whether the file still was as read, and now is `after`; mode and symbolic link are kept."""
        target = os.path.realpath(f"{self._root}/{file}")
        folder = os.path.dirname(target)
        if not self._is_within(target):
            raise UnreadablePage(f"{file}:1:1: points outside the journal; copy the file here")
        with refusals(file):
            mode = stat.S_IMODE(os.stat(target).st_mode)
            if not mode & 0o222:
                raise PermissionError(errno.EACCES, "the file is read-only")
            temporary = self._temporary(folder, after, mode)
            try:
                with open(target, "rb") as stream:
                    if stream.read() != before:
                        return False
                os.rename(temporary, target)
            finally:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(temporary)
            if lasting or folder != os.path.dirname(f"{self._real_root}/{file}"):
                synced(folder)
        return True

    def _temporary(self, folder: str, data: bytes, mode: int, flushed: bool = True) -> str:
        """A new file in the same folder with the data, `flushed` to the disk; what a killed command left is cleared."""
        for name in () if folder in self._cleared else os.listdir(folder):
            if name.startswith(".nj-") and TEMPORARY.fullmatch(name):
                with contextlib.suppress(OSError):
                    os.unlink(f"{folder}/{name}")
        self._cleared.add(folder)
        return laid_beside(folder, (data,), mode, flushed)


def laid_beside(folder: "str | Path", parts: Iterable[bytes], mode: int, flushed: bool = True) -> str:
    """A new file in a folder, under a name of its own, with the data, `flushed` to the disk. Raises OSError."""
    path = f"{folder}/.nj-{os.urandom(8).hex()}.tmp"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(parts)
            stream.flush()
            os.fchmod(stream.fileno(), mode)
            if flushed:
                os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise
    return path


def _wait_for(descriptor: int, seconds: float) -> None:
    give_up = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise Busy(seconds) from None
            time.sleep(0.01)


@contextlib.contextmanager
def refusals(file: str = "the journal") -> Iterator[None]:
    """What the disk refuses, said in words."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise CannotWrite(file, _reason(error)) from None


def _publish(temporary: str, target: str) -> None:
    """Give a finished file its name, which must be free; without hard links, the lock alone guards the name."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "it is there already", target) from None
        os.rename(temporary, target)


def umask() -> int:
    """The process's umask."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _unlink(paths: Iterable[str]) -> None:
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def _flush(files: Sequence[str], folders: Iterable[str]) -> None:
    """Have these files safely on the disk: each by itself, or many of them by one call a folder."""
    if len(files) <= MOST_ALONE or not all(map(_sync_disk, folders)):
        for file in files:
            synced(file)


def _sync_disk(folder: str) -> bool:
    """Whether all that was written to the disk of a folder is safely there; False where the system can't promise it.

    Linux does, and tells of failures since 5.8.
    """
    release = tuple(map(int, re.findall(r"\d+", os.uname().release)[:2]))
    if sys.platform != "linux" or release < (5, 8):
        return False
    import ctypes

    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if call is not None and call(descriptor):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return call is not None
    finally:
        os.close(descriptor)


def synced(path: "str | Path") -> None:
    """See to it that a file, or the names in a folder, are safely on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> str:
    words = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the quota is used up",
        errno.EROFS: "it is on a read-only disk",
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
        errno.EIO: "the disk reported an error",
    }
    return words.get(error.errno or 0, (error.strerror or "the system refused").casefold())


def _unusable(file: str, error: OSError) -> Problem:
    return Problem(
        file, 1, 1, "unreadable", "error", f"cannot be read: {_reason(error)}", "see to its permissions or its disk"
    )


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _overlooked(file: str, entry: os.DirEntry[str]) -> Problem | None:
    """What is said of something that looks like notes and isn't read."""
    if entry.is_symlink() and entry.is_dir():
        says, do = "a link to a folder is not followed", "if there are notes in it, move them here"
        return Problem(file, 1, 1, "link", "warning", says, do)
    if entry.name.lower().endswith((".md", ".markdown")):
        says, do = "only files that end in .md are read", "rename it, if it is a note"
        return Problem(file, 1, 1, "file-name", "warning", says, do)
    return None


def reader(kind: str) -> "Callable[[str, str, str, Settings], Reading]":
    """What reads pages of a kind: text, file, id and settings become a Reading, or raise Unreadable."""
    from netjournal.files.notation import records  # here, for most commands read no page

    return {
        PERSON: records.read_person,
        ORGANISATION: records.read_organisation,
        GATHERING: records.read_gathering,
    }[kind]


def _is_strange(names: str) -> bool:
    """Whether a name among them may not be a note's."""
    if not (names.isascii() or _is_text(names)):
        return True
    return "confl" in names.lower() and CONFLICT_COPY.search(names) is not None  # the pattern alone takes 2 ms


def _sifted(folder: str, names: list[str], signs: "array[int]") -> Signed:
    """The names that are a note's, with their signs, and the others."""
    kept: list[str] = []
    kept_signs = array("q")
    strange: list[tuple[str, int]] = []
    for at, name in enumerate(names):
        if _is_strange(name) or not _is_text(folder):
            strange.append((name, stat.S_IFREG))
        else:
            kept.append(name)
            kept_signs.extend(row(signs, at))
    return kept, kept_signs, strange


def _distinct(found: list[Found]) -> list[Found]:
    """The notes with an id of their own each: a second one of the very same stem is known by its path."""
    seen: set[str] = set()
    named = []
    for each in found:
        id = each.id if each.id not in seen else each.file.removesuffix(".md")
        seen.add(id)
        named.append(Found(each.file, id, each.kind))
    return named
