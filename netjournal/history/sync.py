"""Two machines, one journal: committed, fetched, merged in memory, checked, written, and pushed."""

import time
from collections.abc import Sequence

from netjournal.errors import GitFailed, NeedsYes
from netjournal.files.folder import Folder
from netjournal.history.carrying import Carrying
from netjournal.history.disk import Disk, Found, vanished
from netjournal.history.git import BY_HAND, TRAILER, YES, Repository
from netjournal.history.git_state import Begun, GitFolder
from netjournal.history.git_store import Held, Store, index_lines
from netjournal.history.keeping import Keeping
from netjournal.history.layout import ATTRIBUTES, Layout, free
from netjournal.history.meeting import Meeting
from netjournal.history.mending import Mending
from netjournal.history.registration import register, with_attributes
from netjournal.history.remote import Remote, fetched, pushed, remote_of
from netjournal.history.steps import Step, unwatched
from netjournal.history.trees import Union
from netjournal.history.unfinished import Unfinished
from netjournal.network.dataclass import dataclass

MOST_VANISHED = 10
TRIES = 8
PAUSE = 0.1
MERGED = f"sync: merged what came in\n\n{TRAILER}: sync\n"


@dataclass(slots=True)
class Synced:
    """How a sync ended: the commits it started from and ended at, and what there is to say.

    `kept_back` names pages that can't be read, and where and why; the rest of the journal was synced without them.
    """

    start: str | None = None
    before: str | None = None
    theirs: str | None = None
    result: str | None = None
    kept_back: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str, str], ...] = ()
    stays: tuple[str, ...] = ()
    callouts: tuple[str, ...] = ()
    failed: str = ""


