"""What one command works with: the journal it was given, the day, and where its answer goes."""

import contextlib
import datetime
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

from netjournal.commands.declared import Argument, Context, Ended, Option
from netjournal.errors import JournalError, NobodyCalled, SeveralCalled, UnreadablePage, WrongUsage
from netjournal.files.folder import Folder, find_root
from netjournal.files.journal import Journal, Shelf, read_journal
from netjournal.network.dataclass import dataclass, field
from netjournal.network.evidence import Problem
from netjournal.network.names import Called, fold, id_key, link_target, similar
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.query import matching, read_query
from netjournal.views.document import Document, visible
from netjournal.views.machine import Object, machine
from netjournal.views.plain import plain

if TYPE_CHECKING:
    from netjournal.files.meanings import Meanings

T = TypeVar("T")
Json = Annotated[bool, Option("--json", help="Answer as one JSON object.")]
DryRun = Annotated[bool, Option("--dry-run", "-n", help="Show the change and write nothing.")]
Limit = Annotated[int | None, Option("--limit", min=1, help="How many at most.")]
All = Annotated[bool, Option("--all", help="The whole ranking.")]
Words = Annotated[list[str] | None, Argument(metavar="[FILTER]...", help="Such as tag:music or city:london.")]

MOST_COLUMNS = 100  # of help, and of an answer where no terminal says


@dataclass(frozen=True)
class Screen:
    """The terminal an answer goes to, if any."""

    is_terminal: bool
    width: int
    colour: bool
    height: int = 0  # rows; 0 where no answer is to be paged
    is_utf8: bool = True


@dataclass
class Session:
    """One command's journal, day and outlet."""

    named: str | None
    default: str | None
    start: str
    today: datetime.date
    screen: Screen
    can_ask: bool
    owner_name: str | None = None
    cache: str | None = None
    shelf: Shelf | None = None
    config: str | None = None  # the folder of the user's own settings
    verbs: Mapping[str, str] = field(default_factory=dict)  # each verb's module
    state: str | None = None

    @cached_property
    def _root(self) -> str:
        return find_root(self.named, self.start, self.default)

    @cached_property
    def folder(self) -> Folder:
        root = self._root
        found = Folder(root, self._shelf(root).settings) if self.cache else Folder(root)
        found.watched = partial(self.watched, what="pages read")
        return found

    def _shelf(self, root: str) -> Shelf:
        if self.shelf is None:
            self.shelf = Shelf(self.cache or "", root)
            self.shelf.watched = partial(self.watched, what="parts of the journal read for the first time")
        return self.shelf

    @cached_property
    def network(self) -> Network:
        """The whole network, as its files tell it: what writes asks nobody else."""
        return read_journal(self.folder)

    @cached_property
    def journal(self) -> Journal:
        """The journal as answers ask it, out of its index where there is one."""
        return Journal(self.folder, self.today, self._shelf(self._root) if self.cache else None)

    @cached_property
    def meaning(self) -> "Meanings | None":
        """Asks and offers compared by meaning, where a model for it is installed."""
        return self.journal.meanings(partial(self.watched, what="asks and offers read for their meaning"))

    def watched(self, work: Iterable[T], what: str) -> Iterator[T]:
        """The same items; whoever sits at the terminal is told how far they are, if they take a while."""
        from netjournal.views.progress import progress

        return progress(work, what, self.screen.is_terminal)

    def close(self) -> None:
        """Let go of the journal's index."""
        if "journal" in self.__dict__:
            self.journal.close()
        if self.shelf:
            self.shelf.drop()

    # Answering

    def say(self, document: Document) -> None:
        """Print what was done, or asked, for whoever reads it: a person at a terminal, or a pipe."""
        sys.stdout.write(self._worded(document))

    def answer(self, document: Document) -> None:
        """Print an answer as `say` does; one that is longer than the terminal is read in the user's pager."""
        self.page(self._worded(document))

    def page(self, text: str) -> None:
        """Print a text, in the user's pager where it is longer than the terminal."""
        if not self.screen.height or text.count("\n") < self.screen.height:
            sys.stdout.write(text)
            return
        from netjournal.commands.programs import paged

        try:
            is_shown = paged(text)
        except JournalError as error:
            sys.stdout.write(text)
            self.remark(str(error))
            return
        sys.stdout.write("" if is_shown else text)

    def _worded(self, document: Document) -> str:
        if not self.screen.is_terminal:
            return plain(document)
        from netjournal.views.human import human

        return human(document, self.screen.width, self.screen.colour)

    def give(self, answer: Object) -> None:
        """Print an answer for a program."""
        sys.stdout.write(machine(answer))

    def remark(self, text: str) -> None:
        """Say something that is not the answer."""
        sys.stderr.write(visible(text, in_line=False) + "\n")

    def remark_problems(self) -> None:
        """One line that counts what could not be read, so that nothing is left out in silence."""
        if "meaning" in self.__dict__ and self.meaning and self.meaning.problem:
            self.remark(f"the model of meaning can't be used, so words alone were compared ({self.meaning.problem})")
        problems = self._known.problems
        unread = len({problem.file for problem in problems if problem.severity == "error"})
        if unread:
            pages = "1 page has" if unread == 1 else f"{unread} pages have"
            self.remark(f"{pages} something that cannot be read; see `netjournal check`")

    # People

    def matching(self, words: Sequence[str]) -> frozenset[str]:
        """The ids of everyone whom the filters leave."""
        query = read_query(words)
        return matching(self.journal.told_of(query), query, self.today)

    @property
    def _known(self) -> Network:
        """A network to look people up in."""
        return self.network if "network" in self.__dict__ else self.journal.names

    def person(self, text: str, part: bool = True) -> Person:
        """The one person a text on the command line names.

        Raises NobodyCalled, SeveralCalled, UnreadablePage where their page can't be read.
        """
        by_id = self._known.by_id
        if text in by_id:
            return by_id[text]
        ids = self.journal.answering(text, part)
        unread = self._unread(text) if not ids else None
        if unread:
            raise UnreadablePage(str(unread))
        if not ids:
            raise NobodyCalled(text[:80], self._near(text))
        if len(ids) > 1:
            return self._chosen(text, ids)
        return by_id[ids[0]]

    def written_on(self, text: str) -> Person:
        """The one person a text names, to be written on their page; where the text is their id, no other page is read.

        Raises as `person` does.
        """
        from netjournal.files.alone import page_of  # here, for those who only ask have an index to look them up in

        return page_of(self.folder, text) or self.person(text, part=False)

    @property
    def taken(self) -> set[str]:
        """What `taken_ids` tells of the journal, with no page read."""
        return {_stem(file) for file in self.journal.files}

    def _near(self, text: str) -> list[str]:
        names = {person.name: person for person in self.journal.everyone.people}
        return [f"{name} ({names[name].id})" for name in similar(text[:80], list(names))] if text.strip() else []

    def _unread(self, text: str) -> Problem | None:
        """The problem that keeps a page of that id from being read."""
        wanted = id_key(link_target(text))
        people = self._known.settings.folders.people + "/"
        for problem in self._known.problems:
            stem = problem.file.rpartition("/")[2].removesuffix(".md")
            if problem.severity == "error" and problem.file.startswith(people) and id_key(stem) == wanted:
                return problem
        return None

    def _chosen(self, text: str, ids: Sequence[str]) -> Person:
        choices = [self.told_apart(self._known.by_id[id]) for id in ids]
        if not self.can_ask:
            raise SeveralCalled(text, choices)
        at = self.numbered(choices)
        if at is None:
            raise SeveralCalled(text, choices)
        return self._known.by_id[ids[at]]

    def numbered(self, choices: Sequence[str], count: int = 0) -> int | None:
        """Where the choice stands that the person at the terminal gives the number of; None where it is no number here.

        `count` is how many there were before some were left out.
        """
        for number, choice in enumerate(choices, 1):
            self.remark(f"{number:3} {choice}")
        if count > len(choices):
            self.remark(f"    and {count - len(choices)} more; some of the name makes them fewer")
        number = _asked_number("Which one: ")
        return number - 1 if 1 <= number <= len(choices) else None

    def told_apart(self, person: Person) -> str:
        """A person with what tells them from others of that name."""
        about = [str(role) for role in self._known.roles(person)[:1]] + [said.text for said in person.city[:1]]
        return f"{person.id}  {person.name}" + (f" ({', '.join(about)})" if about else "")

    def confirmed(self, question: str) -> bool:
        """Whether the person at the terminal says yes; never where there is none."""
        if not self.can_ask:
            return False
        with _cancellable():
            import typer

            return typer.confirm(question, err=True)


