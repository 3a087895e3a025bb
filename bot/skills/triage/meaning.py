"""Understanding an answer by its meaning, where its words are none that the facts list."""

from __future__ import annotations

from typing import Optional

import numpy as np

from bot.skills.triage.likeness import Encode
from index.content.triage import Fact, Hearing, Value

SHORTEST = 4  # letters; a shorter phrase has no meaning of its own


class Meaning:
    """Finds the value of a fact whose phrases are nearest to an answer.

    A calming value is never found like this: that nothing was taken is believed only in so many words.
    """

    def __init__(self, hearing: Hearing, encode: Encode):
        self._hearing, self._encode = hearing, encode
        self._known: dict[str, np.ndarray] = {}

    def value(self, fact: Fact, vector: Optional[np.ndarray]) -> Optional[str]:
        """The id of the value; None where none is near enough, or two are."""
        if vector is None or fact.kind != "choice" or fact.many:
            return None
        scores = {value.id: float(np.sort(self._vectors(fact, value) @ vector)[-2:].mean()) for value in fact.values}
        (first, best), *others = sorted(scores.items(), key=lambda item: -item[1])
        lead = best - max((score for _, score in others), default=0.0)
        found = fact.value(first)
        plain = best >= self._hearing.near and lead >= self._hearing.margin
        return first if plain and found and not found.calming else None

    def _vectors(self, fact: Fact, value: Value) -> np.ndarray:
        name = f"{fact.id}/{value.id}"
        if name not in self._known:
            phrases = [
                phrase for phrase in (*value.heard, *value.reply) if len(phrase) >= SHORTEST and "(" not in phrase
            ]
            plain = [phrase.replace("*", "").replace(" ~ ", " the ") for phrase in phrases]
            self._known[name] = self._encode([value.label, *plain])
        return self._known[name]
