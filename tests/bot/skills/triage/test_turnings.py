"""What a later message makes of the kind of incident."""

from __future__ import annotations

import numpy as np
import pytest
from dialogue import NOW, Dialogue, words

from bot.skills.triage.case import Case
from bot.skills.triage.commands import stamped
from bot.skills.triage.turnings import Turned, Turnings
from index.content.triage import Hearing
from index.told import DENIES, NO_CYBER

PHISH = "somebody clicked a link in a phishing email"
VECTOR = np.zeros(2, dtype=np.float32)


class Learned:
    """Stands for what was learned of later messages: these chances, whatever is said."""

    def __init__(self):
        self.said: dict[str, float] = {}

    def chances(self, text: str, vector: np.ndarray) -> dict[str, float]:
        return dict(self.said)


@pytest.fixture
def learned() -> Learned:
    return Learned()


@pytest.fixture
def dialogue(learned, learning) -> Dialogue:
    turning = learning(turnings=learned)
    turning.flow.commands.meant = lambda text, vector: None
    return Dialogue(turning, {"nation": "england", "body": "principal-council"})


def turnings(**bars: float) -> tuple[Turnings, Learned]:
    learned = Learned()
    return Turnings(
        Hearing.construct(turned=0.5, turned_answering=0.8, turned_away=0.35, denied=0.7, no_cyber=0.35, **bars),
        learned,
    ), learned


@pytest.mark.parametrize(
    ("chances", "turned"),
    [
        ({"malware": 0.6}, Turned(("malware",))),
        ({"malware": 0.4}, Turned()),
        ({"malware": 0.4, DENIES: 0.4}, Turned(("malware",), denies=True)),
        ({"phishing": 0.9}, Turned()),
        ({DENIES: 0.6}, Turned()),
        ({DENIES: 0.8}, Turned(denies=True)),
        ({NO_CYBER: 0.5, "malware": 0.9}, Turned(no_cyber=True)),
    ],
    ids=[
        "a further type",
        "unlikely",
        "another in place",
        "held already",
        "hardly a denial",
        "a denial",
        "no cyber matter",
    ],
)
def test_a_message_turns_an_incident_only_from_the_bars_on(chances, turned):
    hear, learned = turnings()
    learned.said = chances
    assert hear("said", VECTOR, ["phishing"]) == turned


def test_without_anything_learned_nothing_turns():
    assert Turnings(Hearing.construct())("said", VECTOR, []) == Turned()


def test_a_further_type_told_with_an_answer_brings_its_first_things_and_loses_no_answer(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {"account-compromise": 0.9}
    said = dialogue.say("this morning at 8, and the leader can't get into his own mailbox now")
    assert dialogue.state["types"] == ["phishing", "account-compromise"]
    assert "Account taken over" in words(said) and "noticed" in dialogue.state["moments"]


def test_a_further_type_told_beside_a_question_is_taken_and_the_question_answered(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {"account-compromise": 0.9}
    said = dialogue.say("so there is somebody in his mailbox right now. should we delete the email?")
    assert "account-compromise" in dialogue.state["types"] and said.status == "triage_side"


def test_another_type_takes_the_place_of_the_one_that_is_denied(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {"payment-fraud": 0.8, DENIES: 0.8}
    dialogue.say("she never got an email, she has paid the wrong people")
    assert dialogue.state["types"] == ["payment-fraud"]


def test_what_is_no_matter_of_computers_is_offered_to_be_closed_and_danger_to_999(dialogue, learned):
    dialogue.say("the building system of the depot is acting up")
    learned.said = {NO_CYBER: 0.9}
    said = dialogue.say("it is the river, the water is coming into the depot")
    assert said.status == "triage_not_ours" and "999" in words(said)
    assert dialogue.say("yes").status == "triage_closed"


def test_what_is_asked_after_a_no_to_closing_is_answered(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {NO_CYBER: 0.9}
    dialogue.say("it was a power cut after all")
    learned.said = {}
    said = dialogue.say("No, keep it open. Who do I have to tell?")
    assert said.status == "triage_section"


def test_the_part_of_the_plan_that_is_asked_for_beside_an_answer_is_shown(dialogue):
    dialogue.say(PHISH)
    said = dialogue.say("at 8 this morning. who should we ring?")
    assert "noticed" in dialogue.state["moments"]
    assert any(part.kind == "contacts" for part in said.parts)


def test_a_type_taken_off_in_words_goes_alone(dialogue):
    dialogue.say("a leaver still has access and somebody clicked a link in a phishing email")
    dialogue.say("its not staff, take insider off")
    assert "insider" not in dialogue.state["types"] and dialogue.state["types"]


def test_an_answer_in_the_first_sentence_counts_with_more_said_after_it(dialogue):
    dialogue.say("all our files are encrypted and there is a ransom note", "just now", "one")
    while dialogue.state["pending"] != "reach":
        dialogue.say("don't know")
    dialogue.say("None of these. so what happens with the pay slips, do staff have to be told?")
    assert dialogue.state["facts"]["reach"] == ["none"]


@pytest.mark.parametrize(
    ("said", "left"),
    [("no one was ever in danger, medicines were given", []), ("nobody has been to see her yet today", ["danger"])],
)
def test_nobody_at_risk_takes_back_that_somebody_may_be(dialogue, said, left):
    case = Case(started=NOW, opening="x", facts={"services": ["danger"]})
    dialogue.triage.flow.gatherer.volunteer(case, said, NOW)
    assert case.facts.get("services", []) == left


@pytest.mark.parametrize("line", ["7:40 is when we noticed, 2am is when it began", "9.30 not 8.30"])
def test_a_sentence_about_a_time_is_no_line_of_the_log(line):
    assert stamped(line) is None


def test_a_line_with_its_time_is_one():
    assert stamped("14:20 isolated the file server") == ("14:20", "isolated the file server")


def test_the_day_that_it_was_not_is_no_time(triage):
    said = "I found out this morning at 9, not Tuesday, Tuesday is when I paid"
    moments = triage.flow.gatherer.moments(said, NOW, answering=True)
    assert {moment.at.date() for moment in moments} == {NOW.date()}
