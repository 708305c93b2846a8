"""What each file of a repository is to the journal in it."""

from collections.abc import Container
from typing import NamedTuple

from netjournal.files.folder import INBOX, SETTINGS
from netjournal.network.settings import GATHERING, ORGANISATION, PERSON, Settings

ATTRIBUTES = ".gitattributes"
BY_LINE = frozenset((INBOX, ATTRIBUTES, ".gitignore"))
LINES, KEYS, OTHER, OUTSIDE = "lines", "keys", "other", "outside"
PAGES = frozenset((PERSON, ORGANISATION, GATHERING))


class Layout(NamedTuple):
    """Where the journal lies in its repository (`prefix` ends in / unless it is empty), and its settings."""

    prefix: str
    settings: Settings

    def kind(self, path: str) -> str:
        """What a file is: a note of some kind, merged by line or by key, another of the journal's, or outside."""
        if not path.startswith(self.prefix):
            return OUTSIDE
        inside = path[len(self.prefix) :]
        if inside in BY_LINE:
            return LINES
        if inside == SETTINGS:
            return KEYS
        name = inside.rpartition("/")[2]
        if name.endswith(".md") and not name.startswith(".") and ".sync-conflict-" not in name:
            return self._note(inside)
        return OTHER

    def _note(self, inside: str) -> str:
        """The kind of the innermost of the journal's folders that a note lies in."""
        found = [(folder, kind) for folder, kind in self._folders() if inside.startswith(f"{folder}/")]
        return max(found, key=lambda each: len(each[0]))[1] if found else OTHER

    def _folders(self) -> tuple[tuple[str, str], ...]:
        folders = self.settings.folders
        return (folders.people, PERSON), (folders.orgs, ORGANISATION), (folders.gatherings, GATHERING)

    def owned(self, path: str) -> bool:
        """Whether a file is one that sync commits: the journal's own, and what lies in its folders."""
        if not path.startswith(self.prefix):
            return False
        inside = path[len(self.prefix) :]
        return inside in (SETTINGS, INBOX, ATTRIBUTES) or any(
            inside.startswith(f"{folder}/") for folder, _ in self._folders()
        )

    @property
    def places(self) -> list[str]:
        """The journal's own files and folders, relative to its root."""
        return [SETTINGS, INBOX, ATTRIBUTES, *dict.fromkeys(folder for folder, _ in self._folders())]

    @property
    def samples(self) -> list[str]:
        """The journal's own files, and one page for each of its folders, relative to its root."""
        return [SETTINGS, INBOX, *(f"{folder}/any.md" for folder, _ in self._folders())]


def is_passing(path: str) -> bool:
    """Whether a file is hidden, an editor's backup or a half-written one: nothing to commit."""
    names = path.split("/")
    return names[-1].endswith("~") or any(name.startswith(".") for name in names if name != ATTRIBUTES)


def stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def free(path: str, taken: Container[str]) -> str:
    """The path of a note with the next free number behind its id."""
    number = 2
    while f"{path.removesuffix('.md')}-{number}.md" in taken:
        number += 1
    return f"{path.removesuffix('.md')}-{number}.md"


def beside(path: str, mark: str) -> str:
    """A file's name with a mark before its extension."""
    folder, slash, name = path.rpartition("/")
    first, dot, extension = name.rpartition(".")
    return f"{folder}{slash}{first}{mark}.{extension}" if dot and first else f"{folder}{slash}{name}{mark}"
