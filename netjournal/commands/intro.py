"""intro: two people brought together: where it stands, the next step, the moves, the letters."""

import datetime
import sys
from collections.abc import Sequence
from typing import Annotated

from netjournal.answers import introductions as states
from netjournal.answers.drafts import TEMPLATES, drafts, sharable
from netjournal.answers.introductions import Standing, Step, introductions, standing, stood
from netjournal.answers.moves import Move, refusal
from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.programs import edited_text
from netjournal.commands.session import DryRun, Json, Session, session
from netjournal.commands.writing import told_openly, writing
from netjournal.errors import MoveRefused, SeveralCalled, UnreadableDay, WrongUsage
from netjournal.files.journal import read_journal
from netjournal.files.log import add_entry, entry_words
from netjournal.files.templates import read_templates
from netjournal.network.day import iso_day, read_day, say_day
from netjournal.network.entry import LINK
from netjournal.network.names import answering
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import line, quiet
from netjournal.views.introductions import (
    list_document,
    list_object,
    next_words,
    standing_document,
    standing_object,
    step_words,
)
from netjournal.views.letters import letters_document, letters_object, mailto_document
from netjournal.views.plain import plain

Text = str | None
LOOK_OVER = "<!-- Look the letters over; what you save is printed, and nothing is sent. This line goes. -->"


