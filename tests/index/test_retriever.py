"""Who asks, and where, decides between cards that say the same."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from index.retriever import Retriever
from index.settings import load_settings
from tests.index.conftest import SmallCorpus
from tests.index.small_index import small_index_of

QUESTION = "restore a backup"
SAME = {"body": "Restore a backup every month.\n", "questions": ["a backup?", "restore a backup?", "which backup?"]}


@pytest.fixture
def retriever(small: SmallCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Retriever:
    small.card("a-for-engineers", title="Restore", audiences=["it-staff"], **SAME)
    small.card("b-for-members", title="Restore", audiences=["councillor"], **SAME)
    small.card("c-for-scots", title="Restore", audiences=["it-staff"], nations=["scotland"], **SAME)
    index = small_index_of(small, tmp_path / "index", monkeypatch)
    index.build()
    return index.load()


@pytest.mark.parametrize(("role", "card"), [("councillor", "b-for-members"), ("it-staff", "a-for-engineers")])
def test_of_two_cards_that_say_the_same_the_one_for_who_asks_comes_first(
    retriever: Retriever, role: str, card: str
) -> None:
    assert retriever.search(QUESTION, nation="england", role=role)[0].passage.card == card


def test_a_card_for_another_nation_is_left_out_whoever_asks(retriever: Retriever) -> None:
    found = [hit.passage.card for hit in retriever.search(QUESTION, nation="england", role="it-staff")]
    assert "c-for-scots" not in found


def test_a_role_that_the_vocabulary_does_not_know_changes_nothing(retriever: Retriever) -> None:
    plain = [hit.score for hit in retriever.search(QUESTION)]
    assert [hit.score for hit in retriever.search(QUESTION, role="astronaut")] == plain


def test_a_card_without_the_sum_that_is_asked_for_is_less_sure_to_answer(
    small: SmallCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "how much does it cost to restore a backup"
    sure = []
    for body in ("Restore a backup every month. It costs £500.\n", "Restore a backup every month. It costs money.\n"):
        small.card("restore", title="Restore", questions=["a backup?", "restore a backup?", "which?"], body=body)
        index = small_index_of(small, tmp_path / "index", monkeypatch)
        index.build()
        sure.append(index.load().search(asked)[0].confidence)
    assert sure[1] == pytest.approx(sure[0] * load_settings().judgement.without_what_is_asked, rel=0.2)


def test_what_is_like_a_known_gap_is_never_answered_plainly_but_a_cards_own_question_is(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = load_settings().judgement.plain
    monkeypatch.setattr(retriever.ranking, "confidence", lambda signs: np.full(len(signs), 0.99))
    evidence = retriever.evidence(QUESTION)

    def sure(gap: float, asked: float) -> float:
        told = dataclasses.replace(evidence, gap=gap, asked=np.full_like(evidence.asked, asked))
        monkeypatch.setattr(retriever, "evidence", lambda *given: told)
        return retriever.search(QUESTION)[0].confidence

    assert sure(gap=0.0, asked=0.6) >= plain
    assert sure(gap=5.0, asked=0.6) < plain
    assert sure(gap=5.0, asked=0.99) >= plain


def test_the_title_of_a_card_is_answered_plainly_however_near_a_gap_is(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    judgement = load_settings().judgement
    monkeypatch.setattr(retriever.ranking, "confidence", lambda signs: np.full(len(signs), 0.99))
    title = retriever.card(retriever.search(QUESTION)[0].passage.card)[0].title
    told = dataclasses.replace(retriever.evidence(QUESTION), gap=5.0)
    monkeypatch.setattr(retriever, "evidence", lambda *given: told)
    assert retriever.search(f"{title}?")[0].confidence >= judgement.plain
