"""check: every finding, where it stands and what to do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from netjournal.answers.findings import findings
from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import DryRun, Json, Session, ends, session
from netjournal.commands.writing import writing
from netjournal.errors import WrongUsage
from netjournal.files.notation.tree import AnotherKind
from netjournal.files.repairs import FIXABLE, repaired
from netjournal.history.layout import ATTRIBUTES
from netjournal.history.registration import lacks_driver
from netjournal.network.dataclass import replace
from netjournal.network.evidence import Problem
from netjournal.views.document import Document, line

DATA = 6


def check(
    context: Context,
    files: Annotated[list[Path] | None, Argument(metavar="[FILE]...", help="Only these files.")] = None,
    fix: Annotated[bool, Option("--fix", help="Mend what has one safe answer.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Name every finding as file:line:column: what is wrong; what to do."""
    given = session(context)
    wanted = tuple(_relative(given, file) for file in files or ())
    problems = (*findings(replace(given.network, notes=given.folder.notes()), given.today), *_clone(given))
    others = sum(problem.code == AnotherKind.code for problem in problems)
    problems = tuple(problem for problem in problems if problem.code != AnotherKind.code)
    if wanted:
        problems = tuple(problem for problem in problems if f"{problem.file}/".startswith(wanted))
    if fix:
        problems = _left(given, problems, dry_run)
    if json:
        given.give({"problems": [_object(problem) for problem in problems]})
    else:
        given.say(_document(problems))
    if others and not json:
        notes = "1 note tells" if others == 1 else f"{others} notes tell"
        given.remark(f"{notes} of something else in the people's folder, and stay left alone")
    if any(problem.severity == "error" for problem in problems):
        ends(DATA)


def _left(given: Session, problems: Sequence[Problem], dry: bool) -> tuple[Problem, ...]:
    """The findings that are left once those with one safe answer are mended."""
    fixable = [problem for problem in problems if problem.code in FIXABLE]
    with writing(given, "check: mended", dry) as changes:
        for file in dict.fromkeys(problem.file for problem in fixable):
            of_file = [problem for problem in fixable if problem.file == file]
            changes.change(file, lambda page, mine=of_file: repaired(page, mine))  # type: ignore[misc]
    if dry:
        return tuple(problems)
    given.remark(f"{len(fixable)} mended" if fixable else "nothing here has one safe answer")
    return tuple(problem for problem in problems if problem not in fixable)


def _clone(given: Session) -> tuple[Problem, ...]:
    """What this clone lacks to merge pages by what they mean, as its settings tell; git isn't asked."""
    if not lacks_driver(given.folder.real_root):
        return ()
    says = "this clone does not know the merge that its files ask for, so git would merge them line by line"
    return (Problem(ATTRIBUTES, 1, 1, "no-driver", "warning", says, "run `netjournal sync`, or `netjournal init`"),)


def _relative(given: Session, file: Path) -> str:
    """A file or folder as findings name it with a / behind, given from here or from the journal's root."""
    root = given.folder.real_root
    for start in (given.start, root):
        here = (start / file).parent.resolve() / file.name
        if here.is_relative_to(root) and (here.is_symlink() or here.exists()):
            return "" if here == root else f"{here.relative_to(root).as_posix()}/"
    raise WrongUsage(f"{str(file)!r} is no file of this journal; name one below {given.folder.root}")


def _document(problems: Sequence[Problem]) -> Document:
    return tuple(line(str(problem)) for problem in problems) or (line("Nothing to mend."),)


def _object(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "says": problem.says,
        "do": problem.do,
    }


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal check people")(check)
