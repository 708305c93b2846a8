"""What a foreign note is: a person, a meeting, or something else, and how it tells."""

import re
from collections.abc import Mapping, Sequence

from netjournal.files.notation.schema import LAST_CONTACT, MET_KEYS, NAME_KEYS, SPELLINGS, unlinked
from netjournal.files.notation.tree import LIST, TEXT, Node
from netjournal.network.dataclass import dataclass
from netjournal.network.names import fold

PEOPLE = frozenset((
    "person", "people", "persons", "contact", "contacts", "kontakt", "kontakte", "personen", "personne", "personnes",
    "persona", "personas", "pessoa", "pessoas", "persone", "kontakter", "personer",
))  # fmt: skip
FOLDERS = PEOPLE | {"crm", "friends", "rolodex", "address book", "addressbook"}
MEETINGS: Mapping[str, str] = {
    "call": "call", "calls": "call", "phone call": "call", "video": "video", "videos": "video", "video call": "video",
    "coffee": "coffee", "breakfast": "breakfast", "lunch": "lunch", "dinner": "dinner", "drinks": "drinks",
    "walk": "walk", "visit": "visit", "meeting": "meeting", "meetings": "meeting", "1on1": "meeting",
    "event": "event", "events": "event", "party": "party", "parties": "party",
}  # fmt: skip
OTHERS = frozenset((
    "organization", "organizations", "organisation", "organisations", "company", "companies", "org", "orgs", "place",
    "places", "product", "products", "project", "projects", "book", "books", "movie", "movies", "email", "emails",
    "chat", "chats", "post", "posts", "daily", "moc", "index", "dashboard", "template", "templates", "clippings",
)) | MEETINGS.keys()  # fmt: skip
KIND_KEYS = ("type", "kind", "class", "fileclass", "category", "categories", "note_type", "notetype", "note-type")
TAG_KEYS = ("tags", "tag")
PERSONAL = frozenset(("circle", "roles", "asks", "offers", "relationship", "email", "emails", *NAME_KEYS)).union(
    LAST_CONTACT, MET_KEYS, ("nickname", "nicknames"), *(SPELLINGS[key] for key in ("birthday", "phone", "every"))
)
WITH_KEYS = ("people", "attendees", "participants", "persons", "with", "guests", "came")
FORM_KEYS = frozenset((*KIND_KEYS, *TAG_KEYS, "created", "updated", "modified", "date created", "date modified"))
LEAST_EMPTY = 3

TEMPLATES = re.compile(r"_?templates?|vorlagen?|modeles?|plantillas?")
DAILY = re.compile(r"daily(?: notes?)?|journal|journals|tagebuch")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PLACEHOLDER = re.compile(r"\{\{[^{}\n]*\}\}|<%.*?%>", re.DOTALL)
IN_BODIES = re.compile(r"<%.*?%>|\{\{\s*(?:date|time|title|value|name)\b[^{}\n]*\}\}", re.I | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """What a note's front matter says: the texts of each key, in lower case, and how many keys are empty."""

    texts: Mapping[str, tuple[str, ...]]
    empty: int = 0

    def words(self, keys: Sequence[str]) -> list[tuple[str, str, str]]:
        """Each word under these keys as (key, as written, folded): a link's or tag's own, each part of a nested tag."""
        found = []
        for key in keys:
            for text in self.texts.get(key, ()):
                for piece in re.split(r",|\s(?=#)", text) if key in TAG_KEYS else (text,):
                    bare = unlinked(piece).removeprefix("#").rpartition("|")[2]
                    found += [(key, part.strip(), fold(part)) for part in bare.split("/")]
        return found

    def first(self, *keys: str) -> str:
        return next((text for key in keys for text in self.texts.get(key, ())), "")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a note is: a person, a kind of meeting, or neither, and then `why`; `by` is the key and word that say so."""

    is_person: bool = False
    meeting: str = ""
    why: str = ""
    by: tuple[str, str] = ("", "")


def told_by(front: Node | None) -> Told:
    """What front matter says."""
    texts: dict[str, tuple[str, ...]] = {}
    empty = 0
    for key, value in front.pairs if front else ():
        items = value.items if value.shape == LIST else (value,)
        said = tuple(item.text.strip() for item in items if item.shape == TEXT and not item.is_empty)
        is_filled = bool(said) or any(item.shape != TEXT for item in items)
        empty += not is_filled
        if is_filled:
            texts[key.text.casefold()] = said
    return Told(texts, empty)


def is_template(file: str, front: str, body: str) -> bool:
    """Whether a note is one that others are made from: it lies with them, is called so, or has places to fill in."""
    *folders, name = file.split("/")
    return (
        any(TEMPLATES.fullmatch(_plain(folder)) for folder in folders)
        or re.search(r"\btemplates?\b", _plain(_stem(name).replace("_", " "))) is not None
        or PLACEHOLDER.search(front) is not None
        or IN_BODIES.search(body) is not None
    )


def kind_of(file: str, told: Told, called: str, is_vault: bool) -> Kind:
    """What a note (no template) is; `called` is the name of the folder that the path starts in."""
    *folders, name = file.split("/")
    stem = _stem(name)
    said, tagged = told.words(KIND_KEYS), told.words(TAG_KEYS)
    by = next(((key, word) for key, word, plain in (*said, *tagged) if plain in PEOPLE), None)
    if DAY.fullmatch(stem) or (not by and any(DAILY.fullmatch(_plain(folder)) for folder in folders)):
        return Kind(why="a daily note, not a person")
    if by:
        return Kind(why="a form that nobody has filled in") if _is_form(told) else Kind(is_person=True, by=by)
    meeting = next((MEETINGS[plain] for _, _, plain in (*said, *tagged) if plain in MEETINGS), "")
    if meeting and (told.first("date") or DAY.match(stem)):
        named = any(told.texts.get(key) for key in WITH_KEYS)
        return Kind(meeting=meeting) if named else Kind(why=f"a {meeting} that names nobody")
    other = next((word for _, word, plain in said if plain in OTHERS), "")
    if other:
        return Kind(why=f"of the kind {other}, not a person")
    return _by_its_place([called, *folders], stem, told, is_vault)


def _by_its_place(folders: Sequence[str], stem: str, told: Told, is_vault: bool) -> Kind:
    """What a note is that doesn't say so: a person in a folder of people, elsewhere where it has keys of a person."""
    if _plain(stem) in FOLDERS | OTHERS | {"readme", "home"}:
        return Kind(why="a note about its folder, not a person")
    if any(_plain(folder) in FOLDERS for folder in folders):
        return Kind(why="a form that nobody has filled in") if _is_form(told) else Kind(is_person=True)
    other = next((word for _, word, plain in told.words(TAG_KEYS) if plain in OTHERS), "")
    if other:
        return Kind(why=f"tagged {other}, not a person")
    if any(told.texts.get(key) for key in PERSONAL) or (not is_vault and told.first("name")):
        return Kind(is_person=True)
    said = next((word for _, word, _ in told.words(KIND_KEYS)), "")
    if said:
        return Kind(why=f"of the kind {said}, not a person")
    return Kind(why="nothing says that it tells of a person (type: person, such a tag, or a folder called People)")


def _is_form(told: Told) -> bool:
    return told.empty >= LEAST_EMPTY and not told.texts.keys() - FORM_KEYS


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _plain(name: str) -> str:
    """A folder's name as it is meant: without numbers and signs in front."""
    return re.sub(r"^[\W\d]+", "", fold(name)).strip()
