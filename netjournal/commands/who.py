"""who: who can help with a need."""

from collections.abc import Mapping
from typing import Annotated

from netjournal.answers.benefit import Benefit, who_else
from netjournal.answers.refusals import refused
from netjournal.answers.telling import telling
from netjournal.answers.who import Helper, WhoAnswer, to_ask
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
    asked = _Asked(given, asking, None if everyone else limit or USUAL, given.matching(filters) if filters else None)
    answers = [asked.answer(each) for each in needs]
    met = given.journal.latest({helper.person.id for answer in answers for helper in answer.people})
    also = asked.who_else({helper.person.id: helper for answer in answers for helper in answer.people[:USUAL]})
    network, ask_next = asked.network, () if all(answer.people for answer in answers) else asked.whom_to_ask()
    if json:
        given.give(who_object(network, answers, met, given.today, also, ask_next))
    else:
        given.answer(who_document(network, answers, met, given.today, also, ask_next))
    given.remark_problems()
    if not any(answer.people for answer in answers):
        ends(NOTHING)


class _Asked:
    """What one command asks for: of whom it is, at most how many, among whom."""

    def __init__(
        self, given: Session, asking: Person | Organisation | None, most: int | None, among: frozenset[str] | None
    ) -> None:
        self._given, self._most, self._among = given, most, among
        self._for = (asking.id,) if asking else ()
        self._told = given.journal.telling(telling)
        self.network = given.journal.by_rows(self._told.ids)

    def answer(self, need: str) -> WhoAnswer:
        given, journal = self._given, self._given.journal
        last, told = journal.last_days, self._told
        asked = (self._for, self._most, last, given.meaning, told, journal.saying, self._among)
        return helpers(self.network, need, given.today, *asked)

    def who_else(self, helping: Mapping[str, Helper]) -> Mapping[str, tuple[Benefit, ...]]:
        apart = refused(self._given.journal.around(helping), self._given.today)
        return who_else(self.network, self._told, tuple(helping.values()), self._for, apart)

    def whom_to_ask(self) -> tuple[Person, ...]:
        ids = to_ask(self._told, self._given.journal.last_days)
        return tuple(self.network.by_id[id] for id in ids)


def _asking(given: Session, text: str) -> Person | Organisation:
    """The organisation of that name, else the person."""
    network = given.journal.names
    meant = network.organisation_directory.all_meant(text)
    if len(meant) > 1:
        raise SeveralCalled(text, meant)
    if meant:
        return network.organisations_by_id[meant[0]]
    try:
        return given.person(text)
    except NobodyCalled:
        organisations = given.journal.everyone.organisations
        raise NobodyCalled(text, [organisation.name for organisation in organisations][:3]) from None


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal who "a treasurer for the food bank"')(who)
