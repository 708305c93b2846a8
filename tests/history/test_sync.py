"""Two and three machines through one remote: the table of the format, and what plain git leaves behind."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netjournal.errors import GitFailed, NeedsYes
from netjournal.files.folder import Folder
from netjournal.history.sync import Sync, Synced
from tests.commands.killing import git

PROGRAM = (sys.executable, "-m", "netjournal")
ADA, BO = "people/ada.md", "people/bo.md"
PAGE = "---\nname: Ada Lovelace\ncity: London\n---\n\nLikes tea.\n\n## Log\n\n- 2026-01-01 met: first talk\n"
OTHER = "---\nname: Bo\n---\n\nPlays the piano in a band.\n"


class Machine:
    """One clone, edited as an editor would and synced as the command does."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, file: str, text: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_bytes(text.encode())

    def edit(self, file: str, old: str, new: str) -> None:
        assert old in self.read(file)
        self.write(file, self.read(file).replace(old, new))

    def add(self, file: str, text: str) -> None:
        self.write(file, self.read(file) + text)

    def move(self, file: str, to: str) -> None:
        (self.root / file).rename(self.root / to)

    def remove(self, file: str) -> None:
        (self.root / file).unlink()

    def read(self, file: str) -> str:
        return (self.root / file).read_bytes().decode()

    def sync(self, yes: bool = False) -> Synced:
        return Sync(Folder(self.root), PROGRAM, yes).run()

    def git(self, *words: str, fails: bool = False) -> str:
        named = ("-c", "user.name=Nell", "-c", "user.email=nell@example.org")
        done = subprocess.run(["git", *named, *words], cwd=self.root, capture_output=True, text=True, check=False)
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str = "by an editor") -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    @property
    def files(self) -> dict[str, str]:
        found = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes().decode() for path in sorted(found)}

    @property
    def is_clean(self) -> bool:
        return not self.git("status", "--porcelain")


Make = Callable[[int], list[Machine]]


