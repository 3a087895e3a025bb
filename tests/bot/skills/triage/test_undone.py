"""A deed that is named and denied is not done, and what was told before can be taken back."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from bot.skills.assembly import load_encoder
from bot.skills.triage.case import Case
from bot.skills.triage.undone import denied
from index.paths import Paths
from tests.evaluation import triaging

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)


def nothing(texts: list[str]) -> np.ndarray:
    return np.zeros((len(texts), 2))


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("NCSC not rung yet", True),
        ("nobody has rung the police", True),
        ("rang the police", False),
        ("I haven't slept, but the police were rung", False),
        ("we have everything else but the police haven't been rung", True),
    ],
)
def test_what_counts_is_the_part_that_speaks_of_the_deed(text: str, is_denied: bool) -> None:
    assert denied(text, nothing, lambda part, vector: float("police" in part)) is is_denied


@pytest.fixture(scope="module")
def triage(built):
    return triaging.triages(Paths(), load_encoder(Paths(), threads=2).encode)[triaging.NOBODY]


@pytest.mark.parametrize("text", ["NCSC not rung yet", "nobody has rung the police", "rang IT they dont answer but"])
def test_what_is_denied_is_not_done(triage, text):
    heard = triage.flow.gatherer.answer(
        Case(started=NOW, opening="x"),
        triage.flow.gatherer.question_of("done"),
        text,
        NOW,
        triage.flow.encode([text])[0],
    )
    assert not {"told-ncsc", "told-police"} & set(heard.values.get("done", []))


@pytest.mark.parametrize(
    ("held", "text", "fact", "left"),
    [
        (
            {"done": ["told-bank", "told-it"]},
            "When I said we'd told the bank I meant to. We haven't.",
            "done",
            ["told-it"],
        ),
        (
            {"data": ["none"]},
            "I was wrong to say there was no personal stuff, there are medication charts in it",
            "data",
            None,
        ),
        ({"services": ["telecare"]}, "scrap what i said about telecare, thats working", "services", None),
    ],
)
def test_what_was_told_is_taken_back(triage, held, text, fact, left):
    case = Case(started=NOW, opening="x", facts={name: list(values) for name, values in held.items()})
    triage.flow.gatherer.volunteer(case, text, NOW)
    assert case.facts.get(fact) != held[fact]
    if left:
        assert case.facts[fact] == left


def test_a_short_answer_takes_nothing_back(triage):
    case = Case(started=NOW, opening="x", facts={"done": ["told-it"]})
    triage.flow.gatherer.volunteer(case, "no", NOW)
    assert case.facts == {"done": ["told-it"]}


def test_a_no_is_no_nation(triage):
    case = Case(started=NOW, opening="x")
    text = "no no the site is fine, it's about screen readers"
    heard = triage.flow.gatherer.answer(
        case, triage.flow.gatherer.question_of("nation"), text, NOW, triage.flow.encode([text])[0]
    )
    assert "nation" not in heard.values
