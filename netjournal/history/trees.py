"""Three trees into one, in memory: the same tree whichever side is left."""

from collections.abc import Callable, Mapping

from netjournal.errors import GitFailed, UnreadablePage
from netjournal.files.folder import SETTINGS
from netjournal.files.notation.records import read_settings
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import read_page
from netjournal.files.references import renamed
from netjournal.history.contents import Contents, spoilt, united, unreadable, with_alias
from netjournal.history.git_store import LINK, MODULE, Held, Store
from netjournal.history.layout import KEYS, OTHER, OUTSIDE, PAGES, Layout, beside
from netjournal.history.moves import Moves, moves
from netjournal.history.plans import Plan, Plans, planned
from netjournal.history.steps import Step, unwatched
from netjournal.network.dataclass import dataclass, field
from netjournal.network.names import id_key, link_target

Mend = Callable[[str, str, bytes], bytes]
Agreed = Callable[[str, bytes], bool]


@dataclass(slots=True)
class Union:
    """The tree that two commits make, and what there is to say about it; paths are from the top of the work tree.

    `beside` holds a path, its copy ("" where there is nothing to copy) and why they couldn't be one.
    """

    tree: str
    stays: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[tuple[str, str, str], ...] = ()


class Merging:
    """One merge of two trees with a base; `day` dates the copies of what can't be merged.

    `agreed` tells whether somebody said yes to a page that can't be read, by its path and bytes.
    """

    def __init__(
        self, store: Store, layout: Layout, day: str, mend: Mend, agreed: Agreed, step: Step = unwatched
    ) -> None:
        self.store, self.layout, self.day, self.mend, self.agreed, self.step = store, layout, day, mend, agreed, step
        self._beside: list[tuple[str, str, str]] = []
        self._extra: dict[str, Held] = {}
        self._taken: set[str] = set()

    def union(self, base: str, left: str, right: str) -> Union:
        """The union of two commits or trees. Raises GitFailed where files outside the journal conflict."""
        self.layout = settings_of(self.store, self.layout, base, left, right)
        sides = [self._moves(base, each) for each in (left, right)]
        self._taken = {*self.store.tree(left), *self.store.tree(right)}
        plans = planned(sides[0], sides[1], self.layout, self.store.data, self._taken)
        self._fetch(plans)
        final: dict[str, Held | None] = dict.fromkeys(plans.gone)
        final.update(self._made(plans))
        final.update(self._extra)
        self._unstack(final)
        tree = self.store.tree_with(base, final)
        return Union(tree, tuple(plans.stays), plans.moved, tuple(sorted(self._beside)))

    def _moves(self, base: str, side: str) -> Moves:
        changes = self.store.changes(base, side)
        moved = [each for each in changes if each.before and each.after and each.path != each.to]
        self.store.fetch([held.blob for each in moved for held in (each.before, each.after) if held])
        return moves(changes, self.store, self.layout)

    def _fetch(self, plans: Plans) -> None:
        changed = [plan for plan in plans.files if plan.left or plan.right]
        held = [each for plan in changed for each in (plan.base, plan.left, plan.right) if each]
        self.store.fetch([each.blob for each in held if each.mode != MODULE])

    def _made(self, plans: Plans) -> dict[str, Held | None]:
        """Every file of the result, its new contents kept by git."""
        ready: dict[str, Held | None] = {}
        new: list[tuple[str, str, bytes]] = []
        for number, plan in enumerate(plans.files):
            self.step("merging pages", number, len(plans.files))
            versions = self._versions(plan, plans)
            if isinstance(versions, Held):
                ready[plan.path] = versions
            else:
                new += self._written(plan, versions)
        names = self.store.keep([data for _, _, data in new])
        return ready | {path: Held(mode, name) for (path, mode, _), name in zip(new, names, strict=True)}

    def _versions(self, plan: Plan, plans: Plans) -> Held | tuple[bytes | None, bytes, bytes]:
        """What is there as it stands, or the base and both sides to be merged."""
        left, right = plan.left or plan.right, plan.right or plan.left
        assert left is not None
        assert right is not None
        if MODULE in (left.mode, right.mode) or LINK in (left.mode, right.mode):
            return self._whole(plan, left, right)
        kind = self.layout.kind(plan.path)
        base = self.store.data(plan.base.blob) if plan.base and plan.base.mode not in (LINK, MODULE) else None
        if plan.left is None or plan.right is None:
            only = self._data(left, 0 if plan.left else 1, plan, plans, kind)
            return base, only, only
        return base, self._data(left, 0, plan, plans, kind), self._data(right, 1, plan, plans, kind)

    def _whole(self, plan: Plan, left: Held, right: Held) -> Held:
        """One of two links or modules, of which at most one side changed."""
        if left == right or right == plan.base:
            return left
        if left == plan.base:
            return right
        if self.layout.kind(plan.path) == OUTSIDE or MODULE in (left.mode, right.mode):
            raise _outside(plan.path)
        first, second = sorted((left, right), key=lambda held: (held.mode, held.blob))
        copy = self._aside(plan.path)
        self._beside.append((plan.path, copy, "one of the two is a link"))
        self._extra[copy] = second
        return first

    def _data(self, held: Held, side: int, plan: Plan, plans: Plans, kind: str) -> bytes:
        """One side's version, its markers resolved and its links following those whose ids changed on that side."""
        data = self.store.data(held.blob)
        if kind not in PAGES:
            return data
        data = self.mend(plan.path, held.blob, data)
        return self._linked(data, plans.links[side])

    def _linked(self, data: bytes, links: Mapping[str, str]) -> bytes:
        for old, new in sorted(links.items()):
            if old.casefold().encode() in data.lower() or not old.isascii():
                data = _followed(data, old, new)
        return data

    def _written(self, plan: Plan, versions: tuple[bytes | None, bytes, bytes]) -> list[tuple[str, str, bytes]]:
        kind = self.layout.kind(plan.path)
        base, left, right = versions
        mode = self._mode(plan)
        made = self._text(plan, base, left, right) if kind in (OTHER, OUTSIDE) else None
        made = made or self._spoilt(plan.path, kind, base, left, right)
        made = made or united(kind, base, left, right, self.layout.settings.kinds)
        data = with_alias(made.data, plan.alias, kind) if plan.alias else made.data
        if made.other is None:
            return [(plan.path, mode, data)]
        if kind == OUTSIDE:
            raise _outside(plan.path)
        if not made.other.strip():
            self._beside.append((plan.path, "", made.why))
            return [(plan.path, mode, data)]
        copy = self._aside(plan.path)
        self._beside.append((plan.path, copy, made.why))
        return [(plan.path, mode, data), (copy, mode, made.other)]

    def _spoilt(self, path: str, kind: str, base: bytes | None, left: bytes, right: bytes) -> Contents | None:
        """A page as it was, beside what one side alone made of it that can't be read and nobody said yes to."""
        found = spoilt(base, left, right) if kind in PAGES else None
        if base is None or found is None or self.agreed(path, found):
            return None
        return Contents(base, found, why=f"line {unreadable(found)}")

    def _aside(self, path: str) -> str:
        """A free name for the side of a file that has to stand beside it."""
        copy, number = beside(path, f".sync-conflict-{self.day}"), 2
        while copy in self._taken:
            copy, number = beside(path, f".sync-conflict-{self.day}-{number}"), number + 1
        self._taken.add(copy)
        return copy

    def _text(self, plan: Plan, base: bytes | None, left: bytes, right: bytes) -> Contents | None:
        """Another file merged by git line by line, where nothing in it conflicts."""
        if base is None or base in (left, right) or left == right or b"\0" in base + left + right:
            return None
        text = self.store.merged_text(base, left, right)
        return Contents(text) if text is not None else None

    def _mode(self, plan: Plan) -> str:
        modes = [held.mode for held in (plan.left, plan.right) if held]
        changed = [mode for mode in modes if plan.base is None or mode != plan.base.mode]
        return min(changed or modes)

    def _unstack(self, final: dict[str, Held | None]) -> None:
        """Move a file aside that stands where the other side has a folder."""
        for path in sorted(path for path, held in final.items() if held):
            parts = path.split("/")
            for end in range(1, len(parts)):
                above = "/".join(parts[:end])
                held = final.get(above)
                if held:
                    copy = self._aside(above)
                    self._beside.append((above, copy, "there is a folder of that name"))
                    final[copy], final[above] = held, None


def settings_of(store: Store, layout: Layout, base: str, left: str, right: str) -> Layout:
    """The layout with the settings that two sides make together, so that neither decides alone."""
    path = layout.prefix + SETTINGS
    old, mine, theirs = (store.file(tree, path) for tree in (base, left, right))
    both = united(KEYS, old, mine, theirs, {}).data if mine is not None and theirs is not None else None
    data = both or mine or theirs or b""
    try:
        text = read_page(data).text if data.strip() else ""
        return layout._replace(settings=read_settings(text, SETTINGS)[0])
    except Unreadable:
        return layout


def _followed(data: bytes, old: str, new: str) -> bytes:
    """A page on which whoever had an id is named by another."""

    def is_meant(written: str) -> bool:
        return id_key(link_target(written)) == id_key(old)

    try:
        return renamed(read_page(data), is_meant, new).data
    except (Unreadable, UnreadablePage):
        return data


def _outside(path: str) -> GitFailed:
    return GitFailed(f"{path} lies outside the journal and was changed on both sides; merge it with `git pull` first")
