"""Notes of an Obsidian vault, or of another tool's folder of people, as pages: their bodies stay byte for byte."""

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from netjournal.errors import JournalError
from netjournal.exchange.card import Card, Skipped
from netjournal.exchange.kinds import DAY, WITH_KEYS, Kind, Told, is_template, kind_of, told_by
from netjournal.files.notation.records import read_gathering, read_person
from netjournal.files.notation.schema import unlinked
from netjournal.files.notation.tree import Unreadable
from netjournal.files.page import Page, Value, new_page, read_page
from netjournal.files.splice import add_to_list, set_key
from netjournal.network.dataclass import dataclass
from netjournal.network.names import fold, id_key
from netjournal.network.person import Person
from netjournal.network.settings import Settings

DEEPEST = 40
SLUG = re.compile(r"[^\W\d_A-Z]+(?:[-_][^\W\d_A-Z]+)*")


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is a person's or a meeting's: its path in its folder, the page it makes, and what it tells.

    `card` is what identifies a person; a meeting has `date` and no more than a name there.
    """

    file: str
    page: Page
    card: Card
    kind: Kind
    date: datetime.date | None = None

    @property
    def stem(self) -> str:
        return _stem(self.file)


class _Toml(BaseHandler):
    """Front matter between lines of `+++`."""

    FM_BOUNDARY = re.compile(r"^\+{3}[ \t]*$", re.MULTILINE)

    def load(self, fm: str, **_: object) -> Any:
        return tomllib.loads(fm)


class _Json(BaseHandler):
    """A JSON object that the note begins with."""

    FM_BOUNDARY = re.compile(r"^\{", re.MULTILINE)

    def split(self, text: str) -> tuple[str, str]:
        end = json.JSONDecoder().raw_decode(text)[1]
        return text[:end], text[end:]

    def load(self, fm: str, **_: object) -> Any:
        return json.loads(fm)


def read(files: Iterable[tuple[str, bytes | str]], called: str, is_vault: bool) -> Iterator[Note | Skipped]:
    """Each note as a person's or a meeting's page, or skipped with its reason; `called` is the folder's own name."""
    for file, data in files:
        yield Skipped(file, data) if isinstance(data, str) else _read(file, data, called, is_vault)


def copied(note: Note, id: str) -> Page:
    """The page that a person's note becomes under an id: it says its name, and answers to what the file was called."""
    person = _person(note.page, note.file)
    page = note.page
    front = page.front
    if front is None or not any(key.text.casefold() == "name" and not value.is_empty for key, value in front.pairs):
        page = set_key(page if front else Page(f"---\n---\n{page.text}", page.bom), "name", note.card.name)
    names = {fold(name) for name in (note.card.name, *(said.text for said in person.aliases))}
    if id_key(note.stem) != id_key(id) and fold(note.stem) not in names:
        with suppress(JournalError):  # an alias is a help, and its list may be anything
            page = add_to_list(page, "aliases", note.stem)
    return page


def _read(file: str, data: bytes, called: str, is_vault: bool) -> Note | Skipped:
    try:
        page = _with_yaml(read_page(data))
        front, body = _parted(page.text)
        if is_template(file, front, body):
            return Skipped(file, "a template, not a person")
        told = told_by(page.front)
        kind = kind_of(file, told, called, is_vault)
        if kind.is_person:
            note = Note(file, page, _card(page, file), kind)
            copied(note, note.stem)  # so that a page that can't be edited is known now
            return note
        return _meeting(file, page, told, kind) if kind.meeting else Skipped(file, kind.why)
    except Unreadable as error:
        is_form = is_template(file, *_parted(data.decode("utf-8", "replace")))
        return Skipped(file, "a template, not a person" if is_form else f"line {error.line}: {error.says}")
    except (JournalError, ValueError, TypeError, RecursionError) as error:
        why = " ".join(str(error).split())[:200] or "nested too deep"
        return Skipped(file, f"its front matter cannot be read: {why}")


def _parted(text: str) -> tuple[str, str]:
    """Front matter and body as text, however they are written."""
    found = re.match(r"(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", text, re.DOTALL | re.MULTILINE)
    return (found[2], text[found.end() :]) if found else ("", text)


def _with_yaml(page: Page) -> Page:
    """The page with TOML or JSON front matter said in YAML, and the body as it was. Raises ValueError."""
    if page.text.startswith("+++"):
        handler: BaseHandler = _Toml()
        marks = list(_Toml.FM_BOUNDARY.finditer(page.text.replace("\r\n", " \n")))
        if len(marks) < 2:
            return page
        body = page.text[marks[1].end() :].removeprefix("\r").removeprefix("\n")
    elif re.match(r"\{\s*[\"}]", page.text):
        handler = _Json()
        body = re.sub(r"\A[ \t]*\r?\n", "", handler.split(page.text)[1])
    else:
        return page
    metadata, _ = frontmatter.parse(page.text, handler=handler)
    fields = [(key, _value(value)) for key, value in metadata.items()]
    made = new_page([(key, value) for key, value in fields if value])
    return Page(made.text.replace("\n", page.newline) + body, page.bom)


def _value(value: object, depth: int = 0) -> Value:
    """A value of TOML or JSON as a page writes it."""
    if depth > DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(value, Mapping):
        pairs = ((str(key), _value(each, depth + 1)) for key, each in value.items())
        return {key: each for key, each in pairs if each}
    if isinstance(value, list):
        return tuple(each for item in value if (each := _value(item, depth + 1)))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime) and not value.time().isoformat().strip("0:"):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _person(page: Page, file: str) -> Person:
    record = read_person(page.text, file, _stem(file), Settings()).record
    assert isinstance(record, Person)
    return record


def _card(page: Page, file: str) -> Card:
    """What identifies the person of a page."""
    person = _person(page, file)
    name = person.name
    if name == _stem(file) and SLUG.fullmatch(name):
        name = re.sub("[-_]", " ", name).title()
    return Card(
        name=name,
        record=file,
        emails=tuple(said.text for said in person.email),
        phones=tuple(said.text for said in person.phone),
        urls=tuple(said.text for said in person.url),
        aliases=tuple(said.text for said in person.aliases),
        cities=tuple(said.text for said in person.city),
        roles=tuple((role.role, role.org) for role in person.roles),
        uid=person.uid,
        id=_stem(file),
    )


def _meeting(file: str, page: Page, told: Told, kind: Kind) -> Note | Skipped:
    """A meeting's note as a gathering's page: who came, its kind and its name are said in the journal's own keys."""
    stem = _stem(file)
    came = tuple(unlinked(text) for key in WITH_KEYS for text in told.texts.get(key, ()))
    record = read_gathering(page.text, file, stem, Settings()).record
    day = getattr(record, "date", None) or _day(stem)
    if day is None:
        return Skipped(file, f"a {kind.meeting} without a date that can be read")
    name = told.first("name") or DAY.sub("", stem).strip(" -_") or kind.meeting.capitalize()
    place = told.first("place", "loc", "location", "where")
    wanted: dict[str, Value] = {"date": day.isoformat(), "name": name, "kind": kind.meeting, "came": came}
    for key, value in ({**wanted, "place": unlinked(place)} if place else wanted).items():
        if key in ("date", "name", "place") and told.texts.get(key) and not (key == "date" and not _is_day(told)):
            continue
        page = set_key(page, key, value)
    return Note(file, page, Card(name=name, record=file), kind, day)


def _is_day(told: Told) -> bool:
    return _day(told.first("date")) is not None


def _day(text: str) -> datetime.date | None:
    found = DAY.match(text)
    try:
        return datetime.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]
