"""Which section of a card speaks of what is asked, by the user's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Optional

from index.lexical import words
from index.passages import Passage
from index.retriever import Retriever


def covered(passage: Passage, asked: Iterable[str]) -> float:
    """The share of words, of their stems, that a passage or its heading has, in 0..1; 0 where there is no word."""
    stems = set(words(" ".join(asked)))
    return len(stems & set(words(f"{passage.heading or ''} {passage.markdown}"))) / len(stems) if stems else 0.0


def speaking(passages: Sequence[Passage], asked: Sequence[str]) -> Optional[Passage]:
    """The passage that has most of the words, the first of equals; None where none has any."""
    best = max(passages, key=lambda passage: covered(passage, asked), default=None)
    return best if best and covered(best, asked) else None


def unseen(retriever: Retriever, card: str, text: str, seen: Collection[str]) -> Optional[Passage]:
    """The section of a card that comes nearest to a question, of those that were not seen; None where none is left.

    Args:
        seen: ids of passages.
    """
    headings = {each.heading for each in retriever.card(card) if each.heading and each.id in seen}
    return retriever.section(card, text, headings)
