"""An organisation that needs a page of its own."""

from netjournal.network.dataclass import dataclass
from netjournal.network.entry import Entry, Link, Promise
from netjournal.network.evidence import Said
from netjournal.network.person import Extra, Need


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation; everyone with a role at it is found through the people's roles."""

    id: str
    file: str
    name: str
    aliases: tuple[Said, ...] = ()
    url: tuple[Said, ...] = ()
    city: tuple[Said, ...] = ()
    tags: tuple[Said, ...] = ()
    asks: tuple[Need, ...] = ()
    offers: tuple[Need, ...] = ()
    why: Said | None = None
    extras: tuple[Extra, ...] = ()
    entries: tuple[Entry, ...] = ()
    promises: tuple[Promise, ...] = ()
    links: tuple[Link, ...] = ()
    prose: str = ""
