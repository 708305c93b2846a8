"""A picture as one page that holds everything it needs and loads nothing."""

import base64
import datetime
import hashlib
import html as markup
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from netjournal.answers.graph import KINDS, SUGGESTED, Edge, Graph
from netjournal.network.dataclass import dataclass
from netjournal.network.day import ago
from netjournal.network.names import fold
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import PLAIN, Document, Line, line, visible
from netjournal.views.machine import Value
from netjournal.views.picture.looks import NEVER, SAYS, STEPS, step
from netjournal.views.telling import short

D3 = (  # each after those it needs
    *("dispatch", "quadtree", "timer", "force"),
    *("color", "interpolate", "ease", "selection", "transition", "drag", "zoom"),
)
OWN = "It quotes your journal: made for your own screen. With <code>--share</code> it says nothing private."
OTHERS = "Made to be given away: who there is, what they do, and who knows whom; nothing private."

_PLACE = re.compile(r"\{\{([a-z-]+)\}\}")
_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is called, whom it is about, whether it goes to others, what it tells of each person by id."""

    title: str
    around: str | None
    is_shared: bool
    tells: Mapping[str, Document]


def html(network: Network, drawn: Graph, shown: Shown, today: datetime.date) -> str:
    """The page: a policy that forbids every connection, and the people as data, which its script shows as text."""
    script = "\n".join((*(_asset(f"d3/d3-{name}.min.js") for name in D3), _asset("page/page.js")))
    style = _asset("page/page.css")
    parts = {
        "title": markup.escape(visible(shown.title)),
        "note": OTHERS if shown.is_shared else OWN,
        "style": style,
        "style-sum": _sum(style),
        "script": script,
        "script-sum": _sum(script),
        "licence": _asset("d3/LICENSE"),
        "data": _data(network, drawn, shown, today),
    }
    return _PLACE.sub(lambda place: parts[place[1]], _asset("page/page.html"))


def _asset(name: str) -> str:
    return files("netjournal.views.picture").joinpath(name).read_text("utf-8")


def _sum(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(network: Network, drawn: Graph, shown: Shown, today: datetime.date) -> str:
    """The data of the page as JSON that cannot end the element it stands in; texts are as they are to be seen."""
    row = {id: at for at, id in enumerate(drawn.people)}
    known = sum(edge.kind != SUGGESTED for edge in drawn.edges)
    given = {
        "shared": shown.is_shared,
        "around": row[shown.around] if shown.around else None,
        "count": f"{_counted(len(row), 'person', 'people')}, {_counted(known, 'connection', 'connections')}",
        "nobody": "Nobody is drawn here yet.",
        "steps": [each.says for each in (*STEPS, NEVER)],
        "kinds": [SAYS[kind] for kind in KINDS],
        "people": [_person(network, network.by_id[id], last, shown, today) for id, last in drawn.people.items()],
        "edges": [_edge(edge, row) for edge in drawn.edges],
    }
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")).translate(_MARKUP)


def _counted(count: int, one: str, more: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {more}"


def _person(
    network: Network, person: Person, last: datetime.date | None, shown: Shown, today: datetime.date
) -> Value:
    roles = [str(role) for role in network.current_roles(person, today)]
    tags, city = ([said.text for said in each] for each in (person.tags, person.city))
    aliases = [] if shown.is_shared else [said.text for said in person.aliases]
    look = step(last, today)
    return {
        "name": visible(short(person.name or person.id, 120)),
        "step": len(STEPS) if look is NEVER else STEPS.index(look),
        "ago": f"in touch {ago(last, today)}" if last else "",
        "hint": visible(short("; ".join([*roles[:1], *city[:1]]), 80)),
        "tags": [visible(short(tag, 40)) for tag in dict.fromkeys(tags)],
        "circle": visible(short(person.circle.text, 40)) if person.circle else "",
        "find": visible(fold(" ".join((person.name, person.id, *aliases, *roles, *city, *tags)))),
        "tells": _lines(shown.tells.get(person.id, ())),
    }


def _lines(document: Document) -> list[Value]:
    return [
        [each.indent, [[visible(span.text), "" if span.style == PLAIN else span.style] for span in each.spans]]
        for each in document
        if isinstance(each, Line)
    ]


def _edge(edge: Edge, row: Mapping[str, int]) -> Value:
    says: Sequence[str] = [visible(short(said.says)) for said in edge.evidence]
    return [row[edge.a], row[edge.b], KINDS.index(edge.kind), visible(short(edge.tie, 40)), says]


def others_see(network: Network, person: Person, today: datetime.date) -> Document:
    """What a picture for others tells of somebody: what they do, where, and their tags."""
    facts = (
        "; ".join(str(role) for role in network.current_roles(person, today)),
        ", ".join(said.text for said in person.city),
        " ".join(f"#{said.text}" for said in person.tags),
    )
    return tuple(line(fact) for fact in facts if fact)
