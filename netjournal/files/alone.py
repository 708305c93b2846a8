"""One person's page, found by its name among the names of the journal's files: no other file is looked at."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from netjournal.files.folder import CONFLICT_COPY, Folder, Found
from netjournal.network.evidence import Problem
from netjournal.network.person import Person
from netjournal.network.settings import PERSON


def page_of(folder: Folder, id: str) -> Person | None:
    """The person of exactly that id as their page has them; None where names and page don't tell for sure."""
    file = _file_of(folder, id)
    reading = folder.read(Found(file, id, PERSON)) if file else None
    if reading is None or isinstance(reading, Problem):
        return None
    return reading.record if isinstance(reading.record, Person) else None


def _file_of(folder: Folder, id: str) -> str:
    """The one plain file of the journal that gives the id, where it is a person's; empty where there is none."""
    name, settled = f"{id}.md", folder.settings.folders
    if not id or id.startswith(".") or not id.isprintable() or CONFLICT_COPY.search(name):
        return ""
    own = tuple(dict.fromkeys((settled.people, settled.orgs, settled.gatherings)))
    others = [found for kind in own[1:] for found in _holding(folder, kind, name, own)]
    found = [] if others else list(_holding(folder, own[0], name, own))
    if any(not each.isprintable() for each in found):  # as a folder whose name isn't UTF-8, which holds no note
        return ""
    return f"{found[0]}/{name}" if len(found) == 1 and stat.S_ISREG(_mode(folder.root / found[0] / name)) else ""


def _holding(folder: Folder, below: str, name: str, own: tuple[str, ...]) -> Iterator[str]:
    """The folders of one kind of note, from the topmost on, in which a file is called so."""
    if below in own and not Path(os.path.realpath(folder.root / below)).is_relative_to(folder.real_root):
        return
    try:
        names = os.listdir(folder.root / below)
    except OSError:  # a folder that can't be listed holds no note
        return
    if name in names:
        yield below
    for each in [each for each in names if not each.endswith(".md")]:
        inside = f"{below}/{each}"
        if each[0] != "." and inside not in own and stat.S_ISDIR(_mode(folder.root / inside)):
            yield from _holding(folder, inside, name, own)


def _mode(path: Path) -> int:
    """What kind of file stands there; 0 where there is none."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0
