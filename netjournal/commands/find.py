"""find: full text over everything."""

from typing import Annotated

import typer

from netjournal.answers.find import Hit, hits
from netjournal.commands.session import Json, Limit, Session, ends, session
from netjournal.network.names import similar
from netjournal.views.document import Document, line, name, quiet
from netjournal.views.telling import short

NOTHING = 1
USUAL = 20


def find(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...")],
    limit: Limit = USUAL,
    json: Json = False,
) -> None:
    """Find words anywhere: in names, fields, notes and entries of every page."""
    given = session(context)
    found = hits(given.network, given.folder.text, words)
    shown = found[: limit or USUAL]
    if json:
        given.give({"hits": [_object(hit) for hit in shown], "found": len(found)})
    else:
        given.say(_document(given, shown, len(found), " ".join(words)))
    given.remark_problems()
    if not found:
        ends(NOTHING)


def _document(given: Session, shown: tuple[Hit, ...], found: int, words: str) -> Document:
    if not shown:
        near = similar(words, [person.name for person in given.network.people])
        return (line(f"Nothing holds {words!r}.", f" Did you mean {' or '.join(near)}?" if near else ""),)
    parts = []
    for hit in shown:
        parts.append(line(name(hit.name), quiet(f"  {hit.id}")))
        parts += [line(short(said.says), quiet(f"  {said.file}:{said.line}"), indent=2) for said in hit.lines]
    if found > len(shown):
        parts.append(line(quiet(f"{found - len(shown)} more; see --limit")))
    return tuple(parts)


def _object(hit: Hit) -> dict[str, str | list[dict[str, str | int]]]:
    return {
        "id": hit.id,
        "name": hit.name,
        "kind": hit.kind,
        "lines": [{"says": said.says, "file": said.file, "line": said.line} for said in hit.lines],
    }


def register(app: typer.Typer, verb: str) -> None:
    app.command(verb)(find)
