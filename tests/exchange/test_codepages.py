"""Which code page a table was written in: guessed where words tell, never mistaken where it is the usual one."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.exchange.card import NotThisFormat
from netjournal.exchange.codepages import guessed, is_known, recoded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cp1252", "Jürgen Weiß, Zoë Núñez, Françoise Lefèvre, Søren Åberg, João"),
        ("cp1252", "ÉRIC LEFÈVRE, ÅSA ÖBERG, “quoted” – €5"),
        ("cp1252", "José"),
        ("cp1250", "Łukasz Żak, Wałęsa, Świątek"),
        ("cp1251", "Анна Петрова, МОСКВА"),
        ("cp1251", "Иван"),
        ("mac_roman", "Zoë Núñez, Jürgen, François"),
        ("cp932", "佐藤 優希, たろう, カナ"),
        ("euc_jp", "佐藤 優希, たろう"),
        ("big5", "王小明, 臺北"),
    ],
)
def test_words_tell_in_which_code_page_they_are(name: str, words: str) -> None:
    assert guessed(f"name,city\n{words}\n".encode(name)) == name
    stream, used = recoded(io.BytesIO(f"name,city\n{words}\n".encode(name)), "")
    assert (stream.read().decode(), used) == (f"name,city\n{words}\n", name)


@pytest.mark.parametrize("data", [b"", b"plain", b"Zo\xc3\xab\n", "Zoë\n".encode("utf-16"), b"Zo\xc3\xab\n\xe9\n"])
def test_unicode_stays_as_it_is_though_a_line_of_it_be_broken(data: bytes) -> None:
    stream, name = recoded(io.BytesIO(data), "")
    assert (stream.read(), name) == (data, "")


@given(st.binary(max_size=300), st.sampled_from(["", "cp1250", "utf-16-le", "shift_jis", "utf-7"]))
def test_any_bytes_come_as_utf8_or_as_they_were(data: bytes, wanted: str) -> None:
    stream, name = recoded(io.BytesIO(data), wanted)
    given_back = b"".join(iter(lambda: stream.read(7), b""))
    assert given_back == data if not name else given_back.decode() is not None


def test_a_code_page_that_the_bytes_cannot_be_in_is_refused() -> None:
    with pytest.raises(NotThisFormat, match="this is not a text in utf-16: "):
        recoded(io.BytesIO(b"name\n"), "utf-16")[0].read()


@pytest.mark.parametrize(
    ("name", "known"), [("cp1250", True), ("UTF-16", True), ("rot13", False), ("hex", False), ("x y", False)]
)
def test_only_what_is_a_code_page_of_text_is_one(name: str, known: bool) -> None:
    assert is_known(name) == known
