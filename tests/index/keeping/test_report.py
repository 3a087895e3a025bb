"""`corpus report` says how large, how covered, how readable and how well founded the corpus is."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from index.content.corpus import read_corpus
from index.keeping.provenance import provenance
from index.keeping.report import count_evidence, measure_corpus, write_report

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def small(small):
    small.write("coverage.yml", "pairs:\n  - [topics, nations]\n")
    return small


def test_the_figures_of_a_small_corpus(small):
    small.card("old", status="retired", replaced_by="tell-the-ico")
    figures = measure_corpus(small.root, today=TODAY)
    wanted = {
        "cards": 1,
        "passages": 2,
        "sources": 1,
        "contacts": 1,
        "empty_cells": 2,
        "facts_with_source_seen": 1.0,
        "errors": 0,
        "stale": 0,
    }
    assert {name: figures[name] for name in wanted} == wanted
    assert 5 < figures["reading_age_median"] < 15


def test_passages_are_taken_from_the_index_where_it_is_known(small):
    assert measure_corpus(small.root, passages=7, today=TODAY)["passages"] == 7


def test_facts_are_counted_by_what_they_rest_on(small):
    small.source("unread", seen_as="not-seen")
    small.card(
        body="Ring 01632 960 001 within 72 hours, by 1 May 2027; it costs £5.\n",
        sources=["ico-page", "unread"],
        facts=[
            {"text": "72 hours", "source": "ico-page"},
            {"text": "£5", "source": "unread"},
            {"text": "a duty to keep records", "source": "ico-page"},
        ],
    )
    small.contact(deadline={"hours": 72, "starts": "when you know", "duty": "the law"})
    corpus, _ = read_corpus(small.root)
    assert count_evidence(corpus) == {
        "contacts": (2, 1),
        "deadlines and times": (2, 2),
        "sums and shares": (1, 0),
        "dates": (1, 0),
        "law and other statements": (1, 1),
    }


def test_the_report_is_written_as_figures_and_as_a_page(small, tmp_path):
    small.card("second", topics=["backups"], facts=[], body="Test it.\n")
    figures = {**provenance("think-cyber corpus report", tmp_path), **measure_corpus(small.root, today=TODAY)}
    write_report(figures, tmp_path / "results/corpus.json", tmp_path / "docs/corpus-report.md")
    assert json.loads((tmp_path / "results/corpus.json").read_text()) == figures
    assert figures["commit"] == "unknown"
    page = (tmp_path / "docs/corpus-report.md").read_text()
    assert "| cards in force | 2 |" in page
    assert "| topic by nation | 4 | 4 | 0 | 0 |" in page
    assert "100.0 %" in page
    assert str(tmp_path) not in page


def test_what_is_empty_is_named_with_the_reason(small, tmp_path):
    small.write(
        "coverage.yml",
        "pairs: [[topics, nations]]\nexpected_empty: [{topics: [backups], nations: [scotland], reason: Not there.}]\n",
    )
    write_report(measure_corpus(small.root, today=TODAY), tmp_path / "r.json", tmp_path / "r.md")
    page = (tmp_path / "r.md").read_text()
    assert "Empty, topic by nation: backups for england." in page
    assert "- 1 cell: Not there." in page
