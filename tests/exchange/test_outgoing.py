"""People leave as cards and rows that other programs read, and that our own import reads back as they were."""

import csv
import datetime
import io
import re

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from netjournal.exchange import table, vcard
from netjournal.exchange.card import KNOWS, Card
from netjournal.exchange.contentlines import escaped, written
from netjournal.exchange.outgoing import by_name, card_uid, cards, made_uid
from netjournal.exchange.table_out import COLUMNS, harmless, header, joined, parted, role_and_place, row, said
from netjournal.exchange.vcard_out import VERSIONS
from netjournal.exchange.vcard_out import vcard as one_vcard
from netjournal.files.notation.records import read_person
from netjournal.network.dataclass import replace
from netjournal.network.network import Network
from netjournal.network.settings import Settings

TODAY = datetime.date(2026, 11, 22)
NOTHING = Card(name="Ada Lovelace", record="ada", uid="x")


def told(*pages: str) -> list[Card]:
    """The cards of people called ada, bo, cy ..., by their front matter."""
    people = [
        read_person(f"---\n{text}\n---\n", f"people/{id}.md", id, Settings()).record
        for id, text in zip(("ada", "bo", "cy"), pages, strict=False)
    ]
    network = Network(tuple(people))  # type: ignore[arg-type]
    return list(cards(network, network.people, TODAY))


def lines(card: Card, version: str = "4.0") -> list[str]:
    return one_vcard(card, version).replace("\r\n ", "").split("\r\n")


def test_a_page_becomes_a_card_of_what_address_books_have_a_place_for() -> None:
    (card, _) = told(
        "name: Ada Lovelace\naliases: [Countess]\nemail: Ada <ada@x.org>\nphone: ['+44 1', none]\n"
        "url: [https://x.org, 'javascript:alert(1)']\n"
        "roles: [CTO at Acme, {role: clerk, org: Bank, until: 2020}, poet]\n"
        "city: London\nbirthday: --02-29\ntags: [music]\nwhy: we like tea\nties: {bo: friend}\ncircle: close\n"
        "met: {on: 2019-06-05, at: a soirée, through: bo}",
        "name: Bo Lee",
    )
    assert card == Card(
        name="Ada Lovelace", record="ada", aliases=("Countess",), emails=("ada@x.org",), phones=("+44 1",),
        urls=("https://x.org",), roles=(("CTO", "Acme"), ("poet", "")), cities=("London",), birthday="--02-29",
        tags=("music",), why="we like tea", related=(("Bo Lee", "friend"),), met_on=datetime.date(2019, 6, 5),
        met_at="a soirée", through="Bo Lee", uid=f"urn:uuid:{made_uid('person', 'ada')}",
    )  # fmt: skip


def test_a_uid_is_kept_and_else_made_of_the_id() -> None:
    kept, made = told("name: Ada\nuid: card-7", "name: Bo")
    assert kept.uid == "card-7"
    assert made.uid == told("name: Cy", "name: Somebody Else")[1].uid != told("name: Bo")[0].uid


@pytest.mark.parametrize(
    ("birthday", "four", "three"),
    [
        ("1815-12-10", "BDAY:18151210", "BDAY:1815-12-10"),
        ("--12-10", "BDAY:--1210", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-10"),
        ("--02-29", "BDAY:--0229", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"),
        ("1996-02-29", "BDAY:19960229", "BDAY:1996-02-29"),
    ],
)
def test_a_birthday_stands_as_the_version_has_it(birthday: str, four: str, three: str) -> None:
    card = Card(name="Ada", record="ada", birthday=birthday)
    assert four in lines(card)
    assert three in lines(card, "3.0")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Lovelace", "Lovelace;Ada;;;"),
        ("Noor van den Berghe", "van den Berghe;Noor;;;"),
        ("Martin Luther King Jr.", "King;Martin Luther;;;Jr."),
        ("Cher", ";Cher;;;"),
        ("田辺 由紀", ";田辺 由紀;;;"),
        ("ليلى منصور", "منصور;ليلى;;;"),
    ],
)
def test_a_name_is_told_apart_where_that_is_usual(name: str, parts: str) -> None:
    assert f"N:{parts}" in lines(Card(name=name, record="x"))


def test_what_they_do_and_where_share_a_group_where_there_are_several() -> None:
    roles = (("CTO", "Acme"), ("", "Bank"), ("poet", ""))
    card = Card(name="Ada", record="ada", roles=roles)
    assert [line for line in lines(card) if re.search("ORG|TITLE|ROLE", line)] == [
        "org1.ORG:Acme", "org1.TITLE:CTO", "org2.ORG:Bank", "ROLE:poet",
    ]  # fmt: skip
    assert "ORG:Acme" in lines(Card(name="Ada", record="ada", roles=roles[:1]))


def test_a_word_of_ones_own_stands_beside_whom_it_is_said_of() -> None:
    card = Card(name="Ada", record="ada", related=(("Bo", "friend"), ("Cy", "his boss, at times"), ("Di", "")))
    assert [line for line in lines(card) if "RELATED" in line or "LABEL" in line] == [
        "RELATED;TYPE=friend;VALUE=text:Bo",
        "rel2.RELATED;VALUE=text:Cy", "rel2.X-ABLABEL:his boss\\, at times",
        "RELATED;VALUE=text:Di",
    ]  # fmt: skip
    assert "rel1.X-ABRELATEDNAMES:Bo" in lines(card, "3.0")


def test_a_tie_that_an_import_made_says_no_more_than_the_card_did() -> None:
    (card, _) = told(f"name: Ada\nties: {{bo: {KNOWS}}}\nrelated: [Cy (uncle), Di]", "name: Bo")
    assert card.related == (("Bo", ""), ("Cy", "uncle"), ("Di", ""))


