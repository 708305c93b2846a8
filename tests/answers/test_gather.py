from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.due import Ranking, lapses
from netjournal.answers.gather import Guest, gather, welcome
from netjournal.answers.invitations import Invitation, invitations
from netjournal.answers.meet import Suggestion, suggestions
from netjournal.answers.refusals import pair_of, refused
from netjournal.answers.wording import fits
from netjournal.network import features
from netjournal.network.acquaintance import acquaintance
from netjournal.network.contacts import by_person
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Said
from netjournal.network.network import Network
from netjournal.network.person import Need, Person, Tie
from netjournal.network.rhythm import read_rhythm

TODAY = date(2026, 11, 22)


def person(
    id: str, ago: int = 10, *, asks: str = "", offers: str = "", ties: Sequence[str] = (), **more: str
) -> Person:
    """Somebody seen so many days ago, whom to see every six weeks."""
    return Person(
        id,
        f"people/{id}.md",
        id.title(),
        every=read_rhythm(more.get("every", "6 weeks")),
        city=(Said(more["city"], 4),) if "city" in more else (),
        asks=(Need(asks, None, "", 5),) if asks else (),
        offers=(Need(offers, None, "", 6),) if offers else (),
        ties=tuple(Tie(other, "friend", 7) for other in ties),
        entries=(Entry(TODAY - timedelta(ago), "met", "seen", "", (), "spoke", 9),),
    )


def invited(
    *people: Person, size: int = 6, around: str = "", among: frozenset[str] | None = None
) -> tuple[Invitation, ...]:
    network = Network(tuple(sorted(people, key=lambda one: one.id)))
    columns = acquaintance(network, TODAY)
    ranking = lapses(features.lapses(network, TODAY), TODAY)
    found = fits([ask.what for ask in columns.asks], [offer.what for offer in columns.offers])
    pairs = suggestions(columns, TODAY, found, None, None, None).pairs
    host = network.by_id[around] if around else None
    rows, _ = welcome(network, host, False)
    rows = frozenset(row for row in rows if among is None or columns.ids[row] in among)
    host_row = columns.ids.index(around) if around else None
    table = gather(columns, ranking, pairs, rows, refused(network, TODAY), size, host_row)
    due = [lapse.id for lapse in ranking.people[: ranking.due]]
    return invitations(network, columns, table, due, by_person(network, TODAY), TODAY)


def ids(guests: tuple[Invitation, ...]) -> list[str]:
    return [guest.person.id for guest in guests]


CIRCLE = (
    person("ada", 100, ties=["bo"], asks="cello lessons"),
    person("bo"),
    person("cy", offers="cello lessons", ties=["dee"]),
    person("dee", 200),
)


def test_in_an_empty_journal_there_is_nobody_to_gather() -> None:
    assert invited() == ()


def test_each_guest_has_a_reason_a_familiar_face_or_somebody_new_and_the_overdue_come_first() -> None:
    guests = invited(*CIRCLE)
    assert ids(guests) == ["dee", "ada", "bo", "cy"]
    told = {guest.person.id: guest for guest in guests}
    assert (told["ada"].knows, told["ada"].should_meet) == (("bo",), ("cy",))
    assert (told["cy"].knows, told["cy"].should_meet) == (("dee",), ("ada",))
    assert all(guest.reasons for guest in guests)


def test_a_reason_quotes_the_last_meeting_of_who_is_due_and_the_words_that_fit() -> None:
    told = {guest.person.id: [said.says for said in guest.reasons] for guest in invited(*CIRCLE)}
    assert told["ada"] == [
        "you last saw them 3 months ago: met: spoke",
        "Ada asks: cello lessons",
        "Cy offers: cello lessons",
    ]
    assert told["bo"] == ["a face that Ada knows"]


def test_of_a_small_table_the_most_overdue_with_company_are_taken() -> None:
    people = (person("ada", 300, ties=["bo"]), person("bo", 60), person("cy", 50), person("dee", 50, ties=["cy"]))
    assert ids(invited(*people, size=2)) == ["ada", "bo"]


