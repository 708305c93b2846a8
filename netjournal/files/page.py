"""A page as exact text, and new pages; edits of its front matter stand in `splice`."""

import re
from collections.abc import Mapping, Sequence

from netjournal.errors import CannotBeWritten
from netjournal.files.notation.scalar import key as written_key
from netjournal.files.notation.scalar import plain_or_quoted
from netjournal.files.notation.tree import Node, Unreadable, fences, front_matter
from netjournal.network.dataclass import dataclass

Value = str | tuple["Value", ...] | Mapping[str, "Value"]

BOM = "\ufeff"
WIDEST_LIST = 90


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a file, without the BOM it may begin with."""

    text: str
    bom: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return ((BOM if self.bom else "") + self.text).encode()

    @property
    def newline(self) -> str:
        """The line end of the page's first line."""
        return "\r\n" if self.text.partition("\n")[0].endswith("\r") else "\n"

    @property
    def front(self) -> Node | None:
        """The front matter, None where there is none. Raises Unreadable."""
        return front_matter(self.text)[0]

    @property
    def body_start(self) -> int:
        """Where the body begins. Raises Unreadable where the front matter is never closed."""
        place = fences(self.text)
        return place.body if place else 0


def read_page(data: bytes) -> Page:
    """The page that a file's bytes hold. Raises Unreadable for what is empty, no text, or not UTF-8."""
    if not data.removeprefix(BOM.encode()):
        raise Unreadable(1, 1, "empty", "empty file", "restore it, for example with git checkout, or delete it")
    if b"\0" in data:
        raise Unreadable(1, 1, "binary", "not a text file", "move it out of the journal's folders")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line, column = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        says = f"not UTF-8 (byte 0x{data[error.start]:02X})"
        raise Unreadable(line, column, "encoding", says, "convert it with iconv -f latin1 -t utf-8") from None
    return Page(text.removeprefix(BOM), text.startswith(BOM))


def new_page(fields: Sequence[tuple[str, Value]], body: str = "") -> Page:
    """A page with these fields in this order, empty ones left out, and that body.

    Raises CannotBeWritten for what no text file can hold.
    """
    if re.search("[\0\ud800-\udfff]", body):
        raise CannotBeWritten("this text", "it holds a NUL or half of a character")
    lines = "".join(f"{line}\n" for key, value in fields if value for line in field(key, value, "\n").split("\n"))
    text = body.strip("\n")
    return Page(f"---\n{lines}---\n" + (f"\n{text}\n" if text else ""))


def field(key: str, value: Value, newline: str) -> str:
    """One key with its value, as the lines of front matter, the last without its line end."""
    if isinstance(value, str):
        return f"{written_key(key)}: {plain_or_quoted(value)}"
    flow = in_brackets(value)
    if len(flow) <= WIDEST_LIST and not _is_nested(value):
        return f"{written_key(key)}: {flow}"
    return newline.join([f"{written_key(key)}:", *(f"  {row}" for row in in_rows(value))])


def in_rows(value: Value) -> list[str]:
    """A list or map as lines without their indent."""
    if isinstance(value, Mapping):
        return [f"{written_key(name)}: {in_brackets(each)}" for name, each in value.items()]
    return [f"- {in_brackets(each, flow=False)}" for each in value]


def in_brackets(value: Value, flow: bool = True) -> str:
    """A value on one line; `flow` is whether a text stands inside brackets."""
    if isinstance(value, str):
        return plain_or_quoted(value, flow)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{written_key(name)}: {in_brackets(each)}" for name, each in value.items()) + "}"
    return "[" + ", ".join(map(in_brackets, value)) + "]"


def _is_nested(value: Value) -> bool:
    parts = value.values() if isinstance(value, Mapping) else () if isinstance(value, str) else value
    return any(not isinstance(part, str) for part in parts)
