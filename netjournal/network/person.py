"""A person, as their page tells of them."""

import datetime

from netjournal.network.dataclass import dataclass
from netjournal.network.day import Birthday
from netjournal.network.entry import Entry, Link, Promise
from netjournal.network.evidence import Said
from netjournal.network.rhythm import Allowance, Rhythm

APART = "not_the_same_as"  # a key that names those who are somebody else, though they look alike


@dataclass(frozen=True, slots=True)
class Role:
    """What someone does or did somewhere, paid or not; `org` is empty for a bare role, `role` for a bare organisation.

    `written` is the one text it was read from, empty where it was written in parts.
    """

    role: str
    org: str
    since: datetime.date | None
    until: datetime.date | None
    line: int
    written: str = ""

    def __str__(self) -> str:
        return f"{self.role} at {self.org}" if self.role and self.org else self.role or self.org

    def is_past(self, today: datetime.date) -> bool:
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class Need:
    """An ask or an offer: what, the day it was heard, for whom if not for themselves (as written)."""

    what: str
    heard: datetime.date | None
    whom: str
    line: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Whom the page's person is tied to (as written), and what THEY are to the page's person."""

    person: str
    word: str
    line: int


@dataclass(frozen=True, slots=True)
class Met:
    """How we came to know them; `at` and `through` as written, empty where unknown."""

    on: datetime.date | None
    at: str
    through: str
    line: int


@dataclass(frozen=True, slots=True)
class Extra:
    """A key that is the user's own, with its value as typed."""

    key: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Person:
    """One person; `id` is the file's stem, `file` its path relative to the journal.

    `prose` is the body as written. Names of others are as written; the network resolves them.
    """

    id: str
    file: str
    name: str
    aliases: tuple[Said, ...] = ()
    email: tuple[Said, ...] = ()
    phone: tuple[Said, ...] = ()
    url: tuple[Said, ...] = ()
    roles: tuple[Role, ...] = ()
    city: tuple[Said, ...] = ()
    birthday: Birthday | None = None
    birthday_line: int = 0
    tags: tuple[Said, ...] = ()
    circle: Said | None = None
    every: Rhythm | None = None
    offers: tuple[Need, ...] = ()
    asks: tuple[Need, ...] = ()
    ask_at_most: Allowance | None = None
    met: Met | None = None
    why: Said | None = None
    ties: tuple[Tie, ...] = ()
    uid: str = ""
    is_self: bool = False
    died: Said | None = None
    archived: Said | None = None
    private: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    entries: tuple[Entry, ...] = ()
    promises: tuple[Promise, ...] = ()
    links: tuple[Link, ...] = ()
    prose: str = ""

    @property
    def is_present(self) -> bool:
        """Whether lists and suggestions may name them: neither the owner, nor archived, nor dead."""
        return not (self.is_self or self.died or self.archived)
