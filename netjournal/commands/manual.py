"""The manual: topics as they are told in a terminal, and all of it as a man page, from the same texts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from netjournal import __version__
from netjournal.commands.declared import GLOBAL_OPTIONS
from netjournal.commands.lines import DeclaredLine, DeclaredOption

TOPICS = ("format", "people", "filters", "dates", "sync", "privacy", "shells", "editors", "scripts")
FOLDER = Path(__file__).parent / "topics"
ABOUT = "a contact journal over plain files: who should meet whom, and who haven't I seen lately"


def topic(name: str) -> str:
    """The text of a topic: a title, then paragraphs; what is indented stands as it is."""
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def title(name: str) -> str:
    """What a topic is about, in a few words."""
    return topic(name).partition("\n")[0].partition(": ")[2]


def man_page(lines: Sequence[DeclaredLine]) -> str:
    """The whole manual as `man` reads it: each command's line, then each topic."""
    parts = [
        f'.TH NETJOURNAL 1 "" "netjournal {__version__}"',
        ".SH NAME",
        f"netjournal \\- {_escaped(ABOUT)}",
        ".SH SYNOPSIS",
        r"\fBnetjournal\fR [\fIOPTIONS\fR] \fIVERB\fR ...",
        ".SH OPTIONS",
    ]
    for option in GLOBAL_OPTIONS:
        values = (option.metavar,) if option.metavar else ()
        parts += _option(DeclaredOption(option.names, values, option.help))
    parts.append(".SH COMMANDS")
    for line in lines:
        parts += _command(line)
    for name in TOPICS:
        parts += _topic(topic(name))
    return "\n".join(parts) + "\n"


def _command(line: DeclaredLine) -> Iterator[str]:
    words = " ".join(argument.metavar for argument in line.arguments)
    yield f'.SS "{_escaped(f"{line.verb} {words}".strip())}"'
    yield from map(_escaped, line.says.split("\n"))
    for argument in line.arguments:
        if argument.help:
            yield from (".TP", rf"\fI{_escaped(argument.metavar)}\fR", _escaped(argument.help))
    for option in line.options:
        yield from _option(option)
    if line.example:
        yield from (".PP", "Example:", ".RS", ".nf", rf"\fB{_escaped(line.example)}\fR", ".fi", ".RE")


def _option(option: DeclaredOption) -> tuple[str, ...]:
    names = ", ".join(rf"\fB{_escaped(name)}\fR" for name in option.names)
    values = " ".join(rf"\fI{_escaped(value)}\fR" for value in option.values)
    return ".TP", f"{names} {values}".rstrip(), _escaped(option.help)


def _topic(text: str) -> Iterator[str]:
    """A topic's section: paragraphs are filled, blocks that are indented stand as they are."""
    heading, _, body = text.partition("\n")
    yield f'.SH "{_escaped(heading.partition(":")[0].upper())}"'
    for block in body.strip("\n").split("\n\n"):
        lines = block.split("\n")
        if block.startswith("    "):
            yield from (".PP", ".RS", ".nf", *(_escaped(line.removeprefix("    ")) for line in lines), ".fi", ".RE")
        else:
            yield from (".PP", *map(_escaped, lines))


def _escaped(text: str) -> str:
    """A text that roff prints as it is."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    plain = plain.replace('"', "\\(dq").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{plain}" if plain.startswith(".") else plain
