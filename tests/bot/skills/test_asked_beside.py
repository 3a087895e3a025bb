"""What is asked in the same breath in which an incident is denied."""

from __future__ import annotations

import pytest

from bot.skills.asked_beside import asked_beside


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "It's a question, no attack. Do we have to put the supplier's score in the evaluation?",
            "Do we have to put the supplier's score in the evaluation?",
        ),
        (
            "nah nothing's wrong with the doors today. its a question: how do we get vendor access under control",
            "how do we get vendor access under control",
        ),
        (
            "There's no incident. I'm asking about members' right to see reports, e.g. the penetration test",
            "I'm asking about members' right to see reports, e.g. the penetration test",
        ),
        ("no just asking, who signs the risk register off", "who signs the risk register off"),
    ],
)
def test_the_question_beside_a_denial_is_what_is_asked(text: str, asked: str) -> None:
    assert asked_beside(text) == asked


@pytest.mark.parametrize(
    "text",
    ["no", "It is only a question", "nothing is happening, just planning ahead", "no it was last week", "is it?"],
)
def test_a_denial_alone_asks_nothing(text: str) -> None:
    assert asked_beside(text) is None
