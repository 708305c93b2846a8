"""pulse: is the network alive; it reads only."""

from netjournal.answers.pulse import pulse as felt
from netjournal.commands.declared import App, Context
from netjournal.commands.session import Json, session
from netjournal.network.contacts import by_person
from netjournal.views.pulse import pulse_document, pulse_object


def pulse(context: Context, json: Json = False) -> None:
    """Is the network alive: rhythms, introductions, asks, bridges, old ties and favours over the year."""
    given = session(context)
    network = given.journal.everyone
    found = felt(network, given.journal.acquaintance, given.today)
    last = {id: met[0] for id, met in by_person(network, given.today, found.old).items()}
    if json:
        given.give(pulse_object(network, found, last, given.today))
    else:
        given.answer(pulse_document(network, found, last, given.today, given.screen.is_utf8))
    given.remark_problems()


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal pulse")(pulse)
