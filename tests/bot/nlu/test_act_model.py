"""The classifier of dialogue acts, without Rasa."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.nlu.act_model import TOLERANCE, ActModel, Examples, _fitted
from bot.skills.acts import INCIDENT
from index.questions import CardQuestions

TEXTS = ["hello", "hi there", "what is a WARP?", "who owns cyber risk?", "we have been hacked", "our files are locked"]
ACTS = ["greet", "greet", "ask", "ask", "report_incident", "report_incident"]
VECTORS = np.repeat(np.eye(3, 8, dtype=np.float32), 2, axis=0)


@pytest.fixture
def model() -> ActModel:
    return ActModel.train(TEXTS, VECTORS, ACTS, C=10.0, surface_weight=0.5)


def test_what_was_learned_is_known(model: ActModel) -> None:
    assert list(model.predict(TEXTS, VECTORS)) == ACTS
    assert model.chances(TEXTS, VECTORS).sum(axis=1) == pytest.approx(np.ones(len(TEXTS)))


def test_a_model_that_was_saved_can_be_loaded_and_says_the_same(model: ActModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = ActModel.load(tmp_path, 0.5)
    assert list(again.acts) == list(model.acts)
    assert np.allclose(again.chances(TEXTS, VECTORS), model.chances(TEXTS, VECTORS))


def test_a_cards_question_that_reads_as_a_report_does_not_teach_that_it_is_a_question() -> None:
    told = Examples(TEXTS * 3, np.concatenate([VECTORS] * 3), ACTS * 3)
    report = next(text for text, act in zip(TEXTS, ACTS) if act == INCIDENT)
    questions = CardQuestions([report, "zz"], np.stack([VECTORS[TEXTS.index(report)], VECTORS[ACTS.index("ask")]]))
    whole = told.with_questions(questions, report_from=0.5)
    assert list(whole.texts) == [*told.texts, "zz"]
    assert list(whole.acts) == [*told.acts, "ask"]
    assert whole.vectors.shape == (len(told.texts) + 1, VECTORS.shape[1])
    assert len(told.with_questions(questions, report_from=1.01).texts) == len(told.texts) + 2


def test_acts_fitted_at_once_are_told_apart_as_one_after_another() -> None:
    shuffled = np.random.default_rng(3)
    features, acts = (
        csr_matrix(shuffled.random((300, 20))),
        shuffled.choice(["ask", "find", "thanks"], 300, p=[0.7, 0.2, 0.1]),
    )
    names, counts = np.unique(acts, return_counts=True)
    weights = dict(zip(names, np.sqrt(300 / (3 * counts))))
    whole = LogisticRegression(C=60.0, class_weight=weights, solver="liblinear", tol=TOLERANCE).fit(features, acts)
    assert np.allclose(_fitted(features, acts, 60.0).predict_proba(features), whole.predict_proba(features), atol=1e-3)
