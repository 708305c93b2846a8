"""import: people out of another program's file, each record taken or skipped with its reason."""

import contextlib
import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, BinaryIO

from netjournal.answers.doubles import Double
from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import DryRun, Json, Session, session, taken_ids
from netjournal.commands.writing import Writing, writing
from netjournal.errors import JournalError, WrongUsage
from netjournal.exchange.arrivals import Arrival, Arrivals, Moved
from netjournal.exchange.card import KNOWS, Card, Skipped
from netjournal.exchange.codepages import is_known, recoded
from netjournal.exchange.likely import likely_doubles
from netjournal.exchange.outgoing import RELATED
from netjournal.files.log import add_entry, entry_words
from netjournal.files.page import Page, Value, new_page
from netjournal.network.dataclass import dataclass, field
from netjournal.network.names import id_key, make_id
from netjournal.network.network import Directory
from netjournal.network.person import Person
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.doubles import doubles_lines, doubles_objects
from netjournal.views.machine import Object

FORMATS = ("linkedin", "google", "outlook", "vcard", "csv")
NOTES = "notes"
MOST_LISTED = 20
MOST_RECORDS = 250_000
LONGEST_NAME = 1_000
UNREAD = {
    "facebook": "Facebook's export names friends and no way to reach them, so it is not read; write the names that "
    "matter to you, one a line below `name`, and use `netjournal import csv`",
    "telegram": "Telegram's export is not read; the phone it came from has the same people: export its contacts as "
    "cards, and use `netjournal import vcard`",
}
Records = Iterable[Card | Skipped]


@dataclass
class Outcome:
    """What an import did: ids and names added, what changed of whom, who is as before, what was skipped."""

    added: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[Person, Moved]] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    left_out: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    records: int = 0
    thing: str = "record"
    doubles: list[Double] = field(default_factory=list)


