import dataclasses
import json

import pytest

from bot.skills.walk import is_active
from bot.skills.walk.views import say

ROLES = ["councillor", "chief-executive", "emergency-planner", "head-of-it"]


def questions(model, role):
    return model.questions(model.route_for(role).id)


@pytest.mark.parametrize("role", ROLES)
def test_a_whole_walk_ends_in_a_plan_with_every_export(talk, model, role):
    walk = talk(role)
    walk.start()
    for question in questions(model, role):
        assert walk.question == question.wording(model.route_for(role).id)
        assert walk.outcome.reply.status == "walk_question"
        walk.say("no")
    assert walk.outcome.reply.status == "walk_finished"
    kinds = [part.kind for part in walk.outcome.reply.parts]
    assert "chart" in kinds and "checklist" in kinds
    document = next(part for part in walk.outcome.reply.parts if part.kind == "document")
    assert {file.format for file in document.files} == {"html", "docx", "md", "csv", "xlsx", "json"}
    assert not is_active(walk.state)


def test_each_role_has_questions_that_fit_it(model):
    councillor = " ".join(question.wording("councillor") for question in model.questions("councillor"))
    assert "multi-factor" not in councillor.lower() and "14 days" not in councillor
    assert len(model.questions("practitioner")) > len(model.questions("councillor"))


def test_the_evidence_is_named_to_a_practitioner_and_not_to_a_councillor(talk):
    practitioner, councillor = talk("head-of-it"), talk("councillor")
    practitioner.start()
    councillor.start()
    assert "Evidence to look for" in practitioner.text
    assert "Evidence to look for" not in councillor.text


def test_it_says_once_that_this_is_our_own_route(talk, model):
    walk = talk()
    assert model.provenance in (walk.start(), walk.text)[1]
    for _ in questions(model, "councillor"):
        walk.say("yes")
        assert model.provenance not in walk.text
    walk.start()
    assert model.provenance not in walk.text


def test_progress_is_always_visible(talk, model):
    walk = talk()
    walk.start()
    labels = []
    while is_active(walk.state):
        progress = [part.label for part in walk.outcome.reply.parts if part.kind == "progress"]
        assert len(progress) == 1
        labels += progress
        walk.say("yes")
    opened = [f"Step {number} of 7: {step.title}" for number, step in enumerate(model.steps, 1)]
    assert labels == [label for title in opened for label in (title, title.split(":")[0])]


@pytest.mark.parametrize("text", ["explain", "what is a SIRO?", "back", "purple", "where am I?", "result so far"])
def test_progress_stays_visible_whatever_is_said(talk, text):
    walk = talk()
    walk.start()
    walk.say("no")
    walk.say(text)
    assert any(part.kind == "progress" for part in walk.outcome.reply.parts)


def test_a_step_opens_with_why_it_matters_and_a_real_case_and_closes_with_what_to_do_and_who_owns_it(talk, model):
    walk = talk()
    walk.start()
    assert model.steps[0].why in walk.text and model.steps[0].case.text in walk.text
    walk.say("yes")
    walk.say("yes")
    assert model.steps[0].next in walk.text
    assert f"**Owner:** {model.person(model.steps[0].owner)}" in walk.text


def test_a_closing_quotes_a_card_that_is_right_for_the_nation(talk, model, monkeypatch):
    monkeypatch.setattr(model.steps[0], "cards", ["a-card"])
    quotes = {}
    for nation in ("england", "scotland", None):
        walk = talk("councillor", nation)
        walk.start()
        walk.say("yes")
        walk.say("yes")
        quotes[nation] = [part for part in walk.outcome.reply.parts if part.kind == "quote"]
    assert quotes["england"][0].markdown == "Ask who owns the risk. Ask again next year."
    assert quotes["england"][0].citations[0].publisher == "P"
    assert quotes["scotland"] == [] and quotes[None] == []


def test_who_is_walking_is_asked_where_it_is_not_known(talk):
    walk = talk(role=None)
    walk.start()
    assert walk.outcome.reply.status == "walk_route"
    walk.say("hello there")
    assert walk.outcome.reply.status == "walk_route"
    walk.say("I'm in the IT team")
    assert walk.state["route"] == "practitioner"


