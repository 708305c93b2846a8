"""merge: two pages about one person become one; both histories survive."""

from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.following import called_so, follow
from netjournal.commands.session import DryRun, Session, session
from netjournal.commands.writing import Writing, told_openly, writing
from netjournal.files.page import Page, read_page
from netjournal.files.references import Meant, made_one, renamed
from netjournal.files.splice import add_to_list
from netjournal.files.union import united
from netjournal.network.names import answering
from netjournal.network.network import Network
from netjournal.network.person import APART, Person
from netjournal.views.document import line, name, quiet


def merge(
    context: Context,
    one: Annotated[str, Argument(metavar="A", help="Whose page stays.")],
    other: Annotated[str, Argument(metavar="B", help="Whose page goes into it.")],
    apart: Annotated[bool, Option("--apart", help="They are two: A's page says so, and nobody asks again.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Make one person of two: B's page goes into A's, and what names B then names A."""
    given = session(context)
    a = given.network.by_id[given.person(one, part=False).id]
    b = _other(given, a, other)
    if apart and a.id != b.id:
        _keep_apart(given, a, b, dry_run)
        return
    if a.id == b.id:
        given.say((line(name(a.name), " is one page; nothing was changed.", quiet(f"  {a.file}")),))
        return
    with writing(given, f"merge: {told_openly(b)} into {told_openly(a)}", dry_run) as changes:
        count = _merge(given, changes, a, b)
    if not dry_run:
        pages = f"; references on {count} other page{'s' * (count != 1)} follow" if count else ""
        given.say((line(name(b.name), f" ({b.id}) is now one with ", name(a.name), f"{pages}.", quiet(f"  {a.file}")),))


def _keep_apart(given: Session, a: Person, b: Person, dry: bool) -> None:
    """Have A's page say that B is somebody else."""
    with writing(given, f"merge: {told_openly(a)} and {told_openly(b)} are two", dry) as changes:
        changes.change(a.file, lambda page: add_to_list(page, APART, b.id))
    if not dry:
        both = line(name(a.name), f" ({a.id}) and ", name(b.name), f" ({b.id}) are two people.", quiet(f"  {a.file}"))
        given.say((both,))


def _other(given: Session, a: Person, text: str) -> Person:
    """Whom B names: of two who answer to it, the one who isn't A."""
    ids = [id for id in answering(text, given.network.called, part=False) if id != a.id]
    return given.network.by_id[ids[0]] if len(ids) == 1 else given.network.by_id[given.person(text, part=False).id]


def _merge(given: Session, changes: Writing, a: Person, b: Person) -> int:
    """Unite the pages, let the references follow, and take B's file away last; each step may be repeated."""
    network, kinds = given.network, given.folder.settings.kinds
    is_a, is_b = called_so(network, a, b.id), called_so(network, b, a.id)
    stem = b.file.rpartition("/")[2].removesuffix(".md")

    def whole(page: Page) -> Page:
        other = renamed(made_one(read_page(given.folder.data(b.file)), is_a), is_b, a.id)
        return united(renamed(made_one(page, is_b), is_b, a.id), other, (b.name, stem), kinds)

    changes.change(a.file, whole)
    is_there = _others_of(network, a, b, is_b)
    edit = lambda page: renamed(page, is_b, a.id, is_there)  # noqa: E731
    count = follow(given, changes, edit, (stem, b.id, b.name), (a.file, b.file))
    if not changes.dry:
        changes.change(a.file, whole)  # an editor may have saved B's page meanwhile
    changes.remove(b.file)
    return count


def _others_of(network: Network, a: Person, b: Person, is_b: Meant) -> Meant:
    """Whether a name on a page means A already."""

    def is_there(written: str) -> bool:
        found = set(network.directory.all_meant(written))
        return a.id in found and found <= {a.id, b.id} and not is_b(written)

    return is_there


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal merge david-hughes david-hughes-2")(merge)
