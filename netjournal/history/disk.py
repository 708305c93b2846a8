"""The journal's own files as they stand on the disk, beside what git last heard of them."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from netjournal.errors import UnreadablePage
from netjournal.files.folder import TEMPORARY, Folder
from netjournal.history.git_store import FILE, LINK, MODULE, Change, Held, Store, Tree
from netjournal.history.layout import PAGES, Layout, is_passing
from netjournal.history.markers import has_markers
from netjournal.network.dataclass import dataclass, field


@dataclass(slots=True)
class Found:
    """What stands on the disk differently from a commit (`tree`): (mode, bytes), None where it is gone; and odd pages.

    `odd` says of what is neither a file nor gone, so that git keeps what it has, why it is no page.
    """

    tree: Tree = field(default_factory=dict)
    odd: dict[str, str] = field(default_factory=dict)
    changed: dict[str, tuple[str, bytes] | None] = field(default_factory=dict)
    marked: list[str] = field(default_factory=list)
    callouts: list[str] = field(default_factory=list)


class Disk:
    """The files of a work tree; paths are relative to its top."""

    def __init__(self, top: Path, store: Store, layout: Layout) -> None:
        self.folder, self.store, self.layout = Folder(top), store, layout

    def read(self, path: str) -> tuple[str, bytes] | None:
        """The mode and bytes of a file, None where there is none. Raises UnreadablePage, OSError for no file."""
        place = self.folder.root / path
        try:
            if place.is_symlink():
                return LINK, str(place.readlink()).encode("utf-8", "surrogateescape")
            return FILE, self.folder.data(path)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def beside(self, commit: str | None, also: Iterable[str] = ()) -> Found:
        """The journal's own files, and those of `also`, as far as they differ from a commit."""
        found = Found(self.store.tree(commit, self.layout.prefix))
        paths = {path for path in found.tree if self.layout.owned(path)} | set(self._listed()) | set(also)
        for path in sorted(paths):
            self._compare(path, found.tree.get(path), found)
        return found

    def clear_temporary(self) -> None:
        """Take away half-written files that a killed command left; call under the lock."""
        root = self.folder.root / self.layout.prefix
        folders = [root / place for place in self.layout.places if (root / place).is_dir()]
        for path in (*root.glob(".nj-*.tmp"), *(path for folder in folders for path in folder.rglob(".nj-*.tmp"))):
            if TEMPORARY.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def _listed(self) -> Iterator[str]:
        """The journal's own files that git doesn't ignore, tracked or not."""
        words = ("-z", "-c", "-o", "--exclude-standard", "--deduplicate", "--full-name", "--")
        places = [f":(literal){place}" for place in self.layout.places]
        listed = self.store.git.run("ls-files", *words, *places).decode("utf-8", "surrogateescape")
        for path in listed.split("\0"):
            inside = path[len(self.layout.prefix) :]
            if path and not path.endswith("/") and self.layout.owned(path) and not is_passing(inside):
                yield path

    def _compare(self, path: str, held: Held | None, found: Found) -> None:
        if held and held.mode == MODULE:
            return
        try:
            here = self.read(path)
        except (OSError, UnreadablePage) as error:
            found.odd.update({path: f"1:1: {_said(error)}"} if held else {})
            return
        if here is None:
            found.changed.update({path: None} if held else {})
            return
        mode, data = here
        if held and held.mode != LINK and mode == FILE:
            mode = held.mode
        is_page = self.layout.kind(path) in PAGES
        if is_page and has_markers(data):
            found.marked.append(path)
        if is_page and b"[!conflict]" in data:
            found.callouts.append(path)
        if held is None or held != Held(mode, _name(data, len(held.blob))):
            found.changed[path] = (mode, data)


def _name(data: bytes, length: int) -> str:
    """What git calls these bytes."""
    digest = hashlib.sha256 if length == 64 else hashlib.sha1
    return digest(b"blob %d\0" % len(data) + data).hexdigest()


def _said(error: Exception) -> str:
    """What is wrong with a file, without its name."""
    if isinstance(error, OSError):
        return (error.strerror or "cannot be read").casefold()
    return str(error).partition(": ")[2].partition("; ")[0] or str(error)


def vanished(changes: Iterable[Change], layout: Layout) -> list[str]:
    """The pages that changes take away."""
    return [each.path for each in changes if layout.kind(each.path) in PAGES and each.before and each.after is None]
