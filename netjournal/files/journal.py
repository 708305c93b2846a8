"""The whole journal read: every page, what it says, and every doubt."""

import gc
from collections.abc import Iterable, Iterator
from itertools import groupby

from netjournal.files.folder import Folder, Found
from netjournal.files.notation.records import Reading
from netjournal.network.evidence import Problem
from netjournal.network.gathering import Gathering
from netjournal.network.names import id_key
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person


def read_journal(folder: Folder) -> Network:
    """The network a folder tells of; a page that can't be read is a problem and hides no other."""
    found, problems = folder.found()
    problems += folder.setting_problems
    readings = []
    with _NotCollecting():
        for each in found:
            reading = folder.read(each)
            if isinstance(reading, Problem):
                problems.append(reading)
            else:
                readings.append(reading)
                problems += reading.problems
    return network_of(folder, readings, [*problems, *_twins(found)])


def network_of(folder: Folder, readings: Iterable[Reading], problems: Iterable[Problem]) -> Network:
    """The network that readings make, each kind of record ordered by id."""
    records = sorted((reading.record for reading in readings), key=lambda record: (id_key(record.id), record.id))
    return Network(
        people=tuple(record for record in records if isinstance(record, Person)),
        organisations=tuple(record for record in records if isinstance(record, Organisation)),
        gatherings=tuple(record for record in records if isinstance(record, Gathering)),
        settings=folder.settings,
        problems=tuple(sorted(problems)),
    )


def _twins(found: Iterable[Found]) -> Iterator[Problem]:
    """Ids that are one on another system, or stand in two folders."""
    stems = sorted((id_key(each.file.rpartition("/")[2].removesuffix(".md")), each.file) for each in found)
    for _, group in groupby(stems, key=lambda pair: pair[0]):
        files = [file for _, file in group]
        for file in files if len(files) > 1 else ():
            others = " and ".join(other for other in files if other != file)
            says = f"has the same id as {others}, and will be one file with it on macOS or Windows"
            yield Problem(file, 1, 1, "twin", "warning", says, "rename one of them")


class _NotCollecting:
    """Garbage collection off while many records are made: none of them is garbage."""

    def __enter__(self) -> None:
        self.was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self.was_on:
            gc.enable()
