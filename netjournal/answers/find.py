"""Full text over everything: the pages that hold all the words, with the lines that hold any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from netjournal.network.evidence import Evidence
from netjournal.network.names import fold
from netjournal.network.network import Network, Record

MOST_LINES = 3

@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds all the words; `kind` is person, organisation or gathering."""

    id: str
    name: str
    kind: str
    lines: tuple[Evidence, ...]


def hits(network: Network, text_of: Callable[[str], str], words: Sequence[str]) -> tuple[Hit, ...]:
    """Every page that holds all the words, whatever their case and accents: names first, then by kind and id.

    `text_of` gives the text of a file of the journal.
    """
    wanted = [folded for word in words for folded in fold(word).split(" ") if folded]
    records: Sequence[tuple[str, Record]] = [
        *(("person", person) for person in network.people),
        *(("organisation", organisation) for organisation in network.organisations),
        *(("gathering", gathering) for gathering in network.gatherings),
    ]
    found = []
    for kind, record in records if wanted else ():
        text = text_of(record.file)
        if _holds(f"{record.id}\n{record.name}\n{text}", wanted):
            found.append(Hit(record.id, record.name, kind, _lines(record.file, text, wanted)))
    return tuple(sorted(found, key=lambda hit: not _holds(f"{hit.id} {hit.name}", wanted)))


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
