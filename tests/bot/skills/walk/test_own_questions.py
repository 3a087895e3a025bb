"""Questions about the walk itself, and the end before the end."""

import pytest

from bot.skills.walk import is_active
from bot.skills.walk.hearing import asked_about, wants_end, wants_plan, words
from bot.skills.walk.views import say


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("how many of these before I get the action plan?", "left"),
        ("how long does this take", "left"),
        ("how long will it take me to finish?", "left"),
        ("when do I get the plan?", "left"),
        ("are we nearly there yet?", "left"),
        ("can I stop and come back", "back"),
        ("could I do the rest next week", "back"),
        ("do I have to do it all in one go?", "back"),
        ("who sees this", "seen"),
        ("is this confidential?", "seen"),
        ("where do my answers go", "seen"),
        ("do you share this with the NCSC?", "seen"),
        ("what's the point of this", "gain"),
        ("what do I get at the end?", "gain"),
        ("can I change my answers later", "change"),
        ("do I have to answer all of them?", "skipping"),
        ("what counts as partly?", "counts"),
        ("who checks it", "checked"),
        ("do I need to provide evidence?", "checked"),
        ("is this the CAF?", "official"),
        ("who should fill this in?", "together"),
        ("which group am I in?", "group"),
    ],
)
def test_a_question_about_the_walk_is_heard(text, about):
    assert asked_about(text) == about


@pytest.mark.parametrize(
    "text",
    [
        "how many questions should councillors ask?",
        "how long does it take to restore backups",
        "how long do we have to report a breach?",
        "how long is left on the support contract?",
        "when do we get the penetration test results",
        "who sees the risk register?",
        "are the backups stored offsite?",
        "what do we get from the NCSC?",
        "who checks the backups",
        "can we complete payroll without IT?",
        "can we come back to paper after an attack",
        "do we have to answer all FOI requests?",
        "what counts as a breach?",
        "how is risk scored",
    ],
)
def test_a_question_about_the_subject_is_none_about_the_walk(text):
    assert asked_about(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Let's leave it there and give me the action plan for what we've done",
        "that's enough, show me the plan",
        "ok I'm done, give me what you've got so far as a plan",
        "no more questions, just the plan please",
        "can we finish here and see the action plan please",
        "I need to go, send me the plan",
    ],
)
def test_an_early_end_is_heard(text):
    assert wants_plan(text) and wants_end(text)


@pytest.mark.parametrize(
    "text",
    [
        "we have a response plan",
        "they show us the report every quarter",
        "members get the report and see the results",
        "we just get a report",
        "we want a plan",
        "can we see the plan tested each year",
        "we have given the plan to the audit committee",
    ],
)
def test_an_answer_about_plans_and_reports_asks_for_none(text):
    assert not wants_plan(text)


def test_every_question_has_an_answer():
    assert {f"about_{name}" for name in words().about} <= {*say().names, "about_group"}


@pytest.mark.parametrize("about", [name for name in words().about if name != "left"])
def test_a_question_about_the_walk_is_answered_by_itself_and_the_open_one_asked_again(talk, about):
    walk = talk("chief-executive")
    walk.start()
    walk.say("yes")
    question = walk.question
    example = {
        "back": "can I stop and come back?",
        "seen": "who sees this?",
        "gain": "what do I get at the end?",
        "change": "can I change my answers later?",
        "skipping": "do I have to answer all of them?",
        "counts": "how is this scored?",
        "checked": "does anyone check this?",
        "official": "is this the CAF?",
        "together": "can we do this together?",
        "group": "which group am I in?",
    }[about]
    walk.say(example, intent="ask")
    assert walk.outcome.reply.status == "walk_aside" and walk.question == question
    assert not walk.asked and len(walk.state["answers"]) == 1


def test_how_many_are_left_is_told_with_when_the_plan_comes(talk):
    walk = talk("chief-executive")
    walk.start()
    walk.say("yes")
    question = walk.question
    walk.say("how many of these before I get the action plan?", intent="ask")
    assert "1 of 24" in walk.text and "action plan" in walk.text and walk.question == question and not walk.asked


def test_how_long_it_takes_is_told_before_a_group_is_chosen(talk):
    walk = talk(role=None)
    walk.start()
    walk.say("how long does this take?", intent="ask")
    assert "14 to 25" in walk.text and walk.state["phase"] == "route"


def test_an_answer_with_a_question_about_the_walk_after_it_loses_neither(talk):
    walk = talk()
    walk.start()
    walk.say("Yes. Who sees this?", intent="ask")
    assert walk.state["answers"] == {"lead-owner": "yes"} and "nobody" in walk.text and not walk.asked


@pytest.mark.parametrize(
    "text",
    ["Let's leave it there and give me the action plan for what we've done", "that's enough, show me the plan"],
)
def test_the_plan_of_what_was_answered_comes_with_what_is_missing(talk, text):
    walk = talk("chief-executive")
    walk.start()
    walk.say("no")
    walk.say("partly")
    walk.say(text, intent="exercise")
    assert [part.kind for part in walk.outcome.reply.parts].count("document") == 1
    assert "22 of 24" in walk.text and "Lead" in walk.text
    assert not is_active(walk.state) and len(walk.state["answers"]) == 2
    walk.start()
    assert "Welcome back" in walk.text


def test_the_plan_so_far_does_not_end_the_walk(talk):
    walk = talk()
    walk.start()
    walk.say("no")
    question = walk.question
    walk.say("just give me the plan")
    assert "13 of 14" in walk.text and walk.question == question and is_active(walk.state)


def test_without_an_answer_there_is_nothing_to_plan_from(talk):
    walk = talk()
    walk.start()
    question = walk.question
    walk.say("that's enough, show me the plan")
    assert say()("plan_nothing") in walk.text and walk.question == question
