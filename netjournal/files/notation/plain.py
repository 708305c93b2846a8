"""The fields of the plainest front matter as texts, without nodes and places; whatever is doubtful is left to `tree`.

It takes less than `subset` does, in a quarter of the time: tests/files/test_skim.py holds that it says the same.
"""

from netjournal.files.notation.subset import LONGEST
from netjournal.network.pattern import pattern

# All of it is one expression, for asking it row by row took most of the time. None of its parts gives back what it
# took (`*+`), so that a page of any length is looked at once.
KEY = r"\w[\w-]{0,99}+"
SAID = r"[\w+(][^:#\n]*+(?:(?::(?=[^ :\n])|(?<! )#)[^:#\n]*+)*+"
QUOTED = r""""[^"\\\n ][^"\\\n]*+"|'[^'\n ][^'\n]*+'"""
IN_FLOW = rf"(?:(?:{QUOTED}) *+|[\w+(][^,\[\]{{}}:#?\"\n]*+)"
ITEMS = rf"\[ *+{IN_FLOW}(?:, *+{IN_FLOW})*+\]"
PAIRS = rf"\{{ *+{KEY}: ++{IN_FLOW}(?:, *+{KEY}: ++{IN_FLOW})*+\}}"
AT_MARGIN = rf"{KEY}:(?: ++(?:{SAID}|{QUOTED}|{ITEMS}|{PAIRS}))?+"
BELOW = rf" *+- ++(?:{SAID}|{QUOTED}|{PAIRS})| ++{KEY}: ++(?:{SAID}|{QUOTED})"
PLAIN = pattern(rf"(?:(?:{AT_MARGIN}|{BELOW})\n)++")
ITEM = pattern(IN_FLOW)
PAIR = pattern(rf"({KEY}): ++({IN_FLOW})")

Map = dict[str, str]
Item = str | Map
Value = Item | list[Item]


class Doubtful(Exception):
    """Something here is for a careful reader to judge."""


def plain_fields(source: str) -> dict[str, Value]:
    """The fields that front matter holds, an empty text where one is left empty; no text in a list or map is empty.

    Raises Doubtful, also where a field stands twice.
    """
    if len(source) > LONGEST or " \n" in source or "null" in source or not PLAIN.fullmatch(source):
        raise Doubtful
    if not source.replace("\n", "").isprintable():
        raise Doubtful
    fields: dict[str, Value] = {}
    key, below = "", list[str]()
    for row in source.split("\n"):
        if row[:1] == " " or row[:2] == "- ":
            below.append(row)
            continue
        if below:
            if key not in fields or fields[key]:
                raise Doubtful
            fields[key] = _block(below)
            below = []
        key, _, said = row.partition(": ")
        if not said:
            key = key[:-1]
        if key in fields:
            raise Doubtful
        fields[key] = _value(said.lstrip(" ")) if said else ""
    del fields[""]  # of the last row, which is empty
    return fields


def _value(said: str) -> Value:
    """The value that stands behind a key."""
    sign = said[0]
    if sign == "[":
        return _items(said)
    return _pairs(said) if sign == "{" else _text(said)


def _block(rows: list[str]) -> Value:
    """The list or map that stands in rows of one indentation."""
    bare = [row.lstrip(" ") for row in rows]
    shapes = {(len(row) - len(said), said[:2] == "- ") for row, said in zip(rows, bare, strict=True)}
    if len(shapes) > 1:
        raise Doubtful
    if bare[0][:2] == "- ":
        return [_item(said[2:].lstrip(" ")) for said in bare]
    return _map([said.partition(": ") for said in bare])


def _item(said: str) -> Item:
    return _pairs(said) if said[0] == "{" else _text(said)


def _map(pairs: list[tuple[str, str, str]]) -> Map:
    found = {name: _text(said.lstrip(" ")) for name, _, said in pairs}
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
        return _map([(name, ":", value.rstrip(" ")) for name, value in PAIR.findall(said)])
    return _map([pair.strip(" ").partition(": ") for pair in said[1:-1].split(",")])
