"""What a picture of the network shows: who is drawn, and what connects them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from netjournal.answers.acquainted import ENOUGH, sat_enough, tables
from netjournal.answers.how import attended
from netjournal.answers.introductions import INTRODUCED as MADE
from netjournal.answers.introductions import introductions
from netjournal.answers.meet import Suggestion
from netjournal.answers.reasons import introductions_between, reasons, ties_between
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.contacts import MOST_AT_A_TABLE
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network

TIE, THROUGH, INTRODUCED, GATHERING, SUGGESTED = "tie", "through", "introduced", "gathering", "suggested"
KINDS = (TIE, THROUGH, INTRODUCED, GATHERING, SUGGESTED)
MOST_COMMON = 3
ROUNDING = 1e-9

Rows = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two who know one another, or should: by a tie on a page (`b` is a's `tie`, "" where it has no word), because
    the owner met the one through the other or introduced them, by gatherings, or as `meet` suggests."""

    a: str
    b: str
    kind: str
    tie: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Who is drawn, in order of ids, each with the day of the last contact; and what connects them, once a pair."""

    people: Mapping[str, date | None]
    edges: tuple[Edge, ...]


def graph(
    network: Network,
    columns: Acquaintance,
    among: Collection[str],
    suggested: Sequence[Suggestion],
    today: date,
    around: str | None = None,
) -> Graph:
    """The picture of the people among the ids; with `around` of that person and those connected with them alone."""
    rows = frozenset(row for row, id in enumerate(columns.ids) if id in among)
    known = {pair: told for pair, told in _known(network, columns, today).items() if rows.issuperset(pair)}
    new = {(each.a, each.b): each for each in suggested if rows.issuperset((each.a, each.b))}
    if around is not None:
        near = _near([*known, *new], columns.rows[around])
        rows = rows & near
        known = {pair: told for pair, told in known.items() if near.issuperset(pair)}
        new = {pair: each for pair, each in new.items() if near.issuperset(pair)}
    edges = [_edge(network, columns, pair, *known[pair]) for pair in sorted(known)]
    edges += [_dashed(network, columns, new[pair], today) for pair in sorted(new) if pair not in known]
    return Graph({columns.ids[row]: _day(columns.last[row]) for row in sorted(rows)}, tuple(edges))


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _near(pairs: Sequence[Rows], row: int) -> frozenset[int]:
    """A row and those it makes a pair with."""
    return frozenset((row, *(each for pair in pairs if row in pair for each in pair)))


def _known(network: Network, columns: Acquaintance, today: date) -> dict[Rows, tuple[str, Rows, str]]:
    """Pairs that know one another: how, and (one, other, word) where the other is the one's word."""
    found: dict[Rows, tuple[str, Rows, str]] = {}
    for kind, one, other, word in (
        *_ties(network, columns),
        *((THROUGH, row, through, "") for row, through in enumerate(columns.through) if through >= 0),
        *_introduced(network, columns, today),
        *_seated(columns),
    ):
        pair = (one, other) if one < other else (other, one)
        before = found.get(pair)
        if before is None or (before[0] == kind == TIE and word and not before[2]):
            found[pair] = (kind, (one, other), word)
    return found


def _ties(network: Network, columns: Acquaintance) -> Iterator[tuple[str, int, int, str]]:
    for row, person in enumerate(network.people):
        for tie in person.ties:
            id = network.directory.meant(tie.person)
            if id and id != person.id:
                yield TIE, row, columns.rows[id], tie.word


def _introduced(network: Network, columns: Acquaintance, today: date) -> Iterator[tuple[str, int, int, str]]:
    for each in introductions(network, today):
        if each.state in MADE:
            yield INTRODUCED, columns.rows[each.a], columns.rows[each.b], ""


def _seated(columns: Acquaintance) -> Iterator[tuple[str, int, int, str]]:
    """Those who sat together often or closely enough; each room is gone through once, for speed."""
    sums: dict[Rows, float] = {}
    for room in columns.rooms:
        if 2 <= room.size <= MOST_AT_A_TABLE:
            for pair in combinations(room.rows, 2):
                sums[pair] = sums.get(pair, 0.0) + 1.0 / (room.size - 1)
    likely = sorted(pair for pair, total in sums.items() if total > ENOUGH - ROUNDING)
    return ((GATHERING, a, b, "") for a, b in likely if sat_enough(columns, a, b))


def _edge(network: Network, columns: Acquaintance, pair: Rows, kind: str, told: Rows, word: str) -> Edge:
    one, other = told
    said = (
        *ties_between(network, one, other),
        *introductions_between(network, one, other),
        *(attended(network, room) for room in tables(columns, one, other)[:MOST_COMMON]),
    )
    return Edge(columns.ids[one], columns.ids[other], kind, word, tuple(dict.fromkeys(said)))


def _dashed(network: Network, columns: Acquaintance, suggestion: Suggestion, today: date) -> Edge:
    told = reasons(network, columns, suggestion, today)
    said = (*told.for_a, *told.for_b, *told.common[:MOST_COMMON])
    return Edge(told.a.id, told.b.id, SUGGESTED, "", said)


def bare(drawn: Graph) -> Graph:
    """The same picture without days and quotes."""
    return Graph(dict.fromkeys(drawn.people), tuple(replace(edge, evidence=()) for edge in drawn.edges))
