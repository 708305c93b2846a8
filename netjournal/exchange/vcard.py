"""Contact cards (vCard 2.1, 3.0, 4.0) of phones, mail programs and address books."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO
from urllib.parse import unquote

from netjournal.exchange.card import Card, NotThisFormat, Skipped, addresses, distinct, is_link, one_line
from netjournal.exchange.contentlines import LIMIT, Block, Property, begins_card, blocks
from netjournal.exchange.dates import birthday
from netjournal.exchange.people import spoken_name
from netjournal.exchange.rows import found_in, lines, text_of
from netjournal.exchange.vcard_out import MAKER

_KINDS = {
    "group": "a group, not a person",
    "org": "an organisation, not a person",
    "organization": "an organisation, not a person",
    "location": "a place, not a person",
    "application": "a program, not a person",
    "device": "a device, not a person",
}
_LEFT_OUT = {
    "PHOTO": "photo", "LOGO": "logo", "SOUND": "sound", "KEY": "key", "AGENT": "another card inside it",
    "LABEL": "street address", "GEO": "place on the map", "TZ": "time zone", "GENDER": "gender", "LANG": "language",
    "ANNIVERSARY": "anniversary", "X-ANNIVERSARY": "anniversary", "X-MS-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary", "X-ABDATE": "another date", "DEATHDATE": "date of death",
    "IMPP": "chat address", "MEMBER": "members",
    "RELATED": "a related person known by an identifier only",
    "FBURL": "calendar address", "CALURI": "calendar address",
    "X-PHONETIC-FIRST-NAME": "phonetic name", "X-PHONETIC-LAST-NAME": "phonetic name",
}  # fmt: skip
_OF_NO_INTEREST = {
    "BEGIN", "END", "VERSION", "PRODID", "REV", "CLASS", "SORT-STRING", "SOURCE", "PROFILE", "MAILER", "N", "KIND",
    "X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", "XML", "CLIENTPIDMAP",
    "X-EVOLUTION-FILE-AS", "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-ETAG", "X-ID",
    "X-COUCHDB-APPLICATION-ANNOTATIONS", "FN",
}  # fmt: skip
_CHATS = re.compile(r"X-(?:.*-)?(?:AIM|ICQ|JABBER|MSN|YAHOO|SKYPE|SKYPE-USERNAME|GADUGADU|QQ|GOOGLE-TALK|IMADDRESS)")
_RELATIVES = re.compile(r"X-(?:.*-)?(SPOUSE|CHILD|MANAGER|ASSISTANT)(?:SNAME|NAME)?", re.IGNORECASE)
_ANDROID_RELATIONS = ("", "assistant", "brother", "child", "domestic partner", "father", "friend", "manager", "mother",
                      "parent", "partner", "referred by", "relative", "sister", "spouse")  # fmt: skip
_APPLE_WORD = re.compile(r"_\$!<(.*)>!\$_")
_NOT_RELATIONS = {"pref", "internet", "text", "uri"}
_SCHEME = re.compile(r"\A[A-Za-z]{1,20}:\s*(?=[+(0-9])")
_EXTENSION = re.compile(r";ext=([0-9]+).*|;.*", re.IGNORECASE | re.DOTALL)
_IDENTIFIER = re.compile(r"(?:urn|uuid|https?|mailto|cid|data):\S+", re.IGNORECASE)
_LINKS = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-EVOLUTION-BLOG-URL", "X-EVOLUTION-VIDEO-URL")
_TAKEN = {"NICKNAME", "CATEGORIES", "TITLE", "ROLE", "NOTE", "UID"}
_CUT_OFF = "whatever followed (the card has no end)"
_SHOWN = 50
_NOT_A_CALL = {"fax", "pager"}


def read(stream: BinaryIO) -> Iterator[Card | Skipped]:
    """Each card of the file in its order; groups, organisations and nameless cards are skipped and say why.

    Raises NotThisFormat where the file holds no card at all. Nothing a card points at is ever fetched.
    """
    physical = lines(stream, LIMIT)
    head = _head(physical)
    if not head or not begins_card(head[-1]):
        raise NotThisFormat("a file of contact cards (vCard)", found_in([text_of(line) for line in head[:_SHOWN]]))
    for block in blocks(chain(head[-1:], physical)):
        yield _read_block(block)


def _head(physical: Iterator[bytes]) -> list[bytes]:
    """The lines up to the first card's, or as many as junk before it may be."""
    head: list[bytes] = []
    size = 0
    for line in physical:
        head.append(line)
        size += len(line) + 1
        if begins_card(line) or size > LIMIT:
            break
    return head


