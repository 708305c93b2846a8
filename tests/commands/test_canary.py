"""The canary law: what stands only in a private key, prose or a log text is in no draft, export or commit message."""

import datetime
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.answers.drafts import TEMPLATES, drafts
from netjournal.commands.declared import Context
from netjournal.commands.graph import graph
from netjournal.commands.session import Screen, Session
from netjournal.exchange.calendar import calendar, days
from netjournal.exchange.outgoing import cards
from netjournal.exchange.table_out import row
from netjournal.exchange.vcard_out import VERSIONS, vcard
from netjournal.files.notation.records import read_person
from netjournal.files.notation.schema import MET_KEYS, ROLE_KEYS, SPELLINGS
from netjournal.network.network import Network
from netjournal.network.person import Person
from netjournal.network.privacy import SPELT, shared
from netjournal.network.settings import Settings
from netjournal.views.exported import person_record
from netjournal.views.letters import letters_document, mailto
from netjournal.views.machine import machine_in_turn
from netjournal.views.plain import plain
from tests.conftest import Run

TODAY = datetime.date(2026, 11, 22)
CANARY = "Zwitscherling"
OPEN = {"name": "Ana Silva", "city": "Porto", "roles": "[cellist at Strings]", "email": "ana@example.org"}
OTHER = "---\nname: Bo Lee\ncity: Porto\nasks: [cello lessons]\noffers: [a hall]\n---\n"
VALUES = {
    "asks": f"[cello lessons {CANARY}]",
    "offers": f"[{{what: a hall {CANARY}, heard: 2026-11-01}}]",
    "met": f"{{at: {CANARY}}}",
    "ties": f"{{bo-lee: {CANARY}}}",
    "email": f"{CANARY}@example.org",
    "roles": f"[{{role: cellist, org: {CANARY}}}]",
}


def letters(ana: str, bo: str = OTHER) -> str:
    """All that the drafts for these two pages show anybody."""
    people = [
        read_person(text, f"people/{id}.md", id, Settings()).record for id, text in (("ana-silva", ana), ("bo-lee", bo))
    ]
    network = Network(tuple(people))  # type: ignore[arg-type]
    one, other = network.people
    made = drafts(network, one, other, TEMPLATES, TODAY)
    return plain(letters_document(network, made)) + "".join(unquote(mailto(draft)) for draft in made)


def exports(ana: str, bo: str = OTHER) -> str:
    """All that the exports of these two pages tell anybody."""
    people = []
    for text, id in ((ana, "ana-silva"), (bo, "bo-lee")):
        read = read_person(text, f"people/{id}.md", id, Settings()).record
        assert isinstance(read, Person)
        people.append(read)
    network = Network(tuple(people))
    told = list(cards(network, people, TODAY))
    due = {person.id: (TODAY, TODAY) for person in people}
    records = [person_record(network, open_part, False) for person in people if (open_part := shared(person))]
    texts = [*(vcard(card, version) for card in told for version in VERSIONS), *map(row, told)]
    text = "".join([*texts, *calendar(days(network, people, due, ())), *machine_in_turn({}, [("people", records)])])
    return text.replace("\r\n ", "")


def page(keys: dict[str, str], body: str = "") -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + f"---\n\n{body}\n"


@pytest.mark.parametrize("key", ["asks", "offers", "city", "roles", "email"])
def test_the_canary_sings_where_the_key_is_not_private(key: str) -> None:
    assert CANARY in letters(page(OPEN | {key: VALUES.get(key, CANARY)}))


@pytest.mark.parametrize(
    "key", ["name", "email", "city", "roles", "tags", "aliases", "why", "met", "ties", "asks", "diagnosis"]
)
def test_the_canary_sings_in_exports_where_the_key_is_not_private(key: str) -> None:
    assert CANARY in exports(page(OPEN | {key: VALUES.get(key, CANARY)}))


