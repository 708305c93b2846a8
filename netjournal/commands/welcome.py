"""What netjournal says when it is called alone: where one stands, and what to do next."""

from netjournal.commands.session import Session
from netjournal.errors import NoJournal
from netjournal.network.settings import PERSON
from netjournal.views.document import Line, line, quiet

REST = line(quiet("netjournal --help lists the commands, netjournal help explains files, filters, dates and more."))


def welcome(given: Session) -> None:
    """Say what to do next, in a journal or where there is none."""
    try:
        pages = sum(len(names) for kind, _, names in given.folder.listing().folders if kind == PERSON)
    except NoJournal:
        if given.named:
            raise
        start = "There is no journal here yet. `netjournal init my-journal` starts one in a new folder."
        given.say((line(start), REST))
        return
    given.say((_next(pages), REST))


def _next(pages: int) -> Line:
    if pages < 2:
        return line('Your journal is new. `netjournal add "Ana Silva" --met today` puts the first person in it.')
    return line(
        f"A journal with {pages} people. `netjournal today` tells what this day asks of you, ",
        "`netjournal due` whom you haven't seen lately.",
    )
