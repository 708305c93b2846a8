"""The command line as Typer reads it: help, usage errors, and whatever line is not plain."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin

import typer
from typer.core import TyperCommand

from netjournal import __version__
from netjournal.commands.declared import GLOBAL_OPTIONS, Argument, Before, Context, Ended, F, Option, brief, register
from netjournal.commands.session import MOST_COLUMNS, Session
from netjournal.errors import WrongUsage

CANCELLED = 130
Start = Callable[[str | None, str | None, str, bool], Session]
UsageError: Any = typer.BadParameter.__base__  # of whichever click it is that this typer brings


def answer(verbs: Mapping[str, str], start: Start, words: Sequence[str]) -> None:
    """Read the line and run its command. Raises WrongUsage, KeyboardInterrupt, Ended."""
    try:
        status = app(verbs, start)(words, prog_name="netjournal", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except UsageError as error:
        verb = f" {next(iter(verbs))}" if len(verbs) == 1 else ""
        raise WrongUsage(f"{_worded(error, verbs).rstrip('.')}; see `netjournal{verb} --help`") from None
    if status == CANCELLED:  # by Ctrl-C or Ctrl-D at a question
        raise KeyboardInterrupt
    if isinstance(status, int) and status:
        raise Ended(status)


def _worded(error: Any, verbs: Mapping[str, str]) -> str:
    """What is wrong with a line, in a few words."""
    parameter, option = getattr(error, "param", None), getattr(error, "option_name", None)
    if parameter is not None:
        called = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name
        why = error.message.replace("is not a valid int range", "is no whole number")
        return f"{called}: {why}" if why else f"{called} is missing"
    said = str(error.format_message())
    if option and hasattr(error, "possibilities"):
        near = " and ".join(error.possibilities or ())
        return f"there is no option {option}" + (f", but {near}" if near else "")
    if option and re.search(r"requires (an|\d+) arguments?", said):
        return f"{option} needs {_wanted(verbs, option)}"
    if extra := re.search(r"unexpected extra arguments? \((.*)\)|unexpected extra argument\(s\) \((.*)\)", said):
        return f"nothing more may follow, but {extra[1] or extra[2]} does"
    return said[:1].lower() + said[1:]


def _wanted(verbs: Mapping[str, str], option: str) -> str:
    """What an option of these verbs is followed by."""
    from netjournal.commands.lines import lines

    found = [each.values for line in lines(verbs) for each in line.options if option in each.names and each.values]
    return f"a value: {option} {' '.join(found[0])}" if len(verbs) == 1 and found else "a value"


def app(verbs: Mapping[str, str], start: Start) -> typer.Typer:
    """The app with these verbs, each in its module of the commands room; `start` makes the session of a command."""
    found = _App(
        name="netjournal",
        help="A contact journal over plain files: who should meet whom, and who haven't I seen lately.",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": MOST_COLUMNS},
    )
    found.callback()(_globals(start))
    for verb, module in verbs.items():
        register(found, verb, module)
    return found


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"netjournal {__version__}")
        raise typer.Exit


def _global(name: str, **more: Any) -> Any:
    said = next(option for option in GLOBAL_OPTIONS if name in option.names)
    return typer.Option(*said.names, metavar=said.metavar, help=said.help, **more)


def _globals(start: Start) -> Callable[..., None]:
    def read(
        context: typer.Context,
        journal: Annotated[str | None, _global("--journal")] = None,
        today: Annotated[str | None, _global("--today")] = None,
        color: Annotated[str, _global("--color")] = "auto",
        no_pager: Annotated[bool, _global("--no-pager")] = False,
        version: Annotated[bool, _global("--version", callback=_version, is_eager=True)] = False,
    ) -> None:
        context.obj = start(journal, today, color, not no_pager)
        context.call_on_close(context.obj.close)

    return read


class _App(typer.Typer):
    """A Typer that understands what commands declare."""

    def command(  # type: ignore[override]
        self, name: str, /, before: Before | None = None, example: str = ""
    ) -> Callable[[F], F]:
        def enter(call: F) -> F:
            epilog = f"\b\nExample: {example}" if example else None
            short = brief(call.__doc__ or "")
            add = super(_App, self).command(name, cls=_reading(before or list), epilog=epilog, short_help=short)
            add(typed(call))
            return call

        return enter


def _reading(before: Before) -> type[TyperCommand]:
    """A command whose words are prepared, and which names them without braces."""

    class Reading(TyperCommand):
        def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
            return super().parse_args(ctx, before(args))

        def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
            return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    return Reading


def typed(call: Callable[..., None]) -> Callable[..., None]:
    """The command with what it declares in Typer's own terms."""
    signature = inspect.signature(call)
    parameters = [each.replace(annotation=_in_typer(each.annotation)) for each in signature.parameters.values()]

    def called(**values: Any) -> None:
        call(**values)

    called.__doc__, called.__name__ = call.__doc__, call.__name__
    called.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    return called


def _in_typer(annotation: Any) -> Any:
    if annotation is Context:
        return typer.Context
    if get_origin(annotation) is not Annotated:
        return annotation
    kind, said, *_ = get_args(annotation)
    if isinstance(said, Argument):
        return Annotated[kind, typer.Argument(metavar=said.metavar, help=said.help or None)]
    if isinstance(said, Option):
        names = said.metavar or (None if bool in (kind, *get_args(kind)) else "TEXT" if said.min is None else "N")
        info = typer.Option(*said.names, metavar=names, help=said.help or None, min=said.min, max=said.max)
        return Annotated[kind, info]
    return annotation
