import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import UnreadableDay
from netjournal.network.day import (
    Birthday,
    ago,
    iso_day,
    partial_day,
    period_days,
    read_birthday,
    read_day,
    read_period,
    say_day,
    say_days,
)

SUNDAY = date(2026, 11, 22)
DAYS = st.dates(date(1, 1, 1), date(9990, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        ("2026-2-3", date(2026, 2, 3)),
        (" 2026/02/03 ", date(2026, 2, 3)),
        ("2026-01-15 10:00:00 +02:00", date(2026, 1, 15)),
        ("2026-01-15T10:00", date(2026, 1, 15)),
        ("2026-01-15T23:59:59.123Z", date(2026, 1, 15)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("0000-01-01", None),
        ("2026-02/03", None),
        ("2026-01-15 with Ada", None),
        ("2026-W01-1", None),
        ("20260203", None),
        ("26-02-03", None),
        ("٢٠٢٦-٠٢-٠٣", None),
        ("", None),
    ],
)
def test_what_stands_in_a_file_is_read_leniently_as_iso(text: str, day: date | None) -> None:
    assert iso_day(text) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-06", date(2019, 6, 1), date(2019, 6, 30)),
        ("2024-2", date(2024, 2, 1), date(2024, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2019-06-05", date(2019, 6, 5), date(2019, 6, 5)),
        ("2019-13", None, None),
        ("0000", None, None),
        ("summer 2019", None, None),
    ],
)
def test_a_year_or_a_month_has_a_first_and_a_last_day(text: str, first: date | None, last: date | None) -> None:
    assert (partial_day(text), partial_day(text, end=True)) == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        ("20261103", date(2026, 11, 3)),
        ("today", SUNDAY),
        ("  YESTERDAY ", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("tue", date(2026, 11, 17)),
        ("Tues", date(2026, 11, 17)),
        ("weds", date(2026, 11, 18)),
        ("last  tue", date(2026, 11, 17)),
        ("last friday", date(2026, 11, 20)),
        ("sunday", date(2026, 11, 15)),
        ("next friday", date(2026, 11, 27)),
        ("next sun", date(2026, 11, 29)),
        ("in 3 days", date(2026, 11, 25)),
        ("in 2 weeks", date(2026, 12, 6)),
        ("3 days ago", date(2026, 11, 19)),
        ("two weeks ago", date(2026, 11, 8)),
        ("a week ago", date(2026, 11, 15)),
        ("last week", date(2026, 11, 15)),
        ("next month", date(2026, 12, 22)),
        ("10d ago", date(2026, 11, 12)),
        ("nov 3", date(2026, 11, 3)),
        ("3 nov", date(2026, 11, 3)),
        ("3rd of Nov.", date(2026, 11, 3)),
        ("22 nov", SUNDAY),
        ("23 nov", date(2025, 11, 23)),
        ("sept 1", date(2026, 9, 1)),
        ("29 feb", date(2024, 2, 29)),
        ("3 November 2025", date(2025, 11, 3)),
        ("Nov 3, 2025", date(2025, 11, 3)),
        ("Sun 2 Nov 2025", date(2025, 11, 2)),
        ("25/12/2024", date(2024, 12, 25)),
        ("12/25/2024", date(2024, 12, 25)),
        ("4/4/2024", date(2024, 4, 4)),
        ("18.1.2026", date(2026, 1, 18)),
        ("18. 1. 2026", date(2026, 1, 18)),
        ("25/12/98", date(1998, 12, 25)),
    ],
)
def test_what_people_type_names_a_day(text: str, day: date) -> None:
    assert read_day(text, SUNDAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "last", "next", "last soon", "2019", "2019-06", "2026-02-30", "31 nov", "nov 2025",
        "mon 2 nov 2025", "1.18.2026", "13/13/2024", "10d", "3 weeks", "in 3", "many days ago", "ma 3",
        "20261301", "in 99999 years", "99999 years ago", "-1 days ago", "٣ nov", "2026-11-03 or so",
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_named(text: str) -> None:
    with pytest.raises(UnreadableDay) as refused:
        read_day(text, SUNDAY)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("3/4/2024", ("Wed 3 Apr 2024", "Mon 4 Mar 2024")),
        ("3.4.2024", ("Wed 3 Apr 2024", "Mon 4 Mar 2024")),
        ("03-04-24", ("Wed 3 Apr 2024", "Mon 4 Mar 2024", "Thu 24 Apr 2003")),
        ("25-12-24", ("Wed 25 Dec 2024", "Wed 24 Dec 2025")),
    ],
)
def test_a_date_with_several_readings_is_refused_with_all_of_them(text: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableDay) as refused:
        read_day(text, SUNDAY)
    assert " or ".join(readings) in str(refused.value)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("1 month ago", date(2026, 3, 31), date(2026, 2, 28)),
        ("in 1 year", date(2024, 2, 29), date(2025, 2, 28)),
        ("in 2 months", date(2026, 12, 31), date(2027, 2, 28)),
        ("a quarter ago", date(2026, 1, 15), date(2025, 10, 15)),
    ],
)
def test_months_and_years_go_by_the_calendar(text: str, today: date, day: date) -> None:
    assert read_day(text, today) == day


