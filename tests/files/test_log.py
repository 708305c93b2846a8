"""Entries written into a page: one more, at its place, and every old byte stays."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import CannotBeWritten, UnreadablePage
from netjournal.files.log import add_entry, entry_words
from netjournal.files.notation.body import Body, read_body
from netjournal.files.page import Page
from netjournal.network.entry import KINDS

TODAY = datetime.date(2026, 11, 22)
FILE = "people/ada.md"


def body(page: Page) -> Body:
    return read_body(page.text, page.body_start, FILE, KINDS)


def logged(text: str, said: str = "text", kind: str = "call", people: tuple[str, ...] = ()) -> str:
    return add_entry(Page(text), entry_words(TODAY, kind, people, said), FILE, KINDS).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\na: b\n---\n", "---\na: b\n---\n\n## Log\n\n- 2026-11-22 call: text\n"),
        ("---\na: b\n---", "---\na: b\n---\n\n## Log\n\n- 2026-11-22 call: text"),
        ("---\na: b\n---\n\nTea.\n", "---\na: b\n---\n\nTea.\n\n## Log\n\n- 2026-11-22 call: text\n"),
        ("Tea.\n\n", "Tea.\n\n## Log\n\n- 2026-11-22 call: text\n"),
        ("Tea.", "Tea.\n\n## Log\n\n- 2026-11-22 call: text"),
        ("", "## Log\n\n- 2026-11-22 call: text\n"),
        ("## Log\n", "## Log\n\n- 2026-11-22 call: text\n"),
        ("## Log", "## Log\n\n- 2026-11-22 call: text"),
        ("## Log\n\n## Next\n", "## Log\n\n- 2026-11-22 call: text\n\n## Next\n"),
        ("## Log\n\n- 2026-01-02 met\n", "## Log\n\n- 2026-01-02 met\n- 2026-11-22 call: text\n"),
        ("## Log\n\n- 2026-01-02 met", "## Log\n\n- 2026-01-02 met\n- 2026-11-22 call: text"),
        (
            "## Log\n* 2026-01-02 met\n  more\n\nProse.\n\n## Next\n",
            "## Log\n* 2026-01-02 met\n  more\n\nProse.\n* 2026-11-22 call: text\n\n## Next\n",
        ),
        (
            "# Log\n+ 2026-01-02 met\n+ 2026-01-03 met\n",
            "# Log\n+ 2026-01-02 met\n+ 2026-01-03 met\n+ 2026-11-22 call: text\n",
        ),
        (
            "## Log\n\nNewest first.\n\n- 2026-01-03 met\n- 2026-01-02 met\n",
            "## Log\n\nNewest first.\n\n- 2026-11-22 call: text\n- 2026-01-03 met\n- 2026-01-02 met\n",
        ),
        (
            "## Log\n### 2026\n- 2026-01-02 met\n### 2025\n- 2025-01-02 met\n",
            "## Log\n### 2026\n- 2026-11-22 call: text\n- 2026-01-02 met\n### 2025\n- 2025-01-02 met\n",
        ),
        (
            "## Log\n\n### 2026-01-02 met\n\nTea.\n\n## Next\n",
            "## Log\n\n### 2026-01-02 met\n\nTea.\n\n### 2026-11-22 call: text\n\n## Next\n",
        ),
        (
            "## Log\n\n### 2026-01-02 met\n\nTea.",
            "## Log\n\n### 2026-01-02 met\n\nTea.\n\n### 2026-11-22 call: text",
        ),
        (
            "## Log\n\n### 2026-01-03 met\n\nTea.\n\n### 2026-01-02 met\n",
            "## Log\n\n### 2026-11-22 call: text\n\n### 2026-01-03 met\n\nTea.\n\n### 2026-01-02 met\n",
        ),
        (
            "## 2026-01-02 met\n\nTea.\n",
            "## 2026-01-02 met\n\nTea.\n\n## Log\n\n- 2026-11-22 call: text\n",
        ),
        (
            "# 2026-01-02 met\n\nTea.\n",
            "# 2026-01-02 met\n\nTea.\n\n# Log\n\n- 2026-11-22 call: text\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_goes_to_its_place_in_the_log(before: str, after: str, newline: str) -> None:
    if newline == "\r\n" and "\n" not in before:
        return  # a page of one line doesn't tell its line ends
    assert logged(before.replace("\n", newline)) == after.replace("\n", newline)


def test_an_entry_names_who_was_there_and_may_say_nothing() -> None:
    assert logged("## Log\n", "", "coffee", ("bo", "chi")).endswith("- 2026-11-22 coffee with [[bo]], [[chi]]\n")
    assert logged("## Log\n", "tea", "coffee", ("bo",)).endswith("- 2026-11-22 coffee with [[bo]]: tea\n")
    assert logged("## Log\n", "", "coffee").endswith("- 2026-11-22 coffee\n")


def test_a_text_of_several_lines_is_indented() -> None:
    assert logged("## Log\n", "one\r\ntwo\n\n  three\n").endswith("- 2026-11-22 call: one\n  two\n\n    three\n")
    assert logged("## Log\n### 2026-01-02 met\n", "a\nb").endswith("### 2026-11-22 call: a\n    b\n")


HOSTILE = [
    "line one\nline two", "hi\n---\nname: Owner\n---", "\n## Log\n- 1999-01-01 met: entry", "\r\nCR", "tab\there",
    "- bullet", "# heading", "a\n# heading", "```", "a\n```\nb", "~~~", "<!-- open", "a\n<!-- open", "-->",
    "%%", "a\n%%",
    "[[control]] [x](y)", "\x1b[2Jclear", "x" * 100_000, "--help", "<<<<<<< HEAD", "a\n<<<<<<< H\n=======\n>>>>>>> x",
    "=======", "%%hidden%%", "\u202eevil", "\u2028ls", "a\u2028- 2020-01-01 met", "a\x85b", "a\x0bb\x0cc", "👩‍👩‍👧",
    " lead and trail ", "\\n literal", "[red]x", "---", "...", "name: x", ": x", ":", "call: x", "2020-01-01 met: x",
    "a\n- 2020-01-01 met: x", "a\n\n\n- 2020-01-01 met: x\n\n", "a\n\t- 2020-01-01 met: x", "a\n> [!conflict] b",
    "a\r- 2020-01-01 met: x", "with [[bo]]: x", "note", "a\n" * 5000,
]  # fmt: skip
PAGES = [
    "---\nname: Ada\n---\n\nTea.\n\n## Log\n\n- 2026-01-02 met: a\n",
    "---\nname: Ada\n---\n## Log\n- 2026-02-02 met: a\n- 2026-01-02 met: b\n\n## More\n- [ ] c\n",
    "---\nname: Ada\n---\n## Log\n\n### 2026-01-02 met\n\nTea.\n\n## More\n",
    "---\nname: Ada\n---\nTea",
]


@pytest.mark.parametrize("said", HOSTILE, ids=lambda said: repr(said[:20]))
@pytest.mark.parametrize("text", PAGES, ids=["up", "down", "headings", "none"])
def test_a_hostile_text_makes_exactly_one_entry_and_forges_nothing(text: str, said: str) -> None:
    page = Page(text)
    before, changed = body(page), Page(logged(text, said))
    after = body(changed)
    assert len(after.entries) == len(before.entries) + 1
    (new,) = [entry for entry in after.entries if entry.date == TODAY]
    meant = said.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    assert (new.kind, new.people) == ("call", ())
    assert new.text.split("\n") == [line.strip() for line in meant]
    assert changed.front == page.front
    assert after.promises == [] or len(after.promises) == len(before.promises)
    assert [problem for problem in after.problems if problem.code == "conflict"] == []
    assert after.conflicts == before.conflicts
    headings = [line for line in changed.text.split("\n") if line.startswith("#")]
    assert len(headings) - len([line for line in text.split("\n") if line.startswith("#")]) <= 1


@pytest.mark.parametrize("said", ["a\0b", "\ud800", "a\udcff"])
def test_what_no_page_can_hold_is_refused(said: str) -> None:
    with pytest.raises(CannotBeWritten):
        entry_words(TODAY, "call", (), said)


@pytest.mark.parametrize(
    "text",
    [
        "---\nname: Ada\n",
        "---\nname: @a\n---\n## Log\n",
        "---\na: b\n---\n```\n## Log\n",
        "## Log\n\n~~~\n- 2026-01-02 met\n",
        "## Log\n<<<<<<< HEAD\n- 2026-01-15 call: a\n=======\n- 2026-01-16 met: b\n>>>>>>> main\n",
    ],
    ids=["unclosed", "unreadable", "code", "tilde", "conflict"],
)
def test_a_page_where_it_would_not_read_back_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePage, match=FILE):
        logged(text)


LINES = st.sampled_from(
    [
        "- 2026-01-02 met: a", "- 2026-03-04 call", "* 2025-05-06 coffee with [[bo]]: b", "  more", "\tmore", "", "",
        "## Log", "# Log", "### 2025-07-08 email", "## 2025-07-09 walk", "# Ada", "### 2024", "Tea.", "```",
        "<!-- c -->", "<!--", "-->", "%%", "> quote", "- [ ] promise (due 2026-12-01)", "- 18.1.2026 x",
        "\u3000", "\x0c", "|a|b|",
    ]
)  # fmt: skip
BODIES = st.builds(
    lambda lines, newline, front, last: newline.join([*front, *lines]) + (newline if last else ""),
    st.lists(LINES, max_size=14),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([[], ["---", "name: Ada", "---"], ["---", "---", ""]]),
    st.booleans(),
)
TEXTS = st.lists(st.sampled_from(["a", "# h", "```", "- 2020-01-01 met", "", "<!--"]) | st.text(max_size=9), max_size=4)


@given(BODIES, TEXTS.map("\n".join), st.booleans(), st.sampled_from(["call", "note", "intro"]))
def test_exactly_one_entry_more_every_old_byte_stays_and_the_text_reads_back(
    text: str, said: str, bom: bool, kind: str
) -> None:
    page = Page(text, bom)
    try:
        words = entry_words(TODAY, kind, (), said)
        changed = add_entry(page, words, FILE, KINDS)
    except CannotBeWritten:
        assert "\0" in said
        return
    except UnreadablePage:
        assert "```" in text or "<!--" in text or "%%" in text
        return
    assert changed.data.startswith("\ufeff".encode()) == bom
    starts = [at for at in range(len(page.text) + 1) if changed.text.startswith(page.text[:at])]
    added = len(changed.text) - len(page.text)
    assert any(changed.text[at + added :] == page.text[at:] for at in starts)
    before, after = body(page), body(changed)
    (new,) = [entry for entry in after.entries if entry.date == TODAY]
    meant = said.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert (new.kind, new.text) == (kind, "\n".join(line.strip() for line in meant.split("\n")))
    assert [(e.date, e.kind, e.text) for e in after.entries if e is not new] == [
        (e.date, e.kind, e.text) for e in before.entries
    ]
    assert changed.front == page.front


@given(BODIES)
def test_a_second_entry_goes_on_where_the_first_one_stood(text: str) -> None:
    try:
        once = logged(text, "one")
        twice = logged(once, "two")
    except UnreadablePage:
        return
    days = [entry.text for entry in body(Page(twice)).entries if entry.date == TODAY]
    assert sorted(days) == ["one", "two"]
