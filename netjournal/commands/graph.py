"""graph: a picture of the network."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from netjournal.answers.also import helped_by
from netjournal.answers.favours import favours
from netjournal.answers.graph import Graph, bare
from netjournal.answers.graph import graph as picture
from netjournal.answers.how import common
from netjournal.answers.meet import Suggestion
from netjournal.answers.sharing import is_open, shared
from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.fitting import fitting
from netjournal.commands.meet import MOST_A_PERSON, USUAL, suggested
from netjournal.commands.session import Json, Session, session
from netjournal.errors import WrongUsage
from netjournal.network.acquaintance import Acquaintance, acquaintance
from netjournal.network.contacts import by_person
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.query import parted
from netjournal.views.document import Document, line
from netjournal.views.machine import machine
from netjournal.views.people import shown
from netjournal.views.picture.dot import dot
from netjournal.views.picture.html import Shown, html, others_see
from netjournal.views.picture.mermaid import MOST_EDGES, mermaid
from netjournal.views.picture.object import graph_object

SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "dot": (".dot", ".gv"),
    "mermaid": (".mmd", ".mermaid"),
    "html": (".html", ".htm"),
    "json": (".json",),
}
MOST_COMMON = 5
ONE_IN = 10  # people is how many suggestions are drawn, once that is more than `meet` names, and up to so many
MOST_SUGGESTED = 40
MOST_SMOOTH = 4000  # people that the page lays out in a few seconds


def graph(
    context: Context,
    words: Annotated[list[str] | None, Argument(metavar="[WHO] [FILTER]...")] = None,
    format: Annotated[str | None, Option("--format", metavar="dot|mermaid|html|json")] = None,
    share: Annotated[bool, Option("--share", help="Leave out all that is private.")] = False,
    output: Annotated[str | None, Option("--output", "-o", metavar="FILE", help="Write it to a file.")] = None,
    json: Json = False,
) -> None:
    """A picture of the network: people, who knows whom, and who might like to meet."""
    given = session(context)
    chosen = _format("json" if json and format is None else format, output)
    if chosen == "html" and output in (None, "-") and given.screen.is_terminal:
        raise WrongUsage("a page is long; write it to a file: netjournal graph -o network.html")
    who, filters = parted(words or ())
    around = given.person(who) if who else None
    network, drawn = _shared(given, around, filters) if share else _own(given, around, filters)
    _deliver(given, chosen, _drawing(given, chosen, network, drawn, around, share), output, len(drawn.people))
    _remark(given, chosen, drawn)
    given.remark_problems()


def _format(format: str | None, output: str | None) -> str:
    """The format asked for, else the one that the file's name tells, else dot."""
    suffix = Path(output or "").suffix.casefold()
    chosen = format or next((each for each, suffixes in SUFFIXES.items() if suffix in suffixes), "dot")
    if chosen not in SUFFIXES:
        raise WrongUsage(f"--format takes {', '.join(SUFFIXES)}, not {chosen}")
    return chosen


# What is drawn


def _own(given: Session, around: Person | None, filters: Sequence[str]) -> tuple[Network, Graph]:
    """The picture for one's own screen."""
    network, columns = given.journal.whole, given.journal.acquaintance
    among = _among(given, network, around, filters)
    rows = frozenset(row for row, id in enumerate(columns.ids) if id in among)
    new = _suggestions(given, columns, columns.rows[around.id] if around else None, rows)
    return network, picture(network, columns, among, new, given.today, around.id if around else None)


def _shared(given: Session, around: Person | None, filters: Sequence[str]) -> tuple[Network, Graph]:
    """The picture for others: of what may be told, without days, quotes and suggestions."""
    if around and not is_open(around, "name"):
        raise WrongUsage(f"the name of {around.id} is private, so no picture of them can be shared")
    network = shared(given.journal.everyone)
    among = _among(given, network, around, filters)
    columns = acquaintance(network, given.today)
    return network, bare(picture(network, columns, among, (), given.today, around.id if around else None))


