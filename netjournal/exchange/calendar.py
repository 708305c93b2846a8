"""A calendar of birthdays, due dates, promises and gatherings; each keeps its UID, so that programs update in place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from netjournal.exchange.card import one_line
from netjournal.exchange.contentlines import escaped, written
from netjournal.exchange.outgoing import made_uid, name_to_share, undirected
from netjournal.network.dataclass import dataclass
from netjournal.network.day import say_day
from netjournal.network.entry import LINK, Promise
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.privacy import private_keys, shared

_PRODUCT = "-//netjournal//contact journal//EN"
_NO_YEAR = 2000  # a leap year, which every program knows
_UNCHANGED = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """One whole day in a calendar; `made` is the day that settled its date, `rule` how it comes again."""

    uid: str
    on: date
    title: str
    notes: str = ""
    place: str = ""
    rule: str = ""
    made: date = _UNCHANGED


def calendar(days: Iterable[Day]) -> Iterator[str]:
    """The calendar, piece by piece; the same days make the same bytes."""
    head = [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", _PRODUCT), ("CALSCALE", "GREGORIAN")]
    yield "".join(written(*line) for line in [*head, ("X-WR-CALNAME", "netjournal")])
    for day in days:
        yield "".join(written(name, value) for name, value in _event(day))
    yield written("END", "VCALENDAR")


def _event(day: Day) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VEVENT"
    yield "UID", f"{day.uid}@netjournal"
    yield "DTSTAMP", f"{_plain(day.made)}T000000Z"
    yield "DTSTART;VALUE=DATE", _plain(day.on)
    if day.rule:
        yield "RRULE", day.rule
    yield "SUMMARY", _text(day.title)
    if day.notes:
        yield "DESCRIPTION", _text(day.notes)
    if day.place:
        yield "LOCATION", _text(day.place)
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def days(
    network: Network,
    people: Iterable[Person],
    due: Mapping[str, tuple[date, date]],
    others: Iterable[Organisation | Gathering],
) -> Iterator[Day]:
    """The days of these people, then those on pages of organisations and gatherings; `due` holds two days by id.

    They are the day from which somebody is due, and the last contact. Pages whose name is private have no days.
    """
    for person in people:
        told = shared(person)
        if told and not person.is_self:
            yield from _birthday(told)
            if person.id in due and not private_keys(person) & {"circle", "every"}:
                yield _due(person, *due[person.id])
        if told:
            yield from _promises(network, person)
    for record in others:
        told_of = shared(record)
        if isinstance(told_of, Gathering):
            yield from _gathering(network, told_of)
        if told_of:
            yield from _promises(network, record)


def _birthday(person: Person) -> Iterator[Day]:
    """The birthday of somebody who lives, each year: that of 29 February on the 28th of a common one."""
    born = person.birthday
    if born is None or person.died:
        return
    day = date(born.year or _NO_YEAR, born.month, born.day)
    is_leap_day = born.month == 2 and born.day == 29
    yield Day(
        uid=made_uid("birthday", person.id),
        on=day,
        title=f"{person.name}'s birthday",
        notes=f"Born {say_day(day)[4:]}." if born.year else "",
        rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if is_leap_day else "FREQ=YEARLY",
    )


def _due(person: Person, day: date, last: date) -> Day:
    """The day from which somebody is due to be seen again, which moves with the last contact."""
    title = f"Get in touch with {person.name}"
    return Day(made_uid("due", person.id), day, title, f"Last in touch {say_day(last)}.", made=last)


def _promises(network: Network, record: Record) -> Iterator[Day]:
    """The open promises of a page that have a day."""
    seen: Counter[str] = Counter()
    for promise in record.promises:
        seen[promise.text] += 1
        if promise.due and not promise.done:
            uid = made_uid("promise", f"{record.file}:{promise.text}:{seen[promise.text]}")
            yield Day(uid, promise.due, f"{_whose(network, record, promise)}: {_unlinked(network, promise.text)}")


def _whose(network: Network, record: Record, promise: Promise) -> str:
    if promise.by and network.directory.meant(promise.by) not in network.selves:
        return f"{name_to_share(network, promise.by) or 'Somebody'} promised you"
    is_to_them = isinstance(record, Person) and not record.is_self
    return f"Promised {record.name}" if is_to_them else "Promised"


def _gathering(network: Network, gathering: Gathering) -> Iterator[Day]:
    """A gathering on its day, with the names of those who came or are invited."""
    if gathering.date is None:
        return
    names = [name_to_share(network, said.text) for said in gathering.came or gathering.invited]
    who = ", ".join(dict.fromkeys(filter(None, names)))
    yield Day(
        uid=made_uid("gathering", gathering.id),
        on=gathering.date,
        title=_unlinked(network, gathering.name),
        notes=f"{gathering.kind.capitalize()} with {who}." if who else "",
        place=_unlinked(network, gathering.place),
    )


def _unlinked(network: Network, text: str) -> str:
    """The text with names in the place of links."""
    return LINK.sub(lambda link: name_to_share(network, link[0]) or "somebody", text)


def _plain(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return escaped(undirected(one_line(text)))
