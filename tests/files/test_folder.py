"""The journal's folder on a real disk: what lies there, what is read, how it is written."""

import os
import socket
import stat
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netjournal.errors import Busy, CannotWrite, ChangedMeanwhile, NoJournal, UnreadablePage
from netjournal.files.folder import LARGEST, MOST_ALONE, Folder, Found, default_journal, find_root
from netjournal.files.journal import read_journal
from netjournal.files.page import Page
from netjournal.network.evidence import Problem
from netjournal.network.settings import Settings

ADA = b"---\nname: Ada\n---\n"
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "journal"
    (folder / "people").mkdir(parents=True)
    return folder


def put(root: Path, file: str, data: bytes = ADA) -> Path:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def ids(root: Path) -> list[str]:
    return [found.id for found in Folder(root).found()[0]]


def problems(root: Path) -> list[tuple[str, str, str]]:
    return sorted((each.file, each.code, each.severity) for each in read_journal(Folder(root)).problems)


# Finding the root


def test_a_folder_named_outright_needs_no_settings(root: Path, tmp_path: Path) -> None:
    assert find_root(str(root), str(tmp_path), None) == str(root)
    assert Folder(root).settings == Settings()
    with pytest.raises(NoJournal):
        find_root(str(tmp_path / "missing"), str(tmp_path), None)


def test_else_the_nearest_folder_above_that_has_settings_else_the_default(root: Path, tmp_path: Path) -> None:
    put(root, "netjournal.yaml", b"")
    put(tmp_path, "other/netjournal.yaml", b"")
    assert find_root(None, str(root / "people"), None) == str(root)
    assert find_root(None, str(tmp_path), str(tmp_path / "other")) == str(tmp_path / "other")
    for default in (None, str(tmp_path / "missing"), str(tmp_path)):
        with pytest.raises(NoJournal):
            find_root(None, str(tmp_path), default)


@pytest.mark.parametrize(("data", "named"), [(b"journal: /x\n", "/x"), (b"", None), (b"a: [", None), (b"\xff", None)])
def test_the_default_is_what_ones_own_settings_name(tmp_path: Path, data: bytes, named: str | None) -> None:
    assert default_journal(str(put(tmp_path, "config.yaml", data))) == named
    assert default_journal(str(tmp_path / "missing.yaml")) is None
    assert default_journal(None) is None


# Listing


def test_notes_lie_in_three_folders_and_below_in_the_order_of_their_paths(root: Path) -> None:
    for file in ("people/bo.md", "people/work/ada.md", "orgs/acme.md", "gatherings/2026/dinner.md", "elsewhere/x.md"):
        put(root, file)
    assert Folder(root).found() == (
        [
            Found("gatherings/2026/dinner.md", "dinner", "gathering"),
            Found("orgs/acme.md", "acme", "organisation"),
            Found("people/bo.md", "bo", "person"),
            Found("people/work/ada.md", "ada", "person"),
        ],
        [],
    )


def test_a_journal_without_its_folders_is_empty(tmp_path: Path) -> None:
    assert Folder(tmp_path).found() == ([], [])


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.md", "ada.md~", ".ada.md.swp", "#ada.md#", ".#ada.md", "ada.md.bak", "ada.md.orig",
        "photo.jpg", "notes",
        ".obsidian/ada.md", ".trash/ada.md", ".nj-0123456789abcdef.tmp",
    ],
)  # fmt: skip
def test_what_is_no_note_is_left_alone(root: Path, name: str) -> None:
    put(root, f"people/{name}", b"\xff\x00")
    assert Folder(root).found() == ([], [])


@pytest.mark.parametrize("name", ["-rf.md", "佐藤.md", "a b.md", "CON.md", "x" * 200 + ".md", "a\nb.md", "[bold].md"])
def test_a_note_may_be_called_anything(root: Path, name: str) -> None:
    put(root, f"people/{name}")
    assert ids(root) == [name.removesuffix(".md")]
    assert [person.name for person in read_journal(Folder(root)).people] == ["Ada"]


