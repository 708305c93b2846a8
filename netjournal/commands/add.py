"""add: a new person, unless they look like one who is here."""

import datetime
import re
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import DryRun, Session, near_double, session, taken_ids
from netjournal.commands.writing import writing
from netjournal.errors import LikelyDouble, WrongUsage
from netjournal.files.page import Value, new_page
from netjournal.network.day import read_day, say_day
from netjournal.network.names import link_target, make_id
from netjournal.views.document import line, name, quiet

Texts = list[str] | None
ADDRESS = re.compile(r"\s*(.*?)\s*<([^<>\s]+@[^<>\s]+)>\s*", re.S)


def add(
    context: Context,
    words: Annotated[list[str], Argument(metavar="NAME", help='A name, or "Ana Silva <ana@example.org>".')],
    email: Annotated[Texts, Option(help="An address; may be given again.")] = None,
    phone: Annotated[Texts, Option(help="A telephone number.")] = None,
    role: Annotated[Texts, Option(help='Such as "Editor at Saltmarsh Press".')] = None,
    city: Annotated[Texts, Option(metavar="CITY", help="Where they live.")] = None,
    tag: Annotated[Texts, Option(metavar="TAG", help="An interest, a skill, a cause.")] = None,
    circle: Annotated[str | None, Option(metavar="CIRCLE", help="close, warm, wide, or one of your own.")] = None,
    met: Annotated[str | None, Option(metavar="DATE", help="When you met.")] = None,
    at: Annotated[str | None, Option(help="Where you met.")] = None,
    through: Annotated[str | None, Option(metavar="PERSON", help="Who introduced you.")] = None,
    why: Annotated[str | None, Option(help="Why you are connected.")] = None,
    ask: Annotated[Texts, Option(help="What they look for.")] = None,
    offer: Annotated[Texts, Option(help="What they can give.")] = None,
    new: Annotated[bool, Option("--new", help="Somebody else, although the name is here.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Add a person."""
    given = session(context)
    called = " ".join(words)
    written = ADDRESS.fullmatch(called)
    emails = [*(email or ()), *([written.group(2)] if written else ())]
    called = (written.group(1) or written.group(2)) if written else called.strip()
    if not called:
        raise WrongUsage("a person needs a name: netjournal add NAME")
    circles = given.folder.settings.circles
    if circle and circle.casefold() not in circles:
        raise WrongUsage(f"no circle is called {circle}: use {', '.join(circles)}, or add it to netjournal.yaml")
    day = read_day(met, given.today) if met else None
    fields: list[tuple[str, Value]] = [
        ("name", called),
        ("email", tuple(emails)),
        ("phone", tuple(phone or ())),
        ("roles", tuple(role or ())),
        ("city", _one_or_more(city)),
        ("tags", tuple(tag or ())),
        ("circle", circle or ""),
        ("offers", _heard(offer, given.today)),
        ("asks", _heard(ask, given.today)),
        ("met", _met(given, day, at, through)),
        ("why", why or ""),
    ]
    page = new_page([(key, value) for key, value in fields if value])
    with writing(given, f"add: {called}", dry_run) as changes:
        if not new:
            _refuse_double(given, called, emails)
        people = given.folder.settings.folders.people
        id = make_id(called, taken_ids(given.network))
        changes.create(f"{people}/{id}.md", page.data)
    on = f", met {say_day(day)}" if day else ""
    given.say((line("Added " if not dry_run else "Would add ", name(called), on, quiet(f"  {people}/{id}.md")),))


def _one_or_more(texts: Texts) -> Value:
    return "" if not texts else texts[0] if len(texts) == 1 else tuple(texts)


def _heard(texts: Texts, today: datetime.date) -> Value:
    return tuple({"what": text, "heard": today.isoformat()} for text in texts or () if text.strip())


def _met(given: Session, day: datetime.date | None, at: str | None, through: str | None) -> Value:
    """How we met; a person named as the one between must be known, unless the name fits nobody."""
    who = ""
    if through:
        id = given.network.directory.meant(link_target(through))
        who = id or given.person(through).id
    parts = {"on": day.isoformat() if day else "", "at": at or "", "through": who}
    kept = {key: value for key, value in parts.items() if value}
    return kept["on"] if set(kept) == {"on"} else kept


def _refuse_double(given: Session, called: str, emails: list[str]) -> None:
    doubles = near_double(called, emails, given.network.called)
    if not doubles:
        return
    choices = [given.told_apart(given.network.by_id[id]) for id in doubles]
    if given.can_ask:
        for choice in choices:
            given.remark(f"  {choice}")
        if given.confirmed(f"{called} may be here already. Add another one?"):
            return
    raise LikelyDouble(called, choices)


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal add "Ana Silva <ana@example.org>" --city Porto --met today')(add)