def test_every_role_offered_is_understood_when_it_is_taken(talk):
    walk = talk(role=None)
    walk.start()
    options = next(part for part in walk.outcome.reply.parts if part.kind == "choices").options
    for option in options:
        other = talk(role=None)
        other.start()
        other.say(option.message)
        assert other.outcome.reply.status == "walk_question", option.message


def test_every_answer_offered_is_understood_when_it_is_taken(talk):
    walk = talk()
    walk.start()
    options = next(part for part in walk.outcome.reply.parts if part.kind == "choices").options
    for option in options:
        other = talk()
        other.start()
        other.say(option.message)
        assert other.outcome.reply.status == "walk_question", option.message
        assert ("lead-owner" in other.state.get("answers", {})) == (option.label != say()("option_explain"))


def test_going_back_shows_the_answer_and_lets_it_be_changed(talk):
    walk = talk()
    walk.start()
    first = walk.question
    walk.say("no")
    walk.say("go back")
    assert walk.question == first and "You answered “No”" in walk.text
    walk.say("yes")
    assert walk.state["answers"]["lead-owner"] == "yes"
    assert walk.state["at"] == "lead-updates"


def test_there_is_nothing_before_the_first_question(talk):
    walk = talk()
    walk.start()
    first = walk.question
    walk.say("back")
    assert walk.question == first


def test_a_skipped_question_stays_open_in_the_result(talk, model):
    walk = talk()
    walk.start()
    walk.say("skip")
    while is_active(walk.state):
        walk.say("yes")
    assert "lead-owner" not in walk.state["last"]["answers"]


def test_a_jump_leaves_nothing_out(talk, model):
    walk = talk()
    walk.start()
    walk.say("yes")
    walk.say("go to step 6")
    assert walk.state["at"] == "respond-report"
    count = 0
    while is_active(walk.state):
        walk.say("partly")
        count += 1
    assert count == len(questions(model, "councillor")) - 1
    assert len(walk.state["last"]["answers"]) == len(questions(model, "councillor"))


def test_a_question_is_explained_on_request_and_asked_again(talk, model):
    walk = talk()
    walk.start()
    question = walk.question
    walk.say("what does that mean?", intent="ask")
    assert model.steps[0].questions[0].explain in walk.text
    assert walk.question == question and not walk.asked


def test_a_side_question_is_answered_and_the_question_asked_again(talk):
    walk = talk()
    walk.start()
    question = walk.question
    walk.say("what is a SIRO?", intent="ask")
    assert "A SIRO owns information risk." in walk.text
    assert walk.outcome.reply.status == "walk_aside" and walk.question == question
    assert [turn.text for turn in walk.asked] == ["what is a SIRO?"]


def test_an_answer_that_the_classifier_takes_for_a_question_is_still_an_answer(talk):
    walk = talk()
    walk.start()
    walk.say("we do that twice a year", intent="ask")
    assert walk.state["answers"] == {"lead-owner": "yes"}


def test_what_free_words_were_taken_for_is_said_and_a_tap_is_not_repeated(talk):
    walk = talk()
    walk.start()
    walk.say("not that I have seen")
    assert "Noted as “No”" in walk.text
    walk.say("Yes")
    assert "Noted" not in walk.text


@pytest.mark.parametrize("text", ["they keep the names on the intranet", "the boiler makes a noise"])
def test_a_statement_that_could_be_an_incident_is_asked_about_and_then_taken_as_what_it_was(talk, text):
    walk = talk()
    walk.start()
    question = walk.question
    walk.say(text, intent="maybe_incident")
    assert walk.outcome.reply.status == "walk_live"
    walk.say("no")
    assert walk.outcome.reply.status == "walk_unclear" and walk.question == question
    walk.say("we named both of them, all sorted", intent="report_incident")
    walk.say("No, go on with the walk")
    assert walk.state["answers"]["lead-owner"] == "yes"


