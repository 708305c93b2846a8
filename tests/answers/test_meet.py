import math
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.acquainted import know_one_another, tables
from netjournal.answers.meet import Suggestion, suggestions
from netjournal.answers.proximity import MOST_CONTACTS
from netjournal.network.acquaintance import Acquaintance, NeedRow, Room, Stay
from netjournal.network.dataclass import replace

TODAY = date(2026, 11, 22)


def day(ago: int) -> int:
    return TODAY.toordinal() - ago


def room(size: int, ago: int, *rows: int) -> Room:
    return Room(day(ago), size, tuple(sorted(rows)), f"gatherings/{size}-{ago}.md", 2)


def need(row: int, what: str = "an ask or an offer", heard: int = 0) -> NeedRow:
    return NeedRow(row, what, heard, "people/x.md", 3)


def columns(
    count: int,
    *tied: tuple[int, int],
    rooms: tuple[Room, ...] = (),
    seen: int = 10,
    asks: tuple[NeedRow, ...] = (),
    offers: tuple[NeedRow, ...] = (),
    closed: frozenset[tuple[int, int]] = frozenset(),
) -> Acquaintance:
    """So many people, all seen so many days ago."""
    ties: list[set[int]] = [set() for _ in range(count)]
    for a, b in tied:
        ties[a].add(b)
        ties[b].add(a)
    return Acquaintance(
        ids=tuple(f"p{row:03}" for row in range(count)),
        present=[True] * count,
        ties=[tuple(sorted(each)) for each in ties],
        last=[day(seen)] * count,
        rooms=rooms,
        stays=[()] * count,
        places=[()] * count,
        tags=[()] * count,
        asks=asks,
        offers=offers,
        closed=closed,
    )


def of_row(each: tuple[object, ...], row: int, what: object) -> list[object]:
    changed = list(each)
    changed[row] = what
    return changed


def pairs(given: Acquaintance, **how: object) -> list[tuple[int, int]]:
    found = suggestions(given, TODAY, **{"most_a_person": None, "limit": None, **how})  # type: ignore[arg-type]
    return [(each.a, each.b) for each in found.pairs]


# Who knows whom


def test_two_with_a_common_contact_should_meet() -> None:
    assert pairs(columns(3, (0, 1), (1, 2))) == [(0, 2)]


@pytest.mark.parametrize(
    ("rooms", "knows"),
    [
        ((room(6, 5, 0, 1),), True),
        ((room(7, 5, 0, 1),), False),
        (tuple(room(25, ago, 0, 1) for ago in range(5)), True),
        (tuple(room(25, ago, 0, 1) for ago in range(4)), False),
        (tuple(room(26, ago, 0, 1) for ago in range(5)), True),
        (tuple(room(27, ago, 0, 1) for ago in range(5)), False),
        (tuple(room(61, ago, 0, 1) for ago in range(40)), False),
    ],
)
def test_a_small_table_or_many_evenings_make_people_known_and_a_big_room_introduces_nobody(
    rooms: tuple[Room, ...], knows: bool
) -> None:
    given = columns(2, rooms=rooms)
    assert know_one_another(given, 0, 1) is knows
    assert know_one_another(given, 1, 0) is knows


def test_the_tables_of_two_are_named_the_smallest_and_then_the_latest_first() -> None:
    first, second, third = room(8, 9, 0, 1), room(20, 3, 0, 1), room(20, 40, 0, 1)
    assert tables(columns(3, rooms=(third, room(4, 1, 0, 2), second, first)), 1, 0) == (first, second, third)


def test_the_absent_the_known_and_those_with_whom_it_is_closed_are_never_suggested() -> None:
    given = columns(5, *((0, other) for other in range(1, 5)), (1, 2), closed=frozenset({(1, 3)}))
    given = replace(given, present=[True, True, True, True, False])
    assert pairs(given) == [(2, 3)]
    for row, other in ((0, 3), (1, 4)):
        asking = replace(given, asks=(need(row),), offers=(need(other),))
        assert (min(row, other), max(row, other)) not in pairs(asking, fits=[(0, 0, 1.0)])


