"""How near a message comes to what was taught of the groups of acts that are hardest to tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

NEAREST = 5
# From this cosine on an example is the message itself, or the same words again.
SAME = 0.995
SPARE = 4


class Neighbours:
    """The nearest examples of each group (k nearest neighbours, Cover and Hart 1967), as features of a message.

    A linear model draws one line through all examples; what lies on the wrong side of it may still be close to some.
    """

    def __init__(self, indexes: dict[str, faiss.Index]):
        self._indexes = indexes

    @classmethod
    def build(cls, vectors: np.ndarray, groups: Sequence[str], among: Sequence[str]) -> Neighbours:
        """From unit vectors, float32 of shape (n, d), and their groups; of `among`, those with hardly any are out."""
        indexes = {}
        for group in among:
            own = vectors[np.asarray(groups) == group]
            if len(own) > NEAREST + SPARE:
                indexes[group] = faiss.IndexFlatIP(vectors.shape[1])
                indexes[group].add(np.ascontiguousarray(own, dtype=np.float32))
        return cls(indexes)

    def features(self, vectors: np.ndarray, taught: bool = False) -> np.ndarray:
        """For each group the cosine of the nearest example and the mean of the five nearest, shape (n, 2 groups).

        Args:
            taught: the vectors are of the examples themselves, which are no neighbours of their own.
        """
        asked = np.ascontiguousarray(vectors, dtype=np.float32)
        columns = [self._nearest(index, asked, taught) for index in self._indexes.values()]
        return np.concatenate(columns, axis=1) if columns else np.zeros((len(asked), 0), dtype=np.float32)

    def save(self, folder: Path) -> None:
        for group, index in self._indexes.items():
            faiss.write_index(index, str(folder / f"{group}.faiss"))

    @classmethod
    def load(cls, folder: Path, among: Sequence[str]) -> Neighbours:
        """Read what `save` wrote."""
        paths = {group: folder / f"{group}.faiss" for group in among}
        return cls({group: faiss.read_index(str(path)) for group, path in paths.items() if path.exists()})

    @staticmethod
    def _nearest(index: faiss.Index, vectors: np.ndarray, taught: bool) -> np.ndarray:
        cosines, _ = index.search(vectors, NEAREST + (SPARE if taught else 0))
        if taught:
            cosines = -np.sort(-np.where(cosines >= SAME, -1.0, cosines), axis=1)[:, :NEAREST]
        return np.column_stack([cosines[:, 0], cosines.mean(axis=1)]).astype(np.float32)
