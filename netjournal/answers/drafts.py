"""Drafts of an introduction: a note to each, the other unnamed, and the introduction itself; nothing private in them.

Only names, asks, offers, cities and roles go in: no prose, no log, no `why`, no value of a key that is private.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from netjournal.answers.sharing import is_open
from netjournal.answers.wording import all_fits
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.entry import LINK
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Need, Person

NOTE, INTRODUCTION = "note", "introduction"
TEMPLATES: Mapping[str, str] = {
    NOTE: """Subject: Somebody you might like to meet

Hello {name},

I thought of you lately, and of {other}. I think you two would like one another.

{why}

Shall I introduce you? I give no names before both of you have said yes, and a no is quite all right.
""",
    INTRODUCTION: """Subject: {name}, meet {other}

Hello {name}, hello {other},

Here is the introduction you both said yes to.

{why}

Over to you; I am glad to help if I can.
""",
}
SUBJECT = "subject:"
MOST = 2  # asks, offers or fits that a draft names of each

Fits = Sequence[tuple[str, str]]  # an ask and an offer that meets it

_PLACE = re.compile(r"\{(name|other|why)\}")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter: to whom (ids and the addresses that are not private), its subject and its text."""

    kind: str
    to: tuple[str, ...]
    addresses: tuple[str, ...]
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Sharable:
    """What a person's page says that may be told in a draft, each on one line."""

    person: Person
    name: str
    roles: tuple[tuple[str, str], ...]
    city: tuple[str, ...]
    asks: tuple[str, ...]
    offers: tuple[str, ...]
    addresses: tuple[str, ...]


def drafts(network: Network, a: Person, b: Person, templates: Mapping[str, str], today: date) -> tuple[Draft, ...]:
    """The note to each of two people, then the introduction; `templates` hold a text by kind, such as TEMPLATES."""
    one, other = sharable(network, a, today), sharable(network, b, today)
    for_one, for_other = _fits(network, one, other), _fits(network, other, one)
    both = {"name": one.name, "other": other.name, "why": _why_both(one, other, for_one, for_other)}
    return (
        _note(templates[NOTE], one, other, for_one, for_other),
        _note(templates[NOTE], other, one, for_other, for_one),
        _draft(INTRODUCTION, templates[INTRODUCTION], (one, other), both),
    )


def _note(template: str, to: Sharable, about: Sharable, for_to: Fits, for_about: Fits) -> Draft:
    """The private note to the one, without a word of the other's name, even where their own asks say one."""
    keeps = _keeps_quiet_of(about)
    unnamed = _unnamed(about, keeps)
    mine, theirs = (tuple(fit for fit in fits if all(map(keeps, fit))) for fits in (for_to, for_about))
    somebody = f"somebody in {unnamed.city[0]}" if unnamed.city else "somebody"
    described = f"{somebody} ({unnamed.roles[0][0]})" if unnamed.roles else somebody
    values = {"name": to.name, "other": described, "why": _why_note(to, unnamed, mine, theirs)}
    return _draft(NOTE, template, (to,), values)


def _draft(kind: str, template: str, to: Sequence[Sharable], values: Mapping[str, str]) -> Draft:
    """A letter; the first line of its template is the subject where it says so."""
    first, _, rest = template.replace("\r\n", "\n").partition("\n")
    has_subject = first.casefold().startswith(SUBJECT)
    body = filled(rest.lstrip("\n") if has_subject else template, values).strip("\n")
    return Draft(
        kind,
        tuple(each.person.id for each in to),
        tuple(each.addresses[0] for each in to if each.addresses),
        _flat(filled(first[len(SUBJECT) :], values)) if has_subject else "",
        body if values["why"] else re.sub(r"\n{3,}", "\n\n", body),
    )


def sharable(network: Network, person: Person, today: date) -> Sharable:
    """What may be told of a person. The name is empty where it is private."""
    roles = network.current_roles(person, today) if is_open(person, "roles") else ()
    return Sharable(
        person,
        name=_flat(person.name) if is_open(person, "name") else "",
        roles=tuple((_flat(role.role), _flat(role.org)) for role in roles if not LINK.search(str(role))),
        city=tuple(_flat(said.text) for said in person.city) if is_open(person, "city") else (),
        asks=_needs(person.asks) if is_open(person, "asks") else (),
        offers=_needs(person.offers) if is_open(person, "offers") else (),
        addresses=tuple(said.text.strip() for said in person.email) if is_open(person, "email") else (),
    )


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with {name}, {other} and {why} replaced, once; any other braces stay as they are."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), template)


