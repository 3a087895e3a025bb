"""A walk of the real model over a corpus of one card."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Optional

import pytest

from bot.documents import DocumentStore
from bot.replies import Reply, Text
from bot.skills.turn import Outcome, Profile, Turn
from bot.skills.walk import Walk
from index.content.card import read_card
from index.content.corpus import Corpus
from index.content.model import Model
from index.content.source import Source
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

CORPUS = Path(__file__).parents[4] / "corpus"
CARD = """---
id: a-card
title: A card
questions: [one, two, three]
audiences: [councillor]
nations: [england]
topics: [governance]
steps: [lead]
sources: [a-source]
reviewed: 2026-11-01
review_by: 2027-05-01
confidence: high
---
Ask who owns the risk. Ask again next year.

## More

Nothing more.
"""


@pytest.fixture(scope="session")
def model() -> Model:
    return validate(Model, read_yaml(CORPUS / "model.yml"), CORPUS / "model.yml")


@pytest.fixture(scope="session")
def corpus(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("corpus") / "a-card.md"
    path.write_text(CARD, encoding="utf-8")
    vocabulary = validate(Vocabulary, read_yaml(CORPUS / "vocabulary.yml"), CORPUS / "vocabulary.yml")
    source = Source(
        id="a-source",
        title="A page",
        url="https://example.org/a",
        publisher="P",
        seen_as="publisher",
        licence="OGL-3.0",
    )
    return Corpus(CORPUS, vocabulary, cards={"a-card": read_card(path)}, sources={"a-source": source})


class Talk:
    """A conversation with a walk: what is said goes in, and the state is carried along as JSON would be."""

    def __init__(self, walk: Walk, role: Optional[str], nation: Optional[str] = "england"):
        self.walk = walk
        self.profile = Profile(nation, role)
        self.state: dict[str, Any] = {}
        self.now = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)
        self.asked: list[Turn] = []
        self.outcome: Outcome

    def turn(self, text: str, intent: str) -> Turn:
        return Turn(text, intent, self.now, profile=self.profile, state=self.state, conversation="c")

    def start(self, text: str = "walk me through it", intent: str = "walk_model") -> Outcome:
        return self._keep(self.walk.start(self.turn(text, intent)))

    def say(self, text: str, intent: str = "other") -> Outcome:
        return self._keep(self.walk.advance(self.turn(text, intent)))

    def _keep(self, outcome: Outcome) -> Outcome:
        self.outcome, self.state = outcome, outcome.state or {}
        return outcome

    @property
    def question(self) -> str:
        return next(part.prompt for part in self.outcome.reply.parts if part.kind == "choices")

    @property
    def text(self) -> str:
        return "\n".join(
            getattr(part, "markdown", None) or getattr(part, "label", None) or "" for part in self.outcome.reply.parts
        )


@pytest.fixture
def talk(model: Model, corpus: Corpus, tmp_path: Path):
    def make(role: Optional[str] = "councillor", nation: Optional[str] = "england") -> Talk:
        asked: list[Turn] = []

        def answer(turn: Turn) -> Reply:
            asked.append(turn)
            return Reply(status="answered", parts=[Text(markdown="A SIRO owns information risk.")])

        made = Talk(Walk(model, corpus, DocumentStore(tmp_path), answer), role, nation)
        made.asked = asked
        return made

    return make
