"""How near two short phrases are: the same word families, then synonyms, then words alike letter by letter."""

import math
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat

from netjournal.answers.everyday import FAINT, GENERIC, JOBS, LEARNING, LESSONS, TAUGHT_BY, TEACHING, WORKING
from netjournal.answers.letters import Letters, grams_of
from netjournal.answers.meaning import MEANT, WORDS, Meaning, after_words, together
from netjournal.answers.phrase import fold, read_phrase, spoken
from netjournal.answers.slips import Slips
from netjournal.answers.stems import stem
from netjournal.answers.thesaurus import NEARLY, thesaurus
from netjournal.network.corpus import Corpus, Phrase
from netjournal.network.dataclass import dataclass
from netjournal.network.fits import Fits
from netjournal.network.made import Made

__all__ = ["FIT", "LEAST", "Phrase", "Wording", "all_fits", "corpus_of", "fits", "read_phrase"]

FIT = 0.5  # from here on a fit of words is by itself a reason to suggest an introduction
LEAST = 0.2  # from here on a phrase is worth showing to somebody who asks who can help
ALIKE = 0.4  # from here on words that are only alike letter by letter are worth showing too

_MISSPELT = 0.9  # what a word misspelt by one slip counts, where the same word counts 1
_ALIKE = 0.7  # times the cosine of two stems' letters; words that are only alike never make a fit
_ASK_SIDE = 0.7  # how much of the ask is met weighs more than how much of the offer is used
_EVERYDAY = 200  # phrases imagined beside those of the corpus, so that a small corpus judges words as a large one does
_GENERIC_IN = 20  # of them, those a generic word is in
_ASIDE = 0.5  # what a word counts that only tells for what or whom
_ASIDES = 0.4  # what all of these together count at most, where the matter counts 1
_BESIDE = 0.6  # times the score of a phrase that meets nothing of the matter itself
_MATTER = 0.4  # how much of the matter a fit meets at least, words that mean nearly the same counting little
_RARE = 2  # phrases a stem that may be misspelt is in at most
_USUAL = 5  # phrases a stem that is taken to be spelt right is in at least
_FAINT_IN = 40  # of them, those a word is in that only says when, or in what way
_READ = 200  # offers read for one ask of `fits`
_KEPT = 50  # fits kept for one ask of `fits`
_KEPT_BY_MEANING = 10  # of them, those that rest on meaning alone
_MAY_BE_MEANT = MEANT - WORDS * FIT  # a smaller cosine is no fit where the words aren't one


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of an ask: its weight, the stems that surely mean it, and all stems near it, those by letters too."""

    weight: float
    sure: Mapping[str, float]
    near: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Saying:
    """Stems of an ask that one thing is said with, how near its synonyms are, and who says one, with which stems."""

    terms: tuple[str, ...]
    near: float
    others: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Ask:
    words: Mapping[str, _Word]
    aside: frozenset[str]
    denied: tuple[str, ...]
    learns: bool
    sayings: tuple[_Saying, ...]


def corpus_of(phrases: Sequence[str | Phrase], times: Sequence[int] = ()) -> Corpus:
    """The phrases, read; `times` tells how often each stands in the journal: once, where nothing is told."""
    read = _read(phrases)
    said_in: dict[str, list[int]] = defaultdict(list)
    denied_in: dict[str, list[int]] = defaultdict(list)
    known: dict[str, int] = defaultdict(int)
    for index, phrase in enumerate(read):
        for term in phrase.terms:
            said_in[term].append(index)
            known[term] += times[index] if times else 1
        for term in phrase.denied:
            denied_in[term].append(index)
    return Corpus(read, dict(said_in), dict(denied_in), dict(known), sum(times) if times else len(read))


def _read(texts: Sequence[str | Phrase]) -> list[Phrase]:
    """The phrases, each text read once: many say the same."""
    read = Made(read_phrase)
    return [read[said] if isinstance(said, str) else said for said in texts]


class Wording:
    """A corpus of phrases, and how near each of them is to another phrase."""

    def __init__(self, phrases: Sequence[str | Phrase] | Corpus, synonyms: Sequence[Sequence[str]] = ()) -> None:
        self._corpus = phrases if isinstance(phrases, Corpus) else corpus_of(phrases)
        self._phrases, self._total, self._known = self._corpus.phrases, self._corpus.total, self._corpus.known
        self._postings, self._denials = self._corpus.said_in, self._corpus.denied_in
        self._thesaurus = thesaurus(tuple(tuple(group) for group in synonyms))
        self._weights = Made(self._weigh)
        self._lengths = Made(self._length)
        self._compounds = Made(self._with_compounds)

    def nearest(self, text: str, least: float = LEAST) -> list[tuple[int, float]]:
        """The (index, score 0 to 1) of phrases at least that near, nearest first, without those that deny the ask."""
        return _in_order((index, score) for index, (score, _) in self._judged(text, least).items() if score >= least)

    def leads(self, text: str, least: float = LEAST) -> list[tuple[int, float]]:
        """The same without those whose words are only alike letter by letter, and not much."""
        found = self._judged(text, least)
        return _in_order((i, score) for i, (score, is_sure) in found.items() if score >= (least if is_sure else ALIKE))

    def _judged(self, text: str, least: float) -> dict[int, tuple[float, bool]]:
        """The score of phrases, and whether they share more than letters with the text."""
        asked = self._asked(read_phrase(text), by_letters=True)
        sure = {index for word in asked.words.values() for term in word.sure for index in self._postings[term]}
        sure.update(index for saying in asked.sayings for index in saying.others)
        return {index: (score, index in sure) for index, score in self._scores(asked, None, least).items()}

    def shared(self, text: str, index: int) -> tuple[str, ...]:
        """The words of the phrase at that index that made it near, in its order."""
        ask = self._asked(read_phrase(text), by_letters=True)
        near = {term for word in ask.words.values() for term, nearness in word.near.items() if nearness >= NEARLY}
        near.update(term for saying in ask.sayings for term in saying.others.get(index, ()))
        return tuple(dict.fromkeys(word for word in spoken(self._phrases[index].text)[0] if stem(word) in near))

    def fits(self, ask: str | Phrase) -> tuple[list[tuple[int, float]], int]:
        """The phrases that fit (score at least FIT, letters not compared), and how many that might were not read."""
        asked = self._asked(read_phrase(ask) if isinstance(ask, str) else ask, by_letters=False)
        among, unread = self._candidates(asked)
        found = _in_order((index, score) for index, score in self._scores(asked, among, FIT).items() if score >= FIT)
        return found[:_KEPT], unread + len(found[_KEPT:])

    def may_fit(self, ask: Phrase) -> bool:
        """Whether any phrase says a word of the ask, or one that may mean it; where none does, none fits."""
        terms = [term if term in self._postings else self._meant(term) or term for term in ask.terms]
        return not self._reached.isdisjoint(terms)

    @cached_property
    def _reached(self) -> frozenset[str]:
        """The stems that the words of these phrases may mean."""
        reached = {*self._postings, *(meant for term in self._postings if (meant := self._meant(term)))}
        groups = {group for term in self._postings for group in self._thesaurus.groups(term)}
        groups |= {group for phrase in self._phrases for group, _ in self._thesaurus.compounds(phrase.terms)}
        for group in groups:
            reached.update(self._thesaurus.members(group), *self._thesaurus.rows(group))
        return frozenset(reached)

    def meant(self, asks: Sequence[Phrase], meaning: Meaning) -> dict[int, list[tuple[int, float]]]:
        """By ask the (index, score below FIT) of phrases that are near in meaning, and don't speak against the ask."""
        alike: dict[str, list[int]] = defaultdict(list)
        for number, said in enumerate(asks):
            alike[_said(said)].append(number)
        near: dict[int, dict[int, float]] = defaultdict(dict)
        for ask, index, cosine in self._cosines([asks[same[0]] for same in alike.values()], meaning, _MAY_BE_MEANT):
            near[ask][index] = cosine
        found: dict[int, list[tuple[int, float]]] = {}
        for ask, same in enumerate(alike.values()):
            words = self.agreeing(asks[same[0]], near[ask]) if ask in near else {}
            scores = ((index, together(near[ask][index], score)) for index, score in words.items())
            best = [(index, after_words(score, FIT)) for index, score in scores if score >= MEANT]
            found.update(dict.fromkeys(same, best))
        return found

    def near_in_meaning(self, text: str, meaning: Meaning, least: float) -> dict[int, tuple[float, bool]]:
        """The cosines of phrases at least that near in meaning which don't deny the ask, and whether they may fit."""
        ask = read_phrase(text)
        cosines = {index: cosine for _, index, cosine in self._cosines([ask], meaning, least, None)}
        asked = self._asked(ask, by_letters=False)
        left = set(cosines).difference(self._denying(asked))
        fitting = self._taught(asked, left, left)
        return {index: (cosines[index], index in fitting) for index in sorted(left)}

    def agreeing(self, ask: Phrase, among: Iterable[int]) -> dict[int, float]:
        """Of these phrases those that don't speak against the ask, with the score of their words."""
        asked = self._asked(ask, by_letters=False)
        left = set(among).difference(self._denying(asked))
        left = self._taught(asked, left, left)
        scores = self._scores(asked, left, 0.0)
        return {index: scores.get(index, 0.0) for index in sorted(left)}

    def _cosines(
        self, asks: Sequence[Phrase], meaning: Meaning, least: float, most: int | None = _KEPT
    ) -> Iterator[tuple[int, int, float]]:
        """(ask, index, cosine) of what says anything, the nearest texts of each ask; what is denied is left out."""
        told = [number for number, ask in enumerate(asks) if ask.terms]
        here: dict[str, list[int]] = defaultdict(list)
        for index, phrase in enumerate(self._phrases):
            if phrase.terms:
                here[_said(phrase)].append(index)
        texts = list(here)
        for ask, text, cosine in meaning.near([_said(asks[number]) for number in told], texts, least, most):
            yield from ((told[ask], index, cosine) for index in here[texts[text]][:most])

    def _with_compounds(self, group: int) -> Mapping[int, tuple[str, ...]]:
        """The phrases that hold a member of several words of a group, and its stems."""
        found: dict[int, tuple[str, ...]] = {}
        rows = [[self._postings.get(term, ()) for term in row] for row in self._thesaurus.rows(group)]
        among = {index for row in rows for index in set(row[0]).intersection(*row[1:])}
        for index in sorted(among):
            compounds = self._thesaurus.compounds(self._phrases[index].terms)
            found.update((index, terms) for other, terms in compounds if other == group)
        return found

    def _length(self, index: int) -> float:
        phrase = self._phrases[index]
        return math.fsum(map(self._own, phrase.terms, repeat(phrase.aside)))

    def _weigh(self, term: str) -> float:
        imagined = _FAINT_IN if term in FAINT else _GENERIC_IN if term in GENERIC else 0
        known = self._known.get(term, 0) + imagined
        return math.log(1 + (self._total + _EVERYDAY + 0.5) / (known + 0.5))

    def _own(self, term: str, aside: Container[str]) -> float:
        """What a word of a phrase weighs there."""
        return self._weights[term] * (_ASIDE if term in aside else 1.0)

    @cached_property
    def _letters(self) -> Letters:
        return Letters(self._corpus.grams or grams_of(self._postings))

    @cached_property
    def _sets(self) -> dict[str, frozenset[int]]:
        return {term: frozenset(found) for term, found in self._postings.items() if len(found) > _READ}

    @cached_property
    def _slips(self) -> Slips:
        usual = (term for term, times in self._known.items() if times >= _USUAL)
        return Slips((*self._thesaurus.terms, *usual))

    @cached_property
    def _rare(self) -> Slips:
        return Slips(term for term, times in self._known.items() if times <= _RARE)

    @cached_property
    def _misspelt(self) -> Mapping[str, Sequence[str]]:
        """The stems of the corpus that are taken to be a slip for another, by that other."""
        return Made(lambda term: sorted(rare for rare in self._rare.near(term) if self._meant(rare) == term))

    def _meant(self, term: str) -> str | None:
        return None if term in self._thesaurus.terms else self._slips.meant(term)

    def _asked(self, phrase: Phrase, by_letters: bool) -> _Ask:
        terms = tuple(t if t in self._postings else self._meant(t) or t for t in phrase.terms)
        aside = frozenset(term for term, said in zip(terms, phrase.terms, strict=True) if said in phrase.aside)
        counts = self._counts(terms, aside)
        words = {term: self._word(term, by_letters, counts if term in aside else 1.0) for term in terms}
        rows = sorted({(term,) for term in terms} | {row for _, row in self._thesaurus.compounds(terms)})
        sayings = (self._saying(group, row) for row in rows for group in self._thesaurus.groups(*row))
        return _Ask(words, aside, phrase.denied, _learns(phrase), tuple(saying for saying in sayings if saying.others))

    def _counts(self, terms: Sequence[str], aside: frozenset[str]) -> float:
        """What a word counts that only tells for what or whom: the fewer, the more of these there are."""
        matter = math.fsum(self._weigh(term) for term in terms if term not in aside)
        beside = math.fsum(self._weigh(term) for term in aside)
        return min(_ASIDE, _ASIDES * matter / beside) if beside else _ASIDE

    def _word(self, term: str, by_letters: bool, counts: float = 1.0) -> _Word:
        sure: dict[str, float] = {}
        for group in reversed(self._thesaurus.groups(term)):
            sure.update(dict.fromkeys(self._thesaurus.members(group), self._thesaurus.nearness(group)))
        sure.update(dict.fromkeys(self._misspelt[term], _MISSPELT))
        sure[term] = 1.0
        sure = {other: near for other, near in sure.items() if other in self._postings}
        alike = self._letters.alike(term) if by_letters else {}
        near = {other: max(_ALIKE * cosine, sure.get(other, 0.0)) for other, cosine in alike.items()}
        return _Word(counts * self._weigh(term), sure, {**sure, **near})

    def _saying(self, group: int, row: tuple[str, ...]) -> _Saying:
        others: dict[int, tuple[str, ...]] = {}
        for member in self._thesaurus.members(group) if len(row) > 1 else ():
            others.update(dict.fromkeys(self._postings.get(member, ()), (member,)))
        return _Saying(row, self._thesaurus.nearness(group), {**others, **self._compounds[group]})

    def _candidates(self, ask: _Ask) -> tuple[set[int], int]:
        """Phrases that may fit, those with the rarest words first, and how many more there are at most."""
        among = {index for saying in ask.sayings for index in list(saying.others)[:_READ]}
        unread = 0
        unopened = _whole(ask.words.values())
        enough = unopened * (FIT - 1 + _ASK_SIDE) / _ASK_SIDE
        telling = (word for term, word in ask.words.items() if term not in GENERIC)
        for word in sorted(telling, key=lambda word: -word.weight):
            if unopened < enough:
                break
            for term in sorted(word.sure):
                room = max(0, _READ - len(among))
                among.update(self._postings[term][:room])
                unread += max(0, len(self._postings[term]) - room)
            unopened -= word.weight
        return among, unread

    def _holders(self, term: str, among: set[int] | None) -> Iterable[int]:
        if among is None:
            return self._postings.get(term, ())
        return among.intersection(self._sets.get(term) or self._postings.get(term) or ())

    def _scores(self, ask: _Ask, among: set[int] | None, least: float) -> dict[int, float]:
        whole = _whole(ask.words.values())
        met, matter, sure = self._met(ask, among)
        for index in self._denying(ask):
            met.pop(index, None)
        whole_matter = _whole(word for term, word in ask.words.items() if term not in ask.aside)
        sure = self._taught(ask, sure, among)
        strongest = _strongest(ask)
        enough = whole * (least - 1 + _ASK_SIDE) / _ASK_SIDE - 1e-9  # a rounding must not lose a phrase
        found: dict[int, float] = {}
        for index, weight in met.items():
            if weight >= enough:
                used, is_to_the_point = self._used(index, strongest)
                score = _ASK_SIDE * min(1.0, weight / whole) + (1 - _ASK_SIDE) * used
                score *= 1.0 if matter.get(index) else _BESIDE
                is_sure = is_to_the_point and index in sure and matter[index] >= _MATTER * whole_matter
                found[index] = score if is_sure else min(score, FIT - 0.01)
        return found

    def _taught(self, ask: _Ask, sure: set[int], among: set[int] | None) -> set[int]:
        """Of the sure phrases those that teach where lessons are asked for, and no lessons, or jobs, where none are.

        Who sings need not teach it, who teaches it is not asked to come and sing, who hires cooks does not cook.
        """
        if ask.learns and not TEACHING.isdisjoint(ask.words.keys() - ask.aside):
            teaching = {other for term in ask.words.keys() & TEACHING for other in ask.words[term].sure} | TAUGHT_BY
            sure = sure.intersection([index for term in sorted(teaching) for index in self._holders(term, among)])
        if not ask.learns:
            sure = self._without(LESSONS, sure, among)
        return self._without(JOBS, sure, among) if WORKING.isdisjoint(ask.words) else sure

    def _without(self, kind: frozenset[str], sure: set[int], among: set[int] | None) -> set[int]:
        """The phrases whose matter holds none of these stems."""
        held = {index for term in sorted(kind) for index in self._holders(term, among)}
        return {index for index in sure if index not in held or not self._is_of(kind, index)}

    def _is_of(self, kind: frozenset[str], index: int) -> bool:
        phrase = self._phrases[index]
        return any(term in kind and term not in phrase.aside for term in phrase.terms)

    def _denying(self, ask: _Ask) -> Iterator[int]:
        for term in ask.words:
            yield from self._denials.get(term, ())
        for term in ask.denied:
            yield from self._postings.get(term, ())

    def _used(self, index: int, strongest: Mapping[str, float]) -> tuple[float, bool]:
        """The share of the phrase's own words that the ask has a use for, and whether its matter is among them."""
        phrase, used, is_to_the_point = self._phrases[index], 0.0, False
        for term in phrase.terms:
            if term in strongest:
                used += strongest[term] * self._own(term, phrase.aside)
                is_to_the_point = is_to_the_point or term not in phrase.aside
        return min(1.0, used / self._lengths[index]), is_to_the_point

    def _met(self, ask: _Ask, among: set[int] | None) -> tuple[dict[int, float], dict[int, float], set[int]]:
        """The weight of the ask's words each phrase meets, of its matter's alone, and who shares more than letters."""
        best = {term: self._best(word, among) for term, word in ask.words.items()}
        met: dict[int, float] = defaultdict(float)
        matter: dict[int, float] = defaultdict(float)
        sure: set[int] = set()
        for term, word in ask.words.items():
            for index, near in best[term].items():
                met[index] += word.weight * near
                if term not in ask.aside:
                    matter[index] += word.weight * near * near
            if term not in GENERIC:
                sure.update(*(self._holders(other, among) for other in word.sure))
        for saying in ask.sayings:
            value = saying.near * _whole(ask.words[term] for term in saying.terms)
            is_aside = ask.aside.issuperset(saying.terms)
            for index in saying.others:
                have = sum(ask.words[term].weight * best[term].get(index, 0.0) for term in saying.terms)
                met[index] += max(0.0, value - have)
                if not is_aside:
                    matter[index] += saying.near * max(0.0, value - have)
            sure.update(saying.others)
        return met, matter, sure

    def _best(self, word: _Word, among: set[int] | None) -> dict[int, float]:
        best: dict[int, float] = {}
        for near, term in sorted((near, term) for term, near in word.near.items()):
            best.update(dict.fromkeys(self._holders(term, among), near))
        return best


