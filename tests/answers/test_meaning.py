"""Asks and offers near in meaning, with small vectors made by hand in the place of a model's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from netjournal.answers.board import board
from netjournal.answers.meet import suggestions
from netjournal.answers.reasons import reasons, why
from netjournal.answers.who import who
from netjournal.answers.wording import FIT, all_fits
from netjournal.network.acquaintance import acquaintance
from netjournal.network.network import Network
from netjournal.network.person import Need, Person

TODAY = date(2026, 11, 22)
VECTORS = {
    "somebody to watch the dog": (0.8, 0.6, 0.0),
    "having spaniels to stay": (1.0, 0.0, 0.0),
    "watching dogs": (0.6, 0.8, 0.0),
    "plumbing": (0.0, 0.0, 1.0),
    "spaniels, no cats": (0.0, 0.0, 0.0),
    "spaniels": (1.0, 0.0, 0.0),
    "spaniel lessons": (1.0, 0.0, 0.0),
    "cats": (1.0, 0.0, 0.0),
}


class ByHand:
    """Meaning by vectors that were written down."""

    def __init__(self, vectors: Mapping[str, Sequence[float]]) -> None:
        self._vectors = vectors

    def near(
        self, asks: Sequence[str], offers: Sequence[str], least: float, most: int | None = None
    ) -> Iterator[tuple[int, int, float]]:
        for ask, said in enumerate(asks):
            for offer, given in enumerate(offers):
                cosine = sum(a * b for a, b in zip(self._vectors[said], self._vectors[given], strict=True))
                if cosine >= least:
                    yield ask, offer, cosine


MEANING = ByHand(VECTORS)


def person(id: str, asks: Sequence[str] = (), offers: Sequence[str] = ()) -> Person:
    def needs(whats: Sequence[str]) -> tuple[Need, ...]:
        return tuple(Need(what, date(2026, 10, 1), "", line) for line, what in enumerate(whats, 5))

    return Person(id, f"people/{id}.md", id.title(), asks=needs(asks), offers=needs(offers))


ASK = "somebody to watch the dog"
ADA, BO, CY = person("ada", [ASK]), person("bo", (), ["having spaniels to stay"]), person("cy", (), ["watching dogs"])
DEE = person("dee", (), ["plumbing"])


def test_a_fit_by_meaning_scores_below_every_fit_of_words() -> None:
    found, left_out = all_fits([ASK], ["having spaniels to stay", "watching dogs", "plumbing"], (), MEANING)
    assert [(ask, offer) for ask, offer, _ in found] == [(0, 1), (0, 0)]
    assert found[0][2] >= FIT > found[1][2] > 0
    assert left_out == 0
    assert [pair[:2] for pair in all_fits([ASK], ["having spaniels to stay", "watching dogs"])[0]] == [(0, 1)]


def test_who_says_no_to_a_thing_is_not_near_it_in_meaning_either() -> None:
    assert list(all_fits(["cats"], ["spaniels, no cats"], (), MEANING)[0]) == []
    assert list(all_fits(["no cats"], ["cats"], (), MEANING)[0]) == []


def test_what_is_denied_is_no_part_of_the_meaning() -> None:
    assert [pair[:2] for pair in all_fits([ASK], ["spaniels, no cats"], (), MEANING)[0]] == [(0, 0)]


def test_lessons_are_no_helping_hand_however_near() -> None:
    assert list(all_fits([ASK], ["spaniel lessons"], (), MEANING)[0]) == []


def test_meet_says_where_a_reason_rests_on_meaning() -> None:
    network = Network((ADA, BO, CY, DEE))
    columns = acquaintance(network, TODAY)
    fits, _ = all_fits([need.what for need in columns.asks], [need.what for need in columns.offers], (), MEANING)
    told = [
        reasons(network, columns, each, TODAY) for each in suggestions(columns, TODAY, fits, most_a_person=None).pairs
    ]
    assert [(pair.b.id, pair.for_a[1].says) for pair in told] == [
        ("cy", "Cy offers: watching dogs"),
        ("bo", "Bo offers: having spaniels to stay (near in meaning)"),
    ]


def test_a_pair_explained_says_so_too_and_without_the_model_nothing_speaks_for_it() -> None:
    network = Network((ADA, BO))
    columns = acquaintance(network, TODAY)
    assert [said.says for said in why(network, columns, 0, 1, TODAY, meaning=MEANING).for_a] == [
        "Ada asks: somebody to watch the dog",
        "Bo offers: having spaniels to stay (near in meaning)",
    ]
    assert why(network, columns, 0, 1, TODAY).for_a == ()


def test_the_board_and_who_say_so() -> None:
    network = Network((ADA, BO, DEE))
    [ask] = board(network, TODAY, meaning=MEANING).asks
    assert [said.says for helper in ask.helpers for said in helper.evidence] == [
        "Bo offers: having spaniels to stay (near in meaning)"
    ]
    found = who(network, ASK, TODAY, limit=5, meaning=MEANING).people
    assert [(helper.person.id, helper.evidence[0].says) for helper in found] == [
        ("bo", "offers: having spaniels to stay (near in meaning)")
    ]
    assert who(network, ASK, TODAY, limit=5).people == ()
