"""list: the people, one a line."""

from netjournal.commands.declared import App, Context
from netjournal.commands.session import Json, Words, session
from netjournal.network.names import fold
from netjournal.network.query import matching, read_query
from netjournal.views.people import people_object, people_table


def list_(context: Context, words: Words = None, json: Json = False) -> None:
    """List people, all of them or those whom the filters leave."""
    given = session(context)
    query = read_query(words or ())
    network = given.journal.told_of(query)
    left = matching(network, query, given.today)
    here = (person for person in network.people if person.id in left and not person.archived and not person.died)
    people = sorted(here, key=lambda person: (fold(person.name), person.id))
    met = given.journal.latest([person.id for person in people])
    if json:
        given.give(people_object(network, people, met))
    else:
        given.answer(people_table(network, people, met, given.today))
    given.remark_problems()


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal list tag:music city:leeds")(list_)
