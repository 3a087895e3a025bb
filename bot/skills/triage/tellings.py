"""What a message tells, whatever was asked: by its words, and by its likeness to what others told."""

from __future__ import annotations

from collections.abc import Mapping

from bot.skills.triage.answers import Encode
from bot.skills.triage.hearing import Heard
from bot.skills.triage.undone import Chances, denied
from index.content.triage import TriageFile
from index.label_classifier import LabelClassifier
from index.told import label, taken_back


class Tellings:
    """Weighs what the words of a message say against what messages like it told.

    Args:
        learned: the chance of each `fact:value`.
        encode: texts to unit vectors, float32 of shape (texts, dimensions).
    """

    def __init__(self, common: TriageFile, learned: LabelClassifier, encode: Encode):
        self._common, self._learned, self._encode = common, learned, encode
        self._facts = {name.split(":")[0] for name in learned.labels}
        self._last: tuple[str, Mapping[str, float]] = ("", {})

    def taken_back(self, text: str, held: Heard) -> Heard:
        """Of the values that are held, those that a message says hold no more; danger stays, whatever is like it."""
        chances, least = self._chances(text), self._common.hearing.told_no_more
        gone = {
            fact: [
                value
                for value in values
                if chances.get(taken_back(fact, value), 0.0) >= least and not self._is_urgent(fact, value)
            ]
            for fact, values in held.items()
        }
        return {fact: values for fact, values in gone.items() if values}

    def _is_urgent(self, fact: str, value: str) -> bool:
        known = self._common.fact(fact).value(value)
        return known is not None and known.urgent

    def _chances(self, text: str) -> Mapping[str, float]:
        """Of one message what is taken back and what is told are asked for one after the other."""
        if self._last[0] != text:
            self._last = (text, self._learned.chances(text, self._encode([text])[0]))
        return self._last[1]

    def _chance_of(self, fact: str, value: str) -> Chances:
        return lambda part, vector: self._learned.chances(part, vector)[label(fact, value)]

    def settle(self, text: str, heard: Heard) -> Heard:
        """The values of each fact that a message tells.

        Args:
            heard: those that its words say; they are believed unless what was told in such words was something else.
        """
        chances, hearing = self._chances(text), self._common.hearing
        settled: Heard = {}
        for fact in self._common.facts:
            said = heard.get(fact.id, [])
            if fact.id not in self._facts:
                settled[fact.id] = said
                continue
            known = [(value, chances.get(label(fact.id, value.id))) for value in fact.values]
            believed = [
                value.id
                for value, chance in known
                if value.id in said and (value.urgent or chance is None or chance >= hearing.told_believed)
            ]
            # Nothing, and what calms, is heard in words or as an answer: it is too easily meant of something else.
            likely = [
                (chance, value.id)
                for value, chance in known
                if chance is not None
                and chance >= hearing.told
                and not value.calming
                and value.id not in (fact.none, fact.otherwise)
                and not (fact.deed and denied(text, self._encode, self._chance_of(fact.id, value.id)))
            ]
            more = [name for _, name in sorted(likely, reverse=True) if name not in believed]
            settled[fact.id] = [*believed, *more] if fact.many else (believed or more)[:1]
        return {fact: values for fact, values in settled.items() if values}
