"""Any table becomes cards once its columns are named; our own export's are known."""

import csv
import datetime
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import WrongUsage
from netjournal.exchange import table
from netjournal.exchange.card import Card, NotThisFormat, Skipped

REAL = Path("/work/shared/data/imports")


def read(data: str | bytes, **mapping: str) -> list[Card | Skipped]:
    return list(table.read(io.BytesIO(data if isinstance(data, bytes) else data.encode()), mapping))


def test_mapped_columns_become_a_card() -> None:
    found = read(
        'Full Name;Mail;Where;Does;Seen first\n"Lovelace, Ada";ada@x.org;London;CTO at Acme;2019-06-05\n',
        name="Full Name", email="mail", city="WHERE", role="Does", met="Seen first",
    )  # fmt: skip
    assert found == [
        Card(
            name="Lovelace, Ada",
            record="line 2",
            emails=("ada@x.org",),
            cities=("London",),
            roles=(("CTO", "Acme"),),
            met_on=datetime.date(2019, 6, 5),
        )
    ]


def test_columns_named_as_in_our_own_export_need_no_mapping() -> None:
    text = (
        "id,name,aliases,email,phone,url,roles,city,birthday,tags,note\n"
        "ada,Ada Lovelace,Countess; Ada Byron,a@x.org; b@x.org,'+44 1; 020 2,https://x.org,"
        'CTO at Acme; treasurer @ Food Bank at Kew; poet,London; Turin,1815-12-10,"maths, music","tea\nengines"\n'
    )
    assert read(text) == [
        Card(
            name="Ada Lovelace",
            record="line 2",
            emails=("a@x.org", "b@x.org"),
            phones=("+44 1", "020 2"),
            urls=("https://x.org",),
            aliases=("Countess", "Ada Byron"),
            tags=("maths", "music"),
            cities=("London", "Turin"),
            roles=(("CTO", "Acme"), ("treasurer", "Food Bank at Kew"), ("poet", "")),
            birthday="1815-12-10",
            note="tea\nengines",
            left_out=("the column id (--map KEY=id)",),
        )
    ]


def test_a_column_named_for_one_key_is_not_taken_for_another() -> None:
    (found,) = read("name,nickname\nCountess,Ada\n", name="nickname")
    assert isinstance(found, Card)
    assert (found.name, found.aliases) == ("Ada", ())


def test_a_column_of_organisations_goes_with_the_column_of_roles() -> None:
    text = "First,Family,Job,Firm\nAda,Lovelace,Head at large,Acme\n"
    (found,) = read(text, first="First", last="Family", role="Job", org="Firm")
    assert found == Card(name="Ada Lovelace", record="line 2", roles=(("Head at large", "Acme"),))


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("'=1+1", "=1+1"),
        ("'@SUM(1)", "@SUM(1)"),
        ("'-2+3", "-2+3"),
        ("'+49 30", "+49 30"),
        ("''=1", "'=1"),
        ("'\tx", "x"),
        ("'t Hooft", "'t Hooft"),
        ("=1+1", "=1+1"),
    ],
)
def test_cells_that_were_made_safe_for_a_spreadsheet_come_back_as_they_were(cell: str, name: str) -> None:
    (found,) = read(f"name,city\n{cell},London\n")
    assert isinstance(found, Card)
    assert found.name == name


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",a,", "no name"),
        (",,", "an empty row"),
        ("Ada", "one cell where the header has 3"),
        ("a,b,c,d", "4 cells where the header has 3"),
    ],
)
def test_a_row_that_gives_nobody_says_why(row: str, why: str) -> None:
    assert read(f"name,city,tags\n{row}\n") == [Skipped("line 2", why)]


def test_dates_with_two_readings_are_left_out_and_said() -> None:
    (found,) = read("name,birthday,met\nAda,3/4/1970,4/5/2019\n")
    assert found == Card(name="Ada", record="line 2", left_out=("birthday '3/4/1970'", "day of meeting '4/5/2019'"))


def test_a_column_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(NotThisFormat, match=r"a table with the column 'Full Name'.*'Person', 'Town'"):
        read("Person,Town\nAda,London\n", name="Full Name")


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(WrongUsage, match="'shoe size' is no key"):
        read("name\nAda\n", **{"shoe size": "name"})


@given(st.binary(max_size=400), st.booleans(), st.sampled_from(["name", "Full Name", "", "#"]))
def test_any_bytes_give_cards_or_reasons_or_a_refusal(data: bytes, below_a_header: bool, column: str) -> None:
    try:
        found = read(b"name,Full Name,tags\n" + data if below_a_header else data, name=column)
    except NotThisFormat:
        return
    assert all(item.name if isinstance(item, Card) else item.why for item in found)


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=9), st.sampled_from(",;\t"))
def test_every_row_is_a_card_or_a_reason(rows: list[tuple[str, str]], delimiter: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("name", "tags"), *rows])
    assert len(read(text.getvalue().encode("utf-8", "replace"))) == len(rows)


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not here")
@pytest.mark.parametrize(
    ("file", "mapping", "cards", "records"),
    [
        ("csv-linkedin/lni__tests__fixtures__Connections.csv", {"met": "Connected On"}, 10, 10),
        ("csv-outlook/hand__outlook-classic-92col-cp1252.csv", {"email": "E-mail Address"}, 3, 4),
        ("csv-google/hand__google-2024-header.csv", {"email": "E-mail 1 - Value"}, 7, 9),
    ],
)
def test_real_tables_are_read_whole(file: str, mapping: dict[str, str], cards: int, records: int) -> None:
    with (REAL / file).open("rb") as stream:
        found = list(table.read(stream, mapping))
    assert (sum(isinstance(item, Card) for item in found), len(found)) == (cards, records)
