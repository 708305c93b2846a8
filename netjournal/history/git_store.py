"""Trees, blobs and commits as git keeps them: read and made in memory, no ref, file or index moved."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from netjournal.history.git import NOBODY, Repository

FILE = "100644"
LINK, MODULE = "120000", "160000"
LIKELY = "-M50%"


class Held(NamedTuple):
    """What a tree holds at a path."""

    mode: str
    blob: str


class Change(NamedTuple):
    """What became of a path between two trees: None where it wasn't or isn't there; `to` is where a rename led."""

    path: str
    to: str
    before: Held | None
    after: Held | None


Tree = dict[str, Held]


class Store:
    """The objects of a repository; paths are relative to the top of its work tree."""

    def __init__(self, repository: Repository, git_folder: Path) -> None:
        self.git, self.folder = repository, git_folder
        self._known: dict[str, bytes] = {}

    @cached_property
    def empty(self) -> str:
        """The tree that holds nothing."""
        return self.git.run("mktree").decode().strip()

    def tree(self, commit: str | None, folder: str = "") -> Tree:
        """All files of a commit, or those below a folder (with / behind)."""
        if commit is None:
            return {}
        limits = ("--", folder) if folder else ()
        found = {}
        for row in _rows(self.git.run("ls-tree", "-r", "-z", "--full-tree", commit, *limits)):
            about, _, path = row.partition("\t")
            mode, _, blob = about.split(" ")
            found[path] = Held(mode, blob)
        return found

    def changes(self, before: str, after: str, renames: bool = True) -> list[Change]:
        """What differs between two commits or trees, renames told by git where asked for."""
        how = (LIKELY, "-l0") if renames else ("--no-renames",)
        words = ("-r", "-z", "--raw", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-relative", *how)
        return list(_changes(self.git.run("diff-tree", *words, before, after)))

    def staged(self, commit: str) -> list[Change]:
        """What the index holds differently from a commit; `after` says how it stands in the commit."""
        words = ("--cached", "-R", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-relative")
        return list(_changes(self.git.run("diff-index", *words, commit)))

    def data(self, blob: str) -> bytes:
        """The bytes of a blob."""
        if blob not in self._known:
            self.fetch([blob])
        return self._known[blob]

    def file(self, tree: str, path: str) -> bytes | None:
        """A file of a commit or tree, None where it isn't there."""
        done = self.git.tried("cat-file", "blob", f"{tree}:{path}")
        return None if done.returncode else done.stdout

    def has(self, blob: str) -> bool:
        """Whether git still has an object; "" counts as there."""
        return not blob or self.git.answers("cat-file", "-e", blob) is not None

    def merged_text(self, base: bytes, left: bytes, right: bytes) -> bytes | None:
        """Three versions merged line by line, None where they conflict."""
        scratch = tempfile.mkdtemp(dir=self.folder, prefix="netjournal-")
        try:
            names = [f"{scratch}/{name}" for name in ("left", "base", "right")]
            for name, data in zip(names, (left, base, right), strict=True):
                Path(name).write_bytes(data)
            done = self.git.tried("merge-file", "-p", "-q", *names)
            return None if done.returncode else done.stdout
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def fetch(self, blobs: Sequence[str]) -> None:
        """Read many blobs at once, for `data` to give."""
        self._known.update(self.git.blobs(blob for blob in blobs if blob not in self._known))

    def remember(self, blob: str, data: bytes) -> None:
        """Let `data` give the bytes of a blob that git may not have."""
        self._known[blob] = data

    def keep(self, datas: Sequence[bytes]) -> list[str]:
        """The names of blobs with these bytes, which git keeps from now on."""
        made = self.git.keep(datas)
        self._known.update(zip(made, datas, strict=True))
        return made

    def tree_with(self, start: str | None, changed: Mapping[str, Held | None]) -> str:
        """The name of the tree that a commit or tree becomes with these paths changed or, with None, removed."""
        scratch = tempfile.mkdtemp(dir=self.folder, prefix="netjournal-")
        try:
            extra = {"GIT_INDEX_FILE": f"{scratch}/index"}
            self.git.run("read-tree", *([start] if start else ["--empty"]), extra=extra)
            lines = index_lines(changed, start or self.empty)
            self.git.run("update-index", "-z", "--index-info", stdin=lines, extra=extra)
            return self.git.run("write-tree", extra=extra).decode().strip()
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def commit(self, tree: str, parents: Sequence[str], message: str) -> str:
        """The name of a new commit, which nothing points to yet."""
        words = [word for parent in parents for word in ("-p", parent)]
        made = self.git.run("commit-tree", tree, *words, "-F", "-", stdin=message.encode(), extra=self._author())
        return made.decode().strip()

    def _author(self) -> Mapping[str, str]:
        if self.git.answers("var", "GIT_COMMITTER_IDENT") is not None:
            return {}
        return {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in NOBODY.items()}


def index_lines(changed: Mapping[str, Held | None], like: str) -> bytes:
    """The lines that make an index hold these paths so; what goes comes first, and takes all stages with it.

    `like` is a name of any object, for names are longer in some repositories.
    """
    gone = [f"0 {'0' * len(like)}\t{path}" for path in sorted(changed)]
    held = [f"{each.mode} {each.blob}\t{path}" for path, each in sorted(changed.items()) if each]
    return "".join(f"{row}\0" for row in (*gone, *held)).encode("utf-8", "surrogateescape")


def changes_of_commits(git: Repository, commits: Sequence[str], renames: str) -> Iterator[tuple[str, list[Change]]]:
    """What each commit changed against its parent; commits that changed nothing, and merges, are left out."""
    words = ("-r", "-z", "--raw", "--root", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-relative", renames)
    told = git.run("diff-tree", "--stdin", *words, stdin="".join(f"{commit}\n" for commit in commits).encode())
    known, commit = {*commits}, ""
    rows: list[str] = []
    for row in _rows(told):
        if row in known:
            if rows:
                yield commit, list(_parsed(rows))
            commit, rows = row, []
        else:
            rows.append(row)
    if rows:
        yield commit, list(_parsed(rows))


def _changes(listed: bytes) -> Iterator[Change]:
    return _parsed(_rows(listed))


def _parsed(listed: Sequence[str]) -> Iterator[Change]:
    rows = iter(listed)
    for row in rows:
        modes = row.removeprefix(":").split(" ")
        path = next(rows)
        to = next(rows) if modes[4][0] in "RC" else path
        before = Held(modes[0], modes[2]) if int(modes[0]) else None
        after = Held(modes[1], modes[3]) if int(modes[1]) else None
        yield Change(path, to, before, after)


def _rows(listed: bytes) -> list[str]:
    return listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
