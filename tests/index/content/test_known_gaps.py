"""What users ask that no card answers is read beside the cards, and never contradicts them."""

from __future__ import annotations

import pytest

from index.content.corpus import load_corpus, read_corpus
from tests.index.conftest import SmallCorpus

ASKED = "Who wrote the ICO's form?"


def test_the_gaps_are_read_with_the_corpus(small: SmallCorpus) -> None:
    small.gap(ASKED, lacks="names no author")
    (gap,) = load_corpus(small.root).gaps
    assert (gap.question, gap.nearest, gap.lacks) == (ASKED, "tell-the-ico", "names no author")


@pytest.mark.parametrize(
    ("fields", "line", "what"),
    [
        ({"nearest": "tell-the-icu"}, 3, "the card 'tell-the-icu' is not known"),
        ({"question": "why tell-the-ico?"}, 2, "the gap 'why tell-the-ico?' is also a question of the card"),
        ({"lacks": ""}, 4, "lacks"),
        ({"lakcs": "a slip"}, 5, "lakcs"),
    ],
)
def test_a_faulty_gap_is_named_with_file_and_line(small: SmallCorpus, fields: dict, line: int, what: str) -> None:
    path = small.gap(**{"question": ASKED, **fields})
    _, problems = read_corpus(small.root)
    assert [(problem.file, problem.line) for problem in problems] == [(path, line)]
    assert what in str(problems[0])


def test_a_councils_own_version_of_a_card_closes_our_gaps_of_it(small: SmallCorpus, overlay: SmallCorpus) -> None:
    small.gap(ASKED)
    overlay.card()
    assert load_corpus(small.root, overlay.root).gaps == []


def test_a_councils_card_may_answer_a_gap_of_ours(small: SmallCorpus, overlay: SmallCorpus) -> None:
    small.gap(ASKED)
    overlay.card("our-form", questions=[ASKED.lower(), "Where is the form?", "What is the form?"])
    assert load_corpus(small.root, overlay.root).gaps == []


def test_a_council_adds_gaps_of_its_own(small: SmallCorpus, overlay: SmallCorpus) -> None:
    small.gap(ASKED)
    overlay.gap("Who holds our stamp?")
    assert [gap.question for gap in load_corpus(small.root, overlay.root).gaps] == [ASKED, "Who holds our stamp?"]
