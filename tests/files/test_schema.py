"""What each key of the format means, in the ways people write it."""

import datetime

import pytest

from netjournal.files.notation.records import read_person
from netjournal.files.notation.schema import split_role, unlinked
from netjournal.network.day import Birthday
from netjournal.network.entry import TOUCHED
from netjournal.network.evidence import Problem
from netjournal.network.person import Met, Need, Person, Role, Tie
from netjournal.network.rhythm import Rhythm
from netjournal.network.settings import Settings

JUNE = datetime.date(2019, 6, 5)


def page(front: str) -> tuple[Person, tuple[Problem, ...]]:
    reading = read_person(f"---\n{front}\n---\n", "people/ada.md", "ada", Settings())
    assert isinstance(reading.record, Person)
    return reading.record, reading.problems


def person(front: str) -> Person:
    """The person a page without any doubt tells of."""
    told, problems = page(front)
    assert problems == ()
    return told


def places(front: str) -> list[tuple[int, int, str, str]]:
    return [(problem.line, problem.column, problem.code, problem.severity) for problem in page(front)[1]]


LISTS = [
    ("aliases", "aliases"), ("aliases", "alias"), ("aliases", "nickname"), ("aliases", "Nicknames"),
    ("email", "email"), ("email", "emails"), ("email", "Email"),
    ("phone", "phone"), ("phone", "phones"), ("url", "url"), ("url", "urls"),
    ("city", "city"), ("city", "location"), ("city", "lives"),
    ("tags", "tags"), ("tags", "interests"), ("tags", "skills"), ("tags", "Tags"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "key"), LISTS)
@pytest.mark.parametrize(
    "value",
    [
        " [first, second]",
        "\n  - first\n  - second",
        "\n- first\n-\n- second\n- ~\n- null\n- ''",
        " ['first', \"second\"]",
        "\n  [first,\n   second]",
        " # why\n  - first # because\n  # - third\n  - second",
        " [first, second, first]",
    ],
)
def test_a_list_is_read_in_every_style_and_spelling(field: str, key: str, value: str) -> None:
    assert [said.text for said in getattr(person(f"{key}:{value}"), field)] == ["first", "second"]


@pytest.mark.parametrize(("field", "key"), LISTS)
def test_a_single_text_stands_for_a_list_of_one_and_nothing_for_none(field: str, key: str) -> None:
    assert [said.text for said in getattr(person(f"{key}: only"), field)] == ["only"]
    for empty in ("", " ~", " null", " ''", " []", "\n- \n- ~"):
        assert getattr(person(f"{key}:{empty}"), field) == ()


@pytest.mark.parametrize(
    "typed",
    ["0170123456", "+49301234567", "0012", "12:30", "1_000", "1e3", "no", "on", "2026-2-3", "Null", "030/12345"],
)
def test_a_phone_is_the_text_that_was_typed(typed: str) -> None:
    assert [said.text for said in person(f"phone: {typed}").phone] == [typed]
    assert [said.text for said in person(f"phone: [{typed}, '{typed}']").phone] == [typed]


def test_spellings_of_one_key_are_read_together_each_with_its_line() -> None:
    told = person("city: London\nlocation: [Turin, London]\nlives: Rome")
    assert [(said.text, said.line) for said in told.city] == [("London", 2), ("Turin", 3), ("Rome", 4)]


@pytest.mark.parametrize("name", ["Null", "No", "007", "O'Brien", "'null'", "佐藤 優希", "[Ada]", "'[bold]x[/]'"])
def test_a_name_is_a_text(name: str) -> None:
    assert person(f"name: {name}").name == name.strip("'[]" if name[0] in "[" else "'")


def test_tags_lose_their_sign_and_part_at_commas() -> None:
    assert [said.text for said in person("tags: 'music, #maths #choir'").tags] == ["music", "maths", "choir"]
    assert [said.text for said in person("tags: ['#music', a/b, big data]").tags] == ["music", "a/b", "big data"]


