"""What is best of each card."""

from __future__ import annotations

import numpy as np
import pytest

from index.ranking import Grouped

CARDS = np.array([2, 0, 2, 3, 2, 0])
VALUES = np.array([0.1, 0.5, 0.9, -0.2, 0.4, 0.7], dtype=np.float32)


def test_the_best_of_each_card_is_found_wherever_its_rows_lie() -> None:
    assert Grouped(CARDS, 4).best(VALUES) == pytest.approx([0.7, 0.0, 0.9, 0.0])


def test_the_second_best_is_the_best_again_where_a_card_has_one_row() -> None:
    best, second = Grouped(CARDS, 4).best_two(VALUES)
    assert best == pytest.approx([0.7, 0.0, 0.9, -0.2])
    assert second == pytest.approx([0.5, 0.0, 0.4, -0.2])


def test_cards_without_any_rows_count_nothing() -> None:
    grouped = Grouped(np.array([], dtype=int), 2)
    nothing = np.zeros(0, dtype=np.float32)
    assert grouped.best(nothing) == pytest.approx([0, 0])
    assert [list(part) for part in grouped.best_two(nothing)] == [[0, 0], [0, 0]]
