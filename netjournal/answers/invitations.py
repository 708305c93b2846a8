"""Why each guest is to be brought together with the others: quoted lines, whom they know, whom they should meet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from netjournal.answers.gather import Guest, Table
from netjournal.answers.reasons import Pair, reasons
from netjournal.network.acquaintance import Acquaintance
from netjournal.network.contacts import Contact
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.day import ago
from netjournal.network.entry import SEEN, TALKED
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Person

_VERBS = {SEEN: "you last saw them", TALKED: "you last talked"}


@dataclass(frozen=True, slots=True)
class Invitation:
    """A guest with the reasons for them, and the ids of those there they know and of those they should meet."""

    person: Person
    reasons: tuple[Evidence, ...]
    knows: tuple[str, ...]
    should_meet: tuple[str, ...]


def invitations(
    network: Network,
    columns: Acquaintance,
    table: Table,
    due: Sequence[str],
    met: Mapping[str, Sequence[Contact]],
    today: date,
) -> tuple[Invitation, ...]:
    """An invitation for each guest, in order; `due` are the ids of those due, `met` everyone's contacts."""
    return tuple(
        Invitation(
            network.people[guest.row],
            tuple(_reasons(network, columns, guest, frozenset(due), met, today)),
            tuple(columns.ids[row] for row in guest.knows),
            tuple(columns.ids[pair.b if pair.a == guest.row else pair.a] for pair in guest.should_meet),
        )
        for guest in table.guests
    )


def _reasons(
    network: Network,
    columns: Acquaintance,
    guest: Guest,
    due: frozenset[str],
    met: Mapping[str, Sequence[Contact]],
    today: date,
) -> Iterator[Evidence]:
    """How long it has been where they are due, what the best meeting there rests on; else who needs them there."""
    person = network.people[guest.row]
    last = next(iter(met.get(person.id, ())), None)
    if last and person.id in due:
        verb = _VERBS.get(last.counts, "you were last in touch")
        yield Evidence(f"{verb} {ago(last.date, today)}: {last.says}", last.file, last.line, last.date)
    for pair in guest.should_meet[:1]:
        told = reasons(network, columns, pair, today)
        own, others = (told.for_a, told.for_b) if pair.a == guest.row else (told.for_b, told.for_a)
        yield from own or others or (_with(told, person, each) for each in told.common[:1])
    if not guest.should_meet and person.id not in due:
        yield from (_familiar(network, columns, guest.row, row) for row in guest.knows[:1])


def _with(pair: Pair, person: Person, said: Evidence) -> Evidence:
    """What two share, said with the name of the other."""
    other = pair.b if pair.a.id == person.id else pair.a
    return replace(said, says=f"to meet {other.name}: {said.says}")


def _familiar(network: Network, columns: Acquaintance, row: int, other: int) -> Evidence:
    """The line that says two know one another: a tie, else the smallest, then the latest gathering."""
    says = f"a face that {network.people[other].name} knows"
    for one, two in ((row, other), (other, row)):
        for tie in network.people[one].ties:
            if network.directory.meant(tie.person) == columns.ids[two]:
                return Evidence(says, network.people[one].file, tie.line)
    rooms = [room for room in columns.rooms if row in room.rows and other in room.rows]
    if not rooms:
        return Evidence(says, network.people[row].file, 1)
    best = min(rooms, key=lambda room: (room.size, -room.day, room.file))
    return Evidence(says, best.file, best.line, date.fromordinal(best.day))