@pytest.mark.parametrize(("text", "today"), [("tomorrow", date.max), ("yesterday", date.min), ("tue", date.min)])
def test_a_day_beyond_the_calendar_is_refused(text: str, today: date) -> None:
    with pytest.raises(UnreadableDay):
        read_day(text, today)


@given(DAYS, DAYS)
def test_a_day_said_is_read_back(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == iso_day(day.isoformat()) == day
    if day.year > 999:
        assert read_day(say_day(day), today) == day


@given(
    st.text() | st.from_regex(r"(last |next |in )?[0-9a-z]{1,6}([-/. ][0-9a-z]{1,5}){0,2}( ago)?", fullmatch=True), DAYS
)
def test_any_text_is_a_day_or_is_refused(text: str, today: date) -> None:
    try:
        day = read_day(text, today)
    except UnreadableDay:
        return
    assert type(day) is datetime.date


@given(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), st.dates(date(1900, 1, 1), date(2900, 1, 1)))
def test_a_weekday_is_within_the_week_before_and_next_within_the_week_after(name: str, today: date) -> None:
    before, after = read_day(name, today), read_day(f"next {name}", today)
    assert say_day(before)[:3].lower() == say_day(after)[:3].lower() == name
    assert 1 <= (today - before).days <= 7
    assert 1 <= (after - today).days <= 7


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10d", 10), ("6w", 42), ("3m", 91), ("1y", 365), ("6 weeks", 42), ("3 months", 91), ("a month", 30),
        ("Two Months", 61), ("90 days", 90), ("90", 90), ("fortnight", 14), ("a fortnight", 14), ("daily", 1),
        ("weekly", 7), ("monthly", 30), ("quarterly", 91), ("yearly", 365), (" 1  year ", 365), ("6weeks", 42),
        ("100 years", 36525), ("0", 0), ("101 years", None), ("", None), ("never", None), ("-3 days", None),
        ("1.5 years", None), ("aweek", None), ("some weeks", None), ("a", None), ("3 months ago", None),
        ("٣ days", None),
    ],
)  # fmt: skip
def test_a_period_has_a_length_in_days(text: str, days: int | None) -> None:
    assert period_days(text) == days


