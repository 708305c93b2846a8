"""How near an ask and an offer are, judged by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.answers.phrase import read_phrase
from netjournal.answers.slips import one_slip
from netjournal.answers.stems import stem
from netjournal.answers.synonyms import NEARLY_THE_SAME, THE_SAME
from netjournal.answers.wording import FIT, LEAST, Phrase, Wording, all_fits, fits

WORDS = st.sampled_from(
    [
        "accountant",
        "plumbing",
        "van",
        "driver",
        "choir",
        "no",
        "not",
        "looking",
        "for",
        "help",
        "with",
        "hall",
        ",",
        "art",
    ]
)
SPOKEN = st.lists(WORDS, max_size=6).map(" ".join)
CORPORA = st.lists(st.one_of(SPOKEN, st.text(max_size=20)), max_size=8)


def score(ask: str, offer: str) -> float:
    return dict(Wording([offer]).nearest(ask, 0.0)).get(0, 0.0)


@pytest.mark.parametrize(
    ("said", "matter"),
    [
        ("looking for a bookkeeper", "bookkeeper"),
        ("We are looking for someone who can repair bikes", "repair bikes"),
        ("happy to help with accounting", "accounting"),
        ("needs help to move a piano", "move piano"),
        ("wants to hire an architect", "architect"),
        ("experienced in welding", "welding"),
        ("20 years of experience in welding", "welding"),
        ("seeking advice from a notary", "notary"),
        ("introductions to publishers", "publishers"),
        ("plumber wanted urgently, please", "plumber"),
        ("I'm keen to learn about bees", "bees"),
    ],
)
def test_a_lead_in_is_no_part_of_the_matter(said: str, matter: str) -> None:
    assert read_phrase(said).terms == read_phrase(matter).terms


@pytest.mark.parametrize("said", ["help", "looking for", "please", "", "!?", "with the"])
def test_a_phrase_of_stop_words_has_no_terms_and_matches_nothing(said: str) -> None:
    assert read_phrase(said).terms == ()
    assert Wording(["help with the garden", said]).nearest(said, 0.0) == []


@pytest.mark.parametrize(
    ("said", "kept", "denied"),
    [
        ("no investors please", (), "investor"),
        ("accounting, not tax", ("accounting",), "tax"),
        ("anything but plumbing", (), "plumbing"),
        ("I don't do plumbing, only heating", ("heating",), "plumbing"),
        ("gardening without a car", ("gardening",), "car"),
        ("neither investors nor bankers", (), "investors bankers"),
        ("singers but no soloists", ("singers",), "soloists"),
    ],
)
def test_what_is_denied_is_kept_apart(said: str, kept: tuple[str, ...], denied: str) -> None:
    assert read_phrase(said) == Phrase(said, tuple(map(stem, kept)), tuple(map(stem, denied.split())))


@pytest.mark.parametrize("said", ["not only accounting but also tax", "no problem with accounting and tax"])
def test_not_only_and_no_problem_deny_nothing(said: str) -> None:
    assert read_phrase(said).denied == ()
    assert set(map(stem, ("accounting", "tax"))) <= set(read_phrase(said).terms)


@pytest.mark.parametrize(
    ("ask", "offer"),
    [
        ("looking for investors", "no investors please"),
        ("a tax accountant", "accounting, not tax"),
        ("heating, not plumbing", "heating and plumbing"),
    ],
)
def test_who_says_no_to_a_thing_is_never_near_it(ask: str, offer: str) -> None:
    assert Wording([offer]).nearest(ask, 0.0) == []
    assert fits([ask], [offer]) == []


@pytest.mark.parametrize(
    "family",
    [
        "account accounting accountant accountants accountancy",
        "polish polisher polishing",
        "operate operator operation operative",
        "photograph photographer photography",
        "organise organiser organization",
        "bake baker bakery baking",
        "care carer caring",
        "run runner running",
        "music musician musical",
    ],
)
def test_a_family_of_words_has_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "strangers",
    ["car care", "police policy", "organ organic", "general generator", "plan plane", "labour laboratory", "cat cater"],
)
def test_words_that_only_begin_alike_have_stems_of_their_own(strangers: str) -> None:
    assert len({stem(word) for word in strangers.split()}) == 2


@given(st.one_of(st.text(alphabet="abcdeilnorstuyz", max_size=14), st.text(max_size=10)))
def test_a_stem_is_its_own_stem(word: str) -> None:
    assert stem(stem(word)) == stem(word)


@pytest.mark.parametrize(
    ("ask", "offer"),
    [
        ("needs an accountant", "happy to help with accounting"),
        ("looking for a treasurer", "bookkeeping"),
        ("lawyer for our charity", "solicitor for small charities"),
        ("looking for a venue", "has a large hall"),
        ("looking for an apartment", "room in her flat to rent"),
        ("trustees", "board member of two foundations"),
        ("looking for a programmer", "software engineer"),
        ("a software engineer", "experienced programmer"),
        ("van and driver", "can drive a truck"),
        ("acountant", "accountant"),
        ("accountant", "acountant"),
        ("helpers for the food bank", "volunteer at the food bank"),
        ("Übersetzung", "ubersetzung"),
        ("volunteers for the Saturday morning shift", "volunteering on Saturday mornings, two a month, likes lifting"),
        ("an internship in data analysis next summer", "an internship in her data team"),
        ("somebody to redo our website", "building simple websites for small firms"),
        ("help with her CV for a management role", "CV and interview coaching"),
        ("a tenor or two before the carol concert", "singing tenor, anything but Wagner"),
        ("somebody to show me how to prune an apple tree", "pruning fruit trees"),
        ("a guitar teacher for my son", "guitar tuition, beginners welcome"),
        ("somebody to look after our cat in August", "pet sitting in the holidays"),
        ("a nanny two afternoons a week", "childminding after school"),
        ("a speaker for our AI evening", "talks about machine learning for beginners"),
        ("a therapist who works with teenagers", "counselling for young people"),
        ("wants to learn the piano", "piano lessons"),
        ("a simple website for the allotment society", "small websites for good causes"),
        ("a job as a cook", "hiring kitchen staff"),
        ("speaks Arabic", "Arabic interpreter"),
    ],
)
def test_an_ask_and_an_offer_of_the_same_thing_fit(ask: str, offer: str) -> None:
    assert score(ask, offer) >= FIT
    assert [(a, o) for a, o, _ in fits([ask], [offer])] == [(0, 0)]


@pytest.mark.parametrize(
    ("ask", "offer"),
    [
        ("accounting help", "plumbing in a hurry"),
        ("art", "startup"),
        ("choir conductor", "bus conductor"),
        ("project manager", "shop manager"),
        ("general help", "general practitioner"),
        ("organist", "organic farmer"),
        ("compost bins", "composer"),
        ("Schreinerarbeit", "Schreinerarbeiten"),
        ("guitar lessons", "singing lessons"),
        ("singing lessons", "singing tenor at weddings"),
        ("quiet singers for the ward", "singing lessons"),
        ("an old piano", "piano lessons"),
        ("a software developer for our website", "jobs for software developers"),
        ("a hall on Tuesdays", "bookkeeping on Tuesdays"),
        ("a driver for the food bank", "a reference for those who help the food bank"),
        ("an apprentice for two years", "two years of German"),
        ("users for a beta test", "used laptops for charities"),
        ("a place to rehearse", "work placements"),
        ("somebody to fix the boiler", "fixing toasters and radios"),
        ("a choir to sing a new lullaby", "singing tenor, anything but Wagner"),
        ("volunteers to hear children read", "a reference for anyone who volunteers three months"),
    ],
)
def test_a_generic_or_merely_similar_word_is_no_fit(ask: str, offer: str) -> None:
    assert score(ask, offer) < FIT
    assert fits([ask], [offer]) == []


@pytest.mark.parametrize(("ask", "offer"), [("accounting help", "plumbing in a hurry"), ("art", "startup")])
def test_a_word_within_a_word_is_no_evidence_at_all(ask: str, offer: str) -> None:
    assert score(ask, offer) < LEAST


def test_words_alike_letter_by_letter_support_but_come_after_the_word_itself() -> None:
    wording = Wording(["Vereinsbuchhaltung", "Buchhaltung", "Schwimmen"])
    assert [index for index, _ in wording.nearest("Buchhaltung", 0.0)] == [1, 0]


def test_what_an_ask_says_aside_comes_after_its_matter_and_never_before() -> None:
    wording = Wording(["friend of the food bank", "donations to good causes"])
    assert [index for index, _ in wording.nearest("a donor for the food bank")] == [1, 0]
    assert read_phrase("a bookkeeper two days a month").aside == tuple(map(stem, ("two", "days", "month")))


def test_the_reason_quotes_the_words_of_the_offer() -> None:
    wording = Wording(["Solicitor for small charities", "software engineer, cycling"])
    assert wording.shared("lawyer for our charity", 0) == ("solicitor", "charities")
    assert wording.shared("a programmer", 1) == ("software", "engineer")
    assert wording.shared("gardener", 0) == ()


def test_synonyms_of_the_journal_are_as_good_as_our_own() -> None:
    own = [["tenorhorn", "euphonium"], ["quorum", "minimum attendance"]]
    assert fits(["euphonium"], ["tenorhorn"]) == []
    assert [pair[:2] for pair in fits(["euphonium", "quorum"], ["minimum attendance", "tenorhorn"], own)] == [
        (0, 1),
        (1, 0),
    ]


def test_a_phrase_read_before_counts_like_its_text() -> None:
    texts = ["van driver", "no investors", "choir"]
    read = Wording([read_phrase(text) for text in texts])
    assert read.nearest("looking for a driver") == Wording(texts).nearest("looking for a driver") != []


def test_what_was_not_read_for_a_common_ask_is_counted() -> None:
    found, left_out = all_fits(["accountant"], ["accounting"] * 500)
    assert len(found) + left_out == 500
    assert left_out > 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("acount", "account", True),
        ("accuont", "account", True),
        ("accoant", "account", True),
        ("accobnt", "account", False),
        ("compost", "compos", False),
        ("plan", "plann", False),
        ("account", "account", False),
        ("mount", "amount", False),
    ],
)
def test_a_slip_is_one_letter_within_a_long_word(one: str, other: str, expected: bool) -> None:
    assert one_slip(one, other) is one_slip(other, one) is expected


def test_every_synonym_has_a_word_that_can_match() -> None:
    lost = [member for group in (*THE_SAME, *NEARLY_THE_SAME) for member in group if not read_phrase(member).terms]
    assert lost == []


@given(CORPORA, SPOKEN)
def test_scores_are_between_nought_and_one_in_one_order(corpus: list[str], ask: str) -> None:
    found = Wording(corpus).nearest(ask, 0.0)
    assert all(0.0 <= nearness <= 1.0 + 1e-9 for _, nearness in found)
    assert found == sorted(found, key=lambda near: (-near[1], near[0]))
    assert len({index for index, _ in found}) == len(found)


@given(CORPORA, SPOKEN, st.floats(0.0, 1.0))
def test_asking_for_less_only_adds_phrases_at_the_end(corpus: list[str], ask: str, least: float) -> None:
    wording = Wording(corpus)
    every = wording.nearest(ask, 0.0)
    assert wording.nearest(ask, least) == [near for near in every if near[1] >= least]


@given(CORPORA, st.lists(SPOKEN, max_size=4))
def test_every_fit_is_near_enough_when_asked_for_alone(offers: list[str], asks: list[str]) -> None:
    wording = Wording(offers)
    for ask, offer, _ in fits(asks, offers):
        assert offer in dict(wording.nearest(asks[ask], FIT - 1e-9))


@pytest.mark.parametrize(
    ("ask", "offer"),
    [
        ("an international trade manager", "international trade manager for coffee and tea"),
        ("a trainee bookkeeper", "trainee bookkeeper"),
        ("a business instructor", "business lecturer"),
    ],
)
def test_words_that_only_look_like_jobs_or_lessons_keep_nobody_from_fitting(ask: str, offer: str) -> None:
    wording = Wording([offer])
    assert wording.agreeing(read_phrase(ask), [0]).keys() == {0}


def test_a_traineeship_is_a_job_and_no_trainee() -> None:
    assert Wording(["a traineeship in bookkeeping"]).agreeing(read_phrase("a bookkeeper"), [0]) == {}
