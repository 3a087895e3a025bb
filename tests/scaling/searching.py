"""Kinds of FAISS index: how long they build, how much they hold, how fast and how well they find."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import faiss
import numpy as np

DEPTH = 10
MEGABYTE = 2**20


@dataclass(frozen=True)
class Kind:
    """A recipe of `faiss.index_factory`, and what is set before searching."""

    name: str
    recipe: str
    largest: int
    prepare: Callable[[faiss.Index], None] = lambda index: None


def _probe(lists: int) -> Callable[[faiss.Index], None]:
    return lambda index: faiss.ParameterSpace().set_index_parameter(index, "nprobe", lists)


def _effort(beam: int) -> Callable[[faiss.Index], None]:
    return lambda index: faiss.ParameterSpace().set_index_parameter(index, "efSearch", beam)


# A graph over a million vectors takes longer to build than all the rest together.
KINDS = (
    Kind("flat", "Flat", 1_000_000),
    Kind("hnsw", "HNSW32,Flat", 100_000, _effort(64)),
    Kind("ivf", "IVF1024,Flat", 1_000_000, _probe(16)),
    Kind("ivf_sq8", "IVF1024,SQ8", 1_000_000, _probe(16)),
)


def measure(kind: Kind, vectors: np.ndarray, queries: np.ndarray, exact: np.ndarray | None) -> tuple[dict, np.ndarray]:
    """Figures of one kind of index, and the rows that it found, int of shape (len(queries), DEPTH).

    Searches run on one thread, one query at a time, as the bot's do.

    Args:
        exact: the rows that exact search found; None where this is the exact search.
    """
    index = faiss.index_factory(vectors.shape[1], kind.recipe, faiss.METRIC_INNER_PRODUCT)
    begin = time.perf_counter()
    index.train(vectors)
    index.add(vectors)
    built = time.perf_counter() - begin
    kind.prepare(index)
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    found, waits = [], []
    for query in queries:
        begin = time.perf_counter()
        found.append(index.search(query[None], DEPTH)[1][0])
        waits.append((time.perf_counter() - begin) * 1000)
    faiss.omp_set_num_threads(threads)
    rows = np.array(found)
    truth = rows if exact is None else exact
    shared = [len(set(mine) & set(theirs)) / DEPTH for mine, theirs in zip(rows, truth)]
    return {
        "build_s": built,
        "index_mb": faiss.serialize_index(index).nbytes / MEGABYTE,
        "p50_ms": float(np.percentile(waits, 50)),
        "p95_ms": float(np.percentile(waits, 95)),
        "recall_at_10": float(np.mean(shared)),
    }, rows
