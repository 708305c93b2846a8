"""The words that invented journals are made of; an index into a list decides everything else."""

from collections.abc import Sequence
from itertools import accumulate, product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


FIRST = _words(
    "Ada Bo Cleo Dara Emil Farah Goran Hana Ines Jonas Kofi Lena Mats Nadia Omar Priya Quinn Rosa Sami Tala "
    "Uma Viktor Wren Ximena Yusuf Zoë Amara Bruno Chiara Dmitri Elif Fergus Greta Hugo Ivana Jamal Kirsten Leïla "
    "Marek Noor Oskar Petra Rafael Saoirse Tomás Ulla Vera Wanda Yara Zbigniew Anaïs Bjørn Conor Dilys Esra Felix "
    "Gwen Henrik Idris Jana Kenji Lucía Mina Nils Olga Paolo Ruth Stefan Thandi Urs Vasco Wim Yuki Zara Agnes "
    "Bilal Carys Dov Edda Fatima Giles Hilde Imran Joy Karim Lotte Miguel Nell Ottilie Pavel Renske Sven Tariq"
)
LAST = [
    head + tail
    for head, tail in product(
        _words("Ald Bar Cor Dun El Fair Gar Hart Ing Jar Kel Lin Mor Nor Os Pem Quil Rav Sel Thor Ul Ven Whit Yar Zel")
        + _words("Ash Brad Car Del Est Ferr Gil Hol Iv Kest Lam Mel Nev Orm Par Rem Sav Tarr Wal Wool"),
        _words(
            "berg bury dale den ermann ford gate ham ińska ley lund man mere ner ova ridge sen shaw son ström ton vik "
            "well wick worth ado agna etti idis"
        ),
    )
]
CITIES = _words(
    "Leeds Porto Ghent Turin Łódź Bergen Zürich Cork Lyon Malmö Bristol Utrecht Graz Vigo Tartu Brno Nantes Aarhus "
    "Dundee Basel Kraków Tampere Siena Bilbao Cardiff Freiburg Galway Maribor Rouen Uppsala"
)
TAGS = _words(
    "singing baking running chess climbing ceramics cycling gardening poetry astronomy sailing jazz knitting "
    "beekeeping "
    "film photography theatre yoga cooking hiking history languages maps railways painting philosophy dance folk "
    "repairs woodwork football swimming choirs mathematics open-source teaching housing climate refugees schools "
    "libraries food migration health disability accounting law fundraising radio printing museums travel birds dogs "
    "rowing tea cheese cider boardgames puzzles volunteering"
)
ORG_HEADS = _words(
    "Harbour Northgate Willow Lantern Copper Meadow Riverside Granite Orchard Beacon Juniper Kestrel Saltmarsh "
    "Foxglove "
    "Heron Quarry Amber Linden Bramble Compass Windmill Cobalt Thistle Anchor Larkspur Slate Maple Ember Fenland "
    "Pilgrim"
)
ORG_TAILS = _items(
    "Food Bank|Choir|Press|Software|Primary School|Housing Trust|Theatre|Clinic|Bakery|Law Centre|Orchestra|Museum|"
    "Energy Co-op|Library|Foundation|Cycling Club|Studio|Radio|Analytics|Gardens|Shelter|Youth Club|Brewery|Institute"
)
ROLES = _items(
    "treasurer|volunteer|director|board member|teacher|nurse|programmer|editor|designer|fundraiser|caretaker|"
    "accountant|solicitor|researcher|organiser|cook|carpenter|conductor|translator|coordinator|trustee|engineer"
)
TIES = _words("friend colleague sister brother wife husband neighbour cousin collaborator mentor flatmate knows")

_SKILLS = _items(
    "bookkeeping|legal advice|proofreading|translation into Dutch|web design|plumbing|grant writing|childcare|"
    "a spare room|cello lessons|photography|public speaking practice|a van for moving|carpentry|catering|data analysis|"
    "fundraising|gardening|introductions to publishers|job interviews practice|mentoring|meeting space|"
    "nursing experience|poster printing|press contacts|radio time|sewing machine repairs|sound equipment|"
    "tax returns|visa paperwork|wiring and small electrics|writing of funding bids"
)
_SETTINGS = _items(
    "for charities|for a choir|for young people|for newcomers|at weekends|in the evenings|for small shops|for schools|"
    "for a food bank|over the summer|for first-time founders|for older people|in three languages|for a museum|"
    "for a community garden|at short notice|for the theatre|by phone|for a housing association|once a month"
)
_OFFERED = ("happy to help with {}", "can do {}", "{}", "knows about {}")
_ASKED = ("looking for {}", "needs help with {}", "{}", "somebody who knows {}")


def _phrases(shapes: Sequence[str]) -> tuple[str, ...]:
    """Every skill in every setting, the commonest first: each is said in the shape its place gives it."""
    pairs = sorted(
        product(range(len(_SKILLS)), range(len(_SETTINGS))), key=lambda pair: ((pair[0] + 1) * (pair[1] + 1), pair)
    )
    return tuple(
        f"{shapes[at % len(shapes)].format(_SKILLS[skill])} {_SETTINGS[setting]}"
        for at, (skill, setting) in enumerate(pairs)
    )


OFFERS = _phrases(_OFFERED)
ASKS = _phrases(_ASKED)

KINDS = _words("met visit coffee lunch dinner walk call video email message letter note")
KIND_WEIGHTS = (8, 3, 14, 8, 8, 6, 12, 6, 18, 14, 2, 6)
STARTS = _items(
    "spoke about|long talk on|asked about|news of|laughed about|a bit worried about|planning|sent a paper on|"
    "first heard of|cheered by|gave advice on|came back to|compared notes on|quietly proud of"
)
MATTERS = _items(
    "the move|the allotment|her mother's hip|the new job|the board's minutes|a broken boiler|the exam|the summer tour|"
    "the grant|the kiln|the old house|his thesis|the neighbours|the wedding|trains to the coast|the school play|"
    "a lost cat|the choir's hall|the election|the garden wall|two job offers|a book on maps"
)
ENDS = _items(
    "|, will write again|, wants to meet in spring|; more next time|, still undecided|, and a good soup|"
    "; remember to ask|, better than last year|, no hurry|; send the link"
)
PROSE = _items(
    "Prefers tea and mornings.|Two children, the younger one plays the cello.|Met again by chance on the night train.|"
    "Never late, never in a hurry.|Reads everything about bridges and lends it on.|"
    "Doesn't like to be phoned before ten.|"
    "Knows half of the town and introduces people well.|Keeps bees on the roof; the honey goes to friends.|"
    "Would rather walk than sit when there is something to discuss.|Allergic to nuts.|"
    "Grew up by the sea and misses it.|"
    "Has a workshop full of half-mended radios.|Left the office years ago and hasn't looked back.|"
    "Sings alto, or tenor where tenors are missing.|Remembers every birthday and pretends not to."
)


def zipf(count: int) -> list[float]:
    """Cumulative weights under which the item of rank r comes up in proportion to 1/r."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))
