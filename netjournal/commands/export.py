"""export: people for other programs, as cards, a table, JSON or a calendar; nothing private leaves."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated, TypeVar

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import Session, Words, session
from netjournal.errors import WrongUsage
from netjournal.files.outlet import deliver, whole
from netjournal.network.contacts import guests
from netjournal.network.dataclass import dataclass, field
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.privacy import private_keys, shared
from netjournal.views.document import line, quiet
from netjournal.views.machine import Object
from netjournal.views.progress import progress

SUFFIXES = {"vcard": (".vcf", ".vcard"), "csv": (".csv",), "json": (".json",), "ics": (".ics",)}
FORMATS = tuple(SUFFIXES)
STDOUT = "-"
R = TypeVar("R", Person, Organisation, Gathering)


@dataclass
class Chosen:
    """Whom an export is of: `among` are the ids that the filters leave, None where there is no filter."""

    given: Session
    among: frozenset[str] | None
    archived: bool
    is_shown: bool
    count: int = 0
    unnamed: list[str] = field(default_factory=list)

    @property
    def network(self) -> Network:
        """A network to look up whom pages name: page by page for a few, by all names for everybody."""
        return self.given.journal.named if self.among is None else self.given.journal.names

    def people(self, prose: bool = False) -> Iterator[Person]:
        """Everyone chosen, by id; they are counted, and so are those whose name is private."""
        for person in progress(self.given.journal.in_turn(Person, prose), "people", self.is_shown):
            if self.wants(person):
                if "name" in private_keys(person):
                    self.unnamed.append(person.id)
                self.count += 1
                yield person

    def wants(self, person: Person) -> bool:
        is_present = self.archived or not (person.archived or person.died)
        return is_present and (self.among is None or person.id in self.among)


def export(
    context: Context,
    kind: Annotated[str, Argument(metavar="|".join(FORMATS))],
    words: Words = None,
    output: Annotated[str | None, Option("--output", "-o", metavar="FILE", help="Write a file, whole or not.")] = None,
    version: Annotated[str | None, Option("--version", metavar="4.0|3.0", help="Of vCard; else 4.0.")] = None,
    archived: Annotated[bool, Option("--archived", help="Also those who are archived or died.")] = False,
    everything: Annotated[bool, Option("--all", help="For yourself: JSON with private keys and texts.")] = False,
) -> None:
    """Give people to other programs: cards, a table, JSON, a calendar; what is private stays."""
    given = session(context)
    _check(kind, version, everything)
    among = given.matching(words) if words else None
    is_file = output not in (None, STDOUT)
    chosen = Chosen(given, among, archived or everything, is_file and given.screen.is_terminal)
    text = _text(chosen, kind, version or "4.0", everything)
    if output and is_file:
        deliver(given.start / Path(output).expanduser(), (part.encode() for part in text), SUFFIXES[kind])
        given.say((line(_people(chosen.count), quiet(f"  {output}")),))
    else:
        for part in whole(text):
            sys.stdout.write(part)
    _remark(chosen, kind, everything)


def _check(kind: str, version: str | None, everything: bool) -> None:
    from netjournal.exchange.vcard_out import VERSIONS

    if kind not in FORMATS:
        raise WrongUsage(f"there is no export of {kind[:40]!r}: use one of {', '.join(FORMATS)}")
    if version and (kind != "vcard" or version not in VERSIONS):
        raise WrongUsage(f"--version is for vcard, and one of {', '.join(VERSIONS)}")
    if everything and kind != "json":
        raise WrongUsage("--all is for json, and for yourself: what is private leaves in nothing else")


def _text(chosen: Chosen, kind: str, version: str, everything: bool) -> Iterable[str]:
    if kind == "json":
        return _json(chosen, everything)
    if kind == "ics":
        from netjournal.exchange.calendar import calendar, days

        return calendar(days(chosen.network, chosen.people(), _due(chosen), _others(chosen)))
    from netjournal.exchange.outgoing import by_name, cards

    told = cards(chosen.network, chosen.people(), chosen.given.today)
    if kind == "csv":
        from netjournal.exchange.table_out import header, row

        return chain((header(),), by_name(told, row))
    from netjournal.exchange.vcard_out import vcard

    return by_name(told, lambda card: vcard(card, version))


# JSON


def _json(chosen: Chosen, everything: bool) -> Iterator[str]:
    from netjournal.views.exported import gathering_record, organisation_record, person_record
    from netjournal.views.machine import machine_in_turn

    network = chosen.network
    people = (person_record(network, told, everything) for told in _told(chosen.people(everything), everything))
    organisations = (
        organisation_record(network, told, everything) for told in _told(_organisations(chosen, everything), everything)
    )
    gatherings = (
        gathering_record(network, told, everything) for told in _told(_gatherings(chosen, everything), everything)
    )
    head: Object = {"today": chosen.given.today.isoformat()}
    return machine_in_turn(head, (("people", people), ("organisations", organisations), ("gatherings", gatherings)))


def _told(records: Iterable[R], everything: bool) -> Iterator[R]:
    """The records as they may be told of: whole where everything is asked for."""
    for record in records:
        if told := record if everything else shared(record):
            yield told


def _others(chosen: Chosen) -> Iterator[Organisation | Gathering]:
    yield from _organisations(chosen)
    yield from _gatherings(chosen)


def _gatherings(chosen: Chosen, prose: bool = False) -> Iterator[Gathering]:
    """All of them; with a filter, those to which somebody chosen came or is invited."""
    network = chosen.network
    for gathering in chosen.given.journal.in_turn(Gathering, prose):
        invited = (network.directory.meant(said.text) for said in gathering.invited)
        if chosen.among is None or not chosen.among.isdisjoint((*guests(network, gathering), *filter(None, invited))):
            yield gathering


def _organisations(chosen: Chosen, prose: bool = False) -> Iterator[Organisation]:
    """All of them; with a filter, those at which somebody chosen has a role."""
    names: set[str] = set()
    if chosen.among is not None:
        people = (chosen.network.by_id[id] for id in chosen.among)
        names = {role.org for person in people for role in chosen.network.roles(person)}
    for organisation in chosen.given.journal.in_turn(Organisation, prose):
        if chosen.among is None or organisation.name in names:
            yield organisation


def _due(chosen: Chosen) -> dict[str, tuple[date, date]]:
    """For everyone once in touch, the day from which they are due, and the last contact."""
    from netjournal.answers.due import lapses

    ranking = lapses(chosen.given.journal.lapses("any"), chosen.given.today, among=chosen.among)
    return {lapse.id: (lapse.due, date.fromordinal(lapse.last)) for lapse in ranking.people}


# What is said of it


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'}"


def _remark(chosen: Chosen, kind: str, everything: bool) -> None:
    """What an answer in another program's format can't say itself."""
    if not chosen.count:
        chosen.given.remark("Nobody matches.")
    if chosen.unnamed and not everything:
        chosen.given.remark(f"{_people(len(chosen.unnamed))} left out, for the name is private")
    chosen.given.remark_problems()


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal export vcard tag:choir --output choir.vcf")(export)