@pytest.mark.parametrize(
    "name",
    [
        "ada.sync-conflict-20260203-101010-ABCDEFG.md",
        "ada (Bo's conflicted copy 2026-02-03).md",
        "ada (conflicted copy 2026-02-03 101010).md",
        "ada (Case Conflict).md",
        "ada_conflict-20260203-101010.md",
    ],
)
def test_a_copy_that_a_sync_program_left_is_named_and_is_nobody(root: Path, name: str) -> None:
    put(root, "people/ada.md")
    put(root, f"people/{name}")
    assert ids(root) == ["ada"]
    assert problems(root) == [(f"people/{name}", "conflict-copy", "warning")]


@pytest.mark.parametrize("name", ["Ada.MD", "ada.markdown"])
def test_a_note_of_another_ending_is_named(root: Path, name: str) -> None:
    put(root, f"people/{name}")
    assert ids(root) == []
    assert problems(root) == [(f"people/{name}", "file-name", "warning")]


def test_a_name_that_is_no_text_is_named(root: Path) -> None:
    path = os.fsencode(root) + b"/people/ada\xff.md"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    assert ids(root) == []
    assert problems(root) == [("people/ada\udcff.md", "file-name", "error")]


def make_link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def make_socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # the name of a socket has at most 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (make_link("x.md"), "link"),
        (make_link("missing.md"), "link"),
        (make_link("/etc/passwd"), "link"),
        (make_link("../../outside.md"), "link"),
        (make_link("/dev/zero"), "link"),
        (make_link("../people"), "link"),
        (os.mkfifo, "no-file"),
        (make_socket, "no-file"),
        (Path.mkdir, "no-file"),
    ],
    ids=["loop", "nowhere", "etc", "outside", "device", "folder", "pipe", "socket", "directory"],
)
def test_what_is_no_plain_file_of_the_journal_is_named_and_never_read(
    root: Path, make: Callable[[Path], None], code: str
) -> None:
    put(root.parent, "outside.md", b"---\nname: Outside\n---\n")
    put(root, "people/bo.md")
    make(root / "people/x.md")
    network = read_journal(Folder(root))
    assert [person.id for person in network.people] == ["bo"]
    assert [(each.file, each.code, each.severity) for each in network.problems] == [("people/x.md", code, "error")]
    assert "Outside" not in str(network.problems)


def test_a_link_to_a_note_inside_is_read_there_and_here(root: Path) -> None:
    put(root, "elsewhere/ada.md")
    (root / "people/friend.md").symlink_to("../elsewhere/ada.md")
    assert [(person.id, person.name) for person in read_journal(Folder(root)).people] == [("friend", "Ada")]


def test_folders_behind_links_are_not_followed_and_named(root: Path) -> None:
    put(root.parent, "outside/bo.md")
    put(root, "people/ada.md")
    (root / "people/loop").symlink_to("../people")
    (root / "people/out").symlink_to(root.parent / "outside")
    (root / "orgs").symlink_to(root.parent / "outside")
    assert ids(root) == ["ada"]
    assert problems(root) == [
        ("orgs", "link", "error"),
        ("people/loop", "link", "warning"),
        ("people/out", "link", "warning"),
    ]


@pytest.mark.skipif(IS_ROOT, reason="root may read everything")
def test_what_may_not_be_read_is_named(root: Path) -> None:
    put(root, "people/ada.md").chmod(0)
    put(root, "people/closed/bo.md").parent.chmod(0)
    try:
        assert problems(root) == [("people/ada.md", "unreadable", "error"), ("people/closed", "unreadable", "error")]
    finally:
        (root / "people/closed").chmod(0o755)


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (("people/Ada.md", "people/ada.md"), 2),
        (("people/a/ada.md", "people/b/ada.md"), 2),
        (("people/ada.md", "orgs/ada.md", "gatherings/ADA.md"), 3),
        (tuple(f"people/{unicodedata.normalize(form, 'zoë')}.md" for form in ("NFC", "NFD")), 2),
        (("people/ada.md", "people/ada-2.md"), 0),
    ],
)
def test_ids_that_are_one_elsewhere_are_named_at_each_and_all_are_answered(
    root: Path, files: tuple[str, ...], named: int
) -> None:
    for file in files:
        put(root, file)
    network = read_journal(Folder(root))
    assert [each.file for each in network.problems if each.code == "twin"] == (sorted(files) if named else [])
    records = list(network.records)
    assert len(records) == len(files)
    assert len({record.id for record in records}) == len(files)


