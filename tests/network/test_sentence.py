"""Sentences as people write them, and what each of them tells."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import UnreadableDay
from netjournal.network.entry import KINDS
from netjournal.network.names import Called, answering
from netjournal.network.sentence import Sentence, is_named, read_sentence

TODAY = datetime.date(2026, 11, 22)  # a Sunday
KNOWN = (
    Called("ana-silva", "Ana Silva", (), ("ana@example.org",)),
    Called("bo-yu", "Bo Yu"),
    Called("cy-o-brien", "Cy O'Brien", ("Mum",)),
    Called("maria-del-carmen-ruiz", "María del Carmen Ruiz"),
    Called("rania-haddad", "Rania Haddad"),
    Called("tomasz-wieczorek", "Tomasz Wieczorek", ("Tom",)),
    Called("will-may", "Will May"),
    Called("田辺-由紀", "田辺 由紀"),
)
BY_ID = {one.id: one for one in KNOWN}
MINE = {**KINDS, "rehearsal": "seen"}


def known(text: str) -> bool:
    return is_named(text, [BY_ID[id] for id in answering(text, KNOWN, part=False)])


def read(text: str) -> Sentence:
    return read_sentence(text, TODAY, MINE, known)


def told(text: str) -> tuple[str, str, str, str, str]:
    said = read(text)
    day = said.day.isoformat()[5:] if said.day else ""
    return day, said.kind, ", ".join(said.people), said.where, said.text


@pytest.mark.parametrize(
    ("text", "day", "kind", "people", "where", "said"),
    [
        (
            "yesterday lunch with Ana and Bo in Porto: the choir needs a hall #choir",
            "11-21", "lunch", "Ana, Bo", "in Porto", "the choir needs a hall #choir",
        ),
        ("coffee with Ana", "", "coffee", "Ana", "", ""),
        ("coffee with ana: she moves to Rome", "", "coffee", "ana", "", "she moves to Rome"),
        (
            "2026-11-20 call with Tomasz: the van is off the road",
            "11-20", "call", "Tomasz", "", "the van is off the road",
        ),
        ("2026-11-21 text from Ana: the kiln is cooling", "11-21", "text", "Ana", "", "the kiln is cooling"),
        ("called Mum yesterday", "11-21", "call", "Mum", "", ""),
        ("rang Ana last friday about the hall", "11-20", "call", "Ana", "", "about the hall"),
        ("met Bo at the fair on tuesday", "11-17", "met", "Bo", "at the fair", ""),
        ("I had a lovely long lunch with Ana in Porto on 3 nov", "11-03", "lunch", "Ana", "in Porto", ""),
        ("lunch Ana, Bo & Cy: hats", "", "lunch", "Ana, Bo, Cy", "", "hats"),
        ("Ana and Bo came for dinner last night: they got on", "11-21", "dinner", "Ana, Bo", "", "they got on"),
        ("3 days ago walk with Ana Silva, she is tired", "11-19", "walk", "Ana Silva", "", "she is tired"),
        ("Nov 3, 2026 dinner at the Babbages with Ana and Bo", "11-03", "dinner", "Ana, Bo", "at the Babbages", ""),
        ("Sat 21 Nov: drinks with Bo", "11-21", "drinks", "Bo", "", ""),
        ("Bo emailed: the invoice is paid", "", "email", "Bo", "", "the invoice is paid"),
        ("thanked Ana for the jam", "", "thanked", "Ana", "", "for the jam"),
        ("got a bike from Bo", "", "got", "Bo", "", "a bike"),
        ("gave Ana the blue book", "", "gave", "Ana", "", "the blue book"),
        ("gave Ana a call", "", "call", "Ana", "", ""),
        ("got a text from Ana: late", "", "text", "Ana", "", "late"),
        ("asked Bo for the key yesterday", "11-21", "asked", "Bo", "", "for the key"),
        ("Dinner at mine with Ana, Bo and Cy on Saturday", "11-21", "dinner", "Ana, Bo, Cy", "at mine", ""),
        ("on tuesday I had a call with Ana", "11-17", "call", "Ana", "", ""),
        ("coffee with [[ana-silva]] and [[bo-yu|Bo]]: ok", "", "coffee", "ana-silva, bo-yu", "", "ok"),
        ("Ana: she found a flat", "", "", "Ana", "", "she found a flat"),
        ("told Ana about the choir", "", "", "Ana", "", "about the choir"),
        ("bumped into Bo at the market this morning", "11-22", "", "Bo", "at the market", ""),
        (
            "met Xanthe Prior at the tram stop, plays the viola",
            "", "met", "Xanthe Prior", "at the tram stop", "plays the viola",
        ),
        (
            "Joanna Sikora, met at the tram stop, plays the viola",
            "", "met", "Joanna Sikora", "at the tram stop", "plays the viola",
        ),
        ("coffee with Ana, Xanthe and Bo", "", "coffee", "Ana, Xanthe, Bo", "", ""),
        ("lunch with Ana, Porto was sunny", "", "lunch", "Ana", "", "Porto was sunny"),
        ("lunch with Ana, Bo is moving to Rome", "", "lunch", "Ana", "", "Bo is moving to Rome"),
        ("coffee with Ana and ran home in the rain", "", "coffee", "Ana", "", "and ran home in the rain"),
        ("dinner with Will and María del Carmen", "", "dinner", "Will, María del Carmen", "", ""),
        ("coffee with 田辺 由紀: cello", "", "coffee", "田辺 由紀", "", "cello"),
        ("rehearsal with Ana #choir", "", "rehearsal", "Ana", "", "#choir"),
        ("birthday party with Ana in New York", "", "party", "Ana", "in New York", "birthday"),
        ("tea with Ana", "", "met", "Ana", "", "tea"),
        ("video call with Ana monday evening", "11-16", "video", "Ana", "", ""),
        ("sat with Ana in the park", "", "", "Ana", "in the park", ""),
        ("coffee with ana@example.org", "", "coffee", "ana@example.org", "", ""),
        ("lunch at 13:30 with Ana: soup", "", "lunch", "Ana", "", "at 13:30: soup"),
        (
            "yesterday evening drinks with Bo at Mend and Kettle - we sang",
            "11-21", "drinks", "Bo", "at Mend and Kettle", "we sang",
        ),
        ("10/31/2026 walk with Ana", "10-31", "walk", "Ana", "", ""),
        ("the day before yesterday coffee with Bo", "11-20", "coffee", "Bo", "", ""),
        ("coffee with Ana Costa", "", "coffee", "Ana Costa", "", ""),
        ("note Bo: prefers tea", "", "note", "Bo", "", "prefers tea"),
        ("bumped into Cy at Tesco, she's pregnant!", "", "", "Cy", "at Tesco", "she's pregnant!"),
        ("went for a run with Ana", "", "", "Ana", "", "went for a run"),
        ("played chess with Bo", "", "", "Bo", "", "played chess"),
        ("1:1 with Tomasz", "", "", "Tomasz", "", "1:1"),
        ("catch-up with Ana, she got the job", "", "", "Ana", "", "catch-up: she got the job"),
        ("Ran into Rania Haddad in the library", "", "", "Rania Haddad", "in the library", ""),
        ("Ana, Bo and I had lunch in Leeds", "", "lunch", "Ana, Bo", "in Leeds", ""),
        ("Bo and I had coffee", "", "coffee", "Bo", "", ""),
        ("dinner with Ana, Bo and me", "", "dinner", "Ana, Bo", "", ""),
        ("Had Ana and Bo round for supper last Saturday", "11-21", "dinner", "Ana, Bo", "", ""),
        ("Coffee with my friend Bo", "", "coffee", "Bo", "", ""),
        ("walked with my brother Bo along the canal", "", "walk", "Bo", "", "along the canal"),
        ("20/11 lunch with Bo", "11-20", "lunch", "Bo", "", ""),
        ("on 13/11 lunch with Bo", "11-13", "lunch", "Bo", "", ""),
        ("20.11. lunch with Bo", "11-20", "lunch", "Bo", "", ""),
        ("10/10 dinner with Ana", "10-10", "dinner", "Ana", "", ""),
        ("8.30 breakfast with Ana", "", "breakfast", "Ana", "", "8.30"),
        ("Friday: lunch with Bo", "11-20", "lunch", "Bo", "", ""),
        ("Ana gave me a bike", "", "got", "Ana", "", "a bike"),
        ("gave Ana my bike", "", "gave", "Ana", "", "my bike"),
        ("Bo lent me his drill", "", "got", "Bo", "", "lent me his drill"),
        ("lent Bo the ladder", "", "gave", "Bo", "", "lent the ladder"),
        ("Ana helped me move house on Saturday", "11-21", "got", "Ana", "", "helped me move house"),
        ("helped Bo with his CV", "", "gave", "Bo", "", "helped with his CV"),
        ("brought Ana soup", "", "gave", "Ana", "", "brought soup"),
        ("Ana sent me the recipe", "", "message", "Ana", "", "sent me the recipe"),
        ("sent Ana a card", "", "message", "Ana", "", "sent a card"),
        ("Thanks to Bo for fixing the bike", "", "thanked", "Bo", "", "for fixing the bike"),
        ("Ana asked me for the key", "", "talked", "Ana", "", "for the key"),
        ("Ana thanked me for the jam", "", "talked", "Ana", "", "for the jam"),
        ("Bo told me he is leaving", "", "talked", "Bo", "", "told me he is leaving"),
        ("Ana wants to learn the cello", "", "note", "Ana", "", "wants to learn the cello"),
        ("Ana is looking for a flat in Leeds", "", "note", "Ana", "", "is looking for a flat in Leeds"),
        ("Ana has had a baby", "", "note", "Ana", "", "has had a baby"),
        ("Ana got the job", "", "note", "Ana", "", "got the job"),
        ("Ana gave Bo a bike", "", "note", "Ana", "", "gave Bo a bike"),
        ("Bo brought cake", "", "note", "Bo", "", "brought cake"),
        ("Bo cancelled lunch", "", "note", "Bo", "", "cancelled lunch"),
        ("Ana never eats meat", "", "note", "Ana", "", "never eats meat"),
        ("Ana and Bo are getting married", "", "note", "Ana", "", "and Bo are getting married"),
        ("Will is coming", "", "note", "Will", "", "is coming"),
        ("Ana came over", "", "", "Ana", "", "came over"),
        ("Bo visited", "", "visit", "Bo", "", ""),
        ("coffee with both Anas", "", "coffee", "", "", "with both Anas"),
        ("no reply from Bo", "", "", "", "", "no reply from Bo"),
        ("introduced to Zoe Hart by Bo at the fair", "", "", "", "", "introduced to Zoe Hart by Bo at the fair"),
        ("Had coffee with Bo this morning, he's off to Japan", "11-22", "coffee", "Bo", "", "he's off to Japan"),
        ("Long chat with Ana last night about her dad", "11-21", "talked", "Ana", "", "about her dad"),
        ("had a pint with Will after work on Thursday", "11-19", "drinks", "Will", "", "after work"),
        ("two weeks ago walked the dog with Ana", "11-08", "walk", "Ana", "", "the dog"),
        ("buy milk and eggs", "", "", "", "", "buy milk and eggs"),
        ("The choir needs a hall", "", "", "", "", "The choir needs a hall"),
    ],
)  # fmt: skip
def test_a_sentence_is_taken_apart(text: str, day: str, kind: str, people: str, where: str, said: str) -> None:
    assert told(text) == (day, kind, people, where, said)


@pytest.mark.parametrize(
    ("text", "day"),
    [("tomorrow lunch with Ana", 23), ("next friday dinner with Bo", 27), ("in 3 days coffee with Ana", 25)],
)
def test_a_day_to_come_is_read_as_such(text: str, day: int) -> None:
    assert read(text).day == datetime.date(2026, 11, day)


def test_a_day_and_month_that_could_be_two_days_are_refused() -> None:
    with pytest.raises(UnreadableDay):
        read("3/11 lunch with Bo")


def test_a_day_that_could_be_two_is_refused() -> None:
    with pytest.raises(UnreadableDay, match=r"Fri 3 Apr 2026 or Wed 4 Mar 2026"):
        read("3/4/2026 lunch with Ana")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("didn't meet Ana", "didn't"),
        ("cancelled lunch with Ana", "cancelled"),
        ("should call Ana", "should"),
        ("remember to call Ana", "remember"),
        ("lunch with Ana: she did not like it", ""),
        ("dinner with Will: he will not come", ""),
    ],
)
def test_what_may_not_have_happened_is_doubted(text: str, doubt: str) -> None:
    assert read(text).doubt == doubt


@pytest.mark.parametrize(
    ("text", "is_order"),
    [("call Ana about the hall", True), ("called Ana about the hall", False), ("call with Ana", False)],
)
def test_what_may_be_something_to_do_is_told(text: str, is_order: bool) -> None:
    assert read(text).is_order == is_order


@pytest.mark.parametrize("text", ["an", "ran", "to", "a"])
def test_small_letters_name_somebody_by_whole_words_only(text: str) -> None:
    assert not known(text)


def test_tags_are_told() -> None:
    assert read("lunch with Ana #choir: a hall #help").tags == ("help", "choir")


def test_lines_of_the_text_stay() -> None:
    assert read("lunch with Ana: one\ntwo").text == "one\ntwo"


SMALL = ("with", "and", "in", "at", "the", "she", "is", "ago", "on", "said,", "to", "from", "7pm", "-", "#x", "d'")
NAMED = ("Ana", "ana", "Bo", "Porto", "Xan", "Mr.", "[[bo-yu]]", "lunch", "call", "yesterday", "3", "days", "tue")
WORDS = st.sampled_from((*SMALL, *NAMED))


@given(st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_what_stands_behind_a_colon_is_kept_as_written(head: str, tail: str) -> None:
    said = read(f"Ana lunch {head}: {tail} end")
    assert said.text.removesuffix(" #x").endswith("end")
    assert not {"lunch", "call", "she", "in"} & set(said.people)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    try:
        said = read(text)
    except UnreadableDay:
        return
    assert all(name in " ".join(text.split()) for name in said.people)