def test_tags_that_became_a_comment_are_named() -> None:
    assert places("name: x\ntags: #friend #berlin") == [(3, 6, "comment", "warning")]
    assert places("name: x\ntags: # keep these\n  - a") == []


@pytest.mark.parametrize(
    ("written", "role", "org"),
    [
        ("Programmer at Analytical Engines", "Programmer", "Analytical Engines"),
        ("Programmer at Art at Work", "Programmer", "Art at Work"),
        ("Artist at large @ Tate", "Artist at large", "Tate"),
        ("Programmer @ [[engines|Engines]]", "Programmer", "engines"),
        ("Programmer at [[Engines]]", "Programmer", "Engines"),
        ("treasurer", "treasurer", ""),
        ("at home", "at home", ""),
        ("attaché", "attaché", ""),
        ("Programmer at ", "Programmer at", ""),
    ],
)
def test_a_role_parts_at_the_first_at_unless_a_sign_stands_there(written: str, role: str, org: str) -> None:
    assert split_role(written) == (role, org)


@pytest.mark.parametrize(
    ("front", "roles"),
    [
        (
            "roles:\n  - baker at Rise  # Saturdays\n  - cook",
            [("baker", "Rise", None, None, 3), ("cook", "", None, None, 4)],
        ),
        ("roles: baker at Rise", [("baker", "Rise", None, None, 2)]),
        ("roles: {role: baker, org: Rise}", [("baker", "Rise", None, None, 2)]),
        ("roles:\n- {org: '[[rise]]'}", [("", "rise", None, None, 3)]),
        ("roles:\n- {org: [[rise]]}", [("", "rise", None, None, 3)]),
        (
            "roles:\n- role: baker\n  since: 2019-06-05\n  until: 2020",
            [("baker", "", JUNE, datetime.date(2020, 12, 31), 3)],
        ),
        (
            "roles:\n- {role: b, since: 2019, until: 2020-02}",
            [("b", "", datetime.date(2019, 1, 1), datetime.date(2020, 2, 29), 3)],
        ),
        ("company: Rise", [("", "Rise", None, None, 2)]),
        ("company: [[Rise]]", [("", "Rise", None, None, 2)]),
        ("title: baker", [("baker", "", None, None, 2)]),
        ("title: baker\ncompany: Rise", [("baker", "Rise", None, None, 3)]),
        ("job: baker\norganization: Rise", [("baker", "Rise", None, None, 3)]),
        ("Organisation: Rise", [("", "Rise", None, None, 2)]),
        ("company: [Rise, Fall]\ntitle: baker", [("baker", "Rise", None, None, 2), ("", "Fall", None, None, 2)]),
        ("company: Rise\norganization: Fall", [("", "Rise", None, None, 2), ("", "Fall", None, None, 3)]),
        ("title: baker\njob: cook", [("baker", "", None, None, 2), ("cook", "", None, None, 3)]),
        ("roles: [baker at Rise]\ncompany: Rise\ntitle: baker", [("baker", "Rise", None, None, 2)]),
    ],
)
def test_roles_are_texts_or_parts_or_other_tools_keys(
    front: str, roles: list[tuple[str, str, datetime.date | None, datetime.date | None, int]]
) -> None:
    told = [(role.role, role.org, role.since, role.until, role.line) for role in person(front).roles]
    assert told == roles


def test_a_role_knows_the_text_it_was_read_from() -> None:
    assert person("roles: baker at Rise").roles == (Role("baker", "Rise", None, None, 2, "baker at Rise"),)