@pytest.fixture(scope="session")
def hub_and_clones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A remote and three clones of it, that all hold Ada and Bo; each test works on copies."""
    folder = tmp_path_factory.mktemp("hub-and-clones")
    with pytest.MonkeyPatch.context() as patch:
        at_home(patch, folder)
        git(folder, "init", "-q", "--bare", "-b", "main", "hub.git")
        first = Machine(folder / "one")
        for file, text in {"netjournal.yaml": "commit: false\n", ADA: PAGE, BO: OTHER}.items():
            first.write(file, text)
        first.git("init", "-q", "-b", "main")
        first.git("remote", "add", "origin", str(folder / "hub.git"))
        first.sync()
        for name in ("two", "three"):
            git(folder, "clone", "-q", "hub.git", name)
    return folder


def at_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "home").mkdir()
    patch.setenv("HOME", str(folder / "home"))
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub_and_clones: Path) -> Make:
    """Makes a remote and clones of it, that all hold Ada and Bo."""
    at_home(monkeypatch, tmp_path)
    return lambda count: cloned(hub_and_clones, tmp_path, count)


def cloned(made: Path, folder: Path, count: int) -> list[Machine]:
    names = ("one", "two", "three")[:count]
    for name in ("hub.git", *names):
        shutil.copytree(made / name, folder / name)
    for name in names:
        git(folder / name, "remote", "set-url", "origin", str(folder / "hub.git"))
        git(folder / name, "update-index", "-q", "--refresh")
    return [Machine(folder / name) for name in names]


def meet(*all_of_them: Machine) -> Mapping[str, str]:
    """The files that all machines have once each has synced, and synced again."""
    for machine in (*all_of_them, *all_of_them):
        machine.sync()
    for machine in all_of_them:
        assert machine.files == all_of_them[0].files
        assert machine.git("rev-parse", "HEAD^{tree}") == all_of_them[0].git("rev-parse", "HEAD^{tree}")
        assert machine.is_clean, machine.git("status", "--porcelain")
        assert not any("<<<<<<<" in text for text in machine.files.values())
    return all_of_them[0].files


def test_edits_of_both_come_together(machines: Make) -> None:
    one, two = machines(2)
    one.add(ADA, "- 2026-01-02 call: from one\n")
    two.edit(ADA, "city: London", "city: Rome")
    two.write("people/new.md", "---\nname: New\n---\n")
    files = meet(one, two)
    assert "city: Rome" in files[ADA]
    assert "from one" in files[ADA]
    assert "people/new.md" in files


def test_a_value_that_gives_way_is_named_until_the_line_is_deleted(machines: Make) -> None:
    one, two = machines(2)
    one.edit(ADA, "London", "Paris")
    two.edit(ADA, "London", "Rome")
    files = meet(one, two)
    assert "city: Paris\n" in files[ADA]
    assert "> [!conflict] city: Rome\n" in files[ADA]
    assert one.sync().callouts == (ADA,)
    one.edit(ADA, "> [!conflict] city: Rome\n", "")
    assert "Rome" not in meet(one, two)[ADA]


def test_a_page_deleted_on_one_side_and_edited_on_the_other_stays(machines: Make) -> None:
    one, two = machines(2)
    one.remove(ADA)
    one.sync()
    two.add(ADA, "- 2026-01-02 call: from two\n")
    assert two.sync().stays == (ADA,)
    assert "from two" in meet(one, two)[ADA]


def test_a_page_deleted_and_untouched_is_deleted(machines: Make) -> None:
    one, two = machines(2)
    one.remove(BO)
    two.add(ADA, "More.\n")
    assert BO not in meet(one, two)


def test_a_rename_on_one_side_wins_and_takes_the_other_sides_edits_along(machines: Make) -> None:
    one, two = machines(2)
    one.move(ADA, "people/ada-king.md")
    two.add(ADA, "- 2026-01-02 call: from two\n")
    files = meet(one, two)
    assert ADA not in files
    assert "from two" in files["people/ada-king.md"]


@pytest.mark.parametrize("is_turned", [False, True])
def test_of_two_renames_the_lower_name_stays_and_the_other_is_an_alias_that_links_leave(
    machines: Make, is_turned: bool
) -> None:
    one, two = machines(2)
    low, high = (two, one) if is_turned else (one, two)
    low.move(ADA, "people/ada-a.md")
    low.add("people/ada-a.md", "- 2026-01-02 call: from low\n")
    high.move(ADA, "people/ada-b.md")
    high.add(BO, "See [[ada-b|her]].\n")
    files = meet(one, two)
    assert sorted(files) == [".gitattributes", "netjournal.yaml", "people/ada-a.md", BO]
    assert "aliases: [ada-b]" in files["people/ada-a.md"]
    assert "[[ada-a|her]]" in files[BO]


def test_a_deleted_page_and_a_new_one_of_the_same_shape_are_two_people(machines: Make) -> None:
    one, two = machines(2)
    one.remove(BO)
    one.write("people/cy.md", "---\nname: Cy\n---\n\nCollects old maps of cities.\n")
    two.add(BO, "Moved to Oslo.\n")
    files = meet(one, two)
    assert "Oslo" in files[BO]
    assert "Oslo" not in files["people/cy.md"]


def test_the_same_person_added_on_both_sides_is_one(machines: Make) -> None:
    one, two = machines(2)
    one.write("people/cy.md", "---\nname: Cy\nemail: cy@example.org\n---\n\nA cook.\n")
    two.write("people/cy.md", "---\nname: Cy Young\nemail: CY@example.org\n---\n\nA sailor.\n")
    files = meet(one, two)
    assert "people/cy-2.md" not in files
    assert "A cook." in files["people/cy.md"]
    assert "A sailor." in files["people/cy.md"]


@pytest.mark.parametrize("is_turned", [False, True])
def test_of_two_people_added_under_one_id_the_later_page_moves_and_its_sides_links_follow(
    machines: Make, is_turned: bool
) -> None:
    one, two = machines(2)
    early, late = (two, one) if is_turned else (one, two)
    early.write("people/cy.md", "---\nname: Cy\nemail: a@example.org\n---\n")
    early.add(ADA, "- 2026-01-02 call with [[cy]]: early\n")
    late.write("people/cy.md", "---\nname: Cy\nemail: b@example.org\n---\n")
    late.add(BO, "Knows [[cy]].\n")
    files = meet(one, two)
    assert "a@example.org" in files["people/cy.md"]
    assert "b@example.org" in files["people/cy-2.md"]
    assert "[[cy]]: early" in files[ADA]
    assert "Knows [[cy-2]]." in files[BO]


@pytest.mark.parametrize(("guest", "is_one"), [("ada", True), ("bo", False)])
def test_gatherings_of_one_id_are_one_where_somebody_came_to_both(machines: Make, guest: str, is_one: bool) -> None:
    one, two = machines(2)
    file = "gatherings/2026-01-05-dinner.md"
    one.write(file, "---\ndate: 2026-01-05\nkind: dinner\ncame: [ada]\n---\n\nSoup.\n")
    two.write(file, f"---\ndate: 2026-01-05\nkind: dinner\ncame: [{guest}]\n---\n\nCake.\n")
    files = meet(one, two)
    assert ("gatherings/2026-01-05-dinner-2.md" not in files) == is_one
    assert all(any(word in text for text in files.values()) for word in ("Soup.", "Cake."))


def test_other_files_changed_on_both_sides_are_both_kept_and_named(machines: Make) -> None:
    one, two = machines(2)
    for machine in (one, two):
        machine.write("people/scan.bin", f"\0{machine.root.name}")
    one.sync()
    (path, copy, _), *_ = two.sync().beside
    assert path == "people/scan.bin"
    assert copy.startswith("people/scan.sync-conflict-20")
    assert copy.endswith(".bin")
    assert {meet(one, two)[name] for name in (path, copy)} == {"\0one", "\0two"}


def test_inbox_and_settings_are_merged_by_line_and_by_key(machines: Make) -> None:
    one, two = machines(2)
    one.write("inbox.md", "call Bo\n")
    one.add("netjournal.yaml", "kinds: {padel: seen}\n")
    two.write("inbox.md", "write to Ada\n")
    two.add("netjournal.yaml", "synonyms: [[cook, chef]]\n")
    files = meet(one, two)
    assert sorted(files["inbox.md"].splitlines()) == ["call Bo", "write to Ada"]
    assert "padel" in files["netjournal.yaml"]
    assert "chef" in files["netjournal.yaml"]


def test_a_page_that_cannot_be_read_on_one_side_is_kept_beside_the_other(machines: Make) -> None:
    one, two = machines(2)
    one.edit(ADA, "city: London", "city: [")
    one.sync(yes=True)
    two.add(ADA, "- 2026-01-02 call: from two\n")
    (path, copy, why), *_ = two.sync().beside
    assert path == ADA
    assert "cannot be merged" in why
    files = meet(one, two)
    assert "from two" in files[ADA]
    assert "city: [" in files[copy]


# Pages that can't be read

SPOILT = {
    "empty": b"",
    "blank": b"\n\n",
    "unreadable": b"---\nname: [\n---\n",
    "unclosed": b"---\nname: Ada Lovelace\n",
    "not text": b"\0\0",
    "latin1": "---\nname: Zo\xeb\n---\n".encode("latin1"),
}
spoilt = pytest.mark.parametrize("data", SPOILT.values(), ids=list(SPOILT))


@spoilt
def test_a_page_that_cannot_be_read_any_more_is_kept_back_and_the_rest_is_synced(machines: Make, data: bytes) -> None:
    one, two = machines(2)
    (one.root / ADA).write_bytes(data)
    one.add(BO, "Here.\n")
    two.write("people/new.md", "---\nname: New\n---\n")
    two.sync()
    told = one.sync()
    assert [path for path, _ in told.kept_back] == [ADA]
    assert (one.root / ADA).read_bytes() == data
    assert one.git("status", "--porcelain") == f" M {ADA}\n"
    two.sync()
    assert two.read(ADA) == PAGE
    assert two.read(BO).endswith("Here.\n")
    assert one.read("people/new.md") == two.read("people/new.md")
    one.write(ADA, PAGE + "- 2026-01-02 call: mended\n")
    assert "mended" in meet(one, two)[ADA]


def test_a_folder_in_the_place_of_a_page_is_kept_back(machines: Make) -> None:
    one, two = machines(2)
    one.remove(ADA)
    (one.root / ADA).mkdir()
    two.add(ADA, "- 2026-01-02 call: from two\n")
    two.sync()
    assert [one.sync().kept_back, one.sync().kept_back] == [((ADA, "1:1: not a plain file"),)] * 2
    (one.root / ADA).rmdir()
    one.write(ADA, PAGE + "Mended.\n")
    assert {"from two", "Mended."} <= set(re.split(r"\n|: ", meet(one, two)[ADA]))


@pytest.mark.parametrize("how", ["by an editor", "by an editor and git", "by git alone"])
def test_what_came_while_a_page_could_not_be_read_is_part_of_the_mended_one(machines: Make, how: str) -> None:
    one, two = machines(2)
    one.write(ADA, PAGE.replace("city: London", "city: [London") + "- 2026-01-02 call: from one\n")
    for number in range(3):
        two.add(ADA, f"- 2026-02-0{number + 1} call: from two {number}\n")
        two.edit(BO, "piano", "piano and the drums")
        two.sync()
        assert one.sync().kept_back
    if how == "by git alone":
        one.git("checkout", "--", ADA)
    else:
        one.edit(ADA, "city: [London", "city: Rome")
    if how == "by an editor and git":
        one.commit("mended")
    files = meet(one, two)
    assert [files[ADA].count(f"from two {number}\n") for number in range(3)] == [1, 1, 1]
    assert how == "by git alone" or ("city: Rome" in files[ADA] and "from one" in files[ADA])
    assert sorted(files) == [".gitattributes", "netjournal.yaml", ADA, BO]
    assert not (one.root / ".git/netjournal-kept.json").exists()


def test_a_page_deleted_while_it_could_not_be_read_stays_where_something_came_for_it(machines: Make) -> None:
    one, two = machines(2)
    one.write(ADA, "---\nname: [\n---\n")
    two.add(ADA, "- 2026-01-02 call: from two\n")
    two.sync()
    one.sync()
    one.remove(ADA)
    assert one.sync().stays == (ADA,)
    assert "from two" in meet(one, two)[ADA]


def test_a_page_that_went_while_it_could_not_be_read_here_stays_here(machines: Make) -> None:
    one, two = machines(2)
    one.write(ADA, "---\nname: [\n---\n")
    two.remove(ADA)
    two.sync()
    assert [one.sync().kept_back, one.sync().kept_back] == [((ADA, one.sync().kept_back[0][1]),)] * 2
    one.write(ADA, "---\nname: Ada, mended\n---\n")
    assert "mended" in meet(one, two)[ADA]


@spoilt
def test_a_yes_sends_a_page_as_it_is_to_every_machine(machines: Make, data: bytes) -> None:
    one, two, three = machines(3)
    (one.root / ADA).write_bytes(data)
    one.sync(yes=True)
    two.add(BO, "Here.\n")
    for machine in (two, three, one):
        assert machine.sync().beside == ()
        assert (machine.root / ADA).read_bytes() == data


def test_a_yes_to_a_page_for_which_something_came_keeps_both(machines: Make) -> None:
    one, two = machines(2)
    one.write(ADA, "---\nname: [typed\n---\n")
    two.add(ADA, "- 2026-01-02 call: from two\n")
    two.sync()
    one.sync()
    one.sync(yes=True)
    files = meet(one, two)
    assert "from two" in files[ADA]
    assert ["typed" in text for name, text in files.items() if name.startswith("people/ada.sync-conflict-")] == [True]


@spoilt
def test_a_page_that_another_program_sent_unreadable_is_put_beside_the_one_here(machines: Make, data: bytes) -> None:
    one, two, plain = machines(3)
    (plain.root / ADA).write_bytes(data)
    plain.commit()
    plain.git("push", "-q")
    one.add(BO, "Here.\n")
    (path, copy, _), *more = one.sync().beside
    assert (path, more) == (ADA, [])
    assert one.read(ADA) == PAGE
    assert not copy if not data.strip() else (one.root / copy).read_bytes() == data
    for machine in (two, one):
        machine.sync()
        assert machine.read(ADA) == PAGE
    plain.git("pull", "-q", "--ff-only")
    assert plain.read(ADA) == PAGE


def test_what_cannot_be_read_stays_while_a_merge_of_git_is_finished(machines: Make) -> None:
    one, two = machines(2)
    conflicting(one, two)
    two.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    two.write(BO, "---\nname: [\n---\n")
    assert [path for path, _ in two.sync().kept_back] == [BO]
    assert two.read(BO) == "---\nname: [\n---\n"
    two.write(BO, OTHER)
    both_said(meet(one, two))


@pytest.mark.parametrize(("count", "is_refused"), [(10, False), (11, True)])
def test_more_than_ten_pages_that_vanished_need_a_yes(machines: Make, count: int, is_refused: bool) -> None:
    one, _ = machines(2)
    for number in range(count):
        one.write(f"people/p{number}.md", f"---\nname: Person {number}\n---\n")
    one.sync()
    for number in range(count):
        one.remove(f"people/p{number}.md")
    if is_refused:
        with pytest.raises(NeedsYes, match="11 pages are gone"):
            one.sync()
        one.sync(yes=True)
    else:
        one.sync()
    assert one.is_clean


def test_what_git_ignores_or_editors_leave_is_not_committed(machines: Make) -> None:
    one, two = machines(2)
    one.write(".gitignore", "*.draft.md\n")
    for name in ("x.draft.md", ".hidden.md", "ada.md~", ".nj-0123456789abcdef.tmp"):
        one.write(f"people/{name}", "x")
    one.write("notes.txt", "nobody's business")
    one.sync()
    two.sync()
    assert sorted(two.files) == [".gitattributes", "netjournal.yaml", ADA, BO]
    assert one.read("notes.txt") == "nobody's business"


def test_other_files_of_mine_are_committed_before_the_remotes_come_over_them(machines: Make) -> None:
    one, two = machines(2)
    one.write("notes.txt", "one\n")
    one.commit()
    one.sync()
    two.write("notes.txt", "two\n")
    two.sync()
    assert sorted(text for name, text in meet(one, two).items() if name.startswith("notes")) == ["one\n", "two\n"]


# What plain git leaves


def conflicting(one: Machine, two: Machine) -> None:
    """Both sides change the same lines, and the second one's clone merges by line."""
    one.edit(ADA, "city: London", "city: Paris\nphone: 123456789")
    one.add(ADA, "- 2026-01-02 call: from one\n")
    one.sync()
    two.edit(ADA, "city: London", "city: London\ntags: [tea]")
    two.add(ADA, "- 2026-01-03 call: from two\n")
    two.commit()


