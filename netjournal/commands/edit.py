"""edit: a page in the user's own editor; what was saved is read, and what can't be is said at once."""

from typing import Annotated

from netjournal.answers.findings import findings
from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.programs import run_editor
from netjournal.commands.session import Session, ends, session
from netjournal.commands.writing import told_openly, writing
from netjournal.errors import NobodyCalled, UnreadablePage
from netjournal.files.folder import Found
from netjournal.files.journal import read_journal
from netjournal.network.evidence import Problem
from netjournal.network.names import id_key, link_target
from netjournal.views.document import line, quiet

DATA = 6


def edit(context: Context, who: Annotated[str | None, Argument(metavar="[WHO]")] = None) -> None:
    """Open someone's page in $VISUAL or $EDITOR; without WHO, the journal's folder."""
    given = session(context)
    if who is None:
        run_editor(given.folder.real_root)
        given.remark_problems()
        return
    found = _found(given, who)
    before = given.folder.data(found.file)
    try:
        run_editor(given.folder.real_root / found.file)
    finally:
        _refuse_emptied(given, found.file, before)
    after = given.folder.data(found.file)
    if after == before:
        given.say((line("Nothing was changed.", quiet(f"  {found.file}")),))
        return
    _read_back(given, found)
    with writing(given, f"edit: {_name(given, found)}") as changes:
        changes.wrote(found.file, before, after)
    given.say((line("Saved.", quiet(f"  {found.file}")),))


def _found(given: Session, who: str) -> Found:
    """The file of a page, though it can't be read; organisations and gatherings are named by id or name."""
    listed, key = given.folder.found()[0], id_key(link_target(who))
    ids = [each for each in listed if id_key(each.file.rpartition("/")[2].removesuffix(".md")) == key]
    if len(ids) == 1:
        return ids[0]
    try:
        file = given.person(who, part=False).file
    except NobodyCalled:
        organisation = given.network.organisation_directory.meant(who)
        if organisation is None:
            raise
        file = given.network.organisations_by_id[organisation].file
    return next(each for each in listed if each.file == file)


def _refuse_emptied(given: Session, file: str, before: bytes) -> None:
    """Put the old text back where the editor left none."""
    try:
        left: bytes | None = given.folder.data(file)
    except FileNotFoundError:
        left = None
    if not before.strip() or (left and left.strip()):
        return
    with given.folder.locked():
        if left is None:
            given.folder.create(file, before)
        else:
            given.folder.restore(file, left, before)
    what = "deleted the file" if left is None else "left the file empty"
    raise UnreadablePage(f"{file}: the editor {what}; its text was put back, nothing is lost")


def _read_back(given: Session, found: Found) -> None:
    """Say every finding on the page; leave with an exit status where it can't be read at all."""
    reading = given.folder.read(found)
    if isinstance(reading, Problem):
        given.remark(str(reading))
        given.remark(f"Your text is kept as you saved it; netjournal edit {found.id} opens it again.")
        ends(DATA)
    problems = findings(read_journal(given.folder), given.today)
    for problem in problems:
        if problem.file == found.file:
            given.remark(str(problem))


def _name(given: Session, found: Found) -> str:
    reading = given.folder.read(found)
    return found.id if isinstance(reading, Problem) else told_openly(reading.record)


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal edit dorothy")(edit)
