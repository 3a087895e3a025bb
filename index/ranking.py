"""From what each search says of the passages to a rank and a confidence for each card."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.settings import CalibrationSettings, RankingSettings

# What is known of a card for a query, in the order of the columns of `features`.
NAMES = (
    "meaning",
    "asked",
    "words",
    "pairs",
    "asked_words",
    "meaning_second",
    "asked_second",
    "covered",
    "classifier",
    "first_minutes",
    "suits",
)
SIGNS = ("score", "lead", "asked", "meaning", "chance", "known", "words", "covered", "gap")


@dataclass(frozen=True)
class Evidence:
    """What the searches found, by passage, by card question and by card.

    Attributes:
        meaning: cosine of the query with each passage, shape (passages,).
        asked: cosine of the query with each card's questions, shape (questions,).
        words: BM25 of each card with all its passages and questions, shape (cards,).
        pairs: BM25 of each card by pairs of neighbouring words, shape (cards,).
        asked_words: BM25 of each question, shape (questions,).
        covered: the share of the query's words that each card covers, shape (cards,), in 0..1.
        classifier: the card classifier's scores, shape (cards,).
        known: share of the query's content words that the corpus has, in 0..1.
        suits: 1.0 for the cards written for who is asking, shape (cards,); zeros where that is not known.
        gap: log-odds that the query is one of those that no card answers; 0 for one like the cards' own questions.
    """

    meaning: np.ndarray
    asked: np.ndarray
    words: np.ndarray
    pairs: np.ndarray
    asked_words: np.ndarray
    covered: np.ndarray
    classifier: np.ndarray
    known: float
    suits: np.ndarray
    gap: float


class Ranking:
    """Scores cards by a weighted sum of standardised features; weights in `index/settings.yml`.

    Args:
        card_of_passage, card_of_question: int arrays, the card of each.
        first_minutes: bool of shape (cards,): cards for an incident under way rather than for a question.
    """

    def __init__(
        self,
        card_of_passage: np.ndarray,
        card_of_question: np.ndarray,
        first_minutes: np.ndarray,
        settings: RankingSettings,
        calibration: CalibrationSettings,
    ):
        self._passages = Grouped(card_of_passage, len(first_minutes))
        self._questions = Grouped(card_of_question, len(first_minutes))
        self._first_minutes = first_minutes.astype(np.float32)
        self._weights = np.array([settings.weights[name] for name in NAMES], dtype=np.float32)
        self._slopes = np.array([calibration.slopes[name] for name in SIGNS], dtype=np.float64)
        self._intercept = calibration.intercept

    def features(self, evidence: Evidence) -> np.ndarray:
        """Standardised over the cards, float32 of shape (cards, len(NAMES))."""
        meaning, meaning_second = self._passages.best_two(evidence.meaning)
        asked, asked_second = self._questions.best_two(evidence.asked)
        columns = [
            meaning,
            asked,
            evidence.words,
            evidence.pairs,
            self._questions.best(evidence.asked_words),
            meaning_second,
            asked_second,
            evidence.covered,
            evidence.classifier,
        ]
        return np.column_stack([_standard(np.column_stack(columns)), self._first_minutes, evidence.suits])

    def scores(self, features: np.ndarray) -> np.ndarray:
        """What cards are ranked by, float32 of shape (cards,)."""
        return np.asarray(features @ self._weights, dtype=np.float32)

    def signs(self, evidence: Evidence, scores: np.ndarray, cards: np.ndarray) -> np.ndarray:
        """What tells how sure a card is, float64 of shape (len(cards), len(SIGNS)); -inf scores are out of the race."""
        finite = np.sort(scores[np.isfinite(scores)])[::-1]
        first, second = finite[0], finite[1] if len(finite) > 1 else finite[0]
        rival = np.where(scores[cards] >= first, second, first)
        logits = 20.0 * evidence.classifier
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        asked, meaning = self._questions.best(evidence.asked), self._passages.best(evidence.meaning)
        words = np.maximum(evidence.words, self._questions.best(evidence.asked_words))
        return np.column_stack(
            [
                scores[cards],
                scores[cards] - rival,
                asked[cards],
                meaning[cards],
                chances[cards],
                np.full(len(cards), evidence.known),
                np.log1p(words[cards]),
                evidence.covered[cards],
                np.full(len(cards), evidence.gap),
            ]
        ).astype(np.float64)

    def confidence(self, signs: np.ndarray) -> np.ndarray:
        """The chance that each card answers, by logistic regression on held-out questions; in 0..1."""
        return 1.0 / (1.0 + np.exp(-(signs @ self._slopes + self._intercept)))


class Grouped:
    """Rows that belong to cards, laid out so that what is best of each card is found at once.

    Args:
        cards: int of shape (rows,): the card of each row.
        count: how many cards there are; one may have no rows.
    """

    def __init__(self, cards: np.ndarray, count: int):
        sizes = np.bincount(cards, minlength=count)
        order = np.argsort(cards, kind="stable")
        place = np.arange(len(cards)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        # One row a card; what is left over points behind the last value.
        self._rows = np.full((count, max(2, sizes.max(initial=0))), len(cards))
        self._rows[cards[order], place] = order

    def best(self, values: np.ndarray) -> np.ndarray:
        """The best value of each card, at least 0: float32 of shape (cards,) from (rows,)."""
        return np.maximum(self._laid_out(values).max(axis=1), 0.0)

    def best_two(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The best and the second best value of each card; the best again where there is only one."""
        two = np.partition(self._laid_out(values), -2, axis=1)[:, -2:]
        best = np.where(np.isfinite(two[:, 1]), two[:, 1], 0.0)
        return best, np.where(np.isfinite(two[:, 0]), two[:, 0], best)

    def _laid_out(self, values: np.ndarray) -> np.ndarray:
        return np.append(values, np.float32(-np.inf)).astype(np.float32)[self._rows]


def _standard(columns: np.ndarray) -> np.ndarray:
    """Each column with mean 0 and deviation 1; one that is the same for all cards says nothing and is 0."""
    spread = columns.std(axis=0)
    return (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, np.inf)
