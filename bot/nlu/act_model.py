"""The dialogue act from a sentence embedding and character n-grams: the model itself, without Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

ITERATIONS = 1000
SEED = 7
NGRAMS = (3, 5)
BUCKETS = 2**14


class ActModel:
    """Logistic regression over both kinds of features; character n-grams see through misspellings."""

    def __init__(self, regression: LogisticRegression, ngram_weight: float):
        self._regression = regression
        self._weight = ngram_weight

    @property
    def acts(self) -> np.ndarray:
        """The acts known, in the order of the columns of `chances`."""
        return np.asarray(self._regression.classes_)

    @classmethod
    def train(
        cls, texts: Sequence[str], vectors: np.ndarray, acts: Sequence[str], C: float, ngram_weight: float  # noqa: N803
    ) -> ActModel:
        """Fit on texts, their unit vectors of shape (n, d) and their acts.

        Args:
            C: inverse strength of the regularisation.
            ngram_weight: what an n-gram counts against the embedding; 0 leaves n-grams out.
        """
        model = cls(
            LogisticRegression(C=C, class_weight="balanced", max_iter=ITERATIONS, random_state=SEED), ngram_weight
        )
        model._regression.fit(model._features(texts, vectors), acts)
        return model

    def chances(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The probability of each act for each text, shape (n, acts)."""
        return np.asarray(self._regression.predict_proba(self._features(texts, vectors)))

    def predict(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """The likeliest act of each text."""
        return self.acts[self.chances(texts, vectors).argmax(axis=1)]

    def save(self, path: Path) -> None:
        skops.io.dump(self._regression, path)

    @classmethod
    def load(cls, path: Path, ngram_weight: float) -> ActModel:
        """Read what `save` wrote; skops loads no types but those that it knows to be safe."""
        return cls(skops.io.load(path), ngram_weight)

    def _features(self, texts: Sequence[str], vectors: np.ndarray) -> csr_matrix:
        dense = csr_matrix(np.asarray(vectors))
        if not self._weight:
            return dense
        hashing = HashingVectorizer(
            analyzer="char_wb", ngram_range=NGRAMS, n_features=BUCKETS, alternate_sign=False, lowercase=True
        )
        return hstack([dense, hashing.transform(texts) * self._weight], format="csr")
