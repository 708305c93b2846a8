"""The tables that Outlook, outlook.com and the tools that copy them export."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from netjournal.exchange.card import Card, Skipped, one_line
from netjournal.exchange.dates import birthday, puts_day_first
from netjournal.exchange.people import columns, emails, links, named, parts, phones, spoken_name, unread
from netjournal.exchange.rows import Header, Row, folded, table

_NAMES = {
    "firstname": ("Vorname", "Prénom", "Nombre"),
    "middlename": ("Weitere Vornamen", "Deuxième prénom", "Segundo nombre"),
    "lastname": ("Nachname", "Nom", "Apellidos"),
    "title": ("Anrede", "Civilité", "Tratamiento"),
    "suffix": ("Suffixe", "Sufijo"),
    "company": ("Firma", "Société", "Organización", "Compañía"),
    "department": ("Abteilung", "Service", "Departamento"),
    "jobtitle": ("Position", "Fonction", "Poste", "Puesto", "Cargo"),
    "emailaddress": ("E-Mail-Adresse", "Adresse de messagerie", "Dirección de correo electrónico"),
    "email2address": ("E-Mail 2: Adresse", "E-Mail-Adresse 2", "Adresse de messagerie 2",
                      "Dirección del correo electrónico 2"),
    "email3address": ("E-Mail 3: Adresse", "E-Mail-Adresse 3", "Adresse de messagerie 3",
                      "Dirección del correo electrónico 3"),
    "mobilephone": ("Mobiltelefon", "Tél. mobile", "Téléphone mobile", "Móvil", "Teléfono móvil"),
    "businessphone": ("Telefon geschäftlich", "Téléphone (bureau)", "Teléfono del trabajo"),
    "homephone": ("Telefon (privat)", "Telefon privat", "Téléphone (domicile)", "Particular", "Teléfono particular"),
    "businesscity": ("Ort geschäftlich", "Ville (bureau)", "Ciudad del trabajo"),
    "homecity": ("Ort privat", "Ville (domicile)", "Ciudad de residencia particular"),
    "birthday": ("Geburtstag", "Anniversaire", "Cumpleaños"),
    "categories": ("Kategorien", "Catégories", "Categorías"),
    "notes": ("Notizen", "Notes", "Notas"),
    "spouse": ("Partner", "Partner/in", "Conjoint(e)", "Cónyuge"),
    "children": ("Kinder", "Enfants", "Hijos"),
    "webpage": ("Webseite", "Page Web", "Página Web"),
}  # fmt: skip
_MEANING = {folded(name): meaning for meaning, names in _NAMES.items() for name in names}
_PHONE = re.compile(
    r"(?:business|home|mobile|other|primary|car|radio|callback|isdn|ttytdd|companymain)phone[0-9]?|callback|isdn"
)
_OTHER_NUMBER = re.compile(r".*fax|pager|telex")
_EMAIL = re.compile(r"email[23]?address|emailaddress[23]|email")
_CITY = re.compile(r"(?:home|business|other)city")
_STREET = re.compile(
    r"(?:home|business|other)(?:street[23]?|state|postalcode|address|addresspobox)|location|officelocation"
)
_LINK = re.compile(r"webpage|personalwebpage|businesshomepage|website")
_CHAT = re.compile(r"imaddress|im")
_OWN = re.compile(r"user[1-4]|billinginformation|governmentidnumber|organizationalidnumber|account|keywords|mileage")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_NO_DATE = re.compile(r"0+[/.-]0+[/.-]0+")
_EVIDENCE = 500


def read(stream: BinaryIO) -> Iterator[Card | Skipped]:
    """Each contact as a card; dates like 4/12/1970 are read in the order that the file's others show.

    Where none shows it, they are read in that of the language the columns are called in; in English they are left out.
    """
    found = table(stream, "a table of Outlook's", _is_header)
    rows = found.rows
    head = [row if isinstance(row, Skipped) else _meant(row) for row in islice(rows, _EVIDENCE)]
    day_first = _order_of_days(row for row in head if isinstance(row, Row))
    if day_first is None and sum(column in _MEANING for column in found.header) > 2:
        day_first = True  # where columns are called so, days come first
    rest = (row if isinstance(row, Skipped) else _meant(row) for row in rows)
    for row in chain(head, rest):
        yield row if isinstance(row, Skipped) else _card(row, day_first)


def _is_header(header: Header) -> bool:
    meanings = {_MEANING.get(column, column) for column in header}
    is_named = bool({"firstname", "lastname", "name"} & meanings)
    return is_named and any(map(_EMAIL.fullmatch, meanings)) and any(map(_PHONE.fullmatch, meanings))


def _meant(row: Row) -> Row:
    cells: dict[str, str] = {}
    for column, text in row.cells.items():
        cells.setdefault(_MEANING.get(column, column), text)
    return Row(row.line, cells)


def _order_of_days(rows: Iterator[Row]) -> bool | None:
    """Whether the file's dates put the day first; None where none shows it, or they contradict one another."""
    shown = {puts_day_first(text) for row in rows for text in row.all("birthday", "anniversary")} - {None}
    return shown.pop() if len(shown) == 1 else None


