"""help: what the files, filters, dates and the rest mean, in plain words; the manual as a man page."""

from pathlib import Path
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.lines import lines
from netjournal.commands.manual import TOPICS, man_page, title, topic
from netjournal.commands.session import Session, session
from netjournal.errors import CannotWrite, NoSuchTopic
from netjournal.network.names import similar
from netjournal.views.document import line, name, quiet

SAME = {"files": "format", "file": "format", "git": "sync", "names": "people"}


def help_(
    context: Context,
    about: Annotated[str | None, Argument(metavar="[TOPIC]", help="One of those that help alone lists.")] = None,
    man: Annotated[str | None, Option("--man", metavar="DIR", help="Write the man page below this folder.")] = None,
) -> None:
    """What the files, filters, dates and the rest mean; alone, the list of topics."""
    given = session(context)
    if man is not None:
        _write(given, Path(man))
    elif about is None:
        _list(given)
    elif (called := SAME.get(about.casefold(), about.casefold())) in TOPICS:
        given.page(topic(called))
    else:
        raise NoSuchTopic(about, similar(about, [*TOPICS, *given.verbs]))


def _list(given: Session) -> None:
    width = max(map(len, TOPICS))
    given.say(
        (
            line("netjournal help TOPIC tells about one of:"),
            *(line(name(each), " " * (width - len(each)), f"  {title(each)}", indent=2) for each in TOPICS),
            line(quiet("netjournal --help lists the commands, netjournal help VERB tells of one.")),
        )
    )


def _write(given: Session, folder: Path) -> None:
    """Put the man page where `man` finds it below a folder of manuals."""
    file = folder.expanduser() / "man1" / "netjournal.1"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(man_page(lines(given.verbs)), "utf-8")
    except OSError as error:
        raise CannotWrite(str(file), (error.strerror or str(error)).casefold()) from None
    given.say((line(f"Written: {file}. Read it with `man netjournal`, or `man -l {file}`."),))


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal help filters")(help_)
