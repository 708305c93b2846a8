"""The grammar of contact cards (vCard 2.1, 3.0, 4.0), as strict as the files are; what is written is stricter."""

import quopri
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from netjournal.exchange.rows import text_of
from netjournal.network.dataclass import dataclass, field, replace

LIMIT = 1_000_000
WIDTH = 75  # bytes of a line that is written, without its end
_HEAD_LIMIT = 2_000
_BOM = b"\xef\xbb\xbf"
_SHAPE = re.compile(rb"(?:[A-Za-z0-9_-]+\.)*[A-Za-z][A-Za-z0-9_/-]*[;:]")
_EDGE = re.compile(rb"\s*(?:[A-Za-z0-9_-]+\.)?(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_KNOWN = re.compile(
    rb"(?:[A-Za-z0-9_-]+\.)?(?:BEGIN|END|VERSION|FN|N|NICKNAME|PHOTO|BDAY|ADR|LABEL|TEL|EMAIL|MAILER|TZ|GEO|TITLE|ROLE"
    rb"|LOGO|AGENT|ORG|CATEGORIES|NOTE|PRODID|REV|SORT-STRING|SOUND|URL|UID|CLASS|KEY|IMPP|RELATED|X-[A-Z0-9-]+)[;:]"
)
_BINARY = re.compile(
    rb"(?:[A-Za-z0-9_-]+\.)*(?:(?:PHOTO|LOGO|SOUND|KEY)[;:]|[^:]{0,500};(?:ENCODING=)?\"?(?:B|BASE64)\"?[;:])",
    re.IGNORECASE,
)
_PRINTABLE = re.compile(rb"[^:]{0,500};(?:ENCODING=)?\"?QUOTED-PRINTABLE", re.IGNORECASE)
_LINE_END_CUT = (b"=0D=0A=", b"=0A=", b"=0d=0a=", b"=0a=")
_NAME = re.compile(r"(?:(.*)\.)?([A-Za-z][\w/-]*)", re.DOTALL)
_PARAMETER = re.compile(r';((?:[^;"]|"[^"]*"|")*)')
_CHARSET = re.compile(
    r"(?:iso-?8859-?[0-9]{1,2}|(?:windows-?|cp)125[0-8]|koi8-?[ru]|gb2312|gbk|gb18030|big5"
    r"|shift[_-]?jis|euc-?(?:jp|kr)|iso-?2022-?(?:jp|kr)|macintosh|latin-?1)",
    re.IGNORECASE,
)
_AT_SEMICOLONS = re.compile(r"\\.|;", re.DOTALL)
_AT_COMMAS = re.compile(r'\\.|"[^"]*"(?=\s*(?:[,;]|\Z))|[,;]', re.DOTALL)
_QUOTED = re.compile(r'\A"(.*)"\Z', re.DOTALL)
_SIGNS = re.compile(r"[\\,;]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its name in capitals, its parameters in capitals but for their values, its decoded value.

    `value` still has its backslashes; `group` is "" where there is none; a bare parameter (2.1) is a TYPE.
    """

    group: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str

    @property
    def text(self) -> str:
        return unescaped(self.value)

    @property
    def fields(self) -> tuple[str, ...]:
        """The parts between semicolons."""
        return tuple(map(unescaped, _pieces(self.value, _AT_SEMICOLONS)))

    @property
    def items(self) -> tuple[str, ...]:
        """The parts between commas (or semicolons), quotes around a part taken off."""
        pieces = (_QUOTED.sub(r"\1", piece.strip()) for piece in _pieces(self.value, _AT_COMMAS))
        return tuple(map(unescaped, pieces))

    def parameter(self, name: str) -> str:
        return next((value for key, value in self.parameters if key == name), "")

    @property
    def types(self) -> tuple[str, ...]:
        """Its types in lower case, however they are written."""
        joined = ",".join(value for key, value in self.parameters if key == "TYPE")
        return tuple(word for word in re.split(r"[,\s]+", joined.lower()) if word)


@dataclass(slots=True)
class Block:
    """What stands between BEGIN:VCARD and END:VCARD, the n-th of its file; `trouble` is why it cannot be used."""

    number: int
    properties: list[Property] = field(default_factory=list)
    size: int = 0
    trouble: str = ""
    ended: bool = False
    agents: int = 0

    def take(self, line: bytes) -> None:
        """Another content line, unless the card has grown too large to be one."""
        self.size += len(line)
        if self.size > LIMIT:
            self.properties.clear()
            self.trouble = f"larger than {LIMIT:,} bytes"
        if self.trouble or self.agents:
            return
        found = parsed(line)
        if found:
            self.properties.append(found)


def blocks(physical: Iterable[bytes]) -> Iterator[Block]:
    """The cards in these lines one by one: one that isn't closed ends where the next begins, junk is passed over."""
    card: Block | None = None
    count = 0
    for line in unfolded(physical):
        edge = _EDGE.fullmatch(line)
        if edge is None:
            if card:
                card.take(line)
        elif edge[1].upper() == b"END":
            if card and not _closes_agent(card):
                card.ended = True
                yield card
                card = None
        elif card is None or not _opens_agent(card):
            if card:
                yield card
            count += 1
            card = Block(count)
    if card:
        yield card


def begins_card(line: bytes) -> bool:
    """Whether a card begins at this line."""
    edge = _EDGE.fullmatch(line.removeprefix(_BOM))
    return edge is not None and edge[1].upper() == b"BEGIN"


def unfolded(physical: Iterable[bytes]) -> Iterator[bytes]:
    """The content lines, joined again where they were folded, and where a fold was broken; pictures only in part."""
    held = _Held(b"")
    for line in physical:
        line = line.removeprefix(_BOM)
        if not line.strip():
            held.blank = True
        elif held.goes_on_with(line):
            held.add(line)
        else:
            if held.text:
                yield held.whole
            held = _Held(line)
    if held.text:
        yield held.whole


def parsed(line: bytes) -> Property | None:
    """The property a content line is; None where it is none."""
    end = _end_of_head(line)
    head, semicolon, rest = text_of(line[: max(end, 0)]).partition(";")
    name = _NAME.fullmatch(head.strip()) if end <= _HEAD_LIMIT else None
    if name is None:
        return None
    parameters = tuple(map(_parameter, _PARAMETER.findall(semicolon + rest)))
    return Property(name[1] or "", name[2].upper(), parameters, _decoded(line[end + 1 :], dict(parameters)))


def unescaped(value: str) -> str:
    r"""The value with `\n` as a newline and every other backslash taken off."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def written(name: str, value: str) -> str:
    """A content line as it is written: in CRLF, folded at 75 bytes and never inside a character."""
    rest = f"{name}:{value}"
    lines: list[str] = []
    room = WIDTH
    while len(rest.encode()) > room:
        head = rest.encode()[:room].decode(errors="ignore")
        lines.append(head)
        rest, room = rest[len(head) :], WIDTH - 1
    return "\r\n ".join([*lines, rest]) + "\r\n"


def escaped(text: str) -> str:
    r"""The text as a value: line ends as `\n`, a backslash before each sign that would part it."""
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\n")


class _Held:
    """A content line while its folded parts are gathered."""

    def __init__(self, line: bytes) -> None:
        self.text = bytearray(line)
        self.blank = False
        self._is_binary = _BINARY.match(line) is not None
        self._is_printable = _PRINTABLE.match(line) is not None
        self._is_edge = _EDGE.fullmatch(line) is not None

    @property
    def whole(self) -> bytes:
        return bytes(self.text[:_HEAD_LIMIT] if self._is_binary else self.text)

    @property
    def _is_cut(self) -> bool:
        """Whether a quoted-printable line says that it goes on."""
        return self._is_printable and self.text.endswith(b"=")

    def goes_on_with(self, line: bytes) -> bool:
        if not self.text or self._is_edge or (_EDGE.fullmatch(line) and line[:1] not in b" \t"):
            return False
        if self._is_cut:
            # Some phones end the last line with a "=" too: then what follows is the next property.
            after_line_end = self.text.endswith(_LINE_END_CUT) and not self.blank
            return after_line_end or not _KNOWN.match(line)
        return line[:1] in b" \t" or not _SHAPE.match(line)

    def add(self, line: bytes) -> None:
        self.blank = False
        if self._is_binary or len(self.text) > LIMIT:
            return
        if self._is_cut:
            self.text[-1:] = line
        elif line[:1] in b" \t":
            self.text += line[1:]
        else:
            self.text += b"\n" + line


def _opens_agent(card: Block) -> bool:
    """Whether a BEGIN inside the card is that of an AGENT's card (2.1), which is passed over."""
    last = card.properties[-1] if card.properties else None
    if not card.agents:
        if last is None or last.name != "AGENT" or last.value.strip():
            return False
        card.properties[-1] = replace(last, value="a card")
    card.agents += 1
    return True


def _closes_agent(card: Block) -> bool:
    if not card.agents:
        return False
    card.agents -= 1
    return True


def _end_of_head(line: bytes) -> int:
    """Where the colon before the value stands: the first outside quotes, or of all; -1 where there is none."""
    quoted = False
    for sign in re.finditer(rb'[":]', line):
        if sign[0] == b":" and not quoted:
            return sign.start()
        quoted = quoted != (sign[0] == b'"')
    return line.find(b":")


def _decoded(raw: bytes, parameters: dict[str, str]) -> str:
    if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(raw)
    charset = parameters.get("CHARSET", "")
    if _CHARSET.fullmatch(charset):
        with suppress(LookupError):
            return raw.decode(charset, "replace")
    return "\n".join(map(text_of, raw.split(b"\n")))


def _parameter(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if equals:
        return key.strip().upper(), value.strip().replace('"', "")
    bare = text.strip().upper()
    return ("ENCODING" if bare in ("QUOTED-PRINTABLE", "BASE64", "B") else "TYPE"), bare


def _pieces(value: str, signs: re.Pattern[str]) -> Iterator[str]:
    start = 0
    for sign in signs.finditer(value):
        if sign[0] in (",", ";"):
            yield value[start : sign.start()]
            start = sign.end()
    yield value[start:]
