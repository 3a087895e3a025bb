"""What users ask that no card answers, though one looks as if it did: `known-gaps/*.yml`."""

from __future__ import annotations

from pydantic import Field

from index.content.fields import Slug, Strict


class KnownGap(Strict):
    """A question in a user's words; `nearest` is the card that a search would find, `lacks` what it does not say."""

    question: str = Field(max_length=400)
    nearest: Slug
    lacks: str = Field(max_length=200)


class KnownGapFile(Strict):
    gaps: list[KnownGap] = Field(min_items=1)
