"""debrief: what came of a gathering, told from options or from one short form."""

from collections.abc import Callable, Sequence
from typing import Annotated

from netjournal.answers.debriefing import Debriefing, form, read_form
from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.programs import edited_text
from netjournal.commands.session import DryRun, Session, ends, session
from netjournal.commands.told import Told, told
from netjournal.commands.writing import writing
from netjournal.errors import NoSuchGathering, SeveralCalled, UnreadableDay, UnreadablePage, WrongUsage
from netjournal.files.page import Page, read_page
from netjournal.network.day import read_day, say_day
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold, id_key, link_target
from netjournal.views.document import line, name, quiet

TWO = ("--hit-it-off", "--heard")
BETWEEN = "\0"  # no word of a command line holds it
Texts = list[str] | None


def paired(words: Sequence[str]) -> list[str]:
    """The words with both values of an option that takes two as one; where one is missing, as they are."""
    found: list[str] = []
    pending = list(words)
    while pending:
        word = pending.pop(0)
        found.append(word)
        if word == "--":
            return found + pending
        if word in TWO and len(pending) > 1 and not any(each.startswith("--") for each in pending[:2]):
            found.append(f"{pending.pop(0)}{BETWEEN}{pending.pop(0)}")
    return found


def debrief(
    context: Context,
    words: Annotated[list[str] | None, Argument(metavar="[GATHERING]", help="Its id, name or date.")] = None,
    came: Annotated[Texts, Option("--came", metavar="WHO", help="Who came; without a page, a guest.")] = None,
    hit_it_off: Annotated[Texts, Option("--hit-it-off", metavar="A B", help="Two who got on.")] = None,
    promise: Annotated[Texts, Option("--promise", metavar="TEXT", help="What you promised.")] = None,
    heard: Annotated[Texts, Option("--heard", metavar="WHO TEXT", help="What somebody looks for.")] = None,
    thank: Annotated[Texts, Option("--thank", metavar="WHO", help="Whom to thank.")] = None,
    message: Annotated[str, Option("--message", "-m", metavar="TEXT", help="What was said.")] = "",
    dry_run: DryRun = False,
) -> None:
    """After a gathering, the last one if none is named: who came, who hit it off, promises, asks heard, thanks owed."""
    given = session(context)
    debriefing = Debriefing(
        tuple(came or ()),
        tuple(_two(each, "--hit-it-off takes two people: --hit-it-off A B") for each in hit_it_off or ()),
        tuple(promise or ()),
        tuple(_two(each, "--heard takes who and what: --heard ana 'a bookkeeper'") for each in heard or ()),
        tuple(thank or ()),
        message,
    )
    gathering = _gathering(given, " ".join(words or ()))
    if debriefing:
        _write(given, gathering, _understood(given, gathering, debriefing), dry_run)
    elif given.can_ask:
        _from_form(given, gathering, dry_run)
    else:
        raise WrongUsage("say what came of it: --came WHO, --hit-it-off A B, --promise, --heard WHO TEXT, --thank, -m")


def _two(text: str, hint: str) -> tuple[str, str]:
    one, between, other = text.partition(BETWEEN)
    if not between or not one.strip() or not other.strip():
        raise WrongUsage(hint)
    return one.strip(), other.strip()


# Which gathering


def _gathering(given: Session, text: str) -> Gathering:
    """The one gathering that a text means; where there is none, the last of which it isn't known who came."""
    if not text:
        return _last(given)
    found = _meant(given, text)
    if not found:
        raise NoSuchGathering(text[:80], [_said(each) for each in _past(given)[:3]])
    if len(found) > 1:
        raise SeveralCalled(text[:80], [f"{each.id}  {_said(each)}" for each in found])
    if found[0].date and found[0].date > given.today:
        raise WrongUsage(f"{_said(found[0])} is still to come; tell of it afterwards")
    return found[0]


def _meant(given: Session, text: str) -> list[Gathering]:
    target, gatherings = link_target(text), given.network.gatherings
    try:
        day = read_day(target, given.today)
    except UnreadableDay:
        day = None
    levels: tuple[Callable[[Gathering], bool], ...] = (
        lambda each: id_key(each.id) == id_key(target),
        lambda each: fold(each.name) == fold(target),
        lambda each: day is not None and each.date == day,
        lambda each: fold(each.id).startswith(fold(target)),
        lambda each: _begins(fold(target).split(), fold(each.name).split()),
    )
    return next((found for level in levels if (found := [each for each in gatherings if level(each)])), [])


