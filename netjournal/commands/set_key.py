"""set: one key of a page; what moved is remembered in the log."""

from collections.abc import Callable, Sequence
from typing import Annotated

from netjournal.commands.declared import App, Argument, Context, Option
from netjournal.commands.session import DryRun, Session, session
from netjournal.commands.writing import told_openly, writing
from netjournal.errors import WrongUsage
from netjournal.files.log import add_entry, entry_words
from netjournal.files.notation.schema import PERSON_KEYS
from netjournal.files.page import Page, Value
from netjournal.files.splice import add_to_list, remove_from_list, set_in_map, set_key
from netjournal.network.day import iso_day, read_birthday, read_day
from netjournal.network.names import fold, similar
from netjournal.network.pattern import pattern
from netjournal.network.person import Person
from netjournal.network.rhythm import read_allowance, read_rhythm
from netjournal.views.document import line, name, quiet

LISTS = ("aliases", "email", "phone", "roles", "tags", "offers", "asks", "private")
SINGULAR = {"role": "roles", "tag": "tags", "alias": "aliases", "offer": "offers", "ask": "asks"}
MOVED = ("roles", "city", "name", "partner", "spouse")
READ: dict[str, tuple[Callable[[str], object], str]] = {
    "birthday": (read_birthday, "1815-12-10 or --12-10"),
    "every": (read_rhythm, "6 weeks, or never"),
    "ask_at_most": (read_allowance, "1 per 3 months"),
    "died": (iso_day, "2026-11-02"),
    "archived": (iso_day, "2026-11-02"),
}
USUAL = (*LISTS, "birthday", "circle", "city", "every", "name")
MET_PARTS = ("on", "at", "through")
DAYS = ("birthday", "died", "archived")
YEAR = pattern(r"\b\d{4}\b")
Texts = Annotated[list[str] | None, Argument(metavar="VALUE...", help="Several make a list.")]


def set_(
    context: Context,
    who: Annotated[str, Argument(metavar="PERSON")],
    key: Annotated[str, Argument(metavar="KEY", help="city, tags, roles, every, or a key of your own.")],
    values: Texts = None,
    add: Annotated[list[str] | None, Option("--add", help="Add to a list.")] = None,
    remove: Annotated[list[str] | None, Option("--remove", help="Take from a list.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Set one key of a page, or add to a list and take from it; nothing else changes."""
    given = session(context)
    key = SINGULAR.get(key, key)
    if values and (add or remove):
        raise WrongUsage("give either a value, or --add and --remove")
    if not values and not add and not remove:
        raise WrongUsage(f"give {key} a value, or --add or --remove one")
    if add and key not in LISTS and SINGULAR.get(add[0], add[0]) in LISTS:
        raise WrongUsage(f"the key comes before --add: netjournal set {who} {add[0]} --add {key}")
    values = [_as_day(given, key, value) for value in values or ()]
    _refuse_unreadable(given, key, [*values, *(add or ())])
    person = given.written_on(who)
    moved = _moved(given, person, key, values, remove or ())
    with writing(given, f"set: {key} of {told_openly(person)}", dry_run) as changes:
        changes.change(
            person.file, lambda page: _edited(given, page, person, key, values, add or (), remove or (), moved)
        )
        is_changed = any(each.before != each.after for each in changes.written)
    if dry_run:
        return
    gone = _replaced(person, key, values)
    said = f": {key} set{gone}." if is_changed else f": {key} was so already."
    given.say((line(name(person.name), said, quiet(f"  {person.file}")),))
    if moved:
        given.say((line(quiet(f"In the log: {moved.strip()}")),))
    if is_changed and not (remove or _is_known(person, key)):
        _remark_near(given, key)


def _is_known(person: Person, key: str) -> bool:
    """Whether a key means something, or stood on the page before."""
    return key.casefold() in PERSON_KEYS or key.casefold() in (extra.key.casefold() for extra in person.extras)


def _remark_near(given: Session, key: str) -> None:
    """Say which key may be meant, where one of the person's own is spelt nearly so."""
    near = similar(key, USUAL)[:1]
    if near:
        given.remark(f"{key} is a key of your own now; did you mean {near[0]}?")


def _as_day(given: Session, key: str, value: str) -> str:
    """A day of a year told in words, as the key's files write it; any other value as it is."""
    read, _ = READ.get(key, (None, ""))
    if key not in DAYS or not read or read(value) is not None or not YEAR.search(value):
        return value
    return read_day(value, given.today).isoformat()


def _replaced(person: Person, key: str, values: Sequence[str]) -> str:
    """What a list no longer holds, and how it would have stayed."""
    held = {"tags": person.tags, "email": person.email, "phone": person.phone, "aliases": person.aliases}.get(key, ())
    gone = [said.text for said in held if said.text not in values]
    return f", in place of {', '.join(gone)}; --add keeps what is there" if values and gone else ""


def _edited(
    given: Session,
    page: Page,
    person: Person,
    key: str,
    values: Sequence[str],
    add: Sequence[str],
    remove: Sequence[str],
    moved: str,
) -> Page:
    edited = _set(page, key, values) if values else page
    for value in add:
        edited = add_to_list(edited, key, value)
    for value in remove:
        edited = remove_from_list(edited, key, value)
    if edited == page or not moved:
        return edited
    if key == "name" and fold(person.name) not in {fold(said.text) for said in person.aliases}:
        edited = add_to_list(edited, "aliases", person.name)
    return add_entry(edited, moved, person.file, given.folder.settings.kinds)


def _set(page: Page, key: str, values: Sequence[str]) -> Page:
    outer, dot, part = key.partition(".")
    if dot and outer == "met" and part in MET_PARTS:
        return set_in_map(page, outer, part, values[0])
    value: Value = tuple(values) if len(values) > 1 or key in LISTS else values[0]
    return set_key(page, key, value)


def _refuse_unreadable(given: Session, key: str, values: Sequence[str]) -> None:
    """Refuse a value that the key could not be read with, before anything is written."""
    read, example = READ.get(key, (None, ""))
    for value in values:
        if read and read(value) is None:
            raise WrongUsage(f"{key} cannot be {value[:60]!r}; write it as {example}")
    if key == "circle" and values and values[0].casefold() not in given.folder.settings.circles:
        raise WrongUsage(f"no circle is called {values[0][:60]}: use {', '.join(given.folder.settings.circles)}")
    if key == "self" and values and values[0] not in ("true", "false"):
        raise WrongUsage("self takes true or false")
    if key == "ties":
        raise WrongUsage("ties are made with `netjournal tie A B --as WORD`")


def _moved(given: Session, person: Person, key: str, values: Sequence[str], removed: Sequence[str]) -> str:
    """The change entry for what moved: old → new, or what is no more."""
    before = _old(person, key)
    if key not in MOVED or not before:
        return ""
    old, new = "; ".join(before), "; ".join(values)
    gone = [each for each in before if each in removed]
    if values and old != new:
        return entry_words(given.today, f"change {key}", (), f"{old} → {new}")
    return entry_words(given.today, f"change {key}", (), f"no longer {'; '.join(gone)}") if gone else ""


def _old(person: Person, key: str) -> list[str]:
    if key == "roles":
        return [role.written or str(role) for role in person.roles]
    if key == "city":
        return [said.text for said in person.city]
    if key == "name":
        return [person.name]
    return [extra.text for extra in person.extras if extra.key == key and extra.text]


def register(app: App, verb: str) -> None:
    app.command(verb, example="netjournal set ana city Lisbon")(set_)