def both_said(files: Mapping[str, str]) -> None:
    assert files[ADA].count("from one") == files[ADA].count("from two") == 1
    assert "tags: [tea]" in files[ADA]
    assert "phone: 123456789" in files[ADA]
    assert "city: Paris" in files[ADA]
    assert "London" not in files[ADA]


def test_a_pull_that_git_left_unfinished_is_finished(machines: Make) -> None:
    one, two = machines(2)
    conflicting(one, two)
    two.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    assert "<<<<<<<" in two.read(ADA)
    two.edit(ADA, "Likes tea", "Likes coffee")
    two.write("people/typed.md", "---\nname: Typed while the merge lay open\n---\n")
    two.sync()
    files = meet(one, two)
    both_said(files)
    assert "Likes coffee" in files[ADA]
    assert "people/typed.md" in files
    assert len(two.git("log", "--merges", "--format=%h").split()) == 1


def test_markers_that_a_plain_clone_committed_are_taken_apart(machines: Make) -> None:
    one, two, three = machines(3)
    conflicting(one, two)
    two.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    two.commit("as it stands")
    two.git("push", "-q")
    three.add(ADA, "- 2026-01-04 call: from three\n")
    files = meet(three, one)
    both_said(files)
    assert "from three" in files[ADA]


def test_markers_left_by_a_stash_are_taken_apart(machines: Make) -> None:
    one, two = machines(2)
    conflicting(one, two)
    two.git("reset", "-q", "--soft", "HEAD~1")
    two.git("stash", "-q")
    two.git("pull", "-q", "--ff-only")
    two.git("stash", "pop", fails=True)
    two.sync()
    both_said(meet(one, two))


