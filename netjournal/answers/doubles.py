"""Who may be in the journal twice: pairs of pages that share what one person has, and that nothing tells apart."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from netjournal.network.dataclass import dataclass
from netjournal.network.gathering import Gathering
from netjournal.network.likeness import are_alike, likeness
from netjournal.network.names import fold, id_key, link_target
from netjournal.network.network import Network
from netjournal.network.person import APART, Person
from netjournal.network.profiles import profiles

SHORTEST_PHONE, TELLING = 7, 9  # digits of a number that is compared, and how many of its last are
MOST = 6  # people of one key who are compared each with each; of more, each with the first
CARD, EMAIL, PROFILE, PHONE, NAME, ALIKE = range(6)
SAYS: Mapping[int, str] = {
    CARD: "the same card",
    EMAIL: "the same e-mail address",
    PROFILE: "the same page on the web",
    PHONE: "the same telephone number",
    NAME: "the same name",
    ALIKE: "a name that is said alike",
}


@dataclass(frozen=True, slots=True)
class Double:
    """Two pages that may be one person's, the lower id first, and what they share."""

    one: Person
    other: Person
    shares: str


def doubles(network: Network) -> Iterator[Double]:
    """Every pair of likely doubles once, by the strongest thing they share, in its order and that of ids."""
    found: dict[tuple[str, str], tuple[int, Person, Person]] = {}
    apart = _Apart(network)
    for (what, _), people in sorted(_groups(network.people).items()):
        for one, other in _pairs(people):
            if (one.file, other.file) not in found and _may_be_one(what, one, other) and not apart(one, other):
                found[one.file, other.file] = what, one, other
    for what, one, other in found.values():
        yield Double(one, other, SAYS[what])


def phone_key(number: str) -> str:
    """A telephone number as numbers are compared: its last digits, empty where they are too few."""
    digits = re.sub(r"\D", "", number)
    return digits[-TELLING:] if len(digits) >= SHORTEST_PHONE else ""


def _groups(people: Iterable[Person]) -> dict[tuple[int, str], list[Person]]:
    """The people of each key that more than one has."""
    groups: dict[tuple[int, str], dict[str, Person]] = {}
    for person in people:
        for key in _keys(person):
            groups.setdefault(key, {})[person.file] = person
    return {key: list(group.values()) for key, group in groups.items() if len(group) > 1}


def _keys(person: Person) -> Iterator[tuple[int, str]]:
    if person.uid:
        yield CARD, person.uid
    for said in person.email:
        yield EMAIL, said.text.casefold()
    for page in profiles(said.text for said in person.url):
        yield PROFILE, page
    for said in person.phone:
        if key := phone_key(said.text):
            yield PHONE, key
    yield NAME, fold(person.name)
    for name in _names(person):
        words = likeness(name)
        if len(words) > 1:
            yield ALIKE, " ".join(words)


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, *(said.text for said in person.aliases))


def _pairs(people: list[Person]) -> Iterator[tuple[Person, Person]]:
    ordered = sorted(people, key=lambda person: (id_key(person.id), person.file))
    return combinations(ordered, 2) if len(ordered) <= MOST else ((ordered[0], other) for other in ordered[1:])


def _may_be_one(what: int, one: Person, other: Person) -> bool:
    """Whether what two share can mean one person: a number rings for a household, and many have one name."""
    if what == PHONE:
        mine, yours = map(likeness, _names(one)), tuple(map(likeness, _names(other)))
        return any(are_alike(name, each) for name in mine for each in yours)
    return what < PHONE or not _are_told_apart(one, other)


def _are_told_apart(one: Person, other: Person) -> bool:
    """Whether something on their pages speaks against two people of one name being the same."""
    for mine, yours in ((one.email, other.email), (one.phone, other.phone), (one.city, other.city)):
        if mine and yours and not {fold(said.text) for said in mine} & {fold(said.text) for said in yours}:
            return True
    if one.birthday and other.birthday and one.birthday != other.birthday:
        return True
    mine_at, yours_at = _accounts(one), _accounts(other)
    return any(not mine_at[site] & yours_at[site] for site in mine_at.keys() & yours_at.keys())


def _accounts(person: Person) -> dict[str, set[str]]:
    """Someone's own pages by site: two accounts on one site speak for two people."""
    pages: dict[str, set[str]] = {}
    for page in profiles(said.text for said in person.url):
        pages.setdefault(page.partition("/")[0], set()).add(page)
    return pages


class _Apart:
    """Whether the journal itself says that two are two."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._together: dict[str, set[str]] | None = None

    def __call__(self, one: Person, other: Person) -> bool:
        """A page says so outright, one is tied to the other, or both were at one gathering."""
        if other.id in self._named(one) or one.id in self._named(other):
            return True
        together = self._gatherings()
        return not together.get(one.id, set()).isdisjoint(together.get(other.id, ()))

    def _named(self, person: Person) -> set[str]:
        """The ids of those whom a page calls somebody else, or somebody it is tied to."""
        written = [tie.person for tie in person.ties]
        written += [name for extra in person.extras if extra.key == APART for name in extra.text.split(",")]
        return {id for name in written for id in self._network.directory.all_meant(link_target(name))} - {person.id}

    def _gatherings(self) -> dict[str, set[str]]:
        if self._together is None:
            self._together = {}
            for gathering in self._network.gatherings:
                for id in _there(self._network, gathering):
                    self._together.setdefault(id, set()).add(gathering.file)
        return self._together


def _there(network: Network, gathering: Gathering) -> Iterator[str]:
    for said in (*gathering.came, *gathering.invited):
        if id := network.directory.meant(said.text):
            yield id
