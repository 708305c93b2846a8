"""The lines of a network's pages that may tell of help: offers, roles, tags, why we are connected, the user's keys."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

from netjournal.answers.letters import grams_of
from netjournal.answers.open_needs import MINE, ORGANISATIONS, Ask, open_asks
from netjournal.answers.phrase import fold
from netjournal.answers.wording import corpus_of
from netjournal.network.acquaintance import tied_rows
from netjournal.network.corpus import Corpus
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.telling import EXTRA, OFFER, ROLE, TAG, THEIRS, WHY, Lines, OpenAsks, Telling


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    row: int
    kind: int
    page: int
    at: int
    heard: int = 0
    until: int = 0


def telling(network: Network) -> Telling:
    """What the pages of a network tell; none of it depends on the day."""
    rows = {person.id: row for row, person in enumerate(network.people)}
    people = network.people
    living_in: dict[str, list[int]] = {}
    for row, person in enumerate(people):
        for city in dict.fromkeys(fold(said.text).strip() for said in person.city):
            living_in.setdefault(city, []).append(row)
    return Telling(
        ids=tuple(rows),
        organisations=tuple(one.id for one in network.organisations),
        present=[person.is_present for person in people],
        sparing=[person.ask_at_most is not None for person in people],
        silent=[person.is_present and not person.offers for person in people],
        ties=tied_rows(network),
        living_in=living_in,
        offers=_lines([*_offers(network, rows), *_offered_by_organisations(network)]),
        told=_lines([line for row, person in enumerate(people) for line in _told(network, row, person)]),
        asks=_asks(network, rows),
    )


def _lines(lines: Sequence[_Line]) -> Lines:
    by_text: dict[str, list[_Line]] = {}
    for line in lines:
        by_text.setdefault(line.text, []).append(line)
    saying = list(by_text.values())
    ordered = [line for same in saying for line in same]
    return Lines(
        _corpus(list(by_text), [*map(len, saying)]),
        [0, *accumulate(map(len, saying))],
        array("i", (line.row for line in ordered)),
        array("i", (line.kind for line in ordered)),
        array("i", (line.page for line in ordered)),
        array("i", (line.at for line in ordered)),
        array("i", (line.heard for line in ordered)),
        array("i", (line.until for line in ordered)),
    )


def _corpus(texts: Sequence[str], times: Sequence[int]) -> Corpus:
    found = corpus_of(texts, times)
    return replace(found, grams=grams_of(found.said_in))


def _offers(network: Network, rows: Mapping[str, int]) -> Iterator[_Line]:
    """What those present give, on whosever page it stands."""
    for page, person in enumerate(network.people):
        for at, need in enumerate(person.offers):
            giver = network.directory.meant(need.whom) if need.whom else None
            row = rows[giver or person.id]
            if need.what.strip() and network.people[row].is_present:
                yield _Line(need.what, row, OFFER, page, at, _ordinal(need.heard))


def _offered_by_organisations(network: Network) -> Iterator[_Line]:
    """What organisations offer, by whoever is there: they are whom to ask for it."""
    giving = {fold(one.name): at for at, one in enumerate(network.organisations) if _gives(one)}
    for row, person in enumerate(network.people) if giving else ():
        ends: dict[int, int] = {}
        for role in network.roles(person) if person.is_present else ():
            org = giving.get(fold(role.org), -1)
            end = _ordinal(role.until)
            ends[org] = 0 if not end or ends.get(org, 1) == 0 else max(end, ends.get(org, 0))
        for org, until in ends.items():
            for at, need in enumerate(network.organisations[org].offers if org >= 0 else ()):
                if need.what.strip():
                    yield _Line(need.what, row, THEIRS, -1 - org, at, _ordinal(need.heard), until)


def _gives(one: Organisation) -> bool:
    return any(need.what.strip() for need in one.offers)


def _told(network: Network, row: int, person: Person) -> Iterator[_Line]:
    """What the front matter tells of somebody present."""
    if not person.is_present:
        return
    for at, role in enumerate(network.roles(person)):
        # the organisation first: 'volunteer at' would be read as the lead-in of an offer
        yield _Line(f"{role.org} {role.role}", row, ROLE, row, at, until=_ordinal(role.until))
    for at, tag in enumerate(person.tags):
        yield _Line(tag.text, row, TAG, row, at)
    if person.why:
        yield _Line(person.why.text, row, WHY, row, 0)
    for at, extra in enumerate(person.extras):
        yield _Line(f"{extra.text} {extra.key}", row, EXTRA, row, at)


def _asks(network: Network, rows: Mapping[str, int]) -> OpenAsks:
    organisations = {one.id: -1 - at for at, one in enumerate(network.organisations)}
    pages = {one.file: -1 - at for at, one in enumerate(network.organisations)}
    pages |= {person.file: row for row, person in enumerate(network.people)}
    asks = sorted((ask for ask in open_asks(network) if ask.whose != MINE), key=_latest_first)
    texts = {text: at for at, text in enumerate(dict.fromkeys(ask.what for ask in asks))}
    return OpenAsks(
        corpus_of(list(texts)),
        array("i", (texts[ask.what] for ask in asks)),
        array("i", (organisations[ask.id] if ask.whose == ORGANISATIONS else rows[ask.id] for ask in asks)),
        array("i", (pages[ask.file] for ask in asks)),
        array("i", (_ordinal(ask.heard) for ask in asks)),
        array("i", (ask.line for ask in asks)),
    )


def _latest_first(ask: Ask) -> tuple[int, str, int]:
    return -_ordinal(ask.heard), ask.file, ask.line


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
