"""When it was noticed: only by words of noticing, or as the answer to that question."""

from __future__ import annotations

import datetime as dt

import pytest
from dialogue import NOW, Dialogue, parts, words

from bot.replies import Contacts
from bot.skills.triage.times import LONDON

COUNCIL = {"nation": "england", "body": "principal-council"}
RANSOM = "files are encrypted and there is a ransom note"
BREACH = "I emailed a list with names and addresses to the wrong person"


def moment(dialogue, fact):
    held = dialogue.state["moments"].get(fact)
    return dt.datetime.fromisoformat(held).astimezone(LONDON).strftime("%a %d %H:%M") if held else None


def ico(dialogue):
    return next(item for part in parts(dialogue.last, Contacts) for item in part.items if item.id == "ico")


@pytest.mark.parametrize(
    "said",
    [
        "the meds system is down after a cyber attack. Found Friday's printed MARs but they have changed since",
        "ransomware. we are working from Thursday's print-out",
        "we've a virus, the last good backup is from Friday",
        "server encrypted. the deadline is 30 June, thank you",
        "there is ransomware on the office pcs, the auditor was here on Wednesday",
        "ransomware on our server. IT want to wipe it and put the backup on tonight",
        "ransomware on our server. we will ring the insurer this afternoon",
        "ransomware note on a pc. the contract was renewed on 3 November",
    ],
)
def test_a_date_told_in_passing_is_no_time_at_which_it_was_noticed(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(said)
    assert moment(dialogue, "noticed") is None


@pytest.mark.parametrize(
    "said",
    [
        "It began on Saturday, I think",
        "i think it started on saturday",
        "the emails have been going on since Saturday",
        "our website was defaced on Saturday",
        "ransomware got in over the weekend",
        "somebody clicked a link on Saturday",
    ],
)
def test_what_happened_on_another_day_is_when_it_began(triage, said):
    dialogue = Dialogue(triage, {})
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed") is None
    assert moment(dialogue, "began").startswith("Sat 21")


@pytest.mark.parametrize(
    "said", ["It began on Saturday, I think", "the hackers got in on Friday", "it started last Friday"]
)
def test_when_it_began_does_not_answer_when_it_was_noticed(dialogue, said):
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed") is None and moment(dialogue, "began")
    assert dialogue.state["pending"] == "noticed"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("we noticed it on Saturday", "Sat 21 00:00"),
        ("on Saturday afternoon a colleague found it", "Sat 21 12:00"),
        ("IT told us on Saturday at 4pm", "Sat 21 16:00"),
        ("it was yesterday at 9am when the clerk spotted it", "Sun 22 09:00"),
        ("we found out at 6pm on Friday", "Fri 20 18:00"),
    ],
)
def test_words_of_noticing_give_the_time_of_another_day(triage, said, expected):
    dialogue = Dialogue(triage, {})
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed") == expected


@pytest.mark.parametrize("said", ["Saturday", "since Saturday", "on saturday", "it was Saturday"])
def test_any_time_answers_the_question_when_it_was_noticed(dialogue, said):
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed") == "Sat 21 00:00"


@pytest.mark.parametrize(
    "said",
    [
        "30 june, thank you, thats the date i asked for. now the shared PIN, is that bad?",
        "30 June, that's the deadline I wanted",
        "the closing date is 30 June",
    ],
)
def test_a_date_that_was_asked_for_does_not_answer_it(dialogue, said):
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed") is None


@pytest.mark.parametrize("said", ["this morning at 9, thanks", "9 this morning thank you", "yesterday evening, cheers"])
def test_a_polite_answer_is_still_one(dialogue, said):
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed")


def test_when_it_began_stays_when_a_later_payment_is_told(dialogue):
    dialogue.say("we paid a fake invoice, the false email came 2 weeks ago", "the money left 9 days ago")
    assert moment(dialogue, "began") == "Mon 09 14:10"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("nine ish like i said. who is it i ring about phones?", "Mon 23 09:00"),
        ("AT NINE. and now the out of hours line is jammed too", "Mon 23 09:00"),
        ("9ish", "Mon 23 09:00"),
        ("about ten ish i think", "Mon 23 10:00"),
        ("nine, as I told you", "Mon 23 09:00"),
        ("I only found out this morning. Monday.", "Mon 23 06:00"),
        ("at nine. what do i tell the residents?", "Mon 23 09:00"),
    ],
)
def test_an_hour_is_a_time_beside_other_words(dialogue, said, expected):
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed") == expected


@pytest.mark.parametrize(
    "said", ["nine ish people", "about 9 of us", "nine laptops like i said", "we have 9ish servers"]
)
def test_a_number_that_counts_is_no_hour(dialogue, said):
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "noticed") is None


@pytest.mark.parametrize(("said", "expected"), [("started sat not tonight", "Sat 21"), ("it began on tues", "Tue 17")])
def test_days_may_be_short(dialogue, said, expected):
    dialogue.say(RANSOM, said)
    assert moment(dialogue, "began").startswith(expected)


# --- deadlines ---


@pytest.mark.parametrize("said", ["don't know", "it began on Saturday"])
def test_nothing_is_counted_from_a_time_that_nobody_told_as_that_of_the_noticing(dialogue, said):
    dialogue.say(BREACH, said, "show the plan")
    item = ico(dialogue)
    assert item.due is None
    assert "72 hours" in item.note and "noticed" in item.note
    assert "was due" not in words(dialogue.last) and "left" not in (item.note or "")


def test_who_asks_for_the_deadline_is_told_the_rule_and_asked_when(dialogue):
    dialogue.say(BREACH, "don't know")
    said = words(dialogue.say("what's the ICO deadline?"))
    assert "72 hours" in said and "noticed" in said
    dialogue.say("we noticed it at 9 this morning", "what's the ICO deadline?")
    assert "Thursday 26 November 09:00" in words(dialogue.last)


def test_a_deadline_counted_from_the_earliest_is_never_said_to_have_passed(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.now = NOW + dt.timedelta(days=1)
    dialogue.say(BREACH, "noticed over the weekend", "show the plan")
    assert "was due" not in ico(dialogue).due.text and "may have been due" in ico(dialogue).due.text


def test_a_deadline_that_has_passed_is_said_to_have(dialogue):
    dialogue.say(BREACH, "we noticed it last Monday at 9am", "show the plan")
    assert "was due by Thursday 19 November 09:00" in ico(dialogue).due.text
