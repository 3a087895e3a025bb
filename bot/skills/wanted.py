"""What a message wants that follows an answer, by its likeness to what others said to one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Optional, cast, get_args

import numpy as np

from bot.skills.follow_up_words import Command
from bot.skills.turn import Turn
from index.label_classifier import LabelClassifier

Encode = Callable[[Sequence[str]], np.ndarray]
COMMANDS = frozenset(get_args(Command))
# The chance from which a command is meant that no pattern hears.
MEANT = 0.5
# The same, that a list is meant.
LISTED = 0.6
# What wants nothing of what was shown but to say how it was.
THANKS = frozenset({"done", "helpful", "unhelpful"})
SENTENCE_END = re.compile(r"(?<=[.!])\s+(?=\S)")
# Words of a sentence that only thanks, at most, and of what is said after it, at least.
LONGEST_THANKS = 6
FEWEST = 3


class Wanted:
    """Learned from `corpus/follow-ups` while the index is built; without it nothing is wanted."""

    def __init__(self, learned: Optional[LabelClassifier], encode: Optional[Encode] = None):
        self._learned, self._encode = learned, encode
        self._last: tuple[str, Mapping[str, float]] = ("", {})

    def __call__(self, turn: Turn) -> Mapping[str, float]:
        """The chance of each thing that may be wanted, in 0..1, which need not add up to 1; empty without learning."""
        if self._learned is None or self._encode is None:
            return {}
        text, known = self._last
        if text == turn.text:
            return known
        vector = turn.vector if turn.vector is not None else self._encode([turn.text])[0]
        self._last = (turn.text, self._learned.chances(turn.text, vector))
        return self._last[1]

    def without_thanks(self, turn: Turn) -> Turn:
        """The turn without thanks, praise or blame before what it says, where something is said after it."""
        text = turn.text
        while self._learned and self._encode and (end := SENTENCE_END.search(text)):
            first, rest = text[: end.start()], text[end.end() :]
            if len(first.split()) > LONGEST_THANKS or len(rest.split()) < FEWEST:
                break
            chances = self._learned.chances(first, self._encode([first])[0])
            if max(chances, key=lambda name: chances[name]) not in THANKS:
                break
            text = rest
        return turn if text == turn.text else replace(turn, text=text, vector=None)


def wants_a_list(wanted: Mapping[str, float]) -> bool:
    """Whether it asks what else there is, and nothing else is likelier."""
    return wanted.get("find", 0.0) >= LISTED and max(wanted, key=lambda name: wanted[name]) == "find"


def command_of(wanted: Mapping[str, float]) -> Optional[Command]:
    """What is to be done with the answer on show, where that is meant and nothing else is likelier."""
    likeliest = max(wanted, key=lambda name: wanted[name], default="")
    return cast(Command, likeliest) if likeliest in COMMANDS and wanted[likeliest] >= MEANT else None
