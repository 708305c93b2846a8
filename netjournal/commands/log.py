"""log: what happened, on one person's page, or as a gathering where several were there."""

import datetime
from collections.abc import Sequence
from typing import Annotated

import typer

from netjournal.commands.programs import edited_text
from netjournal.commands.session import DryRun, Session, session, taken_ids
from netjournal.commands.writing import Writing, writing
from netjournal.errors import WrongUsage
from netjournal.files.log import add_entry, entry_words
from netjournal.files.page import new_page
from netjournal.network.day import read_day, say_day
from netjournal.network.entry import SEEN
from netjournal.network.names import make_id
from netjournal.network.person import Person
from netjournal.views.document import Span, line, name, quiet
from netjournal.views.telling import listed

MET = "met"


def log(
    context: typer.Context,
    who: Annotated[list[str], typer.Argument(metavar="WHO...", help="One person, or several who were there.")],
    message: Annotated[
        str | None, typer.Option("--message", "-m", help="What happened; without it, your editor.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--as", help="coffee, call, email, dinner, note ...")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; today if not said.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Tell what happened: on one person's page, or as a gathering where there were several."""
    given = session(context)
    day = read_day(on, given.today) if on else given.today
    if day > given.today:
        raise WrongUsage(f"{say_day(day)} is still to come; plan it as a gathering, or write a promise")
    settings = given.folder.settings
    if kind and kind.casefold() not in settings.kinds:
        raise WrongUsage(f"no kind is called {kind}: use {', '.join(settings.kinds)}, or add it to netjournal.yaml")
    people = list({person.id: person for person in (given.person(each, part=False) for each in who)}.values())
    text = message if message is not None else edited_text("") if given.can_ask else ""
    written = kind.casefold() if kind else MET
    said = f"log: {written} {', '.join(person.name for person in people)}"
    with writing(given, said, dry_run) as changes:
        if len(people) == 1:
            file = _on_page(given, changes, people[0], day, written, text)
        else:
            file = _gathering(given, changes, people, day, written, text)
    if not dry_run:
        _tell(given, people, day, written, bool(kind), file)


def _on_page(given: Session, changes: Writing, person: Person, day: datetime.date, kind: str, text: str) -> str:
    words = entry_words(day, kind, (), text)
    changes.change(person.file, lambda page: add_entry(page, words, person.file, given.folder.settings.kinds))
    return person.file


def _gathering(
    given: Session, changes: Writing, people: Sequence[Person], day: datetime.date, kind: str, text: str
) -> str:
    called = f"{kind.capitalize()} with {listed([person.name for person in people])}"
    id = make_id(f"{day.isoformat()} {called}", taken_ids(given.network))
    came = tuple(person.id for person in people)
    page = new_page((("date", day.isoformat()), ("name", called), ("kind", kind), ("came", came)), text.strip())
    file = f"{given.folder.settings.folders.gatherings}/{id}.md"
    changes.create(file, page.data)
    return file


def _tell(given: Session, people: Sequence[Person], day: datetime.date, kind: str, is_said: bool, file: str) -> None:
    """Say back what was understood, and what was not said."""
    counts = given.folder.settings.kinds[kind]
    as_kind = "" if is_said else f" as {kind}, seen in person (--as call, email ... if not)" if counts == SEEN else ""
    names: list[str | Span] = []
    for person in people:
        names += [", " if names else "", name(person.name)]
    said = f"Logged for {say_day(day)}: {kind} with " if is_said else f"Logged for {say_day(day)}{as_kind}: "
    given.say((line(said, *names, quiet(f"  {file}")),))


def register(app: typer.Typer, verb: str) -> None:
    app.command(verb)(log)
