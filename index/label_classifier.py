"""The labels of a text, learned from examples of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Optional

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from index.word_pairs import characters, words_and_pairs

# Inverse strength of the regularisation.
C = 60.0
# What characters and words count against the embedding.
SURFACE = 1.0
# By its dual, which of so few texts comes nearer to the exact weights in half the time.
TOLERANCE = 0.3
ITERATIONS = 300
SEED = 7


class LabelClassifier:
    """One logistic regression a label, so that a text may have several or none.

    It looks at the embedding for what is meant, at characters, which see through misspellings, and at words in pairs,
    for how it is put.

    Attributes:
        labels: in the order of the chances, sorted.
    """

    def __init__(self, labels: Sequence[str], weights: np.ndarray, biases: np.ndarray):
        self.labels = list(labels)
        self._weights, self._biases = weights, biases

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        vectors: np.ndarray,
        labels: Sequence[Collection[str]],
        telling: Optional[Mapping[str, np.ndarray]] = None,
    ) -> LabelClassifier:
        """Fit on texts, their unit vectors of shape (n, d) and the labels of each.

        A label counts by the square root of its rarity, so that a rare one is chosen at all.

        Args:
            telling: for each label the texts that tell whether they have it, bool of shape (n,); all where not given.
        """
        names = sorted({name for each in labels for name in each})
        features = _features(texts, vectors)
        held = np.array([[name in each for name in names] for each in labels], dtype=bool).reshape(len(texts), -1)
        rows = [telling[name] if telling else np.ones(len(texts), dtype=bool) for name in names]
        fitted = [_fit(features[row], column[row]) for row, column in zip(rows, held.T)]
        weights = [each.coef_[0] for each in fitted]
        return cls(names, np.array(weights, dtype=np.float32), np.array([each.intercept_[0] for each in fitted]))

    def chances(self, text: str, vector: np.ndarray) -> dict[str, float]:
        """The chance of each label, for a unit vector of shape (d,); they need not add up to 1."""
        return dict(zip(self.labels, self.all_chances([text], vector[None])[0].tolist()))

    def all_chances(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The chances of many texts, shape (n, labels)."""
        odds = _features(texts, vectors) @ self._weights.T + self._biases
        return np.asarray(1.0 / (1.0 + np.exp(-odds)))

    def save(self, path: Path) -> None:
        np.savez(path, labels=np.array(self.labels), weights=self._weights, biases=self._biases)

    @classmethod
    def load(cls, path: Path) -> LabelClassifier:
        """Raises FileNotFoundError."""
        with np.load(path) as stored:
            # By columns, as a product with a sparse row reads it.
            return cls(stored["labels"].tolist(), np.asfortranarray(stored["weights"]), stored["biases"])


def _fit(features: csr_matrix, held: np.ndarray) -> LogisticRegression:
    weight = float(np.sqrt(len(held) / (2 * held.sum())))
    model = LogisticRegression(
        C=C,
        solver="liblinear",
        dual=True,
        tol=TOLERANCE,
        max_iter=ITERATIONS,
        random_state=SEED,
        class_weight={True: weight, False: 1.0},
    )
    return model.fit(features, held)


def _features(texts: Sequence[str], vectors: np.ndarray) -> csr_matrix:
    surface = [characters(texts) * SURFACE, words_and_pairs(texts) * SURFACE]
    return csr_matrix(hstack([csr_matrix(vectors), *surface]))
