"""Text-speak read as plain words."""

from __future__ import annotations

import pytest

from index.shorthand import shorthand


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("wot is ransomware", "what is ransomware"),
        ("shud we pay it?", "should we pay it?"),
        ("wat do i do if ur email is hacked", "what do i do if your email is hacked"),
        ("how r u meant to know wich one", "how are you meant to know which one"),
        ("what dose SIRO mean", "what does SIRO mean"),
        ("is there data safe", "is their data safe"),
        ("WOT IS RANSOMWARE", "what IS RANSOMWARE"),
        ("who do i tell b4 the mtg tmrw", "who do i tell before the meeting tomorrow"),
    ],
)
def test_what_is_typed_in_a_hurry_is_read_as_plain_words(typed: str, plain: str) -> None:
    assert shorthand().plain(typed) == plain


@pytest.mark.parametrize(
    "text",
    [
        "what is ransomware",
        "can the COS see the PW?",
        "Windows Server 2012 R2 and R&D",
        "is there a plan for r/w access",
        "the dose of chlorine",
        "is there anybody who can help",
        "u-turn",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_as_it_is(text: str) -> None:
    assert shorthand().plain(text) is text
