"""The dialogue act from a sentence embedding, its neighbours, characters and words: the model itself, without Rasa."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.neighbours import Neighbours
from bot.skills.acts import ASK, INCIDENT
from index.questions import CardQuestions
from index.word_pairs import characters, words_and_pairs

SEED = 7
# Coarser than the default: the same decisions in two thirds of the time.
TOLERANCE = 1e-2
# Of the model that only tells reports from everything else.
FIRST_C = 60.0
FIRST_SURFACE = 0.7
# One group of neighbours for all that is outside.
OUTSIDE = "outside"
# Whose nearest examples are looked at: a report, a question about one and what only sounds like them share their words.
NEAR = (ASK, INCIDENT, OUTSIDE)
FILE = "regression.skops"


@dataclass(frozen=True)
class Examples:
    """Texts, their unit vectors of shape (n, d) and their acts."""

    texts: Sequence[str]
    vectors: np.ndarray
    acts: Sequence[str]

    def with_questions(self, questions: CardQuestions, report_from: float) -> Examples:
        """These and the cards' questions as examples of ASK, but for those that read as reports of an incident.

        "Somebody is e-mailing officers as the leader" is a question that a card answers, and how an incident is told.
        A message that could be either must not teach that it is surely a question.

        Args:
            report_from: the chance of a report, as these examples alone see it, from which a question is left out.
        """
        binary = [act if act == INCIDENT else ASK for act in self.acts]
        first = ActModel.train(self.texts, self.vectors, binary, C=FIRST_C, surface_weight=FIRST_SURFACE, near=())
        reports = first.chances(questions.texts, questions.vectors)[:, list(first.acts).index(INCIDENT)]
        kept = np.flatnonzero(reports < report_from)
        return Examples(
            [*self.texts, *(questions.texts[row] for row in kept)],
            np.concatenate([self.vectors, questions.vectors[kept]]),
            [*self.acts, *[ASK] * len(kept)],
        )


class ActModel:
    """One logistic regression an act, over four kinds of features: the embedding for what is meant, the nearest
    questions, reports and messages from outside, character n-grams, which see through misspellings, and words in
    pairs, for how it is put."""

    def __init__(self, regression: LogisticRegression, neighbours: Neighbours, surface_weight: float):
        self._regression = regression
        self._neighbours = neighbours
        self._weight = surface_weight

    @property
    def acts(self) -> np.ndarray:
        """The acts known, in the order of the columns of `chances`."""
        return np.asarray(self._regression.classes_)

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        vectors: np.ndarray,
        acts: Sequence[str],
        C: float,  # noqa: N803
        surface_weight: float,
        near: Sequence[str] = NEAR,
    ) -> ActModel:
        """Fit on texts, their unit vectors of shape (n, d) and their acts.

        An act counts by the square root of its rarity: fully balanced, a rare act takes too much from the common
        ones, and not balanced at all it is never chosen.

        Args:
            C: inverse strength of the regularisation.
            surface_weight: what characters and words count against the embedding; 0 leaves them out.
            near: the groups whose nearest examples count: acts, and OUTSIDE.
        """
        groups = [OUTSIDE if act.startswith(f"{OUTSIDE}_") else act for act in acts]
        model = cls(_regression(C), Neighbours.build(vectors, groups, near), surface_weight)
        model._regression = _fitted(model._features(texts, vectors, taught=True), np.asarray(acts), C)
        return model

    def chances(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The probability of each act for each text, shape (n, acts)."""
        return np.asarray(self._regression.predict_proba(self._features(texts, vectors)))

    def predict(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The likeliest act of each text."""
        return self.acts[self.chances(texts, vectors).argmax(axis=1)]

    def save(self, folder: Path) -> None:
        skops.io.dump(self._regression, folder / FILE)
        self._neighbours.save(folder)

    @classmethod
    def load(cls, folder: Path, surface_weight: float) -> ActModel:
        """Read what `save` wrote; skops loads no types but those that it knows to be safe."""
        regression = skops.io.load(folder / FILE)
        # By columns, as a product with a sparse row reads it: otherwise each message copies the whole matrix.
        regression.coef_ = np.asfortranarray(regression.coef_)
        return cls(regression, Neighbours.load(folder, NEAR), surface_weight)

    def _features(self, texts: Sequence[str], vectors: np.ndarray, taught: bool = False) -> csr_matrix:
        dense = csr_matrix(np.column_stack([vectors, self._neighbours.features(vectors, taught)]))
        if not self._weight:
            return dense
        surface = [characters(texts) * self._weight, words_and_pairs(texts) * self._weight]
        return hstack([dense, *surface], format="csr")


def _fitted(features: csr_matrix, acts: np.ndarray, C: float) -> LogisticRegression:  # noqa: N803
    """The same as one regression fitted on all acts, which takes them one after another; here as many at once as there
    are processors."""
    names, counts = np.unique(acts, return_counts=True)
    # Python's own types: skops would not load numpy's again.
    weights = dict(zip(names.tolist(), np.sqrt(len(acts) / (len(names) * counts)).tolist()))
    if len(names) == 2:
        return _regression(C, class_weight=weights).fit(features, acts)
    one = partial(_told_apart, features, acts, C)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        parts = list(pool.map(one, weights, weights.values()))
    whole = _regression(C)
    whole.classes_ = names
    whole.coef_ = np.concatenate([part.coef_ for part in parts])
    whole.intercept_ = np.concatenate([part.intercept_ for part in parts])
    return whole


def _told_apart(features: csr_matrix, acts: np.ndarray, C: float, name: str, weight: float) -> LogisticRegression:  # noqa: N803
    return _regression(C, class_weight={True: weight, False: 1.0}).fit(features, acts == name)


def _regression(C: float, **settings: Any) -> LogisticRegression:  # noqa: N803
    return LogisticRegression(C=C, solver="liblinear", tol=TOLERANCE, random_state=SEED, **settings)
