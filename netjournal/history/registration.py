"""The merge driver, as a clone's settings and its .gitattributes name it."""

import re
import shlex
from pathlib import Path

from netjournal.history.git import Repository
from netjournal.network.settings import Folders

DRIVER = "netjournal"
CALLED = "people, places and notes merged by what they mean"
FALLBACK = "git merge-file -L left -L base -L right %A %O %B"
SECTION = re.compile(r'^\s*\[merge\s+"netjournal"\]', re.M | re.I)


def attributes(folders: Folders) -> tuple[str, ...]:
    """The lines of .gitattributes that name the merge, relative to the journal."""
    found = [f"{folder}/**" for folder in dict.fromkeys((folders.people, folders.orgs, folders.gatherings))]
    return tuple(f"{_quoted(each)} -text merge={DRIVER}" for each in (*found, "inbox.md", "netjournal.yaml"))


def _quoted(pattern: str) -> str:
    escaped = re.sub(r"([\[\]?*\\])", r"\\\1", pattern[:-3]) + "/**" if pattern.endswith("/**") else pattern
    return '"' + escaped.replace("\\", "\\\\").replace('"', '\\"') + '"' if " " in escaped else escaped


def with_attributes(text: str, folders: Folders) -> str:
    """The text of .gitattributes with those lines that it lacks below what it says."""
    missing = [each for each in attributes(folders) if each not in text.splitlines()]
    start = text if text.endswith("\n") or not text else f"{text}\n"
    return start + "".join(f"{each}\n" for each in missing)


def register(repository: Repository, program: tuple[str, ...]) -> None:
    """Have this clone merge by meaning, with git's own merge where netjournal is gone. Raises GitFailed."""
    command = " ".join(map(shlex.quote, program)).replace("%", "%%")
    driver = f"{command} merge-driver %O %A %B %P || {FALLBACK}"
    if repository.answers("config", "--local", "--get", f"merge.{DRIVER}.driver") != driver:
        repository.run("config", "--local", f"merge.{DRIVER}.name", CALLED)
        repository.run("config", "--local", f"merge.{DRIVER}.driver", driver)


def lacks_driver(root: Path) -> bool:
    """Whether the clone that a journal lies in names no driver though its .gitattributes do; found without git."""
    try:
        if f"merge={DRIVER}" not in (root / ".gitattributes").read_text("utf-8", "replace"):
            return False
    except OSError:
        return False
    for folder in (root, *root.resolve().parents):
        if (folder / ".git").exists():
            return not SECTION.search(_config(folder / ".git"))
    return False


def _config(git: Path) -> str:
    try:
        if git.is_file():
            git = git.parent / git.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
            common = git / "commondir"
            git = git / common.read_text("utf-8", "replace").strip() if common.exists() else git
        return (git / "config").read_text("utf-8", "replace")
    except OSError:
        return ""
