"""Why two people should meet, or why they are not suggested: quoted lines for each side and for both."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from netjournal.answers.acquainted import sat_enough, tables
from netjournal.answers.also import Also, also_helped
from netjournal.answers.groups import rarity
from netjournal.answers.how import common
from netjournal.answers.meaning import BY_MEANING, Meaning
from netjournal.answers.meet import Fit, Suggestion, suggestions
from netjournal.answers.proximity import Usual
from netjournal.answers.wording import FIT, all_fits
from netjournal.network.acquaintance import Acquaintance, NeedRow
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.entry import introduction
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Person

MOST_COMMON = 6
MOST_FITS = 2
LATELY = 2 * 365  # days: what was together before that is told last


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people: what each would gain, what they share, who knows both, what speaks against suggesting them.

    `last` are the days I was last in touch with the one and the other; `also` whom else an offer of theirs would help.
    """

    a: Person
    b: Person
    for_a: tuple[Evidence, ...]
    for_b: tuple[Evidence, ...]
    common: tuple[Evidence, ...]
    through: tuple[str, ...]
    mutual: bool
    score: float
    not_suggested: tuple[Evidence, ...] = ()
    last: tuple[date | None, date | None] = (None, None)
    also: tuple[Also, ...] = ()


def reasons(
    network: Network,
    columns: Acquaintance,
    suggestion: Suggestion,
    today: date,
    others: Mapping[int, Sequence[tuple[int, float]]] | None = None,
) -> Pair:
    """A suggestion with the lines that it rests on; with the `others` each offer fits, whom else it would help."""
    a, b = network.people[suggestion.a], network.people[suggestion.b]
    everybody = sum(columns.present)
    shared = common(
        network, columns, suggestion.a, suggestion.b, lambda tag: rarity(len(columns.holding[tag]), everybody)
    )
    return Pair(
        a,
        b,
        for_a=_quoted(columns, suggestion.for_a, a, b),
        for_b=_quoted(columns, suggestion.for_b, b, a),
        common=_convincing(shared, today)[:MOST_COMMON],
        through=_through(columns, suggestion.a, suggestion.b),
        mutual=suggestion.is_mutual,
        score=suggestion.score,
        last=(_last(columns, suggestion.a), _last(columns, suggestion.b)),
        also=also_helped(network, columns, suggestion, others or {}),
    )


def _last(columns: Acquaintance, row: int) -> date | None:
    return date.fromordinal(columns.last[row]) if columns.last[row] else None


def why(
    network: Network,
    columns: Acquaintance,
    a_row: int,
    b_row: int,
    today: date,
    usual: Usual | None = None,
    meaning: Meaning | None = None,
) -> Pair:
    """Any pair explained, suggested or not, with what speaks against it; the score is 0 where it isn't suggested."""
    low, high = sorted((a_row, b_row))
    for_low, for_high = _fits(network, columns, low, high, meaning)
    fits = [(fit.ask, fit.offer, fit.score) for fit in (*for_low, *for_high)]
    ranking = suggestions(columns, today, fits, low, most_a_person=None, limit=None, usual=usual)
    unsaid = Suggestion(low, high, 0.0, for_low, for_high)
    suggestion = next((each for each in ranking.pairs if (each.a, each.b) == (low, high)), unsaid)
    against = tuple(_against(network, columns, low, high))
    return replace(reasons(network, columns, suggestion, today), not_suggested=against)


def favours_between(
    network: Network, columns: Acquaintance, a: Person, b: Person, meaning: Meaning | None = None
) -> tuple[Evidence, ...]:
    """Each ask of the one that an offer of the other meets, with that offer, the first one's asks first."""
    found: list[Evidence] = []
    for asking, giving in ((a, b), (b, a)):
        asks = [at for at, row in enumerate(columns.asking) if row == columns.rows[asking.id]]
        offers = [at for at, row in enumerate(columns.giving) if row == columns.rows[giving.id]]
        texts = [columns.asks[at].what for at in asks], [columns.offers[at].what for at in offers]
        fits, _ = all_fits(*texts, network.settings.synonyms, meaning)
        met = [Fit(asks[ask], offers[offer], score) for ask, offer, score in fits]
        found += _quoted(columns, sorted(met, key=lambda fit: -fit.score), asking, giving)
    return tuple(dict.fromkeys(found))


