"""due: who haven't I seen lately."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from netjournal.answers.due import Lapse, Ranking, lapses
from netjournal.answers.occasions import Occasions, Offers
from netjournal.commands.declared import App, Context, Option
from netjournal.commands.session import All, Json, Limit, Session, Words, session
from netjournal.errors import WrongUsage
from netjournal.network.contacts import Contact, by_person
from netjournal.network.entry import SEEN, TALKED
from netjournal.network.evidence import Evidence
from netjournal.network.features import CLASSES
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.query import read_query
from netjournal.views.lapses import Lapsed, due_document, due_object, never_document

USUAL = 10


def due(
    context: Context,
    words: Words = None,
    limit: Limit = None,
    everyone: All = False,
    seen: Annotated[bool, Option("--seen", help="Only meetings in person count.")] = False,
    talked: Annotated[bool, Option("--talked", help="Meetings and calls count.")] = False,
    never: Annotated[bool, Option("--never", help="List those you were never in touch with.")] = False,
    json: Json = False,
) -> None:
    """Who haven't I seen lately: ten people, the one to see first foremost."""
    given = session(context)
    if seen and talked:
        raise WrongUsage("give either --seen or --talked")
    contact = SEEN if seen else TALKED if talked else "any"
    among = given.matching(words or ()) if read_query(words or ()) else None
    most = limit or (None if everyone else USUAL)
    ranking = lapses(given.journal.lapses(contact), given.today, most, among)
    if never and not json:
        given.answer(never_document(given.journal.names, ranking.never))
    else:
        people = _told(given, ranking, most, everyone, contact)
        if json:
            given.give(due_object(given.journal.names, people, ranking, given.today))
        else:
            given.answer(due_document(given.journal.names, people, ranking, given.today, everyone))
    given.remark_problems()


def _told(given: Session, ranking: Ranking, most: int | None, everyone: bool, contact: str) -> tuple[Lapsed, ...]:
    """The people to name, with their last contact and a reason to write now."""
    kept = (ranking.people if everyone else ranking.people[: ranking.due])[:most]
    ids = [lapse.id for lapse in kept]
    network = given.journal.around(ids)
    offers = given.journal.recalled(Offers(lambda: given.journal.names, lambda: given.journal.offers).best)
    last, reasons = _last(given, network, ids, contact), Occasions(network, given.today, offers)
    return tuple(_lapsed(network.by_id[lapse.id], lapse, last[lapse.id], reasons) for lapse in kept)


def _last(given: Session, network: Network, ids: Sequence[str], contact: str) -> Mapping[str, Contact]:
    """The last contact of that class with each of these people, whom the network tells of."""
    if contact == "any":
        return given.journal.latest(ids)
    met = by_person(network, given.today, frozenset(ids))
    return {id: next(each for each in met[id] if each.counts in CLASSES[contact]) for id in ids}


def _lapsed(person: Person, lapse: Lapse, last: Contact, reasons: Occasions) -> Lapsed:
    return Lapsed(lapse, person, last, reasons.of(person, last.date) or _why(person))


def _why(person: Person) -> tuple[Evidence, ...]:
    """Why we are connected at all: a reason where the day gives none."""
    return (Evidence(f"why: {person.why.text}", person.file, person.why.line),) if person.why else ()


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal due tag:music")(due)
