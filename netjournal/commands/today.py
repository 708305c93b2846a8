"""today: what the day asks of me; it reads only."""

from netjournal.answers.due import Lapse, lapses
from netjournal.answers.occasions import Occasions, Offers
from netjournal.answers.today import asked_today, left_of
from netjournal.commands.declared import App, Context
from netjournal.commands.filtered import left_by
from netjournal.commands.session import Json, Session, Words, session
from netjournal.network.contacts import by_person
from netjournal.network.evidence import Evidence
from netjournal.network.person import Person
from netjournal.views.agenda import today_document, today_object
from netjournal.views.lapses import Lapsed

MOST_DUE = 3


def today(context: Context, words: Words = None, json: Json = False) -> None:
    """What today asks: promises, birthdays, gatherings, whom to see, introductions, thanks, asks you can meet."""
    given = session(context)
    network = given.journal.everyone
    left = left_by(given, words or ())
    asked, due = asked_today(network, given.today), _due(given, left)
    asked = asked if left is None else left_of(asked, left)
    if json:
        names = {each.id: each.name for each in network.organisations} | {each.id: each.name for each in network.people}
        given.give(today_object(asked, names, due, given.today))
    else:
        given.answer(today_document(network, asked, due, given.today))
    given.remark_problems()


def _due(given: Session, left: frozenset[str] | None) -> tuple[Lapsed, ...]:
    """The most overdue of those left, each with the best reason to write now, or why we are connected."""
    ranking = lapses(given.journal.lapses("any"), given.today, MOST_DUE, left)
    kept = [lapse for lapse in ranking.people if lapse.is_due]
    network = given.journal.around([lapse.id for lapse in kept])
    met = by_person(network, given.today)
    offers = given.journal.recalled(Offers(lambda: given.journal.names, lambda: given.journal.offers).best)
    occasions = Occasions(network, given.today, offers)

    def told(lapse: Lapse) -> Lapsed:
        person, last = network.by_id[lapse.id], met[lapse.id][0]
        return Lapsed(lapse, person, last, occasions.of(person, last.date)[:1] or _why(person))

    return tuple(told(lapse) for lapse in kept)


def _why(person: Person) -> tuple[Evidence, ...]:
    return (Evidence(f"why: {person.why.text}", person.file, person.why.line),) if person.why else ()


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal today")(today)
