"""Introductions: where each stands by what both pages tell, what comes next, and which move is refused and why."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from netjournal.network.day import iso_day, say_day
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


@dataclass(frozen=True, slots=True)
class Move:
    """A step to be taken: `by` is whose answer it is; an `already` introduction asked nobody before."""

    state: str
    by: str = ""
    text: str = ""
    already: bool = False


# Reading


def standing(network: Network, one: str, other: str, today: datetime.date) -> Standing:
    """Where the introduction of two people stands."""
    a, b = in_order(one, other)
    told = [step for id in (a, b) for whom, step in _told(network, network.by_id[id], today) if whom in (a, b)]
    return stood(a, b, today, told)


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
    """Where a step stands among others of its day; answers keep the order of their page."""
    return 0 if state == IDEA else 1 if state in ANSWERS else 1 + COURSE.index(state)


def _first_page_first(steps: Iterable[Step], a: str) -> list[Step]:
    return sorted(steps, key=lambda step: step.by != a)


def _told(network: Network, person: Person, today: datetime.date) -> Iterator[tuple[str, Step]]:
    """The steps that a page tells of up to today, the oldest first, each with whom it is about."""
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
    parked = {id for each in every if each.state == IDEA for id in (each.a, each.b)}
    facts: dict[str, list[tuple[datetime.date, bool, Evidence]]] = {id: [] for id in parked}
    for id, is_change, said in _facts(network, today):
        if id in facts and said.date:
            facts[id].append((said.date, is_change, said))
    return tuple(_with_news(each, [*facts[each.a], *facts[each.b]]) if each.state == IDEA else each for each in every)


def _with_news(parked: Standing, facts: list[tuple[datetime.date, bool, Evidence]]) -> Standing:
    idea = parked.last(IDEA)
    new = [fact for fact in facts if idea and fact[0] > idea.date]
    newest = max(new, key=lambda fact: (*fact[:2], fact[2].file, fact[2].line), default=None)
    return replace(parked, another_look=newest[2]) if newest else parked


def _facts(network: Network, today: datetime.date) -> Iterator[tuple[str, bool, Evidence]]:
    """What is new about whom, and whether it is a change: entries, but for introductions, and needs heard."""
    meant = network.directory.meant
    pages: tuple[Person | Organisation, ...] = (*network.people, *network.organisations)
    for page in pages:
        for entry in page.entries:
            if entry.counts != INTRO and entry.date <= today:
                said = Evidence(str(entry), page.file, entry.line, entry.date)
                touched = (page.id, *map(meant, (*entry.people, *entry.mentions)))
                yield from ((id, entry.counts == CHANGE, said) for id in dict.fromkeys(touched) if id)
        for verb, needs in (("looks for", page.asks), ("offers", page.offers)):
            for need in needs:
                if need.heard and need.heard <= today:
                    says = f"{page.name} {verb}: {need.what}"
                    yield page.id, True, Evidence(says, page.file, need.line, need.heard)


# Moving on

UNDER_WAY = "{a} and {b} are under way since {day}; see the next step with netjournal intro"
SAID_NO = "{no} said no on {no_day}; let it rest, or write --yes if that has changed"
NOT_YET = "{missing}; write --made --already if you have introduced them all the same"
NOT_MADE = "{a} and {b} have not been introduced yet; write --made first, with --already if nobody was asked before"
IS_MADE = "{a} and {b} were introduced on {made_day}; say what came of it with --met, --outcome TEXT or --thank"
HAVE_MET = "{a} and {b} met on {day}; say what came of it with --outcome TEXT"
IS_NEVER = "{a} and {b} are never to be introduced, as you wrote on {day}; take that line out if it holds no longer"
SAYS_YES = "{who} said yes on {answer_day} already"
SAYS_NO = "{who} said no on {answer_day} already"

_BEFORE = (NOTHING, IDEA, ASKED, LATER, DECLINED)

# By move and by state of both; a move that stands in neither table is allowed.
REFUSED: Mapping[tuple[str, str], str] = {
    **{(IDEA, state): UNDER_WAY for state in (ASKED, AGREED, LATER)},
    **{(move, DECLINED): SAID_NO for move in (IDEA, ASKED)},
    **{(move, state): IS_MADE for move in (IDEA, *ANSWERS, MADE) for state in INTRODUCED},
    **{(MADE, state): NOT_YET for state in _BEFORE},
    **{(move, state): NOT_MADE for move in (MET, OUTCOME, THANKED) for state in (*_BEFORE, AGREED)},
    (MET, MET): HAVE_MET,
    **{(move, NEVER): IS_NEVER for move in (*ANSWERS, *COURSE)},
}
# By move and by the newest answer of the person it is about.
REFUSED_ANSWERS: Mapping[tuple[str, str], str] = {
    (ASKED, AGREED): SAYS_YES,
    (AGREED, AGREED): SAYS_YES,
    (DECLINED, DECLINED): SAYS_NO,
}


def refusal(network: Network, stands: Standing, move: Move, day: datetime.date) -> str:
    """Why a move is refused, and what to do instead; empty where it is allowed."""
    refused = REFUSED.get((move.state, stands.state), "")
    if refused == NOT_YET and move.already:
        refused = ""
    answer = stands.answer(move.by) if move.state in ANSWERS else None
    refused = refused or REFUSED_ANSWERS.get((move.state, answer.state if answer else ""), "")
    if refused:
        return _worded(network, stands, refused, answer)
    return "that stands on the page already, with this day and these words" if _stands(stands, move, day) else ""


def _stands(stands: Standing, move: Move, day: datetime.date) -> bool:
    by, text = move.by or stands.a, " ".join(move.text.split())
    taken = ((step.state, step.by, step.date, " ".join(step.text.split())) for step in stands.steps)
    return (move.state, by, day, text) in taken


def _worded(network: Network, stands: Standing, sentence: str, answer: Step | None) -> str:
    no = next((step for step in stands.answers if step and step.state == DECLINED), None)
    return sentence.format(
        a=network.name_of(stands.a),
        b=network.name_of(stands.b),
        day=_day(stands.step),
        made_day=_day(stands.last(MADE) or stands.step),
        no=network.name_of(no.by) if no else "",
        no_day=_day(no),
        who=network.name_of(answer.by) if answer else "",
        answer_day=_day(answer),
        missing=_missing(network, stands),
    )


def _missing(network: Network, stands: Standing) -> str:
    """Whose yes is missing, and what they said instead."""
    said = []
    for id, step in zip((stands.a, stands.b), stands.answers, strict=True):
        who = network.name_of(id)
        if step is None:
            said.append(f"{who} has not been asked yet")
        elif step.state == ASKED:
            said.append(f"{who} has not answered yet, asked on {say_day(step.date)}")
        elif step.state == LATER:
            said.append(f"{who} wants to wait{f' until {say_day(step.until)}' if step.until else ''}")
        elif step.state == DECLINED:
            said.append(f"{who} said no on {say_day(step.date)}")
    return ", and ".join(said)


def _day(step: Step | None) -> str:
    return say_day(step.date) if step else ""