@pytest.mark.parametrize(
    ("settings", "kinds"),
    [
        (
            b"folders: {people: Notes, orgs: Notes/Work}",
            [("Notes/Work/acme.md", "organisation"), ("Notes/ada.md", "person")],
        ),
        (
            b"folders: {people: Notes/Work, orgs: Notes}",
            [("Notes/Work/acme.md", "person"), ("Notes/ada.md", "organisation")],
        ),
        (b"folders: {people: Notes, orgs: Notes}", [("Notes/Work/acme.md", "person"), ("Notes/ada.md", "person")]),
    ],
)
def test_a_file_is_one_note_though_folders_lie_in_one_another(
    root: Path, settings: bytes, kinds: list[tuple[str, str]]
) -> None:
    put(root, "netjournal.yaml", settings)
    put(root, "Notes/ada.md")
    put(root, "Notes/Work/acme.md")
    assert [(found.file, found.kind) for found in Folder(root).found()[0]] == kinds


def test_links_may_name_any_file_that_is_not_hidden(root: Path) -> None:
    for file in ("people/ada.md", "Daily/2026-11-02.md", "files/plan.pdf", ".git/x.md", ".hidden.md"):
        put(root, file)
    assert Folder(root).notes() == {"ada", "2026-11-02", "plan.pdf"}


# Reading


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"\x00", "binary"), (b"\xff", "encoding"), (b"---\na: b\n", "unclosed"),
        (b"---\n@\n---\n", "quote"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_read_hides_no_other(root: Path, data: bytes, code: str) -> None:
    put(root, "people/bad.md", data)
    put(root, "people/ada.md")
    assert problems(root) == [("people/bad.md", code, "error")]
    assert [person.id for person in read_journal(Folder(root)).people] == ["ada"]


def test_a_page_that_vanished_or_is_too_long_is_a_problem(root: Path) -> None:
    folder = Folder(root)
    gone = folder.read(Found("people/gone.md", "gone", "person"))
    with put(root, "people/long.md").open("r+b") as stream:
        stream.truncate(LARGEST + 1)
    long = folder.read(Found("people/long.md", "long", "person"))
    assert isinstance(gone, Problem)
    assert isinstance(long, Problem)
    assert (gone.code, long.code) == ("unreadable", "no-file")
    assert "50 MB" in long.says
    assert folder.text("people/gone.md") == ""


@pytest.mark.parametrize("data", [b"commit: [", b"\xff", b"circles: x", b"---\n- a\n"])
def test_bad_settings_are_named_and_the_defaults_hold(root: Path, data: bytes) -> None:
    put(root, "netjournal.yaml", data)
    assert Folder(root).settings == Settings()
    assert [(file, severity) for file, _, severity in problems(root)] == [("netjournal.yaml", "error")]


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_settings_that_are_no_file_hold_nothing_up(root: Path, make: Callable[[Path], None]) -> None:
    make(root / "netjournal.yaml")
    assert [(file, severity) for file, _, severity in problems(root)] == [("netjournal.yaml", "error")]


def test_reading_changes_nothing(root: Path) -> None:
    put(root, "people/ada.md")
    put(root, "people/.nj-0123456789abcdef.tmp")

    def state() -> list[tuple[str, int, int]]:
        return sorted((str(path), path.stat().st_mtime_ns, path.stat().st_ino) for path in root.rglob("*"))

    before = state()
    read_journal(Folder(root))
    assert state() == before


# Writing


def appended(text: str) -> Callable[[Page], Page]:
    return lambda page: Page(page.text + text, page.bom)


def left(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".nj-*")]


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664, 0o755])
def test_a_change_replaces_the_file_in_one_step_and_keeps_its_mode(root: Path, mode: int) -> None:
    path = put(root, "people/ada.md")
    path.chmod(mode)
    inode = path.stat().st_ino
    assert Folder(root).change("people/ada.md", appended("Tea.\n")) == (ADA, ADA + b"Tea.\n")
    assert path.read_bytes() == ADA + b"Tea.\n"
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.stat().st_ino != inode
    assert left(root) == []


