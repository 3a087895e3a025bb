"""Who says that there is no incident is let out at once, and answered what they asked."""

from __future__ import annotations

import pytest
from dialogue import Dialogue, words

OPENING = "I don't know what a cyber attack is"


def opened(triage, text=OPENING) -> Dialogue:
    dialogue = Dialogue(triage)
    dialogue.say(text)
    return dialogue


@pytest.mark.parametrize(
    "text",
    [
        "no!! nothing has happened, I only want to know what the words mean",
        "Oh heavens I don't have any incident. Please close that, I'm only learning",
        "what?? there is no incident. i asked if carers sharing a pin number on tablets is bad practice",
        "hm. i dont want incident stuff. is there a rule that councils need a gov.uk address",
        "No no, nothing has happened!! I want to read about it.",
        "You've got it wrong, there's no attack here, it was a general question about passwords",
        "there isn't an emergency, calm down. How do I back up a laptop?",
        "nothing is going on here at all",
        "we haven't had an incident, I'm writing a paper",
    ],
)
def test_a_plain_denial_closes_what_was_none(triage, text):
    dialogue = opened(triage)
    assert dialogue.say(text).status == "triage_not_live"
    assert not dialogue.state


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("no!! nothing has happened, I only want to know what the words mean", "ANSWER: " + OPENING),
        ("there isn't an emergency, calm down. How do I back up a laptop?", "How do I back up a laptop"),
        ("nothing happened, no drama. I just want a leavers checklist for the office", "leavers checklist"),
        ("nothing is going on here at all", "ANSWER: " + OPENING),
    ],
)
def test_the_question_beside_it_is_answered_or_else_the_first(triage, text, asked):
    assert asked in words(opened(triage).say(text))


@pytest.mark.parametrize(
    "text",
    [
        "nothing happened when I clicked it",
        "nothing is happening on the screen, it's frozen",
        "nothing is wrong with the backups",
        "there is no incident team here and everything is locked",
        "there's no emergency plan",
        "no, the attack is still going on",
        "I don't have an incident number yet",
        "nothing happened for an hour, then the files were locked",
        "nothing has happened yet but they say they will publish it tonight",
    ],
)
def test_what_only_sounds_like_one_goes_on(triage, text):
    dialogue = opened(triage, "we have ransomware")
    assert dialogue.say(text).status not in ("triage_not_live", "triage_close_ask")
    assert dialogue.state


def test_where_much_was_told_it_is_asked_before_anything_is_closed(triage):
    dialogue = opened(triage, "we have ransomware")
    dialogue.say("A council in England", "20 minutes ago", "Housing and revenues")
    assert dialogue.say("there is no incident. how do I back up a laptop?").status == "triage_close_ask"
    assert "ANSWER: how do I back up a laptop" in words(dialogue.last)


def test_denied_again_when_asked_it_closes_without_a_record_of_an_incident(triage):
    dialogue = opened(triage, "we have ransomware")
    dialogue.say("A council in England", "20 minutes ago", "Housing and revenues")
    dialogue.say("there is no incident")
    assert dialogue.say("I told you, there is no incident").status == "triage_closed"


def test_what_is_denied_when_asked_leaves_no_record(triage):
    dialogue = opened(triage)
    dialogue.say("close this")
    assert dialogue.say("yes, there was no incident at all").status == "triage_not_live"


def test_close_this_nothing_is_lost_is_no_wish_for_the_plan(triage):
    dialogue = opened(triage, "a tablet of ours is lost")
    assert dialogue.say("close this, nothing is lost. stop").status in ("triage_close_ask", "triage_not_live")


def test_a_false_alarm_is_one_wherever_it_is_said(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "principal-council"})
    dialogue.say("a tablet of ours is lost", "this morning", "it has a PIN")
    said = dialogue.say(
        "STOP she has just rung, it is in the boot of her car. sorry, false alarm. do I still tell the ICO?"
    )
    assert said.status in ("triage_close_ask", "triage_not_live")
    assert "ANSWER: do I still tell the ICO" in words(said)


@pytest.mark.parametrize(
    "text", ["is it a false alarm?", "this is not a false alarm", "could be a false alarm, not sure"]
)
def test_what_may_be_one_is_none(triage, text):
    dialogue = opened(triage, "we have ransomware")
    assert dialogue.say(text).status not in ("triage_close_ask", "triage_not_live")
