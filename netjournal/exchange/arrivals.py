"""Who of another program's people is here already, and what is new of them."""

import re
from collections.abc import Iterable

from netjournal.exchange.card import Card, Skipped
from netjournal.exchange.outgoing import card_uid
from netjournal.network.dataclass import dataclass, field, replace
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.profiles import profiles

SHORTEST_PHONE = 7
MOST_NAMESAKES = 100  # what more people than these share identifies nobody
_OURS = "made:"  # before the UID that our own export gives somebody who has none


@dataclass(frozen=True, slots=True)
class Moved:
    """What a record says otherwise than a page: `was` and `now` are empty where there was or is nothing."""

    key: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """One record beside the journal: `person` is who it is already, None for somebody new; `moved` what changed."""

    card: Card
    person: Person | None = None
    moved: tuple[Moved, ...] = ()


@dataclass(slots=True)
class _Known:
    """Someone a record may be: on a page, in an earlier record of the same file (`card`, with what later ones add)."""

    person: Person | None
    card: Card | None
    names: frozenset[str]


@dataclass(slots=True)
class Arrivals:
    """Everyone known so far, by what identifies them; with `apart` no two records of a file are one person."""

    network: Network
    apart: bool = False
    by_sign: dict[str, list[_Known]] = field(default_factory=dict)
    by_name: dict[str, list[_Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.network.people:
            names = frozenset(map(fold, (person.name, *(said.text for said in person.aliases))))
            emails, phones, urls = ([said.text for said in group] for group in (person.email, person.phone, person.url))
            found = signs(emails, phones, urls, person.uid)
            self._remember(_Known(person, None, names), found if person.uid else (_OURS + card_uid(person), *found))

    def _remember(self, known: _Known, found: Iterable[str]) -> None:
        for sign in found:
            self.by_sign.setdefault(sign, []).append(known)
        for name in known.names:
            self.by_name.setdefault(name, []).append(known)

    def sorted_out(self, records: Iterable[Card | Skipped]) -> list[Arrival | Skipped]:
        """Each record as somebody new, somebody known, or skipped with its reason; order is kept.

        A second record of one person is skipped, and what it adds is on the card of the first.
        """
        found = [record if isinstance(record, Skipped) else self._taken(record) for record in records]
        return [each if isinstance(each, Skipped) else self._arrival(each) for each in found]

    def _taken(self, card: Card) -> _Known | Skipped:
        found = signs(card.emails, card.phones, card.urls, card.uid)
        if card.uid:
            found = (found[0], _OURS + card.uid, *found[1:])
        known = self._same(card, found)
        if known is None:
            known = _Known(None, card, frozenset(map(fold, (card.name, *card.aliases))))
            self._remember(known, found)
            return known
        first = known.card
        known.card = card if first is None else _joined(first, card)
        if first is None:
            return known
        adds = "" if known.card == first else ", read together with it"
        return Skipped(card.record, f"the same person as {first.record} of this file: {first.name}{adds}")

    def _arrival(self, known: _Known) -> Arrival:
        assert known.card
        news = moved(self.network, known.person, known.card) if known.person else ()
        return Arrival(known.card, known.person, news)

    def _same(self, card: Card, found: Iterable[str]) -> _Known | None:
        """Who the record is: by card, address, number or profile where the names allow it, then by name."""
        for sign in found:
            signed = [known for known in self._few(self.by_sign, sign) if self._signs(sign, card, known)]
            if signed:
                return max(signed, key=lambda known: self._likeness(card, known))
        namesakes = self._few(self.by_name, fold(card.name))
        candidates = [known for known in namesakes if not self._is_another(card, known)]
        return max(candidates, key=lambda known: self._likeness(card, known), default=None)

    def _few(self, kept: dict[str, list[_Known]], key: str) -> list[_Known]:
        found = [known for known in kept.get(key, ()) if not (self.apart and known.card)]
        return found if len(found) <= MOST_NAMESAKES else []

    def _signs(self, sign: str, card: Card, known: _Known) -> bool:
        """Whether what two have in common makes them one; the id of another journal may be somebody else's here."""
        if sign.startswith(_OURS):
            return self._may_be(card, known) and not self._is_another(card, known)
        return sign.startswith("uid:") or self._may_be(card, known)

    def _may_be(self, card: Card, known: _Known) -> bool:
        """Whether a shared address or profile can mean one person.

        An office's address serves several people; nobody is connected with twice, so two days in one file are two;
        and two cards of our own are, for we took them for two.
        """
        if card.is_ours and known.card and known.card.is_ours:
            return False
        two_days = known.card is not None and card.met_on is not None and card.met_on != known.card.met_on
        return _share_a_word(card, known) and not two_days

    def _is_another(self, card: Card, known: _Known) -> bool:
        """Whether something speaks against two records of one name being one person."""
        if known.card and self.apart:
            return True
        if known.card:
            other = known.card
            pairs = (
                (card.emails, other.emails),
                (card.phones, other.phones),
                (profiles(card.urls), profiles(other.urls)),
            )
            apart = any(mine and yours and not set(mine) & set(yours) for mine, yours in pairs)
            if apart or card.uid != other.uid or card.met_on != other.met_on or not _is_role(card, other):
                return True
        if known.person is None:
            return False
        urls, emails = ([said.text for said in group] for group in (known.person.url, known.person.email))
        mine, yours = profiles(card.urls), profiles(urls)
        if mine and yours and not set(mine) & set(yours):
            return True
        emails_differ = (
            card.emails and emails and not set(map(str.casefold, card.emails)) & set(map(str.casefold, emails))
        )
        return bool(emails_differ) and not self._shared_organisations(card, known.person)

    def _shared_organisations(self, card: Card, person: Person) -> set[str]:
        return {fold(org) for _, org in card.roles if org} & {
            fold(role.org) for role in self.network.roles(person) if role.org
        }

    def _likeness(self, card: Card, known: _Known) -> tuple[int, int]:
        """How much speaks for a person of the same name being the one meant."""
        if known.person is None:
            return 0, 0
        met = known.person.met.on if known.person.met else None
        return int(met is not None and met == card.met_on), len(self._shared_organisations(card, known.person))


def _is_role(card: Card, first: Card) -> bool:
    """Whether a record names no other role than an earlier one does."""
    return set(card.roles) <= set(first.roles) if card.roles else not first.roles


def _joined(first: Card, card: Card) -> Card:
    """The first record of somebody with what another one adds to it."""
    return replace(
        first,
        emails=first.emails + card.emails,
        phones=first.phones + tuple(phone for phone in card.phones if not _is_among(phone, first.phones)),
        urls=first.urls + card.urls,
        aliases=(*first.aliases, card.name, *card.aliases),
        tags=first.tags + card.tags,
        cities=first.cities + card.cities,
        roles=first.roles + card.roles,
        birthday=first.birthday or card.birthday,
        met_on=first.met_on or card.met_on,
        met_at=first.met_at or card.met_at,
        through=first.through or card.through,
        why=first.why or card.why,
        note=first.note if card.note in first.note else f"{first.note}\n\n{card.note}",
        uid=first.uid or card.uid,
        related=first.related + card.related,
        left_out=first.left_out + card.left_out,
    )


def _is_among(phone: str, phones: Iterable[str]) -> bool:
    return _digits(phone) in map(_digits, phones)


def signs(emails: Iterable[str], phones: Iterable[str], urls: Iterable[str], uid: str) -> tuple[str, ...]:
    """What identifies someone beyond a name: card, addresses, numbers, profile pages; each in one spelling."""
    found = [f"uid:{uid}"] if uid else []
    found += [f"email:{email.casefold()}" for email in emails]
    found += [f"phone:{digits}" for phone in phones if len(digits := _digits(phone)) >= SHORTEST_PHONE]
    found += [f"profile:{url}" for url in profiles(urls)]
    return tuple(dict.fromkeys(found))


def _share_a_word(card: Card, known: _Known) -> bool:
    """Whether two records have a word of a name in common: an office's address may serve several people."""
    mine = {word for name in (card.name, *card.aliases) for word in fold(name).split()}
    return bool(mine & {word for name in known.names for word in name.split()}) or not mine


def moved(network: Network, person: Person, card: Card) -> tuple[Moved, ...]:
    """What a record says that the page doesn't: name, roles and city as changes, the rest as additions."""
    found = []
    names = {fold(name) for name in (person.name, person.id, *(said.text for said in person.aliases))}
    if "@" not in card.name and not names & set(map(fold, (card.name, *card.aliases))):
        found.append(Moved("name", person.name, card.name))
    held = {(fold(role.role), fold(role.org)) for role in network.roles(person)}
    new_roles = [_role(role, org) for role, org in card.roles if (fold(role), fold(org)) not in held]
    if new_roles and card.roles:
        was = "; ".join(str(role) for role in network.roles(person) if role.until is None)
        found.append(Moved("roles", was, "; ".join(new_roles)))
    cities = {fold(said.text) for said in person.city}
    new_cities = [city for city in card.cities if fold(city) not in cities]
    if new_cities:
        found.append(Moved("city", ", ".join(said.text for said in person.city), ", ".join(new_cities)))
    addresses = {said.text.casefold() for said in person.email}
    found += [Moved("email", "", text) for text in card.emails if text.casefold() not in addresses]
    numbers = {_digits(said.text) for said in person.phone}
    found += [Moved("phone", "", text) for text in card.phones if _digits(text) not in numbers]
    return tuple(each for each in found if not _is_told(person, each))


def _is_told(person: Person, moved: Moved) -> bool:
    """Whether the log tells of it already: a role or city as its last change of that key, an address as any."""
    told = [entry for entry in person.entries if entry.kind == "change" and entry.head == moved.key]
    if moved.key in ("name", "roles", "city"):
        told = sorted(told, key=lambda entry: entry.date)[-1:]
    return any(entry.text.rpartition("→")[2].strip() == moved.now for entry in told)


def _digits(number: str) -> str:
    """A telephone number as numbers are compared: without country code and signs."""
    return re.sub(r"\D", "", number)[-9:]


def _role(role: str, org: str) -> str:
    return f"{role} at {org}" if role and org else role or org
