"""The ways people write what happened: entries, promises, links."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.files.notation.body import Body, code_masked, read_body
from netjournal.network.entry import KINDS, STATES, Promise, introduction
from tests.steps import growth

DAY = datetime.date(2026, 11, 2)
KNOWN = {**KINDS, "padel": "seen", "musing": "note"}


def read(text: str) -> Body:
    return read_body(text, 0, "people/ada.md", KNOWN)


def said(text: str) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    """Each entry as (day and month, kind, what it counts for, who was there, text)."""
    return [(f"{e.date:%m-%d}", e.kind, e.counts, e.people, e.text) for e in read(text).entries]


def found(text: str) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in read(text).problems]


@pytest.mark.parametrize(
    "written",
    [
        "- 2026-11-02 call: text",
        "* 2026-11-02 call: text",
        "+ 2026-11-02 call: text",
        "-   2026-11-02   call:   text",
        "-\t2026-11-02\tcall:\ttext",
        "- 2026-11-2 call: text",
        "- 2026/11/02 call: text",
        "- 2026-11-02: call: text",
        "- 2026-11-02, call: text",
        "- 2026-11-02 — call: text",
        "- 2026-11-02 – call: text",
        "- 2026-11-02 - call: text",
        "- 2026-11-02 10:30 call: text",
        "- 2026-11-02 10:30 — call: text",
        "- 2026-11-02T10:30 call: text",
        "- 2026-11-02T10:30:00Z call: text",
        "- **2026-11-02** call: text",
        "- **2026-11-02:** call: text",
        "- **2026-11-02**: call: text",
        "- __2026-11-02__ call: text",
        "- [2026-11-02] call: text",
        "- [[2026-11-02]] call: text",
        "- [[2026-11-02|Monday]] call: text",
        "- [[2026-11-02#Evening|Monday]] call: text",
        "- [[daily/2026-11-02]] call: text",
        "- **[[2026-11-02]]** call: text",
        "- [2026-11-02](../daily/2026-11-02.md) call: text",
        "- 2026-11-02 Call: text",
        "- 2026-11-02 CALL text",
        "- 2026-11-02 call text",
        "- 2026-11-02 call : text",
        "- 2026-11-02 call:\n  text",
        "- 2026-11-02 call: text\n",
        "- 2026-11-02 call: text\r\n",
        "## 2026-11-02 call\ntext\n",
        "## 2026-11-02 call\n\ntext\n\n",
        "# 2026-11-02 call: text",
        "###### 2026-11-02: Call\r\n\r\ntext\r\n",
        "### [[2026-11-02]] call\ntext",
        "### **2026-11-02** call\ntext",
    ],
)
def test_both_forms_and_every_style_of_date_and_kind_tell_the_same(written: str) -> None:
    assert said(written) == [("11-02", "call", "talked", (), "text")]
    assert found(written) == []


@pytest.mark.parametrize(("kind", "counts"), KNOWN.items())
def test_every_kind_is_known_in_both_forms_and_any_case(kind: str, counts: str) -> None:
    forms = (f"- 2026-11-02 {kind}: a", f"- 2026-11-02 {kind.upper()} a", f"## 2026-11-02 {kind.title()}\na")
    for form in forms:
        assert said(form) == [("11-02", kind, counts, (), "a")]
        assert found(form) == []


@pytest.mark.parametrize(
    ("written", "people", "text"),
    [
        ("coffee with [[bo]]: text", ("bo",), "text"),
        ("coffee with [[bo]] and [[chi]]: text", ("bo", "chi"), "text"),
        ("coffee [[bo]], [[chi]] & [[dee]]: text", ("bo", "chi", "dee"), "text"),
        ("coffee with [[bo|Bo]] and [[chi#Log]]: text", ("bo", "chi"), "text"),
        ("coffee with [[Bo Brandt: the elder]]: text", ("Bo Brandt: the elder",), "text"),
        ("coffee in Rome with [[bo]]: text", ("bo",), "text"),
        ("coffee with [[bo]]", ("bo",), ""),
        ("coffee with [[bo]] and [[chi]] talked of [[dee]]", ("bo", "chi"), "talked of [[dee]]"),
        ("coffee: text, see [[bo]]", (), "text, see [[bo]]"),
        ("coffee: with [[bo]]: text", (), "with [[bo]]: text"),
        ("coffee: at 10:30 with [[bo]]", (), "at 10:30 with [[bo]]"),
        ("coffee she likes https://x.org", (), "she likes https://x.org"),
        ("coffee she met [[bo]]", (), "she met [[bo]]"),
        (r"coffee with [[bo\|Bo]]: text", ("bo",), "text"),
    ],
)
def test_company_is_linked_before_the_colon(written: str, people: tuple[str, ...], text: str) -> None:
    assert said(f"- 2026-11-02 {written}") == [("11-02", "coffee", "seen", people, text)]
    assert said(f"## 2026-11-02 {written}\n") == [("11-02", "coffee", "seen", people, text)]


def test_links_in_the_text_are_mentions_and_its_tags_are_known() -> None:
    entry = read("- 2026-11-02 coffee with [[bo]]: saw [[chi|Chi]]\n  and [[dee#Log]] #music #a/b c#d").entries[0]
    assert (entry.people, entry.mentions, entry.tags) == (("bo",), ("chi", "dee"), ("music", "a/b"))


@pytest.mark.parametrize(
    "text",
    [
        "she left a note on the harbour",
        "thoughts",
        "",
        "**call** bold kinds are text",
        "callback",
    ],
)
def test_without_a_known_kind_it_is_a_note_and_named(text: str) -> None:
    body = read(f"- 2026-11-02 {text}".rstrip())
    assert [(e.kind, e.counts, e.text) for e in body.entries] == [("note", "note", text)]
    assert found(f"- 2026-11-02 {text}") == [(1, 1, "kind")]


def test_an_entry_that_says_it_is_a_note_is_not_named() -> None:
    assert found("- 2026-11-02 note: x\n- 2026-11-02 Note x\n- 2026-11-02 musing x\n## 2026-11-02 note\nx") == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("- 2026-11-02 call: a\n  b\n\n  c\n\nprose", "a\nb\n\nc"),
        ("- 2026-11-02 call: a\n  - b\n    - c\nprose", "a\n- b\n- c"),
        ("- 2026-11-02 call: a\n\tb\n- c", "a\nb"),
        ("- 2026-11-02 call: a\n  2020-01-01 met: b", "a\n2020-01-01 met: b"),
        ("- 2026-11-02 call: a\nprose", "a"),
        ("## 2026-11-02 call\na\n### Aside\nb\n## Next\nc", "a\n### Aside\nb"),
        ("### 2026-11-02 call\na\n\nb\n## Higher\nc", "a\n\nb"),
        ("## 2026-11-02 call: head\na\n\n\n", "head\na"),
        ("## 2026-11-02 call\n```\n# code\n```\nb", "```\n# code\n```\nb"),
    ],
)
def test_an_entry_goes_on_as_far_as_it_is_indented_or_to_the_next_heading(written: str, text: str) -> None:
    assert said(written) == [("11-02", "call", "talked", (), text)]


def test_a_dated_heading_ends_at_a_dated_heading_of_its_level_and_holds_deeper_ones() -> None:
    text = "## 2026-11-02 call\na\n### 2026-11-03 coffee\nb\n## 2026-11-04 met\nc\n# Top\nd\n"
    assert [(e.kind, e.line, e.text) for e in read(text).entries] == [
        ("call", 1, "a\n### 2026-11-03 coffee\nb"),
        ("coffee", 3, "b"),
        ("met", 5, "c"),
    ]


def test_spans_are_where_the_entries_stand_in_the_order_of_the_page() -> None:
    text = "---\n---\nx\n\n## 2026-11-02 call\na\n- 2026-11-03 met: b\n  c\n\n# End\n- 2026-11-04 walk\n"
    body = read_body(text, 8, "people/ada.md", KINDS)
    assert [text[span.start : span.end] for span in body.spans] == [
        "## 2026-11-02 call\na\n- 2026-11-03 met: b\n  c\n\n",
        "- 2026-11-03 met: b\n  c\n",
        "- 2026-11-04 walk\n",
    ]
    assert [span.line for span in body.spans] == [entry.line for entry in body.entries] == [5, 7, 11]


HIDDEN = "- 2020-01-01 met: [[bo]]\n- [ ] a promise\n## 2020-01-02 met\nx\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```\n", "```\n"),
        ("```markdown\n", "```\n"),
        ("~~~\n```\n", "~~~\n"),
        ("````\n```\n", "````\n"),
        ("  ```\n", "  ```\n"),
        ("<!--\n", "-->\n"),
        ("  <!-- why\n", " -->\n"),
        ("%%\n", "%%\n"),
        ("%% why\n", "so %%\n"),
    ],
)
def test_nothing_inside_code_and_comments_counts(before: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        text = f"{before}{HIDDEN}{after}- 2026-11-02 call: text".replace("\n", newline)
        body = read(text)
        assert said(text) == [("11-02", "call", "talked", (), "text")]
        assert (body.promises, body.links, body.problems) == ([], [], [])


@pytest.mark.parametrize("text", ["> - 2020-01-01 met: x", ">- 2020-01-01 met", " > [[bo]]", "> [!note]\n> - [ ] x"])
def test_nothing_in_a_quote_counts(text: str) -> None:
    body = read(text)
    assert (body.entries, body.promises, body.links, body.problems) == ([], [], [], [])


@pytest.mark.parametrize("opening", ["<!-- never closed", "%% never closed", "100%% sure", "a <!-- b"])
def test_a_comment_that_is_never_closed_hides_no_entry(opening: str) -> None:
    assert len(read(f"{opening}\n- 2026-11-02 call: x\n").entries) == 1


@pytest.mark.parametrize("text", ["- 2026-11-02 call: a\n  ```\n  - [ ] b [[c]]\n  ```\n", "`[[a]]` ``[[b]] ` [[c]]``"])
def test_code_inside_an_entry_or_a_line_holds_no_promise_and_no_link(text: str) -> None:
    assert (read(text).promises, read(text).links) == ([], [])


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("a ` b", "a ` b"),
        ("`` a ` b ``", " " * 11),
        ("``a`b", "``a`b"),
        ("`a``b`", " " * 6),
        ("`a` `b` ``", "        ``"),
        ("none", "none"),
    ],
)
def test_code_spans_are_blanked_as_markdown_pairs_them(line: str, masked: str) -> None:
    assert code_masked(line) == masked


@pytest.mark.parametrize(
    ("line", "promise"),
    [
        ("- [ ] ask Grace (due 2026-12-01)", Promise("ask Grace", datetime.date(2026, 12, 1), False, "", 1)),
        ("- [ ] ask Grace (due: 2026-12-01) soon", Promise("ask Grace soon", datetime.date(2026, 12, 1), False, "", 1)),
        ("- [ ] ask Grace (Due 2026-12-1)", Promise("ask Grace", datetime.date(2026, 12, 1), False, "", 1)),
        ("- [ ] ask Grace 📅 2026-12-01", Promise("ask Grace", datetime.date(2026, 12, 1), False, "", 1)),
        ("- [ ] ask Grace", Promise("ask Grace", None, False, "", 1)),
        ("- [x] ask Grace", Promise("ask Grace", None, True, "", 1)),
        ("* [X] ask Grace", Promise("ask Grace", None, True, "", 1)),
        ("+ [ ] ask Grace\r\n", Promise("ask Grace", None, False, "", 1)),
        ("    - [ ] ask Grace", Promise("ask Grace", None, False, "", 1)),
        ("- [ ] [[ada]]: her notes", Promise("her notes", None, False, "ada", 1)),
        (
            "- [ ] [[ada|Ada]] her notes (due 2026-12-01)",
            Promise("her notes", datetime.date(2026, 12, 1), False, "ada", 1),
        ),
        ("- [ ] ask [[grace]] about it", Promise("ask [[grace]] about it", None, False, "", 1)),
    ],
)
def test_a_promise_is_a_box_mine_or_theirs_open_until_ticked(line: str, promise: Promise) -> None:
    assert read(line).promises == [promise]


@pytest.mark.parametrize(
    "text", ["- 2026-11-02 call: a\n  - [ ] b", "## 2026-11-02 call\n- [ ] b", "# Plans\n\n- [ ] b"]
)
def test_a_promise_may_stand_anywhere(text: str) -> None:
    assert [promise.text for promise in read(text).promises] == ["b"]


@pytest.mark.parametrize(
    ("line", "column"), [("- [ ] b (due soon)", 9), ("- [ ] b (due 2026-02-30)", 9), ("- [ ] b (due next week)", 9)]
)
def test_a_promise_whose_day_is_none_stands_and_is_named(line: str, column: int) -> None:
    assert [promise.due for promise in read(line).promises] == [None]
    assert found(line) == [(1, column, "date")]


@pytest.mark.parametrize("text", ["- [/] b", "- [-] b", "- [] b", "-[ ] b", "- [ ]b", "[ ] b", "1. [ ] b"])
def test_other_boxes_are_no_promise(text: str) -> None:
    assert read(text).promises == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[[ada]] and [[bo|Bo]] and [[chi#Log]] and [[dee#Log|Dee]]", ["ada", "bo", "chi", "dee"]),
        ("![[photo.png]] [[ ]] [[]] [[#here]] [[a]b]] `[[code]]` [one](two)", []),
        ("## Friends of [[ada]]", ["ada"]),
        (r"| [[ada\|Ada]] | [[bo]] |", ["ada", "bo"]),
        ("[[people/ada]]", ["people/ada"]),
        ("[[佐藤 優希]] [[Zoë]]", ["佐藤 優希", "Zoë"]),
    ],
)
def test_links_are_found_as_obsidian_writes_them(line: str, names: list[str]) -> None:
    assert [link.name for link in read(line).links] == names


def test_a_link_has_its_place() -> None:
    link = read("\n- 2026-11-02 call: a\n  see [[ada]]\n").links[0]
    assert (link.line, link.column) == (3, 7)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x\n- 2026-02-30 call: x", (2, 3, "date")),
        ("x\n## 2026-13-01 call", (2, 4, "date")),
        ("- **2026-00-10** x", (1, 5, "date")),
        ("<<<<<<< HEAD\n- 2026-11-02 call: x", (1, 1, "conflict")),
        ("## Log\n- 18.1.2026 german", (2, 1, "undated")),
        ("## Log\n- Jan 17 2026 words", (2, 1, "undated")),
        ("## Log\n2026-01-12 no bullet", (2, 1, "undated")),
        ("## Log\n- 2026-11 coffee", (2, 1, "undated")),
        ("# log\r\n1/2/2026 x", (2, 1, "undated")),
        ("## Log\n- Meetings\n  - 2026-01-12 call: nested", (3, 1, "undated")),
    ],
)
def test_a_doubt_has_its_line_and_column(text: str, place: tuple[int, int, str]) -> None:
    assert found(text) == [place]


def test_a_conflict_is_named_at_each_marker_and_both_sides_are_read() -> None:
    text = "## Log\n<<<<<<< HEAD\n- 2026-01-15 call: a\n||||||| base\n=======\n- 2026-01-16 met: b\n>>>>>>> main\n"
    assert [line for line, _, _ in found(text)] == [2, 4, 5, 7]
    assert [entry.kind for entry in read(text).entries] == ["call", "met"]


def test_a_heading_underlined_with_seven_signs_is_no_conflict() -> None:
    assert found("Friends\n=======\n- 2026-11-02 call: x\n") == []


def test_dates_outside_a_log_are_prose() -> None:
    assert found("Born 1.2.1980\n1.2.1980 was a Friday\n") == []


def test_what_two_machines_disagreed_on_is_kept_with_its_line() -> None:
    assert [(said.text, said.line) for said in read("x\n> [!conflict] city: Rome\n>[!CONFLICT] a\n").conflicts] == [
        ("city: Rome", 2),
        ("a", 3),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# Ada Lovelace\n", "Ada Lovelace"),
        ("## Not this\n# Ada #\n# Second", "Ada"),
        ("```\n# Code\n```\n# Ada", "Ada"),
        ("# 2026-11-02 call\n# Ada", "Ada"),
        ("# Log\n", None),
        ("#Ada\n", None),
        ("#\n# Ada", "Ada"),
    ],
)
def test_the_first_heading_of_the_first_level_may_name_a_person(text: str, heading: str | None) -> None:
    told = read(text).heading
    assert (told.text if told else None) == heading


@pytest.mark.parametrize(
    ("text", "log"),
    [
        ("a\n## Log\nb\n", "b\n"),
        ("## LOG ##\nb\n## Next\nc", "b\n"),
        ("# Log\nb\n## Deeper\nc\n# Next", "b\n## Deeper\nc\n"),
        ("## Log\nb\n# Up\nc\n## Log\nd", "b\n"),
        ("```\n## Log\n```\n## Log\nb", "b"),
        ("## Log", ""),
        ("## Logbook\nb", None),
    ],
)
def test_the_log_is_what_stands_below_its_heading(text: str, log: str | None) -> None:
    place = read(text).log
    assert (text[slice(*place)] if place else None) == log


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("form", ["intro: {} [[bo]] text", "intro {} [[bo]]: text", "Intro {} [[bo|Bo]] text"])
def test_an_introduction_tells_its_state_and_the_other(state: str, form: str) -> None:
    told = introduction(read(f"- 2026-11-02 {form.format(state)}").entries[0])
    assert told is not None
    assert (told.state, told.other, told.text) == (state, "bo", "text")


@pytest.mark.parametrize(
    "text", ["intro: [[bo]]", "intro: maybe [[bo]]", "intro: made bo", "call: made [[bo]]", "intro"]
)
def test_what_is_no_introduction_tells_none(text: str) -> None:
    assert introduction(read(f"- 2026-11-02 {text}").entries[0]) is None


def test_a_change_keeps_its_key_before_the_colon() -> None:
    entry = read("- 2026-11-02 change city: Turin → London").entries[0]
    assert (entry.kind, entry.head, entry.text) == ("change", "city", "Turin → London")


ENDLESS: dict[str, Callable[[int], str]] = {
    "ticks": lambda count: "[[a]] " + "`" * count,
    "spaces": lambda count: "- [ ] a" + " " * count + "b",
    "colons": lambda count: "- 2026-11-02 call [[a " + ": " * count,
    "withs": lambda count: "- 2026-11-02 call " + "with " * count,
    "links": lambda count: "[[" * count,
    "bars": lambda count: "[[a|" * count,
    "day": lambda count: "- 2026-11-02" + " " * count,
    "dues": lambda count: "- [ ] (due " * count,
    "word": lambda count: "x" * count,
    "hashes": lambda count: "#" * count,
}
LONG: dict[str, Callable[[int], str]] = {
    "fences": lambda count: "[[a]]" + "".join("`" * length + " " for length in range(1, count)),
    "comments": lambda count: "<!--\n" * count,
    "percents": lambda count: "%%\n" * count,
    "entries": lambda count: "- 2026-11-02 call\n\n\n" * count,
    "headings": lambda count: "## 2026-11-02 call\n" * count,
}


@pytest.mark.timeout(60)  # what goes wrong with a pattern takes many minutes, and the rest no moment
@pytest.mark.parametrize("kind", ENDLESS)
def test_a_line_of_a_million_signs_is_read_to_its_end(kind: str) -> None:
    each = len(ENDLESS[kind](2)) - len(ENDLESS[kind](1))
    read(ENDLESS[kind](1_000_000 // each))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", LONG)
def test_a_long_page_is_read_to_its_end(kind: str) -> None:
    read(LONG[kind](2_000))


@pytest.mark.parametrize("kind", ENDLESS | LONG)
def test_twice_as_much_to_read_is_no_more_than_twice_the_work(kind: str) -> None:
    assert growth(lambda count: read((ENDLESS | LONG)[kind](count)), 200) < 2.1


PIECES = [
    "- 2026-11-02 call: x", "## 2026-11-02 met", "## Log", "# N", "- [ ] a (due 2026-13-01)", "  more", "```", "~~~",
    "<!--", "-->", "%%", "> [!conflict] a", "<<<<<<< a", "=======", "[[a]]", "[[a|b]] `[[c]]`", "", "- 2026-02-30 x",
    "- 18.1.2026 x", "\t- [x] [[b]]: y", "a\rb", "\u2028", "- **2026-11-02** with [[a]]: b",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=12).flatmap(
    lambda pieces: st.sampled_from(["\n", "\r\n"]).map(lambda newline: newline.join(pieces))
)


@given(PAGES)
def test_any_body_is_read_and_every_place_lies_on_the_page(text: str) -> None:
    body, lines = read(text), text.split("\n")
    placed = [(p.line, p.column) for p in body.problems] + [(link.line, link.column) for link in body.links]
    assert all(1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) for line, column in placed)
    told = [entry.line for entry in body.entries] + [promise.line for promise in body.promises]
    told += [conflict.line for conflict in body.conflicts]
    assert all(1 <= line <= len(lines) for line in told)
    assert len(body.spans) == len(body.entries)
    for span, entry in zip(body.spans, body.entries, strict=True):
        assert text[: span.start].count("\n") + 1 == span.line == entry.line
        assert 0 <= span.start < span.end <= len(text)


@given(PAGES)
def test_line_ends_make_no_difference(text: str) -> None:
    plain = text.replace("\r", "")
    assert said(plain) == said(plain.replace("\n", "\r\n"))


DAYS = st.sampled_from(("2026-11-02", "2026-02-30", "2026-1-2", "2026/11/02", "0000-01-01", "٢٠٢٦-11-02"))
KINDS_TOLD = st.sampled_from(("call", "Call", "met", "note", "zork", "t1", "call with [[bo]]", "call -", "14:30 call"))
SIGNS = st.sampled_from((" x", "[[a]]", ":", " ", "\r", "`", "#t", "- [ ] "))
TOLD = st.lists(SIGNS | st.characters(exclude_characters="\n"))
ENTRY_LINES = st.builds("{} {}:{}".format, DAYS, KINDS_TOLD, TOLD.map("".join))
BELOW = st.sampled_from(("", "  more [[c]]", "\t- [ ] b", "text", "## Log", "```"))


@given(st.lists(st.one_of(ENTRY_LINES.map("- {}".format), BELOW), max_size=8))
def test_the_plainest_entries_are_read_as_all_others_are(lines: list[str]) -> None:
    """A dash is read by one pattern where the line is plain; a star is always read part by part."""
    stars = [f"*{each[1:]}" if each[:1] == "-" else each for each in lines]
    assert read("\n".join(lines)) == read("\n".join(stars))


@given(st.text(alphabet="`ab ", max_size=30))
def test_masked_code_keeps_every_place(line: str) -> None:
    masked = code_masked(line)
    assert len(masked) == len(line)
    assert all(here in (" ", there) for here, there in zip(masked, line, strict=True))


def test_a_dated_bullet_under_a_dated_heading_is_an_entry_of_its_own() -> None:
    text = "## 2026-11-02 dinner\nLong.\n- 2026-01-01 call: a\n  and b\nLate.\n"
    assert said(text) == [("11-02", "dinner", "seen", (), "Long.\nLate."), ("01-01", "call", "talked", (), "a\nand b")]
