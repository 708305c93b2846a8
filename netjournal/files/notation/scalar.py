"""How a text is written on one line so that every YAML reader reads that very text."""

import datetime
import re
import unicodedata

from netjournal.errors import CannotBeWritten
from netjournal.network.pattern import pattern

MOST_KEY = 1000  # a YAML parser gives up looking for the colon after 1024 characters

JOINERS = "\u200c\u200d"  # Persian names and family emoji are spelt with these
ESCAPES = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r",
    "\x1b": "\\e", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
PLAIN_KEYS = ("on",)  # `met: {on: ...}`, as the format writes it; YAML 1.1 alone takes it for a yes
ISO_DAY = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
OTHER_READERS = pattern(r"[yYnN]|[-+]?[\d_.]*\d[\d_.]*(?:[eE][-+]?\d+)?|0[oObBxX][\da-fA-F_]+", re.ASCII)
NEVER_FIRST = pattern(r"[-?:](?:\s|$)|---|\.\.\.|[,\[\]{}#&*!|>'\"%@`=~<\s]")
NEVER_INSIDE = pattern(r":\s|:$|\s#|\s$")
NEVER_IN_FLOW = pattern(r"[,\[\]{}?]|^[-:]")


def plain_or_quoted(text: str, flow: bool = False) -> str:
    """The text on one line of YAML: plain where every reader takes it for that text or that day, else double-quoted.

    `flow` is whether it stands inside brackets. Raises CannotBeWritten for lone surrogates.
    """
    if _is_plain(text, flow) and (_stays_text(text) or _is_day(text)):
        return text
    return _quoted(text)


def key(text: str) -> str:
    """A map's key on one line of YAML, inside brackets or not, without the colon.

    Raises CannotBeWritten for lone surrogates and for over 1000 characters as written.
    """
    is_plain = _is_plain(text, flow=True) and (_stays_text(text) or text in PLAIN_KEYS)
    written = text if is_plain else _quoted(text)
    if len(written) > MOST_KEY:
        raise CannotBeWritten(f"{text[:20]!r}...", f"a field's name has at most {MOST_KEY} characters")
    return written


def _is_plain(text: str, flow: bool) -> bool:
    """Whether the text without quotes is one scalar, whatever its type."""
    if not text or NEVER_FIRST.match(text) or NEVER_INSIDE.search(text) or (flow and NEVER_IN_FLOW.search(text)):
        return False
    return text.isprintable() or all(_is_shown(character) for character in text)


def _stays_text(text: str) -> bool:
    """Whether readers that give types to plain values leave this one a text."""
    import yaml

    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    known = [*resolvers.get(text[0], ()), *resolvers.get(None, ())]
    return not OTHER_READERS.fullmatch(text) and not any(pattern.match(text) for _, pattern in known)


def _is_day(text: str) -> bool:
    if not ISO_DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if _is_shown(character):
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise CannotBeWritten(repr(character), "it is half of a character, which UTF-8 cannot hold")
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _is_shown(character: str) -> bool:
    """Whether a character may stand on a page as it is: it prints, or is a space of some width, or joins letters."""
    return character.isprintable() or character in JOINERS or unicodedata.category(character) == "Zs"
