"""Every real exercise, over a corpus without cards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Optional

import pytest

from bot.documents import DocumentStore
from bot.replies import Reply, Text
from bot.skills.exercise import Exercise
from bot.skills.turn import Outcome, Profile, Turn
from index.content.corpus import Corpus
from index.content.exercise import Exercise as Scenario
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

CORPUS = Path(__file__).parents[4] / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    path = CORPUS / "vocabulary.yml"
    return Corpus(CORPUS, validate(Vocabulary, read_yaml(path), path))


@pytest.fixture(scope="session")
def scenarios() -> dict[str, Scenario]:
    read = [validate(Scenario, read_yaml(path), path) for path in sorted((CORPUS / "exercises").glob("*.yml"))]
    return {scenario.id: scenario for scenario in read}


class Play:
    """A conversation with an exercise."""

    def __init__(self, exercise: Exercise):
        self.exercise = exercise
        self.state: dict[str, Any] = {}
        self.now = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)
        self.replies: list[Reply] = []
        self.outcome: Outcome

    def start(self, text: str = "let us play an exercise", intent: str = "start_exercise") -> Outcome:
        return self._keep(self.exercise.start(self._turn(text, intent)))

    def say(self, text: str, intent: str = "other") -> Outcome:
        return self._keep(self.exercise.advance(self._turn(text, intent)))

    def begin(self, scenario: str = "ransomware-bank-holiday", role: str = "gold") -> Outcome:
        self.start()
        self.say(self.exercise.exercises[scenario].title)
        return self.say(role)

    def _turn(self, text: str, intent: str) -> Turn:
        return Turn(text, intent, self.now, profile=Profile("england", None), state=self.state, conversation="c")

    def _keep(self, outcome: Outcome) -> Outcome:
        self.outcome, self.state = outcome, outcome.state or {}
        self.replies.append(outcome.reply)
        return outcome

    def parts(self, kind: str) -> list[Any]:
        return [part for part in self.outcome.reply.parts if part.kind == kind]

    @property
    def text(self) -> str:
        return "\n".join(part.markdown for part in self.outcome.reply.parts if part.kind in ("text", "notice"))

    @property
    def question(self) -> Optional[str]:
        choices = self.parts("choices")
        return choices[0].prompt if choices else None


@pytest.fixture
def play(scenarios: dict[str, Scenario], corpus: Corpus, tmp_path: Path) -> Play:
    def answer(turn: Turn) -> Reply:
        return Reply(status="answered", parts=[Text(markdown="The answer to the side question.")])

    return Play(Exercise(scenarios, corpus, DocumentStore(tmp_path), answer))
