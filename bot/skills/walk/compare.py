"""Two results of one organisation, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from bot.skills.walk.result import Result
from index.content.model import Question, Step


@dataclass(frozen=True)
class StepChange:
    step: Step
    before: Optional[float]
    after: Optional[float]

    @property
    def moved(self) -> bool:
        return self.before is not None and self.after is not None and abs(self.after - self.before) >= 0.005


@dataclass(frozen=True)
class AnswerChange:
    question: Question
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """What changed between an `earlier` result and a later one; only what was answered both times counts."""

    earlier: Result
    steps: list[StepChange]
    answers: list[AnswerChange]

    @property
    def moved(self) -> list[StepChange]:
        return [change for change in self.steps if change.moved]


def compare(earlier: Result, later: Result) -> Comparison:
    """Compare two results of the same model; the routes may differ."""
    before = {entry.step.id: entry.score for entry in earlier.steps}
    steps = [StepChange(entry.step, before.get(entry.step.id), entry.score) for entry in later.steps]
    answers = [
        AnswerChange(question, earlier.answers[question.id], later.answers[question.id])
        for question in later.model.questions(later.route)
        if question.id in earlier.answers
        and question.id in later.answers
        and earlier.answers[question.id] != later.answers[question.id]
    ]
    return Comparison(earlier, steps, answers)
