"""What the address books' tables have in common: names in parts, lists in a cell, cells that no card takes."""

import re
from collections.abc import Iterable

from netjournal.exchange.card import Card, Skipped, addresses, distinct, is_link, one_line
from netjournal.exchange.rows import Row

_GENERATIONS = {"jr", "sr", "ii", "iii", "iv", "v"}
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_NOBODY = re.compile(r"(?:no|do-?not)[-_.]?reply|mailer-daemon|bounces?@|notifications?@", re.IGNORECASE)
_PHONE_WORD = re.compile(r"\A[A-Za-z]{1,20}:\s*(?=[+(0-9])")


def spoken_name(given: str, middle: str, family: str, suffix: str) -> str:
    """The name as it is spoken; of suffixes only those that tell father from son (Jr., III).

    Where names are written in Han, kana or Hangul the family's comes first.
    """
    if _EAST_ASIAN.fullmatch(given) and _EAST_ASIAN.fullmatch(family):
        return one_line(f"{family} {given}")
    generation = suffix if suffix.strip(". ").casefold() in _GENERATIONS else ""
    return one_line(" ".join((given, middle, family, generation)))


def parts(cells: Iterable[str], separators: str) -> tuple[str, ...]:
    """The parts of these cells between any of the separators (a regular expression)."""
    return distinct(part for cell in cells for part in re.split(separators, cell))


def emails(cells: Iterable[str]) -> tuple[str, ...]:
    """The e-mail addresses in these cells."""
    return tuple(address for cell in cells for address in addresses(cell))


def phones(cells: Iterable[str]) -> tuple[str, ...]:
    """The numbers in these cells (several between `:::` or semicolons), without a spreadsheet's apostrophe."""
    numbers = (_PHONE_WORD.sub("", number.strip("' ")) for number in parts(cells, r":::|;|\n"))
    return tuple(number for number in numbers if any(map(str.isdigit, number)))


def links(cells: Iterable[str]) -> tuple[str, ...]:
    """The web addresses in these cells."""
    return tuple(link for link in parts(cells, r":::|\s") if is_link(link))


def unread(cells: Iterable[str], taken: Iterable[str], word: str) -> tuple[str, ...]:
    """Each of these cells that none of the taken texts stands in, as words for the card's `left_out`."""
    held = tuple(taken)
    return tuple(f"{word} {one_line(cell)[:60]!r}" for cell in cells if not any(text in cell for text in held))


def named(card: Card, organisation: str) -> Card | Skipped:
    """The card, if it has a name to go by; else the reason why it isn't taken."""
    if card.name and card.name in card.emails and _NOBODY.match(card.name):
        return Skipped(card.record, f"an address that nobody reads: {card.name}")
    if card.name:
        return card
    if organisation:
        return Skipped(card.record, f"an organisation, not a person: {one_line(organisation)}")
    return Skipped(card.record, "no name")


def columns(row: Row, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The cells, not empty, of the columns whose folded names the pattern matches whole."""
    return tuple(text for column, text in row.cells.items() if pattern.fullmatch(column))
