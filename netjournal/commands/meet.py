"""meet: who should meet whom."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from netjournal.answers.also import by_offer
from netjournal.answers.meet import Ranking, Suggestion, suggestions
from netjournal.answers.reasons import Pair, reasons, why
from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.fitting import fitting
from netjournal.commands.session import All, Json, Limit, Session, session
from netjournal.errors import NobodyCalled, WrongUsage
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.person import Person
from netjournal.network.query import parted
from netjournal.views.pairs import meet_document, meet_object, why_document, why_object

USUAL = 10
MOST_A_PERSON = 3


def meet(
    context: Context,
    words: Annotated[list[str] | None, Argument(metavar="[WHO] [FILTER]...")] = None,
    limit: Limit = None,
    everyone: All = False,
    explain: Annotated[bool, Option("--why", help="Explain one pair: meet --why A B.")] = False,
    json: Json = False,
) -> None:
    """Who should meet whom: people I know who don't know one another, with the reason for each side."""
    given = session(context)
    columns = given.journal.acquaintance
    if explain:
        _explain(given, columns, words or (), json)
        return
    who, filters = parted(words or ())
    around = given.person(who) if who else None
    pairs, left_out = _pairs(given, columns, around, filters, None if everyone else limit or USUAL, everyone)
    if json:
        given.give(meet_object(given.journal.whole, pairs, left_out, given.today))
    else:
        given.answer(meet_document(given.journal.whole, pairs, around, given.today))
    _remark(given, left_out)
    given.remark_problems()


def _pairs(
    given: Session,
    columns: Acquaintance,
    around: Person | None,
    filters: Sequence[str],
    most: int | None,
    everyone: bool,
) -> tuple[tuple[Pair, ...], Mapping[str, int]]:
    """The pairs to name, explained; with filters those of whom one is left by them."""
    row = columns.rows[around.id] if around else None
    most_a_person = None if everyone or around else MOST_A_PERSON
    among = given.matching(filters) if filters else None
    wanted = frozenset(at for at, id in enumerate(columns.ids) if id in among) if among is not None else None
    fits, capped = fitting(given, columns)
    ranking = suggestions(columns, given.today, fits, row, most_a_person, most, wanted, given.journal.usual)
    others = by_offer(ranking.pairs, fits)
    told = (reasons(given.journal.whole, columns, each, given.today, others) for each in ranking.pairs)
    return tuple(told), _left_out(ranking, capped)


def suggested(
    given: Session,
    columns: Acquaintance,
    around: int | None,
    most_a_person: int | None,
    limit: int | None,
    among: frozenset[int] | None = None,
) -> tuple[tuple[Suggestion, ...], Mapping[str, int]]:
    """The suggestions, and what was left out by what it is."""
    met, capped = fitting(given, columns)
    ranking = suggestions(columns, given.today, met, around, most_a_person, limit, among, given.journal.usual)
    return ranking.pairs, _left_out(ranking, capped)


def _left_out(ranking: Ranking, capped: int) -> Mapping[str, int]:
    return {**ranking.left_out, **({"pairs of an ask and an offer": capped} if capped else {})}


def _explain(given: Session, columns: Acquaintance, words: Sequence[str], json: bool) -> None:
    if len(words) != 2:
        raise WrongUsage("--why takes two people: netjournal meet --why A B")
    one, other = (given.person(word) for word in words)
    if one.id == other.id:
        raise WrongUsage(f"{one.name} is one person; name two")
    rows = columns.rows
    if one.id not in rows or other.id not in rows:
        raise NobodyCalled(one.id)
    pair = rows[one.id], rows[other.id]
    told = why(given.journal.whole, columns, *pair, given.today, given.journal.usual, given.meaning)
    if json:
        given.give(why_object(given.journal.whole, told, given.today))
    else:
        given.answer(why_document(given.journal.whole, told, given.today))


def _remark(given: Session, left_out: Mapping[str, int]) -> None:
    for what, count in left_out.items():
        if count:
            given.remark(f"left out: {count} {what}")


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal meet dorothy")(meet)
