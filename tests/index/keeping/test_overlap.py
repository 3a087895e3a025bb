"""`corpus overlap` finds what is said twice and what is said in two ways."""

from __future__ import annotations

import numpy as np

from index.content.corpus import read_corpus
from index.keeping.overlap import Difference, find_overlap

WORDS = ("log", "backup", "hours", "report", "restore", "test", "regulator", "police")


def embed(texts: list[str]) -> np.ndarray:
    """Unit vectors of the counts of a few words: alike where the words are."""
    counts = np.array([[text.lower().count(word) for word in WORDS] for text in texts], dtype=np.float32) + 0.01
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def overlap(small, **limits):
    corpus, problems = read_corpus(small.root)
    assert not problems
    return find_overlap(corpus, embed, **limits)


def names(pairs) -> list[tuple[str, str]]:
    return [(pair.first.card.id, pair.second.card.id) for pair in pairs]


def card(small, name: str, body: str, **fields) -> None:
    small.card(name, body=body, title="A title", facts=[], **fields)


def test_two_sections_that_say_the_same(small):
    card(small, "one", "Test the backup.\n\n## Other\n\nRing the police.\n")
    card(small, "two", "Backup first, then test.\n")
    card(small, "three", "Start a log.\n")
    result = overlap(small)
    assert names(result.same) == [("one", "two")]
    assert result.same[0].first.section.line == 17
    assert result.conflicts == []


def test_sections_of_one_card_are_not_held_against_each_other(small):
    card(small, "one", "Test the backup.\n\n## Again\n\nTest the backup.\n")
    assert overlap(small).same == []


def test_sections_that_say_the_same_three_times_are_a_cluster(small):
    for name in ("one", "two", "three"):
        card(small, name, "Test the backup.\n")
    assert [[stretch.card.id for stretch in group] for group in overlap(small).clusters] == [["one", "three", "two"]]


def test_differing_numbers_in_similar_sections_may_be_a_contradiction(small):
    card(small, "one", "Report to the regulator within 72 hours.\n")
    card(small, "two", "Report to the regulator within 24 hours.\n")
    (pair,) = overlap(small).conflicts
    assert pair.differences == (Difference("hour", ("72 hour",), ("24 hour",)),)


def test_hours_are_not_held_against_days_nor_a_number_against_none(small):
    card(small, "one", "Report to the regulator within 72 hours.\n")
    card(small, "two", "Report to the regulator, 10 days, hours.\n")
    card(small, "three", "Report to the regulator, hours.\n")
    assert overlap(small).conflicts == []


def test_one_number_more_is_no_contradiction(small):
    card(small, "one", "Report to the regulator within 72 hours.\n")
    card(small, "two", "Report to the regulator within 24 hours or 72 hours.\n")
    assert overlap(small).conflicts == []


def test_the_same_number_in_another_spelling_is_no_contradiction(small):
    card(small, "one", "Report: the 14-day log costs £1.5m.\n")
    card(small, "two", "Report: 14 days of log cost £1.5 million.\n")
    assert overlap(small).conflicts == []


def test_nations_may_differ(small):
    card(small, "one", "Report to the regulator within 72 hours.\n", nations=["england"])
    card(small, "two", "Report to the regulator within 24 hours.\n", nations=["scotland"])
    result = overlap(small)
    assert result.conflicts == []
    assert names(result.same) == [("one", "two")]


def test_differing_names_count_where_all_else_is_the_same(small):
    small.entry("report-fraud", superseded=["Action Fraud"], sources=["ico-page"])
    small.entry("sc3", term="SC3", sources=["ico-page"])
    card(small, "one", "Report it to Action Fraud and keep a log.\n")
    card(small, "two", "Report it to SC3 and keep a log.\n")
    (pair,) = overlap(small).conflicts
    assert pair.differences == (Difference("name", ("Report Fraud",), ("SC3",)),)


def test_related_sections_may_give_different_numbers_to_ring(small):
    card(small, "one", "Report to the regulator and test. Ring 01632 960 001.\n")
    card(small, "two", "Report to the police and test. Ring 01632 960 002.\n")
    assert overlap(small, related=0.5).conflicts == []
    assert len(overlap(small, related=0.5, same=0.5).conflicts) == 1


def test_two_cases_may_differ_in_everything(small):
    small.write("vocabulary.yml", (small.root / "vocabulary.yml").read_text().replace("id: backups", "id: cases"))
    card(small, "one", "The restore took 7 weeks.\n", topics=["cases"])
    card(small, "two", "The restore took 9 weeks.\n", topics=["cases"])
    assert overlap(small).conflicts == []


def test_retired_cards_are_left_out(small):
    card(small, "one", "Test the backup.\n", status="retired", replaced_by="two")
    card(small, "two", "Test the backup.\n")
    assert overlap(small).same == []


def test_an_empty_corpus_has_no_overlap(small):
    (small.root / "cards/reporting/tell-the-ico.md").unlink()
    assert overlap(small).same == []
