"""Which open ask or offer somebody means by a few of its words."""

from collections.abc import Callable, Sequence

from netjournal.network.names import fold, similar
from netjournal.network.person import Need


def meant(text: str, needs: Sequence[Need]) -> tuple[Need, ...]:
    """The needs that the words may mean, in their order: the same words, else a start of them, else a near spelling."""
    wanted = fold(text)
    if not wanted:
        return ()
    levels: tuple[Callable[[str], bool], ...] = (
        lambda what: what == wanted,
        lambda what: what.startswith(wanted),
        lambda what: _begins(wanted.split(), what.split()),
    )
    for fits in levels:
        if found := tuple(need for need in needs if fits(fold(need.what))):
            return found
    near = similar(text, [need.what for need in needs], limit=len(needs))
    return tuple(need for need in needs if need.what in near)


def _begins(words: Sequence[str], said: Sequence[str]) -> bool:
    return all(any(each.startswith(word) for each in said) for word in words)
