"""Which act is taken: care before everything, a likely incident before a question, and a question where it is unsure."""

import numpy as np
import pytest

from bot.nlu.deciding import AskIfLive, decided, with_care

ACTS = np.array(
    ["ask", "outside_health", "outside_home_it", "report_incident", "thank", "feedback_helpful", "outside_distress"]
)
ASKS = AskIfLive(sure=0.12, unsure=0.05, below=0.6, doubtful=["outside_health"], triage=0.6)


def taken(text: str = "hello", **chances: float) -> tuple[str, float]:
    return decided(ACTS, with_care(text, ACTS, np.array([chances.get(act, 0.0) for act in ACTS])), ASKS)


@pytest.mark.parametrize(
    ("chances", "act"),
    [
        ({"report_incident": 0.7, "ask": 0.3}, "report_incident"),
        ({"report_incident": 0.55, "ask": 0.4}, "maybe_incident"),
        ({"ask": 0.85, "report_incident": 0.13}, "maybe_incident"),
        ({"ask": 0.85, "report_incident": 0.11}, "ask"),
        ({"ask": 0.5, "thank": 0.4, "report_incident": 0.06}, "maybe_incident"),
        ({"outside_health": 0.9, "report_incident": 0.06}, "maybe_incident"),
        ({"outside_home_it": 0.9, "report_incident": 0.06}, "outside_home_it"),
        ({"feedback_helpful": 0.5, "report_incident": 0.4}, "feedback_helpful"),
    ],
)
def test_the_act_depends_on_how_likely_an_incident_is(chances, act):
    assert taken(**chances)[0] == act


def test_a_life_at_risk_comes_before_everything():
    assert taken("we have ransomware and I want to die", report_incident=1.0) == ("outside_distress", 1.0)


def test_beside_a_life_at_risk_no_incident_is_left_to_ask_about():
    chances = with_care("I want to die", ACTS, np.full(len(ACTS), 1 / len(ACTS)))
    assert dict(zip(ACTS, chances)) == {act: float(act == "outside_distress") for act in ACTS}


def test_the_chance_of_the_leading_act_is_given_so_that_a_faint_one_can_be_told():
    assert taken(ask=0.2) == ("ask", 0.2)
    assert taken(report_incident=0.3) == ("maybe_incident", 1.0)
