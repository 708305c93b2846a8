"""git's merge driver: three files in, the merged page over the second, or that one left as it was."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from netjournal.errors import JournalError
from netjournal.files.notation.tree import Unreadable
from netjournal.history.merge import CannotMerge, merge_lines, merge_pages, merge_settings
from netjournal.network.entry import KINDS

SETTINGS, INBOX = "netjournal.yaml", "inbox.md"


def drive(words: Sequence[str]) -> int:
    """The exit status of `merge-driver BASE OURS THEIRS PATH`, run by git at the top of a work tree.

    0: OURS holds all that both say; 1: it is as it was, and one line on stderr says why.
    """
    if len(words) != 4:
        return _refused("git runs this itself: netjournal merge-driver BASE OURS THEIRS PATH")
    base, ours, theirs = map(Path, words[:3])
    try:
        versions = base.read_bytes(), ours.read_bytes(), theirs.read_bytes()
        merged = _merged(words[3], *versions)
        if merged != versions[1]:
            ours.write_bytes(merged)
    except (JournalError, OSError, RecursionError) as error:
        return _refused(f"{words[3]}: {error}")
    return 0


def _merged(path: str, base: bytes, left: bytes, right: bytes) -> bytes:
    root, inside = _inside(path)
    if inside == INBOX:
        return merge_lines(base, left, right)
    if inside == SETTINGS:
        return merge_settings(base, left, right)
    if not base and not _is_one(inside, left, right):
        raise CannotMerge("two machines gave this id to two; `netjournal sync` keeps both")
    return merge_pages(base or None, left, right, _kinds(root)).data


def _inside(path: str) -> tuple[Path, str]:
    """The journal's root, the nearest folder above with settings, and the path in it."""
    place = Path(path)
    for folder in place.parents:
        if (folder / SETTINGS).is_file():
            return folder, place.relative_to(folder).as_posix()
    return Path(), path


def _is_one(inside: str, left: bytes, right: bytes) -> bool:
    """Whether two new pages of one id are about the same."""
    from netjournal.history.sameness import same_gathering, same_person

    return left == right or same_person(left, right) or same_gathering(left, right)


def _kinds(root: Path) -> Mapping[str, str]:
    """The kinds of entries that the journal knows; its own are read only where it has some."""
    try:
        data = (root / SETTINGS).read_bytes()
    except OSError:
        return KINDS
    if b"kinds:" not in data.replace(b"# kinds:", b""):
        return KINDS
    from netjournal.files.notation.records import read_settings
    from netjournal.files.page import read_page

    try:
        return read_settings(read_page(data).text, SETTINGS)[0].kinds
    except Unreadable:
        return KINDS


def _refused(why: str) -> int:
    shown = " ".join(why.encode("ascii", "backslashreplace").decode().split())
    sys.stderr.write(f"netjournal: {shown}\n")
    return 1
