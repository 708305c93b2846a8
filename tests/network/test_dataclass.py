"""Our dataclass is the standard one in all that we use of it."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.network import dataclass as ours

Kinds = tuple[type[Any], type[Any]]
VALUES = st.tuples(st.integers(0, 2), st.sampled_from(("", "a", "b")))


def both(make: Callable[[Any, Any], type[Any]]) -> Kinds:
    """The same class, declared with ours and with the standard library's."""
    return make(ours.dataclass, ours.field), make(dataclasses.dataclass, dataclasses.field)


def frozen(dataclass: Any, field: Any) -> type[Any]:
    @dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        name: str = "here"

    return Point


def growing(dataclass: Any, field: Any) -> type[Any]:
    @dataclass(slots=True)
    class Point:
        x: int
        name: str = "here"
        seen: list[int] = field(default_factory=list)

    return Point


def checked(dataclass: Any, field: Any) -> type[Any]:
    @dataclass(frozen=True)
    class Point:
        x: int
        name: str = "here"

        def __post_init__(self) -> None:
            if self.x > 1:
                raise ValueError("too far")

    return Point


def told(kinds: Kinds, act: Callable[[type[Any]], object]) -> list[object]:
    """What comes of doing something with each: its result, or the kind of error."""
    found: list[object] = []
    for kind in kinds:
        try:
            found.append(act(kind))
        except (AttributeError, TypeError, ValueError) as error:
            found.append(next(each for each in (AttributeError, TypeError, ValueError) if isinstance(error, each)))
    return found


@pytest.mark.parametrize("make", [frozen, growing, checked])
@given(one=VALUES, other=VALUES)
def test_records_are_made_compared_hashed_and_shown_alike(
    make: Callable[[Any, Any], type[Any]], one: tuple[int, str], other: tuple[int, str]
) -> None:
    kinds = both(make)
    for act in (
        lambda kind: repr(kind(*one)).rpartition(".")[2],
        lambda kind: kind(*one) == kind(*other),
        lambda kind: kind(*one) == one,
        lambda kind: kind(*one) < kind(*other),
        lambda kind: sorted([kind(*one), kind(*other)]) == [kind(*one), kind(*other)],
        lambda kind: len({kind(*one), kind(*other)}),
        lambda kind: kind(x=one[0]).name,
        lambda kind: kind(),
        lambda kind: kind(1, 2, 3, 4),
        lambda kind: kind(1, nobody=2),
        lambda kind: setattr(kind(*one), "x", 3),
        lambda kind: delattr(kind(*one), "x"),
        lambda kind: kind(*one).unknown,
        lambda kind: kind.__match_args__,
    ):
        mine, standard = told(kinds, act)
        assert mine == standard


@pytest.mark.parametrize("make", [frozen, growing])
def test_a_record_is_replaced_alike(make: Callable[[Any, Any], type[Any]]) -> None:
    mine, standard = both(make)
    before = mine(1, "a")
    after = ours.replace(before, name="b")
    assert (before.name, after.name, after.x) == ("a", "b", 1)
    assert repr(after) == repr(dataclasses.replace(standard(1, "a"), name="b"))
    with pytest.raises(TypeError):
        ours.replace(before, nobody=1)


def test_a_default_is_made_anew_for_each_record() -> None:
    mine, _ = both(growing)
    one, other = mine(1), mine(1)
    one.seen.append(1)
    assert (one.seen, other.seen) == ([1], [])


def test_a_subclass_is_made_as_its_base_is() -> None:
    @ours.dataclass(frozen=True)
    class Base:
        x: int

    class Below(Base):
        pass

    @ours.dataclass(frozen=True)
    class Wider(Base):
        y: int = 2

    assert (Below(1).x, Base(1).x, Wider(1).y, Wider(1, 3).y) == (1, 1, 2, 3)
    assert Below(1) != Base(1)
