"""Whole pages: the text of a file becomes a person, an organisation, a gathering or the settings."""

import re
from collections.abc import Mapping

from netjournal.files.notation.body import Body, read_body
from netjournal.files.notation.schema import (
    GATHERING_KEYS,
    LAST_CONTACT,
    NAME_KEYS,
    ORGANISATION_KEYS,
    PERSON_KEYS,
    Fields,
    unlinked,
)
from netjournal.files.notation.tree import LIST, MAP, TEXT, AnotherKind, Node, front_matter, read_map
from netjournal.network.dataclass import dataclass
from netjournal.network.entry import KINDS, NOTE, SEEN, TOUCHED, Entry
from netjournal.network.evidence import Problem, Said
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold
from netjournal.network.network import Record
from netjournal.network.organisation import Organisation
from netjournal.network.pattern import pattern
from netjournal.network.person import Extra, Person
from netjournal.network.rhythm import Rhythm, read_rhythm
from netjournal.network.settings import CIRCLES, Folders, Settings

SETTINGS_KEYS = frozenset(("commit", "circles", "folders", "people", "kinds", "synonyms"))
SETTINGS_HINT = "use commit, circles, folders, people, kinds or synonyms"
NO_NAMES = frozenset(("notes", "person", "contact", "about", "bio", "details"))  # headings of a form's first part
SEVERAL = pattern(r"[,#]")  # signs of more than one tag, or of one with a #
NAME_IN_WORDS = pattern(r"[^\W\d_a-z]\S*(?: \S+)* [^\W\d_a-z]\S*")  # Ada Lovelace, Ludwig van Beethoven, 佐藤 優希


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says, and every doubt about it; `body` keeps the places of its entries."""

    record: Record
    problems: tuple[Problem, ...]
    body: Body


def read_person(text: str, file: str, stem: str, settings: Settings) -> Reading:
    """The person a page (without BOM) tells of. Raises Unreadable where its front matter can't be read.

    Raises AnotherKind where the settings tell what people's pages say of themselves, and this one says otherwise.
    """
    front, start = front_matter(text)
    fields, body = Fields(front, file, text, PERSON_KEYS), read_body(text, start, file, settings.kinds)
    if settings.people and (said := fields.says_another(settings.people)):
        raise AnotherKind(said.line, 1, AnotherKind.code, f"tells of no person but of {said.text}", "leave it")
    birthday, birthday_line = fields.birthday()
    person = Person(
        id=stem,
        file=file,
        name=_persons_name(fields, body, stem),
        aliases=fields.texts("aliases"),
        email=fields.texts("email"),
        phone=fields.texts("phone"),
        url=fields.texts("url"),
        roles=fields.roles(),
        city=tuple(Said(unlinked(said.text), said.line) for said in fields.texts("city")),
        birthday=birthday,
        birthday_line=birthday_line,
        tags=_tags(fields),
        circle=_circle(fields, settings),
        every=fields.rhythm(),
        offers=fields.needs("offers"),
        asks=fields.needs("asks"),
        ask_at_most=fields.allowance(),
        met=fields.met(),
        why=fields.text("why"),
        ties=fields.ties(),
        uid=_text(fields, "uid"),
        is_self=fields.flag("self"),
        died=fields.ended("died"),
        archived=_archived(fields),
        private=tuple(said.text for said in fields.texts("private")),
        extras=tuple(fields.extras),
        entries=(*body.entries, *_told(fields)),
        promises=tuple(body.promises),
        links=tuple(body.links),
        prose=text[start:],
    )
    return Reading(person, _problems(front, fields, body, file), body)


def read_organisation(text: str, file: str, stem: str, settings: Settings) -> Reading:
    """The organisation a page (without BOM) tells of. Raises Unreadable where its front matter can't be read."""
    front, start = front_matter(text)
    fields, body = Fields(front, file, text, ORGANISATION_KEYS), read_body(text, start, file, settings.kinds)
    organisation = Organisation(
        id=stem,
        file=file,
        name=_name(fields, body, stem),
        aliases=fields.texts("aliases"),
        url=fields.texts("url"),
        city=tuple(Said(unlinked(said.text), said.line) for said in fields.texts("city")),
        tags=_tags(fields),
        asks=fields.needs("asks"),
        offers=fields.needs("offers"),
        why=fields.text("why"),
        extras=tuple(fields.extras),
        entries=tuple(body.entries),
        promises=tuple(body.promises),
        links=tuple(body.links),
        prose=text[start:],
    )
    return Reading(organisation, _problems(front, fields, body, file), body)


