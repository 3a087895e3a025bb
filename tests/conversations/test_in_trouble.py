"""People in trouble, in words that nobody trained on: all reach triage, none gets a lecture."""

from __future__ import annotations

import uuid

import pytest

from bot.replies import Quote
from tests.conversations.in_trouble import REACHED, Message, messages, opened
from tests.conversations.running import RunningBot
from tests.conversations.triage import OPENINGS

pytestmark = pytest.mark.server

SAID = messages()
RIGHT_OR_ASKED = 0.85
LONGEST = 250  # words, the choices not counted


def heard(running: RunningBot, message: Message) -> str:
    """The type that the bot takes a message for; "" where it asks."""
    sender = uuid.uuid4().hex
    opened(message, lambda words: running.say(sender, words).reply)
    slots = {each["name"]: each["value"] for each in running.events(f"rest:{sender}") if each["event"] == "slot"}
    return ((slots.get("triage") or {}).get("types") or [""])[0]


@pytest.mark.parametrize("message", [*SAID.known, *SAID.unseen], ids=lambda each: each.say[:60])
def test_a_first_message_of_somebody_in_trouble_reaches_triage_and_gets_no_lecture(
    running: RunningBot, message: Message
):
    sender = uuid.uuid4().hex
    first, then = opened(message, lambda words: running.say(sender, words).reply)
    assert first.status in REACHED, first.status
    assert then.status in OPENINGS, then.status
    assert not [part for part in then.parts if isinstance(part, Quote)]
    assert len(" ".join(getattr(part, "markdown", "") for part in then.parts).split()) <= LONGEST


def test_there_are_thirty_or_more_that_nothing_was_fitted_to():
    assert len(SAID.unseen) >= 30


def test_the_type_is_right_or_asked_for_in_most(running: RunningBot):
    got = [(message, heard(running, message)) for message in SAID.unseen]
    wrong = [(message.say, kind) for message, kind in got if kind and kind not in message.types]
    assert 1 - len(wrong) / len(got) >= RIGHT_OR_ASKED, wrong


def test_none_is_an_example_that_the_bot_was_taught(built: None):
    from tests.conversations.untaught import nearest

    assert not [found for found in nearest() if found.likeness > found.allowed]
