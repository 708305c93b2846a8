"""When the owner was in touch with whom, drawn from entries and gatherings."""

import datetime
from collections.abc import Container, Iterator

from netjournal.network.dataclass import dataclass
from netjournal.network.entry import SEEN, TALKED, TOUCHED, Entry
from netjournal.network.evidence import Evidence
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

CLOSENESS = {SEEN: 0, TALKED: 1, TOUCHED: 2}
MOST_AT_A_TABLE = 60


@dataclass(frozen=True, slots=True)
class Contact:
    """One day the owner was in touch with someone: `says` tells of it in the words of the page."""

    id: str
    date: datetime.date
    kind: str
    counts: str
    says: str
    file: str
    line: int

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.says, self.file, self.line, self.date)


def contacts(network: Network, today: datetime.date, ids: Container[str] | None = None) -> Iterator[Contact]:
    """Every contact up to today (with these people), in no order: entries of people and organisations, gatherings."""
    return map(_contact, _touches(network, today, ids))


def by_person(
    network: Network, today: datetime.date, ids: Container[str] | None = None
) -> dict[str, list[Contact]]:
    """Each person's contacts up to today, the latest first and of one day the closest first; all people's if None."""
    found: dict[str, list[_Touch]] = {}
    for touch in _touches(network, today, ids):
        found.setdefault(touch[0], []).append(touch)
    return {id: list(map(_contact, sorted(touches, key=_latest_first))) for id, touches in found.items()}


def latest(network: Network, today: datetime.date, ids: Container[str] | None = None) -> dict[str, Contact]:
    """Each person's latest contact up to today, of one day the closest: the first that `by_person` has."""
    found: dict[str, _Touch] = {}
    for touch in _touches(network, today, ids):
        before = found.get(touch[0])
        if before is None or _latest_first(touch) < _latest_first(before):
            found[touch[0]] = touch
    return {id: _contact(touch) for id, touch in found.items()}


def contact_at(page: Person | Organisation | Gathering, line: int, id: str) -> Contact | None:
    """The contact with that person that a page tells of on that line."""
    if isinstance(page, Gathering):
        if page.date is None or page.line != line:
            return None
        return Contact(id, page.date, page.kind, page.counts, _said(page), page.file, line)
    told = next((entry for entry in page.entries if entry.line == line), None)
    return Contact(id, told.date, told.kind, told.counts, str(told), page.file, line) if told else None


_Touch = tuple[str, datetime.date, str, str, str, int, Entry | Gathering]  # id, day, kind, counts, file, line, told


def _latest_first(touch: _Touch) -> tuple[int, int, str, int]:
    return -touch[1].toordinal(), CLOSENESS[touch[3]], touch[4], touch[5]


def _contact(touch: _Touch) -> Contact:
    id, day, kind, counts, file, line, told = touch
    return Contact(id, day, kind, counts, _said(told), file, line)


def _said(told: Entry | Gathering) -> str:
    if isinstance(told, Entry):
        return str(told)
    return f"{told.kind}: {told.called}"


def _touches(network: Network, today: datetime.date, ids: Container[str] | None) -> Iterator[_Touch]:
    for person in network.people:
        yield from _on_page(network, person.entries, person.file, "" if person.is_self else person.id, today, ids)
    for organisation in network.organisations:
        yield from _on_page(network, organisation.entries, organisation.file, "", today, ids)
    for gathering in network.gatherings:
        yield from _at(network, gathering, today, ids)


def _on_page(
    network: Network,
    entries: tuple[Entry, ...],
    file: str,
    owner_of_page: str,
    today: datetime.date,
    ids: Container[str] | None,
) -> Iterator[_Touch]:
    for entry in entries:
        if not entry.is_contact or entry.date > today:
            continue
        company = (network.directory.meant(name) for name in entry.people)
        for id in dict.fromkeys((owner_of_page, *company)):
            if id and id not in network.selves and (ids is None or id in ids):
                yield id, entry.date, entry.kind, entry.counts, file, entry.line, entry


def _at(
    network: Network, gathering: Gathering, today: datetime.date, ids: Container[str] | None
) -> Iterator[_Touch]:
    if gathering.date is None or gathering.date > today or gathering.counts not in CLOSENESS:
        return
    for id in guests(network, gathering):
        if id not in network.selves and (ids is None or id in ids):
            yield id, gathering.date, gathering.kind, gathering.counts, gathering.file, gathering.line, gathering


def guests(network: Network, gathering: Gathering) -> tuple[str, ...]:
    """The ids of those with a page who came, each once, in the order they stand there."""
    return tuple(dict.fromkeys(id for said in gathering.came if (id := network.directory.meant(said.text))))


def size(network: Network, gathering: Gathering) -> int:
    """How many were there, guests without a page and the owner included."""
    owner = network.owner.id if network.owner else None
    came = {network.directory.meant(said.text) or said.text for said in gathering.came}
    return len(came | {owner}) if owner in came or not owner else len(came) + 1
