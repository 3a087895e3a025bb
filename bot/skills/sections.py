"""Which section of a card speaks of what is asked, by the user's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Optional

from index.lexical import words
from index.passages import Passage


def covered(passage: Passage, asked: Iterable[str]) -> float:
    """The share of words, of their stems, that a passage or its heading has, in 0..1; 0 where there is no word."""
    stems = set(words(" ".join(asked)))
    return len(stems & set(words(f"{passage.heading or ''} {passage.markdown}"))) / len(stems) if stems else 0.0


def speaking(passages: Sequence[Passage], asked: Sequence[str]) -> Optional[Passage]:
    """The passage that has most of the words, the first of equals; None where none has any."""
    best = max(passages, key=lambda passage: covered(passage, asked), default=None)
    return best if best and covered(best, asked) else None