def read_gathering(text: str, file: str, stem: str, settings: Settings) -> Reading:
    """The gathering a page (without BOM) tells of. Raises Unreadable where its front matter can't be read."""
    front, start = front_matter(text)
    fields, body = Fields(front, file, text, GATHERING_KEYS), read_body(text, start, file, settings.kinds)
    day, kind = fields.day("date"), fields.text("kind")
    counts = settings.kinds.get(kind.text.casefold(), "") if kind else SEEN
    if kind and not counts:
        fields.problems.append(
            Problem(
                file,
                kind.line,
                fields.column("kind"),
                "kind",
                "warning",
                f"{kind.text} is no known kind",
                "add it to kinds in netjournal.yaml",
            )
        )
    if front is not None and day is None and not any(problem.code == "date" for problem in fields.problems):
        fields.problems.append(
            Problem(file, 1, 1, "undated", "warning", "this gathering has no date", "add date: 2026-11-02")
        )
    gathering = Gathering(
        id=stem,
        file=file,
        name=_name(fields, body, stem),
        date=day[0] if day else None,
        kind=kind.text.casefold() if kind else "met",
        counts=counts or SEEN,
        place=_text(fields, "place"),
        invited=fields.texts("invited"),
        came=fields.texts("came"),
        line=day[1] if day else 1,
        extras=tuple(fields.extras),
        promises=tuple(body.promises),
        links=tuple(body.links),
        prose=text[start:],
    )
    return Reading(gathering, _problems(front, fields, body, file), body)


def read_settings(text: str, file: str) -> tuple[Settings, tuple[Problem, ...]]:
    """What `netjournal.yaml` settles; a key that cannot be meant keeps its default. Raises Unreadable."""
    fields = Fields(read_map(text, 0, len(text)), file, text, SETTINGS_KEYS)
    fields.problems += (
        Problem(file, extra.line, 1, "setting", "warning", f"no setting is called {extra.key}", SETTINGS_HINT)
        for extra in fields.extras
        if extra.key.casefold() not in SETTINGS_KEYS
    )
    circles, kinds, folders = _circles(fields), _kinds(fields), _pairs(fields, "folders")
    settings = Settings(
        commit=fields.flag("commit"),
        circles={**CIRCLES, **circles},
        folders=Folders(**{key: _inside(folders.get(key), key) for key in ("people", "orgs", "gatherings")}),
        people={name: node.text for name, node in _pairs(fields, "people").items() if node.text.strip()},
        kinds={**KINDS, **kinds},
        synonyms=_groups(fields),
    )
    return settings, tuple(fields.problems)


def read_default(text: str) -> str | None:
    """The default journal that a user's own settings name. Raises Unreadable."""
    said = Fields(read_map(text, 0, len(text)), "config.yaml", text, frozenset(("journal",))).text("journal")
    return said.text if said else None


def _name(fields: Fields, body: Body, stem: str) -> str:
    said = fields.text("name")
    return said.text if said else body.heading.text if body.heading else stem


def _persons_name(fields: Fields, body: Body, stem: str) -> str:
    """The name, as said, in parts, as a heading or as the file is called: a heading of another matter is no name."""
    parts = " ".join(part for key in NAME_KEYS if (part := _text(fields, key))) if fields.has_any(NAME_KEYS) else ""
    if parts and not fields.node("name"):
        return parts
    if body.heading:
        heading = fold(body.heading.text)
        shares_a_word = not set(heading.split()).isdisjoint(fold(stem).split())
        if heading in NO_NAMES or (NAME_IN_WORDS.fullmatch(stem) and not shares_a_word):
            body.heading = None
    return _name(fields, body, stem)


def _text(fields: Fields, key: str) -> str:
    said = fields.text(key)
    return said.text if said else ""


def _tags(fields: Fields) -> tuple[Said, ...]:
    """Tags, with or without #, also several in one text with commas between."""
    tags = (
        Said(word.strip().removeprefix("#"), said.line)
        for said in fields.texts("tags")
        for word in (re.split(r",|\s(?=#)", said.text) if SEVERAL.search(said.text) else (said.text,))
    )
    return tuple(tag for tag in tags if tag.text)


