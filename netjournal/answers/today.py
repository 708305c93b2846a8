"""What today asks of me: each thing with the line it rests on, until it is done."""

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta

from netjournal.answers.favours import owed
from netjournal.answers.introductions import ANSWER, ASK, MADE, MAKE, MET, OUTCOME, Standing, introductions
from netjournal.answers.open_needs import MINE, open_asks, open_offers
from netjournal.answers.wording import all_fits
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.day import ago, say_day
from netjournal.network.entry import LINK, Promise
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network, Record
from netjournal.network.person import Person

AHEAD = timedelta(7)  # how far ahead birthdays and gatherings are told


@dataclass(frozen=True, slots=True)
class Task:
    """Something today asks: `people` are the ids it is about, whom to turn to first; `do` the command that helps."""

    people: tuple[str, ...]
    said: Evidence
    do: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """All that today asks of me, but for whom to see again; each sort in the order to look at it."""

    promises: tuple[Task, ...]
    birthdays: tuple[Task, ...]
    gatherings: tuple[Task, ...]
    introductions: tuple[Task, ...]
    thanks: tuple[Task, ...]
    asks: tuple[Task, ...]


def asked_today(network: Network, today: date) -> Today:
    """What the whole network asks of its owner on a day."""
    return Today(
        promises=_by_day(_promises(network, today)),
        birthdays=_by_day(_birthdays(network, today)),
        gatherings=_by_day(_gatherings(network, today)),
        introductions=_by_day(_introductions(network, today)),
        thanks=_by_day(_thanks(network, today)),
        asks=tuple(_asks(network)),
    )


def left_of(asked: Today, ids: Container[str]) -> Today:
    """The same, as far as it is about any of these people or organisations."""
    sorts = (asked.promises, asked.birthdays, asked.gatherings, asked.introductions, asked.thanks, asked.asks)
    return Today(*(tuple(task for task in tasks if any(id in ids for id in task.people)) for tasks in sorts))


