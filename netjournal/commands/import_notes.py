"""Importing notes: people out of a vault copied into the journal, or answered from where they lie."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from netjournal.commands.import_people import Outcome, offer_changes, skipped_lines, taken, tell
from netjournal.commands.session import Session, taken_ids
from netjournal.commands.writing import writing
from netjournal.errors import JournalError
from netjournal.exchange.arrivals import Arrivals
from netjournal.exchange.card import Skipped
from netjournal.exchange.kinds import TAG_KEYS
from netjournal.exchange.notes import Note, copied, read
from netjournal.files.folder import SETTINGS, Folder
from netjournal.files.notation.scalar import plain_or_quoted
from netjournal.files.vault import notes_in
from netjournal.network.names import fold, id_key, make_id
from netjournal.views.document import line, name, quiet

VAULT = ".obsidian"


def copy(given: Session, place: Path, accept: bool, dry: bool, json: bool) -> None:
    """Copy a folder's people, and its notes of meetings with them, into the journal."""
    source = _source(given, place)
    folders, root = given.folder.settings.folders, given.folder.real_root
    own = {(root / each).resolve() for each in (folders.people, folders.orgs, folders.gatherings)}
    if any(source.is_relative_to(each) for each in own):
        raise JournalError(f"{place}: these notes are the journal's own; name another folder")
    outcome = Outcome(thing="note")
    with writing(given, f"import: notes {source.name}", dry and not json) as changes:
        notes = list(given.watched(_read(source, own), "notes"))
        people = {note.file: note for note in notes if isinstance(note, Note) and not note.kind.meeting}
        records = [note if isinstance(note, Skipped) else note.card for note in notes]
        met = [note for note in notes if isinstance(note, Note) and note.kind.meeting]
        cards = [each for each in records if isinstance(each, Skipped) or each.record in people]
        arrivals = Arrivals(given.network, apart=True).sorted_out(cards)
        new = taken(given, arrivals, outcome)
        pages = [(f"{folders.people}/{id}.md", copied(people[card.record], id).data) for id, card in new.items()]
        pages += _gatherings(given, met, outcome, new)
        if not (dry and json):
            changes.create_all(given.watched(pages, "pages"))
            offer_changes(given, changes, outcome, accept)
    tell(given, outcome, dry, accept, json)


def _source(given: Session, place: Path) -> Path:
    source = (given.start / place.expanduser()).resolve()
    if not source.is_dir():
        why = "not a folder" if source.exists() else "no such folder"
        raise JournalError(f"{place}: {why}; name the folder of notes to import")
    return source


def _read(source: Path, apart: set[Path]) -> Iterator[Note | Skipped]:
    return read(notes_in(source, apart), source.name, (source / VAULT).is_dir())


def _gatherings(
    given: Session, notes: Sequence[Note], outcome: Outcome, new: Iterable[str]
) -> list[tuple[str, bytes]]:
    """The pages of meetings that the journal doesn't tell of yet."""
    known = {(each.date, fold(each.name)) for each in given.network.gatherings}
    ids = taken_ids(given.network) | set(map(id_key, new))
    pages = []
    for note in notes:
        outcome.records += 1
        if (note.date, fold(note.card.name)) in known:
            outcome.unchanged += 1
            continue
        id = make_id(f"{note.date} {note.card.name}", ids)
        ids.add(id_key(id))
        pages.append((f"{given.folder.settings.folders.gatherings}/{id}.md", note.page.data))
        outcome.added.append((id, note.card.name))
    return pages


# In place


