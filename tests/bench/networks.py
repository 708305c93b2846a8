"""Real networks and texts as journals: each data file is written out as pages and read by the real reader."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict

from netjournal.files.folder import Folder
from netjournal.files.journal import read_journal
from netjournal.network.network import Network


class Being(TypedDict):
    """A person of the data."""

    id: str
    name: str
    org: str
    role: str
    city: str
    tags: list[str]
    offers: list[str]
    asks: list[str]


class Event(TypedDict):
    """Who was together on a day."""

    date: str
    who: list[str]
    kind: str


class Contact(TypedDict):
    """One of an ego's contacts: `dates` in days since 1970, or ISO."""

    id: str
    name: str
    dates: list[float | str]


class Offer(TypedDict):
    id: str
    text: str


class Query(TypedDict):
    id: str
    ask: str
    relevant: list[str]


class Ego(TypedDict):
    """A data file of meet/ or due/: one journal, asked on day T."""

    dataset: str
    ego: str
    T: str
    people: list[Being]
    ties: list[tuple[str, str]]
    events: list[Event]
    contacts: list[Contact]


class Texts(TypedDict):
    """A data file of text/."""

    name: str
    offers: list[Offer]
    queries: list[Query]


def data_files(folder: Path, sample: int | None) -> list[Path]:
    """The data files of a task, the first so many of each network where there is a sample."""
    networks: dict[str, list[Path]] = {}
    for file in sorted(folder.glob("*.json")):
        if not file.name.endswith(".truth.json"):
            networks.setdefault(file.name.partition("__")[0], []).append(file)
    return [file for files in networks.values() for file in files[:sample]]


def truth_file(file: Path) -> Path:
    """Where it stands what happened after the data file's day."""
    return file.with_name(f"{file.stem}.truth.json")


def being(id: str, name: str, offers: Iterable[str] = ()) -> Being:
    """A person of whom only that much is known."""
    return Being(id=id, name=name, org="", role="", city="", tags=[], offers=list(offers), asks=[])


def written(root: Path, people: Iterable[Being], ties: Iterable[tuple[str, str]], events: Iterable[Event]) -> Network:
    """The network that the real reader finds in the journal these make."""
    (root / "people").mkdir()
    (root / "gatherings").mkdir()
    tied: dict[str, list[str]] = {}
    for one, other in ties:
        tied.setdefault(one, []).append(other)
    alone: dict[str, list[Event]] = {}
    for number, event in enumerate(events):
        if len(event["who"]) == 1:
            alone.setdefault(event["who"][0], []).append(event)
        elif event["who"]:
            (root / "gatherings" / f"{event['date'][:10]}-{number:05}.md").write_text(_gathering(event), "utf-8")
    for each in people:
        page = _page(each, tied.get(each["id"], ()), alone.get(each["id"], ()))
        (root / "people" / f"{each['id']}.md").write_text(page, "utf-8")
    return read_journal(Folder(root))


def _gathering(event: Event) -> str:
    kind = {"paper": "event", "email": "email", "call": "call", "message": "message"}.get(event["kind"], "meeting")
    return f"---\ndate: {event['date'][:10]}\nkind: {kind}\ncame: {_quoted(event['who'])}\n---\n"


def _page(person: Being, ties: Sequence[str], events: Sequence[Event]) -> str:
    keys = [f"name: {_quoted(person['name'] or person['id'])}"]
    if person["org"]:
        keys.append(f"roles: [{{role: {_quoted(person['role'] or 'member')}, org: {_quoted(person['org'])}}}]")
    if person["city"]:
        keys.append(f"city: {_quoted(person['city'])}")
    lists = (("tags", person["tags"]), ("offers", person["offers"]), ("asks", person["asks"]))
    keys += [f"{key}: {_quoted(values)}" for key, values in lists if values]
    if ties:
        keys += ["ties:", *(f"  {other}: knows" for other in ties)]
    log = [f"- {event['date'][:10]} {'email' if event['kind'] == 'email' else 'met'}: spoke" for event in events]
    return "\n".join(["---", *keys, "---", "", "## Log", "", *log, ""])


def _quoted(value: str | Sequence[str]) -> str:
    """A JSON text, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)
