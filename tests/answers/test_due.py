import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.due import HORIZON, Lapse, Ranking, lapses
from netjournal.network import features
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Said
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.rhythm import Rhythm, read_rhythm

TODAY = datetime.date(2026, 11, 22)


def person(id: str, *days_ago: int, every: str = "", circle: str = "", archived: bool = False) -> Person:
    days = [TODAY - datetime.timedelta(ago) for ago in days_ago]
    return Person(
        id=id,
        file=f"people/{id}.md",
        name=id.title(),
        every=read_rhythm(every) if every else None,
        circle=Said(circle, 2) if circle else None,
        archived=Said("2026-01-01", 3) if archived else None,
        entries=tuple(Entry(day, "met", "seen", "", (), "spoke", at) for at, day in enumerate(days, 10)),
    )


def ranking(*people: Person, limit: int | None = None) -> Ranking:
    network = Network(tuple(sorted(people, key=lambda each: each.id)))
    return lapses(features.lapses(network, TODAY), TODAY, limit)


def only(*people: Person) -> Lapse:
    return next(lapse for lapse in ranking(*people).people if lapse.id == "ada")


def test_of_two_without_a_rhythm_the_longer_silent_comes_first() -> None:
    assert [lapse.id for lapse in ranking(person("ada", 200), person("bo", 300)).people] == ["bo", "ada"]


@pytest.mark.parametrize(
    ("elapsed", "is_due", "late"), [(0, False, -42), (41, False, -1), (42, True, 0), (50, True, 8), (400, True, 358)]
)
def test_nobody_is_due_before_the_rhythm_set_for_them_is_over(elapsed: int, is_due: bool, late: int) -> None:
    lapse = only(person("ada", elapsed, elapsed + 3, every="6 weeks"))
    assert (lapse.is_due, lapse.days_late, lapse.rhythm, lapse.rhythm_days) == (is_due, late, "set", 42)
    assert lapse.due == TODAY - datetime.timedelta(late)


@pytest.mark.parametrize(("elapsed", "is_due"), [(31, False), (40, False), (41, True), (90, True)])
def test_without_a_rhythm_due_is_who_is_silent_longer_than_their_gap_and_a_month(elapsed: int, is_due: bool) -> None:
    lapse = only(person("ada", elapsed, elapsed + 10, elapsed + 20))
    assert (lapse.is_due, lapse.rhythm, lapse.rhythm_days) == (is_due, "own", 10)


def test_a_circle_gives_the_rhythm_unless_one_is_set() -> None:
    assert only(person("ada", 50, circle="close")).rhythm == "circle"
    assert only(person("ada", 50, circle="close")).rhythm_days == 42
    assert only(person("ada", 50, circle="close", every="1 year")).rhythm == "set"


def test_who_was_met_once_has_the_gap_of_everybody() -> None:
    lapse = only(person("ada", 50), person("bo", 20, 40, 60))
    assert (lapse.rhythm, lapse.rhythm_days) == ("default", 20)


def test_where_nobody_was_met_twice_the_usual_gap_is_the_horizon() -> None:
    lapse = only(person("ada", 50), person("bo", 20))
    assert (lapse.rhythm, lapse.rhythm_days) == ("default", HORIZON)


def test_a_few_gaps_are_pulled_towards_those_of_everybody() -> None:
    lapse = only(person("ada", 50, 130), person("bo", *range(10, 110, 10)))
    assert lapse.rhythm_days == round(math.exp((math.log(80) + 3 * math.log(10)) / 4))


def test_the_due_come_before_those_who_are_not_whatever_their_score() -> None:
    found = ranking(person("ada", 43, every="6 weeks"), person("bo", 300, every="1 year")).people
    assert [(lapse.id, lapse.is_due) for lapse in found] == [("ada", True), ("bo", False)]
    assert found[0].score < found[1].score


def test_those_never_in_touch_are_counted_apart() -> None:
    found = ranking(person("ada", 50), person("bo"), person("cy"))
    assert (found.never, [lapse.id for lapse in found.people]) == (("bo", "cy"), ["ada"])


def test_the_archived_and_those_never_to_be_due_are_not_there_at_all() -> None:
    found = ranking(person("ada", 500, archived=True), person("bo", 500, every="never"), person("cy", archived=True))
    assert (found.people, found.never) == ((), ())


def test_nobody_at_all_is_an_empty_ranking() -> None:
    assert ranking() == Ranking((), (), 0)


def test_eight_times_the_rhythm_is_long() -> None:
    assert not only(person("ada", 42 * 8 - 1, every="6 weeks")).is_long
    assert only(person("ada", 42 * 8, every="6 weeks")).is_long


def test_equal_silence_is_ordered_by_id() -> None:
    assert [lapse.id for lapse in ranking(*(person(id, 99) for id in "dbca")).people] == list("abcd")


def test_only_those_asked_for_are_ranked_by_the_gaps_of_everybody() -> None:
    columns = features.lapses(Network((person("ada", 50), person("bo", 20, 40, 60), person("cy"))), TODAY)
    found = lapses(columns, TODAY, among={"ada"})
    assert (found.people, found.never, found.due) == ((only(person("ada", 50), person("bo", 20, 40, 60)),), (), 0)


rhythms = st.sampled_from([None, Rhythm(7, "1 week"), Rhythm(365, "1 year")])
days = st.lists(st.integers(0, 3000), max_size=6, unique=True)
journals = st.lists(st.tuples(days, rhythms), max_size=12)


def written(journal: list[tuple[list[int], Rhythm | None]]) -> features.Lapses:
    people = (replace(person(f"p{at:02}", *ago), every=every) for at, (ago, every) in enumerate(journal))
    return features.lapses(Network(tuple(people)), TODAY)


@given(journals, st.integers(0, 12))
def test_a_limit_cuts_the_ranking_and_changes_nothing_else(
    journal: list[tuple[list[int], Rhythm | None]], limit: int
) -> None:
    columns = written(journal)
    whole, cut = lapses(columns, TODAY), lapses(columns, TODAY, limit)
    assert cut == Ranking(whole.people[:limit], whole.never, whole.due)


@given(journals)
def test_everyone_stands_once_the_due_first_and_the_count_is_theirs(
    journal: list[tuple[list[int], Rhythm | None]],
) -> None:
    columns = written(journal)
    found = lapses(columns, TODAY)
    assert sorted([*(lapse.id for lapse in found.people), *found.never]) == list(columns.ids)
    assert [lapse.is_due for lapse in found.people] == [at < found.due for at in range(len(found.people))]
    keys = [(not lapse.is_due, -lapse.score, lapse.id) for lapse in found.people]
    assert keys == sorted(keys)


@given(journals, st.integers(0, 400))
def test_waiting_never_makes_anybody_less_due(journal: list[tuple[list[int], Rhythm | None]], days: int) -> None:
    columns = written(journal)
    later = {lapse.id: lapse for lapse in lapses(columns, TODAY + datetime.timedelta(days)).people}
    for lapse in lapses(columns, TODAY).people:
        assert later[lapse.id].is_due >= lapse.is_due
        assert later[lapse.id].score >= lapse.score
        assert later[lapse.id].due == lapse.due
