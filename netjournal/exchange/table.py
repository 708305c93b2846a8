"""Any table of people, its columns named by the user, or named as netjournal's own export names them."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from netjournal.errors import WrongUsage
from netjournal.exchange.card import Card, Skipped
from netjournal.exchange.dates import birthday, day
from netjournal.exchange.people import emails, links, named, parts, phones, unread
from netjournal.exchange.rows import Header, Row, folded, table, unescaped
from netjournal.exchange.table_out import COLUMNS, parted, role_and_place

_MEANINGS = {
    "name": ("name", "fullname"), "first": ("firstname", "givenname"), "last": ("lastname", "familyname", "surname"),
    "email": ("email", "emails", "emailaddress", "mail"), "phone": ("phone", "phones", "mobile"),
    "url": ("url", "urls", "website"), "aliases": ("aliases", "alias", "nickname"), "tags": ("tags",),
    "city": ("city", "cities", "town"),
    "role": ("role", "roles"), "org": ("org", "organisation", "organization", "company"),
    "birthday": ("birthday",), "met": ("met", "meton"), "at": ("metat",), "through": ("through", "metthrough"),
    "why": ("why",), "note": ("note", "notes"), "uid": ("uid",),
}  # fmt: skip
_OURS = tuple(map(folded, COLUMNS))
KEYS = tuple(_MEANINGS)
_SEVERAL = r":::|[;\n]"


def read(stream: BinaryIO, mapping: Mapping[str, str]) -> Iterator[Card | Skipped]:
    """Each row as a card, `mapping` telling which column (by its header) each of KEYS is in.

    A key that isn't mapped is taken from the column of its own name, if there is one. Raises WrongUsage for a key
    that isn't among KEYS, NotThisFormat where a column named isn't there or no name can be read from any.
    """
    unknown = [key for key in mapping if key not in _MEANINGS]
    if unknown:
        raise WrongUsage(f"{unknown[0]!r} is no key to import; the keys are {', '.join(KEYS)}")
    wished = {key: folded(header) for key, header in mapping.items()}
    found = table(stream, _wanted(mapping), lambda header: _is_header(header, wished))
    places = _places(found.header, wished)
    is_ours = found.header == _OURS and not mapping
    for row in found.rows:
        if isinstance(row, Skipped):
            yield row
        else:
            yield _own_card(row) if is_ours else _card(_meant(row, places), _unmapped(row, places))


def _wanted(mapping: Mapping[str, str]) -> str:
    names = " and ".join(repr(header) for header in mapping.values())
    return f"a table with the column{'s' * (len(mapping) > 1)} {names or repr('name')}"


def _is_header(header: Header, wished: Mapping[str, str]) -> bool:
    places = _places(header, wished)
    return set(wished.values()) <= set(header) and bool({"name", "first", "last", "email"} & set(places))


def _places(header: Header, wished: Mapping[str, str]) -> dict[str, str]:
    """The column of each key that has one; a column the user named for one key is not taken for another."""
    free = [column for column in header if column not in wished.values()]
    own = {key: name for key, names in _MEANINGS.items() for name in reversed(names) if name in free}
    return {**own, **wished}


def _meant(row: Row, places: Mapping[str, str]) -> Row:
    return Row(row.line, {key: row.cells[column] for key, column in places.items() if column in row.cells})


def _unmapped(row: Row, places: Mapping[str, str]) -> tuple[str, ...]:
    """The columns no key is in, for the card's `left_out`."""
    taken = {*places.values(), ""}
    return tuple(
        f"the column {column} (--map KEY={column})"
        for column, text in row.cells.items()
        if text and column not in taken
    )


def _own_card(row: Row) -> Card | Skipped:
    """The card that a row of our own export was written from."""

    def items(column: str) -> tuple[str, ...]:
        return tuple(unescaped(item) for item in parted(row.first(column)))

    card = Card(
        name=row.first("name"),
        record=row.record,
        id=row.first("id"),
        is_ours=True,
        emails=items("email"),
        phones=items("phone"),
        urls=items("url"),
        aliases=items("aliases"),
        tags=items("tags"),
        cities=items("city"),
        roles=tuple(map(role_and_place, items("roles"))),
        birthday=birthday(row.first("birthday")),
        met_on=day(row.first("met")),
        met_at=row.first("metat"),
        through=row.first("through"),
        why=row.first("why"),
        uid=row.first("uid"),
    )
    return named(card, "")


def _card(row: Row, unmapped: tuple[str, ...]) -> Card | Skipped:
    found = emails(row.all("email"))
    org = row.first("org")
    met_on = day(row.first("met"))
    card = Card(
        name=row.first("name") or " ".join(row.all("first", "last")) or ("" if org else " ".join(found[:1])),
        record=row.record,
        emails=found,
        phones=phones(row.all("phone")),
        urls=links(row.all("url")),
        aliases=parts(row.all("aliases"), _SEVERAL),
        tags=parts(row.all("tags"), _SEVERAL + "|,"),
        cities=parts(row.all("city"), _SEVERAL),
        roles=_roles(parts(row.all("role"), _SEVERAL), org),
        birthday=birthday(row.first("birthday")),
        met_on=met_on,
        met_at=row.first("at"),
        through=row.first("through"),
        why=row.first("why"),
        note=row.first("note"),
        uid=row.first("uid"),
        left_out=_left_out(row) + unmapped,
    )
    return named(card, org)


def _roles(roles: tuple[str, ...], org: str) -> tuple[tuple[str, str], ...]:
    """Roles at the organisation of their own words, else at that of the row."""
    return tuple(_role(role, org) for role in roles) or (("", org),)


def _role(text: str, org: str) -> tuple[str, str]:
    split = next((text.split(sign, 1) for sign in (" @ ", " at ") if sign in text), None)
    return (split[0], split[1]) if split and not org else (text, org)


def _left_out(row: Row) -> tuple[str, ...]:
    return (
        *(() if birthday(row.first("birthday")) else unread(row.all("birthday"), (), "birthday")),
        *(() if day(row.first("met")) else unread(row.all("met"), (), "day of meeting")),
        *unread(row.all("email"), emails(row.all("email")), "e-mail"),
        *unread(row.all("phone"), phones(row.all("phone")), "number"),
        *unread(row.all("url"), links(row.all("url")), "address"),
    )