PRIVATE = [
    *("email", "phone", "url", "city", "birthday", "tags", "offers", "asks", "met", "ties", "roles", "why", "aliases"),
    *("emails", "location", "lives", "company", "organization", "organisation", "title", "job", "Location"),
    "diagnosis",
]


@pytest.mark.parametrize("key", PRIVATE)
def test_a_value_of_a_private_key_is_in_no_draft(key: str) -> None:
    keys = {name: value for name, value in OPEN.items() if name != key}
    told = page(keys | {"private": f"[{key}]", key: VALUES.get(key, CANARY)})
    assert CANARY not in letters(told)
    assert CANARY not in exports(told)


@pytest.mark.parametrize("key", ["birthday", "dob", "every", "cadence"])
def test_a_day_that_a_private_key_tells_is_in_no_export(key: str) -> None:
    value = "1985-12-10" if key in ("birthday", "dob") else "6 weeks"
    told = exports(page({"name": "Ana", key: value}))
    kept = exports(page({"name": "Ana", key: value, "private": f"[{key}]"}))
    assert "1985" in told or '"6 weeks"' in told
    assert "1985" not in kept
    assert '"6 weeks"' not in kept
    assert kept.count("Get in touch") == (2 if key in ("birthday", "dob") else 1)


@pytest.mark.parametrize("body", [CANARY, f"## Log\n\n- 2026-11-01 coffee: {CANARY}\n- [ ] {CANARY}"])
def test_prose_and_log_are_in_no_export(body: str) -> None:
    assert CANARY not in exports(page(OPEN, body))


@pytest.mark.parametrize(
    "told",
    [
        page(OPEN | {"why": CANARY}),
        page(OPEN | {"met": f"{{at: {CANARY}}}"}),
        page(OPEN | {"ties": f"{{bo-lee: {CANARY}}}"}),
        page(OPEN | {"tags": f"[{CANARY}]"}),
        page(OPEN | {"birthday": "1980-01-01", "diagnosis": CANARY}),
        page(OPEN | {"aliases": f"[{CANARY}]"}),
        page(OPEN, CANARY),
        page(OPEN, f"## Log\n\n- 2026-11-01 coffee: {CANARY}"),
        page(OPEN, f"## Log\n\n- 2026-11-01 intro: idea [[bo-lee]] {CANARY}"),
        page(OPEN, f"- [ ] {CANARY}"),
        page(OPEN | {"asks": f"[{{what: a hall, for: {CANARY}}}]"}),
        page(OPEN | {"asks": f"['a flat away from [[{CANARY}]]']"}),
        page(OPEN | {"roles": f"[{{role: x, org: {CANARY}, until: 2020-01-01}}]"}),
    ],
)
def test_prose_log_and_reasons_are_in_no_draft(told: str) -> None:
    assert CANARY not in letters(told)


def test_every_spelling_of_a_key_is_kept_back_with_it() -> None:
    for key, spellings in SPELLINGS.items():
        assert set(spellings) <= set(SPELT[key])
    assert {"introduced_by", "met_at", "first_contact"} <= set(SPELT["met"])
    assert set(ROLE_KEYS) <= set(SPELT["roles"])
    assert set(MET_KEYS) <= set(SPELT["met"])


rare = st.text("bcdfghjklmnpqrstvwxzäöüßłøжшщλφψ由紀", min_size=2, max_size=9).map(lambda word: f"qz{word}")


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(set(PRIVATE) | set(OPEN) - {"name"})),
    rare,
    st.sampled_from(["private", "prose", "log", "why", "alias"]),
)
def test_a_rare_word_stays_at_home_wherever_it_stands(key: str, word: str, where: str) -> None:
    keys = dict(OPEN)
    if where == "private":
        keys |= {key: f"[{word}]" if key not in ("met", "ties", "birthday") else word, "private": f"[{key}]"}
    keys |= {"why": word} if where == "why" else {"aliases": f"[{word}]"} if where == "alias" else {}
    body = word if where == "prose" else f"## Log\n\n- 2026-11-01 call: {word}" if where == "log" else ""
    told = page(keys, body)
    assert word not in letters(told)
    assert where in ("why", "alias") or word not in exports(told)


