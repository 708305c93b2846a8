"""completion: what TAB offers, in the real shells, out of a journal that means harm too."""

import datetime
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from netjournal.cli import VERBS
from netjournal.commands.candidates import Outline, offered, words_of
from netjournal.commands.lines import DeclaredLine, lines, outline
from netjournal.commands.manual import TOPICS
from netjournal.files.folder import Folder
from netjournal.files.index.outline import outline as written_down
from netjournal.files.journal import Journal, Shelf
from netjournal.network.query import matching, read_query
from tests.commands.killing import written
from tests.conftest import Run
from tests.terminal import terminal

needs_tmux = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not here")
SHELLS = ("bash", "zsh", "fish")
HARM = (
    *("$(touch harm1)", "`touch harm2`", "'; touch harm3; '", '"; touch harm4; "', "\\$(touch harm5)"),
    *("${x:=$(touch harm6)}", "%n%F{red}", "*", "~root", "!!", "<(touch harm7)", "(e:touch harm8:)", "\x1b[31m"),
)
FILES = {
    "people/ada-bell.md": (
        "---\nname: Ada Bell\naliases: [Countess]\nemail: ada@x.org\ncity: Leeds\n"
        "tags: [music, chess, two words]\ncircle: dear\n---\n"
    ),
    "people/adam-cole.md": "---\nname: Adam O'Cole\ncity: [Turin, São Paulo]\ntags: music\n---\n",
    "people/Zoë.md": "---\nname: Zoë\n---\n",
    "people/Old Note.md": "---\nname: Old Note\n---\n",
    "gatherings/2026-01-05-tea.md": "---\nname: Tea\ndate: 2026-01-05\n---\n",
    "netjournal.yaml": "circles: {dear: 2 weeks}\nkinds: {rehearsal: seen}\n",
}
Ask = Callable[[str], list[tuple[str, str]]]
TOLD = outline(VERBS, TOPICS)
KNOWN = Outline(TOLD)


def hostile() -> Mapping[str, str]:
    found = {}
    for number, harm in enumerate(HARM):
        said = json.dumps(harm)
        found[f"people/eve-{number}.md"] = f"---\nname: {said}\naliases: [{said}]\ncity: {said}\ntags: [{said}]\n---\n"
        found[f"people/eve {harm}.md".replace("\x1b", "e")] = f"---\nname: {json.dumps(f'Eve {harm}')}\n---\n"
    return found


