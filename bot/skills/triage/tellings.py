"""What a message tells, whatever was asked: by its words, and by its likeness to what others told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.skills.triage.answers import Encode
from bot.skills.triage.hearing import Heard
from bot.skills.triage.undone import Chances, denied
from bot.skills.triage.words import SENTENCE_END, mentions, normal, pattern
from index.content.triage import Fact, TriageFile, Value
from index.label_classifier import LabelClassifier
from index.told import label, taken_back

# Fewer words of a message tell nothing by themselves.
FEWEST = 4


@dataclass(frozen=True)
class _Told:
    """The chance of each label, of a message as a whole and the most of its sentences."""

    whole: Mapping[str, float]
    in_part: Mapping[str, float]

    def knows(self, name: str) -> bool:
        return name in self.whole

    def most(self, name: str) -> float:
        return max(self.whole.get(name, 0.0), self.in_part.get(name, 0.0))


class Tellings:
    """Weighs what the words of a message say against what messages like it told.

    Args:
        learned: the chance of each `fact:value`.
        encode: texts to unit vectors, float32 of shape (texts, dimensions).
    """

    def __init__(self, common: TriageFile, learned: LabelClassifier, encode: Encode):
        self._common, self._learned, self._encode = common, learned, encode
        self._facts = {name.split(":")[0] for name in learned.labels}
        self._last: tuple[str, _Told] = ("", _Told({}, {}))

    def taken_back(self, text: str, held: Heard) -> Heard:
        """Of the values that are held, those that a message says hold no more; danger stays, whatever is like it."""
        told, least = self._told(text), self._common.hearing.told_no_more
        gone = {
            fact: [
                value
                for value in values
                if told.most(taken_back(fact, value)) >= least and not self._is_urgent(fact, value)
            ]
            for fact, values in held.items()
        }
        return {fact: values for fact, values in gone.items() if values}

    def _is_urgent(self, fact: str, value: str) -> bool:
        known = self._common.fact(fact).value(value)
        return known is not None and known.urgent

    def _told(self, text: str) -> _Told:
        """Of one message what is taken back and what is told are asked for one after the other."""
        if self._last[0] != text:
            parts = [part for part in SENTENCE_END.split(text) if len(part.split()) >= FEWEST and part[-1] != "?"]
            said = [text, *(part for part in parts if part != text)]
            chances = self._learned.all_chances(said, self._encode(said))
            labels, none = self._learned.labels, np.zeros(len(self._learned.labels))
            in_part = chances[1:].max(axis=0) if len(said) > 1 else none
            self._last = (text, _Told(dict(zip(labels, chances[0])), dict(zip(labels, in_part))))
        return self._last[1]

    def _chance_of(self, fact: str, value: str) -> Chances:
        return lambda part, vector: self._learned.chances(part, vector)[label(fact, value)]

    def _is_no_deed_of_ours(self, text: str, fact: str, value: str) -> bool:
        """Whether a deed is denied, or told of others alone: "the supplier say they've taken systems offline"."""
        hearing, said = self._common.hearing, normal(text)
        others = any(pattern(word).search(said) for word in hearing.others)
        ours = any(pattern(word).search(said) for word in hearing.ours)
        return (others and not ours) or denied(text, self._encode, self._chance_of(fact, value))

    def _is_told(self, told: _Told, name: str, fact: Fact, value: Value) -> bool:
        """Whether a message tells a value: as a whole, or more surely in one of its sentences; danger sooner, and what
        calms only where things get better as the incident goes on."""
        hearing = self._common.hearing
        if value.urgent:
            return told.most(name) >= hearing.told_urgent
        if value.calming:
            return fact.progresses and told.most(name) >= hearing.told_calmed
        return told.whole.get(name, 0.0) >= hearing.told or told.in_part.get(name, 0.0) >= hearing.told_in_part

    def settle(self, text: str, heard: Heard) -> Heard:
        """The values of each fact that a message tells.

        Args:
            heard: those that its words say; they are believed unless what was told in such words was something else.
        """
        told, hearing = self._told(text), self._common.hearing
        settled: Heard = {}
        for fact in self._common.facts:
            said = heard.get(fact.id, [])
            if fact.id not in self._facts:
                settled[fact.id] = said
                continue
            known = [(value, label(fact.id, value.id)) for value in fact.values]
            believed = [
                value.id
                for value, name in known
                if value.id in said
                and (value.urgent or not told.knows(name) or told.most(name) >= hearing.told_believed)
            ]
            # Nothing is heard in words or as an answer: it is too easily meant of something else.
            likely = [
                (told.most(name), value.id)
                for value, name in known
                if self._is_told(told, name, fact, value)
                and (not value.needs or mentions(value.needs, normal(text)))
                and value.id not in (fact.none, fact.otherwise)
                and not (fact.deed and self._is_no_deed_of_ours(text, fact.id, value.id))
            ]
            more = [name for _, name in sorted(likely, reverse=True) if name not in believed]
            settled[fact.id] = [*believed, *more] if fact.many else (believed or more)[:1]
        return {fact: values for fact, values in settled.items() if values}
