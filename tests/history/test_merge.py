"""Three versions of a page become one: the rows of FORMAT.md's table, and pages as people write them."""

import subprocess
import sys

import pytest

from netjournal.history.merge import CannotMerge, merge_lines, merge_pages, merge_settings
from netjournal.history.sameness import same_gathering, same_person

BASE = """---
# from the choir
name: Ada Lovelace
tags: [mathematics, "music"]   # two
city: London
met: {on: 2019-06-05, at: Babbage's}
roles:
  - Programmer at Analytical Engines
  - volunteer at Food Bank          # Saturdays only
ties:
  charles-babbage: collaborator
---

Prefers tea. Two children.

## Log

- 2026-08-10 email: sent her the paper
- [ ] ask Grace (due 2026-12-01)
"""


def changed(*changes: tuple[str, str], text: str = BASE) -> bytes:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def merged(left: tuple[str, str] | bytes, right: tuple[str, str] | bytes, base: str = BASE) -> str:
    """The merge of two changes of the base, the same both ways."""
    sides = [side if isinstance(side, bytes) else changed(side, text=base) for side in (left, right)]
    found = merge_pages(base.encode(), sides[0], sides[1])
    assert found == merge_pages(base.encode(), sides[1], sides[0])
    return found.data.decode()


@pytest.mark.parametrize(
    ("left", "right", "line"),
    [
        pytest.param((", \"music\"]", ", \"music\", zoo]"), ("[mathematics, ", "[mathematics, art, "),
                     'tags: [mathematics, "music", art, zoo]   # two', id="additions go behind, by code point"),
        pytest.param((', "music"]', "]"), ("[mathematics, ", "[mathematics, art, "),
                     "tags: [mathematics, art]   # two", id="what one removed is gone"),
        pytest.param((', "music"]', "]"), ("[mathematics, ", "["), None, id="what both emptied goes with its key"),
        pytest.param(("on: 2019-06-05", "on: 2019-06"), ("at: Babbage's", "at: a soirée"),
                     "met: {on: 2019-06, at: a soirée}", id="maps in brackets merge by key"),
        pytest.param(("at: Babbage's", "at: Babbage's, through: mary"), ("2019-06-05", "2019"),
                     "met: {on: 2019, at: Babbage's, through: mary}", id="a key added to a map in brackets"),
        pytest.param(("city: London\n", ""), ("city: London", "city: Rome"), "city: Rome",
                     id="an edit beats a deletion"),
        pytest.param(("city: London", "city: London  # for now"), ("city: London", "city: Rome"),
                     "city: Rome  # for now", id="a comment behind a changed value stays"),
        pytest.param(("city: London", "city: Rome"), ("city: London", 'city: "Rome"'), 'city: "Rome"',
                     id="one value spelt two ways is no conflict"),
        pytest.param(("city: London", "city: [London, Rome]"), ("city: London", "city: Paris"),
                     "city: [Paris, Rome]", id="a single text stands for a list of one"),
    ],
)  # fmt: skip
def test_keys_merge_one_by_one(left: tuple[str, str], right: tuple[str, str], line: str | None) -> None:
    lines = merged(left, right).split("\n")
    assert (line in lines) if line else not [each for each in lines if each.startswith("tags")]
    assert "[!conflict]" not in "\n".join(lines)


def test_lists_and_maps_with_a_line_each_keep_lines_and_comments() -> None:
    left = changed(
        ("  - Programmer at Analytical Engines\n", "  - Programmer at Analytical Engines  # since 1842\n  - Poet\n"),
        ("ties:\n", "ties:\n  # her friend\n  mary-somerville: mentor\n"),
    )
    right = changed(
        ("# Saturdays only\n", "# Saturdays only\n  - Chair at Ahoy\n"),
        ("collaborator\n", "colleague\n  william-king: husband\n"),
    )
    assert (
        """roles:
  - Programmer at Analytical Engines  # since 1842
  - volunteer at Food Bank          # Saturdays only
  - Chair at Ahoy
  - Poet
ties:
  # her friend
  mary-somerville: mentor
  charles-babbage: colleague
  william-king: husband
---
"""
        in merged(left, right)
    )


