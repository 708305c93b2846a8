"""What `due` ranks: contacts as plain columns, one row a person, rows in id order."""

import datetime
import math
from array import array
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, MutableSequence
from operator import sub

from netjournal.network.contacts import CLOSENESS
from netjournal.network.dataclass import dataclass, field
from netjournal.network.entry import SEEN, TALKED, TOUCHED
from netjournal.network.network import Network
from netjournal.network.rhythm import Rhythm
from netjournal.network.skim import NO_CONTACT, Touch, gathered, touch

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
Ranked = tuple[str, int, bool]  # an id, the days of the rhythm that is set (0 where none is), whether for the circle


class Tally:
    """Everybody's contacts up to a day, added up page by page.

    `days` has for each person the ordinals of the days they were in touch, with how close the contact was.
    """

    def __init__(self, today: int) -> None:
        self.days: dict[str, dict[int, int]] = {}
        self._today = today
        self._past, self._ahead = datetime.date.min.toordinal(), datetime.date.max.toordinal() + 1
        self._last: dict[str, tuple[int, int, str, int]] = {}
        self._company: list[tuple[str, Touch]] = []

    def add(self, id: str, file: str, touches: Iterable[Touch]) -> None:
        """Add what a page tells, of nobody's own where `id` is empty; who else was there is settled at the end."""
        days: dict[int, int] = {}
        best = at = 0
        for each in touches:
            day, closeness, line, people = each
            if day > self._today:
                self._ahead = min(self._ahead, day)
                continue
            if day > self._past:
                self._past = day
            if closeness == NO_CONTACT:
                continue
            if people:
                self._company.append((file, each))
            if day > best or (day == best and (closeness, line) < (days[day], at)):
                best, at = day, line
            if closeness < days.get(day, NO_CONTACT):
                days[day] = closeness
        if id and best:
            self.days[id] = days
            self._last[id] = (-best, days[best], file, at)

    def settle(self, meant: Callable[[str], str | None], selves: Container[str]) -> None:
        """Add the contacts of whoever else was there, where it is clear who is meant, and it isn't the owner."""
        for file, (day, closeness, line, people) in self._company:
            for id in {id for name in people if (id := meant(name)) and id not in selves}:
                days, said = self.days.setdefault(id, {}), (-day, closeness, file, line)
                if closeness < days.get(day, NO_CONTACT):
                    days[day] = closeness
                if id not in self._last or said < self._last[id]:
                    self._last[id] = said

    @property
    def last(self) -> Mapping[str, tuple[str, int, int]]:
        """For each person once in touch, where the last contact is told: the file, the day's ordinal, the line.

        Of one day it is the closest contact, as in `contacts.latest`.
        """
        return {id: (file, -day, line) for id, (day, _, file, line) in self._last.items()}

    @property
    def span(self) -> tuple[int, int]:
        """The ordinals of the first and last day on which the same contacts are past as today."""
        return self._past, self._ahead - 1


def tally(network: Network, today: datetime.date) -> Tally:
    """The contacts of a network."""
    found = Tally(today.toordinal())
    for person in network.people:
        found.add("" if person.id in network.selves else person.id, person.file, map(touch, person.entries))
    for organisation in network.organisations:
        found.add("", organisation.file, map(touch, organisation.entries))
    for gathering in network.gatherings:
        found.add("", gathering.file, gathered(gathering))
    found.settle(network.directory.meant, network.selves)
    return found


def contact_days(network: Network, today: datetime.date) -> Days:
    """For each person the ordinals of the days they were in touch up to today, with how close the contact was."""
    return tally(network, today).days


def last_days(network: Network, today: datetime.date) -> Mapping[str, int]:
    """For each person once in touch, the ordinal of the last day up to today."""
    return {id: max(days) for id, days in contact_days(network, today).items()}


def ranked(network: Network) -> Iterator[Ranked]:
    """Everyone present whose rhythm isn't never, in the order of the network."""
    for person in network.people:
        if person.is_present and (row := rank(person.id, network.rhythm(person))):
            yield row


def rank(id: str, rhythm: tuple[Rhythm, str] | None) -> Ranked | None:
    """The row of somebody present; None for a rhythm of never."""
    if rhythm is None:
        return id, 0, False
    return None if rhythm[0].days is None else (id, rhythm[0].days, rhythm[1] == "circle")


def lapses(network: Network, today: datetime.date, contact: str = "any", days: Days | None = None) -> Lapses:
    """The columns of everyone present whose rhythm isn't never; `contact` is any, talked or seen.

    `days` are the network's contact days, worked out where not given.
    """
    return lapses_of(ranked(network), contact_days(network, today) if days is None else days, contact)


class _Powers(dict[int, float]):
    """How warm a contact on a day still is: few days are many people's."""

    def __missing__(self, day: int) -> float:
        found: float = 2.0 ** ((day - EPOCH) / HALF_LIFE)
        self[day] = found
        return found


class _Logarithms(dict[int, float]):
    """Those of gaps, of which there are few lengths."""

    def __missing__(self, gap: int) -> float:
        found = self[gap] = math.log(gap)
        return found


_WARMTH, _LOG = _Powers(), _Logarithms()


def lapses_of(people: Iterable[Ranked], days: Days, contact: str) -> Lapses:
    """The columns of these people, who were in touch on these days."""
    furthest = max(CLOSENESS[counts] for counts in CLASSES[contact])
    found = Lapses([], array("l"), array("d"), array("l"), array("d"), array("l"), array("b"), Counter())
    all_gaps: list[int] = []  # counted at once: that takes a third of the time
    for id, rhythm, is_circle in people:
        touched = sorted([day for day, closeness in days.get(id, {}).items() if closeness <= furthest])
        gaps = list(map(sub, touched[1:], touched))
        all_gaps += gaps
        found.ids.append(id)
        found.last.append(touched[-1] if touched else 0)
        found.warmth.append(sum(map(_WARMTH.__getitem__, touched)))
        found.gaps.append(len(gaps))
        found.log_gaps.append(sum(map(_LOG.__getitem__, gaps)))
        found.rhythm.append(rhythm)
        found.is_circle.append(is_circle)
    found.all_gaps.update(all_gaps)
    return found
