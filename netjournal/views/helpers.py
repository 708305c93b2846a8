"""How `who` words its answer: who may help, the line that says so, how I am connected to them."""

import datetime
from collections.abc import Mapping, Sequence

from netjournal.answers.benefit import Benefit
from netjournal.answers.who import Helper, WhoAnswer
from netjournal.network.contacts import Contact
from netjournal.network.day import ago
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.views.document import Document, Line, line, name, quiet
from netjournal.views.machine import Object, iso
from netjournal.views.telling import (
    all_objects,
    first_name,
    last_met,
    last_object,
    listed,
    person_object,
    reason,
    short,
)

Latest = Mapping[str, Contact]  # by person
Benefits = Mapping[str, tuple[Benefit, ...]]


def who_document(
    network: Network,
    answers: Sequence[WhoAnswer],
    met: Latest,
    today: datetime.date,
    also: Benefits,
    asked: Sequence[Person] = (),
) -> Document:
    """Who may help; `asked` are those to ask where nobody is known to."""
    parts: list[Line] = []
    for answer in answers:
        parts.append(line(quiet(f"For: {answer.need}"))) if len(answers) > 1 else None
        for helper in answer.people:
            parts += _helper(network, helper, met, today, also.get(helper.person.id, ()))
        if not answer.people:
            parts.append(line(f"Nobody you know is known to help with {answer.need!r} yet."))
    if asked and not all(answer.people for answer in answers):
        parts.append(line(quiet(_question(asked))))
    return tuple(parts)


def _question(asked: Sequence[Person]) -> str:
    """What to ask next, of whom."""
    whom = listed([person.name for person in asked])
    say = "page doesn't say" if len(asked) == 1 else "pages don't say"
    return f"Ask {whom}, whose {say} yet, what they are good at: netjournal offer {asked[0].id} ..."


def _helper(
    network: Network, helper: Helper, met: Latest, today: datetime.date, also: Sequence[Benefit]
) -> list[Line]:
    person = helper.person
    parts = [line(name(person.name), quiet(f"  {person.id}"))]
    parts += [reason(said) for said in helper.evidence]
    parts.append(line(*last_met(met.get(person.id), person, today), indent=2))
    if helper.through:
        between = listed([network.name_of(id) for id in helper.through])
        parts.append(
            line(
                f"Perhaps through {between}: you see them more, and they know {first_name(person)}.",
                indent=2,
            )
        )
    if helper.last_asked:
        parts.append(
            line(f"You last asked {first_name(person)} for something {ago(helper.last_asked, today)}.", indent=2)
        )
    return parts + [_benefit(each) for each in also]


def _benefit(benefit: Benefit) -> Line:
    said = benefit.evidence[0]
    place = quiet(f"  {said.file}:{said.line}")
    return line(f"Could also help {benefit.name} ({short(said.says)})", place, indent=2)


def who_object(
    network: Network,
    answers: Sequence[WhoAnswer],
    met: Latest,
    today: datetime.date,
    also: Benefits,
    asked: Sequence[Person] = (),
) -> Object:
    """One need's answer; where an organisation asks for several things, `needs` holds one for each.

    `ask_next` are those to ask what they can give, where nobody is known to help.
    """
    objects = [_object(network, answer, met, also) for answer in answers]
    ask_next = [person_object(network, person.id) for person in asked]
    return {"today": iso(today), **objects[0], "needs": objects, "ask_next": ask_next}


def _object(network: Network, answer: WhoAnswer, met: Latest, also: Benefits) -> Object:
    return {
        "need": answer.need,
        "people": [
            {
                **person_object(network, helper.person.id),
                "evidence": all_objects(helper.evidence),
                "through": [person_object(network, id) for id in helper.through],
                "last": last_object(met.get(helper.person.id)),
                "last_asked": iso(helper.last_asked),
                "score": round(helper.score, 6),
                "else": [
                    {"id": each.id, "name": each.name, "evidence": all_objects(each.evidence)}
                    for each in also.get(helper.person.id, ())
                ],
            }
            for helper in answer.people
        ],
    }
