"""What becomes of the index when pages change: the values to put in place of others."""

import datetime
import json
import time
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from itertools import count, groupby
from typing import Any

from netjournal.files.folder import Folder, Found, Listing
from netjournal.files.index.codec import plain_of, plain_problem, plain_settings, record_of
from netjournal.files.index.packed import lapses_of, packed_lapses, packed_offers, packed_rows, packed_texts, texts_of
from netjournal.files.index.pages import Pages, bucket_of, buckets_in_all, files_in, named, order
from netjournal.files.index.places import (
    ABOUT,
    BREAK,
    BUCKET,
    CALLED,
    ERRORS,
    FACTS,
    IDS,
    IN_ONE,
    LAPSES,
    LAST,
    LISTING,
    OFFERS,
    PAGE,
    SETTINGS,
    SIGNS,
    SLOTS,
    STAMP,
    TEXT,
    TWINS,
)
from netjournal.files.index.store import Doubt, Overlay, Values
from netjournal.files.index.words import MENTION, PERSON_ID, PERSON_NAME, facts_of, haystack, mentions, own_words
from netjournal.network.dataclass import dataclass, replace
from netjournal.network.entry import Entry, introduction
from netjournal.network.evidence import Problem
from netjournal.network.features import Lapses, contact_days, lapses, last_pages, span
from netjournal.network.gathering import Gathering
from netjournal.network.names import fold, folded_words, id_key
from netjournal.network.network import Directory, Network, Record
from netjournal.network.offers import all_offers
from netjournal.network.organisation import Organisation
from netjournal.network.person import Person
from netjournal.network.settings import Settings

MOST_AT_ONCE = 500  # pages; where more change, what is worked out from all of them is worked out anew
RACY = 2_000_000_000  # nanoseconds; a page that changed so shortly before it was read is read again next time
IN_A_BUCKET = 8  # pages, about


@dataclass(frozen=True, slots=True)
class Read:
    """A page read: its record where it has one, its text, its problems; `sign` is of zeros where it is too fresh."""

    slot: int
    record: Record | None
    text: str
    problems: tuple[Problem, ...]
    sign: tuple[int, ...]

    @property
    def row(self) -> bytes:
        plain = plain_of(self.record) if self.record else None
        return json.dumps([plain, [plain_problem(each) for each in self.problems]], separators=(",", ":")).encode()

    @property
    def sought(self) -> str:
        """What `find` looks through: its words hold no blank, so each of the page's is kept once."""
        if self.record is None:
            return ""
        id, name = self.record.id, self.record.name
        words = " ".join(folded_words(f"{id}\n{name}\n{self.text}"))
        return BREAK.join((fold(f"{id} {name}"), words))

    @property
    def called(self) -> str:
        return haystack(self.record) if isinstance(self.record, Person) else ""

    @property
    def about(self) -> str:
        return facts_of(self.record) if isinstance(self.record, Person) else ""


def read_pages(folder: Folder, wanted: Iterable[tuple[int, Found, Sequence[int]]]) -> Iterator[Read]:
    """The pages as they now stand."""
    for slot, found, sign in wanted:
        started = time.time_ns()
        reading, text = folder.read_with_text(found)
        is_settled = max(sign[0], sign[1]) + RACY < started and sign[3]
        kept = tuple(sign) if is_settled else (0, 0, 0, 0)
        if isinstance(reading, Problem):
            yield Read(slot, None, text, (reading,), kept)
        else:
            yield Read(slot, reading.record, text, reading.problems, kept)


def in_listing_order(listing: Listing) -> list[Found]:
    """The notes, each with an id of its own, in the order of the listing."""
    by_file = {each.file: each for each in listing.found()}
    return [by_file[f"{folder}/{name}"] for _, folder, names in listing.folders for name in names]


