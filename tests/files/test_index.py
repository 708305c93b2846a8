"""The law of the index: with it and without it every answer is the same bytes, whatever happened to files or index."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from netjournal.cli import main
from netjournal.files.index import places, reading

NAMES = ("Ada Abara", "Bo Brandt", "Ada Brandt", "Chi Castell", "Łucja Ødegård", "Bo", "Dana Duarte", "Eve O'Neil")
WORDS = ("sailing", "choir", "Ghent", "bookkeeping for charities", "a van for moving", "tea", "zoë", "paper")
STEPS = int(os.environ.get("NETJOURNAL_LAW_STEPS", "12"))
EXAMPLES = int(os.environ.get("NETJOURNAL_LAW_EXAMPLES", "6"))
ASKED = (
    "due --json",
    "due",
    "due --seen --json",
    "due --talked --all",
    "due --never",
    "due tag:sailing --json",
    "due seen:>90d",
    "list",
    "list tag:choir --json",
    "list city:ghent",
    "list -circle:close kind:call",
    "list circle:warm seen:never",
    "list text:tea",
    "list with:ada",
    "list org:kiln -role:cook",
    "list role:cook tag:choir seen:<400d",
    "due org:kiln --json",
    "find sailing",
    "find ada choir --json",
    "find nothing-holds-this",
    "show ada-abara",
    "show bo --json",
    "show Łucja",
    "show person-3",
    "who bookkeeper",
    "who tea --json",
    "who sailing near Ghent -n 2 --json",
    "who van choir paper -n 1",
    "who bookkeeping for charities tag:choir --all --json",
    "meet --json",
    "meet person-1",
    "meet tag:choir",
    "meet --why person-1 person-2",
    "query person",
    "gather --size 3 --json",
    "how person-1 person-2",
    "how bo-brandt --json",
    "timeline",
    "timeline person-1 --json",
    "timeline bo-brandt",
    "intro person-1 person-2 --json",
)


def answered(root: Path, cache: Path | None, words: str, today: str = "2026-11-22") -> tuple[str, str, int]:
    """What a command prints on both streams, and its status, run in this process."""
    out, said = io.StringIO(), io.StringIO()
    kept, kept_arguments = dict(os.environ), sys.argv
    streams = sys.stdin
    os.environ.update(NETJOURNAL_DIR=str(root), NETJOURNAL_TODAY=today, TERM="dumb", COLUMNS="100")
    os.environ.pop("NETJOURNAL_NO_INDEX", None)
    os.environ.update({"XDG_CACHE_HOME": str(cache)} if cache else {"NETJOURNAL_NO_INDEX": "1"})
    sys.argv, sys.stdin = ["netjournal", *words.split()], io.StringIO()
    status = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            main()
    except SystemExit as left:
        status = int(left.code or 0)
    finally:
        sys.argv, sys.stdin = kept_arguments, streams
        os.environ.clear()
        os.environ.update(kept)
    return out.getvalue(), said.getvalue(), status


def assert_same(root: Path, cache: Path, asked: list[str], today: str = "2026-11-22") -> None:
    for words in asked:
        assert answered(root, cache, words, today) == answered(root, None, words, today), words


def index_of(cache: Path) -> Path:
    return next(iter(cache.glob("netjournal/*/index.sqlite")))


@pytest.fixture
def believing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages just written are believed at once, as those written two seconds ago are."""
    monkeypatch.setattr(reading, "RACY", -(10**12))


# Random journals and what happens to them


