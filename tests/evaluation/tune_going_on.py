"""`python -m tests.evaluation.tune_going_on`: fit what tells that a message goes on about the answer on show.

On the development messages: follow-ups against first messages of every other kind. Writes the weights into
bot/skills/going_on.yml; the test questions are never read here.
"""

from __future__ import annotations

import sys

import numpy as np
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from bot.nlu.act_model import ActModel
from bot.skills.assembly import ask_of, load_encoder
from bot.skills.going_on import FILE, going_on, may_be_mistaken
from bot.skills.turn import Turn
from index.evaluation.questions import read_questions
from index.paths import Paths
from index.retriever import Retriever
from index.settings import load_settings
from tests.evaluation import acts
from tests.evaluation.following import NOW
from tests.evaluation.run import QUESTIONS, taught_by
from tests.evaluation.settings_file import edited

NAMES = ("ask", "follow_up", "incident", "outside", "profile", "subjects", "opening")
FOLDS = 10
console = Console()


def main() -> int:
    paths, settings = Paths(), load_settings()
    encoder = load_encoder(paths, threads=2)
    taught = taught_by(paths, encoder)
    model = ActModel.train(taught.whole.texts, taught.whole.vectors, taught.whole.acts, **taught.chosen)
    hearing = ask_of(Retriever.load(paths.index, encoder, settings), settings).follow_up.hearing
    asked = [one for one in read_questions(QUESTIONS, "dev") if one.kind != "follow_up" or one.before]
    heard = acts.hearing(model, encoder, taught.asks)([one.text for one in asked])
    turns = [Turn(one.text, act, NOW, chances=chances) for one, (act, chances) in zip(asked, heard)]
    found = [going_on().features(turn, len(hearing.subjects(turn.text))) for turn in turns]
    features = np.array([[each[name] for name in NAMES] for each in found])
    kinds = np.array([one.kind for one in asked])
    follows = kinds == "follow_up"
    chances = cross_val_predict(_model(), features, follows, cv=FOLDS, method="predict_proba")[:, 1]
    mistaken = np.array([may_be_mistaken(turn.intent) for turn in turns])
    for kind in sorted(set(kinds)):
        share = (mistaken & (chances >= going_on().bar))[kinds == kind].mean()
        console.print(f"{kind}: {share:.3f} of {sum(kinds == kind)} taken to go on, over {FOLDS} folds")
    _write(_model().fit(features, follows))
    return 0


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))


def _write(model: Pipeline) -> None:
    """The weights of the features as they are: those of the standardised ones, unscaled."""
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    with edited(FILE) as content:
        content["constant"] = round(float(regression.intercept_[0] - weights @ scaler.mean_), 2)
        for name, weight in zip(NAMES, weights):
            content[name] = round(float(weight), 2)


if __name__ == "__main__":
    sys.exit(main())
