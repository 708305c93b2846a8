"""The words of a sentence, one by one, and the days they name."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from netjournal.errors import UnreadableDay
from netjournal.network.dataclass import dataclass
from netjournal.network.day import read_day
from netjournal.network.pattern import pattern
from netjournal.network.vocabulary import DAYS, LATE, NAMES_TOO, SUBJECTS, UNDONE

MOST_DAY_WORDS = 5

_TOKEN = pattern(r"\[\[[^\]\n]*\]\]\S*|\S+")
_CORE = pattern(r"^[\"'“‘(]*(.*?)[\"'”’),.;:!?]*$", re.S)
_INITIAL = pattern(r"[^\W\d]\.")
_NUMBERS = pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_SHORT = pattern(r"(\d{1,2})/(\d{1,2})[:,]?|(\d{1,2})\.(\d{1,2})\.[:,]?")
_LATE = pattern(r"(?:last|on) \w+day|\w+ (?:days?|weeks?) ago")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its place in the text, as written, and without the marks around it."""

    start: int
    end: int
    raw: str
    core: str

    @property
    def low(self) -> str:
        return self.core.casefold()

    @property
    def ends(self) -> bool:
        """Whether a sentence, or its first part, ends here."""
        return self.raw[-1:] in ".;:!?" and self.raw != self.core and not _INITIAL.fullmatch(self.raw)

    @property
    def pauses(self) -> bool:
        return self.ends or self.raw.endswith(",")


def tokens(text: str) -> list[Token]:
    """The words of a text; a link is one."""
    return [Token(found.start(), found.end(), found[0], _core(found[0])) for found in _TOKEN.finditer(text)]


def is_capital(word: str) -> bool:
    """Whether a word begins with a letter that isn't small; scripts without small letters have only such."""
    return word[:1].isalpha() and not word[:1].islower()


def is_undone(token: Token) -> bool:
    """Whether a word may say that something did not happen: not, should, cancelled."""
    is_name = is_capital(token.core) and token.low in NAMES_TOO
    return token.low.replace("’", "'") in UNDONE and not is_name


def day_at(words: Sequence[Token], at: int, today: date) -> tuple[date | None, int]:
    """The day that the words from there on name, and how many words do. Raises UnreadableDay where it could be two."""
    skip = 1 if words[at].low == "on" and at + 1 < len(words) else 0
    if (skip or not at) and (day := _short_day(words[at + skip].raw, today)):
        return day, skip + 1
    for count in range(MOST_DAY_WORDS, 0, -1):
        said = words[at + skip : at + skip + count]
        following = words[at + skip + count].low if at + skip + count < len(words) else ""
        if len(said) == count and not any(word.ends for word in said[:-1]):
            day = _day(said, following, today)
            if day is not None:
                return day, count + skip
    return None, 0


def _short_day(raw: str, today: date) -> date | None:
    """The last day that `20/11` or `20.11.` names. Raises UnreadableDay where it could be two."""
    found = _SHORT.fullmatch(raw)
    if not found:
        return None
    first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
    orders = {(first, second), (second, first)} if found[1] else {(first, second)}
    days = {_last(int(day), int(month), today) for day, month in orders} - {None}
    if len(days) > 1:
        raise UnreadableDay(raw, "it could be the day or the month that stands first")
    return days.pop() if days else None


def _last(day: int, month: int, today: date) -> date | None:
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _day(words: Sequence[Token], following: str, today: date) -> date | None:
    said = " ".join((*(word.raw for word in words[:-1]), words[-1].core)).casefold()
    if said in DAYS:
        return today + timedelta(DAYS[said])
    if said == "sat" and following in ("with", "next", "down", "by", "in"):
        return None
    try:
        return read_day(said.removeprefix("the "), today)
    except UnreadableDay:
        if len(words) == 1 and _NUMBERS.fullmatch(said):
            raise
        return None


def late_day(text: str, today: date) -> tuple[date | None, str]:
    """A past day that a text of one clause ends with, and the text without it: for the key yesterday."""
    words = tokens(text)
    if any(word.low in SUBJECTS or word.pauses for word in words[:-1]):
        return None, text
    for count in range(min(3, len(words)), 0, -1):
        said = " ".join(word.low for word in words[-count:])
        if said in LATE or _LATE.fullmatch(said):
            day = _late(said, today)
            return day, text[: words[-count].start].strip() if day else text
    return None, text


def _late(said: str, today: date) -> date | None:
    if said in DAYS:
        return today + timedelta(DAYS[said])
    try:
        return read_day(said.removeprefix("on "), today)
    except UnreadableDay:
        return None


def _core(raw: str) -> str:
    found = _CORE.match(raw)
    return raw if _INITIAL.fullmatch(raw) or not found or not found[1] else found[1]
