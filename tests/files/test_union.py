"""Two pages made one: uniting again changes nothing, and every line of either is kept."""

from hypothesis import given
from hypothesis import strategies as st

from netjournal.files.notation.body import read_body
from netjournal.files.page import Page
from netjournal.files.union import united
from netjournal.network.entry import KINDS

KEYS = st.sampled_from(
    (
        *("city: Rome", "city: [Rome, Bonn]", "email: a@x.org", "email: [b@x.org]", "tags:\n  - clay # new"),
        *("met: {on: 2020-01-01}", "met: {at: here}", "ties: {bo: aunt}", "asks: [a car]", "own: |\n  one\n  two"),
        "every: never",
    )
)
LINES = st.sampled_from(
    (
        *("## Log", "- 2026-01-01 call: a", "- 2026-02-01 met\n  more", "* 2025-01-01 note: [[bo]]", "Tea.", "# Title"),
        *("- [ ] a promise", "", "## 2026-03-01 dinner\nLong.", "> quoted"),
        *("```\n- 2026-01-01 call: code\n```", "### Deep"),
    )
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    keys = draw(st.lists(KEYS, max_size=4, unique_by=lambda line: line.split(":")[0]))
    newline = draw(st.sampled_from(("\n", "\r\n")))
    text = "\n".join(["---", "name: Someone", *keys, "---", *draw(st.lists(LINES, max_size=7))])
    return Page((text + draw(st.sampled_from(("", "\n")))).replace("\n", newline))


def entries(page: Page) -> set[tuple[object, str, str]]:
    body = read_body(page.text, page.body_start, "", KINDS)
    return {(entry.date, entry.kind, entry.text) for entry in body.entries}


def words(page: Page) -> set[str]:
    """The lines of a body, without what a bullet looks like."""
    lines = (line.strip() for line in page.text[page.body_start :].split("\n"))
    return {line.removeprefix("* ").removeprefix("- ") for line in lines if line}


@given(pages(), pages())
def test_uniting_twice_is_uniting_once_and_nothing_is_lost(page: Page, other: Page) -> None:
    one = united(page, other, ("The Other", "the-other"), KINDS)
    assert united(one, other, ("The Other", "the-other"), KINDS) == one
    kept = entries(one)
    for day, kind, text in entries(page) | entries(other):
        assert any((day, kind) == (d, k) and f"{t}\n".startswith(f"{text}\n") for d, k, t in kept)  # or goes on longer
    assert words(one) >= words(other) - {"## Log"}


@given(pages())
def test_a_page_united_with_itself_stays(page: Page) -> None:
    assert united(page, page, (), KINDS) == page
