"""Importing: every record taken or skipped with its reason, nobody twice, nothing typed by hand overwritten."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from netjournal.files.folder import Folder
from netjournal.files.journal import read_journal
from tests.commands.killing import copies, git, kills, run_until
from tests.commands.killing import pages as tree
from tests.conftest import Run
from tests.terminal import patient, printed

CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Silva,https://www.linkedin.com/in/ana-silva,ana@example.org,Forno,Ceramicist,21 Feb 2016
Bo,Yu,https://www.linkedin.com/in/bo-yu,,Acme,"VP, Operations",09 Dec 2012
,,,,,,15 Jan 2015
Bo,Yu,https://www.linkedin.com/in/bo-yu-2,,Globex,Head at Sea,01 Mar 2020
"""
LATER = CONNECTIONS.replace("Forno,Ceramicist", "Kiln & Co,Studio lead")
SHARED = Path("/work/shared/data/imports")


def imported(run: Run, journal: Path, text: str, *words: str) -> dict[str, object]:
    (journal / "in.csv").write_text(text)
    done = run("import", "linkedin", "in.csv", "--json", *words, cwd=journal)
    assert done.status == 0, done.err
    told: dict[str, object] = json.loads(done.out)
    return told


def pages(journal: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (journal / "people").glob("*.md")}


def test_each_record_is_added_or_skipped_with_its_reason(run: Run, journal: Path) -> None:
    told = imported(run, journal, CONNECTIONS)
    assert [each["id"] for each in told["added"]] == ["ana-silva", "bo-yu", "bo-yu-2"]  # type: ignore[attr-defined]
    assert [each["record"] for each in told["skipped"]] == ["line 4"]  # type: ignore[attr-defined]
    assert told["records"] == 4


def test_a_connection_is_met_and_never_contact(run: Run, journal: Path) -> None:
    imported(run, journal, CONNECTIONS)
    assert "met: {on: 2016-02-21, at: LinkedIn}" in pages(journal)["ana-silva.md"]
    assert json.loads(run("due", "--all", "--json", cwd=journal).out)["never"] == 3


def test_a_role_that_could_be_misread_stands_in_parts(run: Run, journal: Path) -> None:
    imported(run, journal, CONNECTIONS)
    assert "{role: Head at Sea, org: Globex}" in pages(journal)["bo-yu-2.md"]


def test_a_second_import_changes_no_byte(run: Run, journal: Path) -> None:
    imported(run, journal, CONNECTIONS)
    before = pages(journal)
    told = imported(run, journal, CONNECTIONS)
    assert (told["added"], told["changed"], told["unchanged"]) == ([], [], 3)
    assert pages(journal) == before


def test_a_later_export_proposes_what_changed_and_overwrites_nothing(run: Run, journal: Path) -> None:
    imported(run, journal, CONNECTIONS)
    before = pages(journal)
    told = imported(run, journal, LATER)
    assert told["changed"] == [
        {
            "id": "ana-silva", "name": "Ana Silva", "key": "roles",
            "was": "Ceramicist at Forno", "is": "Studio lead at Kiln & Co",
        }
    ]  # fmt: skip
    assert pages(journal) == before


def test_changes_that_are_accepted_are_logged_once(run: Run, journal: Path) -> None:
    imported(run, journal, CONNECTIONS)
    for _ in range(2):
        imported(run, journal, LATER, "--accept")
    entry = "- 2026-11-22 change roles: Ceramicist at Forno → Studio lead at Kiln & Co\n"
    page = pages(journal)["ana-silva.md"]
    assert page.count(entry) == 1
    assert "roles: [Ceramicist at Forno]" in page


def test_a_change_that_was_accepted_is_not_proposed_again(run: Run, journal: Path) -> None:
    imported(run, journal, CONNECTIONS)
    later = LATER.replace("ana@example.org", "ana@kiln.example; ana@post.example")
    assert len(imported(run, journal, later, "--accept")["changed"]) == 3  # type: ignore[arg-type]
    assert imported(run, journal, later)["changed"] == []
    again = imported(run, journal, later.replace("Studio lead", "Owner"))
    assert [each["is"] for each in again["changed"]] == ["Owner at Kiln & Co"]  # type: ignore[attr-defined]


