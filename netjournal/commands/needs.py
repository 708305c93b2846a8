"""Asks and offers with a life: heard on a day, open in a page's list, then met or dropped and told in the log."""

from collections.abc import Sequence
from typing import Annotated

from netjournal.answers.needs import meant
from netjournal.commands.declared import Argument, Option
from netjournal.commands.session import Session
from netjournal.commands.writing import told_openly, writing
from netjournal.errors import NobodyCalled, NoSuchNeed, SeveralCalled, SeveralNeeds, UnreadablePage, WrongUsage
from netjournal.files.log import add_entry, entry_words
from netjournal.files.page import Page
from netjournal.files.splice import add_to_list, remove_from_list
from netjournal.network.dataclass import dataclass
from netjournal.network.day import read_day, say_day
from netjournal.network.entry import NOTE
from netjournal.network.names import Called, answering, fold, similar
from netjournal.network.network import answers_to
from netjournal.network.organisation import Organisation
from netjournal.network.person import Need, Person
from netjournal.views.document import line, name, quiet

Whose = Annotated[str, Argument(metavar="WHO", help="A person, or an organisation with a page.")]
What = Annotated[list[str], Argument(metavar="TEXT...", help="In plain words; a start of them ends an open one.")]
Done = Annotated[bool, Option("--done", help="It was met: off the list, into the log.")]
By = Annotated[str | None, Option("--by", metavar="PERSON", help="By whom it was met.")]
Drop = Annotated[bool, Option("--drop", help="It is not wanted any more: off the list, into the log.")]
On = Annotated[str | None, Option("--on", metavar="DATE", help="The day of it; today if not said.")]
For = Annotated[str | None, Option("--for", metavar="PERSON", help="On whose behalf it was said.")]

Holder = Person | Organisation


@dataclass(frozen=True, slots=True)
class Thing:
    """What is kept in the list: its key, its name, the verb that tells of it, the word for one that came to be."""

    key: str
    called: str
    verb: str
    done: str


ASK = Thing("asks", "ask", "looks for", "met")
OFFER = Thing("offers", "offer", "offers", "taken up")


@dataclass(frozen=True, slots=True)
class Words:
    """What the command line says of one ask or offer."""

    text: str
    done: bool
    by: str | None
    drop: bool
    on: str | None
    whom: str | None


def keep(given: Session, thing: Thing, whose: str, words: Words, dry_run: bool) -> None:
    """Open one more ask or offer, or end an open one."""
    if words.done and words.drop:
        raise WrongUsage(f"an {thing.called} is either --done or dropped")
    if words.by and not words.done:
        raise WrongUsage("--by goes with --done: who met it")
    if not words.text.strip():
        raise WrongUsage(f"say what: netjournal {thing.called} {whose} 'a few words'")
    holder = _holder(given, whose)
    if words.done or words.drop:
        _end(given, thing, holder, words, dry_run)
    else:
        _open(given, thing, holder, words, dry_run)


def _holder(given: Session, text: str) -> Holder:
    """The one person or organisation that a text names; a mere part of a name is not enough."""
    network = given.journal.names
    organisations = [
        Called(each.id, each.name, tuple(said.text for said in each.aliases))
        for each in given.journal.in_turn(Organisation)
    ]
    people = [answers_to(network.by_id[id]) for id in given.journal.answering(text, part=False)]
    found = answering(text, [*people, *organisations], part=False)  # of whichever answers more closely
    if len(found) == 1 and found[0] in network.organisations_by_id:
        return network.organisations_by_id[found[0]]
    if any(id in network.organisations_by_id for id in found):
        raise SeveralCalled(text, [_told_apart(given, id) for id in found])
    try:
        return network.by_id[given.person(text, part=False).id]
    except NobodyCalled:
        names = [person.name for person in given.journal.named.people] + [each.name for each in organisations]
        raise NobodyCalled(text[:80], similar(text[:80], names)) from None


def _told_apart(given: Session, id: str) -> str:
    network = given.journal.names
    person = network.by_id.get(id)
    return given.told_apart(person) if person else f"{id}  {network.organisations_by_id[id].name} (organisation)"


def _needs(holder: Holder, thing: Thing) -> Sequence[Need]:
    return holder.asks if thing is ASK else holder.offers


# Opening