def _read_block(block: Block) -> Card | Skipped:
    record = f"card {block.number}"
    if block.trouble:
        return Skipped(record, block.trouble)
    found = _Properties(block.properties)
    kind = found.text("KIND", "X-ADDRESSBOOKSERVER-KIND").strip().lower()
    if kind in _KINDS:
        return Skipped(record, _KINDS[kind])
    name = _name(found)
    organisation = one_line(next((role[1] for role in _roles(found) if role[1]), ""))
    if organisation and name in ("", organisation) and not _name_in_parts(found):
        return Skipped(record, f"an organisation, not a person: {organisation}")
    name = name or next(iter(_emails(found)), "")
    if not name:
        return Skipped(record, "no name")
    return _card(name, record, found, block.ended)


def _card(name: str, record: str, found: "_Properties", ended: bool) -> Card:
    notes = "\n\n".join(note.text for note in found.named("NOTE"))
    return Card(
        name=name,
        record=record,
        emails=_emails(found),
        phones=tuple(map(_phone, found.named("TEL"))),
        urls=tuple(map(_link, found.named(*_LINKS))),
        aliases=(*(other.text for other in found.named("FN")), *_nicknames(found)),
        tags=tuple(tag for categories in found.named("CATEGORIES") for tag in categories.items),
        cities=tuple(address.fields[3] for address in found.named("ADR") if len(address.fields) > 3),
        roles=_roles(found),
        birthday=_birthday(found),
        is_ours=found.is_own,
        why=notes if found.is_own else "",
        note=notes if not found.is_own else "",
        uid=found.text("UID"),
        related=tuple(pair for pair in map(found.relation, found.all) if pair[0]),
        left_out=(*filter(None, (_left_out(item, found) for item in found.all)), *(() if ended else (_CUT_OFF,))),
    )


