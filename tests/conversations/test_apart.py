"""Two people never share a conversation."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conversations.running import RunningBot

pytestmark = pytest.mark.server


def test_two_senders_know_nothing_of_each_other(running: RunningBot) -> None:
    scot, other = uuid.uuid4().hex, uuid.uuid4().hex
    running.say(scot, "I am in Scotland")
    assert "What is your role" in running.say(other, "I am in Wales").shown
    assert "Scotland" not in running.say(other, "I am a councillor").shown
    assert "Wales" not in running.say(scot, "I am a councillor").shown


def test_the_web_and_rest_are_apart_even_by_the_same_name(running: RunningBot) -> None:
    browser = running.browser()
    browser.say("I am in Scotland")
    said = running.say(browser.conversation, "what is a WARP?")
    assert "Which nation are you in" in said.shown
    assert f"rest:{browser.conversation}" in running.conversations()


def test_starting_over_in_one_conversation_leaves_the_other(running: RunningBot) -> None:
    stays, goes = uuid.uuid4().hex, uuid.uuid4().hex
    for sender in (stays, goes):
        running.say(sender, "I am in Scotland")
    running.say(goes, "start over")
    assert "answer for Scotland" in running.say(stays, "I am a councillor").shown
    assert "answer for Councillors" in running.say(goes, "I am a councillor").shown


def test_eight_at_once_each_get_their_own_answer(running: RunningBot) -> None:
    nations = ["Scotland", "Wales", "England", "Northern Ireland"] * 2

    def talk(nation: str) -> list[str]:
        sender = uuid.uuid4().hex
        return [running.say(sender, text).shown for text in (f"I am in {nation}", "hello", "I am a councillor")]

    with ThreadPoolExecutor(len(nations)) as pool:
        for nation, (first, _, last) in zip(nations, pool.map(talk, nations)):
            assert nation in first
            assert nation in last