def intro(
    context: Context,
    words: Annotated[list[str] | None, Argument(metavar="[A B]", help="Two people; all of them without.")] = None,
    idea: Annotated[Text, Option("--idea", metavar="TEXT", help="Park a hunch.")] = None,
    ask: Annotated[Text, Option("--ask", metavar="A", help="A was asked.")] = None,
    yes: Annotated[Text, Option("--yes", metavar="A", help="A said yes.")] = None,
    no: Annotated[Text, Option("--no", metavar="A", help="A said no.")] = None,
    later: Annotated[
        tuple[str, str] | None, Option("--later", metavar="A DATE", help="A wants to wait till then.")
    ] = None,
    made: Annotated[bool, Option("--made", help="They are introduced.")] = False,
    already: Annotated[bool, Option("--already", help="Introduced, though not both said yes before.")] = False,
    met: Annotated[bool, Option("--met", help="They met.")] = False,
    outcome: Annotated[Text, Option("--outcome", metavar="TEXT", help="What came of it.")] = None,
    thank: Annotated[bool, Option("--thank", help="Thanks are said.")] = False,
    never: Annotated[Text, Option("--never", metavar="REASON", help="Never introduce them.")] = None,
    message: Annotated[str, Option("--message", "-m", metavar="TEXT", help="A word on the move.")] = "",
    on: Annotated[Text, Option("--on", metavar="DATE", help="The day of it; today if not said.")] = None,
    draft: Annotated[bool, Option("--draft", help="Write a note to each, and the introduction.")] = False,
    mailto: Annotated[bool, Option("--mailto", help="The drafts as mailto addresses.")] = False,
    edit: Annotated[bool, Option("--edit", help="The drafts in your editor first; what you save is printed.")] = False,
    json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Introductions under way and what each waits for; with two people, where theirs stands, or one move on."""
    given = session(context)
    answers = ((states.ASKED, ask), (states.AGREED, yes), (states.DECLINED, no))
    told = ((states.IDEA, idea), (states.OUTCOME, outcome), (states.NEVER, never))
    flags = ((states.MADE, made or already), (states.MET, met), (states.THANKED, thank))
    asked: list[tuple[str, str, str]] = [(state, who, "") for state, who in answers if who is not None]
    asked += [(states.LATER, *later)] if later else []
    asked += [(state, "", text) for state, text in told if text is not None]
    asked += [(state, "", "") for state, is_so in flags if is_so]
    _refuse_mixture(words or (), asked, draft or mailto or edit, message, on)
    if edit and (mailto or json):
        raise WrongUsage("--edit prints the letters as you saved them; leave out --mailto and --json")
    if not words:
        _list(given, json)
        return
    if not (asked or draft or mailto or edit):
        _show_pair(given, words, json)
        return
    a, b = _pair(given, words, given.network)
    if draft or mailto or edit:
        _draft(given, a, b, mailto, edit, json)
    else:
        day = _past_day(given, on)
        _move(given, a, b, _read(given, (a, b), asked[0], message, already), day, json, dry_run)


def _refuse_mixture(
    words: Sequence[str], asked: Sequence[tuple[str, str, str]], is_draft: bool, message: str, on: str | None
) -> None:
    if len(words) not in (0, 2):
        raise WrongUsage("name two people: netjournal intro A B, with a name of several words in quotes")
    if (asked or is_draft or message or on) and not words:
        raise WrongUsage("say whom: netjournal intro A B, then what is new")
    if len(asked) > 1 or (asked and is_draft):
        raise WrongUsage("one move at a time: say each in a command of its own")
    if (message or on) and not asked:
        raise WrongUsage("-m and --on go with a move, such as --ask A or --made")


def _pair(given: Session, words: Sequence[str], network: Network) -> tuple[Person, Person]:
    """The two people, the one whose id sorts first foremost."""
    one, other = (given.person(word, part=False).id for word in words)
    a, b = (network.by_id[id] for id in states.in_order(one, other))
    if a.id == b.id:
        raise WrongUsage(f"{a.name} is one person; name two")
    if a.is_self or b.is_self:
        raise WrongUsage("you are the one who introduces; name two others")
    return a, b


def _past_day(given: Session, on: str | None) -> datetime.date:
    day = read_day(on, given.today) if on else given.today
    if day > given.today:
        raise WrongUsage(f"{say_day(day)} is still to come; write it down when it has happened")
    return day


# Asking


def _list(given: Session, json: bool) -> None:
    network = given.journal.everyone
    every = introductions(network, given.today)
    if json:
        given.give(list_object(network, every, given.today))
    else:
        given.answer(list_document(network, every))
    given.remark_problems()


def _show_pair(given: Session, words: Sequence[str], json: bool) -> None:
    a, b = _pair(given, words, given.journal.names)
    network = given.journal.around((a.id, b.id))
    _show(given, network, standing(network, a.id, b.id, given.today), json)


def _show(given: Session, network: Network, stands: Standing, json: bool) -> None:
    if json:
        given.give({"today": given.today.isoformat(), "introduction": standing_object(network, stands)})
    else:
        given.answer(standing_document(network, stands))


def _draft(given: Session, a: Person, b: Person, mailto: bool, edit: bool, json: bool) -> None:
    stands = standing(given.network, a.id, b.id, given.today)
    _refuse_draft(given, stands, (a, b))
    letters = drafts(given.network, a, b, read_templates(given.config, TEMPLATES), given.today)
    if json:
        given.give(letters_object(given.network, letters))
    else:
        letter = mailto_document(letters) if mailto else letters_document(given.network, letters)
        text = plain(letter)  # at a terminal too: a letter is copied, so nothing may be wrapped
        sys.stdout.write(f"{edited_text(text, LOOK_OVER)}\n" if edit else text)
    if stands.state not in (states.AGREED, *states.INTRODUCED):
        given.remark("not both have said yes yet: the notes go first, the introduction when they have")


def _refuse_draft(given: Session, stands: Standing, pair: Sequence[Person]) -> None:
    if stands.state in (states.NEVER, states.DECLINED):
        raise MoveRefused(refusal(given.network, stands, Move(states.ASKED, stands.a), given.today))
    _refuse_absent(pair)
    for person in pair:
        if not sharable(given.network, person, given.today).name:
            raise MoveRefused(f"the name of {person.id} is private, so no letter can be drafted; write it by hand")


def _refuse_absent(pair: Sequence[Person]) -> None:
    for person in pair:
        if not person.is_present:
            raise MoveRefused(f"{person.name} {'died' if person.died else 'is archived'}; nobody is introduced to them")


# Moving on


def _read(given: Session, pair: Sequence[Person], asked: tuple[str, str, str], message: str, already: bool) -> Move:
    """The move that the options tell; the name of one of the two is read among these two."""
    state, who, text = asked
    said = text if state in (states.IDEA, states.OUTCOME, states.NEVER) else ""
    words = [said.strip(), message.strip()]
    if state in (states.OUTCOME, states.NEVER) and not any(words):
        raise WrongUsage(f"--{state} takes a few words: what came of it, or why not")
    if state == states.LATER:
        words.insert(0, _day_to_come(text, given.today).isoformat())
    by = _one_of(given, pair, who) if state in states.ANSWERS else ""
    return Move(state, by, ", ".join(filter(None, words)), already)


def _one_of(given: Session, pair: Sequence[Person], text: str) -> str:
    two = [called for called in given.network.called if called.id in {person.id for person in pair}]
    found = answering(text, two, part=False)
    if len(found) > 1:
        raise SeveralCalled(text, [given.told_apart(person) for person in pair])
    if not found:
        raise WrongUsage(f"{text[:80]!r} is neither {pair[0].name} nor {pair[1].name}; name one of the two")
    return found[0]


def _day_to_come(text: str, today: datetime.date) -> datetime.date:
    """The day that someone typed; one without a year is the next there is."""
    for words in (text, f"next {text}", f"in {text}", f"{text} {today.year}", f"{text} {today.year + 1}"):
        try:
            day = read_day(words, today)
        except UnreadableDay:
            continue
        if day > today:
            return day
    raise WrongUsage(f"they want to wait until {say_day(read_day(text, today))}? That is over; give a day to come")


def _move(given: Session, a: Person, b: Person, move: Move, day: datetime.date, json: bool, dry_run: bool) -> None:
    stands = standing(given.network, a.id, b.id, given.today)
    if why := refusal(given.network, stands, move, day):
        raise MoveRefused(why)
    if move.state in (states.IDEA, states.ASKED, states.MADE):
        _refuse_absent((a, b))
    page, other = (b, a) if move.by == b.id else (a, b)
    if not LINK.fullmatch(f"[[{other.id}]]"):
        raise WrongUsage(f"a link cannot name {other.id!r}; rename that page first")
    words = entry_words(day, "intro", (), f"{move.state} [[{other.id}]] {move.text}")
    with writing(given, f"intro: {told_openly(a)} and {told_openly(b)}: {move.state}", dry_run) as changes:
        changes.change(page.file, lambda text: add_entry(text, words, page.file, given.folder.settings.kinds))
    if not dry_run:
        _tell(given, stands, _step(move, page, day), json)


def _step(move: Move, page: Person, day: datetime.date) -> Step:
    until = iso_day(move.text.partition(",")[0]) if move.state == states.LATER else None
    return Step(move.state, page.id, day, move.text, page.file, 0, until)


def _tell(given: Session, stands: Standing, step: Step, json: bool) -> None:
    if json:
        network = read_journal(given.folder)
        _show(given, network, standing(network, stands.a, stands.b, given.today), json)
        return
    after = stood(stands.a, stands.b, given.today, [*stands.steps, step])
    said = step_words(given.network, step)
    given.say((line(f"Noted for {say_day(step.date)}: {said}", quiet(f"  {step.file}")),))
    given.say((line(next_words(given.network, after)),))


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal intro dorothy owen --idea "both grow rhubarb"')(intro)
