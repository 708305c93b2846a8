"""The remote that a journal is kept on: what it holds, fetched and pushed without ever asking anybody."""

import re
from collections.abc import Mapping

from netjournal.errors import GitFailed
from netjournal.history.git import Repository
from netjournal.network.dataclass import dataclass

FETCHED = "refs/netjournal/fetched"
QUIET_SECONDS = 30
QUIET = (
    "-c", "credential.interactive=false",
    "-c", "core.askPass=",
    "-c", "push.gpgSign=false",
    "-c", "fetch.fsckObjects=false",
    "-c", "http.lowSpeedLimit=1",
    "-c", f"http.lowSpeedTime={QUIET_SECONDS}",
)  # fmt: skip
PROGRAMS = r"^(credential(\..*)?\.helper|remote\..*\.(vcs|proxy)|url\..*\.insteadof|core\.gitproxy)$"
PLAIN = re.compile(r"[\w-]+")
UNREACHED = re.compile(
    r"could not resolve|couldn't resolve|unable to access|could not connect|connection (?:timed out|refused|reset)"
    r"|network is unreachable|timed out|no route to host|could not read from remote",
    re.I,
)
UNKNOWN = re.compile(
    r"terminal prompts disabled|authentication failed|permission denied \(|could not read username"
    r"|could not read password|host key verification failed|invalid credentials|\b40[13]\b",
    re.I,
)
FORBIDDEN = re.compile(
    r"permission|read-only|denied|unable to create|insufficient|protected|\b403\b|\[remote rejected", re.I
)
OTHER_NAMES = re.compile(r"mismatched algorithms|hash algorithm|capabilities\^\{\}")
FIRST = re.compile(
    r"\(fetch first\)|\(non-fast-forward\)|cannot lock ref|failed to update ref|incorrect old value|\(stale"
)


class NoRemote(GitFailed):
    """There is nowhere to sync with."""

    def __init__(self) -> None:
        super().__init__("there is no remote to sync with; add one with `git remote add origin URL`")


@dataclass(frozen=True, slots=True)
class Remote:
    """A remote as git's settings call it, and the branch there (in full) that this one goes with, if known."""

    name: str
    ref: str | None

    @property
    def tracking(self) -> str | None:
        """The ref that says what was last seen there."""
        if self.ref is None or not re.fullmatch(r"[\w][\w./-]*", self.name) or ":" in self.name:
            return None
        return f"refs/remotes/{self.name}/{self.ref.removeprefix('refs/heads/')}"


def remote_of(git: Repository, branch: str) -> Remote:
    """The remote that a branch (in full) goes with: its own, the only one, or origin. Raises NoRemote, GitFailed."""
    short = branch.removeprefix("refs/heads/")
    own = git.answers("config", "--get", f"branch.{short}.remote")
    names = (git.answers("remote") or "").split("\n")
    if own and own != ".":
        _trusted(git)
        return Remote(own, git.answers("config", "--get", f"branch.{short}.merge") or None)
    known = [name for name in names if name]
    if not known:
        raise NoRemote
    if len(known) > 1 and "origin" not in known:
        raise GitFailed(f"there are {len(known)} remotes; say which with `git branch --set-upstream-to=REMOTE/{short}`")
    _trusted(git)
    return Remote(known[0] if len(known) == 1 else "origin", None)


def _trusted(git: Repository) -> None:
    """Refuse a clone whose own settings name programs to run."""
    done = git.tried("config", "--local", "-z", "--get-regexp", PROGRAMS)
    for row in done.stdout.decode(errors="replace").split("\0"):
        key, _, value = row.partition("\n")
        is_harmless = key.startswith("url.") or PLAIN.fullmatch(value) or not value
        if key and not is_harmless:
            raise GitFailed(f"this clone's own settings name a program to run ({key}); move it to your ~/.gitconfig")


def fetched(git: Repository, remote: Remote, branch: str, is_shallow: bool) -> tuple[Remote, str | None]:
    """The remote with its branch settled, and the commit it holds there, None where it holds nothing yet.

    A branch that the remote lacks goes with the remote's default one, unless that has a branch of its own here.
    Raises GitFailed in words: out of reach, not let in.
    """
    wanted = remote.ref or branch
    if _fetch(git, remote.name, wanted, is_shallow):
        return Remote(remote.name, wanted), git.answers("rev-parse", "--verify", "--quiet", f"{FETCHED}^{{commit}}")
    default = _default(git, remote.name)
    if default is None or remote.ref == default or git.answers("show-ref", "--verify", default) is not None:
        return Remote(remote.name, wanted), None
    if not _fetch(git, remote.name, default, is_shallow):
        return Remote(remote.name, wanted), None
    return Remote(remote.name, default), git.answers("rev-parse", "--verify", "--quiet", f"{FETCHED}^{{commit}}")


