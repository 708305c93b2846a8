import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netjournal.network.names import Called, answering, fold, folded_words, id_key, link_target, make_id, similar

LETTERS = "abAB ß.-'3éŁøİıςかが佐々김서الدनितिन½²ﬁ\u0301\u200d\u3099"
NAMES = st.text() | st.text(alphabet=LETTERS) | st.sampled_from(["con", "COM1", "lpt\u00b9", "nul.", "AUX"])
RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë", "zoe"),
        ("Zoe\u0308", "zoe"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Đorđe", "dorde"),
        ("Æsa Œuvre Straße", "aesa oeuvre strasse"),
        ("İbrahim Işık", "ibrahim isik"),
        ("Þóra Guðrún", "thora gudrun"),
        ("  Ada\t\u00a0Lovelace\n", "ada lovelace"),
        ("Ｆｕｌｌ ﬁne", "full fine"),
        ("O\u2019Brien\u2010Smith", "o'brien-smith"),
        ("Jo\u00adhn\u200b", "john"),
        ("ΓΙΏΡΓΟΣ", fold("Γιώργος")),
        ("佐藤 優希", "佐藤 優希"),
        ("", ""),
    ],
)
def test_a_name_folds_to_what_it_is_compared_by(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.lists(NAMES | st.sampled_from((" ", "\n", "\u00a0", "\u0301"))).map("".join))
@example("ΑΣ Σ\u0301 İ ǰ ¨a")
def test_the_words_of_a_text_are_those_of_the_folded_text(text: str) -> None:
    assert set(folded_words(text)) == set(fold(text).split())


def test_voiced_kana_stay_letters_of_their_own() -> None:
    assert fold("かわばた") != fold("かわはた")


@given(NAMES)
def test_folding_twice_changes_nothing_and_the_unicode_form_does_not_matter(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("  Ada   M. Lovelace, Jr. ", "ada-m-lovelace-jr"),
        ("Zoë Łukasz", "zoe-lukasz"),
        ("Straße_3", "strasse-3"),
        ("Seán O\u2019Brien", "sean-o-brien"),
        ("佐藤 優希", "佐藤-優希"),
        ("佐々木", "佐々木"),
        ("が", "が"),
        ("か\u3099", "が"),
        ("김영희", "김영희"),
        ("Юлия Ёлкина", "юлия-ёлкина"),
        ("Γιώργος", "γιώργος"),
        ("नितिन", "नितिन"),
        ("Ana 佐藤", "ana-佐藤"),
        ("İstanbul", "istanbul"),
        ("...", "person"),
        ("", "person"),
        ("🎻🎻", "person"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("../../etc/passwd", "etc-passwd"),
        ("Con", "con-person"),
        ("com1", "com1-person"),
        ("lpt\u00b9", "lpt1-person"),
        ("Connor", "connor"),
        ("x" * 100, "x" * 80),
        ("é" * 100, "e" * 80),
        ("優" * 100, "優" * 26),
        ("a\ud800b", "a-b"),
    ],
)
def test_an_id_is_made_from_a_name(name: str, made: str) -> None:
    assert make_id(name, ()) == made


def test_a_second_and_third_person_of_a_name_are_numbered() -> None:
    assert make_id("Ada Lovelace", {"ada-lovelace"}) == "ada-lovelace-2"
    assert make_id("Ada Lovelace", {"ada-lovelace", "ada-lovelace-2"}) == "ada-lovelace-3"
    assert make_id("x" * 100, {"x" * 80}) == "x" * 78 + "-2"
    assert make_id("con", {"con-person"}) == "con-person-2"


@given(NAMES, st.integers(0, 12))
@example("é佐" * 40, 11)
@example("a" * 77 + " bc", 2)
def test_an_id_is_always_a_safe_file_name_that_nobody_has(name: str, doubles: int) -> None:
    taken: set[str] = set()
    for _ in range(doubles + 1):
        made = make_id(name, taken)
        assert id_key(made) not in taken
        assert 0 < len(made.encode()) <= 80
        assert made not in RESERVED
        assert made[0] not in "-." and made[-1] != "-" and "--" not in made  # noqa: PT018
        assert all(c == "-" or unicodedata.category(c)[0] in "LMN" for c in made)
        assert unicodedata.is_normalized("NFC", made)
        taken.add(id_key(made))


@given(NAMES)
def test_an_id_is_an_id_already(name: str) -> None:
    made = make_id(name, ())
    assert make_id(made, ()) == made
    assert make_id(unicodedata.normalize("NFD", name), ()) == made


def test_ids_are_compared_without_case_and_unicode_form() -> None:
    assert id_key("Zoe\u0308-Straße") == id_key("zoë-STRASSE")
    assert id_key("zoë") != id_key("zoe")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[[ada-lovelace]]", "ada-lovelace"),
        (" [[ ada-lovelace |Ada]] ", "ada-lovelace"),
        ("[[ada-lovelace#Log]]", "ada-lovelace"),
        ("[[ada-lovelace#Log|Ada]]", "ada-lovelace"),
        ("[[Zoë]]", "Zoë"),
        ("[[]]", ""),
        ("  Ada ", "Ada"),
        ("[[ada", "[[ada"),
        ("see [[ada]]", "see [[ada]]"),
        ("a|b", "a|b"),
    ],
)
def test_a_link_is_its_target(text: str, target: str) -> None:
    assert link_target(text) == target


