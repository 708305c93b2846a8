"""When somebody last looked at a journal's news: remembered in the user's own state folder, never in the journal."""

import hashlib
import json
import os
from collections.abc import Collection
from datetime import date
from pathlib import Path

from netjournal.files.index.store import Doubt, make_folder
from netjournal.network.dataclass import dataclass
from netjournal.network.day import iso_day

SCHEMA = 1
LONGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """A day, the commit that was there (empty without git), and marks of what was told and may come up again."""

    day: date
    commit: str
    told: frozenset[str]


class Looks:
    """The last look at each journal, in a folder that only the user can read."""

    def __init__(self, state: str | None, root: Path) -> None:
        """Without a state folder nothing is remembered."""
        name = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]
        self._folder = Path(state, "netjournal", "looks") if state else None
        self._path = self._folder / f"{name}.json" if self._folder else None

    def last(self) -> Look | None:
        """The last look, None where there was none or what is kept of it cannot be believed."""
        if self._path is None:
            return None
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                told = json.loads(file.read(LONGEST))
            day = iso_day(str(told["day"]))
            return Look(day, str(told["commit"]), frozenset(map(str, told["told"]))) if day else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, look: Look) -> str:
        """Remember a look; why it could not be, empty where it is."""
        if self._path is None or self._folder is None:
            return "there is no folder for it"
        told = {"schema": SCHEMA, "day": look.day.isoformat(), "commit": look.commit, "told": sorted(look.told)}
        scratch = self._folder / f".{self._path.name}.{os.getpid()}"
        try:
            make_folder(str(self._folder))
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(scratch, flags, 0o600), "w", encoding="utf-8") as file:
                json.dump(told, file)
            os.replace(scratch, self._path)
        except (OSError, Doubt) as error:
            return (getattr(error, "strerror", None) or str(error)).casefold()
        return ""


def marked(texts: Collection[str]) -> frozenset[str]:
    """Marks that tell whether a text was among these, and not what it says."""
    return frozenset(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24] for text in texts)
