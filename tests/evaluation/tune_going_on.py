"""`python -m tests.evaluation.tune_going_on`: fit what tells that a message goes on about the answer on show.

On development messages: second turns and follow-ups after the answer that they followed, and first messages of every other
kind after any. Writes the weights into bot/skills/going_on.yml; the test questions are never read here.
"""

from __future__ import annotations

import random
import sys
from typing import Any

import numpy as np
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

from bot.nlu.act_model import ActModel
from bot.skills.acts import FOLLOW_UP
from bot.skills.ask import Ask
from bot.skills.assembly import ask_of, load_encoder, load_follow_ups
from bot.skills.going_on import BEHIND, FILE, SURE, going_on, log_odds_of, may_be_mistaken
from bot.skills.memory import SHOWN, Shown
from bot.skills.turn import Turn
from index.evaluation.questions import read_questions
from index.paths import Paths
from index.retriever import Retriever
from index.settings import load_settings
from tests.evaluation import acts
from tests.evaluation.following import NOW, state_before
from tests.evaluation.run import QUESTIONS, taught_by
from tests.evaluation.settings_file import edited
from tests.evaluation.wanting import GOING_ON, second_turns, state_after

ALONE = ("ask", "follow_up", "incident", "outside", "profile", "talk", "subjects", "opening")
FOUND = (BEHIND, SURE)
FOLDS = 10
# An incident that is taken to go on costs more than a question asked anew.
COST = {"incident": 3.0}
SEED = 7
console = Console()


def main() -> int:
    paths, settings = Paths(), load_settings()
    encoder = load_encoder(paths, threads=2)
    taught = taught_by(paths, encoder)
    model = ActModel.train(taught.whole.texts, taught.whole.vectors, taught.whole.acts, **taught.chosen)
    retriever = Retriever.load(paths.index, encoder, settings)
    ask = ask_of(retriever, settings, follow_ups=load_follow_ups(paths))
    said = _said(ask)
    heard = acts.hearing(model, encoder, taught.asks)([text for text, _, _ in said])
    turns = [
        Turn(text, act, NOW, chances=chances, state=state) for (text, _, state), (act, chances) in zip(said, heard)
    ]
    rows = [_features(ask, turn) for turn in turns]
    names = [*ALONE, *(name for name in rows[0] if name not in ALONE)]
    features = np.array([[row[name] for name in names] for row in rows])
    kinds = np.array([kind for _, kind, _ in said])
    follows = np.isin(kinds, [*GOING_ON, "follow_up"])
    # After an answer, what goes on about it is as likely as all else together.
    costs = np.array([COST.get(kind, 1.0) for kind in kinds]) * np.where(follows, (~follows).sum() / follows.sum(), 1.0)
    chances = np.zeros(len(kinds))
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(features, kinds):
        fitted = _fit(features[train], follows[train], costs[train])
        chances[test] = fitted[1].predict_proba(fitted[0].transform(features[test]))[:, 1]
    mistaken = np.array([may_be_mistaken(turn.intent) for turn in turns])
    known = np.array([turn.intent == FOLLOW_UP for turn in turns])
    for kind in sorted(set(kinds)):
        share = (known | (mistaken & (chances >= going_on().bar)))[kinds == kind].mean()
        console.print(f"{kind}: {share:.3f} of {sum(kinds == kind)} taken to go on, over {FOLDS} folds")
    _write(names, *_fit(features, follows, costs))
    return 0


def _said(ask: Ask) -> list[tuple[str, str, dict[str, Any]]]:
    """Each message with what it wants, or its kind, and the state of the conversation when it comes."""
    second = [
        (turn.text, str(turn.wants), state_after(ask, turn.before)) for turn in second_turns("dev") if turn.before
    ]
    states, chance = [state for _, _, state in second], random.Random(SEED)
    asked = [one for one in read_questions(QUESTIONS, "dev") if one.kind != "follow_up" or one.before]
    return second + [
        (one.text, one.kind, state_before(ask, one) if one.before else chance.choice(states)) for one in asked
    ]


def _features(ask: Ask, turn: Turn) -> dict[str, float]:
    shown = Shown.read(turn.state.get(SHOWN))
    found = ask.follow_up.found_alone(turn, shown) if shown else {}
    usual = {name: weight.usual for name, weight in going_on().found.items()}
    return {
        **going_on().features(turn, len(ask.follow_up.hearing.subjects(turn.text))),
        **log_odds_of(ask.wanted(turn)),
        **{name: found.get(name, usual.get(name, 0.0)) for name in FOUND},
    }


def _fit(features: np.ndarray, follows: np.ndarray, costs: np.ndarray) -> tuple[StandardScaler, LogisticRegression]:
    scaler = StandardScaler().fit(features)
    return scaler, LogisticRegression(max_iter=2000).fit(scaler.transform(features), follows, sample_weight=costs)


def _write(names: list[str], scaler: StandardScaler, regression: LogisticRegression) -> None:
    """The weights of the features as they are: those of the standardised ones, unscaled."""
    weights = dict(zip(names, regression.coef_[0] / scaler.scale_))
    usual = dict(zip(names, scaler.mean_))
    learned = {name: _rounded(weights[name], usual[name]) for name in names if name not in ALONE}
    with edited(FILE) as content:
        content["constant"] = round(float(regression.intercept_[0] - sum(weights[n] * usual[n] for n in ALONE)), 2)
        for name in ALONE:
            content[name] = round(float(weights[name]), 2)
        content["wants"] = {name: pair for name, pair in learned.items() if name not in FOUND}
        content["found"] = {name: pair for name, pair in learned.items() if name in FOUND}


def _rounded(weight: float, usual: float) -> dict[str, float]:
    return {"weight": round(float(weight), 3), "usual": round(float(usual), 2)}


if __name__ == "__main__":
    sys.exit(main())
