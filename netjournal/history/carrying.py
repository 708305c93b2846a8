"""A result carried to the disk, file by file, so that it can be stopped anywhere and carried on."""

from collections.abc import Iterable

from netjournal.errors import CannotWrite, GitFailed, UnreadablePage
from netjournal.history.contents import is_readable, united
from netjournal.history.disk import Disk
from netjournal.history.git_state import Kept
from netjournal.history.git_store import FILE, LINK, MODULE, Change, Held
from netjournal.history.layout import PAGES, beside
from netjournal.history.steps import Step, unwatched

TRIES = 5
Here = tuple[str, bytes] | None


class Carrying:
    """Writes what changed between two commits; a file that was edited meanwhile is merged, never overwritten.

    A page that can't be read is left as it stands, and `kept` remembers what came for it.
    """

    def __init__(self, disk: Disk, day: str, kept: dict[str, Kept], step: Step = unwatched) -> None:
        self.disk, self.day, self.kept, self.step = disk, day, kept, step
        self.met_edits = False

    def refuse(self, changes: Iterable[Change]) -> None:
        """Raise GitFailed where a file outside the journal holds what nobody has committed."""
        for change in changes:
            if change.path.startswith(self.disk.layout.prefix):
                continue
            here = self._here(change.path)
            if not (self._is(here, change.before) or self._is(here, change.after)):
                raise GitFailed(f"{change.path}, outside the journal, has changes of yours; commit them with git first")

    def carry(self, changes: Iterable[Change]) -> None:
        """Put every file as the result has it, what is removed last. Raises CannotWrite."""
        ordered = sorted(changes, key=lambda change: (change.after is None, change.path))
        self.disk.store.fetch(
            [held.blob for change in ordered for held in (change.before, change.after) if held and held.mode != MODULE]
        )
        for number, change in enumerate(ordered):
            self.step("writing pages", number, len(ordered))
            if MODULE not in (change.before and change.before.mode, change.after and change.after.mode):
                self._carry(change)
        self.disk.folder.settle(change.path for change in ordered)

    def _carry(self, change: Change) -> None:
        if self._is_kept(change):
            return
        here = self._here(change.path)
        if self._is(here, change.after):
            return
        self.met_edits |= not self._is(here, change.before)
        if here is None:
            self._create(change.path, change.after)
        elif self._is(here, change.before):
            self._exchange(change, here)
        elif change.after is not None:
            self._edited(change, change.after, here)

    def _is_kept(self, change: Change) -> bool:
        """Whether a page turned into what can't be read, and so is left alone."""
        if self.disk.layout.kind(change.path) not in PAGES:
            return False
        try:
            here = self.disk.read(change.path)
        except (OSError, UnreadablePage):
            here = FILE, b""
        is_known = any(self._is(here, held) for held in (change.before, change.after))
        if here is None or here[0] == LINK or is_known or is_readable(here[1]):
            return False
        base = change.before.blob if change.before else ""
        base = self.kept[change.path].base if change.path in self.kept else base
        self.kept[change.path] = Kept(base, change.after.blob if change.after else "")
        self.met_edits = True
        return True

    def _here(self, path: str) -> Here:
        try:
            return self.disk.read(path)
        except (OSError, UnreadablePage) as error:
            raise CannotWrite(path, str(error)) from None

    def _is(self, here: Here, held: Held | None) -> bool:
        if here is None or held is None:
            return here is None and held is None
        if held.mode == MODULE or (here[0] == LINK) != (held.mode == LINK):
            return False
        return here[1] == self.disk.store.data(held.blob)

    def _create(self, path: str, held: Held | None) -> None:
        if held is None:
            return
        data, place = self.disk.store.data(held.blob), self.disk.folder.root / path
        if held.mode == LINK:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(data.decode("utf-8", "surrogateescape"))
            return
        self.disk.folder.create(path, data)
        if held.mode.endswith("755"):
            place.chmod(place.stat().st_mode | 0o111)

    def _exchange(self, change: Change, here: tuple[str, bytes]) -> None:
        if change.after is None:
            self.disk.folder.remove(change.path)
        elif LINK in (here[0], change.after.mode):
            self.disk.folder.remove(change.path)
            self._create(change.path, change.after)
        else:
            self.disk.folder.restore(change.path, here[1], self.disk.store.data(change.after.blob), lasting=False)

    def _edited(self, change: Change, after: Held, here: tuple[str, bytes]) -> None:
        """A file that an editor saved meanwhile: both, as far as they can be one."""
        layout, data = self.disk.layout, self.disk.store.data(after.blob)
        kind = layout.kind(change.path)
        base = self.kept[change.path].base if change.path in self.kept else change.before and change.before.blob
        before = self.disk.store.data(base) if base else None
        if change.path in self.kept:
            self.kept[change.path] = Kept(base or "", after.blob)
        if kind in PAGES and LINK not in (here[0], after.mode):
            made = united(kind, before, here[1], data, layout.settings.kinds)
            if made.other is None:
                self.disk.folder.restore(change.path, here[1], made.data)
                return
        copy = beside(change.path, f".sync-conflict-{self.day}")
        if self._here(copy) is None:
            self._create(copy, after)
