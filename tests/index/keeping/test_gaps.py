"""The gap analysis says what users asked in vain, and what to do about it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.content.corpus import read_corpus
from index.keeping.gaps import find_gaps, read_records

WHEN = "2026-11-23T10:00:00+00:00"


def turn(text: str | None, status: str = "unanswerable", card: str | None = None, score: float | None = None) -> dict:
    return {"when": WHEN, "status": status, "text": text, "card": card, "score": score}


def feedback(question: str, helpful: bool, card: str) -> dict:
    return {"when": WHEN, "helpful": helpful, "card": card, "question": question, "reason": None}


@pytest.fixture
def gaps(small, tmp_path):
    def analyse(*lines: dict, **options):
        path = tmp_path / "turns.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
        records, problems = read_records(path)
        assert not problems
        return find_gaps(read_corpus(small.root)[0], records, **options)

    return analyse


def test_questions_that_mean_the_same_are_one_gap_the_most_asked_first(gaps):
    found = gaps(
        turn("who is our insurer?"),
        turn("how do I restore a backup"),
        turn("How do I restore a backup?"),
        turn("How do I restore a backup?"),
    )
    assert [(gap.count, gap.questions) for gap in found] == [
        (3, ("How do I restore a backup?", "how do I restore a backup")),
        (1, ("who is our insurer?",)),
    ]


def test_a_gap_is_given_its_topic_by_the_words_of_the_vocabulary(gaps):
    (gap,) = gaps(turn("can you notify people for me"))
    assert (gap.topic, gap.advice) == ("reporting", "write a card on Reporting")


def test_a_question_on_no_topic_of_ours(gaps):
    (gap,) = gaps(turn("when are the bins collected"))
    assert gap.topic is None
    assert "say in the scope that it is not ours" in gap.advice


def test_a_card_that_came_near_may_need_the_users_words(gaps):
    (gap,) = gaps(turn("whom to notify", "closest", "tell-the-ico", 0.5))
    assert (gap.card, gap.score) == ("tell-the-ico", 0.5)
    assert gap.advice == "if tell-the-ico answers it, add this wording to its questions; if not, write a card"


def test_a_card_that_did_not_come_near_is_no_answer(gaps):
    (gap,) = gaps(turn("whom to notify", "unanswerable", "tell-the-ico", 0.2))
    assert gap.advice == "write a card on Reporting"


def test_an_answer_that_did_not_help_is_a_gap_too(gaps):
    found = gaps(feedback("when do I report", False, "tell-the-ico"), feedback("why", True, "tell-the-ico"))
    assert [gap.advice for gap in found] == [
        "users said that tell-the-ico did not help: read it against their question"
    ]


def test_answered_turns_keep_no_text_and_are_no_gap(gaps):
    assert gaps(turn(None, "answered", "tell-the-ico", 0.9)) == []


def test_a_card_that_is_gone_is_not_named(gaps):
    (gap,) = gaps(turn("whom to notify", "closest", "gone-card", 0.9))
    assert gap.card is None


def test_meaning_can_be_measured_otherwise_than_by_words(gaps):
    found = gaps(turn("a"), turn("b"), turn("c"), alike=lambda texts: np.ones((len(texts), len(texts))))
    assert [gap.count for gap in found] == [3]


def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path):
    path = tmp_path / "turns.jsonl"
    path.write_text(json.dumps(turn("whom to notify")) + '\n{"when": \n{"text": "no time"}\n')
    records, problems = read_records(path)
    assert len(records) == 1
    assert [(problem.line, problem.mend) for problem in problems] == [
        (2, "remove the line, or write it as JSON"),
        (3, "remove the line, or write it as JSON"),
    ]