def test_a_change_that_changes_nothing_writes_nothing(root: Path) -> None:
    path = put(root, "people/ada.md")
    before = path.stat()
    assert Folder(root).change("people/ada.md", lambda page: page) == (ADA, ADA)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_keeps_a_bom_and_a_symbolic_link(root: Path) -> None:
    real = put(root, "elsewhere/ada.md", b"\xef\xbb\xbf" + ADA)
    link = root / "people/ada.md"
    link.symlink_to("../elsewhere/ada.md")
    Folder(root).change("people/ada.md", appended("x"))
    assert link.is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbf" + ADA + b"x"


def test_nothing_outside_is_written_through_a_link(root: Path) -> None:
    outside = put(root.parent, "outside/ada.md")
    (root / "people/ada.md").symlink_to(outside)
    (root / "orgs").symlink_to(outside.parent)
    folder = Folder(root)
    with pytest.raises(UnreadablePage):
        folder.change("people/ada.md", appended("x"))
    with pytest.raises(UnreadablePage):
        folder.create("orgs/new.md", ADA)
    assert sorted(path.name for path in outside.parent.iterdir()) == ["ada.md"]
    assert outside.read_bytes() == ADA


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff"])
def test_a_page_that_cannot_be_read_is_never_written_to(root: Path, data: bytes) -> None:
    path = put(root, "people/ada.md", data)
    with pytest.raises(UnreadablePage, match=r"^people/ada\.md:1:1: "):
        Folder(root).change("people/ada.md", appended("x"))
    assert path.read_bytes() == data


def test_what_an_editor_saves_meanwhile_stays_and_the_change_is_made_again(root: Path) -> None:
    path = put(root, "people/ada.md")
    seen: list[str] = []

    def edit(page: Page) -> Page:
        seen.append(page.text)
        if len(seen) < 3:
            editor = threading.Thread(target=path.write_bytes, args=(ADA + b"by hand\n" * len(seen),))
            editor.start()
            editor.join()
        return appended("Tea.\n")(page)

    Folder(root).change("people/ada.md", edit)
    assert path.read_bytes() == ADA + b"by hand\nby hand\nTea.\n"
    assert len(seen) == 3
    assert left(root) == []


def test_a_page_that_never_rests_is_not_written_to(root: Path) -> None:
    path = put(root, "people/ada.md")
    saves: Iterator[int] = iter(range(100))

    def edit(page: Page) -> Page:
        path.write_bytes(ADA + f"by hand {next(saves)}\n".encode())
        return appended("Tea.\n")(page)

    with pytest.raises(ChangedMeanwhile):
        Folder(root).change("people/ada.md", edit)
    assert path.read_bytes().startswith(ADA + b"by hand")
    assert b"Tea" not in path.read_bytes()
    assert left(root) == []


def test_a_page_deleted_meanwhile_stays_deleted(root: Path) -> None:
    path = put(root, "people/ada.md")

    def edit(page: Page) -> Page:
        path.unlink(missing_ok=True)
        return appended("Tea.\n")(page)

    with pytest.raises((CannotWrite, UnreadablePage)):
        Folder(root).change("people/ada.md", edit)
    assert list((root / "people").iterdir()) == []


def test_readers_see_the_old_page_or_the_new_one_and_nothing_between(root: Path) -> None:
    path = put(root, "people/ada.md", ADA)
    folder, done, torn = Folder(root), threading.Event(), []

    def reading() -> None:
        while not done.is_set():
            data = path.read_bytes()
            if len(data) not in (len(ADA), len(ADA) + 100_000):
                torn.append(len(data))

    reader = threading.Thread(target=reading)
    reader.start()
    try:
        for _ in range(20):
            folder.change("people/ada.md", appended("x" * 100_000))
            folder.change("people/ada.md", lambda page: Page(page.text[: len(ADA)]))
    finally:
        done.set()
        reader.join()
    assert torn == []


