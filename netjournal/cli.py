"""The app: global options, the clock, the one error boundary; loads only the verb that is called."""

import contextlib
import datetime
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TextIO

from netjournal.commands.declared import GLOBAL_OPTIONS, Called, Context, Ended, plainly_read, register
from netjournal.commands.session import MOST_COLUMNS, Screen, Session
from netjournal.errors import JournalError, NoSuchVerb, WrongUsage
from netjournal.files.folder import default_journal
from netjournal.files.index.whereabouts import cache_home, config_file, state_home
from netjournal.files.journal import Doubt
from netjournal.network.day import read_day
from netjournal.network.pattern import pattern
from netjournal.views.document import visible

# Each verb's module in the commands room; its function is called as the verb, with _ before a Python word.
VERBS: Mapping[str, str] = {
    "init": "init",
    "add": "add",
    "log": "log",
    "set": "set_key",
    "tie": "tie",
    "untie": "untie",
    "ask": "ask",
    "offer": "offer",
    "edit": "edit",
    "rename": "rename",
    "merge": "merge",
    "archive": "archive",
    "forget": "forget",
    "undo": "undo",
    "inbox": "inbox",
    "list": "list_people",
    "show": "show",
    "find": "find",
    "timeline": "timeline",
    "due": "due",
    "meet": "meet",
    "who": "who",
    "how": "how",
    "gather": "gather",
    "debrief": "debrief",
    "board": "board",
    "today": "today",
    "news": "news",
    "graph": "graph",
    "pulse": "pulse",
    "intro": "intro",
    "check": "check",
    "query": "query",
    "schema": "schema",
    "completion": "completion",
    "pick": "pick",
    "help": "help",
    "import": "import_people",
    "export": "export",
    "sync": "sync",
}
GLOBAL_WITH_VALUE = tuple(option.names[0] for option in GLOBAL_OPTIONS if option.metavar)
GLOBAL_FLAGS = ("--no-pager",)
TEXT_OPTIONS = (
    *("-m", "--message", "--why", "--ask", "--offer", "--at", "--map"),
    *("--idea", "--outcome", "--never", "--promise"),
)
NEGATED = pattern(r"-(tag|city|org|role|circle|kind|seen|met|with|text):")
CANCELLED = 130
FEW_COLUMNS = 20


