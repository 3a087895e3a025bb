"""As many passages as wanted, made from the real ones."""

from __future__ import annotations

import numpy as np

NOISE = 0.6
_AT_ONCE = 100_000


def vectors(real: np.ndarray, count: int, seed: int = 7) -> np.ndarray:
    """Unit vectors that lie as real passages do: each between two real ones, and a little off.

    Uniform random vectors would be all equally far from a query, which no index can use and no corpus is like.

    Args:
        real: float32 of shape (n, d), unit length.

    Returns:
        float32 of shape (count, d).
    """
    rng = np.random.default_rng(seed)
    made = np.empty((count, real.shape[1]), dtype=np.float32)
    for start in range(0, count, _AT_ONCE):
        size = min(_AT_ONCE, count - start)
        one, other = real[rng.integers(len(real), size=size)], real[rng.integers(len(real), size=size)]
        share = rng.uniform(0.5, 1.0, size=(size, 1)).astype(np.float32)
        noise = rng.standard_normal((size, real.shape[1]), dtype=np.float32) * (NOISE / real.shape[1] ** 0.5)
        mixed = share * one + (1 - share) * other + noise
        made[start : start + size] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return made


def token_lists(real: list[list[str]], count: int, seed: int = 7) -> list[list[str]]:
    """Texts as stems: each half of one real passage and half of another."""
    rng = np.random.default_rng(seed)
    halves = rng.integers(len(real), size=(count, 2))
    return [real[one][: len(real[one]) // 2 + 1] + real[other][len(real[other]) // 2 :] for one, other in halves]
