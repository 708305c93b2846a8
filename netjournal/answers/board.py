"""All open asks: mine, organisations', people's; who could meet each, and whom to ask where nobody could."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from netjournal.answers.meaning import BY_MEANING, Meaning
from netjournal.answers.open_needs import MINE, ORGANISATIONS, PEOPLES, Ask, Helping, Offer, open_asks, open_offers
from netjournal.answers.refusals import pair_of, refused
from netjournal.answers.who import spared_now, who
from netjournal.answers.wording import FIT, all_fits
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.evidence import Evidence
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.telling import Telling

UNDATED = 365  # days: what has no date ranks as a year old
STALE = 365  # days after which the first question is whether it is still wanted
TELLING = 0.3  # from here on what a page tells of somebody is worth a question
MOST_ELSE = 3  # whom a helper could help beside the one who is shown
_LOOKED_AT = 5  # people of whom the first who may be asked is


@dataclass(frozen=True, slots=True)
class Question:
    """The one thing to ask next, and of whom: a whole sentence, with what it rests on."""

    id: str
    name: str
    says: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Asks in order, and how many pairs of an ask and an offer were not judged because an ask had too many."""

    asks: tuple[Ask, ...]
    left_out: int


def board(
    network: Network, today: date, among: Container[str] | None = None, meaning: Meaning | None = None
) -> Board:
    """Every open ask (of those `among`): mine, then organisations', then people's.

    Offers fit by their words, or by `meaning`. Within each, those that somebody could meet come first, since something
    can be done about them today; within these the oldest, what has no date ranking as a year old. An ask held `for`
    another is that other's.
    """
    asks = [ask for ask in open_asks(network) if among is None or ask.id in among]
    offers = list(open_offers(network))
    words = [ask.what for ask in asks], [offer.what for offer in offers]
    found, left_out = all_fits(*words, network.settings.synonyms, meaning)
    met: dict[int, list[Offer]] = {}
    for ask, offer, score in found:
        met.setdefault(ask, []).append(offers[offer] if score >= FIT else _by_meaning(offers[offer]))
    apart = refused(network, today)
    at_org = _at_organisations(network)
    told = [
        replace(ask, helpers=_helpers(network, ask, met[at], apart, today, at_org)) if at in met else ask
        for at, ask in enumerate(asks)
    ]
    return Board(tuple(sorted(told, key=lambda ask: _place(ask, today))), left_out)


def also_met(shown: Iterable[Ask], asks: Iterable[Ask]) -> Mapping[str, tuple[Ask, ...]]:
    """For each helper of those shown, by id, the first asks they could meet, one of each who asks: at most 4."""
    found: dict[str, dict[str, Ask]] = {helper.id: {} for ask in shown for helper in ask.helpers}
    for ask in asks:
        for helper in ask.helpers:
            others = found.get(helper.id)
            if others is not None and len(others) <= MOST_ELSE:
                others.setdefault(ask.id, ask)
    return {id: tuple(others.values()) for id, others in found.items() if len(others) > 1}


def _by_meaning(offer: Offer) -> Offer:
    return replace(offer, said=replace(offer.said, says=f"{offer.said.says} ({BY_MEANING})"))


def _place(ask: Ask, today: date) -> tuple[int, bool, int, str, int]:
    age = (today - ask.heard).days if ask.heard else UNDATED
    return ask.whose, not ask.helpers, -age, ask.file, ask.line


def _helpers(
    network: Network,
    ask: Ask,
    offers: Sequence[Offer],
    apart: Container[tuple[str, str]],
    today: date,
    at_org: Mapping[str, frozenset[str]],
) -> tuple[Helping, ...]:
    """Those outside whose offers fit, the best first, those it is kinder not to ask now last."""
    free: dict[str, Helping] = {}
    spared: dict[str, Helping] = {}
    there = at_org.get(fold(ask.name), ()) if ask.whose == ORGANISATIONS else ()
    mine = network.selves if ask.whose == MINE else {ask.id, *there}
    for offer in offers:
        if offer.id in mine or pair_of(ask.id, offer.id) in apart:
            continue
        giver = network.by_id.get(offer.id)
        why_not = spared_now(giver, today) if giver else None
        found = spared if why_not else free
        known = found.get(offer.id, Helping(offer.id, offer.name, (why_not,) if why_not else ()))
        quoted = len(known.evidence) - bool(why_not)
        evidence = (*known.evidence[:quoted], offer.said, *known.evidence[quoted:])
        found[offer.id] = Helping(offer.id, offer.name, evidence)
    return (*free.values(), *spared.values())