def test_who_is_never_to_be_due_comes_only_where_it_is_around_them() -> None:
    people = (*CIRCLE, person("eve", 400, every="never", ties=["ada"]))
    assert "eve" not in ids(invited(*people))
    assert ids(invited(*people, around="eve"))[0] == "eve"


def test_the_absent_and_the_owner_are_no_guests() -> None:
    gone = replace(person("gone", 400, ties=["ada"]), archived=Said("2026-01-01", 3))
    me = replace(person("me", 400, ties=["ada"]), is_self=True)
    assert not {"gone", "me"} & set(ids(invited(*CIRCLE, gone, me)))


def test_two_of_whom_one_said_no_do_not_sit_at_one_table() -> None:
    no = Entry(TODAY, "intro", "intro", "", (), "declined [[dee]]", 9)
    people = (replace(CIRCLE[0], entries=(*CIRCLE[0].entries, no)), *CIRCLE[1:])
    assert not {"ada", "dee"} <= set(ids(invited(*people)))


def test_guests_live_where_the_owner_does_unless_a_place_is_named() -> None:
    me = replace(person("me", city="Leeds"), is_self=True)
    people = (me, person("ada", 90, city="Leeds"), person("bo", 90), person("cy", 900, city="Turin"))
    network = Network(tuple(sorted(people, key=lambda one: one.id)))
    rows, city = welcome(network, None, False)
    assert ([network.people[row].id for row in sorted(rows)], city) == (["ada", "bo"], "Leeds")
    assert welcome(network, None, True) == (frozenset((0, 1, 2)), "")
    assert welcome(network, network.by_id["cy"], False) == (frozenset((0, 1, 2)), "")


def test_a_filter_leaves_out_even_the_overdue() -> None:
    assert set(ids(invited(*CIRCLE, among=frozenset(("ada", "cy"))))) == {"ada", "cy"}


@st.composite
def journals(draw: st.DrawFn) -> tuple[Person, ...]:
    count = draw(st.integers(0, 9))
    names = [f"p{at}" for at in range(count)]
    words = st.sampled_from(["", "", "cello lessons", "bookkeeping", "a boat"])
    people = []
    for id in names:
        ties = draw(st.lists(st.sampled_from(names), max_size=2))
        one = person(id, draw(st.integers(0, 400)), asks=draw(words), offers=draw(words), ties=ties)
        if draw(st.booleans()):
            no = Entry(TODAY, "intro", "intro", "", (), f"declined [[{draw(st.sampled_from(names))}]]", 12)
            one = replace(one, entries=(*one.entries, no))
        people.append(one)
    return tuple(people)


@given(journals(), st.integers(1, 6))
def test_any_table_is_small_enough_holds_nobody_twice_and_nobody_apart(people: tuple[Person, ...], size: int) -> None:
    guests = invited(*people, size=size)
    here = ids(guests)
    apart = refused(Network(people), TODAY)
    assert len(here) <= size
    assert len(set(here)) == len(here)
    assert not any(pair_of(one, other) in apart for one in here for other in here if one != other)
    for guest in guests:
        assert set(guest.knows) | set(guest.should_meet) <= set(here) - {guest.person.id}
        assert not set(guest.knows) & set(guest.should_meet)


@given(journals(), st.integers(1, 6))
def test_a_table_does_not_depend_on_the_order_of_the_suggestions(people: tuple[Person, ...], size: int) -> None:
    network = Network(people)
    columns = acquaintance(network, TODAY)
    ranking = lapses(features.lapses(network, TODAY), TODAY)
    pairs = suggestions(columns, TODAY, (), None, None, None).pairs
    everyone = frozenset(range(len(people)))

    def seated(order: Sequence[Suggestion]) -> tuple[Guest, ...]:
        return gather(columns, ranking, order, everyone, frozenset(), size).guests

    assert {guest.row for guest in seated(pairs)} == {guest.row for guest in seated(tuple(reversed(pairs)))}


def test_nobody_due_and_nobody_to_meet_is_an_empty_table() -> None:
    columns = acquaintance(Network((person("ada"),)), TODAY)
    assert gather(columns, Ranking((), (), 0), (), frozenset((0,)), frozenset()).guests == ()
