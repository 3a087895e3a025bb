"""A part of the bot is gone and comes back: a clear reply meanwhile, and nothing lost."""

from __future__ import annotations

import signal
import uuid

import pytest

from tests.conversations.running import RunningBot

pytestmark = pytest.mark.server


def test_a_message_while_the_action_server_is_down_gets_a_clear_reply_and_the_next_one_works(
    running: RunningBot,
) -> None:
    sender, browser = uuid.uuid4().hex, running.browser()
    running.say(sender, "I am in Scotland")
    browser.say("I am in Scotland")
    assert running.actions.process is not None
    running.actions.process.send_signal(signal.SIGKILL)
    running.actions.process.wait()
    try:
        down = running.say(sender, "what is a WARP?")
        assert down.status == "error_actions_down"
        assert "try again in a minute" in down.shown
        assert "999" in down.shown
        assert "cannot look anything up just now" in browser.post("what is a WARP?").json()["entries"][1]["html"]
    finally:
        running.restart(running.actions)
    assert running.say(sender, "what is a WARP?").cards[0] == "what-is-a-warp"
    assert browser.say("what is a WARP?").cards[0] == "what-is-a-warp"
    assert "Scotland" in running.say(sender, "I am a councillor").shown


def test_a_restart_of_the_server_in_mid_conversation_loses_nothing(running: RunningBot) -> None:
    sender, browser = uuid.uuid4().hex, running.browser()
    running.say(sender, "I am in Scotland")
    running.say(sender, "what is a WARP?")
    browser.say("I am in Wales")
    running.restart(running.rasa)
    told = running.say(sender, "I am a councillor")
    assert "Scotland" in told.shown
    assert "Which nation" not in told.shown
    assert "I am in Wales" in browser.session.get(running.address + "/", timeout=20).text
    assert "Wales" in browser.say("I am a councillor").shown
    before = len(running.lines("feedback.jsonl"))
    running.say(sender, "That helped")
    assert running.lines("feedback.jsonl")[before]["card"] == "what-is-a-warp"