class _Properties:
    """A card's properties, by name and with the labels that Apple gives them."""

    def __init__(self, properties: Iterable[Property]) -> None:
        self.all = tuple(properties)
        self.is_own = self.text("PRODID").startswith(MAKER)
        self._labels = {item.group: item.text for item in self.all if item.name == "X-ABLABEL" and item.group}

    def named(self, *names: str) -> tuple[Property, ...]:
        return tuple(item for item in self.all if item.name in names)

    def text(self, *names: str) -> str:
        """The first value of these names that says something."""
        return next((text for name in names for item in self.named(name) if (text := one_line(item.text))), "")

    def label(self, item: Property) -> str:
        label = self._labels.get(item.group, "") if item.group else ""
        apple = _APPLE_WORD.fullmatch(label.strip())
        return apple[1].lower() if apple else label

    def android(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """The values of Android's own rows of that kind."""
        rows = (item.fields for item in self.named("X-ANDROID-CUSTOM"))
        return tuple((*row[1:], "", "", "") for row in rows if row[0].rpartition("/")[2] == kind)

    def relation(self, item: Property) -> tuple[str, str]:
        """A person named on the card and what they are; an empty name where the property names nobody."""
        if item.name == "X-ANDROID-CUSTOM" and item.fields[0].endswith("/relation"):
            return _android_relation((*item.fields[1:], "", "", ""))
        if item.name == "X-ABRELATEDNAMES":
            return item.text, self.label(item) or _relation_word(item)
        if relative := _RELATIVES.fullmatch(item.name):
            return item.text, relative[1].lower()
        if item.name == "RELATED" and not _IDENTIFIER.match(item.text):
            return item.text, self.label(item) or _relation_word(item)
        return "", ""


def _relation_word(item: Property) -> str:
    return next((kind for kind in item.types if kind not in _NOT_RELATIONS), "")


def _name(found: _Properties) -> str:
    return found.text("FN") or _name_in_parts(found) or next(iter(_nicknames(found)), "")


def _name_in_parts(found: _Properties) -> str:
    """The name as N has it, in the order in which it is spoken."""
    parts = next((item.fields for item in found.named("N") if any(map(one_line, item.fields))), ())
    family, given, additional, prefix, suffix = (*parts[:5], *("",) * (5 - len(parts[:5])))
    if not (prefix or additional or suffix):
        return spoken_name(given, "", family, "")
    return one_line(" ".join((prefix, given, additional, family, suffix)))


def _nicknames(found: _Properties) -> tuple[str, ...]:
    written = (name for item in found.named("NICKNAME") for name in item.items)
    return distinct((*written, *(row[0] for row in found.android("nickname"))))


def _emails(found: _Properties) -> tuple[str, ...]:
    return tuple(address for item in found.named("EMAIL") for address in _addresses(item))


def _addresses(item: Property) -> tuple[str, ...]:
    return addresses(item.text.replace("\n", ""))


def _phone(item: Property) -> str:
    """The number as one would write it; empty where it is none to call or write to."""
    number = _SCHEME.sub("", item.text.strip())
    if item.text.strip().lower().startswith("tel:"):
        number = _EXTENSION.sub(lambda match: f" ext {match[1]}" if match[1] else "", unquote(number))
    is_call = not _NOT_A_CALL & set(item.types) or "voice" in item.types
    return number if is_call and any(map(str.isdigit, number)) else ""


def _link(item: Property) -> str:
    address = item.text.replace("\n", "").strip()
    return address if is_link(address) else ""


def _roles(found: _Properties) -> tuple[tuple[str, str], ...]:
    """Titles with the organisations of their group, else in the order written, else with the only one there is.

    On a card of our own a ROLE has none.
    """
    places = [(item.group, item.fields[0]) for item in found.named("ORG") if one_line(item.fields[0])]
    grouped = {group: org for group, org in reversed(places) if group}
    roles: list[tuple[str, str]] = []
    for name in ("TITLE", "ROLE"):
        for index, item in enumerate(item for item in found.named(name) if one_line(item.text)):
            place = index if len(places) > 1 else 0
            in_order = places[place][1] if place < len(places) and not (found.is_own and name == "ROLE") else ""
            roles.append((item.text, grouped.get(item.group, in_order)))
    held = {org for _, org in roles}
    return (*roles, *(("", org) for _, org in places if org not in held))


def _birthday(found: _Properties) -> str:
    written = (_birthday_of(item) for item in found.named("BDAY", "X-EVOLUTION-BIRTHDAY"))
    custom = (birthday(row[0]) for row in found.android("contact_event") if row[1] == "3")
    return next((text for text in (*written, *custom) if text), "")


def _birthday_of(item: Property) -> str:
    omitted = item.parameter("X-APPLE-OMIT-YEAR")
    return birthday(item.text, no_year=int(omitted) if re.fullmatch("[0-9]{4}", omitted) else 1604)


def _android_relation(row: tuple[str, ...]) -> tuple[str, str]:
    name, kind, label = row[:3]
    known = dict(enumerate(_ANDROID_RELATIONS))
    return name, label or known.get(int(kind) if re.fullmatch("[0-9]{1,2}", kind) else 0, "")


def _left_out(item: Property, found: _Properties) -> str:
    """What of this property the card doesn't take, in words; empty where nothing."""
    text = one_line(item.text)
    if (not text.strip(";, ") and item.name not in _LEFT_OUT) or item.name in _OF_NO_INTEREST:
        return ""
    if item.name in _CHECKED:
        words, is_taken = _CHECKED[item.name]
        return "" if is_taken(item) else words.format(text[:60])
    if found.relation(item)[0] or item.name in _TAKEN or item.name.startswith("X-ANDROID"):
        return _android_left_out(item)
    if _CHATS.fullmatch(item.name):
        return "chat address"
    return _LEFT_OUT.get(item.name) or ("its program's own fields" if item.name.startswith("X-") else item.name.lower())


def _android_left_out(item: Property) -> str:
    if item.name != "X-ANDROID-CUSTOM":
        return ""
    kind, _, number = (*item.fields, "", "")[:3]
    word = kind.rpartition("/")[2]
    is_taken = word in ("nickname", "relation") or (word == "contact_event" and number == "3")
    return "" if is_taken else "another date" if word == "contact_event" else word


def _only_city(item: Property) -> bool:
    return not any(one_line(part) for place, part in enumerate(item.fields) if place not in (3, 6))


_CHECKED: dict[str, tuple[str, Callable[[Property], object]]] = {
    "BDAY": ("birthday {!r}", _birthday_of),
    "EMAIL": ("e-mail {!r}", _addresses),
    "TEL": ("number {!r} (fax, pager or none)", _phone),
    "ADR": ("street address", _only_city),
    "ORG": ("department", lambda item: not any(map(one_line, item.fields[1:]))),
    **dict.fromkeys(_LINKS, ("address {!r}", _link)),
}
