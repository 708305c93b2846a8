"""What `netjournal.yaml` settles, and what holds without it."""

from collections.abc import Mapping

from netjournal.network.dataclass import dataclass, field
from netjournal.network.entry import KINDS
from netjournal.network.rhythm import Rhythm

PERSON, ORGANISATION, GATHERING = "person", "organisation", "gathering"  # what a folder's notes tell of
CIRCLES: Mapping[str, Rhythm] = {
    "close": Rhythm(42, "6 weeks"),
    "warm": Rhythm(91, "3 months"),
    "wide": Rhythm(365, "1 year"),
}


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a journal, relative to its root."""

    people: str = "people"
    orgs: str = "orgs"
    gatherings: str = "gatherings"


@dataclass(frozen=True, slots=True)
class Settings:
    """The journal's settings; `kinds` maps each kind of entry to what it counts for.

    `people` maps keys of front matter to the word there by which a page says that it tells of a person, for folders in
    which other notes lie too.
    """

    commit: bool = False
    circles: Mapping[str, Rhythm] = field(default_factory=lambda: dict(CIRCLES))
    folders: Folders = field(default_factory=Folders)
    kinds: Mapping[str, str] = field(default_factory=lambda: dict(KINDS))
    synonyms: tuple[tuple[str, ...], ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)

    def rhythm(self, every: Rhythm | None, circle: str) -> tuple[Rhythm, str] | None:
        """The rhythm set for somebody and whether it is their own ("set") or their circle's ("circle")."""
        if every:
            return every, "set"
        found = self.circles.get(circle.casefold()) if circle else None
        return (found, "circle") if found else None