def page(rng: Random, number: int) -> str:
    """A person's page, at times one that can't be read."""
    if rng.random() < 0.05:
        return rng.choice(("", "---\nname: [\n---\n", "---\nname: x\n", "no front matter\n", "\0"))
    named = [f"person-{rng.randrange(9)}", rng.choice(NAMES), rng.choice(NAMES), "[[ada-abara]]", "nobody"]
    keys = [f"name: {rng.choice((*NAMES, f'Person {number}'))}"]
    keys += [f"aliases: [{rng.choice(NAMES)}, Pet {number}]"] * (rng.random() < 0.2)
    keys += [f"email: {rng.choice(('x', 'y'))}{number}@example.org"] * (rng.random() < 0.5)
    keys += [f"tags: [{rng.choice(WORDS[:3])}, {rng.choice(WORDS)}]"] * (rng.random() < 0.7)
    keys += [f"city: {rng.choice(('Ghent', 'Łódź', 'Cork'))}"] * (rng.random() < 0.6)
    keys += [f"circle: {rng.choice(('close', 'warm', 'odd'))}"] * (rng.random() < 0.5)
    keys += [f"every: {rng.choice(('3 weeks', 'never', 'sometimes'))}"] * (rng.random() < 0.2)
    keys += [f"roles: [cook at {rng.choice(('Kiln Co', 'kiln', 'Other'))}]"] * (rng.random() < 0.4)
    keys += ["self: true"] * (rng.random() < 0.08) + ["archived: true"] * (rng.random() < 0.05)
    keys += [f"offers: [{{what: {rng.choice(WORDS)}, for: {rng.choice(named)}}}]"] * (rng.random() < 0.3)
    keys += [f"offers: [{rng.choice(WORDS)}]"] * (rng.random() < 0.3)
    keys += [f"asks: [needs {rng.choice(WORDS)}]"] * (rng.random() < 0.4)
    keys += [f"met: {{through: {rng.choice(named)}, on: 2024-0{rng.randrange(1, 9)}-01}}"] * (rng.random() < 0.3)
    keys += [f"ties: {{{rng.choice(named[:3])}: friend}}"] * (rng.random() < 0.5)
    lines = [entry(rng, named) for _ in range(rng.randrange(5))]
    lines += [f"- [ ] [[{rng.choice(named[:3])}]] lends {rng.choice(WORDS)} (due 2026-12-0{rng.randrange(1, 9)})"] * (
        rng.random() < 0.2
    )
    front = "\n".join(keys)
    return f"---\n{front}\n---\n\nLikes {rng.choice(WORDS)}.\n\n## Log\n\n" + "\n".join(lines) + "\n"


def entry(rng: Random, named: list[str]) -> str:
    day = f"202{rng.choice((4, 5, 5, 6, 6, 7))}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    kind = rng.choice(("coffee", "call", "email", "note", "change city", "got", "asked", "2pm", "intro"))
    beside = f" with [[{rng.choice(named)}]]" * (rng.random() < 0.3)
    said = f"about {rng.choice(WORDS)}"
    if kind == "intro":
        said = f"{rng.choice(('agreed', 'declined', 'later'))} [[{rng.choice(named)}]] 2026-1{rng.randrange(3)}-15"
    return f"- {day} {kind}{beside}: {said}"


def gathering(rng: Random) -> str:
    came = ", ".join(f"person-{rng.randrange(9)}" for _ in range(3)) + ", " + rng.choice(NAMES)
    day = f"202{rng.choice((5, 6, 7))}-03-1{rng.randrange(9)}"
    return f"---\ndate: {day}\nkind: dinner\ncame: [{came}]\n---\nGood {rng.choice(WORDS)}.\n"


def written(path: Path, text: str, rng: Random) -> None:
    """A page written as an editor does (a new file takes its name), or in place with another length."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and rng.random() < 0.3 and len(text.encode()) != path.stat().st_size:
        path.write_text(text)
        return
    beside = path.with_suffix(".tmp")
    beside.write_text(text)
    os.replace(beside, path)


def happens(root: Path, rng: Random) -> None:
    """One of the things that happen to a journal's files."""
    pages = sorted(path for path in (root / "people").glob("**/*.md") if path.is_file() and not path.is_symlink())
    number, throw = rng.randrange(12), rng.random()
    if throw < 0.55 or not pages:
        id = f"person-{number}" if rng.random() < 0.7 else rng.choice(("ada-abara", "bo-brandt", "Person-1", "x/bo"))
        written(root / "people" / f"{id}.md", page(rng, number), rng)
    elif throw < 0.65:
        written(root / "gatherings" / f"g-{number}.md", gathering(rng), rng)
    elif throw < 0.7:
        asks = f"asks: [{rng.choice(WORDS)}]"
        written(root / "orgs" / "kiln.md", f"---\nname: {rng.choice(('Kiln Co', 'Kiln'))}\n{asks}\n---\n", rng)
    elif throw < 0.8:
        rng.choice(pages).unlink()
    elif throw < 0.87:
        os.replace(rng.choice(pages), root / "people" / f"person-{number}.md")
    elif throw < 0.92:
        one, other = rng.choice(pages), rng.choice(pages)
        text, text_too = one.read_text(), other.read_text()
        written(one, text_too + "\n", rng)
        written(other, text + "\n\n", rng)
    elif throw < 0.95:
        (root / "people" / f"link-{number}.md").unlink(missing_ok=True)
        (root / "people" / f"link-{number}.md").symlink_to(rng.choice((pages[0], Path("/nonexistent"))))
    elif throw < 0.97:
        settled = rng.choice(("commit: false\n", "circles: {odd: 2 weeks}\n", "kinds: [\n"))
        (root / "netjournal.yaml").write_text(settled)
    else:
        shutil.rmtree(root / "people")
        for each in range(rng.randrange(8)):
            written(root / "people" / f"person-{each}.md", page(rng, each), rng)


