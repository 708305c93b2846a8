"""What the keys of front matter mean: nodes become people, organisations, gatherings and settings."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import TypeVar

from netjournal.files.notation.tree import LIST, MAP, TEXT, Node
from netjournal.network.day import Birthday, iso_day, partial_day, read_birthday
from netjournal.network.evidence import Problem, Said
from netjournal.network.names import fold
from netjournal.network.pattern import pattern
from netjournal.network.person import Extra, Met, Need, Role, Tie
from netjournal.network.rhythm import Allowance, Rhythm, read_allowance, read_rhythm

T = TypeVar("T")

SHORT_DAY = pattern(r"\d{4}-(?:\d-\d{1,2}|\d{2}-\d)")

# Other tools' keys, by the key they are read as; the journal's own key comes first.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "aliases": ("aliases", "alias", "nickname", "nicknames"),
    "email": ("email", "emails"),
    "phone": ("phone", "phones", "mobile", "telephone"),
    "url": ("url", "urls", "website", "linkedin_url"),
    "city": ("city", "location", "lives"),
    "birthday": ("birthday", "birthdate", "dob", "bday"),
    "tags": ("tags", "tag", "interests", "skills"),
    "every": ("every", "cadence", "contactfrequency"),
}
COMPANY_KEYS = ("company", "organization", "organisation", "org", "organizations", "organisations")
TITLE_KEYS = ("title", "job")
ROLE_KEYS = COMPANY_KEYS + TITLE_KEYS
NAME_KEYS = ("first_name", "last_name")
MET_KEYS = {"introduced_by": "through", "met_at": "at", "first_contact": "on"}
LAST_CONTACT = ("last_contact", "lastcontact")
PERSON_KEYS = frozenset(
    ("name", "roles", "circle", "offers", "asks", "ask_at_most", "met", "why", "ties", "uid", "self", "died")
).union(("archived", "private", "status"), ROLE_KEYS, NAME_KEYS, MET_KEYS, LAST_CONTACT, *SPELLINGS.values())
ORGANISATION_KEYS = frozenset(("name", "asks", "offers", "why")).union(
    *(SPELLINGS[key] for key in ("aliases", "url", "city", "tags"))
)
GATHERING_KEYS = frozenset(("date", "name", "kind", "place", "invited", "came"))
PARTS = ("what", "heard", "for", "role", "org", "since", "until", "on", "at", "through")
LOOKS_LIKE_DAY = pattern(r"[\d./-]+")
YES, NO = ("true", "yes", "on", "y", "1"), ("false", "no", "off", "n", "0", "")


class Fields:
    """The keys of one page, read one by one; what cannot be meant is added to `problems`."""

    def __init__(self, front: Node | None, file: str, source: str, known: frozenset[str]) -> None:
        self.file, self.source, self.known = file, source, known
        self.problems: list[Problem] = []
        self.values: dict[str, tuple[Node, Node]] = {}
        self.extras: list[Extra] = []
        self.spelt: dict[str, str] = {}
        for key, value in front.pairs if front else ():
            self._take(key, value)
        self.keys = {key.casefold(): key for key in reversed(self.values)}

    def _take(self, key: Node, value: Node) -> None:
        if key.shape != TEXT:
            self._problem(key, "key", "a key must be a text", "quote it")
            return
        name, folded = key.text, key.text.casefold()
        is_known = folded in self.known
        if is_known:
            name = self.spelt.setdefault(folded, name)
        else:
            self.extras.append(Extra(name, self._written(value), key.line))
        if name not in self.values:
            self.values[name] = (key, value)
            return
        self._double(name, self.values[name][0], key)
        if is_known:
            self.extras.extend(Extra(name, self._written(each), each.line) for each in (self.values[name][1], value))
            self.values[name] = (key, Node(TEXT, "", True, False, key.line, key.column, value.start, value.start))

    def _double(self, name: str, first: Node, key: Node) -> None:
        says = f"{name} stands twice, on lines {first.line} and {key.line}"
        self._problem(key, "double", says, "keep one of them", "error")

    def _written(self, value: Node) -> str:
        """A value as a person would say it: the text, a list's items, or what was typed."""
        if value.shape == TEXT:
            return value.text
        if value.shape == LIST and all(item.shape == TEXT for item in value.items):
            return ", ".join(item.text for item in value.items if not item.is_empty)
        return re.sub(r"\s*\n\s*", " ", self.source[value.start : value.end].strip())

    def _problem(self, node: Node, code: str, says: str, do: str, severity: str = "warning") -> None:
        self.problems.append(Problem(self.file, node.line, node.column, code, severity, says, do))

    def _missing(self, key: str, node: Node) -> None:
        """Say so where a # turned a whole value into a comment."""
        rest = self.source[node.end : self.source.find("\n", node.end) % (len(self.source) + 1)]
        if not node.text and rest.strip().startswith("#") and re.match(r"\s*#\w", rest):
            self._problem(node, "comment", f"{key} is empty: what follows # is a comment", "quote it, or write a list")

    def has_any(self, keys: Iterable[str]) -> bool:
        """Whether one of these keys stands on the page, in whatever case."""
        return not self.keys.keys().isdisjoint(keys)

    def node(self, key: str) -> Node | None:
        """The value of a key, whatever its case; None where it is missing or empty."""
        name = key if key in self.values else self.keys.get(key)
        if name is None:
            return None
        value = self.values[name][1]
        if value.is_empty:
            self._missing(name, value)
            return None
        return value

    def column(self, key: str) -> int:
        """Where the value of a key stands on its line, 1 where there is none."""
        node = self.node(key)
        return _only(node).column if node else 1

    def text(self, key: str) -> Said | None:
        """One text; the first of a list that holds nothing else."""
        node = self.node(key)
        if node is None:
            return None
        node = _only(node)
        if node.shape != TEXT:
            self._problem(node, "shape", f"{key} takes one text", "write it on one line", "error")
            return None
        return None if node.is_empty else Said(node.text, node.line)

    def says_another(self, wanted: Mapping[str, str]) -> Said | None:
        """What a page says that it is under these keys, where none of them says the word wanted; None elsewhere.

        `[[People]]`, `#people` and `people/friends` say `People`.
        """
        found = None
        for key, word in wanted.items():
            for said in self._texts(key, node) if (node := self.node(key)) else ():
                words = {fold(part) for part in unlinked(said.text).removeprefix("#").split("/")}
                if fold(word) in words:
                    return None
                found = found or said
        return found

    def texts(self, key: str) -> tuple[Said, ...]:
        """A list of texts under any of the key's spellings; a single text stands for a list of one."""
        spellings = SPELLINGS.get(key) or (key,)
        if not self.has_any(spellings):
            return ()
        said: dict[str, Said] = {}
        for spelling in spellings:
            if node := self.node(spelling):
                for each in self._texts(spelling, node):
                    said.setdefault(each.text, each)
        return tuple(said.values())

    def _texts(self, key: str, node: Node) -> list[Said]:
        said = []
        for item in node.items if node.shape == LIST else (node,):
            if item.shape != TEXT:
                self._problem(
                    item, "shape", f"{key} takes a list of texts", "write `- text` a line, or quote it", "error"
                )
            elif not item.is_empty:
                said.append(Said(item.text, item.line))
        return said

    def meant(self, key: str, read: Callable[[str], T | None], wanted: str) -> tuple[T, int] | None:
        """A text that must be readable as something, with its line; a finding where it is not."""
        spellings = SPELLINGS.get(key) or (key,)
        for spelling in spellings if self.has_any(spellings) else ():
            node = self.node(spelling)
            if node is None or (node := _only(node)).is_empty:
                continue
            value = read(node.text) if node.shape == TEXT else None
            if value is not None:
                self._short(spelling, node)
                return value, node.line
            said = node.text if node.shape == TEXT else self._written(node)
            self._problem(node, key, f"{spelling}: {said!r} is no {wanted}", f"write it as {EXAMPLES[key]}", "error")
        return None

    def flag(self, key: str) -> bool:
        node = self.node(key)
        if node is None:
            return False
        word = node.text.casefold() if node.shape == TEXT else "?"
        if word not in YES + NO:
            self._problem(node, "shape", f"{key} takes true or false", f"write {key}: true", "error")
        return word in YES

    def needs(self, key: str) -> tuple[Need, ...]:
        """Asks or offers, as texts or as mappings of what, heard and for."""
        node = self.node(key)
        if node is None:
            return ()
        found = (self._need(key, item) for item in (node.items if node.shape == LIST else (node,)))
        return tuple(need for need in found if need)

    def _need(self, key: str, item: Node) -> Need | None:
        if item.is_empty:
            return None
        if item.shape == TEXT:
            return Need(item.text, None, "", item.line)
        parts = self._parts(item) if item.shape == MAP else {}
        what = parts.get("what")
        if what is None or what.is_empty:
            self._problem(
                item, "shape", f"{key} takes texts, or {{what:, heard:, for:}}", "give each a `what:`", "error"
            )
            return None
        return Need(what.text, self._day(parts.get("heard"), "heard"), self._part(parts, "for"), item.line)

    def _parts(self, item: Node) -> dict[str, Node]:
        """The texts of a mapping by their names; a name that stands twice, or holds more than a text, is a finding."""
        parts: dict[str, tuple[Node, Node]] = {}
        for key, value in item.pairs:
            name, inner = key.text.casefold(), _only(value)
            if name in parts:
                self._double(key.text, parts[name][0], key)
            elif inner.shape == TEXT:
                parts[name] = (key, inner)
            elif name in PARTS:
                self._problem(value, "shape", f"{key.text} takes one text", "write it on one line", "error")
        return {name: value for name, (_, value) in parts.items()}

    def _part(self, parts: Mapping[str, Node], key: str) -> str:
        node = parts.get(key)
        return "" if node is None or node.is_empty else node.text

    def _day(self, node: Node | None, key: str, end: bool = False) -> datetime.date | None:
        if node is None or (node := _only(node)).is_empty:
            return None
        day = partial_day(node.text, end)
        if day is None:
            self._problem(node, "date", f"{key}: {node.text!r} is no date", "write it as 2026-11-02", "error")
        else:
            self._short(key, node)
        return day

    def _short(self, key: str, node: Node) -> None:
        """Say how a date with short numbers is read: other tools may not read it at all."""
        day = iso_day(node.text) if len(node.text) < 10 and SHORT_DAY.fullmatch(node.text) else None
        if day:
            says = f"{key}: {node.text} is read as {day}"
            self._problem(node, "short-date", says, f"write {day}, which every tool reads")

    def roles(self) -> tuple[Role, ...]:
        """Roles, with other tools' company and title read as one."""
        node, found = self.node("roles"), []
        for item in () if node is None else node.items if node.shape == LIST else (node,):
            if role := self._role(item):
                found.append(role)
        if not self.has_any(ROLE_KEYS):
            return tuple(found)
        companies = [said for key in COMPANY_KEYS for said in self.texts(key)]
        titles = [said for key in TITLE_KEYS for said in self.texts(key)]
        for company, title in zip_longest(companies, titles):
            line = (company or title).line
            role = Role(title.text if title else "", unlinked(company.text) if company else "", None, None, line)
            if str(role) not in {str(each) for each in found}:
                found.append(role)
        return tuple(found)

    def _role(self, item: Node) -> Role | None:
        if item.is_empty:
            return None
        if item.shape == TEXT:
            return Role(*split_role(item.text), None, None, item.line, item.text)
        parts = self._parts(item) if item.shape == MAP else {}
        role, org = self._part(parts, "role"), unlinked(self._part(parts, "org"))
        if not role and not org:
            self._problem(item, "shape", "a role takes text, or {role:, org:, since:, until:}", "say which", "error")
            return None
        since, until = self._day(parts.get("since"), "since"), self._day(parts.get("until"), "until", end=True)
        return Role(role, org, since, until, item.line)

    def met(self) -> Met | None:
        """How we met: a mapping, a date, or a text that says where."""
        if not self.has_any(("met", *MET_KEYS)):
            return None
        node = self.node("met")
        node = _only(node) if node else None
        parts = self._parts(node) if node and node.shape == MAP else {}
        if node and node.shape == LIST:
            self._problem(node, "shape", "met takes {on:, at:, through:} or a date", "write it so", "error")
        day = iso_day(node.text) or partial_day(node.text) if node and node.shape == TEXT else None
        if node and day:
            self._short("met", node)
        elif node and node.shape == TEXT and LOOKS_LIKE_DAY.fullmatch(node.text):
            self._day(node, "met")
            node = None
        at = node.text if node and node.shape == TEXT and day is None else self._part(parts, "at")
        on, through = day or self._day(parts.get("on"), "met.on"), self._part(parts, "through")
        line = node.line if node else 0
        for key, part in MET_KEYS.items() if self.has_any(MET_KEYS) else ():
            if said := self.text(key):
                line = line or said.line
                through = through or (said.text if part == "through" else "")
                at = at or (said.text if part == "at" else "")
                on = on or (self._day(self.node(key), key) if part == "on" else None)
        return Met(on, at, unlinked(through), line) if on or at or through else None

    def ties(self) -> tuple[Tie, ...]:
        """Ties, as a mapping of person to word; a list of people ties them without a word."""
        node = self.node("ties")
        if node is None:
            return ()
        if node.shape == MAP:
            return tuple(
                Tie(unlinked(key.text), self._written(value) if not value.is_empty else "", key.line)
                for key, value in node.pairs
                if key.shape == TEXT and key.text.strip()
            )
        return tuple(Tie(unlinked(said.text), "", said.line) for said in self._texts("ties", node))

    def birthday(self) -> tuple[Birthday | None, int]:
        return self.meant("birthday", read_birthday, "birthday") or (None, 0)

    def rhythm(self) -> Rhythm | None:
        found = self.meant("every", read_rhythm, "rhythm")
        return found[0] if found else None

    def allowance(self) -> Allowance | None:
        found = self.meant("ask_at_most", read_allowance, "allowance")
        return found[0] if found else None

    def day(self, key: str) -> tuple[datetime.date, int] | None:
        return self.meant(key, iso_day, "date")

    def ended(self, key: str) -> Said | None:
        """What `died` or `archived` says: a date, or `true`; any other word holds too, and is a finding."""
        said, node = self.text(key), self.node(key)
        if said is None or node is None or said.text.casefold() in NO:
            return None
        if said.text.casefold() not in YES:
            self._day(node, key)
        return said


