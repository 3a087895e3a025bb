"""Telling the type of an incident from a message: by signs, and by nearness to each type's examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Optional

import numpy as np

from bot.skills.triage.hearing import mentions, normal, pattern
from index.content.playbook import FALLBACK, Library, Playbook
from index.content.triage import TypeHearing

Encode = Callable[[list[str]], np.ndarray]
MOST = 2


class Types:
    """Tells types.

    Args:
        library: the playbooks with their signs and examples.
        encode: texts to unit vectors, float32 of shape (texts, dimensions); without it only signs count.
    """

    def __init__(self, library: Library, encode: Optional[Encode] = None):
        self.playbooks: Mapping[str, Playbook] = library.playbooks
        self.bars: TypeHearing = library.common.types
        self._encode = encode
        self._examples: Optional[dict[str, np.ndarray]] = None

    def hear(self, text: str, vector: Optional[np.ndarray] = None, incidents: Sequence[str] = ()) -> list[str]:
        """The types that a message tells of, the main one first; [] where it is not plain.

        Args:
            text: the message.
            vector: its embedding, float32 of shape (dimensions,), unit length.
            incidents: incident terms of the glossary that were heard in it.
        """
        signed, near = self.by_signs(text, incidents), self.nearness(vector)
        if not near:
            return signed
        (first, best), (_, second) = near[0], near[1]
        if not signed:
            plain = first != FALLBACK and best >= self.bars.near and best - second >= self.bars.margin
            return [first] if plain else []
        likeness = dict(near)
        ahead = best - likeness.get(signed[0], 0.0)
        if first in (FALLBACK, *signed) or best < self.bars.sure or ahead < self.bars.margin:
            return signed
        kept = [name for name in signed if best - likeness.get(name, 0.0) < self.bars.apart]
        return [first, *[name for name in kept if not self._one(first, name)]][:MOST]

    def by_signs(self, text: str, incidents: Sequence[str] = ()) -> list[str]:
        """The types whose phrases a message holds, the likeliest first."""
        text = normal(text)
        scores: dict[str, int] = {}
        for playbook in self.playbooks.values():
            signs, masked = playbook.signs, text
            for phrase in mentions(signs.not_, text):
                masked = pattern(phrase).sub(" ", masked)
            terms = [name for name in incidents if name == playbook.id or name in playbook.also]
            weak = len(mentions(signs.weak, masked)) + len(terms)
            score = self.bars.strong * len(mentions(signs.strong, masked)) + self.bars.weak * weak
            if score and playbook.id != FALLBACK:
                scores[playbook.id] = score
        ranked = sorted(scores, key=lambda name: -scores[name])
        if not ranked or scores[ranked[0]] < self.bars.enough:
            return []
        chosen = [ranked[0]]
        for name in ranked[1:]:
            if scores[name] >= self.bars.second and not any(self._one(kept, name) for kept in chosen):
                chosen.append(name)
        return chosen[:MOST]

    def nearness(self, vector: Optional[np.ndarray]) -> list[tuple[str, float]]:
        """Every type with the mean cosine of its two nearest examples, the nearest type first."""
        if vector is None or self._encode is None:
            return []
        if self._examples is None:
            told = {name: each.examples for name, each in self.playbooks.items() if len(each.examples) > 1}
            self._examples = {name: self._encode(examples) for name, examples in told.items()}
        scores = {name: float(np.sort(rows @ vector)[-2:].mean()) for name, rows in self._examples.items()}
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return ranked if len(ranked) > 1 else []

    def _one(self, one: str, other: str) -> bool:
        """Whether one of two types covers the other."""
        return other in self.playbooks[one].absorbs or one in self.playbooks[other].absorbs
