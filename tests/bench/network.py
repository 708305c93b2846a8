"""Journals of any size in FORMAT.md's form, invented from a seed: the same bytes wherever they are made."""

import os
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random

from tests.bench import words

VERSION = "1"  # of what is written; a journal of another one is made anew
TODAY = date(2026, 11, 22)
TEN_YEARS = 3650  # days
COMMUNITY = 40  # people, about
PEOPLE_A_GATHERING = 4
PEOPLE_AN_ORG = 5
PEOPLE_AN_ORG_PAGE = 200
LEAST_BYTES, USUAL_BYTES = 1500, 2600  # of a page
FEWEST_ENTRIES, MOST_ENTRIES = 5, 20
BIG_ROOM, ROOMS_A_BIG_ONE, FIRST_BIG_ONE = 300, 1000, 100

_OFFER_WEIGHTS, _ASK_WEIGHTS = words.zipf(len(words.OFFERS)), words.zipf(len(words.ASKS))
_LETTERS = str.maketrans("øØłŁ", "oOlL")


@dataclass(frozen=True, slots=True)
class Community:
    """People who mostly know one another: the rows from `first` to before `last`, where they live, what they share."""

    first: int
    last: int
    cities: tuple[str, ...]
    tags: tuple[str, ...]
    orgs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """Everyone there is, before any page is written."""

    names: tuple[str, ...]
    ids: tuple[str, ...]
    communities: tuple[Community, ...]
    home: tuple[int, ...]


