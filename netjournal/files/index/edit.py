"""Values of the index put in place of others where some pages were read again."""

import datetime
import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, MutableSequence, Sequence
from typing import Any

from netjournal.files.index.bearing import met_by, offered, told_by, touched
from netjournal.files.index.codec import plain_problem
from netjournal.files.index.everybody import as_json, everybody, found_by, placed
from netjournal.files.index.making import joined, split
from netjournal.files.index.packed import lapses_of, packed_lapses, with_rows
from netjournal.files.index.pages import Pages
from netjournal.files.index.places import (
    ABOUT,
    BUCKET,
    CALLED,
    ERRORS,
    FACTS,
    HAS_ROLL,
    IN_ONE,
    LAPSES,
    LAST,
    PAGE,
    TEXT,
)
from netjournal.files.index.reading import Read
from netjournal.files.index.roll import again
from netjournal.files.index.rows import row_of, sought
from netjournal.files.index.store import Doubt, Overlay, Values
from netjournal.files.index.words import (
    MENTION,
    PERSON_ID,
    PERSON_NAME,
    bucket_of,
    order,
    own_words,
)
from netjournal.network.features import Lapses, contact_days, lapses, tally
from netjournal.network.network import Network, Record, by_kind
from netjournal.network.person import Person
from netjournal.network.skim import skim_of

MOST_AT_ONCE = 500  # pages; where more change, what is worked out from all of them is worked out anew


def is_other(pages: Pages, read: Read) -> bool:
    """Whether a page says other than what is kept of it; one read again because it was fresh mostly doesn't."""
    is_whole = pages.facts["whole"]
    if pages.store.get(PAGE + read.slot) != read.row(with_text=not is_whole):
        return True
    number, at = divmod(read.slot, IN_ONE[TEXT])
    return is_whole and split(pages.store.value(TEXT + number))[at : at + 1] != [sought(read.record, read.text)]


