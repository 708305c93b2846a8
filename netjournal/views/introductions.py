"""How `intro` words its answers: what is under way, where one introduction stands, and what comes next."""

import datetime
from collections.abc import Mapping, Sequence

from netjournal.answers.introductions import (
    AGREED,
    ANSWER,
    ASK,
    ASKED,
    DECLINED,
    IDEA,
    LATER,
    MADE,
    MAKE,
    MET,
    NEVER,
    NOTHING,
    OUTCOME,
    THANKED,
    WAIT,
    Standing,
    Step,
)
from netjournal.network.day import ago, say_day
from netjournal.network.network import Network
from netjournal.views.document import STRONG, Document, Line, Span, line, name, quiet
from netjournal.views.machine import Object, Value, evidence, iso
from netjournal.views.telling import listed, person_object, reason, short

THANK = "thank"
AGAIN, PARKED = "again", "parked"
GROUPS: Mapping[str, str] = {  # in the order in which they are told
    MAKE: "Both said yes",
    ASK: "To ask next",
    ANSWER: "Waiting for an answer",
    MET: "Introduced: have they met?",
    OUTCOME: "They met: what came of it?",
    THANK: "Something came of it: are thanks said?",
    AGAIN: "Parked, and worth another look",
    WAIT: "Put off",
    PARKED: "Parked",
}


# Everything under way


def under_way(every: Sequence[Standing]) -> tuple[tuple[str, tuple[Standing, ...]], ...]:
    """What is under way, by what it waits for; each group the longest waiting first. What is over is left out."""
    found: dict[str, list[Standing]] = {group: [] for group in GROUPS}
    for each in every:
        if group := _group(each):
            found[group].append(each)
    for standings in found.values():
        standings.sort(key=lambda each: (each.step.date if each.step else each.today, each.a, each.b))
    return tuple((group, tuple(standings)) for group, standings in found.items() if standings)


def _group(stands: Standing) -> str:
    if stands.state == IDEA:
        return AGAIN if stands.another_look else PARKED
    return stands.next.do


def list_document(network: Network, every: Sequence[Standing]) -> Document:
    parts: list[Line] = []
    for group, standings in under_way(every):
        parts.append(line(Span(GROUPS[group], STRONG)))
        for each in standings:
            parts += _row(network, each)
    if not parts:
        parts.append(line("No introduction is under way."))
        parts.append(line(quiet("Who should meet whom: netjournal meet. A hunch: netjournal intro A B --idea TEXT")))
    return tuple(parts)


def _row(network: Network, stands: Standing) -> list[Line]:
    step = stands.step
    said = f": {short(step.text)}" if step and step.text and stands.state == IDEA else ""
    who = (name(network.name_of(stands.a)), " and ", name(network.name_of(stands.b)))
    rows = [line(*who, f", {_where(network, stands)}{said}", quiet(f"  {stands.a} {stands.b}"), indent=2)]
    if stands.another_look:
        rows.append(reason(stands.another_look, indent=4))
    return rows


def _where(network: Network, stands: Standing) -> str:
    """The state in words, with how long it has been so."""
    when = ago(stands.step.date, stands.today) if stands.step else ""
    do, whom = stands.next, listed([network.name_of(id) for id in stands.next.who])
    if stands.state in (IDEA, AGREED, MADE, MET, OUTCOME, THANKED):
        word = {
            IDEA: "an idea",
            AGREED: "both said yes",
            MADE: "introduced",
            MET: "met",
            OUTCOME: "something came of it",
            THANKED: "thanks were said",
        }[stands.state]
        return f"{word} {when}"
    if do.do == WAIT:
        return f"{whom} asked to wait" + (f" until {say_day(do.until)}" if do.until else "")
    if do.do == ANSWER:
        asked = max(step.date for id in do.who if (step := stands.answer(id)))
        return f"you asked {whom} {ago(asked, stands.today)}"
    if stands.state == ASKED:
        yes = next(step for step in stands.answers if step and step.state == AGREED)
        return f"{network.name_of(yes.by)} said yes {ago(yes.date, stands.today)}; ask {whom}"
    if stands.state == LATER:
        return f"the day it was put off to has come; ask {whom}"
    if stands.state == DECLINED:
        no = next(step for step in stands.answers if step and step.state == DECLINED)
        return f"{network.name_of(no.by)} said no {ago(no.date, stands.today)}"
    return f"never to be introduced, as you wrote {when}" if stands.state == NEVER else "nothing said so far"


