"""How two people are connected, and what they have in common."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from netjournal.answers.acquainted import shared_rooms
from netjournal.network.acquaintance import Acquaintance, Room, Stay
from netjournal.network.contacts import MOST_AT_A_TABLE, by_person
from netjournal.network.dataclass import dataclass
from netjournal.network.day import say_day
from netjournal.network.evidence import Evidence
from netjournal.network.made import Made
from netjournal.network.names import fold, link_target
from netjournal.network.network import Network
from netjournal.network.person import Person, Tie

_Around = Callable[[tuple[str, ...]], Network]
_Cost = tuple[int, int, int, int, int, int]  # steps, by the owner, by gatherings, by met through; guests; days ago
_FREE: _Cost = (0, 0, 0, 0, 0, 0)
_TIED: _Cost = (1, 0, 0, 0, 0, 0)
_THROUGH: _Cost = (1, 0, 0, 1, 0, 0)
_OWNED: _Cost = (1, 1, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """How the one is connected with the next: `tie` is a whole clause, worded as the page has it."""

    from_id: str
    to_id: str
    tie: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class HowAnswer:
    """The shortest path from one to the other, empty where there is none, and what both have in common."""

    path: tuple[Step, ...]
    common: tuple[Evidence, ...]


def how(
    network: Network,
    columns: Acquaintance,
    a_row: int,
    b_row: int,
    today: date,
    around: _Around | None = None,
) -> HowAnswer:
    """How the people of two rows are connected; `around` knows a smaller network with all contacts of some people.

    Of paths with as few steps the one that needs the owner least comes first, then ties before people met through
    and gatherings (up to 60 people; smaller, then more recent ones first), then the lower rows. From or to the owner
    the path is direct, or leads through whom we met by.
    """
    ways = _Ways(network, columns, today, around or (lambda _: network))
    return HowAnswer(ways.steps(ways.path(a_row, b_row)), common(network, columns, a_row, b_row))


class _Ways:
    """What connects the people of a network."""

    def __init__(self, network: Network, columns: Acquaintance, today: date, around: _Around) -> None:
        self._around = around
        self._people, self._network, self._columns, self._today = network.people, network, columns, today
        self._owner = columns.rows[network.owner.id] if network.owner else -1
        self._through: dict[int, list[int]] = {}
        for row, other in enumerate(columns.through):
            if other >= 0:
                self._through.setdefault(row, []).append(other)
                self._through.setdefault(other, []).append(row)
        self._rooms = Made(self._tables)

    def path(self, start: int, end: int) -> tuple[int, ...]:
        """The rows from one to the other; empty where nothing connects them, or they are the same."""
        if self._owner in (start, end) and start != end:
            known = self._to_owner(end if start == self._owner else start)
            if known:
                return known if start == self._owner else known[::-1]
        return self._shortest(start, end)

    def _to_owner(self, row: int) -> tuple[int, ...]:
        through = self._met_through(row)
        if through is not None and through != self._owner and self._is_known(through):
            return (self._owner, through, row)
        return (self._owner, row) if self._is_known(row) else ()

    def _met_through(self, row: int) -> int | None:
        through = self._columns.through[row]
        return through if through >= 0 else None

    def _tables(self, row: int) -> list[Room]:
        rooms = (self._columns.rooms[at] for at in self._columns.rooms_of.get(row, ()))
        return [room for room in rooms if room.size <= MOST_AT_A_TABLE]

    def _is_known(self, row: int) -> bool:
        """Whether the owner knows them by contact, by having met, or by a tie."""
        return bool(self._columns.last[row] or self._columns.met[row]) or self._owner in self._columns.ties[row]

    def _shortest(self, start: int, end: int) -> tuple[int, ...]:
        waiting: list[tuple[_Cost, tuple[int, ...]]] = [(_FREE, (start,))]
        best: dict[int, tuple[_Cost, tuple[int, ...]]] = {start: waiting[0]}
        while waiting:
            cost, path = heapq.heappop(waiting)
            if path[-1] == end:
                return path if len(path) > 1 else ()
            if best[path[-1]] < (cost, path):
                continue
            for other, step in self._from(path[-1]):
                way = (_sum(cost, step), (*path, other))
                if other not in best or way < best[other]:
                    best[other] = way
                    heapq.heappush(waiting, way)
        return ()

    def _from(self, row: int) -> Iterator[tuple[int, _Cost]]:
        for other in self._columns.ties[row]:
            yield other, _OWNED if self._owner in (row, other) else _TIED
        for other in self._through.get(row, ()):
            yield other, _OWNED if self._owner in (row, other) else _THROUGH
        for room in self._rooms[row]:
            cost = (1, 0, 1, 0, room.size, self._today.toordinal() - room.day)
            yield from ((other, cost) for other in room.rows if self._owner not in (row, other))
        if row == self._owner:
            yield from ((other, _OWNED) for other in range(len(self._people)) if other != row and self._is_known(other))
        elif self._owner >= 0 and self._is_known(row):
            yield self._owner, _OWNED

    def steps(self, path: Sequence[int]) -> tuple[Step, ...]:
        """A path in words; how we met is told first where the path is the owner's own."""
        is_ours = self._owner in (*path[:1], *path[-1:])
        return tuple(self._step(one, other, is_ours) for one, other in pairwise(path))

    def _step(self, one: int, other: int, is_ours: bool) -> Step:
        a, b = self._people[one], self._people[other]
        tied, introduced = self._tied(a, b) or self._tied(b, a), self._introduced(one, other)
        told = (introduced or tied) if is_ours else (tied or introduced)
        tie, said = told or self._together(one, other)
        return Step(a.id, b.id, tie, said)

    def _tied(self, a: Person, b: Person) -> tuple[str, Evidence] | None:
        """What a's page says that b is to a."""
        tie = _tie(self._network, a, b.id)
        return (clause(a, b, tie.word), _quoted(a, tie)) if tie else None

    def _introduced(self, one: int, other: int) -> tuple[str, Evidence] | None:
        for row, through in ((one, other), (other, one)):
            person, met = self._people[row], self._people[row].met
            if met and through != self._owner and self._met_through(row) == through:
                says = f"you met {person.name} through {self._people[through].name}"
                return says, Evidence(f"met: through {met.through}", person.file, met.line, met.on)
        return None

    def _together(self, one: int, other: int) -> tuple[str, Evidence]:
        if self._owner in (one, other):
            return self._known(other if one == self._owner else one)
        rooms = [room for room in self._rooms[one] if other in room.rows]
        said = attended(self._network, min(rooms, key=_intimacy))
        return f"{self._people[one].name} and {self._people[other].name} {said.says}", said

    def _known(self, row: int) -> tuple[str, Evidence]:
        """How the owner met someone: by `met`, else by the first contact there was."""
        person, met = self._people[row], self._people[row].met
        if met:
            where = f" at {met.at}" if met.at else ""
            through = self._network.person(met.through) if met.through else None
            where += f" through {through.name if through else link_target(met.through)}" if met.through else ""
            where += f" on {say_day(met.on)}" if met.on else ""
            return f"you met {person.name}{where}", Evidence(f"met{where}", person.file, met.line, met.on)
        first = by_person(self._around((person.id,)), self._today, (person.id,))[person.id][-1].evidence
        since = f" since {say_day(first.date)}" if first.date else ""
        return f"you have been in touch with {person.name}{since}", first


