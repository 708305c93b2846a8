"""tie: how two people are connected."""

from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import DryRun, session
from netjournal.commands.writing import told_openly, writing
from netjournal.errors import WrongUsage
from netjournal.files.splice import set_in_map
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import line, name

KNOWS = "knows"


def tie(
    context: Context,
    one: Annotated[str, Argument(metavar="A")],
    other: Annotated[str, Argument(metavar="B")],
    kind: Annotated[str, Option("--as", help="What B is to A: sister, colleague, collaborator.")] = KNOWS,
    dry_run: DryRun = False,
) -> None:
    """Say how two people are connected: B is A's colleague, say."""
    given = session(context)
    ids = [given.person(each, part=False).id for each in (one, other)]
    network = given.journal.names
    a, b = (network.by_id[id] for id in ids)
    if a.id == b.id:
        raise WrongUsage(f"{a.name} is one person; name two")
    key = written_tie(network, a, b) or b.id
    with writing(given, f"tie: {told_openly(a)} and {told_openly(b)}", dry_run) as changes:
        changes.change(a.file, lambda page: set_in_map(page, "ties", key, kind.strip() or KNOWS))
    if not dry_run:
        word = f" is {a.name}'s {kind}." if kind != KNOWS else f" and {a.name} know one another."
        given.say((line(name(b.name), word),))


def written_tie(network: Network, a: Person, b: Person) -> str | None:
    """How b stands in a's ties already, None where they don't."""
    return next((tie.person for tie in a.ties if network.directory.meant(tie.person) == b.id), None)


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal tie owen nina --as friend")(tie)