def list_object(network: Network, every: Sequence[Standing], today: datetime.date) -> Object:
    told = [each for _, standings in under_way(every) for each in standings]
    return {"today": today.isoformat(), "introductions": [standing_object(network, each) for each in told]}


# One introduction


def standing_document(network: Network, stands: Standing) -> Document:
    a, b = network.name_of(stands.a), network.name_of(stands.b)
    parts = [line(name(a), " and ", name(b), f": {_where(network, stands)}.", quiet(f"  {stands.a} {stands.b}"))]
    parts += [_step(network, step) for step in stands.steps]
    if stands.another_look:
        parts += [line("Since then:"), reason(stands.another_look)]
    return (*parts, line(next_words(network, stands)))


def _step(network: Network, step: Step) -> Line:
    """One entry in the words of its page, and whose answer it is."""
    said = f": {short(step.text)}" if step.text else ""
    place = quiet(f"  {step.file}:{step.line}")
    return line(f"- {step.date.isoformat()} {step_words(network, step)}{said}", place, indent=2)


def step_words(network: Network, step: Step) -> str:
    """What a step was: whose answer, or its state."""
    who = network.name_of(step.by)
    answers = {
        ASKED: f"asked {who}",
        AGREED: f"{who} said yes",
        DECLINED: f"{who} said no",
        LATER: f"{who} asked to wait",
        MADE: "introduced",
    }
    return answers.get(step.state, step.state)


def next_words(network: Network, stands: Standing) -> str:
    """The next step as a sentence, with the words to type."""
    do, command = stands.next, f"netjournal intro {stands.a} {stands.b}"
    whom = listed([network.name_of(id) for id in do.who])
    either = " or ".join(network.name_of(id) for id in do.who)
    first = do.who[0] if do.who else stands.a
    if do.do == WAIT:
        return f"Next: wait for {whom}" + (f" until {say_day(do.until)}." if do.until else ".")
    return {
        ASK: f"Next: ask {either}: {command} --draft writes a note, then --ask {first}",
        ANSWER: f"Next: wait for {whom}: {command} --yes {first}, --no {first} or --later {first} DATE",
        MAKE: f"Next: introduce them: {command} --draft, then --made",
        MET: f"Next: hear whether they met: {command} --met",
        OUTCOME: f"Next: hear what came of it: {command} --outcome TEXT",
        THANK: f"Next: when thanks are said: {command} --thank",
        NOTHING: _over(stands),
    }[do.do]


def _over(stands: Standing) -> str:
    words = {DECLINED: "Let it rest.", NEVER: "Nobody will suggest them again."}
    return words.get(stands.state, "Nothing is left to do.")


def standing_object(network: Network, stands: Standing) -> Object:
    step, answers = stands.step, zip((stands.a, stands.b), stands.answers, strict=True)
    return {
        "a": person_object(network, stands.a),
        "b": person_object(network, stands.b),
        "state": stands.state or None,
        "since": iso(step.date) if step else None,
        "answers": [_answer(network, id, answer) for id, answer in answers],
        "next": {
            "do": stands.next.do or None,
            "who": [person_object(network, id) for id in stands.next.who],
            "until": iso(stands.next.until),
        },
        "another_look": evidence(stands.another_look) if stands.another_look else None,
        "steps": [{"state": step.state, "by": step.by, **evidence(step.evidence)} for step in stands.steps],
    }


def _answer(network: Network, id: str, step: Step | None) -> Value:
    said = {"answer": step.state, "date": iso(step.date), "until": iso(step.until)} if step else None
    return {**person_object(network, id), **(said or {"answer": None, "date": None, "until": None})}