def _by_day(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The oldest day first."""
    return tuple(sorted(tasks, key=lambda task: (task.said.date or date.max, task.said.file, task.said.line)))


# Promises


def _promises(network: Network, today: date) -> Iterator[Task]:
    for record in network.records:
        for promise in record.promises:
            if not promise.done and promise.due and promise.due <= today:
                yield from _promise(network, record, promise, today)


def _promise(network: Network, record: Record, promise: Promise, today: date) -> Iterator[Task]:
    """One promise, mine or theirs to me; none where the person is here no more."""
    by = network.directory.meant(promise.by) if promise.by else None
    is_mine = not promise.by or by in network.selves
    people = _given_to(network, record, promise) if is_mine else (by,) if by else ()
    if people and not any(network.by_id[id].is_present for id in people):
        return
    names = [network.name_of(id) for id in people]
    theirs = names[0] if names else promise.by
    who = (f"you promised {names[0]}" if names else "you promised") if is_mine else f"{theirs} promised you"
    due = f"due {say_day(promise.due)}, {ago(promise.due, today)}" if promise.due else ""
    yield Task(people, Evidence(f"{who}: {promise.text} ({due})", record.file, promise.line, promise.due))


def _given_to(network: Network, record: Record, promise: Promise) -> tuple[str, ...]:
    """Whom a promise of mine was given to: the page's person, else those it names."""
    if isinstance(record, Person) and not record.is_self:
        return (record.id,)
    named = (network.directory.meant(name) for name in LINK.findall(promise.text))
    return tuple(dict.fromkeys(id for id in named if id and id not in network.selves))


# Days


def _birthdays(network: Network, today: date) -> Iterator[Task]:
    for person in network.people:
        day = person.birthday.next_on(today) if person.birthday and person.is_present else None
        if person.birthday and day and day <= today + AHEAD:
            when = "today" if day == today else f"{ago(day, today)}, {say_day(day)}"
            years = person.birthday.age_on(day)
            turns = f"turns {years}" if years else "has a birthday"
            said = Evidence(f"{person.name} {turns} {when}", person.file, person.birthday_line, day)
            yield Task((person.id,), said)


def _gatherings(network: Network, today: date) -> Iterator[Task]:
    """Those to come soon, and the past ones of which nobody has told who came."""
    for gathering in network.gatherings:
        if gathering.date is None or gathering.date > today + AHEAD or (gathering.came and gathering.date < today):
            continue
        invited = tuple(dict.fromkeys(id for each in gathering.invited if (id := network.directory.meant(each.text))))
        when = f"{gathering.called}, {ago(gathering.date, today)}, {say_day(gathering.date)}"
        is_past = gathering.date < today
        said = Evidence(f"{when}{': who came?' if is_past else ''}", gathering.file, gathering.line, gathering.date)
        yield Task(invited, said, f"netjournal debrief {gathering.id}" if is_past else "")


# Introductions


def _introductions(network: Network, today: date) -> Iterator[Task]:
    """Those under way that wait for an answer, for me, or for what came of them; parked ideas are none."""
    for standing in introductions(network, today):
        do = f"netjournal intro {standing.a} {standing.b}"
        for first, says, said in _waiting(network, standing):
            other = standing.b if first == standing.a else standing.a
            yield Task((first, other), Evidence(says, said.file, said.line, said.date), do)


def _waiting(network: Network, standing: Standing) -> Iterator[tuple[str, str, Evidence]]:
    """Whom to turn to, why, and the line that says so."""
    step, move = standing.step, standing.next
    if step is None:
        return
    a, b, day = network.name_of(standing.a), network.name_of(standing.b), say_day(step.date)
    if move.do == ANSWER:
        for id in move.who:
            asked, other = standing.answer(id), standing.b if id == standing.a else standing.a
            if asked:
                says = f"{network.name_of(id)} has not answered yet about meeting {network.name_of(other)}"
                yield id, f"{says}, asked {say_day(asked.date)}", asked.evidence
    elif move.do == ASK and any(standing.answers):
        for id in move.who:
            other = standing.b if id == standing.a else standing.a
            again = " again" if standing.answer(id) else ""
            says = f"ask {network.name_of(id)}{again} about meeting {network.name_of(other)}, last word {day}"
            yield id, says, step.evidence
    elif move.do == MAKE:
        yield standing.a, f"{a} and {b} both said yes: introduce them", step.evidence
    elif standing.state == MADE and move.do == MET:
        yield standing.a, f"you introduced {a} and {b} on {day}: have they met?", step.evidence
    elif standing.state == MET and move.do == OUTCOME:
        yield standing.a, f"{a} and {b} met on {day}: what came of it?", step.evidence
    elif standing.state == OUTCOME:
        what = f": {step.text}" if step.text else ""
        yield standing.a, f"something came of {a} and {b}{what}. Are thanks said?", step.evidence


# Favours and asks


def _thanks(network: Network, today: date) -> Iterator[Task]:
    """Favours received that no thanks followed."""
    for favour in owed(network, today):
        says = f"thank {network.name_of(favour.giver)} for: {favour.what}"
        yield Task((favour.giver,), replace(favour.said, says=says), f"netjournal log {favour.giver} --as thanked")


def _asks(network: Network) -> Iterator[Task]:
    """Open asks that an offer of mine fits, the nearest first."""
    asks = [ask for ask in open_asks(network) if ask.whose != MINE]
    offers = [offer for offer in open_offers(network) if offer.id in network.selves]
    fits, _ = all_fits([ask.what for ask in asks], [offer.what for offer in offers], network.settings.synonyms)
    best: dict[int, tuple[int, float]] = {}
    for ask_at, offer_at, score in fits:
        best.setdefault(ask_at, (offer_at, score))
    for at in sorted(best, key=lambda at: (-best[at][1], asks[at].file, asks[at].line)):
        ask, offer = asks[at], offers[best[at][0]]
        says = f"{ask.name} asks: {ask.what}; {offer.said.says}"
        yield Task((ask.id,), Evidence(says, ask.file, ask.line, ask.heard))
