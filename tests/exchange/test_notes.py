"""Notes of other tools: who of them is a person, and what their pages become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.exchange.card import Skipped
from netjournal.exchange.notes import Note, copied, read
from netjournal.files.notation.records import read_person
from netjournal.files.page import read_page
from netjournal.network.person import Person
from netjournal.network.settings import Settings


def told(file: str, text: str | bytes, called: str = "vault", is_vault: bool = True) -> Note | Skipped:
    (found,) = read([(file, text if isinstance(text, bytes) else text.encode())], called, is_vault)
    return found


def page(file: str, text: str | bytes, id: str) -> str:
    note = told(file, text)
    assert isinstance(note, Note), note
    return copied(note, id).text


def person(file: str, text: str | bytes) -> Person:
    record = read_person(page(file, text, "x"), "people/x.md", "x", Settings()).record
    assert isinstance(record, Person)
    return record


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("References/Kevin Kelly.md", '---\ncategories:\n  - "[[People]]"\n---\n# Clippings\n'),
        ("Ada.md", "---\ntype: person\n---\n"),
        ("Ada.md", "---\ntags: [rowing, '#people/friends']\n---\n"),
        ("Ada.md", "---\ntags: person, rowing\nbirthday:\nphone:\nemail:\ncity: Rome\n---\n"),
        ("People/Ada.md", "She likes tea.\n"),
        ("03 - Contacts/work/Ada.md", "---\ntype: client\n---\n"),
        ("Ada.md", "---\nbirthday: 1990-04-12\n---\n"),
        ("Ada.md", "+++\ntype = 'person'\n+++\nHello\n"),
        ("Ada.md", '{"tags": ["person"]}\nHello\n'),
        ("Kontakte/Jürgen Weiß.markdown", "\ufeff---\r\nphone: 030 5550101\r\n---\r\n"),
    ],
)
def test_a_note_that_says_so_or_lies_with_people_is_a_person(file: str, text: str) -> None:
    note = told(file, text)
    assert isinstance(note, Note)
    assert note.kind.is_person


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("Templates/Person.md", "---\ntype: person\n---\n", "a template"),
        ("People/Person template.md", "---\ntype: person\n---\n", "a template"),
        ("Ada.md", "---\ntype: person\ncreated: {{date}}\n---\n", "a template"),
        ("Ada.md", "---\ntags: person\n---\n# <% tp.file.title %>\n", "a template"),
        ("People/x.md", "---\ntags:\n  - person\naliases:\n  -\nbirthday:\ncity:\n---\n# Person\n", "a form"),
        ("Daily/2023-09-12.md", "## Notes\n", "a daily note"),
        ("People/2023-09-12.md", "lunch with Ada\n", "a daily note"),
        ("Acme.md", "---\ntags: organization\nemail: a@acme.example\n---\n", "tagged organization"),
        ("People/Acme.md", "---\ntype: company\n---\n", "of the kind company"),
        ("Well Made 145.md", '---\ncategories: ["[[Podcast episodes]]"]\n---\n', "of the kind Podcast episodes"),
        ("People/People.md", "All of them\n", "a note about its folder"),
        ("Soup.md", "---\nname: Soup\n---\n", "nothing says"),
        ("Talk.md", "---\ntype: meeting\ndate: 2026-01-02\n---\n", "a meeting that names nobody"),
        ("Talk.md", "---\ntype: meeting\npeople: [Ada]\n---\n", "of the kind meeting"),
        ("Talk.md", "---\ntype: meeting\npeople: [Ada]\ndate: soon\n---\n", "without a date"),
        ("People/Ada.md", b"---\nname: Zo\xeb\n---\n", "not UTF-8"),
        ("People/Ada.md", b"\0\1", "not a text file"),
        ("People/Ada.md", "", "empty file"),
        ("People/Ada.md", "---\na: [\n---\n", "line 3: "),
        ("People/Ada.md", "---\na: !!python/object/apply:os.system [x]\n---\n", "line 2: "),
        ("People/Ada.md", "---\nname: x\n", "line 1: "),
        ("People/Ada.md", "---\n{city: x}\n---\n", "its front matter is written in braces"),
        ("People/Ada.md", "+++\nname = \n+++\n", "its front matter cannot be read: "),
        ("People/Ada.md", '{"a": ' + "[" * 5000 + "]" * 5000 + "}\n", "its front matter cannot be read: "),
    ],
)
def test_any_other_note_is_skipped_and_says_why(file: str, text: str | bytes, why: str) -> None:
    found = told(file, text)
    assert isinstance(found, Skipped)
    assert found.why.startswith(why) or why in found.why, found.why


def test_a_folder_that_is_named_for_people_holds_people() -> None:
    assert isinstance(told("ada.md", "Hello", called="contacts", is_vault=False), Note)
    assert isinstance(told("ada.md", "---\nname: Ada\n---\n", called="stuff", is_vault=False), Note)
    assert isinstance(told("ada.md", "Hello", called="stuff", is_vault=False), Skipped)


def test_a_page_says_its_name_and_answers_to_what_the_file_was_called() -> None:
    assert page("People/Ada Lovelace.md", "Tea.\n", "ada-lovelace") == "---\nname: Ada Lovelace\n---\nTea.\n"
    assert page("People/ada_l.md", "---\nname: Ada L\n---\n", "ada-l") == "---\nname: Ada L\naliases: [ada_l]\n---\n"
    assert page("People/bo-yu.md", "---\ncity: x\n---\n", "bo-yu") == "---\ncity: x\nname: Bo Yu\n---\n"
    assert person("p/Kevin Kelly.md", "---\ntype: person\n---\n## Books\n# Clippings\n").name == "Kevin Kelly"
    in_parts = "---\ntype: person\nfirst_name: Kevin\nlast_name: Kelly\n---\n# Person\n"
    assert person("p/kk.md", in_parts).name == "Kevin Kelly"


def test_toml_and_json_say_in_yaml_what_they_said_and_the_body_stays() -> None:
    toml = '+++\ntype = "person"\nname = "Ana: x"\nbirthday = 1990-04-12\nphone = "0612"\nstars = 3\nclose = true\n'
    toml += '[met]\nat = "a soirée"\n+++\n\n  Body\r\n\n'
    assert page("a.md", toml, "a") == (
        '---\ntype: person\nname: "Ana: x"\nbirthday: 1990-04-12\nphone: "0612"\nstars: "3"\nclose: "true"\n'
        "met: {at: a soirée}\n---\n\n  Body\r\n\n"
    )
    told_person = person("a.md", '{"type": "person", "name": "Ana",\n "tags": ["x", null], "nope": null}\nBody')
    assert (told_person.name, [said.text for said in told_person.tags], told_person.prose) == ("Ana", ["x"], "Body")


def test_a_meeting_is_a_gathering_of_those_it_names() -> None:
    text = '---\ncategories: ["[[Meetings]]"]\ndate: 2023-09-12\nloc: [Here]\npeople: "[[Steph Ango|Steph]]"\n---\n- x'
    note = told("Notes/2023-09-12 Meeting with Steph.md", text)
    assert isinstance(note, Note)
    assert note.page.text == text.removesuffix("---\n- x") + (
        "name: Meeting with Steph\nkind: meeting\ncame: [Steph Ango]\nplace: Here\n---\n- x"
    )


bodies = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80)


@given(bodies, st.sampled_from(["---\ntype: person\n---\n", "+++\ntype='person'\n+++\n", '{"type": "person"}\n']))
def test_a_body_stays_byte_for_byte(body: str, front: str) -> None:
    found = told("Ada.md", (front + body).encode())
    if isinstance(found, Note):
        assert copied(found, "ada").data.endswith(body.encode())
        assert read_page(copied(found, "ada").data).text.partition("\n---\n")[2] == body
