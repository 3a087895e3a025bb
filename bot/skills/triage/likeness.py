"""How like each type of incident a message is, learned from the examples of the playbooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from index.card_classifier import SCALE, CardClassifier
from index.content.playbook import Playbook

Encode = Callable[[list[str]], np.ndarray]


class Likeness:
    """The types with the chance of each.

    Args:
        playbooks: the types, with their examples.
        encode: texts to unit vectors, float32 of shape (texts, dimensions).
    """

    def __init__(self, playbooks: Mapping[str, Playbook], encode: Encode):
        self._names = [name for name, each in playbooks.items() if len(each.examples) > 1]
        self._playbooks, self._encode = playbooks, encode

    def chances(self, vector: np.ndarray) -> dict[str, float]:
        """Every type that has examples with its chance, which add up to 1, the likeliest first."""
        logits = SCALE * self._model.scores(vector)
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        return {self._names[row]: float(chances[row]) for row in np.argsort(-chances)}

    @cached_property
    def _model(self) -> CardClassifier:
        told = [(example, row) for row, name in enumerate(self._names) for example in self._playbooks[name].examples]
        vectors = self._encode([example for example, _ in told])
        return CardClassifier.train(vectors, np.array([row for _, row in told]), len(self._names))
