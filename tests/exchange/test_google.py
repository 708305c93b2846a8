"""The tables of Google Contacts become cards, with the headers of 2024 and the older ones."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.exchange import google
from netjournal.exchange.card import Card, NotThisFormat, Skipped

REAL = Path("/work/shared/data/imports/csv-google")
NEW = (
    "First Name", "Middle Name", "Last Name", "Name Prefix", "Name Suffix", "Nickname", "Organization Name",
    "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels", "E-mail 1 - Label",
    "E-mail 1 - Value", "E-mail 2 - Value", "Phone 1 - Label", "Phone 1 - Value", "Address 1 - Street",
    "Address 1 - City", "Relation 1 - Label", "Relation 1 - Value", "Website 1 - Value", "Event 1 - Value",
    "Custom Field 1 - Label", "Custom Field 1 - Value",
)  # fmt: skip
OLD = (
    "Name", "Given Name", "Family Name", "Given Name Yomi", "Birthday", "Notes", "Group Membership", "E-mail 1 - Value",
    "Phone 1 - Type", "Phone 1 - Value", "Organization 1 - Name", "Organization 1 - Title", "Occupation",
)  # fmt: skip


def exported(columns: tuple[str, ...], *rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes) -> list[Card | Skipped]:
    return list(google.read(io.BytesIO(data)))


def card(columns: tuple[str, ...], **cells: str) -> Card:
    named = {column: cells.get(column.replace(" ", "").replace("-", ""), "") for column in columns}
    (found,) = read(exported(columns, named))
    assert isinstance(found, Card)
    return found


def test_a_contact_with_the_new_header_is_read_in_full() -> None:
    found = card(
        NEW,
        FirstName="Ada", MiddleName="King", LastName="Lovelace", NamePrefix="Lady", Nickname="Countess",
        OrganizationName="Analytical Engines", OrganizationTitle="Programmer", OrganizationDepartment="R&D",
        Birthday=" --12-10", Notes="tea\nengines", Photo="https://example.org/p.jpg",
        Labels="Maths ::: * starred ::: * coworkers ::: * myContacts", Email1Value="ada@example.org ::: a@example.org",
        Email2Value="old@example.net", Phone1Label="Work", Phone1Value="+44 1 ::: '020-7946", Address1City="London",
        Address1Street="St James's Square", Relation1Label="Spouse", Relation1Value="William King",
        Website1Value="https://example.org", Event1Value="1835-07-08", CustomField1Label="Met at",
        CustomField1Value="Babbage's",
    )  # fmt: skip
    assert found == Card(
        name="Ada King Lovelace",
        record="line 2",
        emails=("ada@example.org", "a@example.org", "old@example.net"),
        phones=("+44 1", "020-7946"),
        urls=("https://example.org",),
        aliases=("Countess",),
        tags=("Maths", "coworkers"),
        cities=("London",),
        roles=(("Programmer", "Analytical Engines"),),
        birthday="--12-10",
        note="tea\nengines\nMet at: Babbage's",
        related=(("William King", "spouse"),),
        left_out=("title", "photo", "department", "street address", "another date"),
    )


def test_a_contact_with_the_old_header_is_read_in_full() -> None:
    found = card(
        OLD,
        Name="鈴木 花子", GivenName="花子", FamilyName="鈴木", Birthday="1979-11-03",
        GroupMembership="* My Contacts ::: Go", Email1Value="hana@example.jp", Phone1Type="Mobile", Phone1Value="090 1",
        Organization1Name="ACME",
        Organization1Title="CTO", Occupation="painter",
    )  # fmt: skip
    assert found == Card(
        name="鈴木 花子",
        record="line 2",
        emails=("hana@example.jp",),
        phones=("090 1",),
        tags=("Go",),
        roles=(("CTO", "ACME"), ("painter", "")),
        birthday="1979-11-03",
    )


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"First Name": "Sammy", "Last Name": "Davis", "Name Suffix": "Jr."}, "Sammy Davis Jr."),
        ({"First Name": "Zoë", "Name Suffix": "PhD"}, "Zoë"),
        ({"Nickname": "Bo"}, "Bo"),
        ({"E-mail 1 - Value": "only@example.org"}, "only@example.org"),
        ({"First Name": '\'=HYPERLINK("x")'}, '=HYPERLINK("x")'),
        ({"First Name": "'t", "Last Name": "Hooft"}, "'t Hooft"),
        ({"Organization Name": "Da Mario", "Phone 1 - Value": "030 1"}, "an organisation, not a person: Da Mario"),
        ({"Phone 1 - Value": "030 1"}, "no name"),
        ({}, "an empty row"),
    ],
)
def test_a_contact_goes_by_the_best_name_it_has_or_says_why_not(cells: dict[str, str], found: str) -> None:
    (result,) = read(exported(NEW, cells))
    assert (result.name if isinstance(result, Card) else result.why) == found


@pytest.mark.parametrize(
    ("cells", "left_out"),
    [
        ({"Phone 1 - Label": "Work Fax", "Phone 1 - Value": "030 1"}, "number (fax, pager or none) '030 1'"),
        ({"E-mail 1 - Value": "nobody"}, "e-mail 'nobody'"),
        ({"Website 1 - Value": "javascript:alert(1)"}, "address 'javascript:alert(1)'"),
        ({"Birthday": "around 1800"}, "birthday 'around 1800'"),
    ],
)
def test_what_cannot_be_taken_is_said(cells: dict[str, str], left_out: str) -> None:
    (found,) = read(exported(NEW, {"First Name": "Ada", **cells}))
    assert found == Card(name="Ada", record="line 2", left_out=(left_out,))


@pytest.mark.parametrize("data", [b"", b"BEGIN:VCARD\n", b"First Name,Last Name,Connected On\n", b"a,b\n1,2\n"])
def test_a_wrong_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotThisFormat, match="this is not a table of Google Contacts"):
        read(data)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_cards_or_reasons_or_a_refusal(data: bytes, below_a_header: bool) -> None:
    try:
        found = read(exported(NEW) + data if below_a_header else data)
    except NotThisFormat:
        assert not below_a_header
        return
    assert all(item.name if isinstance(item, Card) else item.why for item in found)


@given(st.lists(st.dictionaries(st.sampled_from(NEW), st.text(max_size=12)), max_size=5))
def test_every_row_is_a_card_or_a_reason(rows: list[dict[str, str]]) -> None:
    text = exported(NEW).decode("utf-8-sig")
    for row in rows:
        text += ",".join('"' + row.get(column, "").replace('"', '""') + '"' for column in NEW) + "\r\n"
    assert len(read(text.encode("utf-8", "replace"))) == len(rows)


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not here")
@pytest.mark.parametrize(
    ("file", "cards", "skipped"), [("hand__google-2024-header.csv", 7, 2), ("hand__google-old-yomi-header.csv", 4, 0)]
)
def test_real_exports_are_read_whole(file: str, cards: int, skipped: int) -> None:
    found = read((REAL / file).read_bytes())
    read_cards = sum(isinstance(item, Card) for item in found)
    assert (read_cards, len(found) - read_cards) == (cards, skipped)
