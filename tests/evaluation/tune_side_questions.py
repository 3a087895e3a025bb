"""`python -m tests.evaluation.tune_side_questions`: fit the ranking of questions in an incident on the development ones.

Writes the weights into bot/skills/incident_weights.yml. The test questions are never read here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bot.skills.assembly import load_encoder
from bot.skills.incident_ranking import FILE, NAMES, SIGNS, WORDINGS, Found, IncidentRanking
from bot.skills.turn import Incident
from index.content.playbook import load_library
from index.paths import Paths
from index.retriever import Retriever
from index.settings import load_settings
from tests.evaluation import pairwise
from tests.evaluation.asked_beside_an_incident import side_questions
from tests.evaluation.settings_file import edited

STRENGTHS = (0.001, 0.003, 0.01, 0.03)
FOLDS = 10
# Scores run to some four and differ for every card, marks are rare: they are scaled so that the penalty spares them.
SCALES = np.array([1.0 if name in WORDINGS else 4.0 for name in NAMES])
EVEN = np.array([1.0 if name in ("own", "typed", "opened") else 0.0 for name in NAMES])
console = Console()


@dataclass(frozen=True)
class Asked:
    """A question, with what is known of each card, float64 of shape (cards, len(NAMES)), and the rows of the right."""

    cards: list[str]
    features: np.ndarray
    found: Found
    right: list[int]


def main() -> int:
    paths = Paths()
    retriever = Retriever.load(paths.index, load_encoder(paths, threads=2), load_settings())
    library = load_library(paths.corpus, paths.overlay)
    ranking = IncidentRanking(retriever)
    asked: list[Asked] = []
    for question in side_questions("dev"):
        if question.section:
            continue
        incident = Incident(tuple(question.types), library.in_words(question.types), question.opening)
        cards, features, found = ranking.features(question.text, incident, question.nation)
        right = [row for row, card in enumerate(cards) if card in question.cards]
        asked.append(Asked(cards, features * SCALES, found, right))
    scored = {strength: _held_out(asked, strength) for strength in STRENGTHS}
    for strength, (right, _) in scored.items():
        answerable = [hit for hit, one in zip(right, asked) if one.right]
        console.print(
            f"C={strength}: right card first {np.mean(answerable):.3f} of {len(answerable)} over {FOLDS} folds"
        )
    best = max(scored, key=lambda strength: float(np.mean(scored[strength][0])))
    right, signs = scored[best]
    # What is held out in its fold tells how sure to be: the weights have not seen it.
    sure = LogisticRegression(C=1.0, fit_intercept=False).fit(signs, right).coef_[0]
    chances = 1 / (1 + np.exp(-signs @ sure))
    for bar in (0.8, 0.85, 0.9):
        over = chances >= bar
        console.print(
            f"sure by {bar}: {over.mean():.2f} of the questions, {np.array(right)[over].mean():.3f} of them right"
        )
    _write(_fit(asked, best) * SCALES, sure)
    return 0


def _fit(asked: Sequence[Asked], strength: float) -> np.ndarray:
    return pairwise.fit(((one.features, one.features @ EVEN, one.right) for one in asked if one.right), strength)


def _held_out(asked: Sequence[Asked], strength: float) -> tuple[list[bool], np.ndarray]:
    """Whether the first card is right, and the signs of sureness, by weights that were fitted on the other folds."""
    right, signs = [False] * len(asked), np.zeros((len(asked), len(SIGNS)))
    for train, test in KFold(FOLDS, shuffle=True, random_state=7).split(asked):
        weights = _fit([asked[row] for row in train], strength)
        for row in test:
            one = asked[row]
            totals = one.features @ weights
            right[row] = int(np.argmax(totals)) in one.right
            signs[row] = IncidentRanking.signs(one.found, one.cards, totals)
    return right, signs


def _write(weights: np.ndarray, sure: np.ndarray) -> None:
    with edited(FILE) as content:
        for name, weight in zip(NAMES, weights):
            content["ranking"][name] = round(float(weight), 2)
        for name, weight in zip(SIGNS, sure):
            content["sureness"][name] = round(float(weight), 2)


if __name__ == "__main__":
    sys.exit(main())
