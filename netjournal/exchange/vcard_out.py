"""Contact cards written, in vCard 4.0 and 3.0."""

import re
import unicodedata
from collections.abc import Iterator

from netjournal.exchange.card import Card
from netjournal.exchange.contentlines import escaped, written

VERSIONS = ("4.0", "3.0")
MAKER = "-//netjournal//"
_PRODUCT = f"{MAKER}contact journal//EN"
_RELATIONS = frozenset(
    ("contact", "acquaintance", "friend", "met", "co-worker", "colleague", "co-resident", "neighbor", "child", "parent",
     "sibling", "spouse", "kin", "muse", "crush", "date", "sweetheart", "agent", "emergency")
)  # fmt: skip
_BEFORE_FAMILY = frozenset(("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le"))
_GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_FAMILY_FIRST = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_NO_YEAR = "1604"  # Apple's, a leap year


def vcard(card: Card, version: str) -> str:
    """The card in the version, one of VERSIONS."""
    lines = [("BEGIN", "VCARD"), ("VERSION", version), ("PRODID", _PRODUCT), *_properties(card, version)]
    return "".join(written(name, value) for name, value in [*lines, ("END", "VCARD")])


def _properties(card: Card, version: str) -> Iterator[tuple[str, str]]:
    yield "UID", escaped(card.uid)
    yield "FN", escaped(card.name)
    yield "N", ";".join(map(escaped, _parts(card.name)))
    if card.aliases:
        yield "NICKNAME", ",".join(map(escaped, card.aliases))
    yield from _roles(card.roles)
    for email in card.emails:
        yield "EMAIL", escaped(email)
    for phone in card.phones:
        yield "TEL", escaped(phone)
    for city in card.cities:
        yield "ADR", f";;;{escaped(city)};;;"
    for url in card.urls:
        yield "URL", url.replace("\\", "%5C")
    if card.birthday:
        yield _birthday(card.birthday, version)
    if card.tags:
        yield "CATEGORIES", ",".join(map(escaped, card.tags))
    yield from _related(card.related, version)
    if card.why:
        yield "NOTE", escaped(card.why)


def _parts(name: str) -> tuple[str, str, str, str, str]:
    """The name in vCard's parts: family, given, additional, prefix, suffix; told apart only where that is usual.

    Read in the order in which programs show them, the parts are the name again.
    """
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _GENERATION.fullmatch(words[-1]) else ""
    if len(words) < 2 or any(unicodedata.name(sign, "").startswith(_FAMILY_FIRST) for sign in name):
        return "", " ".join(words), "", "", suffix
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _BEFORE_FAMILY:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start]), "", "", suffix


def _roles(roles: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """What they do and where; a title and its organisation share a group where there are several."""
    held = {org for role, org in roles if role}
    placed = [(role, org) for role, org in roles if role and org]
    placed += [("", org) for role, org in roles if not role and org not in held]
    bare = [role for role, org in roles if not org]
    for number, (role, org) in enumerate(placed, 1):
        group = f"org{number}." if len(placed) + len(bare) > 1 else ""
        yield f"{group}ORG", escaped(org)
        if role:
            yield f"{group}TITLE", escaped(role)
    for role in bare:
        yield "ROLE", escaped(role)


def _birthday(birthday: str, version: str) -> tuple[str, str]:
    """As the version has it; 3.0 knows no birthday without a year but the way that Apple writes one."""
    if version == "4.0":
        return "BDAY", birthday.replace("-", "") if birthday[0] != "-" else f"--{birthday[2:].replace('-', '')}"
    if birthday[0] == "-":
        return f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}", f"{_NO_YEAR}{birthday[1:]}"
    return "BDAY", birthday


def _related(related: tuple[tuple[str, str], ...], version: str) -> Iterator[tuple[str, str]]:
    """Who they know; a word of one's own stands beside it, as Apple writes it."""
    name = "RELATED;VALUE=text" if version == "4.0" else "X-ABRELATEDNAMES"
    for number, (who, word) in enumerate(related, 1):
        if version == "4.0" and word in _RELATIONS:
            yield f"RELATED;TYPE={word};VALUE=text", escaped(who)
        elif word:
            yield f"rel{number}.{name}", escaped(who)
            yield f"rel{number}.X-ABLABEL", escaped(word)
        else:
            yield name, escaped(who)
