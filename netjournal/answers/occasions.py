"""Reasons to write to someone now."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from netjournal.network.dataclass import dataclass
from netjournal.network.day import say_day
from netjournal.network.entry import CHANGE, LINK, Promise
from netjournal.network.evidence import Evidence
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.offers import all_offers
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person

if TYPE_CHECKING:
    from netjournal.answers.wording import Wording

MOST = 3
AHEAD, BEHIND = timedelta(14), timedelta(3)  # how long before a birthday it is a reason, and how long after
NEWS = timedelta(365)  # how far back a change is news of someone never contacted


def occasions(network: Network, person: Person, today: date, last: date | None) -> tuple[Evidence, ...]:
    """At most 3 reasons to write now, the best first; `last` is the day of the last contact."""
    return Occasions(network, today).of(person, last)


@dataclass(frozen=True, slots=True)
class _Promised:
    promise: Promise
    file: str
    is_mine: bool


Offered = tuple[float, str, str]  # how well it fits, from 0 to 1, the giver's id, what they offer


class Offers:
    """What the owner and everybody present offer; network and offers are asked for when they are needed."""

    def __init__(
        self, network: Callable[[], Network], offers: Callable[[], Sequence[tuple[str, str]]] | None = None
    ) -> None:
        """`offers` are the network's, as `all_offers` gives them, worked out where not given."""
        self._network, self._told = network, offers or (lambda: all_offers(network()))

    def best(self, what: str, id: str) -> Offered | None:
        """The offer of the owner that fits best, else of anybody but that person; None where none fits."""
        from netjournal.answers.wording import FIT  # here: what was asked before is remembered

        texts, selves = list(self._givers), self._network().selves
        fits = [(-score, texts[row]) for row, score in self._wording.nearest(what, FIT)]
        told = sorted((less, at, giver, said) for less, said in fits for at, giver in self._givers[said])
        others = [(-less, giver, said) for less, _, giver, said in told if giver != id]
        return next((each for each in others if each[1] in selves), others[0] if others else None)

    @cached_property
    def _givers(self) -> dict[str, list[tuple[int, str]]]:
        """Who offers each text, by the place among all offers: many say the same, and it is read once."""
        found: dict[str, list[tuple[int, str]]] = {}
        for at, (giver, what) in enumerate(self._told()):
            found.setdefault(what, []).append((at, giver))
        return found

    @cached_property
    def _wording(self) -> "Wording":
        from netjournal.answers.wording import Wording, corpus_of

        times = [len(givers) for givers in self._givers.values()]
        return Wording(corpus_of(list(self._givers), times), self._network().settings.synonyms)


