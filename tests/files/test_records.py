"""Whole pages: people, organisations, gatherings, settings, as people write them."""

import datetime
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.files.notation.records import (
    Reading,
    read_default,
    read_gathering,
    read_organisation,
    read_person,
    read_settings,
)
from netjournal.files.notation.tree import AnotherKind, Unreadable
from netjournal.files.page import read_page
from netjournal.network.entry import KINDS, NOTE, SEEN
from netjournal.network.gathering import Gathering
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.settings import CIRCLES, Folders, Settings
from tests.steps import growth

ADA = """---
name: Ada Lovelace
aliases: [Ada Byron]
email: [ada@example.org]
phone: ["+44 20 7946 0018"]
roles:
  - Programmer at Analytical Engines
  - volunteer at Food Bank          # Saturdays only
city: London
birthday: 1815-12-10
tags: [mathematics, music]
circle: close
offers: [introductions to publishers]
asks:
  - {what: a treasurer for the food bank, heard: 2026-10-01}
met: {on: 2019-06-05, at: Babbage's soirée, through: mary-somerville}
why: we both think engines can make music
ties:
  charles-babbage: collaborator
  william-king: husband
---

Prefers tea. Two children.

## Log

- 2026-08-10 email: sent her the paper
- 2026-11-02 coffee: she is looking for a publisher, see [[charles-babbage]]
- [ ] ask Grace about the compiler meetup (due 2026-12-01)
"""


def person(data: bytes) -> tuple[Person, Reading]:
    reading = read_person(read_page(data).text, "people/ada.md", "ada", Settings())
    assert isinstance(reading.record, Person)
    return reading.record, reading


def organisation(text: str) -> tuple[Organisation, Reading]:
    reading = read_organisation(text, "orgs/food-bank.md", "food-bank", Settings())
    assert isinstance(reading.record, Organisation)
    return reading.record, reading


def gathering(text: str, **settings: Settings) -> tuple[Gathering, Reading]:
    reading = read_gathering(text, "gatherings/x.md", "x", settings.get("settings", Settings()))
    assert isinstance(reading.record, Gathering)
    return reading.record, reading


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_whole_page_is_read_without_a_doubt(bom: str, newline: str) -> None:
    ada, reading = person((bom + ADA).replace("\n", newline).encode())
    assert reading.problems == ()
    assert (ada.id, ada.file, ada.name) == ("ada", "people/ada.md", "Ada Lovelace")
    assert [str(role) for role in ada.roles] == ["Programmer at Analytical Engines", "volunteer at Food Bank"]
    assert ada.roles[1].line == 8
    assert ada.met is not None
    assert (ada.met.through, ada.met.at, ada.met.line) == ("mary-somerville", "Babbage's soirée", 16)
    assert [(tie.person, tie.word, tie.line) for tie in ada.ties][1] == ("william-king", "husband", 20)
    assert [(entry.kind, entry.line) for entry in ada.entries] == [("email", 27), ("coffee", 28)]
    assert [(promise.text, promise.line) for promise in ada.promises] == [("ask Grace about the compiler meetup", 29)]
    assert [(link.name, link.line) for link in ada.links] == [("charles-babbage", 28)]
    assert ada.prose.startswith(newline + "Prefers tea.")


@pytest.mark.parametrize(
    ("text", "name", "codes"),
    [
        ("# Fred Frontless\n\nJust notes.\n", "Fred Frontless", ["no-front-matter"]),
        ("Just notes.\n", "ada", ["no-front-matter"]),
        ("---\n---\n# Ada B\n", "Ada B", []),
        ("---\nname:\n---\n# Ada B\n", "Ada B", []),
        ("---\nname: Ada\n---\n# Ada B\n", "Ada", []),
        ("---\ncity: Rome\n---\n## Log\n", "ada", []),
        ("---\nname: Dot Dot\n...\n\n# Dot\n", "Dot Dot", []),
        ("---\n# only a comment\n---\n", "ada", []),
    ],
)
def test_the_name_is_the_key_else_the_first_heading_else_the_id(text: str, name: str, codes: list[str]) -> None:
    told, reading = person(text.encode())
    assert told.name == name
    assert [problem.code for problem in reading.problems] == codes


