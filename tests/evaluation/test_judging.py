"""What assessors judged belongs to the questions and cards that there are, and counts as they judged it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.content.corpus import load_corpus
from index.evaluation.questions import Question, read_questions
from index.paths import Paths
from tests.evaluation.finding import measure, strictly
from tests.evaluation.judging import FOLDER, read_judgements
from tests.evaluation.run import QUESTIONS


def test_every_judgement_is_of_a_question_and_a_card_that_there_are() -> None:
    questions = {question.id for question in read_questions(QUESTIONS, "test") if question.kind == "answerable"}
    cards = set(load_corpus(Paths().corpus).cards)
    lines = [line.split() for line in (FOLDER / "test.qrels").read_text(encoding="utf-8").splitlines()]
    assert {line[0] for line in lines} == questions
    assert {line[2] for line in lines} <= cards
    assert {line[3] for line in lines} == {"0", "1", "2"}


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "test.qrels"
    path.write_text("ask-001 0 passkeys 2\nask-001 0 passkeys\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"test\.qrels:2: `question 0 card grade` is expected"):
        read_judgements(path)


def test_strictly_only_what_answers_counts_and_what_nothing_answers_is_left_out() -> None:
    asked = [Question(id=name, text=name, kind="answerable", act="ask", cards=["a", "b"]) for name in ("x", "y", "z")]
    found = measure(asked, lambda question: ["b", "a"] if question.id == "x" else ["a", "b"])
    assert np.array_equal(found.ranks, [0, 0, 0])
    judged = {"x": frozenset({"a"}), "y": frozenset({"a"})}
    assert strictly(found, asked, judged) == {"strict_success_at_1": 0.5, "strict_success_at_3": 1.0}
