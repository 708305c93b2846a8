"""Records as plain lists of numbers and texts, and back; the prose of a page is left out."""

import datetime
import json
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any, TypeVar

from netjournal.files.folder import Folder
from netjournal.network.contacts import Contact
from netjournal.network.day import Birthday
from netjournal.network.entry import INTRO, Entry, Link, Promise
from netjournal.network.evidence import Problem, Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Extra, Met, Need, Person, Role, Tie
from netjournal.network.rhythm import Allowance, Rhythm
from netjournal.network.settings import Folders, Settings

T = TypeVar("T")
Plain = Sequence[Any]  # texts, numbers, None, and lists of them: what JSON gives back as it was
PROMISES, LINKS = 5, 6  # where they stand in a record; its entries stand last
COUNTS, LINE = 2, 6  # where in an entry it stands what that counts for, and its line
_day_of = datetime.date.fromordinal


def plain_of(record: Record) -> list[Any]:
    """The record as a list that JSON can hold."""
    if isinstance(record, Person):
        return ["p", *_shared(record), *_person(record)]
    if isinstance(record, Organisation):
        return ["o", *_shared(record), *_organisation(record)]
    return ["g", *_shared(record), *_gathering(record)]


def record_of(plain: Plain) -> Record:
    """The record that such a list was made of, but for its prose."""
    return _READERS[plain[0]](plain)


def bare(plain: Plain) -> Plain:
    """The same without promises, links and all entries but introductions: columns are drawn from no more."""
    return _with_entries(plain, lambda entry: entry[COUNTS] == INTRO)


def with_lines(plain: Plain, lines: Container[int]) -> Plain:
    """The same without promises, links and all entries but those on these lines."""
    return _with_entries(plain, lambda entry: entry[LINE] in lines)


def _with_entries(plain: Plain, keep: Callable[[Plain], bool]) -> Plain:
    *told, entries = plain
    told[PROMISES] = told[LINKS] = ()
    return [*told, entries if plain[0] == "g" else [entry for entry in entries if keep(entry)]]


def plain_listed(person: Person) -> list[Any]:
    """What a list shows of a person, and filters that need no log ask."""
    return [
        person.id,
        person.file,
        person.name,
        _texts(person.email),
        _texts(person.phone),
        _roles(person.roles),
        _texts(person.city),
        _texts(person.tags),
        _text(person.circle),
        _text(person.died),
        _text(person.archived),
    ]


def listed_of(plain: Plain) -> Person:
    """The person with no more on them than that."""
    id, file, name, email, phone, roles, city, tags, circle, died, archived = plain
    return Person(
        id,
        file,
        name,
        email=_said(email),
        phone=_said(phone),
        roles=_read_roles(roles),
        city=_said(city),
        tags=_said(tags),
        circle=Said(*circle) if circle else None,
        died=Said(*died) if died else None,
        archived=Said(*archived) if archived else None,
    )


def plain_contact(contact: Contact) -> list[Any]:
    day = contact.date.toordinal()
    return [contact.id, day, contact.kind, contact.counts, contact.says, contact.file, contact.line]


def contact_of(plain: Plain) -> Contact:
    id, day, *told = plain
    return Contact(id, _day_of(day), *told)


def plain_problem(problem: Problem) -> list[Any]:
    return [problem.file, problem.line, problem.column, problem.code, problem.severity, problem.says, problem.do]


def problem_of(plain: Plain) -> Problem:
    return Problem(*plain)


def plain_settings(folder: Folder) -> bytes:
    """What a journal settles, with the bytes that say so."""
    settings, folders = folder.settings, folder.settings.folders
    circles = {name: [rhythm.days, rhythm.words] for name, rhythm in settings.circles.items()}
    plain = [settings.commit, circles, [folders.people, folders.orgs, folders.gatherings], dict(settings.kinds)]
    plain += [settings.synonyms, dict(settings.people)]
    problems = list(map(plain_problem, folder.setting_problems))
    return json.dumps([folder.settings_data.hex(), plain, problems]).encode()


def settings_of(value: bytes, data: bytes) -> tuple[Settings, tuple[Problem, ...]] | None:
    """The settings and problems that were kept of these very bytes; None where they are of others."""
    kept, (commit, circles, folders, kinds, synonyms, people), problems = json.loads(value)
    if kept != data.hex():
        return None
    rhythms = {name: Rhythm(*rhythm) for name, rhythm in circles.items()}
    settings = Settings(commit, rhythms, Folders(*folders), kinds, tuple(map(tuple, synonyms)), people)
    return settings, tuple(map(problem_of, problems))


def _shared(record: Record) -> list[Any]:
    return [
        record.id,
        record.file,
        record.name,
        [[extra.key, extra.text, extra.line] for extra in record.extras],
        [[p.text, _ordinal(p.due), p.done, p.by, p.line] for p in record.promises],
        [[link.name, link.line, link.column] for link in record.links],
    ]


def _person(person: Person) -> list[Any]:
    born, every, allowed, met = person.birthday, person.every, person.ask_at_most, person.met
    return [
        _texts(person.aliases),
        _texts(person.email),
        _texts(person.phone),
        _texts(person.url),
        _roles(person.roles),
        _texts(person.city),
        [born.month, born.day, born.year] if born else None,
        person.birthday_line,
        _texts(person.tags),
        _text(person.circle),
        [every.days, every.words] if every else None,
        _needs(person.offers),
        _needs(person.asks),
        [allowed.times, allowed.days, allowed.words] if allowed else None,
        [_ordinal(met.on), met.at, met.through, met.line] if met else None,
        _text(person.why),
        [[tie.person, tie.word, tie.line] for tie in person.ties],
        person.uid,
        person.is_self,
        _text(person.died),
        _text(person.archived),
        person.private,
        _entries(person.entries),
    ]


