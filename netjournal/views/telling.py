"""Sentences that several answers share: when someone was last seen, a quoted reason, people named."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from netjournal.network.contacts import Contact
from netjournal.network.day import ago, say_day
from netjournal.network.entry import SEEN, TALKED
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import Line, Span, line, quiet
from netjournal.views.machine import Object, Value, iso
from netjournal.views.machine import evidence as as_object

if TYPE_CHECKING:
    from netjournal.answers.favours import Favour

MOST_WORDS = 160


def short(text: str, most: int = MOST_WORDS) -> str:
    """A text on one line, cut at a word where it is long."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return flat[: flat.rfind(" ", most // 2, most) if " " in flat[most // 2 : most] else most].rstrip(" ,;:") + " ..."


def first_name(person: Person) -> str:
    """What one calls them in a sentence: the first word of their name."""
    return person.name.split()[0] if person.name.split() else person.name


def reason(said: Evidence, indent: int = 2) -> Line:
    """A quoted reason with the place it stands in."""
    day = f"  {said.date.isoformat()}" if said.date and said.date.isoformat() not in said.says else ""
    return line("- ", short(said.says), quiet(f"  {said.file}:{said.line}{day}"), indent=indent)


def last_met(contact: Contact | None, person: Person, today: datetime.date) -> tuple[str | Span, ...]:
    """When and how they were last in touch, as a sentence."""
    if contact is None:
        return ("You have not been in touch yet.",)
    verb = {SEEN: "last saw", TALKED: "last talked with"}.get(contact.counts, "were last in touch with")
    said = short(contact.says, 100)
    ended = "" if said[-1:] in ".!?" else "."
    return (f"You {verb} {first_name(person)} {ago(contact.date, today)}, {say_day(contact.date)}: {said}{ended}",)


def every(words: str) -> str:
    """A rhythm as said after "every": 6 weeks, year."""
    return words.removeprefix("1 ")


def last_object(contact: Contact | None) -> Value:
    if contact is None:
        return None
    return {
        "date": iso(contact.date),
        "kind": contact.kind,
        "says": contact.says,
        "file": contact.file,
        "line": contact.line,
    }


def person_object(network: Network, id: str) -> Object:
    return {"id": id, "name": network.name_of(id)}


def all_objects(said: tuple[Evidence, ...]) -> list[Value]:
    return [as_object(each) for each in said]


def listed(names: list[str]) -> str:
    """Names as one says them: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def favours_object(favours: "Sequence[Favour]") -> Object:
    """Favours by direction; no person is given a number."""
    from netjournal.answers.favours import MINE, THEIRS, TO_ME  # here, for `due` and `list` word none

    return {
        key: [as_object(each.said) for each in favours if each.direction == direction]
        for key, direction in (("mine", MINE), ("to_me", TO_ME), ("theirs", THEIRS))
    }
