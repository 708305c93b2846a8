"""People brought together."""

import datetime

from netjournal.network.dataclass import dataclass
from netjournal.network.entry import Link, Promise
from netjournal.network.evidence import Said
from netjournal.network.person import Extra


@dataclass(frozen=True, slots=True)
class Gathering:
    """One gathering; `invited` and `came` as written, names without a page being guests.

    `counts` is what its kind counts for between the owner and each who came; `line` is the date's.
    """

    id: str
    file: str
    name: str
    date: datetime.date | None
    kind: str = "met"
    counts: str = "seen"
    place: str = ""
    invited: tuple[Said, ...] = ()
    came: tuple[Said, ...] = ()
    line: int = 1
    extras: tuple[Extra, ...] = ()
    promises: tuple[Promise, ...] = ()
    links: tuple[Link, ...] = ()
    prose: str = ""

    @property
    def called(self) -> str:
        """Its name, and where it was: at mine, at the hall, in Leeds."""
        joint = "at" if self.place[:1].islower() else "in"
        return f"{self.name} {joint} {self.place}" if self.place else self.name
