from datetime import timedelta
from pathlib import Path

import pytest

from netjournal.files.folder import Folder
from netjournal.files.journal import read_journal
from tests.bench.daily import KINDS, Diary
from tests.bench.metrics import area_under_curve, average_precision, completed, mean, reciprocal_rank
from tests.bench.network import FEWEST_ENTRIES, LEAST_BYTES, MOST_ENTRIES, TODAY, write_journal
from tests.bench.speed import Result, growths

PEOPLE = 50


def pages(root: Path) -> dict[str, bytes]:
    return {str(page.relative_to(root)): page.read_bytes() for page in root.rglob("*") if page.is_file()}


def test_an_invented_journal_reads_without_an_error(tmp_path: Path) -> None:
    ids = write_journal(tmp_path, PEOPLE)
    network = read_journal(Folder(tmp_path))
    assert [problem for problem in network.problems if problem.severity == "error"] == []
    assert {person.id for person in network.people} == {"me", *ids}
    assert len(ids) == PEOPLE
    assert len(network.gatherings) == PEOPLE // 4
    assert len(network.organisations) == 1


def test_an_invented_journal_is_of_the_size_it_should_be(tmp_path: Path) -> None:
    write_journal(tmp_path, PEOPLE)
    network = read_journal(Folder(tmp_path))
    for person in network.people:
        if not person.is_self:
            assert FEWEST_ENTRIES <= len(person.entries) <= MOST_ENTRIES
            assert LEAST_BYTES <= (tmp_path / person.file).stat().st_size <= 2 * LEAST_BYTES
    ties = [network.directory.meant(tie.person) for person in network.people for tie in person.ties]
    assert None not in ties
    assert 2 * PEOPLE < len(ties) < 4 * PEOPLE
    assert all(4 <= len(gathering.came) <= 31 for gathering in network.gatherings)


def test_one_seed_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    for root in ("one", "two"):
        write_journal(tmp_path / root, PEOPLE)
    write_journal(tmp_path / "other", PEOPLE, seed=2)
    assert pages(tmp_path / "one") == pages(tmp_path / "two")
    assert pages(tmp_path / "one") != pages(tmp_path / "other")


def test_days_of_edits_change_all_sorts_of_pages_and_leave_a_journal_without_an_error(tmp_path: Path) -> None:
    for root in ("one", "two"):
        write_journal(tmp_path / root, PEOPLE)
        before, diary = pages(tmp_path / root), Diary(tmp_path / root, seed=1)
        for day in range(60):
            diary.live([*KINDS][day % len(KINDS)], TODAY + timedelta(day))
    assert pages(tmp_path / "one") == (after := pages(tmp_path / "two"))
    network = read_journal(Folder(tmp_path / "one"))
    assert [problem for problem in network.problems if problem.severity == "error"] == []
    assert {person.id for person in network.people} == {"me", *diary.ids}
    assert len(network.gatherings) == PEOPLE // 4 + 10
    assert min(len(after.keys() - before.keys()), len(before.keys() - after.keys())) >= 10
    assert sum(after[page] != before[page] for page in after.keys() & before.keys()) >= 10


@pytest.mark.parametrize(
    ("hits", "relevant", "expected"),
    [
        ([True, False, True], 2, (1 / 1 + 2 / 3) / 2),
        ([False, False, True], 1, 1 / 3),
        ([True], 4, 1 / 4),
        ([False], 1, 0.0),
    ],
)
def test_average_precision_is_the_mean_precision_at_what_is_relevant(
    hits: list[bool], relevant: int, expected: float
) -> None:
    assert average_precision(hits, relevant) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([3.0, 2.0], [1.0], 1.0),
        ([1.0], [2.0, 3.0], 0.0),
        ([2.0], [2.0], 0.5),
        ([3.0, 1.0], [2.0], 0.5),
        ([2.0, 1.0], [1.0, 0.0], (1 + 1 + 0.5 + 1) / 4),
    ],
)
def test_the_area_under_the_curve_is_how_often_a_positive_stands_above_a_negative(
    positive: list[float], negative: list[float], expected: float
) -> None:
    assert area_under_curve(positive, negative) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [(["a", "b", "c"], 1 / 2), (["b"], 1.0), (["a", "d"], 1 / 6), ([], 1 / 5)],
)
def test_the_reciprocal_rank_is_one_over_the_first_right_place(listed: list[str], expected: float) -> None:
    assert reciprocal_rank(listed, {"b", "c"}, 10) == pytest.approx(expected)


def test_a_ranking_is_completed_with_the_rest_and_nothing_twice() -> None:
    ranked = completed(["c", "x", "a", "c"], "abcdef")
    assert ranked[:2] == ["c", "a"]
    assert sorted(ranked) == list("abcdef")
    assert ranked == completed(["c", "x", "a", "c"], "abcdef")


def test_a_mean_of_nothing_is_refused() -> None:
    assert mean([1, 2, 6]) == 3
    with pytest.raises(ValueError, match="nothing"):
        mean([])


def test_growth_is_the_exponent_between_neighbouring_sizes() -> None:
    found = [Result("due", "due", people, "T", None, times=times) for people, times in ((1_000, 1.0), (10_000, 10.0))]
    found += [Result("due", "due", 100_000, "T", None, times=1_000.0), Result("meet", "meet", 1_000, "T", None)]
    first, second = growths(found)
    assert (first.exponent, first.target, first.hit) == (1.0, None, None)
    assert (second.exponent, second.target, second.hit) == (2.0, 1.05, False)