def _circle(fields: Fields, settings: Settings) -> Said | None:
    said = fields.text("circle")
    if said and said.text.casefold() not in settings.circles:
        known = ", ".join(settings.circles)
        fields.problems.append(
            Problem(
                fields.file,
                said.line,
                fields.column("circle"),
                "circle",
                "warning",
                f"no circle is called {said.text}",
                f"use one of {known}",
            )
        )
    return said


def _archived(fields: Fields) -> Said | None:
    archived, status = fields.ended("archived"), fields.text("status")
    if status and status.text.casefold() != "archived":
        fields.extras.append(Extra("status", status.text, status.line))
        status = None
    return archived or status


def _told(fields: Fields) -> tuple[Entry, ...]:
    """The entry that another tool's `last_contact` stands for."""
    for key in LAST_CONTACT if fields.has_any(LAST_CONTACT) else ():
        if found := fields.day(key):
            return (Entry(found[0], "contact", TOUCHED, "", (), "", found[1]),)
    return ()


def _problems(front: Node | None, fields: Fields, body: Body, file: str) -> tuple[Problem, ...]:
    if front is not None and not (fields.problems or body.problems or body.conflicts):
        return ()
    problems = [*fields.problems, *body.problems]
    if front is None:
        problems.append(
            Problem(file, 1, 1, "no-front-matter", "warning", "no front matter", "add --- name: ... --- at the top")
        )
    problems += (
        Problem(
            file,
            said.line,
            1,
            "callout",
            "warning",
            f"two machines disagreed: {said.text}",
            "settle it and delete the line",
        )
        for said in body.conflicts
    )
    return tuple(sorted(set(problems)))


def _pairs(fields: Fields, key: str) -> Mapping[str, Node]:
    node = fields.node(key)
    if node is None:
        return {}
    if node.shape != MAP:
        fields.problems.append(
            Problem(fields.file, node.line, node.column, "shape", "error", f"{key} takes name: value", "write it so")
        )
        return {}
    for name, value in node.pairs:
        if value.shape != TEXT:
            says, do = f"{key}: {name.text} takes one text", "write it on one line"
            fields.problems.append(Problem(fields.file, value.line, value.column, "shape", "error", says, do))
    return {name.text: value for name, value in node.pairs if name.shape == TEXT and value.shape == TEXT}


def _circles(fields: Fields) -> Mapping[str, Rhythm]:
    read = {name.casefold(): (read_rhythm(node.text), node) for name, node in _pairs(fields, "circles").items()}
    for name, (rhythm, node) in read.items():
        if rhythm is None:
            fields.problems.append(
                Problem(
                    fields.file,
                    node.line,
                    node.column,
                    "every",
                    "error",
                    f"{name}: {node.text!r} is no rhythm",
                    "write 6 weeks",
                )
            )
    return {name: rhythm for name, (rhythm, _) in read.items() if rhythm}


def _kinds(fields: Fields) -> Mapping[str, str]:
    pairs = _pairs(fields, "kinds")
    for name, node in pairs.items():
        if node.text.casefold() not in (*KINDS.values(), NOTE):
            fields.problems.append(
                Problem(
                    fields.file,
                    node.line,
                    node.column,
                    "kind",
                    "error",
                    f"{name} counts as {node.text!r}",
                    "a kind counts as seen, talked, touched or note",
                )
            )
    return {
        name.casefold(): node.text.casefold() for name, node in pairs.items() if node.text.casefold() in KINDS.values()
    }


def _inside(node: Node | None, default: str) -> str:
    """A folder inside the journal, whatever was written."""
    parts = [part for part in (node.text if node else "").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or default


def _groups(fields: Fields) -> tuple[tuple[str, ...], ...]:
    node = fields.node("synonyms")
    if node is None:
        return ()
    for group in (node,) if node.shape != LIST else node.items:
        if group.shape != LIST:
            says, do = "synonyms takes lists of words", "write [[treasurer, bookkeeper]]"
            fields.problems.append(Problem(fields.file, group.line, group.column, "shape", "error", says, do))
    groups = (tuple(word.text for word in group.items if word.shape == TEXT) for group in node.items)
    return tuple(group for group in groups if len(group) > 1)