def import_(
    context: Context,
    kind: Annotated[str, Argument(metavar="|".join((*FORMATS, NOTES)))],
    file: Annotated[Path, Argument(metavar="FILE", help="For notes: the folder they lie in.")],
    columns: Annotated[list[str] | None, Option("--map", help='For csv: name="Full Name", email=Mail ...')] = None,
    encoding: Annotated[str | None, Option(help="Of a file that isn't Unicode, such as cp1250.")] = None,
    here: Annotated[bool, Option("--here", help="For notes: answer from where they lie.")] = False,
    accept: Annotated[bool, Option("--accept", help="Log what changed since, as `change` entries.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring people in; a second import of the same file adds nothing."""
    given = session(context)
    if kind == NOTES and not columns:
        from netjournal.commands.import_notes import adopt, copy

        adopt(given, file, dry_run, json) if here else copy(given, file, accept, dry_run, json)
        return
    read = _reader(kind, columns or [], here)
    outcome = Outcome()
    with (
        _opened(given.start / file) as stream,
        _written(given, f"import: {kind} {file.name}", dry_run, json) as changes,
    ):
        text, page = recoded(stream, _code_page(encoding))
        if page and not encoding:
            given.remark(f"{file.name} is no UTF-8, so it is read as {page}; if names look odd, say --encoding cp1250")
        records = given.watched(_bounded(read(text)), "records")
        new = taken(given, Arrivals(given.network).sorted_out(records), outcome)
        if changes:
            changes.create_all(given.watched(_pages(given, new), "pages"))
        offer_changes(given, changes, outcome, accept)
    tell(given, outcome, dry_run, accept, json)


def offer_changes(given: Session, changes: Writing | None, outcome: Outcome, accept: bool) -> None:
    """Log what changed, where that was asked for, on the line or at the terminal."""
    is_asked = outcome.changed and changes and not changes.dry
    if outcome.changed and (accept or (is_asked and given.confirmed(_question(outcome)))):
        _log_changes(given, changes, outcome.changed)


def tell(given: Session, outcome: Outcome, dry: bool, accepted: bool, json: bool) -> None:
    """Say what an import did."""
    if json:
        given.give(_object(outcome))
    else:
        given.say(_document(outcome, dry, accepted))


def _reader(kind: str, columns: Sequence[str], here: bool) -> Callable[[BinaryIO], Records]:
    if kind in UNREAD:
        raise WrongUsage(UNREAD[kind])
    if kind not in (*FORMATS, NOTES):
        raise WrongUsage(f"there is no import of {kind[:40]}: use one of {', '.join((*FORMATS, NOTES))}")
    if here:
        raise WrongUsage("--here is for notes; a file of another program has to be copied")
    if kind == "csv":
        from netjournal.exchange import table

        mapping = _mapping(columns)
        return lambda stream: table.read(stream, mapping)
    if columns:
        raise WrongUsage("--map is for csv; the other formats name their own columns")
    read: Callable[[BinaryIO], Records] = importlib.import_module(f"netjournal.exchange.{kind}").read
    return read


def _code_page(name: str | None) -> str:
    if name and not is_known(name):
        raise WrongUsage(f"{name[:40]!r} is no known encoding; use cp1250, cp1251, shift_jis, mac_roman or another")
    return name or ""


def _bounded(records: Records) -> Records:
    """The records, as long as there are not too many to hold; a name without end is nobody's."""
    for number, record in enumerate(records, 1):
        if number > MOST_RECORDS:
            raise JournalError(f"this file has more than {MOST_RECORDS:,} records; split it, nothing was imported")
        if isinstance(record, Card) and len(record.name) > LONGEST_NAME:
            yield Skipped(record.record, f"a name of {len(record.name):,} characters")
        else:
            yield record


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in columns]
    if not all(equals and key.strip() and column.strip() for key, equals, column in pairs):
        raise WrongUsage('--map takes KEY=COLUMN, such as --map name="Full Name"')
    return {key.strip(): column.strip() for key, _, column in pairs}


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if not path.is_file():
            raise JournalError(
                f"{path}: {'no such file' if not path.exists() else 'not a file'}; name the file to import"
            )
        with path.open("rb") as stream:
            yield stream
    except PermissionError:
        raise JournalError(f"{path}: permission denied; see to its permissions") from None


@contextlib.contextmanager
def _written(given: Session, message: str, dry: bool, json: bool) -> Iterator[Writing | None]:
    """The writing of an import; a dry run that answers a program only counts, for a diff is no JSON."""
    if dry and json:
        yield None
        return
    with writing(given, message, dry) as changes:
        yield changes


def taken(given: Session, arrivals: Sequence[Arrival | Skipped], outcome: Outcome) -> Mapping[str, Card]:
    """Those who are new, by the ids of their pages to be; the others are told in the outcome."""
    outcome.records += len(arrivals)
    new: dict[str, Card] = {}
    ids = taken_ids(given.network)
    for each in arrivals:
        if isinstance(each, Skipped):
            outcome.skipped.append(each)
        elif each.person is None:
            id = make_id(each.card.id or each.card.name, ids)
            ids.add(id_key(id))
            new[id] = each.card
        elif each.moved:
            outcome.changed += [(each.person, moved) for moved in each.moved]
        else:
            outcome.unchanged += 1
        if isinstance(each, Arrival) and each.card.left_out:
            outcome.left_out.append((each.card.record, each.card.left_out))
    outcome.added += [(id, card.name) for id, card in new.items()]
    outcome.doubles = likely_doubles(given.network, new)
    return new


def _pages(given: Session, new: Mapping[str, Card]) -> Iterator[tuple[str, bytes]]:
    """The pages of those who are new; who is related to whom is looked up among them too."""
    folder = given.folder.settings.folders.people
    added = Directory((id, card.name, card.aliases) for id, card in new.items())
    known = given.network.directory

    def meant(name: str) -> str | None:
        return known.meant(name) or (None if known.all_meant(name) else added.meant(name))

    return ((f"{folder}/{id}.md", page_of(card, meant).data) for id, card in new.items())


def page_of(card: Card, meant: Callable[[str], str | None]) -> Page:
    """The page that a record makes; its note stands quoted in the body, so that nothing in it counts as an entry."""
    ties = {id: word or KNOWS for who, word in card.related if (id := meant(who))}
    related = tuple(f"{who} ({word})" if word else who for who, word in card.related if not meant(who))
    through = meant(card.through) or card.through if card.through else ""
    met = {"on": card.met_on.isoformat() if card.met_on else "", "at": card.met_at, "through": through}
    fields: list[tuple[str, Value]] = [
        ("name", card.name),
        ("aliases", card.aliases),
        ("email", card.emails),
        ("phone", card.phones),
        ("url", card.urls),
        ("roles", tuple(_role(role, org) for role, org in card.roles)),
        ("city", _one_or_more(card.cities)),
        ("birthday", card.birthday),
        ("tags", card.tags),
        ("met", _met(met)),
        ("why", card.why),
        ("ties", ties),
        ("uid", card.uid),
        (RELATED, related),
    ]
    note = "\n".join(f"> {each}".rstrip() for each in card.note.split("\n")) if card.note else ""
    return new_page([(key, value) for key, value in fields if value], note)


def _role(role: str, org: str) -> Value:
    """A role as one text, or in parts where the text would be read otherwise."""
    text = f"{role} at {org}"
    is_plain = role and org and " at " not in role and " @ " not in text
    if is_plain:
        return text
    return (
        role
        if role and " at " not in role and " @ " not in role
        else {k: v for k, v in (("role", role), ("org", org)) if v}
    )


def _met(parts: Mapping[str, str]) -> Value:
    """How we met, as the day alone where nothing else is known."""
    known = {key: text for key, text in parts.items() if text}
    return known["on"] if set(known) == {"on"} else known


def _one_or_more(texts: tuple[str, ...]) -> Value:
    return texts[0] if len(texts) == 1 else texts


def _question(outcome: Outcome) -> str:
    return f"{len(outcome.changed)} things changed since. Log them as changes?"


def _log_changes(given: Session, changes: Writing | None, moved: Sequence[tuple[Person, Moved]]) -> None:
    """What changed, as entries; keys that a person typed stay as they are."""
    for person, each in given.watched(moved, "changes"):
        said = f"{each.was} → {each.now}" if each.was else each.now
        words = entry_words(given.today, f"change {each.key}", (), said)
        if changes and not any(entry.text == said and entry.head == each.key for entry in person.entries):
            changes.change(person.file, _entry(given, words, person.file))


def _entry(given: Session, words: str, file: str) -> Callable[[Page], Page]:
    return lambda page: add_entry(page, words, file, given.folder.settings.kinds)


def _document(outcome: Outcome, dry: bool, accepted: bool) -> Document:
    would = "Would add" if dry else "Added"
    was = "was" if outcome.unchanged == 1 else "were"
    parts: list[Line] = [
        line(
            f"{would} {len(outcome.added)} of {counted(outcome.records, outcome.thing)}; {outcome.unchanged} ",
            f"{was} here, {len({person.id for person, _ in outcome.changed})} changed, ",
            f"{len(outcome.skipped)} skipped.",
        )
    ]
    for person, moved in outcome.changed[:MOST_LISTED]:
        parts.append(line(name(person.name), f" {moved.key}: {moved.was or 'nothing'} → {moved.now}", indent=2))
    if outcome.changed and not accepted:
        parts.append(line(quiet("Log these as changes with --accept; what you typed stays as it is."), indent=2))
    return (*parts, *skipped_lines(outcome, "skipped"), *_left_out(outcome), *doubles_lines(outcome.doubles))


def skipped_lines(outcome: Outcome, word: str) -> Iterator[Line]:
    """What was not taken, and why."""
    for skipped in outcome.skipped[:MOST_LISTED]:
        yield line(f"{word} ", skipped.record, ": ", skipped.why, indent=2)
    if len(outcome.skipped) > MOST_LISTED:
        yield line(quiet(f"and {len(outcome.skipped) - MOST_LISTED} more {word}; --json names them all"), indent=2)


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _left_out(outcome: Outcome) -> Iterator[Line]:
    """What the records had and the pages have not: kinds of things counted, values that can't be read one by one."""
    things = [(record, what) for record, left in outcome.left_out for what in left]
    kinds = Counter(what for _, what in things if "'" not in what and '"' not in what)
    if kinds:
        counted = ", ".join(f"{what} ({times})" for what, times in sorted(kinds.items()))
        yield line(quiet(f"left out, for no page has a place for it: {counted}"), indent=2)
    values = [(record, what) for record, what in things if what not in kinds]
    for record, what in values[:MOST_LISTED]:
        yield line("left out of ", record, ": ", what, indent=2)
    if len(values) > MOST_LISTED:
        yield line(quiet(f"and {len(values) - MOST_LISTED} more left out; --json names them all"), indent=2)


def _object(outcome: Outcome) -> Object:
    return {
        "added": [{"id": id, "name": called} for id, called in outcome.added],
        "changed": [
            {"id": person.id, "name": person.name, "key": moved.key, "was": moved.was or None, "is": moved.now}
            for person, moved in outcome.changed
        ],
        "unchanged": outcome.unchanged,
        "skipped": [{"record": skipped.record, "why": skipped.why} for skipped in outcome.skipped],
        "left_out": [{"record": record, "what": list(what)} for record, what in outcome.left_out],
        "records": outcome.records,
        "doubles": doubles_objects(outcome.doubles),
    }


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal import linkedin Connections.csv")(import_)
