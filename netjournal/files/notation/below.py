"""What stands below front matter, skimmed line by line where it is written plainly; else as `body` reads it."""

import datetime
from collections.abc import Mapping

from netjournal.files.notation.body import BULLET, PROMISE, contents, read_body, read_promise
from netjournal.files.notation.plain import Doubtful
from netjournal.network.contacts import CLOSENESS
from netjournal.network.dataclass import dataclass
from netjournal.network.day import iso_day
from netjournal.network.entry import LINK
from netjournal.network.pattern import pattern
from netjournal.network.skim import NO_CONTACT, Touch, named_in, touch

STRICT_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DIGIT = pattern(r"\d")
HASTY = frozenset(" \t`~<%>|=*+-")  # what lines begin with that have a say in other lines, or these in them


class _Days(dict[str, int]):
    """The ordinals of days written strictly, 0 for any other text: the same days stand on page after page."""

    def __missing__(self, text: str) -> int:
        if not STRICT_DAY.fullmatch(text):
            return 0
        try:
            day = self[text] = datetime.date.fromisoformat(text).toordinal()
        except ValueError:
            return 0
        return day


_DAYS = _Days()


def ordinal(text: str) -> int:
    """The ordinal of a day written strictly, 0 for any other text."""
    return _DAYS[text]


@dataclass(slots=True)
class Below:
    """The days of its entries, whom these name, and whom its promises name."""

    touches: list[Touch]
    named: list[str]
    promised: list[str]


class Skimmer:
    """Reads what stands below front matter, by what kinds of entries count for."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._closeness = {
            kind: CLOSENESS.get(counts, NO_CONTACT)
            for kind, counts in kinds.items()
            if kind.isascii() and kind.isalpha()
        }

    def below(self, text: str, start: int) -> Below:
        """What `text[start:]` says. Raises Doubtful where there is an error in it."""
        try:
            return self._plainly(text, start)
        except Doubtful:
            body = read_body(text, start, "", self._kinds)
        if any(problem.severity == "error" for problem in body.problems):
            raise Doubtful
        named, promised = named_in(body.entries, ()), named_in((), body.promises)
        return Below(list(map(touch, body.entries)), list(named), list(promised))

    def _plainly(self, text: str, start: int) -> Below:
        """The same of lines that have nothing to do with one another. Raises Doubtful where some may have."""
        found, closeness = Below([], [], []), self._closeness
        for number, line in enumerate(text[start:].split("\n"), text.count("\n", 0, start) + 1):
            if line[:2] == "- ":
                day, said = _DAYS[line[2:12]], line[13:]
                close = closeness.get(said.partition(":")[0])  # before a colon stands nobody
                has_links = "[[" in said
                if close is None and not has_links:
                    close = closeness.get(said.partition(" ")[0])
                if not day or close is None or line[12] != " ":
                    self._bullet(found, line, number)
                    continue
                found.touches.append((day, close, number, ()))
                if has_links:
                    found.named += map(str.strip, LINK.findall(said))
            elif line and (line[0] in HASTY or (line[0] == "#" and DIGIT.search(line))):
                raise Doubtful
        return found

    def _bullet(self, found: Below, line: str, number: int) -> None:
        """Add what a line says that begins with a dash."""
        if bullet := BULLET.match(line):
            day = iso_day(bullet[1])
            if day is None:
                raise Doubtful
            entry = contents(line[bullet.end() :], number, (), day, self._kinds)
            found.touches.append(touch(entry))
            found.named += named_in((entry,), ())
        elif box := PROMISE.match(line):
            promise, doubt = read_promise(box, number)
            if doubt:
                raise Doubtful
            found.promised += named_in((), (promise,))
