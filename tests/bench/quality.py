"""How good the answers are beside the baselines: real networks become journals, and netjournal is asked in process.

Data: a folder with meet/, due/ and text/; what happened later stands in NAME.truth.json beside NAME.json.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from netjournal.answers.due import lapses
from netjournal.answers.meaning import Meaning
from netjournal.answers.telling import telling
from netjournal.answers.who import who
from netjournal.answers.wording import all_fits
from netjournal.files.meanings import meanings
from netjournal.network.acquaintance import acquaintance
from netjournal.network.features import lapses as lapse_columns
from tests.bench.baselines import DUE, MEET, TEXT, Baselines
from tests.bench.metrics import area_under_curve, average_precision, completed, mean, reciprocal_rank
from tests.bench.networks import Ego, Event, Texts, being, data_files, truth_file, written

TODAY = date(2026, 11, 22)
OURS, BY_MEANING = "netjournal", "netjournal[semantic]"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a method reached on a set, beside the figure to reach where one was set."""

    set: str
    method: str
    figure: float
    target: float | None = None

    @property
    def is_hit(self) -> bool:
        return self.target is not None and round(self.figure, 3) >= self.target


def report(data: Path, only: str | None, sample: int | None, as_json: bool) -> None:
    """Measure each task and print what was found, a line a set and method."""
    told: list[Figure] = []
    for task in (only,) if only else tuple(TASKS):
        figures = list(measured(task, data, sample))
        told += figures
        if not as_json:
            _print(task, figures)
    if as_json:
        answer = {"schema": 1, "sample": sample, "figures": [asdict(figure) for figure in told]}
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")


def _print(task: str, figures: list[Figure]) -> None:
    sys.stdout.write(f"\n{task}: {TASKS[task][0].measure}\n")
    for figure in figures:
        reached = "" if figure.target is None else "hit" if figure.is_hit else "miss"
        target = "" if figure.target is None else f"{figure.target:.3f}"
        line = f"  {figure.set:26}{figure.method:34}{figure.figure:6.3f}  {target:6}{reached}"
        sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


def measured(task: str, data: Path, sample: int | None) -> Iterator[Figure]:
    """The figures of one task, ours after each set's baselines; with a sample, of so many egos or queries a set."""
    baselines, asked = TASKS[task]
    ours = asked(data / task, sample)
    meant = meant_figures(data / task, sample) if task == "text" else {}
    for at, name in enumerate(baselines.sets):
        for method, figures in baselines.methods.items():
            yield Figure(baselines.says[at], method, figures[at])
        if name in ours:
            yield Figure(baselines.says[at], OURS, ours[name], baselines.targets[at])
        if name in meant:
            yield Figure(baselines.says[at], BY_MEANING, meant[name], baselines.by_meaning[at])
    for name in sorted(ours.keys() - {*baselines.sets}):
        yield Figure(name, OURS, ours[name])


# Who should meet whom


def meet_figures(folder: Path, sample: int | None) -> dict[str, float]:
    """Mean average precision over each network's egos; the organisers' own journals stand apart."""
    found: dict[str, list[float]] = {}
    for file in data_files(folder, sample):
        ego: Ego = json.loads(file.read_text("utf-8"))
        truth = {_pair(*pair) for pair in json.loads(truth_file(file).read_text("utf-8"))}
        tied = {_pair(*pair) for pair in ego["ties"]}
        ids = sorted(person["id"] for person in ego["people"])
        open_pairs = [pair for pair in combinations(ids, 2) if pair not in tied]
        ranked = completed(_suggested(ego), open_pairs)
        name = ego["dataset"] if ego["ego"] == "ego" else f"{ego['dataset']}, the organiser's"
        found.setdefault(name, []).append(average_precision((pair in truth for pair in ranked), len(truth)))
    return {name: mean(each) for name, each in found.items()}


def _suggested(ego: Ego) -> list[tuple[str, str]]:
    """All suggestions of `meet --all`, best first."""
    from netjournal.answers.meet import suggestions

    today = date.fromisoformat(ego["T"][:10])
    with tempfile.TemporaryDirectory() as root:
        network = written(Path(root), ego["people"], ego["ties"], ego["events"])
    columns = acquaintance(network, today)
    fits, _ = all_fits([need.what for need in columns.asks], [need.what for need in columns.offers], ())
    pairs = suggestions(columns, today, fits, most_a_person=None, limit=None).pairs
    return [_pair(columns.ids[pair.a], columns.ids[pair.b]) for pair in pairs]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


# Who haven't I seen lately


def due_figures(folder: Path, sample: int | None) -> dict[str, float]:
    """The area under the curve for each kind of lapse: mean over each network's egos, then over the networks."""
    found: dict[str, dict[str, list[float]]] = {kind: {} for kind in DUE.sets}
    for file in data_files(folder, sample):
        ego: Ego = json.loads(file.read_text("utf-8"))
        truth: dict[str, dict[str, int | None]] = json.loads(truth_file(file).read_text("utf-8"))
        scores = _silence(ego)
        for kind in DUE.sets:
            lapsed = [scores.get(id, -1) for id, labels in truth.items() if labels[kind] == 1]
            kept = [scores.get(id, -1) for id, labels in truth.items() if labels[kind] == 0]
            if lapsed and kept:
                found[kind].setdefault(ego["dataset"], []).append(area_under_curve(lapsed, kept))
    return {kind: mean(mean(each) for each in networks.values()) for kind, networks in found.items() if networks}


def _silence(ego: Ego) -> dict[str, float]:
    """Each contact's score: the higher, the earlier `due --all` names them."""
    today = date.fromisoformat(ego["T"][:10])
    people = [being(contact["id"], contact["name"]) for contact in ego["contacts"]]
    events = [
        Event(date=_iso(day), who=[contact["id"]], kind="met")
        for contact in ego["contacts"]
        for day in contact["dates"]
    ]
    with tempfile.TemporaryDirectory() as root:
        network = written(Path(root), people, (), events)
    ranking = lapses(lapse_columns(network, today), today)
    return {lapse.id: float(len(ranking.people) - place) for place, lapse in enumerate(ranking.people)}


def _iso(day: float | str) -> str:
    return day if isinstance(day, str) else (date(1970, 1, 1) + timedelta(int(day))).isoformat()


# Who can help with this


def meant_figures(folder: Path, sample: int | None) -> dict[str, float]:
    """The same with offers compared by meaning; nothing where no model for it is installed."""
    meaning = meanings(lambda number: None, lambda number, vector: None, lambda work: work)
    return text_figures(folder, sample, meaning) if meaning else {}


def text_figures(folder: Path, sample: int | None, meaning: Meaning | None = None) -> dict[str, float]:
    """The mean reciprocal rank of the right offer, for each set."""
    found: dict[str, float] = {}
    for file in sorted(folder.glob("*.json")):
        texts: Texts = json.loads(file.read_text("utf-8"))
        people = [being(offer["id"], offer["id"], offers=[offer["text"]]) for offer in texts["offers"]]
        with tempfile.TemporaryDirectory() as root:
            network = written(Path(root), people, (), ())
        told = telling(network)
        found[texts["name"]] = mean(
            reciprocal_rank(
                [helper.person.id for helper in who(network, query["ask"], TODAY, meaning=meaning, told=told).people],
                query["relevant"],
                len(people),
            )
            for query in texts["queries"][:sample]
            if query["relevant"]
        )
    return found


TASKS: Mapping[str, tuple[Baselines, Callable[[Path, int | None], dict[str, float]]]] = {
    "meet": (MEET, meet_figures),
    "due": (DUE, due_figures),
    "text": (TEXT, text_figures),
}