def test_two_renames_that_git_could_not_merge_become_one_page(machines: Make) -> None:
    one, two = machines(2)
    one.move(ADA, "people/ada-a.md")
    one.sync()
    two.move(ADA, "people/ada-b.md")
    two.add("people/ada-b.md", "- 2026-01-03 call: from two\n")
    two.commit()
    two.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    files = meet(two, one)
    assert "people/ada-b.md" not in files
    assert files["people/ada-a.md"].count("from two") == 1


@pytest.mark.parametrize("is_committed", [False, True])
def test_two_people_between_markers_are_two_pages(machines: Make, is_committed: bool) -> None:
    one, two = machines(2)
    one.write("people/cy.md", "---\nname: Cy\nemail: a@example.org\n---\n")
    one.sync()
    two.write("people/cy.md", "---\nname: Cy\nemail: b@example.org\n---\n")
    two.commit()
    two.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    if is_committed:
        two.commit("as it stands")
    files = meet(two, one)
    assert "a@example.org" in files["people/cy.md"]
    assert "b@example.org" in files["people/cy-2.md"]
    assert sorted(files) == [".gitattributes", "netjournal.yaml", ADA, BO, "people/cy-2.md", "people/cy.md"]


def test_a_clone_that_only_pulls_and_pushes_is_repaired_by_the_next_sync(machines: Make) -> None:
    one, two, plain = machines(3)
    for number in range(4):
        one.add(ADA, f"- 2026-02-0{number + 1} call: one {number}\n")
        one.sync()
        plain.add(ADA, f"- 2026-02-0{number + 1} call: plain {number}\n")
        plain.commit()
        plain.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
        plain.commit("as it stands")
        plain.git("push", "-q")
        two.add(ADA, f"- 2026-02-0{number + 1} call: two {number}\n")
        two.sync()
        files = meet(one, two)
        plain.git("pull", "-q", "--ff-only")
        assert plain.files == files
    assert all(files[ADA].count(f"{who} {number}\n") == 1 for who in ("one", "two", "plain") for number in range(4))


