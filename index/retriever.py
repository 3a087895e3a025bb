"""Finding the passage that answers a question."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
from pydantic import parse_obj_as

from index.build import GLOSSARY, MANIFEST, PASSAGES, QUESTIONS, VOCABULARY, content_files, current
from index.content.glossary import Entry
from index.content.vocabulary import Vocabulary
from index.dense import DenseIndex
from index.encoder import Encoder
from index.lexical import LexicalIndex
from index.manifest import MEND, Freshness, IndexUnusable, Manifest, compare, hash_files
from index.passages import Passage
from index.settings import Settings


@dataclass(frozen=True)
class Hit:
    """A passage found.

    Attributes:
        score: what it was ranked by; comparable within one search only.
        confidence: how likely it is that the passage answers, in 0..1; comparable between searches.
    """

    passage: Passage
    score: float
    confidence: float


class Retriever:
    """Ranks the passages of one index for a query."""

    def __init__(
        self,
        passages: list[Passage],
        question_rows: np.ndarray,
        dense: tuple[DenseIndex, DenseIndex],
        lexical: tuple[LexicalIndex, LexicalIndex],
        encoder: Encoder,
        settings: Settings,
        glossary: list[Entry],
        vocabulary: Vocabulary,
        manifest: Manifest,
    ):
        self.passages = passages
        self.glossary = glossary
        self.vocabulary = vocabulary
        self.manifest = manifest
        self.encoder = encoder
        self._by_id = {passage.id: passage for passage in passages}
        self._dense, self._dense_questions = dense
        self._lexical, self._lexical_questions = lexical
        self._settings = settings
        cards = {card: number for number, card in enumerate(sorted({passage.card for passage in passages}))}
        self._card_of_passage = np.array([cards[passage.card] for passage in passages])
        self._card_of_question = self._card_of_passage[question_rows]
        self._cards = len(cards)
        self._nations = {
            nation: np.array([nation in passage.nations for passage in passages])
            for nation in vocabulary.ids("nations")
        }

    @classmethod
    def load(cls, root: Path, encoder: Encoder, settings: Settings) -> Retriever:
        """Load the present index under `root`.

        Raises:
            IndexUnusable: it is missing, broken or was built with another encoder.
        """
        folder = current(root)
        manifest = Manifest.load(folder / MANIFEST)
        if manifest.encoder != encoder.checksum:
            raise IndexUnusable(f"the index was built with another encoder ({manifest.encoder[:16]}): {MEND}")
        try:
            passages = [Passage.parse_obj(item) for item in _read(folder / PASSAGES)]
            rows = {passage.id: number for number, passage in enumerate(passages)}
            return cls(
                passages,
                np.array([rows[item["passage"]] for item in _read(folder / QUESTIONS)], dtype=int),
                (DenseIndex.load(folder / "passages.faiss"), DenseIndex.load(folder / "questions.faiss")),
                (LexicalIndex.load(folder / "lexical"), LexicalIndex.load(folder / "lexical-questions")),
                encoder,
                settings,
                parse_obj_as(list[Entry], _read(folder / GLOSSARY)),
                Vocabulary.parse_obj(_read(folder / VOCABULARY)),
                manifest,
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise IndexUnusable(f"the index in {folder} is broken ({error}): {MEND}") from error

    def freshness(self, corpus: Path, overlay: Path | None = None) -> Freshness:
        """What changed in the corpus since the index was built."""
        return compare(self.manifest, hash_files(content_files(corpus, overlay), corpus))

    def passage(self, name: str) -> Passage:
        """The passage of this id. Raises KeyError."""
        return self._by_id[name]

    def card(self, name: str) -> list[Passage]:
        """The passages of a card in order, the answer first; empty where there is no such card."""
        return [passage for passage in self.passages if passage.card == name]

    def search(
        self, query: str, vector: Optional[np.ndarray] = None, nation: Optional[str] = None, limit: int = 10
    ) -> list[Hit]:
        """The best passages, at most one a card, best first.

        Args:
            query: the question in the user's words.
            vector: its embedding, unit length, where the caller has it already.
            nation: an id of the vocabulary; passages that are not for it are left out.
        """
        if vector is None:
            vector = self.encoder.encode([query])[0]
        meaning = self._dense.similarities(vector)
        asked = self._per_card(self._dense_questions.similarities(vector))[self._card_of_passage]
        words = self._lexical.scores(query)
        asked_words = self._per_card(self._lexical_questions.scores(query))[self._card_of_passage]

        share = self._settings.ranking.lexical_share
        close = 0.5 * meaning + 0.5 * np.maximum(meaning, asked)
        score = (1 - share) * _standard(close) + share * _standard(words + asked_words)
        if nation in self._nations:
            score = np.where(self._nations[nation], score, -np.inf)
        confidence = np.clip(np.maximum(meaning, asked), 0.0, 1.0)
        return self._best_per_card(score, confidence, limit)

    def _per_card(self, of_questions: np.ndarray) -> np.ndarray:
        best = np.zeros(self._cards, dtype=np.float32)
        np.maximum.at(best, self._card_of_question, of_questions)
        return best

    def _best_per_card(self, score: np.ndarray, confidence: np.ndarray, limit: int) -> list[Hit]:
        hits: dict[str, list[Hit]] = defaultdict(list)
        for row in np.argsort(-score)[: self._settings.ranking.candidates]:
            if np.isfinite(score[row]):
                passage = self.passages[row]
                hits[passage.card].append(Hit(passage, float(score[row]), float(confidence[row])))
        return [found[0] for found in hits.values()][:limit]


def _standard(scores: np.ndarray) -> np.ndarray:
    spread = scores.std()
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)


def _read(path: Path) -> list:  # type: ignore[type-arg]
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
