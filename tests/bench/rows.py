"""What is measured: each row of PERFORMANCE.md's table as a command line, with what goes before and after it."""

import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from tests.bench.journals import Made, run_git
from tests.bench.network import TODAY
from tests.bench.processes import Command, Spent

T, PASS, PARSE = "T", "pass", "parse"

# The same front matter with CSafeLoader alone: processor seconds, reading the files not counted.
_PARSE = """
import glob, sys, time, yaml
pages = [open(file, encoding="utf-8").read() for file in sorted(glob.glob(sys.argv[1] + "/*/*.md"))]
fronts = [page[4:page.index("\\n---\\n", 3) + 1] for page in pages if page.startswith("---\\n")]
started = time.process_time()
for front in fronts:
    yaml.load(front, yaml.CSafeLoader)
print(time.process_time() - started)
"""
_ONE_TAB = """
source {script}
COMP_WORDS=(netjournal show {typed}) COMP_CWORD=2 COMP_LINE="netjournal show {typed}" COMP_POINT={point}
function=$(complete -p netjournal | sed 's/.*-F \\([^ ]*\\).*/\\1/')
$function netjournal {typed} show
[ ${{#COMPREPLY[@]}} -gt 0 ] || {{ echo no candidates >&2; exit 1; }}
"""


class Skipped(Exception):
    """A row that can't be measured yet, and why."""


