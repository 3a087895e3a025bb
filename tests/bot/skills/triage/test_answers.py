"""What an answer means: its words, and the answers of others like it."""

from __future__ import annotations

import numpy as np
import pytest

from bot.skills.triage.answers import Answers
from index.content.triage import UNKNOWN
from index.told import NO_ANSWER

VECTOR = np.array([1.0, 0.0], dtype=np.float32)


class Likely:
    """Stands for what was learned: the same chances for every answer."""

    def __init__(self, chances: dict[str, float]):
        self._chances = chances

    def chances(self, text: str, vector: np.ndarray) -> dict[str, float]:
        return self._chances


@pytest.fixture
def settle(triage):
    def settled(fact: str, heard: list[str], free: bool = False, **chances: float) -> list[str]:
        learned = {fact: Likely({NO_ANSWER if name == "no_answer" else name: each for name, each in chances.items()})}
        answers = Answers(triage.flow.common.hearing, learned, lambda texts: VECTOR[None])
        return answers.settle(triage.flow.common.fact(fact), "said", None, heard, free)

    return settled


def test_what_no_word_says_is_taken_from_answers_like_it(settle):
    assert settle("spread", [], one=0.8, many=0.1) == ["one"]
    assert settle("spread", [], one=0.2, many=0.1) == []


def test_a_calming_value_wants_to_be_surer(settle):
    assert settle("access", [], ours=0.6, theirs=0.1) == []
    assert settle("access", [], ours=0.8, theirs=0.1) == ["ours"]
    assert settle("access", [], theirs=0.6, ours=0.1) == ["theirs"]


def test_words_are_believed_unless_answers_like_them_speak_against_them(settle):
    assert settle("spread", ["one"], one=0.2, many=0.6) == ["one"]
    assert settle("spread", ["one"], one=0.01, many=0.1) == ["one"]
    assert settle("spread", ["one"], one=0.01, many=0.6) == ["many"]
    assert settle("spread", ["one"], one=0.01, no_answer=0.9) == []


def test_a_value_of_which_no_answer_was_learned_is_believed(settle):
    assert settle("spread", ["spreading"], one=0.9) == ["spreading"]


def test_of_several_values_those_of_words_and_of_likeness_are_taken(settle):
    assert settle("done", ["passwords"], passwords=0.9, paid=0.8) == ["passwords", "paid"]
    assert settle("done", ["passwords"], passwords=0.9, nothing=0.8) == ["passwords"]
    assert settle("done", [UNKNOWN], unknown=0.9, paid=0.6) == [UNKNOWN]


def test_nobody_knows_is_an_answer_where_it_is_likelier_than_none(settle):
    assert settle("done", [], unknown=0.8) == [UNKNOWN]
    assert settle("done", [], unknown=0.5, no_answer=0.6) == []
    assert settle("spread", [], unknown=0.8) == [UNKNOWN]


def test_any_words_are_no_answer_where_answers_like_them_were_none(settle):
    assert settle("services", ["other"], free=True, website=0.1) == ["other"]
    assert settle("services", ["other"], free=True, website=0.8) == ["website"]
    assert settle("services", ["other"], free=True, no_answer=0.8) == []


def test_a_fact_of_which_nothing_was_learned_is_heard_by_its_words(triage):
    answers = Answers(triage.flow.common.hearing, {}, lambda texts: VECTOR[None])
    assert answers.settle(triage.flow.common.fact("nation"), "said", None, ["wales"], False) == ["wales"]