def test_somebody_added_by_hand_is_recognised_by_name(run: Run, journal: Path) -> None:
    run("add", "ana silva", "--city", "Porto", cwd=journal)
    told = imported(run, journal, CONNECTIONS)
    assert [each["id"] for each in told["added"]] == ["bo-yu", "bo-yu-2"]  # type: ignore[attr-defined]


def test_two_records_of_one_person_make_one_page_that_has_what_either_says(run: Run, journal: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEMAIL:erika@example.org\n{}\nEND:VCARD\n"
    text = card.format("Erika Maier", "ADR:;;;Köln;;;") + card.format("Dr. Erika Maier", "TEL:+49 221 555 0101")
    (journal / "c.vcf").write_text(text)
    for added in (["erika-maier"], []):
        told = json.loads(run("import", "vcard", "c.vcf", "--json", cwd=journal).out)
        assert [each["id"] for each in told["added"]] == added
        assert (told["changed"], [each["record"] for each in told["skipped"]]) == ([], ["card 2"])
    page = pages(journal)["erika-maier.md"]
    assert all(each in page for each in ("Köln", "+49 221 555 0101", "aliases: [Dr. Erika Maier]"))


def test_another_name_on_the_same_card_is_news(run: Run, journal: Path) -> None:
    imported(run, journal, CONNECTIONS)
    told = imported(run, journal, CONNECTIONS.replace("Ana,Silva", "Ana,Costa"))
    assert [(each["key"], each["is"]) for each in told["changed"]] == [("name", "Ana Costa")]  # type: ignore[attr-defined]


def test_people_of_one_file_are_tied_to_one_another(run: Run, journal: Path) -> None:
    (journal / "c.vcf").write_text(
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nRELATED;TYPE=spouse;VALUE=text:Bo\nRELATED;VALUE=text:Cy\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Bo\nEND:VCARD\n"
    )
    run("import", "vcard", "c.vcf", cwd=journal)
    assert "ties: {bo: spouse}\nrelated: [Cy]\n" in pages(journal)["ana.md"].replace("\n  ", " ")


def test_what_is_left_out_is_said(run: Run, journal: Path) -> None:
    (journal / "c.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b:aGk=\nBDAY:soon\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nPHOTO;VALUE=uri:http://x.example/p.jpg\nEND:VCARD\n"
    )
    said = run("import", "vcard", "c.vcf", cwd=journal).out
    assert "left out, for no page has a place for it: photo (2)\n" in said
    assert "left out of card 1: birthday 'soon'\n" in said


def test_a_large_import_is_one_commit_that_is_undone_at_once(run: Run, tmp_path: Path) -> None:
    run("init", "mine", cwd=tmp_path)
    root = tmp_path / "mine"
    rows = "".join(f"P{number},Q,,p{number}@example.org,,,\n" for number in range(300))
    (root / "in.csv").write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + rows)
    assert "Added 300 of 300" in run("import", "linkedin", "in.csv", cwd=root).out
    assert git(root, "show", "--stat", "--format=%s", "HEAD").startswith("import: linkedin in.csv\n")
    assert git(root, "status", "--porcelain", "people") == ""
    assert run("undo", cwd=root).status == 0
    assert len(pages(root)) == 1


def test_a_dry_run_writes_nothing(run: Run, journal: Path) -> None:
    assert len(imported(run, journal, CONNECTIONS, "--dry-run")["added"]) == 3  # type: ignore[arg-type]
    assert pages(journal) == {}


def test_a_dry_run_shows_the_pages_it_would_make(run: Run, journal: Path) -> None:
    (journal / "in.csv").write_text(CONNECTIONS)
    done = run("import", "linkedin", "in.csv", "-n", cwd=journal)
    assert "+++ people/ana-silva.md\n" in done.out
    assert "Would add 3 of 4 records" in done.out
    assert pages(journal) == {}