def write_journal(root: Path, people: int, commit: bool = False, seed: int = 1) -> tuple[str, ...]:
    """The ids of the people whose pages now stand in a new journal; the owner's page comes besides."""
    rng = Random(f"{seed} {people}")
    town = _town(rng, people)
    for folder in ("people", "orgs", "gatherings"):
        (root / folder).mkdir(parents=True)
    (root / "netjournal.yaml").write_text(f"commit: {str(commit).lower()}\n")
    (root / "people" / "me.md").write_text("---\nname: The Owner\nself: true\noffers: [a long table and soup]\n---\n")
    for row, id in enumerate(town.ids):
        _write(root / "people", id, _page(rng, town, row))
    for number in range(people // PEOPLE_A_GATHERING):
        id, text = _gathering(rng, town, number)
        _write(root / "gatherings", id, text)
    for number in range(1 + people // PEOPLE_AN_ORG_PAGE):
        name = _org_name(number)
        _write(root / "orgs", _slug(name), _organisation(rng, name))
    return town.ids


def _write(folder: Path, id: str, text: str) -> None:
    with open(f"{folder}/{id}.md", "wb") as file:
        file.write(text.encode())


@cache
def _slug(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return bare.lower().replace(" ", "-")


def _town(rng: Random, people: int) -> Town:
    names, ids, used = [], [], {"me": 1}
    for _ in range(people):
        first, last = rng.choice(words.FIRST), rng.choice(words.LAST)
        id = f"{_slug(first)}-{_slug(last)}"
        used[id] = used.get(id, 0) + 1
        names.append(f"{first} {last}")
        ids.append(id if used[id] == 1 else f"{id}-{used[id]}")
    communities = _communities(rng, people)
    home = tuple(at for at, community in enumerate(communities) for _ in range(community.first, community.last))
    return Town(tuple(names), tuple(ids), communities, home)


def _communities(rng: Random, people: int) -> tuple[Community, ...]:
    found: list[Community] = []
    first = 0
    while first < people:
        last = min(people, first + max(8, round(COMMUNITY * rng.lognormvariate(-0.15, 0.55))))
        orgs = max(4, people // PEOPLE_AN_ORG)
        found.append(
            Community(
                first,
                last,
                tuple(rng.choices(words.CITIES, k=2)),
                tuple(rng.sample(words.TAGS, 4)),
                tuple(_org_name(rng.randrange(orgs)) for _ in range(4)),
            )
        )
        first = last
    return tuple(found)


def _org_name(number: int) -> str:
    """Names that never repeat: with a number from the 721st on."""
    heads, tails = len(words.ORG_HEADS), len(words.ORG_TAILS)
    again, place = divmod(number, heads * tails)
    name = f"{words.ORG_HEADS[place % heads]} {words.ORG_TAILS[(place // heads + place) % tails]}"
    return f"{name} {again + 1}" if again else name


# A person


def _page(rng: Random, town: Town, row: int) -> str:
    community = town.communities[town.home[row]]
    tied = _tied(rng, town, row, community)
    keys = [f"name: {town.names[row]}", f"email: {town.ids[row]}@example.org"]
    keys += [*_reach(rng, row), *_roles(rng, community), *_place(rng, community)]
    keys += [*_needs(rng), *_bonds(rng, town, tied)]
    days = _days(rng)
    log = "\n".join(_entry(rng, town, day, tied) for day in days)
    front = "\n".join(keys)
    prose = _prose(rng, rng.randrange(LEAST_BYTES, USUAL_BYTES) - len(front.encode()) - len(log.encode()))
    return f"---\n{front}\n---\n\n{prose}\n\n## Log\n\n{log}\n{_promise(rng)}"


def _reach(rng: Random, row: int) -> list[str]:
    keys = []
    if rng.random() < 0.4:
        keys.append(f'phone: ["+44 7700 {row % 1000000:06}"]')
    if rng.random() < 0.5:
        keys.append(f"birthday: {_day(rng.randrange(9000, 29000))}")
    if rng.random() < 1 / 3:
        keys.append(f"circle: {rng.choice(('close', 'warm', 'warm', 'wide', 'wide', 'wide'))}")
    elif rng.random() < 0.05:
        keys.append(f"every: {rng.choice(('3 weeks', '2 months', '6 months'))}")
    return keys


def _roles(rng: Random, community: Community) -> list[str]:
    roles = []
    for org in rng.sample(community.orgs, rng.choice((1, 1, 2))):
        role = rng.choice(words.ROLES)
        since = 2026 - int(rng.expovariate(0.2))
        if rng.random() < 0.5:
            roles.append(f"  - {role} at {org}")
        elif rng.random() < 0.5:
            roles.append(f"  - {{role: {role}, org: {org}, since: {since}}}")
        else:
            roles.append(f"  - {{role: {role}, org: {org}, since: {since - 4}, until: {since}}}")
    return ["roles:", *roles]


def _place(rng: Random, community: Community) -> list[str]:
    city = rng.choice(community.cities) if rng.random() < 0.8 else rng.choice(words.CITIES)
    tags = dict.fromkeys((*rng.sample(community.tags, 2), *rng.choices(words.TAGS, k=rng.randrange(4))))
    return [f"city: {city}", f"tags: [{', '.join(tags)}]"]


def _needs(rng: Random) -> list[str]:
    keys = []
    offers = dict.fromkeys(rng.choices(words.OFFERS, cum_weights=_OFFER_WEIGHTS, k=rng.choice((0, 0, 1, 1, 2, 3))))
    asks = dict.fromkeys(rng.choices(words.ASKS, cum_weights=_ASK_WEIGHTS, k=rng.choice((0, 0, 0, 1, 1, 2))))
    if offers:
        keys += ["offers:", *(f"  - {offer}" for offer in offers)]
    if asks:
        keys += ["asks:", *(f"  - {{what: {ask}, heard: {_day(int(rng.expovariate(1 / 400)))}}}" for ask in asks)]
    return keys


def _bonds(rng: Random, town: Town, tied: Sequence[int]) -> list[str]:
    keys = []
    if tied and rng.random() < 0.5:
        keys.append(f"met: {{on: {_day(rng.randrange(TEN_YEARS, 2 * TEN_YEARS))}, through: {town.ids[tied[0]]}}}")
    if rng.random() < 0.3:
        keys.append(f"why: we both care about {rng.choice(words.TAGS)}")
    return keys + (["ties:", *(f"  {town.ids[other]}: {rng.choice(words.TIES)}" for other in tied)] if tied else [])


def _tied(rng: Random, town: Town, row: int, community: Community) -> list[int]:
    """Three others, about, so that six are known from either side: mostly near rows of the same community."""
    found: set[int] = set()
    for _ in range(min(9, 1 + int(rng.expovariate(0.3)))):
        throw = rng.random()
        if throw < 0.55:
            other = row + rng.randrange(-4, 5)
        elif throw < 0.93:
            other = rng.randrange(community.first, community.last)
        else:
            other = rng.randrange(len(town.ids))
        found.add(other)
    return sorted(other for other in found - {row} if 0 <= other < len(town.ids))


def _days(rng: Random) -> list[int]:
    """The ages in days of a person's entries, the oldest first: gaps of their own length, a few of them very long."""
    count = min(MOST_ENTRIES, FEWEST_ENTRIES + int(rng.expovariate(0.22)))
    usual = rng.lognormvariate(4.2, 0.9)
    age = rng.expovariate(1 / (2 * usual))
    ages = []
    for _ in range(count):
        ages.append(int(age) if age < TEN_YEARS else rng.randrange(TEN_YEARS))
        age += 1 + usual * rng.lognormvariate(0, 1)
    return sorted(ages, reverse=True)


def _entry(rng: Random, town: Town, age: int, tied: Sequence[int]) -> str:
    throw, day = rng.random(), _day(age)
    if tied and throw < 0.01:
        return f"- {day} intro: idea [[{town.ids[rng.randrange(len(town.ids))]}]] both of them mend things"
    if throw < 0.03:
        return f"- {day} change city: {rng.choice(words.CITIES)} → {rng.choice(words.CITIES)}"
    kind = rng.choices(words.KINDS, words.KIND_WEIGHTS)[0]
    beside = f" with [[{town.ids[tied[0]]}]]" if tied and throw < 0.08 else ""
    said = f"{rng.choice(words.STARTS)} {rng.choice(words.MATTERS)}{rng.choice(words.ENDS)}"
    seen = f", see [[{town.ids[rng.choice(tied)]}]]" if tied and throw > 0.92 else ""
    return f"- {day} {kind}{beside}: {said}{seen}"


def _prose(rng: Random, missing: int) -> str:
    lines: list[str] = []
    for line in cycle(rng.sample(words.PROSE, len(words.PROSE))):
        lines.append(line)
        missing -= len(line) + 1
        if missing <= 0:
            return "\n".join(lines)
    raise AssertionError("a cycle never ends")


def _promise(rng: Random) -> str:
    if rng.random() > 0.15:
        return ""
    return f"- [{rng.choice(' x')}] send the notes on {rng.choice(words.TAGS)} (due {_day(rng.randrange(-60, 200))})\n"


@cache
def _day(age: int) -> str:
    return (TODAY - timedelta(age)).isoformat()


# Gatherings and organisations


def _gathering(rng: Random, town: Town, number: int) -> tuple[str, str]:
    community = rng.choice(town.communities)
    near = [*range(community.first, community.last)]
    is_big = number % ROOMS_A_BIG_ONE == FIRST_BIG_ONE
    count = BIG_ROOM if is_big else min(30, 4 + int(rng.expovariate(0.2)))
    far = count - count // 4 if is_big else count // 5
    rows = dict.fromkeys((*rng.sample(near, min(len(near), count - far)), *rng.choices(range(len(town.ids)), k=far)))
    came = [town.ids[row] for row in rows]
    while len(came) < 4:
        came.append(rng.choice([id for id in town.ids if id not in came]))
    day, kind = _day(rng.randrange(TEN_YEARS)), rng.choice(("dinner", "party", "meeting", "walk", "event"))
    guests = [*came, "a cousin of theirs"] if rng.random() < 0.1 else came
    place = rng.choice(community.cities)
    text = (
        f"---\ndate: {day}\nname: {kind.capitalize()} no. {number}\nkind: {kind}\nplace: {place}\n"
        f"came: [{', '.join(guests)}]\n---\n\n{rng.choice(words.PROSE)}\n"
    )
    return f"{day}-{kind}-no-{number}", text


def _organisation(rng: Random, name: str) -> str:
    ask = rng.choices(words.ASKS, cum_weights=_ASK_WEIGHTS)[0]
    return (
        f"---\nname: {name}\ncity: {rng.choice(words.CITIES)}\ntags: [{rng.choice(words.TAGS)}]\n"
        f"asks:\n  - {{what: {ask}, heard: {_day(rng.randrange(400))}}}\n---\n\n{rng.choice(words.PROSE)}\n"
    )


if __name__ == "__main__":  # a process of its own, so that whoever measures stays small
    _root, _people, _git = sys.argv[1:]
    for _id in write_journal(Path(_root), int(_people), commit=_git == "git")[:: max(1, int(_people) // 40)]:
        sys.stdout.write(_id + os.linesep)
