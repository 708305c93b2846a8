"""Introductions: where each stands by what both pages tell, what comes next, which hunch is worth another look."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence

from netjournal.network.dataclass import dataclass, replace
from netjournal.network.day import iso_day
from netjournal.network.entry import CHANGE, INTRO, Entry, introduction
from netjournal.network.evidence import Evidence
from netjournal.network.names import id_key
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

NOTHING = ""
IDEA, ASKED, AGREED, DECLINED, LATER = "idea", "asked", "agreed", "declined", "later"
MADE, MET, OUTCOME, THANKED, NEVER = "made", "met", "outcome", "thanked", "never"
ANSWERS = (ASKED, AGREED, DECLINED, LATER)  # on the page of whoever answers
COURSE = (IDEA, MADE, MET, OUTCOME, THANKED, NEVER)  # on the page whose id sorts first
INTRODUCED = (MADE, MET, OUTCOME, THANKED)

# What comes next.
ASK, ANSWER, WAIT, MAKE = "ask", "answer", "wait", "make"
Fact = tuple[datetime.date, bool, Evidence]  # its day, whether it is a change or a need, the line
NEXT_OF = {MADE: MET, MET: OUTCOME, OUTCOME: "thank"}


@dataclass(frozen=True, slots=True)
class Step:
    """One entry about two people: its state, the id of the person on whose page it stands, the day put off to."""

    state: str
    by: str
    date: datetime.date
    text: str
    file: str
    line: int
    until: datetime.date | None = None

    @property
    def evidence(self) -> Evidence:
        return Evidence(f"{self.state}: {self.text}" if self.text else self.state, self.file, self.line, self.date)


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next (ask, answer, wait, make, met, outcome, thank; empty where nothing does), and for whom."""

    do: str
    who: tuple[str, ...] = ()
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an introduction stands: `a` is the id that sorts first, `steps` are up to `today`, the oldest first."""

    a: str
    b: str
    today: datetime.date
    steps: tuple[Step, ...] = ()
    another_look: Evidence | None = None

    def answer(self, id: str) -> Step | None:
        """The newest answer on somebody's page."""
        return next((step for step in reversed(self.steps) if step.by == id and step.state in ANSWERS), None)

    def last(self, *states: str) -> Step | None:
        """The newest step of these states."""
        return next((step for step in reversed(self.steps) if step.state in states), None)

    @property
    def answers(self) -> tuple[Step | None, Step | None]:
        return self.answer(self.a), self.answer(self.b)

    @property
    def state(self) -> str:
        """The state of both together; what was made is told by how far it came, not by what was written last."""
        said = {step.state for step in self.steps}
        for state in (NEVER, *reversed(INTRODUCED)):
            if state in said:
                return state
        return self._answered(said)

    def _answered(self, said: set[str]) -> str:
        words = [self._word(step) for step in self.answers]
        if DECLINED in words:
            return DECLINED
        if LATER in words:
            return LATER
        if words == [AGREED, AGREED]:
            return AGREED
        if ASKED in words or AGREED in words:
            return ASKED
        return LATER if any(self.answers) else IDEA if IDEA in said else NOTHING

    def _word(self, step: Step | None) -> str:
        """What an answer counts for today: one put off till a day that has come is to be asked for again."""
        if step is None or (step.state == LATER and step.until and step.until <= self.today):
            return NOTHING
        return step.state

    @property
    def step(self) -> Step | None:
        """The newest step that the state rests on; an answer that was overtaken is none."""
        state = self.state
        if state not in ANSWERS:
            return self.last(state)
        meant = (ASKED, AGREED) if state == ASKED else (state,)
        resting = [step for step in self.answers if step and step.state in meant]
        return max(resting, key=lambda step: step.date)

    @property
    def next(self) -> Next:
        """What comes next, and for whom."""
        state = self.state
        words = {id: self._word(self.answer(id)) for id in (self.a, self.b)}
        if state in INTRODUCED:
            return Next(NEXT_OF.get(state, ""))
        if state in (NEVER, DECLINED):
            return Next("")
        if state == AGREED:
            return Next(MAKE, (self.a, self.b))
        if put_off := [id for id in words if words[id] == LATER]:
            return Next(WAIT, tuple(put_off), self._until(put_off))
        if awaited := tuple(id for id in words if words[id] == ASKED):
            return Next(ANSWER, awaited)
        return Next(ASK, tuple(id for id in words if words[id] == NOTHING))

    def _until(self, ids: Iterable[str]) -> datetime.date | None:
        """The last day put off to; None where one of them named none."""
        days = [step.until for id in ids if (step := self.answer(id))]
        known = [day for day in days if day]
        return max(known, default=None) if len(known) == len(days) else None


# Reading


def standing(network: Network, one: str, other: str, today: datetime.date) -> Standing:
    """Where the introduction of two people stands."""
    a, b = in_order(one, other)
    told = [step for id in (a, b) for whom, step in _told(network, network.by_id[id], today) if whom in (a, b)]
    return _looked_at_again(network, [stood(a, b, today, told)], today)[0]


