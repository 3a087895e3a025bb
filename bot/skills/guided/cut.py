"""A message that begins with an answer or a command and says something else after it."""

from __future__ import annotations

import re
from typing import Optional

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
