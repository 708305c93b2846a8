"""The JSON Schema of front matter: it allows what netjournal reads, and nothing that it can't mean."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from netjournal.files.notation.records import read_gathering, read_organisation, read_person
from netjournal.files.notation.schema import GATHERING_KEYS, ORGANISATION_KEYS, PERSON_KEYS
from netjournal.network.person import APART
from netjournal.network.settings import Settings
from netjournal.views.schema import KEYS, SHAPES, schema
from tests.conftest import Run
from tests.replay import EXAMPLES

FOLDERS = {"people": "person", "orgs": "organisation", "gatherings": "gathering"}
READ = {"person": read_person, "organisation": read_organisation, "gathering": read_gathering}
VALIDATORS = {kind: Draft202012Validator(schema(kind)) for kind in KEYS}


class Words(yaml.SafeLoader):
    """YAML as editors read it: 1.2, in which a date is a text."""


Words.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def front(text: str) -> object:
    return yaml.load(text.split("---\n")[1], Words)


def faults(kind: str, front_matter: str) -> list[str]:
    return [error.json_path for error in VALIDATORS[kind].iter_errors(yaml.load(front_matter, Words))]


@pytest.mark.parametrize("kind", KEYS)
def test_it_is_a_schema_of_2020_12(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.md")), ids=lambda path: path.stem)
def test_the_examples_are_as_it_says(path: Path) -> None:
    kind = FOLDERS[path.parent.name]
    assert [str(error) for error in VALIDATORS[kind].iter_errors(front(path.read_text("utf-8")))] == []


def test_it_knows_every_key_that_pages_are_read_by_and_no_other() -> None:
    read = {"person": PERSON_KEYS | {APART}, "organisation": ORGANISATION_KEYS, "gathering": GATHERING_KEYS}
    for kind, keys in read.items():
        assert set(schema(kind)["properties"]) == keys  # type: ignore[arg-type]
    assert set(SHAPES) <= set().union(*read.values())


WRONG = {
    "person": [
        "name: [a, b]", "name: {first: Ada}", "email: {work: a@x.org}", "aliases: [{a: b}]", "tags: {a: b}",
        "phone: [{a: 1}]", "city: {name: Porto}", "birthday: tomorrow", "roles: [{}]", "roles: [[a], b, {}]",
        "asks: [{heard: 2026-01-01}]", "offers: [{what: x, heard: soon}]", "met: [a, b]", "ties: {bo: [friend]}",
        "private: {a: b}", "self: perhaps", "died: {on: 2020}", "why: [a, b]", "dob: soon", "interests: {a: b}",
    ],
    "organisation": ["name: {a: b}", "tags: {a: b}", "asks: [{heard: 2026-01-01}]"],
    "gathering": ["date: soon", "came: {ada: true}", "invited: [{a: b}]", "kind: [a, b]", "place: {a: b}"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in WRONG.items() for text in texts])
def test_what_cannot_be_meant_is_wrong_in_both(kind: str, text: str) -> None:
    assert faults(kind, text)
    read = READ[kind](f"---\n{text}\n---\n", "people/x.md", "x", Settings())
    assert read.problems or text.startswith("ties")


@pytest.mark.parametrize(
    "text",
    [
        "email: a@x.org", "email: [a@x.org, ]", "phone: +44201234", "phone: ['0612', 613]", "tags: [2024, music]",
        "birthday: --12-10", "birthday: 12-10", "birthday: 1815-12-10", "roles: CTO at Acme", "roles: [{org: Acme}]",
        "roles: [{role: poet, since: 2019, until: 2020-06}]", "met: 2019", "met: 2019-06-05", "met: a soirée",
        "met: {on: 2019, at: x, through: bo}", "ties: [bo, cy]", "ties: {bo: friend, cy: }", "asks: a hall",
        "asks: [{what: a hall, for: bo}, a choir]", "every: 90", "every: never", "archived: true", "died: 2020-01-01",
        "self: true", "mine: {deep: [1, {a: b}]}", "not_the_same_as: [[bo]]", "private: [city]", "job: clerk",
        "dob: 1990-01-01", "ties:\n- [[bo]]", "met: {through: [[bo]]}", "city: [[Porto]]",
    ],
)  # fmt: skip
def test_what_netjournal_reads_without_a_doubt_is_right(text: str) -> None:
    assert read_person(f"---\nname: Ada\n{text}\n---\n", "people/x.md", "x", Settings()).problems == ()
    assert faults("person", text) == []


def test_the_command_prints_it_without_a_journal(run: Run) -> None:
    for words, kind in (((), "person"), (("gathering",), "gathering")):
        done = run("schema", *words)
        assert (done.status, done.err) == (0, "")
        assert json.loads(done.out) == schema(kind)
    wrong = run("schema", "dog")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err == "netjournal: there is no schema of 'dog': use one of person, organisation, gathering\n"
