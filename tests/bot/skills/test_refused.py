"""What a message refuses is not searched for."""

from __future__ import annotations

import pytest

from bot.skills.refused import without_refused
from tests.bot.skills.shelf import Shelf, Talk, card, quoted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nothing to do with care providers! I run elections. Who do I tell?", "I run elections. Who do I tell?"),
        (
            "hm. i dont want incident stuff. is there a rule on gov.uk addresses",
            "hm. is there a rule on gov.uk addresses",
        ),
        ("forget care homes, what about our libraries then", "what about our libraries then"),
        ("I'm not asking about phishing. how do we train councillors", "how do we train councillors"),
        ("It's got nothing to do with the DPO, who signs the statement?", "who signs the statement?"),
        ("enough about passwords. what about backups for schools", "what about backups for schools"),
    ],
)
def test_what_is_refused_is_left_out(text: str, left: str) -> None:
    assert without_refused(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "what should we do about passwords",
        "nothing to do with care providers!",
        "we don't want to lose our backups, where do we keep them",
        "do not forget the councillors. they need training",
        "is it nothing to worry about",
        "I forgot my password, who resets it",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert without_refused(text) is None


def test_the_refused_card_is_not_the_answer() -> None:
    care = card("care", "Care providers when a supplier is hacked", ["care providers supplier hacked"], "Ring them.")
    elections = card("elections", "Elections when a supplier is hacked", ["elections supplier hacked"], "Ring us.")
    talk = Talk(Shelf([care, elections]))
    talk("care providers supplier hacked")
    said = talk("Nothing to do with care providers! elections supplier hacked, who do I tell", "follow_up")
    assert quoted(said)[0] == "elections#answer"
