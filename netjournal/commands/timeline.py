"""timeline: entries, gatherings and introductions in order."""

from collections.abc import Sequence
from typing import Annotated

from netjournal.answers.timeline import Event
from netjournal.answers.timeline import timeline as events
from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.session import Json, Limit, session
from netjournal.network.network import Network
from netjournal.network.query import parted, read_query
from netjournal.views.document import Document, Span, line, name, quiet
from netjournal.views.machine import Object, iso
from netjournal.views.telling import person_object, short

USUAL = 50
MOST = 3


def timeline(
    context: Context,
    words: Annotated[list[str] | None, Argument(metavar="[WHO] [FILTER]...")] = None,
    limit: Limit = USUAL,
    json: Json = False,
) -> None:
    """What happened, the latest first: entries, gatherings and introductions."""
    given = session(context)
    who, filters = parted(words or ())
    around = given.person(who).id if who else None
    network = given.journal.around((around,)) if around and not filters else given.journal.everyone
    found = events(network, read_query(filters), given.today, around)
    shown = found[: limit or USUAL]
    if json:
        given.give({"entries": [_object(network, event) for event in shown], "found": len(found)})
    else:
        given.answer(_document(network, shown, len(found)))
    given.remark_problems()


def _document(network: Network, shown: Sequence[Event], found: int) -> Document:
    if not shown:
        return (line("Nothing has happened there yet. What happened is told with `netjournal log`."),)
    parts = []
    for event in shown:
        names = _names(network, event)
        said = f" {event.kind}" + (f": {short(event.says)}" if event.says else "")
        place = quiet(f"  {event.file}:{event.line}")
        parts.append(line(event.date.isoformat(), " " if names else "", *names, said, place))
    if found > len(shown):
        parts.append(line(quiet(f"{found - len(shown)} earlier; see --limit")))
    return tuple(parts)


def _names(network: Network, event: Event) -> list[str | Span]:
    """Whom an event is about: a few by name, the rest as a number."""
    most = MOST if len(event.people) > MOST + 1 else len(event.people)
    names: list[str | Span] = []
    for id in event.people[:most]:
        names += [", " if names else "", name(network.name_of(id))]
    return [*names, f" and {len(event.people) - most} more"] if len(event.people) > most else names


def _object(network: Network, event: Event) -> Object:
    return {
        "date": iso(event.date),
        "kind": event.kind,
        "says": event.says,
        "file": event.file,
        "line": event.line,
        "people": [person_object(network, id) for id in event.people],
    }


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal timeline dorothy --limit 10")(timeline)