def common(
    network: Network, columns: Acquaintance, a_row: int, b_row: int, is_telling: Callable[[str], object] = bool
) -> tuple[Evidence, ...]:
    """What two people have in common, with its line on the page of the first (of the second where that is the owner's).

    Tags (the rarest first), places, organisations at the same time, people both are tied to, gatherings both came to
    (the smallest, then the latest first). Tags that tell nothing may be left out.
    """
    if a_row == b_row:
        return ()
    if network.people[a_row].is_self:
        a_row, b_row = b_row, a_row
    return (
        *_tags(network, columns, a_row, b_row, is_telling),
        *_places(network, columns, a_row, b_row),
        *_organisations(network, columns, a_row, b_row),
        *_contacts(network, columns, a_row, b_row),
        *_gatherings(network, columns, a_row, b_row),
    )


def _tags(
    network: Network, columns: Acquaintance, a: int, b: int, is_telling: Callable[[str], object]
) -> Iterator[Evidence]:
    shared = {tag for tag in {*columns.tags[a]} & {*columns.tags[b]} if is_telling(tag)}
    counted = {tag: len(columns.holding[tag]) for tag in shared}
    person = network.people[a]
    said = {fold(tag.text): tag for tag in reversed(person.tags)}
    for tag in sorted(shared, key=lambda tag: (counted[tag], tag)):
        yield Evidence(f"both have the tag {said[tag].text}", person.file, said[tag].line)