def _organisation(organisation: Organisation) -> list[Any]:
    return [
        _texts(organisation.aliases),
        _texts(organisation.url),
        _texts(organisation.city),
        _texts(organisation.tags),
        _needs(organisation.asks),
        _needs(organisation.offers),
        _text(organisation.why),
        _entries(organisation.entries),
    ]


def _gathering(gathering: Gathering) -> list[Any]:
    return [
        _ordinal(gathering.date),
        gathering.kind,
        gathering.counts,
        gathering.place,
        _texts(gathering.invited),
        _texts(gathering.came),
        gathering.line,
    ]


def _ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None


def _text(said: Said | None) -> list[Any] | None:
    return [said.text, said.line] if said else None


def _texts(said: Iterable[Said]) -> list[list[Any]]:
    return [[each.text, each.line] for each in said]


def _roles(roles: Iterable[Role]) -> list[list[Any]]:
    return [[r.role, r.org, _ordinal(r.since), _ordinal(r.until), r.line, r.written] for r in roles]


def _needs(needs: Iterable[Need]) -> list[list[Any]]:
    return [[need.what, _ordinal(need.heard), need.whom, need.line] for need in needs]


def _entries(entries: Iterable[Entry]) -> list[list[Any]]:
    return [[e.date.toordinal(), e.kind, e.counts, e.head, e.people, e.text, e.line] for e in entries]


def _read_person(plain: Plain) -> Person:
    _, id, file, name, extras, promises, links, aliases, email, phone, url, roles, city, born, born_at = plain[:15]
    tags, circle, every, offers, asks, allowed, met, why, ties, uid, is_self, died, archived, private = plain[15:29]
    return Person(
        id=id,
        file=file,
        name=name,
        aliases=_said(aliases),
        email=_said(email),
        phone=_said(phone),
        url=_said(url),
        roles=_read_roles(roles),
        city=_said(city),
        birthday=Birthday(*born) if born else None,
        birthday_line=born_at,
        tags=_said(tags),
        circle=Said(*circle) if circle else None,
        every=Rhythm(*every) if every else None,
        offers=_read_needs(offers),
        asks=_read_needs(asks),
        ask_at_most=Allowance(*allowed) if allowed else None,
        met=Met(_day(met[0]), *met[1:]) if met else None,
        why=Said(*why) if why else None,
        ties=tuple([Tie(who, word, at) for who, word, at in ties]),
        uid=uid,
        is_self=is_self,
        died=Said(*died) if died else None,
        archived=Said(*archived) if archived else None,
        private=tuple(private),
        extras=_read_extras(extras),
        entries=_read_entries(plain[29]),
        promises=_read_promises(promises),
        links=_read_links(links),
    )


def _read_organisation(plain: Plain) -> Organisation:
    _, id, file, name, extras, promises, links, aliases, url, city, tags, asks, offers, why, entries = plain
    return Organisation(
        id=id,
        file=file,
        name=name,
        aliases=_said(aliases),
        url=_said(url),
        city=_said(city),
        tags=_said(tags),
        asks=_read_needs(asks),
        offers=_read_needs(offers),
        why=Said(*why) if why else None,
        extras=_read_extras(extras),
        entries=_read_entries(entries),
        promises=_read_promises(promises),
        links=_read_links(links),
    )


def _read_gathering(plain: Plain) -> Gathering:
    _, id, file, name, extras, promises, links, day, kind, counts, place, invited, came, line = plain
    return Gathering(
        id=id,
        file=file,
        name=name,
        date=_day(day),
        kind=kind,
        counts=counts,
        place=place,
        invited=_said(invited),
        came=_said(came),
        line=line,
        extras=_read_extras(extras),
        promises=_read_promises(promises),
        links=_read_links(links),
    )


_READERS: dict[str, Callable[[Plain], Record]] = {"p": _read_person, "o": _read_organisation, "g": _read_gathering}


def _day(ordinal: int | None) -> datetime.date | None:
    return None if ordinal is None else _day_of(ordinal)


def _said(texts: Plain) -> tuple[Said, ...]:
    return tuple([Said(text, line) for text, line in texts])


def _read_roles(roles: Plain) -> tuple[Role, ...]:
    return tuple([Role(role, org, _day(since), _day(to), at, said) for role, org, since, to, at, said in roles])


def _read_needs(needs: Plain) -> tuple[Need, ...]:
    return tuple([Need(what, _day(heard), whom, line) for what, heard, whom, line in needs])


def _read_extras(extras: Plain) -> tuple[Extra, ...]:
    return tuple([Extra(key, text, line) for key, text, line in extras])


def _read_entries(entries: Plain) -> tuple[Entry, ...]:
    return tuple(
        [Entry(_day_of(day), kind, counts, head, tuple(people), text, line)
         for day, kind, counts, head, people, text, line in entries]
    )  # fmt: skip


def _read_promises(promises: Plain) -> tuple[Promise, ...]:
    return tuple([Promise(text, _day(due), done, by, line) for text, due, done, by, line in promises])


def _read_links(links: Plain) -> tuple[Link, ...]:
    return tuple([Link(name, line, column) for name, line, column in links])
