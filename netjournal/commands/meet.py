"""meet: who should meet whom."""

from collections.abc import Sequence
from typing import Annotated

import typer

from netjournal.answers.meet import suggestions
from netjournal.answers.reasons import Pair, reasons, why
from netjournal.answers.wording import all_fits
from netjournal.commands.session import All, Json, Limit, Session, session
from netjournal.errors import NobodyCalled, WrongUsage
from netjournal.network.features import Acquaintance, acquaintance
from netjournal.network.person import Person
from netjournal.network.query import KEYS
from netjournal.views.pairs import meet_document, meet_object, why_document, why_object

USUAL = 10
MOST_A_PERSON = 3


def meet(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WHO] [FILTER]...")] = None,
    limit: Limit = None,
    everyone: All = False,
    explain: Annotated[bool, typer.Option("--why", help="Explain one pair: meet --why A B.")] = False,
    json: Json = False,
) -> None:
    """Who should meet whom: people I know who don't know one another, with the reason for each side."""
    given = session(context)
    columns = acquaintance(given.network, given.today)
    if explain:
        _explain(given, columns, words or (), json)
        return
    who, filters = _parted(words or ())
    around = given.person(who) if who else None
    pairs, left_out = _suggested(given, columns, around, filters, None if everyone else limit or USUAL, everyone)
    if json:
        given.give(meet_object(given.network, pairs, left_out, given.today))
    else:
        given.say(meet_document(given.network, pairs, around))
    _remark(given, left_out)
    given.remark_problems()


def _parted(words: Sequence[str]) -> tuple[str, list[str]]:
    """The bare words that name somebody, and the filters."""
    bare = [word for word in words if word.partition(":")[0].lstrip("!-") not in KEYS]
    return " ".join(bare), [word for word in words if word not in bare]


def _suggested(
    given: Session,
    columns: Acquaintance,
    around: Person | None,
    filters: Sequence[str],
    most: int | None,
    everyone: bool,
) -> tuple[tuple[Pair, ...], dict[str, int]]:
    network = given.network
    among = given.matching(filters)
    met, capped = all_fits(
        [need.what for need in columns.asks], [need.what for need in columns.offers], network.settings.synonyms
    )
    row = columns.ids.index(around.id) if around else None
    ranking = suggestions(
        columns,
        given.today,
        met,
        around=row,
        most_a_person=None if everyone or around else MOST_A_PERSON,
        limit=most if not filters else None,
    )
    kept = [each for each in ranking.pairs if not filters or {columns.ids[each.a], columns.ids[each.b]} & among]
    pairs = tuple(reasons(network, columns, each, given.today) for each in kept[:most])
    return pairs, {**ranking.left_out, **({"rarely fitting offers": capped} if capped else {})}


def _explain(given: Session, columns: Acquaintance, words: Sequence[str], json: bool) -> None:
    if len(words) != 2:
        raise WrongUsage("--why takes two people: netjournal meet --why A B")
    one, other = (given.person(word) for word in words)
    if one.id == other.id:
        raise WrongUsage(f"{one.name} is one person; name two")
    rows = {id: row for row, id in enumerate(columns.ids)}
    if one.id not in rows or other.id not in rows:
        raise NobodyCalled(one.id)
    told = why(given.network, columns, rows[one.id], rows[other.id], given.today)
    if json:
        given.give(why_object(given.network, told, given.today))
    else:
        given.say(why_document(given.network, told))


def _remark(given: Session, left_out: dict[str, int]) -> None:
    for what, count in left_out.items():
        if count:
            given.remark(f"left out: {count} {what}")


def register(app: typer.Typer, verb: str) -> None:
    app.command(verb)(meet)