def twins(found: Iterable[Found]) -> list[Problem]:
    """Ids that are one on another system, or stand in two folders."""
    stems = sorted((id_key(each.file.rpartition("/")[2].removesuffix(".md")), each.file) for each in found)
    problems = []
    for _, group in groupby(stems, key=lambda pair: pair[0]):
        files = [file for _, file in group]
        for file in files if len(files) > 1 else ():
            others = " and ".join(other for other in files if other != file)
            says = f"has the same id as {others}, and will be one file with it on macOS or Windows"
            problems.append(Problem(file, 1, 1, "twin", "warning", says, "rename one of them"))
    return problems


# A new index


def anew(folder: Folder, listing: Listing, today: datetime.date, stamp: bytes) -> Iterator[tuple[int, bytes]]:
    """The values of an index made from nothing but the files."""
    found, signs = in_listing_order(listing), listing.signs
    buckets = max(1, len(found) // IN_A_BUCKET)
    filled: dict[int, dict[str, list[Any]]] = {number: {} for number in range(buckets_in_all(buckets))}
    records: list[Record] = []
    errors: list[Problem] = []
    kept, sought, called, about, selves = array("q"), Chunks(TEXT), Chunks(CALLED), Chunks(ABOUT), []
    slots: dict[str, int] = {}
    for read in read_pages(folder, ((at, each, signs[4 * at : 4 * at + 4]) for at, each in enumerate(found))):
        kept.extend(read.sign)
        errors += (problem for problem in read.problems if problem.severity == "error")
        yield PAGE + read.slot, read.row
        yield from sought.add(read.sought)
        yield from called.add(read.called)
        yield from about.add(read.about)
        if read.record:
            slots[read.record.file] = read.slot
            records.append(without_words(read.record))
            for word, entry in found_by(read.slot, read.record):
                filled[bucket_of(word, buckets)].setdefault(word, []).append(entry)
            if isinstance(read.record, Person) and read.record.is_self:
                selves.append([read.slot, read.record.id])
    yield from sought.rest()
    yield from called.rest()
    yield from about.rest()
    for number, bucket in filled.items():
        yield BUCKET + number, _json(bucket)
    network = _network(records, folder.settings)
    yield from all_lapses(network, today)
    yield LAST, packed_rows(dict(_placed(last_pages(network, today), slots.__getitem__)))
    yield OFFERS, packed_offers(0, all_offers(network))
    yield from _listed(listing, found, array("q", range(len(found))), kept)
    yield ERRORS, _json(list(map(plain_problem, errors)))
    count = len(found)
    facts = {"pages": count, "top": count, "first": count, "buckets": buckets, "selves": selves}
    yield FACTS, _json({**facts, "offers": 0, "meeting": 0, "telling": 0, "span": span(network, today)})
    yield SETTINGS, plain_settings(folder)
    yield STAMP, stamp


def without_words(record: Record) -> Record:
    """The record with no more on it than the columns are drawn from: everybody's words at once fill the memory."""
    if isinstance(record, Gathering):
        return replace(record, prose="", links=(), promises=())
    entries = tuple([Entry(each.date, "", each.counts, "", each.people, "", each.line) for each in record.entries])
    if isinstance(record, Organisation):
        return Organisation(record.id, record.file, record.name, aliases=record.aliases, entries=entries)
    return Person(
        record.id,
        record.file,
        record.name,
        aliases=record.aliases,
        circle=record.circle,
        every=record.every,
        offers=record.offers,
        is_self=record.is_self,
        died=record.died,
        archived=record.archived,
        entries=entries,
    )


def all_lapses(network: Network, today: datetime.date) -> Iterator[tuple[int, bytes]]:
    """The columns that `due` ranks, for each thing that may count as contact."""
    days = contact_days(network, today)
    for contact, key in LAPSES.items():
        yield key, packed_lapses(lapses(network, today, contact, days))


def _placed(
    pages: Mapping[str, tuple[str, int, int]], slot_in: Callable[[str], int]
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Where each person's last contact is told, by slot instead of file."""
    return ((id, (slot_in(file), day, line)) for id, (file, day, line) in pages.items())


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _listed(
    listing: Listing, found: Sequence[Found], slots: "array[int]", signs: "array[int]"
) -> Iterator[tuple[int, bytes]]:
    """What tells which file is kept where, as of which change."""
    yield LISTING, named(listing)
    yield SIGNS, signs.tobytes()
    yield SLOTS, slots.tobytes()
    yield IDS, packed_texts([each.id for each in found])
    yield TWINS, _json(list(map(plain_problem, twins(found))))


class Chunks:
    """Texts kept many to a value, in the order of their slots."""

    def __init__(self, key: int) -> None:
        self._key, self._at, self._texts = key, 0, list[str]()

    def add(self, text: str) -> Iterator[tuple[int, bytes]]:
        self._texts.append(text)
        if len(self._texts) == IN_ONE[self._key]:
            yield from self.rest()

    def rest(self) -> Iterator[tuple[int, bytes]]:
        if self._texts:
            yield self._key + self._at, joined(self._texts)
            self._at, self._texts = self._at + 1, []


def found_by(slot: int, record: Record) -> Iterator[tuple[str, Any]]:
    """The words a page's record is found by, each with what stands under it."""
    for word in sorted(own_words(record)):
        yield word, [slot, record.id]
    for word in sorted(mentions(record)):
        yield word, slot


def joined(texts: Iterable[str]) -> bytes:
    """Folded texts, which hold no line break, as one value."""
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def split(value: bytes) -> list[str]:
    return value.decode("utf-8", "surrogatepass").split("\n")


def _network(records: Iterable[Record], settings: Settings) -> Network:
    ordered = sorted(records, key=lambda record: order(record.id))
    return Network(
        people=tuple(record for record in ordered if isinstance(record, Person)),
        organisations=tuple(record for record in ordered if isinstance(record, Organisation)),
        gatherings=tuple(record for record in ordered if isinstance(record, Gathering)),
        settings=settings,
    )


# Some pages changed


def changed(folder: Folder, listing: Listing, pages: Pages, today: datetime.date) -> Values:
    """The values to put in place of others for the index to be of the files as listed. Raises Doubt."""
    if pages.store.value(LISTING) == named(listing):
        return _edited(folder, listing, pages, today)
    was, found = Kept(pages), in_listing_order(listing)
    slots, stale = was.compared(found, listing.signs)
    if len(found) > 2 * pages.facts["first"] + 1000:
        raise Doubt("so much has changed that a new index is quicker")
    reads, signs = _read_again(folder, listing, {at: (slots[at], found[at]) for at in stale}, len(was.gone))
    edit = Edit(pages, reads, was.gone)
    edit.values.update(_listed(listing, found, slots, signs))
    return edit.made(today, len(found), {found[at].file for at in stale} | was.gone_files)


def _edited(folder: Folder, listing: Listing, pages: Pages, today: datetime.date) -> Values:
    """The same where the same files are there, which is what most changes leave."""
    old, new = pages.store.value(SIGNS), listing.signs.tobytes()
    if len(old) != len(new) or len(old) != SIGN * len(pages.ids):
        raise Doubt("lists of other lengths")
    at = {place: pages.slots[place] for place in _differing(old, new)}
    files = listing.at(at)
    stale = {place: (slot, replace(files[place], id=pages.ids[place])) for place, slot in at.items()}
    reads, signs = _read_again(folder, listing, stale, 0)
    edit = Edit(pages, reads, ())
    edit.values[SIGNS] = signs.tobytes()
    return edit.made(today, len(pages.ids), {found.file for _, found in stale.values()})


SIGN = 32  # bytes of one file's sign
_STEP = 256 * SIGN


def _differing(old: bytes, new: bytes) -> Iterator[int]:
    """The places at which two rows of signs differ."""
    for start in range(0, len(old), _STEP):
        if old[start : start + _STEP] != new[start : start + _STEP]:
            for at in range(start, min(start + _STEP, len(old)), SIGN):
                if old[at : at + SIGN] != new[at : at + SIGN]:
                    yield at // SIGN


def _read_again(
    folder: Folder, listing: Listing, stale: Mapping[int, tuple[int, Found]], gone: int
) -> tuple[list[Read], "array[int]"]:
    """The pages at these places of a listing, each with its slot, as they stand now, and the signs to keep of all."""
    if len(stale) + gone > max(MOST_AT_ONCE, len(listing.signs) // 16):
        raise Doubt("so much has changed that a new index is quicker")
    signs = array("q", listing.signs)
    wanted = ((slot, found, listing.signs[4 * at : 4 * at + 4]) for at, (slot, found) in stale.items())
    reads = list(read_pages(folder, wanted))
    for at, read in zip(stale, reads, strict=True):
        signs[4 * at : 4 * at + 4] = array("q", read.sign)
    return reads, signs


class Kept:
    """Which files an index knows, and as of which change."""

    def __init__(self, pages: Pages) -> None:
        store = pages.store
        files, ids = files_in(store.value(LISTING)), texts_of(store.value(IDS))
        self._slots, self._signs = array("q"), array("q")
        self._slots.frombytes(store.value(SLOTS))
        self._signs.frombytes(store.value(SIGNS))
        if not len(files) == len(ids) == len(self._slots) == len(self._signs) // 4:
            raise Doubt("lists of other lengths")
        self._known = {file: (id, at) for at, (file, id) in enumerate(zip(files, ids, strict=True))}
        self._files = files
        self.gone: list[int] = []
        self.gone_files: set[str] = set()

    def compared(self, found: Sequence[Found], signs: "array[int]") -> tuple["array[int]", list[int]]:
        """Where each file of a listing is kept from now on, and the places of those to be read again."""
        if len({each.file for each in found}) != len(found):
            raise Doubt("a file stands in two folders")
        here = {each.file for each in found}
        self.gone_files = {file for file in self._files if file not in here}
        self.gone = sorted(self._slots[self._known[file][1]] for file in self.gone_files)
        taken = set(self._slots) - set(self.gone)
        free = (slot for slot in count() if slot not in taken)
        slots, stale = array("q"), []
        old, new = memoryview(self._signs), memoryview(signs)
        for place, each in enumerate(found):
            id, at = self._known.get(each.file, ("", -1))
            slots.append(self._slots[at] if at >= 0 else next(free))
            if at < 0 or id != each.id or old[4 * at : 4 * at + 4] != new[4 * place : 4 * place + 4]:
                stale.append(place)
        again = set(slots)
        self.gone = [slot for slot in self.gone if slot not in again]
        return slots, stale


class Edit:
    """The values that change with some pages read again and some gone."""

    def __init__(self, pages: Pages, reads: Sequence[Read], gone: Iterable[int]) -> None:
        self._pages, self._reads, self._gone = pages, reads, tuple(gone)
        self.values: Values = {}
        self._facts: dict[str, Any] = dict(pages.facts)
        self._before = [(slot, self._old(slot)) for slot in (*(read.slot for read in reads), *self._gone)]

    def _old(self, slot: int) -> Record | None:
        value = self._pages.store.get(PAGE + slot)
        plain = json.loads(value)[0] if value else None
        return record_of(plain) if plain is not None else None

    def made(self, today: datetime.date, count: int, files: set[str]) -> Values:
        self._put_pages(count)
        self._put_buckets()
        self._put_chunks(TEXT, {read.slot: read.sought for read in self._reads})
        self._put_chunks(CALLED, {read.slot: read.called for read in self._reads})
        self._put_chunks(ABOUT, {read.slot: read.about for read in self._reads})
        errors = [problem for problem in self._pages.errors if problem.file not in files]
        errors += [problem for read in self._reads for problem in read.problems if problem.severity == "error"]
        self.values[ERRORS] = _json(list(map(plain_problem, errors)))
        self.values[FACTS] = _json(self._facts)
        self._put_lapses(today)
        self.values[FACTS] = _json(self._facts)
        return self.values

    def _put_pages(self, pages: int) -> None:
        self.values.update((PAGE + slot, None) for slot in self._gone)
        self.values.update((PAGE + read.slot, read.row) for read in self._reads)
        touched = {slot for slot, _ in self._before}
        selves = [each for each in self._facts["selves"] if each[0] not in touched]
        selves += [[r.slot, r.record.id] for r in self._reads if isinstance(r.record, Person) and r.record.is_self]
        top = max(self._facts["top"], *(read.slot + 1 for read in self._reads), 0)
        old = {(slot, offered(record)) for slot, record in self._before}
        new = {(read.slot, offered(read.record)) for read in self._reads}
        gone = {(slot, ()) for slot in self._gone}
        is_other = old != new | gone
        met = {(slot, met_by(record)) for slot, record in self._before}
        meets_otherwise = met != {(read.slot, met_by(read.record)) for read in self._reads} | gone
        self._facts.update(pages=pages, top=top, selves=selves, offers=self._facts["offers"] + is_other)
        self._facts["meeting"] += meets_otherwise
        was = {(slot, told_by(record)) for slot, record in self._before}
        self._facts["telling"] += was != {(read.slot, told_by(read.record)) for read in self._reads} | gone

    def _put_buckets(self) -> None:
        old = {(word, slot): entry for slot, r in self._before if r for word, entry in found_by(slot, r)}
        new = {(word, r.slot): entry for r in self._reads if r.record for word, entry in found_by(r.slot, r.record)}
        buckets: dict[int, dict[str, list[Any]]] = {}
        for word, slot in sorted({key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}):
            number = bucket_of(word, self._facts["buckets"])
            bucket = buckets.get(number)
            if bucket is None:
                bucket = buckets[number] = json.loads(self._pages.store.value(BUCKET + number))
            entries = bucket.get(word, [])
            if (word, slot) in old:
                entries.remove(old[word, slot])
            if (word, slot) in new:
                entries.append(new[word, slot])
            bucket.update({word: entries})
            if not entries:
                del bucket[word]
        self.values.update((BUCKET + number, _json(bucket)) for number, bucket in buckets.items())

    def _put_chunks(self, space: int, texts: Mapping[int, str]) -> None:
        size = IN_ONE[space]
        for slot, text in sorted({**dict.fromkeys(self._gone, ""), **texts}.items()):
            key = space + slot // size
            value = self.values[key] if key in self.values else self._pages.store.get(key)
            chunk = split(value) if value is not None else []
            chunk += [""] * (slot % size + 1 - len(chunk))
            if value is None or chunk[slot % size] != text:
                chunk[slot % size] = text
                self.values[key] = joined(chunk)

    def _put_lapses(self, today: datetime.date) -> None:
        """Put the rows of everyone whose days of contact may be others now in place of the old ones."""
        before, after = self._pages, Pages(Overlay(self._pages.store, self.values), self._pages.settings)
        first, final = self._facts["span"]
        ids = self._whose_days_may_change(after)
        same_owner = {id for _, id in before.facts["selves"]} == {id for _, id in after.facts["selves"]}
        if not same_owner or not first <= today.toordinal() <= final or len(ids) > MOST_AT_ONCE:
            self._put_all_lapses(_network(after.everything()[0], after.settings), after, today)
            return
        old_days = contact_days(before.touching(ids), today)
        new_days = contact_days(after.touching(ids), today)
        old, new = before.only(ids), after.only(ids)
        for contact, key in LAPSES.items():
            columns = lapses_of(self._pages.store.value(key))
            patch(columns, lapses(old, today, contact, old_days), lapses(new, today, contact, new_days))
            self.values[key] = packed_lapses(columns)
        last = {id: tuple(kept) for id, kept in self._pages.last.items() if id not in ids}
        told = last_pages(after.touching(ids), today)
        last.update(_placed({id: told[id] for id in ids & told.keys()}, after.slot_in))
        self.values[LAST] = packed_rows(last)
        changed = _network([read.record for read in self._reads if read.record], self._pages.settings)
        one, other = span(changed, today)
        self._facts["span"] = max(first, one), min(final, other)

    def _put_all_lapses(self, network: Network, after: Pages, today: datetime.date) -> None:
        self.values.update(all_lapses(network, today))
        self.values[LAST] = packed_rows(dict(_placed(last_pages(network, today), after.slot_in)))
        self._facts["span"] = span(network, today)

    def _whose_days_may_change(self, after: Pages) -> frozenset[str]:
        """Whoever a changed page names, and whoever a page names that names somebody who is called otherwise now."""
        old = [(slot, record) for slot, record in self._before if record]
        new = [(read.slot, read.record) for read in self._reads if read.record]
        was = {(word, slot) for slot, record in old for word in own_words(record)}
        now = {(word, slot) for slot, record in new for word in own_words(record)}
        words = {word for word, _ in was ^ now if word[0] in (PERSON_ID, PERSON_NAME)}
        slots = {slot for word in words for slot in after.found_by(MENTION + word[1:])}
        ids = {id for _, record in old for id in _touched(record, self._pages.directory)}
        ids |= {id for _, record in new for id in _touched(record, after.directory)}
        edited = {slot for slot, _ in self._before}
        for slot in slots - edited:
            record = after.record(slot)
            ids |= _touched(record, self._pages.directory) | _touched(record, after.directory)
        return frozenset(ids)


def offered(record: Record | None) -> tuple[object, ...]:
    """All on a page that what people offer is drawn from."""
    if not isinstance(record, Person):
        return ()
    return record.id, record.name, record.aliases, record.is_self, record.is_present, record.offers


def met_by(record: Record | None) -> tuple[object, ...]:
    """All on a page that may bear on who should meet whom, but for the days of contact."""
    if record is None:
        return ()
    if isinstance(record, Gathering):
        return record.id, record.file, record.date, record.counts, record.came, record.line
    shared = (record.id, record.file, record.name, record.aliases, record.asks, record.offers)
    if not isinstance(record, Person):
        return shared
    told = tuple(entry for entry in record.entries if introduction(entry))
    own = (record.is_self, record.is_present, record.ties, record.met, record.roles, record.city, record.tags)
    return *shared, *own, told


def told_by(record: Record | None) -> tuple[object, ...]:
    """All on a page that may bear on who can help, but for what entries say."""
    if record is None or isinstance(record, Gathering):
        return ()
    shared = (record.id, record.file, record.name, record.aliases, record.asks, record.offers)
    if not isinstance(record, Person):
        return shared
    own = (record.is_self, record.is_present, record.ties, record.met, record.roles, record.city, record.tags)
    return *shared, *own, record.why, record.extras, record.ask_at_most is None


def _touched(record: Record, directory: Directory) -> set[str]:
    """The ids of everyone whose days of contact a page may tell of."""
    if isinstance(record, Gathering):
        return {id for said in record.came if (id := directory.meant(said.text))}
    own = {record.id} if isinstance(record, Person) else set()
    return own | {id for entry in record.entries for name in entry.people if (id := directory.meant(name))}


def patch(columns: Lapses, old: Lapses, new: Lapses) -> None:
    """Put the new rows in place of the old ones. Raises Doubt where an old one isn't there."""
    parts, others = _parts(columns), _parts(new)
    for id in old.ids:
        at = bisect_left(columns.ids, order(id), key=order)
        if columns.ids[at : at + 1] != [id]:
            raise Doubt(f"{id} has no row")
        for part in parts:
            del part[at]
    for row, id in enumerate(new.ids):
        at = bisect_left(columns.ids, order(id), key=order)
        for part, other in zip(parts, others, strict=True):
            part.insert(at, other[row])
    gaps = columns.all_gaps
    gaps.subtract(old.all_gaps)
    gaps.update(new.all_gaps)
    for gap in [gap for gap, times in gaps.items() if times <= 0]:
        del gaps[gap]


def _parts(columns: Lapses) -> tuple[MutableSequence[Any], ...]:
    return (
        columns.ids,
        columns.last,
        columns.warmth,
        columns.gaps,
        columns.log_gaps,
        columns.rhythm,
        columns.is_circle,
    )
