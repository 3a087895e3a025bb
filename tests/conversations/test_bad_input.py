"""What no caller should send. Each gets a clear answer, nothing is lost, and the next message works."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from tests.conversations.running import RunningBot

pytestmark = pytest.mark.server

COMMANDS = [
    "/restart",
    "/session_start",
    "/action_start_over",
    "/start_over",
    '/report_incident{"a":1}',
    '/tell_profile{"nation": "wales"}',
    '/SetSlots(nation="wales")',
    "/back",
    "//restart",
    "  /restart",
    "\u200b/restart",
    "\t\n/session_start",
    "\ufeff/report_incident",
]


@pytest.fixture
def sender() -> str:
    return uuid.uuid4().hex


# --- requests that are none --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        {"message": "hello"},
        {"sender": None, "message": "hello"},
        {"sender": "", "message": "hello"},
        {"sender": "   ", "message": "hello"},
        {"sender": 7, "message": "hello"},
        {"sender": ["me"], "message": "hello"},
        {"sender": "x" * 129, "message": "hello"},
        {"sender": "line\nbreak", "message": "hello"},
        {"sender": "nul\0", "message": "hello"},
    ],
    ids=lambda body: repr(body)[:40],
)
def test_a_missing_sender_is_refused_and_never_shared_as_default(running: RunningBot, body: dict[str, Any]) -> None:
    answer = running.post(body)
    assert answer.status_code == 400
    assert "`sender`" in answer.json()["error"]
    assert not {"default", "rest:default", "rest:"} & running.conversations()


def test_a_sender_that_cannot_be_written_is_refused_and_the_server_lives(running: RunningBot, sender: str) -> None:
    assert running.post('{"sender": "half \\ud800", "message": "hello"}').status_code == 400
    assert running.say(sender, "hello").status == "greeted"


@pytest.mark.parametrize(
    "body", ["", "[]", '"hello"', "null", "{", "[" * 100_000, b"\xff\xfe", "sender=me&message=hello"]
)
def test_what_is_no_json_object_is_refused_with_what_to_send(running: RunningBot, body: Any) -> None:
    answer = running.post(body)
    assert answer.status_code == 400
    assert "JSON object with `sender` and `message`" in answer.json()["error"]


# --- messages that are none --------------------------------------------------------------------------


@pytest.mark.parametrize("message", [None, 7, True, ["hello"], {"text": "hello"}, ""], ids=repr)
def test_a_message_that_is_no_text_counts_as_empty(running: RunningBot, sender: str, message: Any) -> None:
    assert running.say(sender, message).status == "empty_message"
    assert running.say(sender, "hello").status == "greeted"


def test_a_missing_message_counts_as_empty(running: RunningBot, sender: str) -> None:
    answer = running.post({"sender": sender})
    assert answer.json()[0]["custom"]["reply"]["status"] == "empty_message"


def test_half_a_surrogate_pair_does_no_harm(running: RunningBot, sender: str) -> None:
    answer = running.post(json.dumps({"sender": sender, "message": "hello \ud800"}))
    assert answer.json()[0]["custom"]["reply"]["status"] == "greeted"


@pytest.mark.parametrize("message", ["x" * 100_000, "what is a WARP? " * 6_250, "ransomware " * 9_100, "😀" * 100_000])
def test_100_kb_get_a_clear_reply_at_once(running: RunningBot, sender: str, message: str) -> None:
    said = running.say(sender, message)
    assert said.status in ("too_long", "empty_message")
    assert said.status == "too_long" or "😀" in message
    assert running.say(sender, "hello").status == "greeted"
    assert all(len(event.get("text") or "") < 5_000 for event in running.events(f"rest:{sender}"))


def test_100_kb_by_the_web_chat(running: RunningBot) -> None:
    browser = running.browser()
    assert browser.say("what is a WARP? " * 6_250).status == "too_long"
    assert browser.say("hello").status == "greeted"


# --- intent commands ---------------------------------------------------------------------------------


def _obeyed(events: list[dict[str, Any]]) -> list[str]:
    """What Rasa would have left behind had it run one of COMMANDS."""
    found = [event["event"] for event in events if event["event"] in ("restart", "undo", "rewind", "reset_slots")]
    found += [event["name"] for event in events if event.get("name") == "action_restart"]
    found += ["session"] * (sum(event["event"] == "session_started" for event in events) - 1)
    told = [event["parse_data"] for event in events if event["event"] == "user"]
    found += [data["text"] for data in told if data["text"].startswith("/")]
    # Rasa's own parser leaves no ranking of other intents, and entities of any name.
    found += [data["intent"]["name"] for data in told if len(data.get("intent_ranking", [])) < 2]
    found += [entity["entity"] for data in told for entity in data["entities"] if entity["entity"] == "a"]
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_leading_slash_is_never_a_command_over_rest(running: RunningBot, sender: str, command: str) -> None:
    running.say(sender, "I am in Scotland")
    assert running.say(sender, command).shown
    assert not _obeyed(running.events(f"rest:{sender}"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_leading_slash_is_never_a_command_on_the_web(running: RunningBot, command: str) -> None:
    browser = running.browser()
    browser.say("I am in Scotland")
    assert browser.say(command).shown
    assert not _obeyed(running.events(browser.conversation))


@pytest.mark.parametrize("command", ['/report_incident{"nation":1}', '/SetSlots(nation="zz")', "/back"])
def test_a_command_changes_nothing_that_the_bot_knows(running: RunningBot, sender: str, command: str) -> None:
    running.say(sender, "I am in Scotland")
    running.say(sender, command)
    slots = [
        event for event in running.events(f"rest:{sender}") if event["event"] == "slot" and event["name"] == "nation"
    ]
    assert slots[-1]["value"] == "scotland"
