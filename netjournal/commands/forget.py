"""forget: someone who asks to be forgotten is taken out of every file."""

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.following import follow
from netjournal.commands.session import DryRun, Session, ends, session
from netjournal.commands.writing import Writing, writing
from netjournal.errors import WrongUsage
from netjournal.files.folder import INBOX
from netjournal.files.references import forgotten
from netjournal.history.git import Repository
from netjournal.network.evidence import Evidence
from netjournal.network.names import fold
from netjournal.network.person import Person
from netjournal.views.document import Line, line, name, quiet
from netjournal.views.telling import short

CANCELLED = 130
SHORTEST = 2
MOST = 10


def forget(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO")],
    yes: Annotated[bool, Option("--yes", help="Don't ask.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Take someone out of every file, because they ask to be forgotten."""
    given = session(context)
    person = given.network.by_id[given.person(who, part=False).id]
    if not (yes or dry_run):
        _ask(given, person)
    with writing(given, "forget: one person", dry_run) as changes:
        count = _forget(given, changes, person)
    if not dry_run:
        pages = f" and {count} other page{'s' * (count != 1)}" if count else ""
        given.say((line(name(person.name), f" is gone from {person.file}{pages}."),))
        given.say(tuple(_remaining(given, person)))
        given.say(tuple(_history(given, person)))


def _ask(given: Session, person: Person) -> None:
    if not given.can_ask:
        raise WrongUsage(f"forgetting {person.name} removes {person.file}; add --yes if they are to be forgotten")
    if not given.confirmed(f"Forget {person.name}, and remove {person.file}?"):
        ends(CANCELLED)


def _forget(given: Session, changes: Writing, person: Person) -> int:
    """Take them out of the other pages, then their own away, so that it can be done again where it was stopped."""
    directory, kinds = given.network.directory, given.folder.settings.kinds

    def is_meant(written: str) -> bool:
        return directory.meant(written) == person.id

    about = (person.id, person.name, *(said.text for said in person.aliases))
    count = follow(given, changes, lambda page: forgotten(page, is_meant, kinds), about, (person.file,))
    changes.remove(person.file)
    return count


def _remaining(given: Session, person: Person) -> list[Line]:
    """Where their name still stands as plain words, which only a person can take out."""
    said = list(_standing(given, _words(person)))
    if not said:
        return []
    lines = [line("Plain words that may still name them, for you to change:")]
    lines += [line(short(each.says), quiet(f"  {each.file}:{each.line}"), indent=2) for each in said[:MOST]]
    more = len(said) - MOST
    return [*lines, line(quiet(f"and {more} more"), indent=2)] if more > 0 else lines


def _words(person: Person) -> list[str]:
    """What they are known by: id, name, the first word of it, aliases, addresses, if long enough to tell."""
    said = [each.text for group in (person.aliases, person.email, person.phone) for each in group]
    words = dict.fromkeys(map(fold, (person.id, person.name, *person.name.split()[:1], *said)))
    return [word for word in words if len(word) >= SHORTEST]


def _standing(given: Session, words: Sequence[str]) -> Iterator[Evidence]:
    files = [found.file for found in given.folder.found()[0]]
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else re.compile(r"(?!)")
    for file in given.watched((*files, INBOX), "files looked through for their name"):
        if names.search(fold(file)):
            yield Evidence("in the file's name", file, 1)
        for number, text in enumerate(given.folder.text(file).split("\n"), 1):
            if names.search(fold(text)):
                yield Evidence(text.strip(), file, number)


def _history(given: Session, person: Person) -> list[Line]:
    """What git still holds of them, and what would take that out too."""
    repository = Repository(given.folder.root)
    count = repository.commits_of(person.file) if repository.exists else 0
    if not count:
        return []
    commits = "1 commit holds" if count == 1 else f"{count} commits hold"
    back = " Until then `netjournal undo` brings the page back." if given.folder.settings.commit else ""
    return [
        line(f"git's history still has the page: {commits} {person.file}; old versions of other pages may name them."),
        line("If that must go too: install git-filter-repo, and in every clone, the remote's too, run"),
        line(f"git filter-repo --invert-paths --path {shlex.quote(person.file)}", indent=2),
        line(f"It rewrites the history, so make a copy of the journal first.{back}"),
    ]


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal forget rupert")(forget)