# Asks and offers


def test_mutual_fits_come_before_favours_and_favours_before_what_the_network_alone_speaks_for() -> None:
    asks, offers = (need(5), need(6), need(7)), (need(6), need(5), need(8))
    given = columns(9, (0, 1), (1, 2), asks=asks, offers=offers)
    found = suggestions(given, TODAY, [(0, 0, 0.5), (1, 1, 0.5), (2, 2, 1.0)])
    assert [(each.a, each.b) for each in found.pairs] == [(5, 6), (7, 8), (0, 2)]
    assert [each.is_mutual for each in found.pairs] == [True, False, False]


def test_of_mutual_fits_the_smaller_gain_decides() -> None:
    asks = (need(0), need(1), need(2), need(3))
    offers = (need(1), need(0), need(3), need(2))
    found = suggestions(columns(4, asks=asks, offers=offers), TODAY, [(n, n, (1, 0.5, 0.8, 0.8)[n]) for n in range(4)])
    assert [(each.a, each.b) for each in found.pairs] == [(2, 3), (0, 1)]


def test_an_ask_heard_long_ago_counts_less_and_an_undated_one_as_a_year_old() -> None:
    asks = (need(0, heard=day(900)), need(1), need(2, heard=day(3)))
    found = suggestions(
        columns(6, asks=asks, offers=(need(3), need(4), need(5))), TODAY, [(n, n, 0.8) for n in range(3)]
    )
    assert [(each.a, each.b) for each in found.pairs] == [(2, 5), (1, 4), (0, 3)]


def test_each_side_is_told_its_own_fits_the_best_first() -> None:
    given = columns(2, asks=(need(1), need(1), need(0)), offers=(need(0), need(1)))
    [found] = suggestions(given, TODAY, [(0, 0, 0.6), (1, 0, 0.9), (2, 1, 0.7)]).pairs
    assert [(fit.ask, fit.offer) for fit in found.for_a] == [(2, 1)]
    assert [(fit.ask, fit.offer) for fit in found.for_b] == [(1, 0), (0, 0)]


def test_what_an_organisation_asks_and_what_somebody_offers_themselves_makes_no_pair() -> None:
    given = columns(2, asks=(need(-1), need(0)), offers=(need(0), need(-1)))
    assert suggestions(given, TODAY, [(0, 0, 1.0), (1, 1, 1.0), (1, 0, 1.0)]).pairs == ()


# The network


@pytest.mark.parametrize("which", ["seen", "size", "lately", "twice"])
def test_nearer_is_who_was_seen_of_late_in_a_smaller_room_of_late_and_more_often(which: str) -> None:
    rooms = {
        "seen": (room(20, 400, 0, 1), room(20, 400, 2, 3)),
        "size": (room(30, 40, 0, 1), room(20, 40, 2, 3)),
        "lately": (room(20, 400, 0, 1), room(20, 40, 2, 3)),
        "twice": (room(30, 40, 0, 1), room(30, 40, 2, 3), room(30, 40, 2, 3)),
    }[which]
    given = columns(4, rooms=rooms)
    if which == "seen":
        given = replace(given, last=[day(300), day(300), day(20), day(20)])
    assert pairs(given) == [(2, 3), (0, 1)]


def test_who_sat_with_a_contact_of_somebody_is_nearer_to_them() -> None:
    nobody = columns(6, (4, 5), (2, 5), rooms=(room(12, 30, 0, 1), room(12, 30, 2, 3)))
    reached = replace(nobody, rooms=(*nobody.rooms, room(12, 30, 3, 5)))
    assert scores(reached)[2, 3] > scores(nobody)[2, 3]


def scores(given: Acquaintance) -> dict[tuple[int, int], float]:
    return {(each.a, each.b): each.score for each in suggestions(given, TODAY, limit=None, most_a_person=None).pairs}


def test_a_small_organisation_at_the_same_time_speaks_for_two_and_at_another_time_does_not() -> None:
    stays = [(Stay("acme", day(900), day(500), 4),), (Stay("acme", day(600), 0, 4),), (Stay("acme", day(400), 0, 4),)]
    assert pairs(replace(columns(3), stays=stays)) == [(1, 2), (0, 1)]


