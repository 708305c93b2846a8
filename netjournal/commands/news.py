"""news: what moved in the network since a day, a commit or the last look; it reads only."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from netjournal.answers.news import Change, News, Page
from netjournal.answers.news import news as moved
from netjournal.commands.declared import App, Context, Option
from netjournal.commands.filtered import left_by
from netjournal.commands.session import All, Json, Limit, Session, Words, session
from netjournal.errors import GitFailed, UnreadableDay, WrongUsage
from netjournal.files.looks import Look, Looks, marked
from netjournal.history.past import GitPast, History, Moment
from netjournal.network.dataclass import dataclass
from netjournal.network.day import read_day, read_period, say_day
from netjournal.views.news import news_document, news_object

USUAL = timedelta(30)  # how far back news goes where nobody has looked yet


@dataclass(frozen=True, slots=True)
class Since:
    """Where news begins: a day, in words too, with the commit it began at where one is meant exactly."""

    day: date
    says: str
    commit: str = ""
    is_exact: bool = False
    told: frozenset[str] = frozenset()


def news(
    context: Context,
    words: Words = None,
    since: Annotated[
        str | None, Option("--since", metavar="DATE", help="A day, a period or a commit; your last look if not said.")
    ] = None,
    limit: Limit = None,
    everything: All = False,
    json: Json = False,
) -> None:
    """What moved: jobs, cities, names, ties, asks and offers, and what follows; first your last look's end."""
    given = session(context)
    looks = Looks(given.state, given.folder.root)
    history, why_not = _history(given)
    begins = _begins(given, since, looks.last(), history)
    past, why_not = _past(given, history, begins, why_not)
    found = moved(given.journal.everyone, past, begins.day, given.today, is_exact=begins.is_exact and past is not None)
    seen = marked([*(change.mark for change in found.changes), *map(_came, found.new), *map(_went, found.gone)])
    shown = _shown(given, found, begins, words or ())
    changes = _told(given, shown.changes[: None if everything else limit])
    if json:
        given.give(news_object(shown, changes, begins.day, given.today, past is not None))
    else:
        given.answer(news_document(shown, changes, given.journal.everyone.selves, begins.says))
        if not (since or words or len(changes) < len(shown.changes)):
            _remember(given, looks, history, seen)
    if why_not:
        given.remark(why_not)
    given.remark_problems()


def _told(given: Session, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes with what follows from each."""
    if not changes:
        return ()
    from netjournal.answers.consequences import Consequences

    return Consequences(given.journal.everyone, given.today).told(changes)


def _history(given: Session) -> tuple[History | None, str]:
    """The history of the journal, or why only its dated lines tell of news."""
    try:
        return History(given.folder), ""
    except GitFailed as error:
        return None, f"{error}: so only what dated lines tell is known, and no edit"


def _begins(given: Session, text: str | None, look: Look | None, history: History | None) -> Since:
    """Raises WrongUsage for a text that is no day that has come, no period and no commit."""
    if text is None:
        return _since_look(given, look, history)
    period = read_period(text)
    if period and not text.strip().isdecimal():
        day = given.today - timedelta(min(period.days, given.today.toordinal() - 1))
        return Since(day, say_day(day))
    try:
        day = read_day(text, given.today)
    except UnreadableDay as error:
        moment = history.at(text) if history else None
        if moment is None:
            no_commit = "and it is no commit of this history" if history else "and there is no history to find a commit"
            raise WrongUsage(f"{error}, {no_commit}") from None
        return Since(moment.day, f"{text}, of {say_day(moment.day)}", moment.commit, is_exact=True)
    if day > given.today:
        raise WrongUsage(f"{say_day(day)} is still to come; news is told from a day on that has been")
    return Since(day, say_day(day))


def _since_look(given: Session, look: Look | None, history: History | None) -> Since:
    if look is None or look.day > given.today:
        day = given.today - USUAL
        return Since(day, f"{say_day(day)}, as you have not looked yet")
    says = f"{say_day(look.day)}, when you last looked"
    moment = history.at(look.commit) if history and look.commit else None
    if moment:
        return Since(look.day, says, moment.commit, is_exact=True, told=look.told)
    return Since(look.day, says, told=look.told)


def _past(given: Session, history: History | None, begins: Since, why_not: str) -> tuple[GitPast | None, str]:
    if history is None:
        return None, why_not
    try:
        moment = Moment(begins.commit, begins.day) if begins.commit else history.before(begins.day)
        past = GitPast(history, moment, given.folder, given.today)
    except GitFailed as error:
        return None, f"{error}: so only what dated lines tell is known, and no edit"
    if not moment.is_first:
        return past, ""
    why = "this clone is shallow, and its history begins" if history.is_shallow else "the history here begins"
    return past, f"{why} on {say_day(moment.day)}: edits before are not known"


def _shown(given: Session, found: News, begins: Since, words: Sequence[str]) -> News:
    """What the filters leave, without what the last look has told already."""
    left = left_by(given, words)
    changes = [each for each in found.changes if not marked([each.mark]) & begins.told]
    new = [page for page in found.new if not marked([_came(page)]) & begins.told]
    if left is None:
        gone = tuple(page for page in found.gone if not marked([_went(page)]) & begins.told)
        return News(tuple(changes), tuple(new), gone)
    return News(
        tuple(change for change in changes if change.id in left),
        tuple(page for page in new if page.id in left),
        gone=(),
    )


def _came(page: Page) -> str:
    return f"new\0{page.id}"


def _went(page: Page) -> str:
    return f"gone\0{page.id}"


def _remember(given: Session, looks: Looks, history: History | None, told: frozenset[str]) -> None:
    """Remember that all this was looked at; it is no part of the journal, so not being able to is no failure."""
    why_not = looks.keep(Look(given.today, history.head if history else "", told))
    if why_not:
        given.remark(f"this look is not remembered: {why_not}")


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal news --since "2 weeks ago"')(news)