@given(rare, rare, st.sampled_from(["asks", "offers", "roles", "city"]))
def test_a_note_never_says_a_word_of_the_other_s_name(first: str, last: str, key: str) -> None:
    named = page({"name": f"{first} {last}", "offers": "[a hall]", key: f"['with {first.upper()}, or {last}', a hall]"})
    bo = page({"name": "Bo Lee", "asks": f"[a hall, 'a hall near {last}']", "offers": f"['lessons with {first}']"})
    _, to_named, to_bo, both = letters(named, bo).split("--- ")
    assert f"Hello {first} {last}," in to_named
    assert "a hall" in to_bo
    assert first in both
    assert not {first.casefold(), last.casefold()} & set(re.findall(r"\w+", to_bo.casefold()))


# Shared pictures

FORMATS = ("dot", "mermaid", "json", "html")
SHOWN = ("name", "tags", "city", "roles", "ties")


@pytest.fixture
def pictures(journal: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """All that the shared pictures of two people hold, as text."""

    def drawing(ana: str) -> str:
        (journal / "people/ana-silva.md").write_text(ana)
        (journal / "people/bo-lee.md").write_text(OTHER)
        (journal / "people/me.md").write_text("---\nname: Me\nself: true\n---\n")
        (journal / "gatherings").mkdir()
        met = "---\ndate: 2026-11-01\nkind: dinner\ncame: [ana-silva, bo-lee]\n---\n"
        (journal / "gatherings/d.md").write_text(met)
        for words in ([], ["bo-lee"]):
            for format in FORMATS:
                given = Session(str(journal), None, str(journal), TODAY, Screen(False, 100, False), can_ask=False)
                graph(Context(given), words, format=format, share=True)
        return "".join(capsys.readouterr())

    return drawing


@pytest.mark.parametrize("key", SHOWN)
def test_a_word_that_is_not_private_stands_in_every_shared_picture(
    pictures: Callable[[str], str], key: str
) -> None:
    told = pictures(page(OPEN | {key: VALUES.get(key, CANARY)}))
    assert told.count(CANARY) >= (2 if key in ("tags", "city", "roles") else len(FORMATS))


@pytest.mark.parametrize("key", [*PRIVATE, "circle", "every", "uid", "introduced_by", "nickname", "interests"])
def test_a_value_of_a_private_key_is_in_no_shared_picture(pictures: Callable[[str], str], key: str) -> None:
    keys = {name: value for name, value in OPEN.items() if name != key}
    told = pictures(page(keys | {"private": f"[{key}]", key: VALUES.get(key, CANARY)}))
    assert CANARY not in told
    assert CANARY.casefold() not in told
    assert "Bo Lee" in told


@pytest.mark.parametrize(
    "told",
    [
        page(OPEN | {"why": CANARY}),
        page(OPEN | {"phone": CANARY, "uid": CANARY, "url": CANARY, "diagnosis": CANARY, "circle": CANARY}),
        page(OPEN | {"met": f"{{on: 2020-01-01, at: {CANARY}, through: bo-lee}}"}),
        page(OPEN | {"asks": f"[cello lessons {CANARY}]", "offers": f"[a hall {CANARY}]"}),
        page(OPEN, CANARY),
        page(OPEN, f"## Log\n\n- 2026-11-01 coffee: {CANARY}\n- 2026-11-02 call with [[bo-lee]]: {CANARY}"),
        page(OPEN, f"## Log\n\n- 2026-11-01 intro: made [[bo-lee]] {CANARY}"),
        page(OPEN, f"## 2026-11-03 walk\n{CANARY}"),
        page(OPEN, f"- [ ] {CANARY}\n- [ ] [[bo-lee]]: {CANARY}"),
        page(OPEN | {"name": CANARY, "private": "[name]"}),
    ],
)
def test_prose_log_and_what_is_the_owner_s_are_in_no_shared_picture(pictures: Callable[[str], str], told: str) -> None:
    shown = pictures(told)
    assert CANARY not in shown
    assert CANARY.casefold() not in shown


@pytest.mark.parametrize("told", ["2026-11-01 coffee: cake", "2025-01-05 call: hello"])
def test_a_shared_picture_does_not_tell_when_you_met(pictures: Callable[[str], str], told: str) -> None:
    shown = pictures(page(OPEN, f"## Log\n\n- {told}"))
    assert told[:10] not in shown
    assert '"last": "' not in shown


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True).stdout


