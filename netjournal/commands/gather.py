"""gather: whom to bring together, and the plan written down."""

import datetime
from collections.abc import Sequence
from typing import Annotated

from netjournal.answers.due import Ranking, lapses
from netjournal.answers.gather import OVERDUE, USUAL, Table, gather, welcome
from netjournal.answers.invitations import invitations
from netjournal.answers.meet import Suggestion, suggestions
from netjournal.answers.refusals import refused
from netjournal.commands.declared import App, Context, Option
from netjournal.commands.fitting import fitting
from netjournal.commands.session import DryRun, Json, Session, Words, session, taken_ids
from netjournal.commands.writing import writing
from netjournal.errors import UnreadableDay, WrongUsage
from netjournal.files.page import new_page
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.contacts import by_person
from netjournal.network.day import read_day, say_day
from netjournal.network.names import make_id
from netjournal.network.person import Person
from netjournal.network.query import read_query
from netjournal.views.guests import gather_document, gather_object, planned_document

DINNER = "dinner"
BEST_PAIRS, PAIRS_OF_THE_DUE = 400, 600  # suggestions that are looked at: more would take longer than a second


def gather_(
    context: Context,
    words: Words = None,
    size: Annotated[int, Option(min=1, max=60, help="How many guests, without you.")] = USUAL,
    around: Annotated[str | None, Option(metavar="WHO", help="Who must be there.")] = None,
    plan: Annotated[
        tuple[str, str] | None, Option(metavar="DATE NAME", help="Write the gathering with these invited.")
    ] = None,
    json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Whom to bring together: the overdue first, each with a face they know and a new one worth meeting."""
    given = session(context)
    day, called = _read_plan(given, plan) if plan else (given.today, "")
    network, host = given.journal.everyone, _host(given, around)
    ranking = lapses(given.journal.lapses("any"), given.today)
    columns = given.journal.acquaintance
    may_come, city = _may_come(given, columns, words or (), host)
    table = _table(given, columns, ranking, may_come, host, size)
    due = [lapse.id for lapse in ranking.people[: ranking.due]]
    guests = invitations(network, columns, table, due, by_person(network, given.today), given.today)
    ids = [guest.person.id for guest in guests]
    file = _write(given, day, called, ids, dry_run) if plan else None
    if json:
        given.give(gather_object(network, guests, None if dry_run else file, given.today))
    elif not (plan and dry_run):
        given.answer(gather_document(network, guests, size, city))
        given.say(planned_document(network, day, called, ids, file) if file else ())
    given.remark_problems()


def _host(given: Session, around: str | None) -> Person | None:
    """Whom it is around; nobody where that is the owner, who is there anyway."""
    host = given.person(around) if around else None
    if host and (host.died or host.archived):
        raise WrongUsage(f"{host.name} is in no list any more; gather around somebody else")
    return None if host and host.is_self else host


def _may_come(
    given: Session, columns: Acquaintance, words: Sequence[str], host: Person | None
) -> tuple[frozenset[int], str]:
    """The rows of those who may be guests, and the city they were chosen by."""
    query = read_query(words)
    is_placed = any(term.key == "city" for term in query.terms)
    found, city = welcome(given.journal.everyone, host, is_placed)
    if not query:
        return found, city
    left = given.matching(words) | ({host.id} if host else set())
    return frozenset(row for row in found if columns.ids[row] in left), city


def _table(
    given: Session,
    columns: Acquaintance,
    ranking: Ranking,
    may_come: frozenset[int],
    host: Person | None,
    size: int,
) -> Table:
    rows = columns.rows
    late = [rows[lapse.id] for lapse in ranking.people[: ranking.due]]
    around = rows[host.id] if host else None
    wanted = frozenset([row for row in late if row in may_come][:OVERDUE] + ([] if around is None else [around]))
    pairs = _pairs(given, columns, wanted)
    apart = refused(given.journal.everyone, given.today)
    return gather(columns, ranking, pairs, may_come, apart, size, around)


def _pairs(given: Session, columns: Acquaintance, wanted: frozenset[int]) -> list[Suggestion]:
    """Pairs who should meet: the best there are, and the best of those who are wanted there."""
    fits, _ = fitting(given, columns)

    def ranked(most: int, among: frozenset[int] | None = None) -> Sequence[Suggestion]:
        return suggestions(columns, given.today, fits, None, None, most, among, given.journal.usual).pairs

    best, theirs = ranked(BEST_PAIRS), ranked(PAIRS_OF_THE_DUE, wanted) if wanted else ()
    return sorted({*best, *theirs}, key=lambda pair: (-pair.score, pair.a, pair.b))


def _read_plan(given: Session, plan: tuple[str, str]) -> tuple[datetime.date, str]:
    """The day and the name of a plan; a day without a year is the next there is."""
    written, called = plan[0], " ".join(plan[1].split())
    if not called:
        raise WrongUsage("a gathering needs a name: netjournal gather --plan 2026-12-12 'Midwinter dinner'")
    day = read_day(written, given.today)
    if day < given.today:
        year = given.today.year
        later = [_day(given, text) for text in (f"next {written}", f"{written} {year}", f"{written} {year + 1}")]
        day = next((each for each in later if each and each >= given.today), day)
    if day < given.today:
        raise WrongUsage(f"{say_day(day)} is over; plan a day to come, or tell of it with netjournal log")
    return day, called


def _day(given: Session, text: str) -> datetime.date | None:
    try:
        return read_day(text, given.today)
    except UnreadableDay:
        return None


def _write(given: Session, day: datetime.date, called: str, invited: Sequence[str], dry_run: bool) -> str:
    """The file the plan was written to."""
    if not invited:
        raise WrongUsage("there is nobody to invite yet, so nothing was planned; see netjournal gather")
    page = new_page((("date", day.isoformat()), ("name", called), ("kind", DINNER), ("invited", tuple(invited))))
    with writing(given, f"gather: {called}", dry_run) as changes:
        id = make_id(f"{day.isoformat()} {called}", taken_ids(given.network))
        file = f"{given.folder.settings.folders.gatherings}/{id}.md"
        changes.create(file, page.data)
    return file


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal gather city:leeds --size 6 --around dorothy")(gather_)
