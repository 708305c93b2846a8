"""A page that is skimmed says what it says to the careful reader, or is left to it."""

import random

import pytest

from netjournal.files.folder import reader
from netjournal.files.notation.plain import Doubtful, plain_fields
from netjournal.files.notation.skim import Skimmer
from netjournal.files.notation.subset import plain_map
from netjournal.files.notation.tree import LIST, TEXT, Node, Unreadable
from netjournal.network.entry import KINDS
from netjournal.network.settings import GATHERING, ORGANISATION, PERSON, Settings
from netjournal.network.skim import Skim, skim_of
from tests.files.test_subset import BITS, EXAMPLES, mutated

SETTINGS = Settings(kinds={**KINDS, "phone call": "talked", "a:b": "seen", "sauna": "seen", "pen-friend": "touched"})
WHOLE = """\
---
name: Ada Lovelace
aliases: [Ada Byron, "A. A. L.", 'the Countess']
email: ada@example.org
phone: ["+44 20 7946 0018"]
url: https://example.org/a#b
birthday: 1815-12-10
roles:
  - Programmer at Analytical Engines
  - {role: chair, org: "Science, Club", since: 2019, until: 2024-06}
city:
- London
- 'Ashley: Combe'
circle: close
every: 6 weeks
tags: [maths, music]
offers:
  - lessons in maths
  - {what: a room, for: charles-babbage}
asks:
  - {what: a treasurer for the food bank, heard: 2026-10-01, for: mary-somerville}
met: {on: 2019-06-05, at: Babbage's soirée, through: mary-somerville}
why:
ties:
  charles-babbage: collaborator
  william-king: husband
ask_at_most: 1 per 3 months
self: no
died: 1852-11-27
note: her own
---

# Ada

Met through [[mary-somerville]].

## Log

- 2026-01-02 call: the engine
- 2026-01-02 coffee with [[charles-babbage]] and [[William King]]: cards
- 2026-02-03 dinner [[charles-babbage|Charles]] about [[mary-somerville]]
- 2026-02-04 sauna
- 2026-02-05 change city: London → Paris
- 2026-02-06 intro asked [[charles-babbage]]: perhaps
- 2027-01-01 party: one day
- [ ] send the notes to [[charles-babbage]] (due 2026-12-01)
- [x] [[mary-somerville]]: her book
- a plain line
"""
OTHERS = """\
---
date: 2026-03-04
name: Soirée
kind: party
place: London
came: [ada-lovelace, "Charles, B."]
invited:
  - mary-somerville
---
- [ ] [[ada-lovelace]]: the bill
- 2026-03-05 call: no entry of anybody's
"""
MORE = (
    *BITS, "- 2026-01-02 ", "2026-13-01", "(due soon)", "[[x]]", "- [ ] ", "null", "~", "\n  more\n", "\n```\n",
    "\n> [!",
    "\n<!-- ", "%%", "\n## 2026-01-01\n", "call:", "with ", "Name: x\n", "aliases:\n", "self: maybe\n", "every: 0\n",
    "status: x\n", "last_contact: 2026-01-01\n", "\n---\n", "\ufeff", "\r", "pen-friend", "a:b: ", "heard: 1", "date: ",
)  # fmt: skip


def skim(kind: str, text: str) -> Skim | None:
    return Skimmer(SETTINGS).skims([(kind, "folder/x.md", "x", text)])[0]


def careful(kind: str, text: str) -> Skim | str:
    """What the careful reader makes of a page; what is wrong with it, where anything is."""
    try:
        found = reader(kind)(text, "folder/x.md", "x", SETTINGS)
    except Unreadable as error:
        return str(error)
    wrong = [str(problem) for problem in found.problems if problem.severity == "error"]
    return wrong[0] if wrong else skim_of(found.record)


def pages() -> list[tuple[str, str]]:
    kinds = {"people": PERSON, "orgs": ORGANISATION, "gatherings": GATHERING}
    return [(kinds[page.parent.name], page.read_text("utf-8")) for page in sorted(EXAMPLES.glob("*/*.md"))]


