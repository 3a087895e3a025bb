"""Whichever way a word's meaning is asked for, our own glossary has it."""

from __future__ import annotations

import pytest

from bot.skills.asking import asking
from bot.skills.names import Names
from index.content.corpus import load_corpus
from index.paths import Paths


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load_corpus(Paths().corpus).glossary.values())


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("wot is ransomware", "ransomware"),
        ("what dose NCSC stand for", "ncsc"),
        ("what does WLGA stand for?", "wlga"),
        ("whats the cloud", "the-cloud"),
        ("what is a backup", "backup"),
        ("what's the meaning of BIA", "business-impact-analysis"),
        ("what is the meaning of C2", "command-and-control"),
        ("wot does ESXi mean", "hypervisor"),
        ("define MTPAS", "mtpas"),
        ("what is a TTX", "tabletop-exercise"),
        ("what is AD trust", "domain-trust"),
        ("what does BCM mean", "business-continuity"),
        ("what is a section 151 officer", "section-151-officer"),
    ],
)
def test_a_word_is_explained_however_it_is_asked_for(names: Names, text: str, entry: str) -> None:
    found = [names.entry(term) for term in asking().terms(text)]
    assert entry in [one.id for one in found if one and one.definition]


@pytest.mark.parametrize("text", ["what is the meaning of life", "what does our server mean for the budget"])
def test_a_word_that_is_not_held_is_not_made_up(names: Names, text: str) -> None:
    assert not any(names.entry(term) for term in asking().terms(text))
