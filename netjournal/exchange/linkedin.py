"""LinkedIn's Connections.csv, with or without its notes on top, in the languages it is written in."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from urllib.parse import unquote

from netjournal.exchange.card import Card, Skipped, addresses, is_link
from netjournal.exchange.dates import day
from netjournal.exchange.people import spoken_name
from netjournal.exchange.rows import Header, Row, folded, table

_NAMES = {
    "first": ("First Name", "Vorname", "Prénom", "Nombre", "Nome", "Primeiro nome", "Nome próprio",
              "Voornaam", "Imię", "Förnamn", "Fornavn", "Ad", "Имя", "Jméno", "名", "名字", "이름"),
    "last": ("Last Name", "Nachname", "Nom", "Nom de famille", "Apellido", "Apellidos", "Sobrenome", "Apelido",
             "Último nome", "Cognome", "Achternaam", "Nazwisko", "Efternamn", "Efternavn", "Etternavn", "Soyad",
             "Фамилия", "Příjmení", "姓", "姓氏", "성"),
    "email": ("Email Address", "E-mail Address", "Email", "E-Mail-Adresse", "Adresse e-mail", "Adresse email",
              "E-mail", "Correo electrónico", "Dirección de correo electrónico", "Email profesional",
              "Dirección de email", "Endereço de e-mail", "Indirizzo email", "E-mailadres",
              "Adres e-mail", "E-postadress", "E-mailadresse", "E-postadresse", "E-posta Adresi", "Адрес эл. почты",
              "E-mailová adresa", "メールアドレス", "电子邮件地址", "이메일 주소"),
    "company": ("Company", "Unternehmen", "Firma", "Entreprise", "Société", "Empresa", "Azienda",
                "Bedrijf", "Företag", "Virksomhed", "Bedrift", "Şirket", "Компания", "Společnost", "会社", "公司",
                "회사"),
    "position": ("Position", "Poste", "Fonction", "Intitulé du poste", "Cargo", "Puesto", "Posición", "Posição",
                 "Posizione", "Functie", "Stanowisko", "Stilling", "Pozisyon", "Должность", "Pozice", "役職", "职位",
                 "직책"),
    "connected": ("Connected On", "Verbunden am", "Vernetzt am", "Kontakt seit", "In Kontakt seit", "Connecté le",
                  "Date de connexion", "En relation depuis", "Conectado el", "Fecha de conexión", "Conectado em",
                  "Conectado desde", "Conectou-se em", "Data da conexão", "Data de ligação", "Collegato il",
                  "Verbonden op", "Data nawiązania kontaktu", "Kontakt sedan", "Forbundet den",
                  "Bağlantı Kurulma Tarihi", "Дата установления контакта", "つながった日", "联系时间"),
    "url": ("URL", "Profil-URL", "Profile URL", "URL du profil", "URL del perfil", "URL do perfil", "Adres URL"),
}  # fmt: skip
_MEANING = {folded(name): meaning for meaning, names in _NAMES.items() for name in names}
_IN_ORDER = ("first", "last", "url", "email", "company", "position", "connected")  # in whatever language since 2023
_PROFILE = re.compile(r"/in/([^/?#]+)")


def read(stream: BinaryIO) -> Iterator[Card | Skipped]:
    """Each connection as a card: 'Connected On' is the day of meeting, never a contact."""
    found = table(stream, "LinkedIn's Connections.csv", _is_header)
    meaning = _MEANING if _is_known(found.header) else dict(zip(found.header, _IN_ORDER, strict=True))
    for row in found.rows:
        yield row if isinstance(row, Skipped) else _card(_meant(row, meaning))


def _is_header(header: Header) -> bool:
    return _is_known(header) or (len(set(header)) == len(_IN_ORDER) == len(header) and "url" in header[2])


def _is_known(header: Header) -> bool:
    meanings = {_MEANING.get(column) for column in header}
    return {"first", "last"} <= meanings and bool({"connected", "position"} & meanings)


def _meant(row: Row, meaning: Mapping[str, str]) -> Row:
    cells: dict[str, str] = {}
    for column, text in row.cells.items():
        cells.setdefault(meaning.get(column, column), text)
    return Row(row.line, cells)


def _card(row: Row) -> Card | Skipped:
    emails = addresses(row.first("email"))
    url = row.first("url")
    links = (url,) if is_link(url) else ()
    name = spoken_name(row.first("first"), "", row.first("last"), "") or " ".join(emails[:1]) or _profile_name(url)
    if not name:
        return Skipped(row.record, "no name, e-mail or profile address (a closed account?)")
    met_on = day(row.first("connected"), day_first=False)
    return Card(
        name=name,
        record=row.record,
        emails=emails,
        urls=links,
        roles=((row.first("position"), row.first("company")),),
        met_on=met_on,
        met_at="LinkedIn" if met_on else "",
        left_out=_left_out(row, bool(emails), bool(links), met_on is not None),
    )


def _profile_name(url: str) -> str:
    """The name that a profile's address carries, where nothing better is known."""
    match = _PROFILE.search(url)
    return unquote(match[1]) if match else ""


def _left_out(row: Row, has_email: bool, has_link: bool, has_day: bool) -> tuple[str, ...]:
    taken = {"email": has_email, "url": has_link, "connected": has_day}
    words = {"email": "e-mail address", "url": "profile address", "connected": "day of connecting"}
    unread = (f"{words[key]} {row.first(key)!r}" for key, is_taken in taken.items() if row.first(key) and not is_taken)
    return tuple(unread)
