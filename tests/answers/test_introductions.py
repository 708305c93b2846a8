"""Introductions: where each stands, and which move is allowed when, move by move."""

import datetime
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.introductions import Standing, Step, introductions, standing, stood
from netjournal.answers.moves import Move, refusal
from netjournal.network.entry import KINDS, STATES, Entry, introduction
from netjournal.network.evidence import Said
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person

TODAY = datetime.date(2026, 11, 22)
ANSWERS = ("asked", "agreed", "declined", "later")
Told = tuple[str, ...]


def day(ago: int) -> datetime.date:
    return TODAY - datetime.timedelta(ago)


def entry(kind: str, text: str, ago: int, line: int) -> Entry:
    return Entry(day(ago), kind, KINDS[kind], "", (), text, line)


def person(id: str, *told: tuple[int, str], **keys: object) -> Person:
    """Somebody whose page says `(days ago, "state [[id]] text")`, in this order; other kinds as `kind: text`."""
    entries = []
    for line, (ago, said) in enumerate(told, 9):
        kind, colon, text = said.partition(": ")
        entries.append(entry(kind, text, ago, line) if colon and kind in KINDS else entry("intro", said, ago, line))
    return Person(id, f"people/{id}.md", id.title(), entries=tuple(entries), **keys)  # type: ignore[arg-type]


def stands(ana: tuple[tuple[int, str], ...] = (), bo: tuple[tuple[int, str], ...] = ()) -> Standing:
    return standing(Network((person("ana", *ana), person("bo", *bo))), "bo", "ana", TODAY)


@pytest.mark.parametrize(
    ("ana", "bo", "state", "do", "who"),
    [
        ((), (), "", "ask", ("ana", "bo")),
        (((9, "idea [[bo]] both bake"),), (), "idea", "ask", ("ana", "bo")),
        ((), ((9, "idea [[Ana]]"),), "idea", "ask", ("ana", "bo")),
        (((9, "idea [[bo]]"), (8, "asked [[bo]]")), (), "asked", "answer", ("ana",)),
        (((8, "asked [[bo]]"),), ((7, "asked [[ana]]"),), "asked", "answer", ("ana", "bo")),
        (((8, "asked [[bo]]"), (7, "agreed [[bo]]")), (), "asked", "ask", ("bo",)),
        (((7, "agreed [[bo]]"),), ((6, "asked [[ana]]"),), "asked", "answer", ("bo",)),
        (((7, "agreed [[bo]]"),), ((6, "agreed [[ana]]"),), "agreed", "make", ("ana", "bo")),
        (((7, "agreed [[bo]]"),), ((6, "declined [[ana]] no time"),), "declined", "", ()),
        (((7, "declined [[bo]]"), (3, "agreed [[bo]]")), ((6, "agreed [[ana]]"),), "agreed", "make", ("ana", "bo")),
        (((7, "agreed [[bo]]"), (3, "declined [[bo]]")), ((6, "agreed [[ana]]"),), "declined", "", ()),
        (((7, "agreed [[bo]]"),), ((6, "later [[ana]] 2027-02-01, after the tour"),), "later", "wait", ("bo",)),
        (((7, "agreed [[bo]]"),), ((6, "later [[ana]] some day"),), "later", "wait", ("bo",)),
        (((7, "agreed [[bo]]"),), ((60, "later [[ana]] 2026-11-22"),), "asked", "ask", ("bo",)),
        ((), ((60, "later [[ana]] 2026-11-01"),), "later", "ask", ("ana", "bo")),
        (((60, "later [[bo]] 2027-02-01"), (2, "agreed [[bo]]")), ((6, "agreed [[ana]]"),), "agreed", "make", None),
        (((7, "made [[bo]]"),), (), "made", "met", ()),
        ((), ((7, "made [[ana]]"),), "made", "met", ()),
        (((7, "made [[bo]]"), (6, "met [[bo]]")), (), "met", "outcome", ()),
        (((7, "made [[bo]]"), (6, "outcome [[bo]] a choir")), (), "outcome", "thank", ()),
        (((7, "made [[bo]]"), (6, "thanked [[bo]]"), (2, "outcome [[bo]] more")), (), "thanked", "", ()),
        (((7, "made [[bo]]"), (6, "idea [[bo]] again")), (), "made", "met", ()),
        (((7, "thanked [[bo]]"),), ((6, "never [[ana]] quarrel"),), "never", "", ()),
        (((-1, "agreed [[bo]]"), (7, "asked [[bo]]")), (), "asked", "answer", ("ana",)),
        (((3, "agreed [[bo]]"), (3, "asked [[bo]]"), (9, "idea [[bo]]")), (), "asked", "ask", ("bo",)),
        (((3, "asked [[bo]]"), (3, "agreed [[bo]]")), (), "asked", "ask", ("bo",)),
        (((3, "asked [[bo]]"), (3, "agreed [[bo]]"), (9, "idea [[bo]]")), (), "asked", "ask", ("bo",)),
    ],
)
def test_where_it_stands_is_read_from_both_pages(
    ana: tuple[tuple[int, str], ...], bo: tuple[tuple[int, str], ...], state: str, do: str, who: Told | None
) -> None:
    found = stands(ana, bo)
    assert (found.a, found.b, found.state, found.next.do) == ("ana", "bo", state, do)
    assert who is None or found.next.who == who


