"""Who can help with this: offers first, then what else a page tells of someone."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from netjournal.answers.leads import Lead, beginnings, fading, offer_of, quoted, said_in_passing
from netjournal.answers.meaning import FAINTLY, MEANT, TELLING, Meaning, together
from netjournal.answers.phrase import fold, read_phrase
from netjournal.answers.telling import telling
from netjournal.answers.wording import FIT, LEAST, Wording
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.day import ago, say_day
from netjournal.network.entry import Entry
from netjournal.network.evidence import Evidence
from netjournal.network.features import last_days
from netjournal.network.made import Made
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.telling import EXTRA, OFFER, ROLE, TAG, THEIRS, WHY, Lines, Telling

CLOSE = timedelta(730)  # whom I haven't been in touch with for longer, I may better reach through somebody
MOST_EVIDENCE = 3
MOST_THROUGH = 3
MOST_ASKED = 2

_WEIGHTS = {OFFER: 1.0, THEIRS: 0.9, ROLE: 0.85, TAG: 0.8, WHY: 0.65, EXTRA: 0.6}
_PAST = 0.65  # what a role that is over weighs
_GOT, _ENTRY = 0.6, 0.35  # what an entry weighs: a favour of theirs more than a word in passing
MOST_BY_ENTRY = _GOT
_ELSEWHERE = 0.7  # times what speaks for somebody who lives elsewhere than where the help is wanted
_PLACE = re.compile(r"\b(?:in|near|around|from) ([^\W\d_][\w'-]*)( [\w'-]+)?( [\w'-]+)?")


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone who may help, with the lines that say so, the best first.

    `through` are those I am in touch with more lately who are tied to them, where I am hardly in touch myself.
    `last_asked` is the day I last asked them for something. `offers` are those of their own that are quoted.
    """

    person: Person
    evidence: tuple[Evidence, ...]
    through: tuple[str, ...]
    last_asked: date | None
    score: float
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """Those who may help with a need, the best first."""

    need: str
    people: tuple[Helper, ...]


Hinted = Callable[[Sequence[str], int], Iterable[str] | None]


def who(
    network: Network,
    need: str,
    today: date,
    wanted_by: Sequence[str] = (),
    limit: int | None = None,
    last: Mapping[str, date] | None = None,
    meaning: Meaning | None = None,
    told: Telling | None = None,
    hinted: Hinted | None = None,
    among: Container[str] | None = None,
) -> WhoAnswer:
    """Those who may help with a need, never those it is `wanted_by`; without a limit everyone with any evidence.

    Offers that fit come first, then all other evidence by nearness, kind and age; after everyone else come those who
    were asked as often as they like. With a `meaning` offers are compared by it too; with `among` only these are named.
    `last` is the day of each person's last contact, `told` what pages tell: drawn from the network where None.
    `hinted` are the ids of those whose pages may say so many of these beginnings of words; None where it can't be told.
    """
    asked = _Asked(network, telling(network) if told is None else told, need, today, limit is None, meaning, hinted)
    rows = asked.best({*wanted_by}, limit, among)
    through = _through(asked.told, rows, _last(network, today) if last is None else last, today)
    return WhoAnswer(need, tuple(asked.helper(row, through[row]) for row in rows))


