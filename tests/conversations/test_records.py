"""What is kept of a conversation, and what must not be."""

from __future__ import annotations

import uuid

import pytest

from tests.conversations.running import RunningBot

pytestmark = pytest.mark.server

# Each secret with the words around it by which it is known for one. Made up; the numbers are reserved for examples.
SECRETS = {
    "Zq7planted!hunter": "our admin password is Zq7planted!hunter, what should we do?",
    "4111 1111 1111 1111": "is it safe to e-mail the card 4111 1111 1111 1111",
    "AKIAPLANTED0EXAMPLE0": "somebody published AKIAPLANTED0EXAMPLE0 what now",
    "ghp_plantedplantedplanted0": "we leaked ghp_plantedplantedplanted0 on GitHub",
    "jo.planted@council.example": "jo.planted@council.example clicked on a link",
    "AB 12 34 56 C": "a letter with AB 12 34 56 C went to the wrong house",
    "01632 960 983": "call me on 01632 960 983 about the phishing",
    "MIIplantedKEYMATERIAL": "-----BEGIN PRIVATE KEY-----\nMIIplantedKEYMATERIAL\n-----END PRIVATE KEY----- is online",
}


def test_feedback_is_stored_with_its_card_and_reason_and_without_its_user(running: RunningBot) -> None:
    sender = uuid.uuid4().hex
    before = len(running.lines("feedback.jsonl"))
    for text in ("what is a WARP?", "That did not help", "Feedback: out of date", "what is a WARP?", "That helped"):
        running.say(sender, text)
    unhelpful, reason, helpful = running.lines("feedback.jsonl")[before:]
    assert (unhelpful["helpful"], unhelpful["card"], unhelpful["reason"]) == (False, "what-is-a-warp", None)
    assert (reason["helpful"], reason["card"], reason["reason"]) == (False, "what-is-a-warp", "Out of date")
    assert (helpful["helpful"], helpful["card"], helpful["question"]) == (True, "what-is-a-warp", "what is a WARP?")
    assert all(sender not in str(line) for line in (unhelpful, reason, helpful))


def test_each_turn_is_recorded_with_its_status_and_the_words_only_where_it_went_unanswered(running: RunningBot) -> None:
    sender, before = uuid.uuid4().hex, len(running.lines("turns.jsonl"))
    texts = ("what is a WARP?", "list guidance about fish and chips", "bye")
    for text in texts:
        running.say(sender, text)
    turns = [(line["status"], line["text"]) for line in running.lines("turns.jsonl")[before:]]
    assert turns == [("defined", None), ("found_nothing", texts[1]), ("parted", None)]


def test_the_status_is_kept_with_the_turn(running: RunningBot) -> None:
    sender = uuid.uuid4().hex
    running.say(sender, "hello")
    slots = {event["name"]: event["value"] for event in running.events(f"rest:{sender}") if event["event"] == "slot"}
    assert slots["status"] == "greeted"


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_reaches_no_file_by_rest(running: RunningBot, secret: str) -> None:
    sender = uuid.uuid4().hex
    said = running.say(sender, SECRETS[secret])
    running.say(sender, "That did not help")
    assert secret not in said.shown
    assert not running.files_holding(secret)
    assert running.files_holding(sender), "the search finds what is stored"


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_reaches_no_file_by_the_web_chat(running: RunningBot, secret: str) -> None:
    browser = running.browser()
    said = browser.say(SECRETS[secret])
    assert secret not in said.shown
    assert secret not in browser.session.get(running.address + "/", timeout=20).text
    assert not running.files_holding(secret)
    assert running.files_holding(browser.conversation), "the search finds what is stored"


def test_a_secret_at_the_end_of_a_long_message_reaches_no_file(running: RunningBot) -> None:
    for cut in range(1960, 2000, 3):
        running.say(uuid.uuid4().hex, "x " * (cut // 2) + " 4111 1111 1111 1111 " + "y " * 50)
    assert not running.files_holding("4111 1111")