def main() -> None:
    """Run the command line, and leave with its exit status; a traceback is a bug."""
    sys.stderr = _Shown(sys.stderr)
    for stream in (sys.stdout, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace" if stream is sys.stdout else "surrogateescape"
            )
    try:
        _run(hoisted(sys.argv[1:]))
    except Ended as ended:
        sys.exit(ended.status)
    except JournalError as error:
        _leave(error)
    except KeyboardInterrupt:
        sys.stderr.write("\n" if sys.stderr.isatty() else "")  # the prompt of the shell begins a line
        sys.exit(CANCELLED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except OSError as error:
        _leave(
            JournalError(
                f"{error.filename or 'the system'}: {(error.strerror or str(error)).casefold()}; nothing more was done"
            )
        )
    except (MemoryError, RecursionError):
        _leave(JournalError("this is too large for the memory there is; see `netjournal check`"))


def _run(arguments: list[str]) -> None:
    """Run a command; where its index turns out not to be right, run it without: nothing was said or written yet."""
    try:
        _once(arguments)
    except Doubt:
        os.environ["NETJOURNAL_NO_INDEX"] = "1"
        _once(arguments)


def _once(arguments: list[str]) -> None:
    call = _plain(arguments)
    if call:
        call()
        return
    from netjournal.usage import answer

    rest = _globals(arguments)[1]
    verb = rest[0] if rest else ""
    if {"-h", "--help", "--version"}.intersection(arguments[: len(arguments) - len(rest)]):
        answer(VERBS, _session, arguments)
    elif verb == "help" and _is_a_verbs(rest[1:]):
        answer({rest[1]: VERBS[rest[1]]}, _session, [rest[1], "--help"])
    elif verb and verb not in VERBS:
        from netjournal.network.names import similar

        raise NoSuchVerb(verb, similar(verb, list(VERBS)))
    else:
        answer({verb: VERBS[verb]} if verb else VERBS, _session, arguments)


def _leave(error: JournalError) -> None:
    sys.stderr.write(f"netjournal: {error}\n")
    sys.exit(error.status)


class _Shown:
    """A stream on which control characters out of files appear as escapes; at a terminal no word is broken."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        said = visible(text, in_line=False).encode("utf-8", "backslashreplace").decode()
        return self._stream.write(self._in_lines(said))

    def isatty(self) -> bool:
        return self._stream.isatty()

    def _in_lines(self, said: str) -> str:
        if len(said) < FEW_COLUMNS or not self.isatty():
            return said
        from netjournal.views.plain import wrapped

        return wrapped(said, os.get_terminal_size(self._stream.fileno()).columns or MOST_COLUMNS)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def hoisted(words: Sequence[str]) -> list[str]:
    """The words with global options in front, wherever they were typed, and `-tag:x` as `!tag:x`."""
    front: list[str] = []
    rest: list[str] = []
    pending = list(words)
    while pending:
        word = pending.pop(0)
        if word == "--" or (rest and rest[-1] in TEXT_OPTIONS):
            rest += [word, *(pending if word == "--" else ())]
            pending = [] if word == "--" else pending
        elif word in GLOBAL_WITH_VALUE and pending:
            front += [word, pending.pop(0)]
        elif word in GLOBAL_FLAGS or word.startswith(tuple(f"{option}=" for option in GLOBAL_WITH_VALUE)):
            front.append(word)
        else:
            rest.append(f"!{word[1:]}" if NEGATED.match(word) else word)
    return front + rest


def _plain(words: Sequence[str]) -> Callable[[], None] | None:
    """The call that a plain line asks for; None where Typer is to read it."""
    globals_, rest = _globals(words)
    verb = rest[0] if rest else ""
    if globals_ is None or (verb and verb not in VERBS):
        return None
    if not verb:
        return partial(_welcome, globals_)
    if verb == "help" and _is_a_verbs(rest[1:]):
        return None
    called = Called()
    register(called, verb, VERBS[verb])
    values = plainly_read(called.call, called.before(rest[1:])) if called.call else None
    if called.call is None or values is None:
        return None
    given, call = globals_, called.call

    return partial(_called, given, lambda session: call(Context(session), **values))


def _called(given: Mapping[str, str], call: Callable[[Session], None]) -> None:
    color, is_paged = given.get("--color", "auto"), "--no-pager" not in given
    session = _session(given.get("--journal"), given.get("--today"), color, is_paged)
    try:
        call(session)
    finally:
        session.close()


def _welcome(given: Mapping[str, str]) -> None:
    from netjournal.commands.welcome import welcome

    _called(given, welcome)


def _is_a_verbs(words: Sequence[str]) -> bool:
    """Whether help is asked for a verb, and not for a topic."""
    from netjournal.commands.manual import TOPICS

    return len(words) == 1 and words[0] in VERBS and words[0] not in TOPICS


def _globals(words: Sequence[str]) -> tuple[dict[str, str] | None, Sequence[str]]:
    """The global options in front, None where another one stands among them, and the rest of the line."""
    found: dict[str, str] = {}
    is_plain = True
    pending = list(words)
    while pending and pending[0].startswith("-"):
        option, equals, value = pending.pop(0).partition("=")
        if option in GLOBAL_WITH_VALUE and (equals or pending):
            found[option] = value if equals else pending.pop(0)
        else:
            is_plain = is_plain and option in GLOBAL_FLAGS and not equals
            found[option] = value
    return found if is_plain else None, pending


def _session(journal: str | None, today: str | None, color: str, is_paged: bool) -> Session:
    if color not in ("auto", "always", "never"):
        raise WrongUsage(f"--color takes auto, always or never, not {color}")
    own = config_file()
    return Session(
        named=journal or os.environ.get("NETJOURNAL_DIR") or None,
        default=default_journal(own),
        start=os.getcwd(),
        today=_today(today or os.environ.get("NETJOURNAL_TODAY")),
        screen=_screen(color, is_paged),
        can_ask=sys.stdin.isatty() and sys.stderr.isatty(),
        cache=cache_home(),
        config=os.path.dirname(own) if own else None,
        verbs=VERBS,
        state=state_home(),
    )


def _columns() -> int:
    """The terminal's width, as COLUMNS or the terminal itself says."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return MOST_COLUMNS
    import shutil

    return shutil.get_terminal_size((MOST_COLUMNS, 24)).columns


def _today(text: str | None) -> datetime.date:
    clock = datetime.date.today()
    return read_day(text, clock) if text else clock


def _rows() -> int:
    """The terminal's height where somebody reads and types at it; 0 where a pager would be of no use.

    None is one that can't move its cursor, or where the command runs behind the one that is typed to.
    """
    if os.environ.get("TERM") in (None, "", "dumb") or not (sys.stdout.isatty() and sys.stdin.isatty()):
        return 0
    import shutil

    with contextlib.suppress(OSError):  # a terminal that isn't the one this session is led from
        if os.tcgetpgrp(0) != os.getpgrp():
            return 0
    return shutil.get_terminal_size().lines


def _screen(color: str, is_paged: bool) -> Screen:
    is_terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = color == "always" or (color == "auto" and is_terminal and not plain)
    height = _rows() if is_paged else 0
    return Screen(is_terminal or color == "always", _columns(), colour, height, _is_utf8())


def _is_utf8() -> bool:
    """Whether the locale says that terminals show any letter; one that says nothing does.

    Python itself sets LC_CTYPE=C.UTF-8 where the locale is C, so that this value tells nothing.
    """
    said = [os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    told = next((each for each in said if each and (each, said[0]) != ("C.UTF-8", "")), "")
    return not told or "utf8" in told.casefold().replace("-", "")
