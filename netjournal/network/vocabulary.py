"""The words by which a sentence tells its day, its kind, its people and its place."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night", "lunchtime"))
DAYS = {
    **dict.fromkeys(("this morning", "this afternoon", "this evening", "tonight", "just now", "earlier today"), 0),
    "last night": -1,
    **dict.fromkeys(("day before yesterday", "the day before yesterday"), -2),
}
VERBS = {
    **dict.fromkeys(("called", "rang", "phoned", "telephoned", "phonecall", "ring"), "call"),
    **dict.fromkeys(("spoke", "chatted", "talk", "chat"), "talked"),
    **dict.fromkeys(("zoom", "zoomed", "skype", "skyped", "facetime", "facetimed", "teams"), "video"),
    **dict.fromkeys(("emailed", "e-mailed", "e-mail", "mailed", "mail", "emails"), "email"),
    **dict.fromkeys(("messaged", "whatsapp", "whatsapped", "dm", "wrote", "messages"), "message"),
    **dict.fromkeys(("texted", "texts"), "text"),
    **dict.fromkeys(("saw", "seen"), "met"),
    **dict.fromkeys(("visited", "visits"), "visit"),
    **dict.fromkeys(("dined", "supper"), "dinner"),
    **dict.fromkeys(("drink", "beer", "beers", "pint", "pints", "wine"), "drinks"),
    **dict.fromkeys(("lent", "helped", "brought"), "gave"),
    **{"sent": "message", "thanks": "thanked"},
    **{"lunched": "lunch", "breakfasted": "breakfast", "walked": "walk", "postcard": "card"},
}
MEETINGS = frozenset(("tea", "brunch", "picnic", "barbecue", "bbq", "cinema", "concert", "hike", "swim", "match"))
FAVOURS = frozenset(("got", "gave", "asked", "had"))
TOLD_BY = frozenset(("lent", "helped", "brought", "sent"))  # verbs that stay in the text, as their kind says less
BY_THEM = {"gave": "got", "asked": "talked", "thanked": "talked", "message": "message"}  # done by them, to me
TO_ME = frozenset(("me", "us"))
SAYING = frozenset(("told", "asked"))
ORDERS = frozenset(("call", "text", "email", "message", "visit", "card", "ring", "mail", "e-mail", "dm", "whatsapp"))
WITH = frozenset(("with", "w/"))
FROM = frozenset(("from", "to"))
AND = frozenset(("and", "&", "+", "plus"))
TO_A_PERSON = frozenset(("told", "into", "joined", "hosted"))
ARTICLES = frozenset(("the", "a", "an", "my", "our", "her", "his", "their", "mine", "home", "work"))
FILLERS = _words(
    "i we had have a an the my our just quick long short nice lovely good great brief big little small first another"
    " proper late early over up out for on again together went came come caught met bumped ran hung spent time some"
    " phone me us been got told into joined hosted was sat really very wonderful day hours hour evening round"
)
CLAUSE = _words(
    "is are was were be been has have had do does did will would shall should can could may might must needs wants"
    " said says told asked thinks knows lives works plays likes went goes found moved leaves left"
)
STOP = CLAUSE | _words(
    "i me my mine we us our you your he him his she her hers they them their it its this that these those the a an"
    " and or but so as if of in on at to from with by for about over under after before re who whom whose which what"
    " when where why how am not no yes all both some everyone everybody someone people friends family kids children"
    " others then because till until came"
)
NAMES_TOO = frozenset(("will", "may", "can", "mark", "do", "an", "so", "said"))  # with a capital they may be a name
PARTICLES = _words("de da do di du la le el al van von der den ter bin ibn y e dos das del bint ben af av")
FOLLOWS = frozenset(("in", "at", "on", "about", "for", "over", "re", "after", "before", "during"))
IN_PLACES = frozenset(("of", "near", "by", "behind"))
UNDONE = _words(
    "not didn't don't never cancelled canceled missed postponed should must need needs want wants will shall going"
    " todo remember maybe if plan planning remind couldn't can't won't"
)
LATE = frozenset(("today", "yesterday", *DAYS))
SUBJECTS = CLAUSE | _words("i we he she they it who which that what when where if because will")