# What was stopped


@pytest.mark.parametrize("lock", ["index.lock", "HEAD.lock", "config.lock", "refs/heads/main.lock"])
def test_a_git_lock_that_has_grown_old_is_cleared(machines: Make, lock: str) -> None:
    one, two = machines(2)
    one.add(ADA, "More.\n")
    path = one.root / ".git" / lock
    path.touch()
    os.utime(path, (1, 1))
    assert "More.\n" in meet(one, two)[ADA]
    assert not path.exists()


def test_a_fresh_git_lock_of_another_program_is_respected(machines: Make) -> None:
    one, _ = machines(2)
    one.add(ADA, "More.\n")
    (one.root / ".git/refs/heads/main.lock").touch()
    with pytest.raises(GitFailed):
        one.sync()
    assert (one.root / ".git/refs/heads/main.lock").exists()


@pytest.mark.parametrize("state", ["rebase-merge/", "CHERRY_PICK_HEAD"])
def test_what_git_was_told_to_do_and_has_not_ended_is_left_to_git(machines: Make, state: str) -> None:
    one, _ = machines(2)
    path = one.root / ".git" / state
    path.mkdir() if state.endswith("/") else path.touch()
    with pytest.raises(GitFailed, match="is under way"):
        one.sync()


def test_a_result_written_in_part_is_written_to_the_end(machines: Make) -> None:
    one, two = machines(2)
    for number in range(3):
        two.write(f"people/p{number}.md", f"---\nname: P {number}\n---\n")
    two.edit(ADA, "London", "Rome")
    two.sync()
    result = two.git("rev-parse", "HEAD").strip()
    one.git("fetch", "-q")
    ours = one.git("rev-parse", "HEAD").strip()
    (one.root / ".git/netjournal-sync.json").write_text(f'{{"ours": "{ours}", "result": "{result}"}}')
    one.write("people/p0.md", "---\nname: P 0\n---\n")
    one.add(ADA, "- 2026-01-02 call: typed after the stop\n")
    files = meet(one, two)
    assert "Rome" in files[ADA]
    assert "typed after the stop" in files[ADA]
    assert {f"people/p{number}.md" for number in range(3)} <= files.keys()


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("entry", "prose", "new", "rename", "delete")), st.sampled_from((ADA, BO)), st.integers(0, 3)
    ),
    max_size=4,
    unique=True,
)


