"""A picture for Mermaid, which forges and editors draw in Markdown."""

import datetime
from collections.abc import Mapping

from netjournal.answers.graph import GATHERING, INTRODUCED, SUGGESTED, THROUGH, TIE, Edge, Graph
from netjournal.network.network import Network
from netjournal.views.document import visible
from netjournal.views.picture.looks import NEVER, STEPS, Step, step
from netjournal.views.telling import short

MOST = 60  # characters of a label
MOST_EDGES = 500  # that Mermaid draws unless it is told otherwise

_ARROWS: Mapping[str, str] = {TIE: "===", THROUGH: "---", INTRODUCED: "===", GATHERING: "---", SUGGESTED: "-.-"}


def mermaid(network: Network, drawn: Graph, today: datetime.date) -> str:
    at = {id: f"p{row}" for row, id in enumerate(drawn.people)}
    looks = {id: step(last, today) for id, last in drawn.people.items()}
    parts = ["flowchart LR"]
    parts += [f'  {at[id]}("{_text(network.name_of(id) or id)}"):::{_class(looks[id])}' for id in at]
    parts += [_edge(edge, at) for edge in drawn.edges]
    parts += [_style(look) for look in (*STEPS, NEVER) if look in looks.values()]
    return "\n".join(parts) + "\n"


def _edge(edge: Edge, at: Mapping[str, str]) -> str:
    word = f'|"{_text(edge.tie)}"|' if edge.tie.strip() else ""
    return f"  {at[edge.a]} {_ARROWS[edge.kind]}{word} {at[edge.b]}"


def _class(look: Step) -> str:
    return "never" if look is NEVER else f"seen{STEPS.index(look)}"


def _style(look: Step) -> str:
    ink = "#ffffff" if look.is_dark else "#16211f"
    return f"  classDef {_class(look)} fill:{look.fill},stroke:#5f7370,color:{ink}"


def _text(text: str) -> str:
    """A text in which only letters, digits and blanks stand for themselves; Mermaid shows `#60;` as <."""
    shown = visible(short(text, MOST))
    return "".join(char if char.isalnum() or char == " " else f"#{ord(char)};" for char in shown)
