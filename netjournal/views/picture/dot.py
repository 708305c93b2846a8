"""A picture for Graphviz: `netjournal graph --format dot | dot -Tsvg`."""

import datetime
from collections.abc import Mapping

from netjournal.answers.graph import GATHERING, INTRODUCED, SUGGESTED, THROUGH, TIE, Edge, Graph
from netjournal.network.network import Network
from netjournal.views.document import visible
from netjournal.views.picture.looks import step
from netjournal.views.telling import short

MOST = 60  # characters of a label
MANY = 300  # people, for whom another way of laying out is quicker

_HEAD = """graph netjournal {
  graph [layout=%s, overlap=prism, outputorder=edgesfirst, splines=line, bgcolor="#ffffff", pad=0.3]
  node [shape=box, style="rounded,filled", color="#5f7370", fontname="sans-serif", fontsize=11, margin="0.09,0.05"]
  edge [color="#7a8a88", fontname="sans-serif", fontsize=9, fontcolor="#52615f"]
"""
_LINES: Mapping[str, str] = {
    TIE: 'color="#35514d", penwidth=1.6',
    THROUGH: 'color="#4a6fa5"',
    INTRODUCED: 'color="#7b4fa3", penwidth=1.6',
    GATHERING: 'color="#c3cdcb"',
    SUGGESTED: 'color="#c2620a", penwidth=1.8, style=dashed',
}


def dot(network: Network, drawn: Graph, today: datetime.date) -> str:
    nodes = (_node(id, network.name_of(id), last, today) for id, last in drawn.people.items())
    head = _HEAD % ("neato" if len(drawn.people) < MANY else "sfdp")
    return head + "".join((*nodes, *map(_edge, drawn.edges))) + "}\n"


def _node(id: str, name: str, last: datetime.date | None, today: datetime.date) -> str:
    look = step(last, today)
    ink = "#ffffff" if look.is_dark else "#16211f"
    return f'  {_id(id)} [label={_label(name or id)}, fillcolor="{look.fill}", fontcolor="{ink}"]\n'


def _edge(edge: Edge) -> str:
    label = f"label={_label(edge.tie)}, " if edge.tie else ""
    return f"  {_id(edge.a)} -- {_id(edge.b)} [{label}{_LINES[edge.kind]}]\n"


def _id(id: str) -> str:
    """An id in quotes; in these a backslash stands for itself unless a quote follows."""
    return '"' + visible(id).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(text: str) -> str:
    """A label that shows the text as it stands: neither Graphviz's own escapes nor its entities are read."""
    return _id(short(text, MOST)).replace("&", "&amp;")
