"""What the answers come to: maturity by step, strengths, gaps, a plan in order and questions to ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Optional

from index.content.model import Action, Model, Question, Step

YES, PARTLY, NO, UNKNOWN, OTHER = "yes", "partly", "no", "unknown", "other"


@dataclass(frozen=True)
class StepResult:
    """One step: its score (0 to 1, None while nothing is known), its band and how much of it is known."""

    step: Step
    score: Optional[float]
    band: str
    known: int
    asked: int


@dataclass(frozen=True)
class PlanItem:
    """One action of the plan; `priority` is risk taken away for the effort, `gap` how much is missing (0 to 1)."""

    number: int
    step: Step
    question: Question
    action: Action
    answer: str
    gap: float
    priority: float


@dataclass(frozen=True)
class Result:
    """What a set of answers comes to on one route."""

    model: Model
    route: str
    on: dt.date
    answers: dict[str, str]
    steps: list[StepResult]
    strengths: list[Question]
    gaps: list[Question]
    plan: list[PlanItem]
    to_ask: dict[str, list[Question]]
    not_ours: list[Question]
    open: list[Question]

    @property
    def score(self) -> Optional[float]:
        """The mean of the steps that have a score."""
        scores = [step.score for step in self.steps if step.score is not None]
        return sum(scores) / len(scores) if scores else None


def result(
    model: Model, route: str, answers: dict[str, str], on: dt.date, asked: Optional[list[Question]] = None
) -> Result:
    """Work out the result of answers by question id. Questions that were not answered are `open`.

    `asked` are the questions that count, those of the route unless given.
    """
    questions = model.questions(route) if asked is None else asked

    def having(*wanted: str) -> list[Question]:
        return [question for question in questions if answers.get(question.id) in wanted]

    to_ask: dict[str, list[Question]] = {}
    for question in having(UNKNOWN):
        to_ask.setdefault(question.whom, []).append(question)
    return Result(
        model=model,
        route=route,
        on=on,
        answers={question.id: answers[question.id] for question in questions if question.id in answers},
        steps=[_step(model, step, questions, answers) for step in model.steps],
        strengths=having(YES),
        gaps=having(NO, PARTLY),
        plan=_plan(model, having(NO, PARTLY), answers),
        to_ask=to_ask,
        not_ours=having(OTHER),
        open=[question for question in questions if question.id not in answers],
    )


def value(model: Model, answer: str) -> Optional[float]:
    """What an answer counts for; None for don't know and not ours."""
    return {YES: model.scale.yes, PARTLY: model.scale.partly, NO: model.scale.no}.get(answer)


def _step(model: Model, step: Step, questions: list[Question], answers: dict[str, str]) -> StepResult:
    asked = [question for question in questions if question in step.questions]
    given = [answers[question.id] for question in asked if question.id in answers]
    values = [counted for counted in (value(model, answer) for answer in given) if counted is not None]
    score = sum(values) / len(values) if values else None
    band = "" if score is None else model.band(score).label
    return StepResult(step, score, band, len(values), len(asked))


def _plan(model: Model, gaps: list[Question], answers: dict[str, str]) -> list[PlanItem]:
    """Most risk taken away for the effort first; among equals the order of the model."""
    weighed = []
    for question in gaps:
        gap = 1 - (value(model, answers[question.id]) or 0)
        weighed.append((question, gap, question.action.risk * gap / question.action.effort))
    weighed.sort(key=lambda entry: -entry[2])
    return [
        PlanItem(
            number, model.step_of(question.id), question, question.action, answers[question.id], gap, round(priority, 2)
        )
        for number, (question, gap, priority) in enumerate(weighed, 1)
    ]
