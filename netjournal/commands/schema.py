"""schema: the JSON Schema of the front matter, for editors that underline what is wrong."""

import sys
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context
from netjournal.errors import WrongUsage
from netjournal.views.schema import KEYS, schema_text

PERSON = "person"


def schema(
    context: Context,
    kind: Annotated[str, Argument(metavar="|".join(KEYS), help="The kind of page.")] = PERSON,
) -> None:
    """Print the JSON Schema (2020-12) of the front matter of a kind of page."""
    if kind not in KEYS:
        raise WrongUsage(f"there is no schema of {kind[:40]!r}: use one of {', '.join(KEYS)}")
    sys.stdout.write(schema_text(kind))


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal schema person > person.schema.json")(schema)