def introductions(network: Network, today: datetime.date) -> tuple[Standing, ...]:
    """Every introduction that a page tells of between people who are present, in order of ids."""
    found: dict[tuple[str, str], list[Step]] = {}
    for person in network.people:
        for whom, step in _told(network, person, today):
            found.setdefault(in_order(person.id, whom), []).append(step)
    pairs = sorted(found, key=lambda pair: (_key(pair[0]), _key(pair[1])))
    present = [pair for pair in pairs if all(network.by_id[id].is_present for id in pair)]
    every = [stood(a, b, today, _first_page_first(found[a, b], a)) for a, b in present]
    return _looked_at_again(network, every, today)


def stood(a: str, b: str, today: datetime.date, steps: Iterable[Step]) -> Standing:
    """Where it stands after these steps, each page's own in their order."""
    return Standing(a, b, today, tuple(sorted(steps, key=lambda step: (step.date, _rank(step.state)))))


def in_order(one: str, other: str) -> tuple[str, str]:
    """Two ids, the one that sorts first foremost."""
    return (one, other) if _key(one) <= _key(other) else (other, one)


def _key(id: str) -> tuple[str, str]:
    return id_key(id), id


def _rank(state: str) -> int:
    """Where a step stands among others of its day: asking comes before an answer, answers keep their page's order."""
    return {IDEA: 0, ASKED: 1}.get(state, 2) if state in (IDEA, *ANSWERS) else 2 + COURSE.index(state)


def _first_page_first(steps: Iterable[Step], a: str) -> list[Step]:
    return sorted(steps, key=lambda step: step.by != a)


def _told(network: Network, person: Person, today: datetime.date) -> Iterator[tuple[str, Step]]:
    """The steps that a page tells of up to today, the oldest first, each with whom it is about."""
    if not any(entry.counts == INTRO for entry in person.entries):
        return
    for entry in _oldest_first(person.entries):
        told = introduction(entry) if entry.date <= today else None
        other = network.directory.meant(told.other) if told else None
        if told and other and other != person.id:
            until = iso_day(told.text.split()[0].rstrip(",;:.")) if told.state == LATER and told.text.split() else None
            yield other, Step(told.state, person.id, entry.date, told.text, person.file, entry.line, until)


def _oldest_first(entries: tuple[Entry, ...]) -> list[Entry]:
    """A page's entries by date; those of one day in the direction in which the page is written."""
    descends = bool(entries) and entries[0].date > entries[-1].date
    return sorted(reversed(entries) if descends else entries, key=lambda entry: entry.date)


# Hunches that return


def _looked_at_again(network: Network, every: list[Standing], today: datetime.date) -> tuple[Standing, ...]:
    """The same, those parked with the newest fact that touches either person since."""
    ideas = [(each, idea) for each in every if each.state == IDEA and (idea := each.last(IDEA))]
    if not ideas:
        return tuple(every)
    facts: dict[str, list[Fact]] = {id: [] for each, _ in ideas for id in (each.a, each.b)}
    for id, fact in _facts(network, facts.keys(), min(idea.date for _, idea in ideas), today):
        facts[id].append(fact)
    return tuple(_with_news(each, [*facts[each.a], *facts[each.b]]) if each.state == IDEA else each for each in every)


def _with_news(parked: Standing, facts: Sequence[Fact]) -> Standing:
    idea = parked.last(IDEA)
    new = [fact for fact in facts if idea and fact[0] > idea.date]
    newest = max(new, key=lambda fact: (*fact[:2], fact[2].file, fact[2].line), default=None)
    return replace(parked, another_look=newest[2]) if newest else parked


def _facts(
    network: Network, wanted: Collection[str], since: datetime.date, today: datetime.date
) -> Iterator[tuple[str, Fact]]:
    """What is new after a day about those wanted: entries, but for introductions, and needs heard."""
    pages: tuple[Person | Organisation, ...] = (*network.people, *network.organisations)
    for page in pages:
        for entry in page.entries:
            if since < entry.date <= today and entry.counts != INTRO:
                for id in _touched(network, page.id, entry, wanted):
                    said = Evidence(str(entry), page.file, entry.line, entry.date)
                    yield id, (entry.date, entry.counts == CHANGE, said)
        for verb, needs in (("looks for", page.asks), ("offers", page.offers)):
            for need in needs if page.id in wanted else ():
                if need.heard and since < need.heard <= today:
                    said = Evidence(f"{page.name} {verb}: {need.what}", page.file, need.line, need.heard)
                    yield page.id, (need.heard, True, said)


def _touched(network: Network, page: str, entry: Entry, wanted: Collection[str]) -> list[str]:
    """Whom an entry is about, among those wanted: the page's own, who was there, who is linked."""
    named = (*entry.people, *(entry.mentions if "[[" in entry.text else ()))
    return [id for id in dict.fromkeys((page, *map(network.directory.meant, named))) if id and id in wanted]