class Edit:
    """The values that change with some pages read again and some gone."""

    def __init__(self, pages: Pages, reads: Sequence[Read], gone: Iterable[int]) -> None:
        self._pages, self._reads, self._gone = pages, reads, tuple(gone)
        self.values: Values = {}
        self._facts: dict[str, Any] = dict(pages.facts)
        self._before = [(slot, self._old(slot)) for slot in (*(read.slot for read in reads), *self._gone)]

    def _old(self, slot: int) -> Record | None:
        value = self._pages.store.get(PAGE + slot)
        return row_of(value, self._pages.settings).record if value else None

    def made(self, today: datetime.date, count: int, files: set[str]) -> Values:
        self._put_pages(count)
        self._put_buckets()
        if self._facts["whole"]:
            self._put_chunks(TEXT, {read.slot: sought(read.record, read.text) for read in self._reads})
        self._put_chunks(CALLED, {read.slot: read.called for read in self._reads})
        self._put_chunks(ABOUT, {read.slot: read.about for read in self._reads})
        errors = [problem for problem in self._pages.errors if problem.file not in files]
        errors += [problem for read in self._reads for problem in read.problems if problem.severity == "error"]
        self.values[ERRORS] = as_json(list(map(plain_problem, errors)))
        self.values[FACTS] = as_json(self._facts)
        self._put_days(today)
        self.values[FACTS] = as_json(self._facts)
        return self.values

    def _put_pages(self, pages: int) -> None:
        self.values.update((PAGE + slot, None) for slot in self._gone)
        self.values.update((PAGE + read.slot, read.row(with_text=not self._facts["whole"])) for read in self._reads)
        touched = {slot for slot, _ in self._before}
        selves = [each for each in self._facts["selves"] if each[0] not in touched]
        selves += [[r.slot, r.record.id] for r in self._reads if isinstance(r.record, Person) and r.record.is_self]
        top = max(self._facts["top"], *(read.slot + 1 for read in self._reads), 0)
        self._facts.update(pages=pages, top=top, selves=selves)
        for fact, bearing in (("offers", offered), ("meeting", met_by), ("telling", told_by)):
            self._facts[fact] += self._bears_otherwise(bearing)

    def _bears_otherwise(self, bearing: Callable[[Record | None], tuple[object, ...]]) -> bool:
        """Whether anything on these pages that bears on an answer is other than it was."""
        old = {(slot, bearing(record)) for slot, record in self._before}
        new = {(read.slot, bearing(read.record)) for read in self._reads}
        return old != new | {(slot, bearing(None)) for slot in self._gone}

    def _put_buckets(self) -> None:
        old = {(word, slot): entry for slot, r in self._before if r for word, entry in found_by(slot, skim_of(r))}
        new = {(word, r.slot): entry for r in self._reads if r.skim for word, entry in found_by(r.slot, r.skim)}
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
        self.values.update((BUCKET + number, as_json(bucket)) for number, bucket in buckets.items())

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

    def _put_days(self, today: datetime.date) -> None:
        """Put what rests on days of contact in place of the old."""
        before, after = self._pages, self._changed_pages()
        first, final = self._facts["span"]
        ids = self._whose_days_may_change(after)
        same_owner = {id for _, id in before.facts["selves"]} == {id for _, id in after.facts["selves"]}
        if not same_owner or not first <= today.toordinal() <= final or len(ids) > MOST_AT_ONCE:
            self._put_all_lapses(after, today)
            self.values[HAS_ROLL] = None
            return
        self._put_lapses(ids, after, today)
        if before.store.get(HAS_ROLL):
            slots = {slot for id in ids if (slot := after.slot_of(id)) is not None}
            slots |= {read.slot for read in self._reads if read.record}
            unread = [read.slot for read in self._reads if read.record is None]
            self.values.update(again(after, slots, (*self._gone, *unread)))

    def _changed_pages(self) -> Pages:
        """The pages as they are with the values put so far."""
        return Pages(Overlay(self._pages.store, self.values), self._pages.settings, self._pages.learnt)

    def _put_lapses(self, ids: frozenset[str], after: Pages, today: datetime.date) -> None:
        """Put the rows of everyone whose days of contact may be others now in place of the old ones."""
        before = self._pages
        old_days, told = contact_days(before.touching(ids), today), tally(after.touching(ids), today)
        old, new = before.only(ids), after.only(ids)
        for contact, key in LAPSES.items():
            value = before.store.get(key)
            if value is None:
                continue  # nobody asked for it yet
            were, are = lapses(old, today, contact, old_days), lapses(new, today, contact, told.days)
            if were != are:  # a note or a change of tags, as most edits are, leaves the days of contact as they were
                columns = lapses_of(value)
                patch(columns, were, are)
                self.values[key] = packed_lapses(columns)
        latest = told.last
        last = dict(placed({id: latest[id] for id in ids & latest.keys()}, after.slot_in))
        kept = before.store.value(LAST)
        now = with_rows(kept, {id: last.get(id) for id in ids})
        self.values.update({LAST: now} if now != kept else {})
        changed = Network(*by_kind([read.record for read in self._reads if read.record]), self._pages.settings)
        one, other = tally(changed, today).span
        first, final = self._facts["span"]
        self._facts["span"] = max(first, one), min(final, other)

    def _put_all_lapses(self, after: Pages, today: datetime.date) -> None:
        found = everybody(after, today)
        self.values.update(dict.fromkeys(LAPSES.values()))
        self.values.update(found.columns())
        self._facts["span"] = found.tally.span

    def _whose_days_may_change(self, after: Pages) -> frozenset[str]:
        """Whoever a changed page names, and whoever a page names that names somebody who is called otherwise now."""
        old = [(slot, record) for slot, record in self._before if record]
        new = [(read.slot, read.record) for read in self._reads if read.record]
        was = {(word, slot) for slot, record in old for word in own_words(skim_of(record))}
        now = {(word, slot) for slot, record in new for word in own_words(skim_of(record))}
        words = {word for word, _ in was ^ now if word[0] in (PERSON_ID, PERSON_NAME)}
        slots = {slot for word in words for slot in after.found_by(MENTION + word[1:])}
        ids = {id for _, record in old for id in touched(record, self._pages.directory)}
        ids |= {id for _, record in new for id in touched(record, after.directory)}
        edited = {slot for slot, _ in self._before}
        for slot in slots - edited:
            record = after.record(slot)
            ids |= touched(record, self._pages.directory) | touched(record, after.directory)
        return frozenset(ids)


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
