from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.acquainted import know_one_another
from netjournal.answers.graph import Edge, Graph, bare, graph
from netjournal.answers.meet import Suggestion
from netjournal.answers.sharing import shared
from netjournal.network.acquaintance import acquaintance
from netjournal.network.dataclass import replace
from netjournal.network.entry import Entry
from netjournal.network.evidence import Said
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.person import Met, Person, Tie

TODAY = date(2026, 11, 22)


def person(id: str, *ties: tuple[str, str], through: str = "", me: bool = False) -> Person:
    said = tuple(Tie(other, word, line) for line, (other, word) in enumerate(ties, 10))
    met = Met(None, "", through, 5) if through else None
    return Person(id, f"people/{id}.md", id.title(), ties=said, met=met, is_self=me)


def dinner(name: str, ago: int, *came: str) -> Gathering:
    day = TODAY - timedelta(ago)
    return Gathering(name, f"gatherings/{name}.md", name.title(), day, came=tuple(Said(id, 5) for id in came), line=2)


def drawn(
    *people: Person,
    gatherings: tuple[Gathering, ...] = (),
    suggested: tuple[Suggestion, ...] = (),
    among: str = "",
    around: str | None = None,
) -> Graph:
    network = Network(tuple(sorted(people, key=lambda each: each.id)), gatherings=gatherings)
    ids = among.split() or [person.id for person in network.people if person.is_present]
    return graph(network, acquaintance(network, TODAY), ids, suggested, TODAY, around)


def lines(of: Graph) -> list[tuple[str, str, str, str]]:
    return [(edge.a, edge.b, edge.kind, edge.tie) for edge in of.edges]


ADA, BO, CY, DEE = person("ada"), person("bo"), person("cy"), person("dee")


def test_a_tie_goes_from_the_page_to_the_one_who_is_its_word() -> None:
    assert lines(drawn(ADA, person("bo", ("ada", "husband")))) == [("bo", "ada", "tie", "husband")]


def test_two_pages_that_tell_of_one_tie_make_one_line_with_the_word_that_is_told() -> None:
    both = drawn(person("ada", ("bo", "")), person("bo", ("ada", "aunt")))
    assert lines(both) == [("bo", "ada", "tie", "aunt")]
    assert [said.file for said in both.edges[0].evidence] == ["people/bo.md", "people/ada.md"]


def test_who_was_met_through_somebody_is_connected_with_them_by_name() -> None:
    [edge] = drawn(ADA, person("bo", through="ada")).edges
    assert (edge.a, edge.b, edge.kind, edge.evidence[0].says) == ("bo", "ada", "through", "you met Bo through Ada")


def test_those_who_sat_together_closely_enough_are_connected_and_a_big_room_connects_nobody() -> None:
    table = dinner("supper", 9, "ada", "bo", "cy")
    party = dinner("party", 3, "dee", *(f"guest {number}" for number in range(50)), "ada")
    found = drawn(ADA, BO, CY, DEE, gatherings=(table, party))
    assert lines(found) == [(a, b, "gathering", "") for a, b in (("ada", "bo"), ("ada", "cy"), ("bo", "cy"))]
    assert found.edges[0].evidence[0].says == "both came to Supper on Fri 13 Nov 2026"


def test_an_introduction_is_a_line_once_it_was_made() -> None:
    made = Entry(TODAY, "intro", "intro", "made [[bo]]", ("bo",), "", 9)
    assert lines(drawn(replace(ADA, entries=(made,)), BO)) == [("ada", "bo", "introduced", "")]
    idea = replace(made, head="idea [[bo]]")
    assert lines(drawn(replace(ADA, entries=(idea,)), BO)) == []


def test_a_suggestion_is_a_line_of_its_own_kind_unless_they_know_one_another() -> None:
    pairs = (Suggestion(0, 1, 1.0), Suggestion(0, 2, 0.5))
    found = drawn(person("ada", ("bo", "friend")), BO, CY, suggested=pairs)
    assert lines(found) == [("ada", "bo", "tie", "friend"), ("ada", "cy", "suggested", "")]


def test_only_those_among_the_ids_are_drawn() -> None:
    found = drawn(person("ada", ("bo", "friend"), ("cy", "friend")), BO, CY, among="ada cy")
    assert list(found.people) == ["ada", "cy"]
    assert lines(found) == [("ada", "cy", "tie", "friend")]


def test_around_somebody_are_those_connected_with_them_and_what_connects_these() -> None:
    everyone = (person("ada", ("bo", "friend"), ("cy", "friend")), person("bo", ("cy", "friend")), CY, DEE)
    found = drawn(*everyone, around="ada", suggested=(Suggestion(0, 3, 1.0),))
    assert list(found.people) == ["ada", "bo", "cy", "dee"]
    assert len(found.edges) == 4
    assert list(drawn(*everyone, around="dee").people) == ["dee"]


def test_each_has_the_day_of_the_last_contact() -> None:
    call = Entry(TODAY - timedelta(3), "call", "talked", "", (), "hello", 9)
    assert drawn(replace(ADA, entries=(call,)), BO).people == {"ada": TODAY - timedelta(3), "bo": None}


def test_a_bare_picture_has_neither_days_nor_quotes() -> None:
    call = Entry(TODAY - timedelta(3), "call", "talked", "", (), "hello", 9)
    whole = drawn(replace(person("ada", ("bo", "friend")), entries=(call,)), BO)
    assert bare(whole) == Graph({"ada": None, "bo": None}, (Edge("ada", "bo", "tie", "friend", ()),))


def test_whoever_keeps_the_name_private_is_nobody_to_others() -> None:
    network = Network((replace(person("ada", ("bo", "friend")), private=("Name",)), person("bo", ("ada", "friend"))))
    others = shared(network)
    assert [each.id for each in others.people] == ["bo"]
    assert lines(graph(others, acquaintance(others, TODAY), ["ada", "bo"], (), TODAY)) == []


def test_others_see_nobody_who_is_gone_even_where_that_is_private() -> None:
    network = Network((replace(ADA, archived=Said("2020", 3), private=("archived",)), BO))
    assert [each.id for each in shared(network).people if each.is_present] == ["bo"]


IDS = ("ada", "bo", "cy", "dee", "eli")
some_ties = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(["", "friend", "aunt"])), max_size=3)
some_rooms = st.lists(st.lists(st.sampled_from(IDS), min_size=1, max_size=5, unique=True), max_size=4)


@given(st.tuples(*(some_ties for _ in IDS)), some_rooms, st.sampled_from([*IDS, None]))
def test_a_line_stands_for_each_pair_that_knows_one_another_and_for_no_other(
    ties: tuple[list[tuple[str, str]], ...], rooms: list[list[str]], around: str | None
) -> None:
    people = tuple(person(id, *told) for id, told in zip(IDS, ties, strict=True))
    network = Network(people, gatherings=tuple(dinner(f"d{n}", n + 1, *came) for n, came in enumerate(rooms)))
    columns = acquaintance(network, TODAY)
    found = graph(network, columns, IDS, (), TODAY, around)
    known = {(a, b) for a in range(5) for b in range(a + 1, 5) if know_one_another(columns, a, b)}
    near = {a for pair in known for a in pair if around is None or columns.rows[around] in pair}
    near |= set(range(5)) if around is None else {columns.rows[around]}
    rows = [tuple(sorted((columns.rows[edge.a], columns.rows[edge.b]))) for edge in found.edges]
    assert sorted(rows) == sorted(pair for pair in known if near.issuperset(pair))
    assert {columns.rows[id] for id in found.people} == near
    assert all(edge.evidence for edge in found.edges)
