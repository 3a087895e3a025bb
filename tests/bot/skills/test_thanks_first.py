"""Thanks and praise before a question are no part of what is asked."""

from __future__ import annotations

import pytest

from bot.skills.acts import ASK
from bot.skills.ask import Ask
from bot.skills.turn import Turn
from tests.bot.skills.shelf import NOW
from tests.bot.skills.test_wanted import ask  # noqa: F401


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Lovely, that's the one. And when he flies to Shanghai?", "And when he flies to Shanghai?"),
        ("Most helpful. Who deputises for me if I am on leave?", "Who deputises for me if I am on leave?"),
        ("thx. if one of our schools gets hit is that on us", "if one of our schools gets hit is that on us"),
        ("Rubbish. Who regulates us for this?", "Who regulates us for this?"),
    ],
)
def test_the_thanks_are_left_out(ask: Ask, text: str, asked: str) -> None:  # noqa: F811
    assert ask.wanted.without_thanks(Turn(text, ASK, NOW)).text == asked


@pytest.mark.parametrize(
    "text",
    [
        "Lovely, that's the one.",
        "I'm the clerk. Who do I tell?",
        "Our backups are fine. Are they safe from ransomware?",
        "Thank you. Bye.",
    ],
)
def test_everything_else_stays(ask: Ask, text: str) -> None:  # noqa: F811
    assert ask.wanted.without_thanks(Turn(text, ASK, NOW)).text == text