def test_of_two_changes_of_one_value_the_lower_stays_and_the_other_is_called_out_below() -> None:
    left = changed(("London", "Rome"), ("collaborator", "friend"), ("Ada Lovelace", '"Ada: L"'))
    right = changed(("London", "Paris"), ("collaborator", "colleague"), ("Ada Lovelace", "Ada King"))
    found = merge_pages(BASE.encode(), left, right)
    assert found.conflicts == ("city: Rome", "name: Ada: L", "ties.charles-babbage: friend")
    text = found.data.decode()
    assert "\nname: Ada King\n" in text
    assert "\ncity: Paris\n" in text
    assert (
        "---\n\n> [!conflict] city: Rome\n> [!conflict] name: Ada: L\n"
        "> [!conflict] ties.charles-babbage: friend\n\nPrefers tea."
    ) in text
    assert merge_pages(BASE.encode(), found.data, left).data == found.data
    settled = found.data.replace(b"> [!conflict] city: Rome\n", b"")
    assert b"Rome" not in merge_pages(found.data, settled, found.data + b"- 2026-11-01 call: hello\n").data


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(("sent her the paper\n", "sent her the paper\n- 2026-09-02 call: later\n"),
                     ("sent her the paper\n", "sent her the paper\n- 2026-09-01 call: sooner\n"),
                     "paper\n- 2026-09-01 call: sooner\n- 2026-09-02 call: later\n- [ ]", id="by date"),
        pytest.param(("sent her the paper\n", "sent her the paper\n- 2026-09-02 call: hi\n"),
                     ("sent her the paper\n", "sent her the paper\n- 2026-09-02 call: hi\n- 2026-09-01 call: x\n"),
                     "paper\n- 2026-09-02 call: hi\n- 2026-09-01 call: x\n- [ ]", id="once where identical"),
        pytest.param(("- 2026-08-10 email: sent her the paper\n", ""), ("the paper", "the book"),
                     "## Log\n\n- 2026-08-10 email: sent her the book\n- [ ]", id="an edit beats a deletion"),
        pytest.param(("- 2026-08-10 email: sent her the paper\n", ""), ("[ ] ask", "[x] ask"),
                     "## Log\n\n- [x] ask Grace", id="a deletion stands, a tick too"),
        pytest.param(("the paper", "the essay"), ("the paper", "the book"),
                     "- 2026-08-10 email: sent her the book\n- 2026-08-10 email: sent her the essay\n",
                     id="both edits stay"),
        pytest.param(("Prefers tea. Two children.", "Prefers tea.\nTwo sons."),
                     ("Two children.\n", "Two children.\nA dog.\n"), "\nPrefers tea.\nTwo sons.\nA dog.\n",
                     id="neighbouring lines"),
        pytest.param(("Prefers tea.", "Likes tea."), ("Prefers tea.", "Hates tea."),
                     "\nHates tea. Two children.\n\nLikes tea. Two children.\n\n## Log",
                     id="the same line, lower first"),
    ],
)  # fmt: skip
def test_bodies_merge_by_entry_and_by_line(left: tuple[str, str], right: tuple[str, str], expected: str) -> None:
    assert expected in merged(left, right)


def test_a_log_with_the_newest_first_stays_so() -> None:
    base = "---\nname: Bo\n---\n\n## Log\n\n- 2026-03-02 call: b\n- 2026-03-01 call: a\n"
    left, right = (("## Log\n\n", f"## Log\n\n- 2026-0{month}-01 call: {word}\n") for month, word in ("4x", "5y"))
    text = merged(left, right, base)
    assert text.endswith("- 2026-05-01 call: y\n- 2026-04-01 call: x\n- 2026-03-02 call: b\n- 2026-03-01 call: a\n")


def test_a_log_that_both_sides_begin_has_one_heading() -> None:
    base = "---\nname: Bo\n---\n"
    sides = [f"{base}\n## Log\n\n- 2026-0{month}-01 call: hi\n".encode() for month in (3, 2)]
    assert merged(sides[0], sides[1], base) == f"{base}\n## Log\n\n- 2026-02-01 call: hi\n- 2026-03-01 call: hi\n"


def test_two_dated_headings_stand_whole_and_by_date() -> None:
    base = "---\nname: Bo\n---\n\n## 2026-01-01 call\nOld.\n"
    left, right = (
        f"{base}\n## 2026-0{month}-01 coffee\nIt was {word}.\n\nVery.\n".encode()
        for month, word in ((3, "a"), (2, "b"))
    )
    assert merged(left, right, base) == (
        f"{base}\n## 2026-02-01 coffee\nIt was b.\n\nVery.\n\n## 2026-03-01 coffee\nIt was a.\n\nVery.\n"
    )


def test_one_person_added_on_both_sides_becomes_one_page_in_the_order_of_the_table() -> None:
    left = b"---\nname: Bo\nemail: bo@a.org\nmine: x\n---\n\n## Log\n\n- [x] call her\n"
    right = b"---\nname: Bo\ncity: Turin\nemail: bo@b.org\n---\n\nTall.\n\n## Log\n\n- [ ] call her\n"
    assert merge_pages(None, left, right) == merge_pages(None, right, left)
    assert merge_pages(None, left, right).data.decode() == (
        "---\nname: Bo\nemail: [bo@a.org, bo@b.org]\ncity: Turin\nmine: x\n---\n\nTall.\n\n## Log\n\n- [x] call her\n"
    )


def test_mixed_line_ends_stay_line_by_line() -> None:
    base = b"\xef\xbb\xbf---\r\nname: Bo\ncity: Rome\r\n---\r\nTea.\nCake.\r\n"
    left = base.replace(b"Rome", b"Oslo")
    right = base.replace(b"\r\n", b"\n").replace(b"Cake.\n", b"Cake.\nPie.\n")
    assert merge_pages(base, left, right).data == (
        b"\xef\xbb\xbf---\r\nname: Bo\ncity: Oslo\r\n---\r\nTea.\nCake.\r\nPie.\r\n"
    )


