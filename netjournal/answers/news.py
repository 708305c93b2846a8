"""What moved in the network: pages then and now compared by what they mean, and what dated lines tell; each once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Protocol

from netjournal.answers.facts import ASKS, KEYS, OFFERS, OTHER, TIES, Fact, Facts, Told, facts, told
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.evidence import Evidence
from netjournal.network.names import fold
from netjournal.network.network import Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

ENTRY, EDIT = "entry", "edit"
LATE = timedelta(365)  # how late a line may be written down and still be news
ALIKE, SAME = 0.6, 0.9  # from here on two asks are one that is worded anew, and one whose spelling was mended

Page = Person | Organisation


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it stood from a day on."""

    day: date
    record: Page


class Past(Protocol):
    """What pages said when news begins, and in between."""

    def before(self, file: str) -> Record | None:
        """The page as it was where it said something else then; None where it said the same, or was not there."""

    def is_new(self, file: str) -> bool:
        """Whether the page was not there."""

    def versions(self, file: str) -> Iterable[Version]:
        """What the page has said since, the latest first, as far as it can be read."""

    @property
    def gone(self) -> Sequence[Record]:
        """Pages that are there no more."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moved: `was` and `now` are empty where there was or is nothing, `how` says how a need ended.

    `tie` is the id, or the name, of the other where it is a tie.
    """

    id: str
    name: str
    key: str
    was: str
    now: str
    date: date
    source: str
    file: str
    line: int
    how: str = ""
    tie: str = ""
    follows: tuple[Evidence, ...] = ()

    @property
    def mark(self) -> str:
        """The same for the same news, however often it is asked for."""
        return "\0".join((self.id, self.key, self.tie, self.was, self.now))


@dataclass(frozen=True, slots=True)
class News:
    """What moved, the latest first; who came new, and whose page is gone."""

    changes: tuple[Change, ...]
    new: tuple[Page, ...]
    gone: tuple[Page, ...]


def news(network: Network, past: Past | None, since: date, today: date, is_exact: bool) -> News:
    """What moved from a day on, told once where a page and its log both say so.

    `is_exact` is whether the past is the very moment that is asked for: what was written before that day and only
    came in since is news then. Without a past only dated lines tell of news.
    """
    pages: tuple[Page, ...] = (*network.people, *network.organisations)
    found = [
        change
        for page in pages
        if not isinstance(page, Person) or not page.archived
        for change in _Moves(page, network, past, since, today, is_exact).all()
        if is_exact or change.date >= since
    ]
    ordered = sorted(_ties_once(found), key=_order)
    new = tuple(page for page in pages if past and past.is_new(page.file) and not _is_owner(page))
    gone = tuple(page for page in (past.gone if past else ()) if isinstance(page, (Person, Organisation)))
    return News(tuple(ordered), new, gone)


def _order(change: Change) -> tuple[int, str, int, bool, int]:
    """The latest first; of one day and key what was edited last, then the lower line."""
    place = KEYS.index(change.key) if change.key in KEYS else len(KEYS)
    return -change.date.toordinal(), change.id, place, change.source == ENTRY, -change.line


def _is_owner(page: Page) -> bool:
    return isinstance(page, Person) and page.is_self


def _ties_once(changes: Iterable[Change]) -> Iterator[Change]:
    """A tie that moved on the pages of both is told on that of the first."""
    seen: set[tuple[frozenset[str], bool]] = set()
    for change in sorted(changes, key=lambda each: each.id):
        pair = (frozenset((change.id, change.tie)), bool(change.now))
        if change.key != TIES or not change.tie or pair not in seen:
            yield change
        if change.key == TIES:
            seen.add(pair)


