"""What a shell offers at the TAB key: words that may follow, each of letters, digits and dashes, each with a remark.

A word offered is one that no shell could take for more than a word, and so is every character of a remark.
"""

import time
from collections.abc import Callable, Iterable, Sequence

from netjournal.files.index.glance import CIRCLES, CITIES, GATHERINGS, ORGS, TAGS, Glance
from netjournal.files.index.outline import outline
from netjournal.files.index.whereabouts import cache_home, root_of

FILES = ":files"  # tells the shell to offer the names of files, as it knows how to
DAYS = ("today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_REMARK = 60
FOLDED = ("TAG", "CITY")  # what is remembered of them finds people, but isn't how they are written
BACK = 31  # days that are offered by date
Offer = tuple[str, str]


def complete(line: str, declare: Callable[[], str]) -> None:
    """Print what may stand where the line ends, a word and its remark in each line; `declare` outlines all commands.

    Nothing where the system is against it: whoever presses TAB wants no message.
    """
    try:
        cache = cache_home()
        offers = offered(Outline(outline(cache, declare)), line, cache)
        text = "".join(f"{word}\t{_remark(about)}\n" if about else f"{word}\n" for word, about in offers)
        with open(1, "wb", closefd=False) as out:
            out.write(text.encode("utf-8", "replace"))
    except OSError:
        return


class Outline:
    """The commands: their options and arguments, and the words that the program itself knows."""

    def __init__(self, text: str) -> None:
        self.verbs: dict[str, str] = {}
        self.options: dict[str, dict[str, tuple[list[str], str]]] = {}
        self.arguments: dict[str, list[tuple[str, bool]]] = {}
        self.words: dict[str, list[str]] = {}
        for line in text.split("\n"):
            kind, _, rest = line.partition("\t")
            if rest:
                self._enter(kind, rest.split("\t"))

    def _enter(self, kind: str, parts: list[str]) -> None:
        if kind == "words":
            self.words[parts[0]] = parts[1:]
        elif kind == "verb":
            self.verb, about = parts
            self.verbs[self.verb] = about
            self.options[self.verb], self.arguments[self.verb] = {}, []
        elif kind == "option":
            name, about, *values = parts
            self.options[self.verb][name] = (values, about)
        elif kind == "argument":
            self.arguments[self.verb].append((parts[1], parts[0] == "many"))


class _Line:
    """What the words before the last one are: the verb, its bare words, and what the last one may be a value of."""

    def __init__(self, outline: Outline, words: Sequence[str]) -> None:
        self.verb, self.bare, self.journal = "", list[str](), ""
        self.values: list[str] = []  # that the option before still waits for
        self.is_open = True  # to options
        option = ""
        for word in words:
            if self.values:
                self.values = self.values[1:]
                self.journal = word if option == "--journal" else self.journal
            elif self.is_open and word == "--":
                self.is_open = False
            elif self.is_open and word.startswith("-") and len(word) > 1:
                option, equals, value = word.partition("=")
                self.values = [] if equals else outline.options.get(self.verb, {}).get(option, ([], ""))[0]
                self.values = self.values or ([] if equals else outline.options[""].get(option, ([], ""))[0])
                self.journal = value if option == "--journal" and equals else self.journal
            elif not self.verb:
                self.verb = word
            else:
                self.bare.append(word)

    def argument(self, outline: Outline) -> str:
        """What the next bare word is declared as."""
        declared = outline.arguments.get(self.verb, [])
        last = declared[-1:] if declared and declared[-1][1] else []
        found = (declared[len(self.bare) : len(self.bare) + 1] or last)[:1]
        return found[0][0] if found else ""


def offered(outline: Outline, line: str, cache: str | None) -> list[Offer]:
    """The words that may stand where the line ends, in order; or FILES alone."""
    before, typed = words_of(line)
    read = _Line(outline, before[1:])
    if not read.verb and not read.values and not typed.startswith("-"):
        return _beginning(outline.verbs.items(), typed)
    wanted = read.values[0] if read.values else read.argument(outline)
    start = ""
    if not read.values and read.is_open and typed.startswith("-"):
        options = {**outline.options[""], **outline.options.get(read.verb, {})}
        option, equals, value = typed.partition("=")
        if not equals:
            found = [(name, about) for name, (_, about) in sorted(options.items()) if name.startswith(typed)]
            return found + _negated(outline, wanted, typed)
        wanted, start, typed = (options.get(option, ([], ""))[0] or [""])[0], f"{option}=", value
    return [(start + word, about) for word, about in _sought(outline, read, wanted, typed, cache)]


def _sought(outline: Outline, read: _Line, wanted: str, typed: str, cache: str | None) -> list[Offer]:
    """What may stand for a word that is declared so."""
    marks = wanted.replace("[", "").replace("]", "").replace(".", "").replace("|", " ").split()
    if "FILE" in marks or "DIR" in marks:
        return [(FILES, "")]
    root = root_of(read.journal or None)
    words = Words(outline, Glance(root, cache) if root else None)
    if "VALUE" in marks and read.bare[1:2] == ["circle"]:
        marks = ["CIRCLE"]
    found: list[Offer] = []
    for mark in dict.fromkeys(marks):
        found += words.of(mark, typed)
    return [(word, about) for word, about in dict(found).items()]


def _negated(outline: Outline, wanted: str, typed: str) -> list[Offer]:
    """Filters with a dash before them, where a filter may stand."""
    if "FILTER" not in wanted or typed.startswith("--") or typed == "-":
        return []
    return [(f"-{key}", "") for key, _ in _beginning(_pairs(outline.words["FILTER"]), typed[1:])]


class Words:
    """Words that may be typed for what a command declares, out of one journal."""

    def __init__(self, outline: Outline, glance: Glance | None) -> None:
        self._outline, self._glance = outline, glance

    def of(self, mark: str, typed: str) -> list[Offer]:
        """The words for one mark that begin with what is typed."""
        if mark in ("WHO", "PERSON", "A", "B"):
            return self._people(typed)
        if mark == "FILTER":
            return self._filters(typed)
        if mark == "DATE":
            return _beginning(((day, "") for day in (*DAYS, *_dates(typed))), typed)
        if mark.islower():
            return _beginning([(mark, "")], typed)
        if mark in FOLDED:
            return []
        return _beginning(((value, "") for value in self._values(mark)), typed)

    def _people(self, typed: str) -> list[Offer]:
        if not self._glance:
            return []
        found = {_typable(id, about): about for id, about in self._glance.people(_folded(typed))}
        found.pop("", None)
        begins = any(word.startswith(_folded(typed)) for word in found)
        return sorted(found.items()) if begins or len(found) == 1 else []

    def _filters(self, typed: str) -> list[Offer]:
        key, colon, value = typed.partition(":")
        if not colon:
            return _beginning(_pairs(self._outline.words["FILTER"]), typed)
        if key.lower() == "with":
            found = self._people(value)
        else:
            mark = f"{key.upper()}:" if key.lower() in ("seen", "met") else key.upper()
            found = _beginning(((each, "") for each in self._values(mark)), value)
        return [(f"{key}:{word}", about) for word, about in found if is_word(key)]

    def _values(self, mark: str) -> list[str]:
        """The words that the program or the journal has for a mark."""
        glance, said = self._glance, self._outline.words.get(mark, [])
        if mark in ("SEEN:", "MET:"):
            year = time.localtime().tm_year
            return ["never", *(str(each) for each in range(year, year - 4, -1))]
        if glance is None:
            return said
        if mark in ("TAG", "CITY"):
            return [value.replace(" ", "-") for value in glance.values(TAGS if mark == "TAG" else CITIES)]
        if mark in ("CIRCLE", "KIND"):
            circles, kinds = glance.settled()
            return [*said, *(kinds if mark == "KIND" else [*circles, *glance.values(CIRCLES)])]
        folders = {"ORG": ORGS, "GATHERING": GATHERINGS}
        return glance.files(folders[mark]) if mark in folders else said


def words_of(line: str) -> tuple[list[str], str]:
    """The whole words of a line as a shell splits it, and the one it ends in, which may be empty."""
    words: list[str] = []
    word, quote, is_word, escapes = "", "", False, False
    for char in line:
        if escapes or (quote and char not in (quote, "\\")) or (quote == "'" and char == "\\"):
            word, escapes = word + char, False
        elif char == "\\":
            escapes = is_word = True
        elif char == quote:
            quote = ""
        elif char in "'\"":
            quote, is_word = char, True
        elif char.isspace():
            words += [word] if is_word or word else []
            word, is_word = "", False
        else:
            word += char
    return words, word


def is_word(text: str) -> bool:
    """Whether a text is of letters, their marks, digits, dashes and underscores alone, and no option."""
    return text[:1] not in ("", "-") and ("a" + text.replace("-", "")).isidentifier()


def _typable(id: str, about: str) -> str:
    """The id; where it is none to type, its words with dashes between them, which find the same person."""
    if is_word(id):
        return id
    found = "-".join("".join(char if is_word(char) else " " for char in id).split())
    return found if is_word(found) else ""


def _folded(typed: str) -> str:
    """What is typed as names are compared."""
    if typed.isascii():
        return typed.lower()
    from netjournal.network.names import fold

    return fold(typed)


def _beginning(pairs: Iterable[Offer], typed: str) -> list[Offer]:
    wanted = _folded(typed)
    return [pair for pair in pairs if pair[0].lower().startswith(wanted) and is_word(pair[0].rstrip(":"))]


def _pairs(words: Sequence[str]) -> list[Offer]:
    return [(word, about) for word, _, about in (each.partition(" ") for each in words)]


def _dates(typed: str) -> list[str]:
    """The last days as dates, where one begins to be typed."""
    if not typed[:1].isdigit():
        return []
    now = time.mktime((*time.localtime()[:3], 12, 0, 0, 0, 0, -1))
    return [time.strftime("%Y-%m-%d", time.localtime(now - 86_400 * back)) for back in range(BACK)]


def _remark(about: str) -> str:
    """A remark without any sign that means something to a shell."""
    kept = (char if char.isalnum() or char in " ,.:-_" else "’" if char == "'" else " " for char in about)
    text = " ".join("".join(kept).split())
    return text if len(text) <= LONGEST_REMARK else f"{text[: LONGEST_REMARK - 1]}…"