@dataclass(frozen=True)
class Setting:
    """The program measured and the journal it is asked about; `scratch` holds its home and its cache."""

    python: str
    program: tuple[str, ...]
    made: Made
    scratch: Path

    @property
    def cache(self) -> Path:
        return self.scratch / f"cache-{self.made.root.name}"

    def netjournal(self, *words: str) -> Command:
        """netjournal, asked from outside its own folder."""
        return Command((*self.program, *words), self.environment, self.scratch)

    def plain(self, code: str) -> Command:
        """The interpreter, running that code."""
        return Command((self.python, "-c", code), self.environment, self.scratch)

    @property
    def environment(self) -> Mapping[str, str]:
        """Nothing of the user's own."""
        return {
            "HOME": str(self.scratch),
            "PATH": f"{Path(self.python).parent}:/usr/local/bin:/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "XDG_CACHE_HOME": str(self.cache),
            "XDG_CONFIG_HOME": str(self.scratch / "config"),
            "NETJOURNAL_DIR": str(self.made.root),
            "NETJOURNAL_TODAY": TODAY.isoformat(),
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def page(self, id: str) -> Path:
        return self.made.root / "people" / f"{id}.md"


def _nothing() -> None:
    """What goes before and after most rows."""


@dataclass(frozen=True)
class Measure:
    """One row in one journal; `before` goes before each run, `after` puts back what the runs changed.

    `first` goes before them all: what an answer makes once and keeps is no part of the row.
    """

    run: Callable[[], Spent]
    before: Callable[[], object] = _nothing
    after: Callable[[], object] = _nothing
    first: Callable[[], object] = _nothing


@dataclass(frozen=True)
class Row:
    """A row: its name, its targets in units by people (0: without a journal), and how it is measured.

    `growth` is the exponent it may have from 10,000 to 100,000 people, `peak` the MiB it may take, by people.
    """

    name: str
    says: str
    measure: Callable[[Setting], Measure]
    targets: Mapping[int, float]
    unit: str = T
    growth: float | None = 1.05
    peak: Mapping[int, float] = field(default_factory=dict)
    with_git: bool = False

    @property
    def has_journal(self) -> bool:
        return 0 not in self.targets


def unit_of(name: str, setting: Setting) -> float:
    """Processor seconds that the unit takes now."""
    if name == PARSE:
        words = (setting.python, "-c", _PARSE, str(setting.made.root))
        return float(subprocess.run(words, check=True, capture_output=True, env=dict(setting.environment)).stdout)
    return setting.plain("import typer" if name == T else "pass").run().processor


def _asking(*words: str) -> Callable[[Setting], Measure]:
    return lambda setting: _asked(setting, words)


def _asked(setting: Setting, words: Sequence[str]) -> Measure:
    run = setting.netjournal(*words).run
    return Measure(run, first=run)


def _about(*words: str) -> Callable[[Setting], Measure]:
    """A question about somebody, `WHO` in the words."""

    def measure(setting: Setting) -> Measure:
        return _asked(setting, [setting.made.ids[3] if word == "WHO" else word for word in words])

    return measure


class _Pages:
    """Pages taken one after the other, and put back as they were."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._ids = cycle(setting.made.ids)
        self._were: dict[Path, bytes] = {}
        self.id = ""

    def next(self) -> Path:
        self.id = next(self._ids)
        page = self._setting.page(self.id)
        self._were.setdefault(page, page.read_bytes())
        return page

    def edit(self) -> None:
        """An entry typed in an editor, which saves as editors do: beside the page, then in its place."""
        page = self.next()
        beside = page.with_suffix(".bench")
        beside.write_bytes(page.read_bytes().rstrip(b"\n") + f"\n- {TODAY} note: typed by hand\n".encode())
        beside.replace(page)

    def put_back(self) -> None:
        for page, was in self._were.items():
            page.write_bytes(was)


def _edited(setting: Setting) -> Measure:
    pages = _Pages(setting)
    return Measure(setting.netjournal("due", "--json").run, pages.edit, pages.put_back)


def _logging(setting: Setting) -> Measure:
    pages = _Pages(setting)

    def run() -> Spent:
        return setting.netjournal("log", pages.id, "--as", "coffee", "-m", "spoke about the index").run()

    return Measure(run, pages.next, pages.put_back)


def _committing(setting: Setting) -> Measure:
    """As log, in a repository; a log that makes no commit is no measure of one."""
    root, logging = setting.made.root, _logging(setting)
    start = run_git(root, "rev-parse", "HEAD").strip()

    def run() -> Spent:
        before = run_git(root, "rev-parse", "HEAD")
        spent = logging.run()
        if run_git(root, "rev-parse", "HEAD") == before:
            raise Skipped("log made no commit")
        return spent

    return Measure(run, logging.before, lambda: run_git(root, "reset", "--quiet", "--hard", start))


def _first_index(setting: Setting) -> Measure:
    return Measure(setting.netjournal("due", "--json").run, lambda: shutil.rmtree(setting.cache, ignore_errors=True))


def _merging(setting: Setting) -> Measure:
    """The driver that `init --git` registers, on three versions of a page, both sides with an entry of their own."""
    home = setting.scratch / "clone"
    shutil.rmtree(home, ignore_errors=True)
    setting.netjournal("init", str(home), "--git").run()
    found = subprocess.run(["git", "-C", home, "config", "merge.netjournal.driver"], capture_output=True, text=True)
    words = shlex.split(found.stdout.partition("||")[0])
    if not words:
        raise Skipped("no merge driver is registered by init --git")
    base = setting.page(setting.made.ids[0]).read_bytes()
    sides = {"%O": home / "base.md", "%A": home / "ours.md", "%B": home / "theirs.md"}
    named = {**{mark: str(file) for mark, file in sides.items()}, "%P": "people/ada.md", "%L": "7"}
    called = [*setting.program] if Path(words[0]).name == "netjournal" else [words[0]]
    command = Command((*called, *(named.get(word, word) for word in words[1:])), setting.environment, home)

    def before() -> None:
        sides["%O"].write_bytes(base)
        sides["%A"].write_bytes(base + f"- {TODAY} coffee: ours\n".encode())
        sides["%B"].write_bytes(base + f"- {TODAY} call: theirs\n".encode())

    return Measure(command.run, before)


def _one_tab(setting: Setting) -> Measure:
    """Bash with the script sourced, and the function it names called as for one TAB; bash's own start counts."""
    words = (*setting.program, "completion", "bash")
    made = subprocess.run(words, capture_output=True, text=True, env=dict(setting.environment), cwd=setting.scratch)
    if made.returncode:
        raise Skipped("there is no completion yet")
    script, typed = setting.scratch / "completion.bash", setting.made.ids[3][:4]
    script.write_text(made.stdout, "utf-8")
    code = _ONE_TAB.format(script=script, typed=typed, point=len(f"netjournal show {typed}"))
    return Measure(Command(("bash", "--norc", "-c", code), setting.environment, setting.scratch).run)


ROWS = (
    Row("version", "--version", _asking("--version"), {0: 0.4}, growth=None),
    Row(
        "due",
        "due, nothing changed",
        _asking("due", "--json"),
        {1_000: 1.2, 10_000: 1.7, 100_000: 8},
        peak={100_000: 60},
    ),
    Row("edited", "one page edited, then due", _edited, {10_000: 2.2}),
    Row("list", "list tag:x", _asking("list", "tag:cider", "--json"), {10_000: 2}),
    Row("find", "find word", _asking("find", "kiln", "--json"), {10_000: 2}),
    Row("show", "show", _about("show", "WHO", "--json"), {10_000: 2}),
    Row("log", "log, commit: false", _logging, {10_000: 2}),
    Row("log-commit", "log with its commit", _committing, {10_000: 4}, with_git=True),
    Row("who", "who TEXT", _asking("who", "bookkeeping for a choir", "--json"), {10_000: 3}),
    Row("meet-name", "meet NAME", _about("meet", "WHO", "--json"), {10_000: 3}),
    Row(
        "meet",
        "meet over everybody",
        _asking("meet", "--json"),
        {1_000: 3, 10_000: 16, 100_000: 120},
        growth=1.15,
        peak={100_000: 400},
    ),
    Row("first-index", "first index", _first_index, {10_000: 1.0}, unit=PARSE),
    Row("merge", "merge driver, one page", _merging, {0: 80 / 14}, unit=PASS, growth=None),
    Row("completion", "completion, one TAB", _one_tab, {10_000: 4}, unit=PASS),
)