class Sync:
    """One sync of the clone that a journal lies in; with `dry` nothing but git's store of objects changes."""

    def __init__(
        self, folder: Folder, program: tuple[str, ...], yes: bool = False, dry: bool = False, step: Step = unwatched
    ) -> None:
        self.journal, self.program, self.yes, self.dry, self.step = folder, program, yes, dry, step
        self.git = Repository(folder.root)
        if not self.git.exists:
            raise GitFailed("there is no git repository here; start one with `netjournal init --git`")
        self.state = GitFolder(self.git)
        self.layout = Layout(self.state.prefix, folder.settings)
        self.store = Store(self.git, self.state.own)
        self.meeting = Meeting(self.store, self.layout, yes, step)
        self.keeping = Keeping(self.store, self.layout, self.state.kept())
        self.told = Synced()

    def run(self) -> Synced:
        """Sync, and tell how it ended. Raises NeedsYes, GitFailed, Busy, CannotWrite."""
        self.git.refuse_filters(self.layout.samples)
        with self.state.held():
            branch = self._branch()
            left = self.state.begun()
            if not self.dry:
                self._clear_left(branch)
                self.state.record(left)
                self._prepare(branch, left)
            elif left or self.state.merging:
                raise GitFailed("a merge that was stopped has to be finished first; run `netjournal sync` without -n")
            self._exchange(branch)
            if not self.dry and not self.told.failed:
                self.state.done()
        return self.told

    # Here

    def _clear_left(self, branch: str) -> None:
        """Take away what a killed sync left lying about."""
        if self.state.clear_left([branch]):
            with self.journal.locked():
                Disk(self.state.top, self.store, self.layout).clear_temporary()

    def _branch(self) -> str:
        branch = self.git.answers("symbolic-ref", "--quiet", "HEAD")
        if branch is None:
            raise GitFailed("HEAD is on no branch; go back to one with `git switch main`")
        if self.state.under_way:
            raise GitFailed(f"{self.state.under_way} is under way; end it with `--continue` or `--abort` first")
        return branch

    def _prepare(self, branch: str, left: Begun | None) -> None:
        """Finish what was left, and name the merge to git."""
        register(self.git, self.program)
        with self.journal.locked():
            if left:
                self._carry_on(branch, left)
            self._name_merge()
            if self.state.merging:
                self._finish(branch, self.state.merging)
        self.told.start = self.git.head

    def _carry_on(self, branch: str, left: Begun) -> None:
        """Write the rest of the result that a killed sync had begun to write."""
        head = self.git.head
        if head == left.ours or (head is None and not left.ours):
            self._write(branch, head, left.result)
        elif head == left.result:
            self._settle(left.result, ())
        self.state.record(None)

    def _name_merge(self) -> None:
        place = self.journal.root / ATTRIBUTES
        before = place.read_bytes() if place.is_file() and not place.is_symlink() else None
        if before is None and place.exists():
            return
        text = (before or b"").decode("utf-8", "surrogateescape")
        after = with_attributes(text, self.journal.settings.folders).encode("utf-8", "surrogateescape")
        if before is None:
            self.journal.create(ATTRIBUTES, after)
        else:
            self.journal.restore(ATTRIBUTES, before, after)

    def _finish(self, branch: str, theirs: str) -> None:
        """End a merge that git left unfinished."""
        head = self.git.head
        if head is None:
            raise GitFailed("a merge without a first commit is under way; end it with `git merge --abort`")
        union, disk = self.meeting.union(head, theirs), Disk(self.state.top, self.store, self.layout)
        mending = Mending(self.store, self.layout, (head,))
        found = disk.beside(union.tree)
        day, base = self.meeting.day(head, theirs), self.meeting.base(head, theirs)
        unfinished = Unfinished(disk, mending, (head, theirs), base, union, day)
        tree = unfinished.tree(found)
        self._check(head, tree)
        result = self.store.commit(tree, (head, theirs), MERGED)
        unfinished.put(found, tree)
        self._move(branch, head, result)
        self._settle(result, [change.path for change in self.store.changes(head, result, renames=False)])
        self.state.merged()
        self._tell(union)

    def _by_hand(self, branch: str, also: Sequence[str] = ()) -> str | None:
        """Commit what nobody has committed yet and can be read, and give the commit that HEAD then is."""
        head, disk = self.git.head, Disk(self.state.top, self.store, self.layout)
        self.step("looking at the pages", 0, 0)
        found = disk.beside(head, also)
        self._mend(disk, found, head)
        self.keeping.sift(found, disk, lambda: self.meeting.day(head or ""), self.yes, self.dry)
        self.told.callouts, self.told.kept_back = tuple(found.callouts), tuple(sorted(self.keeping.said.items()))
        self.told.stays += tuple(self.keeping.stays)
        made = self._committed(branch, head, found) if found.changed else head
        None if self.dry else self.state.keep(self.keeping.kept)
        return made

    def _committed(self, branch: str, head: str | None, found: Found) -> str:
        """The commit of what was found on the disk."""
        there = [(path, here) for path, here in found.changed.items() if here is not None]
        names = self.store.keep([data for _, (_, data) in there])
        held = {path: Held(mode, name) for (path, (mode, _)), name in zip(there, names, strict=True)}
        tree = self.store.tree_with(head, {path: held.get(path) for path in found.changed})
        if head:
            self._check(head, tree)
        yes = f"\n{YES}: {len(self.keeping.agreed)}\n" if self.keeping.agreed else ""
        made = self.store.commit(tree, [head] if head else [], f"{BY_HAND}\n{yes}")
        if not self.dry:
            self._move(branch, head, made)
        return made

    def _mend(self, disk: Disk, found: Found, head: str | None) -> None:
        """Take the markers out of pages, on the disk as well."""
        mending = Mending(self.store, self.layout, (head,)) if found.marked else None
        for path in found.marked:
            here = disk.read(path)
            mended = mending(path, "", here[1]) if here and mending else b""
            if here and mending and mended == here[1]:
                mended, other = mending.apart(path, here[1])
                if other:
                    to = free(path, self.store.tree(head, self.layout.prefix).keys() | found.changed.keys())
                    found.changed[to] = (here[0], other)
                    None if self.dry else disk.folder.create(to, other)
            if here and mended != here[1]:
                found.changed[path] = (here[0], mended)
                None if self.dry else disk.folder.restore(path, here[1], mended)

    def _check(self, before: str, after: str) -> None:
        """Raise NeedsYes where what changed is unlikely to be meant."""
        if self.yes:
            return
        gone = vanished(self.store.changes(before, after), self.layout)
        if len(gone) > MOST_VANISHED:
            raise NeedsYes(f"{len(gone)} pages are gone, {gone[0]} the first")

    # There

    def _exchange(self, branch: str) -> None:
        """Take in what the remote has and give it what is here, again while another machine is first."""
        with self.journal.locked():
            ours = self._by_hand(branch)
            self._settle(ours, ()) if ours and not self.dry else None
        self.told.before = self.told.result = ours
        remote = remote_of(self.git, branch)
        for number in range(TRIES):
            self.step(f"asking {remote.name}", 0, 0)
            remote, theirs = fetched(self.git, remote, branch, self.state.is_shallow)
            self.told.theirs = theirs
            ours = self.told.result = self._take_in(branch, ours, theirs) if theirs else ours
            if ours is None or ours == theirs or self.dry or self._pushed(remote, ours, branch):
                return
            time.sleep(PAUSE * (number + 1))
        self.told.failed = f"other machines kept pushing to {remote.name} first; what came in is here, try again"

    def _pushed(self, remote: Remote, ours: str, branch: str) -> bool:
        """Whether nothing is left to push, be it that the remote takes nothing."""
        self.step(f"sending to {remote.name}", 0, 0)
        try:
            if not pushed(self.git, remote, ours, branch):
                return False
        except GitFailed as error:
            self.told.failed = str(error)
            return True
        short = branch.removeprefix("refs/heads/")
        if self.git.answers("config", "--get", f"branch.{short}.remote") is None:
            self.git.run("config", "--local", f"branch.{short}.remote", remote.name)
            self.git.run("config", "--local", f"branch.{short}.merge", remote.ref or branch)
        return True

    def _take_in(self, branch: str, ours: str | None, theirs: str) -> str | None:
        """Merge a commit of the remote's into what is here, and give the commit that HEAD then is."""
        for _ in range(TRIES):
            others = self._others(ours, theirs)
            if others:
                with self.journal.locked():
                    ours = self._by_hand(branch, others)
            result, union = self._result(ours, theirs)
            if result != ours:
                self._check(ours or self.store.empty, result)
            if self.dry or result == ours:
                return result
            with self.journal.locked():
                if self.git.head == ours:
                    self._tell(union)
                    return self._write(branch, ours, result)
                ours = self._by_hand(branch)
        raise GitFailed("the journal kept changing while it was synced; try again")

    def _others(self, ours: str | None, theirs: str) -> list[str]:
        """Files in the journal, but not its own, that the remote changed too."""
        if ours == theirs:
            return []
        changes = self.store.changes(self.meeting.base(ours, theirs), theirs, renames=False)
        paths = [change.path for change in changes if change.path.startswith(self.layout.prefix)]
        return [path for path in paths if not self.layout.owned(path)]

    def _result(self, ours: str | None, theirs: str) -> tuple[str, Union | None]:
        """The commit that holds both: the newer one where it has the other in it, else a new merge."""
        if ours is None:
            return theirs, None
        bases = self.meeting.bases(ours, theirs)
        if ours == theirs or theirs in bases:
            return ours, None
        if not bases and not self.yes:
            raise NeedsYes("the remote's history has nothing in common with this one: it may be another journal")
        union = self.meeting.union(ours, theirs)
        if ours in bases and union.tree == self.git.run("rev-parse", f"{theirs}^{{tree}}").decode().strip():
            return theirs, union
        return self.store.commit(union.tree, (ours, theirs), MERGED), union

    # Writing

    def _write(self, branch: str, ours: str | None, result: str) -> str | None:
        """Write a result, the branch last, and give the commit that HEAD then is.

        Whatever stops this, the next sync carries on; what an editor saved meanwhile is committed on top.
        """
        changes = self.store.changes(ours or self.store.empty, result, renames=False)
        disk, kept = Disk(self.state.top, self.store, self.layout), self.keeping.kept
        carrying = Carrying(disk, self.meeting.day(result), kept, self.step)
        carrying.refuse(changes)
        self.state.record(Begun(ours or "", result))
        carrying.carry(changes)
        self.state.keep(kept)
        self._move(branch, ours, result)
        self._settle(result, [change.path for change in changes])
        self.state.record(None)
        return self._by_hand(branch) if carrying.met_edits else result

    def _move(self, branch: str, old: str | None, new: str) -> None:
        self.git.run("update-ref", "-m", "netjournal: sync", branch, new, old or "")

    def _settle(self, commit: str, changed: Sequence[str]) -> None:
        """Make git's index hold the journal's own files, and those just written, as the commit does."""
        wanted = set(changed)
        paths = {each.path for each in self.store.staged(commit)}
        stale = [path for path in paths if path in wanted or self.layout.owned(path)]
        if stale:
            tree = self.store.tree(commit)
            settled = {path: tree.get(path) for path in stale}
            self.git.update_index(index_lines(settled, commit))

    def _tell(self, union: Union | None) -> None:
        self.told.beside += union.beside if union else ()
        self.told.stays += union.stays if union else ()
