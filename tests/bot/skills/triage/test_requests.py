"""What somebody in the middle of an incident wants of the bot, in words that no pattern fits."""

from __future__ import annotations

import numpy as np
import pytest
from dialogue import Dialogue, parts, words

from bot.replies import Contacts, Document

RANSOM = "all our files are encrypted and there is a ransom note"


class Wants:
    """Stands for what was learned of requests: this one command, with this chance."""

    def __init__(self):
        self.chances_of: dict[str, float] = {"none": 1.0}

    def chances(self, text: str, vector: np.ndarray) -> dict[str, float]:
        return self.chances_of


@pytest.fixture
def wants() -> Wants:
    return Wants()


@pytest.fixture
def dialogue(wants, learning) -> Dialogue:
    dialogue = Dialogue(learning(requests=wants), {"nation": "england", "body": "principal-council"})
    dialogue.say(RANSOM, "just now")
    return dialogue


def ask(dialogue: Dialogue, wants: Wants, text: str, **chances: float):
    wants.chances_of = {name.replace("_", "-"): chance for name, chance in chances.items()}
    return dialogue.say(text)


def test_whom_to_ring_is_shown_and_the_question_put_again(dialogue, wants):
    question = dialogue.prompts[-1]
    reply = ask(dialogue, wants, "is there anybody who could come out", contacts=0.9)
    assert parts(reply, Contacts) and dialogue.prompts[-1] == question


def test_what_is_less_likely_than_the_commands_least_is_no_request(dialogue, wants):
    assert not parts(ask(dialogue, wants, "it is raining in", contacts=0.4), Contacts)


def test_an_answer_is_never_taken_for_a_request(dialogue, wants):
    ask(dialogue, wants, "housing and benefits", stop=0.95)
    assert dialogue.state["facts"]["services"] == ["housing", "benefits"]


def test_danger_comes_before_any_request(dialogue, wants):
    reply = ask(dialogue, wants, "an old lady is stuck and hurt, somebody come", contacts=0.95)
    assert dialogue.state["facts"]["services"] == ["danger"]
    assert reply.status != "triage_section"


def test_why_a_question_is_put_is_told(dialogue, wants):
    said = words(ask(dialogue, wants, "and what has that got to do with you", why=0.9))
    waiting = dialogue.triage.flow.common.question(dialogue.state["pending"])
    assert waiting.why in said


def test_every_question_can_say_why(triage):
    assert all(question.why for question in triage.flow.common.questions)


def test_thanks_are_no_answer_that_was_missed(dialogue, wants):
    assert ask(dialogue, wants, "much obliged to you", thanks=0.9).status == "triage_thanks"
    assert dialogue.state["misses"] == 0


def test_what_sounds_as_if_it_was_no_incident_is_closed_only_on_a_yes(dialogue, wants):
    assert ask(dialogue, wants, "we were merely rehearsing", not_live=0.9).status == "triage_close_ask"
    assert dialogue.say("no, carry on").status == "triage_kept_open"


def test_what_ends_wants_to_be_surer(dialogue, wants):
    assert ask(dialogue, wants, "i have had my fill of it", stop=0.65).status != "triage_stopped"
    reply = ask(dialogue, wants, "i have had my fill of it", stop=0.9)
    assert reply.status == "triage_stopped" and parts(reply, Document)


def test_a_slip_is_put_right_where_its_subject_is_named(dialogue, wants):
    dialogue.say("housing")
    ask(dialogue, wants, "sorry, the services i gave were mistaken", change=0.9)
    assert dialogue.state["pending"] == "services"


def test_after_the_brief_a_request_is_heard_as_well(dialogue, wants):
    dialogue.say("housing", "no", "none", "nothing yet")
    assert dialogue.state["status"] == "briefed"
    assert parts(ask(dialogue, wants, "is there anybody who could come out", contacts=0.9), Contacts)


@pytest.mark.parametrize(
    ("said", "stops"),
    [
        ("ok i'll leave it. the files in the depot have odd names now", False),
        ("ok i'll leave it. i'm off home now then", True),
        ("ok i'll leave it", True),
    ],
)
def test_who_tells_more_of_the_matter_does_not_stop(dialogue, wants, said, stops):
    wants.chances = lambda text, vector: {"stop": 0.05 if text.startswith("the files") else 0.8, "none": 0.1}
    assert (dialogue.say(said).status == "triage_stopped") is stops


def test_what_the_plan_is_known_to_answer_is_no_request(dialogue, wants):
    reply = ask(dialogue, wants, "janet is in tears and thinks she'll be sacked", contacts=0.95)
    assert "safe to own up" in words(reply)
