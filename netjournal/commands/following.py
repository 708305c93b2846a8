"""References that follow: whom a name on a page means, and one edit for all the pages that name them."""

from collections.abc import Callable, Collection, Sequence

from netjournal.commands.session import Session
from netjournal.commands.writing import Writing
from netjournal.errors import UnreadablePage
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page, read_page
from netjournal.files.references import Meant
from netjournal.network.names import fold, id_key, link_target
from netjournal.network.network import Network
from netjournal.network.person import Person


def called_so(network: Network, person: Person, twin: str | None = None) -> Meant:
    """Whether a name on a page is the person's id or whole name, and means nobody else but perhaps their twin."""
    key, name = id_key(person.id), fold(person.name)
    directory, allowed = network.directory, {person.id, twin or person.id}

    def is_meant(written: str) -> bool:
        target = link_target(written)
        if id_key(target) != key and fold(target) != name:
            return False
        found = set(directory.all_meant(target))
        return person.id in found and found <= allowed

    return is_meant


def follow(
    given: Session, changes: Writing, edit: Callable[[Page], Page], about: Sequence[str], skipped: Collection[str]
) -> int:
    """Edit the references on every page but those skipped, and give how many pages changed.

    `about` are all that whoever is meant is called: a page that says none of these is left as it is. One that can't be
    read or changed, and says one, is named; the rest goes on.
    """
    count = 0
    for found in given.watched(given.folder.found()[0], "pages looked through for references"):
        if found.file not in skipped:
            count += _followed(given, changes, edit, about, found.file)
    return count


def _followed(given: Session, changes: Writing, edit: Callable[[Page], Page], about: Sequence[str], file: str) -> bool:
    try:
        data = given.folder.data(file)
        if not _may_mean(data.decode(errors="replace"), about):
            return False
        page = read_page(data)
        if edit(page) == page:
            return False
        changes.change(file, edit)
    except (OSError, Unreadable, UnreadablePage):
        if _may_say(given, file, about):
            given.remark(f"{file}: could not be read, so a reference in it may remain; see `netjournal check`")
        return False
    return True


def _may_mean(text: str, about: Sequence[str]) -> bool:
    """Whether a page may name somebody who is called so; what is written with escapes may be anybody."""
    if "\\" in text or "''" in text:
        return True
    folded = fold(text)
    return any(fold(name) in folded for name in about)


def _may_say(given: Session, file: str, about: Sequence[str]) -> bool:
    """Whether a file says one of the words, or can't even be opened."""
    try:
        text = given.folder.data(file).decode(errors="replace").casefold()
    except (OSError, UnreadablePage):
        return True
    return any(word.casefold() in text for word in about)
