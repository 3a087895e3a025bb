"""`corpus new` makes a skeleton that is right but for the text, which the check asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from index.content.corpus import read_corpus
from index.content.problem import ContentError
from index.keeping.dates import months_after
from index.keeping.new import NewCard, new_card

TODAY = dt.date(2026, 11, 23)
CARD = NewCard(
    title='Who: keeps the "backups"?',
    questions=["who keeps them", "where are they: here?", "can I have one"],
    audiences=["it-staff"],
    nations=["all"],
    topics=["backups"],
    steps=["protect"],
    sources=["ico-page"],
)


def make(small, **changes):
    corpus, _ = read_corpus(small.root)
    return new_card(corpus, replace(CARD, **changes), small.root, TODAY)


def test_the_skeleton_reads_as_a_card_with_what_was_told(small):
    path = make(small)
    corpus, problems = read_corpus(small.root)
    assert problems == []
    front = corpus.cards["who-keeps-the-backups"].front
    assert path == small.root / "cards/backups/who-keeps-the-backups.md"
    assert (front.title, front.questions, front.topics) == (CARD.title, CARD.questions, ["backups"])
    assert (front.reviewed, front.review_by) == (TODAY, dt.date(2027, 5, 23))


def test_what_is_changing_is_reviewed_in_three_months(small):
    make(small, changing=True)
    front = read_corpus(small.root)[0].cards["who-keeps-the-backups"].front
    assert (front.status, front.review_by) == ("changing", dt.date(2027, 2, 23))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"topics": ["backup"]}, "the topic 'backup' is not known"),
        ({"sources": ["ico"]}, "the source 'ico' is not known"),
        ({"questions": ["one"]}, "questions: ensure this value has at least 3 items"),
        ({"title": "x" * 120}, "title: ensure this value has at most 100 characters"),
    ],
)
def test_a_name_that_is_not_known_stops_it_and_nothing_is_written(small, changes, what):
    before = sorted(small.root.rglob("*"))
    with pytest.raises(ContentError) as error:
        make(small, **changes)
    assert what in [problem.what for problem in error.value.problems]
    assert sorted(small.root.rglob("*")) == before


def test_a_card_that_is_there_is_not_overwritten(small):
    with pytest.raises(ContentError, match="there is a card tell-the-ico already"):
        make(small, title="Tell the ICO")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [((2026, 11, 23), 6, (2027, 5, 23)), ((2026, 8, 31), 6, (2027, 2, 28)), ((2026, 12, 1), 12, (2027, 12, 1))],
)
def test_months_later(day, months, later):
    assert months_after(dt.date(*day), months) == dt.date(*later)
