"""The fields of the plainest front matter as texts, without nodes and places; whatever is doubtful is left to `tree`.

It takes less than `subset` does, in a fifth of the time: tests/files/test_skim.py holds that it says the same.
"""

from netjournal.files.notation.subset import LONGEST
from netjournal.network.pattern import pattern

# Each field is one expression, for asking row by row took most of the time. None of its parts gives back what it took
# (`*+`), so that a page of any length is looked at once.
KEY = r"\w[\w-]{0,99}+"
SAID = r"[\w+(][^:#\n]*+(?:(?::(?=[^ :\n])|(?<! )#)[^:#\n]*+)*+"
QUOTED = r""""[^"\\\n ][^"\\\n]*+"|'[^'\n ][^'\n]*+'"""
IN_FLOW = rf"(?:(?:{QUOTED}) *+|[\w+(][^,\[\]{{}}:#?\"\n]*+)"
ITEMS = rf"\[ *+{IN_FLOW}(?:, *+{IN_FLOW})*+\]"
PAIRS = rf"\{{ *+{KEY}: {IN_FLOW}(?:, *+{KEY}: {IN_FLOW})*+\}}"
ITEM_BELOW = rf"- (?:{SAID}|{QUOTED}|{PAIRS})"
PAIR_BELOW = rf"{KEY}: (?:{SAID}|{QUOTED})"
BELOW = rf"\n( *+){ITEM_BELOW}(?:\n\4{ITEM_BELOW})*+|\n( ++){PAIR_BELOW}(?:\n\5{PAIR_BELOW})*+"
FIELD = pattern(rf"({KEY}):(?: ({SAID}|{QUOTED}|{ITEMS}|{PAIRS})|({BELOW})?+)\n")
ITEM = pattern(IN_FLOW)
PAIR = pattern(rf"({KEY}): ({IN_FLOW})")

Map = dict[str, str]
Item = str | Map
Value = Item | list[Item]


class Doubtful(Exception):
    """Something here is for a careful reader to judge."""


def plain_fields(source: str) -> dict[str, Value]:
    """The fields that front matter holds, an empty text where one is left empty; no text in a list or map is empty.

    Raises Doubtful, also where a field stands twice.
    """
    if len(source) > LONGEST or " \n" in source or "null" in source or not source.replace("\n", "").isprintable():
        raise Doubtful
    fields: dict[str, Value] = {}
    found, length = FIELD.findall(source), 0
    for key, said, below, _, _ in found:
        length += len(key) + len(said) + len(below) + (3 if said else 2)
        fields[key] = _value(said) if said else _block(below) if below else ""
    if length < len(source) or len(fields) < len(found):  # something stands between, or twice
        raise Doubtful
    return fields


def _value(said: str) -> Value:
    """The value that stands behind a key."""
    sign = said[0]
    if sign == "[":
        return _items(said)
    return _pairs(said) if sign == "{" else _text(said)


def _block(below: str) -> Value:
    """The list or map that stands in rows of one indentation, each after a line end."""
    rows = [row.lstrip(" ") for row in below[1:].split("\n")]
    if rows[0][:2] == "- ":
        return [_pairs(row[2:]) if row[2] == "{" else _text(row[2:]) for row in rows]
    return _map([row.split(": ", 1) for row in rows])


def _map(pairs: list[list[str]]) -> Map:
    found = {name: _text(said) for name, said in pairs}
    if len(found) < len(pairs):
        raise Doubtful
    return found


def _text(said: str) -> str:
    return said[1:-1] if said[0] in "\"'" else said


def _items(said: str) -> list[Item]:
    """The texts of a list in brackets."""
    if '"' in said or "'" in said:
        return [_text(item.rstrip(" ")) for item in ITEM.findall(said)]
    return [item.strip(" ") for item in said[1:-1].split(",")]


def _pairs(said: str) -> Map:
    """The pairs of a map in brackets."""
    if '"' in said or "'" in said:
        return _map([[name, value.rstrip(" ")] for name, value in PAIR.findall(said)])
    return _map([pair.strip(" ").split(": ") for pair in said[1:-1].split(",")])
