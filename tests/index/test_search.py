"""The two searches that retrieval is made of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.dense import DenseIndex
from index.lexical import LexicalIndex, pairs, words

VECTORS = np.eye(3, 4, dtype=np.float32)


def test_similarities_are_in_the_order_of_the_vectors() -> None:
    found = DenseIndex.build(VECTORS).similarities(np.array([0.6, 0.8, 0, 0], dtype=np.float32))
    assert found == pytest.approx([0.6, 0.8, 0.0])


def test_a_vector_that_is_not_of_unit_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length 1"):
        DenseIndex.build(VECTORS * 2)
    with pytest.raises(ValueError, match="length 1"):
        DenseIndex.build(VECTORS).similarities(np.zeros(4, dtype=np.float32))


def test_a_dense_index_is_the_same_when_read_again(tmp_path: Path) -> None:
    DenseIndex.build(VECTORS).save(tmp_path / "x.faiss")
    assert DenseIndex.load(tmp_path / "x.faiss").size == 3
    with pytest.raises(FileNotFoundError):
        DenseIndex.load(tmp_path / "none.faiss")


def test_words_are_stems_without_stop_words() -> None:
    assert words("What are the Passwords of e-mails?") == ["password", "email"]


def test_the_text_that_has_the_words_scores_highest(tmp_path: Path) -> None:
    index = LexicalIndex.build(["backups and restores", "phishing e-mail", ""])
    index.save(tmp_path)
    for one in (index, LexicalIndex.load(tmp_path)):
        assert one.scores("test a backup").argmax() == 0
        assert one.scores("phishing emails").argmax() == 1
        assert not one.scores("zebra").any()
        assert one.scores("").shape == (3,)


def test_pairs_are_neighbours_among_the_stems() -> None:
    assert pairs("Report a data breach") == ["report data", "data breach"]
    assert pairs("breach") == []


def test_by_pairs_the_text_that_has_the_words_side_by_side_scores_highest(tmp_path: Path) -> None:
    index = LexicalIndex.build(["the breach report has data", "report data breaches", ""], pairs)
    index.save(tmp_path)
    for one in (index, LexicalIndex.load(tmp_path, pairs)):
        assert one.scores("who reports a data breach?").argmax() == 1
        assert not one.scores("breach").any()


def test_the_share_of_known_words_tells_what_is_foreign() -> None:
    index = LexicalIndex.build(["backups and restores"])
    assert index.share_known("backup zebra") == 0.5
    assert index.share_known("the of and") == 0.0
