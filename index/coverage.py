"""How much of a query each card covers, where a word counts as covered in part by a word of like meaning."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, load_npz, save_npz, vstack

from index.lexical import stemmed

MATRIX = "matrix.npz"
STEMS = "stems.json"
RARITY = "rarity.npy"
_AT_ONCE = 1024


@dataclass(frozen=True)
class Lexicon:
    """The content words of all cards.

    Attributes:
        stems: each once, sorted.
        words: for each stem the word that stands for it most often: what the encoder is given.
        cards: for each card the rows of its stems, int arrays.
    """

    stems: list[str]
    words: list[str]
    cards: list[np.ndarray]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Lexicon:
        """The lexicon of the cards' texts."""
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        each = [stemmed(text) for text in texts]
        for pairs in each:
            for stem, word in pairs:
                forms[stem][word] += 1
        stems = sorted(forms)
        rows = {stem: row for row, stem in enumerate(stems)}
        cards = [np.array(sorted({rows[stem] for stem, _ in pairs}), dtype=int) for pairs in each]
        return cls(stems, [forms[stem].most_common(1)[0][0] for stem in stems], cards)


class Coverage:
    """The share of a query's words that a card covers, each word weighed by its rarity among the cards.

    A word is covered by the card's word nearest to it in meaning, by their cosine. This is the neural translation
    model of Zuccon et al. (2015, "Integrating and Evaluating Neural Word Embeddings in Information Retrieval") with the
    best translation only, so that a long card gains nothing by its length.
    """

    def __init__(self, stems: Sequence[str], rarity: np.ndarray, nearest: csr_matrix):
        self._rows = {stem: row for row, stem in enumerate(stems)}
        self._rarity = rarity
        self._nearest = nearest
        self._unknown = _rarity(np.zeros(1), nearest.shape[1])[0]

    @classmethod
    def build(cls, lexicon: Lexicon, vectors: np.ndarray, nearest_from: float) -> Coverage:
        """From a lexicon and its words' unit vectors, float32 of shape (len(lexicon.words), d).

        Args:
            nearest_from: the cosine below which two words have nothing to do with each other.
        """
        blocks = []
        for start in range(0, len(vectors), _AT_ONCE):
            alike = vectors[start : start + _AT_ONCE] @ vectors.T
            alike[alike < nearest_from] = 0.0
            block = [alike[:, rows].max(axis=1) if len(rows) else np.zeros(len(alike)) for rows in lexicon.cards]
            blocks.append(csr_matrix(np.column_stack(block), dtype=np.float32))
        held = np.bincount(np.concatenate(lexicon.cards), minlength=len(lexicon.stems))
        return cls(lexicon.stems, _rarity(held, len(lexicon.cards)), vstack(blocks, format="csr"))

    def scores(self, query: str) -> np.ndarray:
        """For each card the covered share in 0..1, float32 of shape (cards,)."""
        stems = {stem for stem, _ in stemmed(query)}
        rows = [self._rows[stem] for stem in stems if stem in self._rows]
        whole = self._rarity[rows].sum() + self._unknown * (len(stems) - len(rows))
        if not rows:
            return np.zeros(self._nearest.shape[1], dtype=np.float32)
        return np.asarray(self._rarity[rows] @ self._nearest[rows] / whole, dtype=np.float32)

    def save(self, folder: Path) -> None:
        save_npz(folder / MATRIX, self._nearest)
        np.save(folder / RARITY, self._rarity)
        (folder / STEMS).write_text(json.dumps(list(self._rows)), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Coverage:
        """Raises FileNotFoundError where the folder holds none."""
        stems = json.loads((folder / STEMS).read_text(encoding="utf-8"))
        return cls(stems, np.load(folder / RARITY), load_npz(folder / MATRIX).tocsr())


def _rarity(held: np.ndarray, cards: int) -> np.ndarray:
    """Inverse document frequency as BM25 has it, of words that so many of the cards hold."""
    return np.log(1.0 + (cards - held + 0.5) / (held + 0.5))
