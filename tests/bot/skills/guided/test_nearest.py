"""The choice that a message comes nearest to in meaning, with vectors made up for it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from bot.skills.guided.nearest import VERY_NEAR, Nearest
from bot.skills.turn import Turn

WAYS = {"cut": ["cut the link", "pull the plug"], "wait": ["wait"]}
VECTORS = {"cut the link": (1, 0, 0), "pull the plug": (0.8, 0.6, 0), "wait": (0, 0, 1)}


def encode(texts: list[str]) -> np.ndarray:
    return np.array([VECTORS.get(text, (0, 0, 0)) for text in texts], dtype=np.float32)


def said(*vector: float) -> Turn:
    now = dt.datetime(2026, 11, 25, tzinfo=dt.timezone.utc)
    return Turn("something", "", now, vector=np.array(vector, dtype=np.float32))


@pytest.mark.parametrize(
    ("vector", "choice"),
    [((0, 1, 0), "cut"), ((0.1, 0, 0.9), "wait"), ((0.3, 0, 0.2), None), ((0.7, 0, 0.7), None)],
)
def test_the_nearest_way_to_say_it_counts_where_it_is_near_and_clear(
    vector: tuple[float, ...], choice: str | None
) -> None:
    assert Nearest(encode)(said(*vector), WAYS) == choice


def test_more_nearness_can_be_asked_for() -> None:
    turn = said(0.5, 0, 0)
    assert Nearest(encode)(turn, WAYS) == "cut"
    assert Nearest(encode)(turn, WAYS, VERY_NEAR) is None
