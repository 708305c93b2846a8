"""how: how two people are connected, and what they have in common."""

from collections.abc import Sequence
from typing import Annotated

from netjournal.answers.how import HowAnswer
from netjournal.answers.how import how as connection
from netjournal.answers.reasons import favours_between
from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.session import Json, Session, session
from netjournal.errors import NobodyCalled, WrongUsage
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import STRONG, Document, Line, Span, line, name, quiet
from netjournal.views.machine import Object
from netjournal.views.machine import evidence as as_object
from netjournal.views.telling import all_objects, person_object, reason

MOST = 6


def how(
    context: Context,
    one: Annotated[str, Argument(metavar="A")],
    other: Annotated[str | None, Argument(metavar="[B]")] = None,
    json: Json = False,
) -> None:
    """How two people are connected, or how you are connected with one."""
    given = session(context)
    a = given.person(one) if other else _owner(given)
    b = given.person(other or one)
    if a.id == b.id:
        raise WrongUsage(f"{a.name} is one person; name two")
    columns = given.journal.acquaintance
    answer = connection(
        given.journal.whole,
        columns,
        columns.rows[a.id],
        columns.rows[b.id],
        given.today,
        given.journal.around,
    )
    favours = favours_between(given.journal.whole, columns, a, b, given.meaning)
    if json:
        given.give(_object(given.journal.whole, answer, favours))
    else:
        given.answer(_document(given.journal.whole, a, b, answer, favours))
    given.remark_problems()


def _owner(given: Session) -> Person:
    if given.journal.whole.owner is None:
        raise NobodyCalled("you", ["a page with `self: true`"])
    return given.journal.whole.owner


def _document(network: Network, a: Person, b: Person, answer: HowAnswer, favours: Sequence[Evidence]) -> Document:
    parts: list[Line] = []
    if not answer.path:
        parts.append(line("Nothing on the pages connects ", name(a.name), " with ", name(b.name), "."))
        parts.append(line(quiet(f"If they know one another: netjournal tie {a.id} {b.id}")))
    elif len(answer.path) > 1:
        between = " and ".join(network.name_of(step.to_id) for step in answer.path[:-1])
        parts.append(line(name(a.name), " and ", name(b.name), f" are connected through {between}."))
    for step in answer.path:
        place = f"  {step.evidence.file}:{step.evidence.line}"
        clause = step.tie[:1].upper() + step.tie[1:]
        end = "." if clause[-1:] not in ".!?" else ""
        parts.append(line(clause, end, quiet(place), indent=2 if len(answer.path) > 1 else 0))
    told = {(step.evidence.file, step.evidence.line) for step in answer.path}
    common = [said for said in answer.common if (said.file, said.line) not in told]
    if common:
        parts.append(line(Span("In common", STRONG)))
        parts += [reason(said) for said in common[:MOST]]
    if len(common) > MOST:
        parts.append(line(quiet(f"and {len(common) - MOST} more; --json names them all"), indent=2))
    if favours:
        parts.append(line(Span("What one can do for the other", STRONG)))
        parts += [reason(said) for said in favours]
    return tuple(parts)


def _object(network: Network, answer: HowAnswer, favours: Sequence[Evidence]) -> Object:
    return {
        "path": [
            {
                "from": person_object(network, step.from_id),
                "to": person_object(network, step.to_id),
                "tie": step.tie,
                "evidence": as_object(step.evidence),
            }
            for step in answer.path
        ],
        "common": all_objects(answer.common),
        "favours": all_objects(tuple(favours)),
    }


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal how dorothy owen")(how)
