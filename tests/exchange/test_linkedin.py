"""LinkedIn's Connections.csv becomes cards, whatever its year, order and language."""

import datetime
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.exchange import linkedin
from netjournal.exchange.card import Card, NotThisFormat, Skipped

REAL = Path("/work/shared/data/imports/csv-linkedin")
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Lovelace,https://www.linkedin.com/in/ada,ada@example.org,Analytical Engines,Programmer,15 Jan 2023\n"


def read(text: str | bytes) -> list[Card | Skipped]:
    return list(linkedin.read(io.BytesIO(text if isinstance(text, bytes) else text.encode())))


def only_card(text: str | bytes) -> Card:
    (card,) = read(text)
    assert isinstance(card, Card)
    return card


def test_a_connection_becomes_a_card_met_on_the_day_of_connecting() -> None:
    assert only_card(HEADER + ADA) == Card(
        name="Ada Lovelace",
        record="line 2",
        emails=("ada@example.org",),
        urls=("https://www.linkedin.com/in/ada",),
        roles=(("Programmer", "Analytical Engines"),),
        met_on=datetime.date(2023, 1, 15),
        met_at="LinkedIn",
    )


def test_the_notes_on_top_are_passed_over_and_lines_still_counted() -> None:
    card = only_card('Notes:\n"When exporting, you may\nnotice something, odd"\n\n' + HEADER + ADA)
    assert (card.name, card.record) == ("Ada Lovelace", "line 6")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    card = only_card((HEADER + ADA.replace("Ada,Lovelace", "Zoë,Núñez")).encode(encoding))
    assert card.name == "Zoë Núñez"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_line_end_and_delimiter_is_read(delimiter: str, line_end: str) -> None:
    text = (HEADER + ADA).replace(",", delimiter).replace("\n", line_end)
    assert only_card(text).roles == (("Programmer", "Analytical Engines"),)


@pytest.mark.parametrize(
    ("written", "met_on"),
    [
        ("15 Jan 2023", datetime.date(2023, 1, 15)),
        ('"3/14/15, 7:00 PM"', datetime.date(2015, 3, 14)),
        ('"2/7/17, 9:00 AM"', datetime.date(2017, 2, 7)),
        ("2023-01-15", datetime.date(2023, 1, 15)),
        ("15. März 2023", datetime.date(2023, 3, 15)),
        ("1 févr. 2022", datetime.date(2022, 2, 1)),
        ("3 de dez. de 2021", datetime.date(2021, 12, 3)),
        ("25/12/2019", datetime.date(2019, 12, 25)),
        ("15-Jan-23", datetime.date(2023, 1, 15)),
        ("2023年1月15日", datetime.date(2023, 1, 15)),
        ("15 янв. 2023", datetime.date(2023, 1, 15)),
        ("3 мая 2023", datetime.date(2023, 5, 3)),
        ("15 paź 2023", datetime.date(2023, 10, 15)),
        ("15 Şub 2023", datetime.date(2023, 2, 15)),
        ("", None),
    ],
)
def test_the_day_of_connecting_is_read_as_linkedin_writes_it(written: str, met_on: datetime.date | None) -> None:
    assert only_card(f"First Name,Last Name,Connected On\nAda,Lovelace,{written}\n").met_on == met_on


@pytest.mark.parametrize("written", ["31 Feb 2023", "soon", "0/0/00", "99999999999/1/1"])
def test_a_day_that_cannot_be_read_is_left_out_and_said(written: str) -> None:
    card = only_card(f"First Name,Last Name,Connected On\nAda,Lovelace,{written}\n")
    assert card.met_on is None
    assert card.left_out == (f"day of connecting {written!r}",)


@pytest.mark.parametrize(
    "header",
    [
        "Vorname;Nachname;E-Mail-Adresse;Unternehmen;Position;Verbunden am",
        "Prénom;Nom;Adresse e-mail;Entreprise;Poste;Connecté le",
        "Nombre;Apellidos;Dirección de correo electrónico;Empresa;Cargo;Conectado el",
        "Nome;Sobrenome;Endereço de e-mail;Empresa;Cargo;Conectado em",
        "Imię;Nazwisko;Adres e-mail;Firma;Stanowisko;Data nawiązania kontaktu",
        "Имя;Фамилия;Адрес эл. почты;Компания;Должность;Дата установления контакта",
        "名;姓;メールアドレス;会社;役職;つながった日",
    ],
)
def test_headers_in_other_languages_are_known(header: str) -> None:
    card = only_card(f"{header}\nAda;Lovelace;ada@example.org;Acme;CTO;2023-01-15\n")
    assert card == Card(
        name="Ada Lovelace",
        record="line 2",
        emails=("ada@example.org",),
        roles=(("CTO", "Acme"),),
        met_on=datetime.date(2023, 1, 15),
        met_at="LinkedIn",
    )


def test_a_header_in_a_language_unknown_here_is_read_in_linkedins_order() -> None:
    row = "佐藤,優希,https://www.linkedin.com/in/yuki,,Acme,CTO,2023年1月15日\n"
    card = only_card("이,그,URL,저,여,거,요\n" + row.replace("佐藤,優希", "優希,佐藤"))
    assert (card.name, card.emails, card.roles) == ("佐藤 優希", (), (("CTO", "Acme"),))
    assert card.urls == ("https://www.linkedin.com/in/yuki",)


