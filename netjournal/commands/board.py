"""board: all open asks, and who could meet each."""

from collections.abc import Sequence

from netjournal.answers.board import Question, also_met, board, question
from netjournal.answers.open_needs import Ask
from netjournal.answers.telling import telling
from netjournal.commands.declared import App, Context
from netjournal.commands.filtered import left_by
from netjournal.commands.session import All, Json, Limit, Session, Words, session
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
    found = board(given.journal.everyone, given.today, left_by(given, words or ()), given.meaning)
    most = limit or (None if everyone else USUAL)
    shown = found.asks[:most]
    questions, more = _questions(given, shown), len(found.asks) - len(shown)
    also = also_met(shown, found.asks)
    if json:
        given.give(board_object(shown, questions, more, given.today, also))
    else:
        given.answer(board_document(shown, questions, more, given.today, also))
    if found.left_out:
        given.remark(f"left out: {found.left_out} pairs of an ask and an offer")
    given.remark_problems()


def _questions(given: Session, asks: Sequence[Ask]) -> dict[Ask, Question]:
    """What to ask next about those nobody could meet."""
    last = given.journal.last_days
    unmet = (ask for ask in asks if not ask.helpers)
    network, told = given.journal.everyone, given.journal.telling(telling)
    return {ask: asked for ask in unmet if (asked := question(network, ask, given.today, last, told))}


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal board city:leeds")(board_)
