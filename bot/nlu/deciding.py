"""The act that is taken, from the chances of all: care comes first, then whether an incident may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.nlu.act_model import INCIDENT
from bot.nlu.care import at_risk
from bot.skills.conversation import DISTRESS
from bot.skills.live_question import LIVE, QUESTION, UNSURE

# Acts that are no way of telling of an incident, however near their words come.
CERTAIN = (LIVE, QUESTION, "start_over", "feedback_helpful", "feedback_unhelpful", DISTRESS)


@dataclass(frozen=True)
class AskIfLive:
    """When to ask whether an incident is meant, by the chance of one.

    Attributes:
        sure: the chance that is enough where the leading act is clear.
        unsure: the chance that is enough where it is not.
        below: the chance below which a leading act is not clear.
        doubtful: acts that are never clear enough: what befalls a council's service is told in that service's words.
        triage: the chance below which even an incident that leads is asked about.
    """

    sure: float
    unsure: float
    below: float
    doubtful: Sequence[str] = ()
    triage: float = 0.0

    @classmethod
    def by(cls, settings: dict[str, Any]) -> AskIfLive:
        """From the classifier's settings in `config.yml`."""
        bars = ("ask_if_live_from", "ask_if_live_unsure", "unsure_below", "unsure_acts", "triage_from")
        return cls(*(settings[bar] for bar in bars))

    def __call__(self, act: str, chance: float, live: float) -> bool:
        """Whether to ask where `act` leads with `chance`, and an incident has the chance `live`."""
        if act == INCIDENT:
            return live < self.triage
        return live >= (self.unsure if act in self.doubtful or chance < self.below else self.sure)


def with_care(text: str, acts: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """The chances of each act, shape (acts,); all on distress where words tell of a life at risk."""
    return (np.asarray(acts) == DISTRESS).astype(float) if at_risk(text) else chances


def decided(acts: np.ndarray, chances: np.ndarray, asks: AskIfLive) -> tuple[str, float]:
    """The act that the bot takes for a message, and how sure that is.

    Args:
        acts: their names, shape (acts,).
        chances: of each, the same shape.
        asks: when to ask instead.
    """
    row = int(chances.argmax())
    leading, chance = str(acts[row]), float(chances[row])
    live = float(chances[list(acts).index(INCIDENT)]) if INCIDENT in acts else 0.0
    if leading not in CERTAIN and asks(leading, chance, live):
        return UNSURE, 1.0
    return leading, chance
