"""What another program knows about one person, cleaned, whatever format it came in."""

import datetime
import re
from collections.abc import Iterable

from netjournal.errors import JournalError
from netjournal.network.dataclass import dataclass

KNOWS = "knows"  # what somebody is of whom no card says more

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_AROUND_ADDRESSES = re.compile(r"[\s<>\",;()\[\]]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_TEXTS = ("name", "record", "birthday", "uid", "id", "met_at", "through", "why")
_LISTS = ("emails", "phones", "urls", "aliases", "tags", "cities", "left_out")
_PAIRS = ("roles", "related")


class NotThisFormat(JournalError):
    """The file handed to a reader is something else."""

    status = 2

    def __init__(self, wanted: str, found: str) -> None:
        super().__init__(f"this is not {wanted}: it is {found}")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that gives no card: which one ("line 12", "card 3"), and why."""

    record: str
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """One person as a record tells of them; every text is cleaned, and every list holds each item once.

    `roles` are (role, organisation), `related` (person's name, what they are to this person); `birthday` is
    "1975-04-12", "--04-12" or "". `is_ours` tells our own export, `id` the one it gave, or what a note's
    file is called. `left_out` names what the record had and the card has not.
    """

    name: str
    record: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    birthday: str = ""
    met_on: datetime.date | None = None
    met_at: str = ""
    through: str = ""
    why: str = ""
    note: str = ""
    uid: str = ""
    id: str = ""
    is_ours: bool = False
    related: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for key in _TEXTS:
            object.__setattr__(self, key, one_line(getattr(self, key)))
        for key in _LISTS:
            object.__setattr__(self, key, distinct(getattr(self, key)))
        for key in _PAIRS:
            object.__setattr__(self, key, _distinct_pairs(getattr(self, key)))
        object.__setattr__(self, "aliases", tuple(alias for alias in self.aliases if alias != self.name))
        object.__setattr__(self, "note", paragraphs(self.note))


def one_line(text: str) -> str:
    """The text on one line: no control characters, single blanks, none at the ends; otherwise as typed."""
    return " ".join((text if text.isprintable() else _CONTROLS.sub(" ", text)).split())


def paragraphs(text: str) -> str:
    """The text with its lines kept (each ended by one newline) and no other control characters."""
    lines = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The cleaned texts that are not empty, in order, each once without regard to case."""
    seen: dict[str, str] = {}
    for text in map(one_line, texts):
        seen.setdefault(text.casefold(), text)
    return tuple(text for text in seen.values() if text)


def addresses(text: str) -> tuple[str, ...]:
    """The e-mail addresses in a text like `Ada <ada@example.org>`."""
    words = (word.strip("'").removeprefix("mailto:") for word in _AROUND_ADDRESSES.split(text))
    return tuple(word for word in words if word.count("@") == 1 and not word.startswith("@") and not word.endswith("@"))


def is_link(text: str) -> bool:
    """Whether the text is a web address (http or https, or none written)."""
    return _LINK.fullmatch(text.strip()) is not None


def _distinct_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    cleaned = dict.fromkeys((one_line(first), one_line(second)) for first, second in pairs)
    return tuple(pair for pair in cleaned if any(pair))
