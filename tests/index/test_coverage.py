"""How much of a query a card covers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.coverage import Coverage, Lexicon

TEXTS = ["passwords and phishing passwords", "password backups", ""]
# Stems in order: backup, password, phish. Backups are near to phishing here, passwords near to nothing.
VECTORS = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.8, 0.0, 0.6]], dtype=np.float32)
RARE, COMMON = np.log(1 + 2.5 / 1.5), np.log(1 + 1.5 / 2.5)


@pytest.fixture
def coverage() -> Coverage:
    return Coverage.build(Lexicon.of(TEXTS), VECTORS, nearest_from=0.6)


def test_a_lexicon_has_each_stem_once_with_the_word_that_is_used_most() -> None:
    lexicon = Lexicon.of(TEXTS)
    assert lexicon.stems == ["backup", "password", "phish"]
    assert lexicon.words == ["backups", "passwords", "phishing"]
    assert [list(rows) for rows in lexicon.cards] == [[1, 2], [0, 1], []]


def test_a_card_that_has_every_word_covers_the_query_whole(coverage: Coverage) -> None:
    assert coverage.scores("my password was phished") == pytest.approx(
        [1.0, (COMMON + 0.8 * RARE) / (COMMON + RARE), 0]
    )


def test_a_rare_word_counts_for_more_than_a_common_one(coverage: Coverage) -> None:
    both = Coverage.build(Lexicon.of(TEXTS), np.eye(3, dtype=np.float32), nearest_from=0.6)
    assert both.scores("password phishing") == pytest.approx([1.0, COMMON / (COMMON + RARE), 0])
    assert COMMON < RARE


def test_words_that_have_nothing_to_do_with_each_other_do_not_cover(coverage: Coverage) -> None:
    strict = Coverage.build(Lexicon.of(TEXTS), VECTORS, nearest_from=0.9)
    assert strict.scores("backups") == pytest.approx([0, 1, 0])
    assert coverage.scores("backups") == pytest.approx([0.8, 1, 0])


def test_a_word_that_no_card_has_is_covered_by_none(coverage: Coverage) -> None:
    assert coverage.scores("password zebra").max() < 0.5
    assert not coverage.scores("zebra").any()
    assert coverage.scores("").shape == (3,)


def test_it_is_the_same_when_read_again(coverage: Coverage, tmp_path: Path) -> None:
    coverage.save(tmp_path)
    query = "phishing for backups"
    assert Coverage.load(tmp_path).scores(query) == pytest.approx(coverage.scores(query))
    with pytest.raises(FileNotFoundError):
        Coverage.load(tmp_path / "none")


def test_many_words_are_compared_in_blocks(monkeypatch: pytest.MonkeyPatch, coverage: Coverage) -> None:
    monkeypatch.setattr("index.coverage._AT_ONCE", 2)
    blocks = Coverage.build(Lexicon.of(TEXTS), VECTORS, nearest_from=0.6)
    assert blocks.scores("phishing backups") == pytest.approx(coverage.scores("phishing backups"))
