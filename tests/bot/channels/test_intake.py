"""What the door makes of a raw message."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.intake import MAX_CHARACTERS, WORDLESS, Intake, take_in


@pytest.mark.parametrize("raw", [None, 7, True, 1.5, ["hello"], {"text": "hello"}, b"hello"], ids=repr)
def test_what_is_no_text_counts_as_empty(raw: object) -> None:
    assert take_in(raw) == Intake(WORDLESS, "empty")


@pytest.mark.parametrize(
    "raw", ["", "  \n\t ", "?!", "😀😀😀", "\u200b\u2060", "///", "/ /", "\0\1", "\ud800"], ids=ascii
)
def test_a_message_without_words_is_empty(raw: str) -> None:
    assert take_in(raw) == Intake(WORDLESS, "empty")


@pytest.mark.parametrize(
    "raw", ["/restart", "//restart", "  / restart", "\u200b/restart", "\ufeff /restart", "\0/restart"]
)
def test_a_command_is_only_its_words(raw: str) -> None:
    assert take_in(raw).text == "restart"


def test_a_slash_inside_a_message_stays() -> None:
    assert take_in("and/or").text == "and/or"


def test_letters_and_accents_count_as_one_however_they_are_typed() -> None:
    assert take_in("cafe\u0301").text == "caf\u00e9"


def test_what_a_person_cannot_see_is_taken_out() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all")
    assert take_in(f"what is{hidden} a \u202eWARP\u202c?").text == "what is a WARP?"


def test_half_a_surrogate_pair_is_taken_out_and_emoji_stay() -> None:
    assert take_in("a\ud83db 😀").text == "ab 😀"


def test_line_breaks_stay() -> None:
    assert take_in("one\ntwo\r\nthree").text == "one\ntwo \nthree"


def test_a_message_at_the_limit_is_whole() -> None:
    text = ("word " * MAX_CHARACTERS)[: MAX_CHARACTERS - 1] + "x"
    assert take_in(text) == Intake(text, None)


def test_a_longer_message_is_cut_between_words_and_says_so() -> None:
    intake = take_in("word " * 1000)
    assert intake.fault == "too_long"
    assert len(intake.text) <= MAX_CHARACTERS
    assert set(intake.text.split()) == {"word"}


def test_a_long_message_without_a_space_keeps_nothing() -> None:
    assert take_in("jo.bloggs@" + "x" * 5000) == Intake(WORDLESS, "too_long")


def test_a_long_message_of_hidden_characters_is_too_long() -> None:
    assert take_in("a b" + "\u200b" * 20_000).fault == "too_long"


@pytest.mark.parametrize(
    "filler", ["x", "x ", "/", "1", "1 ", "a@b.c ", "+44 ", "password is ", "-----BEGIN PRIVATE KEY-----"]
)
def test_the_cost_of_100_kb_is_bounded(filler: str) -> None:
    begin = time.perf_counter()
    take_in(filler * (100_000 // len(filler)))
    assert time.perf_counter() - begin < 2


@given(before=st.integers(0, 2200), after=st.integers(0, 200))
def test_no_half_of_a_secret_is_left_wherever_it_is_cut(before: int, after: int) -> None:
    filler = "ab " * (before // 3 + 1)
    for secret in ("4111 1111 1111 1111", "01632 960 983", "AB 12 34 56 C", "jo.planted@council.example"):
        kept = take_in(filler + secret + " cd" * after).text
        assert secret[:7] not in kept


@given(st.text(max_size=300))
def test_whatever_comes_the_text_is_no_command_and_can_be_stored(raw: str) -> None:
    text = take_in(raw).text
    assert text
    assert not text.startswith("/")
    text.encode("utf-8")


def test_secrets_are_out_and_official_contacts_stay() -> None:
    assert take_in("my number is 01632 960 983").text == "my number is [phone number removed]"
    assert take_in("is it 0300 123 2040?").text == "is it 0300 123 2040?"


def test_a_broken_contacts_file_only_makes_redaction_stricter(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from bot.channels import intake

    (tmp_path / "broken.yml").write_text("contacts: [nonsense", encoding="utf-8")
    monkeypatch.setattr(intake, "CONTACTS", tmp_path)
    intake._redactor.cache_clear()
    try:
        assert take_in("is it 0300 123 2040?").text == "is it [phone number removed]?"
    finally:
        intake._redactor.cache_clear()
