"""Which skill takes a dialogue act, for the guides that answer a side question in passing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.replies.statuses import reply
from bot.skills.acts import ASK, FOLLOW_UP, OUTSIDE, THANK, THREAT
from bot.skills.ask import PLAIN
from bot.skills.asked_beside import asked_beside
from bot.skills.conversation import ACTS, converse, is_doubted
from bot.skills.practice import offering_practice
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn

Skill = Callable[[Turn], Outcome]


class Router:
    """Every skill that answers at once: questions, searches and the turns that need no guidance.

    Args:
        ask: answers questions and follow-ups.
        goes_on: tells what goes on about the answer on show, which is then a follow-up whatever its act.
    """

    def __init__(self, ask: Skill, goes_on: Callable[[Turn], bool] = lambda turn: False):
        self._ask = ask
        self._goes_on = goes_on

    def __call__(self, turn: Turn) -> Outcome:
        said = self._routed(turn)
        return offering_practice(said, turn.text) if turn.intent in (ASK, FOLLOW_UP) else said

    def _routed(self, turn: Turn) -> Outcome:
        if self._goes_on(turn):
            return self._ask(replace(turn, intent=FOLLOW_UP))
        if is_doubted(turn.intent, turn.asked):
            answered = self._ask(replace(turn, intent=ASK))
            if answered.reply.status in PLAIN:
                return answered
        if turn.intent == THANK and "?" in turn.text and (question := asked_beside(turn.text)):
            # "And what do I have to do? You only thanked me."
            return self._ask(replace(turn, text=question, intent=FOLLOW_UP, vector=None))
        if turn.intent == THREAT:
            asked = replace(turn, text=texts().if_threatened, intent=ASK, vector=None, chances={}, state={})
            said = self._ask(asked)
            return replace(said, reply=reply("threatened", *said.reply.parts))
        if turn.intent in ACTS or turn.intent.startswith(OUTSIDE):
            return converse(turn.intent)
        return self._ask(turn)
