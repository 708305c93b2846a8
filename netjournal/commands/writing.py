"""Writing as every command does it: under the lock, shown first where asked, committed after."""

import contextlib
from collections.abc import Callable, Iterable, Iterator

from netjournal.answers.sharing import is_open
from netjournal.commands.session import Session
from netjournal.errors import GitFailed
from netjournal.files.page import Page, read_page
from netjournal.history.written import Written
from netjournal.network.dataclass import dataclass, field
from netjournal.network.network import Record
from netjournal.network.person import Person
from netjournal.views.document import line


@dataclass
class Writing:
    """The changes of one command; with `dry` they are only shown."""

    session: Session
    dry: bool
    _written: dict[str, Written] = field(default_factory=dict)

    @property
    def written(self) -> list[Written]:
        """What was written so far, the last change of each file in the order of these."""
        return list(self._written.values())

    def change(self, file: str, edit: Callable[[Page], Page]) -> None:
        """Change one page by splicing."""
        if self.dry:
            before = self.session.folder.data(file)
            self.wrote(file, before, edit(read_page(before)).data)
            return
        before, after = self.session.folder.change(file, edit)
        self.wrote(file, before, after)

    def create(self, file: str, data: bytes) -> None:
        """Make one page that isn't there yet. Raises FileExistsError."""
        if not self.dry:
            self.session.folder.create(file, data)
        self.wrote(file, None, data)

    def create_all(self, pages: Iterable[tuple[str, bytes]]) -> None:
        """Make pages that aren't there yet, all or none of them. Raises FileExistsError."""
        made: list[tuple[str, bytes]] = []

        def kept() -> Iterator[tuple[str, bytes]]:
            for page in pages:
                made.append(page)
                yield page

        made_of = list if self.dry else self.session.folder.create_all
        made_of(kept())
        for file, data in made:
            self.wrote(file, None, data)

    def remove(self, file: str) -> None:
        """Take one page away."""
        before = self.session.folder.data(file)
        if not self.dry:
            self.session.folder.remove(file)
        self.wrote(file, before, None)

    def restore(self, file: str, before: bytes, after: bytes) -> None:
        """Put other bytes in the place of a file's own."""
        if not self.dry:
            self.session.folder.restore(file, before, after)
        self.wrote(file, before, after)

    def wrote(self, file: str, before: bytes | None, after: bytes | None) -> None:
        """Count a file as this command's, though an editor wrote it, or a run of the command that was killed."""
        path = self.session.folder.real_file(file)
        earlier = self._written.pop(path, None)
        self._written[path] = Written(path, earlier.before if earlier else before, after)

    def forget(self) -> None:
        """Leave what was written to somebody else to commit."""
        self._written.clear()


def told_openly(who: Record) -> str:
    """What a commit message calls somebody, or a page: its name, the id where that is private."""
    return who.id if isinstance(who, Person) and not is_open(who, "name") else who.name


@contextlib.contextmanager
def writing(session: Session, message: str, dry: bool = False) -> Iterator[Writing]:
    """A span in which pages change: the lock is held, then the diff is shown or the commit made."""
    changes = Writing(session, dry)
    if dry:
        yield changes
        _show(session, changes.written)
        return
    with session.folder.locked():
        yield changes
        _commit(session, changes.written, message)


def _show(session: Session, written: list[Written]) -> None:
    session.answer(tuple(line(text) for each in written for text in _diff(each)))
    if not any(each.before != each.after for each in written):
        session.remark("nothing would change")


def _diff(written: Written) -> Iterator[str]:
    import difflib  # here, for few changes are only shown

    before, after = _lines(written.before), _lines(written.after)
    old, new = ("/dev/null" if side is None else written.path for side in (written.before, written.after))
    return difflib.unified_diff(before, after, old, new, lineterm="")


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode(errors="replace").split("\n") if data else []


def _commit(session: Session, written: list[Written], message: str) -> None:
    """One commit of what was written; a failure leaves the files as written and says so."""
    if not session.folder.settings.commit or not any(each.before != each.after for each in written):
        return
    from netjournal.history.git import Repository  # here, for it takes longer to load than to write without commits

    repository = Repository(session.folder.root)
    if not repository.exists:
        session.remark("written, but not committed: no git repository here; run `git init`, or set commit: false")
        return
    try:
        repository.commit(written, message)
    except GitFailed as error:
        session.remark(f"written, but not committed: {error}")
