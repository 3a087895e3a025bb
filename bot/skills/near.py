"""Search for what a follow-up means: several wordings weighed together, and cards preferred for what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Optional

from index.passages import Passage
from index.retriever import Hit, Retriever

DEPTH = 20


@dataclass(frozen=True)
class Wording:
    """A query, the weight of its scores, and whether it tells how sure a card is.

    A wording that holds a card's own title finds that card, whatever was asked, and so tells nothing.
    """

    text: str
    weight: float
    telling: bool = True


def near(
    retriever: Retriever,
    wordings: list[Wording],
    nation: Optional[str],
    prefer: Callable[[Passage], float],
    limit: int = 10,
) -> list[Hit]:
    """The best passages over all wordings, at most one a card.

    Args:
        prefer: what is added to a card's score, asked once a card with one of its passages.
    """
    found: dict[str, Hit] = {}
    scores: dict[str, float] = {}
    for wording in wordings:
        for hit in retriever.search(wording.text, None, nation, DEPTH):
            card = hit.passage.card
            scores[card] = scores.get(card, 0.0) + wording.weight * hit.score
            sure = hit.confidence if wording.telling else 0.0
            known = found.get(card, replace(hit, confidence=0.0))
            found[card] = replace(known, confidence=max(known.confidence, sure))
    totals = {card: score + prefer(found[card].passage) for card, score in scores.items()}
    best = sorted(totals, key=lambda card: -totals[card])[:limit]
    return [Hit(found[card].passage, totals[card], found[card].confidence) for card in best]
