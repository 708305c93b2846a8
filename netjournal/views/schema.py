"""The JSON Schema (2020-12) of front matter, for editors: made of the keys that pages are read by."""

import json
from collections.abc import Iterable, Mapping

from netjournal.files.notation.schema import (
    EXAMPLES,
    GATHERING_KEYS,
    LAST_CONTACT,
    MET_KEYS,
    NAME_KEYS,
    ORGANISATION_KEYS,
    PERSON_KEYS,
    ROLE_KEYS,
    SPELLINGS,
)
from netjournal.network.person import APART
from netjournal.views.machine import Object

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYS: Mapping[str, frozenset[str]] = {
    "person": PERSON_KEYS | {APART},
    "organisation": ORGANISATION_KEYS,
    "gathering": GATHERING_KEYS,
}

_DAY = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[Tt ].*)?"
_LINK: Object = {"type": "array", "maxItems": 1, "items": {"type": "array", "maxItems": 1, "items": {"type": "string"}}}
_TEXT: Object = {"type": ["string", "null"]}
_WORD: Object = {"anyOf": [{"type": ["string", "number", "null"]}, _LINK]}  # numbers and [[links]] are texts too
_DATE: Object = {"type": ["string", "null"], "pattern": f"^{_DAY}$"}
_SOME_DATE: Object = {"type": ["string", "integer", "null"], "pattern": rf"^(?:\d{{4}}(?:-\d{{1,2}})?|{_DAY})$"}


def _listed(item: Object) -> Object:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _parts(**parts: Object) -> Object:
    return {"type": "object", "properties": parts}


_WORDS = _listed(_WORD)
_NEED = {"anyOf": [_WORD, {**_parts(what=_WORD, heard=_SOME_DATE, **{"for": _WORD}), "required": ["what"]}]}
_ROLE = _parts(role=_WORD, org=_WORD, since=_SOME_DATE, until=_SOME_DATE)
_ENDED: Object = {"anyOf": [_DATE, {"type": "boolean"}]}

# What the value of a key is, and what the key is for; other tools' keys are as those they are read as.
SHAPES: Mapping[str, tuple[Object, str]] = {
    "name": (_TEXT, "Who it is."),
    "aliases": (_WORDS, "Other names that find them."),
    "email": (_listed(_TEXT), "How to reach them."),
    "phone": (_WORDS, "How to reach them."),
    "url": (_listed(_TEXT), "Their pages on the web."),
    "roles": (_listed({"anyOf": [_WORD, {**_ROLE, "minProperties": 1}]}), "What they do: `Treasurer at Food Bank`."),
    "city": (_WORDS, "Where they live."),
    "birthday": (
        {"type": ["string", "null"], "pattern": rf"^(?:{_DAY}|(?:--)?\d{{1,2}}-\d{{1,2}}|--\d{{4}})$"},
        "With the year or without it.",
    ),
    "tags": (_WORDS, "Interests, skills, causes."),
    "circle": (_WORD, "How often to be in touch, by a circle's name."),
    "every": (_WORD, "How often to be in touch; wins over the circle."),
    "offers": (_listed(_NEED), "What they can give."),
    "asks": (_listed(_NEED), "What they look for."),
    "ask_at_most": (_TEXT, "How often they like to be asked for something."),
    "met": (
        {"anyOf": [{"type": ["string", "integer", "null"]}, _parts(on=_SOME_DATE, at=_WORD, through=_WORD)]},
        "How we met: {on:, at:, through:}, or a date.",
    ),
    "why": (_TEXT, "Why we are connected at all."),
    "ties": (
        {"anyOf": [_WORDS, {"type": "object", "additionalProperties": _WORD}]},
        "Whom they are tied to: person, then what THEY are to this page's person.",
    ),
    APART: (_WORDS, "Who is somebody else, however alike they look."),
    "uid": (_WORD, "Their card's, where they came from one."),
    "self": ({"enum": [True, False, None, "true", "false", "yes", "no"]}, "Whether this page is the owner's."),
    "died": (_ENDED, "The day they died."),
    "archived": (_ENDED, "The day they left the lists."),
    "private": (_listed(_TEXT), "Keys whose values never leave the journal."),
    "status": (_WORD, "`archived`, as some tools write it."),
    "date": (_DATE, "The day of the gathering."),
    "kind": (_TEXT, "What it was: dinner, walk, meeting ..."),
    "place": (_WORD, "Where it was."),
    "invited": (_listed(_WORD), "Who is invited."),
    "came": (_listed(_WORD), "Who came."),
}
_READ_AS: Mapping[str, str] = {
    **{spelling: key for key, spellings in SPELLINGS.items() for spelling in spellings},
    **dict.fromkeys(NAME_KEYS, "name"),
    **dict.fromkeys(ROLE_KEYS, "aliases"),
    **dict.fromkeys(LAST_CONTACT, "date"),
    **{key: {"on": "date", "at": "place", "through": "why"}[part] for key, part in MET_KEYS.items()},
}


def schema(kind: str) -> Object:
    """The schema of one kind of page, one of KEYS; those of the others stand in `$defs`."""
    others = {each: _page(each) for each in KEYS}
    return {"$schema": DIALECT, "title": f"Front matter of a netjournal {kind}", **others[kind], "$defs": others}


def schema_text(kind: str) -> str:
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def _page(kind: str) -> Object:
    """Every key that such a page is read by; any other is the user's own, and holds what they like."""
    return {"type": "object", "properties": {key: _described(key) for key in _ordered(KEYS[kind])}}


def _ordered(keys: Iterable[str]) -> list[str]:
    """The journal's own keys as the table has them, then those of other tools."""
    rank = {key: number for number, key in enumerate(SHAPES)}
    return sorted(keys, key=lambda key: (rank.get(key, len(rank)), key))


def _described(key: str) -> Object:
    meant = key if key in SHAPES else _READ_AS[key]
    shape, says = SHAPES[meant]
    described = {**shape, "description": says if key == meant else f"Read as other tools write it. {says}"}
    examples = EXAMPLES.get(key)
    return {**described, "examples": examples.removesuffix(", or never").split(" or ")} if examples else described
