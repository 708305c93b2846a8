"""sync as a user runs it: every remote it may meet, what it says, and how it ends."""

import json
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from netjournal.files.folder import Folder
from netjournal.history.sync import Sync
from tests.commands.killing import KILLED, git, pages, run_until
from tests.replay import Ran
from tests.terminal import terminal

Run = Callable[..., Ran]
ADA = "---\nname: Ada Lovelace\n---\n"


def made(root: Path, *people: str) -> Path:
    """A journal with a commit, as another program would have made it."""
    (root / "people").mkdir(parents=True)
    (root / "netjournal.yaml").write_text("commit: false\n")
    for name in people:
        (root / f"people/{name.lower()}.md").write_text(f"---\nname: {name}\n---\n")
    git(root, "init", "-q", "-b", "main")
    committed(root)
    return root


def committed(root: Path, message: str = "start") -> None:
    git(root, "add", "-A")
    git(root, "-c", "user.name=Nell", "-c", "user.email=nell@example.org", "commit", "-qm", message)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """An empty remote."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "hub.git")
    return tmp_path / "hub.git"


@pytest.fixture
def one(tmp_path: Path, hub: Path) -> Path:
    """A journal whose remote is still empty."""
    root = made(tmp_path / "one", "Ada", "Bo")
    git(root, "remote", "add", "origin", str(hub))
    return root


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A remote, a first machine that has synced with it, and a second one's clone; each test works on copies."""
    folder = tmp_path_factory.mktemp("synced")
    git(folder, "init", "-q", "--bare", "-b", "main", "hub.git")
    root = made(folder / "one", "Ada", "Bo")
    git(root, "remote", "add", "origin", str(folder / "hub.git"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        Sync(Folder(root), (sys.executable, "-m", "netjournal")).run()
    git(folder, "clone", "-q", "hub.git", "two")
    return folder


@pytest.fixture
def two(tmp_path: Path, one: Path, hub: Path, synced: Path) -> Path:
    """A second machine, once the first has synced."""
    for root in (one, hub):
        shutil.rmtree(root)
    for root in (one, hub, tmp_path / "two"):
        shutil.copytree(synced / root.name, root)
    for root in (one, tmp_path / "two"):
        git(root, "remote", "set-url", "origin", str(hub))
        git(root, "update-index", "-q", "--refresh")
    return tmp_path / "two"


def test_an_empty_remote_takes_everything(one: Path, hub: Path, run: Run) -> None:
    done = run("sync", cwd=one)
    assert (done.status, done.err) == (0, "")
    assert "What went out:\n  Ada: a new page\n  Bo: a new page\n" in done.out
    assert git(hub, "ls-tree", "-r", "--name-only", "main").split() == [
        ".gitattributes", "netjournal.yaml", "people/ada.md", "people/bo.md",
    ]  # fmt: skip
    assert git(one, "config", "branch.main.remote") == "origin\n"
    assert run("sync", cwd=one).out == "Nothing new on either side.\n"


def test_what_came_in_and_went_out_is_told_for_each_person(one: Path, two: Path, run: Run) -> None:
    (two / "people/ada.md").write_text("---\nname: Ada\ncity: Rome\n---\n\n- 2026-01-02 call: hello\n")
    assert "  Ada: 1 entry, city\n" in run("sync", cwd=two).out
    (one / "people/bo.md").unlink()
    told = json.loads(run("sync", "--json", cwd=one).out)
    assert told["in"] == [
        {"id": "ada", "name": "Ada", "file": "people/ada.md", "what": "changed", "entries": 1, "keys": ["city"]}
    ]
    assert [each["id"] for each in told["out"]] == ["bo"]
    assert [each["file"] for each in told["deleted"]] == ["people/bo.md"]
    assert told["conflicts"] == told["kept"] == []


def test_a_deleted_page_is_told_with_what_restores_it(one: Path, two: Path, run: Run) -> None:
    (two / "people/bo.md").unlink()
    assert "Bo is deleted" in run("sync", cwd=two).out
    said = run("sync", cwd=one).out
    command = said.split("`")[1]
    assert command.startswith("git restore --source=")
    git(one, *command.split(" ")[1:])
    assert (one / "people/bo.md").is_file()


def test_values_that_met_are_named(one: Path, two: Path, run: Run) -> None:
    for root, city in ((one, "Paris"), (two, "Rome")):
        (root / "people/ada.md").write_text(f"---\nname: Ada\ncity: {city}\n---\n")
        done = run("sync", cwd=root)
    assert "people/ada.md:6: two values met: city: Rome; keep the right one and delete the line\n" in done.out
    assert json.loads(run("sync", "--json", cwd=two).out)["conflicts"] == [
        {"file": "people/ada.md", "line": 6, "says": "city: Rome"}
    ]


def test_a_page_that_cannot_be_read_is_named_with_status_5_and_the_rest_goes(one: Path, two: Path, run: Run) -> None:
    (one / "people/ada.md").write_text("---\nname: [\n---\n")
    (one / "people/bo.md").write_text("")
    (one / "people/cy.md").write_text("---\nname: Cy\n---\n")
    done = run("sync", cwd=one)
    refused(done, 5, "people/ada.md:3:1: ", "(and 1 more)", "netjournal sync --yes")
    assert done.out.startswith("What went out:\n  Cy: a new page\nKept back until it can be read:\n  people/ada.md:3:")
    assert "\n  people/bo.md:1:1: empty file\n" in done.out
    told = run("sync", "--json", cwd=one)
    assert told.status == 5
    assert [each["file"] for each in json.loads(told.out)["kept_back"]] == ["people/ada.md", "people/bo.md"]
    assert run("sync", "-n", cwd=one).status == 5
    assert run("sync", cwd=two).status == 0
    assert (two / "people/cy.md").is_file()
    assert run("sync", "--yes", cwd=one).status == 0
    assert run("sync", cwd=two).status == 0
    assert (two / "people/bo.md").read_text() == ""


def test_a_dry_run_tells_and_changes_nothing(one: Path, two: Path, run: Run) -> None:
    (two / "people/cy.md").write_text("---\nname: Cy\n---\n")
    run("sync", cwd=two)
    (one / "people/dee.md").write_text("---\nname: Dee\n---\n")
    before = pages(one), git(one, "rev-parse", "HEAD"), git(one, "status", "--porcelain")
    done = run("sync", "-n", cwd=one)
    assert done.status == 0
    assert "What would come in:\n  Cy: a new page\n" in done.out
    assert "What would go out:\n  Dee: a new page\n" in done.out
    assert (pages(one), git(one, "rev-parse", "HEAD"), git(one, "status", "--porcelain")) == before


# Remotes


def refused(done: Ran, status: int, *words: str) -> None:
    """One line on stderr says why."""
    assert done.status == status, done
    assert done.err.count("\n") == 1, done.err
    for word in words:
        assert word in done.err


def test_without_a_remote_the_journal_is_committed_and_says_how_to_add_one(tmp_path: Path, run: Run) -> None:
    root = made(tmp_path / "alone", "Ada")
    (root / "people/cy.md").write_text("---\nname: Cy\n---\n")
    refused(run("sync", cwd=root), 7, "git remote add origin URL")
    assert "people/cy.md" in git(root, "ls-files")


def test_without_a_repository_it_says_how_to_start_one(journal: Path, run: Run) -> None:
    refused(run("sync", cwd=journal), 7, "netjournal init --git")


def test_without_git_it_says_so(one: Path, run: Run, tmp_path: Path) -> None:
    refused(run("sync", cwd=one, PATH=str(tmp_path / "nowhere")), 7, "git is not installed")


def test_without_a_first_commit_the_journal_is_committed(tmp_path: Path, hub: Path, run: Run) -> None:
    root = tmp_path / "fresh"
    git(tmp_path, "clone", "-q", "hub.git", "fresh")
    (root / "people").mkdir()
    (root / "netjournal.yaml").write_text("")
    (root / "people/ada.md").write_text(ADA)
    assert run("sync", cwd=root).status == 0
    assert "people/ada.md" in git(hub, "ls-tree", "-r", "--name-only", "main")


def test_another_default_branch_is_found(tmp_path: Path, run: Run) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "master", "old.git")
    first = made(tmp_path / "first", "Ada")
    git(first, "push", "-q", str(tmp_path / "old.git"), "main:master")
    second = tmp_path / "second"
    git(tmp_path, "clone", "-q", "old.git", "second")
    git(second, "switch", "-q", "-c", "main")
    git(second, "branch", "-q", "-D", "master")
    (second / "people/ada.md").write_text("---\nname: Ada\ncity: Rome\n---\n")
    assert run("sync", cwd=second).status == 0
    assert "Rome" in git(tmp_path / "old.git", "show", "master:people/ada.md")
    assert git(tmp_path / "old.git", "branch", "--format=%(refname:short)") == "master\n"


def test_another_journals_history_needs_a_yes(tmp_path: Path, one: Path, hub: Path, run: Run) -> None:
    other = made(tmp_path / "other", "Cy")
    git(other, "push", "-q", str(hub), "main")
    refused(run("sync", cwd=one), 5, "nothing in common", "--yes")
    assert run("sync", "--yes", cwd=one).status == 0
    assert sorted(pages(one)) == ["people/ada.md", "people/bo.md", "people/cy.md"]


def test_a_shallow_clone_is_made_whole(tmp_path: Path, one: Path, two: Path, run: Run) -> None:
    for number in range(3):
        (one / "people/ada.md").write_text(f"---\nname: Ada\ncity: City {number}\n---\n")
        run("sync", cwd=one)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/hub.git", "thin")
    (tmp_path / "thin/people/bo.md").write_text("---\nname: Bo\ncity: Oslo\n---\n")
    (two / "people/ada.md").write_text("---\nname: Ada\ntags: [tea]\n---\n")
    run("sync", cwd=two)
    assert run("sync", cwd=tmp_path / "thin").status == 0
    assert "tea" in (tmp_path / "thin/people/ada.md").read_text()
    assert not (tmp_path / "thin/.git/shallow").exists()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/nowhere/hub.git", ("origin",)),
        ("http://127.0.0.1:9/hub.git", ("origin is out of reach",)),
        ("ssh://nobody@127.0.0.1:9/hub.git", ("origin is out of reach",)),
        ("ext::sh -c touch% pwned", ("origin",)),
        ("--upload-pack=touch pwned", ("origin",)),
    ],
)
def test_a_remote_out_of_reach_leaves_the_commit_here(one: Path, run: Run, url: str, words: tuple[str, ...]) -> None:
    git(one, "config", "remote.origin.url", url)
    (one / "people/ada.md").write_text("---\nname: Ada\ncity: Rome\n---\n")
    refused(run("sync", cwd=one), 7, *words)
    assert "Rome" in git(one, "show", "HEAD:people/ada.md")
    assert not (one / "pwned").exists()


