"""Importing notes: copied with their bodies as they were, or answered from where they lie without touching a byte."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

VAULT = Path("/work/shared/data/imports/obsidian")
PERSON = '---\ncategories:\n  - "[[People]]"\norg: ["[[Kiln]]"]\n---\n## Books\n\n- 2026-11-02 coffee: clay\n'
BOOK = '---\ncategories:\n  - "[[Books]]"\n---\n'


def written(folder: Path, files: dict[str, str]) -> Path:
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(text.encode())
    return folder


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault whose people lie among other notes."""
    return written(
        tmp_path / "vault",
        {
            ".obsidian/app.json": "{}",
            ".trash/Old.md": PERSON,
            "References/Ana Silva.md": PERSON,
            "References/Bo Yu.md": PERSON,
            "References/Clay.md": BOOK,
            "Notes/2026-10-01 Lunch.md": "---\ntype: lunch\npeople: ['[[Ana Silva]]']\n---\nSoup.\n",
            "Daily/2026-10-01.md": "soup\n",
            "Templates/Person.md": '---\ncategories: ["[[People]]"]\ncreated: {{date}}\n---\n',
        },
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def given(run: Run, *words: str, cwd: Path) -> dict[str, Any]:
    done = run(*words, "--json", cwd=cwd)
    assert done.status == 0, done.err
    told: dict[str, Any] = json.loads(done.out)
    return told


def test_people_and_meetings_are_copied_once_and_the_vault_stays(run: Run, journal: Path, vault: Path) -> None:
    before = contents(vault)
    told = given(run, "import", "notes", str(vault), cwd=journal)
    assert [each["id"] for each in told["added"]] == ["ana-silva", "bo-yu", "2026-10-01-lunch"]
    assert sorted(each["record"] for each in told["skipped"]) == [
        "Daily/2026-10-01.md", "References/Clay.md", "Templates/Person.md",
    ]  # fmt: skip
    assert told["records"] == 6
    assert (journal / "people/ana-silva.md").read_text() == PERSON.replace("\n---\n#", "\nname: Ana Silva\n---\n#")
    after = contents(journal)
    again = given(run, "import", "notes", str(vault), cwd=journal)
    assert (again["added"], again["changed"], again["unchanged"]) == ([], [], 3)
    assert (contents(journal), contents(vault)) == (after, before)
    told_of_ana = run("timeline", "ana", cwd=journal).out
    assert "clay" in told_of_ana
    assert "Lunch" in told_of_ana


def test_what_moved_in_a_note_is_news(run: Run, journal: Path, vault: Path) -> None:
    run("import", "notes", str(vault), cwd=journal)
    (vault / "References/Bo Yu.md").write_text(PERSON.replace("Kiln", "Forno"))
    told = given(run, "import", "notes", str(vault), cwd=journal)
    assert [(each["key"], each["was"], each["is"]) for each in told["changed"]] == [("roles", "Kiln", "Forno")]


def test_two_notes_of_one_name_are_two_pages_and_stay_so(run: Run, journal: Path, tmp_path: Path) -> None:
    folder = written(tmp_path / "people", {"a/Ana.md": "one", "b/Ana.md": "two"})
    for added in (["ana", "ana-2"], []):
        assert [each["id"] for each in given(run, "import", "notes", str(folder), cwd=journal)["added"]] == added
    assert (journal / "people/ana-2.md").read_text().endswith("two")


def test_a_vault_answers_from_where_it_lies_and_no_byte_is_touched(run: Run, vault: Path) -> None:
    before = contents(vault)
    told = given(run, "import", "notes", str(vault), "--here", cwd=vault)
    assert [each["name"] for each in told["added"]] == ["Ana Silva", "Bo Yu"]
    settings = (vault / "netjournal.yaml").read_text()
    assert "folders: {people: References}\npeople: {categories: People}" in settings
    listed = given(run, "list", cwd=vault)["people"]
    assert [(each["id"], each["roles"]) for each in listed] == [("Ana Silva", ["Kiln"]), ("Bo Yu", ["Kiln"])]
    assert run("list", "--json", cwd=vault, NETJOURNAL_NO_INDEX="1").out == run("list", "--json", cwd=vault).out
    assert run("check", cwd=vault).out == "Nothing to mend.\n"
    assert {**contents(vault), "netjournal.yaml": b""} == {**before, "netjournal.yaml": b""}
    assert run("add", "Cy Low", "--tag", "x", cwd=vault).status == 0
    assert len(given(run, "list", cwd=vault)["people"]) == 3


def test_adopting_again_says_the_same_and_settings_of_ones_own_stay(run: Run, vault: Path) -> None:
    first = run("import", "notes", ".", "--here", cwd=vault)
    assert run("import", "notes", ".", "--here", cwd=vault).out == first.out
    (vault / "netjournal.yaml").write_text("commit: false\n")
    done = run("import", "notes", ".", "--here", cwd=vault)
    assert (done.status, (vault / "netjournal.yaml").read_text()) == (9, "commit: false\n")
    assert "add `folders: {people: References}` and `people: {categories: People}` to it" in done.err


def test_a_folder_of_people_alone_is_adopted_from_the_folder_above(run: Run, tmp_path: Path) -> None:
    written(tmp_path / "mine/contacts", {"ada.md": "---\nphone: 0612\n---\n", "sub/Bo Yu.md": "tea"})
    done = run("import", "notes", "mine/contacts", "--here", cwd=tmp_path)
    assert done.out.startswith(f"2 people in {tmp_path}/mine/contacts answer from there; no note is changed.\n")
    assert [each["id"] for each in given(run, "list", cwd=tmp_path / "mine/contacts")["people"]] == ["ada", "Bo Yu"]


def test_a_dry_run_of_either_kind_writes_nothing(run: Run, journal: Path, vault: Path) -> None:
    before = contents(journal), contents(vault)
    for words in ((), ("--here",), ("--json",), ("--here", "--json")):
        assert run("import", "notes", str(vault), "--dry-run", *words, cwd=journal).status == 0
    assert (contents(journal), contents(vault)) == before


@pytest.mark.parametrize(
    ("files", "words", "status", "said"),
    [
        ({}, ("missing",), 9, "missing: no such folder; name the folder of notes to import"),
        ({"x.md": "hello"}, ("x.md",), 9, "x.md: not a folder"),
        ({"x/y.md": "hello"}, ("x", "--here"), 9, "x: no note here tells of a person"),
        ({"x/a.md": "---\ntags: person\n---\n", "x/b.md": "hm"}, (".", "--here"), 9, "tells them apart"),
        ({"x/.obsidian/a": "", "x/a.md": "---\ntags: person\n---\n"}, ("x", "--here"), 9, "a folder of their own"),
        ({"people/a.md": "---\nname: A\n---\n"}, ("people",), 9, "the journal's own"),
        ({}, (".", "--map", "name=x"), 2, "--map is for csv"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, journal: Path, files: dict[str, str], words: tuple[str, ...], status: int, said: str
) -> None:
    (journal / "netjournal.yaml").write_text("folders: {people: people}\n")
    written(journal, files)
    done = run("import", "notes", *words, cwd=journal)
    assert (done.status, said in done.err) == (status, True), done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(not VAULT.exists(), reason="the real vaults are not here")
def test_of_the_real_vaults_people_are_taken_and_all_others_named(run: Run, journal: Path, tmp_path: Path) -> None:
    for path in VAULT.iterdir():
        vault, *folders, name = path.name.split("__")
        called = name.replace("_", " ") if vault == "kep" else name
        written(tmp_path, {"/".join((vault, *folders, called)): path.read_text()})
    told = given(run, "import", "notes", str(tmp_path / "kep"), cwd=journal)
    assert [each["name"] for each in told["added"]] == [
        "Kevin Kelly", "Paul Chambers", "Steph Ango", "Meeting with Steph",
    ]  # fmt: skip
    assert (len(told["skipped"]), told["records"]) == (7, 11)
    told = given(run, "import", "notes", str(tmp_path / "hal"), cwd=journal)
    assert (told["added"], len(told["skipped"]), told["records"]) == ([], 10, 10)
