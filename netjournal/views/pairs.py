"""How `meet` words its answer: two people, what each would gain, what they share, who else could help."""

import datetime
from collections.abc import Mapping, Sequence

from netjournal.answers.reasons import Pair
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.machine import Object
from netjournal.views.telling import all_objects, first_name, listed, person_object, reason

MOST_COMMON = 3


def meet_document(network: Network, pairs: Sequence[Pair], around: Person | None) -> Document:
    parts: list[Line] = []
    for pair in pairs:
        parts += _pair(network, pair)
    if not pairs:
        whom = f"somebody new for {around.name}" if around else "two people who should meet"
        parts.append(line(f"Nothing on the pages speaks for {whom} yet."))
        parts.append(line(quiet(_question(network, around))))
    return tuple(parts)


def _question(network: Network, around: Person | None) -> str:
    """What to ask next, of whom."""
    whom = around or next((person for person in network.people if person.is_present and not person.asks), None)
    if whom is None:
        return "Add the people you know: netjournal add NAME"
    return f"Asking {first_name(whom)} what they look for would help: netjournal set {whom.id} asks --add ..."


def _pair(network: Network, pair: Pair) -> list[Line]:
    a, b = pair.a, pair.b
    parts = [line(name(a.name), " and ", name(b.name), quiet(f"  {a.id} {b.id}"))]
    parts += _gains(a, pair.for_a) + _gains(b, pair.for_b)
    for said in pair.common[:MOST_COMMON]:
        parts.append(reason(said))
    if pair.through:
        through = listed([network.name_of(id) for id in pair.through[:MOST_COMMON]])
        verb = "knows" if len(pair.through) == 1 else "know"
        parts.append(line(f"{through} {verb} both.", indent=2))
    return parts


def _gains(person: Person, said: Sequence[Evidence]) -> list[Line]:
    if not said:
        return []
    return [line(f"for {first_name(person)}:", indent=2), *(reason(each, indent=4) for each in said)]


def meet_object(network: Network, pairs: Sequence[Pair], left_out: Mapping[str, int], today: datetime.date) -> Object:
    return {
        "today": today.isoformat(),
        "pairs": [_object(network, pair) for pair in pairs],
        "left_out": dict(left_out),
    }


def _object(network: Network, pair: Pair) -> Object:
    return {
        "a": person_object(network, pair.a.id),
        "b": person_object(network, pair.b.id),
        "for_a": all_objects(pair.for_a),
        "for_b": all_objects(pair.for_b),
        "common": all_objects(pair.common),
        "through": [person_object(network, id) for id in pair.through],
        "mutual": pair.mutual,
        "score": round(pair.score, 6),
    }


def why_document(network: Network, pair: Pair) -> Document:
    parts = _pair(network, pair)
    if pair.not_suggested:
        parts.append(line("Not suggested, because"))
        parts += [reason(said) for said in pair.not_suggested]
    if len(parts) == 1:
        parts.append(line("Nothing on the pages speaks for it, and nothing against it.", indent=2))
    return tuple(parts)


def why_object(network: Network, pair: Pair, today: datetime.date) -> Object:
    against = all_objects(pair.not_suggested)
    return {"today": today.isoformat(), "pair": _object(network, pair), "not_suggested": against}
