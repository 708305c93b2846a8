"""The command lines that commands declare, as help, man pages and completion tell of them."""

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

from netjournal.commands.declared import GLOBAL_OPTIONS, Argument, Called, Option, brief, register
from netjournal.files.notation.schema import MET_KEYS, NAME_KEYS, PERSON_KEYS, ROLE_KEYS, SPELLINGS
from netjournal.network.dataclass import dataclass
from netjournal.network.entry import KINDS
from netjournal.network.query import EXAMPLES
from netjournal.network.settings import CIRCLES

FOREIGN_KEYS = frozenset(ROLE_KEYS).union(NAME_KEYS, MET_KEYS, *SPELLINGS.values()) - set(SPELLINGS)


@dataclass(frozen=True, slots=True)
class DeclaredOption:
    """An option under all its names; `values` says what it takes, one word for each, and nothing for a flag."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    help: str


@dataclass(frozen=True, slots=True)
class DeclaredArgument:
    """A word of the line as help writes it; `many` where any number may stand there."""

    metavar: str
    many: bool
    help: str


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """What may follow one verb."""

    verb: str
    says: str
    example: str
    options: tuple[DeclaredOption, ...]
    arguments: tuple[DeclaredArgument, ...]


def lines(verbs: Mapping[str, str]) -> tuple[DeclaredLine, ...]:
    """The line of every verb, each in its module of the commands room."""
    return tuple(_line(verb, module) for verb, module in verbs.items())


def _line(verb: str, module: str) -> DeclaredLine:
    called = Called()
    register(called, verb, module)
    assert called.call, f"{module} registers nothing"
    said = [(each.name, *_declared(each.annotation)) for each in inspect.signature(called.call).parameters.values()]
    options = [_option(name, kind, each) for name, kind, each in said if isinstance(each, Option)]
    arguments = [_argument(kind, each) for _, kind, each in said if isinstance(each, Argument)]
    return DeclaredLine(
        verb, inspect.getdoc(called.call) or "", called.example, tuple(options), tuple(arguments)
    )


def _declared(annotation: Any) -> tuple[Any, object]:
    """The kind of a parameter, and what is declared of it."""
    return (annotation.__origin__, annotation.__metadata__[0]) if hasattr(annotation, "__metadata__") else (None, None)


def _option(name: str, kind: Any, option: Option) -> DeclaredOption:
    names = tuple(each for given in option.names for each in given.split("/")) or ("--" + name.replace("_", "-"),)
    return DeclaredOption(names, _values(kind, option), option.help)


def _values(kind: Any, option: Option) -> tuple[str, ...]:
    """What an option takes: nothing for a flag, a word for each of several values."""
    kinds = get_args(kind) if type(None) in get_args(kind) else (kind,)
    kind = next(each for each in kinds if each is not type(None))
    if kind is bool:
        return ()
    said = option.metavar or ("N" if kind is int else "TEXT")
    return tuple(said.split()) if get_origin(kind) is tuple else (said,)


def _argument(kind: Any, argument: Argument) -> DeclaredArgument:
    kinds = [kind, *get_args(kind)]
    return DeclaredArgument(argument.metavar, any(get_origin(each) is list for each in kinds), argument.help)


# For completion


def outline(verbs: Mapping[str, str], topics: Sequence[str]) -> str:
    """All lines as text: a word for what a line of it tells, then its parts, TAB by TAB."""
    everything = DeclaredLine("", "", "", tuple(_global(option) for option in GLOBAL_OPTIONS), ())
    parts = [part for line in (everything, *lines(verbs)) for part in _outlined(line)]
    parts += [("words", mark, *words) for mark, words in _words(verbs, topics).items()]
    return "".join("\t".join(part) + "\n" for part in parts)


def _global(option: Option) -> DeclaredOption:
    return DeclaredOption(option.names, (option.metavar,) if option.metavar else (), option.help)


def _outlined(line: DeclaredLine) -> Iterator[tuple[str, ...]]:
    yield "verb", line.verb, brief(line.says)
    for option in line.options:
        for name in option.names:
            yield "option", name, option.help, *option.values
    for argument in line.arguments:
        yield "argument", "many" if argument.many else "one", argument.metavar


def _words(verbs: Iterable[str], topics: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The words that the program itself knows, by what they are declared as."""
    keys = PERSON_KEYS - FOREIGN_KEYS - {"status"}
    filters = [f"{key}: such as {example}" for key, example in EXAMPLES.items()]
    said = {"KEY": sorted(keys), "KIND": list(KINDS), "CIRCLE": list(CIRCLES)}
    return {**said, "FILTER": filters, "TOPIC": [*topics, *verbs]}


