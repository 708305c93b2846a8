"""show: everything before you meet them."""

from typing import Annotated

import typer

from netjournal.answers.how import in_common
from netjournal.answers.meet import suggestions
from netjournal.commands.session import Json, Session, session
from netjournal.network.contacts import by_person
from netjournal.network.evidence import Evidence
from netjournal.network.features import acquaintance
from netjournal.network.person import Person
from netjournal.views.people import shown, shown_object

MOST = 3


def show(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO")],
    json: Json = False,
) -> None:
    """Everything about someone before you meet them."""
    given = session(context)
    person = given.person(who)
    met = by_person(given.network, given.today).get(person.id, [])
    common, should_meet = _around(given, person)
    if json:
        given.give(shown_object(given.network, person, met, common, should_meet))
    else:
        given.say(shown(given.network, person, met, common, should_meet, given.today))
    given.remark_problems()