def _card(row: Row, day_first: bool | None) -> Card | Skipped:
    if row.first("action").casefold() == "delete":
        return Skipped(row.record, "marked to be deleted (Action: delete)")
    found = emails(columns(row, _EMAIL))
    company = row.first("company")
    born = birthday(row.first("birthday"), day_first=day_first)
    card = Card(
        name=_name(row) or ("" if company else " ".join(found[:1])),
        record=row.record,
        emails=found,
        phones=phones(columns(row, _PHONE)),
        urls=links(columns(row, _LINK)),
        aliases=row.all("nickname"),
        tags=parts(row.all("categories", "hobby"), "[;,]"),
        cities=columns(row, _CITY),
        roles=((row.first("jobtitle", "profession"), company),),
        birthday=born,
        note="\n".join((*row.all("notes"), *(f"Referred by {name}" for name in row.all("referredby")))),
        related=_related(row),
        left_out=_left_out(row, born),
    )
    return named(card, company)


def _name(row: Row) -> str:
    spoken = spoken_name(row.first("firstname"), row.first("middlename"), row.first("lastname"), row.first("suffix"))
    shown = _IN_BRACKETS.sub("", one_line(row.first("emaildisplayname")))
    return row.first("name") or spoken or row.first("nickname") or ("" if "@" in shown else shown)


def _related(row: Row) -> tuple[tuple[str, str], ...]:
    words = {"spouse": "spouse", "children": "child", "managersname": "manager", "assistantsname": "assistant"}
    return tuple((name, word) for column, word in words.items() for name in parts(row.all(column), "[;\n]"))


def _left_out(row: Row, born: str) -> tuple[str, ...]:
    plain = {"title": "title", "department": "department", "imaddress": "chat address", "gender": "gender"}
    patterned = {"street address": _STREET, "chat address": _CHAT, "fields of its own": _OWN}
    dated = tuple(text for text in row.all("birthday") if not born and not _NO_DATE.fullmatch(text))
    return (
        *(words for column, words in plain.items() if row.first(column) not in ("", "Unspecified")),
        *(words for words, pattern in patterned.items() if columns(row, pattern)),
        *("anniversary" for text in row.all("anniversary") if not _NO_DATE.fullmatch(text)),
        *unread(dated, (), "birthday (day or month first?)"),
        *unread(columns(row, _EMAIL), emails(columns(row, _EMAIL)), "e-mail"),
        *unread(columns(row, _OTHER_NUMBER), (), "number (fax, pager or telex)"),
        *unread(columns(row, _PHONE), phones(columns(row, _PHONE)), "number"),
        *unread(columns(row, _LINK), links(columns(row, _LINK)), "address"),
    )
