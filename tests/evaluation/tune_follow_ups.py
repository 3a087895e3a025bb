"""`python -m tests.evaluation.tune_follow_ups`: fit the weights of follow-ups on the development follow-ups.

Writes them into bot/skills/follow_up_weights.yml. The test questions are never read here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
from rich.console import Console
from sklearn.model_selection import KFold

from bot.skills.acts import FOLLOW_UP
from bot.skills.ask import Ask
from bot.skills.assembly import ask_of, load_encoder, load_follow_ups
from bot.skills.follow_up_ranking import FILE, NAMES
from bot.skills.memory import SHOWN, Shown
from bot.skills.turn import Turn
from index.evaluation.questions import Question, read_questions
from index.paths import Paths
from index.retriever import Retriever
from index.settings import load_settings
from tests.evaluation import pairwise
from tests.evaluation.following import NOW, state_before
from tests.evaluation.run import QUESTIONS
from tests.evaluation.settings_file import edited

STRENGTHS = (0.003, 0.01, 0.03, 0.1)
FOLDS = 10
# Scores run to some four and differ for every card, marks are rare: they are scaled so that the penalty spares them.
MARKS = {"related": 8.0, "shown": 8.0, "left": 8.0, "speaks": 8.0, "audience": 8.0, "own_nation": 8.0, "alike": 2.0}
SCALES = np.array([MARKS.get(name, 1.0) for name in NAMES])
console = Console()


@dataclass(frozen=True)
class Followed:
    """What is known of each card for a follow-up, float64 of shape (cards, len(NAMES)), and the rows of the right."""

    features: np.ndarray
    right: list[int]


def main() -> int:
    paths, settings = Paths(), load_settings()
    retriever = Retriever.load(paths.index, load_encoder(paths, threads=2), settings)
    ask = ask_of(retriever, settings, follow_ups=load_follow_ups(paths))
    asked = [question for question in read_questions(QUESTIONS, "dev") if question.kind == "follow_up"]
    followed = [found for question in asked if (found := _followed(ask, question))]
    scored = {strength: _cross_validated(followed, strength) for strength in STRENGTHS}
    for strength, share in scored.items():
        console.print(f"C={strength}: right card first {share:.3f} over {FOLDS} folds of {len(followed)} follow-ups")
    _write(_fit(followed, max(scored, key=lambda strength: scored[strength])))
    return 0


def _followed(ask: Ask, question: Question) -> Optional[Followed]:
    """None where no card is ranked: for commands, several questions and what stands alone."""
    shown = Shown.read(state_before(ask, question).get(SHOWN))
    turn = Turn(question.text, FOLLOW_UP, NOW)
    heard = ask.follow_up.hearing.heard(turn.text, turn.intent)
    if shown is None or question.parts or (heard and heard.kind in ("command", "new_topic")):
        return None
    cards, features = ask.follow_up.ranking.features(ask.follow_up.read(turn, shown, heard), shown)
    return Followed(features * SCALES, [row for row, card in enumerate(cards) if card in question.cards])


def _fit(followed: Sequence[Followed], strength: float) -> np.ndarray:
    even = np.array([1.0 if name in ("own", "together", "title") else 0.0 for name in NAMES])
    return pairwise.fit(((one.features, one.features @ even, one.right) for one in followed), strength)


def _cross_validated(followed: Sequence[Followed], strength: float) -> float:
    right = 0
    for train, test in KFold(FOLDS, shuffle=True, random_state=7).split(followed):
        weights = _fit([followed[row] for row in train], strength)
        for row in test:
            one = followed[row]
            right += int(np.argmax(one.features @ weights)) in one.right
    return right / len(followed)


def _write(weights: np.ndarray) -> None:
    with edited(FILE) as content:
        for name, weight in zip(NAMES, weights * SCALES):
            content[name] = round(float(weight), 2)


if __name__ == "__main__":
    sys.exit(main())
