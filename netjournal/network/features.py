"""What `due` ranks: contacts as plain columns, one row a person, rows in id order."""

import datetime
import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, MutableSequence
from itertools import pairwise

from netjournal.network.contacts import CLOSENESS, guests
from netjournal.network.dataclass import dataclass, field
from netjournal.network.entry import SEEN, TALKED, TOUCHED
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

HALF_LIFE = 90 / 2
EPOCH = datetime.date(2000, 1, 1).toordinal()
CLASSES = {"any": (SEEN, TALKED, TOUCHED), "talked": (SEEN, TALKED), "seen": (SEEN,)}


@dataclass(frozen=True)
class Lapses:
    """What `due` needs of everyone it may name; days are ordinals, 0 where there is none.

    `warmth` is the sum over contact days of 2^((day - EPOCH) / HALF_LIFE), `log_gaps` the sum of ln(days) over
    the `gaps` between consecutive contact days, `all_gaps` how often each gap occurs. `rhythm` is what was set
    (days, 0 for none).
    """

    ids: MutableSequence[str]
    last: MutableSequence[int]
    warmth: MutableSequence[float]
    gaps: MutableSequence[int]
    log_gaps: MutableSequence[float]
    rhythm: MutableSequence[int]
    is_circle: MutableSequence[int]
    all_gaps: Counter[int] = field(default_factory=Counter)


Days = Mapping[str, Mapping[int, int]]


def contact_days(network: Network, today: datetime.date) -> Days:
    """For each person the ordinals of the days they were in touch up to today, with how close the contact was."""
    found: dict[str, dict[int, int]] = {}
    for id, day, closeness, _, _ in _touches(network, today):
        days = found.setdefault(id, {})
        days[day] = min(closeness, days.get(day, closeness))
    return found


def last_days(network: Network, today: datetime.date) -> Mapping[str, int]:
    """For each person once in touch, the ordinal of the last day up to today."""
    found: dict[str, int] = {}
    for id, day, _, _, _ in _touches(network, today):
        found[id] = max(day, found.get(id, 0))
    return found


def last_pages(network: Network, today: datetime.date) -> Mapping[str, tuple[str, int, int]]:
    """For each person once in touch, where the last contact up to today is told: the file, the day's ordinal, the line.

    Of one day it is the closest contact, as in `contacts.latest`.
    """
    found: dict[str, tuple[int, int, str, int]] = {}
    for id, day, closeness, file, line in _touches(network, today):
        said = (-day, closeness, file, line)
        if id not in found or said < found[id]:
            found[id] = said
    return {id: (file, -day, line) for id, (day, _, file, line) in found.items()}


def _touches(network: Network, today: datetime.date) -> Iterator[tuple[str, int, int, str, int]]:
    """Every contact up to today: whose, the day's ordinal, how close, the file and line that tell of it."""
    meant, selves = network.directory.meant, network.selves
    pages: tuple[Person | Organisation, ...] = (*network.people, *network.organisations)
    for page in pages:
        own = page.id if isinstance(page, Person) and page.id not in selves else ""
        for entry in page.entries:
            if entry.counts in CLOSENESS and entry.date <= today:
                there = {own, *(meant(name) or "" for name in entry.people)} if entry.people else (own,)
                for id in there:
                    if id and id not in selves:
                        yield id, entry.date.toordinal(), CLOSENESS[entry.counts], page.file, entry.line
    for gathering in network.gatherings:
        if gathering.date and gathering.date <= today and gathering.counts in CLOSENESS:
            day, closeness = gathering.date.toordinal(), CLOSENESS[gathering.counts]
            for id in guests(network, gathering):
                if id not in selves:
                    yield id, day, closeness, gathering.file, gathering.line


def span(network: Network, today: datetime.date) -> tuple[int, int]:
    """The ordinals of the first and last day on which the same contacts are past as today."""
    days = [entry.date for person in network.people for entry in person.entries]
    days += [entry.date for organisation in network.organisations for entry in organisation.entries]
    days += [gathering.date for gathering in network.gatherings if gathering.date]
    first = max((day for day in days if day <= today), default=datetime.date.min)
    after = min((day for day in days if day > today), default=None)
    return first.toordinal(), after.toordinal() - 1 if after else datetime.date.max.toordinal()


def lapses(network: Network, today: datetime.date, contact: str = "any", days: Days | None = None) -> Lapses:
    """The columns of everyone present whose rhythm isn't never; `contact` is any, talked or seen.

    `days` are the network's contact days, worked out where not given.
    """
    furthest = max(CLOSENESS[counts] for counts in CLASSES[contact])
    met = contact_days(network, today) if days is None else days
    found = Lapses([], array("l"), array("d"), array("l"), array("d"), array("l"), array("b"), Counter())
    for person in network.people:
        set_for = network.rhythm(person)
        if not person.is_present or (set_for and set_for[0].is_never):
            continue
        touched = sorted(day for day, closeness in met.get(person.id, {}).items() if closeness <= furthest)
        between = [later - earlier for earlier, later in pairwise(touched)]
        found.all_gaps.update(between)
        found.ids.append(person.id)
        found.last.append(touched[-1] if touched else 0)
        found.warmth.append(sum([2.0 ** ((day - EPOCH) / HALF_LIFE) for day in touched]))
        found.gaps.append(len(between))
        found.log_gaps.append(sum(map(math.log, between)))
        found.rhythm.append((set_for[0].days or 0) if set_for else 0)
        found.is_circle.append(bool(set_for and set_for[1] == "circle"))
    return found
