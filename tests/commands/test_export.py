"""export: cards, tables, JSON and calendars, whole or not at all; nothing private leaves."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
import vobject

from netjournal.exchange.table_out import COLUMNS
from tests.conftest import Run

FORMATS = ("vcard", "csv", "json", "ics")
ADA = "---\nname: Ada Lovelace\nbirthday: 1985-12-10\nphone: '+49301234'\ntags: [music]\n---\n"
DEAD = "---\nname: Bo Lee\nbirthday: --01-02\ndied: 2020-01-01\n---\n"
GONE = "---\nname: Cy Young\narchived: 2024-01-01\n---\n"


@pytest.fixture
def small(journal: Path) -> Path:
    for id, page in (("ada", ADA), ("bo", DEAD), ("cy", GONE)):
        (journal / f"people/{id}.md").write_text(page)
    return journal


@pytest.mark.parametrize("kind", FORMATS)
def test_a_second_export_of_an_unchanged_journal_is_the_same_bytes(kind: str, run: Run, examples: Path) -> None:
    first = run("export", kind, cwd=examples)
    assert (first.status, first.err) == (0, "")
    assert run("export", kind, cwd=examples, NETJOURNAL_NO_INDEX="1") == first
    written = run("export", kind, "--output", "out", cwd=examples)
    assert (written.status, written.out) == (0, "63 people  out\n")
    assert (examples / "out").read_bytes().decode() == first.out
    assert not [path for path in examples.iterdir() if path.name.startswith(".nj-")]


def test_a_calendar_is_the_same_whatever_the_day(run: Run, small: Path) -> None:
    assert run("export", "ics", cwd=small) == run("--today", "2027-03-01", "export", "ics", cwd=small)


def test_other_programs_read_every_person_of_the_examples(run: Run, examples: Path) -> None:
    for version in ("4.0", "3.0"):
        text = run("export", "vcard", "--version", version, cwd=examples).out
        found = list(vobject.readComponents(text))
        assert len(found) == len({card.uid.value for card in found}) == 63
        assert {card.version.value for card in found} == {version}
    rows = list(csv.DictReader(io.StringIO(run("export", "csv", cwd=examples).out)))
    assert len(rows) == 63
    assert tuple(rows[0]) == COLUMNS
    told = json.loads(run("export", "json", cwd=examples).out)
    assert (told["schema"], len(told["people"]), len(told["gatherings"])) == (1, 63, 30)
    events = icalendar.Calendar.from_ical(run("export", "ics", cwd=examples).out).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) > 100


def test_khard_lists_every_card_of_the_examples(run: Run, examples: Path, tmp_path: Path) -> None:
    text = run("export", "vcard", cwd=examples).out
    book = tmp_path / "book"
    book.mkdir()
    for at, card in enumerate(re.findall("BEGIN:VCARD.*?END:VCARD\r\n", text, re.S)):
        (book / f"{at}.vcf").write_bytes(card.encode())
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[book]]\npath = {book}\n[general]\ndefault_action = list\n")
    khard = Path(sys.executable).parent / "khard"
    listed = subprocess.run(
        [khard, "-c", config, "list", "--parsable"],
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(tmp_path)},
    )
    assert listed.stderr == ""
    assert len(listed.stdout.splitlines()) == 63


@pytest.mark.parametrize("words", [("vcard",), ("vcard", "--version", "3.0"), ("csv",)])
def test_an_export_into_an_empty_journal_exports_the_same(
    words: tuple[str, ...], run: Run, examples: Path, journal: Path
) -> None:
    first = run("export", *words, cwd=examples).out
    (journal / "in").write_bytes(first.encode())
    told = json.loads(run("import", words[0], "in", "--json", cwd=journal).out)
    assert (len(told["added"]), told["skipped"]) == (63, [])
    assert run("export", *words, cwd=journal).out == first
    home = json.loads(run("import", words[0], str(journal / "in"), "--json", cwd=examples).out)
    assert (home["added"], home["changed"], home["unchanged"]) == ([], [], 63)


@pytest.mark.parametrize("kind", ["vcard", "csv"])
def test_two_people_of_one_address_come_back_as_two(kind: str, run: Run, journal: Path, tmp_path: Path) -> None:
    for id, name in (("bo", "Bo Osei"), ("cy", "Cy Osei")):
        (journal / f"people/{id}.md").write_text(f"---\nname: {name}\nemail: both@osei.org\n---\n")
    run("export", kind, "-o", "out", cwd=journal)
    assert json.loads(run("import", kind, "out", "--json", cwd=journal).out)["unchanged"] == 2
    other = tmp_path / "other"
    run("init", str(other), "--no-git")
    done = run("import", kind, str(journal / "out"), "--json", cwd=other)
    assert [each["name"] for each in json.loads(done.out)["added"]] == ["Bo Osei", "Cy Osei"]


def test_nobody_leaves_who_left_or_died_but_where_asked_for(run: Run, small: Path) -> None:
    def ids(*words: str) -> list[str]:
        return [each["id"] for each in json.loads(run("export", "json", *words, cwd=small).out)["people"]]

    assert ids() == ["ada"]
    assert ids("--archived") == ids("--all") == ["ada", "bo", "cy"]
    assert run("export", "vcard", "--archived", cwd=small).out.count("BEGIN:VCARD") == 3
    assert run("export", "ics", "--archived", cwd=small).out.count("birthday") == 1


def test_filters_choose_whom(run: Run, examples: Path) -> None:
    listed = json.loads(run("list", "tag:singing", "-city:leeds", "--json", cwd=examples).out)["people"]
    told = json.loads(run("export", "json", "tag:singing", "-city:leeds", cwd=examples).out)
    assert {each["id"] for each in told["people"]} == {each["id"] for each in listed}
    assert 0 < len(told["organisations"]) < 9
    assert 0 < len(told["gatherings"]) < 30
    nobody = run("export", "vcard", "tag:nothing", cwd=examples)
    assert (nobody.status, nobody.out, nobody.err) == (0, "", "Nobody matches.\n")


def test_json_for_oneself_says_all_that_the_files_say(run: Run, examples: Path) -> None:
    told = json.loads(run("export", "json", "--all", cwd=examples).out)
    people = {each["id"]: each for each in told["people"]}
    assert len(people) == len(list((examples / "people").glob("*.md")))
    dorothy = people["dorothy-akande"]
    assert "Bad left knee" in dorothy["prose"]
    assert dorothy["promises"][0]["due"] == "2026-11-27"
    assert any(entry["text"].startswith("jollof") for entry in dorothy["entries"])
    plain = json.loads(run("export", "json", cwd=examples).out)["people"]
    assert all(each["prose"] is each["entries"] is each["promises"] is each["private"] is None for each in plain)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("yaml",), "there is no export of 'yaml': use one of vcard, csv, json, ics"),
        (("vcard", "--version", "2.1"), "--version is for vcard, and one of 4.0, 3.0"),
        (("csv", "--version", "3.0"), "--version is for vcard, and one of 4.0, 3.0"),
        (("vcard", "--all"), "--all is for json, and for yourself: what is private leaves in nothing else"),
        (("csv", "-o", "people/ada.md"), "people/ada.md is there already and does not end in .csv; name a new file"),
        (("csv", "-o", "people"), "people is no plain file; name a new one"),
        (("csv", "-o", "/dev/null"), "/dev/null is no plain file; name a new one"),
        (("csv", "size:9"), "no filter is called size"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: tuple[str, ...], says: str, run: Run, small: Path) -> None:
    done = run("export", *words, cwd=small)
    assert (done.status, done.out) == (2, "")
    assert says in done.err
    assert (small / "people/ada.md").read_text() == ADA


def test_a_file_keeps_its_mode_and_its_link_and_stays_where_nothing_can_be_written(run: Run, small: Path) -> None:
    real, link = small / "real.csv", small / "link.csv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("export", "csv", "-o", "link.csv", cwd=small).status == 0
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "Ada Lovelace" in real.read_text()
    real.chmod(0o440)
    for path, why in (("real.csv", "permission denied"), ("no/where.csv", "no such file or directory")):
        done = run("export", "csv", "-o", path, cwd=small)
        assert done.status == 9
        assert done.err == f"netjournal: {small / path}: cannot be written: {why}; nothing was changed\n"
    assert run("export", "csv", "-o", "-", cwd=small).out == real.read_bytes().decode()


def test_a_page_that_cannot_be_read_hides_nobody_else(run: Run, small: Path) -> None:
    (small / "people/bad.md").write_text("---\nname: [\n---\n")
    done = run("export", "vcard", cwd=small)
    assert (done.status, done.out.count("BEGIN:VCARD")) == (0, 1)
    assert "1 page has something that cannot be read" in done.err
