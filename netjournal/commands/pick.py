"""pick: one person's id, chosen from a list, for other commands to take: netjournal show "$(netjournal pick)"."""

import sys
from collections.abc import Sequence
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.programs import chosen_in_fzf, has_fzf
from netjournal.commands.session import Session, ends, session
from netjournal.errors import SeveralCalled
from netjournal.network.names import fold
from netjournal.network.person import Person
from netjournal.network.query import parted
from netjournal.views.document import visible

NOTHING, CANCELLED = 1, 130
MOST_NUMBERED = 40


def pick(context: Context, words: Annotated[list[str] | None, Argument(metavar="[WHO] [FILTER]...")] = None) -> None:
    """Choose a person with fzf, or by number where there is none, and print their id."""
    given = session(context)
    people = _found(given, words or ())
    given.remark_problems()
    if not people:
        given.remark("Nobody there to pick; see `netjournal list`, or add somebody with `netjournal add NAME`.")
        ends(NOTHING)
    person = people[0] if len(people) == 1 else _chosen(given, " ".join(words or ()), people)
    sys.stdout.write(f"{visible(person.id)}\n")


def _found(given: Session, words: Sequence[str]) -> list[Person]:
    """Whoever answers to the bare words and is left by the filters, but the archived and the dead, by name."""
    who, filters = parted(words)
    left = given.matching(filters)
    ids = left.intersection(given.journal.answering(who)) if who else left
    people = (person for person in given.journal.everyone.people if person.id in ids)
    present = [person for person in people if not person.archived and not person.died]
    return sorted(present, key=lambda person: (fold(person.name), person.id))


def _chosen(given: Session, text: str, people: Sequence[Person]) -> Person:
    """The one whom the person at the terminal chooses. Raises SeveralCalled where nobody can be asked."""
    choices = [given.told_apart(person) for person in people]
    if not given.can_ask:
        raise SeveralCalled(text or "everybody", choices[:MOST_NUMBERED])
    if has_fzf():
        at, status = chosen_in_fzf([visible(choice) for choice in choices])
        return people[at] if at is not None else ends(status)
    at = given.numbered(choices[:MOST_NUMBERED], len(choices))
    return people[at] if at is not None else ends(NOTHING)


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal show "$(netjournal pick)"')(pick)