@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.shrink],  # a journal's history has no smaller one
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_answers_are_the_same_whatever_happens_to_the_files(
    seed: int, tmp_path_factory: pytest.TempPathFactory, believing: None
) -> None:
    rng, folder = Random(seed), tmp_path_factory.mktemp("law")
    root, cache = folder / "journal", folder / "cache"
    for number in range(9):
        written(root / "people" / f"person-{number}.md", page(rng, number), rng)
    (root / "netjournal.yaml").write_text("commit: false\n")
    for _ in range(STEPS):
        for _ in range(rng.choice((1, 1, 1, 3))):
            happens(root, rng)
        today = "2026-11-22" if rng.random() < 0.9 else rng.choice(("2025-06-01", "2027-06-01"))
        if rng.random() < 0.2:
            shutil.rmtree(cache, ignore_errors=True)
        often = ["due --json", *["list --json"] * (rng.random() < 0.6)]  # a list makes an index whole
        assert_same(root, cache, [*often, *rng.sample(ASKED, 3)], today)
    shutil.rmtree(folder)


@pytest.fixture
def indexed(tmp_path: Path) -> tuple[Path, Path]:
    """A journal of nine people with its index."""
    rng, root, cache = Random(5), tmp_path / "journal", tmp_path / "cache"
    for number in range(9):
        written(root / "people" / f"person-{number}.md", page(rng, number), rng)
    written(root / "people" / "ada-abara.md", "---\nname: Ada Abara\n---\n\n- 2026-01-02 coffee: tea\n", rng)
    (root / "netjournal.yaml").write_text("commit: false\n")
    assert_same(root, cache, ["due --json"])
    return root, cache


def replaced(file: Path, make: Callable[[Path], object]) -> None:
    file.unlink()
    make(file)


SPOILT: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "random": lambda file: file.write_bytes(Random(1).randbytes(4096)),
    "half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "nul": lambda file: file.write_bytes(b"\0" * file.stat().st_size),
    "null": lambda file: file.write_bytes(b"null"),
    "list": lambda file: file.write_bytes(b"[]"),
    "pickle": lambda file: file.write_bytes(b'cos\nsystem\n(S"false"\ntR.'),
    "junk at its end": lambda file: file.write_bytes(file.read_bytes() + b"\xff{{{"),
    "unreadable": lambda file: file.chmod(0),
    "a folder": lambda file: replaced(file, Path.mkdir),
    "a pipe": lambda file: replaced(file, os.mkfifo),
    "a dangling link": lambda file: replaced(file, lambda path: path.symlink_to("/nonexistent/x")),
    "a lock that is a folder": lambda file: replaced(file.parent / "lock", Path.mkdir),
}


def test_a_gathering_planned_for_a_day_that_has_come_counts_from_then_on(
    indexed: tuple[Path, Path], believing: None
) -> None:
    root, cache = indexed
    came = ", ".join(f"person-{number}" for number in range(9))
    dinner = f"---\ndate: 2026-11-25\nkind: dinner\ncame: [{came}]\n---\n"
    written(root / "gatherings" / "dinner.md", dinner, Random(0))
    assert_same(root, cache, ["meet --json", "list --json"])
    ada = root / "people" / "ada-abara.md"
    text = ada.read_text()
    replaced(ada, lambda page: page.write_text(text + "- 2026-11-26 call: news\n"))
    assert_same(root, cache, ["list --json", "due --json", "meet --json", "show person-1 --json"], "2026-11-26")