def test_a_note_out_of_a_card_forges_no_entry(run: Run, journal: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Eve\nNOTE:hi\\n## Log\\n- 2020-01-01 met: forged\\n---\nEND:VCARD\n"
    (journal / "c.vcf").write_text(card)
    assert run("import", "vcard", "c.vcf", cwd=journal).status == 0
    assert json.loads(run("show", "eve", "--json", cwd=journal).out)["entries"] == []


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("vcard", "missing.vcf"), 9, "no such file"),
        (("vcard", "people"), 9, "not a file"),
        (("myspace", "in.csv"), 2, "there is no import of myspace"),
        (("facebook", "friends.json"), 2, "use `netjournal import csv`"),
        (("telegram", "result.json"), 2, "use `netjournal import vcard`"),
        (("linkedin", "netjournal.yaml", "--here"), 2, "--here is for notes"),
        (("linkedin", "netjournal.yaml", "--encoding", "klingon"), 2, "'klingon' is no known encoding"),
        (("linkedin", "netjournal.yaml", "--encoding", "rot13"), 2, "'rot13' is no known encoding"),
        (("linkedin", "netjournal.yaml"), 2, "this is not"),
    ],
)
def test_a_wrong_file_is_refused_in_words(
    run: Run, journal: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    done = run("import", *words, cwd=journal)
    assert (done.status, said in done.err) == (status, True), done.err


def test_the_code_page_of_a_file_is_guessed_and_said_and_may_be_named(run: Run, journal: Path) -> None:
    rows = "name,city\nŁukasz Żak,Łódź\nJiří Dvořák,Plzeň\nZofia Wałęsa,\n"
    (journal / "in.csv").write_bytes(rows.encode("cp1250"))
    done = run("import", "csv", "in.csv", "--json", cwd=journal)
    assert "in.csv is no UTF-8, so it is read as cp1250; " in done.err
    assert [each["name"] for each in json.loads(done.out)["added"]] == ["Łukasz Żak", "Jiří Dvořák", "Zofia Wałęsa"]
    (journal / "in.csv").write_bytes("name\nДмитрий\n".encode("koi8_r"))
    done = run("import", "csv", "in.csv", "--json", "--encoding", "koi8_r", cwd=journal)
    assert ([each["name"] for each in json.loads(done.out)["added"]], done.err) == (["Дмитрий"], "")


def test_a_table_without_rows_and_one_with_a_name_without_end_are_answers(run: Run, journal: Path) -> None:
    assert imported(run, journal, CONNECTIONS.partition("\n")[0] + "\n")["records"] == 0
    told = imported(run, journal, f"First Name,Last Name,Position\n{'x' * 2000},Yu,Dev\n")
    assert told["skipped"] == [{"record": "line 2", "why": "a name of 2,003 characters"}]


def test_a_terminal_shows_how_far_it_is(journal: Path, environment: Mapping[str, str]) -> None:
    rows = "".join(f"P{number},Q,Dev,15 Jan 2020\n" for number in range(20))
    (journal / "in.csv").write_text(f"First Name,Last Name,Position,Connected On\n{rows}")
    shown = printed(patient(0, "import", "linkedin", "in.csv", "-n", "--json"), journal, environment)
    assert "0 records " in shown
    assert "\u2501" in shown
    assert "x1b" not in shown


def test_a_killed_import_adds_all_or_none_and_the_next_one_the_rest(
    tmp_path: Path, environment: Mapping[str, str]
) -> None:
    fresh = copies(tmp_path, {"in.csv": CONNECTIONS})
    for root in kills(environment, fresh, "import", "linkedin", "in.csv"):
        assert all(text.endswith("---\n") for text in tree(root).values())
        assert run_until(1000, root, environment, "import", "linkedin", "in.csv") == 0
        assert sorted(tree(root)) == ["people/ana-silva.md", "people/bo-yu-2.md", "people/bo-yu.md"]
        assert run_until(1000, root, environment, "set", "ana-silva", "city", "Porto") == 0
        assert list(root.rglob("*.tmp")) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the real exports are not here")
@pytest.mark.parametrize(
    "path", sorted(SHARED.glob("csv-linkedin/*.csv")) + sorted(SHARED.glob("vcard/*.vcf")), ids=lambda p: p.name
)
def test_a_real_export_is_taken_whole_and_only_once(run: Run, journal: Path, path: Path) -> None:
    kind = "linkedin" if path.suffix == ".csv" else "vcard"
    told = json.loads(run("import", kind, str(path), "--json", cwd=journal).out)
    assert len(told["added"]) + len(told["skipped"]) == told["records"] > 0
    again = json.loads(run("import", kind, str(path), "--json", cwd=journal).out)
    assert again["added"] == []
    assert [each for each in read_journal(Folder(journal)).problems if each.severity == "error"] == []
