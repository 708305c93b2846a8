"""How `today` words its answer: what to do, what is coming, and kindly when there is nothing."""

import datetime
from collections.abc import Sequence

from netjournal.answers.due import Ranking
from netjournal.answers.today import Task, Today
from netjournal.network.network import Network
from netjournal.views.document import STRONG, Document, Line, Span, Table, line, quiet
from netjournal.views.lapses import Lapsed, due_document
from netjournal.views.machine import Object, Value, iso
from netjournal.views.machine import evidence as as_object
from netjournal.views.machine import person as as_person
from netjournal.views.telling import all_objects, last_met, short

MOST = 5


def today_document(network: Network, asked: Today, due: Sequence[Lapsed], today: datetime.date) -> Document:
    parts: list[Line | Table] = []
    parts += _section("Promises due", asked.promises)
    parts += _section("Birthdays", asked.birthdays)
    parts += _section("Gatherings", asked.gatherings)
    if due:
        parts.append(_heading("To see again"))
        ranking = Ranking(tuple(each.lapse for each in due), (), len(due))
        parts += [_indented(each) for each in due_document(network, due, ranking, today, everyone=False)]
    parts += _section("Introductions", asked.introductions)
    parts += _section("Thanks owed", asked.thanks, is_dated=True)
    parts += _section("Asks you could meet", asked.asks, is_dated=True)
    if not parts:
        parts.append(line("Nothing waits for you today. Enjoy it, or ring somebody you like."))
    return tuple(parts)


def _heading(text: str) -> Line:
    return line(Span(text, STRONG))


def _section(heading: str, tasks: Sequence[Task], is_dated: bool = False) -> list[Line]:
    """Some tasks below a heading; `is_dated` adds the day where their words don't tell it."""
    if not tasks:
        return []
    parts = [_heading(heading)]
    for task in tasks[:MOST]:
        day = f"  {task.said.date.isoformat()}" if is_dated and task.said.date else ""
        place = quiet(f"  {task.said.file}:{task.said.line}{day}")
        parts.append(line("- ", short(task.said.says), place, indent=2))
        if task.do:
            parts.append(line(quiet(task.do), indent=4))
    more = len(tasks) - MOST
    if more > 0:
        parts.append(line(quiet(f"and {more} more; see --json for all of them."), indent=2))
    return parts


def _indented(part: Line | Table) -> Line | Table:
    return Line(part.spans, part.indent + 2) if isinstance(part, Line) else part


def today_object(asked: Today, names: dict[str, str], due: Sequence[Lapsed], today: datetime.date) -> Object:
    """The answer for a program; `names` are those of the people and organisations that are asked about, by id."""
    return {
        "today": iso(today),
        "promises": _tasks(asked.promises, names),
        "birthdays": _tasks(asked.birthdays, names),
        "gatherings": _tasks(asked.gatherings, names),
        "due": [_lapsed(each, today) for each in due],
        "introductions": _tasks(asked.introductions, names),
        "thanks": _tasks(asked.thanks, names),
        "asks": _tasks(asked.asks, names),
    }


def _tasks(tasks: Sequence[Task], names: dict[str, str]) -> list[Value]:
    found: list[Value] = []
    for task in tasks:
        people = [as_person(id, names.get(id, id)) for id in task.people]
        person = people[0] if people else None
        found.append({"person": person, "people": people, **as_object(task.said), "do": task.do or None})
    return found


def _lapsed(each: Lapsed, today: datetime.date) -> Object:
    person = as_person(each.person.id, each.person.name)
    says = "".join(part if isinstance(part, str) else part.text for part in last_met(each.last, each.person, today))
    return {
        "person": person,
        "people": [person],
        "says": says,
        "file": each.last.file,
        "line": each.last.line,
        "date": iso(each.last.date),
        "do": None,
        "reasons": all_objects(each.reasons),
    }
