"""Days, as files write them, as people type them, as sentences say them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from netjournal.errors import UnreadableDay
from netjournal.network.dataclass import dataclass

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

LENGTHS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
LONGEST = 36525

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTS = {"a": 1, "an": 1} | {word: at for at, word in enumerate(_WORDS, 1)}

# Patterns are compiled when first used: most runs read no day that is typed.
_SPAN = r"((?:[0-9]+|[a-z]+) ?[a-z]+)"

_UNITS = {
    **dict.fromkeys(("d", "day", "days"), (1, "day")),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), (1, "week")),
    **dict.fromkeys(("fortnight", "fortnights"), (2, "week")),
    **dict.fromkeys(("m", "mo", "mos", "month", "months"), (1, "month")),
    **dict.fromkeys(("quarter", "quarters"), (3, "month")),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), (1, "year")),
}
_ADVERBS = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    **dict.fromkeys(("yearly", "annually"), (1, "year")),
}
_PERIOD = r"([0-9]{1,5}|[a-z]+(?= ))? ?([a-z]*)"

_ISO = (
    r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})"
    r"(?:[Tt ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[Zz]|[+-][0-9]{1,2}(?::?[0-9]{2})?)?)?"
)
_PARTIAL = r"([0-9]{4})(?:-([0-9]{1,2}))?"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_NUMBERS = r"([0-9]{1,2})([-/]|\. ?)([0-9]{1,2})\2([0-9]{4}|[0-9]{2})"
_DAY_MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?(?P<month>[a-z]{3,9})\.?(?: (?P<year>[0-9]{4}))?"
_MONTH_DAY = r"(?P<month>[a-z]{3,9})\.? ?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: (?P<year>[0-9]{4}))?"
_AGO = rf"{_SPAN} ago"
_AHEAD = rf"in {_SPAN}"
_BIRTHDAY = r"(?:--)?([0-9]{1,2})-([0-9]{1,2})|--([0-9]{2})([0-9]{2})"
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_APPLE_HAS_NO_YEAR = 1604


def iso_day(text: str) -> date | None:
    """The day an ISO date or timestamp names, written strictly or loosely; None for any other text."""
    if day := _strictly_iso(text):
        return day
    found = re.fullmatch(_ISO, text.strip())
    return _day(found[1], found[3], found[4]) if found else None


def _strictly_iso(text: str) -> date | None:
    """The day that ten characters such as 2026-11-02 name, which is how nearly all are written."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def partial_day(text: str, end: bool = False) -> date | None:
    """The day that `2019`, `2019-06` or an ISO date begins with, or ends with where `end`."""
    if day := _strictly_iso(text):
        return day
    found = re.fullmatch(_PARTIAL, text.strip())
    if not found:
        return iso_day(text)
    month = int(found[2] or (12 if end else 1))
    first = _day(found[1], month, 1)
    return first.replace(day=_length(first.year, month)) if first and end else first


def read_day(text: str, today: date) -> date:
    """The day that someone typed; UnreadableDay where there is none, or more than one."""
    plain = " ".join(text.casefold().replace(",", " ").split())
    readings = tuple(dict.fromkeys(_numeric(plain, today)))
    if len(readings) > 1:
        raise UnreadableDay(text, f"it could be {' or '.join(map(say_day, readings))}")
    day = readings[0] if readings else iso_day(text) or _spoken(plain, today)
    if day is None:
        raise UnreadableDay(text)
    return day


@dataclass(frozen=True, slots=True)
class Period:
    """A count of days, weeks, months or years."""

    count: int
    unit: str

    def __str__(self) -> str:
        return counted(self.count, self.unit)

    @property
    def days(self) -> int:
        """Its length in whole days, a month being 30.4375 and a year 365.25: 3 months are 91."""
        return round(self.count * LENGTHS[self.unit])


def read_period(text: str) -> Period | None:
    """The period a text names, a bare number being days; None for any other text, and beyond a hundred years."""
    plain = " ".join(text.casefold().split())
    if plain in _ADVERBS:
        return Period(*_ADVERBS[plain])
    found = re.fullmatch(_PERIOD, plain)
    if not found or not plain:
        return None
    count = _count(found[1])
    size, unit = _UNITS.get(found[2] or "d", (0, "day"))
    period = Period(count * size, unit) if count is not None and size else None
    return period if period and period.days <= LONGEST else None


def period_days(text: str) -> int | None:
    """The length in days of a period such as `6 weeks`, `3m`, `a month`, `90`; None for any other text."""
    period = read_period(text)
    return period.days if period else None


def say_day(day: date) -> str:
    """A day in words, in English whatever the locale: Sun 2 Nov 2025."""
    return f"{WEEKDAYS[day.weekday()][:3].title()} {day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"


