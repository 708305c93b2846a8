"""completion: the script that teaches a shell what may follow netjournal."""

import sys
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.shells import SCRIPTS
from netjournal.errors import WrongUsage


def completion(context: Context, shell: Annotated[str, Argument(metavar="bash|zsh|fish")]) -> None:
    """Print a script for your shell, so that TAB offers verbs, options, people, tags and filters."""
    if shell not in SCRIPTS:
        raise WrongUsage(f"there is no completion for {shell[:40]}: use one of {', '.join(SCRIPTS)}")
    sys.stdout.write(SCRIPTS[shell])


def register(app: App, verb: str) -> None:
    app.command(verb, example="source <(netjournal completion bash)")(completion)
