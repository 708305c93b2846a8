"""untie: two people are not connected any more."""

from typing import Annotated

from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.session import DryRun, session
from netjournal.commands.writing import Writing, told_openly, writing
from netjournal.errors import WrongUsage
from netjournal.files.references import untied
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import line, name


def untie(
    context: Context,
    one: Annotated[str, Argument(metavar="A")],
    other: Annotated[str, Argument(metavar="B")],
    dry_run: DryRun = False,
) -> None:
    """Take back how two people are tied, whichever page says so."""
    given = session(context)
    network = given.network
    a, b = (network.by_id[given.person(who, part=False).id] for who in (one, other))
    if a.id == b.id:
        raise WrongUsage(f"{a.name} is one person; name two")
    with writing(given, f"untie: {told_openly(a)} and {told_openly(b)}", dry_run) as changes:
        for person, other_id in ((a, b.id), (b, a.id)):
            _untie(network, changes, person, other_id)
        is_changed = any(each.before != each.after for each in changes.written)
    if not dry_run:
        said = "are no longer tied." if is_changed else "were not tied."
        given.say((line(name(a.name), " and ", name(b.name), f" {said}"),))


def _untie(network: Network, changes: Writing, person: Person, other_id: str) -> None:
    def is_meant(written: str) -> bool:
        return network.directory.meant(written) == other_id

    if any(is_meant(tie.person) for tie in person.ties):
        changes.change(person.file, lambda page: untied(page, is_meant))


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal untie owen nina")(untie)
