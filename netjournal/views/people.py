"""How people are listed and shown."""

import datetime
from collections.abc import Mapping, Sequence

from netjournal.answers.also import Also
from netjournal.answers.favours import Favour
from netjournal.network.contacts import Contact
from netjournal.network.day import ago, say_day
from netjournal.network.evidence import Evidence, Said
from netjournal.network.network import Network
from netjournal.network.person import Need, Person
from netjournal.views.document import STRONG, Document, Line, Span, Table, line, name, quiet
from netjournal.views.machine import Object, Value, iso
from netjournal.views.telling import (
    all_objects,
    every,
    favours_object,
    last_met,
    last_object,
    person_object,
    reason,
    short,
)

MOST_ENTRIES = 7
HEADINGS = ("name", "id", "does", "in", "last in touch")
ID, DOES = 1, 2
Latest = Mapping[str, Contact]  # by person
MOST_FAVOURS = 4


def people_table(network: Network, people: Sequence[Person], met: Latest, today: datetime.date) -> Document:
    """A row a person: name, id, what they do, where, when last in touch."""
    rows = tuple(_row(network, person, met.get(person.id), today) for person in people)
    return (Table(HEADINGS, rows, DOES, ID),) if rows else (line("Nobody matches."),)


def _row(network: Network, person: Person, last: Contact | None, today: datetime.date) -> tuple[str, ...]:
    roles = map(str, network.current_roles(person, today))
    seen = ago(last.date, today) if last else ""
    return person.name, person.id, short("; ".join(roles), 60), short(", ".join(_texts(person.city)), 30), seen


def people_object(network: Network, people: Sequence[Person], met: Latest) -> Object:
    return {"people": [_person(network, person, met.get(person.id)) for person in people]}


def _person(network: Network, person: Person, last: Contact | None) -> Object:
    return {
        "id": person.id,
        "name": person.name,
        "email": _texts(person.email),
        "phone": _texts(person.phone),
        "roles": [str(role) for role in network.roles(person)],
        "city": _texts(person.city),
        "tags": _texts(person.tags),
        "circle": person.circle.text if person.circle else None,
        "last": last_object(last),
        "file": person.file,
    }


def _texts(said: Sequence[Said]) -> list[str]:
    return [each.text for each in said]


def shown_object(
    network: Network,
    person: Person,
    met: list[Contact],
    favours: Sequence[Favour],
    common: Sequence[Evidence],
    should_meet: Sequence[str],
    could_help: Sequence[Also],
) -> Object:
    """Everything a page says, as one object."""
    listed = _person(network, person, met[0] if met else None)
    return {
        "person": {
            **listed,
            "aliases": _texts(person.aliases),
            "url": _texts(person.url),
            "birthday": str(person.birthday) if person.birthday else None,
            "every": person.every.words if person.every else None,
            "ask_at_most": person.ask_at_most.words if person.ask_at_most else None,
            "met": _met(network, person),
            "why": person.why.text if person.why else None,
            "uid": person.uid or None,
            "self": person.is_self,
            "died": person.died.text if person.died else None,
            "archived": person.archived.text if person.archived else None,
            "private": list(person.private),
            "others": {extra.key: extra.text for extra in person.extras},
        },
        "entries": [
            {"date": iso(entry.date), "kind": entry.kind, "says": str(entry), "file": person.file, "line": entry.line}
            for entry in person.entries
        ],
        "promises": [
            {
                "says": promise.text,
                "due": iso(promise.due),
                "done": promise.done,
                "by": promise.by or None,
                "file": person.file,
                "line": promise.line,
            }
            for promise in person.promises
        ],
        "asks": _needs(person.asks),
        "offers": _needs(person.offers),
        "ties": [
            {"person": _named(network, tie.person), "tie": tie.word, "file": person.file, "line": tie.line}
            for tie in person.ties
        ],
        "changes": [
            {"date": iso(entry.date), "key": entry.head, "says": entry.text, "file": person.file, "line": entry.line}
            for entry in person.entries
            if entry.counts == "change"
        ],
        "favours": favours_object(favours),
        "common": all_objects(tuple(common)),
        "should_meet": [person_object(network, id) for id in should_meet],
        "could_help": [
            {"id": each.id, "name": each.name, "evidence": all_objects((each.said,))} for each in could_help
        ],
    }


def _met(network: Network, person: Person) -> Value:
    if not person.met:
        return None
    through = _named(network, person.met.through) if person.met.through else None
    return {"on": iso(person.met.on), "at": person.met.at or None, "through": through}


def _named(network: Network, written: str) -> Object:
    other = network.person(written)
    return {"id": other.id if other else None, "name": other.name if other else written}


def _needs(needs: Sequence[Need]) -> list[Value]:
    return [{"what": need.what, "heard": iso(need.heard), "for": need.whom or None} for need in needs]