def question(
    network: Network, ask: Ask, today: date, last: Mapping[str, date], told: Telling | None = None
) -> Question | None:
    """The one question to ask next about an ask that nobody is known to meet; None where there is nobody to ask.

    One heard over a year ago may have been met: then whether it still holds. Else whoever's page tells of
    something near; else who knows them and was in touch `last`; else they themselves, or for my own asks whoever
    was in touch last and never said what they can give. `told` is what the pages tell, drawn from the network if None.
    """
    if ask.whose != MINE and ask.heard and (today - ask.heard).days > STALE:
        found = _whether_it_holds(network, ask, last)
        if found:
            return found
    apart = refused(network, today)
    return (
        _lead(network, ask, today, apart, last, told)
        or _whether_it_holds_undated(network, ask, last)
        or _who_knows_them(network, ask, apart, last)
        or _say_more(network, ask)
        or _what_they_can_give(network, ask, last)
    )


def _whether_it_holds(network: Network, ask: Ask, last: Mapping[str, date]) -> Question | None:
    asked = network.by_id.get(ask.id) or _latest(members(network, ask), last)
    if asked is None:
        return None
    whose = "" if asked.id == ask.id else f" for {ask.name}"
    return Question(asked.id, asked.name, f"Ask {asked.name} whether it is still wanted{whose}.")


def _whether_it_holds_undated(network: Network, ask: Ask, last: Mapping[str, date]) -> Question | None:
    return _whether_it_holds(network, ask, last) if ask.whose != MINE and ask.heard is None else None


def _lead(
    network: Network,
    ask: Ask,
    today: date,
    apart: Container[tuple[str, str]],
    last: Mapping[str, date],
    told: Telling | None,
) -> Question | None:
    """Whoever's page tells of something near, though of no offer that fits."""
    own = {ask.id, *(person.id for person in members(network, ask))}
    for helper in who(network, ask.what, today, tuple(own), _LOOKED_AT, last, told=told).people:
        person = helper.person
        is_open = pair_of(ask.id, person.id) not in apart and not spared_now(person, today)
        if is_open and helper.score >= TELLING:
            says = f"Ask {person.name} whether they could help, or know who could."
            return Question(person.id, person.name, says, helper.evidence[:1])
    return None


def _who_knows_them(
    network: Network, ask: Ask, apart: Container[tuple[str, str]], last: Mapping[str, date]
) -> Question | None:
    """Someone of the organisation, or tied to the person, of whom I may expect an idea."""
    tied = _tied(network, ask.id) if ask.whose == PEOPLES else members(network, ask)
    known = _latest((person for person in tied if pair_of(ask.id, person.id) not in apart), last)
    if known is None:
        return None
    how = f"who knows {ask.name}" if ask.whose == PEOPLES else f"who is at {ask.name}"
    return Question(known.id, known.name, f"Ask {known.name}, {how}, whom they would think of.")


def _say_more(network: Network, ask: Ask) -> Question | None:
    if ask.whose != PEOPLES:
        return None
    return Question(ask.id, ask.name, f"Ask {ask.name} to say more: other words for it may find somebody.")


def _what_they_can_give(network: Network, ask: Ask, last: Mapping[str, date]) -> Question | None:
    asked = _latest((person for person in network.people if not person.offers), last)
    if asked is None:
        return None
    return Question(asked.id, asked.name, f"Ask {asked.name} what they like to help with: no page says so yet.")


def members(network: Network, ask: Ask) -> list[Person]:
    """The people with a role at the organisation that asks, the absent and the owner aside."""
    if ask.whose != ORGANISATIONS:
        return []
    return [person for person in network.people if person.is_present and belongs(network, person, ask)]


def _at_organisations(network: Network) -> dict[str, frozenset[str]]:
    """The ids of those present who belong to each organisation, by its folded name."""
    found: dict[str, set[str]] = {}
    for person in network.people:
        for name in _organisations_of(network, person) if person.is_present else ():
            found.setdefault(name, set()).add(person.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def belongs(network: Network, person: Person, ask: Ask) -> bool:
    """Whether someone has a role at the organisation that asks."""
    return ask.whose == ORGANISATIONS and fold(ask.name) in _organisations_of(network, person)


def _organisations_of(network: Network, person: Person) -> set[str]:
    """The folded names of where somebody has a role with no end."""
    return {fold(role.org) for role in network.roles(person) if not role.until}


def _tied(network: Network, id: str) -> list[Person]:
    meant = network.directory.meant
    own = {meant(tie.person) for tie in network.by_id[id].ties}
    return [p for p in network.people if p.id in own or any(meant(tie.person) == id for tie in p.ties)]


def _latest(people: Iterable[Person], last: Mapping[str, date]) -> Person | None:
    """Of those present and once in touch the latest, of one day the first by id."""
    ranked = [(-last[person.id].toordinal(), person.id, person) for person in people if _may_ask(person, last)]
    return min(ranked, key=lambda each: each[:2])[2] if ranked else None


def _may_ask(person: Person, last: Mapping[str, date]) -> bool:
    return person.is_present and person.id in last and not (person.ask_at_most and person.ask_at_most.is_never)