@pytest.mark.parametrize("key", ["birthday", "birthDate", "dob", "bday", "Birthday"])
@pytest.mark.parametrize(
    ("typed", "birthday"),
    [
        ("1815-12-10", Birthday(12, 10, 1815)),
        ("'1815-12-10'", Birthday(12, 10, 1815)),
        ("--12-10", Birthday(12, 10)),
        ("12-10", Birthday(12, 10)),
        ("--02-29", Birthday(2, 29)),
        ("1604-12-10", Birthday(12, 10)),
        ("[1815-12-10]", Birthday(12, 10, 1815)),
        ("1815-12-10 00:00:00", Birthday(12, 10, 1815)),
    ],
)
def test_a_birthday_is_a_day_with_or_without_a_year(key: str, typed: str, birthday: Birthday) -> None:
    told = person(f"{key}: {typed}")
    assert (told.birthday, told.birthday_line) == (birthday, 2)


@pytest.mark.parametrize("typed", ["1980-02-30", "13-13", "soon", "1980", "[a, b]", "{a: b}"])
def test_a_birthday_that_is_none_is_named_at_its_place(typed: str) -> None:
    told, problems = page(f"name: Ada\nbirthday: {typed}")
    assert (told.birthday, told.name) == (None, "Ada")
    assert [(each.line, each.column, each.severity) for each in problems] == [(3, 11, "error")]
    assert "birthday" in problems[0].says


def test_short_dates_are_dates_and_named() -> None:
    told, problems = page("birthday: 1980-4-2\nmet: 2026-2-3\nasks: [{what: x, heard: 2026-10-1}]")
    assert (told.birthday, told.met) == (Birthday(4, 2, 1980), Met(datetime.date(2026, 2, 3), "", "", 3))
    assert told.asks[0].heard == datetime.date(2026, 10, 1)
    assert [(each.line, each.code) for each in problems] == [(2, "short-date"), (3, "short-date"), (4, "short-date")]


@pytest.mark.parametrize(
    ("front", "days"),
    [
        ("every: 6 weeks", 42), ("every: Every 6 Weeks", 42), ("every: 90", 90), ("every: monthly", 30),
        ("every: never", None), ("cadence: 3 months", 91), ("contactFrequency: 30", 30), ("every: [6 weeks]", 42),
        ("every: 6 weeks\ncadence: 1 year", 42),
    ],
)  # fmt: skip
def test_how_often_is_a_period_or_never(front: str, days: int | None) -> None:
    rhythm = person(front).every
    assert isinstance(rhythm, Rhythm)
    assert rhythm.days == days


@pytest.mark.parametrize("typed", ["sometimes", "0", "-3 weeks", "9" * 5000, "[a, b]"])
def test_a_rhythm_that_is_none_is_named(typed: str) -> None:
    assert places(f"every: {typed}") == [(2, 8, "every", "error")]


def test_a_circle_is_known_in_any_case_and_named_where_it_is_not() -> None:
    assert person("circle: Close").circle is not None
    assert places("name: x\ncircle: inner") == [(3, 9, "circle", "warning")]


def test_how_often_they_like_to_be_asked() -> None:
    told = person("ask_at_most: 1 per 3 months").ask_at_most
    assert told is not None
    assert (told.times, told.days) == (1, 91)
    assert places("ask_at_most: rarely") == [(2, 14, "ask_at_most", "error")]