def test_a_wait_ends_on_the_last_day_that_was_named() -> None:
    found = stands(((5, "later [[bo]] 2027-01-01"),), ((5, "later [[ana]] 2027-03-01"),))
    assert found.next.until == datetime.date(2027, 3, 1)
    assert stands(((5, "later [[bo]] 2027-01-01"),), ((5, "later [[ana]]"),)).next.until is None


# One way to come to each state, and what may follow: i idea, q asked, y agreed, n declined, l later (all of Ana's),
# m made, M made though nobody was asked, t met, o outcome, T thanked, x never.
WAYS: dict[str, tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...]]] = {
    "nothing": ((), ()),
    "idea": (((9, "idea [[bo]]"),), ()),
    "ana asked": (((9, "asked [[bo]]"),), ()),
    "bo asked": ((), ((9, "asked [[ana]]"),)),
    "ana said yes": (((9, "agreed [[bo]]"),), ()),
    "both said yes": (((9, "agreed [[bo]]"),), ((9, "agreed [[ana]]"),)),
    "ana said no": (((9, "declined [[bo]]"),), ()),
    "bo said no": ((), ((9, "declined [[ana]]"),)),
    "ana put it off": (((9, "later [[bo]] 2027-02-01"),), ()),
    "bo put it off": (((9, "agreed [[bo]]"),), ((9, "later [[ana]] 2027-02-01"),)),
    "the day has come": (((9, "later [[bo]] 2026-11-20"),), ()),
    "made": (((9, "made [[bo]]"),), ()),
    "met": (((9, "met [[bo]]"),), ()),
    "outcome": (((9, "outcome [[bo]]"),), ()),
    "thanked": (((9, "thanked [[bo]]"),), ()),
    "never": (((9, "never [[bo]]"),), ()),
}
MOVES = {
    "i": Move("idea"),
    "q": Move("asked", "ana"),
    "y": Move("agreed", "ana"),
    "n": Move("declined", "ana"),
    "l": Move("later", "ana", "2027-04-01"),
    "m": Move("made"),
    "M": Move("made", already=True),
    "t": Move("met"),
    "o": Move("outcome", text="a choir"),
    "T": Move("thanked"),
    "x": Move("never", text="a quarrel"),
}
ALLOWED = {
    "nothing": "iqynlMx",
    "idea": "iqynlMx",
    "ana asked": "qynlMx",
    "bo asked": "qynlMx",
    "ana said yes": "nlMx",
    "both said yes": "nlmMx",
    "ana said no": "ylMx",
    "bo said no": "ynlMx",
    "ana put it off": "qynlMx",
    "bo put it off": "nlMx",
    "the day has come": "qynlMx",
    "made": "toTx",
    "met": "oTx",
    "outcome": "toTx",
    "thanked": "toTx",
    "never": "",
}


@pytest.mark.parametrize(("way", "move"), list(product(WAYS, MOVES)))
def test_a_move_is_allowed_or_refused_with_a_sentence(way: str, move: str) -> None:
    ana, bo = WAYS[way]
    network = Network((person("ana", *ana), person("bo", *bo)))
    why = refusal(network, standing(network, "ana", "bo", TODAY), MOVES[move], TODAY)
    assert (why == "") == (move in ALLOWED[way]), why
    assert "{" not in why
    assert not why or "Ana" in why or "Bo" in why


@pytest.mark.parametrize(
    ("ana", "bo", "says"),
    [
        ((), (), "Ana has not been asked yet, and Bo has not been asked yet"),
        (((9, "agreed [[bo]]"),), ((2, "asked [[ana]]"),), "Bo has not answered yet, asked on Fri 20 Nov 2026"),
        (((9, "agreed [[bo]]"),), ((2, "declined [[ana]]"),), "Bo said no on Fri 20 Nov 2026"),
        (((9, "agreed [[bo]]"),), ((2, "later [[ana]] 2027-02-01"),), "Bo wants to wait until Mon 1 Feb 2027"),
    ],
)
def test_an_introduction_before_both_said_yes_is_refused_by_who_has_not(
    ana: tuple[tuple[int, str], ...], bo: tuple[tuple[int, str], ...], says: str
) -> None:
    network = Network((person("ana", *ana), person("bo", *bo)))
    why = refusal(network, standing(network, "ana", "bo", TODAY), Move("made"), TODAY)
    assert why == f"{says}; write --made --already if you have introduced them all the same"


def test_the_same_move_with_the_same_words_on_the_same_day_is_refused() -> None:
    network = Network((person("ana", (0, "idea [[bo]] both  bake")), person("bo")))
    found = standing(network, "ana", "bo", TODAY)
    assert "stands on the page already" in refusal(network, found, Move("idea", text="both bake"), TODAY)
    assert refusal(network, found, Move("idea", text="both sing"), TODAY) == ""
    assert refusal(network, found, Move("idea", text="both bake"), day(1)) == ""


