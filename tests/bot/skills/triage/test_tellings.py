"""What is told whatever was asked: the words of a message against what was told in such words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from bot.skills.assembly import load_encoder
from bot.skills.triage.tellings import Tellings
from index.paths import Paths
from tests.evaluation import triaging


class Learned:
    known = ["done:told-it", "done:switched-off", "spread:one", "spread:stopped", "services:danger", "data:sensitive"]

    def __init__(self, **chances: float):
        self.given = dict.fromkeys(self.known, 0.01) | {
            name.replace("__", ":").replace("_", "-"): chance for name, chance in chances.items()
        }

    @property
    def labels(self) -> list[str]:
        return list(self.given)

    def chances(self, text: str, vector: Any) -> dict[str, float]:
        return self.given

    def all_chances(self, texts: list[str], vectors: Any) -> np.ndarray:
        return np.array([[self.given[name] for name in self.labels] for _ in texts])


def settled(triage: Any, heard: dict[str, list[str]], **chances: float) -> dict[str, list[str]]:
    tellings = Tellings(triage.flow.common, Learned(**chances), lambda texts: np.zeros((len(texts), 2)))  # type: ignore[arg-type]
    return tellings.settle("words", heard)


def test_what_words_say_is_believed_unless_such_words_told_something_else(triage):
    assert settled(triage, {"done": ["told-it"]}, done__told_it=0.5) == {"done": ["told-it"]}
    assert settled(triage, {"done": ["told-it"]}, done__told_it=0.3) == {}


def test_danger_is_believed_whatever_others_told(triage):
    assert settled(triage, {"services": ["danger"]}) == {"services": ["danger"]}


def test_what_words_do_not_say_is_heard_where_such_words_told_it(triage):
    assert settled(triage, {}, data__sensitive=0.85) == {"data": ["sensitive"]}
    assert settled(triage, {}, data__sensitive=0.6) == {}


def test_what_calms_is_never_heard_by_likeness_alone(triage):
    assert settled(triage, {}, spread__stopped=0.99) == {}
    assert settled(triage, {"spread": ["stopped"]}, spread__stopped=0.5) == {"spread": ["stopped"]}


def test_a_single_fact_has_one_value_and_a_list_all(triage):
    found = settled(triage, {"spread": ["stopped"]}, spread__one=0.9, spread__stopped=0.95)
    assert found == {"spread": ["stopped"]}
    assert settled(triage, {}, done__passwords=0.9, done__switched_off=0.85) == {"done": ["passwords", "switched-off"]}


def test_nobodys_it_was_told_where_the_words_name_no_telling(triage):
    assert settled(triage, {}, done__told_it=0.95) == {}


def test_danger_is_never_taken_back_by_likeness(triage):
    learned = Learned()
    learned.given = {"not services:danger": 0.99, "not done:told-it": 0.99}
    tellings = Tellings(triage.flow.common, learned, lambda texts: np.zeros((len(texts), 2)))  # type: ignore[arg-type]
    held = {"services": ["danger"], "done": ["told-it"]}
    assert tellings.taken_back("words", held) == {"done": ["told-it"]}


def test_facts_that_nothing_was_learned_of_are_left_as_they_were_heard(triage):
    assert settled(triage, {"nation": ["wales"]}) == {"nation": ["wales"]}


@pytest.fixture(scope="module")
def figures(built: SimpleNamespace) -> dict[str, float]:
    paths = Paths()
    return triaging.told_figures(triaging.tellings("test"), paths, load_encoder(paths, threads=2).encode)


def test_most_facts_that_are_told_unasked_are_heard_and_four_of_five_rightly(figures):
    assert figures["triage_told_heard"] >= 0.57
    assert figures["triage_told_rightly"] >= 0.8
    assert figures["triage_told_nothing"] >= 0.8


def test_one_sentence_of_several_tells_what_the_whole_does_not(triage):
    class OfItsSentence(Learned):
        def all_chances(self, texts: list[str], vectors: Any) -> np.ndarray:
            told = [0.95 if text.startswith("IT have") else 0.1 for text in texts]
            return np.array([[chance if name == "done:told-it" else 0.01 for name in self.labels] for chance in told])

    tellings = Tellings(triage.flow.common, OfItsSentence(), lambda texts: np.zeros((len(texts), 2)))  # type: ignore[arg-type]
    assert tellings.settle("The mayor is cross today. IT have it now, I think.", {}) == {"done": ["told-it"]}


def test_several_told_at_once_with_asides_are_heard_and_danger_mostly(built):
    paths = Paths()
    found = triaging.told_figures(triaging.tellings("midway"), paths, load_encoder(paths, threads=2).encode)
    assert found["triage_told_heard"] >= 0.55
    assert found["triage_told_rightly"] >= 0.85
    assert found["triage_danger_heard"] >= 0.7


def test_that_is_more_than_words_alone_hear(figures):
    assert figures["triage_told_heard"] > figures["by_words_triage_told_heard"] + 0.1
    assert figures["triage_told_rightly"] > figures["by_words_triage_told_rightly"] + 0.15
