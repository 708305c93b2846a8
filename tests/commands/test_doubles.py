"""Likely doubles: named by check and import, joined by merge, and never named again once they are two."""

import json
from pathlib import Path

from tests.conftest import Run

ANA = "---\nname: Ana Silva\nemail: ana@example.org   # home\n---\n"
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Бо Ли
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ana Silva
EMAIL:ana@work.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Li Bo
END:VCARD
"""
WORK = "---\nname: Silva Ana\nemail: Ana@Example.org\n---\n"


def doubles(run: Run, journal: Path) -> list[str]:
    told = json.loads(run("check", "--json", cwd=journal).out)["problems"]
    return [f"{each['file']} {each['says']}; {each['do']}" for each in told if each["code"] == "double"]


def test_two_who_are_two_are_named_once_and_every_page_stays_as_it_was_but_for_a_line(run: Run, journal: Path) -> None:
    for id, page in (("ana", ANA), ("silva", WORK)):
        (journal / f"people/{id}.md").write_text(page)
    assert doubles(run, journal) == [
        "people/silva.md has the same e-mail address as people/ana.md; if they are one person: "
        "netjournal merge ana silva; if two: netjournal merge ana silva --apart"
    ]
    done = run("merge", "ana", "silva", "--apart", cwd=journal)
    assert done.out == "Ana Silva (ana) and Silva Ana (silva) are two people.  people/ana.md\n"
    assert (journal / "people/ana.md").read_text() == ANA.replace("home\n", "home\nnot_the_same_as: [silva]\n")
    assert (journal / "people/silva.md").read_text() == WORK
    assert doubles(run, journal) == []
    assert run("merge", "ana", "silva", "--apart", cwd=journal).status == 0
    assert (journal / "people/ana.md").read_text().count("silva]") == 1


def test_what_a_page_says_of_somebody_else_follows_their_name(run: Run, journal: Path) -> None:
    for id, page in (("ana", ANA), ("silva", WORK)):
        (journal / f"people/{id}.md").write_text(page)
    run("merge", "ana", "silva", "--apart", cwd=journal)
    run("rename", "silva", "Sil Van", cwd=journal)
    assert "not_the_same_as: [sil-van]\n" in (journal / "people/ana.md").read_text()
    assert doubles(run, journal) == []
    assert "not_the_same_as" not in run("export", "json", cwd=journal).out
    run("forget", "sil-van", "--yes", cwd=journal)
    assert "sil-van" not in (journal / "people/ana.md").read_text()


def test_two_that_turn_out_to_be_one_after_all_are_joined(run: Run, journal: Path) -> None:
    for id, page in (("ana", ANA), ("silva", WORK)):
        (journal / f"people/{id}.md").write_text(page)
    run("merge", "ana", "silva", "--apart", cwd=journal)
    assert run("merge", "ana", "silva", cwd=journal).status == 0
    page = (journal / "people/ana.md").read_text()
    assert "not_the_same_as" not in page
    assert "aliases: [Silva Ana, silva]" in page


def test_an_import_names_likely_doubles_and_merges_none(run: Run, journal: Path) -> None:
    (journal / "people/ana.md").write_text(ANA)
    (journal / "people/anna.md").write_text("---\nname: Silva, Аna\n---\n")
    (journal / "in.vcf").write_text(CARDS)
    dry = json.loads(run("import", "vcard", "in.vcf", "--json", "--dry-run", cwd=journal).out)
    told = json.loads(run("import", "vcard", "in.vcf", "--json", cwd=journal).out)
    assert told["doubles"] == dry["doubles"]
    assert [each["id"] for each in told["added"]] == ["бо-ли", "ana-silva", "li-bo"]
    pairs = [(each["a"]["id"], each["b"]["id"], each["says"]) for each in told["doubles"]]
    assert pairs == [
        ("ana-silva", "anna", "has a name that is said alike"), ("li-bo", "бо-ли", "has a name that is said alike"),
    ]  # fmt: skip
    assert json.loads(run("import", "vcard", "in.vcf", "--json", cwd=journal).out)["doubles"] == []


def test_an_import_says_what_to_do_with_them(run: Run, journal: Path) -> None:
    (journal / "people/bo-li.md").write_text("---\nname: Bo Li\n---\n")
    (journal / "in.vcf").write_text(CARDS.partition("END:VCARD\n")[0] + "END:VCARD\n")
    assert run("import", "vcard", "in.vcf", cwd=journal).out == (
        "Added 1 of 1 record; 0 were here, 0 changed, 0 skipped.\n"
        "  Бо Ли (бо-ли) has a name that is said alike as Bo Li (bo-li)\n"
        "    if they are one person: netjournal merge bo-li бо-ли; if two: netjournal merge bo-li бо-ли --apart\n"
    )


def test_somebody_who_is_here_in_another_spelling_is_not_added_again_unasked(run: Run, journal: Path) -> None:
    (journal / "people/bo-li.md").write_text("---\nname: Bo Li\n---\n")
    done = run("add", "Бо Ли", cwd=journal)
    assert (done.status, done.out) == (4, "")
    assert "'Бо Ли' may be here already; add --new if it is somebody else:\n  bo-li  Bo Li\n" in done.err
    assert run("add", "Бо Ли", "--new", cwd=journal).status == 0
