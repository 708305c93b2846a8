"""How `board` words its answer: each open ask, who could meet it, and else what to ask next."""

import datetime
from collections.abc import Mapping, Sequence

from netjournal.answers.board import MOST_ELSE, Question
from netjournal.answers.open_needs import MINE, Ask, Helping
from netjournal.network.day import ago
from netjournal.network.evidence import Evidence
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.machine import Object, Value, iso, person
from netjournal.views.telling import all_objects, listed, reason, short

MOST_HELPERS = 3

MOST_NAMED = 2

Questions = Mapping[Ask, Question]
Also = Mapping[str, Sequence[Ask]]


def board_document(asks: Sequence[Ask], questions: Questions, more: int, today: datetime.date, also: Also) -> Document:
    """The asks; whom else a helper could help is said once, where they first come up."""
    parts: list[Line] = []
    told: set[str] = set()
    for ask in asks:
        parts += _ask(ask, questions.get(ask), today)
        new = [helper for helper in ask.helpers[:MOST_HELPERS] if helper.id in also and helper.id not in told]
        told.update(helper.id for helper in new)
        parts += [_also(helper, others) for helper in new if (others := _others(ask, also[helper.id]))]
    if not asks:
        parts.append(line("Nobody is known to look for anything."))
        parts.append(line(quiet("Ask two people you see often what they look for: netjournal ask WHO ...")))
    if more:
        waits = "1 more ask waits" if more == 1 else f"{more} more asks wait"
        parts.append(line(quiet(f"{waits}; see --all, or --limit N.")))
    return tuple(parts)


def _ask(ask: Ask, next_one: Question | None, today: datetime.date) -> list[Line]:
    looks = " look for: " if ask.whose == MINE else " looks for: "
    heard = f", heard {ago(ask.heard, today)}" if ask.heard else ", heard some time ago"
    who = "You" if ask.whose == MINE else ask.name
    parts = [line(name(who), looks, short(ask.what), heard, quiet(f"  {ask.file}:{ask.line}"))]
    for helping in ask.helpers[:MOST_HELPERS]:
        parts += [reason(said) for said in helping.evidence]
    more = len(ask.helpers) - MOST_HELPERS
    if more > 0:
        parts.append(line(f"and {more} more who could.", indent=2))
    if not ask.helpers:
        parts.append(line("No offer fits yet. ", next_one.says if next_one else "", indent=2))
        parts += [reason(said, indent=4) for said in next_one.evidence] if next_one else []
    return parts


def _others(ask: Ask, also: Sequence[Ask]) -> list[Ask]:
    """The asks of others than whose this is."""
    return [other for other in also if other.id != ask.id][:MOST_ELSE]


def _also(helper: Helping, others: Sequence[Ask]) -> Line:
    named = ["you" if other.whose == MINE else other.name for other in others]
    more = " and others" if len(named) > MOST_NAMED else ""
    whom = ", ".join(named[:MOST_NAMED]) if more else listed(named)
    return line(f"{helper.name} could also help {whom}{more}.", indent=2)


def board_object(asks: Sequence[Ask], questions: Questions, more: int, today: datetime.date, also: Also) -> Object:
    return {
        "today": iso(today),
        "asks": [_object(ask, questions.get(ask), also) for ask in asks],
        "more": more,
    }


def _said(ask: Ask) -> Evidence:
    return Evidence(f"asks: {ask.what}", ask.file, ask.line, ask.heard)


def _object(ask: Ask, next_one: Question | None, also: Also) -> Object:
    asked: Value = None
    if next_one:
        asked = {
            **person(next_one.id, next_one.name),
            "says": next_one.says,
            "evidence": all_objects(next_one.evidence),
        }
    return {
        "who": person(ask.id, ask.name),
        "what": ask.what,
        "heard": iso(ask.heard),
        "file": ask.file,
        "line": ask.line,
        "helpers": [
            {
                **person(each.id, each.name),
                "evidence": all_objects(each.evidence),
                "else": [
                    {**person(other.id, other.name), "evidence": all_objects((_said(other),))}
                    for other in _others(ask, also.get(each.id, ()))
                ],
            }
            for each in ask.helpers
        ],
        "next": asked,
    }
