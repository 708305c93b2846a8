"""What in the whole journal cannot be meant: names nobody answers to, days to come, likely doubles."""

import datetime
from collections.abc import Iterator

from netjournal.answers.doubles import doubles
from netjournal.network.entry import INTRO, introduction
from netjournal.network.evidence import Problem
from netjournal.network.gathering import Gathering
from netjournal.network.names import id_key, link_target
from netjournal.network.network import Directory, Network, Record
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person


def findings(network: Network, today: datetime.date) -> tuple[Problem, ...]:
    """Every finding, those of single pages included, ordered by file and place."""
    known = _Known(network)
    found = [*network.problems, *_doubles(network)]
    for record in network.records:
        found += _links(record, known)
        found += _guests(record, known) if isinstance(record, Gathering) else _future(record, today)
    for person in network.people:
        found += _named(person, known)
        found += _introductions(person)
    return tuple(sorted(set(found)))


class _Known:
    """Whom and what a link may name."""

    def __init__(self, network: Network) -> None:
        self.people = network.directory
        organisations = [(o.id, o.name, tuple(said.text for said in o.aliases)) for o in network.organisations]
        gatherings: list[tuple[str, str, tuple[str, ...]]] = [(each.id, each.name, ()) for each in network.gatherings]
        self.others = Directory([*organisations, *gatherings])
        unread = (problem.file.rpartition("/")[2].removesuffix(".md") for problem in network.problems)
        self.notes = frozenset(map(id_key, (*network.notes, *unread)))

    def any(self, written: str) -> bool:
        key = id_key(link_target(written).rpartition("/")[2].removesuffix(".md"))
        return bool(self.people.all_meant(written) or self.others.all_meant(written)) or key in self.notes

    def several(self, written: str) -> tuple[str, ...]:
        meant = self.people.all_meant(written)
        return meant if len(meant) > 1 else ()


def _problem(file: str, line: int, column: int, code: str, says: str, do: str) -> Problem:
    return Problem(file, line, column, code, "warning", says, do)


def _links(record: Record, known: _Known) -> Iterator[Problem]:
    for link in record.links:
        if not known.any(link.name):
            says, do = f"no page is called {link.name}", "add the person, or mend the link"
            yield _problem(record.file, link.line, link.column, "unknown", says, do)
        elif several := known.several(link.name):
            says, do = f"{link.name} may be {' or '.join(several)}", "write the id"
            yield _problem(record.file, link.line, link.column, "unclear", says, do)


def _named(person: Person, known: _Known) -> Iterator[Problem]:
    """People named in front matter whom nobody answers to."""
    named = [(tie.person, tie.line, "ties") for tie in person.ties]
    named += [(person.met.through, person.met.line, "met.through")] if person.met and person.met.through else []
    named += [(need.whom, need.line, "for") for need in (*person.asks, *person.offers) if need.whom]
    for written, line, key in named:
        if not known.any(written):
            says, do = f"{key}: nobody is called {written}", "add the person, or mend the name"
            yield _problem(person.file, line, 1, "unknown", says, do)
        elif several := known.several(written):
            says, do = f"{key}: {written} may be {' or '.join(several)}", "write the id"
            yield _problem(person.file, line, 1, "unclear", says, do)


def _guests(gathering: Gathering, known: _Known) -> Iterator[Problem]:
    """Guests whose name several people have; one whom nobody is called is a guest without a page."""
    for said in dict.fromkeys((*gathering.invited, *gathering.came)):
        if several := known.several(said.text):
            says, do = f"{said.text} may be {' or '.join(several)}", "write the id"
            yield _problem(gathering.file, said.line, 1, "unclear", says, do)


def _future(record: Person | Organisation, today: datetime.date) -> Iterator[Problem]:
    for entry in record.entries:
        if entry.date > today:
            says = f"{entry.date.isoformat()} is still to come, so this counts for nothing yet"
            yield _problem(
                record.file, entry.line, 1, "future", says, "mend the date, or make it a promise or a gathering"
            )


def _introductions(person: Person) -> Iterator[Problem]:
    for entry in person.entries:
        if entry.counts == INTRO and introduction(entry) is None:
            says, do = "this introduction names no state and person", "write `intro: made [[id]] text`"
            yield _problem(person.file, entry.line, 1, "intro", says, do)


def _doubles(network: Network) -> Iterator[Problem]:
    for double in doubles(network):
        one, other = double.one, double.other
        says = f"has {double.shares} as {one.file}"
        merge = f"netjournal merge {one.id} {other.id}"
        yield _problem(other.file, 1, 1, "double", says, f"if they are one person: {merge}; if two: {merge} --apart")