def test_a_rare_tag_speaks_for_two_and_one_that_a_third_of_everybody_has_does_not() -> None:
    tags = [("bees", "music"), ("bees",), ("music",), ("music",), (), ()]
    assert pairs(replace(columns(6), tags=tags)) == [(0, 1)]


def test_a_city_of_more_than_sixty_is_no_reason_by_itself_but_a_bonus() -> None:
    here = replace(columns(70), places=[("rome",)] * 70)
    assert pairs(here) == []
    assert suggestions(here, TODAY).left_out == {"organisations, cities and tags of over 60 people": 1}
    apart = columns(70, (0, 1), (1, 2))
    assert scores(replace(apart, places=[("rome",)] * 70))[0, 2] > scores(apart)[0, 2]


def test_of_a_contact_with_many_contacts_only_the_most_recently_seen_are_looked_at_and_that_is_said() -> None:
    count = MOST_CONTACTS + 4
    given = columns(count, *((0, row) for row in range(1, count)))
    given = replace(given, last=[day(10)] * (count - 3) + [day(900)] * 3)
    found = suggestions(given, TODAY, limit=None, most_a_person=None)
    assert found.left_out == {"contacts of people with over 120, seen longest ago": 3}
    assert {row for each in found.pairs for row in (each.a, each.b)} == set(range(1, count - 3))


def test_a_gathering_of_over_sixty_is_left_out_and_that_is_said() -> None:
    found = suggestions(columns(3, rooms=(room(61, 3, 0, 1, 2),)), TODAY)
    assert (found.pairs, found.left_out) == ((), {"gatherings of over 60 people": 1})


def test_nobody_is_named_more_than_three_times_unless_asked_for() -> None:
    given = columns(12, *((0, row) for row in range(1, 12)))
    found = suggestions(given, TODAY, limit=None)
    named = [row for each in found.pairs for row in (each.a, each.b)]
    assert max(map(named.count, range(12))) == 3
    assert sum(found.left_out.values()) == len(pairs(given)) - len(found.pairs)
    assert len(pairs(given, around=1)) == 10


@pytest.mark.parametrize("most_a_person", [None, 1, 3])
def test_in_a_larger_journal_the_first_ten_are_the_head_of_the_whole_ranking(most_a_person: int | None) -> None:
    ties = {tuple(sorted((row, row * step % 400))) for row in range(400) for step in (3, 7) if row != row * step % 400}
    rooms = tuple(room(9 + n % 13, n * 11, *range(n, 400, 37)[: 5 + n % 4]) for n in range(150))
    given = columns(400, *((a, b) for a, b in ties), rooms=rooms)
    given = replace(
        given, last=[day(row * row % 977) for row in range(400)], tags=[(f"t{row % 30}",) for row in range(400)]
    )
    whole = suggestions(given, TODAY, most_a_person=most_a_person, limit=None).pairs
    assert len(whole) > 100
    assert suggestions(given, TODAY, most_a_person=most_a_person, limit=10).pairs == whole[:10]


def test_an_empty_journal_has_no_pairs() -> None:
    assert suggestions(columns(0), TODAY).pairs == ()


# Laws

ROWS = st.integers(0, 8)
TIES = st.lists(st.tuples(ROWS, ROWS).filter(lambda two: two[0] != two[1]), max_size=14)
ROOMS = st.lists(
    st.builds(
        lambda ago, rows, more: Room(day(ago), len(rows) + more, tuple(sorted(rows)), "gatherings/g.md", 2),
        st.integers(0, 1500),
        st.frozensets(ROWS, min_size=1, max_size=9),
        st.integers(1, 30),
    ),
    max_size=8,
)
FITS = st.lists(st.tuples(ROWS, ROWS, st.floats(0.5, 1.0)), max_size=8)
TAGS = st.sampled_from([tags for count in range(4) for tags in combinations("abc", count)])


