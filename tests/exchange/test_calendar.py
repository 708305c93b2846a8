"""The calendar: days that every program reads, and that stay the same for as long as the journal does."""

import datetime

import icalendar
import pytest

from netjournal.exchange.calendar import calendar, days
from netjournal.files.notation.records import read_gathering, read_person
from netjournal.network.gathering import Gathering
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.settings import Settings

LATER, LAST = datetime.date(2026, 12, 24), datetime.date(2026, 11, 12)


def network(*pages: str, gathering: str = "") -> Network:
    """People called ada, bo, cy ..., and one gathering called dinner."""
    people = []
    for id, text in zip(("ada", "bo", "cy"), pages, strict=False):
        read = read_person(text, f"people/{id}.md", id, Settings()).record
        assert isinstance(read, Person)
        people.append(read)
    dinner = read_gathering(gathering, "gatherings/dinner.md", "dinner", Settings()).record
    assert isinstance(dinner, Gathering)
    return Network(tuple(people), gatherings=(dinner,) if gathering else ())


def text(of: Network, due: bool = False) -> str:
    dates = {person.id: (LATER, LAST) for person in of.people} if due else {}
    return "".join(calendar(days(of, of.people, dates, of.gatherings)))


def events(of: Network, due: bool = False) -> list[icalendar.Event]:
    read = icalendar.Calendar.from_ical(text(of, due))
    found = [each for each in read.walk("VEVENT") if isinstance(each, icalendar.Event)]
    assert not any(each.errors for each in found)
    return found


@pytest.mark.parametrize(
    ("birthday", "first", "rule"),
    [
        ("1985-12-10", datetime.date(1985, 12, 10), "FREQ=YEARLY"),
        ("--12-10", datetime.date(2000, 12, 10), "FREQ=YEARLY"),
        ("1996-02-29", datetime.date(1996, 2, 29), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("--02-29", datetime.date(2000, 2, 29), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
    ],
)
def test_a_birthday_comes_every_year(birthday: str, first: datetime.date, rule: str) -> None:
    (event,) = events(network(f"---\nname: Ada Lovelace\nbirthday: {birthday}\n---\n"))
    assert str(event["SUMMARY"]) == "Ada Lovelace's birthday"
    assert event.decoded("DTSTART") == first
    assert f"RRULE:{rule}\r\n" in text(network(f"---\nname: Ada\nbirthday: {birthday}\n---\n"))
    assert ("DESCRIPTION" in event) == (not birthday.startswith("--"))


def test_whoever_died_has_no_birthday_and_the_owner_knows_their_own() -> None:
    died = "---\nname: Ada\nbirthday: 1815-12-10\ndied: 1852-11-27\n---\n"
    assert not events(network(died, "---\nname: Me\nself: true\nbirthday: 1980-01-01\n---\n"))


def test_a_due_date_was_settled_by_the_last_contact() -> None:
    (event,) = events(network("---\nname: Ada\n---\n"), due=True)
    assert str(event["SUMMARY"]) == "Get in touch with Ada"
    assert (event.decoded("DTSTART"), event.decoded("DTSTAMP").date()) == (LATER, LAST)


def test_open_promises_with_a_day_are_told_with_names_for_links() -> None:
    page = (
        "---\nname: Ada\n---\n- [ ] ask [[bo]] about the hall (due 2026-12-01)\n- [ ] no day\n"
        "- [x] done (due 2026-12-02)\n- [ ] [[bo]]: the name of her publisher (due 2026-12-03)\n"
    )
    found = events(network(page, "---\nname: Bo Lee\n---\n"))
    assert [(str(each["SUMMARY"]), each.decoded("DTSTART").isoformat()) for each in found] == [
        ("Promised Ada: ask Bo Lee about the hall", "2026-12-01"),
        ("Bo Lee promised you: the name of her publisher", "2026-12-03"),
    ]


def test_a_gathering_says_where_and_with_whom() -> None:
    page = "---\ndate: 2026-12-12\nname: Midwinter\nkind: dinner\nplace: London\ninvited: [ada, a cousin]\n---\n"
    (event,) = events(network("---\nname: Ada\n---\n", gathering=page))
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Midwinter", "London")
    assert str(event["DESCRIPTION"]) == "Dinner with Ada, a cousin."


def test_whoever_keeps_name_or_rhythm_to_themselves_is_in_no_calendar() -> None:
    gathering = "---\ndate: 2026-12-12\nname: Midwinter with [[ada]]\ninvited: [ada]\n---\n"
    gathering += "- [ ] tea for [[ada]] (due 2026-12-01)\n"
    named = "---\nname: Zwitscherling\nprivate: [name]\nbirthday: --12-10\n---\n- [ ] x (due 2026-12-01)\n"
    of = network(named, "---\nname: Bo\nevery: 6 weeks\nprivate: [every]\n---\n", gathering=gathering)
    assert "Zwitscherling" not in text(of, due=True)
    assert [str(each["SUMMARY"]) for each in events(of, due=True)] == [
        "Midwinter with somebody", "Promised: tea for somebody",
    ]  # fmt: skip


def test_every_day_has_a_uid_of_its_own_that_moving_it_keeps() -> None:
    page = "---\nname: Ada\nbirthday: --12-10\n---\n- [ ] tea (due 2026-12-01)\n- [ ] tea (due 2026-12-09)\n"
    uids = [str(each["UID"]) for each in events(network(page), due=True)]
    assert len(set(uids)) == 4
    moved = page.replace("12-10", "11-10").replace("2026-12-0", "2027-01-0").replace("---\n-", "---\nA line.\n\n-")
    assert [str(each["UID"]) for each in events(network(moved), due=True)] == uids


def test_no_value_makes_a_line_of_its_own() -> None:
    page = '---\nname: "Ada\\r\\nATTACH:file:///etc/passwd, \\u202e;x"\nbirthday: --12-10\n---\n'
    said = text(network(page), due=True)
    assert "\nATTACH" not in said
    assert "\u202e" not in said
    assert str(events(network(page))[0]["SUMMARY"]) == "Ada ATTACH:file:///etc/passwd, ;x's birthday"
    assert all(len(line.encode()) <= 75 for line in said.split("\r\n"))
