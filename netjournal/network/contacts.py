"""When the owner was in touch with whom, drawn from entries and gatherings."""

import datetime
from collections.abc import Container, Iterator

from netjournal.network.dataclass import dataclass
from netjournal.network.entry import SEEN, TALKED, TOUCHED, Entry
from netjournal.network.evidence import Evidence
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network

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
    for person in network.people:
        yield from _on_page(network, person.entries, person.file, "" if person.is_self else person.id, today, ids)
    for organisation in network.organisations:
        yield from _on_page(network, organisation.entries, organisation.file, "", today, ids)
    for gathering in network.gatherings:
        yield from _at(network, gathering, today, ids)


def by_person(
    network: Network, today: datetime.date, ids: Container[str] | None = None
) -> dict[str, list[Contact]]:
    """Each person's contacts up to today, the latest first and of one day the closest first; all people's if None."""
    found: dict[str, list[Contact]] = {}
    for contact in contacts(network, today, ids):
        found.setdefault(contact.id, []).append(contact)
    for each in found.values():
        each.sort(
            key=lambda contact: (-contact.date.toordinal(), CLOSENESS[contact.counts], contact.file, contact.line)
        )
    return found


def _on_page(
    network: Network,
    entries: tuple[Entry, ...],
    file: str,
    owner_of_page: str,
    today: datetime.date,
    ids: Container[str] | None,
) -> Iterator[Contact]:
    for entry in entries:
        if not entry.is_contact or entry.date > today:
            continue
        company = (network.directory.meant(name) for name in entry.people)
        for id in dict.fromkeys((owner_of_page, *company)):
            if id and id not in network.selves and (ids is None or id in ids):
                yield Contact(id, entry.date, entry.kind, entry.counts, str(entry), file, entry.line)


def _at(
    network: Network, gathering: Gathering, today: datetime.date, ids: Container[str] | None
) -> Iterator[Contact]:
    if gathering.date is None or gathering.date > today or gathering.counts not in CLOSENESS:
        return
    where = f"{gathering.name} in {gathering.place}" if gathering.place else gathering.name
    for id in guests(network, gathering):
        if id not in network.selves and (ids is None or id in ids):
            yield Contact(
                id,
                gathering.date,
                gathering.kind,
                gathering.counts,
                f"{gathering.kind}: {where}",
                gathering.file,
                gathering.line,
            )


def guests(network: Network, gathering: Gathering) -> tuple[str, ...]:
    """The ids of those with a page who came, each once, in the order they stand there."""
    return tuple(dict.fromkeys(id for said in gathering.came if (id := network.directory.meant(said.text))))


def size(network: Network, gathering: Gathering) -> int:
    """How many were there, guests without a page and the owner included."""
    owner = network.owner.id if network.owner else None
    came = {network.directory.meant(said.text) or said.text for said in gathering.came}
    return len(came | {owner}) if owner in came or not owner else len(came) + 1
