"""inbox: the lines that any app appended become people and entries, one by one; what is not understood stays."""

import re
from collections.abc import Callable, Iterator

from netjournal.commands.declared import App, Context
from netjournal.commands.sentences import (
    MET,
    Somebody,
    create,
    data_now,
    happened,
    holds,
    not_to_come,
    parted_address,
    sentence_of,
    somebody_new,
    tried,
    write,
)
from netjournal.commands.session import DryRun, Json, Session, near_double, session, taken_ids
from netjournal.commands.writing import Writing, writing
from netjournal.errors import JournalError, LikelyDouble, SeveralCalled, UnreadablePage, WrongUsage
from netjournal.files.folder import INBOX
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page, new_page, read_page
from netjournal.network.dataclass import dataclass, field
from netjournal.network.day import say_day
from netjournal.network.names import Called, answering, similar
from netjournal.network.sentence import Sentence
from netjournal.views.captured import Left, Taken, captured_document, captured_object

_BULLET = re.compile(r"\s*(?:[-*+]\s+)?")
_BOX = re.compile(r"\[[ xX]?\]\s")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_HEADING = re.compile(r"\s*(?:#{1,6}\s|#{1,6}$|>|---+\s*$|```)")
_NEW = re.compile(r"new\s*:\s*(.+)", re.I)
NOTHING = Sentence(None, "", (), "", "")
_NAME = re.compile(r"[^\W\d_](?:[^\W_]|[ .'’-])*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may tell something, and where it stands, counted from 1."""

    number: int
    raw: str
    said: str


@dataclass
class _Run:
    """What one run of the command knows: the people, those it made among them."""

    given: Session
    changes: Writing
    called: list[Called]
    files: dict[str, str]
    taken: set[str]
    taken_lines: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def answering(self, name: str) -> list[Called]:
        """Those who answer to a name."""
        ids = set(answering(name, self.called, part=False))
        return [one for one in self.called if one.id in ids]

    def change(self, file: str, edit: Callable[[Page], Page]) -> None:
        """Change a page; in a dry run on top of what was changed before."""
        if not self.changes.dry:
            self.changes.change(file, edit)
            return
        before = data_now(self.given, self.changes, file)
        self.changes.wrote(file, before, edit(read_page(before)).data)


def inbox(context: Context, dry_run: DryRun = False, json: Json = False) -> None:
    """Make people and entries of the lines in inbox.md; each line goes once it is written, the rest stays."""
    given = session(context)
    network = given.network
    files = {person.id: person.file for person in network.people}
    with writing(given, "inbox", dry_run) as changes:
        run = _Run(given, changes, list(network.called), files, taken_ids(network))
        for line in given.watched(list(_lines(_text(given))), "lines"):
            _take(run, line)
    if json:
        given.give(captured_object(run.taken_lines, run.left, given.today))
    elif not dry_run or run.left or not run.taken_lines:
        given.say(captured_document(run.taken_lines if not dry_run else (), run.left, bool(run.taken_lines)))


def _text(given: Session) -> str:
    """The text of the inbox, empty where there is none. Raises UnreadablePage."""
    try:
        data = given.folder.data(INBOX)
    except FileNotFoundError:
        return ""
    try:
        return read_page(data).text if data else ""
    except Unreadable as error:
        raise UnreadablePage(f"{error.problem(INBOX)}") from None


def _lines(text: str) -> Iterator[_Line]:
    """The lines that may tell something: neither blank, nor a comment, a heading, a quote."""
    hidden = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for number, (raw, seen) in enumerate(zip(text.split("\n"), hidden.split("\n"), strict=True), 1):
        said = seen[len(_BULLET.match(seen)[0]) :].strip()  # type: ignore[index]
        if said and not _HEADING.match(seen):
            yield _Line(number, raw, said)


def _take(run: _Run, line: _Line) -> None:
    """Write what one line tells, then take it out of the inbox; where it can't be, say why."""
    try:
        said = _new_person(run, line) if _NEW.fullmatch(line.said) else _entry(run, line)
    except JournalError as error:
        gone = 0 if run.changes.dry else len(run.taken_lines)
        run.left.append(Left(line.number - gone, line.said, str(error)))
        return
    run.change(INBOX, lambda page: _without(page, line.raw))
    run.taken_lines.append(said)


def _without(page: Page, raw: str) -> Page:
    """The page without one line that reads so; the same page where it is gone already."""
    start = 0
    for each in page.text.split("\n"):
        end = min(start + len(each) + 1, len(page.text))
        if each == raw:
            return Page(page.text[:start] + page.text[end:], page.bom)
        start = end
    return page


# New people


def _new_person(run: _Run, line: _Line) -> Taken:
    """`new: Ana Silva <ana@example.org>`, who is not made again where a page says just that."""
    told = _NEW.fullmatch(line.said)
    name, email = parted_address(told[1] if told else "")
    if not _NAME.fullmatch(name):
        raise WrongUsage("write it as new: Ana Silva <ana@example.org>")
    wanted = somebody_new(run.given, name, set(), NOTHING, run.given.today, email)
    if holds(run.given, run.changes, wanted.file, new_page(wanted.fields).data):  # made by a run that was killed
        says = f"{name} is here already"
        return Taken(line.number, line.said, says, wanted.file, ((wanted.id, name),))
    _refuse_double(run, name, email)
    somebody = somebody_new(run.given, name, run.taken, NOTHING, run.given.today, email)
    create(run.given, run.changes, somebody.file, new_page(somebody.fields).data)
    _known(run, somebody, email)
    return Taken(line.number, line.said, f"Added {name}", somebody.file, ((somebody.id, name),))


def _refuse_double(run: _Run, name: str, email: str) -> None:
    doubles = near_double(name, [email] if email else [], run.called)
    if doubles:
        raise LikelyDouble(name, [_told_apart(run, one) for one in run.called if one.id in doubles])


def _known(run: _Run, somebody: Somebody, email: str = "") -> None:
    run.called.append(Called(somebody.id, somebody.name, (), (email,) if email else ()))
    run.files[somebody.id] = somebody.file


# What happened


def _entry(run: _Run, line: _Line) -> Taken:
    if _BOX.match(f"{line.said} "):
        raise WrongUsage("a box to tick is a promise; write it on the page of the person it was given to")
    text, email = parted_address(line.said)
    said = sentence_of(run.given, text, run.answering)
    if email and not _is_theirs(run, said, email):
        text, email = line.said, ""
        said = sentence_of(run.given, text, run.answering)
    _refuse_doubt(said)
    day = not_to_come(said.day or run.given.today, run.given.today)
    people = [each for each in _people(run, said) if each.id not in run.given.network.selves]
    if not people:
        raise WrongUsage("this names nobody I know; write who it was with, or new: NAME")
    new = [each for each in people if each.is_new]
    if new:
        _refuse_double(run, new[0].name, email)
        people = [somebody_new(run.given, new[0].name, run.taken, said, day, email)]
    what = happened(said, day, said.kind or MET, people)
    tried(run.given, what, run.changes)
    file = write(run.given, run.changes, what, run.change)
    for each in what.people:
        if each.is_new:
            _known(run, each, email)
    return Taken(
        line.number,
        line.said,
        f"{'Added and logged' if new else 'Logged'} for {say_day(day)}: {what.told}",
        file,
        tuple((each.id, each.name) for each in what.people),
    )


def _refuse_doubt(said: Sentence) -> None:
    if said.doubt:
        raise WrongUsage(f"{said.doubt!r} leaves open whether this happened")
    if said.is_order:
        raise WrongUsage("this may be something to do; write what happened, such as called Ana, or call with Ana")


def _is_theirs(run: _Run, said: Sentence, email: str) -> bool:
    """Whether an address in the line is that of the person it names, or of somebody new."""
    meant = [run.answering(name) for name in said.people]
    return bool(meant) and all(not ones or email in ones[0].emails for ones in meant)


def _people(run: _Run, said: Sentence) -> list[Somebody]:
    """Everyone a line names, each clear; somebody new only where the line tells of meeting them, and them alone."""
    found = []
    for name in said.people:
        meant = run.answering(name)
        if len(meant) > 1:
            raise SeveralCalled(name, [_told_apart(run, one) for one in meant])
        if meant:
            found.append(Somebody(meant[0].id, meant[0].name, run.files[meant[0].id]))
        elif said.kind == MET and len(said.people) == 1 and not name[:1].islower():
            found.append(Somebody("", name, "", (("name", name),)))
        else:
            raise WrongUsage(_unknown(run, name))
    return found


def _unknown(run: _Run, name: str) -> str:
    near = similar(name, [one.name for one in run.called])
    hint = f"did you mean {' or '.join(near)}? Else write" if near else "write"
    return f"nobody is called {name!r}; {hint} new: {name} on a line above this"


def _told_apart(run: _Run, one: Called) -> str:
    person = run.given.network.by_id.get(one.id)
    return run.given.told_apart(person) if person else f"{one.id}  {one.name}"


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal inbox")(inbox)
