"""The journal as it was at a commit or on a day, out of git: what each page said then, and in between."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from netjournal.answers.news import Version
from netjournal.errors import GitFailed, UnreadablePage
from netjournal.files.folder import Folder
from netjournal.files.notation.records import Reading, read_organisation, read_person
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import read_page
from netjournal.history.git import Repository
from netjournal.history.git_state import GitFolder
from netjournal.history.git_store import FILE, LIKELY, LINK, MODULE, Change, Held, Store, changes_of_commits
from netjournal.history.layout import PAGES, Layout, stem
from netjournal.history.moves import moves
from netjournal.network.dataclass import dataclass
from netjournal.network.day import iso_day
from netjournal.network.network import Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.settings import ORGANISATION, PERSON, Settings

Paths = dict[str, Held]

# Reading never fetches what a partial clone lacks: how, would be for the repository's own settings to say.
AT_HOME = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit and the day it was made; `is_first` where git knows of nothing before it."""

    commit: str
    day: date
    is_first: bool = False


class History:
    """The history of a journal's folder, only ever read. Everything may raise GitFailed."""

    def __init__(self, folder: Folder) -> None:
        """Raises GitFailed where there is no history that can be read."""
        self.git = Repository(folder.root, AT_HOME)
        if not self.git.exists:
            raise GitFailed("there is no git history here")
        state = GitFolder(self.git)
        self.store = Store(self.git, state.own)
        self.layout = Layout(state.prefix, folder.settings)
        head = self.git.head
        if head is None:
            raise GitFailed("nothing has been committed here yet")
        self.head, self.is_shallow = head, state.is_shallow

    def at(self, named: str) -> Moment | None:
        """The commit that a name means, where it means one that today's grew from."""
        commit = self.git.answers("rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
        if not commit or self.git.answers("merge-base", "--is-ancestor", commit, self.head) is None:
            return None
        return self._moment(commit)

    def before(self, day: date) -> Moment:
        """The last commit before a day, else the first there is."""
        words = ("--first-parent", "-1", f"--before={day.isoformat()}T00:00:00", self.head)
        found = self.git.run("rev-list", *words).decode().strip()
        if found:
            return self._moment(found)
        first = self.git.run("rev-list", "--first-parent", "--max-parents=0", self.head).decode().split()[-1]
        return self._moment(first, is_first=True)

    def _moment(self, commit: str, is_first: bool = False) -> Moment:
        told = self.git.run("rev-list", "-1", "--no-commit-header", "--format=%as", commit).decode().strip()
        return Moment(commit, iso_day(told) or date.min, is_first)


class GitPast:
    """What pages said at a moment and have said since, uncommitted edits included; paths are the journal's."""

    def __init__(self, history: History, moment: Moment, folder: Folder, today: date) -> None:
        self._history, self._folder, self._today = history, folder, today
        self._store, self._layout = history.store, history.layout
        self._prefix = self._layout.prefix
        self._base = moment.commit
        self._known: dict[str, Record | None] = {}
        self._read: dict[tuple[str, bytes], Record | None] = {}
        then = self._pages(self._store.tree(self._base, self._prefix))
        self._here = self._hashed(then)
        moved = moves(self._differences(then), self._store, self._layout)
        self._added = frozenset(moved.added)
        self._before = {to[0]: (path, moved.old[path]) for path, to in moved.kept.items() if to}
        self._gone = [(path, moved.old[path]) for path, to in moved.kept.items() if not to]
        held = [each for _, each in (*self._before.values(), *self._gone)]
        self._store.fetch([each.blob for each in held])

    def before(self, file: str) -> Record | None:
        """The page as it was at that moment, where that may tell of something else than it does."""
        if file not in self._known:
            self._known[file] = self._was(file)
        return self._known[file]

    def _was(self, file: str) -> Record | None:
        path = self._prefix + file
        if path not in self._before:
            return None
        if not self._differs(path):
            return None
        old, held = self._before[path]
        return self._record(old, held.blob) or self._first_readable(file)

    def _differs(self, path: str) -> bool:
        """Whether a page may tell of something else than it did."""
        was, now = (self._store.data(held.blob) for held in (self._before[path][1], self._here[path]))
        return _front(was) != _front(now) or _dated(was) != _dated(now)

    def _first_readable(self, file: str) -> Record | None:
        """The oldest version since that can be read, for a page that could not be read then."""
        oldest = None
        for version in self.versions(file):
            oldest = version.record
        return oldest

    def is_new(self, file: str) -> bool:
        """Whether the page was not there at that moment, under any name."""
        return self._prefix + file in self._added

    @property
    def gone(self) -> Sequence[Record]:
        """Pages that are there no more, under any name, as far as they could be read."""
        found = (self._record(path, held.blob) for path, held in sorted(self._gone))
        return [record for record in found if record]

    def versions(self, file: str) -> Iterator[Version]:
        """What a page has said since that moment, the latest first; a day is that of its commit, else today."""
        path = self._prefix + file
        here = self._here.get(path)
        if here and self._committed.get(path) != here:
            last = self._committed_as(path, here)
            if self._committed.get(last) != here:
                yield from self._version(path, here.blob, self._today)
            path = last
        at = 0
        while place := next((each for each in self._touching.get(path, ()) if each[0] >= at), None):
            at, day, change = place[0] + 1, place[1], place[2]
            if change.after:
                yield from self._version(path, change.after.blob, min(day, self._today))
            path = change.path

    def _committed_as(self, path: str, here: Held) -> str:
        """The path under which the last commit has a page that was moved since."""
        if path in self._committed:
            return path
        same = (each for each, held in self._committed.items() if held == here and each not in self._here)
        origin = self._before[path][0] if path in self._before else path
        return next(same, self._led.get(origin, origin))

    def _version(self, path: str, blob: str, day: date) -> Iterator[Version]:
        """A version, of which only the front matter is asked for."""
        record = self._parsed(path, _front(self._store.data(blob)))
        if isinstance(record, (Person, Organisation)):
            yield Version(day, record)

    # What git holds

    def _pages(self, tree: Mapping[str, Held]) -> Paths:
        return {
            path: held
            for path, held in tree.items()
            if held.mode not in (LINK, MODULE) and self._layout.kind(path) in PAGES
        }

    def _hashed(self, then: Paths) -> Paths:
        """Every page as it stands in the folder now, by the name git would give its bytes."""
        make = hashlib.sha256 if len(self._base) == 64 else hashlib.sha1
        here: Paths = {}
        for found in self._folder.found()[0]:
            try:
                data = self._folder.data(found.file)
            except (OSError, UnreadablePage):
                continue
            path, blob = self._prefix + found.file, make(b"blob %d\0" % len(data) + data).hexdigest()
            here[path] = Held(FILE, blob)
            if path not in then or then[path].blob != blob:
                self._store.remember(blob, data)
        return here

    def _differences(self, then: Paths) -> list[Change]:
        """What became of each page since that moment, followed through the renames that git knows."""
        renamed = self._led = self._renamed(then)
        found, claimed = [], {path for path in then if path in self._here}
        for path, held in then.items():
            to = path if path in self._here else renamed.get(path, path)
            if to != path and to not in claimed and to in self._here:
                claimed.add(to)
                found.append(Change(path, to, held, self._here[to]))
            elif path not in self._here:
                found.append(Change(path, path, held, None))
            elif self._here[path].blob != held.blob:
                found.append(Change(path, path, held, self._here[path]))
        found += [Change(path, path, None, held) for path, held in self._here.items() if path not in claimed]
        moved = [each for each in found if each.before and each.after and each.path != each.to]
        self._store.fetch([held.blob for each in moved for held in (each.before, each.after) if held])
        return found

    def _renamed(self, then: Paths) -> Mapping[str, str]:
        """Where renames led, by git's own measure; asked only where a page is missing."""
        if all(path in self._here for path in then):
            return {}
        by_blob = {held.blob: path for path, held in self._here.items() if path not in then}
        same = {path: by_blob[held.blob] for path, held in then.items() if held.blob in by_blob}
        told = self._store.changes(self._base, self._history.head)
        return {each.path: each.to for each in told if each.after and each.path != each.to} | same

    @cached_property
    def _committed(self) -> Paths:
        tree = self._store.tree(self._history.head, self._prefix)
        return {path: Held(FILE, held.blob) for path, held in tree.items()}

    @cached_property
    def _commits(self) -> list[tuple[date, list[Change]]]:
        """The commits since that moment that changed pages, the latest first, each with its day and what it changed."""
        words = ("--date-order", "--no-merges", "--no-commit-header", "--format=%H %as")
        listed = self._history.git.run("rev-list", *words, f"{self._base}..{self._history.head}").decode().split("\n")
        days = dict(row.split(" ") for row in listed if row)
        told = changes_of_commits(self._history.git, list(days), LIKELY)
        commits = [(iso_day(days[commit]) or self._today, changes) for commit, changes in told]
        self._fetch_those_needed(commits)
        return commits

    @cached_property
    def _touching(self) -> Mapping[str, list[tuple[int, date, Change]]]:
        """The changes that led to each path, the latest first, each with its place among the commits and its day."""
        found: dict[str, list[tuple[int, date, Change]]] = {}
        for at, (day, changes) in enumerate(self._commits):
            for change in changes:
                found.setdefault(change.to, []).append((at, day, change))
        return found

    def _fetch_those_needed(self, commits: Sequence[tuple[date, Sequence[Change]]]) -> None:
        """Read at once what pages that say something else have said in between."""
        wanted = {path for path in self._before if self._differs(path)}
        blobs: list[str] = []
        for _, changes in commits:
            for change in changes:
                if change.to in wanted:
                    wanted.add(change.path)
                    blobs += [held.blob for held in (change.after,) if held]
        self._store.fetch(blobs)

    def _record(self, path: str, blob: str) -> Record | None:
        """A version of a page, read; None where it can't be."""
        return self._parsed(path, self._store.data(blob))

    def _parsed(self, path: str, data: bytes) -> Record | None:
        key = (path, data)
        if key not in self._read:
            self._read[key] = self._reading(path, data)
        return self._read[key]

    def _reading(self, path: str, data: bytes) -> Record | None:
        kind, file = self._layout.kind(path), path[len(self._prefix) :]
        reader = _READERS.get(kind)
        if reader is None:
            return None
        try:
            return reader(read_page(data).text, file, stem(path), self._layout.settings).record
        except Unreadable:
            return None


_READERS: Mapping[str, Callable[[str, str, str, Settings], Reading]] = {
    PERSON: read_person,
    ORGANISATION: read_organisation,
}


def _front(data: bytes) -> bytes:
    """The bytes of a page's front matter with its closing line; more where that is no plain one."""
    end = data.find(b"\n---", 3)
    return data if end < 0 else data[: end + 5]


def _dated(data: bytes) -> tuple[int, int, bytes]:
    """How many lines may tell of a move: those of changes, and of needs that ended; and the first heading."""
    folded = data.lower()
    return folded.count(b"change"), folded.count(b"note: "), data.partition(b"\n# ")[2].partition(b"\n")[0]