def test_an_introduction_put_off_is_open_again_on_its_day(indexed: tuple[Path, Path], believing: None) -> None:
    root, cache = indexed
    text = "---\nname: Ada Abara\nasks: [a harp]\n---\n\n- 2026-01-02 intro: later [[zed]] 2026-12-01\n"
    replaced(root / "people" / "ada-abara.md", lambda page: page.write_text(text))
    written(root / "people" / "zed.md", "---\nname: Zed\noffers: [a harp]\n---\n", Random(0))
    for today in ("2026-11-22", "2026-12-01", "2026-11-22"):
        assert_same(root, cache, ["meet --json", "meet --why ada-abara zed"], today)


def test_fits_follow_whoever_comes_and_whatever_is_asked(
    indexed: tuple[Path, Path], believing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = indexed
    monkeypatch.setitem(places.IN_ONE, places.FITTED, 1)  # as if each of many people had a value of their own
    people, asked = root / "people", ["show person-1 --json", "show zed --json", "meet zed --json", "meet --json"]
    pages = {
        "zed.md": "---\nname: Zed\noffers: [a harp]\n---\n",
        "person-1.md": "---\nname: Bo\nasks: [a harp]\n---\n",
        "aa.md": "---\nname: Aa\n---\n",  # who asks for nothing, and moves all others a row on
        "orgs.md": "---\nname: Orgs\ntags: [choir]\n---\n",
        "person-2.md": "---\nname: Cy\nasks: [a harp]\n---\n",
    }
    for file, text in pages.items():
        written(people / file, text, Random(0))
        assert_same(root, cache, asked)
    (people / "aa.md").unlink()
    replaced(people / "zed.md", lambda page: page.write_text("---\nname: Zed\noffers: [a tent]\n---\n"))
    assert_same(root, cache, asked)


def test_hostile_texts_in_the_columns_are_read_as_they_stand(indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    page = '---\nname: Ada\ncity: "\\u0301"\ntags: ["\\0"]\noffers: ["a\\0b", harp]\nasks: ["\\0", "x\\ny"]\n---\n'
    replaced(root / "people" / "ada-abara.md", lambda file: file.write_text(page))
    for _ in range(2):
        assert_same(root, cache, ["meet --json", "meet ada-abara", "show ada-abara --json", "how person-1 ada-abara"])


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_index_is_thrown_away(how: str, indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    SPOILT[how](index_of(cache))
    assert_same(root, cache, ["due --json", "list", "show ada-abara", "find tea"])


def test_no_flipped_byte_changes_an_answer(indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    whole, rng = index_of(cache).read_bytes(), Random(7)
    asked = ["due --json", "list tag:choir", "show ada-abara", "find tea"]
    right = [answered(root, None, words) for words in asked]
    for _ in range(40):
        place = rng.randrange(len(whole))
        index_of(cache).write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        assert [answered(root, cache, words) for words in asked] == right


def test_an_index_that_is_a_link_to_a_page_is_not_written_through(indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    ada = root / "people" / "ada-abara.md"
    before = ada.read_bytes()
    index_of(cache).unlink()
    (next(iter(cache.glob("netjournal/*"))) / "index.sqlite").symlink_to(ada)
    assert_same(root, cache, ["due --json", "list"])
    assert ada.read_bytes() == before


def test_a_page_of_the_same_size_and_time_is_read_again(indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    ada = root / "people" / "ada-abara.md"
    for name in (b"Ida Abara", b"Oda Abara", b"Ada Abara"):
        was = ada.stat()
        ada.write_bytes(ada.read_bytes().replace(b"name: Ada Abara", b"name: " + name))
        os.utime(ada, ns=(was.st_atime_ns, was.st_mtime_ns))
        assert_same(root, cache, ["list --json", "show ada-abara"])


@pytest.mark.parametrize("time", [(1, 1), (4102444800, 4102444800)])
def test_a_page_from_the_past_or_the_future_is_read(time: tuple[int, int], indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    ada = root / "people" / "ada-abara.md"
    ada.write_text(ada.read_text().replace("Ada Abara", "Zoe Other"))
    os.utime(ada, time)
    assert_same(root, cache, ["list --json", "due --json"])


def test_two_journals_never_share_an_index(indexed: tuple[Path, Path], tmp_path: Path) -> None:
    root, cache = indexed
    other = tmp_path / "other"
    written(other / "people" / "xan.md", "---\nname: Xan Other\n---\n", Random(1))
    assert_same(other, cache, ["list", "due --json"])
    assert_same(root, cache, ["list", "due --json"])
    assert len(list(cache.glob("netjournal/*/index.sqlite"))) == 2


def test_a_checkout_is_noticed(indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    git = ("git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        subprocess.run([*git, *words], check=True, capture_output=True)
    for number in range(5):
        written(root / "people" / f"person-{number}.md", page(Random(number + 50), number), Random(1))
    subprocess.run([*git, "commit", "-qam", "two"], check=True, capture_output=True)
    for there in ("HEAD~1", "-", "HEAD~1"):
        subprocess.run([*git, "checkout", "-q", there], check=True, capture_output=True)
        assert_same(root, cache, ["due --json", "list", "find sailing"])


def test_only_the_user_may_read_an_index(indexed: tuple[Path, Path]) -> None:
    _, cache = indexed
    assert index_of(cache).stat().st_mode & 0o777 == 0o600
    assert index_of(cache).parent.stat().st_mode & 0o777 == 0o700


def test_without_room_for_an_index_the_files_answer(indexed: tuple[Path, Path], tmp_path: Path) -> None:
    root, _ = indexed
    (tmp_path / "taken").write_text("a file")
    assert_same(root, tmp_path / "taken", ["due --json", "list"])


def test_the_index_of_another_version_is_not_believed(
    indexed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = indexed
    before = index_of(cache).read_bytes()
    with monkeypatch.context() as other:
        other.setattr("netjournal.files.index.opening.__version__", "999.0")
        assert_same(root, cache, ["due --json", "list"])
    assert index_of(cache).read_bytes() != before
    assert_same(root, cache, ["due --json", "list"])


def test_two_commands_at_once_both_answer(run: Callable[..., object], indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    index_of(cache).unlink()
    found: list[object] = []
    extra = {"NETJOURNAL_DIR": str(root), "XDG_CACHE_HOME": str(cache)}
    threads = [threading.Thread(target=lambda: found.append(run("due", "--json", **extra))) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 4
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize(
    "words", ["find violas", "list --json", "who violas --json", "meet --json", "due --seen --json", "check"]
)
def test_pages_changed_before_the_first_question_to_everybody_are_in_its_answer(
    words: str, indexed: tuple[Path, Path], believing: None
) -> None:
    root, cache = indexed
    (root / "people" / "bo-brandt.md").write_text("---\nname: Bo\noffers: [lessons in violas]\n---\n\nPlays violas.\n")
    (root / "people" / "ada-abara.md").unlink()
    assert_same(root, cache, ["due --json", "show bo-brandt", words, "find ada", "due --json", words])


@pytest.mark.parametrize("words", ["find tea", "list --json", "meet --json", "check"])
def test_where_an_index_cannot_be_made_whole_it_answers_as_it_is(words: str, indexed: tuple[Path, Path]) -> None:
    root, cache = indexed
    (index_of(cache).parent / "lock").unlink()
    (index_of(cache).parent / "lock").mkdir()
    before = index_of(cache).read_bytes()
    assert_same(root, cache, [words, "show ada-abara", words])
    (index_of(cache).parent / "lock").rmdir()
    assert_same(root, cache, [words])
    assert index_of(cache).read_bytes() != before


def test_daily_edits_do_not_make_the_index_grow(indexed: tuple[Path, Path], believing: None) -> None:
    root, cache = indexed
    bo = root / "people" / "bo-brandt.md"
    for day in range(150):
        bo.write_text(f"---\nname: Bo Brandt\n---\n\n- 2026-01-{day % 28 + 1:02} call: {'x' * (day % 40)}\n")
        answered(root, cache, "due --json")
    grown = index_of(cache).stat().st_size
    index_of(cache).unlink()
    answered(root, cache, "due --json")
    assert grown <= 1.5 * index_of(cache).stat().st_size
