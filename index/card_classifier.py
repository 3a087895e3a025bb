"""Which card a question is for, learned from the questions that each card says it answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

SCALE = 10.0
ITERATIONS = 30


class CardClassifier:
    """Softmax regression on sentence embeddings, drawn towards each card's mean.

    A nearest neighbour looks at one question at a time; this looks at all that a card and its rivals hold.
    """

    def __init__(self, weights: np.ndarray):
        self._weights = weights

    @classmethod
    def train(cls, vectors: np.ndarray, cards: np.ndarray, count: int, pull: float = 1e-2) -> CardClassifier:
        """Fit the weights.

        Args:
            vectors: float32 of shape (n, d), unit length: questions and passages.
            cards: int of shape (n,): the card of each, 0 to count - 1.
            pull: how strongly a card's weights are held to the mean of its vectors.
        """
        means = np.zeros((count, vectors.shape[1]))
        np.add.at(means, cards, vectors)
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        samples, rows = vectors.astype(np.float64), np.arange(len(cards))

        def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
            weights = flat.reshape(means.shape)
            logits = SCALE * samples @ weights.T
            norm = logsumexp(logits, axis=1, keepdims=True)
            chances = np.exp(logits - norm)
            value = float((norm[:, 0] - logits[rows, cards]).mean() + pull * ((weights - means) ** 2).sum())
            chances[rows, cards] -= 1.0
            gradient = SCALE * chances.T @ samples / len(cards) + 2 * pull * (weights - means)
            return value, gradient.ravel()

        found = minimize(loss, means.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
        return cls(found.x.reshape(means.shape).astype(np.float32))

    def scores(self, vector: np.ndarray) -> np.ndarray:
        """float32 of shape (cards,) for a unit vector of shape (d,)."""
        return np.asarray(self._weights @ vector, dtype=np.float32)

    def save(self, path: Path) -> None:
        np.save(path, self._weights)

    @classmethod
    def load(cls, path: Path) -> CardClassifier:
        """Raises FileNotFoundError."""
        return cls(np.load(path))
