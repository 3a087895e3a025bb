"""How people put it in an incident, learned from: first messages, answers, and what they ask of the bot meanwhile.

`openings/*.yml`, `replies/*.yml` and `requests/*.yml`.
"""

from __future__ import annotations

from pydantic import Field

from index.content.fields import Slug, Strict


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
