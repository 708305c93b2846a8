"""Two commits that meet: what they started from, and the tree that they make."""

import datetime

from netjournal.history.git import YES
from netjournal.history.git_store import Store
from netjournal.history.layout import Layout
from netjournal.history.mending import Mending
from netjournal.history.steps import Step, unwatched
from netjournal.history.trees import Merging, Union


class Meeting:
    """Merges of commits in memory, the same whichever of the two is ours; with `yes` whatever a page turned into."""

    def __init__(self, store: Store, layout: Layout, yes: bool = False, step: Step = unwatched) -> None:
        self.store, self.layout, self.yes, self.step = store, layout, yes, step

    def bases(self, ours: str, theirs: str) -> list[str]:
        """The latest commits that both have in them."""
        return (self.store.git.answers("merge-base", "--all", ours, theirs) or "").split()

    def base(self, ours: str | None, theirs: str) -> str:
        """The tree that both sides started from; of several, the tree that those make."""
        found = sorted(self.bases(ours, theirs)) if ours else []
        if not found:
            return self.store.empty
        tree = found[0]
        for other in found[1:]:
            day = self.day(found[0], other)
            merging = Merging(self.store, self.layout, day, lambda path, blob, data: data, lambda path, data: True)
            tree = merging.union(self.base(found[0], other), tree, other).tree
        return tree

    def union(self, ours: str, theirs: str) -> Union:
        """The tree that holds both. Raises GitFailed where files outside the journal conflict."""
        mending = Mending(self.store, self.layout, (ours, theirs))

        def agreed(path: str, data: bytes) -> bool:
            return self.yes or self._said_yes(ours, theirs, path, data)

        merging = Merging(self.store, self.layout, self.day(ours, theirs), mending, agreed, self.step)
        return merging.union(self.base(ours, theirs), ours, theirs)

    def _said_yes(self, ours: str, theirs: str, path: str, data: bytes) -> bool:
        """Whether somebody said yes to a page, on either of the two sides since they parted."""
        words = ("--no-commit-header", "--format=%H", f"--grep=^{YES}: ", f"{ours}...{theirs}")
        agreed = self.store.git.run("rev-list", *words).decode().split()
        return any(self.store.file(commit, path) == data for commit in agreed)

    def day(self, *commits: str) -> str:
        """The day of the latest commit, by which copies are named: the same on every machine."""
        words = ("--no-walk", "--no-commit-header", "--format=%ct")
        latest = max(map(int, self.store.git.run("rev-list", *words, *commits).split()))
        return datetime.datetime.fromtimestamp(latest, datetime.UTC).date().isoformat()
