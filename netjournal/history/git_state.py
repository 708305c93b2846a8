"""The git folder of a clone: what a killed sync or git left in it, and the record that sync keeps there."""

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from netjournal.errors import GitFailed, JournalError
from netjournal.history.git import Repository
from netjournal.network.dataclass import dataclass

LOCK, RECORD, KEPT = "netjournal-sync.held", "netjournal-sync.json", "netjournal-kept.json"
OLD_SECONDS = 600.0
PATIENCE = 1.0
LOCKS = ("index.lock", "HEAD.lock", "packed-refs.lock", "config.lock", "shallow.lock")
REFS = ("refs/remotes", "refs/netjournal")
MERGE_STATE = ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE", "MERGE_AUTOSTASH")
UNDER_WAY = {
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
}


class SyncUnderWay(JournalError):
    """Another sync of this clone is running."""

    status = 9

    def __init__(self) -> None:
        super().__init__("another sync of this journal is running; wait for it and try again")


@dataclass(frozen=True, slots=True)
class Begun:
    """The merge that a sync had decided on and may have written in part: from one commit of ours to the result."""

    ours: str
    result: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is kept back: the blob it was written from, and the one that has come meanwhile ("": none)."""

    base: str
    came: str


class GitFolder:
    """Where git keeps its state for one work tree (`own`) and for all of them (`shared`)."""

    def __init__(self, repository: Repository) -> None:
        words = ("--path-format=absolute", "--absolute-git-dir", "--git-common-dir", "--show-toplevel", "--show-prefix")
        done = repository.tried("rev-parse", *words)
        if done.returncode:
            raise GitFailed(f"git cannot be used here: {_said(done.stderr)}")
        own, shared, top, prefix = done.stdout.decode("utf-8", "surrogateescape").split("\n")[:4]
        self.own, self.shared, self.top, self.prefix = Path(own), Path(shared), Path(top), prefix

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """A span in which no other sync of this clone runs. Raises SyncUnderWay."""
        descriptor = os.open(self.own / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            _wait(descriptor)
            yield
        finally:
            os.close(descriptor)

    # What was left

    def clear_left(self, refs: Sequence[str]) -> bool:
        """Take away locks and scratch folders of a sync that was killed, and git's own locks that have grown old.

        Whether there was such a sync.
        """
        has_record = (self.own / RECORD).exists()
        named = [self.own / lock for lock in LOCKS] + [self.shared / lock for lock in LOCKS]
        named += [self.shared / f"{ref}.lock" for ref in refs]
        named += [path for folder in REFS for path in sorted((self.shared / folder).rglob("*.lock"))]
        found = [path for path in dict.fromkeys(named) if path.exists()]
        if has_record and found:
            _let_go(found)
        for path in found:
            if has_record or _age(path) > OLD_SECONDS:
                path.unlink(missing_ok=True)
        for path in self.own.glob("netjournal-*"):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
        return has_record

    @property
    def under_way(self) -> str | None:
        """What git was told to do and hasn't ended, other than a merge."""
        return next((said for name, said in UNDER_WAY.items() if (self.own / name).exists()), None)

    @property
    def merging(self) -> str | None:
        """The commit that an unfinished merge takes in."""
        try:
            return (self.own / "MERGE_HEAD").read_text("ascii", "replace").split("\n")[0].strip() or None
        except OSError:
            return None

    def merged(self) -> None:
        """Forget an unfinished merge, which is finished now."""
        for name in MERGE_STATE:
            (self.own / name).unlink(missing_ok=True)

    @property
    def is_shallow(self) -> bool:
        return (self.shared / "shallow").exists()

    # The record

    def record(self, begun: Begun | None) -> None:
        """Note, safely on disk, that a sync runs, and the merge that it writes."""
        self._put(RECORD, json.dumps({"ours": begun.ours, "result": begun.result} if begun else {}))

    def kept(self) -> dict[str, Kept]:
        """The pages that syncs before kept back from their commits, by path."""
        try:
            told = json.loads((self.own / KEPT).read_text("utf-8"))
            return {str(path): Kept(str(base), str(came)) for path, (base, came) in told.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def keep(self, kept: Mapping[str, Kept]) -> None:
        """Note, safely on disk, which pages are kept back."""
        if kept != self.kept():
            self._put(KEPT, json.dumps({path: [each.base, each.came] for path, each in sorted(kept.items())}))
        if not kept:
            (self.own / KEPT).unlink(missing_ok=True)

    def _put(self, name: str, said: str) -> None:
        path = self.own / f"{name}.new"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(said)
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(path, self.own / name)
        folder = os.open(self.own, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def begun(self) -> Begun | None:
        """The merge that a killed sync was writing."""
        try:
            told = json.loads((self.own / RECORD).read_text("utf-8"))
            return Begun(told["ours"], told["result"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def done(self) -> None:
        """Take the record away: nothing is left to finish."""
        (self.own / RECORD).unlink(missing_ok=True)


def _wait(descriptor: int) -> None:
    give_up = time.monotonic() + 10 * PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise SyncUnderWay from None
            time.sleep(0.05)


def _let_go(found: Sequence[Path]) -> None:
    """Give a git that may still be running a moment to remove its locks."""
    give_up = time.monotonic() + PATIENCE
    while any(path.exists() for path in found) and time.monotonic() < give_up:
        time.sleep(0.05)


def _age(path: Path) -> float:
    try:
        return time.time() - path.lstat().st_mtime
    except OSError:
        return 0.0


def _said(stderr: bytes) -> str:
    text = stderr.decode(errors="replace").strip()
    return text.splitlines()[-1] if text else "no reason given"