def test_columns_are_read_in_any_order() -> None:
    card = only_card("Connected On,Last Name,Position,First Name\n15 Jan 2023,Lovelace,CTO,Ada\n")
    assert (card.name, card.roles) == ("Ada Lovelace", (("CTO", ""),))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",,,,,,15 Jan 2023", "no name, e-mail or profile address (a closed account?)"),
        (",,,,,,", "an empty row"),
        ("Ada,Lovelace,,,Acme, Inc.,CTO,15 Jan 2023", "8 cells where the header has 7"),
        ("Ada", "one cell where the header has 7"),
    ],
)
def test_a_row_that_cannot_be_meant_is_skipped_and_says_why(row: str, why: str) -> None:
    assert read(HEADER + row + "\n" + ADA)[0] == Skipped("line 2", why)
    assert len(read(HEADER + row + "\n" + ADA)) == 2


def test_a_short_row_is_read_as_far_as_it_goes_and_empty_cells_too_many_do_no_harm() -> None:
    short, long = read(HEADER + "Ada,Lovelace\n" + ADA.strip() + ",,,\n")
    assert isinstance(short, Card)
    assert isinstance(long, Card)
    assert short.name == long.name == "Ada Lovelace"


@pytest.mark.parametrize(
    ("row", "name"),
    [(",,,ada@example.org,,,", "ada@example.org"), (",,https://www.linkedin.com/in/zo%C3%AB-n,,,,", "zoë-n")],
)
def test_a_connection_without_a_name_goes_by_its_address(row: str, name: str) -> None:
    assert only_card(HEADER + row + "\n").name == name


def test_a_row_that_repeats_another_is_given_again() -> None:
    first, second = read(HEADER + ADA + ADA)
    assert isinstance(first, Card)
    assert isinstance(second, Card)
    assert (first.name, first.emails, second.record) == (second.name, second.emails, "line 3")


def test_a_quote_never_closed_costs_its_own_row_only() -> None:
    lost, kept = read(HEADER + '"Bo,Berg,,,,,\n' + ADA)
    assert lost == Skipped("line 2", "a quote is opened there and never closed")
    assert isinstance(kept, Card)
    assert (kept.name, kept.record) == ("Ada Lovelace", "line 3")


def test_a_cell_beyond_all_bounds_is_skipped_and_the_next_row_read() -> None:
    lost, kept = read(HEADER + "Bo,Berg,,," + "x" * 2_000_000 + "\n" + ADA)
    assert isinstance(lost, Skipped)
    assert isinstance(kept, Card)
    assert kept.record == "line 3"


def test_control_characters_and_formulas_come_out_as_plain_text() -> None:
    card = only_card(HEADER + '"A\x1b[31m\nda",\'=1+1,javascript:alert(1),,,,\n')
    assert card.name == "A [31m da =1+1"
    assert card.urls == ()
    assert card.left_out == ("profile address 'javascript:alert(1)'",)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty"),
        ("\u2028 \r\n".encode(), "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old spreadsheet"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "contact cards"),
        (b"PK\x03\x04....", "archive"),
        (b'{"a": 1}', "JSON"),
        (b"<html>", "HTML"),
        (b"First Name,Last Name,Phonetic First Name,E-mail 1 - Value\n", "Google"),
        (b"First Name,Last Name,E-mail Address,Business Phone\n", "Outlook"),
        (b"Full Name,Town\nAda,London\n", "'Full Name', 'Town'"),
        (b"hello\n", "text that starts with 'hello'"),
    ],
)
def test_a_wrong_file_is_refused_with_what_it_is(data: bytes, found: str) -> None:
    with pytest.raises(NotThisFormat, match="this is not LinkedIn's Connections") as refusal:
        read(data)
    assert found in str(refusal.value)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_cards_or_reasons_or_a_refusal(data: bytes, below_a_header: bool) -> None:
    try:
        found = read(HEADER.encode() + data if below_a_header else data)
    except NotThisFormat:
        assert not below_a_header
        return
    assert all(item.name if isinstance(item, Card) else item.why for item in found)


@given(st.lists(st.lists(st.text(max_size=8), min_size=7, max_size=7), max_size=6))
def test_every_well_written_row_is_a_card_or_a_reason(cells: list[list[str]]) -> None:
    rows = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    assert len(read(HEADER.encode() + "\n".join(rows).encode("utf-8", "replace"))) == len(rows)


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not here")
@pytest.mark.parametrize(
    ("file", "cards", "skipped"),
    [
        ("lni__tests__fixtures__Connections.csv", 10, 0),
        ("pseudo__2018-nopreamble-nourl-usdate-41rows.csv", 41, 0),
        ("pseudo__2025-preamble-url-739rows.csv", 710, 29),
    ],
)
def test_real_exports_are_read_whole(file: str, cards: int, skipped: int) -> None:
    with (REAL / file).open("rb") as stream:
        found = list(linkedin.read(stream))
    read_cards = [item for item in found if isinstance(item, Card)]
    assert (len(read_cards), len(found) - len(read_cards)) == (cards, skipped)
    assert all(card.met_on for card in read_cards)
