"""Moves of an introduction: which are allowed where it stands, and the sentence for one that is refused."""

import datetime
from collections.abc import Mapping

from netjournal.answers.introductions import (
    AGREED,
    ANSWERS,
    ASKED,
    COURSE,
    DECLINED,
    IDEA,
    INTRODUCED,
    LATER,
    MADE,
    MET,
    NEVER,
    NOTHING,
    OUTCOME,
    THANKED,
    Standing,
    Step,
)
from netjournal.network.dataclass import dataclass
from netjournal.network.day import say_day
from netjournal.network.network import Network

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


@dataclass(frozen=True, slots=True)
class Move:
    """A step to be taken: `by` is whose answer it is; an `already` introduction asked nobody before."""

    state: str
    by: str = ""
    text: str = ""
    already: bool = False


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
