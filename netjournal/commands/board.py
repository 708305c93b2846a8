"""board: all open asks, and who could meet each."""

from collections.abc import Sequence

from netjournal.answers.board import Ask, Question, board, question
from netjournal.commands.declared import App, Context
from netjournal.commands.session import All, Json, Limit, Session, Words, session
from netjournal.network.contacts import by_person
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person, Role
from netjournal.network.query import Matcher, read_query
from netjournal.views.asks import board_document, board_object

USUAL = 20


def board_(
    context: Context,
    words: Words = None,
    limit: Limit = None,
    everyone: All = False,
    json: Json = False,
) -> None:
    """All open asks, mine first, then organisations', then people's: who could meet each, and how old it is."""
    given = session(context)
    found = board(given.journal.everyone, given.today, _askers(given, words or ()))
    most = limit or (None if everyone else USUAL)
    shown = found.asks[:most]
    questions, more = _questions(given, shown), len(found.asks) - len(shown)
    if json:
        given.give(board_object(shown, questions, more, given.today))
    else:
        given.say(board_document(shown, questions, more, given.today))
    if found.left_out:
        given.remark(f"left out: {found.left_out} pairs of an ask and an offer")
    given.remark_problems()


def _askers(given: Session, words: Sequence[str]) -> frozenset[str] | None:
    """The ids of the people and organisations whom the filters leave; None where nothing is filtered."""
    query = read_query(words)
    if not query:
        return None
    network = given.journal.everyone
    matches = Matcher(network, query, given.today)
    return given.matching(words).union(one.id for one in network.organisations if matches(_as_one(one)))


def _as_one(organisation: Organisation) -> Person:
    """An organisation as the filters see somebody: `org:` is its own name."""
    return Person(
        id=organisation.id,
        file=organisation.file,
        name=organisation.name,
        aliases=organisation.aliases,
        roles=(Role("", organisation.name, None, None, 1),),
        city=organisation.city,
        tags=organisation.tags,
        asks=organisation.asks,
        offers=organisation.offers,
        why=organisation.why,
        extras=organisation.extras,
        prose=organisation.prose,
    )


def _questions(given: Session, asks: Sequence[Ask]) -> dict[Ask, Question]:
    """What to ask next about those nobody could meet."""
    last = {id: met[0].date for id, met in by_person(given.journal.everyone, given.today).items()}
    unmet = (ask for ask in asks if not ask.helpers)
    return {ask: asked for ask in unmet if (asked := question(given.journal.everyone, ask, given.today, last))}


def register(app: App, verb: str) -> None:
    app.command(verb)(board_)