HOSTILE = "Ada\r\nATTACH:file:///etc/passwd"


def test_nothing_in_a_value_makes_a_line_of_its_own() -> None:
    keys = ("name", "why", "city", "aliases", "email", "phone", "roles", "tags")
    front = "\n".join(f'{key}: "{HOSTILE} x@y.z 1"'.replace("\r\n", "\\r\\n") for key in keys)
    for version in VERSIONS:
        (card,) = told(front)
        names = {re.split("[;:]", line)[0] for line in lines(card, version)}
        assert names <= {
            *("BEGIN", "VERSION", "PRODID", "UID", "FN", "N", "NICKNAME", "ROLE", "EMAIL", "TEL", "ADR"),
            *("CATEGORIES", "NOTE", "END", ""),
        }
    assert row(card).count("\n") == 1


@given(st.text(), st.sampled_from(["NOTE", "rel1.RELATED;VALUE=text"]))
def test_a_line_is_folded_at_75_bytes_and_unfolds_to_what_it_was(text: str, name: str) -> None:
    text = text.replace("\r", "")
    folded = written(name, escaped(text))
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == f"{name}:{escaped(text)}\r\n"


# Round trips

letters = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters='"')
word = st.text(letters, min_size=1, max_size=9)
texts = st.lists(word, max_size=3).map(tuple)
role = st.tuples(st.one_of(st.just(""), word), st.one_of(st.just(""), word)).filter(any)
made_cards = st.builds(
    Card,
    name=st.builds("{} {}".format, st.sampled_from(["Ada", "Ärger", "由紀"]), word),
    record=st.just("ada"),
    emails=st.lists(st.sampled_from(["a@x.org", "b+c@y.org", "=d@z.org"]), max_size=2).map(tuple),
    phones=st.lists(st.sampled_from(["+44 1", "+49301234", "0123 (4)", "'+44", "1;2"]), max_size=2).map(tuple),
    urls=st.lists(st.sampled_from(["https://x.org/a,b;c", "x.org"]), max_size=2).map(tuple),
    aliases=texts,
    tags=texts,
    cities=texts,
    roles=st.lists(role, max_size=3).map(tuple),
    birthday=st.sampled_from(["", "--02-29", "1815-12-10"]),
    met_on=st.one_of(st.none(), st.dates(datetime.date(1900, 1, 1))),
    met_at=st.one_of(st.just(""), word),
    through=st.one_of(st.just(""), word),
    why=st.one_of(st.just(""), word),
    uid=st.just("urn:uuid:x"),
)


@given(made_cards)
def test_a_row_comes_back_as_it_was(card: Card) -> None:
    text = header() + row(card)
    (back,) = table.read(io.BytesIO(text.encode()), {})
    assert isinstance(back, Card)
    assert header() + row(replace(back, record=back.id)) == text
    assert (back.name, back.aliases, back.phones, back.why) == (card.name, card.aliases, card.phones, card.why)


@given(made_cards, st.sampled_from(VERSIONS))
def test_a_card_comes_back_as_it_was(card: Card, version: str) -> None:
    text = one_vcard(card, version)
    (back,) = vcard.read(io.BytesIO(text.encode()))
    assert isinstance(back, Card), back
    for key in ("name", "emails", "phones", "urls", "aliases", "tags", "cities", "birthday", "why", "uid"):
        assert getattr(back, key) == getattr(card, key), key
    assert one_vcard(back, version) == text
    (read,) = vobject.readComponents(text)
    assert read.fn.value == card.name


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1)))
def test_texts_joined_in_a_cell_are_parted_again(items: list[str]) -> None:
    assert parted(joined(items)) == tuple(map(harmless, items))


@pytest.mark.parametrize(
    ("cell", "harmed"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@SUM(1)", "'@SUM(1)"), ("-2+3", "'-2+3"), ("+SUM(1)", "'+SUM(1)"),
        ("'=1", "''=1"), ("＝1", "'＝1"), ("--12-10", "'--12-10"), ("+44 1; =2", "'+44 1; =2"),
        ("+49301234", "+49301234"), ("+44 (20) 7946-0018", "+44 (20) 7946-0018"), ("Ada", "Ada"), ("'tis", "'tis"),
    ],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_might_run_is_quoted_and_a_number_is_not(cell: str, harmed: str) -> None:
    assert harmless(cell) == harmed


@pytest.mark.parametrize(
    ("role", "org", "text"),
    [
        ("CTO", "Acme", "CTO at Acme"), ("poet", "", "poet"), ("", "Acme", "@ Acme"),
        ("Head at large", "", "Head at large @"), ("Head at large", "Acme", "Head at large @ Acme"),
        ("treasurer", "Bank at Kew", "treasurer at Bank at Kew"),
    ],
)  # fmt: skip
def test_a_role_is_said_so_that_it_is_read_back(role: str, org: str, text: str) -> None:
    assert said(role, org) == text
    assert role_and_place(text) == (role, org)


def test_the_header_is_what_the_import_looks_for() -> None:
    assert next(csv.reader([header()])) == list(COLUMNS)


def test_cards_are_ordered_as_people_are_listed() -> None:
    names = ["Örs", "Bo", "ada"]
    kept = [Card(name=name, record=name, uid=str(at)) for at, name in enumerate(names)]
    assert list(by_name(kept, lambda card: card.name)) == ["ada", "Bo", "Örs"]


def test_the_uid_of_a_page_that_has_one_is_that() -> None:
    person = read_person("---\nname: Ada\nuid: 7\n---\n", "people/ada.md", "ada", Settings()).record
    assert card_uid(person) == "7"  # type: ignore[arg-type]
