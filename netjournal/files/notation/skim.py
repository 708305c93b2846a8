"""Pages skimmed: what names and contacts rest on, read without a record from pages that are written plainly.

Whatever is doubtful, or an error, is left to the careful readers; tests/files/test_skim.py holds that these say the
same of what isn't.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import ParamSpec, TypeVar

from netjournal.files.notation import below
from netjournal.files.notation.below import Below, ordinal
from netjournal.files.notation.plain import Doubtful, Item, Map, Value, plain_fields
from netjournal.files.notation.schema import (
    GATHERING_KEYS,
    LOOKS_LIKE_DAY,
    NO,
    ORGANISATION_KEYS,
    PERSON_KEYS,
    YES,
    unlinked,
)
from netjournal.network.contacts import CLOSENESS
from netjournal.network.day import iso_day, partial_day, read_birthday
from netjournal.network.entry import SEEN
from netjournal.network.offers import Offered
from netjournal.network.rhythm import read_allowance, read_rhythm
from netjournal.network.settings import GATHERING, ORGANISATION, PERSON, Settings
from netjournal.network.skim import NO_CONTACT, Skim

NEED_PARTS = frozenset(("what", "heard", "for"))
ROLE_PARTS = frozenset(("role", "org", "since", "until"))
MET_PARTS = frozenset(("on", "at", "through"))
WORDS = frozenset(YES + NO)

P = ParamSpec("P")
T = TypeVar("T")
Written = tuple[str, str, str, str]  # a page: its kind, file, id, and its text without BOM
Fields = dict[str, Value]


class Skimmer:
    """Skims the pages of a journal with these settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._skimmer = settings, below.Skimmer(settings.kinds)

    def skims(self, pages: Sequence[Written]) -> list[Skim | None]:
        """The skims of pages on which there is no error; None where a careful reader must say.

        Each thing is done for all of them before the next: what does it is at the processor's hand, which takes a
        quarter less time.
        """
        fronts = [self._front(text) for _, _, _, text in pages]
        belows = [
            _tried(self._skimmer.below, text, front[1]) if front else None
            for (_, _, _, text), front in zip(pages, fronts, strict=True)
        ]
        return [
            _tried(self._skim, page, front[0], said) if front and said else None
            for page, front, said in zip(pages, fronts, belows, strict=True)
        ]

    def _front(self, text: str) -> tuple[Fields, int] | None:
        """The fields of a page, and where what stands below them begins."""
        end = text.find("\n---\n", 3) + 1
        if not end or not text.startswith("---\n") or "\r" in text or self._settings.people:
            return None
        fields = _tried(plain_fields, text[4:end])
        return (fields, end + 4) if fields else None

    def _skim(self, page: Written, fields: Fields, said: Below) -> Skim | None:
        kind, file, id, text = page
        read, known = _KINDS[kind]
        skim = Skim(kind, id, file, _one(fields.pop("name", "")))
        read(skim, fields, said, text, self._settings)
        is_known = not known.intersection(map(str.casefold, fields))  # a field that is left is the user's own
        return skim if skim.name and is_known else None