class _Asked:
    """One need, asked of what the pages tell."""

    def __init__(
        self,
        network: Network,
        told: Telling,
        need: str,
        today: date,
        is_for_all: bool,
        meaning: Meaning | None,
        hinted: Hinted | None,
    ) -> None:
        self.told, self._network, self._today, self._meaning, self._hinted = told, network, today, meaning, hinted
        self._need, self._place = _placed(told.living_in, need)
        self._least = 0.0 if is_for_all else LEAST
        self._here = frozenset(told.living_in.get(self._place, ()))
        elsewhere = (row for rows in told.living_in.values() for row in rows) if self._place else ()
        self._elsewhere = frozenset(elsewhere) - self._here
        self._leads: dict[int, list[Lead]] = {}
        self._spared: Made[int, Evidence | None] = Made(self._why_not)

    def _why_not(self, row: int) -> Evidence | None:
        return spared_now(self._network.people[row], self._today) if self.told.sparing[row] else None

    def best(self, without: Container[str], limit: int | None, among: Container[str] | None) -> list[int]:
        """The rows of those who may help, the best first."""

        def may(row: int) -> bool:
            id = self.told.ids[row]
            return self.told.present[row] and id not in without and (among is None or id in among)

        for row, lead in self._by_lines():
            if may(row):
                self._add(row, lead)
        found = self._first(limit)
        if limit is not None and len(found) == limit and all(map(self._is_ahead_of_entries, found[-1:])):
            self._add_entries(found)
            return found
        self._add_entries(filter(may, self._who_may_say_it()))
        return self._first(limit)

    def _first(self, limit: int | None) -> list[int]:
        """The first rows so far, by their best lead; those it is kinder not to ask now come last."""
        best = {row: self._best_of(leads) for row, leads in self._leads.items()}
        ordered = sorted(best, key=lambda row: (not best[row].fits, -best[row].score, self.told.ids[row]))
        free = list(islice((row for row in ordered if not self._spared[row]), limit))
        left = None if limit is None else limit - len(free)
        return free + list(islice((row for row in ordered if self._spared[row]), left)) if left != 0 else free

    def _is_ahead_of_entries(self, row: int) -> bool:
        """Whether nobody could come before that row for what entries say of them alone."""
        best = self._best_of(self._leads[row])
        return self._spared[row] is None and (best.fits or best.score > MOST_BY_ENTRY)

    def _best_of(self, leads: Sequence[Lead]) -> Lead:
        return min(leads, key=lambda lead: (not lead.fits, -lead.score))

    def _add(self, row: int, lead: Lead) -> None:
        if row in self._elsewhere:
            lead = replace(lead, score=lead.score * _ELSEWHERE)
        self._leads.setdefault(row, []).append(lead)

    def _by_lines(self) -> Iterator[tuple[int, Lead]]:
        offers, told, weight = self.told.offers, self.told.told, self._weight
        for text, near, fits, by_meaning in self._offered():
            for place in offers.saying(text):
                if offers.kinds[place] == OFFER or not self._is_past(offers.until[place]):
                    score = near * weight(offers, place)
                    yield offers.rows[place], Lead(score, fits, offers, place, by_meaning)
        for text, near in self._near(Wording(told.corpus, self._synonyms)):
            for place in told.saying(text):
                if near * self._kind_weight(told, place) >= self._least:
                    yield told.rows[place], Lead(near * weight(told, place), False, told, place)

    @property
    def _synonyms(self) -> Sequence[Sequence[str]]:
        return self._network.settings.synonyms

    def _near(self, wording: Wording) -> list[tuple[int, float]]:
        return wording.nearest(self._need, 0.0) if self._least == 0.0 else wording.leads(self._need, 0.0)

    def _offered(self) -> Iterator[tuple[int, float, bool, bool]]:
        """Texts of offers near enough: how near, whether they fit, whether it isn't by their words alone."""
        wording = Wording(self.told.offers.corpus, self._synonyms)
        words = dict(self._near(wording))
        cosines = wording.near_in_meaning(self._need, self._meaning, FAINTLY) if self._meaning else {}
        for text in sorted({*words, *cosines}):
            said, (cosine, may_fit) = words.get(text, 0.0), cosines.get(text, (0.0, False))
            near = together(cosine, said) if self._meaning else said
            if said < FIT and (cosine >= TELLING or near >= MEANT):
                yield text, near, may_fit and near >= MEANT, True
            elif max(near, said) >= self._least:
                yield text, near, said >= FIT, False

    def _is_past(self, until: int) -> bool:
        return 0 < until < self._today.toordinal()

    def _kind_weight(self, lines: Lines, place: int) -> float:
        is_over = lines.kinds[place] == ROLE and self._is_past(lines.until[place])
        return _PAST if is_over else _WEIGHTS[lines.kinds[place]]

    def _weight(self, lines: Lines, place: int) -> float:
        """What a line weighs by its kind and its age."""
        kind = lines.kinds[place]
        day = lines.heard[place]
        if kind == ROLE:
            day = lines.until[place] if self._is_past(lines.until[place]) else self._today.toordinal()
        return self._kind_weight(lines, place) * fading(day, self._today)

    # What entries say

    def _who_may_say_it(self) -> Iterable[int]:
        ask = read_phrase(self._need)
        starts, enough = beginnings(ask)
        hinted = self._hinted(starts, enough) if self._hinted else None
        rows = range(len(self.told.ids))
        if hinted is None:
            return rows
        by_id = dict(zip(self.told.ids, rows, strict=True))
        return [by_id[id] for id in hinted]

    def _add_entries(self, rows: Iterable[int]) -> None:
        ask = read_phrase(self._need)
        for row in rows:
            for place, entry, share in said_in_passing(self._network.people[row].entries, ask, self._today):
                weight = _GOT if entry.kind == "got" else _ENTRY
                if share * weight >= self._least:
                    faded = fading(entry.date.toordinal(), self._today)
                    self._add(row, Lead(share * weight * faded, False, None, place))

    # Whom it names

    def helper(self, row: int, through: tuple[str, ...]) -> Helper:
        """Someone who may help, the lines that say so quoted."""
        person = self._network.people[row]
        told = [(lead, quoted(self._network, self.told, person, lead, self._today)) for lead in self._leads[row]]
        told.sort(key=lambda each: (not each[0].fits, -each[0].score, each[1].file, each[1].line, each[1].says))
        evidence = [said for _, said in told[:MOST_EVIDENCE]]
        lines = self.told.offers
        own = (lead.place for lead, _ in told[:MOST_EVIDENCE] if lead.lines is lines)
        offers = [offer_of(self._network, lines, place).what for place in own if lines.kinds[place] == OFFER]
        lives = [said for said in person.city if fold(said.text).strip() == self._place] if row in self._here else []
        if lives:
            evidence[MOST_EVIDENCE - 1 :] = [Evidence(f"in {lives[0].text}", person.file, lives[0].line)]
        spared = self._spared[row]
        evidence += [spared] if spared else []
        asked = max((entry.date for entry in _asked(person, self._today)), default=None)
        return Helper(person, tuple(evidence), through, asked, told[0][0].score, tuple(offers))


