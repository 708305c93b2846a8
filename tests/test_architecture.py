"""The rooms of the house: who may import whom, who may touch the outside, what must not be loaded."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "netjournal"
ROWS = (
    ("errors",),
    ("network",),
    ("answers", "files"),
    ("history", "exchange"),
    ("views",),
    ("commands",),
    ("usage",),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(ROWS) for room in rooms}
OUTSIDE = {
    "yaml": ("files/notation/",),
    "frontmatter": ("exchange/notes",),
    "sqlite3": ("files/index",),
    "os": ("files/", "history/git", "commands/programs", "cli"),
    "subprocess": ("history/git", "commands/programs"),
    "numpy": ("files/encoder",),
    "rich": ("views/", "cli"),
    "typer": ("commands/session", "usage"),
}
PURE = (
    "os",
    "sys",
    "pathlib",
    "io",
    "subprocess",
    "random",
    "secrets",
    "time",
    "socket",
    "tempfile",
    "shutil",
    "typer",
    "rich",
)


def modules() -> list[str]:
    return sorted(str(path.relative_to(HOUSE).with_suffix("")) for path in HOUSE.rglob("*.py"))


@cache
def imports(module: str) -> frozenset[str]:
    return frozenset(_imports(module))


def _imports(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((HOUSE / f"{module}.py").read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module}: relative import"
            yield node.module


def room(module: str) -> str:
    return module.split("/")[0]


@pytest.mark.parametrize("module", [module for module in modules() if module != "__init__"])
def test_a_room_imports_only_rooms_below_it(module: str) -> None:
    for imported in imports(module):
        if imported.startswith("netjournal.") and room(module) in LEVEL:
            other = imported.split(".")[1]
            assert other == room(module) or LEVEL[other] < LEVEL[room(module)], f"{module} imports {imported}"


@pytest.mark.parametrize("module", modules())
def test_the_outside_is_touched_only_where_it_may_be(module: str) -> None:
    for imported in imports(module):
        allowed = OUTSIDE.get(imported.split(".")[0])
        assert allowed is None or module.startswith(allowed), f"{module} imports {imported}"


@pytest.mark.parametrize("module", [module for module in modules() if room(module) in ("network", "answers")])
def test_nouns_and_answers_are_pure(module: str) -> None:
    assert not {imported.split(".")[0] for imported in imports(module)} & set(PURE)
    assert "date.today" not in (HOUSE / f"{module}.py").read_text("utf-8")


def test_every_module_has_a_place_in_a_room() -> None:
    assert {room(module) for module in modules()} <= {*LEVEL, "__init__"}


def loaded(*words: str) -> set[str]:
    """The modules that a command has loaded when it ends, run on the examples."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write('\\n' + ' '.join(sys.modules)))\n"
        f"sys.argv = ['netjournal', {', '.join(map(repr, words))}]\n"
        "from netjournal.__main__ import main\nmain()"
    )
    examples = HOUSE.parent / "examples"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=examples,
        env={
            "NETJOURNAL_TODAY": "2026-11-22",
            "NETJOURNAL_DIR": str(examples),
            "HOME": "/nonexistent",
            "PATH": "/usr/bin:/bin",
        },
    )
    return set(done.stderr.rsplit("\n", 1)[1].split(" "))


def test_due_as_json_loads_neither_rich_nor_rapidfuzz() -> None:
    assert not loaded("due", "--json") & {"rich", "rapidfuzz", "frontmatter"}


def test_what_only_reads_and_says_loads_no_pathlib() -> None:
    """It brings four modules more, and takes a tenth of a small journal's start."""
    for words in (("due",), ("list", "tag:music"), ("show", "Priya"), ("find", "tea")):
        assert "pathlib" not in loaded(*words)


def test_only_the_verb_that_is_called_is_loaded() -> None:
    verbs = {module for module in loaded("list", "--json") if module.startswith("netjournal.commands.")}
    rest = {"netjournal.commands.session", "netjournal.commands.declared"}
    assert verbs == {"netjournal.commands.list_people", *rest}


@pytest.mark.parametrize("words", [("due", "--json"), ("list", "tag:music"), ("who", "a", "treasurer"), ("meet",)])
def test_a_plain_line_is_answered_before_typer_is_loaded(words: tuple[str, ...]) -> None:
    assert "typer" not in loaded(*words)


def test_records_are_made_by_our_own_dataclass() -> None:
    """The standard one takes half of a start, and its `replace` knows no record of ours."""
    assert {module for module in modules() if "dataclasses" in imports(module)} == {"network/dataclass"}
    assert not loaded("due", "--json") & {"dataclasses", "inspect"}
