"""Names as they are said: one key for the spellings of a name in several scripts, and in another order."""

from functools import cache

from netjournal.network.names import fold
from netjournal.network.pattern import pattern

_CYRILLIC = dict(zip("абвгдезиклмнопрстуфхыэіґјљњћђ", "abvgdeziklmnoprstufhieigilncd", strict=True))
_CYRILLIC |= {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "є": "ie", "џ": "dzh"}
_GREEK = dict(zip("αβγδεζηικλμνοπρσςτυφχω", "avgdeziiklmnoprsstifho", strict=True))
_GREEK |= {"θ": "th", "ξ": "ks", "ψ": "ps", "ь": "", "ъ": ""}
_SAID = {ord(letter): latin for letter, latin in (_CYRILLIC | _GREEK).items()}
_SEEN = dict(zip(map(ord, "асеіјорухѕԁвнкмтαορυχνκιτ"), "aceijopyxsdbhkmtaopuxvkit", strict=True))
_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = pattern("[a-z]")
_OTHER = pattern("[\u0370-\u052f]")
_SPELT = (("sch", "sh"), ("ph", "f"), ("th", "t"), ("kh", "h"), ("ck", "k"), ("ou", "u"), ("x", "ks"))
_UMLAUT = pattern("([aou])e")
_HARD = pattern("c(?!h)")
_TWICE = pattern(r"(.)\1+")
_TITLES = frozenset(("dr", "prof", "mr", "mrs", "ms", "phd", "mba", "msc", "bsc", "ing", "dipl"))


@cache
def likeness(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling, sorted, without initials and titles where two words are left.

    Cyrillic and Greek letters are written in Latin ones; letters of another script within a Latin word are taken for
    those they look like; `ö` is `oe`, `j` and `y` are `i`, `ph` is `f`, letters that stand twice are one.
    """
    words = _WORD.findall(fold(name))
    telling = [word for word in words if len(word) > 1 and word not in _TITLES]
    return tuple(sorted(set(map(_said, telling if len(telling) > 1 else words))))


def are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, by their `likeness`, can be one person's: one has all the other's words, initials standing."""
    short, long = sorted((one, other), key=len)
    return bool(short) and all(any(each in (word, word[0]) or word == each[0] for each in long) for word in short)


@cache
def _said(word: str) -> str:
    if word.isascii():
        plain = word
    else:
        is_mixed = _LATIN.search(word) and _OTHER.search(word)
        plain = fold(word.translate(_SEEN if is_mixed else _SAID).translate(_SAID))
    plain = _UMLAUT.sub(r"\1", plain.replace("'", ""))
    for spelt, said in _SPELT:
        plain = plain.replace(spelt, said)
    plain = _HARD.sub("k", plain).replace("j", "i").replace("y", "i").replace("w", "v")
    return _TWICE.sub(r"\1", plain) or word
