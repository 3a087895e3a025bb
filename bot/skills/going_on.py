"""Whether a message goes on about the answer on show: the classifier of acts sees one message and no conversation."""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

from pydantic import Field

from bot.skills.acts import ASK, DISTRESS, FOLLOW_UP, HELP, HELPFUL, INCIDENT, OUTSIDE, PROFILE, UNHELPFUL, UNSURE
from bot.skills.as_said import as_said
from bot.skills.turn import Turn
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("going_on.yml")
# Acts that a few words about the answer on show are easily mistaken for; who is in need is never among them.
MISTAKEN = frozenset({ASK, INCIDENT, UNSURE, PROFILE, HELP, HELPFUL, UNHELPFUL})
# Further subjects say no more.
MOST = 8
LEAST = 1e-4


class GoingOn(Strict):
    """The chance that a message goes on about the answer on show, by a logistic regression.

    Attributes:
        openings: words that open what follows on, a regular expression.
        bar: the chance from which it is taken to.
        constant: the log-odds where nothing else counts.
        ask, follow_up, incident, outside, profile: weights of the log-odds of these acts.
        subjects: of each word that carries a subject of its own.
        opening: of one of the openings.
    """

    openings: Regular
    bar: float = Field(ge=0, le=1)
    constant: float
    ask: float
    follow_up: float
    incident: float
    outside: float
    profile: float
    subjects: float
    opening: float

    def __call__(self, turn: Turn, subjects: int) -> bool:
        """Whether it does, while an answer is on show.

        Args:
            subjects: how many words of the message carry a subject of their own.
        """
        if not (turn.chances and may_be_mistaken(turn.intent)):
            return False
        found = self.features(turn, subjects)
        total = self.constant + sum(getattr(self, name) * value for name, value in found.items())
        return 1 / (1 + math.exp(-total)) >= self.bar

    def features(self, turn: Turn, subjects: int) -> dict[str, float]:
        """What is known of the message, by the names of the weights."""
        outside = sum(chance for act, chance in turn.chances.items() if act.startswith(OUTSIDE))
        return {
            "ask": _log_odds(turn.asked),
            "follow_up": _log_odds(turn.chances.get(FOLLOW_UP, 0.0)),
            "incident": _log_odds(turn.live),
            "outside": _log_odds(outside),
            "profile": _log_odds(turn.chances.get(PROFILE, 0.0)),
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


def _log_odds(chance: float) -> float:
    sure = min(max(chance, LEAST), 1 - LEAST)
    return math.log(sure / (1 - sure))