def _needs(needs: Sequence[Need]) -> tuple[str, ...]:
    """What is asked or offered for themselves, the latest heard first; what links to a page stays at home."""
    own = [need for need in needs if not need.whom and not LINK.search(need.what) and need.what.strip()]
    latest = sorted(own, key=lambda need: -(need.heard.toordinal() if need.heard else 0))
    return tuple(dict.fromkeys(_flat(need.what) for need in latest))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _unnamed(told: Sharable, keeps: Callable[[str], bool]) -> Sharable:
    """The same without a word of the person's own name, and without the organisations of their roles."""
    return replace(
        told,
        name="",
        roles=tuple((role, "") for role, _ in told.roles if role and keeps(role)),
        city=tuple(filter(keeps, told.city)),
        asks=tuple(filter(keeps, told.asks)),
        offers=tuple(filter(keeps, told.offers)),
        addresses=(),
    )


def _keeps_quiet_of(told: Sharable) -> Callable[[str], bool]:
    """Whether a text says no word of a person's names; outside ASCII no part of it may be one."""
    person = told.person
    names = [person.name, person.id, *(said.text for said in person.aliases)]
    names += [said.text.partition("@")[0] for said in person.email]
    words = {word for name in names for word in _words(name) if len(word) > 1 or not word.isascii()}
    parts = [word for word in words if not word.isascii()]

    def keeps(text: str) -> bool:
        folded = fold(text)
        return not words.intersection(_words(text)) and not any(part in folded for part in parts)

    return keeps


def _words(text: str) -> list[str]:
    return [part for word in _WORDS.findall(fold(text)) for part in word.split("_") if part]


# Why


def _fits(network: Network, asking: Sharable, giving: Sharable) -> Fits:
    """The asks of the one that offers of the other meet, the best first, as the whole journal's words are weighed."""
    others = [need.what for person in network.people if person.id != giving.person.id for need in person.offers]
    found, _ = all_fits(asking.asks, [*giving.offers, *others], network.settings.synonyms)
    mine = sorted((fit for fit in found if fit[1] < len(giving.offers)), key=lambda fit: (-fit[2], *fit[:2]))
    return tuple((asking.asks[ask], giving.offers[offer]) for ask, offer, _ in mine)


def _why_note(to: Sharable, about: Sharable, for_to: Fits, for_about: Fits) -> str:
    """What each would gain, told to the one without naming the other."""
    lines = [f"You are looking for: {ask}. They offer: {offer}." for ask, offer in for_to[:MOST]]
    lines += [f"They are looking for: {ask}. You offer: {offer}." for ask, offer in for_about[:MOST]]
    if not lines:
        lines += [f"They offer: {offer}." for offer in about.offers[:MOST]]
        lines += [f"They are looking for: {ask}." for ask in about.asks[:MOST]]
    shared = next((city for city in to.city if fold(city) in map(fold, about.city)), "")
    return "\n".join([*lines, *([f"You are both in {shared}."] if shared else [])])


def _why_both(one: Sharable, other: Sharable, for_one: Fits, for_other: Fits) -> str:
    """Who they are to one another: a line each, of what the other can meet where there is such a thing."""
    are_fits = bool(for_one or for_other)
    asks_one, offers_other = _texts(for_one, 0), _texts(for_one, 1)
    asks_other, offers_one = _texts(for_other, 0), _texts(for_other, 1)
    lines = (
        _about(one, asks_one if are_fits else one.asks, offers_one if are_fits else one.offers),
        _about(other, asks_other if are_fits else other.asks, offers_other if are_fits else other.offers),
    )
    return "\n".join(each for each in lines if each)


def _texts(fits: Fits, side: int) -> Sequence[str]:
    return tuple(dict.fromkeys(fit[side] for fit in fits[:MOST]))


def _about(told: Sharable, asks: Sequence[str], offers: Sequence[str]) -> str:
    """One line about a person by name; empty where there is nothing to tell."""
    roles = [f"{role} at {org}" if role and org else role or org for role, org in told.roles[:1]]
    parts = [", ".join([*roles, *(f"in {city}" for city in told.city[:1])])]
    parts += [f"looking for {'; '.join(asks[:MOST])}"] if asks else []
    parts += [f"offering {'; '.join(offers[:MOST])}"] if offers else []
    said = ". ".join(f"{part[0].upper()}{part[1:]}" for part in parts if part)
    return f"{told.name}: {said}." if said else ""
