"""The command line as Typer reads it: help, usage errors, and whatever line is not plain."""

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_args, get_origin

import typer
from typer.core import TyperCommand

from netjournal import __version__
from netjournal.commands.declared import GLOBAL_OPTIONS, Argument, Before, Context, F, Option, register
from netjournal.commands.session import MOST_COLUMNS, Session


def app(verbs: Mapping[str, str], start: Callable[[str | None, str | None, str], Session]) -> typer.Typer:
    """The app with these verbs, each in its module of the commands room; `start` makes the session of a command."""
    found = _App(
        name="netjournal",
        help="A contact journal over plain files: who should meet whom, and who haven't I seen lately.",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
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


def _globals(start: Callable[[str | None, str | None, str], Session]) -> Callable[..., None]:
    def read(
        context: typer.Context,
        journal: Annotated[str | None, _global("--journal")] = None,
        today: Annotated[str | None, _global("--today")] = None,
        color: Annotated[str, _global("--color")] = "auto",
        no_pager: Annotated[bool, _global("--no-pager")] = False,
        version: Annotated[bool, _global("--version", callback=_version, is_eager=True)] = False,
    ) -> None:
        context.obj = start(journal, today, color)
        context.call_on_close(context.obj.close)

    return read


class _App(typer.Typer):
    """A Typer that understands what commands declare."""

    def command(  # type: ignore[override]
        self, name: str, /, before: Before | None = None, example: str = ""
    ) -> Callable[[F], F]:
        add = super().command(name, cls=_preparing(before) if before else None)

        def enter(call: F) -> F:
            add(typed(call))
            return call

        return enter


def _preparing(before: Before) -> type[TyperCommand]:
    class Preparing(TyperCommand):
        def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
            return super().parse_args(ctx, before(args))

    return Preparing


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
        info = typer.Option(*said.names, metavar=said.metavar, help=said.help or None, min=said.min, max=said.max)
        return Annotated[kind, info]
    return annotation