def test_findings_of_front_matter_and_body_come_in_the_order_of_the_page() -> None:
    text = "---\nbirthday: x\ncircle: y\n---\n- 2026-02-30 call\n> [!conflict] city: Rome\n- [ ] a (due b)\n"
    _, reading = person(text.encode())
    assert [(problem.line, problem.code) for problem in reading.problems] == [
        (2, "birthday"),
        (3, "circle"),
        (5, "date"),
        (6, "callout"),
        (7, "date"),
    ]


@pytest.mark.parametrize(
    ("data", "line", "column", "code"),
    [
        (b"", 1, 1, "empty"),
        (b"\x89PNG\r\n\x00\x01", 1, 1, "binary"),
        ("---\nname: Jürgen\n---\n".encode("latin-1"), 2, 8, "encoding"),
        ("\ufeff---\nname: a\n".encode(), 1, 1, "unclosed"),
        ("\ufeff---\nname: @a\n---\n".encode(), 2, 7, "quote"),
        (b"---\r\nname: a\r\n\tb: c\r\n---\r\n", 3, 1, "tab"),
    ],
)
def test_a_page_that_cannot_be_read_says_where_and_why(data: bytes, line: int, column: int, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        person(data)
    assert (caught.value.line, caught.value.column, caught.value.code) == (line, column, code)


def test_an_organisation_is_read_as_a_person_is() -> None:
    food_bank, reading = organisation(
        "---\nname: Food Bank\nalias: FB\nurl: https://x.org\nlocation: '[[London]]'\ntags: [food]\n"
        "asks: [{what: a treasurer, heard: 2026-10-01}]\noffers: meals\nwhy: neighbours\nfounded: 1999\n---\n"
        "## Log\n- 2026-11-02 meeting with [[ada]]: text\n- [ ] [[food-bank]]: the minutes\n"
    )
    assert reading.problems == ()
    assert (food_bank.id, food_bank.name, food_bank.aliases[0].text) == ("food-bank", "Food Bank", "FB")
    assert ([said.text for said in food_bank.city], food_bank.offers[0].what) == (["London"], "meals")
    assert (food_bank.asks[0].heard, food_bank.asks[0].line) == (datetime.date(2026, 10, 1), 7)
    assert [(extra.key, extra.text) for extra in food_bank.extras] == [("founded", "1999")]
    assert food_bank.entries[0].people == ("ada",)
    assert food_bank.promises[0].by == "food-bank"


DINNER = """---
date: 2026-11-22
name: Dinner at mine
kind: Dinner
place: London
invited: [ada-lovelace, charles-babbage, '[[grace-hopper|Grace]]']
came: [ada-lovelace, [[grace-hopper]], a cousin of hers]
---
What was said, see [[ada-lovelace]].
- [ ] send the recipe
"""


def test_a_gathering_knows_its_day_its_kind_and_who_was_there() -> None:
    dinner, reading = gathering(DINNER)
    assert reading.problems == ()
    assert (dinner.date, dinner.name, dinner.kind, dinner.counts) == (
        datetime.date(2026, 11, 22),
        "Dinner at mine",
        "dinner",
        SEEN,
    )
    assert (dinner.place, dinner.line, len(dinner.invited)) == ("London", 2, 3)
    assert [said.text for said in dinner.came] == ["ada-lovelace", "[[grace-hopper]]", "a cousin of hers"]
    assert (dinner.promises[0].text, dinner.links[0].name) == ("send the recipe", "ada-lovelace")


@pytest.mark.parametrize(
    ("front", "kind", "counts", "found"),
    [
        ("date: 2026-11-22", "met", SEEN, []),
        ("date: 2026-11-22\nkind: call", "call", "talked", []),
        ("date: 2026-11-22\nkind: Note", "note", NOTE, []),
        ("date: 2026-11-22\nkind: seance", "seance", SEEN, [(3, 7, "kind")]),
        ("name: x", "met", SEEN, [(1, 1, "undated")]),
        ("date: 2026-02-30", "met", SEEN, [(2, 7, "date")]),
        ("date: 2026-2-3", "met", SEEN, [(2, 7, "short-date")]),
        ("date: 2026-11-22\ncame: [{a: b}]", "met", SEEN, [(3, 8, "shape")]),
    ],
)
def test_what_a_gathering_counts_for(front: str, kind: str, counts: str, found: list[tuple[int, int, str]]) -> None:
    told, reading = gathering(f"---\n{front}\n---\n")
    assert (told.kind, told.counts) == (kind, counts)
    assert [(problem.line, problem.column, problem.code) for problem in reading.problems] == found


def test_a_gathering_may_be_of_a_kind_of_ones_own() -> None:
    told, reading = gathering("---\ndate: 2026-11-22\nkind: Padel\n---\n", settings=Settings(kinds={"padel": "talked"}))
    assert (told.kind, told.counts, reading.problems) == ("padel", "talked", ())


SETTINGS = """commit: true                        # one git commit a writing command
circles: {close: 6 weeks, Inner: 2 weeks, wide: never}
folders: {people: People, orgs: Work/Orgs}
kinds: {padel: seen, Voicemail: Touched, musing: note}
synonyms: [[treasurer, bookkeeper, accountant], [alone], [a, b]]
"""


@pytest.mark.parametrize("text", [SETTINGS, "---\n" + SETTINGS, SETTINGS.replace("\n", "\r\n")])
def test_settings_settle_what_they_name_and_leave_the_rest(text: str) -> None:
    settings, problems = read_settings(text, "netjournal.yaml")
    assert problems == ()
    assert settings.commit is True
    assert {name: rhythm.days for name, rhythm in settings.circles.items()} == {
        "close": 42, "warm": 91, "wide": None, "inner": 14,
    }  # fmt: skip
    assert settings.folders == Folders("People", "Work/Orgs", "gatherings")
    assert settings.kinds == {**KINDS, "padel": "seen", "voicemail": "touched", "musing": "note"}
    assert settings.synonyms == (("treasurer", "bookkeeper", "accountant"), ("a", "b"))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "commit:\ncircles:\nfolders: {}\nkinds:\nsynonyms: []\n"])
