"""Filters: `tag:music city:london seen:>90d -tag:vendor`, all of which must hold."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from netjournal.errors import WrongUsage
from netjournal.network.contacts import Contact, by_person, guests
from netjournal.network.dataclass import dataclass
from netjournal.network.day import iso_day, partial_day, period_days
from netjournal.network.entry import SEEN
from netjournal.network.names import answering, fold
from netjournal.network.network import Network
from netjournal.network.pattern import pattern
from netjournal.network.person import Person

KEYS = ("tag", "city", "org", "role", "circle", "kind", "seen", "met", "with", "text")

_QUOTED = pattern(r'((?:[^\s"]|"[^"]*")+)')
_TERM = pattern(r"([!-]?)([a-z]+):(.*)", re.S | re.I)
_COMPARED = pattern(r"(>=|<=|>|<|)\s*(.+)", re.S)


@dataclass(frozen=True, slots=True)
class Term:
    """One filter: `key` one of KEYS, `value` as typed, `negated` where the person must not match."""

    key: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Filters that must all hold."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)


def read_query(words: Sequence[str]) -> Query:
    """The query that words of a command line make; a bare word looks in the text. Raises WrongUsage."""
    return Query(tuple(_term(word) for word in _split(words)))


def parted(words: Sequence[str]) -> tuple[str, list[str]]:
    """The bare words, as one text, and the filters: 'help with tax' names none, though `with:` is one."""
    filters = [word for word in words if _is_filter(word)]
    return " ".join(word for word in words if word not in filters).strip(), filters


def _is_filter(word: str) -> bool:
    found = _TERM.fullmatch(word)
    return found is not None and found.group(2).casefold() in KEYS


def _split(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield from _QUOTED.findall(word) if '"' in word else [word]


def _term(word: str) -> Term:
    found = _TERM.fullmatch(word)
    if not found:
        return Term("text", word.replace('"', ""))
    sign, key, value = found.group(1), found.group(2).casefold(), found.group(3).replace('"', "").strip()
    if key not in KEYS:
        raise WrongUsage(f'no filter is called {key}: use one of {", ".join(KEYS)}, or text:"{word}"')
    if not value:
        raise WrongUsage(f"{key}: needs a value, such as {EXAMPLES[key]}")
    if key in ("seen", "met"):
        _span(value, datetime.date(2000, 6, 15), key)
    return Term(key, value, bool(sign))


EXAMPLES: Mapping[str, str] = {
    "tag": "tag:music",
    "city": "city:london",
    "org": "org:acme",
    "role": "role:treasurer",
    "circle": "circle:close",
    "kind": "kind:dinner",
    "seen": "seen:>90d",
    "met": "met:2025",
    "with": "with:ada",
    "text": 'text:"likes tea"',
}


@dataclass(frozen=True, slots=True)
class _Span:
    """Days that match, both included; `never` matches who has no day at all."""

    first: datetime.date
    last: datetime.date
    never: bool = False


def _span(value: str, today: datetime.date, key: str) -> _Span:
    """The days that `>90d`, `<2025-03`, `2025` or `never` mean; an age counts back from today."""
    earliest, latest = datetime.date.min, datetime.date.max
    if value.casefold() == "never":
        return _Span(latest, earliest, True)
    sign, written = _COMPARED.fullmatch(value).groups()  # type: ignore[union-attr]
    first, last = iso_day(written) or partial_day(written), iso_day(written) or partial_day(written, end=True)
    if first and last:
        before = first - datetime.timedelta(1) if first > earliest else earliest
        ends = {"": (first, last), ">": (_next(last), latest), ">=": (first, latest), "<": (earliest, before)}
        return _Span(*ends.get(sign, (earliest, last)))
    days = period_days(written)
    if days is None:
        raise WrongUsage(f"{key}:{value} cannot be read; write {key}:>90d, {key}:<6w, {key}:2025 or {key}:2025-06-01")
    then = today - datetime.timedelta(min(days, today.toordinal() - 1))
    if sign in (">", ">="):
        return _Span(earliest, then if sign == ">=" else then - datetime.timedelta(then > earliest), True)
    return _Span(then if sign != "<" else _next(then), latest)


def _next(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(day < datetime.date.max)


class Matcher:
    """Whether people match a query, on one day of one network."""

    def __init__(self, network: Network, query: Query, today: datetime.date) -> None:
        self.network, self.query, self.today = network, query, today
        self.tests: Mapping[str, Callable[[Person, str], bool]] = {
            "tag": lambda person, value: alike(value.removeprefix("#")) in {alike(said.text) for said in person.tags},
            "city": lambda person, value: any(alike(value) in alike(said.text) for said in person.city),
            "org": lambda person, value: any(alike(value) in alike(role.org) for role in network.roles(person)),
            "role": lambda person, value: any(alike(value) in alike(role.role) for role in network.roles(person)),
            "circle": lambda person, value: bool(person.circle) and alike(person.circle.text) == alike(value),  # type: ignore[union-attr]
            "kind": lambda person, value: (
                any(fold(each.kind) == fold(value) for each in self._contacts(person))
                or any(fold(entry.kind) == fold(value) for entry in person.entries)
            ),
            "seen": self._seen,
            "met": self._met,
            "with": lambda person, value: person.id in self._company(value),
            "text": lambda person, value: fold(value) in self._text(person),
        }

    def __call__(self, person: Person) -> bool:
        return all(self.tests[term.key](person, term.value) != term.negated for term in self.query.terms)

    @cached_property
    def contacts(self) -> Mapping[str, list[Contact]]:
        return by_person(self.network, self.today)

    def _contacts(self, person: Person) -> Sequence[Contact]:
        return self.contacts.get(person.id, ())

    def _seen(self, person: Person, value: str) -> bool:
        """Whether the last time in person falls into the days meant; a year or month asks for any time."""
        days = [each.date for each in self._contacts(person) if each.counts == SEEN]
        span = _span(value, self.today, "seen")
        if not days:
            return span.never
        asked = days if value[:1].isdigit() and span.last < datetime.date.max else days[:1]
        return any(span.first <= day <= span.last for day in asked)

    def _met(self, person: Person, value: str) -> bool:
        span = _span(value, self.today, "met")
        if not person.met or not person.met.on:
            return span.never and value.casefold() == "never"
        return span.first <= person.met.on <= span.last

    def _company(self, value: str) -> frozenset[str]:
        """Who was together with the people of that name: at a gathering, or in an entry."""
        return self._companies.setdefault(value, self._together(value))

    @cached_property
    def _companies(self) -> dict[str, frozenset[str]]:
        return {}

    def _together(self, value: str) -> frozenset[str]:
        meant = set(answering(value, self.network.called))
        found: set[str] = set()
        for gathering in self.network.gatherings:
            came = set(guests(self.network, gathering))
            is_past = gathering.date is not None and gathering.date <= self.today
            found |= came if is_past and came & meant else set()
        for person in self.network.people:
            for entry in person.entries:
                if not entry.people or not entry.is_contact or entry.date > self.today:
                    continue
                there = {person.id, *(self.network.directory.meant(name) or "" for name in entry.people)}
                found |= there if there & meant else set()
        return frozenset(found - meant)

    def _text(self, person: Person) -> str:
        said = (
            person.name,
            *(
                each.text
                for group in (person.aliases, person.email, person.phone, person.city, person.tags)
                for each in group
            ),
            *map(str, person.roles),
            *(need.what for need in (*person.asks, *person.offers)),
            *(extra.text for extra in person.extras),
            person.why.text if person.why else "",
            person.met.at if person.met else "",
            person.prose,
        )
        return fold("\n".join(said))


def alike(text: str) -> str:
    """A text as filters compare them: folded, a dash the same as a blank, so that none of them needs quotes."""
    folded = fold(text)
    return " ".join(folded.replace("-", " ").split()) if "-" in folded else folded


def narrowed(query: Query) -> tuple[str, ...]:
    """Texts that all stand, as `alike` has them, in the tags, cities or circle of everyone who matches."""
    return tuple(
        alike(term.value.removeprefix("#") if term.key == "tag" else term.value)
        for term in query.terms
        if term.key in ("tag", "city", "circle") and not term.negated
    )


def matching(network: Network, query: Query, today: datetime.date) -> frozenset[str]:
    """The ids of everyone who matches; everyone where nothing is asked."""
    if not query:
        return frozenset(person.id for person in network.people)
    matches = Matcher(network, query, today)
    return frozenset(person.id for person in network.people if matches(person))