class _Moves:
    """What moved on one page."""

    def __init__(
        self, page: Page, network: Network, past: Past | None, since: date, today: date, is_exact: bool
    ) -> None:
        self.page, self.network, self.past, self.since, self.today = page, network, past, since, today
        stood = past is not None and is_exact and not past.is_new(page.file)
        self.first = date.max if stood else since  # of lines that stood there then: these are no news

    def all(self) -> list[Change]:
        before = self.past.before(self.page.file) if self.past else None
        if not isinstance(before, (Person, Organisation)):
            if self.first == date.max:
                return []
            return [self._told(each) for each in told(self.page, self.network, self.today, self.first)]
        lines = told(self.page, self.network, self.today)
        now, old = self._facts(self.page), self._facts(before)
        known = {(each.date, each.said) for each in told(before, self.network, self.today)}
        new = [each for each in lines if (each.date, each.said) not in known and not _is_heard_again(each, old)]
        explaining, state = [], old
        for each in new:
            if self._explains(each, state, now):
                explaining.append(each)
                state = self._after(state, each, now)
        late = self.since - LATE if self.since > date.min + LATE else date.min
        fresh = [each for each in new if each in explaining or each.date >= late]
        fresh += [each for each in lines if each not in new and each.date >= self.first and not _is_need(each)]
        return self._joined([self._told(each) for each in fresh], list(self._edits(state, now)))

    def _facts(self, record: Page) -> Facts:
        return facts(record, self.network, self.today)

    def _told(self, each: Told) -> Change:
        return self._change(each.key, each.was, each.now, each.date, ENTRY, each.line, each.how)

    def _change(
        self, key: str, was: str, now: str, day: date, source: str, line: int, how: str = "", tie: str = ""
    ) -> Change:
        page = self.page
        return Change(page.id, page.name, key, was, now, day, source, page.file, line, how, tie)

    # Lines that tell of what was edited

    def _explains(self, each: Told, state: Facts, now: Facts) -> bool:
        """Whether the line tells of an edit: the page says no more what it says is over, or has said what it says."""
        is_over = bool(each.removed) and not each.removed & _marks(now.get(each.key, ()))
        if is_over and (not each.added or each.removed & _marks(state.get(each.key, ()))):
            return True
        return bool(each.added and self._held(each, now))

    def _held(self, each: Told, now: Facts) -> list[Fact]:
        """The facts that the line tells of and that some version of the page has held."""
        found = [fact for fact in now.get(each.key, ()) if fact.mark in each.added]
        if found or each.key == OTHER:
            return found
        versions = (self._facts(version.record).get(each.key, ()) for version in self._versions)
        return next((held for said in versions if (held := [fact for fact in said if fact.mark in each.added])), [])

    def _after(self, state: Facts, each: Told, now: Facts) -> Facts:
        kept = [fact for fact in state.get(each.key, ()) if fact.mark not in each.removed]
        have = {fact.mark for fact in kept}
        said = self._held(each, now) or [Fact(fold(each.now), each.now, each.line)] if each.added else ()
        added = [fact for fact in said if fact.mark not in have]
        return {**state, each.key: (*kept, *added)}

    @property
    def _versions(self) -> Iterable[Version]:
        return self.past.versions(self.page.file) if self.past else ()

    # What only the page tells

    def _edits(self, old: Facts, now: Facts) -> Iterator[Change]:
        for key in KEYS:
            was, is_now = old.get(key, ()), now.get(key, ())
            before, after = _marks(was), _marks(is_now)
            removed = [fact for fact in was if fact.mark not in after]
            added = [fact for fact in is_now if fact.mark not in before]
            if key == TIES:
                yield from self._ties(was, is_now, removed, added)
            elif key in (ASKS, OFFERS):
                yield from self._needs(key, removed, added)
            elif removed or added:
                yield self._edit(key, removed, added)

    def _edit(self, key: str, removed: Sequence[Fact], added: Sequence[Fact], tie: str = "") -> Change:
        was, now = ("; ".join(fact.text for fact in each) for each in (removed, added))
        day = self._day(key, _marks(removed) - _marks(added), {fact.mark: fact.text for fact in added})
        return self._change(key, was, now, day, EDIT, added[0].line if added else 1, tie=tie)

    def _ties(
        self, was: Sequence[Fact], now: Sequence[Fact], removed: Sequence[Fact], added: Sequence[Fact]
    ) -> Iterator[Change]:
        words = {fact.mark: fact for fact in was}
        anew = [(words[fact.mark], fact) for fact in now if fact.mark in words and words[fact.mark].text != fact.text]
        pairs = [*(([fact], []) for fact in removed), *(([], [fact]) for fact in added), *(([a], [b]) for a, b in anew)]
        for before, after in pairs:
            change = self._edit(TIES, before, after, (before or after)[0].mark)
            other = self.network.name_of(change.tie)
            yield replace(change, was=_tie(other, before), now=_tie(other, after))

    def _needs(self, key: str, removed: Sequence[Fact], added: Sequence[Fact]) -> Iterator[Change]:
        """Each need by itself; one that is only worded anew is one."""
        left = list(added)
        for fact in removed:
            alike = max(left, key=lambda each: _alike(fact, each), default=None)
            if alike is None or _alike(fact, alike) < ALIKE:
                yield self._edit(key, [fact], [])
                continue
            left.remove(alike)
            if _alike(fact, alike) < SAME:
                yield self._edit(key, [fact], [alike])
        for fact in left:
            yield self._edit(key, [], [fact])

    def _day(self, key: str, removed: frozenset[str], added: dict[str, str]) -> date:
        """The day since when the page has said it; today where it was never written down in between."""
        found = None
        for version in self._versions:
            held = {fact.mark: fact.text for fact in self._facts(version.record).get(key, ())}
            is_so = all(held.get(mark) == text for mark, text in added.items())
            if not is_so or removed & held.keys():
                return found or version.day
            found = version.day
        return found or self.today

    def _joined(self, lines: list[Change], edits: list[Change]) -> list[Change]:
        """A line that only says what is over, and an edit of that key that only adds, are one move."""
        for at, edit in enumerate(edits):
            over = [line for line in lines if line.key == edit.key and not line.now and not edit.was]
            if over and edit.key not in (TIES, ASKS, OFFERS):
                lines[lines.index(over[-1])] = replace(over[-1], now=edit.now)
                edits[at] = over[-1]
        return [*lines, *(edit for edit in edits if edit.source == EDIT)]


def _is_need(each: Told) -> bool:
    return each.key in (ASKS, OFFERS) and bool(each.now)


def _is_heard_again(each: Told, old: Facts) -> bool:
    """Whether it tells of a need that stood there before, and that was only heard once more."""
    return _is_need(each) and bool(each.added & _marks(old.get(each.key, ())))


def _marks(said: Iterable[Fact]) -> frozenset[str]:
    return frozenset(fact.mark for fact in said)


def _tie(other: str, said: Sequence[Fact]) -> str:
    return "" if not said else f"{other} ({said[0].text})" if said[0].text else other


def _alike(one: Fact, other: Fact) -> float:
    return SequenceMatcher(None, one.mark, other.mark, autojunk=False).ratio()