def fits(
    asks: Sequence[str | Phrase], offers: Sequence[str | Phrase], synonyms: Sequence[Sequence[str]] = ()
) -> list[tuple[int, int, float]]:
    """Every (ask, offer, score) whose score is at least FIT, by ask, then the nearest first."""
    return list(all_fits(asks, offers, synonyms)[0])


def all_fits(
    asks: Sequence[str | Phrase],
    offers: Sequence[str | Phrase],
    synonyms: Sequence[Sequence[str]] = (),
    meaning: Meaning | None = None,
) -> tuple[Fits, int]:
    """The fits, and how many pairs sharing a word were not judged, or not kept, because an ask had too many.

    A fit by `meaning` alone scores less than FIT, and so comes after those of words.
    """
    wording = Wording(offers, synonyms)
    asked = _read(asks)
    meant = wording.meant(asked, meaning) if meaning else {}
    known: dict[object, tuple[list[tuple[int, float]], int]] = {}
    ends, matched, scores, left_out = array("i", (0,)), array("i"), array("d"), 0
    for number, ask in enumerate(asked):
        key = (ask.terms, ask.denied, ask.aside, _learns(ask))
        found, more = known[key] = known[key] if key in known else wording.fits(ask)
        by_words = {index for index, _ in found} if meant else ()
        others = _in_order((index, score) for index, score in meant.get(number, ()) if index not in by_words)
        for index, score in (*found, *others[:_KEPT_BY_MEANING]):
            matched.append(index)
            scores.append(score)
        ends.append(len(matched))
        left_out += more + len(others[_KEPT_BY_MEANING:])
    return Fits(ends, matched, scores), left_out


def _said(phrase: Phrase) -> str:
    """The text of a phrase, without what it denies."""
    return " ".join(spoken(phrase.text)[0]) if phrase.denied else phrase.text


def _learns(ask: Phrase) -> bool:
    """Whether somebody asks to be taught."""
    return not TEACHING.isdisjoint(ask.terms) or not LEARNING.isdisjoint(fold(ask.text).split())


def _whole(words: Iterable[_Word]) -> float:
    return sum(word.weight for word in words)


def _strongest(ask: _Ask) -> dict[str, float]:
    """How near each stem of the corpus is to the ask's word it is nearest to."""
    near: dict[str, float] = {}
    for word in ask.words.values():
        for term, nearness in word.near.items():
            near[term] = max(nearness, near.get(term, 0.0))
    for saying in ask.sayings:
        for term in {term for terms in saying.others.values() for term in terms}:
            near[term] = max(saying.near, near.get(term, 0.0))
    return near


def _in_order(found: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    return sorted(found, key=lambda near: (-near[1], near[0]))
