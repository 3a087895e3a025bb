"""How a text is put: its words and pairs of neighbouring words, and its characters, hashed into vectors."""

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
_CHARACTERS = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=2**14, alternate_sign=False)


def characters(texts: Sequence[str]) -> csr_matrix:
    """Runs of three to five characters within words, which see through misspellings; rows of unit length."""
    return csr_matrix(_CHARACTERS.transform(texts))


def words_and_pairs(texts: Sequence[str]) -> csr_matrix:
    """Rows of unit length, shape (n, BUCKETS)."""
    # The mark at the front makes the first word a pair of its own: "who", "what's the name", "can you send".
    return csr_matrix(_PUT.transform([f"^ {text}" for text in texts]))
