"""Which skill takes a dialogue act, for the guides that answer a side question in passing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.replies.statuses import reply
from bot.skills.ask import PLAIN
from bot.skills.conversation import ACTS, OUTSIDE, THREAT, converse, is_doubted
from bot.skills.texts import texts
from bot.skills.turn import ASK, Outcome, Turn

Skill = Callable[[Turn], Outcome]


class Router:
    """Every skill that answers at once: questions, searches and the turns that need no guidance."""

    def __init__(self, ask: Skill):
        self._ask = ask

    def __call__(self, turn: Turn) -> Outcome:
        if is_doubted(turn.intent, turn.asked):
            answered = self._ask(replace(turn, intent=ASK))
            if answered.reply.status in PLAIN:
                return answered
        if turn.intent == THREAT:
            asked = replace(turn, text=texts().if_threatened, intent=ASK, vector=None, chances={}, state={})
            said = self._ask(asked)
            return replace(said, reply=reply("threatened", *said.reply.parts))
        if turn.intent in ACTS or turn.intent.startswith(OUTSIDE):
            return converse(turn.intent)
        return self._ask(turn)
