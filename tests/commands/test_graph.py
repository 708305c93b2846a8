"""graph: what each format holds, where it is written, and that names of any kind are only names in it."""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Run

D3 = Path(__file__).parents[2] / "netjournal/views/picture/d3"
HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><img src=x onerror=window.hacked=1>",
    '"]; evil -- x [label="',
    'a"b\\',
    "\\N \\G & &amp; <b>bold</b>",
    "{{data}} {{script}} ${1}",
    "1. first",
    "`code` **bold** #quot;",
    "ليلى منصور",
    "#",
    "end",
)
HIDDEN = ("\u202egnitrever", "esc \x1b[31mred", "\x9b1m", "two\nlines")


def page(name: str, **keys: object) -> str:
    front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in {"name": name, **keys}.items())
    return f"---\n{front}---\n"


@pytest.fixture
def hostile(journal: Path) -> Path:
    """A journal in which every name, word and tag tries to be something else."""
    for number, name in enumerate((*HOSTILE, *HIDDEN)):
        keys = {"tags": [name], "roles": [name], "url": "javascript:window.hacked=1", "ties": {f"h{number + 1}": name}}
        (journal / f"people/h{number}.md").write_text(page(name, **keys))
    return journal


def test_json_gives_people_and_what_connects_them(run: Run, journal: Path) -> None:
    (journal / "people/ada.md").write_text(
        page("Ada", tags=["music"], circle="close", city="Leeds", roles=["cellist"], ties={"bo": "friend"})
        + "- 2026-11-02 call: hello\n"
    )
    (journal / "people/bo.md").write_text(page("Bo"))
    (journal / "people/me.md").write_text(page("Me", self=True))
    (journal / "people/old.md").write_text(page("Old", archived="2020-01-01"))
    done = run("graph", "--format", "json", cwd=journal)
    assert (done.status, done.err) == (0, "")
    nothing: dict[str, object] = {"roles": [], "city": [], "tags": [], "circle": None, "last": None}
    ada = {"roles": ["cellist"], "city": ["Leeds"], "tags": ["music"], "circle": "close", "last": "2026-11-02"}
    assert json.loads(done.out) == {
        "schema": 1,
        "today": "2026-11-22",
        "around": None,
        "shared": False,
        "nodes": [{"id": "ada", "name": "Ada", **ada}, {"id": "bo", "name": "Bo", **nothing}],
        "edges": [
            {
                "from": "ada",
                "to": "bo",
                "kind": "tie",
                "tie": "friend",
                "evidence": [{"says": "Bo is Ada's friend", "file": "people/ada.md", "line": 7, "date": None}],
            }
        ],
    }
    assert run("graph", "--json", cwd=journal).out == done.out


def nodes(run: Run, journal: Path, *words: str) -> set[str]:
    done = run("graph", *words, "--json", cwd=journal)
    assert done.status == 0, done.err
    return {node["id"] for node in json.loads(done.out)["nodes"]}


def test_a_name_and_filters_choose_who_is_drawn(run: Run, journal: Path) -> None:
    (journal / "people/ada.md").write_text(page("Ada", ties={"bo": ""}))
    (journal / "people/bo.md").write_text(page("Bo", tags=["a"]))
    (journal / "people/cy.md").write_text(page("Cy", tags=["a"]))
    (journal / "people/me.md").write_text(page("Me", self=True))
    (journal / "people/old.md").write_text(page("Old", archived="2020-01-01", ties={"ada": "aunt"}))
    assert nodes(run, journal) == {"ada", "bo", "cy"}
    assert nodes(run, journal, "tag:a") == {"bo", "cy"}
    assert nodes(run, journal, "ada") == {"ada", "bo"}
    assert nodes(run, journal, "ada", "-tag:a") == {"ada"}
    assert nodes(run, journal, "old") == {"old", "ada"}
    assert nodes(run, journal, "me") == {"me"}
    assert nodes(run, journal, "tag:nobody") == set()
    assert run("graph", "nobody", cwd=journal).status == 3
    assert run("graph", "--format", "png", cwd=journal).status == 2


def test_suggested_introductions_are_those_that_meet_names(run: Run, examples: Path) -> None:
    drawn = json.loads(run("graph", "--json", cwd=examples).out)["edges"]
    named = json.loads(run("meet", "--json", cwd=examples).out)["pairs"]
    assert {frozenset((each["a"]["id"], each["b"]["id"])) for each in named} == {
        frozenset((edge["from"], edge["to"])) for edge in drawn if edge["kind"] == "suggested"
    }


