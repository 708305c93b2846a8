"""Full text over everything: the pages that hold all the words, with the lines that hold any."""

from collections.abc import Callable, Sequence

from netjournal.network.dataclass import dataclass
from netjournal.network.evidence import Evidence
from netjournal.network.names import fold
from netjournal.network.network import Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person

MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds all the words; `kind` is person, organisation or gathering."""

    id: str
    name: str
    kind: str
    lines: tuple[Evidence, ...]


def sought(words: Sequence[str]) -> tuple[str, ...]:
    """The words as they are looked for, whatever their case and accents."""
    return tuple(folded for word in words for folded in fold(word).split(" ") if folded)


def holding(network: Network, text_of: Callable[[str], str], wanted: Sequence[str]) -> tuple[Record, ...]:
    """Every record whose page holds all the words: names first, then people, organisations, gatherings, each by id.

    `text_of` gives the text of a file of the journal.
    """
    found = (
        record
        for record in network.records
        if wanted and _holds(f"{record.id}\n{record.name}\n{text_of(record.file)}", wanted)
    )
    return tuple(sorted(found, key=lambda record: not _holds(f"{record.id} {record.name}", wanted)))


def hit(record: Record, text: str, wanted: Sequence[str]) -> Hit:
    """A record with the lines of its page that hold the most of the words."""
    is_organisation = isinstance(record, Organisation)
    kind = "person" if isinstance(record, Person) else "organisation" if is_organisation else "gathering"
    return Hit(record.id, record.name, kind, _lines(record.file, text, wanted))


def _holds(text: str, wanted: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def _lines(file: str, text: str, wanted: Sequence[str]) -> tuple[Evidence, ...]:
    """The lines that hold any of the words, those that hold more of them first."""
    counted = []
    for number, line in enumerate(text.split("\n"), 1):
        folded = fold(line)
        held = sum(word in folded for word in wanted)
        if held:
            counted.append((-held, number, line))
    return tuple(Evidence(line.strip(), file, number) for _, number, line in sorted(counted)[:MOST_LINES])
