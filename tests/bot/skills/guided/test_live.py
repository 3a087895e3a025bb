"""What lies beside a guided conversation, and what leads out of it."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.replies import Choices, Option, Reply, Text
from bot.skills.guided.hearing import hear
from bot.skills.guided.live import beside, may_report_live, needs_care, reports_live
from bot.skills.turn import Turn

NOW = dt.datetime(2026, 11, 25, tzinfo=dt.timezone.utc)


def turn(text: str, intent: str, confidence: float = 1.0) -> Turn:
    return Turn(text, intent, NOW, confidence=confidence)


def aside(text: str, intent: str, status: str, confidence: float = 1.0) -> list[str]:
    options = Choices(prompt="Which?", options=[Option(label="Away", message="away")])
    said = turn(text, intent, confidence)
    parts = beside(said, hear(text), lambda _: Reply(status=status, parts=[Text(markdown="An answer."), options]))
    return [part.markdown for part in parts if part.kind == "text"]


def test_a_question_is_answered_without_choices_that_lead_away() -> None:
    assert aside("what is a WARP?", "ask", "closest") == ["An answer."]


def test_what_is_no_question_is_answered_only_where_the_answer_is_sure() -> None:
    assert aside("warps and what they do", "ask", "answered") == ["An answer."]
    assert aside("the boiler is warm", "ask", "closest") == []
    assert aside("the boiler is warm", "outside_other", "outside_other", 0.4) == []
    assert aside("who won the match last night", "outside_other", "outside_other", 0.9) == ["An answer."]


def test_where_nothing_answers_it_points_to_nothing_that_is_not_there() -> None:
    assert aside("how high is the moon?", "ask", "unanswerable") == [
        "I hold no passage that answers that, and I never make guidance up."
    ]


def test_a_question_that_may_be_an_incident_is_told_how_to_say_so() -> None:
    assert "this is real" in aside("what if files are locked?", "maybe_incident", "answered")[-1]


@pytest.mark.parametrize(("confidence", "sure"), [(0.95, True), (0.6, False)])
def test_only_a_sure_report_counts_as_one_and_any_is_asked_about(confidence: float, sure: bool) -> None:
    said = turn("everything is locked", "report_incident", confidence)
    assert reports_live(said) is sure and may_report_live(said)


def test_a_person_comes_first_unless_what_they_said_is_an_answer_that_hardly_sounds_so() -> None:
    def asks_for_care(text: str, confidence: float, understood: bool = False) -> bool:
        return needs_care(turn(text, "outside_distress", confidence), hear(text), understood)

    assert asks_for_care("x", 0.3)
    assert not asks_for_care("I cannot name anyone", 0.3, understood=True)
    assert asks_for_care("I don't know how to go on", 0.8, understood=True)
    assert not asks_for_care("dont know", 0.9)