def shown(
    network: Network,
    person: Person,
    met: list[Contact],
    favours: Sequence[Favour],
    common: Sequence[Evidence],
    should_meet: Sequence[str],
    today: datetime.date,
    could_help: Sequence[Also] = (),
) -> Document:
    """Everything before you meet them, on one screen."""
    parts: list[Line] = [line(name(person.name), quiet(f"  {person.id}  {person.file}"))]
    parts += _standing(person)
    parts += _who(network, person, today)
    parts += _connected(network, person)
    if not person.is_self:
        parts.append(line(*last_met(met[0] if met else None, person, today)))
    parts += _section("Looks for", [_need(need) for need in person.asks])
    parts += _section("Can give", [_need(need) for need in person.offers])
    parts += _promises(network, person, today)
    parts += _section("Favours", [reason(favour.said) for favour in favours[:MOST_FAVOURS]])
    parts += _section("In common", [reason(each) for each in common])
    parts += _section("Could meet", [line("- ", network.name_of(id), quiet(f"  {id}"), indent=2) for id in should_meet])
    parts += _section("Could help", [_helped(network, each) for each in could_help])
    parts += _section("Lately", [_contact(each) for each in _lately(person, met)])
    parts += _section("Also", [line(f"{extra.key}: ", short(extra.text, 300), indent=2) for extra in person.extras])
    return tuple(parts)


def _helped(network: Network, also: Also) -> Line:
    whom = "you" if also.id in network.selves else also.name
    return line("- ", whom, f" ({short(also.said.says)})", quiet(f"  {also.said.file}:{also.said.line}"), indent=2)


def _section(title: str, rows: Sequence[Line]) -> list[Line]:
    return [line(Span(title, STRONG)), *rows] if rows else []


def _standing(person: Person) -> list[Line]:
    said = [("died", person.died), ("archived", person.archived)]
    return [line(quiet(f"{word} {each.text}")) for word, each in said if each]


def _who(network: Network, person: Person, today: datetime.date) -> list[Line]:
    roles = [f"{role}, until {role.until.year}" if role.until else str(role) for role in network.roles(person)]
    facts = [
        ("", "; ".join(roles)),
        ("in ", ", ".join(_texts(person.city))),
        ("also ", ", ".join(_texts(person.aliases))),
        ("", ", ".join([*_texts(person.email), *_texts(person.phone), *_texts(person.url)])),
        ("birthday ", _birthday(person, today)),
        ("", " ".join(f"#{tag}" for tag in _texts(person.tags))),
    ]
    return [line(word, text, indent=2) for word, text in facts if text]


def _birthday(person: Person, today: datetime.date) -> str:
    if not person.birthday:
        return ""
    upcoming = person.birthday.next_on(today)
    age = person.birthday.age_on(upcoming)
    turning = f", turning {age} {ago(upcoming, today)}" if age is not None and not person.died else ""
    return f"{person.birthday}{turning}"


def _connected(network: Network, person: Person) -> list[Line]:
    parts = []
    if person.met:
        met = person.met
        how = [say_day(met.on) if met.on else "", met.at]
        through = network.person(met.through) if met.through else None
        how.append(f"through {through.name if through else met.through}" if met.through else "")
        parts.append(line("met ", ", ".join(each for each in how if each), indent=2))
    if person.why:
        parts.append(line("why: ", person.why.text, indent=2))
    ties = [f"{_named(network, tie.person)['name']}{f' ({tie.word})' if tie.word else ''}" for tie in person.ties]
    if ties:
        parts.append(line("knows ", ", ".join(ties), indent=2))
    rhythm = network.rhythm(person)
    if rhythm and not person.is_self:
        often = "you let this one rest" if rhythm[0].is_never else f"you like to meet every {every(rhythm[0].words)}"
        parts.append(line(often, indent=2))
    return parts


def _need(need: Need) -> Line:
    heard = f"  heard {need.heard.isoformat()}" if need.heard else ""
    return line("- ", need.what, f" (for {need.whom})" if need.whom else "", quiet(heard), indent=2)


def _promises(network: Network, person: Person, today: datetime.date) -> list[Line]:
    rows = []
    for promise in person.promises:
        if not promise.done:
            whose = f"{_named(network, promise.by)['name']} promised: " if promise.by else "you promised: "
            due = f" (due {ago(promise.due, today)})" if promise.due else ""
            rows.append(line("- ", whose, promise.text, due, indent=2))
    return _section("Promises", rows)


def _lately(person: Person, met: list[Contact]) -> list[Evidence]:
    """The latest facts, contacts and notes alike, each once."""
    said = {(contact.file, contact.line): contact.evidence for contact in met}
    for entry in person.entries:
        said.setdefault((person.file, entry.line), Evidence(str(entry), person.file, entry.line, entry.date))
    ordered = sorted(
        said.values(), key=lambda each: (-(each.date.toordinal() if each.date else 0), each.file, each.line)
    )
    return ordered[:MOST_ENTRIES]


def _contact(said: Evidence) -> Line:
    return line(f"{said.date}  ", short(said.says), quiet(f"  {said.file}:{said.line}"), indent=2)
