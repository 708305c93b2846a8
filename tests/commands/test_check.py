"""check, run as a user runs it, over a small folder of what people and machines leave behind."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.conftest import Run

FILES: dict[str, bytes] = {
    "ada.md": b"---\nname: Ada\nemail: ada@x.org\n---\n## Log\n- 2026-01-15 call: the harbour, with [[bo]]\n",
    "bo.md": b"\xef\xbb\xbf---\r\nname: Bo\r\n---\r\n## Log\r\n- 2026-01-15 call: x\r\n",
    "tabs.md": b"---\nname: Tabitha\ntags:\n\t- friend\n---\n",
    "at.md": b"---\naliases:\n- @sunny\n---\n",
    "colon.md": b"---\nname: Cole\nnote: met at: PyCon\n---\n",
    "double.md": b"---\nname: Dora\nphone: '111'\nphone: '222'\n---\n",
    "empty.md": b"",
    "binary.md": b"\x89PNG\r\n\x1a\n\x00",
    "latin.md": "---\nname: Jürgen\n---\n".encode("latin-1"),
    "escape.md": b"---\nname: Es\x1b[31mCape\n---\n",
    "quoted.md": b'---\nname: "Red \\e[31mHerring \\x07"\ncircle: "\\e[31minner"\n---\n',
    "bomb.md": b"---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nname: *b\n---\n",
    "tag.md": b"---\nname: !!python/object/apply:os.system ['touch PWNED']\n---\n",
    "deep.md": b"---\nname: " + b"[" * 6000 + b"]" * 6000 + b"\n---\n",
    "conflict.md": b"---\nname: Con\n<<<<<<< HEAD\nphone: '1'\n=======\nphone: '2'\n>>>>>>> main\n---\n",
    "torn.md": b"---\nname: Torn\n---\n## Log\n<<<<<<< HEAD\n- 2026-01-15 call: a\n=======\n>>>>>>> main\n",
    "unclosed.md": b"---\nname: Una\n\n## Log\n- 2026-01-15 call: lost?\n",
    "future.md": b"---\nname: Futura\n---\n## Log\n- 2036-01-15 call: typo\n",
    "links.md": b"---\nname: Lin\n---\n[[ada]], [[Bo|B]], [[missing-person]], ![[p.png]], `[[code]]`, [[Some Note]]\n",
    "noted.md": b"---\nname: Norah\n---\n- 2026-01-15 she left a note\n",
    "ada.sync-conflict-20260203-101010-ABCDEFG.md": b"---\nname: Ada\n---\n",
    "ada.md~": b"---\nname: Backup\n---\n",
    ".hidden.md": b"---\nname: Hidden\n---\n",
}
EXPECTED = {
    ("people/tabs.md", 4, 1, "tab", "error"),
    ("people/at.md", 3, 3, "quote", "error"),
    ("people/colon.md", 3, 13, "colon", "error"),
    ("people/double.md", 4, 1, "double", "error"),
    ("people/empty.md", 1, 1, "empty", "error"),
    ("people/binary.md", 1, 1, "binary", "error"),
    ("people/latin.md", 2, 8, "encoding", "error"),
    ("people/escape.md", 2, 9, "control", "error"),
    ("people/quoted.md", 3, 9, "circle", "warning"),
    ("people/bomb.md", 2, 4, "alias", "error"),
    ("people/tag.md", 2, 7, "tag", "error"),
    ("people/deep.md", 2, 46, "deep", "error"),
    ("people/conflict.md", 3, 1, "conflict", "error"),
    ("people/torn.md", 5, 1, "conflict", "error"),
    ("people/torn.md", 7, 1, "conflict", "error"),
    ("people/torn.md", 8, 1, "conflict", "error"),
    ("people/unclosed.md", 1, 1, "unclosed", "error"),
    ("people/future.md", 5, 1, "future", "warning"),
    ("people/links.md", 4, 20, "unknown", "warning"),
    ("people/noted.md", 4, 1, "kind", "warning"),
    ("people/ada.sync-conflict-20260203-101010-ABCDEFG.md", 1, 1, "conflict-copy", "warning"),
    ("people/loop.md", 1, 1, "link", "error"),
    ("people/outside.md", 1, 1, "link", "error"),
    ("people/pipe.md", 1, 1, "no-file", "error"),
    ("people/folder.md", 1, 1, "no-file", "error"),
}
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.fixture
def nasty(journal: Path) -> Path:
    people = journal / "people"
    for name, data in FILES.items():
        (people / name).write_bytes(data)
    (people / "loop.md").symlink_to("loop.md")
    (people / "outside.md").symlink_to("/etc/passwd")
    os.mkfifo(people / "pipe.md")
    (people / "folder.md").mkdir()
    (journal / "Notes").mkdir()
    (journal / "Notes/Some Note.md").write_text("A note of the vault.\n")
    return journal


def state(root: Path) -> list[tuple[str, int, int, int]]:
    found = ((str(path), path.lstat()) for path in root.rglob("*"))
    return sorted((name, at.st_mtime_ns, at.st_size, at.st_ino) for name, at in found)


def test_every_finding_is_named_and_nothing_else_and_nothing_is_altered(run: Run, nasty: Path) -> None:
    before = state(nasty)
    done = run("check", "--json", cwd=nasty)
    told = json.loads(done.out)
    assert {
        tuple(each[key] for key in ("file", "line", "column", "code", "severity")) for each in told["problems"]
    } == (EXPECTED)
    assert len(told["problems"]) == len(EXPECTED)
    assert (done.status, done.err, told["schema"]) == (6, "", 1)
    assert all(each["says"] and each["do"] for each in told["problems"])
    assert state(nasty) == before
    assert not (nasty / "PWNED").exists()


def test_findings_are_lines_an_editor_can_jump_to_without_a_raw_control_byte(run: Run, nasty: Path) -> None:
    done = run("check", cwd=nasty)
    lines = done.out.splitlines()
    assert {tuple(line.split(":")[:3]) for line in lines} == {(f, str(n), str(c)) for f, n, c, _, _ in EXPECTED}
    assert all(re.fullmatch(r"people/[^:]+:\d+:\d+: .+; .+", line) for line in lines)
    assert not RAW.search(done.out.replace("\n", "") + done.err)
    assert "Traceback" not in done.err
    assert "root:" not in done.out


def test_the_others_are_answered_and_one_line_points_to_check(run: Run, nasty: Path) -> None:
    done = run("list", cwd=nasty)
    assert done.status == 0
    assert all(name in done.out for name in ("Ada", "Bo", "Dora", "Lin"))
    assert not any(name in done.out for name in ("Backup", "Hidden", "Tabitha"))
    assert len(done.err.splitlines()) == 1
    assert "check" in done.err


@pytest.mark.parametrize(
    ("named", "cwd", "files"),
    [
        (("people/tabs.md",), "", {"people/tabs.md"}),
        (("tabs.md", "at.md"), "people", {"people/tabs.md", "people/at.md"}),
        (("people/tabs.md",), "people", {"people/tabs.md"}),
        (("people/outside.md",), "", {"people/outside.md"}),
        (("people/ada.md",), "", set()),
        ((".",), "people", {file for file, *_ in EXPECTED}),
        (("people",), "", {file for file, *_ in EXPECTED}),
        (("Notes",), "", set()),
    ],
)
def test_files_and_folders_may_be_named_from_here_or_from_the_root(
    run: Run, nasty: Path, named: tuple[str, ...], cwd: str, files: set[str]
) -> None:
    done = run("check", "--json", *named, cwd=nasty / cwd)
    assert {each["file"] for each in json.loads(done.out)["problems"]} == files
    assert done.status == (6 if files else 0)


@pytest.mark.parametrize("named", ["people/typo.md", "/etc/passwd", "../outside.md"])
def test_a_file_that_is_none_of_the_journal_is_refused(run: Run, nasty: Path, named: str) -> None:
    done = run("check", named, cwd=nasty)
    assert (done.status, done.out) == (2, "")
    assert "no file of this journal" in done.err


def test_where_all_is_well_it_says_so(run: Run, journal: Path) -> None:
    (journal / "people/ada.md").write_bytes(FILES["bo.md"])
    done = run("check", cwd=journal)
    assert (done.status, done.out, done.err) == (0, "Nothing to mend.\n", "")


def test_warnings_alone_are_no_failure(run: Run, journal: Path) -> None:
    (journal / "people/lin.md").write_bytes(FILES["links.md"])
    done = run("check", cwd=journal)
    assert done.status == 0
    assert len(done.out.splitlines()) == 4


def test_fix_mends_what_has_one_safe_answer_and_no_other_byte(run: Run, journal: Path) -> None:
    page = journal / "people" / "ana.md"
    fields = 'name: Ana  # hers\nbirthday: 1980-4-2   # or so\nmet: {on: "2026-2-3", at: x}\ntags: #lost\n'
    text = f"---\n{fields}---\n\n- 2026-2-3 call: hi\n"
    page.write_text(text)
    assert run("check", "--fix", "-n", cwd=journal).status == 0
    assert page.read_text() == text
    done = run("check", "--fix", cwd=journal)
    assert "2 mended" in done.err
    assert page.read_text() == text.replace("1980-4-2 ", "1980-04-02 ").replace('"2026-2-3"', '"2026-02-03"')
    assert "tags is empty" in done.out
    again = run("check", "--fix", cwd=journal)
    assert "nothing here has one safe answer" in again.err
    assert run("check", cwd=journal).out.count("\n") == 1
