"""How much a question is like those that the corpus is known not to answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from index.word_pairs import BUCKETS, words_and_pairs


class Answerability:
    """Logistic regression on a question's embedding, words and pairs of words.

    Searching tells how near a card comes; two questions about one card come equally near, and only one may be answered.
    What tells them apart is what is asked for: a name, a price, a template, tomorrow's date.
    """

    def __init__(self, weights: np.ndarray, middle: float):
        self._weights = weights
        self._middle = middle

    @classmethod
    def train(cls, answered: tuple[Sequence[str], np.ndarray], gaps: tuple[Sequence[str], np.ndarray]) -> Answerability:
        """From the questions of the cards and the known gaps, each with unit vectors, float32 of shape (n, d)."""
        vectors = np.concatenate([answered[1], gaps[1]])
        if not len(answered[0]) or not len(gaps[0]):
            return cls(np.zeros(vectors.shape[1] + BUCKETS), 0.0)
        features = _features([*answered[0], *gaps[0]], vectors)
        unanswered = np.r_[np.zeros(len(answered[0])), np.ones(len(gaps[0]))]
        fitted = LogisticRegression(solver="liblinear", class_weight="balanced", tol=1e-2, random_state=7)
        weights = fitted.fit(features, unanswered).coef_[0]
        return cls(weights, float((features[: len(answered[0])] @ weights).mean()))

    def gap(self, question: str, vector: np.ndarray) -> float:
        """Log-odds that no card answers, above those of the cards' own questions; 0 where no gaps are known.

        Args:
            vector: the question's embedding, unit length, shape (d,).
        """
        said = words_and_pairs([question])
        own = self._weights[: len(vector)] @ vector + (said @ self._weights[len(vector) :])[0]
        return float(own - self._middle)

    def save(self, path: Path) -> None:
        np.save(path, np.append(self._weights, self._middle))

    @classmethod
    def load(cls, path: Path) -> Answerability:
        """Raises FileNotFoundError."""
        stored = np.load(path)
        return cls(stored[:-1], float(stored[-1]))


def _features(questions: Sequence[str], vectors: np.ndarray) -> csr_matrix:
    return csr_matrix(hstack([csr_matrix(vectors), words_and_pairs(questions)]))