def test_graphviz_shows_every_name_as_it_stands(run: Run, hostile: Path) -> None:
    done = run("graph", cwd=hostile)
    svg = subprocess.run(["dot", "-Tsvg"], input=done.out.encode(), capture_output=True, check=True, timeout=60)
    assert svg.stderr == b""
    texts = {element.text for element in ElementTree.fromstring(svg.stdout).iter() if element.tag.endswith("}text")}
    assert texts >= {*HOSTILE, "\\u202egnitrever", "esc \\x1b[31mred", "\\x9b1m", "two lines"}
    assert not {"evil", "x"} & texts


def test_mermaid_gets_no_sign_that_could_mean_something(run: Run, hostile: Path) -> None:
    told = run("graph", "--format", "mermaid", cwd=hostile).out
    text = r'"(?:[^\W_]|[\u0300-\u036f ]|#\d+;)*"'
    shape = re.compile(rf'  p\d+(\({text}\):::(seen\d|never)| [-=.]+(\|{text}\|)? p\d+)|  classDef \w+ [\w:#,]+')
    first, *rest = told.rstrip("\n").split("\n")
    assert first == "flowchart LR"
    assert [line for line in rest if not shape.fullmatch(line)] == []


def test_no_format_lets_a_control_character_out(run: Run, hostile: Path) -> None:
    for format in ("dot", "mermaid", "json", "html"):
        out = run("graph", "--format", format, cwd=hostile).out
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", out), format


# Where it goes


def test_a_file_s_name_tells_the_format_and_is_replaced_by_a_later_picture(run: Run, examples: Path) -> None:
    for name, begins in {"a.html": "<!doctype html>", "a.gv": "graph netjournal {", "a.mmd": "flowchart"}.items():
        done = run("graph", "-o", name, cwd=examples)
        assert done.status == 0
        assert done.out.startswith(f"A picture of 62 people in {name}")
        assert (examples / name).read_text().startswith(begins)
    os.chmod(examples / "a.gv", 0o600)
    assert run("graph", "tag:nobody", "-o", "a.gv", cwd=examples).status == 0
    assert " -- " not in (examples / "a.gv").read_text()
    assert (examples / "a.gv").stat().st_mode & 0o777 == 0o600
    assert not list(examples.glob(".nj-*"))


def test_nothing_that_is_no_picture_is_written_over(run: Run, examples: Path) -> None:
    before = (examples / "people/ana-silva.md").read_bytes()
    done = run("graph", "-o", "people/ana-silva.md", cwd=examples)
    assert (done.status, done.out) == (2, "")
    assert (examples / "people/ana-silva.md").read_bytes() == before
    os.symlink("people/ana-silva.md", examples / "link.dot")
    assert run("graph", "-o", "link.dot", cwd=examples).status == 2
    assert run("graph", "-o", "/dev/null", cwd=examples).status == 2
    assert run("graph", "-o", "no/such/folder.dot", cwd=examples).status == 9
    assert (examples / "people/ana-silva.md").read_bytes() == before


def test_a_full_disk_leaves_the_old_picture(examples: Path, environment: Mapping[str, str]) -> None:
    (examples / "net.html").write_text("old")
    words = 'ulimit -f 1; trap "" XFSZ; exec netjournal graph -o net.html'  # no file may be longer than a kilobyte
    told = {**environment, "NETJOURNAL_NO_INDEX": "1"}
    done = subprocess.run(["bash", "-c", words], cwd=examples, env=told, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (9, b"")
    assert done.stderr.startswith(b"netjournal: net.html: cannot be written: ")
    assert (examples / "net.html").read_text() == "old"
    assert not list(examples.glob(".nj-*"))


# What the page carries


def test_the_library_is_the_one_that_was_published() -> None:
    told = dict(re.findall(r"\| (d3-[a-z]+) \|.*`([0-9a-f]{64})`", (D3 / "README.md").read_text()))
    assert {f"{name}.min.js" for name in told} == {path.name for path in D3.glob("*.js")}
    for name, sum in told.items():
        assert hashlib.sha256((D3 / f"{name}.min.js").read_bytes()).hexdigest() == sum


def test_the_page_can_ask_nobody_for_anything(run: Run, hostile: Path) -> None:
    told = run("graph", "--format", "html", cwd=hostile).out
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', told)
    assert policy
    assert {"default-src 'none'", "connect-src 'none'"} <= set(policy[1].split("; "))
    assert "unsafe" not in policy[1]
    assert told.count("<script") == told.count("</script>") == 2
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import)\b *\(", told)
    markup = told.partition("<script")[0]
    assert not re.search(r"<(link|img|iframe|object|embed|base|form)\b|\b(src|href)=|@import|url\(", markup)
