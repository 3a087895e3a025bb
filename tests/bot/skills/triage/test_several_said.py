"""A message that holds a command among other things: each part is taken, and nothing is lost."""

from __future__ import annotations

from datetime import datetime

import pytest
from dialogue import words

from bot.skills.triage.several_said import pieces

COUNCIL = {"nation": "england", "body": "principal-council"}


def briefed(dialogue, opening="I paid our contractor on new bank details that came by email, it was a scam"):
    dialogue.profile = COUNCIL
    dialogue.say(opening)
    while dialogue.state["pending"]:
        dialogue.say("this morning at 9" if dialogue.state["pending"] == "noticed" else "don't know")
    return dialogue


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "No I've not told the SIRO. untick that pls. Is the backup safe?",
            ["No I've not told the SIRO.", "untick that pls.", "Is the backup safe?"],
        ),
        (
            "no wait I told the bank too, tick that off. The rest of staff pay is due on the 18th, are the details safe?",
            [
                "no wait I told the bank too,",
                "tick that off.",
                "The rest of staff pay is due on the 18th, are the details safe?",
            ],
        ),
        ("change data. It was care files.", ["change data.", "It was care files."]),
        (
            "told gold and the supplier. what's left for me today?",
            ["told gold and the supplier.", "what's left for me today?"],
        ),
        ("untick the DPO", ["untick the DPO"]),
        ("It began at 9. It is spreading.", ["It began at 9. It is spreading."]),
        ("False alarm. No hang on it isn't.", ["False alarm. No hang on it isn't."]),
        ("just a fault, close it. how do i change the pin?", ["just a fault, close it. how do i change the pin?"]),
    ],
)
def test_a_message_is_cut_only_where_a_command_stands(triage, said, expected):
    assert pieces(said, triage.flow.commands) == expected


def test_what_is_unticked_beside_a_question_is_unticked_and_the_question_answered(dialogue):
    briefed(dialogue).say("rang the bank")
    assert "bank" in dialogue.state["ticked"]
    said = words(dialogue.say("Please untick the bank - nobody has rung them. Should we wait till tomorrow?"))
    assert "bank" not in dialogue.state["ticked"]
    assert "ANSWER" in said


def test_what_is_told_and_ticked_before_a_question_is_kept(dialogue):
    briefed(dialogue)
    said = words(dialogue.say("no wait I told the bank too, tick that off. Are the other details safe?"))
    assert "bank" in dialogue.state["ticked"]
    assert "ANSWER" in said and "What shall I tick off" not in said


def test_a_change_with_its_value_beside_a_question_is_made(dialogue):
    briefed(dialogue)
    said = words(dialogue.say("change personal information to care files. Do we ring the families?"))
    assert dialogue.state["facts"]["data"] == ["sensitive"]
    assert "ANSWER" in said or "people-affected" in said


def test_the_choices_of_a_part_do_not_stand_in_the_middle(dialogue):
    briefed(dialogue)
    reply = dialogue.say("log: rang Ann at the depot. what's left for me today?")
    assert [part.kind for part in reply.parts].count("choices") == 1
    assert any("rang Ann" in entry["text"] for entry in dialogue.state["log"])


@pytest.mark.parametrize(
    "said",
    [
        "she noticed at 11 actually, not 9. and do we have to tell all eleven of them?",
        "do we have to tell all eleven of them? and it was noticed at 11 not 9",
    ],
)
def test_a_time_that_is_put_right_beside_a_question_is_put_right(dialogue, said):
    reply = words(briefed(dialogue).say(said))
    assert datetime.fromisoformat(dialogue.state["moments"]["noticed"]).strftime("%H:%M") == "11:00"
    assert "ANSWER" in reply


def test_a_change_and_its_value_in_two_sentences_are_one_change(dialogue):
    briefed(dialogue)
    dialogue.say("change personal information. It was care files.")
    assert dialogue.state["facts"]["data"] == ["sensitive"]


def test_a_question_beside_the_wish_to_close_is_answered_and_closing_asked_about(dialogue):
    said = words(briefed(dialogue).say("it was just a fault, close it. how do i change the pin on it?"))
    assert dialogue.state["pending"] == "close" and "ANSWER" in said
