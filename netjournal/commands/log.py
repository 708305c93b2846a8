"""log: what happened, on one person's page, or as a gathering where several were there."""

import datetime
from collections.abc import Sequence
from functools import partial
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.sentences import (
    MET,
    Happened,
    Somebody,
    happened,
    not_to_come,
    sentence_of,
    somebody_new,
    tried,
    write,
)
from netjournal.commands.session import DryRun, Session, session
from netjournal.commands.writing import Writing, told_openly, writing
from netjournal.errors import NobodyButWords, NobodyInBareWords, NobodyYet, WrongUsage
from netjournal.files.log import add_entry, entry_words
from netjournal.files.page import new_page
from netjournal.network.day import read_day, say_day
from netjournal.network.entry import SEEN
from netjournal.network.names import Called, make_id, similar
from netjournal.network.network import answers_to
from netjournal.network.person import Person
from netjournal.network.sentence import Sentence
from netjournal.views.document import Span, line, name, quiet
from netjournal.views.telling import listed

AROUND = ("yesterday", "today", "with", "and")  # words of a sentence that are typed beside names


def log(
    context: Context,
    who: Annotated[list[str], Argument(metavar="WHO...", help="One person, or several who were there.")],
    message: Annotated[str | None, Option("--message", "-m", help="What happened; without it, your editor.")] = None,
    kind: Annotated[str | None, Option("--as", metavar="KIND", help="coffee, call, email, dinner, note ...")] = None,
    on: Annotated[str | None, Option("--on", metavar="DATE", help="The day; today if not said.")] = None,
    add: Annotated[bool, Option("--add", help="New names in a sentence become people.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Tell what happened, also in one sentence: "yesterday lunch with Ana and Bo in Porto: the choir needs a hall"."""
    given = session(context)
    day = not_to_come(read_day(on, given.today) if on else given.today, given.today)
    settings = given.folder.settings
    if kind and kind.casefold() not in settings.kinds:
        raise WrongUsage(f"no kind is called {kind}: use {', '.join(settings.kinds)}, or add it to netjournal.yaml")
    if message is None and _is_sentence(given, who):
        _log_sentence(given, who[0], day if on else None, kind.casefold() if kind else "", add, dry_run)
        return
    if message is None and len(who) > 1 and _is_sentence(given, who[-1:]):
        raise NobodyButWords(" ".join(each for each in who[:-1] if " " not in each), who[-1])
    _refuse_bare_words(given, who)
    people = list({person.id: person for person in (given.written_on(each) for each in who)}.values())
    text = message if message is not None else _typed() if given.can_ask else ""
    written = kind.casefold() if kind else MET
    said = f"log: {written} {', '.join(map(told_openly, people))}"
    with writing(given, said, dry_run) as changes:
        if len(people) == 1:
            file = _on_page(given, changes, people[0], day, written, text)
        else:
            file = _gathering(given, changes, people, day, written, text)
    if not dry_run:
        _tell(given, people, day, written, bool(kind), file)


def _refuse_bare_words(given: Session, who: Sequence[str]) -> None:
    """Tell how what happened is told, where a word among several names says that, and nobody is called so."""
    kinds = given.folder.settings.kinds
    for word in who if len(who) > 1 else ():
        is_telling = word.casefold() in (*kinds, *AROUND) or word.endswith(":")
        if is_telling and not given.journal.answering(word, part=False):
            raise NobodyInBareWords(word, kinds)


# A whole sentence


def _is_sentence(given: Session, who: Sequence[str]) -> bool:
    """Whether the words are one text that names nobody."""
    return len(who) == 1 and len(who[0].split()) > 1 and not given.journal.answering(who[0], part=False)


def _log_sentence(given: Session, text: str, day: datetime.date | None, kind: str, add: bool, dry_run: bool) -> None:
    """Take a sentence apart, write what it tells, and read it back; what options say holds against the sentence."""
    network = given.journal.names
    said = sentence_of(given, text, partial(_called, given))
    if said.doubt:
        raise WrongUsage(f"{said.doubt!r} leaves open whether this happened; write it as netjournal log WHO -m TEXT")
    day = not_to_come(day or said.day or given.today, given.today)
    people = [each for each in _meant(given, said, day, add) if each.id not in network.selves]
    if not people:
        given.person(text, part=False)  # refuses, and offers who is near
    what = happened(said, day, kind or said.kind or MET, people)
    tried(given, what)
    names = ", ".join(told_openly(network.by_id[each.id]) if not each.is_new else each.name for each in what.people)
    with writing(given, f"log: {what.kind} {names}", dry_run) as changes:
        file = write(given, changes, what, changes.change)
    if not dry_run:
        _tell_sentence(given, what, bool(kind or said.kind), file)


def _called(given: Session, name: str) -> list[Called]:
    """Who answers to a name, and to what else."""
    return [answers_to(given.journal.names.by_id[id]) for id in given.journal.answering(name, part=False)]


def _meant(given: Session, said: Sentence, day: datetime.date, add: bool) -> list[Somebody]:
    """Everyone a sentence names, those without a page new, where that is wanted. Raises NobodyYet, SeveralCalled."""
    found: list[Somebody | None] = []
    unknown: list[str] = []
    for called in said.people:
        if given.journal.answering(called, part=False):
            person = given.person(called, part=False)
            found.append(Somebody(person.id, person.name, person.file))
        else:
            found.append(None)
            unknown.append(called)
    if unknown and not add and not _wanted(given, unknown):
        raise NobodyYet(unknown, similar(unknown[0], [person.name for person in given.journal.named.people]))
    taken, new = given.taken, iter(unknown)
    return [each or somebody_new(given, next(new), taken, said, day) for each in found]


def _wanted(given: Session, names: Sequence[str]) -> bool:
    them = "them" if len(names) > 1 else "this person"
    return given.confirmed(f"Nobody is called {' or '.join(names)} yet. Add {them}?")


def _typed() -> str:
    """What happened, typed in the user's editor."""
    from netjournal.commands.programs import edited_text  # here, for it costs more than the log, and few are asked

    return edited_text("")


def _tell_sentence(given: Session, what: Happened, is_said: bool, file: str) -> None:
    for person in what.people:
        if person.is_new:
            given.say((line("Added ", name(person.name), quiet(f"  {person.file}")),))
    if is_said:
        given.say((line(f"Logged for {say_day(what.day)}: {what.told}", quiet(f"  {file}")),))
        return
    given.say((line(*_opening(given, what.day, what.kind, is_said), what.of_whom, quiet(f"  {file}")),))


def _on_page(given: Session, changes: Writing, person: Person, day: datetime.date, kind: str, text: str) -> str:
    words = entry_words(day, kind, (), text)
    changes.change(person.file, lambda page: add_entry(page, words, person.file, given.folder.settings.kinds))
    return person.file


def _gathering(
    given: Session, changes: Writing, people: Sequence[Person], day: datetime.date, kind: str, text: str
) -> str:
    called = f"{kind.capitalize()} with {listed([person.name for person in people])}"
    id = make_id(f"{day.isoformat()} {called}", given.taken)
    came = tuple(person.id for person in people)
    page = new_page((("date", day.isoformat()), ("name", called), ("kind", kind), ("came", came)), text.strip())
    file = f"{given.folder.settings.folders.gatherings}/{id}.md"
    changes.create(file, page.data)
    return file


def _tell(given: Session, people: Sequence[Person], day: datetime.date, kind: str, is_said: bool, file: str) -> None:
    """Say back what was understood, and what was not said."""
    names: list[str | Span] = []
    for person in people:
        names += [", " if names else "", name(person.name)]
    given.say((line(*_opening(given, day, kind, is_said), *names, quiet(f"  {file}")),))


def _opening(given: Session, day: datetime.date, kind: str, is_said: bool) -> tuple[str]:
    counts = given.folder.settings.kinds[kind]
    as_kind = "" if is_said else f" as {kind}, seen in person (--as call, email ... if not)" if counts == SEEN else ""
    return (f"Logged for {say_day(day)}: {kind} with " if is_said else f"Logged for {say_day(day)}{as_kind}: ",)


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal log ana --as coffee --on yesterday -m "she is looking for a studio"')(log)
