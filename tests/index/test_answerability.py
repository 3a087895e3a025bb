"""What kind of question the corpus is known not to answer is learned from examples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.answerability import Answerability
from tests.index.conftest import SmallCorpus
from tests.index.small_index import SmallIndex, WordEncoder, small_index_of

ANSWERED = ["How do we report a breach?", "When must we tell the regulator?", "What goes into the log?"]
GAPS = ["Who invented the log?", "Who wrote the form of the regulator?", "Who was the first to report a breach?"]


def embedded(texts: list[str]) -> np.ndarray:
    return WordEncoder().encode(texts)


@pytest.fixture
def trained() -> Answerability:
    return Answerability.train((ANSWERED, embedded(ANSWERED)), (GAPS, embedded(GAPS)))


def gap(model: Answerability, question: str) -> float:
    return model.gap(question, embedded([question])[0])


def test_a_question_like_the_gaps_stands_out_from_one_like_those_of_the_cards(trained: Answerability) -> None:
    assert gap(trained, "Who invented the breach?") > gap(trained, "How do we report to the regulator?") + 0.5


def test_the_questions_of_the_cards_lie_about_nought(trained: Answerability) -> None:
    assert np.mean([gap(trained, question) for question in ANSWERED]) == pytest.approx(0, abs=1e-6)


def test_where_no_gaps_are_known_nothing_stands_out() -> None:
    model = Answerability.train((ANSWERED, embedded(ANSWERED)), ([], embedded([])))
    assert gap(model, GAPS[0]) == 0


def test_it_is_the_same_when_read_again(trained: Answerability, tmp_path: Path) -> None:
    trained.save(tmp_path / "model.npy")
    assert gap(Answerability.load(tmp_path / "model.npy"), GAPS[0]) == pytest.approx(gap(trained, GAPS[0]))


def test_the_index_tells_of_every_query_how_much_it_is_like_a_gap(
    small: SmallCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.gap("Who invented the regulator?")
    index: SmallIndex = small_index_of(small, tmp_path / "index", monkeypatch)
    index.build()
    retriever = index.load()
    assert retriever.evidence("Who invented it?").gap > retriever.evidence("When tell-the-ico?").gap


@pytest.mark.parametrize("strange", ["", "?", "🔥🔥", "x " * 50_000], ids=["empty", "mark", "emoji", "100 kB"])
def test_any_text_has_a_finite_sign(trained: Answerability, strange: str) -> None:
    assert np.isfinite(gap(trained, strange))
