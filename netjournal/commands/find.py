"""find: full text over everything."""

from collections.abc import Sequence
from typing import Annotated

from netjournal.answers.find import Hit, hit, holding, sought
from netjournal.commands.declared import App, Argument, Context
from netjournal.commands.session import Json, Limit, Session, ends, session
from netjournal.network.names import similar
from netjournal.network.network import Record
from netjournal.views.document import Document, line, name, quiet
from netjournal.views.telling import short

NOTHING = 1
USUAL = 20


def find(
    context: Context,
    words: Annotated[list[str], Argument(metavar="WORDS...")],
    limit: Limit = USUAL,
    json: Json = False,
) -> None:
    """Find words anywhere: in names, fields, notes and entries of every page."""
    given = session(context)
    wanted, text_of = sought(words), given.folder.text
    indexed = given.journal.holding(wanted, limit or USUAL)
    records, found = indexed or _all(holding(given.journal.everyone, text_of, wanted), limit or USUAL)
    shown = tuple(hit(record, text_of(record.file), wanted) for record in records)
    if json:
        given.give({"hits": [_object(each) for each in shown], "found": found})
    else:
        given.answer(_document(given, shown, found, " ".join(words)))
    given.remark_problems()
    if not found:
        ends(NOTHING)


def _all(records: Sequence[Record], most: int) -> tuple[Sequence[Record], int]:
    return records[:most], len(records)


def _document(given: Session, shown: tuple[Hit, ...], found: int, words: str) -> Document:
    if not shown:
        near = similar(words, [person.name for person in given.journal.everyone.people])
        return (line(f"Nothing holds {words!r}.", f" Did you mean {' or '.join(near)}?" if near else ""),)
    parts = []
    for each in shown:
        parts.append(line(name(each.name), quiet(f"  {each.id}")))
        parts += [line(short(said.says), quiet(f"  {said.file}:{said.line}"), indent=2) for said in each.lines]
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


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal find allotment")(find)
