"""Whether two pages that were given the same id on two machines tell of the same."""

import re

from netjournal.files.notation.records import read_gathering, read_person
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import read_page
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold, id_key, link_target
from netjournal.network.person import Person
from netjournal.network.settings import Settings

STEM = "\ufeffthe same id"  # no page can be called so
LEAST_DIGITS = 7


def same_person(left: bytes, right: bytes) -> bool:
    """Whether two pages of one id are one person's: a shared address or card, or one name and nothing against it.

    Against it are another card, another birthday, and addresses of which none is shared. A page that can't be read
    is nobody's.
    """
    one, other = _person(left), _person(right)
    if one is None or other is None:
        return False
    if one.uid and other.uid:
        return one.uid == other.uid or _share_address(one, other)
    if _share_address(one, other):
        return True
    has_addresses = all(each.email or each.phone for each in (one, other))
    is_born_twice = one.birthday is not None and other.birthday is not None and one.birthday != other.birthday
    return _share_name(one, other) and not has_addresses and not is_born_twice


def _person(data: bytes) -> Person | None:
    try:
        record = read_person(read_page(data).text, "", STEM, Settings()).record
    except Unreadable:
        return None
    return record if isinstance(record, Person) else None


def _share_name(one: Person, other: Person) -> bool:
    """Whether a name or an alias is the same; a page without a name goes by the id, which is the same."""
    names = [
        {fold(name) for name in (each.name, *(alias.text for alias in each.aliases))} - {""} for each in (one, other)
    ]
    return STEM in (one.name, other.name) or bool(names[0] & names[1])


def _share_address(one: Person, other: Person) -> bool:
    emails = [{said.text.strip().casefold() for said in person.email} for person in (one, other)]
    if emails[0] & emails[1]:
        return True
    return any(_same_number(mine.text, theirs.text) for mine in one.phone for theirs in other.phone)


def _same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, be it written with or without the code of its country."""
    mine, theirs = (re.sub(r"\D", "", number).lstrip("0") for number in (one, other))
    if min(len(mine), len(theirs)) < LEAST_DIGITS:
        return mine == theirs and bool(mine)
    return mine.endswith(theirs) or theirs.endswith(mine)


def same_gathering(left: bytes, right: bytes) -> bool:
    """Whether two pages of one id are one gathering: date, kind, and at least one who came agree."""
    one, other = _gathering(left), _gathering(right)
    if one is None or other is None or one.date is None:
        return False
    return (one.date, one.kind.casefold()) == (other.date, other.kind.casefold()) and bool(_came(one) & _came(other))


def _gathering(data: bytes) -> Gathering | None:
    try:
        record = read_gathering(read_page(data).text, "", STEM, Settings()).record
    except Unreadable:
        return None
    return record if isinstance(record, Gathering) else None


def _came(gathering: Gathering) -> set[str]:
    return {id_key(link_target(said.text)) for said in gathering.came}
