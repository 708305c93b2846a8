"""What was told of a gathering, as edits of pages: people found, nothing guessed, what stands already left alone."""

from collections.abc import Callable, Iterable, Mapping

from netjournal.answers.debriefing import Debriefing
from netjournal.commands.session import Session
from netjournal.commands.tie import KNOWS, written_tie
from netjournal.errors import JournalError, NobodyCalled, WrongUsage
from netjournal.files.page import Page
from netjournal.files.prose import add_prose
from netjournal.files.splice import add_to_list, set_in_map, set_key
from netjournal.network.dataclass import dataclass, field
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold, link_target, similar
from netjournal.network.person import Person
from netjournal.views.telling import listed

Edit = Callable[[Page], Page]


@dataclass(slots=True)
class Told:
    """Edits by file, sentences that say them back, and refusals: with one of these nothing is to be written."""

    edits: dict[str, Edit] = field(default_factory=dict)
    says: list[str] = field(default_factory=list)
    refusals: list[JournalError] = field(default_factory=list)

    def edit(self, file: str, edit: Edit) -> None:
        """One more edit of a page, after those there are."""
        before = self.edits.get(file)
        self.edits[file] = (lambda page: edit(before(page))) if before else edit


def told(given: Session, gathering: Gathering, debriefing: Debriefing) -> Told:
    """What is to be written of a gathering."""
    found = Told()
    there = _came(given, found, gathering, debriefing.came)
    prose = [debriefing.text, *_hit_it_off(given, found, debriefing, there)]
    _heard(given, found, gathering, debriefing)
    owed = [" ".join(text.split()) for text in debriefing.promises]
    found.says += [f"You promised: {text}" for text in owed]
    owed += _thanks(given, found, debriefing, there)
    found.edit(gathering.file, lambda page: _written_below(page, prose, tuple(owed), gathering.file))
    return found


def _written_below(page: Page, prose: Iterable[str], owed: tuple[str, ...], file: str) -> Page:
    for text in prose:
        page = add_prose(page, text, (), file)
    return add_prose(page, "", owed, file)


def _someone(given: Session, found: Told, text: str) -> Person | None:
    """The one person that a text names; where there is none, or more than one, that is a refusal."""
    try:
        return given.person(text, part=False)
    except JournalError as error:
        found.refusals.append(error)
        return None


def _came(given: Session, found: Told, gathering: Gathering, texts: Iterable[str]) -> Mapping[str, str]:
    """Everybody who came, those known before too: by id, guests by their folded name, with what they are called."""
    meant = given.network.directory.meant
    before = {(meant(said.text) or fold(said.text)): said.text for said in gathering.came}
    new: dict[str, str] = {}
    for text in texts:
        try:
            person = given.person(text, part=False)
            new[person.id] = person.id
        except NobodyCalled:
            guest = " ".join(link_target(text).split())
            if not guest:
                found.refusals.append(WrongUsage("a guest needs a name: --came 'a cousin of hers'"))
                continue
            new[fold(guest)] = guest
            _say_guest(given, found, guest)
        except JournalError as error:
            found.refusals.append(error)
    added = tuple(written for key, written in new.items() if key not in before)
    if added:
        found.edit(gathering.file, lambda page: _with_guests(page, added, bool(before)))
    if new:
        found.says.append(f"Came: {listed([given.network.name_of(written) for written in new.values()])}.")
    return {**before, **new}


def _say_guest(given: Session, found: Told, guest: str) -> None:
    names = {person.name: person.id for person in given.network.people}
    near = [f"{name} ({names[name]})" for name in similar(guest[:80], list(names), limit=1)]
    hint = f"; if you mean {near[0]}, change it in `came`" if near else ""
    found.says.append(f"{guest} has no page, and is counted as a guest{hint}.")


def _with_guests(page: Page, guests: tuple[str, ...], goes_on: bool) -> Page:
    if not goes_on:
        return set_key(page, "came", guests)
    for guest in guests:
        page = add_to_list(page, "came", guest)
    return page


def _hit_it_off(given: Session, found: Told, debriefing: Debriefing, there: Mapping[str, str]) -> list[str]:
    """A sentence for the gathering's page for each two; where they aren't tied, a tie on the page of the first."""
    said: list[str] = []
    for one, other in debriefing.hit_it_off:
        a, b = _someone(given, found, one), _someone(given, found, other)
        if a is None or b is None:
            continue
        if a.id == b.id:
            found.refusals.append(WrongUsage(f"{a.name} is one person; name two who hit it off"))
            continue
        said.append(f"[[{a.id}]] and [[{b.id}]] hit it off.")
        _tie(given, found, a, b)
        for absent in (person for person in (a, b) if person.id not in there and not person.is_self):
            found.says.append(f"{absent.name} is not among those who came; add --came {absent.id} if they were there.")
    return said


def _tie(given: Session, found: Told, a: Person, b: Person) -> None:
    if written_tie(given.network, a, b) or written_tie(given.network, b, a):
        found.says.append(f"{a.name} and {b.name} hit it off; their pages say already how they know one another.")
        return
    found.edit(a.file, lambda page: set_in_map(page, "ties", b.id, KNOWS))
    found.says.append(f"{a.name} and {b.name} hit it off, and know one another now.")


def _heard(given: Session, found: Told, gathering: Gathering, debriefing: Debriefing) -> None:
    day = (gathering.date or given.today).isoformat()
    for who, text in debriefing.heard:
        what, person = " ".join(text.split()), _someone(given, found, who)
        if person is None:
            continue
        if fold(what) in {fold(need.what) for need in person.asks}:
            found.says.append(f"{person.name} looks for {what}: that stands on the page already.")
            continue
        found.edit(person.file, _asking(what, day))
        found.says.append(f"{person.name} looks for: {what}")


def _asking(what: str, day: str) -> Edit:
    return lambda page: add_to_list(page, "asks", {"what": what, "heard": day})


def _thanks(given: Session, found: Told, debriefing: Debriefing, there: Mapping[str, str]) -> list[str]:
    """A promise for each to thank; a guest without a page is thanked by the name they came by."""
    owed: list[str] = []
    for who in debriefing.thanks:
        guest = " ".join(link_target(who).split())
        is_guest = fold(guest) in there and fold(guest) not in given.network.by_id
        person = None if is_guest else _someone(given, found, who)
        if person or is_guest:
            owed.append(f"thank [[{person.id}]]" if person else f"thank {guest}")
            found.says.append(f"To thank: {person.name if person else guest}")
    return owed