def test_an_unsure_report_with_an_answer_in_it_is_an_answer(talk):
    walk = talk()
    walk.start()
    turn = walk.turn("that has been in place for some years now", "report_incident")
    walk._keep(walk.walk.advance(dataclasses.replace(turn, confidence=0.6)))
    assert walk.state["answers"] == {"lead-owner": "yes"}


def test_a_question_that_could_be_an_incident_is_answered_with_how_to_say_that_it_is_one(talk):
    walk = talk()
    walk.start()
    walk.say("what do we do if our files are locked?", intent="maybe_incident")
    assert walk.outcome.reply.status == "walk_aside" and "this is real" in walk.text
    assert walk.asked[-1].intent == "ask"


def test_an_answer_is_no_cry_for_help_unless_it_surely_is(talk):
    walk = talk()
    walk.start()
    turn = walk.turn("I cannot name anyone", "outside_distress")
    walk._keep(walk.walk.advance(dataclasses.replace(turn, confidence=0.36)))
    assert walk.state["answers"] == {"lead-owner": "no"}
    walk._keep(walk.walk.advance(dataclasses.replace(turn, text="I don't know how to go on", confidence=0.8)))
    assert not is_active(walk.state)


def test_chatter_is_met_with_the_question_again_and_loses_nothing(talk):
    walk = talk()
    walk.start()
    before = walk.state["at"]
    walk.say("purple monkey dishwasher")
    assert walk.outcome.reply.status == "walk_unclear" and walk.state["at"] == before


def test_a_walk_is_left_for_a_week_and_taken_up_where_it_was(talk):
    walk = talk()
    walk.start()
    walk.say("yes")
    walk.say("no")
    question = walk.question
    walk.say("pause")
    assert not is_active(walk.state)
    walk.state = json.loads(json.dumps(walk.state))
    walk.now = walk.now.replace(day=30)
    walk.start()
    assert walk.question == question and "Welcome back" in walk.text
    assert walk.state["answers"] == {"lead-owner": "yes", "lead-updates": "no"}


def test_the_state_is_small_json(talk, model):
    walk = talk("head-of-it")
    walk.start()
    while is_active(walk.state):
        walk.say("partly")
    walk.start()
    for _ in range(10):
        walk.say("no")
    assert len(json.dumps(walk.state)) < 2500


def test_stopping_keeps_the_answers_and_shows_the_result_so_far(talk):
    walk = talk()
    walk.start()
    walk.say("no")
    walk.say("stop")
    assert [part.kind for part in walk.outcome.reply.parts].count("document") == 1
    assert not is_active(walk.state) and walk.state["answers"] == {"lead-owner": "no"}


def test_starting_again_keeps_the_earlier_answers_for_comparison(talk):
    walk = talk()
    walk.start()
    walk.say("no")
    walk.say("start again")
    assert walk.state.get("answers", {}) == {} and walk.state["last"]["answers"] == {"lead-owner": "no"}


def test_the_second_walk_is_compared_with_the_first(talk):
    walk = talk()
    walk.start()
    while is_active(walk.state):
        walk.say("no")
    walk.now = walk.now.replace(year=2027)
    walk.start()
    while is_active(walk.state):
        walk.say("yes")
    assert "Since 23 November 2026" in walk.text and "Lead 0% → 100%" in walk.text


def test_progress_and_the_result_so_far_come_on_request(talk):
    walk = talk()
    walk.start()
    walk.say("no")
    question = walk.question
    walk.say("how much is left?", intent="ask")
    assert "1 of 14" in walk.text and walk.question == question
    walk.say("show me the result so far")
    assert "chart" in [part.kind for part in walk.outcome.reply.parts] and walk.question == question


@pytest.mark.parametrize(
    "text", ["our files are being locked and there is a ransom note", "this is real, we are under attack"]
)
def test_a_live_incident_leaves_the_walk_at_once_and_keeps_it(talk, text):
    walk = talk()
    walk.start()
    walk.say("yes")
    walk.say(text, intent="report_incident")
    assert walk.outcome.hand_over == "triage"
    assert not is_active(walk.state) and walk.state["answers"] == {"lead-owner": "yes"}


