"""Passages of the index as parts of a reply."""

from __future__ import annotations

import datetime as dt
from typing import Optional

from bot.replies import Citation, Option, Quote
from index.passages import Passage
from index.retriever import Hit, Retriever


def quote(passage: Passage, label: Optional[str] = None, score: Optional[float] = None) -> Quote:
    """The passage word for word, with its sources and the date of its review."""
    return Quote(
        passage=passage.id,
        card=passage.card,
        title=passage.title,
        heading=passage.heading,
        markdown=passage.markdown,
        citations=[
            Citation(
                publisher=source.publisher,
                title=source.title,
                url=source.url,
                updated=source.updated,
                licence=source.licence,
            )
            for source in passage.sources
        ],
        reviewed=dt.date.fromisoformat(passage.reviewed),
        status=passage.status,
        nations=passage.nations,
        local=passage.local,
        words_of=passage.words_of,
        label=label,
        score=None if score is None else round(score, 3),
    )


def title_option(retriever: Retriever, card: str) -> Option:
    """A choice that asks for a card: its title is shown, its first question is what the user says.

    Raises:
        IndexError: there is no such card.
    """
    passages = retriever.card(card)
    answer = next((passage for passage in passages if passage.questions), passages[0])
    return Option(label=answer.title, message=answer.questions[0] if answer.questions else answer.title)


def suggestions(retriever: Retriever, hits: list[Hit], shown: Passage, count: int) -> list[Option]:
    """What to ask next: the card's own relations first, then the next best finds; never the one shown."""
    known = {passage.card for passage in retriever.passages}
    names = [name for name in [*shown.related, *(hit.passage.card for hit in hits)] if name in known]
    fresh = [name for name in dict.fromkeys(names) if name != shown.card]
    return [title_option(retriever, name) for name in fresh[:count]]
