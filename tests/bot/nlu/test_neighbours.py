"""How near a message comes to the examples of an act."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.act_model import ActModel
from bot.nlu.neighbours import NEAREST, SPARE, Neighbours

EACH = NEAREST + SPARE + 3


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def vectors() -> np.ndarray:
    """So many questions round one direction, and as many reports round another."""
    random = np.random.default_rng(7)
    centres = np.repeat(np.eye(2, 16), EACH, axis=0)
    return unit(centres + 0.2 * random.standard_normal(centres.shape))


ACTS = ["ask"] * EACH + ["report_incident"] * EACH


def test_a_message_is_nearest_to_the_examples_of_its_act(vectors: np.ndarray) -> None:
    found = Neighbours.build(vectors, ACTS, ("ask", "report_incident")).features(unit(np.eye(2, 16)))
    assert found.shape == (2, 4)
    assert found[0, 0] > found[0, 2] and found[0, 1] > found[0, 3]
    assert found[1, 2] > found[1, 0] and found[1, 3] > found[1, 1]


def test_an_example_is_no_neighbour_of_its_own(vectors: np.ndarray) -> None:
    known = Neighbours.build(vectors, ACTS, ("ask",))
    assert known.features(vectors[:1])[0, 0] == pytest.approx(1, abs=1e-5)
    others = vectors[:1] @ vectors[1:EACH].T
    assert known.features(vectors[:1], taught=True)[0, 0] == pytest.approx(others.max(), abs=1e-5)


def test_an_act_with_hardly_any_examples_has_no_say(vectors: np.ndarray) -> None:
    assert Neighbours.build(vectors[: EACH + 2], ACTS[: EACH + 2], ("report_incident",)).features(vectors).shape[1] == 0


def test_a_model_with_neighbours_says_the_same_after_it_was_saved(vectors: np.ndarray, tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(len(ACTS))]
    model = ActModel.train(texts, vectors, ACTS, C=10.0, surface_weight=0.5)
    model.save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"regression.skops", "ask.faiss", "report_incident.faiss"}
    assert np.allclose(ActModel.load(tmp_path, 0.5).chances(texts, vectors), model.chances(texts, vectors))