def test_where_it_could_be_an_answer_or_an_incident_one_short_question_is_asked(talk):
    walk = talk()
    walk.start()
    walk.say("yes we have been hacked and everything is locked", intent="report_incident")
    assert walk.outcome.hand_over is None and walk.outcome.reply.status == "walk_live"
    walk.say("No, go on with the walk")
    assert walk.outcome.hand_over is None and walk.outcome.reply.status == "walk_question"
    walk.say("yes we have been hacked and everything is locked", intent="report_incident")
    walk.say("Yes, it is happening now")
    assert walk.outcome.hand_over == "triage"


def test_a_short_answer_is_never_taken_for_an_incident(talk):
    walk = talk()
    walk.start()
    walk.say("no", intent="report_incident")
    assert walk.state["answers"] == {"lead-owner": "no"}


def test_a_change_of_the_model_under_a_paused_walk_loses_only_what_is_gone(talk):
    walk = talk()
    walk.start()
    walk.say("yes")
    walk.say("pause")
    walk.state["answers"]["a-question-that-is-gone"] = "no"
    walk.state["at"] = "another-that-is-gone"
    walk.start()
    assert walk.state["answers"] == {"lead-owner": "yes"} and walk.state["at"] == "lead-updates"


def test_a_person_in_distress_is_answered_and_the_walk_waits(talk):
    walk = talk()
    walk.start()
    walk.say("yes")
    walk.say("I can't go on any more", intent="outside_distress")
    assert walk.text == "A SIRO owns information risk." and not is_active(walk.state)
    walk.start()
    assert walk.state["answers"] == {"lead-owner": "yes"}


def test_another_guided_conversation_takes_over_and_the_walk_is_kept(talk):
    walk = talk()
    walk.start()
    walk.say("yes")
    walk.say("let us play the storyboard", intent="exercise")
    assert walk.outcome.hand_over == "exercise" and not is_active(walk.state)
    assert walk.state["answers"] == {"lead-owner": "yes"}


def test_asking_for_the_walk_in_the_middle_of_it_asks_the_open_question(talk):
    walk = talk()
    walk.start()
    question = walk.question
    walk.say("walk me through the model", intent="walk")
    assert walk.question == question and walk.outcome.reply.status == "walk_question"


def test_the_next_step_can_be_taken_before_this_one_is_done(talk):
    walk = talk()
    walk.start()
    walk.say("next step")
    assert walk.state["at"] == "landscape-help"


def test_the_last_result_is_shown_on_request(talk):
    walk = talk()
    walk.start()
    while is_active(walk.state):
        walk.say("no")
    walk.start("show me my last result")
    assert walk.outcome.reply.status == "walk_result" and walk.state["last"]
    assert "Since" not in walk.text


def test_the_result_of_a_paused_walk_is_shown_on_request(talk):
    walk = talk()
    walk.start()
    walk.say("no")
    walk.say("pause")
    walk.start("show my result")
    assert walk.outcome.reply.status == "walk_result" and walk.question


def test_skip_is_heard_with_a_remark_after_it(talk):
    walk = talk()
    walk.start()
    first = walk.question
    walk.say("skip that one. ask me the next")
    assert walk.question != first


def test_an_answer_with_a_question_after_it_is_noted_and_the_question_answered(talk):
    walk = talk()
    walk.start()
    first = walk.question
    walk.say("No then. What would good look like for that?", intent="ask")
    assert walk.question != first and "Noted" in walk.text


def test_an_answer_with_a_wish_to_stop_after_it_is_noted_first(talk):
    walk = talk()
    walk.start()
    walk.say("no. I need to go")
    assert walk.state["paused"] and "no" in json.dumps(walk.state)


def test_on_the_register_but_without_a_limit_is_partly(talk):
    walk = talk()
    walk.start()
    walk.say("it is in the register, red, but nobody's set a limit")
    assert "Partly" in walk.text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("quarterly to the audit committee, yes, near misses too I believe", "yes"),
        ("partly - we have a policy but it was last looked at in 2021", "partly"),
        ("no, not since 2019", "no"),
        ("I think so but IT would know", "unknown"),
    ],
)
def test_an_answer_with_detail_is_noted_and_said(talk, text, answer):
    walk = talk()
    walk.start()
    walk.say(text)
    assert walk.state["answers"] == {"lead-owner": answer}
    assert f"Noted as “{say()(f'answer_{answer}')}”" in walk.text