def test_a_read_only_remote_gives_and_does_not_take(one: Path, two: Path, hub: Path, run: Run) -> None:
    (two / "people/cy.md").write_text("---\nname: Cy\n---\n")
    run("sync", cwd=two)
    hook = hub / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    (one / "people/ada.md").write_text("---\nname: Ada\ncity: Rome\n---\n")
    done = run("sync", cwd=one)
    refused(done, 7, "origin took nothing")
    assert done.out == "What came in:\n  Cy: a new page\nNot sent yet:\n  Ada: city\n"
    assert (one / "people/cy.md").is_file()


def test_a_detached_head_is_left_alone(one: Path, run: Run) -> None:
    git(one, "switch", "-q", "--detach")
    refused(run("sync", cwd=one), 7, "git switch main")


@pytest.mark.parametrize(
    "setting",
    [
        ("core.hooksPath", "hooks"),
        ("core.sshCommand", "touch pwned"),
        ("core.fsmonitor", "touch pwned"),
        ("core.askPass", "touch pwned"),
        ("remote.origin.uploadpack", "touch pwned;git-upload-pack"),
        ("remote.origin.receivepack", "touch pwned;git-receive-pack"),
        ("merge.netjournal.driver", "touch pwned"),
        ("filter.x.clean", "touch pwned"),
        ("diff.external", "touch pwned"),
        ("gpg.program", "touch pwned"),
    ],
)
def test_no_program_that_a_clones_settings_name_is_run(one: Path, run: Run, setting: tuple[str, str]) -> None:
    (one / ".gitattributes").write_text("notes.txt filter=x\n")
    (one / "notes.txt").write_text("n")
    (one / "hooks").mkdir()
    for name in ("pre-push", "post-commit", "reference-transaction", "post-checkout"):
        (one / "hooks" / name).write_text("#!/bin/sh\ntouch pwned\n")
        (one / "hooks" / name).chmod(0o755)
    for file in ("people/ada.md", "notes.txt"):
        os.utime(one / file, (2e9, 2e9))  # so that git reads the file again
    git(one, "add", "-A")
    git(one, "config", *setting)
    (one / "people/bo.md").write_text("---\nname: Bo\ncity: Oslo\n---\n")
    run("sync", cwd=one)
    assert "Oslo" in git(one, "-c", "core.fsmonitor=", "show", "HEAD:people/bo.md")
    assert not (one / "pwned").exists()
    assert not (one / "hooks/pwned").exists()


