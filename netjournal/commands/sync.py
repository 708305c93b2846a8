"""sync: this machine and the remote become one journal."""

from collections.abc import Sequence
from typing import Annotated

from netjournal.commands.declared import App, Context, Option
from netjournal.commands.programs import itself
from netjournal.commands.session import DryRun, Json, Session, session
from netjournal.errors import GitFailed, KeptBack, NeedsYes
from netjournal.history.sync import Sync, Synced
from netjournal.history.tidings import DELETED, NEW, RENAMED, Tiding, departed, tidings
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.machine import Object
from netjournal.views.progress import steps
from netjournal.views.telling import listed, short

CALLOUT = "> [!conflict] "
MOST = 40


def sync(
    context: Context,
    yes: Annotated[bool, Option("--yes", help="Keep what hardly can be meant, as an emptied page.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring together what this machine and the remote have, and lose nothing of either."""
    given = session(context)
    told = _sync(given, yes, dry_run, json)
    if told.kept_back:
        pages = [f"{path}:{why}" for path, why in told.kept_back]
        if json or dry_run or not given.confirmed("Send it as it is?"):
            raise KeptBack(pages)
        _sync(given, True, dry_run, json)


def _sync(given: Session, yes: bool, dry_run: bool, json: bool) -> Synced:
    """Sync once, and say what came of it. Raises GitFailed where the remote took nothing."""
    try:
        work = _done(given, yes, dry_run, json)
    except NeedsYes as doubt:
        if not given.confirmed(f"{doubt.why}. Is that meant?"):
            raise
        work = _done(given, True, dry_run, json)
    told = work.told
    came, went = _changes(work, told.before, told.result), _changes(work, told.theirs, told.result)
    deleted = departed(work.store, work.layout, told.start, told.result) if told.result else []
    if json:
        given.give(_object(given, work, told, came, went, deleted))
    else:
        given.say(_document(given, work, told, came, went, deleted, dry_run))
    if told.failed:
        raise GitFailed(told.failed)
    return told


def _done(given: Session, yes: bool, dry_run: bool, json: bool) -> Sync:
    """A sync that has ended, watched by whoever sits at the terminal."""
    with steps(given.screen.is_terminal and not json) as step:
        work = Sync(given.folder, itself(), yes, dry_run, step)
        work.run()
        return work


def _changes(work: Sync, before: str | None, after: str | None) -> list[Tiding]:
    if after is None or before == after:
        return []
    return tidings(work.store, work.layout, before or work.store.empty, after)


def _document(
    given: Session, work: Sync, told: Synced, came: list[Tiding], went: list[Tiding], deleted: list[Tiding], dry: bool
) -> Document:
    parts: list[Line] = _told("What would come in:" if dry else "What came in:", came)
    parts += _told("What would go out:" if dry else "Not sent yet:" if told.failed else "What went out:", went)
    for file, number, said in _callouts(given, work, told, came):
        parts.append(line(f"{file}:{number}: two values met: {said}; keep the right one and delete the line"))
    parts += [line("Kept back until it can be read:")] if told.kept_back else []
    parts += [line(f"{path}:{why}", indent=2) for path, why in told.kept_back]
    parts += [_beside(path, copy, why) for path, copy, why in told.beside]
    parts += [line(f"{path} was deleted on one machine and edited on another, so it stays") for path in told.stays]
    parts += [_restorable(each, told) for each in deleted]
    return tuple(parts) or (line("Nothing new on either side."),)


def _beside(path: str, copy: str, why: str) -> Line:
    if not copy:
        return line(f"{path} stays, though a machine sent it empty; delete the file if it is to go")
    return line(f"{path} could not be made one ({why}); the other is in {copy}")


def _told(title: str, found: list[Tiding]) -> list[Line]:
    if not found:
        return []
    lines = [line(title), *(line(name(each.name), f": {_words(each)}", indent=2) for each in found[:MOST])]
    more = len(found) - MOST
    return [*lines, line(quiet(f"and {more} more"), indent=2)] if more > 0 else lines


def _words(each: Tiding) -> str:
    """What happened to a page, as one says it."""
    said = {NEW: ["a new page"], DELETED: ["deleted"], RENAMED: [f"renamed from {each.was}"]}.get(each.what, [])
    if each.entries:
        said.append("1 entry" if each.entries == 1 else f"{each.entries} entries")
    if each.keys:
        said.append(short(listed(list(each.keys)), 60))
    return ", ".join(said) or "words on the page"


def _restorable(each: Tiding, told: Synced) -> Line:
    start = (told.start or "")[:12]
    return line(f"{each.name} is deleted; `git restore --source={start} -- {each.file}` brings the page back")


def _callouts(given: Session, work: Sync, told: Synced, came: Sequence[Tiding]) -> list[tuple[str, int, str]]:
    """Every value that gave way to another and still waits for somebody to decide."""
    inside = {path[len(work.layout.prefix) :] for path in told.callouts} | {each.file for each in came}
    found = []
    for file in sorted(inside):
        for number, text in enumerate(given.folder.text(file).split("\n"), 1):
            if text.startswith(CALLOUT):
                found.append((file, number, text.removeprefix(CALLOUT).strip()))
    return found


def _object(
    given: Session, work: Sync, told: Synced, came: list[Tiding], went: list[Tiding], deleted: list[Tiding]
) -> Object:
    callouts = _callouts(given, work, told, came)
    return {
        "in": [_tiding(each) for each in came],
        "out": [_tiding(each) for each in went if not told.failed],
        "conflicts": [{"file": file, "line": number, "says": said} for file, number, said in callouts],
        "deleted": [{"file": each.file, "id": each.id, "name": each.name, "commit": told.start} for each in deleted],
        "kept_back": [{"file": path, "why": why} for path, why in told.kept_back],
        "kept": [{"file": path, "beside": copy or None, "why": why} for path, copy, why in told.beside]
        + [{"file": path, "beside": None, "why": "edited on the other side"} for path in told.stays],
    }


def _tiding(each: Tiding) -> Object:
    return {
        "id": each.id,
        "name": each.name,
        "file": each.file,
        "what": each.what,
        "entries": each.entries,
        "keys": list(each.keys),
    }


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal sync")(sync)
