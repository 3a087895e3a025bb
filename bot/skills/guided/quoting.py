"""A guidance card, quoted: its answer word for word, with its sources and date of review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from bot.replies import Citation, Quote
from index.content.card import Card
from index.content.corpus import EVERYONE, Corpus
from index.content.source import Source


def fitting(corpus: Corpus, names: Iterable[str], nation: Optional[str], role: Optional[str] = None) -> Optional[Card]:
    """The first of the cards that is right for the nation: one for the role, else one for everyone, else any.

    While the nation is unknown only cards that are right everywhere fit. None if there is none.
    """
    wanted = {nation} if nation else set(corpus.vocabulary.ids("nations"))
    cards = [corpus.cards[name] for name in names if name in corpus.cards]
    right = [card for card in cards if wanted <= set(card.front.nations)]
    for wanted_by in (role, EVERYONE):
        if found := next((card for card in right if wanted_by in card.front.audiences), None):
            return found
    return right[0] if right else None


def page_of(corpus: Corpus, card: Card) -> Source:
    """The page to send a reader of a card to: the publisher's own where there is one, else the first."""
    sources = [corpus.sources[name] for name in card.front.sources]
    return next((source for source in sources if source.seen_as == "publisher"), sources[0])


def card_quote(corpus: Corpus, card: Card) -> Quote:
    """The card's answer as a part of a reply."""
    sources = [corpus.sources[name] for name in card.front.sources]
    return Quote(
        passage=f"{card.id}#answer",
        card=card.id,
        title=card.front.title,
        markdown=card.answer.markdown,
        citations=[
            Citation(
                publisher=source.publisher,
                title=source.title,
                url=str(source.url),
                updated=source.updated.readable if source.updated else None,
                licence=source.licence,
            )
            for source in sources
        ],
        reviewed=card.front.reviewed,
        status=card.front.status,
        nations=list(card.front.nations),
        local=card.local,
    )


def bullets(items: Iterable[str]) -> str:
    """A list in Markdown."""
    return "\n".join(f"- {item}" for item in items)


def cited(corpus: Corpus, names: Iterable[str]) -> str:
    """Sources named in one line of Markdown with links: `publisher, title`."""
    known = [corpus.sources[name] for name in names if name in corpus.sources]
    return "; ".join(f"[{source.short or source.publisher}]({source.url})" for source in known)
