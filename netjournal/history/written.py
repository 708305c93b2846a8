"""What a command wrote, as git is told of it."""

from netjournal.network.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """One file that a command wrote: what stood there before (None: nothing) and after (None: removed)."""

    path: str
    before: bytes | None
    after: bytes | None