def test_pages_that_a_filter_is_to_encrypt_are_never_committed_as_they_are(one: Path, hub: Path, run: Run) -> None:
    (one / ".gitattributes").write_text("*.png filter=lfs\n")
    (one / "netjournal.yaml").write_text("commit: true\n")
    assert run("sync", cwd=one).status == 0
    with (one / ".gitattributes").open("a") as stream:
        stream.write("people/** filter=git-crypt diff=git-crypt\n")
    head = git(one, "rev-parse", "HEAD")
    done = run("add", "Secret", "--new", cwd=one)
    assert done.status == 0
    assert "filter git-crypt" in done.err
    refused(run("sync", cwd=one), 7, "people/any.md is to go through the filter git-crypt")
    assert git(one, "rev-parse", "HEAD") == head
    assert "secret" not in git(hub, "ls-tree", "-r", "--name-only", "main")


def test_a_helper_for_passwords_that_is_a_command_is_refused(one: Path, run: Run) -> None:
    git(one, "config", "credential.helper", "!touch pwned")
    refused(run("sync", cwd=one), 7, "credential.helper", "~/.gitconfig")


@pytest.mark.parametrize("branch", ["--upload-pack=x", "-u", "x;y"])
def test_branches_with_odd_names_are_synced(one: Path, hub: Path, run: Run, branch: str) -> None:
    git(one, "update-ref", f"refs/heads/{branch}", "HEAD")
    git(one, "symbolic-ref", "HEAD", f"refs/heads/{branch}")
    done = run("sync", cwd=one)
    assert (done.status, done.err) == (0, "")
    assert git(hub, "for-each-ref", "--format=%(refname)") == f"refs/heads/{branch}\n"


