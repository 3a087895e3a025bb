"""Whether a message goes on about the answer on show: the classifier of acts sees one message and no conversation."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from bot.skills.acts import ASK, DISTRESS, FOLLOW_UP, HELP, HELPFUL, INCIDENT, OUTSIDE, PROFILE, UNHELPFUL, UNSURE
from bot.skills.as_said import as_said
from bot.skills.turn import Turn
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("going_on.yml")
# Acts that a few words about the answer on show are easily mistaken for; who is in need is never among them.
MISTAKEN = frozenset({ASK, INCIDENT, UNSURE, PROFILE, HELP, HELPFUL, UNHELPFUL})
TALK = (HELP, HELPFUL, UNHELPFUL)
# The chance from which what is said about the bot is not mistaken.
SURELY = 0.9
# Further subjects say no more.
MOST = 8
LEAST = 1e-4
# What is known of the cards for a message by itself: how far the card on show lies behind the best, in the search's own
# score, and the log-odds that the best answers it.
BEHIND = "behind"
SURE = "sure"
NOTHING: Mapping[str, float] = MappingProxyType({})


class Weight(Strict):
    """What a feature counts for each unit by which it differs from what is usual; unknown, it is as usual."""

    weight: float
    usual: float

    def away(self, value: float) -> float:
        """What a value counts."""
        return self.weight * (value - self.usual)


class GoingOn(Strict):
    """The chance that a message goes on about the answer on show, by a logistic regression.

    Attributes:
        openings: words that open what follows on, a regular expression.
        bar: the chance from which it is taken to.
        constant: the log-odds where nothing else counts.
        ask, follow_up, incident, outside, profile: weights of the log-odds of these acts.
        talk: of those of the acts about the bot itself.
        subjects: of each word that carries a subject of its own.
        opening: of one of the openings.
        wants: of the log-odds of each thing that a message may want that follows an answer.
        found: of what the message finds by itself.
    """

    openings: Regular
    bar: float = Field(ge=0, le=1)
    constant: float
    ask: float
    follow_up: float
    incident: float
    outside: float
    profile: float
    talk: float
    subjects: float
    opening: float
    wants: dict[str, Weight]
    found: dict[str, Weight]

    def __call__(
        self,
        turn: Turn,
        subjects: int,
        wanted: Mapping[str, float] = NOTHING,
        found: Mapping[str, float] = NOTHING,
    ) -> bool:
        """Whether it does, while an answer is on show.

        Args:
            subjects: how many words of the message carry a subject of their own.
            wanted: the chance of each thing that it may want; empty where that was not learned.
            found: what it finds by itself; empty where it was not searched for.
        """
        if not (turn.chances and may_be_mistaken(turn.intent)):
            return False
        if turn.intent in TALK and turn.chances.get(turn.intent, 0.0) >= SURELY:
            return False
        total = self.constant + sum(
            getattr(self, name) * value for name, value in self.features(turn, subjects).items()
        )
        total += sum(self.wants[name].away(value) for name, value in log_odds_of(wanted).items() if name in self.wants)
        total += sum(self.found[name].away(value) for name, value in found.items() if name in self.found)
        return 1 / (1 + math.exp(-total)) >= self.bar

    def features(self, turn: Turn, subjects: int) -> dict[str, float]:
        """What is known of the message alone, by the names of the weights."""
        outside = sum(chance for act, chance in turn.chances.items() if act.startswith(OUTSIDE))
        return {
            "ask": log_odds(turn.asked),
            "follow_up": log_odds(turn.chances.get(FOLLOW_UP, 0.0)),
            "incident": log_odds(turn.live),
            "outside": log_odds(outside),
            "profile": log_odds(turn.chances.get(PROFILE, 0.0)),
            "talk": log_odds(sum(turn.chances.get(act, 0.0) for act in TALK)),
            "subjects": float(min(subjects, MOST)),
            "opening": float(re.match(self.openings, as_said(turn.text)) is not None),
        }


def may_be_mistaken(act: str) -> bool:
    """Whether what goes on about an answer is easily taken for this act."""
    return act in MISTAKEN or (act.startswith(OUTSIDE) and act != DISTRESS)


@cache
def going_on(path: Path = FILE) -> GoingOn:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(GoingOn, read_yaml(path), path)


def log_odds(chance: float) -> float:
    """Of a chance that is never quite 0 or 1."""
    sure = min(max(chance, LEAST), 1 - LEAST)
    return math.log(sure / (1 - sure))


def log_odds_of(wanted: Mapping[str, float]) -> dict[str, float]:
    """The log-odds of each thing that may be wanted."""
    return {name: log_odds(chance) for name, chance in wanted.items()}