# Every writing verb, with the canary in whatever of it is neither a name nor a key.
WRITTEN = (
    ["add", "Cy Dunn", "--why", CANARY, "--ask", CANARY, "--offer", CANARY, "--at", CANARY, "--role", CANARY],
    ["add", "Di Ek", "--email", f"{CANARY}@example.org", "--city", CANARY, "--tag", CANARY],
    ["log", "ana", "-m", CANARY],
    ["log", "ana", "bo", "--as", "dinner", "-m", CANARY],
    ["log", f"yesterday lunch with Ana and Bo in {CANARY}: {CANARY} #{CANARY}"],
    ["log", f"coffee with Cy: {CANARY}"],
    ["set", "ana", "city", CANARY],
    ["set", "ana", "diagnosis", CANARY],
    ["set", "ana", "roles", "--add", CANARY],
    ["set", "ana", "why", CANARY],
    ["tie", "ana", "bo", "--as", CANARY],
    ["untie", "ana", "bo"],
    ["intro", "ana", "bo", "--idea", CANARY],
    ["intro", "ana", "bo", "--ask", "ana", "-m", CANARY],
    ["intro", "ana", "bo", "--later", "bo", "2027-01-01", "-m", CANARY],
    ["intro", "ana", "bo", "--already", "-m", CANARY],
    ["intro", "ana", "bo", "--met", "-m", CANARY],
    ["intro", "ana", "bo", "--outcome", CANARY],
    ["intro", "ana", "bo", "--thank", "-m", CANARY],
    ["ask", "ana", CANARY],
    ["offer", "bo", CANARY],
    ["ask", "ana", CANARY, "--done", "--by", "bo"],
    ["offer", "bo", CANARY, "--drop"],
    ["inbox"],
    ["edit", "ana"],
    ["rename", "bo", "Bo Yu"],
    ["archive", "cy"],
    ["merge", "ana", "di"],
    ["intro", "ana", "bo", "--never", CANARY],
    ["undo"],
)


def test_no_commit_message_says_what_was_written(run: Run, journal: Path, tmp_path: Path) -> None:
    (journal / "netjournal.yaml").write_text("commit: true\n")
    (journal / "people/ana-silva.md").write_text(page(OPEN))
    (journal / "people/bo-lee.md").write_text(OTHER)
    (journal / "inbox.md").write_text(f"2026-11-20 call with Ana: {CANARY}\nZoe Hart, met at the {CANARY}, {CANARY}\n")
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "\\n- 2026-11-19 call: {CANARY}\\n" >> "$1"\n')
    editor.chmod(0o755)
    run("init", ".", "--git", cwd=journal)
    for words in WRITTEN:
        done = run(*words, cwd=journal, VISUAL=str(editor))
        assert done.status == 0, (words, done.err)
    messages = git(journal, "log", "--format=%B")
    assert messages.count("Netjournal: ") >= len(WRITTEN)
    assert CANARY not in messages
    assert CANARY in git(journal, "show", "HEAD:people/ana-silva.md")


