"""The act that is taken, from the chances of all: care comes first, then whether an incident may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.nlu.care import at_risk, is_blackmailed, is_exposed, is_threatened, speaks_of_feelings
from bot.nlu.hushed import is_taking_down, is_telling_on
from bot.nlu.just_now import just_now
from bot.nlu.only_asks import asks_meaning, asks_of_practice, asks_what_if, asks_what_to_say, asks_whether
from bot.skills.acts import (
    ASK,
    DISTRESS,
    HELP,
    HELPFUL,
    HIDING,
    INCIDENT,
    LIVE,
    QUESTION,
    START_OVER,
    THREAT,
    UNHELPFUL,
    UNSURE,
)
from bot.skills.live_question import BESIDE_CARE
from bot.skills.practice import wishes_practice

TELLING = re.compile(
    r"\W*(?:so |ok |and |but |then |pls |please |hi |hello )*(?:how|who|whom|what|when|where|do|does|should|must)\b.*"
    r"\b(?:tell|report|reporting|inform|notify|say to)\b",
    re.IGNORECASE | re.DOTALL,
)
CALLING = re.compile(
    r"\W*(?:so |ok |and |but |then |pls |please )*(?:who|whom) (?:do|does|should|can|could|must|else) "
    r"(?:i |we |one |they )?(?:do |should |can )?(?:call|ring|phone|contact|speak to|talk to|turn to|go to)\b",
    re.IGNORECASE,
)
NOT_TELLING = re.compile(
    r"\b(?:not|never|without|avoid|stop|instead|less|least|only|delay|later|wait|off|out of|nothing|nobody|stay)\b"
    r"|\b(?:no ?one|hid\w+|quiet|secret|cover|blame|lie|pretend|else|deny|minor|glitch|upgrade|maintenance)\b"
    r"|\b(?:backdat\w+|downplay)\b"
    r"|\b(?:spin|better|worse|fix|word it|phrase|dont|doesnt|didnt|wont|cant|neednt|shouldnt)\b|n'?t\b",
    re.IGNORECASE,
)
# What is left to an incident where the words tell of something that guidance answers: the way in, and no question.
BESIDE = 0.04
# The chance of an incident from which one is told of beside whatever needs care.
TOLD = 0.5
# The chance from which likeness alone tells a threat where an incident may be meant.
SURELY_THREATENED = 0.7
# Acts that are no way of telling of an incident, however near their words come.
CERTAIN = (LIVE, QUESTION, START_OVER, HELPFUL, UNHELPFUL, DISTRESS, THREAT)


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
    """The chances of each act, shape (acts,), with what the words alone decide.

    Where they tell of a life at risk all is on distress, and on a threat where they tell of one; an address that
    somebody dangerous has got is an incident, and blackmail of a person a question for the guidance. "How do we tell
    the parents", "who do I call" and what to say to the press are questions, whatever they share with how to avoid
    telling them, with "what can you do" and with an attack. So is what a term means, and to run an exercise is no
    attack either. Who tells of another's wish for silence, or wants a page taken down, hides nothing. Without a
    word of how anybody is nobody is in distress.
    """
    acts = np.asarray(acts)
    first = DISTRESS if at_risk(text) else THREAT if is_threatened(text) else None
    if first is not None:
        return _cared_for(first, acts, chances)
    if is_exposed(text):
        return (acts == INCIDENT).astype(float)
    if is_blackmailed(text):
        return np.where(acts == ASK, 1 - BESIDE, np.where(acts == INCIDENT, BESIDE, 0.0))
    if not speaks_of_feelings(text):
        chances = _without(DISTRESS, acts, chances)
    if wishes_practice(text):
        chances = _asked_instead(chances, acts, INCIDENT, "exercise")
    if asks_what_to_say(text) or (asks_meaning(text) and chances[acts == INCIDENT].sum() > BESIDE):
        chances = _asked_instead(chances, acts, INCIDENT) * (1 - BESIDE) + (acts == INCIDENT) * BESIDE
    if is_honest(text) or is_telling_on(text) or is_taking_down(text):
        chances = _asked_instead(chances, acts, HIDING)
    return _asked_instead(chances, acts, HELP) if CALLING.match(text) else chances


def _cared_for(first: str, acts: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """All on what care calls for; where an incident is told of as well, enough is left for the way into triage."""
    told = chances[acts == INCIDENT].sum() >= TOLD
    left = BESIDE_CARE if told else 0.0
    return np.where(acts == first, 1 - left, np.where(acts == INCIDENT, left, 0.0))


def _without(act: str, acts: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """The chances of the other acts alone."""
    left = np.where(acts == act, 0.0, chances)
    return left * (chances.sum() / left.sum()) if left.sum() > 0 else chances


def _asked_instead(chances: np.ndarray, acts: np.ndarray, act: str, instead: str = ASK) -> np.ndarray:
    """The chances, with those of `act` on a question, or on another act."""
    meant = acts == act
    return np.where(meant, 0.0, chances + (acts == instead) * chances[meant].sum())


def is_honest(text: str) -> bool:
    """Whether somebody asks how, whom or when to tell or to report, and nothing speaks of not doing it."""
    return TELLING.match(text) is not None and NOT_TELLING.search(text.replace("\u2019", "'")) is None


def decided(acts: np.ndarray, chances: np.ndarray, asks: AskIfLive, text: str = "") -> tuple[str, float]:
    """The act that the bot takes for a message, and how sure that is.

    Args:
        acts: their names, shape (acts,).
        chances: of each, the same shape.
        asks: when to ask instead.
        text: the message. Where it says itself that it has just happened nobody is asked: "he approved it 20 mins ago".
            Where it only asks whether to do something, or how it ought to be, somebody is: "should we pay it".
    """
    row = int(chances.argmax())
    leading, chance = str(acts[row]), float(chances[row])
    live = float(chances[list(acts).index(INCIDENT)]) if INCIDENT in acts else 0.0
    if leading not in CERTAIN and asks(leading, chance, live):
        return (INCIDENT, max(live, asks.triage)) if live >= asks.sure and just_now()(text) else (UNSURE, 1.0)
    if leading == THREAT and chance < SURELY_THREATENED and live >= asks.sure and not is_threatened(text):
        # What is only like a threat may as well be an incident.
        return UNSURE, 1.0
    if leading == INCIDENT and (asks_whether(text) or asks_of_practice(text) or asks_what_if(text)):
        return UNSURE, 1.0
    return leading, chance
