"""An embedding's way from the Rasa server to the action server."""

from __future__ import annotations

import numpy as np
import pytest

from bot.skills.vectors import pack, unpack


def test_a_vector_arrives_as_it_was_sent() -> None:
    vector = np.random.default_rng(7).standard_normal(384).astype(np.float32)
    vector /= np.linalg.norm(vector)
    arrived = unpack(pack(vector))
    assert arrived is not None
    assert arrived.dtype == np.float32
    assert np.linalg.norm(arrived) == pytest.approx(1, abs=1e-6)
    assert arrived @ vector > 0.9999
    assert len(pack(vector)) < 1100


@pytest.mark.parametrize("packed", [None, "", "!", "YWJj", pack(np.zeros(384))])
def test_what_is_no_vector_is_none(packed: str) -> None:
    assert unpack(packed) is None
