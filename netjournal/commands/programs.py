"""Other programs the user chose: the editor, the pager, fzf. Named by their own environment, never by the journal."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from netjournal.errors import JournalError, WrongUsage

FALLBACKS = ("sensible-editor", "nano", "vi")
PAGER = "less"
LESS = "FRX"  # what fits stays on the screen, colours pass, the screen is not wiped at the end; as git has it
NO_PAGER: Sequence[Sequence[str]] = (["cat"], [])
SHELL_SIGNS = frozenset((";", "&", "&&", "|", "||", ">", ">>", "<"))
SCISSORS = "<!-- What happened? Save and close; leave it empty to log no words. Comment lines go. -->"


def editor() -> list[str]:
    """The user's editor as words; split as a shell splits them, and never given to one."""
    words = _words(os.environ.get("VISUAL") or os.environ.get("EDITOR") or _fallback(), "$EDITOR")
    if not words:
        raise WrongUsage("$EDITOR is empty; set it to a program")
    return words


def _words(chosen: str, variable: str) -> list[str]:
    try:
        words = shlex.split(chosen)
    except ValueError as error:
        raise WrongUsage(f"{variable} cannot be understood ({error}); set it to a program") from None
    if sign := next((word for word in words if word in SHELL_SIGNS), None):
        raise WrongUsage(
            f"{variable} holds {sign!r}, which only a shell understands; set it to one program, or a script"
        )
    return words


def run_editor(path: Path) -> None:
    """Let the user edit a file. Raises JournalError where the editor is missing or fails."""
    words = editor()
    try:
        done = subprocess.run([*words, str(path)], check=False)
    except OSError as error:
        raise JournalError(
            f"the editor {words[0]!r} cannot be started: {(error.strerror or '').casefold()}; set $EDITOR"
        ) from None
    if done.returncode:
        raise JournalError(
            f"the editor {words[0]!r} ended with status {done.returncode}; nothing was changed by netjournal"
        )


def edited_text(text: str, hint: str = SCISSORS) -> str:
    """A text as the user's editor leaves it, in a file that only they can read, with a hint below that goes again."""
    with tempfile.TemporaryDirectory(prefix="netjournal-") as folder:
        path = Path(folder) / "entry.md"
        path.write_text(f"{text}\n{hint}\n", "utf-8")
        run_editor(path)
        try:
            kept = path.read_text("utf-8", "surrogateescape")
        except FileNotFoundError:
            raise JournalError("the editor left no text; nothing was written") from None
    return "\n".join(each for each in kept.split("\n") if each != hint).strip()


def _fallback() -> str:
    return next((name for name in FALLBACKS if shutil.which(name)), "vi")


def paged(text: str) -> bool:
    """Whether the user has read the text in their pager; not where they want none, or there is none.

    Raises JournalError where their pager cannot be started or fails: the text may not have been seen then.
    """
    variable, words = _pager()
    if words in NO_PAGER:
        return False
    interrupts: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))  # Ctrl-C is the pager's
    try:
        sys.stdout.flush()
        status = _run_pager(words, text)
    except OSError as error:
        why = (error.strerror or str(error)).casefold()
        raise JournalError(f"the pager {words[0]!r} cannot be started: {why}; see {variable}") from None
    finally:
        signal.signal(signal.SIGINT, before)
    if status > 0 and not interrupts:
        raise JournalError(f"the pager {words[0]!r} ended with status {status}; see {variable}")
    return True


def _run_pager(words: Sequence[str], text: str) -> int:
    """The status that the pager ends with; one that is left before its text ends is content with what it has."""
    in_colour = ["-R"] if Path(words[0]).name == PAGER else []  # whatever $LESS says
    environment = {"LESS": LESS, "LESSCHARSET": "utf-8", **os.environ}
    with subprocess.Popen([*words, *in_colour], stdin=subprocess.PIPE, env=environment) as pager:
        pager.communicate(text.encode("utf-8", "backslashreplace"))
        return pager.returncode


def _pager() -> tuple[str, list[str]]:
    """The variable that names the user's pager, and its words; `less` where neither is set, and where it is here."""
    for variable in ("NETJOURNAL_PAGER", "PAGER"):
        if (chosen := os.environ.get(variable)) is not None:
            return f"${variable}", _words(chosen, f"${variable}")
    return "$PAGER", [PAGER] if shutil.which(PAGER) else []


def has_fzf() -> bool:
    return shutil.which("fzf") is not None


def chosen_in_fzf(lines: Sequence[str]) -> tuple[int | None, int]:
    """Where the line stands that the person chooses in fzf, if any, and the exit status that says why none.

    Raises JournalError where fzf fails.
    """
    numbered = "".join(f"{at}\t{line}\n" for at, line in enumerate(lines))
    words = ["fzf", "--no-multi", "--delimiter=\t", "--with-nth=2..", "--prompt=who> "]
    done = subprocess.run(words, input=numbered.encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1, 130):
        raise JournalError(f"fzf ended with status {done.returncode}; see to $FZF_DEFAULT_OPTS, or name the person")
    said = (line.partition("\t")[0] for line in done.stdout.decode(errors="replace").split("\n") if "\t" in line)
    at = next((int(number) for number in said if number.isdigit() and int(number) < len(lines)), None)
    return at, done.returncode or 1


def itself() -> tuple[str, ...]:
    """The words that start this very program from anywhere, without a module of the folder it is started in."""
    started = Path(sys.argv[0])
    if started.name in ("netjournal", "nj") and started.is_file():
        return (str(started.resolve()),)
    return sys.executable, "-I", "-m", "netjournal"