def _among(given: Session, network: Network, around: Person | None, filters: Sequence[str]) -> frozenset[str]:
    """Whom the picture may show: those present whom the filters leave, and whoever it is about."""
    left = given.matching(filters) if filters else None
    present = frozenset(
        person.id for person in network.people if person.is_present and (left is None or person.id in left)
    )
    return present | {around.id} if around else present


def _suggestions(
    given: Session, columns: Acquaintance, around: int | None, rows: frozenset[int]
) -> Sequence[Suggestion]:
    """The introductions that `meet` suggests, as far as both are drawn: ten, or one for every ten people."""
    wanted = min(max(USUAL, len(rows) // ONE_IN), MOST_SUGGESTED)
    among = rows if len(rows) < len(columns.ids) else None
    found, _ = suggested(given, columns, around, None if around is not None else MOST_A_PERSON, 2 * wanted, among)
    return [each for each in found if rows.issuperset((each.a, each.b))][:wanted]


# How it is drawn


def _drawing(
    given: Session, chosen: str, network: Network, drawn: Graph, around: Person | None, share: bool
) -> str:
    id = around.id if around else None
    draw: Mapping[str, Callable[[], str]] = {
        "dot": lambda: dot(network, drawn, given.today),
        "mermaid": lambda: mermaid(network, drawn, given.today),
        "json": lambda: machine(graph_object(network, drawn, id, share, given.today)),
        "html": lambda: html(network, drawn, _shown(given, network, drawn, around, share), given.today),
    }
    return draw[chosen]()


def _shown(given: Session, network: Network, drawn: Graph, around: Person | None, share: bool) -> Shown:
    title = f"The people around {around.name}" if around else "A network of people"
    people = [network.by_id[id] for id in drawn.people]
    tells = (
        {person.id: others_see(network, person, given.today) for person in people}
        if share
        else _told(given, network, people)
    )
    return Shown(title, around.id if around else None, share, tells)


def _told(given: Session, network: Network, people: Sequence[Person]) -> dict[str, Document]:
    """What `show` says of each, but for the name; whom they should meet is drawn."""
    columns, met, owner = given.journal.acquaintance, by_person(network, given.today), network.owner
    every, found, fits = favours(network, given.today), {}, fitting(given, columns)[0]
    for person in people:
        row = columns.rows[person.id]
        both = common(network, columns, columns.rows[owner.id], row) if owner and owner.id != person.id else ()
        own, done = met.get(person.id, []), [favour for favour in every if favour.is_of(person.id)]
        helped = helped_by(network, columns, row, fits)
        found[person.id] = shown(network, person, own, done, both[:MOST_COMMON], (), given.today, helped)[1:]
    return found


# Where it goes


def _deliver(given: Session, chosen: str, drawing: str, output: str | None, people: int) -> None:
    if output in (None, "-"):
        sys.stdout.write(drawing)
        return
    from netjournal.files.outlet import deliver

    deliver(Path(output or ""), (drawing.encode(),), SUFFIXES[chosen])
    opens = "; open it in a browser" if chosen == "html" else ""
    given.say((line(f"A picture of {'1 person' if people == 1 else f'{people} people'} in {output}{opens}."),))


def _remark(given: Session, chosen: str, drawn: Graph) -> None:
    if chosen == "html" and len(drawn.people) > MOST_SMOOTH:
        slow = f"{len(drawn.people)} people take a minute to lay out, and the page is slow till then"
        given.remark(f"{slow}; name somebody, or filter: tag:music")
    if chosen == "mermaid" and len(drawn.edges) > MOST_EDGES:
        given.remark(f"Mermaid draws {MOST_EDGES} lines unless its maxEdges says more; this has {len(drawn.edges)}")


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal graph tag:music --format html --output music.html")(graph)