def _places(network: Network, columns: Acquaintance, a: int, b: int) -> Iterator[Evidence]:
    person = network.people[a]
    said = {fold(city.text): city for city in reversed(person.city)}
    for place in columns.places[a]:
        if place in columns.places[b]:
            yield Evidence(f"both in {said[place].text}", person.file, said[place].line)


def _organisations(network: Network, columns: Acquaintance, a: int, b: int) -> Iterator[Evidence]:
    person = network.people[a]
    named = {(fold(role.org), role.line): role.org for role in network.roles(person)}
    told: set[str] = set()
    for mine in columns.stays[a]:
        theirs = next((stay for stay in columns.stays[b] if stay.org == mine.org and _overlap(mine, stay)), None)
        if theirs and mine.org not in told:
            told.add(mine.org)
            says = f"both at {named.get((mine.org, mine.line), mine.org)}{_years(mine, theirs)}"
            yield Evidence(says, person.file, mine.line)


def _overlap(one: Stay, other: Stay) -> bool:
    """Whether two stays share a day; an open end lasts."""
    return (one.since <= other.until or not other.until) and (other.since <= one.until or not one.until)


def _years(one: Stay, other: Stay) -> str:
    """The years they share, as far as they are known."""
    since, until = max(one.since, other.since), min(filter(None, (one.until, other.until)), default=0)
    first, final = (date.fromordinal(day).year if day else 0 for day in (since, until))
    if first and final:
        return f" in {first}" if first == final else f" from {first} to {final}"
    return f" since {first}" if first else f" until {final}" if final else ""


def _contacts(network: Network, columns: Acquaintance, a: int, b: int) -> Iterator[Evidence]:
    """The people both are tied to, the owner aside."""
    one = network.people[a]
    for row in sorted({*columns.ties[a]} & {*columns.ties[b]}):
        other = network.people[row]
        mine, theirs = _tie(network, one, other.id), _tie(network, other, one.id)
        line, file = (mine.line, one.file) if mine else (theirs.line if theirs else 1, other.file)
        if not other.is_self:
            yield Evidence(f"both know {other.name}", file, line)


def _gatherings(network: Network, columns: Acquaintance, a: int, b: int) -> Iterator[Evidence]:
    """Gatherings both came to; the owner was at every one."""
    ours = (columns.rooms[at] for at in columns.rooms_of.get(a, ()))
    rooms = list(ours) if network.people[b].is_self else shared_rooms(columns, a, b)
    for room in sorted(rooms, key=_intimacy):
        yield attended(network, room)


def _intimacy(room: Room) -> tuple[int, int, str]:
    return room.size, -room.day, room.file


def attended(network: Network, room: Room) -> Evidence:
    """That two came to a gathering."""
    day = date.fromordinal(room.day)
    return Evidence(f"both came to {network.gathering_in(room.file).name} on {say_day(day)}", room.file, room.line, day)


def _tie(network: Network, person: Person, id: str) -> Tie | None:
    """The tie on a person's page to that id."""
    return next((tie for tie in person.ties if network.directory.meant(tie.person) == id), None)


def _quoted(person: Person, tie: Tie) -> Evidence:
    return Evidence(f"ties: {tie.person}: {tie.word}", person.file, tie.line)


def clause(a: Person, b: Person, word: str) -> str:
    """That b is a's `word`, never turned round."""
    if fold(word) in ("", "know", "knows"):
        return f"{'you know' if a.is_self else f'{a.name} knows'} {'you' if b.is_self else b.name}"
    whose = "your" if a.is_self else f"{a.name}'s"
    return f"{'you are' if b.is_self else f'{b.name} is'} {whose} {word}"


def _sum(one: _Cost, other: _Cost) -> _Cost:
    a, b, c, d, e, f = one
    u, v, w, x, y, z = other
    return (a + u, b + v, c + w, d + x, e + y, f + z)
