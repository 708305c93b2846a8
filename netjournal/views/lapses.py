"""How `due` words its answer: kindly, with when and how, the rhythm, and a reason to write."""

import datetime
from collections.abc import Sequence

from netjournal.answers.due import Lapse, Ranking
from netjournal.network.contacts import Contact
from netjournal.network.dataclass import dataclass
from netjournal.network.day import say_days
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.machine import Object, iso
from netjournal.views.telling import all_objects, every, first_name, last_met, last_object, reason


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Someone to see again: how long it has been, the last contact, reasons to write now."""

    lapse: Lapse
    person: Person
    last: Contact
    reasons: tuple[Evidence, ...]


def due_document(
    network: Network, people: Sequence[Lapsed], ranking: Ranking, today: datetime.date, everyone: bool
) -> Document:
    parts: list[Line] = []
    for each in people:
        parts.append(line(name(each.person.name), quiet(f"  {each.person.id}")))
        parts.append(line(*last_met(each.last, each.person, today), " ", _rhythm(network, each), indent=2))
        parts += [reason(said) for said in each.reasons]
    if not people:
        parts.append(line("Nobody is overdue." if not everyone else "You have not been in touch with anyone yet."))
    more = ranking.due - len(people)
    if more > 0 and not everyone:
        parts.append(line(quiet(f"{more} more {'waits' if more == 1 else 'wait'}; see --all, or --limit N.")))
    if ranking.never:
        count = len(ranking.never)
        who = "1 person you have" if count == 1 else f"{count} people you have"
        parts.append(line(quiet(f"And {who} not been in touch with yet; see --never.")))
    return tuple(parts)


def _rhythm(network: Network, each: Lapsed) -> str:
    """The rhythm set or shown, as a sentence without reproach."""
    lapse, set_for = each.lapse, network.rhythm(each.person)
    if lapse.is_long:
        return f"It has been long; write, or let it rest: netjournal set {lapse.id} every never"
    if set_for:
        return f"You like to meet every {every(set_for[0].words)}."
    if lapse.rhythm == "own":
        return f"You used to be in touch every {every(say_days(lapse.rhythm_days))} or so."
    return f"Nothing is set for {first_name(each.person)}."


def never_document(network: Network, ids: Sequence[str]) -> Document:
    if not ids:
        return (line("You have been in touch with everyone."),)
    return tuple(line(name(network.name_of(id)), quiet(f"  {id}")) for id in ids)


def due_object(network: Network, people: Sequence[Lapsed], ranking: Ranking, today: datetime.date) -> Object:
    return {
        "today": iso(today),
        "people": [
            {
                "id": each.person.id,
                "name": each.person.name,
                "last": last_object(each.last),
                "rhythm_days": each.lapse.rhythm_days,
                "rhythm": each.lapse.rhythm,
                "due": iso(each.lapse.due),
                "days_late": each.lapse.days_late,
                "reasons": all_objects(each.reasons),
            }
            for each in people
        ],
        "never": len(ranking.never),
    }