def test_without_settings_the_defaults_hold(text: str) -> None:
    assert read_settings(text, "netjournal.yaml") == (Settings(circles=dict(CIRCLES)), ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("commit: perhaps", (1, 9, "shape")),
        ("circles: {close: sometimes}", (1, 18, "every")),
        ("circles: close", (1, 10, "shape")),
        ("circles: {close: [a, b]}", (1, 18, "shape")),
        ("kinds: {padel: fun}", (1, 16, "kind")),
        ("kinds: [padel]", (1, 8, "shape")),
        ("folders: people", (1, 10, "shape")),
        ("synonyms: treasurer", (1, 11, "shape")),
        ("synonyms: [treasurer]", (1, 12, "shape")),
        ("commit: true\ncommit: false", (2, 1, "double")),
        ("comit: true", (1, 1, "setting")),
    ],
)
def test_a_setting_that_cannot_be_meant_keeps_its_default_and_is_named(text: str, place: tuple[int, int, str]) -> None:
    settings, problems = read_settings(text, "netjournal.yaml")
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [place]
    assert (settings.circles, settings.kinds, settings.synonyms) == (CIRCLES, KINDS, ())


@pytest.mark.parametrize(
    ("written", "folder"),
    [
        ("../../etc", "etc"),
        ("/etc", "etc"),
        ("People/", "People"),
        (".", "people"),
        ("''", "people"),
        ("a//b", "a/b"),
    ],
)
def test_a_folder_lies_inside_the_journal_whatever_is_written(written: str, folder: str) -> None:
    assert read_settings(f"folders: {{people: {written}}}", "netjournal.yaml")[0].folders.people == folder


def test_ones_own_settings_name_the_default_journal() -> None:
    assert read_default("journal: ~/journal\neditor: vim\n") == "~/journal"
    assert read_default("editor: vim\n") is None


LARGE: dict[str, Callable[[int], str]] = {
    "keys": lambda count: "".join(f"key{number}: value\n" for number in range(count)),
    "doubles": lambda count: "a: b\n" * count,
    "list": lambda count: "tags: [" + ", ".join(f"t{number}" for number in range(count)) + "]\n",
    "line": lambda count: "a: b\n---\n" + "x" * 200 * count + "\n",
    "log": lambda count: "a: b\n---\n" + "- 2025-11-02 call: some words of what was said\n" * count,
    "digits": lambda count: "".join(f"{key}: {'9' * count}\n" for key in ("every", "ask_at_most", "birthday")),
}


