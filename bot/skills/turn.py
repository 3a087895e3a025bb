"""What every skill gets and gives: one user turn in, one outcome out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

import numpy as np

from bot.replies import Reply
from bot.skills.acts import ASK, INCIDENT


@dataclass(frozen=True)
class Profile:
    """What the user told of themselves: ids of `corpus/vocabulary.yml`, None while unknown."""

    nation: Optional[str] = None
    role: Optional[str] = None
    body: Optional[str] = None


@dataclass(frozen=True)
class Entity:
    """A glossary term heard in the message: its kind, the value it stands for and the words used."""

    kind: str
    value: str
    text: str


@dataclass(frozen=True)
class Incident:
    """The incident under way that a question is asked beside.

    Attributes:
        types: ids of playbooks, the main one first.
        label: the types in words.
        opening: the message that it began with.
        seen: ids of the passages that questions beside it were answered with.
        unfit: ids of the cards whose own condition does not hold in it.
    """

    types: tuple[str, ...]
    label: str = ""
    opening: str = ""
    seen: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One message of a user, redacted, with what was understood of it.

    Attributes:
        text: the message as typed, after redaction; never empty.
        intent: the dialogue act that the classifier chose, with its confidence in 0..1.
        chances: of every act, in 0..1, the likeliest first; empty where the classifier was not asked.
        entities: glossary terms heard, in order.
        profile: nation, role and kind of body as far as known.
        now: an aware time; skills never read the clock themselves.
        state: the skill's own JSON state, {} at its start.
        vector: the message's sentence embedding, float32 of shape (384,), unit length; None if not at hand.
        conversation: an opaque id, for documents and the turn log.
        incident: the one under way that a question is asked beside; None where there is none.
        added: the part of the text that was said to "is this happening now?", which is heard as an answer as well.
    """

    text: str
    intent: str
    now: dt.datetime
    confidence: float = 1.0
    chances: Mapping[str, float] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    profile: Profile = Profile()
    state: dict[str, Any] = field(default_factory=dict)
    vector: Optional[np.ndarray] = None
    conversation: str = ""
    incident: Optional[Incident] = None
    added: str = ""

    @property
    def live(self) -> float:
        """The chance that an incident under way is meant."""
        return self.chances.get(INCIDENT, 0.0)

    @property
    def asked(self) -> float:
        """The same, that a question to the guidance is meant."""
        return self.chances.get(ASK, 0.0)

    @property
    def otherwise(self) -> str:
        """The likeliest act where no incident is meant."""
        return next((act for act in self.chances if act != INCIDENT), ASK)


@dataclass(frozen=True)
class Outcome:
    """What a skill made of a turn.

    Attributes:
        reply: what to say.
        state: the skill's new JSON-serialisable state; None ends the skill.
        profile: the profile to remember; None leaves it as it was.
        hand_over: the name of a skill that should take this same turn next (a live incident heard inside
            an exercise hands over to `triage`), or None.
    """

    reply: Reply
    state: Optional[dict[str, Any]] = None
    profile: Optional[Profile] = None
    hand_over: Optional[str] = None
