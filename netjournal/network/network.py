"""The network: everyone and everything the journal tells of, and who is meant by a name."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from netjournal.network.dataclass import dataclass, field
from netjournal.network.evidence import Problem
from netjournal.network.gathering import Gathering
from netjournal.network.names import Called, fold, id_key, link_target
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person, Role
from netjournal.network.rhythm import Rhythm
from netjournal.network.settings import Settings


class Directory:
    """Who is meant by a name that stands on a page: an id, a name or an alias."""

    def __init__(self, called: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
        self._ids: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for id, name, aliases in called:
            self._ids.setdefault(id_key(id), []).append(id)
            for each in dict.fromkeys(map(fold, (name, *aliases))):
                self._names.setdefault(each, []).append(id)

    def all_meant(self, written: str) -> tuple[str, ...]:
        """The ids of everyone who may be meant; one id where it is clear, none where nobody is."""
        found = self._known.get(written)
        if found is None:
            found = self._known[written] = self._looked_up(written)
        return found

    def _looked_up(self, written: str) -> tuple[str, ...]:
        target = link_target(written)
        same = self._with_id(id_key(target))
        if same:
            return (target,) if target in same else tuple(same)
        found = tuple(self._with_name(fold(target)))
        stem = "" if found else target.rpartition("/")[2].removesuffix(".md")
        return self.all_meant(stem) if stem and stem != target else found  # Obsidian may write the path

    def _with_id(self, key: str) -> Sequence[str]:
        return self._ids.get(key, ())

    def _with_name(self, folded: str) -> Sequence[str]:
        return self._names.get(folded, ())

    def meant(self, written: str) -> str | None:
        """The id of the one who is meant, None where nobody or more than one may be."""
        found = self.all_meant(written)
        return found[0] if len(found) == 1 else None


Record = Person | Organisation | Gathering


def by_kind(
    records: Iterable[Record],
) -> tuple[tuple[Person, ...], tuple[Organisation, ...], tuple[Gathering, ...]]:
    """The people, organisations and gatherings among records, each kind ordered by id."""
    ordered = sorted(records, key=lambda record: (id_key(record.id), record.id))
    return (
        tuple(record for record in ordered if isinstance(record, Person)),
        tuple(record for record in ordered if isinstance(record, Organisation)),
        tuple(record for record in ordered if isinstance(record, Gathering)),
    )


def answers_to(person: Person) -> Called:
    """What a person answers to on the command line."""
    emails = tuple(said.text for said in person.email)
    return Called(person.id, person.name, tuple(said.text for said in person.aliases), emails)


@dataclass(frozen=True)
class Network:
    """All records of a journal, each kind ordered by id, with what could not be read.

    `notes` are the stems of the folder's other Markdown notes, which links may name too.
    """

    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    notes: frozenset[str] = frozenset()

    @property
    def records(self) -> Iterator[Record]:
        """Everything with a page: people, organisations, gatherings."""
        yield from self.people
        yield from self.organisations
        yield from self.gatherings

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def directory(self) -> Directory:
        """Who is meant by a person's name."""
        return Directory((p.id, p.name, tuple(said.text for said in p.aliases)) for p in self.people)

    @cached_property
    def organisation_directory(self) -> Directory:
        """Which organisation with a page is meant by a name."""
        return Directory((o.id, o.name, tuple(said.text for said in o.aliases)) for o in self.organisations)

    @cached_property
    def organisations_by_id(self) -> Mapping[str, Organisation]:
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def owner(self) -> Person | None:
        """The journal's owner, where a page says so."""
        return next((person for person in self.people if person.is_self), None)

    @cached_property
    def called(self) -> tuple[Called, ...]:
        """What each person answers to on the command line."""
        return tuple(map(answers_to, self.people))

    @cached_property
    def selves(self) -> frozenset[str]:
        """The ids of the pages that say they are the owner's."""
        return frozenset(person.id for person in self.people if person.is_self)

    def person(self, written: str) -> Person | None:
        """The one person meant by a name on a page."""
        id = self.directory.meant(written)
        return self.by_id[id] if id else None

    @cached_property
    def _by_file(self) -> Mapping[str, Gathering]:
        return {gathering.file: gathering for gathering in self.gatherings}

    def gathering_in(self, file: str) -> Gathering:
        """The gathering whose page that file is."""
        return self._by_file[file]

    def name_of(self, id: str) -> str:
        return self.by_id[id].name if id in self.by_id else id

    def role(self, role: Role) -> Role:
        """A role with its organisation settled: a whole text that names a known organisation is that organisation."""
        whole = self.organisation_directory.meant(role.written) if role.written else None
        if whole:
            return Role("", self.organisations_by_id[whole].name, role.since, role.until, role.line, role.written)
        known = self.organisation_directory.meant(role.org) if role.org else None
        if known:
            return Role(
                role.role, self.organisations_by_id[known].name, role.since, role.until, role.line, role.written
            )
        return role

    def roles(self, person: Person) -> tuple[Role, ...]:
        return tuple(self.role(role) for role in person.roles)

    def current_roles(self, person: Person, today: datetime.date) -> tuple[Role, ...]:
        """The roles that aren't over."""
        return tuple(role for role in self.roles(person) if not role.is_past(today))

    def rhythm(self, person: Person) -> tuple[Rhythm, str] | None:
        """The rhythm set for a person and whether it is their own ("set") or their circle's ("circle")."""
        return self.settings.rhythm(person.every, person.circle.text if person.circle else "")
