"""show: everything before you meet them."""

from typing import Annotated

from netjournal.answers.also import Also, helped_by
from netjournal.answers.favours import favours
from netjournal.answers.how import common
from netjournal.answers.meet import Suggestion, suggestions
from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.fitting import fitting_of
from netjournal.commands.session import Json, Session, session
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.contacts import by_person
from netjournal.network.evidence import Evidence
from netjournal.network.fits import Fits
from netjournal.network.person import Person
from netjournal.views.people import shown, shown_object

MOST = 3
MOST_COMMON = 5


def show(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO")],
    json: Json = False,
) -> None:
    """Everything about someone before you meet them."""
    given = session(context)
    person = given.person(who)
    around = given.journal.around((person.id,))
    met = by_person(around, given.today, (person.id,)).get(person.id, [])
    done = tuple(favour for favour in favours(around, given.today) if favour.is_of(person.id))
    shared, should_meet, could_help = _around(given, person)
    if json:
        given.give(shown_object(given.journal.whole, person, met, done, shared, should_meet, could_help))
    else:
        given.answer(shown(given.journal.whole, person, met, done, shared, should_meet, given.today, could_help))
    given.remark_problems()


def _around(given: Session, person: Person) -> tuple[tuple[Evidence, ...], tuple[str, ...], tuple[Also, ...]]:
    """What the owner and they have in common, whom they should meet, and whose asks their offers meet."""
    network = given.journal.whole
    columns, row = given.journal.acquaintance, given.journal.acquaintance.rows[person.id]
    owner = network.owner
    shared = common(network, columns, columns.rows[owner.id], row) if owner and owner.id != person.id else ()
    fits = fitting_of(given, columns, row) if person.is_present else None
    helped = helped_by(network, columns, row, fits) if fits else ()
    met = _suggested(given, columns, row, fits) if fits is not None else ()
    others = (columns.ids[each.b if each.a == row else each.a] for each in met)
    return shared[:MOST_COMMON], tuple(others), helped


def _suggested(given: Session, columns: Acquaintance, row: int, fits: Fits) -> tuple[Suggestion, ...]:
    return suggestions(columns, given.today, fits, row, None, MOST, usual=given.journal.usual).pairs


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal show dorothy")(show)
