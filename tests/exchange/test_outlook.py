"""Outlook's tables, classic and copied, become cards."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.exchange import outlook
from netjournal.exchange.card import Card, NotThisFormat, Skipped

REAL = Path("/work/shared/data/imports/csv-outlook")
COLUMNS = (
    "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title",
    "Business Street", "Business City", "Home City", "Business Fax", "Business Phone", "Mobile Phone", "Pager",
    "Anniversary", "Assistant's Name", "Birthday", "Categories", "Children", "E-mail Address", "E-mail Display Name",
    "E-mail 2 Address", "Gender", "Hobby", "Manager's Name", "Notes", "Referred By", "Spouse", "User 1", "Web Page",
)  # fmt: skip


def exported(*rows: dict[str, str], encoding: str = "cp1252") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def read(data: bytes) -> list[Card | Skipped]:
    return list(outlook.read(io.BytesIO(data)))


def cards(*rows: dict[str, str]) -> list[Card]:
    return [item for item in read(exported(*rows)) if isinstance(item, Card)]


def test_a_contact_of_the_classic_export_is_read_in_full() -> None:
    (found,) = cards(
        {
            "Title": "Dr.", "First Name": "Jürgen", "Last Name": "Weiß", "Company": "Beispiel GmbH & Co. KG",
            "Department": "IT", "Job Title": "Geschäftsführer", "Business Street": "Hauptstr. 1",
            "Business City": "Köln", "Home City": "Bonn", "Business Fax": "(030) 9", "Business Phone": "(030) 555-0101",
            "Mobile Phone": "+49 151 5550102", "Anniversary": "0/0/00", "Assistant's Name": "Kim",
            "Birthday": "1970-04-12", "Categories": "Kunden;Freunde", "Children": "Lee; Max",
            "E-mail Address": "juergen@example.de", "E-mail 2 Address": "j@example.de", "Gender": "Unspecified",
            "Hobby": "chess", "Notes": "Erste Zeile\r\nZweite Zeile\r\n", "Referred By": "Bo", "Spouse": "Heidi",
            "User 1": "x", "Web Page": "http://example.de",
        }
    )  # fmt: skip
    assert found == Card(
        name="Jürgen Weiß",
        record="line 2",
        emails=("juergen@example.de", "j@example.de"),
        phones=("(030) 555-0101", "+49 151 5550102"),
        urls=("http://example.de",),
        tags=("Kunden", "Freunde", "chess"),
        cities=("Köln", "Bonn"),
        roles=(("Geschäftsführer", "Beispiel GmbH & Co. KG"),),
        birthday="1970-04-12",
        note="Erste Zeile\nZweite Zeile\nReferred by Bo",
        related=(("Heidi", "spouse"), ("Lee", "child"), ("Max", "child"), ("Kim", "assistant")),
        left_out=("title", "department", "street address", "fields of its own",
                  "number (fax, pager or telex) '(030) 9'"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("birthdays", "read_as"),
    [
        (["4/12/1970"], [""]),
        (["4/12/1970", "12/25/1980"], ["1970-04-12", "1980-12-25"]),
        (["4/12/1970", "25/12/1980"], ["1970-12-04", "1980-12-25"]),
        (["4/12/1970", "25/12/1980", "12/25/1980"], ["", "1980-12-25", "1980-12-25"]),
        (["4/4/1970"], ["1970-04-04"]),
        (["12.04.1970"], ["1970-04-12"]),
        (["4/25/70"], ["--04-25"]),
        (["1604-04-12"], ["--04-12"]),
        (["0/0/00"], [""]),
    ],
)
def test_a_birthday_is_read_in_the_order_the_file_shows_and_never_guessed(
    birthdays: list[str], read_as: list[str]
) -> None:
    found = cards(*({"First Name": f"P{n}", "Birthday": text} for n, text in enumerate(birthdays)))
    assert [card.birthday for card in found] == read_as


def test_a_birthday_with_two_readings_is_said_and_no_birthday_is_not() -> None:
    two, none = cards({"First Name": "Ann", "Birthday": "4/12/1970"}, {"First Name": "Bo", "Birthday": "0/0/00"})
    assert two.left_out == ("birthday (day or month first?) '4/12/1970'",)
    assert none.left_out == ()


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"First Name": "Ann", "Middle Name": "B.", "Last Name": "O'Neil, Jr."}, "Ann B. O'Neil, Jr."),
        ({"E-mail Address": "a@x.org", "E-mail Display Name": "Ann Neil (a@x.org)"}, "Ann Neil"),
        ({"E-mail Address": "a@x.org", "E-mail Display Name": "a@x.org"}, "a@x.org"),
        ({"Company": "Acme", "Business Phone": "1"}, "an organisation, not a person: Acme"),
        ({"Business Phone": "1"}, "no name"),
        ({}, "an empty row"),
    ],
)
def test_a_contact_goes_by_the_best_name_it_has_or_says_why_not(cells: dict[str, str], found: str) -> None:
    (result,) = read(exported(cells))
    assert (result.name if isinstance(result, Card) else result.why) == found


def test_an_exchange_address_is_no_e_mail_and_is_said() -> None:
    (found,) = cards({"First Name": "Ann", "E-mail Address": "/o=EXAMPLE/cn=ann"})
    assert (found.emails, found.left_out) == ((), ("e-mail '/o=EXAMPLE/cn=ann'",))


def test_short_rows_of_the_copied_dialect_are_read_and_deletions_skipped() -> None:
    header = "Action,ID,Name,E-mail Address,Notes,Mobile Phone,Company,Job Title,Home Address\n"
    adam, deleted = read(f"{header}add,,Adam,adam@x.org,,+1 5,Acme\ndelete,24,Daniel,d@x.org\n".encode())
    assert adam == Card(name="Adam", record="line 2", emails=("adam@x.org",), phones=("+1 5",), roles=(("", "Acme"),))
    assert deleted == Skipped("line 3", "marked to be deleted (Action: delete)")


def test_a_german_export_is_read() -> None:
    header = "Anrede;Vorname;Nachname;Firma;Position;Mobiltelefon;E-Mail-Adresse;Geburtstag;Ort privat\r\n"
    (found,) = read((header + "Frau;Käthe;Groß;Acme;Ärztin;+49 1;k@x.de;12.04.1970;Köln\r\n").encode("cp1252"))
    assert found == Card(
        name="Käthe Groß",
        record="line 2",
        emails=("k@x.de",),
        phones=("+49 1",),
        cities=("Köln",),
        roles=(("Ärztin", "Acme"),),
        birthday="1970-04-12",
        left_out=("title",),
    )


@pytest.mark.parametrize("data", [b"", b"BEGIN:VCARD\n", b"First Name,Last Name,Connected On\n", b"a,b\n1,2\n"])
def test_a_wrong_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotThisFormat, match="this is not a table of Outlook's"):
        read(data)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_cards_or_reasons_or_a_refusal(data: bytes, below_a_header: bool) -> None:
    try:
        found = read(exported() + data if below_a_header else data)
    except NotThisFormat:
        assert not below_a_header
        return
    assert all(item.name if isinstance(item, Card) else item.why for item in found)


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=12)), max_size=5))
def test_every_row_is_a_card_or_a_reason(rows: list[dict[str, str]]) -> None:
    text = exported().decode("cp1252")
    for row in rows:
        text += ",".join('"' + row.get(column, "").replace('"', '""') + '"' for column in COLUMNS) + "\r\n"
    assert len(read(text.encode("utf-8", "replace"))) == len(rows)


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not here")
@pytest.mark.parametrize(
    ("file", "cards", "skipped"), [("gpc__outlook.csv", 2, 1), ("hand__outlook-classic-92col-cp1252.csv", 3, 1)]
)
def test_real_exports_are_read_whole(file: str, cards: int, skipped: int) -> None:
    found = read((REAL / file).read_bytes())
    read_cards = sum(isinstance(item, Card) for item in found)
    assert (read_cards, len(found) - read_cards) == (cards, skipped)