def indexed(root: Path, cache: Path) -> None:
    journal = Journal(Folder(root), datetime.date(2026, 11, 22), Shelf(cache, root))
    assert journal.everyone.people
    journal.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A journal and the cache of its index, which no test changes."""
    root = written(tmp_path_factory.mktemp("kept") / "journal", {**FILES, **hostile()})
    indexed(root, root.parent / "cache")
    return root, root.parent / "cache"


@pytest.fixture
def ask(kept: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """What is offered at the end of a line."""
    monkeypatch.chdir(kept[0])
    monkeypatch.delenv("NETJOURNAL_DIR", raising=False)
    return lambda line: offered(KNOWN, f"netjournal {line}", str(kept[1]))


@pytest.fixture
def root(tmp_path: Path, home: Path) -> Path:
    root = written(tmp_path / "journal", {**FILES, **hostile()})
    indexed(root, home / ".cache")
    written_down(str(home / ".cache"), lambda: TOLD)
    return root


def test_verbs_are_offered_with_what_they_do(ask: Ask) -> None:
    found = dict(ask(""))
    assert found.keys() == set(VERBS)
    assert found["undo"].startswith("Take back what the last command wrote")
    assert ask("mee") == [("meet", found["meet"])]


@pytest.mark.parametrize("line", lines(VERBS), ids=lambda line: line.verb)
def test_the_options_of_every_command_are_those_it_declares(line: DeclaredLine, ask: Ask) -> None:
    found = dict(ask(f"{line.verb} -"))
    assert {name: option.help for option in line.options for name in option.names}.items() <= found.items()
    assert {"--journal", "--help"} <= found.keys()


ADA, ADAM = ("ada-bell", "countess, leeds"), ("adam-cole", "adam o'cole, turin, sao paulo")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("show ada-", [ADA]),
        ("show ada", [ADA, ADAM]),
        ("show ADA-", [ADA]),
        ("show count", [ADA]),
        ("show zo", [("zoë", "zoe")]),
        ("show old", [("old-note", "old note")]),
        ("show nobody", []),
        ("show ada-bell ad", []),
        ("--journal . show ada-", [ADA]),
        ("--journal=nowhere show ada-", []),
        ("show -- ada-", [ADA]),
        ("tie ada-bell adam", [ADAM]),
        ("log ada-bell adam", [ADAM]),
        ("log ada-bell -m adam", []),
        ("log ada-bell --as reh", ["rehearsal"]),
        ("log ada-bell --as=reh", ["--as=rehearsal"]),
        ("log ada-bell --on yes", ["yesterday"]),
        ("list tag:", ["tag:chess", "tag:music", "tag:two-words"]),
        ("list Tag:MU", ["Tag:music"]),
        ("list city:", ["city:leeds", "city:sao-paulo", "city:turin"]),
        ("list circle:d", ["circle:dear"]),
        ("list kind:reh", ["kind:rehearsal"]),
        ("list with:ada-", [("with:ada-bell", ADA[1])]),
        ("list seen:n", ["seen:never"]),
        ("list ta", [("tag:", "such as tag:music")]),
        ("list -ta", ["-tag:"]),
        ("meet ada-", [ADA]),
        ("meet tag:ch", ["tag:chess"]),
        ("set ada-bell cir", ["circle"]),
        ("set ada-bell circle d", ["dear"]),
        ("set ada-bell city tu", []),
        ("add Bo --city tu", []),
        ("add Bo --circle d", ["dear"]),
        ("debrief 2026", ["2026-01-05-tea"]),
        ("intro --later ada-bell tod", ["today"]),
        ("import v", ["vcard"]),
        ("import vcard ", [":files"]),
        ("--journal ", [":files"]),
        ("--color al", ["always"]),
        ("completion f", ["fish"]),
        ("due --limit ", []),
        ("nonsense a", []),
    ],
)
def test_a_line_is_offered(line: str, found: list[tuple[str, str] | str], ask: Ask) -> None:
    assert ask(line) == [(each, "") if isinstance(each, str) else each for each in found]


@pytest.mark.parametrize("key", ["tag", "city", "circle"])
def test_what_a_filter_is_offered_finds_somebody(key: str, ask: Ask, kept: tuple[Path, Path]) -> None:
    root, cache = kept
    words = [word for word, _ in ask(f"list {key}:") if word not in ("circle:close", "circle:warm", "circle:wide")]
    assert words
    for shelf in (Shelf(cache, root), None):
        journal = Journal(Folder(root), datetime.date(2026, 11, 22), shelf)
        for word in words:
            query = read_query([word])
            assert matching(journal.told_of(query), query, datetime.date(2026, 11, 22))
        journal.close()


def test_people_are_offered_though_no_index_is_there(run: Run, root: Path) -> None:
    ran = run("complete-line", "netjournal show ada", cwd=root, NETJOURNAL_NO_INDEX="1")
    assert (ran.out, ran.err) == ("ada-bell\nadam-cole\n", "")


def test_somebody_added_since_the_index_was_kept_is_offered(run: Run, root: Path) -> None:
    (root / "people" / "ada-new.md").write_text("---\nname: Ada New\n---\n")
    assert "ada-new\n" in run("complete-line", "netjournal show ada", cwd=root).out


@pytest.mark.parametrize("name", ["index.sqlite", "outline"])
def test_a_spoilt_cache_harms_nothing(name: str, run: Run, root: Path, home: Path) -> None:
    (spoilt,) = (home / ".cache" / "netjournal").rglob(name)
    for data in (b"nonsense\tx\n" * 500, spoilt.read_bytes()[:-40]):
        spoilt.write_bytes(data)
        ran = run("complete-line", "netjournal show ada-", cwd=root)
        assert ran.out.startswith("ada-bell")
        assert ran.err == ""


@pytest.mark.parametrize(
    "code",
    [
        "mkdir gone && cd gone && rmdir ../gone && netjournal complete-line 'nj show a'",
        "netjournal complete-line 'nj show a' >&-",
        "netjournal complete-line 'nj ' | true",
        "env -u HOME netjournal complete-line 'nj show a'",
        "XDG_CACHE_HOME=$PWD/netjournal.yaml netjournal complete-line 'nj show a'",
        "netjournal complete-line",
        "netjournal complete-line $'nj show \\xff'",
        "HOME=/nonexistent XDG_CONFIG_HOME=$PWD netjournal complete-line 'nj show a'",
    ],
)
def test_a_tab_is_never_answered_with_a_message(code: str, root: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(["bash", "-c", code], cwd=root, env=dict(environment), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_tab_loads_next_to_nothing(root: Path, environment: Mapping[str, str]) -> None:
    code = (
        "import sys; sys.argv = ['netjournal', 'complete-line', 'netjournal show ada']\n"
        "from netjournal.__main__ import main; main(); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=dict(environment), capture_output=True, text=True, check=True
    )
    ids, loaded = done.stdout.splitlines()[:2], set(done.stdout.splitlines()[-1].split())
    assert ids[0].startswith("ada-bell")
    house = {"__main__", "commands", "commands.candidates", "files", "files.index", "files.index.glance"}
    house |= {"files.index.outline", "files.index.places", "files.index.whereabouts"}
    assert {module for module in loaded if module.startswith("netjournal.")} == {f"netjournal.{each}" for each in house}


def test_the_outline_is_not_written_through_a_link(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "netjournal").symlink_to(tmp_path / "other")
    assert run("complete-line", "nj mee", cwd=root, XDG_CACHE_HOME=str(tmp_path / "cache")).out.startswith("meet\t")
    assert list((tmp_path / "other").iterdir()) == []


def test_the_journal_of_the_users_settings_is_found(run: Run, root: Path, tmp_path: Path) -> None:
    for place in (str(root), f'"{root}"  # mine'):
        written(tmp_path / "config", {"netjournal/config.yaml": f"journal: {place}\n"})
        ran = run("complete-line", "netjournal show ada-", XDG_CONFIG_HOME=str(tmp_path / "config"))
        assert ran.out.startswith("ada-bell")


@pytest.mark.parametrize("line", ["show ", "list tag:", "list city:"])
def test_nothing_that_a_shell_understands_is_printed(line: str, run: Run, root: Path) -> None:
    printed = run("complete-line", f"netjournal {line}", cwd=root).out
    assert printed
    for each in printed.splitlines():
        word, _, about = each.partition("\t")
        assert all(char.isalnum() or char in "_-:" for char in word)
        assert not word.startswith("-")
        assert not set(about) & set("$`'\"\\;&|<>(){}[]*?!~#%=\n\x1b")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nj show ada", (["nj", "show"], "ada")),
        ("nj show ", (["nj", "show"], "")),
        ('nj --for "ada b', (["nj", "--for"], "ada b")),
        ("nj log 'a\\b' a\\ b", (["nj", "log", "a\\b"], "a b")),
        ('nj "" x"y z"', (["nj", ""], "xy z")),
    ],
)
def test_a_line_is_split_as_a_shell_splits_it(line: str, words: tuple[list[str], str]) -> None:
    assert words_of(line) == words


# The real shells


def in_bash(line: str, root: Path, environment: Mapping[str, str]) -> list[str]:
    """What bash's function puts into COMPREPLY; the line goes in by the environment, as it is."""
    code = (
        'source <(netjournal completion bash); COMP_LINE=$TYPED COMP_POINT=${#TYPED}; _netjournal; printf "%s\\n" '
        '"${COMPREPLY[@]}"'
    )
    return asked(["bash", "--norc", "-c", code], line, root, environment)


