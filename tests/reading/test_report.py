"""The page about the time that a walk takes, and how words are counted."""

from __future__ import annotations

import json

from bot.replies import Choices, Citation, Option, Quote, Reply, Text
from index.paths import ROOT
from tests.reading.report import ROLES, markdown
from tests.reading.said import words, words_of_sources


def test_the_page_is_made_from_the_figures() -> None:
    figures = json.loads((ROOT / "results" / "walk.json").read_text(encoding="utf-8"))
    assert (ROOT / "docs" / "walk.md").read_text(encoding="utf-8") == markdown(figures)
    assert {"command", "commit", "date", "machine"} <= set(figures)
    assert all(f"{route}_messages" in figures and f"{route}_words" in figures for route in ROLES)
    assert figures["councillor_words_most"] < figures["councillor_target_words"]


def test_everything_is_counted_once_and_sources_apart() -> None:
    quote = Quote(
        passage="a#answer",
        card="a",
        title="One two",
        markdown="three **four**",
        citations=[Citation(publisher="P", title="A page", url="https://example.org", updated=None, licence="OGL-3.0")],
        reviewed="2026-11-23",
        status="current",
        nations=["england"],
        local=False,
    )
    choices = Choices(prompt="five six?", options=[Option(label="seven", message="seven")])
    reply = Reply(status="walk_question", parts=[Text(markdown="**eight**"), quote, choices])
    assert words([reply]) == 8
    assert words([reply, reply]) == 15, "a choice that was seen is not read again"
    assert words_of_sources([reply]) == 3
