"""Records and networks in which each page is read when it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from netjournal.files.index.words import order
from netjournal.network.gathering import Gathering
from netjournal.network.network import Directory, Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

if TYPE_CHECKING:
    from netjournal.files.index.pages import Pages

T = TypeVar("T")


class Lookup(Directory):
    """Who is meant by a name, looked up word by word."""

    def __init__(self, found_by: Callable[[str], list[Any]], by_id: str, by_name: str) -> None:
        super().__init__(())
        self._found_by, self._by_id, self._by_name = found_by, by_id, by_name

    def _with_id(self, key: str) -> Sequence[str]:
        return _ordered(self._found_by(self._by_id + key))

    def _with_name(self, folded: str) -> Sequence[str]:
        return _ordered(self._found_by(self._by_name + folded))


def _ordered(found: Sequence[tuple[int, str]]) -> Sequence[str]:
    """The ids of what is found by a word, in order; mostly it is nobody or one."""
    return sorted((id for _, id in found), key=order) if found else ()


class ById(Mapping[str, T]):
    """Records of a kind by id, each read when it is asked for."""

    def __init__(self, pages: "Pages", kind: str, read: Callable[[int], T]) -> None:
        self._pages, self._kind, self._read = pages, kind, read

    def __getitem__(self, id: str) -> T:
        slot = self._pages.slot_of(id, self._kind)
        if slot is None:
            raise KeyError(id)
        return self._read(slot)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._pages.slot_of(id, self._kind) is not None

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._pages.ids if id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Loaded(Sequence[T]):
    """Records in order, all of them read when one goes through them; where `at` can tell, one alone."""

    def __init__(self, load: Callable[[], Sequence[T]], at: Callable[[int], T] | None = None, count: int = -1) -> None:
        self._load, self._one, self._count = load, at, count

    @cached_property
    def _all(self) -> Sequence[T]:
        return self._load()

    def __len__(self) -> int:
        return self._count if self._count >= 0 else len(self._all)

    def __getitem__(self, at: int) -> T:  # type: ignore[override]
        return self._one(at) if self._one and "_all" not in self.__dict__ else self._all[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._all)


class Part(Network):
    """A network of some pages of a journal, in which every other page can be looked up."""

    def backed_by(self, pages: "Pages") -> "Part":
        self.__dict__["pages"] = pages
        return self

    @property
    def _pages(self) -> "Pages":
        found: Pages = self.__dict__["pages"]
        return found

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        return self._pages.people

    @cached_property
    def directory(self) -> Directory:
        return self._pages.directory

    @cached_property
    def organisation_directory(self) -> Directory:
        return self._pages.organisation_directory

    @cached_property
    def organisations_by_id(self) -> Mapping[str, Organisation]:
        return self._pages.organisations

    @cached_property
    def owner(self) -> Person | None:
        return self._pages.owner

    def gathering_in(self, file: str) -> Gathering:
        return self._pages.gathering_in(file)

    @cached_property
    def selves(self) -> frozenset[str]:
        return self._pages.selves