PEOPLE = (
    Called("zoe-kravitz", "Zoë Kravitz", (), ("zoe@example.org", "Z.K@Example.org")),
    Called("lukasz", "Łukasz Nowak", ("Luke",)),
    Called("ada-lovelace", "Ada Lovelace", ("Ada Byron", "Countess of Lovelace")),
    Called("ada-yonath", "Ada Yonath"),
    Called("jean-luc", "Jean-Luc Picard", ("the captain",)),
    Called("Byron", "George Gordon"),
    Called("mariana", "Mariana Costa"),
    Called("ana", "Ana Silva"),
    Called("p-7", "Siobhán O\u2019Brien", (), ("ana",)),
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ada-lovelace", ("ada-lovelace",)),
        ("ADA-LOVELACE", ("ada-lovelace",)),
        ("byron", ("Byron",)),
        ("ana", ("ana",)),
        ("z.k@example.org", ("zoe-kravitz",)),
        ("ZOE@example.org", ("zoe-kravitz",)),
        ("ada byron", ("ada-lovelace",)),
        ("lukasz nowak", ("lukasz",)),
        ("LUKE", ("lukasz",)),
        ("ada", ("ada-lovelace", "ada-yonath")),
        ("zoe", ("zoe-kravitz",)),
        ("zoe\u0308", ("zoe-kravitz",)),
        ("Zoë Kravitz", ("zoe-kravitz",)),
        ("[[ada-yonath|Ada]]", ("ada-yonath",)),
        ("yon ada", ("ada-yonath",)),
        ("picard", ("jean-luc",)),
        ("luc pic", ("jean-luc",)),
        ("o'brien", ("p-7",)),
        ("siobhan", ("p-7",)),
        ("ada costa", ()),
        ("captain picard", ()),
        ("iana", ("mariana",)),
        ("people/ana.md", ()),
        ("ana.md", ()),
        ("nobody@example.org", ()),
        ("Grace", ()),
        ("-", ("jean-luc",)),
        ("", ()),
        ("  ", ()),
        ("[[]]", ()),
        ("\u0301", ()),
    ],
)
def test_people_answer_by_the_first_level_that_has_any(text: str, ids: tuple[str, ...]) -> None:
    assert answering(text, PEOPLE) == ids


def test_a_write_is_never_answered_by_a_mere_part() -> None:
    assert answering("iana", PEOPLE, part=False) == ()
    assert answering("maria", PEOPLE, part=False) == ("mariana",)


def test_an_id_in_either_unicode_form_is_found() -> None:
    people = (Called(unicodedata.normalize("NFD", "佐藤ガ"), "佐藤"),)
    assert answering(unicodedata.normalize("NFC", "佐藤ガ"), people, part=False) == (people[0].id,)


@given(st.lists(st.builds(Called, NAMES, NAMES, st.tuples(NAMES)), max_size=6), NAMES, st.booleans())
def test_the_answer_is_known_ids_in_order_and_does_not_depend_on_the_order_of_people(
    people: list[Called], text: str, part: bool
) -> None:
    answer = answering(text, people, part)
    assert list(answer) == sorted({one.id for one in people} & set(answer))
    assert answering(text, people[::-1], part) == answer
    assert set(answering(text, people, False)) <= {one.id for one in people}


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_whoever_has_a_name_answers_to_it(names: list[str]) -> None:
    people = [Called(f"id{at}", name) for at, name in enumerate(names)]
    for one in people:
        plain = fold(one.name)
        if plain and link_target(one.name) == one.name.strip() and not plain.startswith("id"):
            assert one.id in answering(one.name, people, part=False)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Ada Lovlace", "Ada Lovelace"),
        ("lovlace", "Ada Lovelace"),
        ("Lukaz", "Łukasz Nowak"),
        ("kravits zoe", "Zoë Kravitz"),
        ("Micheal", "Michael Faraday"),
    ],
)
def test_a_near_miss_is_offered(typed: str, near: str) -> None:
    assert similar(typed, [*(one.name for one in PEOPLE), "Michael Faraday"])[0] == near


def test_what_is_not_near_is_not_offered() -> None:
    assert similar("Wolfgang", [one.name for one in PEOPLE]) == []
    assert similar("", ["", "Ada"]) == []


@given(NAMES, st.lists(NAMES, max_size=8), st.integers(0, 3))
def test_suggestions_are_known_names_once_each_whatever_their_order(name: str, names: list[str], limit: int) -> None:
    near = similar(name, names, limit)
    assert len(near) == len(set(near)) <= limit
    assert set(near) <= set(names)
    assert similar(name, names[::-1], limit) == near


def test_an_id_is_found_at_once_however_many_have_the_name() -> None:
    taken = {"ana", *(f"ana-{number}" for number in range(2, 100_000))}
    assert make_id("Ana", taken) == "ana-100000"
    assert make_id("Ana", taken - {"ana-7"}) == "ana-7"
    looked = 0

    class Counted(set[str]):
        def __contains__(self, id: object) -> bool:
            nonlocal looked
            looked += 1
            return super().__contains__(id)

    make_id("Ana", Counted(taken))
    assert looked < 200