def in_fish(line: str, root: Path, environment: Mapping[str, str]) -> list[str]:
    code = "netjournal completion fish | source; complete -C $TYPED"
    return asked(["fish", "--no-config", "-c", code], line, root, environment)


def asked(words: list[str], line: str, root: Path, environment: Mapping[str, str]) -> list[str]:
    at_home = {**environment, "TYPED": line, "XDG_CONFIG_HOME": str(root), "XDG_DATA_HOME": str(root)}
    done = subprocess.run(words, cwd=root, env=at_home, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout.splitlines()


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not here")
def test_fish_offers_words_with_remarks(root: Path, environment: Mapping[str, str]) -> None:
    assert in_fish("netjournal show ada-", root, environment) == ["ada-bell\tcountess, leeds"]
    assert "tag:chess" in in_fish("nj list tag:", root, environment)
    assert "people/" in in_fish("netjournal check pe", root, environment)


def test_bash_offers_what_follows_a_colon_alone(root: Path, environment: Mapping[str, str]) -> None:
    assert in_bash("netjournal list tag:", root, environment) == ["chess", "music", "two-words"]
    assert in_bash("netjournal log a --as=reh", root, environment) == ["rehearsal"]
    assert in_bash("netjournal show ada", root, environment) == ["ada-bell", "adam-cole"]


START = {
    "bash": "bash --norc --noprofile -i",
    "zsh": "zsh -f -i",
    "fish": "fish --no-config -i",
}
SOURCE = {
    "bash": "PS1='> '; source <(netjournal completion bash)",
    "zsh": "PS1='> '; autoload -Uz compinit; compinit -u -D; source <(netjournal completion zsh)",
    "fish": "function fish_prompt; echo '> '; end; netjournal completion fish | source",
}


@needs_tmux
@pytest.mark.parametrize("shell", SHELLS)
def test_in_a_real_shell_words_are_completed_and_nothing_runs(
    shell: str, root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")
    before, listing = sorted(root.iterdir()), ["Tab"] * (2 if shell == "bash" else 1)
    elsewhere = {name: str(tmp_path / "shell") for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HISTFILE")}
    at_home = {**environment, **elsewhere}
    with terminal(START[shell], root, tmp_path / "socket", at_home) as screen:
        screen.type(SOURCE[shell], "Enter")
        screen.type("clear; echo rea''dy", "Enter")
        assert "ready" in screen.seen("ready")
        screen.type("echo netjournal show ada-", "Enter")
        screen.type("netjournal list tag:ch", "Tab", " city:le", "Tab", " ", "C-a", "echo did ", "Enter")
        assert "did netjournal list tag:chess city:leeds" in screen.seen("did netjournal list tag:chess city:leeds")
        screen.type("C-l", "netjournal show eve", *listing)
        listed = screen.seen("eve-touch-harm1")
        assert "eve-touch-harm1" in listed
        screen.type("-touch-harm1", "C-a", "echo did ", "Enter")
        assert "did netjournal show eve-touch-harm1" in screen.seen("did netjournal show eve-touch-harm1")
        screen.type("C-l", "netjournal list tag:", *listing)
        assert "music" in screen.seen("music")
    assert sorted(root.iterdir()) == before
    assert not list(tmp_path.rglob("harm*"))
