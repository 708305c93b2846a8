"""archive: someone leaves the lists and stays in the files."""

from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import DryRun, session
from netjournal.commands.writing import told_openly, writing
from netjournal.files.page import Page
from netjournal.files.splice import remove_key, set_key
from netjournal.views.document import line, name, quiet

KEY = "archived"


def archive(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO")],
    undo: Annotated[bool, Option("--undo", help="Back into the lists.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Take someone out of the lists from today; the page stays where it is."""
    given = session(context)
    person = given.written_on(who)
    day = given.today.isoformat()
    is_so = bool(person.archived) != undo
    with writing(given, f"archive: {told_openly(person)}{' is back' if undo else ''}", dry_run) as changes:
        if not is_so:
            changes.change(person.file, lambda page: _returned(page) if undo else set_key(page, KEY, day))
    if not dry_run:
        already = " already" if is_so else ""
        said = f" is{already} in the lists." if undo else f" is{already} archived; back with --undo."
        given.say((line(name(person.name), said, quiet(f"  {person.file}")),))


def _returned(page: Page) -> Page:
    """The page of someone who is back; another tool's `status: archived` goes too, or it would go on holding."""
    for key, value in page.front.pairs if page.front else ():
        word = key.text.casefold()
        if word == KEY or (word == "status" and value.text.casefold() == KEY):
            page = remove_key(page, key.text)
    return page


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal archive rupert")(archive)
