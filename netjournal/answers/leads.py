"""Lines that tell of help: what is left of them as they age, how they are quoted, what entries say in passing."""

from collections.abc import Iterator, Sequence
from datetime import date

from netjournal.answers.meaning import BY_MEANING
from netjournal.answers.phrase import fold, read_phrase
from netjournal.network.corpus import Phrase
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.entry import CHANGE, INTRO, Entry
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Need, Person, Role
from netjournal.network.telling import OFFER, ROLE, TAG, THEIRS, WHY, Lines, Telling

_UNDATED = 365  # days: what has no date ranks as a year old
_LASTING, _HALF_LIFE = 0.75, 730.0  # what of old evidence always counts, and the days after which half of the rest does


@dataclass(frozen=True, slots=True)
class Lead:
    """A line that tells of help: its score, whether it is an offer whose words fit, which it is, how it was found.

    `lines` is None for an entry, which stands at that place on the person's page.
    """

    score: float
    fits: bool
    lines: Lines | None
    place: int
    by_meaning: bool = False


def quoted(network: Network, told: Telling, person: Person, lead: Lead, today: date) -> Evidence:
    """The line of a lead, as somebody's answer quotes it."""
    lines, place = lead.lines, lead.place
    if lines is None:
        entry = person.entries[place]
        return Evidence(str(entry), person.file, entry.line, entry.date)
    if lines.kinds[place] in (OFFER, THEIRS):
        said = _offer(network, told, person, lines, place)
        return replace(said, says=f"{said.says} ({BY_MEANING})") if lead.by_meaning else said
    return _told(network, person, lines.kinds[place], lines.at[place], today)


def offer_of(network: Network, lines: Lines, place: int) -> Need:
    """The offer, not an organisation's, that stands at that place of the lines."""
    return network.people[lines.pages[place]].offers[lines.at[place]]


def _offer(network: Network, told: Telling, person: Person, lines: Lines, place: int) -> Evidence:
    if lines.kinds[place] == THEIRS:
        giver = network.organisations_by_id[told.organisations[-1 - lines.pages[place]]]
        need = giver.offers[lines.at[place]]
        return Evidence(f"{giver.name} offers: {need.what}", giver.file, need.line, need.heard)
    teller, need = network.people[lines.pages[place]], offer_of(network, lines, place)
    heard = "" if teller.id == person.id or teller.is_self else f" (heard from {teller.name})"
    return Evidence(f"offers: {need.what}{heard}", teller.file, need.line, need.heard)


def _told(network: Network, person: Person, kind: int, at: int, today: date) -> Evidence:
    """The `at`th line of that kind in somebody's front matter."""
    if kind == ROLE:
        return _role(network.roles(person)[at], person.file, today)
    if kind == TAG:
        return Evidence(f"tag: {person.tags[at].text}", person.file, person.tags[at].line)
    if kind == WHY and person.why:
        return Evidence(f"why: {person.why.text}", person.file, person.why.line)
    extra = person.extras[at]
    return Evidence(f"{extra.key}: {extra.text}", person.file, extra.line)


def _role(role: Role, file: str, today: date) -> Evidence:
    since = f" since {role.since.year}" if role.since else ""
    if role.until is None or not role.is_past(today):
        return Evidence(f"{role}{since}", file, role.line, role.since)
    was = "was" if role.role else "was at"
    return Evidence(f"{was} {role} until {role.until.year}", file, role.line, role.until)


def fading(day: int, today: date) -> float:
    """What is left of evidence of a day (0 for none): its age counts gently."""
    age = max(0, today.toordinal() - day) if day else _UNDATED
    faded: float = 2.0 ** (-age / _HALF_LIFE)
    return _LASTING + (1 - _LASTING) * faded


def beginnings(ask: Phrase) -> tuple[list[str], int]:
    """The beginnings of the words of an ask, and how many of them an entry must say."""
    starts = [term[:4] for term in ask.terms]
    return starts, max(1, len(starts) - len(starts) // 3)


def said_in_passing(entries: Sequence[Entry], ask: Phrase, today: date) -> Iterator[tuple[int, Entry, float]]:
    """Entries that say nearly all words of the need, each with its place and how much of it they say."""
    starts, enough = beginnings(ask)
    for place, entry in enumerate(entries):
        text = fold(entry.text)
        if sum(start in text for start in starts) >= enough and entry.date <= today and _may_tell(entry):
            share = _share(ask, read_phrase(entry.text))
            if share * len(starts) >= enough:
                yield place, entry, share


def _may_tell(entry: Entry) -> bool:
    return entry.counts not in (INTRO, CHANGE) and entry.kind != "asked"


def _share(ask: Phrase, said: Phrase) -> float:
    """How much of the ask is said; nothing where either denies what the other says."""
    if not {*ask.terms}.isdisjoint(said.denied) or not {*ask.denied}.isdisjoint(said.terms):
        return 0.0
    return len({*ask.terms} & {*said.terms}) / len(ask.terms)
