"""Tables as other programs write them: any usual encoding and delimiter, read row by row in bounded memory."""

import codecs
import csv
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from netjournal.exchange.card import NotThisFormat, Skipped, one_line
from netjournal.network.dataclass import dataclass

CHUNK = 65_536
RECORD_LIMIT = 1_000_000
DELIMITERS = ",;\t|"
_HEADER_WITHIN = 50
_REPLAYS = 100
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = {codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be"}
_ESCAPED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
_NOT_A_TABLE = (
    (r"\s*BEGIN:VCARD", "a file of contact cards; try `netjournal import vcard`"),
    (r"PK\x03\x04", "an archive or a spreadsheet; unpack it, or save it as CSV"),
    ("ÐÏ\x11à", "an old spreadsheet; save it as CSV"),
    (r"%PDF", "a PDF"),
    (r"\s*BEGIN:VCALENDAR", "a calendar"),
    (r"\s*\{\s*\"friends_v2\"", "Facebook's friends; see `netjournal import facebook`"),
    (r"\s*\{\s*\"about\"", "JSON, maybe Telegram's; see `netjournal import telegram`"),
    (r"\s*[{\[]", "JSON"),
    (r"\s*<", "HTML or XML"),
)
_KNOWN_TABLES = (
    ("connectedon", "LinkedIn's Connections.csv; try `netjournal import linkedin`"),
    ("groupmembership", "a table of Google Contacts; try `netjournal import google`"),
    ("phoneticfirstname", "a table of Google Contacts; try `netjournal import google`"),
    ("businessphone", "a table of Outlook's; try `netjournal import outlook`"),
)

Header = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `line` is where it starts in the file, `cells` go by their column's folded name."""

    line: int
    cells: dict[str, str]

    @property
    def record(self) -> str:
        return f"line {self.line}"

    def first(self, *columns: str) -> str:
        """The first of these cells that is not empty."""
        return next((text for column in columns if (text := self.cells.get(column, ""))), "")

    def all(self, *columns: str) -> tuple[str, ...]:
        """Those of these cells that are not empty."""
        return tuple(text for column in columns if (text := self.cells.get(column, "")))


@dataclass(frozen=True, slots=True)
class Table:
    """A header, folded, and the rows below it, read as they are asked for."""

    header: Header
    rows: Iterator[Row | Skipped]


def table(stream: BinaryIO, wanted: str, is_header: Callable[[Header], bool]) -> Table:
    """The table in the stream, below the first row that `is_header` (of folded names) accepts.

    Raises NotThisFormat, which says what was found instead of `wanted`, where no row near the top is one.
    """
    numbered = iter(lines(stream, RECORD_LIMIT))
    head = [text_of(line) for line in islice(numbered, _HEADER_WITHIN)]
    for delimiter in DELIMITERS:
        for used, cells in _rows_of(head, delimiter):
            header = tuple(folded(cell) for cell in cells)
            if is_header(header):
                feed = _Feed(chain(head[used:], map(text_of, numbered)), used)
                return Table(header, _rows(feed, delimiter, header))
    raise NotThisFormat(wanted, found_in(head))


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's bytes without a byte order mark, in UTF-8 where they were UTF-16."""
    first = stream.read(CHUNK)
    encoding = _UTF32.get(first[:4]) or _UTF16.get(first[:2]) or _without_mark(first[:80])
    later = iter(lambda: stream.read(CHUNK), b"")
    if not encoding:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from later
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chain((first,), later):
        yield decoder.decode(chunk).removeprefix("\ufeff").encode()
    yield decoder.decode(b"", final=True).encode()


def _without_mark(first: bytes) -> str:
    """UTF-16 that doesn't say so: letters of Europe with a NUL beside each."""
    even, odd = first[::2].count(0), first[1::2].count(0)
    if max(even, odd) <= len(first) * 3 // 8 or min(even, odd) or len(first) < 8:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The stream's lines without their ends (CRLF, LF or CR); one longer than `limit` comes cut to limit + 1 bytes."""
    rest = b""
    for chunk in chunks(stream):
        whole = (rest + chunk).splitlines(keepends=True)
        rest = whole.pop()[: limit + 1] if whole and not whole[-1].endswith(b"\n") else b""
        for line in whole:
            yield line.rstrip(b"\r\n")[: limit + 1]
    if rest:
        yield rest.rstrip(b"\r\n")


def text_of(line: bytes) -> str:
    """The line's text: UTF-8 where it is that, else Windows' cp1252."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def folded(text: str) -> str:
    """A column's name without case, accents, blanks or signs: `Prénom ` and `prenom` are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def unescaped(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def found_in(head: list[str]) -> str:
    """What a file that starts with these lines is, in words."""
    start = "\n".join(head)[:CHUNK]
    if not start.strip():
        return "empty"
    for pattern, words in _NOT_A_TABLE:
        if re.match(pattern, start):
            return words
    if len(re.findall("[\0-\x08\x0e-\x1f]", start)) > len(start) // 20:
        return "a binary file"
    names = {folded(cell) for delimiter in DELIMITERS for _, cells in _rows_of(head, delimiter) for cell in cells}
    for name, words in _KNOWN_TABLES:
        if name in names:
            return words
    return _columns(head)


def _columns(head: list[str]) -> str:
    first = next(line for line in head if line.strip())
    delimiter = max(DELIMITERS, key=first.count)
    cells = next(csv.reader([first[:2000]], delimiter=delimiter), [first])
    shown = ", ".join(repr(one_line(cell)[:40]) for cell in cells[:8])
    return f"a table with the columns {shown}" if len(cells) > 1 else f"text that starts with {shown}"


def _rows_of(head: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of the head with the count of lines up to its end."""
    csv.field_size_limit(10 * RECORD_LIMIT)
    reader = csv.reader((line + "\n" for line in head), delimiter=delimiter)
    for cells in reader:
        yield reader.line_num, cells


class _Feed:
    """Lines for csv.reader; it remembers those of the record being read, so that they can be read again."""

    def __init__(self, source: Iterator[str], line: int) -> None:
        self._source = source
        self._again: deque[str] = deque()
        self._used: list[str] = []
        self._size = 0
        self._replays = 0
        self._line = line
        self.unclosed = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = None if self._size > RECORD_LIMIT else self._next_line()
        if line is None:
            self.unclosed = bool(self._used)
            raise StopIteration
        self._used.append(line)
        self._size += len(line) + 1
        return line + "\n"

    def _next_line(self) -> str | None:
        return self._again.popleft() if self._again else next(self._source, None)

    def begin(self) -> None:
        """A record starts at the next line."""
        self._line += len(self._used)
        self._used, self._size, self.unclosed = [], 0, False

    @property
    def line(self) -> int:
        return self._line + 1

    @property
    def too_long(self) -> bool:
        return any(len(line) > RECORD_LIMIT // 4 and len(line.encode()) > RECORD_LIMIT for line in self._used)

    def give_back(self) -> None:
        """All lines but the first will be read again (not for ever: a hostile file could ask for it at every line)."""
        if self._replays >= _REPLAYS:
            return
        self._replays += 1
        self._again.extendleft(reversed(self._used[1:]))
        del self._used[1:]


def _rows(feed: _Feed, delimiter: str, header: Header) -> Iterator[Row | Skipped]:
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.begin()
        cells = next(reader, None)
        if cells is None:
            return
        if feed.too_long:
            yield Skipped(f"line {feed.line}", f"longer than {RECORD_LIMIT:,} bytes")
        elif feed.unclosed:
            yield Skipped(f"line {feed.line}", "a quote is opened there and never closed")
            feed.give_back()
        elif cells:
            yield _row(feed.line, header, cells)


def _row(line: int, header: Header, cells: list[str]) -> Row | Skipped:
    if not any(map(str.strip, cells)):
        return Skipped(f"line {line}", "an empty row")
    if any(map(str.strip, cells[len(header) :])):
        return Skipped(f"line {line}", f"{len(cells)} cells where the header has {len(header)}")
    if len(cells) == 1 and len(header) > 2:
        return Skipped(f"line {line}", f"one cell where the header has {len(header)}")
    named: dict[str, str] = {}
    for column, cell in zip(header, cells, strict=False):
        text = unescaped(cell.strip())
        if text and column not in named:
            named[column] = text
    return Row(line, named)
