"""init: a journal where there was none; in a folder that has files, only what is missing."""

from pathlib import Path
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.programs import itself
from netjournal.commands.session import DryRun, Session, session
from netjournal.commands.writing import Writing, writing
from netjournal.errors import JournalError
from netjournal.files.folder import SETTINGS, Folder
from netjournal.files.notation.scalar import plain_or_quoted
from netjournal.files.page import Page
from netjournal.history.git import Repository
from netjournal.history.layout import ATTRIBUTES
from netjournal.history.registration import lacks_driver, with_attributes
from netjournal.history.registration import register as register_driver
from netjournal.network.names import make_id
from netjournal.views.document import line, name


def init(
    context: Context,
    folder: Annotated[Path, Argument(metavar="[DIR]", help="The journal's folder; made if missing.")] = Path(),
    git: Annotated[bool | None, Option("--git/--no-git", help="Keep its history with git.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Start a journal: settings, a page for yourself, and with git a first commit."""
    given = session(context)
    root = folder.expanduser()
    if root.exists() and not root.is_dir():
        raise JournalError(f"{root}: is a file; name a folder for the journal")
    if not dry_run:
        root.mkdir(parents=True, exist_ok=True)
    repository = Repository(root if root.exists() else Path())
    with_git = git if git is not None else not repository.exists
    given.named = str(root if root.exists() else Path())
    made = _make(given, with_git, dry_run)
    if with_git and not dry_run:
        _commit_first(given, repository)
    if not dry_run and git is not False and repository.exists and (with_git or lacks_driver(root)):
        register_driver(repository, itself())
    shown = "this folder" if folder == Path() else folder
    given.say((line("A journal in ", name(str(shown)), "." if made else " already; nothing was missing."),))
    if made:
        given.say((line('Next: `netjournal add "Ana Silva" --met today`, then `netjournal log ana -m "..."`.'),))


def _make(given: Session, with_git: bool, dry: bool) -> list[str]:
    folder = Folder(Path(given.named or "."))
    wanted = {} if (folder.root / SETTINGS).exists() else {SETTINGS: _settings(with_git)}
    if with_git and not (folder.root / ATTRIBUTES).exists():
        wanted[ATTRIBUTES] = with_attributes("", folder.settings.folders)
    if not any(person.is_self for person in given.network.people):
        wanted |= _own_page(given)
    with writing(given, "init: a journal", dry) as changes:
        for file, text in wanted.items():
            changes.create(file, text.encode())
        _add_attributes(changes, folder) if with_git and ATTRIBUTES not in wanted else None
        made = [each.path for each in changes.written if each.before != each.after]
        changes.forget() if not dry else None
    return made


def _add_attributes(changes: Writing, folder: Folder) -> None:
    """The lines that name the merge, below what a repository already says."""
    text = (folder.root / ATTRIBUTES).read_text("utf-8", "surrogateescape")
    if with_attributes(text, folder.settings.folders) != text:
        changes.change(ATTRIBUTES, lambda page: Page(with_attributes(page.text, folder.settings.folders), page.bom))


def _settings(with_git: bool) -> str:
    return (
        "# netjournal's settings; they travel with the journal. Every key is optional.\n"
        + ("commit: true    # one git commit for each command that writes\n" if with_git else "# commit: true\n")
        + "# circles: {close: 6 weeks, warm: 3 months, wide: 1 year}\n"
        + "# kinds: {padel: seen, voicemail: touched}\n"
        + "# synonyms: [[treasurer, bookkeeper, accountant]]\n"
    )


def _own_page(given: Session) -> dict[str, str]:
    """The owner's page, with an example of another's in comments."""
    people = given.network.settings.folders.people
    called = Repository(given.folder.root).user_name() or "Me"
    taken = {person.id for person in given.network.people}
    id = make_id(called, taken)
    text = f"""---
name: {plain_or_quoted(called)}
self: true
offers: []  # what you like to help with
asks: []  # what you are looking for
---

<!--
This page is you: your own asks and offers take part. Others look like this:

---
name: Ada Lovelace
email: [ada@example.org]
roles: [Programmer at Analytical Engines]
city: London
tags: [mathematics, music]
circle: close
asks: [a publisher]
met: {{on: 2019-06-05, at: a soirée}}
why: we both think engines can make music
---

## Log

- 2026-11-02 coffee: she is looking for a publisher
-->
"""
    return {f"{people}/{id}.md": text}


def _commit_first(given: Session, repository: Repository) -> None:
    if not repository.exists:
        repository.init()
    files = [each for each in (SETTINGS, ATTRIBUTES) if (given.folder.root / each).exists()]
    notes, _ = Folder(given.folder.root).found()
    repository.commit_files([*files, *(each.file for each in notes)], "init: a journal")


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal init my-journal")(init)
