"""What a page says that may move: as comparable facts, and as the dated lines that tell of a move themselves."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from netjournal.network.dataclass import dataclass
from netjournal.network.entry import CHANGE, NOTE, Entry
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.pattern import pattern
from netjournal.network.person import Need, Person

NAME, ROLES, CITY, PARTNER, DIED = "name", "roles", "city", "partner", "died"
TIES, ASKS, OFFERS = "ties", "asks", "offers"
OTHER = "change"  # what moved by a line that names no key
KEYS = (DIED, NAME, PARTNER, ROLES, CITY, TIES, ASKS, OFFERS)  # in the order in which they are told
PARTNERS = frozenset(("partner", "spouse", "husband", "wife"))

# Other words for a key, as the head of a `change` entry.
CALLED: Mapping[str, str] = {
    **dict.fromkeys(("role", "job", "jobs", "title", "work", "position"), ROLES),
    **dict.fromkeys(("location", "lives", "home", "place", "cities"), CITY),
    **dict.fromkeys(PARTNERS, PARTNER),
    **dict.fromkeys(("names", "surname"), NAME),
    **dict.fromkeys(("tie",), TIES),
    **{key: key for key in KEYS},
}

_ARROW = pattern(r"\s*(?:→|⇒|->|=>)\s*")
_NO_LONGER = pattern(r"no longer\s+", re.I)
_ENDED = pattern(r"(ask|offer)(?: for ([^:]+?))? (met|taken up|done|dropped)(?: by ([^:]+))?: (.+)", re.S)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a key: `mark` is what two versions of it are compared by."""

    mark: str
    text: str
    line: int


Facts = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Ended:
    """A need that ended, as the log tells: an ask or an offer, for whom, how, by whom (as written, else empty)."""

    key: str
    whom: str
    how: str
    by: str
    what: str


def ended(entry: Entry) -> Ended | None:
    """The need that an entry says is met, taken up or dropped."""
    found = _ENDED.fullmatch(entry.text) if entry.counts == NOTE else None
    if not found:
        return None
    key = ASKS if found[1] == "ask" else OFFERS
    return Ended(key, found[2] or "", found[3], found[4] or "", " ".join(found[5].split()))


@dataclass(frozen=True, slots=True)
class Told:
    """A dated line that tells of a move itself: what was, what is (empty where unknown or nothing), and how."""

    key: str
    was: str
    now: str
    date: date
    line: int
    said: str
    how: str = ""

    @property
    def removed(self) -> frozenset[str]:
        return _marks(self.was)

    @property
    def added(self) -> frozenset[str]:
        return _marks(self.now)


def facts(record: Person | Organisation, network: Network, today: date) -> Facts:
    """What a version of a page says; roles that are over say nothing any more."""
    found = {
        NAME: (Fact(fold(record.name), record.name, 1),),
        CITY: tuple(Fact(fold(said.text), said.text, said.line) for said in record.city),
        ASKS: _needs(record.asks),
        OFFERS: _needs(record.offers),
    }
    if isinstance(record, Organisation):
        return found
    roles = (role for role in record.roles if not role.is_past(today))
    died = (record.died,) if record.died else ()
    partners = (extra for extra in record.extras if extra.key.casefold() in PARTNERS and extra.text)
    ties = ((network.directory.meant(tie.person) or fold(tie.person), tie) for tie in record.ties)
    return found | {
        ROLES: tuple(Fact(_mark(str(role)), str(role), role.line) for role in roles),
        PARTNER: tuple(Fact(_mark(extra.text), extra.text, extra.line) for extra in partners),
        DIED: tuple(Fact(fold(said.text), said.text, said.line) for said in died),
        TIES: tuple(Fact(other, tie.word, tie.line) for other, tie in ties),
    }


def _needs(needs: tuple[Need, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(_mark(need.what), need.what, need.line) for need in needs if need.what.strip())


def told(
    record: Person | Organisation, network: Network, today: date, since: date = date.min
) -> tuple[Told, ...]:
    """Every dated line of a page that tells of a move from a day on up to today, the oldest first."""
    found = [told for entry in record.entries if since <= entry.date <= today for told in _entry(entry, network)]
    for key, needs in ((ASKS, record.asks), (OFFERS, record.offers)):
        for need in needs:
            if need.heard and since <= need.heard <= today and need.what.strip():
                found.append(Told(key, "", need.what, need.heard, need.line, f"{key} {need.what}"))
    return tuple(sorted(found, key=lambda each: (each.date, each.line)))


def _entry(entry: Entry, network: Network) -> Iterator[Told]:
    if entry.counts == CHANGE:
        key, said = _parted(entry)
        was, now = _moved(said)
        if was or now:
            yield Told(key, was, now, entry.date, entry.line, str(entry))
    elif need := ended(entry):
        how = f"{need.how} by {_named(need.by, network)}" if need.by else need.how
        yield Told(need.key, need.what, "", entry.date, entry.line, str(entry), how)


def _named(written: str, network: Network) -> str:
    person = network.person(written)
    return written.strip() if person is None else "you" if person.is_self else person.name


def _parted(entry: Entry) -> tuple[str, str]:
    """The key that a `change` entry names, and what it says of it."""
    first, _, rest = entry.head.partition(" ")
    if entry.head:
        key = CALLED.get(first.casefold())
        return (key, f"{rest} {entry.text}".strip()) if key else (first, f"{rest} {entry.text}".strip())
    first, _, rest = entry.text.partition(" ")
    key = CALLED.get(first.casefold()) if _ARROW.search(rest) else None
    return (key, rest) if key else (OTHER, entry.text)


def _moved(said: str) -> tuple[str, str]:
    """What was and what is, by an arrow between the two or by `no longer`."""
    flat = " ".join(said.split())
    parts = _ARROW.split(flat, maxsplit=1)
    if len(parts) == 2:
        return parts[0], parts[1]
    bare = _NO_LONGER.match(flat)
    return (flat[bare.end() :], "") if bare else ("", flat)


def _mark(text: str) -> str:
    return fold(text.replace(" @ ", " at "))


def _marks(text: str) -> frozenset[str]:
    return frozenset(mark for part in (text, *text.split(";")) if (mark := _mark(part)))
