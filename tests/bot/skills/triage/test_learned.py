"""What triage learned of the messages of others, on messages that it did not learn from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.skills.assembly import load_encoder
from index.evaluation.questions import read_questions
from index.paths import Paths
from tests.evaluation import triaging

QUESTIONS = Path(triaging.__file__).parent / "questions"


@pytest.fixture(scope="module")
def figures(built) -> dict[str, float]:
    encoder = load_encoder(Paths(), threads=2)
    questions = list(read_questions(QUESTIONS, "dev"))
    said, wanted = triaging.replies("dev"), triaging.requests("test")
    return triaging.figures(questions, said, wanted, Paths(), encoder.encode)


def test_three_types_in_four_are_told_at_once_and_few_wrongly(figures):
    assert figures["incident_type_right"] >= 0.74
    assert figures["incident_type_wrong"] <= 0.14


def test_answers_in_words_that_nobody_listed_are_heard(figures):
    assert figures["triage_answers_right"] >= 0.85
    assert figures["triage_answers_wrong"] <= 0.06
    assert figures["triage_answers_calmed"] <= 0.01


def test_what_is_wanted_meanwhile_is_understood_and_never_imagined(figures):
    assert figures["triage_requests_right"] >= 0.75
    assert figures["triage_requests_imagined"] <= 0.02


def test_what_was_learned_adds_to_the_phrases(figures):
    for name in ("incident_type_right", "triage_answers_right", "triage_requests_right"):
        assert figures[name] > figures[f"by_words_{name}"] + 0.2
