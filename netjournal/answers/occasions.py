"""Reasons to write to someone now."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, zip_longest

from netjournal.answers.wording import FIT, Wording
from netjournal.network.day import say_day
from netjournal.network.entry import CHANGE, LINK, Promise
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Need, Person

MOST = 3
BEFORE, AFTER = timedelta(14), timedelta(3)  # a birthday is a reason this long ahead, and this long afterwards


def occasions(network: Network, person: Person, today: date, last: date | None) -> tuple[Evidence, ...]:
    """At most 3 reasons to write now, the best first; `last` is the day of the last contact."""
    return Occasions(network, today).of(person, last)


class Occasions:
    """Reasons to write now, for several people of one network: what all of them need is worked out once."""

    def __init__(self, network: Network, today: date) -> None:
        self._network, self._today = network, today

    def of(self, person: Person, last: date | None) -> tuple[Evidence, ...]:
        """At most 3 reasons, the best first: one of every sort before a second of any."""
        kept: list[Evidence] = []
        later: list[list[Evidence]] = []
        for sort in (self._promises, self._birthday, self._changes, self._meetable, self._thanks, self._asks):
            if len(kept) == MOST:
                break
            found = [reason for reason in sort(person, last) if reason not in kept]
            kept += [reason for reason in found[:1] if not self._is_told(reason, kept)]
            later.append(found[1:])
        seconds = (reason for reason in chain(*zip_longest(*later)) if reason and not self._is_told(reason, kept))
        return (*kept, *list(dict.fromkeys(seconds))[: MOST - len(kept)])

    @staticmethod
    def _is_told(reason: Evidence, kept: list[Evidence]) -> bool:
        return any((reason.file, reason.line) == (other.file, other.line) for other in kept)

    def _promises(self, person: Person, last: date | None) -> Iterator[Evidence]:
        """Mine to them while open, theirs to me once due; the most overdue first, the undated after the due."""
        for at, _, is_mine, promise, file in sorted(
            (self._urgency(promise), not is_mine, is_mine, promise, file)
            for is_mine, promise, file in self._promised.get(person.id, ())
        ):
            if is_mine or at[0] == 0:
                who = "you promised" if is_mine else f"{person.name} promised"
                by = f" (due {say_day(promise.due)})" if promise.due else ""
                yield Evidence(f"{who}: {promise.text}{by}", file, promise.line, promise.due)