def adopt(given: Session, place: Path, dry: bool, json: bool) -> None:
    """Make a journal of a folder of notes: its people are answered from where they lie, and no note is touched."""
    source = _source(given, place)
    notes = list(_read(source, set()))
    people = [note for note in notes if isinstance(note, Note) and note.kind.is_person]
    if not people:
        raise JournalError(f"{place}: no note here tells of a person; see `netjournal import notes {place} --dry-run`")
    home = _home(people)
    root, folder = (source, home) if home else (source.parent, source.name)
    if (not home and (source / VAULT).is_dir()) or root in (Path.home(), Path(root.anchor)):
        raise JournalError(
            f"{place}: its people lie beside everything else; move them into a folder of their own, or leave out "
            "--here to copy them"
        )
    below = f"{home}/" if home else ""
    there = [note for note in people if note.file.startswith(below)]
    marks = _marks(place, there, [note for note in notes if _file(note).startswith(below) and note not in there])
    outcome = Outcome(thing="note", records=len(notes))
    outcome.added = [(note.stem, note.card.name) for note in there]
    outcome.skipped = [_left(note, folder) for note in notes if note not in there]
    _settle(given, root, folder, marks, dry, json)
    if json:
        tell(given, outcome, dry, False, json)
        return
    would = "would answer" if dry else "answers" if len(there) == 1 else "answer"
    who = "1 person" if len(there) == 1 else f"{len(there)} people"
    parts = [line(f"{who} in ", name(str(root / folder)), f" {would} from there; no note is changed.")]
    parts += skipped_lines(outcome, "left alone")
    given.say((*parts, line(quiet(f"Next: in {root}: `netjournal list`; `netjournal init` adds a page for yourself."))))


def _file(note: Note | Skipped) -> str:
    return note.record if isinstance(note, Skipped) else note.file


def _home(people: Sequence[Note]) -> str:
    """The folder that most of the people lie in, as deep as it holds all of those; empty where that is the whole."""
    tops = [note.file.split("/")[0] if "/" in note.file else "" for note in people]
    top = max(sorted(set(tops)), key=tops.count)
    paths = [note.file.split("/")[:-1] for note, its in zip(people, tops, strict=True) if its == top]
    shared = paths[0]
    for path in paths:
        same = 0
        while same < min(len(shared), len(path)) and shared[same] == path[same]:
            same += 1
        shared = shared[:same]
    return "/".join(shared)


def _marks(place: Path, people: Sequence[Note], others: Sequence[Note | Skipped]) -> tuple[str, str] | None:
    """The key and word by which people there tell themselves from other notes; None where there are no others."""
    if not others:
        return None
    said = {note.kind.by for note in people}
    found = [(key, word) for key, word in sorted(said) if key and key not in TAG_KEYS]
    if len(said) == 1 and found:
        return found[0]
    raise JournalError(
        f"{place}: people and other notes lie in one folder ({_file(others[0])}), and no `type:` or `categories:` "
        "tells them apart; move the people into a folder of their own, or leave out --here to copy them"
    )


def _left(note: Note | Skipped, folder: str) -> Skipped:
    if isinstance(note, Skipped):
        return note
    if note.kind.meeting:
        why = f"a {note.kind.meeting}, which stays a note (without --here it is copied as a gathering)"
        return Skipped(note.file, why)
    return Skipped(note.file, f"a person outside {folder}; move the note there")


def _settle(given: Session, root: Path, folder: str, marks: tuple[str, str] | None, dry: bool, json: bool) -> None:
    """Write the settings that make a journal of the root; where it has some already, they must say the same."""
    lines = [f"folders: {{people: {plain_or_quoted(folder, flow=True)}}}\n"]
    if marks:
        key, word = (plain_or_quoted(each, flow=True) for each in marks)
        lines.append(f"people: {{{key}: {word}}}    # notes there that say something else are left alone\n")
    if (root / SETTINGS).exists():
        settings = Folder(root).settings
        if settings.folders.people == folder and dict(settings.people) == dict([marks] if marks else []):
            return
        wanted = " and ".join(f"`{each.partition('    #')[0].strip()}`" for each in lines)
        raise JournalError(f"{root / SETTINGS}: it is there already, and is yours; add {wanted} to it")
    given.named = str(root)
    if dry and json:
        return
    about = "# netjournal's settings; every key is optional. The notes stay where and as they are.\n"
    with writing(given, "import: notes adopted", dry) as changes:
        changes.create(SETTINGS, (about + "".join(lines)).encode())
