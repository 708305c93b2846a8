"""Front matter three ways, key by key, in the very lines in which the sides wrote it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from netjournal.files.notation.tree import MAP, read_map
from netjournal.files.page import Value
from netjournal.files.page import field as written_field
from netjournal.history.blocks import Block, NoBlock, block_of, read_block, shifted
from netjournal.history.lines import Passage, merged, three
from netjournal.history.spelling import Lines, Speller, Spelt, anew, comments, read_spelt
from netjournal.history.values import TWICE, meaning, merged_value

TABLE = (
    "date", "name", "aliases", "email", "phone", "url", "roles", "kind", "place", "city", "birthday", "tags", "circle",
    "every", "offers", "asks", "ask_at_most", "met", "why", "ties", "uid", "self", "died", "archived", "private",
    "invited", "came",
)  # fmt: skip
RANK = {key: number for number, key in enumerate(TABLE)}


def merged_front(base: str, left: str, right: str, conflicts: list[str]) -> str:
    """The front matter of three versions in one; what had to give way goes to `conflicts`. Raises Unreadable."""
    if left == base or right in (base, left):
        return right if left == base else left
    given_way: list[str] = []
    try:
        blocks = [read_block(text) for text in (base, left, right)]
        lines = _merged_block("", [shifted(block, blocks[0].indent) for block in blocks], given_way)
    except NoBlock:
        given_way.clear()
        lines = _rewritten((base, left, right), given_way)
    conflicts += given_way
    return "".join(f"{line}\n" for line in lines)


def _rewritten(versions: Sequence[str], conflicts: list[str]) -> Lines:
    """Front matter that stands in brackets or under question marks, written anew, its comments first."""
    sides = [meaning(read_map(text, 0, len(text))) for text in versions]
    maps = [side if isinstance(side, Mapping) else {} for side in sides]
    lines = list(_due_comments([tuple(text.split("\n")) for text in versions]).elements())
    for key in sorted({*maps[0], *maps[1], *maps[2]}, key=_by_table):
        value = merged_value(key, maps[0].get(key), maps[1].get(key), maps[2].get(key), conflicts)
        if value is not None:
            lines += written_field(key.partition(TWICE)[0], value, "\n").split("\n")
    return tuple(lines)


def _merged_block(path: str, blocks: Sequence[Block], conflicts: list[str]) -> Lines:
    """The lines of a map's merged keys, and of the comments between them."""
    found: list[tuple[Lines, Lines]] = []
    orphans: Lines = ()
    for name in _order(blocks, str if path else _by_table):
        chunks = [block.chunks.get(name) for block in blocks]
        extra, own = _own(f"{path}{name}", [chunk.own if chunk else None for chunk in chunks], conflicts)
        lead = merged_lines([chunk.lead if chunk else () for chunk in chunks])
        if own is None:
            old = chunks[0].lead if chunks[0] else ()
            orphans += extra + tuple(line for line in lead if line.strip() and line not in old)
            continue
        found.append((orphans + lead + extra, own))
        orphans = ()
    tail = orphans + merged_lines([block.tail for block in blocks])
    return _without_doubles([*found, (tail, ())], blocks)


def _merged_items(blocks: Sequence[Block]) -> Lines:
    """The lines of a list's merged items: the base's that neither side removed, then the added ones by code point."""
    base, left, right = blocks
    kept = [name for name in base.chunks if name in left.chunks and name in right.chunks]
    found: list[tuple[Lines, Lines]] = []
    for name in (*kept, *sorted({*left.chunks, *right.chunks} - {*base.chunks})):
        chunks = [block.chunks.get(name) for block in blocks]
        owns = [chunk.own if chunk else None for chunk in chunks]
        own = three(owns[0], owns[1], owns[2], both=_fuller)
        found.append((merged_lines([chunk.lead if chunk else () for chunk in chunks]), own or ()))
    return _without_doubles([*found, (merged_lines([block.tail for block in blocks]), ())], blocks)


def _own(path: str, sides: Sequence[Lines | None], conflicts: list[str]) -> tuple[Lines, Lines | None]:
    """A key's own lines, None where it goes, and before them the comments that found no place there."""
    base, left, right = sides
    if left == base or right in (base, left):
        return (), right if left == base else left
    spelt = [_spelt(side) for side in sides]
    meanings = [side.meaning if side else None for side in spelt]
    wanted = merged_value(path, meanings[0], meanings[1], meanings[2], conflicts)
    due = _due_comments(sides)
    if wanted is None:
        return tuple(due.elements()), None
    models = [side for side in (spelt[0], *sorted(spelt[1:], key=lambda side: side.text if side else "")) if side]
    indent = " " * (models[0].key.column - 1)
    good = [lines for lines in _spellings(path, spelt, models, wanted) if _says(lines, wanted)]
    good = good or [anew(models[0], wanted, Speller(models), indent)]
    own = min(good, key=lambda lines: _difference(due, comments(lines)))
    return tuple(f"{indent}{comment}" for comment in (due - comments(own)).elements()), own


