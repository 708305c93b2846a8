"""Favours as the log tells them, in three directions: mine, theirs to me, people's to one another; never counted."""

from collections.abc import Iterator
from datetime import date

from netjournal.answers.facts import ASKS, ended
from netjournal.answers.introductions import OUTCOME
from netjournal.network.dataclass import dataclass
from netjournal.network.entry import Entry, introduction
from netjournal.network.evidence import Evidence
from netjournal.network.names import link_target
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

MINE, TO_ME, THEIRS = "mine", "to me", "theirs"
GAVE, GOT, THANKED = "gave", "got", "thanked"
DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Favour:
    """One favour: whose it was, from whom to whom (ids, where they have a page), what was done."""

    direction: str
    giver: str
    taker: str
    what: str
    said: Evidence

    def is_of(self, id: str) -> bool:
        """Whether somebody did it, or it was done to them."""
        return id in (self.giver, self.taker)


def favours(network: Network, today: date) -> tuple[Favour, ...]:
    """Every favour up to today, the latest first."""
    pages: tuple[Person | Organisation, ...] = (*network.people, *network.organisations)
    found = [
        favour
        for page in pages
        for entry in page.entries
        if entry.date <= today
        for favour in _told(network, page, entry)
    ]
    return tuple(sorted(found, key=lambda each: (-_day(each).toordinal(), each.said.file, each.said.line)))


def _day(favour: Favour) -> date:
    return favour.said.date or date.min


def owed(network: Network, today: date) -> tuple[Favour, ...]:
    """Favours done to me by people still here whom no thanks reached since, the oldest first.

    Thanks are said by a `thanked` entry on their page, for whatever they had done by then.
    """
    return tuple(
        favour
        for favour in reversed(favours(network, today))
        if favour.direction == TO_ME
        and favour.giver in network.by_id
        and _waits(network.by_id[favour.giver], favour, today)
    )


def _waits(giver: Person, favour: Favour, today: date) -> bool:
    thanked = (entry.date for entry in giver.entries if entry.kind == THANKED and entry.date <= today)
    return giver.is_present and _day(favour) > max(thanked, default=date.min)


def _told(network: Network, page: Person | Organisation, entry: Entry) -> Iterator[Favour]:
    is_other = isinstance(page, Person) and not page.is_self
    what = ": ".join(part for part in (entry.head, entry.text) if part) or "a favour"
    if entry.kind in (GAVE, GOT) and is_other:
        mine, words = (MINE, f"you for {page.name}") if entry.kind == GAVE else (TO_ME, f"{page.name} for you")
        giver, taker = ("", page.id) if mine == MINE else (page.id, "")
        yield Favour(mine, giver, taker, what, Evidence(f"{words}: {what}", page.file, entry.line, entry.date))
    elif need := ended(entry):
        if need.how != DROPPED and need.by:
            other = need.whom or page.id
            giver, taker = (need.by, other) if need.key == ASKS else (page.id, need.by)
            yield from _between(network, giver, taker, need.what, page.file, entry)
    elif (step := introduction(entry)) and step.state == OUTCOME and is_other and step.text:
        met = network.directory.meant(step.other)
        if met and met not in network.selves:
            says = f"{page.name} and {network.name_of(met)}, whom you introduced: {step.text}"
            yield Favour(THEIRS, page.id, met, step.text, Evidence(says, page.file, entry.line, entry.date))


def _between(network: Network, giver: str, taker: str, what: str, file: str, entry: Entry) -> Iterator[Favour]:
    """A favour of one to the other, either of whom may be the owner, or an organisation."""
    (one, name), (other, others_name) = (_called(network, each) for each in (giver, taker))
    if one == other:
        return
    if one in network.selves:
        direction, says = MINE, f"you for {others_name}: {what}"
    elif other in network.selves:
        direction, says = TO_ME, f"{name} for you: {what}"
    else:
        direction, says = THEIRS, f"{name} for {others_name}: {what}"
    yield Favour(direction, one, other, what, Evidence(says, file, entry.line, entry.date))


def _called(network: Network, written: str) -> tuple[str, str]:
    """The id and the name of someone, or of an organisation; without a page the words themselves."""
    id = network.directory.meant(written)
    if id:
        return id, network.name_of(id)
    organisation = network.organisation_directory.meant(written)
    if organisation:
        return organisation, network.organisations_by_id[organisation].name
    return "", link_target(written)
