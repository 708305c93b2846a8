"""A sentence that was read, and what it becomes: new people, an entry on a page, or a gathering."""

import datetime
import re
from collections.abc import Callable, Sequence

from netjournal.commands.session import Session
from netjournal.commands.writing import Writing
from netjournal.errors import UnreadablePage, WrongUsage
from netjournal.files.log import add_entry, entry_words
from netjournal.files.notation.body import read_body
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page, Value, new_page, read_page
from netjournal.network.dataclass import dataclass
from netjournal.network.day import say_day
from netjournal.network.entry import LINK, NOTE, Entry
from netjournal.network.names import Called, id_key, make_id
from netjournal.network.sentence import Sentence, is_named, read_sentence
from netjournal.views.telling import listed

MET = "met"

_ADDRESS = re.compile(r"[,;]?\s*<?([^\s<>,;:]+@[^\s<>,;:]+\.\w+)>?")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person a sentence names: one who is here, or a new one with the page that is to be made."""

    id: str
    name: str
    file: str
    fields: tuple[tuple[str, Value], ...] = ()

    @property
    def is_new(self) -> bool:
        return bool(self.fields)


@dataclass(frozen=True, slots=True)
class Happened:
    """What is to be written: one person's entry, or a gathering of several."""

    day: datetime.date
    kind: str
    people: tuple[Somebody, ...]
    where: str
    place: str
    text: str

    @property
    def words(self) -> str:
        """The entry on one person's page; the place stands before the colon, as one says it."""
        bare = self.where and not re.search(r":(?=\s|$)", self.where) and not LINK.search(self.where)
        words = entry_words(self.day, self.kind, (), self.text if bare or not self.where else self._whole)
        head = f"{self.day.isoformat()} {self.kind}"
        return f"{head} {self.where}{words.removeprefix(head)}" if bare else words

    @property
    def _whole(self) -> str:
        return f"{self.where}: {self.text}" if self.text else self.where

    @property
    def told(self) -> str:
        """The reading, said back: coffee with Ana, got from Bo, note about Cy."""
        joint = {NOTE: "about ", "got": "from ", "gave": "to ", "thanked": "", "asked": ""}.get(self.kind, "with ")
        return f"{self.kind} {joint}{self.of_whom}"

    @property
    def of_whom(self) -> str:
        """Who, where, and what was said."""
        names = listed([person.name for person in self.people])
        where = f" {self.where}" if self.where else ""
        text = f": {self.text}" if self.text else ""
        return f"{names}{where}{text}"


def sentence_of(given: Session, text: str, answering: Callable[[str], Sequence[Called]]) -> Sentence:
    """What a sentence tells; whoever answers to a text in it is asked of `answering`."""
    known: dict[str, bool] = {}

    def is_known(name: str) -> bool:
        if name not in known:
            known[name] = is_named(name, answering(name))
        return known[name]

    return read_sentence(text, given.today, given.folder.settings.kinds, is_known)


def happened(said: Sentence, day: datetime.date, kind: str, people: Sequence[Somebody]) -> Happened:
    """What is to be written of a sentence, each person once."""
    once = {id_key(person.id): person for person in people}
    return Happened(day, kind, tuple(once.values()), said.where, said.place, said.text)


def not_to_come(day: datetime.date, today: datetime.date) -> datetime.date:
    """The day. Raises WrongUsage for one to come."""
    if day > today:
        raise WrongUsage(f"{say_day(day)} is still to come; plan it as a gathering, or write a promise")
    return day


def somebody_new(
    given: Session, name: str, taken: set[str], said: Sentence, day: datetime.date, email: str = ""
) -> Somebody:
    """A new person of that name; where the sentence tells how one met, their page says so."""
    id = make_id(name, taken)
    taken.add(id_key(id))
    met = {"on": day.isoformat(), **({"at": said.place} if said.place else {})} if said.kind == MET else {}
    how: Value = met["on"] if set(met) == {"on"} else met
    fields: list[tuple[str, Value]] = [("name", name), ("email", (email,) if email else ()), ("met", how)]
    file = f"{given.folder.settings.folders.people}/{id}.md"
    return Somebody(id, name, file, tuple((key, value) for key, value in fields if value))


