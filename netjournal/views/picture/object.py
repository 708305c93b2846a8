"""A picture as one JSON object: `nodes`, the people drawn, and `edges`, what connects them."""

import datetime

from netjournal.answers.graph import Edge, Graph
from netjournal.network.network import Network
from netjournal.views.machine import Object, Value, iso
from netjournal.views.telling import all_objects


def graph_object(network: Network, drawn: Graph, around: str | None, is_shared: bool, today: datetime.date) -> Object:
    """`kind` is tie (`to` is the `tie` of `from`, null where no word is told), through, introduced, gathering or
    suggested; `last` the day of the last contact, null where there is none or the picture is shared."""
    return {
        "today": iso(today),
        "around": around,
        "shared": is_shared,
        "nodes": [_node(network, id, last, today) for id, last in drawn.people.items()],
        "edges": [_edge(edge) for edge in drawn.edges],
    }


def _node(network: Network, id: str, last: datetime.date | None, today: datetime.date) -> Value:
    person = network.by_id[id]
    return {
        "id": id,
        "name": person.name,
        "roles": [str(role) for role in network.current_roles(person, today)],
        "city": [said.text for said in person.city],
        "tags": [said.text for said in person.tags],
        "circle": person.circle.text if person.circle else None,
        "last": iso(last),
    }


def _edge(edge: Edge) -> Value:
    return {
        "from": edge.a,
        "to": edge.b,
        "kind": edge.kind,
        "tie": edge.tie or None,
        "evidence": all_objects(edge.evidence),
    }
