"""Labels learned from examples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.label_classifier import LabelClassifier

TEXTS = [
    "the laptop is gone",
    "my phone was stolen",
    "they want money",
    "pay or we publish",
    "gone and they want money",
]
LABELS = [["lost"], ["lost"], ["ransom"], ["ransom"], ["lost", "ransom"]]
VECTORS = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0.7, 0.7]], dtype=np.float32)


@pytest.fixture
def learned() -> LabelClassifier:
    return LabelClassifier.train(TEXTS, VECTORS, LABELS)


def test_a_text_like_the_examples_has_their_label(learned: LabelClassifier) -> None:
    chances = learned.chances("the phone is gone", VECTORS[0])
    assert chances["lost"] > 0.5 > chances["ransom"]


def test_a_text_may_have_two_labels(learned: LabelClassifier) -> None:
    assert min(learned.chances(TEXTS[-1], VECTORS[-1]).values()) > 0.5


def test_many_texts_have_the_chances_of_each(learned: LabelClassifier) -> None:
    whole = learned.all_chances(TEXTS, VECTORS)
    assert whole.shape == (5, 2)
    assert np.allclose(whole[0], list(learned.chances(TEXTS[0], VECTORS[0]).values()), atol=1e-5)


def test_what_was_saved_says_the_same(learned: LabelClassifier, tmp_path: Path) -> None:
    learned.save(tmp_path / "labels.npz")
    again = LabelClassifier.load(tmp_path / "labels.npz")
    assert again.labels == ["lost", "ransom"]
    assert np.allclose(again.all_chances(TEXTS, VECTORS), learned.all_chances(TEXTS, VECTORS), atol=1e-5)
