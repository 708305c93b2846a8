"""debrief: what came of a gathering, from options and from the form; nothing guessed, nothing written twice."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.debriefing import Debriefing, form, read_form
from netjournal.errors import UnreadablePage
from netjournal.files.page import Page
from netjournal.files.prose import add_prose
from tests.commands.killing import copies, git, kills, pages, written
from tests.conftest import Run

DINNER = "---\ndate: 2026-11-14\nname: Dinner at mine\nkind: dinner\ninvited: [ada, Bo]  # by post\n---\n"
FILES = {
    "people/ada.md": "---\nname: Ada Lovelace\nasks: [a boat]\n---\n\nPrefers tea.\n",
    "people/ana-silva.md": "---\nname: Ana Silva\n---\n",
    "people/ana-souza.md": "---\nname: Ana Souza\n---\n",
    "people/bo.md": "---\nname: Bo Yu\nties: {cy: brother}\n---\n",
    "people/cy.md": "---\nname: Cy Twombly\n---\n",
    "gatherings/2026-10-01-lunch.md": "---\ndate: 2026-10-01\nname: Lunch\ncame: [Cy]\n---\n\n- [ ] find the pan\n",
    "gatherings/2026-11-14-dinner.md": DINNER,
    "gatherings/2026-12-12-feast.md": "---\ndate: 2026-12-12\nname: Feast\n---\n",
}
ALL = (
    *(
        "--came",
        "ada",
        "--came",
        "a cousin of hers",
        "--hit-it-off",
        "ada",
        "bo",
        "--promise",
        "send [[bo]] the recipe",
    ),
    *("--heard", "ada", "a cook", "--thank", "bo", "--thank", "a cousin of hers", "-m", "Rain."),
)
AFTER = {
    **FILES,
    "people/ada.md": "---\nname: Ada Lovelace\nasks: [a boat, {what: a cook, heard: 2026-11-14}]\nties:\n  bo: knows\n"
    "---\n\nPrefers tea.\n",
    "gatherings/2026-11-14-dinner.md": DINNER.replace("post\n", "post\ncame: [ada, a cousin of hers]\n")
    + "\nRain.\n\n[[ada]] and [[bo]] hit it off.\n\n"
    + "- [ ] send [[bo]] the recipe\n- [ ] thank [[bo]]\n- [ ] thank a cousin of hers\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES)


def test_all_that_was_told_stands_on_the_pages_it_belongs_to(run: Run, root: Path) -> None:
    done = run("debrief", *ALL, cwd=root)
    assert done.status == 0, done.err
    assert pages(root) == AFTER
    assert "After Dinner at mine, Sat 14 Nov 2026  gatherings/2026-11-14-dinner.md" in done.out
    assert "Came: Ada Lovelace and a cousin of hers." in done.out
    assert "Bo Yu is not among those who came" in done.out
    assert run("check", cwd=root).status == 0


def test_telling_it_again_doubles_nothing(run: Run, root: Path) -> None:
    run("debrief", *ALL, cwd=root)
    assert run("debrief", "2026-11-14", *ALL, cwd=root).status == 0
    assert pages(root) == AFTER


def test_a_killed_debrief_is_finished_by_the_next(run: Run, tmp_path: Path, environment: Mapping[str, str]) -> None:
    for root in kills(environment, copies(tmp_path, FILES), "debrief", "2026-11-14", *ALL):
        assert run("debrief", "2026-11-14", *ALL, cwd=root).status == 0
        assert pages(root) == AFTER


def test_who_came_is_added_to_those_who_are_known_to_have_come(run: Run, root: Path) -> None:
    run("debrief", "lunch", "--came", "bo", "--came", "cy twombly", "--promise", "wash the pan", cwd=root)
    assert pages(root)["gatherings/2026-10-01-lunch.md"] == (
        "---\ndate: 2026-10-01\nname: Lunch\ncame: [Cy, bo]\n---\n\n- [ ] find the pan\n- [ ] wash the pan\n"
    )


def test_two_who_are_tied_already_stay_tied_as_they_are(run: Run, root: Path) -> None:
    done = run("debrief", "--hit-it-off", "cy", "bo", cwd=root)
    assert "their pages say already" in done.out
    assert pages(root)["people/bo.md"] == FILES["people/bo.md"]
    assert pages(root)["people/cy.md"] == FILES["people/cy.md"]


@pytest.mark.parametrize(
    ("gathering", "file"),
    [
        ("2026-11-14-dinner", "2026-11-14-dinner"),
        ("DINNER AT MINE", "2026-11-14-dinner"),
        ("2026-10", "2026-10-01-lunch"),
        ("oct 1", "2026-10-01-lunch"),
        ("dinner", "2026-11-14-dinner"),
        ("", "2026-11-14-dinner"),
    ],
)
def test_a_gathering_is_named_by_id_name_date_or_start_and_is_else_the_last_untold(
    run: Run, root: Path, gathering: str, file: str
) -> None:
    assert run("debrief", *filter(None, [gathering]), "-m", "Sun.", cwd=root).status == 0
    assert pages(root)[f"gatherings/{file}.md"].endswith("Sun.\n")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--came", "ana"), 4, "ana-souza"),
        (("--heard", "ana", "a boat"), 4, "ana-souza"),
        (("--hit-it-off", "ada", "nobody"), 3, "nobody"),
        (("--hit-it-off", "ada", "ada"), 2, "one person"),
        (("--hit-it-off", "ada"), 2, "two people"),
        (("--hit-it-off", "ada", "--came", "bo"), 2, "two people"),
        (("--heard", "ada"), 2, "who and what"),
        (("--thank", "a stranger"), 3, "stranger"),
        (("--came", "  "), 2, "name"),
        ((), 2, "--came"),
        (("feast", "-m", "x"), 2, "still to come"),
        (("tea", "-m", "x"), 3, "no gathering"),
        (("2026", "-m", "x"), 4, "2026-10-01-lunch"),
    ],
)
def test_what_is_not_understood_is_said_back_and_nothing_is_written(
    run: Run, root: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    done = run("debrief", *words, *(("--came", "cy") if status in (3, 4) else ()), cwd=root)
    assert (done.status, said in done.err) == (status, True), done.err
    assert pages(root) == FILES


def test_a_page_that_cannot_be_changed_keeps_all_others_as_they_were(run: Run, root: Path) -> None:
    torn = FILES["people/ada.md"].replace("asks: [a boat]", "ties: [bo]")
    (root / "people/ada.md").write_text(torn)
    done = run("debrief", "--came", "cy", "--hit-it-off", "ada", "cy", cwd=root)
    assert (done.status, "people/ada.md" in done.err) == (6, True)
    assert pages(root) == {**FILES, "people/ada.md": torn}


def test_a_dry_run_shows_the_changes_and_makes_none(run: Run, root: Path) -> None:
    done = run("debrief", *ALL, "-n", cwd=root)
    assert "+came: [ada, a cousin of hers]" in done.out
    assert pages(root) == FILES


def test_a_debrief_is_one_commit(run: Run, tmp_path: Path) -> None:
    root = written(tmp_path / "with-git", FILES, commit=True)
    run("debrief", *ALL, cwd=root)
    assert git(root, "log", "--format=%s") == "debrief: Dinner at mine\nstart\n"


# At a terminal


def at_terminal(root: Path, environment: Mapping[str, str], editor: str, typed: str) -> tuple[int, str]:
    """The status and the answer of `debrief` where a person sits, whose editor is that shell script."""
    script = root.parent / "editor"
    script.write_text(f"#!/bin/sh\n{editor}\n")
    script.chmod(0o755)
    person, terminal = pty.openpty()
    os.write(person, typed.encode())
    done = subprocess.run(
        [sys.executable, "-m", "netjournal", "debrief"],
        cwd=root,
        env={**environment, "EDITOR": str(script)},
        stdin=terminal,
        stderr=terminal,
        stdout=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(terminal)
    os.close(person)
    return done.returncode, done.stdout.decode()


def test_a_form_that_was_left_alone_writes_nothing(root: Path, environment: Mapping[str, str]) -> None:
    assert at_terminal(root, environment, "true", "") == (0, "The form was left empty; nothing was written.\n")
    assert pages(root) == FILES


def test_a_form_is_written_as_options_are(root: Path, environment: Mapping[str, str]) -> None:
    sheet = (
        "Rain.\n\n## Came\n- [x] Ada Lovelace\n- [ ] Bo\n- a cousin of hers\n## hit it off\n- Ada and [[bo]]\n"
        "## Promises\n- send [[bo]] the recipe\n## Heard\n- Ada: a cook\n## Thanks\n- bo\n- a cousin of hers\n"
    )
    status, out = at_terminal(root, environment, f"printf '%s' '{sheet}' > \"$1\"", "")
    assert (status, pages(root)) == (0, AFTER), out


def test_a_form_that_is_not_clear_is_opened_again_if_wanted(root: Path, environment: Mapping[str, str]) -> None:
    mends = "if grep -q 'Ada Bo' \"$1\"; then sed -i 's/Ada Bo/Ada and Bo/' \"$1\"; else echo '- Ada Bo' >> \"$1\"; fi"
    mends = f"sed -i 's/^## Thanks/## Hit it off/' \"$1\"; {mends}"
    assert at_terminal(root, environment, mends, "n\n")[0] == 2
    assert pages(root) == FILES
    assert at_terminal(root, environment, mends, "y\n")[0] == 0
    assert "bo: knows" in pages(root)["people/ada.md"]


# The form itself


def test_an_empty_form_tells_nothing() -> None:
    assert read_form(form("Dinner --> here", ["Ada", "Bo"], ["Cy --> D"])) == (Debriefing(), ())


@pytest.mark.parametrize(
    ("line", "two"),
    [
        ("- Ana and Bo", ("Ana", "Bo")),
        ("Ana, Bo", ("Ana", "Bo")),
        ("* Ana Silva & Bo Yu", ("Ana Silva", "Bo Yu")),
        ("- [[ana|Ana and co]] + Bo", ("[[ana|Ana and co]]", "Bo")),
        ("- Andy with Sandy", ("Andy", "Sandy")),
    ],
)
def test_two_people_on_a_line_are_read(line: str, two: tuple[str, str]) -> None:
    assert read_form(f"## Hit it off\n{line}\n") == (Debriefing(hit_it_off=(two,)), ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# x\n\n## Hit it off\n- Ana\n", 4),
        ("## Hit it off\n\n- Ana, Bo and Cy\n", 3),
        ("## Heard\n- Ana needs a boat\n", 2),
        ("## Heard\n<!-- a\nb -->\n- : a boat\n", 4),
        ("## Came\n- Ana\n## Who came\n- Bo\n", 3),
    ],
)
def test_a_line_that_is_not_clear_is_named(text: str, line: int) -> None:
    assert [doubt.line for doubt in read_form(text)[1]] == [line]


names = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=1, max_size=8)


@given(st.lists(names, max_size=5), st.lists(names, max_size=5))
def test_in_a_form_only_ticked_people_came(ticked: list[str], others: list[str]) -> None:
    text = form("A dinner", [*ticked, *others], ())
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.startswith("- [ ]")), 0)
    for at in range(first, first + len(ticked)):
        lines[at] = lines[at].replace("[ ]", "[x]", 1)
    assert read_form("\n".join(lines)) == (Debriefing(came=tuple(ticked)), ())


# Prose below a page


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("body", ["", "\nOld.\n", "\nOld.", "\n- [ ] old\n", "\nOld.\n\n"])
def test_what_is_added_stands_below_and_nothing_else_changes(body: str, newline: str) -> None:
    page = Page(("---\ndate: 2026-01-01\n---\n" + body).replace("\n", newline))
    added = add_prose(page, "New.", ("do it",), "x.md")
    assert added.text.startswith(page.text)
    assert added.text.endswith(f"New.{newline}{newline}- [ ] do it{newline}")
    assert ("\n" in added.text.replace("\r\n", "")) == (newline == "\n")
    assert add_prose(added, "New.", ("do it",), "x.md") == added


def test_promises_go_on_with_promises_and_kept_ones_are_not_made_again() -> None:
    page = Page("---\ndate: 2026-01-01\n---\n\n- [x] old\n")
    assert add_prose(page, "", ("old", "new"), "x.md").text == f"{page.text}- [ ] new\n"


def test_a_promise_that_would_not_be_read_back_is_refused() -> None:
    with pytest.raises(UnreadablePage):
        add_prose(Page("---\ndate: 2026-01-01\n---\n```\nopen\n"), "", ("new",), "x.md")