def counted(count: int, thing: str) -> str:
    """So many of a thing, in the plural where English wants it."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def say_days(days: int) -> str:
    """A length in the largest unit that fits: days below 14, weeks below 91, months below two years, years."""
    days = abs(days)
    if days < 14:
        return counted(days, "day")
    if days < 91:
        return counted(days // 7, "week")
    months = round(days / 30.4375)
    return counted(months, "month") if months < 24 and months != 12 else counted(months // 12, "year")


def ago(day: date, today: date) -> str:
    """How far a day is from today, in words: `9 weeks ago`, `yesterday`, `in 3 days`."""
    distance = (day - today).days
    for word, days in _NEAR.items():
        if days == distance:
            return word
    return f"in {say_days(distance)}" if distance > 0 else f"{say_days(distance)} ago"


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year, and the year of birth where it is known."""

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        date(self.year or 2000, self.month, self.day)

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date:
        """The day it is celebrated that year: 29 February on the 28th of a common year."""
        return date(year, self.month, min(self.day, _length(year, self.month)))

    def next_on(self, today: date) -> date:
        """The next day it is celebrated, which may be today."""
        this_year = self.in_year(today.year)
        return this_year if this_year >= today else self.in_year(today.year + 1)

    def age_on(self, day: date) -> int | None:
        """Their age in whole years that day; None where the year is unknown or still to come."""
        if self.year is None or day < self.in_year(self.year):
            return None
        return day.year - self.year - (day < self.in_year(day.year))


def read_birthday(text: str) -> Birthday | None:
    """The birthday that a file writes as `1815-12-10`, `18151210`, `--12-10`, `--1210` or `12-10`; else None."""
    compact = re.fullmatch(_COMPACT, text.strip())
    born = _day(*compact.groups()) if compact else iso_day(text)
    if born:
        return Birthday(born.month, born.day, None if born.year == _APPLE_HAS_NO_YEAR else born.year)
    found = re.fullmatch(_BIRTHDAY, text.strip())
    if not found:
        return None
    leap = _day(2000, found[1] or found[3], found[2] or found[4])
    return Birthday(leap.month, leap.day) if leap else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(1)).day


def _numeric(plain: str, today: date) -> Iterator[date]:
    """Every day that three numbers can mean; dotted ones are never read month first alone."""
    found = re.fullmatch(_NUMBERS, plain)
    if not found:
        return
    first, mark, second, last = found.groups()
    year = _century(last, today)
    orders: list[tuple[str | int, str, str]] = [(year, second, first)]
    if "." not in mark or _day(year, second, first):
        orders.append((year, first, second))
    if mark == "-" and len(first) == len(last) == 2:
        orders.append((_century(first, today), second, last))
    yield from (day for order in orders if (day := _day(*order)))


def _century(year: str, today: date) -> int:
    """A year of two digits is the one nearest before ten years from now."""
    if len(year) == 4:
        return int(year)
    latest = today.year + 10
    return latest - (latest - int(year)) % 100


def _spoken(plain: str, today: date) -> date | None:
    compact = re.fullmatch(_COMPACT, plain)
    if compact:
        return _day(*compact.groups())
    try:
        return _relative(plain, today) or _weekday(plain, today) or _calendar(plain, today)
    except OverflowError:
        return None


def _relative(plain: str, today: date) -> date | None:
    if plain in _NEAR:
        return today + timedelta(_NEAR[plain])
    if found := re.fullmatch(_AGO, plain):
        return _moved(today, read_period(found[1]), -1)
    if found := re.fullmatch(_AHEAD, plain):
        return _moved(today, read_period(found[1]), 1)
    side, _, unit = plain.partition(" ")
    if side in ("last", "next") and unit in ("week", "month", "year"):
        return _moved(today, Period(1, unit), -1 if side == "last" else 1)
    return None


def _moved(today: date, period: Period | None, sign: int) -> date | None:
    """Months and years by the calendar, the last day of a month standing for those it lacks."""
    if period is None:
        return None
    months = {"month": 1, "year": 12}.get(period.unit)
    if months is None:
        return today + timedelta(sign * period.days)
    year, month = divmod(today.year * 12 + today.month - 1 + sign * period.count * months, 12)
    first = _day(year, month + 1, 1)
    return first and first.replace(day=min(today.day, _length(year, month + 1)))


def _weekday(plain: str, today: date) -> date | None:
    side, _, name = plain.rpartition(" ")
    wanted = _place("wed" if name == "weds" else name, WEEKDAYS)
    if wanted is None or side not in ("", "last", "next"):
        return None
    if side == "next":
        return today + timedelta((wanted - today.weekday() - 1) % 7 + 1)
    return today - timedelta((today.weekday() - wanted - 1) % 7 + 1)


def _calendar(plain: str, today: date) -> date | None:
    """A day and a month, with the day of the week before them if it is the right one."""
    name, _, rest = plain.partition(" ")
    weekday = _place(name, WEEKDAYS)
    day = _month_day(plain if weekday is None else rest, today)
    return day if day and weekday in (None, day.weekday()) else None


def _month_day(plain: str, today: date) -> date | None:
    found = re.fullmatch(_DAY_MONTH, plain) or re.fullmatch(_MONTH_DAY, plain)
    month = _place(found["month"], MONTHS) if found else None
    if not found or month is None:
        return None
    if found["year"]:
        return _day(found["year"], month + 1, found["day"])
    years = range(today.year, today.year - 9, -1)  # 29 February is at most eight years away
    days = (_day(year, month + 1, found["day"]) for year in years)
    return next((day for day in days if day and day <= today), None)


def _place(name: str, names: Sequence[str]) -> int | None:
    """Where the one name stands that begins so, three letters being enough."""
    return next((at for at, full in enumerate(names) if len(name) >= 3 and full.startswith(name)), None)


def _count(word: str | None) -> int | None:
    if word is None:
        return 1
    return int(word) if word.isdecimal() else COUNTS.get(word)
