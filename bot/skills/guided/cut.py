"""A message that begins with an answer or a command and says something else after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Optional

from bot.replies import Part
from bot.skills.turn import Outcome, Turn

# "B, but who may order that", "option c and then we ring round"; a small "a" is an article.
LETTER = re.compile(
    r"^\W*(?:(?:option|choice|answer) (?P<named>[A-Ea-e])\b|(?P<letter>[B-E]|A(?=[,.:;)])))[,.:;)]*\s+(?P<rest>.+)$",
    re.DOTALL,
)
SENTENCE = re.compile(r"^(?P<head>[^.!?;]{1,40})[.!;]+\s+(?P<rest>.+)$", re.DOTALL)


def cut(text: str) -> Optional[tuple[str, str]]:
    """What a message begins with, by itself, and the rest; None where it is all one."""
    if choice := LETTER.match(text):
        return choice["named"] or choice["letter"], choice["rest"]
    sentence = SENTENCE.match(text)
    return (sentence["head"], sentence["rest"]) if sentence else None


def cut_turn(turn: Turn) -> Optional[tuple[Turn, Turn]]:
    """The same as turns of their own, of which the classifier was not asked."""
    parts = cut(turn.text)
    if parts is None:
        return None
    head, rest = (replace(turn, text=part, intent="", vector=None, chances={}) for part in parts)
    return head, rest


def with_before(outcome: Outcome, parts: Sequence[Part]) -> Outcome:
    """The outcome with some parts before what it says."""
    return replace(outcome, reply=outcome.reply.copy(update={"parts": [*parts, *outcome.reply.parts]}))