def parted_address(text: str) -> tuple[str, str]:
    """A text without the e-mail address that stands in it, and the address."""
    found = _ADDRESS.search(text)
    if not found:
        return text, ""
    rest = f"{text[: found.start()]} {text[found.end() :].lstrip(' ,;')}"
    return " ".join(rest.split()).strip(" ,;"), found[1]


# Writing


Change = Callable[[str, Callable[[Page], Page]], None]


def write(given: Session, changes: Writing, what: Happened, change: Change) -> str:
    """Write what happened, new people first, and give the file it stands in; what stands there already stays alone.

    `change` edits a page that is there.
    """
    if len(what.people) == 1:
        (person,) = what.people
        if person.is_new:
            page = new_page(person.fields)
            create(given, changes, person.file, add_entry(page, what.words, person.file, _kinds(given)).data)
        else:
            change(person.file, lambda page: _with_entry(given, page, what.words, person.file))
        return person.file
    for person in what.people:
        if person.is_new:
            create(given, changes, person.file, new_page(person.fields).data)
    return _gathering(given, changes, what)


def create(given: Session, changes: Writing, file: str, data: bytes) -> None:
    """Make a page, unless the very same one was made by a run that was killed."""
    if not holds(given, changes, file, data):
        changes.create(file, data)


def _kinds(given: Session) -> dict[str, str]:
    return dict(given.folder.settings.kinds)


def _with_entry(given: Session, page: Page, words: str, file: str) -> Page:
    """The page with the entry, unless one of that day says the same already."""
    kinds = _kinds(given)
    meant = read_body(f"- {words}".replace("\n", "\n  "), 0, file, kinds).entries
    there = read_body(page.text, page.body_start, file, kinds).entries
    if meant and _said(meant[0]) in map(_said, there):
        return page
    return add_entry(page, words, file, kinds)


def _said(entry: Entry) -> tuple[datetime.date, str, str, str]:
    return entry.date, entry.kind, entry.head, entry.text


def _gathering(given: Session, changes: Writing, what: Happened) -> str:
    folder = given.folder.settings.folders.gatherings
    called = f"{what.kind.capitalize()} with {listed([person.name for person in what.people])}"
    came = tuple(person.id for person in what.people)
    fields = (
        ("date", what.day.isoformat()),
        ("name", called),
        ("kind", what.kind),
        ("place", what.place),
        ("came", came),
    )
    data = new_page(fields, what.text.strip()).data
    title = f"{what.day.isoformat()} {called}"
    there = f"{folder}/{make_id(title, set())}.md"
    if holds(given, changes, there, data):
        return there
    written = {id_key(each.path.rpartition("/")[2].removesuffix(".md")) for each in changes.written}
    file = f"{folder}/{make_id(title, given.taken | written)}.md"
    changes.create(file, data)
    return file


def holds(given: Session, changes: Writing, file: str, data: bytes) -> bool:
    """Whether that very page is there, made by this run or by one that was killed."""
    try:
        return data_now(given, changes, file) == data
    except FileNotFoundError:
        return False


def tried(given: Session, what: Happened, changes: Writing | None = None) -> None:
    """Nothing, where the page of the one person can be written. Raises what writing it would."""
    if len(what.people) > 1:
        return
    (person,) = what.people
    page = new_page(person.fields) if person.is_new else _readable(given, changes, person.file)
    _with_entry(given, page, what.words, person.file)


def _readable(given: Session, changes: Writing | None, file: str) -> Page:
    try:
        return read_page(data_now(given, changes, file))
    except Unreadable as error:
        raise UnreadablePage(f"{error.problem(file)}") from None


def data_now(given: Session, changes: Writing | None, file: str) -> bytes:
    """The bytes of a file, with what this run has changed or, in a dry run, would have changed."""
    path = given.folder.real_file(file)
    made = next((each.after for each in changes.written if each.path == path), None) if changes else None
    return made if made is not None and changes and changes.dry else given.folder.data(file)
