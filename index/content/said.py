"""How people put it, learned from.

In an incident: first messages, answers, what they tell unasked, what changes the kind of incident, and what they ask of
the bot meanwhile (`openings/*.yml`, `replies/*.yml`, `tellings/*.yml`, `turnings/*.yml`, `requests/*.yml`).
Elsewhere: what they say to an answer (`follow-ups/*.yml`).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from index.content.fields import Slug, Strict

# What a message may want that follows an answer: to go on about it in some way, something done with it, or neither.
Wants = Literal[
    "further",
    "instead",
    "elsewhere",
    "audience",
    "correction",
    "more",
    "shorter",
    "source",
    "repeat",
    "other",
    "steps",
    "language",
    "done",
    "new",
    "find",
    "guided",
    "profile",
    "incident",
    "outside",
    "helpful",
    "unhelpful",
]


class OpeningFile(Strict):
    """First messages that tell of one type of incident."""

    type: Slug
    openings: list[str] = Field(min_items=1)


class RequestFile(Strict):
    """Messages in the middle of an incident that mean one of triage's commands; `none` for those that mean none."""

    command: Slug
    said: list[str] = Field(min_items=1)


class Replies(Strict):
    """Answers that mean the same `values` of a fact; none where they answer something else, or nothing."""

    values: list[Slug]
    said: list[str] = Field(min_items=1)


class ReplyFile(Strict):
    """Answers to the question for one fact."""

    fact: Slug
    replies: list[Replies] = Field(min_items=1)


class Telling(Strict):
    """A message in the middle of an incident with all facts that it tells, whatever was asked."""

    said: str
    facts: dict[Slug, list[Slug]] = {}
    # What was told before and is taken back.
    no_more: dict[Slug, list[Slug]] = {}


class TellingFile(Strict):
    """What is told unasked."""

    tellings: list[Telling] = Field(min_items=1)


class Turning(Strict):
    """A later message of an incident, with what it makes of its kind; mostly nothing.

    Attributes:
        adds: the types that are true beside or in place of what was taken.
        denies: it says that the incident is not what it was taken for, or not one of these.
        no_cyber: it says that this is no matter of computers or data.
    """

    said: str
    adds: list[Slug] = []
    denies: bool = False
    no_cyber: bool = False


class TurningFile(Strict):
    """Later messages."""

    turnings: list[Turning] = Field(min_items=1)


class FollowUpFile(Strict):
    """Messages that follow an answer and want the same."""

    wants: Wants
    said: list[str] = Field(min_items=1)
