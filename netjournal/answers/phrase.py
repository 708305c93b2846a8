"""How a short phrase of an ask or an offer is read: folded, without its lead-in, stemmed, what it denies kept apart."""

import unicodedata
from collections.abc import Iterable

from netjournal.answers.stems import stem, words_in
from netjournal.network.corpus import Phrase
from netjournal.network.pattern import pattern

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "’": "'"})
_TOKEN = pattern(r"[^\W_]+(?:'[^\W_]+)?|[.,;:!?()]")

_STOP = frozenset(
    words_in(
        """a about above after again against all also am an and any anybody anyone anything are around as at available
        back be because been before being below between both but by can could d de del der des did die do does doing
        done du during e each eg either el else et etc even ever every few for from further g get gets give gives
        good great had has have having he help helping helps her here hers hey hi him his how i ie if in into is it
        its itself just kind know known knows la las le les like little ll los lot lots m make many may maybe me might
        more most much my need needed needing needs new nice of off on once one only onto or other others our out over
        own per
        perhaps please plus preferably quite rather re really required s same several she should so some somebody
        someone something soon sort still such t than thank thanks that the their them then there these they thing
        things this those through to too topic topics toward towards u und under until up upon urgent urgently us
        various ve very via von want wanted wanting wants was we well were what when where whether which while who
        whoever whom whose why will willing with within would y yes you your yours"""
    )
)
_LEAD = frozenset(
    words_in(
        """actively always anyone assist currently delighted desire desires desperately eager excellent experienced
        glad happy hoping hopes intro intros interested keen loads look looking love loves offering pleased prepared
        professionally ready searching seasoned seek seeking seeks skilled someone somebody wish wishes willing able"""
    )
)
_LEAD_BEFORE_A_LINK = frozenset(
    words_in(
        """act acts advice advise advises ask asking asks assistance born career contact contacts employ employed
        expert expertise experience find finding guidance hand hire hires hiring hunt hunting introduce introduction
        introductions knowledge know knows learn learning lookout market meet meeting offer offers people person
        proficient qualified recommendation recommendations recruit recruiting search serve serves serving show
        specialises specialised specialising specializes specialized specializing support supporting talk
        teach tips trained training trying turn work worked working works year years"""
    )
)
_SPEAKS = frozenset(("speak", "speaks", "speaking"))  # of a language, unless a link follows
_LINKS = frozenset(
    words_in("""for to as at in with from on about of a an some someone somebody who that me how can regarding""")
)
_DENIALS = frozenset(words_in("""no not never without except excluding nor neither non avoid avoiding"""))
_DENIALS_OF_TWO = frozenset(
    [
        ("anything", "but"),
        ("anyone", "but"),
        ("instead", "of"),
        ("rather", "than"),
        ("other", "than"),
        ("apart", "from"),
    ]
)
_NO_DENIAL_BEFORE = frozenset(words_in("""only just problem problems worries matter later more less experience sure"""))
_BREAKS = frozenset([*".,;:!?()", "but", "please", "only", "though", "however", "yet", "just", "thanks", "then"])
_ASIDES = frozenset(
    words_in("""for , before while until till from so because if who whose that to with without near among during
    after next this once twice two three four five six every""")
)
_ONE_WORD = (
    (pattern(r"\bnot[ -]for[ -]profits?\b|\bnon[ -]profits?\b"), "nonprofit"),
    (pattern(r"\bc\+\+"), "cplusplus"),
    (pattern(r"\bc#"), "csharp"),
    (pattern(r"(?<=\bca)n't\b"), "n not"),
    (pattern(r"n't\b|(?<=\bcan)not\b|(?<=\bcan)t\b|(?<=\bdo|\bwo|\bis)nt\b|(?<=\bdoes)nt\b"), " not"),
    (pattern(r"\be-mail"), "email"),
    (pattern(r"\blook(?:ing|s)? after\b"), "mind"),
    (pattern(r"\bsecond[ -]hand\b"), "secondhand"),
)


def read_phrase(text: str) -> Phrase:
    """The phrase without its lead-in ('looking for a', 'happy to help with'), stemmed; stop words are no terms."""
    said, denied, head = _spoken(text)
    terms = _stems(said)
    matter = frozenset(_stems(said[:head]))
    return Phrase(text, terms, _stems(denied), tuple(term for term in terms if term not in matter) if matter else ())


def spoken(text: str) -> tuple[list[str], list[str]]:
    """The content words a phrase says and those it denies, folded, in order."""
    said, denied, _ = _spoken(text)
    return said, denied


def _spoken(text: str) -> tuple[list[str], list[str], int]:
    """The words said and denied, and how many of those said name the matter itself."""
    words = fold(text)
    for written, plain in _ONE_WORD:
        words = written.sub(plain, words)
    tokens = [token.partition("'")[0] for token in _TOKEN.findall(words)]
    tokens = tokens[_lead_in(tokens) :]
    said, denied = _told_apart(tokens)
    aside = next((at for at, token in enumerate(tokens) if token in _ASIDES and _has_matter(tokens[:at])), None)
    return said, denied, len(said) if aside is None else len(_told_apart(tokens[:aside])[0])


def _has_matter(tokens: list[str]) -> bool:
    return bool(_told_apart(tokens)[0])


def fold(text: str) -> str:
    """The text in small letters without accents."""
    if text.isascii():
        return text.lower()
    marked = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(c for c in marked if not unicodedata.combining(c))


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(stem, words)))


def _lead_in(tokens: list[str]) -> int:
    """The number of tokens before the matter itself."""
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if _denies(token, after) or not _leads(token, after):
            return at
    return len(tokens)


def _leads(token: str, after: str) -> bool:
    if token in _SPEAKS:
        return bool(after) and after not in _LINKS
    if token in _LEAD_BEFORE_A_LINK:
        return after in _LINKS or after in (":", ",")
    return (
        token in _LEAD or token in _STOP or not token[0].isalnum() or (token.isdigit() and after in ("year", "years"))
    )


def _told_apart(tokens: list[str]) -> tuple[list[str], list[str]]:
    said: list[str] = []
    denied: list[str] = []
    denying = False
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        before = tokens[at - 1] if at else ""
        if _denies(token, after):
            denying = True
        elif token in _BREAKS and (before, token) not in _DENIALS_OF_TWO:
            denying = False
        if token not in _STOP and token not in _DENIALS and token[0].isalnum():
            (denied if denying else said).append(token)
    return said, denied


def _denies(token: str, after: str) -> bool:
    return (token in _DENIALS and after not in _NO_DENIAL_BEFORE) or (token, after) in _DENIALS_OF_TWO
