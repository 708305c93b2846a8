"""What happened: dated entries, promises, and what each kind of entry counts for."""

import datetime
from collections.abc import Mapping

from netjournal.network.dataclass import dataclass
from netjournal.network.pattern import pattern

SEEN, TALKED, TOUCHED = "seen", "talked", "touched"
INTRO, CHANGE, NOTE = "intro", "change", "note"

KINDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("met", "visit", "coffee", "breakfast", "lunch", "dinner", "drinks", "walk", "meeting", "event", "party"), SEEN
    ),
    **dict.fromkeys(("call", "video", "talked"), TALKED),
    **dict.fromkeys(("email", "message", "letter", "text", "card", "gave", "got", "asked", "thanked"), TOUCHED),
    "intro": INTRO,
    "change": CHANGE,
    "note": NOTE,
}

STATES = ("idea", "asked", "agreed", "declined", "later", "made", "met", "outcome", "thanked", "never")

LINK = pattern(r"\[\[([^\[\]|#\n\\]*)(?:#[^\[\]|\n\\]*)?(?:\\?\|[^\[\]\n]*)?\]\]")  # in a table | is written \|
TAG = pattern(r"(?<![\w#&/])#(\w[\w/-]*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated fact of a page.

    `counts` is what its kind counts for (seen, talked, touched, intro, change, note), `head` what stands between
    kind and colon, `people` the links there as written, `text` what follows, its lines joined by newlines.
    """

    date: datetime.date
    kind: str
    counts: str
    head: str
    people: tuple[str, ...]
    text: str
    line: int

    def __str__(self) -> str:
        said = " ".join(part for part in (self.kind, self.head) if part)
        return f"{said}: {self.text}" if self.text else said

    @property
    def is_contact(self) -> bool:
        return self.counts in (SEEN, TALKED, TOUCHED)

    @property
    def mentions(self) -> tuple[str, ...]:
        """The links of its text, which are never contact."""
        return tuple(name.strip() for name in LINK.findall(self.text))

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(TAG.findall(self.text))


@dataclass(frozen=True, slots=True)
class Link:
    """A wiki link as written, outside code and comments; `line` and `column` count from 1."""

    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A checkbox line: mine to them, or theirs to me where `by` names who gave it (as written)."""

    text: str
    due: datetime.date | None
    done: bool
    by: str
    line: int


@dataclass(frozen=True, slots=True)
class Introduction:
    """An `intro` entry read: its state, the other person as written, the rest of the text."""

    state: str
    other: str
    text: str


def introduction(entry: Entry) -> Introduction | None:
    """The introduction an entry tells of, or None where it tells of none that can be read."""
    if entry.counts != INTRO:
        return None
    state, _, rest = f"{entry.head} {entry.text}".strip().partition(" ")
    link = LINK.match(rest.lstrip())
    if state.casefold() not in STATES or not link:
        return None
    return Introduction(state.casefold(), link.group(1).strip(), rest.lstrip()[link.end() :].lstrip(" :"))