def _spelt(lines: Lines | None) -> Spelt | None:
    spelt = read_spelt(lines) if lines else None
    if lines and not spelt:
        raise NoBlock
    return spelt


def _says(lines: Lines, wanted: Value) -> bool:
    spelt = read_spelt(lines)
    return spelt is not None and spelt.meaning == wanted


def _spellings(path: str, spelt: Sequence[Spelt | None], models: Sequence[Spelt], wanted: Value) -> Iterator[Lines]:
    """Ways to write a value, the one nearest to what stood there first."""
    nested = _nested(path, spelt)
    if nested:
        yield nested
    yield from (side.lines for side in models if side.meaning == wanted)
    speller = Speller(models)
    for side in models:
        lines = speller.spliced(side, wanted)
        if lines:
            yield lines


def _nested(path: str, spelt: Sequence[Spelt | None]) -> Lines | None:
    """A key whose value all sides wrote with a line for each part, merged part by part."""
    shapes = {side.value.shape for side in spelt if side}
    try:
        blocks = [block_of(each.text, each.value, _opening(each), each.lines) if each else None for each in spelt]
    except NoBlock:
        return None
    given = [block for block in blocks if block]
    if len(shapes) > 1:
        return None
    model = blocks[0] or min(given, key=lambda block: (block.head, block.indent))
    moved = [shifted(block, model.indent) if block else Block() for block in blocks]
    heads = [block.head if block else None for block in blocks]
    head = three(heads[0], heads[1], heads[2], both=_lower) or ()
    return head + (_merged_block(f"{path}.", moved, []) if shapes == {MAP} else _merged_items(moved))


def _lower(one: Lines, other: Lines) -> Lines:
    return min(one, other)


def _fuller(one: Lines, other: Lines) -> Lines:
    return min(one, other, key=lambda lines: (-sum(" #" in line for line in lines), lines))


def _opening(side: Spelt) -> int:
    """The number of lines before the first that may belong to a part of the value."""
    return side.text.count("\n", 0, side.key.end) + 1


def _by_table(key: str) -> tuple[int, str]:
    return RANK.get(key, len(TABLE)), key


def _order(blocks: Sequence[Block], ranked: Callable[[str], object]) -> list[str]:
    """The names in the base's order; what was added behind a name stands behind it, ranked where both sides did."""
    base, *sides = blocks
    anchors = [_anchors(base, side) for side in sides]
    places = {name: min(each[name] for each in anchors if name in each) for name in {**anchors[0], **anchors[1]}}
    found: list[str] = []
    for at, name in enumerate([None, *base.chunks]):
        found += [name] if name is not None else []
        lefts, rights = ([each for each in side if places[each] == at] for side in anchors)
        found += _joined(lefts, rights, ranked)
    return found


def _anchors(base: Block, side: Block) -> dict[str, int]:
    """What a side added: each name with the number of the base's last name above it."""
    number = {name: at for at, name in enumerate(base.chunks, 1)}
    found, last = {}, 0
    for name in side.chunks:
        last = number.get(name, last)
        if name not in number:
            found[name] = last
    return found


def _joined(left: list[str], right: list[str], ranked: Callable[[str], object]) -> list[str]:
    for side, other in ((left, right), (right, left)):
        rest = iter(side)
        if all(name in rest for name in other):
            return side
    return sorted({*left, *right}, key=ranked)  # type: ignore[arg-type]


def merged_lines(versions: Sequence[Lines]) -> Lines:
    """Lines three ways; where both sides put some in one place, the lower stand first."""
    base, left, right = versions
    if left == base or right in (base, left):
        return right if left == base else left
    sides = [[Passage(line, (line,)) for line in side] for side in versions]
    return tuple(passage.key for passage in merged(sides[0], sides[1], sides[2]))


def _due_comments(sides: Sequence[Lines | None]) -> Counter[str]:
    """The comments that a key should have: what neither side removed, and what either added."""
    bases, lefts, rights = (comments(side) if side else Counter[str]() for side in sides)
    return (bases & lefts & rights) + ((lefts - bases) | (rights - bases))


def _difference(due: Counter[str], there: Counter[str]) -> int:
    return sum((due - there).values()) + sum((there - due).values())


def _without_doubles(found: Sequence[tuple[Lines, Lines]], blocks: Sequence[Block]) -> Lines:
    """The lines, without a comment that stands above keys more often than on any side."""
    room: Counter[str] = Counter()
    for block in blocks:
        leads = [*(chunk.lead for chunk in block.chunks.values()), block.tail]
        room |= Counter(line for lead in leads for line in lead)
    lines: list[str] = []
    for lead, own in found:
        for line in lead:
            if line.strip() and line in room:
                room[line] -= 1
                if room[line] < 0:
                    continue
            lines.append(line)
        lines.extend(own)
    return tuple(lines)

