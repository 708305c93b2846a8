"""A sentence as people write it, taken apart: the day, the kind, who, where, and what is left to say."""

import re
from collections.abc import Callable, Container, Iterable
from datetime import date

from netjournal.network.dataclass import dataclass, field
from netjournal.network.entry import CHANGE, INTRO, LINK, NOTE, TAG
from netjournal.network.names import Called, fold
from netjournal.network.pattern import pattern
from netjournal.network.vocabulary import (
    AND,
    ARTICLES,
    BY_THEM,
    CLAUSE,
    FAVOURS,
    FILLERS,
    FOLLOWS,
    FROM,
    IN_PLACES,
    MEETINGS,
    NAMES_TOO,
    ORDERS,
    PARTICLES,
    PARTS_OF_DAY,
    SAYING,
    STOP,
    TO_A_PERSON,
    TO_ME,
    TOLD_BY,
    UNDONE,
    VERBS,
    WITH,
)
from netjournal.network.words import Token, day_at, is_capital, is_undone, late_day, tokens

MOST_NAME_WORDS, MOST_PLACE_WORDS, MOST_SKIPPED = 5, 7, 3

Known = Callable[[str], bool]


_WORD = pattern(r"[^\s\-'\".,/&_]+")


_TIME = pattern(r"\d{1,2}(?:[:.]\d\d)?(?:am|pm|h)?|noon|midnight|midday")
MYSELF = frozenset(("i", "me", "myself"))
BEHIND_A_VERB = frozenset(("into", "on", "up", "over", "round", "out", "to", "with", "by", "in", "along"))
DONE_BY_SOMEBODY = TOLD_BY | {"gave", "got", "asked", "thanked"}
STATES = (CLAUSE - {"have"}) | {"got", "gave", "thanked", *TOLD_BY}
_GIVEN = pattern(r"an? (call|ring|visit|text)\b[ ,:;.]*", re.I)
_DASHES = frozenset("-–—:|")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence tells: `day` None and `kind` empty where none is said, `people` as written.

    `where` keeps its "in" or "at"; `text` is all that is left, tags included. `doubt` holds the word by which it may
    tell of something that did not happen, `is_order` whether it may be meant as something to do: call Ana.
    """

    day: date | None
    kind: str
    people: tuple[str, ...]
    where: str
    text: str
    doubt: str = ""
    is_order: bool = False

    @property
    def place(self) -> str:
        """Where it was, without its "in" or "at"."""
        return self.where.partition(" ")[2]

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(TAG.findall(self.text))


def is_named(text: str, answering: Iterable[Called]) -> bool:
    """Whether a text inside a sentence names one of those who answer to it: in small letters only by whole words."""
    people = tuple(answering)
    if any(is_capital(word) for word in text.split()) or "@" in text:
        return bool(people)
    words = set(_WORD.findall(fold(text)))
    names = (name for one in people for name in (one.id, one.name, *one.aliases))
    return any(words <= set(_WORD.findall(fold(name))) for name in names)


def read_sentence(text: str, today: date, kinds: Container[str], known: Known) -> Sentence:
    """What a sentence tells; `known` says whether a text names somebody.

    Only what stands before the first colon, or before the words begin that are neither day, kind, name nor place, is
    taken apart; nothing else is lost. Raises UnreadableDay for a day that could be two.
    """
    return _Reader(text, today, kinds, known).read()


@dataclass
class _Reader:
    """A walk over the words from the left, as long as they are structure."""

    text: str
    today: date
    kinds: Container[str]
    known: Known
    at: int = 0
    day: date | None = None
    kind: str = ""
    kind_word: str = ""
    people: list[str] = field(default_factory=list)
    where: str = ""
    extras: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    is_order: bool = False
    verb: str = ""

    def __post_init__(self) -> None:
        self.tokens = tokens(self.text)

    def read(self) -> Sentence:
        end = self._walk()
        said = self._rest(end)
        is_of_them = bool(self.people)
        before = self.tokens[:end] if self.people else self.tokens[: end + 4]
        if not self.people:
            said, found = self._late_people(end, said)
            before = self.tokens[: max(found, len(before))]
        if self.day is None:
            self.day, said = late_day(said, self.today)
        if self.kind == "gave" and (given := _GIVEN.match(said)):
            self.kind, said = VERBS.get(given[1].casefold(), given[1].casefold()), said[given.end() :]
        doubt = next((each.core for each in before if is_undone(each)), "")
        self.kind = self.kind or (self._stated(said) if is_of_them else "")
        said = f"{self.verb} {said}".strip()
        text = ": ".join(part for part in (" ".join(self.extras), said) if part)
        more = " ".join(tag for tag in dict.fromkeys(self.tags) if tag not in text.split())
        text = f"{text} {more}".strip()
        return Sentence(self.day, self.kind, tuple(self.people), self.where, text, doubt, self.is_order)

    def _stated(self, said: str) -> str:
        """The kind of a sentence that says none but states something of somebody: a note is no contact."""
        words = [each.casefold().strip(",.;:!?").replace("’", "'") for each in said.split()[:MOST_NAME_WORDS]]
        if len(self.people) != 1 or not words or NOTE not in self.kinds:
            return ""
        if words[0] in AND:
            return NOTE if any(word in STATES for word in words) else ""
        if words[0] in SAYING and words[1:] and words[1] in TO_ME:
            return "talked" if "talked" in self.kinds else ""
        return NOTE if words[0] in STATES or words[0] in UNDONE else ""

    # The walk

    def _walk(self) -> int:
        """The token at which the words that are no structure begin."""
        last = 0
        while self.at < len(self.tokens):
            before, token = self.at, self.tokens[self.at]
            if token.raw in _DASHES:
                return self.at + 1 if last == self.at else last
            if self._element():
                last = self.at
                if self.tokens[self.at - 1].ends and (self.kind or self.people):
                    return last
            elif token.low in FILLERS and not token.pauses:
                self.at = before + 1
            elif not (skipped := self._skipped()):
                return last
            else:
                self.at += skipped
                last = self.at
        return last

    def _element(self) -> bool:
        """Whether a piece of structure stood here; then it is read, and the walk is behind it."""
        token = self.tokens[self.at]
        if token.raw.startswith("#") and TAG.fullmatch(token.core):
            self.tags.append(token.core)
            self.at += 1
            return True
        return self._is_day() or self._is_time() or self._is_kind() or self._is_people() or self._is_place()

    def _skipped(self) -> int:
        """How many words before the kind say what sort it was: birthday party."""
        if self.kind or self.people:
            return 0
        for count in range(1, MOST_SKIPPED + 1):
            ahead = self.tokens[self.at + count : self.at + count + 1]
            words = self.tokens[self.at : self.at + count]
            if any(word.pauses or word.low in STOP or word.low in UNDONE for word in words) or not ahead:
                return 0
            if ahead[0].low in self.kinds and self._kind_of(ahead[0].low):
                self.extras.append(" ".join(word.core for word in words))
                return count
        return 0

    # Days

    def _is_day(self) -> bool:
        if self.day is not None:
            return False
        day, count = day_at(self.tokens, self.at, self.today)
        if day is None:
            return False
        self.day, self.at = day, self.at + count
        here = self.tokens[self.at : self.at + 1]
        if here and here[0].low in PARTS_OF_DAY and not self.tokens[self.at - 1].pauses:
            self.at += 1
        return True

    def _is_time(self) -> bool:
        """A time of day is kept in the text."""
        at = self.at + (self.tokens[self.at].low == "at")
        if at >= len(self.tokens) or not _TIME.fullmatch(self.tokens[at].low) or (at == self.at and at == 0):
            return False
        if at == self.at and self.tokens[at].core.isdecimal():
            return False
        self.extras.append(" ".join(token.core for token in self.tokens[self.at : at + 1]))
        self.at = at + 1
        return True

    # Kinds

    def _kind_of(self, word: str) -> str:
        kind = word if word in self.kinds else VERBS.get(word, "met" if word in MEETINGS else "")
        return kind if kind in self.kinds and kind not in (INTRO, CHANGE) else ""

    def _is_kind(self) -> bool:
        token = self.tokens[self.at]
        kind = self._kind_of(token.low)
        if not kind or (self.kind and not self._is_more_exact()):
            return False
        if self.people and not self.kind and (kind in BY_THEM or kind in FAVOURS) and token.low in DONE_BY_SOMEBODY:
            return self._is_by_them(kind, token)
        if not self.kind or self.kind_word in FAVOURS:
            if token.low in MEETINGS and token.low not in self.kinds:
                self.extras.append(token.low)
            self.kind, self.kind_word = kind, token.low
            self.verb = token.low if token.low in TOLD_BY else ""
        self.at += 1
        return True

    def _is_by_them(self, kind: str, token: Token) -> bool:
        """Whether they did it to me, as in Bo gave me a bike; else it is only stated of them."""
        to_me = self.tokens[self.at + 1 : self.at + 2]
        by_them = BY_THEM.get(kind, "")
        if not to_me or to_me[0].low not in TO_ME or by_them not in self.kinds:
            return False
        self.kind, self.kind_word = by_them, token.low
        self.verb = token.low if token.low in TOLD_BY else ""
        self.at += 1 if self.verb else 2
        return True

    def _is_more_exact(self) -> bool:
        """Whether a second kind belongs to the first: video call, got a text."""
        before = self.tokens[self.at - 1]
        if self.people or before.pauses:
            return False
        return bool(self._kind_of(before.low)) or (self.kind_word in FAVOURS and before.low in ARTICLES)

    # People

    def _is_people(self) -> bool:
        token = self.tokens[self.at]
        if token.low in WITH or (token.low in FROM and not self.people):
            at = self._behind_relation(self.at + 1)
            return self._taken(self._names(at, at == self.at + 1, token.low in WITH and at == self.at + 1))
        if self.people:
            return False
        ahead = self.tokens[self.at + 1 : self.at + 2]
        if token.low in FILLERS and ahead and ahead[0].low in BEHIND_A_VERB:
            return False
        before = self.tokens[self.at - 1] if self.at else None
        is_told = before is not None and before.low in TO_A_PERSON
        follows_kind = before is not None and bool(self._kind_of(before.low)) and not before.ends
        found = self._names(self.at, bool(follows_kind or is_told), False)
        if not found[0] and self.at == 0:
            found = self._introduced()
        if found[0] and follows_kind and before and before.low in ORDERS:
            self.is_order = True
        return self._taken(found)

    def _behind_relation(self, at: int) -> int:
        """Where the name stands behind words that say who it is: my friend Bo, our neighbour Ana."""
        if at >= len(self.tokens) or self.tokens[at].low not in ARTICLES:
            return at
        for place in range(at + 1, min(at + MOST_SKIPPED, len(self.tokens))):
            word = self.tokens[place]
            if is_capital(word.core):
                return place if place > at + 1 and self._name(place, False)[0] else at
            if word.pauses or not word.core.isalpha():
                return at
        return at

    def _introduced(self) -> tuple[list[str], int]:
        """A whole name of somebody new that a line begins with: `Joanna Sikora, met at the tram stop`."""
        name, after = self._name(0, True)
        is_whole = name and len(name.split()) > 1
        told = self.tokens[after : after + 1]
        is_told = after > 0 and (self.tokens[after - 1].pauses or (told and self._kind_of(told[0].low)))
        return ([name], after) if is_whole and is_told and not self._kind_of(self.tokens[0].low) else ([], 0)

    def _taken(self, found: tuple[list[str], int]) -> bool:
        names, after = found
        if names:
            self.people += [name for name in names if name not in self.people]
            self.at = after
        return bool(names)

    def _names(self, at: int, unknown: bool, small: bool) -> tuple[list[str], int]:
        """The names in a row that begin here, and the token behind them; none where there is none.

        `unknown` takes words with a capital for a name nobody has yet, `small` those without one too.
        """
        name, after = self._name(at, unknown, small)
        names = [name] if name else []
        while name and after < len(self.tokens):
            comma, word = self.tokens[after - 1].raw.endswith(","), self.tokens[after]
            start = after + (word.low in AND)
            if start > after and self.tokens[start : start + 1] and self.tokens[start].low in MYSELF:
                after = start + 1
                continue
            if (start == after and not comma) or self.tokens[after - 1].ends:
                break
            name, end = self._name(start, True)
            if not name or not self._goes_on(end, (comma and start == after) or not self.known(name)):
                break
            names.append(name)
            after = end
        return names, after

    def _goes_on(self, at: int, strictly: bool) -> bool:
        """Whether what follows a name leaves it one of a list, and doesn't begin a sentence of its own."""
        if at >= len(self.tokens) or self.tokens[at - 1].pauses:
            return True
        token = self.tokens[at]
        if token.low in CLAUSE and not self._kind_of(token.low):
            return False
        is_structure = token.low in AND | WITH | FOLLOWS or token.raw[0] in "#-–—:" or bool(self._kind_of(token.low))
        return not strictly or is_structure or day_at(self.tokens, at, self.today)[0] is not None

    def _name(self, at: int, unknown: bool, small: bool = False) -> tuple[str, int]:
        """The name that begins here and the token behind it; empty where none does."""
        if at >= len(self.tokens):
            return "", at
        token = self.tokens[at]
        link = LINK.match(token.raw)
        if link:
            return link[1].strip(), at + 1
        if not self._may_begin(token):
            return "", at
        run = self._run(at)
        for count in range(len(run), 0, -1):
            said = " ".join(run[:count])
            left = [word for word in run[count:] if is_capital(word)]
            if not left and self.known(said):
                return said, at + count
        if is_capital(run[0]) and (unknown or self.known(run[0])):
            while run and run[-1].casefold() in PARTICLES:
                run.pop()
            small_word = (n for n, word in enumerate(run) if not is_capital(word) and word.casefold() not in PARTICLES)
            count = next(small_word, len(run))
            return " ".join(run[:count]), at + count
        is_name = small and token.core.isalpha() and not self._kind_of(token.low)
        return (token.core, at + 1) if is_name else ("", at)

    def _may_begin(self, token: Token) -> bool:
        if not token.core[:1].isalpha() or token.core.endswith(("'s", "’s")) or is_undone(token):
            return False
        return token.low not in STOP or (is_capital(token.core) and token.low in NAMES_TOO)

    def _run(self, at: int) -> list[str]:
        """The words from here on that may be one name, as far as no other thing begins."""
        run = [self.tokens[at].core]
        for place in range(at + 1, min(at + MOST_NAME_WORDS, len(self.tokens))):
            token = self.tokens[place]
            if self.tokens[place - 1].pauses or token.low in STOP - PARTICLES or token.raw[0] in "#-–—:":
                break
            if not token.core[:1].isalpha() or day_at(self.tokens, place, self.today)[0] is not None:
                break
            if self._kind_of(token.low) and not is_capital(token.core):
                break
            run.append(token.core)
        return run

    # Places

    def _is_place(self) -> bool:
        token, rest = self.tokens[self.at], self.tokens[self.at + 1 :]
        if self.where or token.low not in ("in", "at") or token.pauses or not rest:
            return False
        first = rest[0]
        if not (is_capital(first.core) or first.low in ARTICLES or (token.low == "at" and first.core[:1].isalpha())):
            return False
        count = self._place_words(self.at + 1)
        self.where = " ".join(each.core for each in self.tokens[self.at : self.at + 1 + count])
        self.at += 1 + count
        return True

    def _place_words(self, at: int) -> int:
        for count, token in enumerate(self.tokens[at : at + MOST_PLACE_WORDS]):
            before = self.tokens[at + count - 1]
            if count and (
                before.pauses or token.raw[0] in "#-–—:" or day_at(self.tokens, at + count, self.today)[0] is not None
            ):
                return count
            joins = token.low in IN_PLACES or (token.low in ARTICLES and before.low in IN_PLACES)
            if count and token.low in AND and self._is_capital_at(at + count + 1) and is_capital(before.core):
                joins = True
            if count and not joins and token.low in STOP | AND:
                return count
        return min(MOST_PLACE_WORDS, len(self.tokens) - at)

    def _is_capital_at(self, at: int) -> bool:
        return at < len(self.tokens) and is_capital(self.tokens[at].core)

    # What is left

    def _rest(self, end: int) -> str:
        start = self.tokens[end].start if end < len(self.tokens) else len(self.text)
        return self.text[start:].strip().lstrip("-–—:,;.").strip()

    def _late_people(self, end: int, said: str) -> tuple[str, int]:
        """What is left, once the people named further on are taken from it, and the token where they stand.

        Where no kind is said, only somebody known, and only whoever it was with: played chess with Bo.
        """
        stop = next((at for at in range(end, len(self.tokens)) if self.tokens[at].ends), len(self.tokens) - 1)
        for is_new in (False, True) if self.kind else (False,):
            for at in range(end, stop + 1):
                token = self.tokens[at]
                is_from = bool(self.kind) and token.low in FROM and not (is_new and token.low == "to")
                if token.low in WITH or is_from:
                    names, after = self._names(at + 1, is_new, False)
                    if names:
                        self.people += names
                        head = self.text[self.tokens[end].start : token.start].strip() if at > end else ""
                        return ": ".join(part for part in (head, self._rest(after)) if part), at
        return said, end
