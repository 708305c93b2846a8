"""What becomes of every file that either side changed: where it goes, and of which versions it is made."""

from collections.abc import Callable, Iterable, Mapping

from netjournal.history.git_store import Held
from netjournal.history.layout import PAGES, Layout, stem
from netjournal.history.moves import Moves
from netjournal.history.sameness import same_gathering, same_person
from netjournal.network.dataclass import dataclass, field, replace
from netjournal.network.names import id_key
from netjournal.network.settings import GATHERING

Data = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """One file of the result; `alias` is the id it has to go by as well."""

    path: str
    base: Held | None = None
    left: Held | None = None
    right: Held | None = None
    alias: str = ""

    @property
    def only(self) -> Held:
        """What either side has of it."""
        held = self.left or self.right
        assert held is not None
        return held


@dataclass(slots=True)
class Plans:
    """Every file of the result, and the ids that changed on one side (`links`, the left side's first)."""

    files: list[Plan] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    links: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))


def planned(left: Moves, right: Moves, layout: Layout, data: Data, taken: Iterable[str]) -> Plans:
    """The plans for all that two sides changed; `taken` are the paths of both."""
    plans = Plans()
    for path in sorted({*left.kept, *right.kept}):
        base = left.old.get(path) or right.old[path]
        _follow(plans, path, base, left.kept.get(path, (path, base)), right.kept.get(path, (path, base)), layout)
    settled = {plan.path for plan in plans.files if plan.path in left.kept or plan.path in right.kept}
    found = [plan for plan in plans.files if plan.path not in settled]
    found += [Plan(path, left=held) for path, held in left.added.items()]
    found += [Plan(path, right=held) for path, held in right.added.items()]
    plans.files = [plan for plan in plans.files if plan.path in settled]
    ids = {id_key(stem(path)) for path in taken if path.endswith(".md")}
    for claims in _grouped(found, layout).values():
        plans.files += _settled(claims, layout, data, ids, plans)
    return plans


Place = tuple[str, Held] | None


def _follow(plans: Plans, path: str, base: Held, left: Place, right: Place, layout: Layout) -> None:
    """One file that both sides started from."""
    if left is None or right is None:
        rest = left or right
        if rest is None or rest == (path, base):
            plans.gone.append(path)
        else:
            plans.stays.append(rest[0])
            plans.files.append(Plan(rest[0], base, left[1] if left else None, right[1] if right else None))
            _leave(plans, path, rest[0])
        return
    to = right[0] if left[0] == path else left[0] if right[0] == path else min(left[0], right[0])
    alias = ""
    if path not in (left[0], right[0]) and left[0] != right[0] and layout.kind(to) in PAGES:
        lost = max(left[0], right[0])
        plans.moved[lost] = to
        if id_key(stem(lost)) != id_key(stem(to)):
            alias = stem(lost)
            plans.links[0 if lost == left[0] else 1][stem(lost)] = stem(to)
    plans.files.append(Plan(to, base, left[1], right[1], alias))
    _leave(plans, path, to)


def _leave(plans: Plans, path: str, to: str) -> None:
    if path != to:
        plans.moved[path] = to
        plans.gone.append(path)


def _grouped(found: Iterable[Plan], layout: Layout) -> Mapping[tuple[str, str], list[Plan]]:
    """Files that want the same path, or notes that want the same id."""
    groups: dict[tuple[str, str], list[Plan]] = {}
    for plan in sorted(found, key=lambda plan: plan.path):
        is_note = layout.kind(plan.path) in PAGES
        key = ("id", id_key(stem(plan.path))) if is_note else ("path", plan.path)
        groups.setdefault(key, []).append(plan)
    return groups


def _settled(claims: list[Plan], layout: Layout, data: Data, ids: set[str], plans: Plans) -> list[Plan]:
    if len(claims) != 2 or not _from_two_sides(claims):
        return claims
    one, other = claims
    if layout.kind(one.path) not in PAGES:
        return [_joined(one, other)]
    if one.path == other.path and one.only.blob == other.only.blob:
        return [_joined(one, other)]
    if layout.kind(one.path) == layout.kind(other.path) and _may_join(one, other):
        same = same_gathering if layout.kind(one.path) == GATHERING else same_person
        if same(data(one.only.blob), data(other.only.blob)):
            return [_joined(one, other)]
    return [*_apart(one, other, data, ids, plans)]


def _from_two_sides(claims: list[Plan]) -> bool:
    one, other = claims
    return not (one.left and other.left and not (one.right or other.right)) and not (
        one.right and other.right and not (one.left or other.left)
    )


def _may_join(one: Plan, other: Plan) -> bool:
    return not (one.left and other.left) and not (one.right and other.right)


def _joined(one: Plan, other: Plan) -> Plan:
    """One file of what two sides put in one place; a common version of either is that of both."""
    if not _may_join(one, other):
        return one if one.base else other
    return Plan(
        min(one.path, other.path), one.base or other.base, one.left or other.left, one.right or other.right,
        one.alias or other.alias,
    )  # fmt: skip


def _apart(one: Plan, other: Plan, data: Data, ids: set[str], plans: Plans) -> tuple[Plan, Plan]:
    """Two notes of one id: the one whose page sorts later gets another, and its side's links follow."""
    stays, goes = sorted((one, other), key=lambda plan: (data(plan.only.blob), plan.path))
    old = stem(goes.path)
    number = 2
    while id_key(f"{old}-{number}") in ids:
        number += 1
    new = f"{old}-{number}"
    ids.add(id_key(new))
    folder = goes.path.rpartition("/")[0]
    path = f"{folder}/{new}.md" if folder else f"{new}.md"
    for side, held in enumerate((goes.left, goes.right)):
        if held:
            plans.links[side][old] = new
    plans.moved[goes.path] = path if stays.path != goes.path else plans.moved.get(goes.path, path)
    return stays, replace(goes, path=path)
