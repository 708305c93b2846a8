"""git's merge driver: three files in, the merged page over the second, or that one left as it was.

git starts it for every page of a merge, so it imports no more than it must, pathlib for one not at all.
"""

import sys
from collections.abc import Mapping, Sequence

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
    base, ours, theirs, path = words
    try:
        versions = _read(base), _read(ours), _read(theirs)
        merged = _merged(path, *versions)
        if merged != versions[1]:
            _write(ours, merged)
    except (JournalError, OSError, RecursionError) as error:
        return _refused(f"{path}: {error}")
    return 0


def _read(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(data)


def _merged(path: str, base: bytes, left: bytes, right: bytes) -> bytes:
    settings, inside = _inside(path)
    if inside == INBOX:
        return merge_lines(base, left, right)
    if inside == SETTINGS:
        return merge_settings(base, left, right)
    if not base and not _is_one(inside, left, right):
        raise CannotMerge("two machines gave this id to two; `netjournal sync` keeps both")
    return merge_pages(base or None, left, right, _kinds(settings)).data


def _inside(path: str) -> tuple[bytes, str]:
    """The settings of the journal, in the nearest folder above that has some, and the path in that folder."""
    parts = path.split("/")
    for end in range(len(parts) - 1, -1, -1):
        try:
            return _read("/".join((*parts[:end], SETTINGS))), "/".join(parts[end:])
        except OSError:
            continue
    return b"", path


def _is_one(inside: str, left: bytes, right: bytes) -> bool:
    """Whether two new pages of one id are about the same."""
    from netjournal.history.sameness import same_gathering, same_person

    return left == right or same_person(left, right) or same_gathering(left, right)


def _kinds(data: bytes) -> Mapping[str, str]:
    """The kinds of entries that the journal's settings name; they are parsed only where they name some."""
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
