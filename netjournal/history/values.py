"""What front matter says, three ways: maps key by key, lists as sets, of two texts the lower."""

from collections.abc import Mapping, Sequence

from netjournal.files.notation.tree import LIST, MAP, Node
from netjournal.files.page import Value, in_brackets
from netjournal.network.person import APART

MANY = frozenset(
    ("aliases", "email", "phone", "url", "roles", "tags", "offers", "asks", "private", "invited", "came", APART)
)
TWICE = "\0"  # parts a key from how often it stood above, where a map says it more than once


def meaning(node: Node) -> Value:
    """What a node says, whatever its quotes, brackets or lines; an empty value is an empty text."""
    if node.shape == LIST:
        return tuple(meaning(item) for item in node.items)
    if node.shape == MAP:
        keys = labels([identity(meaning(key)) for key, _ in node.pairs])
        return dict(zip(keys, (meaning(value) for _, value in node.pairs), strict=True))
    return "" if node.is_empty else node.text


def labels(keys: Sequence[str]) -> list[str]:
    """The keys, each one told from its equals above."""
    seen: dict[str, int] = {}
    found = []
    for key in keys:
        number = seen[key] = seen.get(key, -1) + 1
        found.append(f"{key}{TWICE}{number}" if number else key)
    return found


def identity(value: Value) -> str:
    """A text that is the same for the same value, and by which values are ordered."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {identity(each)}" for key, each in sorted(value.items())) + "}\0"
    return "[" + ", ".join(map(identity, value)) + "]\0"


def merged_value(
    path: str, base: Value | None, left: Value | None, right: Value | None, conflicts: list[str]
) -> Value | None:
    """What three versions of a key say together, None for nothing; what had to give way is added to `conflicts`."""
    if left in (base, right):
        return right
    if right == base:
        return left
    given = [each for each in (left, right) if each]
    if path in MANY or (any(map(_is_list, (base, *given))) and not any(map(_is_map, given))):
        return _whole(_as_said(merged_list(items(base), items(left), items(right)), left, right), left, right)
    if all(map(_is_map, given)):
        return _whole(_merged_map(path, base or {}, left or {}, right or {}, conflicts), left, right)
    if not left or not right:
        return left or right
    kept, lost = sorted((left, right), key=_rank)
    conflicts.append(f"{path.replace(TWICE, '')}: {_told(lost)}")
    return kept


def _is_list(value: Value | None) -> bool:
    return value is not None and not isinstance(value, (str, Mapping))


def _is_map(value: Value) -> bool:
    return isinstance(value, Mapping)


def _as_said(value: tuple[Value, ...], *sides: Value | None) -> Value:
    """The list as a side wrote it, which may be a single text."""
    return min((each for each in sides if each and items(each) == value), key=_rank, default=value)


def _rank(value: Value) -> tuple[bool, bool, str]:
    return isinstance(value, str), not isinstance(value, Mapping), identity(value)


def _told(value: Value) -> str:
    """A value on one line, as it may stand in a callout."""
    if isinstance(value, str) and value.isprintable() and value == value.strip():
        return value
    return in_brackets(value)


def _whole(value: Value, left: Value | None, right: Value | None) -> Value | None:
    """The value; where nothing is left of it, nothing, unless a side left the empty key standing."""
    if value or left is None or right is None:
        return value or None
    return min((each for each in (left, right) if not each), key=identity, default=None)


def _merged_map(
    path: str, base: Value, left: Value, right: Value, conflicts: list[str]
) -> Mapping[str, Value]:
    bases, lefts, rights = (each if isinstance(each, Mapping) else {} for each in (base, left, right))
    found = {}
    for key in dict.fromkeys((*bases, *sorted({*lefts, *rights}))):
        value = merged_value(f"{path}.{key}", bases.get(key), lefts.get(key), rights.get(key), conflicts)
        if value is not None:
            found[key] = value
    return found


def items(value: Value | None) -> tuple[Value, ...]:
    """The items of a list; a single text stands for a list of one, nothing for none."""
    if value is None or isinstance(value, (str, Mapping)):
        return (value,) if value else ()
    return tuple(value)


def merged_list(base: Sequence[Value], left: Sequence[Value], right: Sequence[Value]) -> tuple[Value, ...]:
    """The base's items that neither side removed, then what the sides added, by code point."""
    bases, lefts, rights = ({identity(each): each for each in side} for side in (base, left, right))
    added = {name: each for name, each in {**lefts, **rights}.items() if name not in bases and each}
    kept = [each for each in base if identity(each) in lefts and identity(each) in rights]
    return (*kept, *(added[name] for name in sorted(added)))
