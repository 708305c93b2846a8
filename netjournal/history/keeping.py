"""Pages that can't be read on the disk: kept back from every commit until they can, and merged then with what came."""

from collections.abc import Callable, Mapping

from netjournal.history.contents import is_readable, united, unreadable
from netjournal.history.disk import Disk, Found
from netjournal.history.git_state import Kept
from netjournal.history.git_store import FILE, LINK, Held, Store
from netjournal.history.layout import PAGES, Layout, beside


class Keeping:
    """What is kept back in one clone; `said` tells why, `agreed` what goes on because somebody said yes."""

    def __init__(self, store: Store, layout: Layout, kept: Mapping[str, Kept]) -> None:
        self.store, self.layout = store, layout
        self.kept = {path: each for path, each in kept.items() if store.has(each.base) and store.has(each.came)}
        self.said: dict[str, str] = {}
        self.agreed: list[str] = []
        self.stays: list[str] = []

    def sift(self, found: Found, disk: Disk, day: Callable[[], str], yes: bool, dry: bool) -> None:
        """Leave in `found` what may be committed: no page that turned unreadable; those that no longer are, merged.

        `day` dates a copy of what can't be merged.
        """
        before, self.kept, self.said, self.agreed, self.stays = self.kept, {}, {}, [], []
        for path, says in found.odd.items():
            self._keep(path, says, before, found)
        for path, here in sorted(found.changed.items()):
            says = self._turned(path, here, path in before, found.tree.get(path))
            if says and yes:
                self.agreed.append(path)
            elif says:
                del found.changed[path]
                self._keep(path, says, before, found)
        for path in sorted(before.keys() - self.kept.keys()):
            self._rejoin(path, before[path], found, disk if not dry else None, day)

    def _turned(self, path: str, here: tuple[str, bytes] | None, is_kept: bool, held: Held | None) -> str:
        """Why a page can't be read that could be, nothing where that isn't so."""
        if here is None or here[0] == LINK or self.layout.kind(path) not in PAGES:
            return ""
        was_readable = is_kept or (held is not None and held.mode != LINK and is_readable(self.store.data(held.blob)))
        return unreadable(here[1]) if was_readable else ""

    def _keep(self, path: str, says: str, before: Mapping[str, Kept], found: Found) -> None:
        held = found.tree.get(path)
        blob = held.blob if held else ""
        self.kept[path] = before.get(path) or Kept(blob, blob)
        self.said[path] = says

    def _rejoin(
        self, path: str, kept: Kept, found: Found, disk: Disk | None, day: Callable[[], str]
    ) -> None:
        """Merge what came for a page while it couldn't be read with what now stands there."""
        if kept.base == kept.came or not kept.came:
            return
        held = found.tree.get(path)
        here = (held.mode, self.store.data(held.blob)) if held else None
        here = found.changed.get(path, here)
        came = self.store.data(kept.came)
        if here is None:
            self.stays.append(path)
            disk.folder.create(path, came) if disk else None
            self._change(found, path, (FILE, came))
        elif here[0] != LINK:
            base = self.store.data(kept.base) if kept.base else None
            made = united(self.layout.kind(path), base, here[1], came, self.layout.settings.kinds)
            if made.other and made.other.strip():
                copy = beside(path, f".sync-conflict-{day()}")
                disk.folder.create(copy, made.other) if disk and disk.read(copy) is None else None
                found.changed[copy] = (here[0], made.other)
            disk.folder.restore(path, here[1], made.data) if disk else None
            self._change(found, path, (here[0], made.data))

    def _change(self, found: Found, path: str, now: tuple[str, bytes]) -> None:
        held = found.tree.get(path)
        found.changed[path] = now
        if held and (held.mode, self.store.data(held.blob)) == now:
            del found.changed[path]
