"""Measures of finding and of knowing when not to answer, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

MISSED = 10_000
SAMPLES = 1000


def success_at(ranks: np.ndarray, k: int) -> float:
    """Share of questions with a right card among the first k; ranks count from 0."""
    return float((ranks < k).mean())


def mrr_at(ranks: np.ndarray, k: int = 10) -> float:
    """Mean reciprocal rank of the first right card, 0 beyond k."""
    return float(np.where(ranks < k, 1.0 / (ranks + 1.0), 0.0).mean())


def ndcg_at(gains: list[np.ndarray], right: list[int], k: int = 10) -> float:
    """Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen 2002).

    Args:
        gains: for each question, 1 where the card at that rank is right, shape (at least k,).
        right: how many cards are right for each question.
    """
    discounts = 1.0 / np.log2(np.arange(2, k + 2))
    values = [
        float((found[:k] * discounts[: len(found[:k])]).sum() / discounts[: min(count, k)].sum())
        for found, count in zip(gains, right)
    ]
    return float(np.mean(values))


def interval(values: np.ndarray, measure: Callable[[np.ndarray], float], seed: int = 7) -> tuple[float, float]:
    """The 95 % bootstrap interval of `measure` over resampled questions."""
    random = np.random.default_rng(seed)
    found = [measure(values[random.integers(0, len(values), len(values))]) for _ in range(SAMPLES)]
    return float(np.percentile(found, 2.5)), float(np.percentile(found, 97.5))


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over bins of equal size (Nixon et al. 2019)."""
    order = np.argsort(confidence)
    parts = [part for part in np.array_split(order, bins) if len(part)]
    gaps = [len(part) * abs(confidence[part].mean() - right[part].mean()) for part in parts]
    return float(sum(gaps) / len(confidence))


def risk_coverage(confidence: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share answered and share wrong among the answered, from the surest question to all."""
    order = np.argsort(-confidence)
    answered = np.arange(1, len(order) + 1)
    return answered / len(order), np.cumsum(1 - right[order]) / answered


def share(found: Iterable[object]) -> float:
    """How many of them hold, in 0..1; 0 of none."""
    every = list(found)
    return sum(map(bool, every)) / len(every) if every else 0.0
