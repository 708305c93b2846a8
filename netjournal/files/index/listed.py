"""The listing of a journal as it is kept."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from netjournal.files.folder import Found, Listing
from netjournal.files.index.codec import plain_problem
from netjournal.files.index.packed import packed_texts, texts_of
from netjournal.files.index.places import IDS, LISTING, SIGNS, SLOTS, TWINS
from netjournal.network.evidence import Problem
from netjournal.network.names import id_key


def named(listing: Listing) -> bytes:
    """The listing's files as one value."""
    head = [[kind, folder, len(names)] for kind, folder, names in listing.folders]
    return json.dumps(head).encode() + b"\n" + packed_texts([name for _, _, names in listing.folders for name in names])


def files_in(value: bytes) -> list[str]:
    """The files that a kept listing names, in its order."""
    head, _, packed = value.partition(b"\n")
    names = iter(texts_of(packed))
    return [f"{folder}/{next(names)}" for _, folder, count in json.loads(head) for _ in range(count)]


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


def listed(
    listing: Listing, found: Sequence[Found], slots: "array[int]", signs: "array[int]"
) -> Iterator[tuple[int, bytes]]:
    """What tells which file is kept where, as of which change."""
    yield LISTING, named(listing)
    yield SIGNS, signs.tobytes()
    yield SLOTS, slots.tobytes()
    yield IDS, packed_texts([each.id for each in found])
    yield TWINS, json.dumps(list(map(plain_problem, twins(found)))).encode()
