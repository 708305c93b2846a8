"""A person's page found by its name: where it is answered for, the whole journal answers the same."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from netjournal.files.alone import page_of
from netjournal.files.folder import Folder
from netjournal.files.journal import read_journal

ADA = "---\nname: Ada\noffers: [tea]\n---\n- 2025-01-02 call: hello\n"
LINK = "-> "  # before where a link leads

CASES: Mapping[str, tuple[Mapping[str, str], str, str]] = {
    "a page": ({"people/ada.md": ADA}, "ada", "people/ada.md"),
    "a page in a folder below": ({"people/choir/ada.md": ADA}, "ada", "people/choir/ada.md"),
    "a name with blanks and letters of any kind": ({"people/Łucja Ø.md": ADA}, "Łucja Ø", "people/Łucja Ø.md"),
    "a page with a line that can't be read": ({"people/ada.md": ADA + "- 2025-13-40 x\n"}, "ada", "people/ada.md"),
    "nobody": ({"people/ada.md": ADA}, "bo", ""),
    "no text": ({"people/ada.md": ADA, "people/.md": ADA}, "", ""),
    "another spelling": ({"people/Ada.md": ADA}, "ada", ""),
    "a name, not an id": ({"people/person-1.md": ADA}, "Ada", ""),
    "a path": ({"people/choir/ada.md": ADA}, "choir/ada", ""),
    "a hidden page": ({"people/.ada.md": ADA}, ".ada", ""),
    "an organisation": ({"orgs/ada.md": ADA, "people/bo.md": ADA}, "ada", ""),
    "a person and an organisation": ({"orgs/ada.md": ADA, "people/ada.md": ADA}, "ada", ""),
    "two people": ({"people/ada.md": ADA, "people/z/ada.md": ADA}, "ada", ""),
    "a page behind a link": ({"elsewhere/ada.md": ADA, "people/ada.md": LINK + "../elsewhere/ada.md"}, "ada", ""),
    "a folder behind a link": ({"elsewhere/ada.md": ADA, "people/z": LINK + "../elsewhere"}, "ada", ""),
    "a folder outside": ({"../elsewhere/ada.md": ADA, "people": LINK + "../elsewhere"}, "ada", ""),
    "a folder called like a page": ({"people/ada.md/bo.md": ADA}, "ada", ""),
    "a page in a folder called like one": ({"people/ada.md/bo.md": ADA}, "bo", ""),
    "a page in a folder whose name isn't UTF-8": ({"people/\udcff/ada.md": ADA}, "ada", ""),
    "a page in a hidden folder": ({"people/.trash/ada.md": ADA}, "ada", ""),
    "a page that can't be read": ({"people/ada.md": "---\nname: [Ada\n---\n"}, "ada", ""),
    "a copy of a sync program": ({"people/a.sync-conflict-1.md": ADA}, "a.sync-conflict-1", ""),
    "a folder of another name": (
        {"netjournal.yaml": "folders: {people: humans}\n", "people/ada.md": ADA, "humans/bo.md": ADA}, "ada", ""
    ),
    "a folder for all kinds": (
        {"netjournal.yaml": "folders: {people: notes, orgs: notes}\n", "notes/ada.md": ADA}, "ada", "notes/ada.md"
    ),
    "a folder of organisations among people": (
        {"netjournal.yaml": "folders: {orgs: people/orgs}\n", "people/orgs/ada.md": ADA}, "ada", ""
    ),
}  # fmt: skip


def lay(root: Path, files: Mapping[str, str]) -> None:
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if text.startswith(LINK):
            path.symlink_to(text.removeprefix(LINK))
        else:
            path.write_text(text)


@pytest.mark.parametrize("case", CASES)
def test_a_page_found_by_its_name_is_the_person_of_that_id(case: str, tmp_path: Path) -> None:
    files, id, file = CASES[case]
    root = tmp_path / "journal"
    root.mkdir()
    lay(root, files)
    found = page_of(Folder(root), id)
    assert (found.file if found else "") == file
    if found:
        assert read_journal(Folder(root)).by_id[id] == found


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_cant_be_listed_holds_nobody(tmp_path: Path) -> None:
    lay(tmp_path, {"people/ada.md": ADA})
    (tmp_path / "people").chmod(0)
    assert page_of(Folder(tmp_path), "ada") is None
    (tmp_path / "people").chmod(0o700)
