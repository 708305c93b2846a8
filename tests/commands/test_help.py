"""help, and what netjournal says where it is not understood or called alone."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from netjournal.cli import VERBS
from netjournal.commands.lines import DeclaredLine, lines
from netjournal.commands.manual import TOPICS, topic
from netjournal.network.entry import KINDS
from netjournal.network.query import KEYS, read_query
from tests.commands.test_declared import by_typer, registered
from tests.conftest import Run

LINES = lines(VERBS)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.verb)
def test_every_command_has_an_example_that_it_understands(line: DeclaredLine) -> None:
    assert "netjournal" in line.example
    if "(" not in line.example:
        program, verb, *words = shlex.split(line.example.partition(" > ")[0])
        called = registered(line.verb)
        assert (program, verb) == ("netjournal", line.verb)
        assert called.call
        assert by_typer(called.call, called.before(words)) is not None


@pytest.mark.parametrize("verb", ["due", "import", "init"])
def test_help_shows_the_example_and_no_braces(verb: str, run: Run) -> None:
    ran = run(verb, "--help")
    (line,) = (each for each in LINES if each.verb == verb)
    assert ran.status == 0
    assert f"Example: {line.example}" in ran.out
    assert "{" not in ran.out
    assert run("help", verb).out == ran.out


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_has_a_title_and_lines_that_fit_a_terminal(name: str) -> None:
    text = topic(name)
    assert all(len(line) <= 79 for line in text.split("\n"))
    assert re.match(r"[A-Z]\w+: .+\n\n", text)


def test_help_tells_a_topic_though_a_command_is_called_so(run: Run) -> None:
    ran = run("help", "Sync")
    assert (ran.status, ran.out) == (0, topic("sync"))


def test_topics_know_every_filter_and_every_kind_of_contact() -> None:
    filters = topic("filters")
    assert set(re.findall(r"^    (\w+):", filters, re.M)) == set(KEYS)
    for example in re.findall(r"^    (\w+:\S+(?: tea\")?)", filters, re.M):
        assert read_query(shlex.split(example))
    assert all(re.search(rf"\b{kind}\b", topic("format")) for kind in KINDS)


def test_help_alone_lists_the_topics(run: Run) -> None:
    out = run("help").out
    assert all(re.search(rf"^  {name} +\S", out, re.M) for name in TOPICS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("shwo", "ada"), "there is no command 'shwo'; did you mean show? `netjournal --help` lists them all"),
        (("help", "dtaes"), "help knows nothing of 'dtaes'; did you mean dates? `netjournal help` lists what it knows"),
        (("show",), "WHO is missing; see `netjournal show --help`"),
        (("due", "--limit"), "--limit needs a value: --limit N; see `netjournal due --help`"),
        (("due", "--limit", "x"), "--limit: 'x' is no whole number; see `netjournal due --help`"),
        (("due", "--nevr"), "there is no option --nevr, but --never; see `netjournal due --help`"),
        (("tie", "a", "b", "c"), "nothing more may follow, but c does; see `netjournal tie --help`"),
        (("completion", "csh"), "there is no completion for csh: use one of bash, zsh, fish"),
    ],
)
def test_a_mistake_is_told_in_one_line_that_says_what_to_do(words: tuple[str, ...], says: str, run: Run) -> None:
    ran = run(*words)
    assert (ran.status, ran.out, ran.err) == (2, "", f"netjournal: {says}\n")


def test_called_alone_it_says_what_to_do_next(run: Run, examples: Path, journal: Path, tmp_path: Path) -> None:
    assert "`netjournal init my-journal` starts one" in run().out
    assert "Your journal is new. `netjournal add" in run(cwd=journal).out
    assert run(cwd=examples).out.startswith("A journal with 65 people. `netjournal today` tells")
    assert run("--journal", str(tmp_path / "nowhere")).status == 3


def test_without_a_journal_a_question_says_how_to_get_one(run: Run) -> None:
    ran = run("due")
    assert ran.status == 3
    assert ran.err.endswith("or above it; start one with `netjournal init`, or name yours with --journal DIR\n")


@pytest.mark.skipif(not shutil.which("man"), reason="man is not here")
def test_the_man_page_reads_without_a_warning_and_tells_everything(run: Run, tmp_path: Path) -> None:
    assert run("help", "--man", str(tmp_path / "man")).status == 0
    page = tmp_path / "man" / "man1" / "netjournal.1"
    words = ["man", "--warnings", "-l", "-Tutf8", str(page)]
    shown = subprocess.run(words, capture_output=True, check=True, env={"PATH": "/usr/bin:/bin", "MANWIDTH": "100"})
    assert shown.stderr == b""
    text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", shown.stdout.decode())
    for line in LINES:
        assert re.search(rf"^ +{line.verb}\b", text, re.M)
        assert line.example in text
    for name in TOPICS:
        for row in re.findall(r"^    (\S.*)$", topic(name), re.M):
            assert " ".join(row.split()) in " ".join(text.split())
