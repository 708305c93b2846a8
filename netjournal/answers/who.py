"""Who can help with this: offers first, then what else a page tells of someone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from netjournal.answers.meaning import BY_MEANING, FAINTLY, MEANT, TELLING, Meaning, together
from netjournal.answers.phrase import Phrase, fold, read_phrase
from netjournal.answers.wording import FIT, LEAST, Wording
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.day import ago, say_day
from netjournal.network.entry import CHANGE, INTRO, Entry
from netjournal.network.evidence import Evidence
from netjournal.network.features import last_days
from netjournal.network.network import Network
from netjournal.network.person import Person, Role

CLOSE = timedelta(730)  # whom I haven't been in touch with for longer, I may better reach through somebody
MOST_EVIDENCE = 3
MOST_THROUGH = 3
MOST_ASKED = 2

_UNDATED = 365  # days: what has no date ranks as a year old
_LASTING, _HALF_LIFE = 0.75, 730.0  # what of old evidence always counts, and the days after which half of the rest does
_ROLE, _PAST, _TAG, _WHY, _EXTRA, _GOT, _ENTRY = 0.85, 0.65, 0.8, 0.65, 0.6, 0.6, 0.35  # beside an offer's 1
_ELSEWHERE = 0.7  # times what speaks for somebody who lives elsewhere than where the help is wanted
_PLACE = re.compile(r"\b(?:in|near|around|from) ([^\W\d_][\w'-]*)( [\w'-]+)?( [\w'-]+)?")
_THEIRS = 0.9  # an offer of the organisation they are at


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone who may help, with the lines that say so, the best first.

    `through` are those I am in touch with more lately who are tied to them, where I am hardly in touch myself.
    `last_asked` is the day I last asked them for something.
    """

    person: Person
    evidence: tuple[Evidence, ...]
    through: tuple[str, ...]
    last_asked: date | None
    score: float


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """Those who may help with a need, the best first."""

    need: str
    people: tuple[Helper, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may tell of help: its text as matched, what it weighs, the line quoted, the day it was true."""

    id: str
    text: str
    weight: float
    said: Evidence
    day: date | None = None

    def lead(self, near: float, fits: bool, today: date) -> "_Lead":
        """The lead it is at that nearness; its age counts gently."""
        age = max(0, (today - self.day).days) if self.day else _UNDATED
        faded: float = 2.0 ** (-age / _HALF_LIFE)
        return _Lead(near * self.weight * (_LASTING + (1 - _LASTING) * faded), fits, self.said)


@dataclass(frozen=True, slots=True)
class _Lead:
    """A line that tells of help: its score, and whether it is an offer whose words fit."""

    score: float
    fits: bool
    said: Evidence


def who(
    network: Network,
    need: str,
    today: date,
    wanted_by: Sequence[str] = (),
    limit: int | None = None,
    last: Mapping[str, date] | None = None,
    meaning: Meaning | None = None,
) -> WhoAnswer:
    """Those who may help with a need, never those it is `wanted_by`; without a limit everyone with any evidence.

    Offers that fit come first, then all other evidence by nearness, kind and age; after everyone else come those who
    were asked as often as they like. `last` is the day of each person's last contact, drawn from the network if None.
    With a `meaning` offers are compared by it too.
    """
    helpful = {person.id: person for person in network.people if person.is_present and person.id not in wanted_by}
    wanted, place = _placed(network, need)
    leads = _leads(network, helpful, wanted, today, 0.0 if limit is None else LEAST, meaning)
    for id in leads if place else ():
        leads[id] = _nearby(helpful[id], leads[id], place)
    spared = {id: said for id in leads if (said := spared_now(helpful[id], today))}
    best = sorted(leads, key=lambda id: (id in spared, not leads[id][0].fits, -leads[id][0].score, id))[:limit]
    through = _through(network, best, _last(network, today) if last is None else last, today)
    people = (_helper(helpful[id], leads[id], spared.get(id), through[id], today) for id in best)
    return WhoAnswer(need, tuple(people))


def _helper(
    person: Person, leads: Sequence[_Lead], spared: Evidence | None, through: tuple[str, ...], today: date
) -> Helper:
    quoted = tuple(lead.said for lead in leads[:MOST_EVIDENCE])
    asked = max((entry.date for entry in _asked(person, today)), default=None)
    return Helper(person, (*quoted, spared) if spared else quoted, through, asked, leads[0].score)


def _leads(
    network: Network, helpful: Mapping[str, Person], need: str, today: date, least: float, meaning: Meaning | None
) -> dict[str, list[_Lead]]:
    """Everyone's leads whose words and kind are worth at least that, the best first."""
    offers = _offers(network, helpful, today)
    told = [line for person in helpful.values() for line in _told(network, person, today)]
    others = (*_near(network, told, need, least), *_happened(helpful.values(), need, today))
    weighed = [
        *_offered(network, offers, need, meaning, least),
        *((line, near, False) for line, near in others if near * line.weight >= least),
    ]
    found: dict[str, list[_Lead]] = {}
    for line, near, fits in weighed:
        found.setdefault(line.id, []).append(line.lead(near, fits, today))
    for each in found.values():
        each.sort(key=lambda lead: (not lead.fits, -lead.score, lead.said.file, lead.said.line))
    return found


def _placed(network: Network, need: str) -> tuple[str, str]:
    """The need without the place it names, and that place folded, where somebody is known to live there."""
    cities = {fold(said.text).strip() for person in network.people for said in person.city}
    said = fold(need)
    for found in _PLACE.finditer(said):
        for end in (found.end(count) for count in (3, 2, 1) if found[count]):
            if said[found.start(1) : end] in cities and said[: found.start()].strip():
                return f"{said[: found.start()]}{said[end:]}", said[found.start(1) : end]
    return need, ""


def _nearby(person: Person, leads: Sequence[_Lead], place: str) -> list[_Lead]:
    """The leads of someone, worth less where they are known to live elsewhere; with the line that says it is there."""
    said = next((said for said in person.city if fold(said.text).strip() == place), None)
    if said is None:
        return [replace(lead, score=lead.score * _ELSEWHERE) for lead in leads] if person.city else [*leads]
    here = _Lead(0.0, False, Evidence(f"in {said.text}", person.file, said.line))
    return [*leads[: MOST_EVIDENCE - 1], here, *leads[MOST_EVIDENCE - 1 :]]


def _offered(
    network: Network, lines: Sequence[_Line], need: str, meaning: Meaning | None, least: float
) -> Iterator[tuple[_Line, float, bool]]:
    """Offers near enough, how near, whether they fit; where it isn't by their words alone, the line says so."""
    wording, saying = _wording(network, lines)
    words = dict(wording.nearest(need, 0.0) if least == 0.0 else wording.leads(need, 0.0))
    cosines = wording.near_in_meaning(need, meaning, FAINTLY) if meaning else {}
    for at, line in ((place, each) for place in sorted({*words, *cosines}) for each in saying[place]):
        said, (cosine, may_fit) = words.get(at, 0.0), cosines.get(at, (0.0, False))
        near = together(cosine, said) if meaning else said
        if said < FIT and (cosine >= TELLING or near >= MEANT):
            told = replace(line.said, says=f"{line.said.says} ({BY_MEANING})")
            yield replace(line, said=told), near, may_fit and near >= MEANT
        elif max(near, said) >= least:
            yield line, near, said >= FIT


def _near(network: Network, lines: Sequence[_Line], need: str, least: float) -> list[tuple[_Line, float]]:
    wording, saying = _wording(network, lines)
    found = wording.nearest(need, 0.0) if least == 0.0 else wording.leads(need, 0.0)
    return [(line, near) for at, near in found for line in saying[at]]


def _wording(network: Network, lines: Sequence[_Line]) -> tuple[Wording, list[list[_Line]]]:
    """The texts of lines, each read once, and which lines say each: a tag or a trade stands on many pages."""
    by_text: dict[str, list[_Line]] = {}
    for line in lines:
        by_text.setdefault(line.text, []).append(line)
    saying = list(by_text.values())
    return Wording([*map(read_phrase, by_text)], network.settings.synonyms, [*map(len, saying)]), saying


def _offers(network: Network, helpful: Mapping[str, Person], today: date) -> list[_Line]:
    found = []
    for person in network.people:
        for need in person.offers:
            giver = network.directory.meant(need.whom) if need.whom else None
            heard = f" (heard from {person.name})" if giver and giver != person.id and not person.is_self else ""
            if need.what.strip() and (giver or person.id) in helpful:
                said = Evidence(f"offers: {need.what}{heard}", person.file, need.line, need.heard)
                found.append(_Line(giver or person.id, need.what, 1.0, said, need.heard))
    return [*found, *_offered_by_organisations(network, helpful.values(), today)]


def _offered_by_organisations(network: Network, people: Iterable[Person], today: date) -> Iterator[_Line]:
    """What organisations offer, by whoever is there: they are whom to ask for it."""
    giving = {fold(one.name): one for one in network.organisations if any(need.what.strip() for need in one.offers)}
    for person in people if giving else ():
        for one in {role.org: giving.get(fold(role.org)) for role in network.current_roles(person, today)}.values():
            for need in one.offers if one else ():
                if one and need.what.strip():
                    said = Evidence(f"{one.name} offers: {need.what}", one.file, need.line, need.heard)
                    yield _Line(person.id, need.what, _THEIRS, said, need.heard)


def _told(network: Network, person: Person, today: date) -> Iterator[_Line]:
    """What the front matter tells: roles, tags, why we are connected, the user's own keys."""
    for role in network.roles(person):
        is_past = role.is_past(today)
        weight, day = (_PAST, role.until) if is_past else (_ROLE, today)
        said = Evidence(_role(role, is_past), person.file, role.line, role.until if is_past else role.since)
        # the organisation first: 'volunteer at' would be read as the lead-in of an offer
        yield _Line(person.id, f"{role.org} {role.role}", weight, said, day)
    for tag in person.tags:
        yield _Line(person.id, tag.text, _TAG, Evidence(f"tag: {tag.text}", person.file, tag.line))
    if person.why:
        yield _Line(person.id, person.why.text, _WHY, Evidence(f"why: {person.why.text}", person.file, person.why.line))
    for extra in person.extras:
        text = f"{extra.key}: {extra.text}"
        yield _Line(person.id, f"{extra.text} {extra.key}", _EXTRA, Evidence(text, person.file, extra.line))


def _role(role: Role, is_past: bool) -> str:
    if is_past and role.until:
        return f"was {role} until {role.until.year}" if role.role else f"was at {role} until {role.until.year}"
    return f"{role} since {role.since.year}" if role.since else str(role)


def _happened(people: Iterable[Person], need: str, today: date) -> Iterator[tuple[_Line, float]]:
    """Entries that say nearly all words of the need; a favour of theirs weighs more than a word in passing."""
    ask = read_phrase(need)
    starts = [term[:4] for term in ask.terms]
    enough = max(1, len(starts) - len(starts) // 3)
    for person in people:
        for entry in person.entries:
            text = fold(entry.text)
            if sum(start in text for start in starts) >= enough and entry.date <= today and _may_tell(entry):
                share = _share(ask, read_phrase(entry.text))
                if share * len(starts) >= enough:
                    said = Evidence(str(entry), person.file, entry.line, entry.date)
                    yield _Line(person.id, text, _GOT if entry.kind == "got" else _ENTRY, said, entry.date), share


def _may_tell(entry: Entry) -> bool:
    return entry.counts not in (INTRO, CHANGE) and entry.kind != "asked"


def _share(ask: Phrase, said: Phrase) -> float:
    """How much of the ask is said; nothing where either denies what the other says."""
    if not {*ask.terms}.isdisjoint(said.denied) or not {*ask.denied}.isdisjoint(said.terms):
        return 0.0
    return len({*ask.terms} & {*said.terms}) / len(ask.terms)


def _asked(person: Person, today: date) -> list[Entry]:
    return [entry for entry in person.entries if entry.kind == "asked" and entry.date <= today]


def spared_now(person: Person, today: date) -> Evidence | None:
    """Why it is kinder not to ask them now; None where they may be asked."""
    allowed = person.ask_at_most
    if allowed is None:
        return None
    if allowed.is_never:
        return Evidence(f"{person.name} would rather not be asked", person.file, 1)
    lately = sorted(_asked(person, today), key=lambda entry: (entry.date, entry.line))[-allowed.times :]
    if len(lately) < allowed.times or (today - lately[0].date).days >= allowed.days:
        return None
    free = lately[0].date + timedelta(allowed.days)
    says = f"you asked {ago(lately[-1].date, today)}, and {person.name} likes to be asked {allowed.words} at most"
    says = f"{says}: better from {say_day(free)}"
    return Evidence(says, person.file, lately[-1].line, lately[-1].date)


def _last(network: Network, today: date) -> dict[str, date]:
    return {id: date.fromordinal(day) for id, day in last_days(network, today).items()}


def to_ask(network: Network, today: date) -> tuple[Person, ...]:
    """At most two people to ask what they can give: no page says it yet; those I was in touch with last."""
    last = last_days(network, today)
    silent = [person for person in network.people if person.is_present and not person.offers]
    return tuple(sorted(silent, key=lambda person: (-last.get(person.id, 0), person.id))[:MOST_ASKED])


def _through(
    network: Network, ids: Sequence[str], last: Mapping[str, date], today: date
) -> dict[str, tuple[str, ...]]:
    """For each who is far: those present who are tied to them and whom I was in touch with later, the latest first."""
    far = {id for id in ids if id not in last or today - last[id] > CLOSE}
    tied: dict[str, set[str]] = {id: set() for id in far}
    meant = network.directory.meant
    for person in network.people if far else ():
        near = [meant(tie.person) for tie in person.ties]
        if person.id in far:
            near.append(meant(person.met.through) if person.met and person.met.through else None)
            tied[person.id].update(other for other in near if other)
        for other in far.intersection(id for id in near if id):
            tied[other].add(person.id)
    found: dict[str, tuple[str, ...]] = {}
    for id in ids:
        later = [
            other
            for other in tied.get(id, set()) - {id}
            if other in last and network.by_id[other].is_present and last[other] > last.get(id, date.min)
        ]
        found[id] = tuple(sorted(later, key=lambda other: (-last[other].toordinal(), other))[:MOST_THROUGH])
    return found
