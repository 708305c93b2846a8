"""list: the people, one a line."""

from netjournal.commands.declared import App, Context
from netjournal.commands.session import Json, Words, session
from netjournal.network.names import fold
from netjournal.views.people import people_object, people_table


def list_(context: Context, words: Words = None, json: Json = False) -> None:
    """List people, all of them or those whom the filters leave."""
    given = session(context)
    left = given.matching(words or ())
    network = given.journal.alone(left) if words else given.journal.everyone
    people = (person for person in network.people if person.id in left and not person.archived and not person.died)
    ids = [person.id for person in sorted(people, key=lambda person: (fold(person.name), person.id))]
    met = given.journal.latest(ids)
    if json:
        given.give(people_object(network, ids, met))
    else:
        given.answer(people_table(network, ids, met, given.today))
    given.remark_problems()


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal list tag:music city:leeds")(list_)
