"""query: the address book protocol of mutt and aerc."""

import sys
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.session import Session, ends, session
from netjournal.network.person import Person
from netjournal.views.document import visible

NOTHING = 1


def query(context: Context, words: Annotated[list[str], Argument(metavar="WORDS...")]) -> None:
    """Answer a mail program: a remark, then a line with address, name and note for each address found."""
    given = session(context)
    rows = [row for person in _found(given, " ".join(words)) for row in _rows(given, person)]
    sys.stdout.write(f"{len(rows)} {'address' if len(rows) == 1 else 'addresses'} in netjournal\n")
    sys.stdout.writelines("\t".join(row) + "\n" for row in rows)
    given.remark_problems()
    if not rows:
        ends(NOTHING)


def _found(given: Session, text: str) -> list[Person]:
    """Whoever answers to the text, else those with an address that holds it; nobody who is archived or died."""
    if not text.strip():
        return []
    by_id = given.journal.names.by_id
    people = [by_id[id] for id in given.journal.answering(text)]
    part = text.strip().casefold()
    if not people:
        everyone = given.journal.everyone.people
        people = [one for one in everyone if any(part in said.text.casefold() for said in one.email)]
    return [person for person in people if not person.archived and not person.died]


def _rows(given: Session, person: Person) -> list[tuple[str, str, str]]:
    roles = given.journal.names.current_roles(person, given.today)
    note = ", ".join([*map(str, roles[:1]), *(said.text for said in person.city[:1])])
    return [(visible(said.text.strip()), visible(person.name), visible(note)) for said in person.email]


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal query dorothy")(query)
