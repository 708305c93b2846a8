"""Pages with conflict markers made whole again: split into their sides, and merged by meaning."""

from netjournal.history.contents import is_readable
from netjournal.history.git_store import Store
from netjournal.history.layout import Layout
from netjournal.history.markers import Sides, has_markers, sides
from netjournal.history.merge import CannotMerge, merge_pages
from netjournal.history.sameness import same_person
from netjournal.network.settings import PERSON


class Mending:
    """Resolves markers, with the version that the two sides had in common where git knows it."""

    def __init__(self, store: Store, layout: Layout, heads: tuple[str | None, ...] = ()) -> None:
        self.store, self.layout, self.heads = store, layout, heads
        self._stages = self._unmerged()

    def __call__(self, path: str, blob: str, data: bytes) -> bytes:
        """The page without markers; as it was where they can't be resolved."""
        if not has_markers(data):
            return data
        found = sides(data)
        if found is None:
            return data
        base = self._base(path)
        if base is None and self._are_two(path, found):
            return data
        try:
            return merge_pages(base, found.left, found.right, self.layout.settings.kinds).data
        except CannotMerge:
            return data

    def apart(self, path: str, data: bytes) -> tuple[bytes, bytes]:
        """The two people whose pages stand between markers, the lower first; else the page as it is, and nothing."""
        found = sides(data)
        if found is None or has_markers(found.left + found.right) or not self._are_two(path, found):
            return data, b""
        lower, higher = sorted(found)
        return lower, higher

    def _are_two(self, path: str, found: Sides) -> bool:
        is_person = self.layout.kind(path) == PERSON
        return is_person and is_readable(found.left) and is_readable(found.right) and not same_person(*found)

    def _base(self, path: str) -> bytes | None:
        if path in self._stages:
            return self.store.data(self._stages[path])
        for head in self.heads:
            base = self._from_history(head, path) if head else None
            if base is not None:
                return base
        return None

    def _unmerged(self) -> dict[str, str]:
        """The common version of every file that the index holds in stages."""
        found = {}
        listed = self.store.git.run("ls-files", "-u", "-z", "--full-name", "--", ":/")
        for row in listed.decode("utf-8", "surrogateescape").split("\0"):
            about, _, path = row.partition("\t")
            if path and about.split(" ")[2] == "1":
                found[path] = about.split(" ")[1]
        return found

    def _from_history(self, head: str, path: str) -> bytes | None:
        """The version before the merge that left the markers in a commit."""
        words = ("--no-commit-header", "--format=%H %P", head, "--", f":(top,literal){path}")
        listed = self.store.git.run("rev-list", *words)
        introduced: list[str] = []
        for row in listed.decode().split("\n"):
            commit, *parents = row.split(" ")
            data = self.store.file(commit, path) if commit else None
            if data is None or not has_markers(data):
                break
            introduced = parents
        if len(introduced) < 2:
            return None
        base = self.store.git.answers("merge-base", introduced[0], introduced[1])
        return self.store.file(base, path) if base else None