def apply(machine: Machine, edits: list[tuple[str, str, int]], who: str) -> set[str]:
    """Make the edits as an editor would, and give the words that have to survive."""
    said: dict[str, str] = {}
    for what, file, number in edits:
        there = next((name for name in machine.files if name.startswith(file[:-3])), "")
        word = f"{who}-{what}-{number}-{file[7:9]}."
        if what == "new":
            page = f"people/new-{file[7:9]}-{number}.md"
            machine.write(page, f"---\nname: New {who} {number}\n---\n\nThe word {word}\n")
            said[word] = page
        elif there and what == "entry":
            machine.add(there, f"- 2026-03-0{number + 1} call: {word}\n")
            said[word] = file
        elif there and what == "prose":
            machine.add(there, f"\nSaid {word}\n")
            said[word] = file
        elif there and what == "rename":
            machine.move(there, f"{file[:-3]}-{who}{number}.md")
        elif there:
            machine.remove(there)
            said = {each: page for each, page in said.items() if page != file}
    return set(said)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=EDITS, second=EDITS)
def test_whatever_two_machines_do_they_end_as_one_tree_with_every_word(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    hub_and_clones: Path,
    first: list[tuple[str, str, int]],
    second: list[tuple[str, str, int]],
) -> None:
    folder = tmp_path_factory.mktemp("law")
    at_home(monkeypatch, folder)
    one, two = cloned(hub_and_clones, folder, 2)
    said = apply(one, first, "one") | apply(two, second, "two")
    files = meet(one, two)
    whole = "\n".join(files.values())
    assert {word: whole.count(word) for word in said} == dict.fromkeys(said, 1)
