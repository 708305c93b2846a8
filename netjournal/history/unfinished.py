"""A merge that git left unfinished, ended by meaning from its two sides and what stands on the disk."""

from collections.abc import Callable

from netjournal.history.contents import is_readable, united
from netjournal.history.disk import Disk, Found
from netjournal.history.git_store import Held, Tree
from netjournal.history.layout import PAGES, beside
from netjournal.history.markers import has_markers, sides
from netjournal.history.trees import Union

Mend = Callable[[str, str, bytes], bytes]


class Unfinished:
    """The union of two sides, into which goes what was typed while git's merge lay open."""

    def __init__(self, disk: Disk, mend: Mend, sides: tuple[str, str], base: str, union: Union, day: str) -> None:
        self.disk, self.mend, self.union, self.day = disk, mend, union, day
        self.trees: list[Tree] = [disk.store.tree(tree, disk.layout.prefix) for tree in (base, *sides)]
        self.made = disk.store.tree(union.tree, disk.layout.prefix)

    def tree(self, found: Found) -> str:
        """The tree that ends the merge; `found` is what stands on the disk differently from the union."""
        self._leave_unreadable(found)
        new: dict[str, tuple[str, bytes]] = {}
        for path, here in sorted(found.changed.items()):
            if here is not None and here[1].strip() and not self._is_told(path, here[1]):
                to, data = self._typed(path, here[1])
                new[to] = (here[0], data)
        names = self.disk.store.keep([data for _, data in new.values()])
        changed: dict[str, Held | None] = {
            path: Held(mode, name) for (path, (mode, _)), name in zip(new.items(), names, strict=True)
        }
        return self.disk.store.tree_with(self.union.tree, changed) if changed else self.union.tree

    def _leave_unreadable(self, found: Found) -> None:
        """Leave alone what can't be read on the disk, unless the merge is about that very page."""
        ours = self.trees[1]
        for path, here in list(found.changed.items()):
            is_page = here is not None and self.disk.layout.kind(path) in PAGES and path in ours
            if is_page and here and ours[path] == self.made.get(path) and not is_readable(here[1]):
                del found.changed[path]

    def put(self, found: Found, tree: str) -> None:
        """Write the finished merge over what git had left on the disk, all of which is part of it."""
        result = self.disk.store.tree(tree, self.disk.layout.prefix)
        for path, here in found.changed.items():
            data = self.disk.store.data(result[path].blob) if path in result else None
            if data is not None and here is None:
                self.disk.folder.create(path, data)
            elif data is not None and here is not None:
                self.disk.folder.restore(path, here[1], data)
            elif here is not None:
                self.disk.folder.remove(path)

    def _is_told(self, path: str, data: bytes) -> bool:
        """Whether a file is just as one of the versions has it, so that the union knows it already."""
        held = [tree[path] for tree in self.trees if path in tree]
        self.disk.store.fetch([each.blob for each in held])
        versions = {self.disk.store.data(each.blob) for each in held}
        return data in versions or set(sides(data) or (data,)) <= versions

    def _typed(self, path: str, data: bytes) -> tuple[str, bytes]:
        """Where the words of a file go, and what stands there then."""
        to = path if path in self.made else self.union.moved.get(path, path)
        kind = self.disk.layout.kind(to)
        if to not in self.made:
            return to, self.mend(path, "", data)
        mended = self.mend(path, "", data) if kind in PAGES else data
        held = self.trees[0].get(path) or self.trees[0].get(to)
        base = self.disk.store.data(held.blob) if held else None
        made = united(kind, base, self.disk.store.data(self.made[to].blob), mended, self.disk.layout.settings.kinds)
        if has_markers(mended) or made.other is not None:
            return beside(path, f".sync-conflict-{self.day}"), data
        return to, made.data
