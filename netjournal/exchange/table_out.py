"""People as a table that is safe to open in a spreadsheet, and that our own import reads back as it was."""

import csv
import io
import re
from collections.abc import Iterable

from netjournal.exchange.card import Card

COLUMNS = (
    "id", "name", "aliases", "email", "phone", "url", "roles", "city", "birthday", "tags",
    "met", "met at", "through", "why", "uid",
)  # fmt: skip
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")  # what a spreadsheet may run, and what keeps it from that already
_NUMBER = re.compile(r"\+[\d (]*\d[\d ()/-]*")
_ITEM = re.compile(r"(?:[^\\;]|\\.)+")


def header() -> str:
    """The first row, with its line end."""
    return _line(COLUMNS)


def row(card: Card) -> str:
    """The row of a card, with its line end."""
    return _line(map(harmless, _cells(card)))


def harmless(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet might run it; a telephone number is no formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def joined(items: Iterable[str]) -> str:
    """Several texts in one cell; `parted` takes them apart again."""
    return "; ".join(re.sub(r"[\\;]", r"\\\g<0>", harmless(item)) for item in items)


def parted(cell: str) -> tuple[str, ...]:
    """The texts that were joined, each still as `harmless` made it."""
    return tuple(re.sub(r"\\(.)", r"\1", item.strip()) for item in _ITEM.findall(cell))


def said(role: str, org: str) -> str:
    """A role as one text that `role_and_place` reads back."""
    plain = f"{role} at {org}" if role and org else role
    return plain if role_and_place(plain) == (role, org) else f"{role} @ {org}".strip()


def role_and_place(text: str) -> tuple[str, str]:
    """Role and organisation of `ROLE @ ORG`, either of which may be missing, else of `ROLE at ORG`."""
    if text.endswith(" @"):
        return text[:-2], ""
    if text.startswith("@ "):
        return "", text[2:]
    between = " @ " if " @ " in text else " at "
    role, found, org = text.rpartition(between) if between == " @ " else text.partition(between)
    return (role, org) if found else (text, "")


def _cells(card: Card) -> tuple[str, ...]:
    return (
        card.record,
        card.name,
        joined(card.aliases),
        joined(card.emails),
        joined(card.phones),
        joined(card.urls),
        joined(said(role, org) for role, org in card.roles),
        joined(card.cities),
        card.birthday,
        joined(card.tags),
        card.met_on.isoformat() if card.met_on else "",
        card.met_at,
        card.through,
        card.why,
        card.uid,
    )


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
