"""Search by meaning: exact inner products of unit vectors, in FAISS."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np

_TOLERANCE = 1e-3


class DenseIndex:
    """Cosine similarity of a query to every vector held."""

    def __init__(self, index: faiss.IndexFlat):
        self._index = index
        # The vectors where FAISS keeps them, not a copy.
        self._vectors = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d).reshape(index.ntotal, index.d)

    @property
    def size(self) -> int:
        return int(self._index.ntotal)

    @classmethod
    def build(cls, vectors: np.ndarray) -> DenseIndex:
        """Index unit vectors, float32 of shape (n, d).

        Raises:
            ValueError: a vector is not of length one.
        """
        _check_unit(vectors)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Raises FileNotFoundError where there is no such file."""
        if not path.exists():
            raise FileNotFoundError(path)
        return cls(faiss.read_index(str(path)))

    def similarities(self, vector: np.ndarray) -> np.ndarray:
        """Cosine of `vector`, float32 of shape (d,), with each vector held: float32 of shape (size,).

        Raises:
            ValueError: the vector is not of length one.
        """
        _check_unit(vector.reshape(1, -1))
        # Every score is wanted, in the order of the rows: FAISS would sort them first, which takes four times as long.
        # Not by BLAS, whose threads wait for each other in vain where the cores are busy.
        return np.einsum("rd,d->r", self._vectors, vector, dtype=np.float32)


def _check_unit(vectors: np.ndarray) -> None:
    lengths = np.linalg.norm(vectors, axis=1)
    if vectors.size and np.abs(lengths - 1).max() > _TOLERANCE:
        raise ValueError(f"vectors must have length 1, found {lengths.min():.3f} to {lengths.max():.3f}")