@pytest.mark.parametrize(
    ("text", "doubt"),
    [("yes, since the last audit we have not missed one", "torn"), ("last done in 2019", "when")],
)
def test_what_is_no_clear_answer_is_asked_again_with_what_was_heard(talk, text, doubt):
    walk = talk()
    walk.start()
    question = walk.question
    walk.say(text, intent="ask")
    assert say()(f"unclear_{doubt}") in walk.text and walk.question == question and "answers" not in walk.state


@pytest.mark.parametrize("text", ["our files are locked, yes, all of them", "everything is encrypted, yes, and a note"])
def test_a_yes_in_the_middle_of_a_report_is_no_answer(talk, text):
    walk = talk()
    walk.start()
    turn = walk.turn(text, "report_incident")
    walk._keep(walk.walk.advance(dataclasses.replace(turn, confidence=0.8)))
    assert walk.outcome.reply.status == "walk_live" and "answers" not in walk.state
    walk.start()
    walk._keep(walk.walk.advance(dataclasses.replace(turn, state=walk.state, confidence=0.97)))
    assert walk.outcome.hand_over == "triage"


def test_a_group_chosen_in_own_words_is_said_and_can_be_changed_without_loss(talk):
    walk = talk(role=None)
    walk.start()
    walk.say("the second one, chief execs SIROs and statutory officers")
    assert walk.state["route"] == "executive" and "You answer with **Chief executives" in walk.text
    walk.say("yes")
    walk.say("can I change group?")
    assert walk.outcome.reply.status == "walk_route"
    walk.say("the first one")
    assert walk.state["route"] == "councillor" and walk.state["answers"] == {"lead-owner": "yes"}
    assert walk.state["at"] == "lead-updates"


def test_a_change_of_group_can_be_called_off(talk):
    walk = talk()
    walk.start()
    walk.say("yes")
    question = walk.question
    walk.say("wrong group")
    walk.say("back")
    assert walk.question == question and walk.state["answers"] == {"lead-owner": "yes"}


def test_a_group_that_was_pressed_is_not_said_again(talk, model):
    walk = talk(role=None)
    walk.start()
    walk.say(say()("who", label=model.route("executive").label))
    assert "You answer with" not in walk.text


def test_where_no_group_fits_it_is_told_what_to_do(talk, model):
    walk = talk(role=None)
    walk.start()
    walk.say("none of these fit me")
    assert model.route("executive").label in walk.text and walk.outcome.reply.status == "walk_route"
    walk.say("zebra crossing")
    assert say()("group_unclear", count=4) in walk.text


def test_an_answer_before_there_is_a_question_is_met_with_why_it_is_too_early(talk):
    walk = talk(role=None)
    walk.start()
    walk.say("partly - we have a policy but it was last looked at in 2021")
    assert say()("group_first") in walk.text and walk.outcome.reply.status == "walk_route"


def test_a_question_about_a_role_chooses_no_group(talk):
    walk = talk(role=None)
    walk.start()
    walk.say("what is a SIRO?", intent="ask")
    assert walk.outcome.reply.status == "walk_aside" and walk.asked


def test_a_role_that_was_told_is_used_and_said(talk):
    walk = talk(role="monitoring-officer")
    walk.start("start the self-assessment with me please")
    assert walk.state["route"] == "executive" and "change group" in walk.text


def test_who_asks_for_an_official_framework_is_told_what_this_is(talk):
    walk = talk(role=None)
    walk.start("start the Cyber Assessment Framework self-assessment with me")
    assert "not an official assessment" in walk.text
    walk.start("walk me through it")
    assert "not an official assessment" not in walk.text


def test_an_incident_told_before_a_group_is_chosen_is_not_lost(talk):
    walk = talk(role=None)
    walk.start()
    walk.say("screens have gone black at the depot", intent="maybe_incident")
    assert walk.outcome.reply.status == "walk_live"
    walk.say("Yes, it is happening now")
    assert walk.outcome.hand_over == "triage"
