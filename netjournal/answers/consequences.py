"""What follows from what moved: who is there, which asks and offers now fit, whose tie and whose hunch it touches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice

from netjournal.answers.facts import ASKS, CITY, OFFERS, ROLES, TIES
from netjournal.answers.how import clause
from netjournal.answers.introductions import AGREED, ASKED, IDEA, LATER, Standing, introductions
from netjournal.answers.news import Change
from netjournal.answers.open_needs import Ask, Offer, open_asks, open_offers
from netjournal.answers.refusals import pair_of, refused
from netjournal.answers.wording import FIT, LEAST, Wording
from netjournal.network.dataclass import replace
from netjournal.network.evidence import Evidence
from netjournal.network.features import last_days
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Person, Tie

MOST_FITS, MOST_THERE, MOST_TIES, MOST_HUNCHES = 3, 3, 2, 1
MOST_LOOKED_AT = 20  # asks near an offer that are looked at for whether it meets them
OPEN = (IDEA, ASKED, AGREED, LATER)


class Consequences:
    """What follows from changes in a network; what several of them need is worked out once."""

    def __init__(self, network: Network, today: date) -> None:
        self._network, self._today = network, today

    def told(self, changes: Sequence[Change]) -> list[Change]:
        """The changes, the latest first as they are given, each with what follows; of a key that moved on, nothing."""
        found: list[Change] = []
        moved_on: set[tuple[str, str]] = set()
        for change in changes:
            is_last = change.key not in (CITY, ROLES) or (change.id, change.key) not in moved_on
            moved_on.add((change.id, change.key))
            found.append(replace(change, follows=self.of(change)) if is_last else change)
        return found

    def of(self, change: Change) -> tuple[Evidence, ...]:
        """What follows from one change, the most telling first, each with the line it rests on."""
        found = (
            *islice(self._fits(change), MOST_FITS),
            *islice(self._there(change), MOST_THERE),
            *islice(self._ties(change), MOST_TIES),
            *islice(self._hunches(change), MOST_HUNCHES),
        )
        return tuple(dict.fromkeys(found))

    # Asks and offers

    def _fits(self, change: Change) -> Iterator[Evidence]:
        if not change.now:
            return
        if change.key == ASKS:
            for at, _ in self._offered.nearest(change.now, FIT):
                if self._may_help(change.id, self._offers[at].id):
                    yield self._offers[at].said
        elif change.key == OFFERS:
            yield from self._met(change.id, change.now, LEAST, self._is_met)
        elif change.key == ROLES:
            for role in change.now.split("; "):
                yield from self._met(change.id, role.partition(" at ")[0], FIT, lambda _ask, _role: True)

    def _met(self, id: str, given: str, least: float, fits: Callable[[Ask, str], bool]) -> Iterator[Evidence]:
        """The open asks of others that something given fits, the nearest first."""
        for at, _ in self._asked.nearest(given, least)[:MOST_LOOKED_AT]:
            ask = self._asks[at]
            if self._may_help(ask.id, id) and fits(ask, given):
                who = "you look for" if ask.id in self._network.selves else f"{ask.name} looks for"
                yield Evidence(f"{who}: {ask.what}", ask.file, ask.line, ask.heard)

    def _is_met(self, ask: Ask, offer: str) -> bool:
        """Whether the ask's words are met by the offer's, among everything that is offered."""
        return any(self._offers[at].what == offer for at, _ in self._offered.nearest(ask.what, FIT))

    @cached_property
    def _offered(self) -> Wording:
        return Wording([offer.what for offer in self._offers], self._network.settings.synonyms)

    @cached_property
    def _asked(self) -> Wording:
        return Wording([ask.what for ask in self._asks], self._network.settings.synonyms)

    def _may_help(self, one: str, other: str) -> bool:
        return one != other and pair_of(one, other) not in self._refused

    @cached_property
    def _offers(self) -> list[Offer]:
        return list(open_offers(self._network))

    @cached_property
    def _asks(self) -> list[Ask]:
        return list(open_asks(self._network))

    @cached_property
    def _refused(self) -> frozenset[tuple[str, str]]:
        return refused(self._network, self._today)

    # Who is there

    def _there(self, change: Change) -> Iterator[Evidence]:
        """Who is in the new city, or at the new place of work, those last in touch first."""
        parts = change.now.split("; ")
        if change.key == CITY:
            for person, text, line in self._who(self._in_city, [fold(part) for part in parts], change.id):
                yield Evidence(self._too(person, f"in {text}"), person.file, line)
        elif change.key == ROLES:
            at = [fold(part.partition(" at ")[2] or part) for part in parts]
            for person, text, line in self._who(self._at_org, at, change.id):
                yield Evidence(self._too(person, f"at {text}"), person.file, line)

    def _too(self, person: Person, where: str) -> str:
        return f"you are {where} too" if person.is_self else f"{person.name} is {where} too"

    def _who(
        self, places: Mapping[str, Sequence[tuple[Person, str, int]]], wanted: Iterable[str], id: str
    ) -> list[tuple[Person, str, int]]:
        found = {each[0].id: each for place in wanted for each in places.get(place, ()) if each[0].id != id}
        return sorted(found.values(), key=lambda each: (-self._last.get(each[0].id, 0), each[0].id))

    @cached_property
    def _in_city(self) -> Mapping[str, list[tuple[Person, str, int]]]:
        found: dict[str, list[tuple[Person, str, int]]] = {}
        for person in self._present:
            for said in person.city:
                found.setdefault(fold(said.text), []).append((person, said.text, said.line))
        return found

    @cached_property
    def _at_org(self) -> Mapping[str, list[tuple[Person, str, int]]]:
        found: dict[str, list[tuple[Person, str, int]]] = {}
        for person in self._present:
            for role in self._network.current_roles(person, self._today):
                if role.org:
                    found.setdefault(fold(role.org), []).append((person, role.org, role.line))
        return found

    @property
    def _present(self) -> Iterator[Person]:
        return (person for person in self._network.people if person.is_present or person.is_self)

    @cached_property
    def _last(self) -> Mapping[str, int]:
        return last_days(self._network, self._today)

    # Ties and hunches

    def _ties(self, change: Change) -> Iterator[Evidence]:
        """Whose tie it touches: who is tied to them, in the words of either page."""
        person = self._network.by_id.get(change.id)
        if person is None or change.key in (ASKS, OFFERS, TIES):
            return
        for page, tie in self._tied.get(person.id, ()):
            other = self._network.person(tie.person) if page.id == person.id else page
            if other and (other.is_present or other.is_self):
                said = clause(person, other, tie.word) if page.id == person.id else clause(page, person, tie.word)
                yield Evidence(said, page.file, tie.line)

    @cached_property
    def _tied(self) -> Mapping[str, list[tuple[Person, Tie]]]:
        """The ties of each person, each other once, those on their own page first."""
        found: dict[str, list[tuple[Person, Tie]]] = {}
        known: set[tuple[str, str]] = set()
        own = [
            (page, tie, page.id, self._network.directory.meant(tie.person)) for page in self._tying for tie in page.ties
        ]
        for page, tie, id, other in (*own, *((p, t, o, i) for p, t, i, o in own)):
            if id and other and (id, other) not in known:
                known.add((id, other))
                found.setdefault(id, []).append((page, tie))
        return found

    @property
    def _tying(self) -> Iterator[Person]:
        return (person for person in self._network.people if person.ties)

    def _hunches(self, change: Change) -> Iterator[Evidence]:
        """The introduction that a new tie overtakes; the parked hunches that touch whoever moved."""
        for standing in self._open.get(change.id, ()):
            if change.key == TIES and change.now and change.tie in (standing.a, standing.b):
                yield self._hunch(standing, "they know one another now; you had in mind to introduce them")
            elif change.key != TIES and standing.state == IDEA:
                a, b = self._network.name_of(standing.a), self._network.name_of(standing.b)
                yield self._hunch(standing, f"your hunch: introduce {a} and {b}")

    def _hunch(self, standing: Standing, says: str) -> Evidence:
        step = standing.step or standing.steps[-1]
        return Evidence(f"{says}: {step.text}" if step.text else says, step.file, step.line, step.date)

    @cached_property
    def _open(self) -> Mapping[str, list[Standing]]:
        """By person, the introductions that are parked or under way."""
        found: dict[str, list[Standing]] = {}
        for each in introductions(self._network, self._today):
            if each.state in OPEN:
                for id in (each.a, each.b):
                    found.setdefault(id, []).append(each)
        return found
