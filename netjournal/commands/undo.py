"""undo: the last command's commit is taken back."""

from collections.abc import Sequence

from netjournal.commands.declared import App, Context
from netjournal.commands.session import DryRun, Session, session
from netjournal.commands.writing import Writing, writing
from netjournal.errors import ChangedSince, GitFailed, NothingToUndo
from netjournal.history.git import Repository, Told
from netjournal.history.written import Written
from netjournal.views.document import line, quiet

MOST = 3


def undo(context: Context, dry_run: DryRun = False) -> None:
    """Take back what the last command wrote; once more, and the one before it goes too."""
    given = session(context)
    repository = Repository(given.folder.root)
    if not repository.exists:
        raise NothingToUndo("there is no git repository here; `netjournal init --git` starts one")
    if dry_run:
        with writing(given, "", dry=True) as changes:
            _take_back(given, changes, *_found(given, repository))
        return
    with given.folder.locked():
        told, changed = _found(given, repository)
        changes = Writing(given, dry=False)
        _take_back(given, changes, told, changed)
        _commit(given, repository, told, changed)
    shown = ", ".join(each.path for each in changed[:MOST])
    more = f" and {len(changed) - MOST} more" if len(changed) > MOST else ""
    given.say((line(f"Undone: {told.said}", quiet(f"  {shown}{more}")),))


def _found(given: Session, repository: Repository) -> tuple[Told, tuple[Written, ...]]:
    """The commit to take back, once every file still is as it left it or is back already."""
    told = repository.last_told()
    if told is None:
        raise NothingToUndo("no command has made a commit here that could be taken back")
    changed = repository.changes(told)
    others = [each.path for each in changed if _data(given, each.path) not in (each.before, each.after)]
    if others:
        raise ChangedSince(others, told.said)
    return told, changed


def _data(given: Session, file: str) -> bytes | None:
    try:
        return given.folder.data(file)
    except FileNotFoundError:
        return None


def _take_back(given: Session, changes: Writing, told: Told, changed: Sequence[Written]) -> None:
    """Put every file back; those that must go are removed last."""
    in_order = sorted(changed, key=lambda each: (each.before is None, each.path))
    for each in given.watched(in_order, "files put back"):
        now = _data(given, each.path)
        if now == each.before:
            continue
        if each.before is None:
            changes.remove(each.path)
        elif now is None:
            changes.create(each.path, each.before)
        else:
            changes.restore(each.path, now, each.before)


def _commit(given: Session, repository: Repository, told: Told, changed: Sequence[Written]) -> None:
    back = [Written(each.path, each.after, each.before) for each in changed]
    try:
        repository.commit(back, f"undo: {told.said}", undoes=told.commit)
    except GitFailed as error:
        given.remark(f"undone, but not committed: {error}")


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal undo")(undo)