class Occasions:
    """Reasons to write to several people of one network; what all of them need is worked out once, when needed."""

    def __init__(
        self, network: Network, today: date, best: Callable[[str, str], Offered | None] | None = None
    ) -> None:
        """`best` finds the offer for an ask, as `Offers` does; that of the network if None."""
        self._network, self._today, self._best = network, today, best or Offers(lambda: network).best

    def of(self, person: Person, last: date | None) -> tuple[Evidence, ...]:
        """At most 3 reasons, the best first: one of every sort before a second of any, no line quoted twice."""
        sorts = (
            self._promises(person),
            self._birthday(person),
            self._changes(person, last),
            self._met_asks(person),
            self._thanks(person),
            self._open_asks(person),
        )
        return tuple(islice(_no_line_twice(_in_turn(sorts)), MOST))

    def _promises(self, person: Person) -> Iterator[Evidence]:
        """Mine to them while open and theirs to me once due: what is due longest first, then the undated."""
        for said in sorted(self._promised.get(person.id, ()), key=self._urgency):
            promise = said.promise
            if said.is_mine or (promise.due and promise.due <= self._today):
                who = "you promised" if said.is_mine else f"{person.name} promised"
                by = f" (due {say_day(promise.due)})" if promise.due else ""
                yield Evidence(f"{who}: {promise.text}{by}", said.file, promise.line, promise.due)

    def _urgency(self, said: _Promised) -> tuple[int, date, str, int]:
        due = said.promise.due
        sort = 1 if due is None else 0 if due <= self._today else 2
        return sort, due or date.max, said.file, said.promise.line

    @cached_property
    def _promised(self) -> dict[str, list[_Promised]]:
        """Open promises by the person they are between me and."""
        found: dict[str, list[_Promised]] = {}
        network = self._network
        records: tuple[Person | Organisation | Gathering, ...]
        records = (*network.people, *network.organisations, *network.gatherings)
        for record in records:
            page = record if isinstance(record, Person) and not record.is_self else None
            for promise in record.promises:
                if not promise.done:
                    is_mine, ids = self._between(promise, page)
                    for id in ids:
                        found.setdefault(id, []).append(_Promised(promise, record.file, is_mine))
        return found

    def _between(self, promise: Promise, page: Person | None) -> tuple[bool, Iterable[str]]:
        """Whether the promise is mine, and whose it is or whom it was given: those it names where no page says it."""
        meant, owner = self._network.directory.meant, self._network.owner
        by = meant(promise.by) if promise.by else None
        if promise.by and not (owner and by == owner.id):
            return False, (by,) if by else ()
        if page:
            return True, (page.id,)
        return True, dict.fromkeys(id for name in LINK.findall(promise.text) if (id := meant(name)))

    def _birthday(self, person: Person) -> Iterator[Evidence]:
        if person.birthday is None:
            return
        day = person.birthday.next_on(self._today - BEHIND)
        if day <= self._today + AHEAD:
            was = "was " if day < self._today else ""
            when = "today" if day == self._today else f"on {say_day(day).rsplit(' ', 1)[0]}"
            yield Evidence(f"birthday {was}{when}", person.file, person.birthday_line, day)

    def _changes(self, person: Person, last: date | None) -> Iterator[Evidence]:
        """What moved since the last contact, the latest first: `change` entries, and roles that began."""
        since = last or self._today - NEWS
        changes = (entry for entry in person.entries if entry.counts == CHANGE)
        news = [Evidence(str(entry), person.file, entry.line, entry.date) for entry in changes]
        news += [
            Evidence(f"new role: {role}", person.file, role.line, role.since)
            for role in self._network.current_roles(person, self._today)
        ]
        fresh = [each for each in news if each.date and since < each.date <= self._today]
        yield from sorted(fresh, key=lambda each: (-each.date.toordinal() if each.date else 0, each.line))

    def _met_asks(self, person: Person) -> Iterator[Evidence]:
        """Their asks that the owner or somebody present could meet, the best met first, with the offer."""
        met = [(*best, need) for need in self._needs(person) if (best := self._best(need.what, person.id))]
        for _, giver, offer, need in sorted(met, key=lambda each: (-each[0], each[3].line)):
            who = "you offer" if giver in self._network.selves else f"{self._network.name_of(giver)} offers"
            yield Evidence(f"asks: {need.what}; {who}: {offer}", person.file, need.line, need.heard)

    def _thanks(self, person: Person) -> Iterator[Evidence]:
        """Favours nobody has been thanked for yet, the latest first."""
        mine = [entry for entry in person.entries if entry.date <= self._today]
        thanked = max((entry.date for entry in mine if entry.kind == "thanked"), default=date.min)
        owed = [entry for entry in mine if entry.kind == "got" and entry.date > thanked]
        for entry in sorted(owed, key=lambda entry: (-entry.date.toordinal(), entry.line)):
            yield Evidence(f"to thank for: {entry}", person.file, entry.line, entry.date)

    def _open_asks(self, person: Person) -> Iterator[Evidence]:
        """Their asks, the latest heard first, the undated last."""
        for need in sorted(self._needs(person), key=lambda need: (-(need.heard or date.min).toordinal(), need.line)):
            yield Evidence(f"asks: {need.what}", person.file, need.line, need.heard)

    def _needs(self, person: Person) -> list[Need]:
        """Their own asks, without those heard for another."""
        meant = self._network.directory.meant
        return [need for need in person.asks if need.what.strip() and (meant(need.whom) or person.id) == person.id]


def _in_turn(sorts: Iterable[Iterator[Evidence]]) -> Iterator[Evidence]:
    """The first of each, then the second of each, and so on."""
    waiting = deque(sorts)
    while waiting:
        sort = waiting.popleft()
        if found := next(sort, None):
            yield found
            waiting.append(sort)


def _no_line_twice(found: Iterable[Evidence]) -> Iterator[Evidence]:
    told: set[tuple[str, int]] = set()
    for each in found:
        if (each.file, each.line) not in told:
            told.add((each.file, each.line))
            yield each
