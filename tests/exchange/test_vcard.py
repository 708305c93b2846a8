"""Contact cards of every version and program become cards; what isn't taken is said."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.exchange import vcard
from netjournal.exchange.card import Card, NotThisFormat, Skipped

REAL = Path("/work/shared/data/imports/vcard")
NOT_BEGIN_OR_END = ("NOTE:x", "TEL:1", "FN:y", "", " ", "junk", "AGENT:", "N;ENCODING=QUOTED-PRINTABLE:=C3=", "PHOTO:")


def read(data: str | bytes) -> list[Card | Skipped]:
    return list(vcard.read(io.BytesIO(data if isinstance(data, bytes) else data.encode())))


def only(*properties: str, version: str = "3.0") -> Card | Skipped:
    (found,) = read("\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", "")))
    return found


def card(*properties: str, version: str = "3.0") -> Card:
    found = only("FN:Ada Lovelace", *properties, version=version)
    assert isinstance(found, Card)
    return found


def names(data: str | bytes) -> list[str]:
    return [item.name if isinstance(item, Card) else item.why for item in read(data)]


def test_a_card_of_a_phone_is_read_in_full() -> None:
    found = card(
        "N:Lovelace;Ada;;;",
        "ORG:Analytical Engines;R&D;",
        "TITLE:Programmer",
        "item1.EMAIL;type=INTERNET;type=pref:ada@example.org",
        "TEL;type=CELL:+44 20 7946 0018",
        "item3.X-ABRELATEDNAMES;type=pref:William King",
        "item3.X-ABLabel:_$!<Spouse>!$_",
        "item4.ADR;type=HOME:;;St James's Square 12\\n2nd floor;London;;SW1;England",
        "item6.URL;type=pref:https\\://example.org",
        "BDAY:1815-12-10",
        "NICKNAME:Countess,Enchantress",
        "CATEGORIES:mathematics,music",
        "NOTE:Likes tea\\; engines\\, too.\\nSecond line \\\\ backslash",
        "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo",
        "UID:0F1E-1",
    )
    assert found == Card(
        name="Ada Lovelace",
        record="card 1",
        emails=("ada@example.org",),
        phones=("+44 20 7946 0018",),
        urls=("https://example.org",),
        aliases=("Countess", "Enchantress"),
        tags=("mathematics", "music"),
        cities=("London",),
        roles=(("Programmer", "Analytical Engines"),),
        birthday="1815-12-10",
        note="Likes tea; engines, too.\nSecond line \\ backslash",
        uid="0F1E-1",
        related=(("William King", "spouse"),),
        left_out=("department", "street address", "photo"),
    )


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("BDAY:1975-04-12", "1975-04-12"),
        ("BDAY:19880229", "1988-02-29"),
        ("BDAY:--0412", "--04-12"),
        ("BDAY:--04-12", "--04-12"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "--04-12"),
        ("BDAY;X-APPLE-OMIT-YEAR=1704:1704-02-29", "--02-29"),
        ("BDAY:1604-02-29", "--02-29"),
        ("BDAY;VALUE=date-and-or-time:1975-04-12T10:30:00Z", "1975-04-12"),
        ("BDAY:19750412T000000", "1975-04-12"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--04-12;3;;;", "--04-12"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-06-01;1;;;", ""),
    ],
)
def test_birthdays_are_read_in_every_form(written: str, birthday: str) -> None:
    assert card(written).birthday == birthday


@pytest.mark.parametrize("written", ["circa 1800", "1985-03", "---12", "2023-02-29", "--02-30"])
def test_a_birthday_that_is_no_day_is_left_out_and_said(written: str) -> None:
    found = card(f"BDAY;VALUE=text:{written}")
    assert (found.birthday, found.left_out) == ("", (f"birthday {written!r}",))


@pytest.mark.parametrize(
    ("written", "phones"),
    [
        ('TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+353-87-555-0101;ext=12', ("+353-87-555-0101 ext 12",)),
        ("TEL;VALUE=uri:tel:+1%20418;phone-context=x", ("+1 418",)),
        ("TEL;WORK;VOICE;FAX:(111) 555-1111", ("(111) 555-1111",)),
        ("TEL;WORK;FAX:(111) 555-1111", ()),
        ("TEL;TYPE=HOME,pager:(111) 555-1111", ()),
        ("TEL:SKYPE:+46701234568", ("+46701234568",)),
        ("TEL:unknown", ()),
    ],
)
def test_telephone_numbers_come_as_one_would_write_them(written: str, phones: tuple[str, ...]) -> None:
    found = card(written)
    assert found.phones == phones
    assert bool(found.left_out) == (not phones)


def test_quoted_printable_is_decoded_over_soft_line_breaks() -> None:
    found = card(
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=94=D1=80=D1=83=",
        "=D0=B3=0D=0A=",
        "TEL: not a number, a line of the note",
        "TITLE;CHARSET=UTF-8;QUOTED-PRINTABLE:Gesch=C3=A4ftsf=C3=BChrer",
        version="2.1",
    )
    assert found.note == "Друг\nTEL: not a number, a line of the note"
    assert found.roles == (("Geschäftsführer", ""),)


def test_a_soft_line_break_at_the_very_end_does_not_swallow_the_next_property() -> None:
    found = card("NOTE;ENCODING=QUOTED-PRINTABLE:=D0=94=", "BDAY:1975-04-12", version="2.1")
    assert (found.note, found.birthday) == ("Д", "1975-04-12")


@pytest.mark.parametrize(
    "data",
    [
        b"FN;CHARSET=ISO-8859-1:Zo\xeb N\xfa\xf1ez",
        b"FN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:Zo=EB N=FA=F1ez",
        b"FN:Zo\xeb N\xfa\xf1ez",
        b"FN;CHARSET=no-such-charset:Zo\xc3\xab N\xc3\xba\xc3\xb1ez",
        b"FN;CHARSET=unicode_escape:Zo\xc3\xab N\xc3\xba\xc3\xb1ez",
        "FN:Zo\r\n ë N\r\n\túñez".encode(),
    ],
)
def test_names_are_read_in_their_charset_and_over_folds(data: bytes) -> None:
    assert names(b"BEGIN:VCARD\r\n" + data + b"\r\nEND:VCARD\r\n") == ["Zoë Núñez"]


def test_a_name_keeps_its_own_composed_or_decomposed_letters() -> None:
    assert names("".join(f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n" for name in ("Zoe\u0308", "Zo\u00eb"))) == [
        "Zoe\u0308",
        "Zo\u00eb",
    ]


def test_pictures_may_be_folded_badly_and_hold_empty_lines() -> None:
    found = card("PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", "", " AAAA", "BBBB+/=", "", "TEL:+1 2", version="2.1")
    assert (found.phones, found.left_out) == (("+1 2",), ("photo",))


def test_a_note_whose_folds_were_broken_keeps_its_text() -> None:
    assert card("NOTE:first line", "second line without its blank", "TEL:+1 2").note.count("line") == 2


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        (["N:Lovelace;Ada;King;Lady;"], "Lady Ada King Lovelace"),
        (["N:Gump;Forrest"], "Forrest Gump"),
        (["FN:", "N:;;;;", "NICKNAME:Bo"], "Bo"),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Petya;1;;;"], "Petya"),
        (["EMAIL:ada@example.org"], "ada@example.org"),
        (["TEL:+1 2 3"], "no name"),
        (["FN:Acme", "ORG:Acme", "X-ABShowAs:COMPANY"], "an organisation, not a person: Acme"),
        (["ORG:Acme", "TEL:+1 2 3"], "an organisation, not a person: Acme"),
        (["FN:Acme", "N:Berg;Bo", "ORG:Acme"], "Acme"),
        (["KIND:group", "FN:Club"], "a group, not a person"),
        (["X-ADDRESSBOOKSERVER-KIND:group", "FN:Club"], "a group, not a person"),
        (["KIND:ORG", "FN:Acme"], "an organisation, not a person"),
        (["KIND:location", "FN:Beach"], "a place, not a person"),
        (["KIND:individual", "FN:Ada"], "Ada"),
    ],
)
def test_a_card_goes_by_the_best_name_it_has_or_says_why_not(properties: list[str], found: str) -> None:
    result = only(*properties)
    assert (result.name if isinstance(result, Card) else result.why) == found


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_every_line_end_is_read(line_end: str) -> None:
    text = "begin:vcard\nfn:Ada\n love\nend:vcard\n\njunk between\n: : ;\nBEGIN:vCard\nFN:Bo\nEND:vCard"
    assert names(text.replace("\n", line_end)) == ["Adalove", "Bo"]


def test_a_blank_at_the_start_of_a_cards_first_line_does_not_hide_the_card() -> None:
    assert names("BEGIN:VCARD\n FN:Ada\n  love\nEND:VCARD\n NOTE:x\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n") == [
        "Ada love",
        "Bo",
    ]


def test_a_card_without_an_end_stops_where_the_next_begins_and_says_so() -> None:
    first, second, third = read("BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nBEGIN:VCARD\nFN:Cy")
    assert [item.name for item in (first, second, third) if isinstance(item, Card)] == ["Ada", "Bo", "Cy"]
    assert [bool(item.left_out) for item in (first, second, third) if isinstance(item, Card)] == [True, False, True]


def test_an_agents_card_inside_another_is_passed_over() -> None:
    agent = "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Secretary\nTEL:+9 9\nEND:VCARD\n"
    first, second = read(f"BEGIN:VCARD\nFN:Ada\n{agent}TEL:+1 2\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n")
    assert isinstance(first, Card)
    assert isinstance(second, Card)
    assert (first.name, first.phones, first.left_out) == ("Ada", ("+1 2",), ("another card inside it",))
    assert second == Card(name="Bo", record="card 2")


def test_titles_go_with_the_organisation_of_their_group_or_place() -> None:
    assert card("a.ORG:One", "b.ORG:Two", "b.TITLE:Clerk", "a.TITLE:Chair").roles == (
        ("Clerk", "Two"),
        ("Chair", "One"),
    )
    assert card("ORG:One", "ORG:Two", "TITLE:Chair", "TITLE:Clerk").roles == (("Chair", "One"), ("Clerk", "Two"))
    assert card("ORG:One", "TITLE:Chair", "ROLE:Speaker").roles == (("Chair", "One"), ("Speaker", "One"))
    assert card("ORG:One").roles == (("", "One"),)


@pytest.mark.parametrize(
    ("written", "related"),
    [
        ("RELATED;TYPE=friend;VALUE=text:Marta O.", (("Marta O.", "friend"),)),
        ("RELATED;TYPE=spouse:urn:uuid:f81d4fae-7dec-11d0", ()),
        ("X-EVOLUTION-SPOUSE:Maria", (("Maria", "spouse"),)),
        ("X-MS-MANAGER:Big Blue", (("Big Blue", "manager"),)),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;14;;", (("Bo", "spouse"),)),
    ],
)
def test_people_named_on_the_card_come_with_what_they_are(written: str, related: tuple[tuple[str, str], ...]) -> None:
    found = card(written)
    assert found.related == related
    assert bool(found.left_out) == (not related)


def test_tags_may_be_quoted_and_addresses_are_web_addresses_only() -> None:
    found = card('CATEGORIES:rowing,"old, friends",a\\,b', "URL:javascript:alert(1)", "URL:www.example.org/x")
    assert found.tags == ("rowing", "old, friends", "a,b")
    assert (found.urls, found.left_out) == (("www.example.org/x",), ("address 'javascript:alert(1)'",))


def test_a_forged_line_in_a_value_stays_in_that_value() -> None:
    found = card(
        "NICKNAME:Bo\\nATTACH:file:///etc/passwd\x1b[31m", 'X-FOO;LABEL="a:b;c":d', "NOTE:a\x00b\\n- 2026-01-01 x"
    )
    assert found.aliases == ("Bo ATTACH:file:///etc/passwd [31m",)
    assert found.note == "a b\n- 2026-01-01 x"


def test_a_line_or_card_beyond_all_bounds_is_skipped_and_the_next_card_read() -> None:
    huge = "BEGIN:VCARD\nFN:Ada\nNOTE:" + "x" * 1_500_000 + "\nEND:VCARD\n"
    many = "BEGIN:VCARD\nFN:Ada\n" + f"NOTE:{'y' * 500}\n" * 3_000 + "END:VCARD\n"
    lost, lost_too, kept = names(huge + many + "BEGIN:VCARD\nFN:Bo\nEND:VCARD\n")
    assert lost == lost_too == "larger than 1,000,000 bytes"
    assert kept == "Bo"


def test_a_picture_of_any_size_costs_nothing() -> None:
    assert names("BEGIN:VCARD\nFN:Ada\nPHOTO;ENCODING=b:" + "A" * 3_000_000 + "\n AAAA\nEND:VCARD\n") == ["Ada"]


LARGE = (b"x" * 500 + b"\n") * 3_000


@pytest.mark.parametrize("data", [b"", b"First Name,Last Name\n", b"\x00\x01", b"FN:Ada\n", LARGE])
def test_a_file_without_a_card_is_refused(data: bytes) -> None:
    with pytest.raises(NotThisFormat, match="this is not a file of contact cards"):
        read(data)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_cards_or_reasons_or_a_refusal(data: bytes, in_a_card: bool) -> None:
    try:
        found = read(b"BEGIN:VCARD\r\nFN:Ada\r\n" + data if in_a_card else data)
    except NotThisFormat:
        assert not in_a_card
        return
    assert all(item.name if isinstance(item, Card) else item.why for item in found)


@given(st.lists(st.lists(st.sampled_from(NOT_BEGIN_OR_END), max_size=6), min_size=1, max_size=6))
def test_every_card_that_is_closed_is_a_card_or_a_reason(cards: list[list[str]]) -> None:
    text = "".join("BEGIN:VCARD\n" + "".join(line + "\n" for line in lines) + "END:VCARD\n" for lines in cards)
    assert len(read(text)) == len(cards)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=90))
def test_a_name_comes_back_exactly_over_folds(name: str) -> None:
    escaped = name.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    folded = "\r\n ".join(escaped[start : start + 7] for start in range(0, len(escaped), 7))
    assert names(f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{folded}\r\nEND:VCARD\r\n") == [name]


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not here")
@pytest.mark.parametrize(
    ("file", "cards", "skipped"),
    [
        ("hand__android-2.1-qp.vcf", 1, 0),
        ("hand__iphone-17-multi.vcf", 3, 0),
        ("hand__v4-yearless-related-group.vcf", 2, 1),
        ("ovcf__assets__demo-data__vcf__contacts.vcf", 15, 3),
        ("nvcf__test__data__photo-base64.vcf", 0, 1),
        ("nvcf__test__data__quoted-list.vcf", 0, 1),
        ("nvcf__test__data__multiple.vcf", 3, 0),
        ("ez__src__test__resources__ezvcard__io__text__outlook-2007.vcf", 1, 0),
    ],
)
def test_real_exports_are_read_whole(file: str, cards: int, skipped: int) -> None:
    with (REAL / file).open("rb") as stream:
        found = list(vcard.read(stream))
    read_cards = sum(isinstance(item, Card) for item in found)
    assert (read_cards, len(found) - read_cards) == (cards, skipped)


@pytest.mark.skipif(not REAL.exists(), reason="the real exports are not here")
def test_every_real_card_is_read_or_named() -> None:
    for path in REAL.iterdir():
        data = path.read_bytes()
        assert len(read(data)) == data.upper().count(b"BEGIN:VCARD"), path.name
