"""`corpus stale` finds what was right once."""

from __future__ import annotations

import datetime as dt

import pytest

from index.content.corpus import read_corpus
from index.keeping.house_style import HouseStyle
from index.keeping.stale import find_stale

TODAY = dt.date(2026, 11, 23)
STYLE = HouseStyle(
    reading_age={"highest": 14},
    section_words=170,
    answer_sentences=2,
    copied_words={"warning": 8, "error": 12},
    says_it_changed=["replaced", "formerly"],
    banned=[],
)


def found(small, overlay=None, on=TODAY) -> list[tuple[str, int, str]]:
    corpus, problems = read_corpus(small.root, overlay and overlay.root)
    assert not problems
    return [(problem.file.name, problem.line, problem.what) for problem in find_stale(corpus, STYLE, on)]


@pytest.fixture
def small(small):
    small.entry("report-fraud", superseded=["Action Fraud"], sources=["ico-page"])
    small.entry("npsa", term="NPSA", superseded=["CPNI"], also=["protective security authority"], sources=["ico-page"])
    return small


def body(text: str) -> str:
    return f"Start a log.\n\n## What to do\n\n{text}\n"


def test_nothing_is_stale_in_a_fresh_corpus(small):
    assert found(small) == []


def test_a_card_past_its_review_date(small):
    what = "the card was to be reviewed by 2027-05-01"
    assert found(small, on=dt.date(2027, 6, 1)) == [("tell-the-ico.md", 13, what)]


def test_a_body_by_the_name_that_it_had(small):
    small.card(body=body("Ring Report Fraud.\n\n- Tell Action Fraud. It is open all day."))
    assert found(small) == [("tell-the-ico.md", 23, "the text names 'Action Fraud', which is now 'Report Fraud'")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ring Report Fraud, which many still call Action Fraud.",
        "Action Fraud was replaced in 2025.",
        "The protective security authority took over from CPNI.",
        "This is not in action fraud terms.",
    ],
)
def test_a_sentence_that_says_what_changed_may_name_the_former_body(small, sentence):
    small.card(body=body(sentence))
    assert found(small) == []


def test_a_section_whose_heading_says_so_may_name_the_former_body(small):
    small.card(body="Start a log.\n\n## What was replaced\n\nAction Fraud took reports of fraud.\n")
    assert found(small) == []


def test_the_sentence_next_to_it_may_not(small):
    small.card(body=body("Action Fraud was replaced in 2025. So tell Action Fraud."))
    assert len(found(small)) == 1


def test_a_card_about_the_change_may_name_the_former_body_throughout(small):
    small.card(title="What became of Action Fraud", body=body("Action Fraud took reports of fraud."))
    assert found(small) == []


def test_a_source_that_another_replaces(small):
    small.source("old-page", replaced_by="ico-page")
    small.source("gone-page", status="retired", note="Nothing replaced it.")
    small.card(body=body("Log it."), sources=["gone-page", "old-page"], facts=[])
    assert found(small) == [
        ("tell-the-ico.md", 9, "the source gone-page is retired"),
        ("tell-the-ico.md", 9, "the source old-page was replaced by ico-page"),
    ]


def test_a_card_that_says_what_ended_may_cite_what_is_retired(small):
    small.source("gone-page", status="retired", note="Nothing replaced it.")
    small.card(body=body("The grant is formerly of the state."), sources=["gone-page"], facts=[])
    assert found(small) == []


def test_a_card_that_cites_the_new_one_too_knows_of_it(small):
    small.source("old-page", replaced_by="ico-page")
    small.card(sources=["old-page", "ico-page"])
    assert found(small) == []


def test_a_retired_card_is_past_caring_about(small):
    small.card("old", body=body("Tell Action Fraud."), status="retired", replaced_by="tell-the-ico")
    assert found(small, on=dt.date(2027, 4, 1)) == []


def test_an_override_older_than_what_it_overrides(small, overlay):
    overlay.card(reviewed="2026-10-01")
    what = "the card overrides one of ours that was reviewed later, on 2026-11-01"
    assert found(small, overlay) == [("tell-the-ico.md", 12, what)]
