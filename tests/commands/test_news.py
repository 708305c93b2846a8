"""news: what was edited is news like what was told, each once, whatever git's history looks like."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

ANA = "---\nname: Ana Silva\nroles: [ceramicist at Forno]\ncity: Porto\nasks: [a kiln]\n---\n\n## Log\n"
BO = "---\nname: Bo Lee\ncity: Lisbon\noffers: [an old kiln for free]\nties: {ana-silva: friend}\n---\n"
CY = "---\nname: Cy Dunn\nroles: [potter at Barro]\ncity: Lisbon\n---\n"


def git(root: Path, *words: str, day: str = "2026-11-01", text: str = "") -> str:
    dated = {"GIT_AUTHOR_DATE": f"{day}T12:00:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00"}
    named = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    kept = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
    words = ("git", "-C", str(root), *words)
    return subprocess.run(
        words, env={**kept, **dated, **named}, capture_output=True, text=True, check=True, input=text
    ).stdout


def commit(root: Path, day: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", day=day)


@pytest.fixture
def told(journal: Path) -> Path:
    """A journal with three people, committed on 1 November."""
    for id, page in (("ana-silva", ANA), ("bo-lee", BO), ("cy-dunn", CY)):
        (journal / f"people/{id}.md").write_text(page)
    git(journal, "init", "-q", "-b", "main")
    commit(journal, "2026-11-01")
    return journal


def edit(root: Path, id: str, old: str, new: str) -> None:
    path = root / f"people/{id}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def changes(run: Run, root: Path, *words: str) -> list[dict[str, Any]]:
    done = run("news", "--json", *words, cwd=root)
    assert done.status == 0, done.err
    return list(json.loads(done.out)["changes"])


def short(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(each["id"], each["key"], each["was"], each["is"], each["date"], each["source"]) for each in found]


SINCE = ("--since", "2026-11-02")


EDITS = (
    ("city: Porto", "city: Lisbon", "city", "Porto", "Lisbon"),
    ("city: Porto", "city: [Porto, Lisbon]", "city", None, "Lisbon"),
    ("city: Porto\n", "", "city", "Porto", None),
    ("[ceramicist at Forno]", "[potter at Barro]", "roles", "ceramicist at Forno", "potter at Barro"),
    ("[ceramicist at Forno]", "['ceramicist at Forno', chair]", "roles", None, "chair"),
    ("[ceramicist at Forno]", "[{role: judge, org: Forno, until: 2026-11-01}]", "roles", "ceramicist at Forno", None),
    ("name: Ana Silva", "name: Ana Lee", "name", "Ana Silva", "Ana Lee"),
    ("city:", "partner: Bo Lee\ncity:", "partner", None, "Bo Lee"),
    ("city:", "died: 2026-11-09\ncity:", "died", None, "2026-11-09"),
    ("city:", "ties: {cy-dunn: wife}\ncity:", "ties", None, "Cy Dunn (wife)"),
    ("[a kiln]", "[a kiln, a wheel]", "asks", None, "a wheel"),
    ("[a kiln]", "[]", "asks", "a kiln", None),
    ("city:", "offers: [glazing lessons]\ncity:", "offers", None, "glazing lessons"),
)
SAME = (
    ("city: Porto", "city: 'porto'   # by the river"),
    ("city: Porto", "location: [Porto]"),
    ("[ceramicist at Forno]", "\n  - ceramicist @ Forno"),
    ("[a kiln]", "[{what: a kiln, heard: 2026-11-20}]"),
    ("[a kiln]", "[a kilns]"),
    ("city: Porto", "email: [ana@example.org]\ncity: Porto"),
    ("## Log\n", "Likes tea.\n\n## Log\n\n- 2026-11-20 coffee: change of plans\n"),
)


@pytest.mark.parametrize("is_committed", [True, False])
def test_what_is_typed_in_an_editor_is_news_and_what_means_the_same_is_not(
    run: Run, told: Path, is_committed: bool
) -> None:
    table = [*EDITS, *((old, new, "", None, None) for old, new in SAME)]
    for number, _ in enumerate(table):
        (told / f"people/p{number:02}.md").write_text(ANA)
    commit(told, "2026-11-01")
    for number, (old, new, *_) in enumerate(table):
        edit(told, f"p{number:02}", old, new)
    day = "2026-11-22"
    if is_committed:
        day = "2026-11-10"
        commit(told, day)
        edit(told, "bo-lee", "---\n", "---\nurl: https://bo.example.org\n")
    found = changes(run, told, *SINCE)
    moved = [(key, was, now, day, "edit") for _, _, key, was, now in EDITS]
    assert short(found) == [(f"p{number:02}", *each) for number, each in enumerate(moved)]


def test_a_move_told_by_set_is_told_once_and_one_that_follows_by_hand_too(run: Run, told: Path) -> None:
    assert run("set", "ana", "city", "Braga", cwd=told).status == 0
    assert short(changes(run, told, *SINCE)) == [("ana-silva", "city", "Porto", "Braga", "2026-11-22", "entry")]
    edit(told, "ana-silva", "city: Braga", "city: Lisbon")
    assert short(changes(run, told, *SINCE)) == [
        ("ana-silva", "city", "Braga", "Lisbon", "2026-11-22", "edit"),
        ("ana-silva", "city", "Porto", "Braga", "2026-11-22", "entry"),
    ]


def test_a_move_in_the_log_alone_is_news_and_no_move_back(run: Run, told: Path) -> None:
    edit(told, "ana-silva", "## Log\n", "## Log\n\n- 2026-11-12 change city: Porto → Faro\n")
    assert short(changes(run, told, *SINCE)) == [("ana-silva", "city", "Porto", "Faro", "2026-11-12", "entry")]


def test_a_role_that_ends_for_another_is_one_move(run: Run, told: Path) -> None:
    words = ("--add", "potter at Barro", "--remove", "ceramicist at Forno")
    assert run("set", "ana", "roles", *words, cwd=told).status == 0
    found = changes(run, told, *SINCE)
    assert short(found) == [
        ("ana-silva", "roles", "ceramicist at Forno", "potter at Barro", "2026-11-22", "entry")
    ]
    assert [each["says"] for each in found[0]["follows"]] == [
        "Cy Dunn is at Barro too",
        "Ana Silva is Bo Lee's friend",
    ]


def test_asks_have_a_life_that_is_told_once(run: Run, told: Path) -> None:
    assert run("ask", "ana", "kiln", "--done", "--by", "bo", cwd=told).status == 0
    assert run("ask", "cy", "a kiln", cwd=told).status == 0
    found = changes(run, told, *SINCE)
    assert short(found) == [
        ("ana-silva", "asks", "a kiln", None, "2026-11-22", "entry"),
        ("cy-dunn", "asks", None, "a kiln", "2026-11-22", "entry"),
    ]
    assert found[0]["how"] == "met by Bo Lee"
    assert [each["says"] for each in found[1]["follows"]] == ["Bo Lee offers: an old kiln for free"]


def test_a_tie_on_both_pages_is_told_once(run: Run, told: Path) -> None:
    assert run("tie", "cy", "bo", "--as", "brother", cwd=told).status == 0
    assert run("tie", "bo", "cy", "--as", "sister", cwd=told).status == 0
    assert [each["is"] for each in changes(run, told, *SINCE)] == ["Cy Dunn (sister)"]


def test_a_rename_is_a_new_name_and_no_new_page(run: Run, told: Path) -> None:
    assert run("rename", "ana", "Ana Lee", cwd=told).status == 0
    answer = json.loads(run("news", "--json", *SINCE, cwd=told).out)
    assert short(answer["changes"]) == [("ana-lee", "name", "Ana Silva", "Ana Lee", "2026-11-22", "edit")]
    assert (answer["new"], answer["gone"]) == ([], [])


def test_a_page_moved_and_edited_is_followed_through_commits(run: Run, told: Path) -> None:
    git(told, "mv", "people/ana-silva.md", "people/ana.md")
    commit(told, "2026-11-05")
    edit(told, "ana", "city: Porto", "city: Faro")
    commit(told, "2026-11-08")
    (told / "people/ana.md").rename(told / "people/a.md")
    answer = json.loads(run("news", "--json", *SINCE, cwd=told).out)
    assert short(answer["changes"]) == [("a", "city", "Porto", "Faro", "2026-11-08", "edit")]
    assert (answer["new"], answer["gone"]) == ([], [])


def test_a_page_deleted_and_restored_is_no_news(run: Run, told: Path) -> None:
    page = (told / "people/ana-silva.md").read_text()
    git(told, "rm", "-q", "people/ana-silva.md")
    commit(told, "2026-11-05")
    assert "Gone from the journal: Ana Silva." in run("news", *SINCE, cwd=told).out
    (told / "people/ana-silva.md").write_text(page)
    commit(told, "2026-11-08")
    answer = json.loads(run("news", "--json", *SINCE, cwd=told).out)
    assert (answer["changes"], answer["new"], answer["gone"]) == ([], [], [])


def test_a_move_there_and_back_is_no_news(run: Run, told: Path) -> None:
    for day, old, new in (("2026-11-05", "Porto", "Faro"), ("2026-11-08", "Faro", "Porto")):
        edit(told, "ana-silva", f"city: {old}", f"city: {new}")
        commit(told, day)
    assert changes(run, told, *SINCE) == []
    assert [each["is"] for each in changes(run, told, "--since", "2026-11-06")] == ["Porto"]


@pytest.mark.parametrize("broken", ["---\nname: [\n---\n", "\udcff"])
def test_an_old_version_that_cannot_be_read_hides_nothing_else(run: Run, told: Path, broken: str) -> None:
    page = (told / "people/ana-silva.md").read_text()
    (told / "people/ana-silva.md").write_text(broken, "utf-8", "surrogateescape")
    commit(told, "2026-11-05")
    (told / "people/ana-silva.md").write_text(page.replace("Porto", "Faro"))
    edit(told, "bo-lee", "city: Lisbon", "city: Faro")
    commit(told, "2026-11-12")
    assert sorted(each["id"] for each in changes(run, told, "--since", "2026-11-02")) == ["ana-silva", "bo-lee"]
    assert [each["id"] for each in changes(run, told, "--since", "2026-11-07")] == ["bo-lee"]


def test_what_came_from_another_machine_is_news_at_the_next_look(run: Run, told: Path, tmp_path: Path) -> None:
    assert run("news", cwd=told).status == 0
    laptop = tmp_path / "laptop"
    git(tmp_path, "clone", "-q", str(told), str(laptop))
    edit(laptop, "ana-silva", "city: Porto", "city: Faro")
    commit(laptop, "2026-11-03")
    git(told, "pull", "-q", "--no-rebase", str(laptop), "main")
    done = run("news", cwd=told)
    assert "in Faro now, was in Porto" in done.out
    assert done.out.startswith("What moved since Sun 22 Nov 2026, when you last looked")
    assert run("news", cwd=told).out == "Nothing has moved since Sun 22 Nov 2026, when you last looked, " + (
        "as far as the journal knows.\n"
    )


def test_a_look_tells_what_is_not_committed_once(run: Run, told: Path, home: Path) -> None:
    edit(told, "ana-silva", "city: Porto", "city: Faro")
    (told / "people/dot.md").write_text("---\nname: Dot\n---\n")
    (told / "people/cy-dunn.md").unlink()
    first = run("news", cwd=told).out
    assert all(text in first for text in ("in Faro now", "New here: Dot.", "Gone from the journal: Cy Dunn."))
    assert "Nothing has moved" in run("news", cwd=told).out
    commit(told, "2026-11-22")
    assert "Nothing has moved" in run("news", cwd=told).out
    edit(told, "ana-silva", "city: Faro", "city: Porto")
    assert "in Porto now, was in Faro" in run("news", cwd=told).out
    kept = list((home / ".local/state/netjournal/looks").iterdir())
    assert [path.stat().st_mode & 0o777 for path in (*kept, kept[0].parent)] == [0o600, 0o700]
    assert "Faro" not in kept[0].read_text()


@pytest.mark.parametrize("words", [["--json"], ["--since", "2026-11-02"], ["city:faro"]])
def test_only_a_whole_answer_to_a_person_is_a_look(run: Run, told: Path, words: list[str]) -> None:
    edit(told, "ana-silva", "city: Porto", "city: Faro")
    assert "Faro" in run("news", *words, cwd=told).out
    assert "in Faro now" in run("news", cwd=told).out


@pytest.mark.parametrize("kept", ["[]", '{"day": 3}', '{"day": "2026-11-21", "commit": "-x", "told": [1]}'])
def test_a_look_that_cannot_be_believed_stops_nothing(run: Run, told: Path, home: Path, kept: str) -> None:
    run("news", cwd=told)
    (look,) = (home / ".local/state/netjournal/looks").iterdir()
    look.write_text(kept)
    assert run("news", cwd=told).status == 0


def test_a_look_goes_nowhere_where_there_is_no_home(run: Run, told: Path) -> None:
    done = run("news", cwd=told, HOME="/dev/null/none")
    assert done.status == 0
    assert "this look is not remembered" in done.err


def test_reading_news_changes_no_byte_of_the_journal(run: Run, told: Path) -> None:
    edit(told, "ana-silva", "city: Porto", "city: Faro")

    def everything() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in told.rglob("*") if path.is_file()}

    before = everything()
    assert run("news", cwd=told).status == 0
    assert everything() == before


def test_a_commit_is_a_moment_too(run: Run, told: Path) -> None:
    edit(told, "ana-silva", "city: Porto", "city: Faro")
    commit(told, "2026-11-05")
    first = git(told, "rev-list", "--max-parents=0", "HEAD").strip()
    assert [each["is"] for each in changes(run, told, "--since", first[:10])] == ["Faro"]
    assert changes(run, told, "--since", "HEAD") == []


@pytest.mark.parametrize("text", ["nonsense", "--all", "tomorrow", "3/4/2024", ":/x y", "HEAD@{9}"])
def test_what_is_no_moment_is_refused(run: Run, told: Path, text: str) -> None:
    done = run("news", f"--since={text}", cwd=told)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("netjournal: ")


def test_without_git_only_dated_lines_tell(run: Run, told: Path) -> None:
    shutil.rmtree(told / ".git")
    edit(told, "ana-silva", "## Log\n", "## Log\n\n- 2026-11-12 change city: Porto → Faro\n")
    edit(told, "bo-lee", "Lisbon", "Faro")
    done = run("news", "--json", *SINCE, cwd=told)
    assert [each["id"] for each in json.loads(done.out)["changes"]] == ["ana-silva"]
    assert "no git history here" in done.err


def test_a_shallow_clone_says_how_far_it_sees(run: Run, told: Path, tmp_path: Path) -> None:
    for day, city in (("2026-11-05", "Faro"), ("2026-11-10", "Braga"), ("2026-11-12", "Beja")):
        (told / "people/ana-silva.md").write_text(ANA.replace("Porto", city))
        commit(told, day)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{told}", str(shallow))
    done = run("news", "--json", *SINCE, cwd=shallow)
    assert short(json.loads(done.out)["changes"]) == [
        ("ana-silva", "city", "Braga", "Beja", "2026-11-12", "edit")
    ]
    assert "this clone is shallow, and its history begins on Tue 10 Nov 2026" in done.err


def test_filters_and_limits_hold(run: Run, told: Path) -> None:
    for id in ("ana-silva", "bo-lee", "cy-dunn"):
        edit(told, id, "---\n", "---\npartner: Dee\n")
    assert [each["id"] for each in changes(run, told, "city:lisbon", *SINCE)] == ["bo-lee", "cy-dunn"]
    assert len(changes(run, told, "--limit", "2", *SINCE)) == 2
    assert "1 more change" in run("news", "--limit", "2", *SINCE, cwd=told).out
    assert run("news", "nosuch:x", cwd=told).status == 2


def test_a_journal_below_its_repository_tells_of_itself_alone(run: Run, told: Path) -> None:
    top = told.parent / "top"
    shutil.copytree(told, top / "notes/journal", ignore=shutil.ignore_patterns(".git"))
    (top / "people").mkdir()
    (top / "people/eve.md").write_text("---\nname: Eve\n---\n")
    git(top, "init", "-q", "-b", "main")
    commit(top, "2026-11-01")
    edit(top / "notes/journal", "ana-silva", "Porto", "Faro")
    (top / "people/eve.md").write_text("---\nname: Eve\ncity: Rome\n---\n")
    commit(top, "2026-11-05")
    assert [each["id"] for each in changes(run, top / "notes/journal", *SINCE)] == ["ana-silva"]


HOSTILE = (
    ("core.fsmonitor", "touch {pwned}"),
    ("core.hooksPath", "{hooks}"),
    ("core.sshCommand", "touch {pwned}"),
    ("core.pager", "touch {pwned}"),
    ("diff.external", "touch {pwned}"),
    ("log.showSignature", "true"),
    ("gpg.program", "{script}"),
    ("filter.x.clean", "touch {pwned}"),
    ("filter.x.smudge", "touch {pwned}"),
    ("diff.x.textconv", "touch {pwned};:"),
    ("remote.origin.url", "{told}"),
    ("remote.origin.uploadpack", "{script}"),
    ("remote.origin.promisor", "true"),
    ("extensions.partialClone", "origin"),
    ("core.repositoryFormatVersion", "1"),
    ("core.alternateRefsCommand", "touch {pwned}"),
)


@pytest.mark.parametrize("is_missing", [False, True])
def test_a_copied_folder_s_settings_run_nothing(run: Run, told: Path, tmp_path: Path, is_missing: bool) -> None:
    edit(told, "ana-silva", "city: Porto", "city: Faro")
    (told / ".gitattributes").write_text("* filter=x diff=x\n")
    pwned, script = tmp_path / "pwned", tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {pwned}\n")
    script.chmod(0o755)
    if is_missing:
        blob = git(told, "rev-parse", "HEAD:people/ana-silva.md").strip()
        (told / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in HOSTILE:
        git(told, "config", key, value.format(pwned=pwned, script=script, hooks=tmp_path, told=told))
    done = run("news", "--json", *SINCE, cwd=told)
    assert done.status == 0, done.err
    assert len(json.loads(done.out)["changes"]) == (not is_missing)
    assert not pwned.exists()
    if is_missing:
        assert "only what dated lines tell is known" in done.err