@pytest.mark.timeout(60)  # a moment is enough, minutes are not where something goes wrong
@pytest.mark.parametrize("kind", LARGE)
def test_a_page_far_larger_than_any_is_read_to_its_end(kind: str) -> None:
    person(f"---\n{LARGE[kind](8_000)}---\n".encode())


@pytest.mark.parametrize("kind", LARGE)
def test_twice_as_large_a_page_is_no_more_than_twice_the_work(kind: str) -> None:
    assert growth(lambda count: person(f"---\n{LARGE[kind](count)}---\n".encode()), 200) < 2.1


def test_a_large_page_takes_little_memory() -> None:
    data = ("---\na: b\n---\n" + "- 2025-11-02 call: some words of what was said\n" * 3_000).encode()
    tracemalloc.start()
    try:
        person(data)
        assert tracemalloc.get_traced_memory()[1] < 100 * len(data)
    finally:
        tracemalloc.stop()


KEYS = "name aliases email phone roles city birthday tags circle every offers asks ask_at_most met why ties uid self"
VALUES = st.recursive(
    st.text(max_size=8)
    | st.sampled_from(["2026-02-30", "2026-2-3", "6 weeks", "[[a]]", "a at b", "~", "true", "--1-1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["on", "what", "role", "x"]), inner),
    max_leaves=6,
)


def written(value: object) -> str:
    """A value in brackets, its texts bare where that is no YAML either."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value)


PAGES = st.lists(
    st.tuples(st.sampled_from([*KEYS.split(), "died", "company", "last_contact", "introduced_by", "mine"]), VALUES),
    max_size=5,
).map(lambda fields: "---\n" + "".join(f"{key}: {written(value)}\n" for key, value in fields) + "---\nx\n")


@given(PAGES | st.text(max_size=60), st.sampled_from([read_person, read_organisation, read_gathering]))
def test_any_page_is_read_or_refused_and_every_finding_lies_on_it(text: str, reader: type) -> None:
    lines = text.split("\n")
    try:
        problems = reader(text, "people/x.md", "x", Settings()).problems
    except Unreadable as error:
        problems = (error.problem("people/x.md"),)
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.says
        assert problem.do


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: ("---\n" + text + "\n---\n").encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        problems = person(data)[1].problems
    except Unreadable as error:
        problems = (error.problem("people/x.md"),)
    assert all(1 <= problem.line <= data.count(b"\n") + 1 for problem in problems)


@given(PAGES | st.text(max_size=60))
def test_any_settings_are_read_or_refused(text: str) -> None:
    try:
        _, problems = read_settings(text.removeprefix("---\n").replace("\n---\n", "\n"), "netjournal.yaml")
    except Unreadable as error:
        problems = (error.problem("netjournal.yaml"),)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


@pytest.mark.parametrize(
    ("stem", "body", "name"),
    [
        ("Kevin Kelly", "## Books\n\n# Clippings\n", "Kevin Kelly"),
        ("Ludwig van Beethoven", "# Notes\n", "Ludwig van Beethoven"),
        ("Ada Lovelace", "# Ada, Countess of Lovelace\n", "Ada, Countess of Lovelace"),
        ("ada-lovelace", "# Countess\n", "Countess"),
        ("heading only", "# Zoë\n", "Zoë"),
        ("ada", "# Notes\n", "ada"),
    ],
)
def test_a_file_called_by_a_name_gives_it_where_a_heading_is_of_another_matter(stem: str, body: str, name: str) -> None:
    assert read_person(f"---\ncity: x\n---\n{body}", f"people/{stem}.md", stem, Settings()).record.name == name


@pytest.mark.parametrize(
    ("front", "is_person"),
    [
        ("categories: ['[[People]]']", True),
        ("Categories: [x, people/friends]", True),
        ("tags: [books]", True),
        ("categories:", True),
        ("categories: '[[Books]]'", False),
        ("categories: [Peoples]", False),
    ],
)
def test_where_settings_say_how_people_are_told_a_page_may_tell_of_another_kind(front: str, is_person: bool) -> None:
    told, _ = read_settings("folders: {people: References}\npeople: {categories: People}\n", "netjournal.yaml")
    text = f"---\n{front}\n---\n"
    assert read_person(text, "References/x.md", "x", Settings()).record.id == "x"
    if is_person:
        assert read_person(text, "References/x.md", "x", told).record.id == "x"
    else:
        with pytest.raises(AnotherKind):
            read_person(text, "References/x.md", "x", told)
