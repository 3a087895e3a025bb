"""How well cards are found: ours, its parts alone, and a peer library on the same cards."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from index.evaluation.questions import Question
from index.lexical import LexicalIndex
from index.retriever import Hit, Retriever
from tests.evaluation.judging import Judgements
from tests.evaluation.metrics import MISSED, interval, mrr_at, ndcg_at, success_at

Search = Callable[[Question], Sequence[str]]
DEPTH = 50


@dataclass(frozen=True)
class Found:
    """What a search found for each question, the rank of the first right card, and what the measures say."""

    cards: list[list[str]]
    ranks: np.ndarray
    gains: list[np.ndarray]
    right: list[int]
    milliseconds: np.ndarray

    def figures(self) -> dict[str, float]:
        low, high = interval(self.ranks, lambda ranks: success_at(ranks, 1))
        return {
            "success_at_1": success_at(self.ranks, 1),
            "success_at_1_low": low,
            "success_at_1_high": high,
            "success_at_3": success_at(self.ranks, 3),
            "mrr_at_10": mrr_at(self.ranks),
            "ndcg_at_10": ndcg_at(self.gains, self.right),
            "p95_ms": float(np.percentile(self.milliseconds, 95)),
        }


def measure(questions: Sequence[Question], search: Search) -> Found:
    """Ask each question once; a card counts once, at its best rank."""
    found, gains, times = [], [], []
    for question in questions:
        start = time.perf_counter()
        cards = list(dict.fromkeys(search(question)))
        times.append((time.perf_counter() - start) * 1000)
        hits = np.array([card in question.cards for card in cards], dtype=float)
        found.append(cards)
        gains.append(hits)
    ranks = np.array([_first(cards, question.cards) for cards, question in zip(found, questions)])
    return Found(found, ranks, gains, [len(question.cards) for question in questions], np.array(times))


def strictly(found: Found, questions: Sequence[Question], judged: Judgements) -> dict[str, float]:
    """The same, where only a card counts that an assessor judged to answer the whole question; others are left out."""
    ranks = np.array(
        [
            _first(cards, judged[question.id])
            for cards, question in zip(found.cards, questions)
            if judged.get(question.id)
        ]
    )
    return {"strict_success_at_1": success_at(ranks, 1), "strict_success_at_3": success_at(ranks, 3)}


def _first(cards: Sequence[str], right: Collection[str]) -> int:
    return next((rank for rank, card in enumerate(cards) if card in right), MISSED)


def ours(retriever: Retriever) -> Search:
    """The retriever as the bot uses it, told the nation and the role where the user told or shows them."""

    def search(question: Question) -> list[str]:
        return [hit.passage.card for hit in hits(retriever, question, DEPTH)]

    return search


def hits(retriever: Retriever, question: Question, limit: int) -> list[Hit]:
    return retriever.search(question.text, nation=question.nation, role=question.role, limit=limit)


def by_words(retriever: Retriever) -> Search:
    """BM25 alone, over the passages with their titles."""
    index = LexicalIndex.build([passage.embed for passage in retriever.passages])

    def search(question: Question) -> list[str]:
        order = np.argsort(-index.scores(question.text))[:DEPTH]
        return [retriever.passages[row].card for row in order]

    return search


def by_meaning(retriever: Retriever) -> Search:
    """The plain encoder alone, over the same passages."""
    vectors = retriever.encoder.encode([passage.embed for passage in retriever.passages])

    def search(question: Question) -> list[str]:
        order = np.argsort(-(vectors @ retriever.encoder.encode([question.text])[0]))[:DEPTH]
        return [retriever.passages[row].card for row in order]

    return search


def by_txtai(retriever: Retriever, model: str) -> Search:
    """The peer: txtai's hybrid search with the same model over the same passages and card questions.

    Raises:
        ImportError: txtai is not installed (`make eval` installs it).
    """
    from txtai import Embeddings

    texts = [(text, passage.card) for passage in retriever.passages for text in (passage.embed, *passage.questions)]
    embeddings = Embeddings(path=model, hybrid=True, content=False)
    embeddings.index([(row, text, None) for row, (text, _) in enumerate(texts)])

    def search(question: Question) -> list[str]:
        return [texts[row][1] for row, _ in embeddings.search(question.text, DEPTH)]

    return search
