"""The quick reader of front matter says what the YAML parser says, place for place, or leaves it to the parser."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from netjournal.files.notation.subset import plain_map
from netjournal.files.notation.tree import Node, Unreadable, fences, parsed_map

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
FULL = """\
# about her
name: Ada Lovelace
aliases: [Ada Byron, "A. A. L.", 'the Countess']
email: ada@example.org   # at home
phone: ["+44 20 7946 0018"]
url: https://example.org/a#b
birthday: 1815-12-10
roles:
  - Programmer at Analytical Engines
  # in between
  - volunteer at Food Bank          # Saturdays only

  - {role: chair, org: "Science, Club", since: 2019, until: 2024-06}
city:
- London
- 'Ashley: Combe'
tags: []
circle: close
asks:
  - {what: a treasurer for the food bank, heard: 2026-10-01}
met: {on: 2019-06-05, at: Babbage's soirée, through: mary-somerville}
why:
ties:
  charles-babbage: collaborator
  william-king:
  "Zoe": friend
note:   # nothing
  said: "one: two"   # three

# the end
"""
SEEDS = (FULL, FULL.replace('  "Zoe": friend\n', ""))
BITS = (
    "\n", " ", "  ", "- ", ": ", ":", "#", " #", "[", "]", "{", "}", ",", ", ", "'", '"', "&a ", "*a", "!t ", "|", ">",
    "?",
    "? ", "%", "@", "`", "~", "=", "---", "...", "\t", "\r\n", "\\", "a", "é", "\u0085", "\u2028",
    "\ufeff", "\u00a0", "👩", "0",
    "-", "--", "<<<<<<< a\n", "\n  - x\n", "\n  k: v\n", "\n- x\n", "k: v\n", "[[a]]", "\n    deep: x\n", "\n#c\n",
)  # fmt: skip


def meant(source: str) -> Node | str:
    text = f"---\n{source}"
    try:
        return parsed_map(text, 4, len(text))
    except Unreadable as error:
        return f"{error.line}:{error.column}: {error.says}"


def quick(source: str) -> Node | None:
    return plain_map(f"---\n{source}", 4, 4 + len(source), 2)


def mutated(source: str, chance: random.Random, bits: Sequence[str] = BITS, deeds: int = 4) -> str:
    """A page, or its front matter, with a few characters or lines put in, taken out, doubled or moved."""
    for _ in range(chance.randint(1, deeds)):
        at = chance.randrange(len(source) + 1)
        deed = chance.randrange(5)
        if deed == 0:
            source = source[:at] + chance.choice(bits) + source[at:]
        elif deed == 1:
            source = source[:at] + source[at + chance.randint(1, 4) :]
        elif deed == 2:
            source = source[:at] + chance.choice(bits) + source[at + 1 :]
        else:
            lines = source.split("\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one] = lines[other] if deed == 3 else chance.choice(("", " ", "  ", "    ")) + lines[one].strip()
            source = "\n".join(lines)
    return source


def disagreements(sources: list[str], rounds: int, seed: int) -> tuple[list[str], int]:
    """The mutated sources that are read otherwise than by the parser, and how many were read at all."""
    chance, wrong, taken = random.Random(seed), [], 0
    for _ in range(rounds):
        source = mutated(chance.choice(sources), chance)
        node = quick(source)
        taken += node is not None
        if node is not None and node != meant(source):
            wrong.append(source)
    return wrong, taken


def short(source: str, chance: random.Random) -> str:
    """A few lines of a source, in which a mutation more often hits what matters."""
    lines = source.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return "".join(lines[at : at + chance.randint(1, 6)])


def pages() -> list[str]:
    texts = [page.read_text("utf-8") for page in sorted(EXAMPLES.rglob("*.md"))]
    return [text[place.start : place.end] for text in texts if (place := fences(text))]


@pytest.mark.parametrize("source", [SEEDS[1], SEEDS[1].rstrip(), "a: b", "a:", "a:\n", "a:\n- b", "a:\n  - b \n  # c"])
def test_a_realistic_page_is_read_without_the_parser(source: str) -> None:
    assert quick(source) is not None
    assert quick(source) == meant(source)


def test_nearly_all_examples_are_read_without_the_parser() -> None:
    read = [quick(source) for source in pages()]
    assert sum(node is not None for node in read) >= 0.8 * len(read) > 0
    assert all(node is None or node == meant(source) for node, source in zip(read, pages(), strict=True))


@pytest.mark.parametrize(
    "source",
    [
        "", "# c\n", "a: b\n  c\n", "a: |\n  b\n", "a: &x b\n", "a: *x\n", "a: !t b\n", "a: b: c\n", "a: 'b''c'\n",
        'a: "\\n"\n', "a:\n  - b\n - c\n", "a:\n  b: c\n    d: e\n", "a:\tb\n", "a: b\r\n", "a: b\u0085",
        "--- \na: b\n",
        " a: b\n", "a: [b, [c]]\n", "a: [b: c]\n", "a: [[b]]\n", "a: [b,]\n", "a: {b}\n", "- a\n", "a: @b\n", "a:b\n",
        "a:\n  - b: c\n", "a:\n  -\n", "<<<<<<< x\na: b\n", "a: b\n" * 30_000,
    ],
)  # fmt: skip
def test_what_is_doubtful_is_left_to_the_parser(source: str) -> None:
    assert quick(source) is None


def test_mutated_pages_are_read_as_the_parser_reads_them() -> None:
    chance = random.Random(7)
    whole = [*SEEDS, *pages()]
    sources = [*whole, *(short(chance.choice(whole), chance) for _ in range(300))]
    wrong, taken = disagreements(sources, 3_000, 11)
    assert wrong == []
    assert taken > 500
