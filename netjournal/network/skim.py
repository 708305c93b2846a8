"""What of a page names and contacts rest on: all that is known of every page at once."""

from collections.abc import Iterable, Iterator

from netjournal.network.contacts import CLOSENESS
from netjournal.network.dataclass import dataclass
from netjournal.network.entry import LINK, Entry, Promise
from netjournal.network.gathering import Gathering
from netjournal.network.network import Record
from netjournal.network.offers import Offered
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.rhythm import Rhythm
from netjournal.network.settings import GATHERING, ORGANISATION, PERSON

NO_CONTACT = 3

# One dated line: the day's ordinal, how close the contact was, the line, who else was there as written.
Touch = tuple[int, int, int, tuple[str, ...]]


@dataclass(slots=True)  # nothing changes one once it is made, but there is one for every page
class Skim:
    """A page's own names, whom it names, and its days; texts as written, each list without doubles in its order.

    `every` and `circle` tell the rhythm, `is_present` whether lists may name them; `named` is everybody that answers
    about others may look for here.
    """

    kind: str
    id: str
    file: str
    name: str
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    circle: str = ""
    every: Rhythm | None = None
    is_self: bool = False
    is_present: bool = True
    named: frozenset[str] = frozenset()
    touches: tuple[Touch, ...] = ()
    offers: Offered = ()


def skim_of(record: Record) -> Skim:
    """The skim of a page that was read with care."""
    named = frozenset(_named(record))
    if isinstance(record, Gathering):
        return Skim(GATHERING, record.id, record.file, record.name, named=named, touches=gathered(record))
    aliases = tuple(said.text for said in record.aliases)
    touches = tuple(map(touch, record.entries))
    if isinstance(record, Organisation):
        return Skim(ORGANISATION, record.id, record.file, record.name, aliases, named=named, touches=touches)
    return Skim(
        PERSON,
        record.id,
        record.file,
        record.name,
        aliases,
        tuple(said.text for said in record.email),
        tuple(said.text for said in record.tags),
        tuple(said.text for said in record.city),
        record.circle.text if record.circle else "",
        record.every,
        record.is_self,
        record.is_present,
        named,
        touches,
        tuple([(need.what, need.whom) for need in record.offers]),
    )


def touch(entry: Entry) -> Touch:
    return entry.date.toordinal(), CLOSENESS.get(entry.counts, NO_CONTACT), entry.line, entry.people


def gathered(gathering: Gathering) -> tuple[Touch, ...]:
    """The one touch that a gathering with a date is."""
    if gathering.date is None:
        return ()
    came = tuple(said.text for said in gathering.came)
    return ((gathering.date.toordinal(), CLOSENESS.get(gathering.counts, NO_CONTACT), gathering.line, came),)


def named_in(entries: Iterable[Entry], promises: Iterable[Promise]) -> Iterator[str]:
    """Every name written below the front matter that answers about others may need."""
    for promise in promises:
        if promise.by:
            yield promise.by
        if "[[" in promise.text:
            yield from LINK.findall(promise.text)
    for entry in entries:
        yield from entry.people
        if "[[" in entry.text:
            yield from entry.mentions


def _named(record: Record) -> Iterator[str]:
    """Every name written on a page that an answer about someone else may need."""
    if isinstance(record, Gathering):
        yield from named_in((), record.promises)
        yield from (said.text for said in (*record.came, *record.invited))
        return
    yield from named_in(record.entries, record.promises)
    for need in (*record.asks, *record.offers):
        if need.whom:
            yield need.whom
    if isinstance(record, Person):
        yield from (tie.person for tie in record.ties)
        if record.met and record.met.through:
            yield record.met.through
