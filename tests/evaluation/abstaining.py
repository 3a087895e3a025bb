"""Whether the bot knows when it does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.evaluation.questions import Question
from index.retriever import Retriever
from index.settings import JudgementSettings
from tests.evaluation.finding import hits
from tests.evaluation.metrics import calibration_error

REFUSED = ("unanswerable", "outside")


@dataclass(frozen=True)
class Judged:
    """For each question: the confidence of the best card, whether it is right, and the question's kind."""

    confidence: np.ndarray
    right: np.ndarray
    kinds: np.ndarray

    def figures(self, judgement: JudgementSettings) -> dict[str, float]:
        plain, given = self.confidence >= judgement.plain, self.confidence >= judgement.floor
        likely = ~plain & (self.confidence >= judgement.likely)
        answerable, unanswerable = self.kinds == "answerable", self.kinds == "unanswerable"
        return {
            "answer_rate": float(given[answerable].mean()),
            "plain_rate": float(plain[answerable].mean()),
            "wrong_when_plain": float((1 - self.right[plain & answerable]).mean()) if plain.any() else 0.0,
            "likely_rate": float(likely[answerable].mean()),
            "wrong_when_likely": float((1 - self.right[likely & answerable]).mean()) if likely.any() else 0.0,
            "likely_unanswerable": float(likely[unanswerable].mean()),
            "false_plain_answers": float(plain[unanswerable].mean()),
            "false_plain_outside": float(plain[self.kinds == "outside"].mean()),
            "refused_unanswerable": float((~given)[unanswerable].mean()),
            "calibration_error": calibration_error(self.confidence, self.right),
        }


def judge(questions: Sequence[Question], retriever: Retriever) -> Judged:
    """Ask each answerable and each refused question once."""
    asked = [question for question in questions if question.kind in ("answerable", *REFUSED)]
    best = [hits(retriever, question, 1)[0] for question in asked]
    return Judged(
        np.array([hit.confidence for hit in best]),
        np.array([float(hit.passage.card in question.cards) for hit, question in zip(best, asked)]),
        np.array([question.kind for question in asked]),
    )
