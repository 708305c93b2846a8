"""inbox: each line becomes an entry or a person, once, whatever happens in between; the rest stays with its reason."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.killing import KILLED, git, pages, run_until, written
from tests.conftest import Run

BO = "---\nname: Bo Yu\n---\n\n## Log\n\n- 2026-11-01 call: hello\n"
PAGES = {
    "people/bo-yu.md": BO,
    "people/ana-silva.md": "---\nname: Ana Silva\n---\n",
    "people/ana-souza.md": "---\nname: Ana Souza\n---\n",
    "people/me.md": "---\nname: Nell\nself: true\n---\n",
}
INBOX = """# Inbox

- 2026-11-20 call with Bo: the van is off
<!-- new: Nobody -->
yesterday lunch with Bo and Ana Silva in Hull: soup #choir
new: Zed Zod <zed@example.org>
met Xanthe Prior at the tram stop, plays the viola, x@example.org
coffee with Zed: his first
text from Ana: which one
"""


def left(root: Path) -> str:
    return (root / "inbox.md").read_bytes().decode()


def test_lines_become_entries_people_and_gatherings(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "mine", {**PAGES, "inbox.md": INBOX})
    done = run("inbox", cwd=root)
    assert (done.status, done.err) == (0, "")
    assert left(root) == "# Inbox\n\n<!-- new: Nobody -->\ntext from Ana: which one\n"
    found = pages(root)
    assert found["people/bo-yu.md"] == BO + "- 2026-11-20 call: the van is off\n"
    assert found["people/zed-zod.md"] == (
        "---\nname: Zed Zod\nemail: [zed@example.org]\n---\n\n## Log\n\n- 2026-11-22 coffee: his first\n"
    )
    assert found["people/xanthe-prior.md"] == (
        "---\nname: Xanthe Prior\nemail: [x@example.org]\nmet: {on: 2026-11-22, at: the tram stop}\n---\n\n## Log\n\n"
        "- 2026-11-22 met at the tram stop: plays the viola\n"
    )
    assert (
        "place: Hull\ncame: [bo-yu, ana-silva]\n---\n\nsoup #choir\n"
        in (found["gatherings/2026-11-21-lunch-with-bo-yu-and-ana-silva.md"])
    )
    assert "Logged for Fri 20 Nov 2026: call with Bo Yu: the van is off  people/bo-yu.md" in done.out
    assert "ana-souza  Ana Souza" in done.out
    assert run("check", cwd=root).out == "Nothing to mend.\n"


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "mine", {**PAGES, "inbox.md": INBOX})
    run("inbox", cwd=root)
    before = pages(root)
    assert run("inbox", cwd=root).status == 0
    assert pages(root) == before


def test_killed_anywhere_and_run_again_nothing_is_doubled_or_lost(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    whole = written(tmp_path / "whole", {**PAGES, "inbox.md": INBOX})
    run("inbox", cwd=whole)
    killed = 0
    for at in range(1, 40):
        root = written(tmp_path / f"journal-{at}", {**PAGES, "inbox.md": INBOX})
        if run_until(at, root, environment, "inbox") != KILLED:
            break
        killed += 1
        assert run("inbox", cwd=root).status == 0
        assert pages(root) == pages(whole), f"killed before change {at}"
    assert killed >= 10


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("text from Ana: hello", "several people answer to 'Ana'"),
        ("call Bo about the van", "something to do"),
        ("- [ ] ring Bo", "a promise"),
        ("tomorrow tea with Bo", "still to come"),
        ("3/4/2026 tea with Bo", "could be"),
        ("lunch with Xaver: hello", "nobody is called 'Xaver'"),
        ("lunch with Boo Yu: hello", "did you mean Bo Yu?"),
        ("cancelled lunch with Bo", "'cancelled'"),
        ("an idea for the choir", "names nobody"),
        ("coffee with Nell", "names nobody"),
        ("new: Bo Yu", "may be here already"),
        ("new: 12345", "write it as new:"),
    ],
)
def test_what_is_not_understood_stays_with_its_reason(run: Run, tmp_path: Path, line: str, why: str) -> None:
    root = written(tmp_path / "mine", {**PAGES, "inbox.md": f"{line}\r\n\r\ncoffee with Bo: yes\r\n{line}"})
    done = run("inbox", "--json", cwd=root)
    told = json.loads(done.out)
    assert done.status == 0
    assert left(root) == f"{line}\r\n\r\n{line}"
    assert [each["line"] for each in told["left"]] == [1, 3]
    assert why in told["left"][0]["why"]
    assert [each["people"] for each in told["taken"]] == [[{"id": "bo-yu", "name": "Bo Yu"}]]
    assert pages(root)["people/bo-yu.md"] == BO + "- 2026-11-22 coffee: yes\n"


def test_a_page_that_cannot_be_read_keeps_its_lines_in_the_inbox(run: Run, tmp_path: Path) -> None:
    broken = BO + "\n<<<<<<< left\na\n=======\nb\n>>>>>>> right\n"
    text = "coffee with Bo: yes\ncall with Ana Silva: no\n"
    root = written(tmp_path / "mine", {**PAGES, "people/bo-yu.md": broken, "inbox.md": text})
    done = run("inbox", cwd=root)
    assert left(root) == "coffee with Bo: yes\n"
    assert "people/bo-yu.md:" in done.out
    assert pages(root)["people/bo-yu.md"] == broken


@pytest.mark.parametrize("files", [{}, {"inbox.md": ""}, {"inbox.md": "# Inbox\n\n<!-- a\nnew: Not Me\n-->\n"}])
def test_an_empty_inbox_says_so(run: Run, tmp_path: Path, files: dict[str, str]) -> None:
    root = written(tmp_path / "mine", {**PAGES, **files})
    before = pages(root)
    done = run("inbox", cwd=root)
    assert (done.status, done.out[:19]) == (0, "The inbox is empty.")
    assert pages(root) == before


def test_a_dry_run_shows_every_change_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "mine", {**PAGES, "inbox.md": INBOX + "email from Bo: again\n"})
    before = pages(root)
    done = run("inbox", "-n", cwd=root)
    entries = ("- 2026-11-20 call: the van is off", "- 2026-11-22 email: again", "- 2026-11-22 coffee: his first")
    for line in (*entries, "name: Zed Zod", "name: Xanthe Prior"):
        assert f"+{line}\n" in done.out
    assert "-yesterday lunch with Bo and Ana Silva in Hull: soup #choir\n" in done.out
    assert pages(root) == before


def test_the_whole_run_is_one_commit(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "mine", {**PAGES, "inbox.md": INBOX}, commit=True)
    assert run("inbox", cwd=root).err == ""
    assert git(root, "log", "--format=%s") == "inbox\nstart\n"
    assert git(root, "status", "--porcelain") == ""


def test_the_inbox_of_the_examples_is_understood_but_for_the_two_anas(run: Run, examples: Path) -> None:
    told = json.loads(run("inbox", "--json", cwd=examples).out)
    assert [each["people"][0]["id"] for each in told["taken"]] == ["tomasz-wieczorek", "priya-raman", "joanna-sikora"]
    assert left(examples) == "2026-11-21 text from Ana: the first kiln is cooling, fingers crossed\n"


APPENDING = """
import sys
left = [1]
def hook(event, arguments):
    if event == "os.rename" and left.pop() if left else False:
        with open("inbox.md", "a") as stream:
            stream.write("coffee with Ana Silva: from the phone\\n")
from netjournal.__main__ import main
sys.addaudithook(hook)
main()
"""


def test_what_an_app_appends_meanwhile_stays_for_the_next_run(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    root = written(tmp_path / "mine", {**PAGES, "inbox.md": "call with Bo: one\ncall with Bo: two\n"})
    words = [sys.executable, "-c", APPENDING, "inbox"]
    done = subprocess.run(words, cwd=root, env=dict(environment), capture_output=True, check=True, timeout=120)
    assert done.stdout.decode().count("Logged for") == 2
    assert left(root) == "coffee with Ana Silva: from the phone\n"
    run("inbox", cwd=root)
    assert left(root) == ""
    assert pages(root)["people/bo-yu.md"] == BO + "- 2026-11-22 call: one\n- 2026-11-22 call: two\n"
