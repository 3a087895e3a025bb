"""`python -m tests.evaluation.tune`: fit the ranking weights and the calibration on the development questions.

Writes them into index/settings.yml. The test questions are never read here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, cross_val_predict

from bot.skills.assembly import load_encoder
from index.build import current
from index.content.bundle import Content
from index.evaluation.questions import Question, read_questions
from index.paths import Paths
from index.ranking import NAMES, SIGNS, Evidence
from index.retriever import Retriever
from index.settings import FILE, load_settings
from tests.evaluation import pairwise
from tests.evaluation.abstaining import REFUSED
from tests.evaluation.run import QUESTIONS
from tests.evaluation.settings_file import edited

STRENGTHS = (0.001, 0.003, 0.01, 0.03)
CALIBRATION_STRENGTH = 0.3
# Nearly every question of the evaluation was written by somebody in a role the right card is for. In life people also ask
# what is another's, so the role may bring a card forward, and no more.
SUITS_AT_MOST = 0.6
FOLDS = 10
KNOWN_GAP = 0.74
console = Console()


@dataclass(frozen=True)
class Asked:
    """A question with what the searches say; `open` marks the cards that are for its nation."""

    question: Question
    evidence: Evidence
    features: np.ndarray
    open: np.ndarray
    right: list[int]


def main() -> int:
    paths = Paths()
    retriever = Retriever.load(paths.index, load_encoder(paths, threads=2), load_settings())
    gaps = retriever.encoder.encode([gap.question for gap in Content.load(current(paths.index)).corpus.gaps])
    asked = [
        _asked(retriever, question)
        for question in read_questions(QUESTIONS, "dev")
        if question.kind in ("answerable", *REFUSED)
    ]
    # What is all but a known gap has been learned already, and would make the sign of gaps look better than it is.
    asked = [one for one in asked if one.right or _nearest(retriever, one, gaps) < KNOWN_GAP]
    answerable = [one for one in asked if one.right]

    scored = {strength: _cross_validated(answerable, strength) for strength in STRENGTHS}
    best = max(scored, key=lambda strength: scored[strength])
    for strength, share in scored.items():
        console.print(
            f"C={strength}: success@1 {share:.3f} over {FOLDS} folds of {len(answerable)} development questions"
        )
    weights = _fit(answerable, best)
    # A question that helped to fit the weights is ranked by others here: else every card would look too sure.
    held_out = dict(zip(map(id, answerable), _held_out(answerable, best)))
    signs, right = _signs(retriever, asked, [held_out.get(id(one), weights) for one in asked])
    slopes, intercept = _calibrate(signs, right)
    _write(weights, slopes, intercept)
    _report(signs, right, asked)
    return 0


def _nearest(retriever: Retriever, one: Asked, gaps: np.ndarray) -> float:
    return float((gaps @ retriever.encoder.encode([one.question.text])[0]).max())


def _asked(retriever: Retriever, question: Question) -> Asked:
    evidence = retriever.evidence(question.text, role=question.role)
    rows = {card: row for row, card in enumerate(retriever.cards)}
    right = [rows[card] for card in question.cards if card in rows and question.kind == "answerable"]
    return Asked(question, evidence, retriever.ranking.features(evidence), retriever.open_to(question.nation), right)


def _fit(asked: Sequence[Asked], strength: float) -> np.ndarray:
    even = np.array([0.0 if name in ("first_minutes", "suits") else 1.0 for name in NAMES])
    weights = pairwise.fit(
        ((one.features, np.where(one.open, one.features @ even, -np.inf), one.right) for one in asked), strength
    )
    suits = NAMES.index("suits")
    weights[suits] = min(weights[suits], SUITS_AT_MOST)
    return weights


def _cross_validated(asked: Sequence[Asked], strength: float) -> float:
    return float(np.mean([_best(one, weights) in one.right for one, weights in zip(asked, _held_out(asked, strength))]))


def _held_out(asked: Sequence[Asked], strength: float) -> list[np.ndarray]:
    """For each question the weights fitted on the others, fold by fold."""
    found = [np.zeros(0)] * len(asked)
    for train, test in KFold(FOLDS, shuffle=True, random_state=7).split(asked):
        weights = _fit([asked[row] for row in train], strength)
        for row in test:
            found[row] = weights
    return found


def _best(one: Asked, weights: np.ndarray) -> int:
    return int(np.argmax(np.where(one.open, one.features @ weights, -np.inf)))


def _signs(
    retriever: Retriever, asked: Sequence[Asked], weights: Sequence[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    rows, right = [], []
    for one, own in zip(asked, weights):
        scores = np.where(one.open, one.features @ own, -np.inf)
        best = _best(one, own)
        rows.append(retriever.ranking.signs(one.evidence, scores, np.array([best]))[0])
        right.append(best in one.right)
    return np.array(rows), np.array(right, dtype=int)


def _calibrate(signs: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    middle, spread = signs.mean(0), signs.std(0)
    fitted = LogisticRegression(C=CALIBRATION_STRENGTH, max_iter=1000).fit((signs - middle) / spread, right)
    slopes = fitted.coef_[0] / spread
    return slopes, float(fitted.intercept_[0] - (slopes * middle).sum())


def _write(weights: np.ndarray, slopes: np.ndarray, intercept: float) -> None:
    with edited(FILE) as settings:
        for name, weight in zip(NAMES, weights):
            settings["ranking"]["weights"][name] = round(float(weight), 3)
        for name, slope in zip(SIGNS, slopes):
            settings["calibration"]["slopes"][name] = round(float(slope), 4)
        settings["calibration"]["intercept"] = round(intercept, 4)


def _report(signs: np.ndarray, right: np.ndarray, asked: Sequence[Asked]) -> None:
    """What each threshold would do, with every question judged by a calibration that did not see it."""
    scaled = (signs - signs.mean(0)) / signs.std(0)
    model = LogisticRegression(C=CALIBRATION_STRENGTH, max_iter=1000)
    sure = cross_val_predict(model, scaled, right, cv=FOLDS, method="predict_proba")[:, 1]
    kinds = np.array([one.question.kind for one in asked])
    for threshold in np.arange(0.1, 1.0, 0.05):
        given = sure >= threshold
        answerable, unanswerable = given & (kinds == "answerable"), kinds == "unanswerable"
        console.print(
            f"{threshold:.2f}: answerable given {given[kinds == 'answerable'].mean():.3f}, "
            f"of them wrong {1 - right[answerable].mean() if answerable.any() else 0:.3f}, "
            f"unanswerable given {given[unanswerable].mean():.3f}, outside given {given[kinds == 'outside'].mean():.3f}"
        )


if __name__ == "__main__":
    sys.exit(main())
