"""What tells that a file changed: told file by file, or many files at once, it is the same."""

import os
import socket
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from netjournal.files.signs import (
    AT_ONCE,
    CHANGED,
    CHANGED_NS,
    INODE,
    MANY,
    NUMBERS,
    SIZE,
    WRITTEN,
    WRITTEN_NS,
    Signed,
    row,
    signs_of,
)


@pytest.fixture
def large(tmp_path: Path) -> Iterator[int]:
    """An open folder with more files than are told one by one, and of each kind of thing that is no plain file."""
    for number in range(MANY + AT_ONCE // 2):
        (tmp_path / f"{number}.md").write_text("x" * (number % 7))
    for number, year in enumerate((1902, 1969, 2038, 2106, 2446)):
        os.utime(tmp_path / f"{number * 300}.md", ns=((year - 1970) * 31_556_952 * 10**9 + 123_456_789,) * 2)
    (tmp_path / "é\udcff \n*.md").write_text("odd")
    (tmp_path / "link.md").symlink_to("1.md")
    (tmp_path / "nowhere.md").symlink_to("nowhere")
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "secret.md").write_text("")
    (tmp_path / "secret.md").chmod(0)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "door.md"))
        descriptor = os.open(tmp_path, os.O_RDONLY)
        yield descriptor
        os.close(descriptor)


def one_by_one(folder: int, names: list[str]) -> Signed:
    told = [signs_of(folder, [name]) for name in names]
    signs = array("q", [number for _, rows, _ in told for number in rows])
    return [name for plain, _, _ in told for name in plain], signs, [odd for _, _, others in told for odd in others]


def test_many_at_once_tell_what_each_tells_by_itself(large: int) -> None:
    names = ["gone.md", *os.listdir(large), "also gone.md"]
    plain, signs, others = signs_of(large, names)
    assert (plain, signs, others) == one_by_one(large, names)
    assert sorted(name for name, _ in others) == ["door.md", "folder.md", "link.md", "nowhere.md", "pipe.md"]
    assert len(plain) == MANY + AT_ONCE // 2 + 2
    assert len(signs) == NUMBERS * len(plain)


def test_a_row_says_which_file_it_is_how_large_and_when_it_changed(large: int) -> None:
    names = sorted(os.listdir(large))
    plain, signs, _ = signs_of(large, names)
    for at, name in enumerate(plain):
        told, said = os.stat(name, dir_fd=large, follow_symlinks=False), row(signs, at)
        assert (said[INODE], said[SIZE]) == (told.st_ino, told.st_size)
        assert said[CHANGED] * 10**9 + said[CHANGED_NS] == told.st_ctime_ns
        assert said[WRITTEN] * 10**9 + said[WRITTEN_NS] == told.st_mtime_ns


@pytest.mark.parametrize("count", [1, MANY])
def test_an_edit_of_a_byte_in_place_changes_the_row(large: int, count: int) -> None:
    names = sorted(os.listdir(large))[:count] if count > 1 else ["7.md"]
    before = signs_of(large, names)[1]
    os.utime("7.md", ns=(1, 1), dir_fd=large)
    was = signs_of(large, names)[1]
    descriptor = os.open("7.md", os.O_WRONLY | os.O_APPEND, dir_fd=large)
    os.write(descriptor, b"y")
    os.close(descriptor)
    assert len({before.tobytes(), was.tobytes(), signs_of(large, names)[1].tobytes()}) == 3


def test_where_ctypes_cannot_be_loaded_many_are_told_one_by_one(large: int) -> None:
    code = (
        "import os, sys\n"
        "sys.modules['ctypes'] = None\n"
        "from netjournal.files.signs import signs_of\n"
        f"names = os.listdir({large})\n"
        f"sys.stdout.buffer.write(signs_of({large}, names)[1].tobytes())"
    )
    told = subprocess.run([sys.executable, "-c", code], pass_fds=(large,), capture_output=True, check=True)
    assert told.stdout == signs_of(large, os.listdir(large))[1].tobytes()
