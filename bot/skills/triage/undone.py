"""Deeds that a message names and denies: "NCSC not rung yet" sounds like those who say that they rang."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

CLAUSE = re.compile(
    r"[,.;:!?]\s*|\s+(?:but|and|so|then|only|because|cos|cause|although|though|whereas)\s+", re.IGNORECASE
)
DENIED = re.compile(
    r"\b(?:not|nobody|no[ -]?one|never|none|nor|neither|without|yet to|still to|nowt|no|havent|hasnt|hadnt|didnt|dont"
    r"|doesnt|isnt|arent|wasnt|werent|cant|couldnt|wont)\b|n't\b",
    re.IGNORECASE,
)
Encode = Callable[[list[str]], np.ndarray]
Chances = Callable[[str, np.ndarray], float]


def denied(text: str, encode: Encode, chance: Chances) -> bool:
    """Whether the part of a message that speaks most of a deed denies it.

    Args:
        chance: that a part with its embedding tells of the deed.
    """
    said = text.replace("’", "'")
    if not DENIED.search(said):
        return False
    parts: Sequence[str] = [part for part in CLAUSE.split(said) if part and part.strip()]
    if len(parts) <= 1:
        return True
    chances = [chance(part, vector) for part, vector in zip(parts, encode(list(parts)))]
    return DENIED.search(parts[int(np.argmax(chances))]) is not None
