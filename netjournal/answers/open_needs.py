"""What is asked and offered: every open ask and offer of a journal, and whose each is."""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Evidence
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person

MINE, ORGANISATIONS, PEOPLES = 0, 1, 2  # whose ask it is, in the order of the board


@dataclass(frozen=True, slots=True)
class Helping:
    """Someone whose offer fits, an organisation perhaps: the offer, and why it is kinder not to ask them now."""

    id: str
    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One open ask: whose it is, where it stands, who could meet it, the best first."""

    id: str
    name: str
    whose: int
    what: str
    heard: date | None
    file: str
    line: int
    helpers: tuple[Helping, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What someone gives, an organisation perhaps, with the line that says so."""

    id: str
    name: str
    what: str
    said: Evidence


def open_asks(network: Network) -> Iterator[Ask]:
    """Every ask once, though an organisation's page and a person's tell of it."""
    told: set[tuple[str, str]] = set()
    records: Iterable[Organisation | Person] = (*network.organisations, *network.people)
    for record in records:
        for need in record.asks:
            owner = _meant(network, need, record) if need.what.strip() else None
            if owner and (owner.id, fold(need.what)) not in told:
                told.add((owner.id, fold(need.what)))
                yield Ask(owner.id, owner.name, whose(owner), need.what, need.heard, record.file, need.line)


def _meant(network: Network, need: Need, record: Organisation | Person) -> Organisation | Person | None:
    """Whose need it is; None where they are here no more."""
    found: Organisation | Person | None = network.person(need.whom) if need.whom else record
    if need.whom and not found:
        organisation = network.organisation_directory.meant(need.whom)
        found = network.organisations_by_id[organisation] if organisation else record
    is_here = isinstance(found, Organisation) or (found and (found.is_present or found.is_self))
    return found if is_here else None


def whose(record: Organisation | Person) -> int:
    """Mine, an organisation's or other people's."""
    if isinstance(record, Organisation):
        return ORGANISATIONS
    return MINE if record.is_self else PEOPLES


def open_offers(network: Network, files: Container[str] | None = None) -> Iterator[Offer]:
    """What everybody here offers (on the pages of these files), organisations too, each by whoever gives it."""
    records: Iterable[Organisation | Person] = (*network.people, *network.organisations)
    for record in records if files is None else (record for record in records if record.file in files):
        for need in record.offers:
            giver = _meant(network, need, record) if need.what.strip() else None
            if giver:
                who_offers = "you offer" if whose(giver) == MINE else f"{giver.name} offers"
                said = Evidence(f"{who_offers}: {need.what}", record.file, need.line, need.heard)
                yield Offer(giver.id, giver.name, need.what, said)
