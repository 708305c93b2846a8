"""What of a page may leave the journal: no value of a key that it calls private, no prose, no log."""

from collections.abc import Mapping
from typing import TypeVar

from netjournal.network.dataclass import replace
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold
from netjournal.network.network import Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import APART, Person

R = TypeVar("R", bound=Record)

# Every spelling of a key; where `private` names one of them, no value of that key leaves, however it is spelt.
SPELT: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "first_name", "last_name"),
    "aliases": ("aliases", "alias", "nickname", "nicknames"),
    "email": ("email", "emails"),
    "phone": ("phone", "phones", "mobile", "telephone"),
    "url": ("url", "urls", "website", "linkedin_url"),
    "roles": (
        *("roles", "role", "title", "job", "company", "organization", "organisation", "org"),
        *("organizations", "organisations"),
    ),
    "city": ("city", "location", "lives"),
    "birthday": ("birthday", "birthdate", "dob", "bday"),
    "tags": ("tags", "tag", "interests", "skills"),
    "circle": ("circle",),
    "every": ("every", "cadence", "contactfrequency"),
    "offers": ("offers", "offer"),
    "asks": ("asks", "ask"),
    "ask_at_most": ("ask_at_most",),
    "met": ("met", "introduced_by", "met_at", "first_contact"),
    "why": ("why",),
    "ties": ("ties", "tie"),
    "uid": ("uid",),
    "died": ("died",),
    "archived": ("archived", "status"),
}
PRIVATE = "private"
AT_HOME = ("entries", "promises", "links", "prose")
_EMPTY = (Person("", "", ""), Organisation("", "", ""), Gathering("", "", "", None))
_KEY_OF = {spelling: key for key, spellings in SPELT.items() for spelling in spellings}


def private_keys(record: Record) -> frozenset[str]:
    """The keys whose values stay at home, each as the journal spells it; `met.at` keeps back the whole of `met`."""
    return frozenset(_key(fold(each).partition(".")[0].strip()) for each in _called_private(record))


def _key(folded: str) -> str:
    return _KEY_OF.get(folded, folded)


def _called_private(record: Record) -> tuple[str, ...]:
    """What `private` names; of organisations and gatherings it is a key of the user's own, a list as one text."""
    if isinstance(record, Person):
        return record.private
    return tuple(word for extra in record.extras if fold(extra.key) == PRIVATE for word in extra.text.split(","))


def shared(record: R) -> R | None:
    """The record as it may be shown to others; None where its very name is private."""
    private = private_keys(record)
    if "name" in private:
        return None
    empty = next(each for each in _EMPTY if isinstance(each, type(record)))
    back = (*(private & SPELT.keys()), *AT_HOME)
    emptied = {key: getattr(empty, key) for key in back if hasattr(empty, key)}
    extras = tuple(each for each in record.extras if _key(fold(each.key)) not in private | {PRIVATE, APART})
    return replace(record, **emptied, extras=extras)