def _tried(read: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
    """What is read, None where it is doubtful."""
    try:
        return read(*given, **named)
    except Doubtful:
        return None


# Fields: each is taken from those there are, and must be what the careful reader would take without an error


def _person(skim: Skim, fields: Fields, said: Below, text: str, settings: Settings) -> None:
    take, named = fields.pop, [*said.named, *said.promised]
    skim.aliases, skim.emails = _texts(take("aliases", "")), _texts(take("email", ""))
    skim.tags, skim.circle = _tags(take("tags", "")), _one(take("circle", ""))
    skim.cities = tuple([unlinked(city) for city in _texts(take("city", ""))])
    for key in ("phone", "url", "private"):
        _texts(take(key, ""))
    for key in ("uid", "why"):
        _one(take(key, ""))
    skim.offers = _needs(take("offers", ""))
    named += [whom for _, whom in (*_needs(take("asks", "")), *skim.offers) if whom]
    if roles := take("roles", ""):
        _check_roles(roles)
    if met := take("met", ""):
        named += _through(met)
    if ties := take("ties", ""):
        named += _tied(ties)
    if birthday := _one(take("birthday", "")):
        _sure(ordinal(birthday) or read_birthday(birthday))
    if every := _one(take("every", "")):
        skim.every = _sure(read_rhythm(every))
    if allowed := _one(take("ask_at_most", "")):
        _sure(read_allowance(allowed))
    skim.is_self = "self" in fields and _flag(take("self"))
    has_ended = [_ended(take(key)) for key in ("died", "archived") if key in fields]
    skim.is_present = not (skim.is_self or True in has_ended)
    skim.named, skim.touches = frozenset(named), tuple(said.touches)


def _organisation(skim: Skim, fields: Fields, said: Below, text: str, settings: Settings) -> None:
    take, named = fields.pop, [*said.named, *said.promised]
    skim.aliases = _texts(take("aliases", ""))
    for key in ("url", "city", "tags"):
        _texts(take(key, ""))
    needs = (*_needs(take("asks", "")), *_needs(take("offers", "")))
    named += [whom for _, whom in needs if whom]
    _one(take("why", ""))
    skim.named, skim.touches = frozenset(named), tuple(said.touches)


def _gathering(skim: Skim, fields: Fields, said: Below, text: str, settings: Settings) -> None:
    take = fields.pop
    day = _gathered(take("date", ""))
    kind = _one(take("kind", ""))
    counts = settings.kinds.get(kind.casefold(), "") or SEEN
    came, invited = _texts(take("came", "")), _texts(take("invited", ""))
    _one(take("place", ""))
    line = 2 + text.count("\n", 4, text.index("\ndate:", 3) + 1)
    skim.touches = ((day, CLOSENESS.get(counts, NO_CONTACT), line, came),)
    skim.named = frozenset((*said.promised, *came, *invited))


def _gathered(date: Value) -> int:
    day = iso_day(date) if isinstance(date, str) else None
    return _sure(day).toordinal()


_Read = Callable[[Skim, Fields, Below, str, Settings], None]
_KINDS: Mapping[str, tuple[_Read, frozenset[str]]] = {
    PERSON: (_person, PERSON_KEYS),
    ORGANISATION: (_organisation, ORGANISATION_KEYS),
    GATHERING: (_gathering, GATHERING_KEYS),
}


def _sure(value: T | None) -> T:
    """A value that must be there."""
    if not value:
        raise Doubtful
    return value


def _texts(value: Value) -> tuple[str, ...]:
    """A text or a list of texts, each once."""
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, dict) or not all(isinstance(item, str) for item in value):
        raise Doubtful
    return tuple(dict.fromkeys(value))  # type: ignore[arg-type]


def _one(value: Value) -> str:
    """One text, empty where there is none."""
    if isinstance(value, str):
        return value
    if len(value) > 1:
        raise Doubtful
    return _texts(value)[0]


def _tags(value: Value) -> tuple[str, ...]:
    tags = _texts(value)
    if any("," in tag or "#" in tag or tag[-1] == " " for tag in tags):
        raise Doubtful
    return tags


def _needs(value: Value) -> Offered:
    """What asks or offers say, and for whom they are."""
    if not value:
        return ()
    found = []
    for need in _items(value):
        if isinstance(need, str):
            found.append((need, ""))
        elif need.keys() <= NEED_PARTS and "what" in need:
            _check_day(need, "heard")
            found.append((need["what"], need.get("for", "")))
        else:
            raise Doubtful
    return tuple(found)


def _items(value: Value) -> list[Item]:
    return value if isinstance(value, list) else [value]


def _check_roles(value: Value) -> None:
    for role in _items(value):
        if isinstance(role, dict):
            if not role.keys() <= ROLE_PARTS or not ("role" in role or unlinked(role.get("org", ""))):
                raise Doubtful
            _check_day(role, "since")
            _check_day(role, "until")


def _through(met: Value) -> Iterable[str]:
    """Through whom we met."""
    if isinstance(met, str):
        _sure(_is_day(met) or not LOOKS_LIKE_DAY.fullmatch(met))
        return ()
    if isinstance(met, list) or not met.keys() <= MET_PARTS:
        raise Doubtful
    _check_day(met, "on")
    through = unlinked(met.get("through", ""))
    return (through,) if through else ()


def _tied(value: Value) -> Iterable[str]:
    return value if isinstance(value, dict) else map(unlinked, _texts(value))


def _check_day(parts: Map, key: str) -> None:
    if key in parts and not _is_day(parts[key]):
        raise Doubtful


@lru_cache(4096)
def _is_day(text: str) -> bool:
    return bool(ordinal(text) or partial_day(text))


def _flag(value: Value) -> bool:
    word = value.casefold() if isinstance(value, str) else "?"
    if word not in WORDS:
        raise Doubtful
    return word in YES


def _ended(value: Value) -> bool:
    """Whether somebody died, or was put away: on a day, or who knows when."""
    word = _one(value).casefold()
    if word not in WORDS and not _is_day(word):
        raise Doubtful
    return word not in NO
