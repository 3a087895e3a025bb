"""The rest of a search as it is built today: words, and weighing what was found, over every passage."""

from __future__ import annotations

import time
from collections.abc import Callable

import bm25s
import numpy as np

from index.lexical import LexicalIndex
from index.ranking import Evidence, Ranking
from index.settings import Settings
from tests.scaling.synthetic import token_lists

PASSAGES_OF_A_CARD = 4


def fusing(count: int, settings: Settings, times: int) -> dict[str, float]:
    """Milliseconds to weigh evidence on `count` passages."""
    rng = np.random.default_rng(7)
    cards = count // PASSAGES_OF_A_CARD
    of_passage = np.arange(count) // PASSAGES_OF_A_CARD
    ranking = Ranking(of_passage, of_passage, np.zeros(cards), settings.ranking, settings.calibration)
    said = Evidence(
        meaning=rng.random(count, dtype=np.float32),
        asked=rng.random(count, dtype=np.float32),
        words=rng.random(cards, dtype=np.float32),
        pairs=rng.random(cards, dtype=np.float32),
        asked_words=rng.random(count, dtype=np.float32),
        covered=rng.random(cards, dtype=np.float32),
        classifier=rng.random(cards, dtype=np.float32),
        known=1.0,
        suits=np.zeros(cards, dtype=np.float32),
        gap=0.0,
    )
    return _percentiles(lambda turn: ranking.scores(ranking.features(said)), times)


def by_words(stems: list[list[str]], queries: list[str], count: int) -> dict[str, float]:
    """Seconds to build BM25 over `count` texts, and milliseconds for a query."""
    begin = time.perf_counter()
    model = bm25s.BM25(method="lucene")
    model.index(token_lists(stems, count), show_progress=False)
    built = time.perf_counter() - begin
    index = LexicalIndex(model, count)
    return {"build_s": built, **_percentiles(lambda turn: index.scores(queries[turn]), len(queries))}


def _percentiles(act: Callable[[int], object], times: int) -> dict[str, float]:
    waits = []
    for turn in range(times):
        begin = time.perf_counter()
        act(turn)
        waits.append((time.perf_counter() - begin) * 1000)
    return {"p50_ms": float(np.percentile(waits, 50)), "p95_ms": float(np.percentile(waits, 95))}
