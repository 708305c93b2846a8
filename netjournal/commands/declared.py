"""How a command declares its line: read at once where the line is plain, and by Typer wherever it is not."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., None])
Before = Callable[[Sequence[str]], list[str]]
Value = str | int | bool | list[str] | None

PACKAGE = "netjournal.commands"
FLAG, ONE, NUMBER, MANY, OTHER = range(5)
KINDS: Mapping[object, int] = {
    bool: FLAG,
    str: ONE,
    str | None: ONE,
    int: NUMBER,
    int | None: NUMBER,
    list[str]: MANY,
    list[str] | None: MANY,
}


class Argument:
    """A word of the line, or several."""

    __slots__ = ("help", "metavar")

    def __init__(self, metavar: str, help: str = "") -> None:
        self.metavar, self.help = metavar, help


class Option:
    """An option under its names; that of the parameter where none is given. `min` and `max` bound a number."""

    __slots__ = ("help", "max", "metavar", "min", "names")

    def __init__(
        self, *names: str, metavar: str | None = None, help: str = "", min: int | None = None, max: int | None = None
    ) -> None:
        self.names, self.metavar, self.help, self.min, self.max = names, metavar, help, min, max


GLOBAL_OPTIONS = (
    Option("--journal", metavar="DIR", help="The journal's folder."),
    Option("--today", metavar="DATE", help="Answer as of that day."),
    Option("--color", metavar="auto|always|never", help="Whether answers are in colour."),
    Option("--no-pager", help="Don't read long answers in a pager."),
    Option("--version", help="Say which netjournal this is."),
    Option("-h", "--help", help="Show what may follow, and an example."),
)


class Context:
    """What a command is called in: its session."""

    def __init__(self, obj: object) -> None:
        self.obj = obj

    def find_object(self, kind: type[T]) -> T | None:
        """The session, where it is of that kind."""
        return self.obj if isinstance(self.obj, kind) else None


class Ended(Exception):
    """A command that has said all it had to say, and leaves with this exit status: an answer and no error."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class App(Protocol):
    """What commands are registered with.

    `example` is a line that help shows, `before` is done to the words of the line before they are read.
    """

    def command(self, name: str, /, before: Before | None = None, example: str = "") -> Callable[[F], F]: ...


def register(app: App, verb: str, module: str) -> None:
    """Load a verb's module, and let it register its command."""
    importlib.import_module(f"{PACKAGE}.{module}").register(app, verb)


def brief(says: str) -> str:
    """What a command does in as few words as its description begins with."""
    found = says.partition("\n")[0]
    for sign in (": ", "; ", ". "):
        found = found.partition(sign)[0]
    return found.rstrip(".")


class Called(App):
    """What the one command that is called registers with."""

    def __init__(self) -> None:
        self.call: Callable[..., None] | None = None
        self.before: Before = list
        self.example = ""

    def command(self, name: str, /, before: Before | None = None, example: str = "") -> Callable[[F], F]:
        def keep(call: F) -> F:
            self.call, self.before, self.example = call, before or list, example
            return call

        return keep


class _Line:
    """The options and arguments that a command declares. Raises Unclear where an argument is of another kind."""

    def __init__(self, call: Callable[..., None]) -> None:
        self.options: dict[str, tuple[str, int, Option]] = {}
        self.arguments: list[tuple[str, int]] = []
        names = call.__code__.co_varnames[: call.__code__.co_argcount]
        given = call.__defaults__ or ()
        self.defaults: dict[str, Value] = dict(zip(names[len(names) - len(given) :], given, strict=True))
        for name in names:
            if call.__annotations__[name] is not Context:
                self._enter(name, call.__annotations__[name])

    def _enter(self, name: str, annotation: Any) -> None:
        kind, (said, *_) = KINDS.get(getattr(annotation, "__origin__", None)), getattr(annotation, "__metadata__", (0,))
        if isinstance(said, Argument) and kind is not None:
            self.arguments.append((name, kind))
        elif isinstance(said, Option):
            for names in said.names or ("--" + name.replace("_", "-"),):
                for each in names.split("/"):
                    self.options[each] = (name, OTHER if kind is None or "/" in names else kind, said)
        else:
            raise Unclear


class Unclear(Exception):
    """A line that is better left to Typer."""


def plainly_read(call: Callable[..., None], words: Sequence[str]) -> dict[str, Value] | None:
    """The values a plain line gives a command's parameters, the same as Typer would; None where it is not plain.

    Plain is: options in full that take one value or none, each once (but where it makes a list), with values that
    look like no option, and as many words as the command asks for.
    """
    try:
        line = _Line(call)
        values, bare = _options(line, words)
        return {**line.defaults, **values, **_arguments(line, bare)}
    except Unclear:
        return None


def _options(line: _Line, words: Sequence[str]) -> tuple[dict[str, Value], list[str]]:
    values: dict[str, Value] = {}
    bare: list[str] = []
    pending = list(words)[::-1]
    while pending:
        word = pending.pop()
        if not word.startswith("-"):
            bare.append(word)
            continue
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if option not in line.options:
            raise Unclear
        name, kind, said = line.options[option]
        if kind == OTHER:
            raise Unclear
        if kind == FLAG and not equals:
            values[name] = True
        elif kind == FLAG or not (equals or pending) or (not equals and pending[-1].startswith("-")):
            raise Unclear
        else:
            _put(values, name, kind, said, value if equals else pending.pop())
    return values, bare


def _put(values: dict[str, Value], name: str, kind: int, said: Option, text: str) -> None:
    if kind == MANY:
        before = values.get(name)
        values[name] = [*(before if isinstance(before, list) else ()), text]
        return
    if name in values:
        raise Unclear
    values[name] = _number(text, said) if kind == NUMBER else text


def _number(text: str, said: Option) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Unclear
    number = int(text)
    if (said.min is not None and number < said.min) or (said.max is not None and number > said.max):
        raise Unclear
    return number


def _arguments(line: _Line, bare: list[str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for at, (name, kind) in enumerate(line.arguments):
        if kind not in (ONE, MANY) or (kind == MANY and at + 1 < len(line.arguments)):
            raise Unclear
        if bare:
            values[name], bare = (list(bare), []) if kind == MANY else (bare[0], bare[1:])
        elif name not in line.defaults:
            raise Unclear
    if bare:
        raise Unclear
    return values
