"""query: what mutt and aerc are answered."""

from pathlib import Path

import pytest

from tests.commands.killing import written
from tests.conftest import Run

FILES = {
    "people/ada.md": (
        "---\nname: Ada Bell\nemail: [ada@x.org, a.bell@work.example]\nrole: treasurer\ncity: Leeds\n---\n"
    ),
    "people/bo.md": '---\nname: "Bo\\t\\e[31mX"\nemail: bo@x.org\n---\n',
    "people/cleo.md": "---\nname: Cleo\nemail: cleo@x.org\narchived: 2026-01-01\n---\n",
    "people/dot.md": "---\nname: Dot\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES)


def test_each_address_is_a_line_after_the_remark(run: Run, root: Path) -> None:
    ran = run("query", "bell", cwd=root)
    lines = ran.out.split("\n")
    assert ran.status == 0
    assert lines[0] == "2 addresses in netjournal"
    assert [line.split("\t")[:2] for line in lines[1:-1]] == [
        ["ada@x.org", "Ada Bell"],
        ["a.bell@work.example", "Ada Bell"],
    ]
    assert all("Leeds" in line for line in lines[1:-1])


def test_a_part_of_an_address_finds_its_person(run: Run, root: Path) -> None:
    assert "ada@x.org" in run("query", "work.example", cwd=root).out


def test_no_tab_or_control_character_comes_out_of_a_file(run: Run, root: Path) -> None:
    line = run("query", "bo", cwd=root).out.split("\n")[1]
    assert line.count("\t") == 2
    assert "\x1b" not in line


@pytest.mark.parametrize("words", ["nobody", "cleo", "dot", " "])
def test_nothing_found_is_said_with_a_remark_and_status_1(words: str, run: Run, root: Path) -> None:
    ran = run("query", words, cwd=root)
    assert (ran.status, ran.out) == (1, "0 addresses in netjournal\n")


def test_a_page_that_cannot_be_read_is_counted_and_hides_nobody(run: Run, root: Path) -> None:
    (root / "people" / "broken.md").write_text("---\nname: [\n---\n")
    ran = run("query", "bell", cwd=root)
    assert ran.out.startswith("2 addresses in netjournal\n")
    assert ran.err == "1 page has something that cannot be read; see `netjournal check`\n"


def test_the_note_tells_of_no_role_that_is_over(run: Run, root: Path) -> None:
    page = "---\nname: Eve\nemail: e@x.org\nroles: [{role: cook, until: 2016}, {role: baker}]\ncity: York\n---\n"
    (root / "people" / "eve.md").write_text(page)
    assert run("query", "eve", cwd=root).out.split("\n")[1] == "e@x.org\tEve\tbaker, York"
