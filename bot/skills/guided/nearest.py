"""Which of a few choices a message comes nearest to in meaning, where its words name none of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Optional

import numpy as np

from bot.skills.turn import Turn

Encode = Callable[[list[str]], np.ndarray]

NEAR = 0.45  # cosine from which a choice is near
VERY_NEAR = 0.6  # and from which it is, though the message sounds like something else
CLEAR = 0.05  # by how much it must be nearer than the next


class Nearest:
    """Compares sentence embeddings; those of the choices are kept."""

    def __init__(self, encode: Encode):
        self._encode = encode
        self._phrases = lru_cache(maxsize=256)(self._embed)

    def __call__(self, turn: Turn, choices: dict[str, list[str]], near: float = NEAR) -> Optional[str]:
        """The id of the choice, given the ways to say each; None where none is as near as `near`, or two are."""
        said = turn.vector if turn.vector is not None else self._encode([turn.text])[0]
        ranked = sorted(((float((self._phrases(tuple(ways)) @ said).max()), name) for name, ways in choices.items()))
        best, name = ranked[-1]
        second = ranked[-2][0] if len(ranked) > 1 else 0.0
        return name if best >= near and best - second >= CLEAR else None

    def _embed(self, ways: tuple[str, ...]) -> np.ndarray:
        return self._encode(list(ways))