@st.composite
def networks(draw: st.DrawFn) -> Acquaintance:
    given = columns(9, *draw(TIES), rooms=tuple(draw(ROOMS)))
    return replace(
        given,
        present=draw(st.lists(st.sampled_from([True, True, True, False]), min_size=9, max_size=9)),
        last=[day(ago) if ago else 0 for ago in draw(st.lists(st.integers(0, 900), min_size=9, max_size=9))],
        tags=draw(st.lists(TAGS, min_size=9, max_size=9)),
        places=draw(st.lists(st.sampled_from([(), ("x",), ("y",), ("z",)]), min_size=9, max_size=9)),
        asks=[need(row) for row in range(9)],
        offers=[need(row) for row in range(9)],
        closed=frozenset(draw(st.sets(st.sampled_from(list(combinations(range(9), 2))), max_size=4))),
    )


def every(given: Acquaintance, fits: list[tuple[int, int, float]]) -> tuple[Suggestion, ...]:
    return suggestions(given, TODAY, fits, most_a_person=None, limit=None).pairs


@given(networks(), FITS)
def test_every_pair_is_of_two_present_people_who_do_not_know_one_another_and_is_named_once(
    given: Acquaintance, fits: list[tuple[int, int, float]]
) -> None:
    found = [(each.a, each.b) for each in every(given, fits)]
    assert len(found) == len(set(found))
    for a, b in found:
        assert a < b
        assert given.present[a]
        assert given.present[b]
        assert not know_one_another(given, a, b)
        assert (a, b) not in given.closed


@given(networks(), FITS)
def test_every_pair_with_a_common_contact_or_a_fit_is_named(
    given: Acquaintance, fits: list[tuple[int, int, float]]
) -> None:
    found = {(each.a, each.b) for each in every(given, fits)}
    met = {(min(a, b), max(a, b)) for a, b, _ in fits}
    for a, b in combinations(range(9), 2):
        between = [z for z in {*given.ties[a]} & {*given.ties[b]} if given.present[z]]
        is_open = given.present[a] and given.present[b] and (a, b) not in given.closed
        if is_open and not know_one_another(given, a, b) and (between or (a, b) in met):
            assert (a, b) in found


@given(networks(), FITS, st.integers(1, 5))
def test_the_first_few_are_the_head_of_the_whole_ranking(
    given: Acquaintance, fits: list[tuple[int, int, float]], limit: int
) -> None:
    whole = every(given, fits)
    assert suggestions(given, TODAY, fits, most_a_person=None, limit=limit).pairs == whole[:limit]
    capped = suggestions(given, TODAY, fits, most_a_person=1, limit=None).pairs
    assert suggestions(given, TODAY, fits, most_a_person=1, limit=limit).pairs == capped[:limit]


def test_others_are_found_behind_the_many_whom_one_person_could_meet() -> None:
    given = columns(1000, asks=(need(0), need(1), need(2)), offers=tuple(need(row) for row in range(3, 1000)))
    fits = [(0, offer, 1.0) for offer in range(990)] + [(1, 995, 0.6), (2, 996, 0.5)]
    found = [(each.a, each.b) for each in suggestions(given, TODAY, fits, limit=5).pairs]
    assert found == [(0, 3), (0, 4), (0, 5), (1, 998), (2, 999)]


@given(networks(), FITS, ROWS)
def test_the_suggestions_for_one_person_are_theirs_of_the_whole_ranking(
    given: Acquaintance, fits: list[tuple[int, int, float]], row: int
) -> None:
    theirs = tuple(each for each in every(given, fits) if row in (each.a, each.b))
    assert suggestions(given, TODAY, fits, row, most_a_person=None, limit=None).pairs == theirs
    assert suggestions(given, TODAY, fits, most_a_person=None, limit=None, among={row}).pairs == theirs


@given(networks(), FITS)
def test_scores_descend_and_stay_within_their_tier(given: Acquaintance, fits: list[tuple[int, int, float]]) -> None:
    found = every(given, fits)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    for each in found:
        tier = 2 if each.is_mutual else 1 if each.for_a or each.for_b else 0
        assert tier <= each.score < tier + 1 or math.isclose(each.score, tier + 1)