def _fetch(git: Repository, name: str, ref: str, is_shallow: bool) -> bool:
    """Whether the remote has that branch, which then is fetched."""
    words = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules"]
    words += ["--upload-pack=git-upload-pack", "--refmap=", *(["--unshallow"] if is_shallow else [])]
    seen = Remote(name, ref).tracking
    refs = [f"+{ref}:{FETCHED}", *([f"+{ref}:{seen}"] if seen else [])]
    done = git.tried(*QUIET, "fetch", *words, "--", name, *refs, extra=_environment(git))
    if not done.returncode:
        return True
    said = done.stderr.decode(errors="replace")
    if "couldn't find remote ref" in said:
        return False
    raise GitFailed(_why_not(name, said))


def _default(git: Repository, name: str) -> str | None:
    """The branch (in full) that the remote itself points to, or its only one."""
    words = ("ls-remote", "--quiet", "--symref", "--upload-pack=git-upload-pack", "--", name, "HEAD", "refs/heads/*")
    done = git.tried(*QUIET, *words, extra=_environment(git))
    if done.returncode:
        raise GitFailed(_why_not(name, done.stderr.decode(errors="replace")))
    rows = [row.split("\t") for row in done.stdout.decode(errors="replace").split("\n") if "\t" in row]
    heads = [row[1] for row in rows if row[1].startswith("refs/heads/")]
    points = [row[0].removeprefix("ref: ") for row in rows if row[0].startswith("ref: ")]
    return next((ref for ref in points if ref in heads), None) or (heads[0] if len(heads) == 1 else None)


def pushed(git: Repository, remote: Remote, commit: str, branch: str) -> bool:
    """Whether the remote took a commit; no where another machine was first. Raises GitFailed in words."""
    ref = remote.ref or branch
    words = ("--quiet", "--porcelain", "--no-verify", "--no-recurse-submodules", "--receive-pack=git-receive-pack")
    done = git.tried(*QUIET, "push", *words, "--", remote.name, f"{commit}:{ref}", extra=_environment(git))
    if not done.returncode:
        return True
    said = (done.stdout + done.stderr).decode(errors="replace")
    if FIRST.search(said):
        return False
    raise GitFailed(_why_not(remote.name, said, pushing=True))


def _environment(git: Repository) -> Mapping[str, str]:
    """ssh as the user's own settings start it, told never to ask."""
    own = git.answers("config", "--global", "--get", "core.sshCommand") or "ssh"
    extra = {"GIT_PROXY_COMMAND": "", "SSH_ASKPASS_REQUIRE": "never"}
    ssh = f"{own} -o BatchMode=yes -o ConnectTimeout={QUIET_SECONDS} -o ServerAliveInterval={QUIET_SECONDS}"
    return extra if git.has_own_ssh else {**extra, "GIT_SSH_COMMAND": ssh}


def _why_not(name: str, said: str, pushing: bool = False) -> str:
    """One line out of what git said."""
    lines = [line for line in said.split("\n") if re.match(r"(?:fatal|error|remote|!|ssh|git@)", line.strip())]
    told = re.sub(r"^(?:fatal|error|remote): *|^!\t\S*\t", "", (lines or said.strip().split("\n") or [""])[0].strip())
    short = " ".join(told.split())[:200] or "no reason given"
    if OTHER_NAMES.search(said):
        return f"{name} and this clone name their objects differently (sha1, sha256), and git cannot join those two"
    if pushing and "branch is currently checked out" in said:
        return f"{name} is a folder that somebody works in, so nothing can go there; make one with `git init --bare`"
    if UNKNOWN.search(said):
        return f"{name} did not let you in: {short}; see to the key or the password for it, sync never asks"
    if pushing and FORBIDDEN.search(said):
        return f"{name} took nothing: {short}; see whether you may write there"
    if UNREACHED.search(said):
        return f"{name} is out of reach: {short}"
    return f"{name}: {short}"