EXAMPLES: Mapping[str, str] = {
    "birthday": "1815-12-10 or --12-10",
    "every": "6 weeks, or never",
    "ask_at_most": "1 per 3 months",
    "date": "2026-11-02",
    "last_contact": "2026-11-02",
    "lastcontact": "2026-11-02",
}


def _only(node: Node) -> Node:
    """The one item of a list that holds no other, nothing for an empty list, else the node itself."""
    if node.shape != LIST or len(node.items) > 1:
        return node
    return node.items[0] if node.items else Node(TEXT, "", True, False, node.line, node.column, node.start, node.end)


def unlinked(text: str) -> str:
    """A name without the [[...]] it may stand in."""
    if "[[" not in text:
        return text.strip()
    link = re.fullmatch(r"\s*\[\[([^\[\]|#\n]*)(?:#[^\[\]|\n]*)?(?:\|[^\[\]\n]*)?\]\]\s*", text)
    return (link.group(1) if link else text).strip()


def split_role(text: str) -> tuple[str, str]:
    """Role and organisation of `ROLE @ ORG`, else of `ROLE at ORG`; other text is a role."""
    for between in (" @ ", " at "):
        role, found, org = text.partition(between)
        if found and role.strip() and org.strip():
            return role.strip(), unlinked(org)
    return text.strip(), ""
