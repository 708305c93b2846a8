"""who: who can help with a need."""

from typing import Annotated

from netjournal.answers.benefit import who_else
from netjournal.answers.refusals import refused
from netjournal.answers.who import WhoAnswer, to_ask
from netjournal.answers.who import who as helpers
from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import All, Json, Limit, Session, ends, session
from netjournal.errors import NobodyCalled, SeveralCalled, WrongUsage
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.query import parted
from netjournal.views.helpers import who_document, who_object

USUAL = 10
NOTHING = 1


def who(
    context: Context,
    words: Annotated[list[str] | None, Argument(metavar="TEXT... [FILTER]...")] = None,
    wanted_by: Annotated[str | None, Option("--for", metavar="ORG|PERSON", help="Whose need it is.")] = None,
    limit: Limit = None,
    everyone: All = False,
    json: Json = False,
) -> None:
    """Who can help: with a need in plain words, or with what an organisation or a person asks for."""
    given = session(context)
    need, filters = parted(words or ())
    asking = _asking(given, wanted_by) if wanted_by else None
    needs = [need] if need else [ask.what for ask in asking.asks] if asking else []
    if not needs:
        whose = f"{asking.name} asks for nothing yet" if asking else "say what is needed"
        raise WrongUsage(f"{whose}: netjournal who a treasurer, or --for someone who asks")
    most, among = None if everyone else limit or USUAL, given.matching(filters) if filters else None
    answers = [_answer(given, each, asking, most, among) for each in needs]
    named = {helper.person.id for answer in answers for helper in answer.people}
    met = given.journal.latest(named)
    helping = {helper.person.id: helper for answer in answers for helper in answer.people[:USUAL]}
    asks, network = (asking.id,) if asking else (), given.journal.everyone
    also = who_else(network, tuple(helping.values()), asks, refused(network, given.today))
    asked = to_ask(network, given.today) if not all(answer.people for answer in answers) else ()
    if json:
        given.give(who_object(network, answers, met, given.today, also, asked))
    else:
        given.answer(who_document(network, answers, met, given.today, also, asked))
    given.remark_problems()
    if not any(answer.people for answer in answers):
        ends(NOTHING)


def _answer(
    given: Session,
    need: str,
    asking: Person | Organisation | None,
    most: int | None,
    among: frozenset[str] | None,
) -> WhoAnswer:
    found = helpers(
        given.journal.everyone,
        need,
        given.today,
        (asking.id,) if asking else (),
        most if among is None else None,
        given.journal.last_days,
        given.meaning,
    )
    return WhoAnswer(need, tuple(each for each in found.people if among is None or each.person.id in among)[:most])


def _asking(given: Session, text: str) -> Person | Organisation:
    """The organisation of that name, else the person."""
    network = given.journal.everyone
    meant = network.organisation_directory.all_meant(text)
    if len(meant) > 1:
        raise SeveralCalled(text, meant)
    if meant:
        return network.organisations_by_id[meant[0]]
    try:
        return given.person(text)
    except NobodyCalled:
        raise NobodyCalled(text, [organisation.name for organisation in network.organisations][:3]) from None


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal who "a treasurer for the food bank"')(who)
