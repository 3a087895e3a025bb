"""Whether we have a text already: as an earlier draft, as a listed source, or as a card that says much the same."""

from __future__ import annotations

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import token_sort_ratio

from index.content.corpus import Corpus
from index.keeping.text import words
from index.keeping.vectors import Embed
from index.passages import plain_text

MOST = 3


class Likeness:
    """Finds the cards that say much the same as a text, by meaning where an encoder is at hand, else by words."""

    def __init__(self, corpus: Corpus, embed: Embed | None = None, by_meaning: float = 0.6, by_words: float = 0.85):
        """
        Args:
            by_meaning: cosine from which a card's answer says much the same.
            by_words: share of words from which a card's title or question is much the same as a title.
        """
        cards = [card for card in corpus.cards.values() if card.front.status != "retired"]
        self._embed = embed
        self._by_meaning = by_meaning
        self._by_words = by_words
        self._asked = [
            (card.id, " ".join(words(text))) for card in cards for text in (card.front.title, *card.front.questions)
        ]
        self._ids = [card.id for card in cards]
        answers = [f"{card.front.title}. {plain_text(card.answer.markdown)}" for card in cards]
        self._answers = embed(answers) if embed and answers else None

    def cards(self, title: str, markdown: str) -> list[str]:
        """Ids of the cards that are most like a part of a document, at most three, the most like first."""
        if self._embed is None or self._answers is None:
            return self._same_words(title)
        vector = self._embed([f"{title}. {plain_text(markdown)}"])[0]
        alike = self._answers @ vector
        return [self._ids[row] for row in np.argsort(-alike)[:MOST] if alike[row] >= self._by_meaning]

    def _same_words(self, title: str) -> list[str]:
        asked = [text for _, text in self._asked]
        hits = process.extract(
            " ".join(words(title)), asked, scorer=token_sort_ratio, score_cutoff=100 * self._by_words, limit=20
        )
        return list(dict.fromkeys(self._asked[row][0] for _, _, row in hits))[:MOST]