def _placed(cities: Container[str], need: str) -> tuple[str, str]:
    """The need without the place it names, and that place folded, where somebody is known to live there."""
    said = fold(need)
    for found in _PLACE.finditer(said):
        for end in (found.end(count) for count in (3, 2, 1) if found[count]):
            if said[found.start(1) : end] in cities and said[: found.start()].strip():
                return f"{said[: found.start()]}{said[end:]}", said[found.start(1) : end]
    return need, ""


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


def to_ask(told: Telling, last: Mapping[str, date]) -> tuple[str, ...]:
    """At most two people to ask what they can give: no page says it yet; those I was in touch with last, by id."""
    silent = (told.ids[row] for row, is_silent in enumerate(told.silent) if is_silent)
    return tuple(sorted(silent, key=lambda id: (-_day(last, id), id))[:MOST_ASKED])


def _through(told: Telling, rows: Sequence[int], last: Mapping[str, date], today: date) -> dict[int, tuple[str, ...]]:
    """For each who is far: those present who are tied to them and whom I was in touch with later, the latest first."""
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        own = _day(last, told.ids[row])
        is_far = not own or today.toordinal() - own > CLOSE.days
        tied = [told.ids[other] for other in (told.ties[row] if is_far else ()) if told.present[other]]
        later = [id for id in tied if _day(last, id) > own]
        found[row] = tuple(sorted(later, key=lambda id: (-_day(last, id), id))[:MOST_THROUGH])
    return found


def _day(last: Mapping[str, date], id: str) -> int:
    return last[id].toordinal() if id in last else 0