@given(st.text())
def test_any_text_is_a_period_that_says_itself_or_none(text: str) -> None:
    period = read_period(text)
    assert period is None or read_period(str(period)) == period


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"), (1, "1 day"), (13, "13 days"), (14, "2 weeks"), (42, "6 weeks"), (63, "9 weeks"),
        (90, "12 weeks"), (91, "3 months"), (152, "5 months"), (365, "1 year"), (400, "13 months"),
        (730, "2 years"), (1000, "2 years"), (3653, "10 years"), (-63, "9 weeks"),
    ],
)  # fmt: skip
def test_a_length_is_said_in_the_unit_that_fits(days: int, words: str) -> None:
    assert say_days(days) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (0, "today"), (-1, "yesterday"), (-3, "3 days ago"), (-63, "9 weeks ago"), (-152, "5 months ago"),
        (-800, "2 years ago"), (1, "tomorrow"), (3, "in 3 days"), (35, "in 5 weeks"),
    ],
)  # fmt: skip
def test_how_far_a_day_is_from_today_is_said_in_words(distance: int, words: str) -> None:
    assert ago(SUNDAY + datetime.timedelta(distance), SUNDAY) == words


@given(DAYS, DAYS)
def test_ago_is_never_negative_and_tells_past_from_future(day: date, today: date) -> None:
    words = ago(day, today)
    assert "-" not in words
    assert (day < today) == (words == "yesterday" or words.endswith(" ago"))
    assert (day > today) == (words == "tomorrow" or words.startswith("in "))


def test_a_day_is_said_in_english() -> None:
    assert say_day(date(2025, 11, 2)) == "Sun 2 Nov 2025"


@pytest.mark.parametrize(
    ("text", "birthday", "back"),
    [
        ("1815-12-10", Birthday(12, 10, 1815), "1815-12-10"),
        ("1815-2-3", Birthday(2, 3, 1815), "1815-02-03"),
        ("18151210", Birthday(12, 10, 1815), "1815-12-10"),
        (" --12-10 ", Birthday(12, 10), "--12-10"),
        ("--1210", Birthday(12, 10), "--12-10"),
        ("12-10", Birthday(12, 10), "--12-10"),
        ("02-29", Birthday(2, 29), "--02-29"),
        ("1604-02-29", Birthday(2, 29), "--02-29"),
        ("16041210", Birthday(12, 10), "--12-10"),
    ],
)
def test_a_birthday_is_read_and_written_back_in_the_files_form(text: str, birthday: Birthday, back: str) -> None:
    assert read_birthday(text) == birthday
    assert str(birthday) == back


@pytest.mark.parametrize("text", ["", "12-32", "--13-01", "1815-02-29", "10 December", "12/10", "1815", "--", "---10"])
def test_what_is_no_birthday_is_none(text: str) -> None:
    assert read_birthday(text) is None


def test_a_birthday_that_cannot_be_does_not_come_to_be() -> None:
    with pytest.raises(ValueError, match="day"):
        Birthday(2, 29, 2023)


@pytest.mark.parametrize(
    ("birthday", "today", "following", "age_then"),
    [
        (Birthday(12, 10, 1985), date(2026, 11, 22), date(2026, 12, 10), 41),
        (Birthday(11, 22, 1985), date(2026, 11, 22), date(2026, 11, 22), 41),
        (Birthday(11, 21, 1985), date(2026, 11, 22), date(2027, 11, 21), 42),
        (Birthday(2, 29, 2000), date(2027, 1, 1), date(2027, 2, 28), 27),
        (Birthday(2, 29, 2000), date(2028, 2, 28), date(2028, 2, 29), 28),
        (Birthday(2, 29), date(2027, 1, 1), date(2027, 2, 28), None),
    ],
)
def test_the_next_birthday_and_the_age_then(
    birthday: Birthday, today: date, following: date, age_then: int | None
) -> None:
    assert birthday.next_on(today) == following
    assert birthday.age_on(following) == age_then


def test_nobody_has_an_age_before_they_are_born() -> None:
    assert Birthday(12, 10, 2025).age_on(date(2025, 12, 9)) is None
    assert Birthday(12, 10, 2025).age_on(date(2025, 12, 10)) == 0


@given(DAYS, DAYS)
def test_a_birthday_comes_within_a_year_and_reads_back(born: date, today: date) -> None:
    birthday = Birthday(born.month, born.day, born.year)
    assert 0 <= (birthday.next_on(today) - today).days <= 366
    assert read_birthday(str(birthday)) == (birthday if born.year != 1604 else Birthday(born.month, born.day))