@pytest.fixture
def locked_server() -> Iterator[str]:
    """The address of a server that lets nobody in without a password."""

    class Locked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="journals"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Locked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/journal.git"
        server.shutdown()


def test_a_password_that_is_missing_is_never_asked_for(one: Path, run: Run, locked_server: str) -> None:
    git(one, "remote", "set-url", "origin", locked_server)
    asks = one.parent / "asks"
    asks.write_text("#!/bin/sh\ntouch asked\n")
    asks.chmod(0o755)
    refused(run("sync", cwd=one, SSH_ASKPASS=str(asks), DISPLAY=":9"), 7, "did not let you in", "sync never asks")
    assert not (one / "asked").exists()


def test_another_machine_that_pushes_in_between_is_merged_and_the_push_made_again(
    one: Path, two: Path, hub: Path, run: Run
) -> None:
    (two / "people/ada.md").write_text("---\nname: Ada\ncity: Rome\n---\n")
    committed(two, "by another machine")
    git(two, "push", "-q", "origin", "main:refs/heads/aside")
    hook = hub / "hooks/update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n[ -e raced ] || { touch raced; git update-ref $1 refs/heads/aside; exit 0; }\n")
    hook.chmod(0o755)
    (one / "people/ada.md").write_text("---\nname: Ada\ntags: [tea]\n---\n")
    done = run("sync", cwd=one)
    assert (done.status, done.err) == (0, "")
    assert (hub / "raced").exists()
    both = git(hub, "show", "main:people/ada.md")
    assert "city: Rome" in both
    assert "tags: [tea]" in both


def test_a_remote_that_is_somebodys_working_copy_says_what_to_do(two: Path, one: Path, run: Run) -> None:
    git(two, "remote", "set-url", "origin", str(one))
    (two / "people/cy.md").write_text("---\nname: Cy\n---\n")
    refused(run("sync", cwd=two), 7, "git init --bare")


