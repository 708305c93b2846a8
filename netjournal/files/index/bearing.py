"""What on a page bears on which answer: where it stays the same, so does what was worked out from it."""

from netjournal.network.entry import introduction
from netjournal.network.gathering import Gathering
from netjournal.network.network import Directory, Record
from netjournal.network.person import Person


def offered(record: Record | None) -> tuple[object, ...]:
    """All on a page that what people offer is drawn from."""
    if not isinstance(record, Person):
        return ()
    return record.id, record.name, record.aliases, record.is_self, record.is_present, record.offers


def met_by(record: Record | None) -> tuple[object, ...]:
    """All on a page that may bear on who should meet whom, but for the days of contact."""
    if record is None:
        return ()
    if isinstance(record, Gathering):
        return record.id, record.file, record.date, record.counts, record.came, record.line
    shared = (record.id, record.file, record.name, record.aliases, record.asks, record.offers)
    if not isinstance(record, Person):
        return shared
    told = tuple(entry for entry in record.entries if introduction(entry))
    own = (record.is_self, record.is_present, record.ties, record.met, record.roles, record.city, record.tags)
    return *shared, *own, told


def told_by(record: Record | None) -> tuple[object, ...]:
    """All on a page that may bear on who can help, but for what entries say."""
    if record is None or isinstance(record, Gathering):
        return ()
    shared = (record.id, record.file, record.name, record.aliases, record.asks, record.offers)
    if not isinstance(record, Person):
        return shared
    own = (record.is_self, record.is_present, record.ties, record.met, record.roles, record.city, record.tags)
    return *shared, *own, record.why, record.extras, record.ask_at_most is None


def touched(record: Record, directory: Directory) -> set[str]:
    """The ids of everyone whose days of contact a page may tell of."""
    if isinstance(record, Gathering):
        return {id for said in record.came if (id := directory.meant(said.text))}
    own = {record.id} if isinstance(record, Person) else set()
    return own | {id for entry in record.entries for name in entry.people if (id := directory.meant(name))}