def as_steps(told: list[tuple[str, str, int]]) -> list[Step]:
    return [Step(state, by, day(ago), str(line), f"people/{by}.md", line) for line, (state, by, ago) in enumerate(told)]


steps = st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(["ana", "bo"]), st.integers(0, 6)), max_size=8).map(
    as_steps
)


def newest_last(step: Step) -> tuple[datetime.date, bool, int]:
    """Of one day, being asked comes before the answer."""
    return step.date, step.state != "asked", step.line


@given(steps)
def test_made_is_allowed_just_where_both_newest_answers_are_yes(told: list[Step]) -> None:
    network = Network((person("ana"), person("bo")))
    found = stood("ana", "bo", TODAY, told)
    newest = [
        max((step for step in told if step.by == id and step.state in ANSWERS), key=newest_last, default=None)
        for id in ("ana", "bo")
    ]
    both = all(step and step.state == "agreed" for step in newest)
    is_open = not {step.state for step in told} & {"made", "met", "outcome", "thanked", "never"}
    assert (refusal(network, found, Move("made"), TODAY) == "") == (both and is_open)


@given(steps)
def test_every_state_has_words_for_it_and_what_is_over_waits_for_nobody(told: list[Step]) -> None:
    found = stood("ana", "bo", TODAY, told)
    assert (found.state == "") == (not told)
    assert (found.step is None) == (found.state == "")
    assert (found.next.do == "") == (found.state in ("never", "declined", "thanked"))


@given(steps, steps)
def test_the_pages_may_be_read_in_either_order(one: list[Step], other: list[Step]) -> None:
    ana, bo = [s for s in one if s.by == "ana"], [s for s in other if s.by == "bo"]
    found = {stood("ana", "bo", TODAY, [*first, *then]).state for first, then in permutations((ana, bo))}
    assert len(found) == 1


def test_an_entry_of_a_day_to_come_or_about_somebody_else_counts_for_nothing() -> None:
    ana = person("ana", (-1, "made [[bo]]"), (3, "agreed [[cy]]"), (3, "agreed [[nobody]]"), (3, "agreed [[ana]]"))
    network = Network((ana, person("bo"), person("cy")))
    assert standing(network, "ana", "bo", TODAY).steps == ()
    assert [(each.a, each.b) for each in introductions(network, TODAY)] == [("ana", "cy")]


@pytest.mark.parametrize("gone", [{"archived": Said("2026-01-01", 4)}, {"died": Said("2026-01-01", 4)}])
def test_those_who_are_gone_are_in_no_introduction(gone: dict[str, Said]) -> None:
    assert introductions(Network((person("ana", (3, "idea [[bo]]")), person("bo", **gone))), TODAY) == ()


FACT = "coffee: she is looking for a hall"
SAW_BO = "note: saw [[bo]] sing"
PARKED = person("ana", (9, "idea [[bo]]"))


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ((PARKED, person("bo")), None),
        ((person("ana", (9, "idea [[bo]]"), (8, FACT)), person("bo")), FACT),
        ((PARKED, person("bo", (1, FACT), (3, "call: x"))), FACT),
        ((PARKED, person("bo", (9, FACT))), None),
        ((PARKED, person("bo", (-1, FACT))), None),
        ((PARKED, person("bo", (3, "idea [[cy]]")), person("cy")), None),
        ((PARKED, person("bo"), person("cy", (2, SAW_BO))), SAW_BO),
        ((person("ana", (9, "idea [[bo]]"), (3, "change: x"), (3, "call: y")), person("bo")), "change: x"),
        ((person("ana", (9, "idea [[bo]] x"), (5, FACT), (2, "idea [[bo]] y")), person("bo")), None),
        ((person("ana", (9, "idea [[bo]]"), (8, "asked [[bo]]"), (3, FACT)), person("bo")), None),
        ((PARKED, person("bo", asks=(Need("a hall", day(2), "", 5),))), "Bo looks for: a hall"),
        ((PARKED, person("bo", asks=(Need("a hall", None, "", 5),))), None),
    ],
)
def test_a_parked_hunch_returns_when_a_fact_touches_either(people: tuple[Person, ...], says: str | None) -> None:
    look = introductions(Network(people), TODAY)[0].another_look
    assert (look.says if look else None) == says


def test_an_organisation_s_page_can_touch_somebody_too() -> None:
    told = entry("note", "[[bo]] is the new treasurer", 2, 7)
    bank = Organisation("bank", "orgs/bank.md", "Food Bank", entries=(told,))
    network = Network((person("ana", (9, "idea [[bo]]")), person("bo")), (bank,))
    look = standing(network, "ana", "bo", TODAY).another_look
    assert look
    assert (look.file, look.line) == ("orgs/bank.md", 7)


def test_the_words_a_move_writes_are_read_as_that_move() -> None:
    for state in STATES:
        told = introduction(entry("intro", f"{state} [[bo]] 2027-02-01, words", 1, 9))
        assert told
        assert (told.state, told.other, told.text) == (state, "bo", "2027-02-01, words")