def test_no_commit_message_says_a_name_that_is_private(run: Run, journal: Path) -> None:
    (journal / "netjournal.yaml").write_text("commit: true\n")
    (journal / "people/ana.md").write_text(page(OPEN | {"name": CANARY, "private": "[name]"}))
    (journal / "people/bo-lee.md").write_text(OTHER)
    run("init", ".", "--git", cwd=journal)
    private = (
        ["log", "ana", "-m", "hats"],
        ["log", "coffee with ana: hats"],
        ["set", "ana", "city", "Rome"],
        ["tie", "ana", "bo"],
        ["untie", "ana", "bo"],
        ["ask", "ana", "a hat"],
        ["ask", "ana", "a hat", "--drop"],
        ["intro", "ana", "bo", "--idea", "hats"],
        ["archive", "ana"],
        ["archive", "ana", "--undo"],
        ["merge", "bo", "ana"],
    )
    for words in private:
        done = run(*words, cwd=journal)
        assert done.status == 0, (words, done.err)
    messages = git(journal, "log", "--format=%B")
    assert messages.count("Netjournal: ") >= len(private)
    assert CANARY not in messages


def test_a_private_name_is_drafted_for_nobody(run: Run, journal: Path) -> None:
    (journal / "people/ana-silva.md").write_text(page(OPEN | {"name": CANARY, "private": "[name]"}))
    (journal / "people/bo-lee.md").write_text(OTHER)
    done = run("intro", "ana-silva", "bo", "--draft", cwd=journal)
    assert (done.status, done.out) == (2, "")
    assert CANARY not in done.err


def test_the_pictures_that_a_user_shares_hold_to_it_too(run: Run, journal: Path) -> None:
    ana = page(OPEN | {"city": CANARY, "private": "[city]"}, f"- 2026-11-01 call: {CANARY}")
    (journal / "people/ana-silva.md").write_text(ana)
    (journal / "people/bo-lee.md").write_text(OTHER)
    for format in FORMATS:
        own, others = (run("graph", *share, "--format", format, cwd=journal) for share in ((), ("--share",)))
        assert (own.status, others.status) == (0, 0)
        assert CANARY not in others.out
        assert "Ana Silva" in others.out
        assert CANARY in own.out or format in ("dot", "mermaid")
    (journal / "people/ana-silva.md").write_text(page(OPEN | {"name": CANARY, "private": "[name]"}))
    refused = run("graph", "ana-silva", "--share", cwd=journal)
    assert (refused.status, refused.out) == (2, "")
    assert CANARY not in refused.err


def test_no_export_tells_what_stays_at_home_and_only_the_owner_s_own_tells_all(run: Run, journal: Path) -> None:
    body = f"{CANARY} prose\n\n## Log\n\n- 2026-11-01 coffee: {CANARY} log\n- [ ] {CANARY}\n"
    private = {"private": "[city, diagnosis]", "city": f"{CANARY} city", "diagnosis": f"{CANARY} own"}
    (journal / "people/ana-silva.md").write_text(page({**OPEN, **private}, body))
    (journal / "people/bo-lee.md").write_text(page({"name": f"{CANARY} name", "private": "[name]"}))
    (journal / "orgs").mkdir()
    (journal / "orgs/choir.md").write_text(page({"name": "Choir", "private": "[why]", "why": CANARY}, body))
    (journal / "gatherings").mkdir()
    (journal / "gatherings/tea.md").write_text(page({"date": "2026-11-01", "came": "[ana-silva, bo-lee]"}, CANARY))
    for words in (["vcard"], ["vcard", "--version", "3.0"], ["csv"], ["ics"], ["json"], ["json", f"text:{CANARY}"]):
        done = run("export", *words, cwd=journal)
        assert (done.status, done.err) == (0, "1 person left out, for the name is private\n")
        assert "Ana Silva" in done.out
        assert CANARY not in done.out
    everything = run("export", "json", "--all", cwd=journal).out
    assert {"prose", "log", "city", "own", "name"} <= set(re.findall(f"{CANARY} (\\w+)", everything))
