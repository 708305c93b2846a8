import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.network.rhythm import Allowance, Rhythm, read_allowance, read_rhythm
from netjournal.network.settings import CIRCLES


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("6 weeks", Rhythm(42, "6 weeks")),
        ("every 6 weeks", Rhythm(42, "6 weeks")),
        (" Every  6 Weeks", Rhythm(42, "6 weeks")),
        ("6w", Rhythm(42, "6 weeks")),
        ("90", Rhythm(90, "90 days")),
        ("monthly", Rhythm(30, "1 month")),
        ("every month", Rhythm(30, "1 month")),
        ("quarterly", Rhythm(91, "3 months")),
        ("Never", Rhythm(None, "never")),
        ("0", None),
        ("0 weeks", None),
        ("-6 weeks", None),
        ("every", None),
        ("often", None),
        ("", None),
    ],
)
def test_a_rhythm_is_read_as_written(text: str, rhythm: Rhythm | None) -> None:
    assert read_rhythm(text) == rhythm


@pytest.mark.parametrize("rhythm", CIRCLES.values())
def test_the_circles_are_what_their_words_say(rhythm: Rhythm) -> None:
    assert read_rhythm(rhythm.words) == rhythm


def test_only_never_is_never() -> None:
    assert Rhythm(None, "never").is_never
    assert not Rhythm(42, "6 weeks").is_never


@given(st.integers(1, 1000), st.sampled_from(["d", "w", " days", " weeks", " months", "y"]))
def test_a_rhythm_reads_back_from_its_words(count: int, unit: str) -> None:
    rhythm = read_rhythm(f"{count}{unit}")
    assert rhythm is None or (rhythm.days or 0) > 0
    assert rhythm is None or read_rhythm(f"every {rhythm.words}") == rhythm


@pytest.mark.parametrize(
    ("text", "allowance"),
    [
        ("1 per 3 months", Allowance(1, 91, "1 per 3 months")),
        ("once a year", Allowance(1, 365, "once a year")),
        ("Once  per year", Allowance(1, 365, "once per year")),
        ("once every 6 weeks", Allowance(1, 42, "once every 6 weeks")),
        ("twice a month", Allowance(2, 30, "twice a month")),
        ("2 per year", Allowance(2, 365, "2 per year")),
        ("three times a year", Allowance(3, 365, "three times a year")),
        ("1/month", Allowance(1, 30, "1/month")),
        ("never", Allowance(0, 0, "never")),
        ("0 per year", None),
        ("2 per 0 days", None),
        ("per year", None),
        ("some a year", None),
        ("once", None),
        ("3 months", None),
        ("", None),
    ],
)
def test_an_allowance_is_read_as_written(text: str, allowance: Allowance | None) -> None:
    assert read_allowance(text) == allowance


def test_an_allowance_of_no_time_is_never() -> None:
    assert Allowance(0, 0, "never").is_never
    assert not Allowance(1, 365, "once a year").is_never


@given(st.text())
def test_any_text_is_an_allowance_with_a_span_or_none(text: str) -> None:
    allowance = read_allowance(text)
    assert allowance is None or allowance.is_never or (allowance.times > 0 and allowance.days > 0)