def _asked_number(question: str) -> int:
    """The number typed at the terminal; stdout, which a shell may be waiting for, is left alone.

    Raises KeyboardInterrupt where there is no answer.
    """
    while True:
        sys.stderr.write(question)
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise KeyboardInterrupt
        if answer.strip().isdecimal():
            return int(answer[:10])


@contextlib.contextmanager
def _cancellable() -> Iterator[None]:
    """A question: whoever leaves it with Ctrl-C or Ctrl-D is asked nothing more. Raises KeyboardInterrupt then."""
    from typer import Abort

    try:
        yield
    except Abort:
        raise KeyboardInterrupt from None


def session(context: Context) -> Session:
    """The session the command was started with."""
    found = context.find_object(Session)
    if found is None:
        raise WrongUsage("this command needs netjournal around it; run `netjournal --help`")
    return found


def ends(status: int) -> NoReturn:
    """Leave with an exit status that is an answer and no error."""
    raise Ended(status)


def taken_ids(network: Network) -> set[str]:
    """Every id that a new page must not take, those of pages that can't be read too, as they are compared."""
    files = [*(record.file for record in network.records), *(problem.file for problem in network.problems)]
    return set(map(_stem, files))


def _stem(file: str) -> str:
    return id_key(file.rpartition("/")[2].removesuffix(".md"))


def near_double(name: str, emails: Sequence[str], people: Sequence[Called]) -> tuple[str, ...]:
    """The ids of those who may be the same person: the same address, the same name, or one that is said alike."""
    if not name:
        return ()
    from netjournal.network.likeness import likeness  # here, for most commands add nobody

    said = likeness(name)
    is_telling = len(said) > 1
    return tuple(
        sorted(
            one.id
            for one in people
            if _is_same(name, emails, one)
            or (is_telling and said in (likeness(each) for each in (one.name, *one.aliases)))
        )
    )


def _is_same(name: str, emails: Sequence[str], one: Called) -> bool:
    shared = {email.casefold() for email in emails} & {email.casefold() for email in one.emails}
    return bool(shared) or fold(name) in {fold(each) for each in (one.name, *one.aliases)}