def _quoted(columns: Acquaintance, fits: Sequence[Fit], asking: Person, giving: Person) -> tuple[Evidence, ...]:
    """Each ask with the offer that meets it, both in their own words."""
    found: list[Evidence] = []
    for fit in fits[:MOST_FITS]:
        ask, offer = columns.asks[fit.ask], columns.offers[fit.offer]
        given = _need(f"{giving.name} offers", offer)
        by_words = fit.score >= FIT
        given = given if by_words else replace(given, says=f"{given.says} ({BY_MEANING})")
        found += [_need(f"{asking.name} asks", ask), given]
    return tuple(dict.fromkeys(found))


def _need(whose: str, need: NeedRow) -> Evidence:
    return Evidence(f"{whose}: {need.what}", need.file, need.line, date.fromordinal(need.heard) if need.heard else None)


def _convincing(shared: Sequence[Evidence], today: date) -> tuple[Evidence, ...]:
    """Two days together of late, then what has no date, as it stands, then the rest, the latest first."""
    undated = [each for each in shared if each.date is None]
    ages = sorted(((today - each.date).days, place) for place, each in enumerate(shared) if each.date)
    lately = [shared[place] for age, place in ages if age <= LATELY][:2]
    rest = [shared[place] for _, place in ages[len(lately) :]]
    return (*lately, *undated, *rest)


def _through(columns: Acquaintance, a: int, b: int) -> tuple[str, ...]:
    """Who is tied to both, the most recently seen first."""
    both = set(columns.ties[a]) & set(columns.ties[b])
    ordered = sorted((row for row in both if columns.present[row]), key=lambda row: (-columns.last[row], row))
    return tuple(columns.ids[row] for row in ordered)


def _fits(
    network: Network, columns: Acquaintance, a: int, b: int, meaning: Meaning | None
) -> tuple[tuple[Fit, ...], tuple[Fit, ...]]:
    """The asks of each that the offers of the other meet, as the whole journal's words are weighed."""
    asks = [number for number, need in enumerate(columns.asks) if need.row in (a, b)]
    found, _ = all_fits(
        [columns.asks[number].what for number in asks],
        [need.what for need in columns.offers],
        network.settings.synonyms,
        meaning,
    )
    sides: tuple[list[Fit], list[Fit]] = ([], [])
    for index, offer, score in found:
        asking, giving = columns.asks[asks[index]].row, columns.offers[offer].row
        if {asking, giving} == {a, b}:
            sides[asking == b].append(Fit(asks[index], offer, score))
    return tuple(sides[0]), tuple(sides[1])


def _against(network: Network, columns: Acquaintance, a: int, b: int) -> Iterator[Evidence]:
    """Why a pair is not suggested: absent, acquainted, introduced, refused."""
    for row in (a, b):
        if not columns.present[row]:
            yield _absent(network.people[row])
    yield from ties_between(network, a, b)
    yield from _tables(columns, a, b)
    if (a, b) in columns.closed:
        yield from introductions_between(network, a, b)


def _absent(person: Person) -> Evidence:
    said = person.died or person.archived
    word = "died" if person.died else "archived" if person.archived else "self: this page is you"
    return Evidence(f"{person.name}: {word} {said.text}" if said else word, person.file, said.line if said else 1)


def ties_between(network: Network, a: int, b: int) -> Iterator[Evidence]:
    """What either page says of a tie, or of having met the one through the other."""
    for mine, yours in ((network.people[a], network.people[b]), (network.people[b], network.people[a])):
        for tie in mine.ties:
            if network.directory.meant(tie.person) == yours.id:
                word = f"{mine.name}'s {tie.word}" if tie.word and tie.word != "knows" else f"tied to {mine.name}"
                yield Evidence(f"{yours.name} is {word}", mine.file, tie.line)
        if mine.met and mine.met.through and network.directory.meant(mine.met.through) == yours.id:
            yield Evidence(f"you met {mine.name} through {yours.name}", mine.file, mine.met.line)


def _tables(columns: Acquaintance, a: int, b: int) -> Iterator[Evidence]:
    if not sat_enough(columns, a, b):
        return
    for room in tables(columns, a, b)[:2]:
        day = date.fromordinal(room.day)
        yield Evidence(f"they sat together, {room.size} people, on {day.isoformat()}", room.file, room.line, day)


def introductions_between(network: Network, a: int, b: int) -> Iterator[Evidence]:
    """What either page says of introducing the two."""
    for mine, yours in ((network.people[a], network.people[b]), (network.people[b], network.people[a])):
        for entry in mine.entries:
            told = introduction(entry)
            if told and network.directory.meant(told.other) == yours.id:
                yield Evidence(f"{entry.kind}: {entry.text}", mine.file, entry.line, entry.date)
