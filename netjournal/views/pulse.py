"""How `pulse` words its answer: a year in small bars, and what stands behind them in words; nobody is counted."""

from collections.abc import Mapping, Sequence
from datetime import date

from netjournal.answers.favours import MINE, THEIRS, TO_ME
from netjournal.answers.introductions import MADE, MET, OUTCOME, THANKED, Standing
from netjournal.answers.pulse import Month, Pulse
from netjournal.network.contacts import Contact
from netjournal.network.day import MONTHS, counted
from netjournal.network.evidence import Evidence
from netjournal.network.network import Network
from netjournal.views.document import STRONG, Document, Line, Span, line, name, quiet
from netjournal.views.machine import Object, Value, evidence, iso
from netjournal.views.telling import favours_object, last_met, last_object, listed, person_object, reason

BARS, ASCII_BARS = "▁▂▃▄▅▆▇█", "_.:-=+*#"
LABEL = 15  # cells before the bars
MOST_NAMES, MOST_GROUPS, MOST_FAVOURS, MOST_INTRODUCED = 6, 3, 2, 3
TITLES: Mapping[str, str] = {TO_ME: "You were given", MINE: "You gave", THEIRS: "They gave one another"}


def pulse_document(
    network: Network, found: Pulse, last: Mapping[str, Contact], today: date, is_utf8: bool
) -> Document:
    """The year; `last` is the last contact of the old ties."""
    if found.is_empty:
        return (
            line("There is no pulse to feel yet. It begins with somebody you would like to see again:"),
            line(quiet("netjournal set WHO circle close, and netjournal log WHO when you have met")),
        )
    bars = BARS if is_utf8 else ASCII_BARS
    shares = [each.kept / each.people if each.people else 0.0 for each in found.rhythm]
    parts = [
        line(Span(f"The year up to {MONTHS[today.month - 1].title()} {today.year}", STRONG)),
        _bars("In rhythm", shares, 1.0, bars),
        _bars("Introductions", found.made, max(found.made), bars),
        _bars("Asks met", found.met, max(found.met), bars),
        line(" " * LABEL, quiet("".join(MONTHS[month - 1][0].upper() for _, month in found.months)), indent=2),
        line(_rhythm(found), indent=2),
        line(_introductions(found), indent=2),
        line(_asks(found), indent=2),
    ]
    parts += _came(network, found.introduced)
    parts += _bridges(network, found)
    parts += _old(network, found.old, last, today)
    for direction, title in TITLES.items():
        parts += _section(title, [each.said for each in found.favours if each.direction == direction][:MOST_FAVOURS])
    return tuple(parts)


def _bars(label: str, values: Sequence[float], most: float, bars: str) -> Line:
    top = len(bars) - 1
    drawn = "".join(bars[min(top, round(top * value / most)) if most else 0] for value in values)
    return line(f"{label:{LABEL}}{drawn}", indent=2)


def _rhythm(found: Pulse) -> str:
    now = found.rhythm[-1]
    if not now.people:
        return "You have set nobody a rhythm yet: netjournal set WHO circle close."
    if now.kept == now.people:
        return "Everybody whom you like to see in a rhythm has heard from you within it."
    whom = f"of the {now.people} people you set a rhythm for" if now.people > 1 else "of 1 you set a rhythm for"
    who = "None" if not now.kept else now.kept
    return f"{who} {whom} heard from you within it; netjournal due says who would be glad to be next."


def _introductions(found: Pulse) -> str:
    made = len(found.introduced)
    waits = f"{found.under_way} more under way" if made else f"{found.under_way} under way"
    if not made:
        return f"No introduction was made; {waits}." if found.under_way else (
            "No introduction was made; netjournal meet has ideas."
        )
    met = sum(each.state in (MET, OUTCOME, THANKED) for each in found.introduced)
    came = sum(each.last(OUTCOME) is not None for each in found.introduced)
    met_words = "one pair has met" if met == 1 else f"{met} of them have met" if met else "nobody has said if they met"
    said = f"You introduced {counted(made, 'pair')}; {met_words}"
    said += f", and something came of {'one' if came == 1 else came}" if came else ""
    return f"{said}. {waits[0].upper()}{waits[1:]}." if found.under_way else f"{said}."


