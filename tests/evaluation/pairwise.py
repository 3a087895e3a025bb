"""Weights from which card was right: learning to rank by pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

HARD = 15


def fit(asked: Iterable[tuple[np.ndarray, np.ndarray, Sequence[int]]], strength: float) -> np.ndarray:
    """Pairwise logistic regression: each right card against the hardest wrong ones (Herbrich et al. 2000).

    Args:
        asked: for each question the features of the cards, shape (cards, features); what tells how hard a wrong card is,
            shape (cards,), -inf where it is out of the race; and the rows of the right cards.
        strength: the inverse of the penalty.

    Returns:
        The weights, float64 of shape (features,).
    """
    pairs = []
    for features, scores, right in asked:
        best = max(right, key=lambda row: scores[row], default=None)
        if best is not None and np.isfinite(scores[best]):
            wrong = [row for row in np.argsort(-scores)[:HARD] if row not in right]
            pairs += [features[best] - features[row] for row in wrong]
    rows = np.concatenate([pairs, -np.array(pairs)])
    labels = np.r_[np.ones(len(pairs)), np.zeros(len(pairs))]
    fitted = LogisticRegression(C=strength, fit_intercept=False, max_iter=1000).fit(rows, labels)
    return np.asarray(fitted.coef_[0])
