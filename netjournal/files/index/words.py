"""The words a record is found by: what it answers to, and whom its page names."""

from collections.abc import Iterable
from zlib import crc32

from netjournal.files.index.places import BREAK, GROUP
from netjournal.network.names import fold, id_key, link_target, longest_word
from netjournal.network.network import Record
from netjournal.network.person import Person
from netjournal.network.query import alike
from netjournal.network.settings import GATHERING, PERSON
from netjournal.network.skim import Skim

# What stands before a word tells who is found by it: a person or an organisation by id or name, pages by mention.
PERSON_ID, PERSON_NAME, ORGANISATION_ID, ORGANISATION_NAME, MENTION = "i", "n", "j", "o", "m"


def own_words(skim: Skim) -> set[str]:
    """The words by which a page's record itself is meant."""
    if skim.kind == GATHERING:
        return set()
    by_id, by_name = (PERSON_ID, PERSON_NAME) if skim.kind == PERSON else (ORGANISATION_ID, ORGANISATION_NAME)
    return {by_id + id_key(skim.id), *[by_name + fold(name) for name in (skim.name, *skim.aliases)]}


def mentions(named: Iterable[str]) -> set[str]:
    """The words for all who are named, as they may be meant."""
    return {MENTION + word for written in named for word in meanings(written)}


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


def haystack(person: Skim) -> str:
    """One line that holds whatever a text on the command line may name a person by."""
    emails = [email.strip().casefold() for email in person.emails]
    return _one_line((id_key(person.id), *map(fold, (person.id, person.name, *person.aliases)), *emails))


def facts_of(person: Skim) -> str:
    """One line that holds the tags, cities and circle of a person, each in a group of their own."""
    groups = (person.tags, person.cities, (person.circle,) if person.circle else ())
    return GROUP.join([_one_line(map(alike, group)) for group in groups])


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
