"""Days as other programs write them."""

import datetime
import re
import unicodedata

_STEMS = {
    stem: month
    for month, stems in enumerate(
        ("jan ene gen sty oca янв", "feb fev lut sub фев", "mar mrt мар", "apr abr avr kwi nis апр",
         "may mai mei mag maj мая маи", "jun juin giu cze haz июн", "jul juil lug lip tem июл", "aug ago aou sie авг",
         "sep set wrz eyl сен", "oct okt out ott paz eki окт", "nov lis kas ноя",
         "dec dez dic des gru ara дек"), start=1)
    for stem in stems.split()
}  # fmt: skip
_LINKS = {"de", "del", "of", "do", "di"}
_TIME = r"(?:[T ,].*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})(?:([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})|([0-9]{{2}})([0-9]{{2}})){_TIME}")
_NO_YEAR = re.compile(rf"--?([0-9]{{1,2}})-([0-9]{{1,2}}){_TIME}|--?([0-9]{{2}})([0-9]{{2}}){_TIME}")
_EAST_ASIAN = re.compile(r"([0-9]{4})\s*[年년]\s*([0-9]{1,2})\s*[月월]\s*([0-9]{1,2})\s*[日일]?")
_SHORT_YEAR = re.compile(rf"([0-9]{{1,2}})[- ]([^\W\d_]+)[.]?[- ]([0-9]{{2}}){_TIME}")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_YEARS_THAT_MEAN_NONE = (0, 1, 1604)
_LONGEST = 80


def day(text: str, *, day_first: bool | None = None) -> datetime.date | None:
    """The day that a text like `15 Jan 2023`, `15 de enero de 2023`, `2023-01-15` or `3/14/15, 7:00 PM` names.

    None where it names none, or two: without `day_first`, `3/4/15` is not guessed. Two digits are a year after 2000.
    """
    found = _parts(text, day_first)
    if found is None:
        return None
    year, month, number = found
    return _date(year + 2000 if year < 100 else year, month, number)


def birthday(text: str, *, no_year: int = 1604, day_first: bool | None = None) -> str:
    """The birthday as `1975-04-12`, or `--04-12` where the year is unknown (`no_year` stands for none); else empty."""
    text = text.strip()
    bare = _NO_YEAR.fullmatch(text[:_LONGEST])
    found = (0, int(bare[1] or bare[3]), int(bare[2] or bare[4])) if bare else _parts(text, day_first)
    if found is None:
        return ""
    year, month, number = found
    if year < 100 or year == no_year or year in _YEARS_THAT_MEAN_NONE:
        return f"--{month:02}-{number:02}" if _date(2000, month, number) else ""
    date = _date(year, month, number)
    return date.isoformat() if date else ""


def puts_day_first(text: str) -> bool | None:
    """Whether a date like `25/12/1970` shows that its day stands first; None where it shows nothing."""
    match = _YEAR_LAST.fullmatch(text.strip()[:_LONGEST])
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second > 0:
        return True
    return False if second > 12 >= first > 0 else None


def _parts(text: str, day_first: bool | None) -> tuple[int, int, int] | None:
    """Year, month, day, not yet checked."""
    text = text.strip()[:_LONGEST]
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3] or match[5]), int(match[4] or match[6])
    if match := _EAST_ASIAN.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_LAST.fullmatch(text):
        return _in_order(int(match[1]), int(match[3]), int(match[4]), _order(match, day_first))
    return _worded(text)


def _order(match: re.Match[str], day_first: bool | None) -> bool | None:
    shown = puts_day_first(match[0])
    if shown is not None or match[1] == match[3]:
        return bool(shown)
    return True if match[2] == "." else day_first


def _in_order(first: int, second: int, year: int, day_first: bool | None) -> tuple[int, int, int] | None:
    if day_first is None:
        return None
    return (year, second, first) if day_first else (year, first, second)


def _worded(text: str) -> tuple[int, int, int] | None:
    if short := _SHORT_YEAR.fullmatch(text):
        return _worded(f"{short[1]} {short[2]} 20{short[3]}")
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word for word in re.findall(r"[0-9]+|[^\W\d_]+", plain)[:8] if word not in _LINKS]
    months = [month for word in words[:3] if (month := _month(word))]
    numbers = [int(word) for word in words[:3] if word.isdigit()]
    if len(months) != 1 or len(numbers) != 2:
        return None
    number, year = sorted(numbers)
    return (year, months[0], number) if year >= 1000 else None


def _month(word: str) -> int:
    return next((_STEMS[word[:length]] for length in (4, 3) if word[:length] in _STEMS), 0)


def _date(year: int, month: int, number: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None