def _open(given: Session, thing: Thing, holder: Holder, words: Words, dry_run: bool) -> None:
    what = " ".join(words.text.split())
    whom = _whom(given, holder, words.whom)
    day = _day(given, words.on)
    same = next((need for need in _needs(holder, thing) if _is_same(given, need, what, whom)), None)
    item = {"what": what, "heard": day, **({"for": whom.id} if whom else {})}
    with writing(given, f"{thing.called}: {told_openly(holder)}", dry_run) as changes:
        if same is None:
            changes.change(holder.file, lambda page: add_to_list(page, thing.key, item))
    if dry_run:
        return
    behalf = f", for {whom.name}" if whom else ""
    place = quiet(f"  {holder.file}")
    if same:
        since = f" since {say_day(same.heard)}" if same.heard else " already"
        given.say((line(name(holder.name), f" {thing.verb}: {same.what}{behalf}; that is on the list{since}.", place),))
        return
    given.say((line(name(holder.name), f" {thing.verb}: {what}{behalf}", place),))
    if thing is ASK:
        given.say((line(quiet(f"Who could help: netjournal who --for {holder.id}")),))


def _whom(given: Session, holder: Holder, text: str | None) -> Person | None:
    """On whose behalf it is said; nobody where it is the page's own person."""
    person = given.person(text, part=False) if text else None
    return None if person is None or person.id == holder.id else person


def _is_same(given: Session, need: Need, what: str, whom: Person | None) -> bool:
    return fold(need.what) == fold(what) and _behalf(given, need) == (whom.id if whom else "")


def _behalf(given: Session, need: Need) -> str:
    return (given.journal.names.directory.meant(need.whom) or need.whom) if need.whom else ""


def _day(given: Session, on: str | None) -> str:
    day = read_day(on, given.today) if on else given.today
    if day > given.today:
        raise WrongUsage(f"{say_day(day)} is still to come; write it down when you have heard it")
    return day.isoformat()


# Ending


def _end(given: Session, thing: Thing, holder: Holder, words: Words, dry_run: bool) -> None:
    need = _meant(given, thing, holder, words)
    by = _holder(given, words.by) if words.by else None
    told = _told(given, thing, need, by, words.drop)
    day = read_day(_day(given, words.on), given.today)
    entry = entry_words(day, NOTE, (), told)
    kinds = given.folder.settings.kinds

    def ended(page: Page) -> Page:
        shorter = remove_from_list(page, thing.key, need.what)
        if shorter == page:
            raise UnreadablePage(f"{holder.file}:{need.line}: this {thing.called} cannot be taken out; do it by hand")
        return add_entry(shorter, entry, holder.file, kinds)

    end = "dropped" if words.drop else thing.done
    with writing(given, f"{thing.called}: {told_openly(holder)}: {end}", dry_run) as changes:
        changes.change(holder.file, ended)
    if not dry_run:
        whom = f" by {by.name}" if by else ""
        given.say((line(name(holder.name), f": {end}{whom}: {need.what}", quiet(f"  {holder.file}")),))
        given.say((line(quiet(f"In the log, as a note and not as contact: {entry}")),))


def _meant(given: Session, thing: Thing, holder: Holder, words: Words) -> Need:
    """The one open need that the words mean. Raises NoSuchNeed, SeveralNeeds."""
    whom = given.person(words.whom, part=False) if words.whom else None
    needs = [need for need in _needs(holder, thing) if whom is None or _behalf(given, need) == whom.id]
    found = meant(words.text, needs)
    if not found:
        raise NoSuchNeed(holder.name, thing.called, words.text[:80], [need.what for need in needs])
    if len(found) > 1:
        raise SeveralNeeds(holder.name, thing.called, words.text[:80], [_listed(given, need) for need in found])
    same = [need for need in _needs(holder, thing) if found[0].what in (need.what, need.whom)]
    if len(same) > 1:
        lines = [f"{holder.file}:{need.line}: {need.what}" for need in same]
        raise SeveralNeeds(holder.name, thing.called, words.text[:80], lines)
    return found[0]


def _listed(given: Session, need: Need) -> str:
    heard = f", heard {need.heard.isoformat()}" if need.heard else ""
    behalf = f", for {given.journal.names.name_of(_behalf(given, need))}" if need.whom else ""
    return f"{need.what}{behalf}{heard}"


def _told(given: Session, thing: Thing, need: Need, by: Holder | None, is_dropped: bool) -> str:
    """What the log says of it: links in it are mentions, so nobody was in touch by it."""
    behalf = _behalf(given, need)
    whose = f" for [[{behalf}]]" if behalf in given.journal.names.by_id else f" for {behalf}" if behalf else ""
    if is_dropped:
        return f"{thing.called}{whose} dropped: {need.what}"
    return f"{thing.called}{whose} {thing.done}{f' by [[{by.id}]]' if by else ''}: {need.what}"