@pytest.mark.parametrize("key", ["asks", "offers"])
@pytest.mark.parametrize(
    ("value", "need"),
    [
        (" a choir room", Need("a choir room", None, "", 2)),
        (" [a choir room]", Need("a choir room", None, "", 2)),
        ("\n- a choir room", Need("a choir room", None, "", 3)),
        ("\n- a choir\n  room", Need("a choir room", None, "", 3)),
        ("\n- {what: a choir room, heard: 2019-06-05}", Need("a choir room", JUNE, "", 3)),
        ("\n- what: a choir room\n  heard: 2019-06-05\n  for: '[[bo]]'", Need("a choir room", JUNE, "[[bo]]", 3)),
        (" {what: a choir room, for: bo}", Need("a choir room", None, "bo", 2)),
        ("\n- {What: a choir room, heard: 2019-06}", Need("a choir room", datetime.date(2019, 6, 1), "", 3)),
        ("\n- {what: a choir room, heard: , for: }", Need("a choir room", None, "", 3)),
    ],
)
def test_asks_and_offers_are_texts_or_parts(key: str, value: str, need: Need) -> None:
    assert getattr(person(f"{key}:{value}"), key) == (need,)


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("asks:\n- {heard: 2026-10-01}", (3, 3, "shape", "error")),
        ("asks:\n- [a, b]", (3, 3, "shape", "error")),
        ("asks:\n- {what: a, heard: 2026-13-01}", (3, 20, "date", "error")),
        ("asks:\n- {what: a, for: [b, c]}", (3, 18, "shape", "error")),
        ("asks:\n- {what: a, what: b}", (3, 13, "double", "error")),
        ("roles:\n- {since: 2019}", (3, 3, "shape", "error")),
        ("roles:\n- {role: a, since: soon}", (3, 20, "date", "error")),
        ("roles:\n- [a, b]", (3, 3, "shape", "error")),
        ("email:\n- {home: a@x.org}", (3, 3, "shape", "error")),
        ("name: [a, b]", (2, 7, "shape", "error")),
        ("why: {a: b}", (2, 6, "shape", "error")),
        ("met: [2019-06-05, b]", (2, 6, "shape", "error")),
        ("met: 2019-02-30", (2, 6, "date", "error")),
        ("met: {on: soon}", (2, 11, "date", "error")),
        ("met: {at: [a, b]}", (2, 11, "shape", "error")),
        ("first_contact: soon", (2, 16, "date", "error")),
        ("self: perhaps", (2, 7, "shape", "error")),
        ("self: [a, b]", (2, 7, "shape", "error")),
        ("archived: 2026-02-30", (2, 11, "date", "error")),
        ("died: last spring", (2, 7, "date", "error")),
        ("last_contact: soon", (2, 15, "last_contact", "error")),
        ("ties:\n- [a, b]", (3, 3, "shape", "error")),
        ("? [a, b]\n: c", (2, 3, "key", "warning")),
    ],
)
def test_a_value_that_cannot_be_meant_is_named_and_the_rest_is_used(
    front: str, place: tuple[int, int, str, str]
) -> None:
    told, problems = page(f"{front}\ncity: London")
    assert [(each.line, each.column, each.code, each.severity) for each in problems] == [place]
    assert [said.text for said in told.city] == ["London"]


@pytest.mark.parametrize(
    ("front", "met"),
    [
        ("met: {on: 2019-06-05, at: the soirée, through: mary}", Met(JUNE, "the soirée", "mary", 2)),
        ("met:\n  on: 2019-06-05\n  at: the soirée", Met(JUNE, "the soirée", "", 3)),
        ("met: {through: [[mary|Mary]]}", Met(None, "", "mary", 2)),
        ("met: {through: '[[mary#x]]'}", Met(None, "", "mary", 2)),
        ("met: 2019-06-05", Met(JUNE, "", "", 2)),
        ("met: [2019-06-05]", Met(JUNE, "", "", 2)),
        ("met: 2019", Met(datetime.date(2019, 1, 1), "", "", 2)),
        ("met: {on: 2019-06}", Met(datetime.date(2019, 6, 1), "", "", 2)),
        ("met: the soirée", Met(None, "the soirée", "", 2)),
        (
            "introduced_by: '[[mary]]'\nmet_at: the soirée\nfirst_contact: 2019-06-05",
            Met(JUNE, "the soirée", "mary", 2),
        ),
        ("met: {at: here}\nmet_at: there", Met(None, "here", "", 2)),
        ("met:", None),
        ("met: {on: }", None),
    ],
)
def test_how_we_met_is_parts_a_date_or_a_place(front: str, met: Met | None) -> None:
    assert person(front).met == met