def disagreements(sources: list[tuple[str, str]], rounds: int, seed: int) -> tuple[list[tuple[str, str]], int]:
    """The mutated pages that are read otherwise with care, and how many were skimmed at all."""
    chance, wrong, taken = random.Random(seed), [], 0
    for _ in range(rounds):
        kind, source = chance.choice(sources)
        text = mutated(source, chance, MORE, 3)
        found = skim(kind, text)
        taken += found is not None
        if found is not None and found != careful(kind, text):
            wrong.append((kind, text))
    return wrong, taken


def as_fields(node: Node) -> object:
    """A node as `plain_fields` would say it."""
    if node.shape == TEXT:
        return node.text
    if node.shape == LIST:
        return [as_fields(item) for item in node.items]
    return {key.text: as_fields(value) for key, value in node.pairs}


@pytest.mark.parametrize("kind", [PERSON, ORGANISATION])
def test_a_realistic_page_is_skimmed(kind: str) -> None:
    found = skim(kind, WHOLE)
    assert found is not None
    assert {"charles-babbage", "William King", "mary-somerville"} <= found.named
    assert [day[1] for day in found.touches] == [1, 0, 0, 0, 3, 3, 0]


def test_a_gathering_is_skimmed() -> None:
    found = skim(GATHERING, OTHERS)
    assert found == careful(GATHERING, OTHERS)
    assert found is not None
    assert found.named == {"ada-lovelace", "Charles, B.", "mary-somerville"}


def test_nearly_all_examples_are_skimmed_as_they_are_read() -> None:
    found = [(skim(kind, text), careful(kind, text)) for kind, text in pages()]
    assert sum(skimmed is not None for skimmed, _ in found) >= 0.8 * len(found) > 0
    assert all(skimmed is None or skimmed == read for skimmed, read in found)


@pytest.mark.parametrize(
    "change",
    [
        ("name: Ada Lovelace", "name:"), ("name: Ada", "Name: Ada"), ("1815-12-10", "1815-13-10"), ("6 weeks", "soon"),
        ("self: no", "self: perhaps"), ("1852-11-27", "long ago"), ("1 per 3 months", "rarely"), ("2026-10-01", "once"),
        ("note: her own", "status: archived"), ("note: her own", "last_contact: 2026-01-01"),
        ("note: her", "alias: her"),
        ("circle: close", "circle: [close, warm]"), ("since: 2019", "since: then"),
        ("2026-01-02 call", "2026-02-30 call"),
        ("(due 2026-12-01)", "(due one day)"), ("note: her own", "circle: warm"), ("tags: [maths", 'tags: ["#maths"'),
        ("note: her own", "first_name: Ada"), ("what: a room", "wat: a room"), ("- a plain line", "<<<<<<< HEAD"),
    ],
)  # fmt: skip
def test_what_is_doubtful_or_an_error_is_left_to_the_careful_reader(change: tuple[str, str]) -> None:
    assert change[0] in WHOLE
    assert skim(PERSON, WHOLE.replace(*change, 1)) is None


def test_a_page_of_settings_that_tell_people_apart_is_left_to_the_careful_reader() -> None:
    assert Skimmer(Settings(people={"type": "person"})).skims([(PERSON, "x.md", "x", WHOLE)]) == [None]


def test_mutated_pages_are_skimmed_as_they_are_read() -> None:
    sources = [(PERSON, WHOLE), (ORGANISATION, WHOLE), (GATHERING, OTHERS), *pages()]
    wrong, taken = disagreements(sources, 3_000, 5)
    assert wrong == []
    assert taken > 1_000


def test_mutated_front_matter_has_the_fields_that_the_nodes_have() -> None:
    chance, taken = random.Random(3), 0
    fronts = [text[4 : text.index("\n---\n", 3) + 1] for _, text in [(PERSON, WHOLE), (GATHERING, OTHERS), *pages()]]
    for _ in range(3_000):
        source = mutated(chance.choice(fronts), chance, MORE, 3)
        try:
            fields = plain_fields(source)
        except Doubtful:
            continue
        taken += 1
        node = plain_map(source, 0, len(source), 1)
        assert node is not None
        assert fields == as_fields(node)
    assert taken > 400


def test_front_matter_that_nearly_is_plain_is_declined_at_once() -> None:
    for source in ("a: [" + "b ," * 20_000 + "\n", "a: [" + "b   , " * 15_000 + "#]\n", "a:" + " " * 90_000 + ":\n"):
        with pytest.raises(Doubtful):
            plain_fields(source)