def test_a_repository_with_longer_names_of_objects_is_synced(tmp_path: Path, run: Run) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "--object-format=sha256", "long.git")
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256", "one")
    git(tmp_path / "one", "remote", "add", "origin", str(tmp_path / "long.git"))
    for person in ("ada", "bo"):
        (tmp_path / "one/people").mkdir(exist_ok=True)
        (tmp_path / f"one/people/{person}.md").write_text(f"---\nname: {person}\n---\n")
    (tmp_path / "one/netjournal.yaml").write_text("commit: true\n")
    assert run("sync", cwd=tmp_path / "one").status == 0
    git(tmp_path, "clone", "-q", "long.git", "two")
    for root, city in ((tmp_path / "one", "Rome"), (tmp_path / "two", "Oslo")):
        assert run("set", "ada", "city", city, cwd=root).status == 0
    (tmp_path / "two/people/bo.md").unlink()
    for root in (tmp_path / "one", tmp_path / "two", tmp_path / "one"):
        assert run("sync", cwd=root).status == 0
    assert sorted(pages(tmp_path / "one")) == ["people/ada.md"]
    assert "> [!conflict] city: Rome" in pages(tmp_path / "one")["people/ada.md"]
    assert git(tmp_path / "one", "status", "--porcelain") == ""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "short.git")
    git(tmp_path / "one", "remote", "set-url", "origin", str(tmp_path / "short.git"))
    refused(run("sync", cwd=tmp_path / "one"), 7, "sha1, sha256")


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
def test_a_long_sync_tells_a_terminal_how_far_it_is(
    one: Path, hub: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    hook = hub / "hooks/update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nread line < gate\n")
    hook.chmod(0o755)
    os.mkfifo(hub / "gate")
    command = f"{sys.executable} -m netjournal sync; echo left with $?; cat"
    with terminal(command, one, tmp_path / "socket", environment) as screen:
        under_way = screen.seen("sending to origin")
        assert re.search(r"^sending to origin \S+ 0:00:\d\d$", under_way, re.M), under_way
        assert "x1b" not in under_way
        (hub / "gate").write_text("go\n")
        left = screen.seen("left with")
    assert left.split("\n")[:4] == ["What went out:", "  Ada: a new page", "  Bo: a new page", "left with 0"]


# Places


def test_submodules_stay_as_they_are(tmp_path: Path, hub: Path, run: Run) -> None:
    library = made(tmp_path / "library", "Ada")
    allowed = ("-c", "protocol.file.allow=always")
    root = made(tmp_path / "one", "Bo")
    for place in ("library", "people/library"):
        git(root, *allowed, "submodule", "add", "-q", str(library), place)
    committed(root, "modules")
    git(root, "remote", "add", "origin", str(hub))
    assert run("sync", cwd=root).status == 0
    git(tmp_path, *allowed, "clone", "-q", "--recurse-submodules", "hub.git", "two")
    for machine in (root, tmp_path / "two"):
        (machine / "people/bo.md").write_text(f"---\nname: Bo\ntags: [{machine.name}]\n---\n")
        (machine / "people/library/new.txt").write_text(machine.name)
        assert run("sync", cwd=machine).status == 0
    assert (tmp_path / "two/people/bo.md").read_text() == "---\nname: Bo\ntags: [one, two]\n---\n"
    assert git(hub, "ls-tree", "-d", "main", "library").startswith("160000 commit")
    for machine in (root, tmp_path / "two"):
        (machine / "library/x").write_text(machine.name)
        committed(machine / "library", machine.name)
        committed(machine, "the library moves")
    assert run("sync", cwd=root).status == 0
    refused(run("sync", cwd=tmp_path / "two"), 7, "library", "git pull")


