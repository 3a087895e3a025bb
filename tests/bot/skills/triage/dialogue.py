"""Whole dialogues with the triage engine, as data (`scenarios/*.yml`), and a way to play them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.replies import Choices, Contacts, Part, Reply
from bot.skills.triage import Triage
from bot.skills.triage.times import LONDON
from bot.skills.turn import Outcome, Profile, Turn
from index.content.yaml_file import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
NOW = dt.datetime(2026, 11, 23, 14, 10, tzinfo=LONDON)


def scenarios() -> list[dict[str, Any]]:
    """Every scenario, with `file` and `name`."""
    return [
        {"file": path.stem, **scenario}
        for path in sorted((HERE / "scenarios").glob("*.yml"))
        for scenario in read_yaml(path)
    ]


@dataclass
class Dialogue:
    """One conversation: `say` sends a message and keeps the state and the rules that fired."""

    triage: Triage
    profile: dict[str, str] = field(default_factory=dict)
    now: dt.datetime = NOW
    state: dict[str, Any] | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    fired: set[str] = field(default_factory=set)

    def turn(self, text: str, intent: str = "incident") -> Turn:
        profile = Profile(**self.profile)
        return Turn(
            text=text, intent=intent, now=self.now, profile=profile, state=self.state or {}, conversation="test"
        )

    def say(self, *texts: str, intent: str = "incident") -> Reply:
        for text in texts:
            turn = self.turn(text, intent)
            outcome = self.triage.advance(turn) if self.state else self.triage.start(turn)
            self.state = outcome.state
            self.outcomes.append(outcome)
            if self.state and (assessment := self.triage.assess(self.state)):
                self.fired |= assessment.fired
        return self.last

    @property
    def last(self) -> Reply:
        return self.outcomes[-1].reply

    @property
    def statuses(self) -> list[str]:
        return [outcome.reply.status for outcome in self.outcomes]

    @property
    def prompts(self) -> list[str]:
        """The questions that were asked, in order."""
        return [part.prompt or "" for outcome in self.outcomes for part in parts(outcome.reply, Choices)]


def parts(reply: Reply, kind: type) -> list[Any]:
    return [part for part in reply.parts if isinstance(part, kind)]


def words(reply: Reply) -> str:
    """All that a reply says, on one line."""
    return " ".join(part.json() for part in reply.parts)


def told(reply: Reply) -> list[str]:
    """The ids of the contacts of a reply."""
    return [item.id for part in parts(reply, Contacts) for item in part.items]


def play(triage: Triage, scenario: dict[str, Any]) -> Dialogue:
    dialogue = Dialogue(triage, scenario["profile"])
    dialogue.say(*scenario["say"])
    return dialogue


def play_all(triage: Triage) -> dict[str, Dialogue]:
    """Every scenario played, by FILE/NAME."""
    return {f"{each['file']}/{each['name']}": play(triage, each) for each in scenarios()}


__all__ = ["Dialogue", "Part", "parts", "play", "play_all", "scenarios", "told", "words"]
