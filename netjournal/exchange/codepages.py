"""Which code page a text was written in that is no Unicode: the one in which its words look most like words."""

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, cast

from netjournal.exchange.card import NotThisFormat

WESTERN = "cp1252"
ALPHABETS = (WESTERN, "cp1250", "cp1251", "cp1256", "mac_roman")
EAST_ASIAN = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
SAMPLE = 200_000
CHUNK = 65_536
MOST_WORDS = 2_000
_HIGH = re.compile(rb"[^,;\t|\"\r\n ]*[\x80-\xff]+[^,;\t|\"\r\n ]*")
_NO_LETTERS = frozenset(("Cc", "Cn", "Co", "So", "Sk"))
_WORDS = re.compile(r"[^\W\d_]+")
_SIGNS_OF_1250 = re.compile(r"[\u00a3\u00b3\u00af\u00bf\u00b9\u00a5\u00bc\u00be]")


class _Recoded(io.RawIOBase):
    """A stream whose text comes in UTF-8."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._decoder = codecs.getincrementaldecoder(name)("replace")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            while part := self._stream.read(size if size > 0 else CHUNK):
                if text := self._decoder.decode(part):
                    return text.encode("utf-8", "replace")
            return self._decoder.decode(b"", final=True).encode("utf-8", "replace")
        except UnicodeError as error:
            raise NotThisFormat(f"a text in {self._name}", str(error)) from None


def recoded(stream: BinaryIO, wanted: str) -> tuple[BinaryIO, str]:
    """The stream in UTF-8, and the code page it was read in: the one wanted, else guessed where it is no Unicode.

    Without either it is the stream itself: single lines that aren't UTF-8 are left to whoever reads lines.
    """
    start = stream.read(SAMPLE)
    stream.seek(0)
    name = wanted or (guessed(start) if _is_of_a_code_page(start) else "")
    return (cast(BinaryIO, _Recoded(stream, name)) if name else stream), name


def _is_of_a_code_page(start: bytes) -> bool:
    """Whether a text has letters beyond ASCII and no line with such letters is UTF-8; cards may say it themselves."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start or b"CHARSET=" in start.upper():
        return False
    whole = start.splitlines()[: -1 if len(start) == SAMPLE else None] or [start]
    lines = [line for line in whole if not line.isascii()]
    return bool(lines) and not any(map(_is_utf8, lines))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def guessed(data: bytes) -> str:
    """The code page of a text that is not UTF-8, cp1252 where nothing speaks for another."""
    words = _HIGH.findall(data[:SAMPLE])[:MOST_WORDS]
    best, least = WESTERN, 1.0
    for name in (*ALPHABETS, *EAST_ASIAN):
        strange = _strangeness(words, name)
        if strange < least - 0.05:
            best, least = name, strange
    return best


def is_known(name: str) -> bool:
    """Whether there is a code page of that name for text."""
    try:
        return isinstance(b"ab".decode(name, "replace"), str) and bool(codecs.getincrementaldecoder(name))
    except (LookupError, UnicodeError, ValueError):
        return False


def _strangeness(words: list[bytes], name: str) -> float:
    """The share of words that look like none in that code page."""
    strange = 0.0
    for word in words:
        try:
            text = word.decode(name)
        except UnicodeDecodeError:
            strange += 1
            continue
        strange += max(_doubts(text, name), default=0.0)
    return strange / max(1, len(words))


def _doubts(text: str, name: str) -> Iterator[float]:
    """How little each part of a text looks like one of a language's words, from 0 to 1."""
    if _SIGNS_OF_1250.search(text) or any(unicodedata.category(char) in _NO_LETTERS for char in text):
        yield 1.0
    for word in _WORDS.findall(text):
        scripts = {_script(char) for char in word}
        if len(scripts) > 1 and not scripts <= {"HIRAGANA", "KATAKANA", "CJK"}:
            yield 1.0
        if name in EAST_ASIAN:
            yield 0.9 if scripts & {"HALFWIDTH", "LATIN", "CYRILLIC", "GREEK"} else 0.1
        elif "LATIN" in scripts and len(word) > 2 and not any(char.isascii() for char in word):
            yield 1.0
        elif re.search(r"[^\W\d_A-Z]", word) and any(char.isupper() for char in word[1:] if not char.isascii()):
            yield 0.8
        elif "LATIN" in scripts and name != WESTERN:
            yield 0.3


def _script(char: str) -> str:
    return unicodedata.name(char, "?").partition(" ")[0]
