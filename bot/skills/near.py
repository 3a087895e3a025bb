"""Search for what a follow-up means: several wordings weighed together, and cards preferred for what they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from index.passages import Passage
from index.retriever import Hit, Retriever

DEPTH = 20


def near(
    retriever: Retriever,
    wordings: list[tuple[str, float]],
    nation: Optional[str],
    prefer: Callable[[Passage], float],
    limit: int = 10,
) -> list[Hit]:
    """The best passages over all wordings, at most one a card.

    Args:
        wordings: queries with the weights of their scores.
        prefer: what is added to a card's score, asked once a card with one of its passages.
    """
    found: dict[str, Hit] = {}
    scores: dict[str, float] = {}
    for text, weight in wordings:
        for hit in retriever.search(text, None, nation, DEPTH):
            card = hit.passage.card
            scores[card] = scores.get(card, 0.0) + weight * hit.score
            known = found.get(card)
            if known is None or hit.confidence > known.confidence:
                found[card] = Hit((known or hit).passage, hit.score, hit.confidence)
    totals = {card: score + prefer(found[card].passage) for card, score in scores.items()}
    best = sorted(totals, key=lambda card: -totals[card])[:limit]
    return [Hit(found[card].passage, totals[card], found[card].confidence) for card in best]
