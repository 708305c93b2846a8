"""How often: to be in touch, and to be asked for something."""


from netjournal.network.dataclass import dataclass
from netjournal.network.day import COUNTS, read_period
from netjournal.network.pattern import pattern

NEVER = "never"

_TIMES = pattern(r"(?:(once|twice)|([0-9]{1,3}|[a-z]+)(?: times?)?) ?(?:per|an?|each|every|in|/) ?(.+)")
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often to be in touch: `days` is None for never, `words` reads well after "every": 6 weeks."""

    days: int | None
    words: str

    @property
    def is_never(self) -> bool:
        return self.days is None


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often they like to be asked: at most `times` in any `days`; never is no time at all."""

    times: int
    days: int
    words: str

    @property
    def is_never(self) -> bool:
        return self.times == 0


def read_rhythm(text: str) -> Rhythm | None:
    """The rhythm that a text tells (`6 weeks`, `every 6 weeks`, `90`, `monthly`, `never`); None if none does."""
    plain = _plain(text)
    if plain == NEVER:
        return Rhythm(None, NEVER)
    period = read_period(plain.removeprefix("every "))
    return Rhythm(period.days, str(period)) if period and period.days else None


def read_allowance(text: str) -> Allowance | None:
    """What `1 per 3 months`, `once a year`, `twice a month` or `never` allows; None for any other text."""
    plain = _plain(text)
    if plain == NEVER:
        return Allowance(0, 0, NEVER)
    found = _TIMES.fullmatch(plain)
    if not found:
        return None
    times = _times(found[1] or found[2])
    period = read_period(found[3])
    return Allowance(times, period.days, plain) if times and period and period.days else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _times(word: str) -> int:
    return int(word) if word.isdecimal() else _OFTEN.get(word) or COUNTS.get(word, 0)