def _asks(found: Pulse) -> str:
    met = sum(found.met)
    waiting = f"{counted(found.open_asks, 'ask')} {'is' if found.open_asks == 1 else 'are'} open"
    return f"{counted(met, 'ask')} met; {waiting}: netjournal board." if met else f"{waiting}: netjournal board."


def _came(network: Network, introduced: Sequence[Standing]) -> list[Line]:
    """What came of introductions, in the words of the page; the latest first."""
    told = []
    for each in introduced:
        if step := each.last(OUTCOME):
            says = f"{network.name_of(each.a)} and {network.name_of(each.b)}: {step.text}"
            told.append(Evidence(says, step.file, step.line, step.date))
    return _section("What came of introductions", told[:MOST_INTRODUCED])


def _bridges(network: Network, found: Pulse) -> list[Line]:
    parts: list[Line] = []
    for group in found.groups[:MOST_GROUPS]:
        parts.append(line("- ", _names(network, group), " know others here, but only by you", indent=2))
    if more := len(found.groups) - MOST_GROUPS:
        parts += [line(quiet(f"and {more} more such groups; see --json"), indent=2)] if more > 0 else []
    if found.alone:
        verb = "knows" if len(found.alone) == 1 else "know"
        parts.append(line("- ", _names(network, found.alone), f" {verb} nobody here but you", indent=2))
        parts.append(line(quiet(f"netjournal meet {found.alone[0]} says whom they might like"), indent=4))
    return [line(Span("Bridges that only you hold", STRONG)), *parts] if parts else []


def _names(network: Network, ids: Sequence[str]) -> str:
    shown = [network.name_of(id) for id in ids[:MOST_NAMES]]
    more = len(ids) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)


def _old(network: Network, ids: Sequence[str], last: Mapping[str, Contact], today: date) -> list[Line]:
    if not ids:
        return []
    parts = [line(Span("Old ties worth a call", STRONG))]
    for id in ids:
        person = network.by_id[id]
        parts.append(line("- ", name(person.name), quiet(f"  {id}"), indent=2))
        parts.append(line(*last_met(last.get(id), person, today), indent=4))
    return parts


def _section(title: str, told: Sequence[Evidence]) -> list[Line]:
    return [line(Span(title, STRONG)), *(reason(said) for said in told)] if told else []


def pulse_object(network: Network, found: Pulse, last: Mapping[str, Contact], today: date) -> Object:
    return {
        "today": iso(today),
        "months": [_month(month) for month in found.months],
        "rhythm": {
            "kept": found.rhythm[-1].kept,
            "people": found.rhythm[-1].people,
            "over_time": [{"kept": each.kept, "people": each.people} for each in found.rhythm],
        },
        "introductions": {
            "made": list(found.made),
            "under_way": found.under_way,
            "introduced": [_introduced(network, each) for each in found.introduced],
        },
        "asks": {"met": list(found.met), "open": found.open_asks},
        "bridges": {
            "alone": [person_object(network, id) for id in found.alone],
            "groups": [[person_object(network, id) for id in group] for group in found.groups],
        },
        "old_ties": [{**person_object(network, id), "last": last_object(last.get(id))} for id in found.old],
        "favours": favours_object(found.favours),
    }


def _month(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"


def _introduced(network: Network, each: Standing) -> Value:
    step = each.last(OUTCOME, MET, MADE)
    return {
        "a": person_object(network, each.a),
        "b": person_object(network, each.b),
        "state": each.state,
        "evidence": evidence(step.evidence) if step else None,
    }
