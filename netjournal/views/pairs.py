"""How `meet` words its answer: two people, what each would gain, what they share, who else could help."""

import datetime
from collections.abc import Mapping, Sequence

from netjournal.answers.also import Also
from netjournal.answers.reasons import Pair
from netjournal.network.day import ago
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.machine import Object, iso
from netjournal.views.telling import all_objects, first_name, listed, person_object, reason, short

MOST_COMMON = 3


def meet_document(network: Network, pairs: Sequence[Pair], around: Person | None, today: datetime.date) -> Document:
    parts: list[Line] = []
    for pair in pairs:
        parts += _pair(network, pair, today)
    if not pairs:
        whom = f"somebody new for {around.name}" if around else "two people who should meet"
        parts.append(line(f"Nothing on the pages speaks for {whom} yet."))
        parts.append(line(quiet(_question(network, around))))
    thin = [pair for pair in pairs if _is_thin(pair)]
    if thin:
        which = "that" if len(thin) == len(pairs) == 1 else "all of these" if len(thin) == len(pairs) else "the last"
        says = f"For {which} only a shared organisation, place or tag speaks."
        parts.append(line(quiet(f"{says} {_question(network, around or thin[0].a)}")))
    return tuple(parts)


def _is_thin(pair: Pair) -> bool:
    """Whether nothing speaks for it but what many share: no ask, no common contact, no day together."""
    return not (pair.for_a or pair.for_b or pair.through or any(said.date for said in pair.common))


def _question(network: Network, around: Person | None) -> str:
    """What to ask next, of whom."""
    whom = around or next((person for person in network.people if person.is_present and not person.asks), None)
    if whom is None:
        return "Add the people you know: netjournal add NAME"
    return f"Asking {first_name(whom)} what they look for would help: netjournal ask {whom.id} ..."


def _pair(network: Network, pair: Pair, today: datetime.date) -> list[Line]:
    a, b = pair.a, pair.b
    parts = [line(name(a.name), " and ", name(b.name), quiet(f"  {a.id} {b.id}"))]
    parts += _gains(a, pair.for_a) + _gains(b, pair.for_b)
    for said in pair.common[:MOST_COMMON]:
        parts.append(reason(said))
    if pair.through:
        through = listed([network.name_of(id) for id in pair.through[:MOST_COMMON]])
        verb = "knows" if len(pair.through) == 1 else "know"
        parts.append(line(f"{through} {verb} both.", indent=2))
    if len(parts) > 1 and not pair.not_suggested:
        parts.append(line(_placed(pair, today), indent=2))
    return parts + [_also(network, each) for each in pair.also]


def _placed(pair: Pair, today: datetime.date) -> str:
    """How well placed I am to introduce them: when I was last in touch with each."""
    is_told_apart = first_name(pair.a) != first_name(pair.b)
    called = [first_name(person) if is_told_apart else person.name for person in (pair.a, pair.b)]
    known = list(zip(called, pair.last, strict=True))
    lately = [f"with {one} {ago(day, today)}" for one, day in known if day]
    never = [one for one, day in known if not day]
    if not lately:
        return f"You have not been in touch with {' or '.join(never)} yet."
    but = f", and not yet with {never[0]}" if never else ""
    return f"You were in touch {listed(lately)}{but}."


def _also(network: Network, also: Also) -> Line:
    whom = "you" if also.id in network.selves else also.name
    giver = first_name(network.by_id[also.giver])
    place = quiet(f"  {also.said.file}:{also.said.line}")
    return line(f"{giver} could also help {whom} ({short(also.said.says)})", place, indent=2)


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
        "last": {"a": iso(pair.last[0]), "b": iso(pair.last[1])},
        "else": [also_object(network, each) for each in pair.also],
    }


def also_object(network: Network, also: Also) -> Object:
    by = person_object(network, also.giver)
    return {"id": also.id, "name": also.name, "by": by, "evidence": all_objects((also.said,))}


def why_document(network: Network, pair: Pair, today: datetime.date) -> Document:
    parts = _pair(network, pair, today)
    if pair.not_suggested:
        parts.append(line("Not suggested, because"))
        parts += [reason(said) for said in pair.not_suggested]
    if len(parts) == 1:
        parts.append(line("Nothing on the pages speaks for it, and nothing against it.", indent=2))
    return tuple(parts)


def why_object(network: Network, pair: Pair, today: datetime.date) -> Object:
    against = all_objects(pair.not_suggested)
    return {"today": today.isoformat(), "pair": _object(network, pair), "not_suggested": against}