def test_a_journal_in_a_larger_repository_leaves_the_rest_alone(tmp_path: Path, hub: Path, run: Run) -> None:
    top = tmp_path / "vault"
    root = made(top / "net", "Ada")
    shutil.move(root / ".git", top / ".git")
    (top / "code.py").write_text("one = 1\ntwo = 2\nthree = 3\n")
    committed(top)
    git(top, "remote", "add", "origin", str(hub))
    assert run("sync", cwd=root).status == 0
    git(tmp_path, "clone", "-q", "hub.git", "other")
    other = tmp_path / "other"
    (other / "code.py").write_text("one = 11\ntwo = 2\nthree = 3\n")
    committed(other, "code")
    (other / "net/people/ada.md").write_text("---\nname: Ada\ncity: Rome\n---\n")
    assert run("sync", cwd=other / "net").status == 0
    (top / "draft.txt").write_text("mine")
    (root / "people/bo.md").write_text("---\nname: Bo\n---\n")
    done = run("sync", cwd=root)
    assert (done.status, done.err) == (0, "")
    assert (top / "code.py").read_text().startswith("one = 11")
    assert git(top, "status", "--porcelain") == "?? draft.txt\n"
    assert git(top, "show", "HEAD:net/.gitattributes").startswith("people/** -text merge=netjournal\n")
    (top / "code.py").write_text("mine, not committed\n")
    (other / "code.py").write_text("theirs\n")
    committed(other, "more code")
    run("sync", cwd=other / "net")
    refused(run("sync", cwd=root), 7, "code.py, outside the journal")
    assert (top / "code.py").read_text() == "mine, not committed\n"
    committed(top, "mine")
    refused(run("sync", cwd=root), 7, "code.py lies outside the journal")


def test_a_worktree_syncs_its_own_branch(one: Path, hub: Path, run: Run, tmp_path: Path) -> None:
    run("sync", cwd=one)
    git(one, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    (tmp_path / "side/people/cy.md").write_text("---\nname: Cy\n---\n")
    done = run("sync", cwd=tmp_path / "side")
    assert (done.status, done.err) == (0, "")
    assert "people/cy.md" in git(hub, "ls-tree", "-r", "--name-only", "side")
    assert not git(tmp_path / "side", "status", "--porcelain")
    assert run("check", cwd=tmp_path / "side").out == "Nothing to mend.\n"


def test_links_that_lead_out_of_the_journal_are_kept_as_links(one: Path, two: Path, run: Run) -> None:
    (one / "people/out.md").symlink_to("/etc/hostname")
    assert run("sync", cwd=one).status == 0
    assert run("sync", cwd=two).status == 0
    assert os.readlink(two / "people/out.md") == "/etc/hostname"
    (two / "people/out.md").unlink()
    (two / "people/out.md").write_text("---\nname: Out\n---\n")
    assert run("sync", cwd=two).status == 0
    assert run("sync", cwd=one).status == 0
    assert (one / "people/out.md").read_text() == "---\nname: Out\n---\n"
    assert not (one / "people/out.md").is_symlink()


# The clone's settings


def test_check_names_a_clone_without_the_driver_and_sync_mends_that(one: Path, two: Path, run: Run) -> None:
    said = run("check", cwd=two)
    assert said.status == 0
    assert said.out.startswith(".gitattributes:1:1: this clone does not know the merge")
    run("sync", cwd=two)
    assert run("check", cwd=two).out == "Nothing to mend.\n"


def test_init_on_a_clone_registers_the_driver(two: Path, run: Run) -> None:
    assert run("init", ".", cwd=two).status == 0
    assert "merge-driver %O %A %B %P || git merge-file" in git(two, "config", "merge.netjournal.driver")


@pytest.mark.parametrize("at", range(3, 43, 4))
def test_a_killed_sync_is_finished_by_the_next(
    one: Path, two: Path, environment: Mapping[str, str], run: Run, at: int
) -> None:
    (two / "people/ada.md").write_text("---\nname: Ada\ncity: Rome\n---\n")
    (two / "people/cy.md").write_text("---\nname: Cy\n---\n")
    run("sync", cwd=two)
    (one / "people/ada.md").write_text("---\nname: Ada\ntags: [tea]\n---\n")
    assert run_until(at, one, environment, "sync") == KILLED
    done = run("sync", cwd=one)
    assert (done.status, done.err) == (0, "")
    found = pages(one)
    assert "tags: [tea]" in found["people/ada.md"]
    assert "city: Rome" in found["people/ada.md"]
    assert found["people/cy.md"] == "---\nname: Cy\n---\n"
    assert not git(one, "status", "--porcelain")