def test_a_read_only_file_is_refused(root: Path) -> None:
    path = put(root, "people/ada.md")
    path.chmod(0o444)
    with pytest.raises(CannotWrite, match="people/ada"):
        Folder(root).change("people/ada.md", appended("x"))
    assert path.read_bytes() == ADA


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(root: Path) -> None:
    put(root, "people/ada.md")
    (root / "people").chmod(0o555)
    folder = Folder(root)
    try:
        for act in (
            lambda: folder.change("people/ada.md", appended("x")),
            lambda: folder.create("people/bo.md", ADA),
            lambda: folder.remove("people/ada.md"),
        ):
            with pytest.raises(CannotWrite):
                act()
    finally:
        (root / "people").chmod(0o755)
    assert [path.name for path in (root / "people").iterdir()] == ["ada.md"]


def test_what_a_killed_command_left_is_cleared_and_nothing_else(root: Path) -> None:
    put(root, "people/ada.md")
    put(root, "people/.nj-0123456789abcdef.tmp")
    put(root, "people/.nj-mine.tmp")
    Folder(root).change("people/ada.md", appended("x"))
    assert left(root) == [".nj-mine.tmp"]


def test_a_new_file_has_the_users_mode_and_its_folders_are_made(root: Path) -> None:
    before = os.umask(0o027)
    try:
        Folder(root).create("gatherings/2026/dinner.md", ADA)
    finally:
        os.umask(before)
    path = root / "gatherings/2026/dinner.md"
    assert path.read_bytes() == ADA
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert left(root) == []


@pytest.mark.parametrize("make", [Path.touch, make_link("missing.md"), Path.mkdir])
def test_a_new_file_never_takes_the_place_of_another(root: Path, make: Callable[[Path], None]) -> None:
    path = root / "people/ada.md"
    make(path)
    before = path.lstat()
    with pytest.raises(FileExistsError):
        Folder(root).create("people/ada.md", ADA)
    assert path.lstat().st_ino == before.st_ino
    assert not (root / "people/missing.md").exists()
    assert left(root) == []


@pytest.mark.parametrize("count", [3, MOST_ALONE + 1])
def test_many_files_are_written_all_or_none(root: Path, count: int) -> None:
    pages = [(f"people/{number}.md", b"---\nname: %d\n---\n" % number) for number in range(count)]
    put(root, f"people/{count - 1}.md")
    with pytest.raises(FileExistsError):
        Folder(root).create_all(pages)
    assert [path.name for path in (root / "people").iterdir()] == [f"{count - 1}.md"]
    Folder(root).create_all(pages[:-1])
    assert [(root / file).read_bytes() for file, _ in pages[:-1]] == [data for _, data in pages[:-1]]
    assert left(root) == []


def test_a_page_that_cannot_be_made_leaves_none_behind(root: Path) -> None:
    def pages() -> Iterator[tuple[str, bytes]]:
        yield "people/ada.md", ADA
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Folder(root).create_all(pages())
    assert list((root / "people").iterdir()) == []


def test_a_file_is_removed_or_it_is_said_that_it_cannot_be(root: Path) -> None:
    path = put(root, "people/ada.md")
    Folder(root).remove("people/ada.md")
    assert not path.exists()
    with pytest.raises(CannotWrite):
        Folder(root).remove("people/ada.md")


HOLD = (
    "import fcntl, os, sys\n"
    "fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)\n"
    "print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


def test_a_lock_that_another_process_holds_is_waited_for_and_no_longer_than_said(root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy), Folder(root).locked(0.1):
            pytest.fail("the lock was held twice")
        waiting = threading.Timer(0.1, lambda: holder.stdin and holder.stdin.close())
        waiting.start()
        with Folder(root).locked():
            assert holder.wait() == 0
        waiting.join()


def test_the_lock_is_let_go_whatever_happens(root: Path) -> None:
    with pytest.raises(ZeroDivisionError), Folder(root).locked():
        raise ZeroDivisionError
    with Folder(root).locked(0.1):
        assert sorted(path.name for path in root.iterdir()) == ["people"]
