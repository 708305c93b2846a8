"""Words that tell little of what is meant, as stems: what is said of anything, when it is to be, who teaches it."""

from netjournal.answers.stems import stem, words_in

# said of any matter: they make no fit by themselves
GENERIC = frozenset(
    stem(word)
    for word in words_in(
        """activity assistant associate basic big chief different equipment expert general group head
        information junior large local main man manage manager material member officer old operate operator
        people perform person place process professional program project provide public senior service short
        simple small special specialist staff support system team technician time type use woman work worker
        young"""
    )
)
# when, how often, of which kind; some are of both sorts
FAINT = frozenset(
    stem(word)
    for word in words_in(
        """afternoon afternoons april august autumn basic beginner beginners big class classes conversation
        course courses day days december different evening evenings experience explain february first four
        friday fridays general half holiday holidays hour hours instructor january july june kind large
        lesson lessons little local main march minute minutes monday mondays month months morning mornings
        night nights november october old once partner partners patient practice quiet redo regular saturday
        saturdays second september session sessions short simple small spare special spring summer sunday
        sundays take takes taking teacher teachers teaching three thursday thursdays training tuesday
        tuesdays tuition tutor two warm wednesday wednesdays week weekday weekdays weekend weekends weeks
        winter years young"""
    )
)
# who offers these gives no hand, and is no fit for who isn't out to learn, or to be employed
LESSONS = frozenset(map(stem, ("class", "course", "lesson", "teaching", "tuition")))
JOBS = frozenset(map(stem, ("apprenticeship", "internship", "job", "placement", "traineeship", "vacancy")))
WORKING = JOBS | frozenset(map(stem, words_in("career employer employment hire hiring position work working")))
LEARNING = frozenset(("learn", "learning", "show", "practise", "practice", "beginner", "beginners"))
# asked for lessons, somebody who only does the thing is no fit
TEACHING = frozenset(
    stem(word)
    for word in words_in(
        """class coach course instructor lesson mentor teacher training tuition tutor workshop"""
    )
)
# they teach too, though who asks for one may want a talk
TAUGHT_BY = TEACHING | frozenset(map(stem, ("educator", "lecturer", "professor")))
