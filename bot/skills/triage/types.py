"""Telling the type of an incident from a message: by signs, and by its likeness to what others wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Optional

import numpy as np

from bot.skills.triage.words import mentions, normal, pattern
from index.content.playbook import FALLBACK, Library, Playbook
from index.content.triage import TypeHearing
from index.label_classifier import LabelClassifier

MOST = 2
WHO = ("body", "role")
# What there is to weigh where no type is left.
NONE = ("", 0.0)
DENIAL = (
    r"\b(?:not|isn't|wasn't|aren't|weren't|ain't|never) (?:(?:a|an|any|really|actually|about|just|the|been|even) )*"
)
# "No virus here", where a bare no may answer something else.
NONE_HERE = (
    r"(?=(?: of (?:\w+ )?data)? (?:here|found|at all|involved|anywhere|on it|on (?:my|the|our|her|his) \w+)\b|$|[,.;])"
)
# "Take insider off".
REMOVAL = (
    r"\b(?:take|remove|drop|scrap|cross|lose|delete|forget)(?: off| out| away)? "
    r"(?:(?:the|that|this|it|bit|about|a|an) )*"
)
# What asks who, whether or which, and holds no sign, tells of nothing: "who approves manual payments".
ASKING = re.compile(
    r"(?:(?:and|but|so|ok|okay|also|hi|hello|please)[, ]+)*"
    r"(?:who|whom|whose|which|do|does|can|could|should|shall|must|is it|are we|is there)\b"
)
HIT = (
    r"(?:hit|hacked|attacked|breached|compromised|hijacked|infected|taken over|broken into|affected|involved"
    r"|locked|encrypted)"
)
# The clause or part of one that says what was not hit: "nobody hacked a facebook account", "the IT company isn't hit".
NOT_HIT = re.compile(
    rf"\b(?:nobody|no one|no-one|none of \w+|nothing)(?:'s| is| was| has| have)? (?:been |actually |really |ever )*"
    rf"{HIT}\b[^,.;:!?]*|\b(?:(?!but\b|and\b|just\b|only\b)[\w'/-]+ )*(?:\w+n't|not|never) "
    rf"(?:been |actually |really |even |got |had )*{HIT}\b(?:(?! but\b| and\b| just\b| only\b)[^,.;:!?])*"
    rf"|\bno (?:\w+ ){{1,3}}(?:is|was|were|has been|have been|got) {HIT}\b"
)
# What a type that was taken off is told of again with.
NEWS = re.compile(rf"\b(?:{HIT}|now|actually|after all|turns out|turned out)\b")
# What was not hit beside something else that was, or not so far.
NOT_ALL = re.compile(r"\b(?:other|others|else|yet|so far|any ?more|sure|know|if|whether)\b")
SENTENCES = re.compile(r"[.;!?]+\s*")
SAYING = re.compile(r"\b(?!(?:in|at|for|from|of|the|a|an|and|we|we're|i'm|i|are|am|is|it's|our|my|here)\b)[a-z]{2,}")


class Types:
    """Tells types.

    Args:
        library: the playbooks with their signs.
        learned: what was learned of the first messages of others; without it only signs count.
        placeless: takes the names of nations and places out of a text.
    """

    def __init__(
        self,
        library: Library,
        learned: Optional[LabelClassifier] = None,
        placeless: Callable[[str], str] = lambda text: text,
    ):
        self.playbooks: Mapping[str, Playbook] = library.playbooks
        self.bars: TypeHearing = library.common.types
        self._learned, self._placeless = learned, placeless
        facts = [fact for fact in library.common.facts if fact.id in WHO]
        names = {words for fact in facts for value in fact.values for words in value.heard} | set(self.bars.of_bodies)
        self._nothing = re.compile("|".join(self.bars.says_nothing) or "(?!)")
        self._who = sorted(names, key=len, reverse=True)

    def hear(
        self,
        text: str,
        vector: Optional[np.ndarray] = None,
        incidents: Sequence[str] = (),
        opening: bool = False,
    ) -> list[str]:
        """The types that a message tells of, the main one first; [] where it is not plain.

        Args:
            text: the message.
            vector: its embedding, float32 of shape (dimensions,), unit length.
            incidents: incident terms of the glossary that were heard in it.
            opening: it is the first message of an incident, of which was learned: what is all but certain by that
                wants no sign.
        """
        if self._nothing.fullmatch(normal(text)):
            return []
        signed, chances = self.by_signs(text, incidents), self.chances(text, vector)
        if not chances:
            return signed
        certain = {name for name, chance in chances.items() if opening and chance >= self.bars.certain}
        if not signed and (not self._bare(text) or self._asks(text)):
            return []
        points = self._points(text, incidents)
        chances = {
            name: chance
            for name, chance in chances.items()
            if name in points or not (name in self.denied(text) if name in certain else self._ruled_out(name, text))
        }
        weighed = {
            name: chance + self.bars.sign * min(points.get(name, 0), self.bars.most_points)
            for name, chance in chances.items()
        }
        (first, best), (_, second) = [*sorted(weighed.items(), key=lambda item: -item[1]), NONE, NONE][:2]
        plainly_signed = bool(signed) and points[signed[0]] >= self.bars.strong
        if signed and first not in points and (plainly_signed or first not in certain):
            return signed
        enough = self.bars.near if first in points else self.bars.alone
        plain = best >= enough and best - second >= self.bars.margin
        if first == FALLBACK or not (plain or first in signed):
            return []
        more = [name for name in signed if points[name] >= self.bars.second and not self._one(first, name)]
        return self.not_outweighed([first, *more], text)[:MOST]

    @staticmethod
    def _asks(text: str) -> bool:
        """Whether every sentence of a message asks."""
        return all(ASKING.match(each) for each in SENTENCES.split(normal(text)) if each)

    def by_signs(self, text: str, incidents: Sequence[str] = ()) -> list[str]:
        """The types whose phrases a message holds, the likeliest first."""
        points = self._points(text, incidents)
        ranked = sorted(points, key=lambda name: -points[name])
        if not ranked or points[ranked[0]] < self.bars.enough:
            return []
        chosen = [ranked[0]]
        for name in ranked[1:]:
            if points[name] >= self.bars.second and not any(self._one(kept, name) for kept in chosen):
                chosen.append(name)
        return self.not_outweighed(chosen, text)[:MOST]

    def not_outweighed(self, names: Sequence[str], text: str, held: Sequence[str] = ()) -> list[str]:
        """Some types without those of which a message does not speak plainly where one of them, or one that is held,
        outweighs them."""
        taken = [*held, *names]
        return [
            name
            for name in names
            if self.speaks_plainly(name, text) or not any(name in self.playbooks[each].outweighs for each in taken)
        ]

    def speaks_plainly(self, name: str, text: str) -> bool:
        """Whether a message says of a type in words that can mean no other, and does not deny, that it is this one."""
        playbook = self.playbooks[name]
        text = self._denials(playbook).sub(" ", self._without_denied(playbook, normal(self._placeless(text))))
        return bool(mentions(playbook.signs.plain, text)) or (not playbook.signs.plain and _strong(playbook, text) > 0)

    def tells_again(self, name: str, text: str) -> bool:
        """Whether a message tells of a type that was taken off, as news: "the page has now been hacked"."""
        plain = bool(mentions(self.playbooks[name].signs.plain, normal(text)))
        news = NEWS.search(NOT_HIT.sub(" ", normal(text))) is not None
        return self.speaks_plainly(name, text) and (plain or news)

    def unlikely(self, name: str, text: str) -> bool:
        """Whether a message holds words with which it is never a type, or denies it."""
        return bool(mentions(self.playbooks[name].signs.never, normal(text))) or name in self.denied(text)

    def chances(self, text: str, vector: Optional[np.ndarray] = None) -> dict[str, float]:
        """Every type with the chance that a message tells of it, the likeliest first; {} without a vector.

        They add up to 1.
        """
        if vector is None or self._learned is None:
            return {}
        chances = self._learned.chances(text, vector)
        whole = sum(chances.values())
        return {name: chances[name] / whole for name in sorted(chances, key=lambda name: -chances[name])}

    def _bare(self, text: str) -> str:
        """What is left of a message without who and where; "" where it tells nothing else."""
        bare = normal(self._placeless(text))
        for words in self._who:
            bare = pattern(words).sub(" ", bare)
        bare = re.sub(r"\s+", " ", bare).strip(" ,.")
        return bare if SAYING.search(bare) else ""

    def _ruled_out(self, name: str, text: str) -> bool:
        """Whether a message holds words that look like a type's and are none, or none of those that it needs."""
        signs, said = self.playbooks[name].signs, normal(self._placeless(text))
        lacks = bool(signs.needs) and not mentions(signs.needs, said)
        return lacks or bool(mentions([*signs.not_, *signs.never], said)) or name in self.denied(text)

    def denied(self, text: str, before: Sequence[str] = ()) -> list[str]:
        """The types of which a message says that it is none of them: "it's not denial of service".

        Args:
            before: what was told before, against which to be without a sign of a type denies nothing.
        """
        said = normal(text)
        return [
            name
            for name, each in self.playbooks.items()
            if self._denials(each).search(said)
            or mentions(each.signs.refuted, said)
            or (self._lacking(each, said) and not any(self.speaks_plainly(name, told) for told in before))
        ]

    @staticmethod
    def _without_denied(playbook: Playbook, text: str) -> str:
        """A normalised text without what it says has not happened, or not to us."""
        for phrase in (*playbook.signs.refuted, *playbook.signs.lacks):
            text = pattern(phrase).sub(" ", text)
        return NOT_HIT.sub(lambda hit: hit.group() if NOT_ALL.search(hit.group()) else " ", text)

    def _lacking(self, playbook: Playbook, text: str) -> bool:
        """Whether a normalised text says of what makes a type that it has not happened, and of none that it has."""
        rest = self._without_denied(playbook, text)
        if rest == text or mentions(playbook.signs.plain, rest) or NOT_ALL.search(text):
            return False
        return bool(mentions(playbook.signs.lacks, text)) or (
            _strong(playbook, text) > 0 and not _strong(playbook, rest)
        )

    @staticmethod
    def _denials(playbook: Playbook) -> re.Pattern[str]:
        return _denials(tuple(playbook.names)) if playbook.names else re.compile("(?!)")

    def _points(self, text: str, incidents: Sequence[str]) -> dict[str, int]:
        """The types that have any sign in a message, with the points of their signs."""
        text = normal(self._placeless(text))
        points: dict[str, int] = {}
        for playbook in self.playbooks.values():
            signs, masked = playbook.signs, self._denials(playbook).sub(" ", text)
            if mentions([*signs.never, *signs.refuted], text) or self._lacking(playbook, text):
                continue
            for phrase in mentions(signs.not_, text):
                masked = pattern(phrase).sub(" ", masked)
            terms = [name for name in incidents if name == playbook.id or name in playbook.also]
            weak = len(mentions(signs.weak, masked)) + len(terms)
            strong = _strong(playbook, masked)
            score = self.bars.strong * strong + self.bars.weak * weak
            if score and playbook.id != FALLBACK:
                points[playbook.id] = score
        return points

    def _one(self, one: str, other: str) -> bool:
        """Whether one of two types is the other, or covers it."""
        return one == other or other in self.playbooks[one].absorbs or one in self.playbooks[other].absorbs


def _strong(playbook: Playbook, text: str) -> int:
    """How many strong signs of a type a normalised text has."""
    pairs = sum(all(mentions(words, text) for words in pair) for pair in playbook.signs.both)
    return len(mentions(playbook.signs.strong, text)) + pairs


@cache
def _denials(names: tuple[str, ...]) -> re.Pattern[str]:
    """How a message says that it is nothing of what some names stand for."""
    named = "(?:" + "|".join(pattern(name).pattern for name in names) + ")"
    return re.compile(rf"(?:{DENIAL}|{REMOVAL}){named}|\b(?:no|no sign of(?: an?| any)?) {named}{NONE_HERE}")