@pytest.mark.parametrize(
    ("front", "ties"),
    [
        (
            "ties:\n  charles: collaborator\n  william: husband",
            [("charles", "collaborator", 3), ("william", "husband", 4)],
        ),
        ("ties: {'[[charles]]': friend, William King: ''}", [("charles", "friend", 2), ("William King", "", 2)]),
        ("ties:\n  [[charles|C]]: friend", [("charles", "friend", 3)]),
        ("ties: {charles: [friend, colleague]}", [("charles", "friend, colleague", 2)]),
        ("ties: [charles, '[[william]]']", [("charles", "", 2), ("william", "", 2)]),
        ("ties: charles", [("charles", "", 2)]),
        ("ties:", []),
    ],
)
def test_ties_are_people_and_words(front: str, ties: list[tuple[str, str, int]]) -> None:
    assert person(front).ties == tuple(Tie(*tie) for tie in ties)


@pytest.mark.parametrize(
    ("front", "present"),
    [
        ("name: x", True), ("died: 2026-01-01", False), ("archived: 2026-01-01", False), ("archived: true", False),
        ("status: archived", False), ("status: Archived", False), ("status: active", True), ("archived: no", True),
        ("archived: false", True), ("died: no", True), ("died: 2026", False), ("died:", True), ("self: true", False),
        ("self: YES", False), ("self: no", True), ("archived: yes", False),
    ],
)  # fmt: skip
def test_who_died_is_archived_or_owns_the_journal_is_not_listed(front: str, present: bool) -> None:
    assert person(front).is_present is present


@pytest.mark.parametrize("key", ["last_contact", "lastContact"])
def test_the_last_contact_of_another_tool_is_an_entry_of_that_day(key: str) -> None:
    entry = person(f"name: x\n{key}: 2019-06-05").entries[0]
    assert (entry.date, entry.counts, entry.line) == (JUNE, TOUCHED, 3)


def test_texts_and_lists_that_stand_alone() -> None:
    told = person("why: we both\n  think\nuid: a-b\nprivate: [phone, why]")
    assert told.why is not None
    assert (told.why.text, told.uid, told.private) == ("we both think", "a-b", ("phone", "why"))


@pytest.mark.parametrize(
    ("front", "extras"),
    [
        ("country: NO\nvip: on", [("country", "NO", 2), ("vip", "on", 3)]),
        ("X-Custom: keep me", [("X-Custom", "keep me", 2)]),
        ("1: one", [("1", "one", 2)]),
        ("Deep: {a: {b: [c, d]}}", [("Deep", "{a: {b: [c, d]}}", 2)]),
        ("list: [a, ~, b]", [("list", "a, b", 2)]),
        ("partner: [[bo]]", [("partner", "[[bo]]", 2)]),
        ("status: single", [("status", "single", 2)]),
        ("note: |\n  one\n  two", [("note", "one\ntwo", 2)]),
        ("empty:", [("empty", "", 2)]),
        ("city: Rome", []),
    ],
)
def test_an_unknown_key_is_the_users_own(front: str, extras: list[tuple[str, str, int]]) -> None:
    assert [(extra.key, extra.text.rstrip("\n"), extra.line) for extra in person(front).extras] == extras


@pytest.mark.parametrize("keys", [("phone", "phone"), ("Phone", "phone"), ("mine", "mine")])
def test_a_key_that_stands_twice_is_named_with_both_lines_and_neither_value_is_chosen(keys: tuple[str, str]) -> None:
    told, problems = page(f"name: Dora\n{keys[0]}: '111'\n{keys[1]}: '222'")
    assert [(each.line, each.column, each.code, each.severity) for each in problems] == [(4, 1, "double", "error")]
    assert "lines 3 and 4" in problems[0].says
    assert told.phone == ()
    assert [extra.text for extra in told.extras][:1] == ["111"]


@pytest.mark.parametrize(
    ("written", "name"),
    [("[[ada]]", "ada"), (" [[ada|Ada]] ", "ada"), ("[[ada#Log|Ada]]", "ada"), ("Ada", "Ada"), ("[[a]] b", "[[a]] b")],
)
def test_a_link_names_its_target(written: str, name: str) -> None:
    assert unlinked(written) == name
