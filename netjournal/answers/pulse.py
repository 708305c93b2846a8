"""Is the network alive: who is kept within their rhythm, what came of introductions and asks, whom only I connect."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from netjournal.answers.acquainted import ENOUGH
from netjournal.answers.facts import ASKS, ended
from netjournal.answers.favours import DROPPED, Favour, favours
from netjournal.answers.introductions import (
    AGREED,
    ASKED,
    INTRODUCED,
    LATER,
    MADE,
    MET,
    OUTCOME,
    THANKED,
    Standing,
    introductions,
)
from netjournal.answers.open_needs import open_asks
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.contacts import MOST_AT_A_TABLE
from netjournal.network.dataclass import dataclass
from netjournal.network.features import Days, contact_days
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

MONTHS = 12
LONG_AGO = 365  # days without contact after which an old tie is worth a call
REGULAR = 3  # days in touch that make a tie an old one
MOST_OLD = 3

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many were in touch within the rhythm set for them, of how many who once were in touch, at a month's end."""

    kept: int
    people: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """A year of a network, by month up to this one.

    `made` and `met` count introductions made and asks met in each month; `introduced` are those made in the year, the
    latest first. `alone` know nobody here but me; each of `groups` knows nobody here outside it but me.
    """

    months: tuple[Month, ...]
    rhythm: tuple[Kept, ...]
    made: tuple[int, ...]
    introduced: tuple[Standing, ...]
    under_way: int
    met: tuple[int, ...]
    open_asks: int
    alone: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    old: tuple[str, ...]
    favours: tuple[Favour, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened yet that a pulse could be felt of."""
        return not (self.rhythm[-1].people or self.introduced or self.under_way or self.open_asks or self.favours)


def pulse(network: Network, columns: Acquaintance, today: date) -> Pulse:
    """The year up to today."""
    months, days = _months(today), contact_days(network, today)
    every = introductions(network, today)
    made = [each for each in every if each.state in INTRODUCED and _made(each) >= _first(months[0])]
    alone, groups = _held_by_me(columns)
    return Pulse(
        months=months,
        rhythm=tuple(_kept(network, days, min(_last(month), today)) for month in months),
        made=_by_month(months, [_made(each) for each in made]),
        introduced=tuple(sorted(made, key=lambda each: (-_newest(each).toordinal(), each.a, each.b))),
        under_way=sum(each.state in (ASKED, AGREED, LATER) for each in every),
        met=_by_month(months, _asks_met(network, today)),
        open_asks=sum(1 for _ in open_asks(network)),
        alone=alone,
        groups=groups,
        old=_old(network, days, today),
        favours=tuple(each for each in favours(network, today) if (each.said.date or date.min) >= _first(months[0])),
    )


# Months


def _months(today: date) -> tuple[Month, ...]:
    """The months up to this one, the oldest first; none before the calendar begins."""
    this = today.year * 12 + today.month - 1
    return tuple((at // 12, at % 12 + 1) for at in range(max(12, this - MONTHS + 1), this + 1))


def _first(month: Month) -> date:
    return date(*month, 1)


def _last(month: Month) -> date:
    year, number = month
    if number == 12:
        return date(year, 12, 31)
    return date.fromordinal(date(year, number + 1, 1).toordinal() - 1)


def _by_month(months: Sequence[Month], days: Iterable[date]) -> tuple[int, ...]:
    counted = dict.fromkeys(months, 0)
    for day in days:
        if (day.year, day.month) in counted:
            counted[day.year, day.month] += 1
    return tuple(counted.values())


# Rhythm


def _kept(network: Network, days: Days, day: date) -> Kept:
    kept = people = 0
    for person in network.people:
        rhythm = network.rhythm(person)
        if not person.is_present or not rhythm or not rhythm[0].days:
            continue
        before = [each for each in days.get(person.id, ()) if each <= day.toordinal()]
        if before:
            people += 1
            kept += day.toordinal() - max(before) <= rhythm[0].days
    return Kept(kept, people)


def _old(network: Network, days: Days, today: date) -> tuple[str, ...]:
    """Those once often in touch, of whom nothing was heard for a year: the most often first."""
    found = []
    for person in network.people:
        rhythm = network.rhythm(person)
        touched = days.get(person.id, {})
        is_resting = rhythm is not None and rhythm[0].is_never
        if person.is_present and not is_resting and len(touched) >= REGULAR:
            last = max(touched)
            if today.toordinal() - last >= LONG_AGO:
                found.append((-len(touched), -last, person.id))
    return tuple(id for _, _, id in sorted(found)[:MOST_OLD])


# Introductions and asks


def _made(stands: Standing) -> date:
    """The day two were introduced: the earliest that is known."""
    return min((step.date for step in stands.steps if step.state in (MADE, MET, OUTCOME, THANKED)), default=date.min)


def _newest(stands: Standing) -> date:
    return stands.step.date if stands.step else date.min


def _asks_met(network: Network, today: date) -> list[date]:
    pages: tuple[Person | Organisation, ...] = (*network.people, *network.organisations)
    told = ((entry, ended(entry)) for page in pages for entry in page.entries if entry.date <= today)
    return [entry.date for entry, need in told if need and need.key == ASKS and need.how != DROPPED]


# Bridges


def _held_by_me(columns: Acquaintance) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Those who know nobody here but me, and the groups that know nobody outside them; who was in touch last first."""
    parts = _parts(columns)
    if not parts:
        return (), ()
    last = columns.last
    alone = [part[0] for part in parts if len(part) == 1]
    groups = sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), part))[1:]
    alone.sort(key=lambda row: (-last[row], columns.ids[row]))
    return tuple(columns.ids[row] for row in alone), tuple(tuple(columns.ids[row] for row in part) for part in groups)


def _parts(columns: Acquaintance) -> list[list[int]]:
    """The rows of everyone present, parted into those who know one another, over others but not over me."""
    leader = {row: row for row, is_present in enumerate(columns.present) if is_present}

    def found(row: int) -> int:
        while leader[row] != row:
            leader[row] = leader[leader[row]]
            row = leader[row]
        return row

    for one, other in _known(columns, leader):
        first, second = sorted((found(one), found(other)))
        leader[second] = first
    parts: dict[int, list[int]] = {}
    for row in leader:
        parts.setdefault(found(row), []).append(row)
    return list(parts.values())


def _known(columns: Acquaintance, present: Mapping[int, int]) -> set[tuple[int, int]]:
    """Pairs of rows who know one another, by a tie or by gatherings that add up to enough."""
    pairs = {(row, other) for row in present for other in columns.ties[row] if row < other and other in present}
    sat: dict[tuple[int, int], float] = {}
    for room in columns.rooms:
        if 2 <= room.size <= MOST_AT_A_TABLE:
            rows = [row for row in room.rows if row in present]
            for at, one in enumerate(rows):
                for other in rows[at + 1 :]:
                    sat[one, other] = sat.get((one, other), 0.0) + 1.0 / (room.size - 1)
    return pairs | {pair for pair, enough in sat.items() if enough >= ENOUGH - 1e-9}