def test_a_page_without_an_end_to_its_last_line_goes_on_so() -> None:
    base = b"---\nname: Bo\n---\nTea."
    left, right = base.replace(b"Bo", b"Bob"), base.replace(b"Tea", b"Cake")
    assert merge_pages(base, left, right).data == b"---\nname: Bob\n---\nCake."


@pytest.mark.parametrize(
    "bad",
    [b"", b"\xff\xfe", b"---\nname: Bo\n", b"---\nname: [\n---\n", b"---\nname: Bo\n<<<<<<< x\n---\n",
     b"---\nname: Bo\n---\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"],
)  # fmt: skip
def test_what_cannot_be_read_is_not_merged(bad: bytes) -> None:
    with pytest.raises(CannotMerge):
        merge_pages(BASE.encode(), bad, changed(("London", "Rome")))
    with pytest.raises(CannotMerge):
        merge_pages(BASE.encode(), changed(("London", "Rome")), bad)


def test_a_base_that_cannot_be_read_counts_as_none() -> None:
    left, right = changed(("London", "Rome")), changed(("the paper\n", "the paper\n- 2026-09-01 call: hi\n"))
    assert merge_pages(b"---\nname: [\n---\n", left, right) == merge_pages(None, left, right)


def test_front_matter_in_brackets_is_written_anew_where_both_changed_it() -> None:
    base = b"---\n{name: Bo, city: Rome}\n---\n"
    found = merge_pages(base, base.replace(b"Bo", b"Bob"), base.replace(b"Rome", b"Oslo"))
    assert found.data == b"---\nname: Bob\ncity: Oslo\n---\n"


def test_lines_of_an_inbox_are_all_kept() -> None:
    assert merge_lines(b"a\nb\n", b"a\nb\nd\n", b"b\nc\n") == b"b\nc\nd\n"
    assert merge_lines(b"", b"\xff\n", b"x\r\n") == b"x\r\n\xff\r\n"


def test_settings_merge_by_key_and_name_what_gave_way() -> None:
    base = b"commit: true   # always\ncircles: {close: 6 weeks}\nsynonyms: [[treasurer, bookkeeper]]\n"
    left = base.replace(b"6 weeks", b"5 weeks").replace(b"]]", b"], [a, b]]")
    right = base.replace(b"6 weeks", b"7 weeks, warm: 3 months").replace(b"commit: true", b"commit: false")
    found = merge_settings(base, left, right)
    assert found == merge_settings(base, right, left)
    assert found == (
        b"# conflict: circles.close: 7 weeks\ncommit: false   # always\n"
        b"circles: {close: 5 weeks, warm: 3 months}\nsynonyms: [[treasurer, bookkeeper], [a, b]]\n"
    )
    assert merge_settings(base, found, right) == found


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("name: Bo Ek", "name: bo  ek", True),
        ("name: Bo Ek", "name: Bo Berg", False),
        ("name: Bo Ek\nemail: Bo@x.org", "name: Robert\nemail: [bo@x.org, b@y.org]", True),
        ("name: Bo Ek\nphone: +44 20 7946 0018", "name: Robert\nphone: 020 7946 0018", True),
        ("name: Bo Ek\nemail: bo@x.org", "name: Bo Ek\nemail: bo@y.org", False),
        ("name: Bo Ek\nbirthday: 1970-01-01", "name: Bo Ek\nbirthday: 1971-01-01", False),
        ("name: Bo Ek\nuid: 1", "name: Robert\nuid: 1", True),
        ("name: Bo Ek\nuid: 1", "name: Bo Ek\nuid: 2", False),
        ("name: Bo Ek\naliases: [Bob]", "name: Bob", True),
        ("name: Bo Ek", "city: Rome", True),
        ("name: Bo Ek", "name: [", False),
    ],
)
def test_two_pages_of_one_id_are_one_person_by_address_card_or_name(left: str, right: str, same: bool) -> None:
    one, other = (f"---\n{text}\n---\n".encode() for text in (left, right))
    assert same_person(one, other) is same_person(other, one) is same


@pytest.mark.parametrize(
    ("right", "same"),
    [
        ("date: 2026-11-22\nkind: dinner\ncame: [bo, cy]", True),
        ("date: 2026-11-22\nkind: Dinner\ncame: [\"[[ada]]\"]", True),
        ("date: 2026-11-23\nkind: dinner\ncame: [ada]", False),
        ("date: 2026-11-22\nkind: walk\ncame: [ada]", False),
        ("date: 2026-11-22\nkind: dinner\ncame: [cy]", False),
    ],
)
def test_two_pages_are_one_gathering_by_date_kind_and_who_came(right: str, same: bool) -> None:
    one, other = b"---\ndate: 2026-11-22\nkind: dinner\ncame: [ada, bo]\n---\n", f"---\n{right}\n---\n".encode()
    assert same_gathering(one, other) is same_gathering(other, one) is same


def test_the_driver_opens_without_what_it_does_not_need() -> None:
    code = "import sys, netjournal.history.merge; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"typer", "rich", "rapidfuzz", "frontmatter", "sqlite3", "difflib"}
