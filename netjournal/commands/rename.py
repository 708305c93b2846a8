"""rename: name, file and every reference move together; the old name and id stay aliases."""

from typing import Annotated

from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.following import called_so, follow
from netjournal.commands.session import DryRun, Session, session
from netjournal.commands.writing import Writing, told_openly, writing
from netjournal.errors import WrongUsage
from netjournal.files.page import Page, read_page
from netjournal.files.references import renamed
from netjournal.files.splice import add_to_list, remove_from_list, set_key
from netjournal.files.union import united
from netjournal.history.git import Repository
from netjournal.network.dataclass import dataclass
from netjournal.network.names import answering, fold, id_key, make_id
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import line, name, quiet

ALIASES = "aliases"


@dataclass(frozen=True, slots=True)
class Move:
    """A person on the way to another name and file; `twin` is the new page, where a killed run made it already."""

    person: Person
    name: str
    id: str
    file: str
    twin: Person | None

    @property
    def stem(self) -> str:
        return self.person.file.rpartition("/")[2].removesuffix(".md")


def rename(
    context: Context,
    who: Annotated[str, Argument(metavar="WHO")],
    words: Annotated[list[str], Argument(metavar="NAME")],
    dry_run: DryRun = False,
) -> None:
    """Give someone another name; file and references follow, and the old name still finds them."""
    given = session(context)
    called = " ".join(words).strip()
    if not called:
        raise WrongUsage("a person needs a name: netjournal rename WHO NAME")
    move = _move(given, who, called)
    old = move.person.name
    message = f"{old} to {called}" if told_openly(move.person) == old else move.person.id
    with writing(given, f"rename: {message}", dry_run) as changes:
        count = _stay(given, changes, move) if move.id == move.person.id else _go(given, changes, move)
        is_changed = any(each.before != each.after for each in changes.written)
    if not dry_run:
        pages = f"; references on {count} other page{'s' * (count != 1)} follow" if count else ""
        said = f" is now called {called}" if is_changed else " is called so already"
        given.say((line(name(old), f"{said}{pages}.", quiet(f"  {move.file}")),))


def _move(given: Session, who: str, called: str) -> Move:
    ids = set(answering(who, given.network.called, part=False))
    begun = next((pair for pair in _begun(given.network, called) if ids & {pair[0].id, pair[1].id}), None)
    if begun:
        person, twin = begun
        return Move(person, called, twin.id, twin.file, twin)
    person = given.network.by_id[given.person(who, part=False).id]
    id = make_id(called, _taken(given.network, person))
    if id_key(id) == id_key(person.id):
        return Move(person, called, person.id, person.file, None)
    folder, slash, _ = person.file.rpartition("/")
    return Move(person, called, id, f"{folder}{slash}{id}.md", None)


def _begun(network: Network, called: str) -> list[tuple[Person, Person]]:
    """The old and the new page of whoever a killed run left half renamed to that name."""
    named = [person for person in network.people if person.name == called]
    return [(old, new) for new in named for old in network.people if old is not new and _is_left(old, new)]


def _is_left(old: Person, new: Person) -> bool:
    """Whether a page is what a rename moves from: it calls itself by its own id, and the new one does too."""
    own, others = ({fold(said.text) for said in person.aliases} for person in (old, new))
    return {fold(old.id), fold(old.name)} <= own & (others | {fold(new.id), fold(new.name)})


def _taken(network: Network, person: Person) -> set[str]:
    """Every id that is somebody's or something's else."""
    files = [*(record.file for record in network.records), *(problem.file for problem in network.problems)]
    return {id_key(file.rpartition("/")[2].removesuffix(".md")) for file in files if file != person.file}


def _stay(given: Session, changes: Writing, move: Move) -> int:
    """Change the name alone; the file's own stays, so the references go first and may be repeated."""
    person, is_meant = move.person, called_so(given.network, move.person)
    if person.name == move.name:
        return 0

    def named(page: Page) -> Page:
        return _named(renamed(_known(page, move), is_meant, move.id), move)

    named(read_page(given.folder.data(person.file)))  # what can refuse comes first
    about = (person.id, person.name)
    count = follow(given, changes, lambda page: renamed(page, is_meant, move.id), about, (person.file,))
    changes.change(person.file, named)
    return count


def _go(given: Session, changes: Writing, move: Move) -> int:
    """Move to the new file in steps that can be repeated: alias, new file, references, and the old file last."""
    person, twin = move.person, move.twin
    is_meant = called_so(given.network, person, twin.id if twin else None)

    def moved(page: Page) -> Page:
        return _named(renamed(_known(page, move), is_meant, move.id), move)

    start = moved(read_page(given.folder.data(person.file)))
    changes.change(person.file, lambda page: _known(page, move))
    if twin:
        _take_over(given, changes, move.file)
    else:
        changes.create(move.file, start.data)
    about = (move.stem, person.id, person.name)
    count = follow(given, changes, lambda page: renamed(page, is_meant, move.id), about, (person.file, move.file))
    if not changes.dry or twin:
        kinds = given.folder.settings.kinds
        left = moved(read_page(given.folder.data(person.file)))  # an editor may have saved there meanwhile
        changes.change(move.file, lambda page: united(page, left, (), kinds))
    changes.remove(person.file)
    return count


def _take_over(given: Session, changes: Writing, file: str) -> None:
    """Count the new page, which a killed run made, as this run's."""
    repository = Repository(given.folder.root)
    has_history = given.folder.settings.commit and repository.exists
    before = repository.committed(repository.head, file) if has_history else None
    changes.wrote(file, before, given.folder.data(file))


def _known(page: Page, move: Move) -> Page:
    """The old page, still called as it was, with the name and id it will be found by."""
    person = move.person
    wanted = [person.name] if move.id == person.id else [person.name, move.stem]
    for text in wanted:
        known = _aliases(page)
        if fold(text) not in {fold(each) for each in known}:
            page = add_to_list(page, ALIASES, text)
    return page


def _named(page: Page, move: Move) -> Page:
    """The page under its new name; an alias that says the same goes."""
    keys = [key.text for key, _ in (page.front.pairs if page.front else ()) if key.text.casefold() == "name"]
    for alias in _aliases(page):
        if fold(alias) in (fold(move.name), fold(move.id)):
            page = remove_from_list(page, ALIASES, alias)
    return set_key(page, keys[0] if keys else "name", move.name)


def _aliases(page: Page) -> list[str]:
    pairs = page.front.pairs if page.front else ()
    values = [value for key, value in pairs if key.text == ALIASES]
    return [item.text for value in values for item in (value.items or (value,)) if not item.is_empty]


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal rename dorothy Dorothy Lindley")(rename)
