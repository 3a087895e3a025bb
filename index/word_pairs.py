"""How a text is put: its words and pairs of neighbouring words, hashed into a vector."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

BUCKETS = 2**13
_PUT = HashingVectorizer(
    token_pattern=r"[\w']+|[?!^]",  # noqa: S106
    ngram_range=(1, 2),
    n_features=BUCKETS,
    alternate_sign=False,
)


def words_and_pairs(texts: Sequence[str]) -> csr_matrix:
    """Rows of unit length, shape (n, BUCKETS)."""
    # The mark at the front makes the first word a pair of its own: "who", "what's the name", "can you send".
    return csr_matrix(_PUT.transform([f"^ {text}" for text in texts]))