def _begins(words: Sequence[str], called: Sequence[str]) -> bool:
    return all(any(each.startswith(word) for each in called) for word in words)


def _past(given: Session) -> list[Gathering]:
    past = [each for each in given.network.gatherings if each.date and each.date <= given.today]
    return sorted(past, key=lambda each: (each.date or given.today, each.id), reverse=True)


def _last(given: Session) -> Gathering:
    untold = [each for each in _past(given) if not each.came]
    if not untold:
        raise WrongUsage("of every gathering it is known who came; name the one you mean, by its name or date")
    return untold[0]


def _said(gathering: Gathering) -> str:
    return f"{gathering.name}, {say_day(gathering.date)}" if gathering.date else gathering.name


# The form


def _from_form(given: Session, gathering: Gathering, dry_run: bool) -> None:
    """Let the user fill in the form, again where a line isn't clear and they say so; nothing is lost."""
    network, directory = given.network, given.network.directory
    there = {directory.meant(said.text) or fold(said.text) for said in gathering.came}
    invited = [said.text for said in gathering.invited]
    waited = [each for each in invited if (directory.meant(each) or fold(each)) not in there]
    text = form(
        _said(gathering),
        [_called(given, each) for each in waited],
        [network.name_of(directory.meant(said.text) or said.text) for said in gathering.came],
    )
    while True:
        text = edited_text(text)
        debriefing, doubts = read_form(text)
        if not doubts and not debriefing:
            given.say((line("The form was left empty; nothing was written."),))
            return
        found = Told() if doubts else told(given, gathering, debriefing)
        if not doubts and not found.refusals:
            _write(given, gathering, found, dry_run)
            return
        _unclear(given, text, [f"line {doubt.line}: {doubt.says}" for doubt in doubts], found)


def _unclear(given: Session, text: str, doubts: Sequence[str], found: Told) -> None:
    """Say what isn't clear; where the form shall not be opened again, leave with its text on the screen."""
    for said in (*doubts, *map(str, found.refusals)):
        given.remark(said)
    if given.confirmed("Nothing was written yet. Open the form again?"):
        return
    given.remark(f"Your text, to use again:\n{text}")
    ends(found.refusals[0].status if found.refusals else WrongUsage.status)


def _called(given: Session, written: str) -> str:
    """What to call somebody in the form: their name, or their id where others answer to the name."""
    id = given.network.directory.meant(written)
    if id is None:
        return written
    name = given.network.name_of(id)
    return name if given.journal.answering(name, part=False) == (id,) else id


# What is written


def _understood(given: Session, gathering: Gathering, debriefing: Debriefing) -> Told:
    found = told(given, gathering, debriefing)
    for refusal in found.refusals[1:]:
        given.remark(str(refusal))
    if found.refusals:
        raise found.refusals[0]
    return found


def _write(given: Session, gathering: Gathering, found: Told, dry_run: bool) -> None:
    """Write every page, once each edit has been tried on it: what can be refused is refused before anything stands."""
    for file, edit in found.edits.items():
        _tried(given, file, edit)
    with writing(given, f"debrief: {gathering.name}", dry_run) as changes:
        for file, edit in found.edits.items():
            changes.change(file, edit)
    if dry_run:
        return
    given.say((line("After ", name(_said(gathering)), quiet(f"  {gathering.file}")),))
    given.say(tuple(line(said, indent=2) for said in found.says))


def _tried(given: Session, file: str, edit: Callable[[Page], Page]) -> None:
    try:
        edit(read_page(given.folder.data(file)))
    except UnreadablePage as error:
        raise UnreadablePage(str(error) if str(error).startswith(file) else f"{file}: {error}") from None


def register(app: App, verb: str) -> None:
    example = 'netjournal debrief --came dorothy --hit-it-off "dorothy owen" --thank dorothy'
    app.command(verb, before=paired, example=example)(debrief)
