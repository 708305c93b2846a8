"""How `news` words its answer: what moved, person by person, and what follows from it."""

from collections.abc import Sequence
from datetime import date

from netjournal.answers.facts import ASKS, CITY, DIED, NAME, OFFERS, PARTNER, ROLES, TIES
from netjournal.answers.news import Change, News
from netjournal.network.day import iso_day, say_day
from netjournal.network.evidence import Evidence
from netjournal.views.document import STRONG, Document, Line, Span, line, name, quiet
from netjournal.views.machine import Object, iso, person
from netjournal.views.telling import all_objects, listed, reason, short

MOST_NAMES = 8


def news_document(found: News, changes: Sequence[Change], selves: frozenset[str], since: str) -> Document:
    """The changes, each person's together, those who moved last first; then who is new and who is gone."""
    parts: list[Line] = []
    for id in dict.fromkeys(change.id for change in changes):
        own = [change for change in changes if change.id == id]
        is_self = id in selves
        parts.append(line(name("You" if is_self else own[0].name), quiet(f"  {id}")))
        said: set[Evidence] = set()
        for change in own:
            parts.append(_change(change, is_self))
            parts += [reason(each, indent=4) for each in change.follows if each not in said]
            said.update(change.follows)
    parts += _named("New here", [page.name for page in found.new])
    parts += _named("Gone from the journal", [page.name for page in found.gone])
    if not parts:
        return (line(f"Nothing has moved since {since}, as far as the journal knows."),)
    more = len(found.changes) - len(changes)
    if more > 0:
        parts.append(line(quiet(f"{more} more {'change' if more == 1 else 'changes'}; see --all, or --limit N.")))
    return (line(Span(f"What moved since {since}", STRONG)), *parts)


def _change(change: Change, is_self: bool) -> Line:
    place = f"{change.file}:{change.line}" if change.line > 1 or change.now else change.file
    return line("- ", short(sentence(change, is_self)), quiet(f"  {place}  {change.date.isoformat()}"), indent=2)


def sentence(change: Change, is_self: bool = False) -> str:
    """What moved, as one says it of somebody, or to the journal's owner."""
    was, now = change.was, change.now
    if change.key == DIED:
        day = iso_day(now)
        return f"died on {say_day(day)}" if day else f"died{f', {now}' if now else '? No longer said so'}"
    if change.key in (ASKS, OFFERS):
        return _need(change, is_self)
    if change.key == ROLES:
        return f"now {now}, was {was}" if was and now else f"now {now}" if now else f"no longer {was}"
    if change.key == CITY:
        return f"in {now} now, was in {was}" if was and now else f"in {now} now" if now else f"no longer in {was}"
    if change.key == NAME:
        return f"called {now} now, was {was}" if was and now else f"called {now}" if now else f"no longer called {was}"
    if change.key == TIES:
        return f"knows {now}" + (f", was {was}" if was else "") if now else f"no longer tied to {was}"
    label = f"{PARTNER}: " if change.key == PARTNER else "" if change.key == "change" else f"{change.key}: "
    return f"{label}{now}" + (f", was {was}" if was else "") if now else f"{label}no longer {was}"


def _need(change: Change, is_self: bool) -> str:
    verb = ("look for" if is_self else "looks for") if change.key == ASKS else "offer" if is_self else "offers"
    if change.now:
        return f"{verb}: {change.now}" + (f"; it was: {change.was}" if change.was else "")
    return f"no longer {verb}: {change.was}" + (f" ({change.how})" if change.how else "")


def _named(title: str, names: Sequence[str]) -> list[Line]:
    if not names:
        return []
    shown = [*names[:MOST_NAMES], *([f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else [])]
    return [line(f"{title}: {listed(shown)}.")]


def news_object(found: News, changes: Sequence[Change], since: date, today: date, reaches_back: bool) -> Object:
    """`history` is whether edits could be compared with git's history."""
    return {
        "today": iso(today),
        "since": iso(since),
        "history": reaches_back,
        "changes": [
            {
                **person(change.id, change.name),
                "key": change.key,
                "was": change.was or None,
                "is": change.now or None,
                "date": iso(change.date),
                "source": change.source,
                "how": change.how or None,
                "file": change.file,
                "line": change.line,
                "follows": all_objects(change.follows),
            }
            for change in changes
        ],
        "new": [person(page.id, page.name) for page in found.new],
        "gone": [person(page.id, page.name) for page in found.gone],
        "more": len(found.changes) - len(changes),
    }
