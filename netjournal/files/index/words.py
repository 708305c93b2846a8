"""The words a record is found by: what it answers to, and whom its page names."""

from collections.abc import Iterable, Iterator
from zlib import crc32

from netjournal.files.index.places import BREAK, GROUP
from netjournal.network.entry import LINK
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold, id_key, link_target, longest_word
from netjournal.network.network import Record
from netjournal.network.person import Person
from netjournal.network.query import alike

# What stands before a word tells who is found by it: a person or an organisation by id or name, pages by mention.
PERSON_ID, PERSON_NAME, ORGANISATION_ID, ORGANISATION_NAME, MENTION = "i", "n", "j", "o", "m"


def own_words(record: Record) -> set[str]:
    """The words by which a page's record itself is meant."""
    if isinstance(record, Gathering):
        return set()
    by_id, by_name = (PERSON_ID, PERSON_NAME) if isinstance(record, Person) else (ORGANISATION_ID, ORGANISATION_NAME)
    names = (record.name, *(said.text for said in record.aliases))
    return {by_id + id_key(record.id), *(by_name + fold(name) for name in names)}


def mentions(record: Record) -> set[str]:
    """The words for all whom a page names, as they may be meant."""
    return {MENTION + word for written in set(_named(record)) for word in meanings(written)}


def meanings(written: str) -> set[str]:
    """The words that a written name may be looked up by: as an id, as a name, as the path of a file."""
    target = link_target(written) if "[" in written else written.strip()
    found = {id_key(target), fold(target)}
    if "/" in target or target.endswith(".md"):
        stem = target.rpartition("/")[2].removesuffix(".md")
        found |= meanings(stem) if stem not in ("", target) else set()
    return found


def words_of(record: Record) -> tuple[str, ...]:
    """The words that others' pages may name a person by."""
    names = (record.name, *(said.text for said in record.aliases)) if isinstance(record, Person) else ()
    return tuple(dict.fromkeys((id_key(record.id), *map(fold, names))))


def _named(record: Record) -> Iterator[str]:
    """Every name written on a page that an answer about someone else may need."""
    for promise in record.promises:
        yield promise.by
        yield from LINK.findall(promise.text)
    if isinstance(record, Gathering):
        yield from (said.text for said in (*record.came, *record.invited))
        return
    for entry in record.entries:
        yield from entry.people
        if "[[" in entry.text:
            yield from entry.mentions
    for need in (*record.asks, *record.offers):
        if need.whom:
            yield need.whom
    if isinstance(record, Person):
        yield from (tie.person for tie in record.ties)
        if record.met and record.met.through:
            yield record.met.through


def haystack(person: Person) -> str:
    """One line that holds whatever a text on the command line may name a person by."""
    names = (person.id, person.name, *(said.text for said in person.aliases))
    emails = (said.text.strip().casefold() for said in person.email)
    return _one_line((id_key(person.id), *map(fold, names), *emails))


def facts_of(person: Person) -> str:
    """One line that holds the tags, cities and circle of a person, each in a group of their own."""
    groups = (person.tags, person.city, (person.circle,) if person.circle else ())
    return GROUP.join(_one_line(alike(each.text) for each in group) for group in groups)


def needles(text: str) -> tuple[str, ...]:
    """Texts of which a haystack holds at least one if its person may answer to the text."""
    target = link_target(text)
    found = {_one_line((each,)) for each in (id_key(target), target.casefold(), longest_word(target))}
    return tuple(sorted(found - {""}))


def _one_line(parts: Iterable[str]) -> str:
    return BREAK.join(parts).replace("\n", " ")


FEWER = 128
ORGANISATIONS = (ORGANISATION_ID, ORGANISATION_NAME)


def order(id: str) -> tuple[str, str]:
    """What records of a kind are ordered by."""
    return id_key(id), id


def bucket_of(word: str, buckets: int) -> int:
    """The bucket that tells what a word finds; the few for organisations, of whom many are asked for, come last."""
    number = crc32(word.encode("utf-8", "surrogatepass"))
    return buckets + number % _more(buckets) if word[0] in ORGANISATIONS else number % buckets


def buckets_in_all(buckets: int) -> int:
    return buckets + _more(buckets)


def _more(buckets: int) -> int:
    return buckets // FEWER + 1
