"""English words cut to the root that their family shares: accounting and accountant, polisher and polishing."""

from functools import lru_cache


def words_in(text: str) -> tuple[str, ...]:
    """The words of a list that is written as text."""
    return tuple(text.split())


_AS_THEY_ARE = frozenset(
    words_in(
        """actor adviser advisor air anger answer author battery bishop border brother business butter career
        centre chapter character chamber cider cinema city clever computer corner cotton counter country
        cover daughter december deliver dinner doctor engineer ever factor father feather feature fever
        filter finger flower folder forever former furniture future garment general gender gutter hammer
        history hospital hotel hour hunger insurance kitchen ladder leather letter liquor litter liver
        matter master media member meter minister minor mirror monitor monster moment mother motor music
        nature november number nursery october offer officer order organic other owner oxygen paper partner
        patient pepper pillar plaster policy police poster powder power prayer private property quarter
        register restaurant river rubber sector september series shower silver sister soldier species
        sponsor spring string student summer tailor temper tenant theatre thunder timber tower tractor
        trailer under university upper vector water weather whisper winter wonder wool yesterday cater
        laboratory young physician proper copper paving thing king wing ring sling evening morning ceiling
        wedding ceremony pension placement user nation native motive active relative primary secondary cement document
        element segment international trainee traineeship"""
    )
)
_IRREGULAR = {
    word: root
    for word, _, root in (
        pair.partition(":")
        for pair in words_in(
            """men:man women:woman children:child kid:child kids:child feet:foot teeth:tooth mice:mouse sold:sell
        sales:sell sale:sell seller:sell taught:teach built:build bought:buy wrote:write written:write analyst:analy
        analysts:analy analysis:analy analyses:analy analyze:analy analyse:analy analyzing:analy analysing:analy
        analytic:analy analytics:analy analytical:analy analyzer:analy maintenance:maintain publication:publish
        publications:publish surgeon:surg surgeons:surg knives:knife lives:life wives:wife leaves:leaf shelves:shelf
        application:apply applicant:apply using:use used:use plane:airplane planes:airplane
        math:mathemat maths:mathemat enrolment:enrol tyre:tire tyres:tire grey:gray programme:program
        programmes:program aluminium:aluminum fibre:fiber fibres:fiber centre:center centres:center centers:center
        theatre:theater theatres:theater labour:labor labourer:labor laborer:labor colour:color colours:color
        metre:meter jewellery:jewel jewelry:jewel jeweller:jewel jeweler:jewel mould:mold moulding:mold moulded:mold
        moulder:mold licence:license cheque:check storey:story plough:plow behaviour:behavior behavioural:behavior
        catalogue:catalog dialogue:dialog defence:defense donor:don donors:don librarian:library librarians:library
        description:describ describe:describ proof:prove technique:techn techniques:techn"""
        )
    )
}
# Suffix, what replaces it, the letters that must stay; the longest that fits is cut, until none fits.
_SUFFIXES = (
    *(
        (s, "", 3)
        for s in words_in("ing ings ed er ers ator ators ation ations ating ated ate ates ative atives atory")
    ),
    *((s, "", 4) for s in words_in("ment ments ness or ors ist ists ism able ible ance ence ant ants ion ions ive e")),
    *((s, "", 4) for s in words_in("al ial ical ically ic ics ian ians ship ships ful ity ities ly ery ary istry eur")),
    *((s, "", 5) for s in words_in("ent ents ency ancy y ous ry hood")),
    *((s, "iz", 4) for s in words_in("isation ization ise ize iser izer ising izing ised ized isor isory")),
    *((s, "ograph", 3) for s in words_in("ographic ography ographer")),
    *((s, "olog", 2) for s in words_in("ologist ology ological")),
    *((s, "duc", 3) for s in words_in("duct duction ductive")),
    ("ician", "ic", 4),
    ("ies", "y", 3),
    ("ision", "iz", 5),
)
_LONGEST_FIRST = sorted(_SUFFIXES, key=lambda rule: (-len(rule[0]), rule))
_DOUBLING = frozenset(["ing", "ings", "ed", "er", "ers"])
_BY_LAST = {last: tuple(r for r in _LONGEST_FIRST if r[0][-1] == last) for last in {r[0][-1] for r in _SUFFIXES}}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The root of a folded English word; a word of three letters, or with a digit in it, only loses its possessive."""
    word = word.partition("'")[0] or word
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return word
    word = _IRREGULAR.get(word, word)
    if word[-1] == "s" and word[:-1] in _AS_THEY_ARE:
        return word[:-1]
    while (shorter := _cut(word)) != word:
        word = shorter
    return word


def _cut(word: str) -> str:
    if word in _AS_THEY_ARE or len(word) < 4:
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "ings", "ous")):
        return _singular(word)
    for suffix, instead, least in _BY_LAST.get(word[-1], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= least and _has_vowel(word[: -len(suffix)]):
            return _with_its_e(word[: -len(suffix)], suffix) + instead
    if word[-1] == word[-2]:
        return word[:-1]
    return word


def _with_its_e(root: str, suffix: str) -> str:
    """The root of caring as care, not car: one consonant after one vowel would have been doubled."""
    if suffix not in _DOUBLING or len(root) != 3 or root[1] not in "aeiou":
        return root
    return root if root[0] in "aeiou" or root[2] in "aeiouwxy" else root + "e"


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def _has_vowel(root: str) -> bool:
    return any(letter in "aeiouy" for letter in root)
