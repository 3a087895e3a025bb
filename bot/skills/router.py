"""Which skill takes a dialogue act, for the guides that answer a side question in passing."""

from __future__ import annotations

from collections.abc import Callable

from bot.skills.conversation import ACTS, OUTSIDE, converse
from bot.skills.turn import Outcome, Turn

Skill = Callable[[Turn], Outcome]


class Router:
    """Every skill that answers at once: questions, searches and the turns that need no guidance."""

    def __init__(self, ask: Skill):
        self._ask = ask

    def __call__(self, turn: Turn) -> Outcome:
        if turn.intent in ACTS or turn.intent.startswith(OUTSIDE):
            return converse(turn.intent)
        return self._ask(turn)
