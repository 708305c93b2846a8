"""The tables that Google Contacts exports, with the headers of 2024 and the older ones."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from netjournal.exchange.card import Card, Skipped
from netjournal.exchange.dates import birthday
from netjournal.exchange.people import columns, emails, links, named, parts, phones, spoken_name, unread
from netjournal.exchange.rows import Header, Row, table

_EMAIL = re.compile(r"email[0-9]+value")
_PHONE = re.compile(r"phone([0-9]+)value")
_CITY = re.compile(r"address[0-9]+city")
_STREET = re.compile(r"address[0-9]+(?:formatted|street|pobox|region|postalcode|extendedaddress)")
_LINK = re.compile(r"website[0-9]+value")
_ORGANISATION = re.compile(r"organization([0-9]*)name")
_TITLE = re.compile(r"organization([0-9]*)title")
_RELATION = re.compile(r"relation([0-9]+)value")
_CUSTOM = re.compile(r"customfield([0-9]+)value")
_EVENT = re.compile(r"event[0-9]+value")
_CHAT = re.compile(r"im[0-9]+value")
_LABELS_OF_ITS_OWN = {"* mycontacts", "* my contacts", "* other contacts", "* starred"}
_NOT_A_CALL = re.compile(r"fax|pager", re.IGNORECASE)
_LEFT_OUT = {
    "nameprefix": "title", "namesuffix": "title", "photo": "photo", "organizationdepartment": "department",
    "organization1department": "department", "phoneticfirstname": "phonetic name", "gender": "gender",
    "phoneticlastname": "phonetic name", "yominame": "phonetic name", "maidenname": "maiden name", "fileas": "filed as",
    "location": "location", "language": "language", "billinginformation": "billing information",
}  # fmt: skip


def read(stream: BinaryIO) -> Iterator[Card | Skipped]:
    """Each contact as a card; an organisation without a person is skipped and says so."""
    for row in table(stream, "a table of Google Contacts", _is_header).rows:
        yield row if isinstance(row, Skipped) else _card(row)


def _is_header(header: Header) -> bool:
    is_named = bool({"givenname", "firstname", "name"} & set(header))
    return is_named and any(_EMAIL.fullmatch(column) or _PHONE.fullmatch(column) for column in header)


def _card(row: Row) -> Card | Skipped:
    found = emails(columns(row, _EMAIL))
    organisation = row.first("organizationname", "organization1name")
    name = _name(row) or row.first("nickname") or ("" if organisation else " ".join(found[:1]))
    card = Card(
        name=name,
        record=row.record,
        emails=found,
        phones=phones(_calls(row)),
        urls=links(columns(row, _LINK)),
        aliases=row.all("nickname", "shortname"),
        tags=_tags(row),
        cities=columns(row, _CITY),
        roles=_roles(row),
        birthday=birthday(row.first("birthday")),
        note="\n".join((*row.all("notes"), *_custom_fields(row))),
        related=_related(row),
        left_out=_left_out(row),
    )
    return named(card, organisation)


def _name(row: Row) -> str:
    given, middle, family = (
        row.first(*names)
        for names in (("firstname", "givenname"), ("middlename", "additionalname"), ("lastname", "familyname"))
    )
    return row.first("name") or spoken_name(given, middle, family, row.first("namesuffix"))


def _calls(row: Row) -> tuple[str, ...]:
    """The numbers of those columns that aren't labelled as a fax or a pager."""
    return tuple(
        text
        for column, text in row.cells.items()
        if (match := _PHONE.fullmatch(column)) and not _NOT_A_CALL.search(_label(row, "phone", match[1]))
    )


def _label(row: Row, kind: str, number: str) -> str:
    """What the user, or Google, called that column: `* Home` is Google's."""
    return row.first(f"{kind}{number}label", f"{kind}{number}type").strip("* ")


def _tags(row: Row) -> tuple[str, ...]:
    labels = parts(row.all("labels", "groupmembership"), ":::")
    own = tuple(label.removeprefix("*") for label in labels if label.casefold() not in _LABELS_OF_ITS_OWN)
    return own + parts(row.all("hobby"), "[,;]|:::")


def _roles(row: Row) -> tuple[tuple[str, str], ...]:
    numbers = dict.fromkeys(
        match[1]
        for column in row.cells
        if (match := _ORGANISATION.fullmatch(column) or _TITLE.fullmatch(column)) and row.cells[column]
    )
    pairs = tuple((row.first(f"organization{n}title"), row.first(f"organization{n}name")) for n in numbers)
    return pairs + tuple((role, "") for role in row.all("occupation"))


def _related(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, _label(row, "relation", match[1]).lower())
        for column, text in row.cells.items()
        if (match := _RELATION.fullmatch(column))
        for name in text.split(":::")
    )


def _custom_fields(row: Row) -> tuple[str, ...]:
    """The fields a person made up, as lines for the note."""
    return tuple(
        f"{_label(row, 'customfield', match[1])}: {text}".lstrip(": ")
        for column, text in row.cells.items()
        if (match := _CUSTOM.fullmatch(column))
    )


def _left_out(row: Row) -> tuple[str, ...]:
    fixed = tuple(words for column, words in _LEFT_OUT.items() if row.first(column))
    patterned = {"street address": _STREET, "another date": _EVENT, "chat address": _CHAT}
    found = tuple(words for words, pattern in patterned.items() if columns(row, pattern))
    called = phones(_calls(row))
    return (
        *fixed,
        *found,
        *unread(columns(row, _EMAIL), emails(columns(row, _EMAIL)), "e-mail"),
        *unread(columns(row, _PHONE), called, "number (fax, pager or none)"),
        *unread(columns(row, _LINK), links(columns(row, _LINK)), "address"),
        *(() if birthday(row.first("birthday")) else unread(row.all("birthday"), (), "birthday")),
    )
