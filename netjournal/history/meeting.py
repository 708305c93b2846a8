"""Two commits that meet: what they started from, and the tree that they make."""

import datetime

from netjournal.history.git_store import Store
from netjournal.history.layout import Layout
from netjournal.history.mending import Mending
from netjournal.history.trees import Merging, Union


class Meeting:
    """Merges of commits in memory, the same whichever of the two is ours."""

    def __init__(self, store: Store, layout: Layout) -> None:
        self.store, self.layout = store, layout

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
            merging = Merging(self.store, self.layout, self.day(found[0], other), lambda path, blob, data: data)
            tree = merging.union(self.base(found[0], other), tree, other).tree
        return tree

    def union(self, ours: str, theirs: str) -> Union:
        """The tree that holds both. Raises GitFailed where files outside the journal conflict."""
        mending = Mending(self.store, self.layout, (ours, theirs))
        merging = Merging(self.store, self.layout, self.day(ours, theirs), mending)
        return merging.union(self.base(ours, theirs), ours, theirs)

    def day(self, *commits: str) -> str:
        """The day of the latest commit, by which copies are named: the same on every machine."""
        words = ("--no-walk", "--no-commit-header", "--format=%ct")
        latest = max(map(int, self.store.git.run("rev-list", *words, *commits).split()))
        return datetime.datetime.fromtimestamp(latest, datetime.UTC).date().isoformat()
