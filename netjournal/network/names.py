"""Names: folded for comparing, made into ids, answered to."""

import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence

from netjournal.network.dataclass import dataclass
from netjournal.network.entry import LINK
from netjournal.network.pattern import pattern

LONGEST_ID = 80
MOST_COUNTED = 100  # so many ids of one name are counted through one by one
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})

_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "\u0131": "i", "þ": "th", "ð": "d"}
_QUOTES = dict.fromkeys("\u2018\u2019\u02bb\u02bc", "'")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
_UNSEEN = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])
_TABLE = {ord(char): plain for char, plain in (_LETTERS | _QUOTES | _DASHES).items()} | _UNSEEN
_KANA_VOICING = "\u3099\u309a"

_NOT_ID = pattern(r"[^a-z0-9]+")
_WORD = pattern(r"[^\s\-'\"().,/&_]+")
_NEAR_ENOUGH = 75.0


def fold(text: str) -> str:
    """The text as names are compared: without case, accents, invisible characters, or blanks that say nothing.

    The voicing marks of kana stay: they make another letter.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    for char in set(bare):
        if ord(char) in _TABLE:
            bare = bare.replace(char, _TABLE[ord(char)] or "")
        elif not char.isascii() and char not in _KANA_VOICING and unicodedata.combining(char):
            bare = bare.replace(char, "")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def folded_words(text: str) -> Iterable[str]:
    """The words of the folded text, each once, in any order: what is in ASCII, nearly all, is folded as one."""
    words = dict.fromkeys(text.lower().split())
    if not text.isascii():
        others = [word for word in words if not word.isascii()]
        for word in others:
            del words[word]
        words.update(dict.fromkeys(fold("\n".join(others)).split(" ")))
        words.pop("", None)
    return words


def fold_to_ascii(text: str) -> str:
    """The text in lower case with each letter in ASCII that has one there, the others in their own script, NFC."""
    if text.isascii():
        return text.lower()
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", text).translate(_UNSEEN).lower():
        plain = fold(char) if unicodedata.category(char)[0] in "LMN" else ""
        if plain and plain.isascii():
            kept.append(plain)
        elif _stays(char, kept[-1] if kept else " "):
            kept.append(char)
        elif not unicodedata.category(char).startswith("M"):
            kept.append(" " if not char.isascii() else char)
    return unicodedata.normalize("NFC", "".join(kept))


def make_id(name: str, taken: Container[str]) -> str:
    """An id for the name that is a safe file name of at most 80 bytes, and whose `id_key` isn't in `taken`."""
    plain = _dashed(fold_to_ascii(name)) or "person"
    stem = f"{plain}-person" if plain in RESERVED else plain

    def made(number: int) -> str:
        return _shortened(stem, f"-{number}" if number > 1 else "")

    last = 0  # whose id is taken; `first` may be free, and lies the further ahead the more are taken
    first = 1
    while id_key(made(first)) in taken:
        last, first = first, first + 1 if first < MOST_COUNTED else first * 2
    while first - last > 1:
        middle = (first + last) // 2
        last, first = (middle, first) if id_key(made(middle)) in taken else (last, middle)
    return made(first)


def id_key(id: str) -> str:
    """What two ids are compared by."""
    return id.lower() if id.isascii() else unicodedata.normalize("NFC", id).casefold()


def similar(name: str, names: Sequence[str], limit: int = 3) -> list[str]:
    """The names spelt most like this one, nearest first, for offering and never for deciding."""
    from rapidfuzz import fuzz, process

    wanted = fold(name)
    one_word = len(_WORD.findall(wanted)) == 1
    known = list(dict.fromkeys(names))
    spellings = [(spelling, known_as) for known_as in known for spelling in _spellings(known_as, one_word)]
    near = process.extract(
        wanted, [spelling for spelling, _ in spellings], scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=None
    )
    best: dict[str, float] = {}
    for _, score, at in near:
        known_as = spellings[at][1]
        best[known_as] = max(score, best.get(known_as, 0.0))
    return sorted(best, key=lambda known_as: (-best[known_as], known_as))[:limit]


@dataclass(frozen=True, slots=True)
class Called:
    """What someone answers to."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


def link_target(text: str) -> str:
    """What a link `[[target#heading|label]]` points to; any other text is its own target."""
    bare = text.strip()
    found = LINK.fullmatch(bare) if bare.startswith("[[") else None
    return found[1].strip() if found else bare


def answering(text: str, people: Iterable[Called], part: bool = True) -> tuple[str, ...]:
    """The ids of those who answer to the text, in id order, by the first of COMMANDS.md's levels that has any.

    Without `part`, a mere part of a name is no answer.
    """
    target = link_target(text)
    everyone = tuple(people)
    exact = _by_id(target, everyone) or _by_email(target, everyone)
    found = exact or _by_name(fold(target), everyone, part)
    return tuple(sorted(set(found)))


def _by_id(target: str, everyone: Sequence[Called]) -> list[str]:
    key = id_key(target)
    return [one.id for one in everyone if id_key(one.id) == key] if key else []


def _by_email(target: str, everyone: Sequence[Called]) -> list[str]:
    address = target.casefold()
    if "@" not in address:
        return []
    return [one.id for one in everyone if any(email.strip().casefold() == address for email in one.emails)]


def _by_name(wanted: str, everyone: Sequence[Called], part: bool) -> list[str]:
    if not wanted:
        return []
    folded = [(one.id, tuple(fold(name) for name in (one.name, *one.aliases))) for one in everyone]
    words = _WORD.findall(wanted)
    levels: list[Callable[[str, tuple[str, ...]], bool]] = [
        lambda _, names: wanted in names,
        lambda id, _: fold(id).startswith(wanted),
        lambda _, names: any(_begins(words, name) for name in names),
        lambda _, names: part and any(wanted in name for name in names),
    ]
    for answers in levels:
        if found := [id for id, names in folded if answers(id, names)]:
            return found
    return []


def _begins(words: Sequence[str], name: str) -> bool:
    """Whether every word is the start of a word of the name."""
    if not words or not all(word in name for word in words):
        return False
    own = _WORD.findall(name)
    return all(any(mine.startswith(word) for mine in own) for word in words)


def longest_word(text: str) -> str:
    """The longest word of a text as names are compared by words; the whole text where it has none."""
    folded = fold(text)
    return max(_WORD.findall(folded), key=len, default=folded)


def _spellings(name: str, one_word: bool) -> set[str]:
    folded = fold(name)
    words = _WORD.findall(folded)
    return {folded, " ".join(sorted(words)), *(words if one_word else ())} - {""}


def _stays(char: str, before: str) -> bool:
    """Whether a character is a letter or digit of its own script, or a mark on one."""
    kind = unicodedata.category(char)
    if kind.startswith("M"):
        return not before.isascii()
    return kind.startswith("L") or kind == "Nd"


def _dashed(text: str) -> str:
    """The letters and digits of a folded text, every run of anything else one dash between them."""
    if text.isascii():
        return _NOT_ID.sub("-", text).strip("-")
    kept = (c if _stays(c, "x" if c.isascii() else "é") else " " for c in text)
    return "-".join("".join(kept).split())


def _shortened(stem: str, suffix: str) -> str:
    room = LONGEST_ID - len(suffix)
    return stem.encode()[:room].decode(errors="ignore").rstrip("-") + suffix
