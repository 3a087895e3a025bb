import datetime as dt

import pytest

from bot.skills.walk.result import result

TODAY = dt.date(2026, 11, 23)


def all_answers(model, route, answer):
    return {question.id: answer for question in model.questions(route)}


def test_maturity_is_the_mean_of_what_is_known(model):
    found = result(model, "councillor", {"lead-owner": "yes", "lead-updates": "partly"}, TODAY)
    assert found.steps[0].score == 0.75 and found.steps[0].band == "Established"
    assert found.steps[1].score is None and found.steps[1].band == ""


@pytest.mark.parametrize("answer", ["unknown", "other"])
def test_dont_know_and_not_ours_do_not_count(model, answer):
    found = result(model, "councillor", {"lead-owner": "yes", "lead-updates": answer}, TODAY)
    assert found.steps[0].score == 1 and (found.steps[0].known, found.steps[0].asked) == (1, 2)
    assert result(model, "councillor", all_answers(model, "councillor", answer), TODAY).score is None


def test_dont_know_becomes_a_list_of_questions_by_person(model):
    found = result(model, "councillor", all_answers(model, "councillor", "unknown"), TODAY)
    assert sum(map(len, found.to_ask.values())) == 14
    for person, questions in found.to_ask.items():
        assert all(question.whom == person for question in questions)


def test_the_plan_puts_the_most_risk_for_the_least_effort_first(model):
    found = result(model, "practitioner", all_answers(model, "practitioner", "no"), TODAY)
    weights = [item.action.risk / item.action.effort for item in found.plan]
    assert weights == sorted(weights, reverse=True)
    assert [item.number for item in found.plan] == list(range(1, len(found.plan) + 1))


def test_what_is_partly_there_weighs_half(model):
    answers = all_answers(model, "councillor", "yes") | {"lead-owner": "partly", "landscape-help": "no"}
    found = result(model, "councillor", answers, TODAY)
    assert [item.question.id for item in found.plan] == ["landscape-help", "lead-owner"]
    assert found.plan[1].priority == found.plan[0].priority / 2


def test_what_was_not_answered_is_neither_gap_nor_strength(model):
    found = result(model, "councillor", {"lead-owner": "no"}, TODAY)
    assert len(found.gaps) == 1 and not found.strengths and len(found.open) == 13


def test_a_plan_says_owner_first_step_and_how_to_know_that_it_is_done(model):
    found = result(model, "executive", all_answers(model, "executive", "no"), TODAY)
    for item in found.plan:
        assert model.person(item.action.owner) and item.action.first_step and item.action.done_when
