"""The conversations that lead step by step: triage, the walk, the exercise, the bites. One of them at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Optional, Protocol, runtime_checkable

from bot.replies import Reply
from bot.skills.acts import (
    DISTRESS,
    FIND,
    FOLLOW_UP,
    GOODBYE,
    GREET,
    HELP,
    HELPFUL,
    INCIDENT,
    RESUME,
    THANK,
    THREAT,
    UNHELPFUL,
)
from bot.skills.practice import meant_practice, wishes_practice
from bot.skills.turn import Outcome, Turn

TRIAGE = "triage"
EXERCISE = "exercise"
# Which dialogue act begins which guide.
ACTS = {INCIDENT: TRIAGE, "walk": "walk", EXERCISE: EXERCISE, "learn": "learn"}
# In an incident whose questions are settled, these acts are for the other skills.
ORDINARY = frozenset({FIND, GREET, THANK, GOODBYE, HELP, HELPFUL, UNHELPFUL, FOLLOW_UP})
# Below this chance a worry in the middle of an incident ("I'll lose my job over this") does not end its triage.
SURELY_IN_NEED = 0.85
OF_THEMSELVES = re.compile(r"\b(i|i['’]?m|i['’]?ve|me|my|myself)\b", re.IGNORECASE)
OPEN = ("asking", "paused", "briefed")
MAX_HANDOVERS = 3

States = dict[str, Optional[dict[str, Any]]]


class Guide(Protocol):
    """A guided conversation whose whole memory is its JSON state."""

    def start(self, turn: Turn) -> Outcome: ...

    def advance(self, turn: Turn) -> Outcome: ...


@runtime_checkable
class Resumable(Protocol):
    """A guide that tells taking up from beginning."""

    def resume(self, turn: Turn) -> Outcome: ...


@runtime_checkable
class Marking(Protocol):
    """A guide that marks whatever is said while it is under way."""

    def mark(self, said: Reply) -> Reply: ...


@runtime_checkable
class Claiming(Protocol):
    """A guide that knows a message as its own whatever the classifier took it for."""

    def claims(self, turn: Turn) -> bool: ...


@dataclass(frozen=True)
class Guided:
    """What came of a turn.

    Attributes:
        guide: the guide that takes the next message; None when none does.
        states: the states that changed, by guide.
    """

    outcome: Outcome
    guide: Optional[str]
    states: States


class Guides:
    """Starts guides, keeps to one at a time and follows them when they hand over to another."""

    def __init__(self, guides: dict[str, Guide]):
        self._guides = guides

    def start(self, name: str, turn: Turn, states: States) -> Guided:
        """Begin a guide, or take up one that was paused."""
        guide, own = self._guides[name], replace(turn, state=states.get(name) or {})
        is_open = own.state.get("status") in OPEN
        if turn.intent == RESUME and isinstance(guide, Resumable) and (is_open or not own.state):
            # Where nothing waits, the guide says so: "back" tells of no incident.
            outcome = guide.resume(own)
        elif name == TRIAGE and is_open:
            # What is said of an open incident belongs to it, also when the user says it as if for the first time.
            outcome = guide.advance(own)
        else:
            outcome = guide.start(own)
        return self._follow(name, outcome, turn, states)

    def begins(self, turn: Turn, states: States) -> Optional[str]:
        """The exercise, where a message wishes for one that was taken for something else, and no incident is open."""
        is_open = (states.get(TRIAGE) or {}).get("status") in OPEN
        return EXERCISE if not is_open and EXERCISE in self._guides and wishes_practice(turn.text) else None

    def advance(self, name: str, turn: Turn, states: States) -> Guided:
        """Give the message to the guide that is under way."""
        if name == TRIAGE and (states.get(name) or {}).get("status") == "asking" and meant_practice(turn.text):
            begun = self.start(EXERCISE, turn, states)
            return replace(begun, states={TRIAGE: None, **begun.states})
        outcome = self._guides[name].advance(replace(turn, state=states.get(name) or {}))
        return self._follow(name, outcome, turn, states)

    def takes(self, name: str, turn: Turn, states: States) -> bool:
        """Whether the guide under way wants this message, or leaves it to the other skills."""
        if turn.intent == DISTRESS and name == TRIAGE:
            # "Somebody may be at risk" is an answer to triage; only a person who speaks of themselves is in distress.
            return not (OF_THEMSELVES.search(turn.text) and turn.confidence >= SURELY_IN_NEED)
        if turn.intent == THREAT and name == TRIAGE:
            return False
        state = states.get(name) or {}
        settled = name == TRIAGE and state.get("status") == "briefed" and not state.get("pending")
        if not (settled and turn.intent in ORDINARY):
            return True
        guide = self._guides[name]
        return isinstance(guide, Claiming) and guide.claims(turn)

    def beside(self, name: str, outcome: Outcome) -> Outcome:
        """What another skill says while this guide is under way, as the guide would have it."""
        guide = self._guides[name]
        return replace(outcome, reply=guide.mark(outcome.reply)) if isinstance(guide, Marking) else outcome

    def paused(self, states: States) -> Optional[str]:
        """The guide that waits to be taken up, an incident first."""
        return next((name for name in self._guides if states.get(name) and not listens(states[name])), None)

    def _follow(self, name: str, outcome: Outcome, turn: Turn, states: States) -> Guided:
        changed: States = {name: outcome.state}
        said = [outcome.reply]
        for _ in range(MAX_HANDOVERS):
            if outcome.hand_over not in self._guides:
                break
            name = outcome.hand_over
            before = changed.get(name, states.get(name))
            outcome = self._guides[name].start(replace(turn, state=before or {}))
            changed[name] = outcome.state
            said.append(outcome.reply)
        guide = name if listens(outcome.state) else None
        return Guided(replace(outcome, reply=_joined(said), hand_over=None), guide, changed)


def listens(state: Optional[dict[str, Any]]) -> bool:
    """Whether a guide in this state takes the next message."""
    if not state or state.get("paused"):
        return False
    return state.get("status") not in ("paused", "ended") and state.get("phase") != "done"


def _joined(replies: list[Reply]) -> Reply:
    """One reply with the parts of all; its status is the last one's, since that is where the turn ended."""
    return replies[-1].copy(update={"parts": [part for reply in replies for part in reply.parts]})
