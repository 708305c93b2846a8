"""What is told after a gathering, and the short form it can be told in."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from netjournal.network.dataclass import dataclass, field, replace
from netjournal.network.entry import LINK
from netjournal.network.names import fold

CAME, HIT_IT_OFF, PROMISES, HEARD, THANKS = "Came", "Hit it off", "Promises", "Heard", "Thanks"
HINTS: Mapping[str, str] = {
    CAME: "Tick who came: [x]. Others on lines of their own; a name without a page is a guest.",
    HIT_IT_OFF: "- Ana and Bo",
    PROMISES: "- send [[ana-silva]] the recipe (due 2026-12-01)",
    HEARD: "What somebody looks for: - Ana: a bookkeeper",
    THANKS: "- Bo",
}

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(?:\[([ xX]?)\][ \t]+)?(.*)")
_AND = re.compile(r"\s+(?:and|with|&|\+)\s+|\s*[,;]\s*(?:and\s+)?", re.I)
_COMMENT = re.compile(r"<!--(?:.*?-->|[^\n]*)", re.S)  # one never closed hides its own line


@dataclass(frozen=True, slots=True)
class Debriefing:
    """What was told of a gathering, people as written: who came, who hit it off, what was promised, heard, owed."""

    came: tuple[str, ...] = ()
    hit_it_off: tuple[tuple[str, str], ...] = ()
    promises: tuple[str, ...] = ()
    heard: tuple[tuple[str, str], ...] = ()
    thanks: tuple[str, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return any((self.came, self.hit_it_off, self.promises, self.heard, self.thanks, self.text.strip()))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of the form that cannot be understood; `line` counts from 1, `says` with what to do."""

    line: int
    says: str


@dataclass(slots=True)
class _Reading:
    debriefing: Debriefing = field(default_factory=Debriefing)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, part: str, said: str, number: int) -> None:
        """One line below a heading."""
        told = self.debriefing
        if part == CAME:
            self.debriefing = replace(told, came=(*told.came, said))
        elif part == PROMISES:
            self.debriefing = replace(told, promises=(*told.promises, said))
        elif part == THANKS:
            self.debriefing = replace(told, thanks=(*told.thanks, said))
        elif part == HIT_IT_OFF and (two := pair(said)):
            self.debriefing = replace(told, hit_it_off=(*told.hit_it_off, two))
        elif part == HEARD and (heard := ask(said)):
            self.debriefing = replace(told, heard=(*told.heard, heard))
        else:
            hint = "name two people: Ana and Bo" if part == HIT_IT_OFF else "write who and what: Ana: a bookkeeper"
            self.doubts.append(Doubt(number, f"{said!r} is not clear; {hint}"))


def form(title: str, invited: Sequence[str], came: Sequence[str]) -> str:
    """An empty form: those invited to be ticked, those whose coming stands already only named."""
    parts = [f"# {title}", "", "<!-- What was said goes here. -->", ""]
    for heading, hint in HINTS.items():
        parts += [f"## {heading}", "", f"<!-- {hint} -->"]
        if heading == CAME and came:
            parts.append(f"<!-- Known to have come: {', '.join(came).replace('--', '-')} -->")
        parts += [f"- [ ] {each}" for each in invited] if heading == CAME else []
        parts.append("")
    return "\n".join(parts)


def read_form(text: str) -> tuple[Debriefing, tuple[Doubt, ...]]:
    """What a form tells, and the lines that are not clear; comments, blank lines and unticked boxes tell nothing.

    Text before the first known heading is what was said; the first line is no part of it where it's a title.
    """
    reading, part, prose = _Reading(), "", list[str]()
    for number, line in enumerate(_COMMENT.sub(_blank, text).split("\n"), 1):
        heading = _HEADING.match(line)
        known = next((each for each in HINTS if heading and fold(heading[2]) == fold(each)), None)
        if known:
            part = known
        elif heading and (part or number > 1):
            says = f"{heading[2]!r} is no heading of this form; use {', '.join(HINTS)}"
            reading.doubts.append(Doubt(number, says))
        elif not part:
            prose += [] if heading else [line.rstrip()]
        else:
            _item(reading, part, line, number)
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(prose)).strip()
    return replace(reading.debriefing, text=said), tuple(reading.doubts)


def _item(reading: _Reading, part: str, line: str, number: int) -> None:
    found = _ITEM.fullmatch(line)
    box, said = (found[1], found[2].strip()) if found else (None, "")
    is_ticked = box is None or box in ("x", "X")
    if said and (is_ticked or part != CAME):
        reading.add(part, said, number)


def _blank(comment: re.Match[str]) -> str:
    """Nothing, on as many lines."""
    return "\n" * comment[0].count("\n")


def pair(text: str) -> tuple[str, str] | None:
    """The two people that `Ana and Bo`, `Ana, Bo` or `Ana & Bo` names; None where there are not two."""
    names = [name.strip() for name in _outside_links(text, _AND.split)]
    return (names[0], names[1]) if len(names) == 2 and all(names) else None


def ask(text: str) -> tuple[str, str] | None:
    """Who and what `Ana: a bookkeeper` says; None where either is missing."""
    who, colon, what = text.partition(":")
    return (who.strip(), what.strip()) if colon and who.strip() and what.strip() else None


def _outside_links(text: str, split: Callable[[str], list[str]]) -> Iterator[str]:
    """The parts a text is split into, nothing inside a link being split."""
    links = [match[0] for match in LINK.finditer(text)]
    masked = LINK.sub("\0", text)
    for part in split(masked):
        while "\0" in part:
            part = part.replace("\0", links.pop(0), 1)
        yield part
