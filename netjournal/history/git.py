"""git, asked and told in plumbing alone: no hook, filter, pager or editor of a repository ever runs."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from netjournal.errors import GitFailed
from netjournal.history.written import Written
from netjournal.network.dataclass import dataclass

TRAILER = "Netjournal"
UNDOES = "Netjournal-Undoes"
YES = f"{TRAILER}-Yes"
BY_HAND = "by hand"
NEVER_UNDONE = frozenset(("init", "sync", "undo"))
OFF = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.editor=true",
    "core.sshCommand=ssh",
    "core.quotepath=off",
    "core.fsync=committed",
    "diff.external=",
    "gc.auto=0",
    "maintenance.auto=false",
    "commit.gpgSign=false",
    "protocol.ext.allow=never",
)
FEW = 3
MOST_LOOSE = 20
NOBODY = {"NAME": "netjournal", "EMAIL": "netjournal@localhost"}


@dataclass(frozen=True, slots=True)
class Told:
    """A commit that a command made: its parent (None for the first one), and what its first line says."""

    commit: str
    parent: str | None
    said: str


class Repository:
    """The git repository that a journal's root lies in; paths are relative to that root."""

    def __init__(self, root: Path, environment: Mapping[str, str] | None = None) -> None:
        self.root, self._environment = root, environment or {}

    @property
    def exists(self) -> bool:
        """Whether the root lies in a work tree."""
        return any((folder / ".git").exists() for folder in (self.root, *self.root.resolve().parents))

    def run(self, *words: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None) -> bytes:
        """What git prints. Raises GitFailed with git's own first line."""
        done = self._ran(words, stdin, extra)
        if done.returncode:
            raise GitFailed(f"git {words[0]} failed: {_first_line(done.stderr) or f'status {done.returncode}'}")
        return done.stdout

    def answers(self, *words: str) -> str | None:
        """What git prints, stripped; None where it says no."""
        done = self._ran(words, b"", None)
        return None if done.returncode else done.stdout.decode(errors="replace").strip()

    def tried(
        self, *words: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """What git says and how it ends, be it a failure."""
        return self._ran(words, stdin, extra)

    def _ran(
        self, words: Sequence[str], stdin: bytes, extra: Mapping[str, str] | None
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
        environment = {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
        environment |= {**self._environment, **(extra or {})}
        options = [word for setting in OFF for word in ("-c", setting)]
        try:
            return subprocess.run(
                ["git", *options, *words], cwd=self.root, env=environment, input=stdin, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise GitFailed("git is not installed; install it, or set commit: false in netjournal.yaml") from None

    @property
    def has_own_ssh(self) -> bool:
        """Whether the user's environment says how ssh is started."""
        return bool(os.environ.get("GIT_SSH_COMMAND"))

    def init(self) -> None:
        self.run("init", "--quiet", "--initial-branch=main")

    @property
    def head(self) -> str | None:
        """The commit that HEAD names, None before the first one."""
        return self.answers("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    def committed(self, commit: str | None, path: str) -> bytes | None:
        """A file's bytes in a commit, None where it isn't there."""
        if commit is None:
            return None
        done = self._ran(("cat-file", "blob", f"{commit}:./{path}"), b"", None)
        return None if done.returncode else done.stdout

    def all_committed(self, commit: str | None, paths: Sequence[str]) -> Mapping[str, bytes | None]:
        """The bytes of these files in a commit, None for those that aren't there."""
        if commit is None or len(paths) <= FEW:
            return {path: self.committed(commit, path) for path in paths}
        listed = self.run("ls-tree", "-r", "-z", commit).decode("utf-8", "surrogateescape").split("\0")
        rows = (row.partition("\t") for row in listed if row)
        wanted = frozenset(paths)
        blobs = {path: about.split(" ")[2] for about, _, path in rows if path in wanted}
        data = self.blobs(blobs.values())
        return {path: data[blobs[path]] if path in blobs else None for path in paths}

    def blobs(self, names: Iterable[str]) -> dict[str, bytes]:
        """The bytes of many blobs, read at once. Raises GitFailed."""
        wanted = list(dict.fromkeys(names))
        out = self.run("cat-file", "--batch", stdin="".join(f"{name}\n" for name in wanted).encode()) if wanted else b""
        found, at = {}, 0
        for name in wanted:
            end = out.index(b"\n", at)
            about = out[at:end].split(b" ")
            if len(about) != 3:
                raise GitFailed(f"git no longer has the object {name}; run `git fsck`")
            size = int(about[2])
            found[name] = out[end + 1 : end + 1 + size]
            at = end + size + 2
        return found

    def keep(self, datas: Sequence[bytes]) -> list[str]:
        """The names of blobs with these bytes, which git keeps from now on; many lie in one file."""
        if len(datas) > MOST_LOOSE:
            return self._packed(datas)
        words = ("hash-object", "-w", "--no-filters", "--stdin")
        return [self.run(*words, stdin=data).decode().strip() for data in datas]

    def _packed(self, datas: Sequence[bytes]) -> list[str]:
        """Many blobs in one file, which is put safely on the disk at once."""
        told = [b"blob\nmark :%d\ndata %d\n%s\n" % (at, len(data), data) for at, data in enumerate(datas, 1)]
        asked = [b"get-mark :%d\n" % at for at in range(1, len(datas) + 1)]
        words = ("-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", "--done")
        return self.run(*words, stdin=b"".join((*told, *asked, b"done\n"))).decode().split()

    def commit(self, written: Sequence[Written], message: str, undoes: str | None = None) -> None:
        """Commit just these files as they were written; what nobody had committed before comes first, as by hand.

        `undoes` is the commit that this one takes back.

        Raises GitFailed; the files themselves are never touched.
        """
        prefix, head = self.run("rev-parse", "--show-prefix").decode().strip(), self.head
        changed = [each for each in written if each.before != each.after]
        held = self.all_committed(head, [each.path for each in changed])
        by_hand = [Written(each.path, None, each.before) for each in changed if held[each.path] != each.before]
        if by_hand:
            head = self._commit(by_hand, f"{BY_HAND}\n", head, prefix)
        if changed:
            trailer = f"{UNDOES}: {undoes}\n" if undoes else ""
            self._commit(changed, _message(message) + trailer, head, prefix)

    def last_told(self) -> Told | None:
        """The latest commit of a command that can be taken back and wasn't, None where there is none."""
        head, undone = self.head, set()
        shown = f"%H%x09%P%x09%(trailers:key={TRAILER},valueonly,separator=%x20)"
        shown += f"%x09%(trailers:key={UNDOES},valueonly,separator=%x20)%x09%s"
        words = ("--date-order", "--full-history", "--no-merges", "--no-commit-header", f"--format={shown}")
        listed = self.run("rev-list", *words, head, "--", ".") if head else b""
        for line in listed.decode("utf-8", "replace").split("\n"):
            commit, _, rest = line.partition("\t")
            parent, verb, undoes, said = [*rest.split("\t", 3), "", "", ""][:4]
            undone.add(undoes.strip())
            if verb.strip() and verb.strip() not in NEVER_UNDONE and commit not in undone:
                return Told(commit, parent or None, said)
        return None

    def changes(self, told: Told) -> tuple[Written, ...]:
        """What a commit changed below the root. Raises GitFailed."""
        words = ("-r", "-z", "--root", "--no-commit-id", "--no-renames", "--relative", "--name-only", "--no-ext-diff")
        listed = self.run("diff-tree", *words, told.commit).decode("utf-8", "surrogateescape")
        paths = [path for path in listed.split("\0") if path]
        before, after = (self.all_committed(commit, paths) for commit in (told.parent, told.commit))
        return tuple(Written(path, before[path], after[path]) for path in paths)

    def commits_of(self, path: str) -> int:
        """How many commits have changed a file."""
        return int(self.answers("rev-list", "--count", "HEAD", "--", f":(literal){path}") or 0)

    def commit_files(self, paths: Sequence[str], message: str) -> None:
        """Commit these files as they stand, as far as they aren't yet; no commit where all are. Raises GitFailed."""
        prefix, head = self.run("rev-parse", "--show-prefix").decode().strip(), self.head
        held = self.all_committed(head, paths)
        found = [Written(path, held[path], (self.root / path).read_bytes()) for path in paths]
        changed = [each for each in found if each.before != each.after]
        if changed:
            self._commit(changed, _message(message), head, prefix)

    def refuse_filters(self, paths: Sequence[str]) -> None:
        """Raise GitFailed where git is to pass files through a filter, as git-crypt does: none is ever run here.

        git is asked only where attributes close to the files speak of filters.
        """
        folders = {path.rpartition("/")[0] for path in paths}
        above = [place for folder in sorted(folders) for place in (self.root / folder, *(self.root / folder).parents)]
        places = [folder / ".gitattributes" for folder in (self.root, *self.root.resolve().parents, *above)]
        places += [folder / ".git/info/attributes" for folder in (self.root, *self.root.resolve().parents)]
        if not any(b"filter=" in _bytes(place) for place in dict.fromkeys(places)):
            return
        told = self.run("check-attr", "-z", "filter", "--", *paths).decode("utf-8", "surrogateescape").split("\0")
        for path, _, value in zip(told[::3], told[1::3], told[2::3], strict=False):
            if value not in ("unspecified", "unset"):
                why = "which netjournal never runs, so that it would go out as it is"
                raise GitFailed(f"{path} is to go through the filter {value}, {why}; nothing was committed")

    def _commit(self, written: Sequence[Written], message: str, parent: str | None, prefix: str) -> str:
        self.refuse_filters([each.path for each in written])
        lines = self._index_lines(written, prefix, len(parent or "") or 40)
        with tempfile.TemporaryDirectory(dir=self._git_folder(), prefix="netjournal-") as folder:
            scratch = {"GIT_INDEX_FILE": f"{folder}/index"}
            self.run("read-tree", *([parent] if parent else ["--empty"]), extra=scratch)
            self.run("update-index", "-z", "--index-info", stdin=lines, extra=scratch)
            tree = self.run("write-tree", extra=scratch).decode().strip()
        parents = ["-p", parent] if parent else []
        made = self.run("commit-tree", tree, *parents, "-F", "-", stdin=message.encode(), extra=self._author())
        commit = made.decode().strip()
        self.run("update-ref", "-m", f"netjournal: {message.splitlines()[0]}", "HEAD", commit, parent or "")
        self.update_index(lines)
        return commit

    def update_index(self, lines: bytes) -> None:
        """Change git's own index; writing it may read files again, so filters that settings name are turned off."""
        listed = self.tried("config", "-z", "--name-only", "--get-regexp", r"^filter\.").stdout
        keys = [key for key in listed.decode("utf-8", "surrogateescape").split("\0") if key]
        off = {"GIT_CONFIG_COUNT": str(len(keys))}
        for number, key in enumerate(keys):
            value = "false" if key.endswith(".required") else ""
            off |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        self.run("update-index", "-z", "--index-info", stdin=lines, extra=off)

    def _index_lines(self, written: Sequence[Written], prefix: str, length: int) -> bytes:
        """The lines that make an index hold files as they were written; names of objects are so long here."""
        blobs = iter(self.keep([each.after for each in written if each.after is not None]))
        about = ("0 " + "0" * length if each.after is None else f"100644 {next(blobs)}" for each in written)
        lines = (f"{said}\t{prefix}{each.path}\0" for said, each in zip(about, written, strict=True))
        return "".join(lines).encode()

    def _git_folder(self) -> str:
        return self.run("rev-parse", "--absolute-git-dir").decode("utf-8", "surrogateescape").rstrip("\n")

    def _author(self) -> Mapping[str, str]:
        """A name to commit under where git knows none; a journal must not fail for want of one."""
        if self.answers("var", "GIT_COMMITTER_IDENT") is not None:
            return {}
        return {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in NOBODY.items()}

    def user_name(self) -> str | None:
        """The name that git commits under, None where none is set."""
        return self.answers("config", "user.name") or None


_KEPT = frozenset(f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL", "DATE")) | {
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_GLOBAL",
    "GIT_SSH_COMMAND",
    "GIT_ASKPASS",
}


def _message(said: str) -> str:
    """A commit message: one clean line, then the trailer that undo looks for."""
    first = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", said).strip() or "change"
    return f"{first[:200]}\n\n{TRAILER}: {first.split(':')[0].split(' ')[0]}\n"


def _bytes(place: Path) -> bytes:
    try:
        return place.read_bytes() if place.is_file() else b""
    except OSError:
        return b""


def _first_line(stderr: bytes) -> str:
    text = stderr.decode(errors="replace").strip()
    return text.splitlines()[0] if text else ""
