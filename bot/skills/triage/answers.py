"""What an answer means, by its words and by its likeness to the answers of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from bot.skills.triage.undone import Chances, denied
from index.content.triage import UNKNOWN, Fact, Hearing
from index.label_classifier import LabelClassifier
from index.told import NO_ANSWER

Encode = Callable[[list[str]], np.ndarray]


class Answers:
    """Weighs what the words of an answer say against what answers like it meant.

    Args:
        learned: for each fact that is asked for, what was learned of the answers to it.
        encode: texts to unit vectors, float32 of shape (texts, dimensions).
    """

    def __init__(self, hearing: Hearing, learned: Mapping[str, LabelClassifier], encode: Encode):
        self._hearing, self._learned, self._encode = hearing, learned, encode

    def settle(self, fact: Fact, text: str, vector: np.ndarray | None, heard: Sequence[str], free: bool) -> list[str]:
        """The values that an answer gives.

        Args:
            heard: those that its words say; they are believed unless answers like it meant something else.
            free: they are what any words mean, where nothing in them is known.
        """
        if fact.id not in self._learned:
            return list(heard)
        vector = self._encode([text])[0] if vector is None else vector
        chances = self._learned[fact.id].chances(text, vector)
        likely = self._not_denied(fact, text, self._likely(fact, chances))
        heard = heard if free else self._not_denied(fact, text, heard)
        no_answer = chances.get(NO_ANSWER, 0.0) >= self._hearing.likely
        if free:
            return likely or ([] if no_answer else list(heard))
        doubted = any(chances.get(value, 1.0) < self._hearing.believed for value in heard)
        if not heard or (doubted and (likely or no_answer)):
            return likely
        if not fact.many or UNKNOWN in (*heard, *likely):
            return list(heard)
        beside = [value for value in likely if value not in heard and chances[value] >= self._hearing.beside]
        return _without_none(fact, [*heard, *beside])

    def _not_denied(self, fact: Fact, text: str, values: Sequence[str]) -> list[str]:
        """Without the deeds that an answer names and denies."""
        learned, any_way = self._learned[fact.id], (fact.none, fact.otherwise, UNKNOWN)

        def chance_of(value: str) -> Chances:
            return lambda part, vector: learned.chances(part, vector).get(value, 0.0)

        return [
            value
            for value in values
            if not fact.deed or value in any_way or not denied(text, self._encode, chance_of(value))
        ]

    def _likely(self, fact: Fact, chances: Mapping[str, float]) -> list[str]:
        """The values that answers like it gave; UNKNOWN where they said that it is not known, [] where nothing."""
        if not fact.many:
            best = max(chances, key=lambda name: chances[name])
            return [best] if best != NO_ANSWER and chances[best] >= self._least(fact, best) else []
        named = {name: chance for name, chance in chances.items() if name not in (NO_ANSWER, UNKNOWN)}
        most = max(named.values(), default=0.0)
        likely = [name for name, chance in named.items() if chance >= max(self._least(fact, name), most / 2)]
        values, nothing = _without_none(fact, likely), chances.get(NO_ANSWER, 0.0)
        if nothing >= self._hearing.likely and nothing > most:
            return []
        unknown = chances.get(UNKNOWN, 0.0)
        return values or ([UNKNOWN] if unknown >= self._hearing.likely and unknown > nothing else [])

    def _least(self, fact: Fact, name: str) -> float:
        """The chance from which a value is taken: a calming one wants more, one of several less."""
        value = fact.value(name)
        if value and value.calming:
            return self._hearing.calmed
        return self._hearing.one_of_several if fact.many else self._hearing.likely


def _without_none(fact: Fact, values: list[str]) -> list[str]:
    """Without a "none" beside others."""
    some = [value for value in values if value != fact.none]
    return some or values
